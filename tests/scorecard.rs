//! The scorecard claims nothing that cannot be looked at: its items are those of the list, each address leads to a screen,
//! each proof is a test that is there, and docs/scorecard.md says what the screen says. With `PLANNER_WRITE` set, as
//! `cargo xtask scorecard` does, the document is written anew.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test ends by panicking")]

mod english;

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use english::english;
use microneedling_planner::content::scorecard::{Item, Measured, Scorecard, Set, State, measured, scorecard};
use microneedling_planner::content::words::Words;
use microneedling_planner::content::{json, review};
use microneedling_planner::domain::dates::{format_iso, is_accepted};
use microneedling_planner::present::about::{REVIEW_MONTHS, Tally, applying, grades, review_by};
use microneedling_planner::present::locale::PlainEnglish;
use microneedling_planner::present::route::Route;
use microneedling_planner::present::say::Say;

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn card() -> Scorecard {
    scorecard(&read("content/scorecard.json"), json::parse).unwrap()
}

fn counted() -> Measured {
    measured(&read("content/measured.json"), json::parse).unwrap()
}

fn reviewed() -> NaiveDate {
    review::evidence_as_of(json::parse).unwrap()
}

#[test]
fn the_items_are_those_of_the_list() {
    let card = card();
    let expected = [('q', Set::Qualifying, 6), ('c', Set::Certifying, 10), ('k', Set::Quality, 28)];
    let expected: Vec<(String, Set)> = expected
        .into_iter()
        .flat_map(|(letter, set, count)| (1..=count).map(move |number| (format!("{letter}{number}"), set)))
        .collect();
    let there: Vec<(String, Set)> = card.items.iter().map(|item| (item.id.clone(), item.set)).collect();
    assert_eq!(there, expected);
    let tally = Tally::of(&card.items);
    assert_eq!((tally.apply(), tally.none, tally.needs_people), (35, 9, 8));
    for item in &card.items {
        let number: u8 = item.id[1..].parse().unwrap();
        let of_tests = item.set == Set::Certifying && number > 6 || item.set == Set::Quality && number > 23;
        assert_eq!(item.state == State::DoesNotApply, of_tests, "{}", item.id);
    }
}

#[test]
fn what_is_said_of_an_item_goes_with_how_it_stands() {
    let words = english();
    for item in card().items {
        let id = &item.id;
        let says = |part: &str| words.has(&format!("about.{part}.{id}"));
        assert_eq!(says("asks"), item.state != State::DoesNotApply, "{id}: what is asked");
        let is_ours = matches!(item.state, State::Met | State::NotMet);
        assert_eq!(says("how"), is_ours, "{id}: how it is met or why not");
        if item.state == State::Met {
            assert!(!item.see.is_empty(), "{id} is called met, and cannot be seen anywhere");
        }
        if !is_ours {
            assert!(item.see.is_empty() && item.proof.is_empty(), "{id}: there is nothing to see");
        }
    }
}

#[test]
fn every_address_leads_to_its_screen_under_its_name() {
    let words = english();
    for item in card().items {
        for seen in item.see {
            let route = Route::parse(&seen.route);
            assert!(route.print() == seen.route && route != Route::Unknown, "{}: {}", item.id, seen.route);
            assert!(words.has(&seen.name), "{}: there is no text {}", item.id, seen.name);
        }
    }
}

#[test]
fn every_proof_is_a_test_that_is_there() {
    let begins = |line: &str| ["test(", "plain(", "fn "].iter().any(|start| line.trim_start().starts_with(start));
    let mut proofs = 0;
    for item in card().items {
        for proof in item.proof {
            let text = read(&proof.file);
            let is_there = text.lines().any(|line| begins(line) && line.contains(&proof.test));
            assert!(is_there, "{}: {} has no test {:?}", item.id, proof.file, proof.test);
            proofs += 1;
        }
    }
    assert!(proofs >= 15, "{proofs} proofs");
}

#[test]
fn the_dates_that_are_shown_go_together() {
    let (card, reviewed) = (card(), reviewed());
    assert!(is_accepted(reviewed) && is_accepted(card.as_of));
    assert!(card.as_of >= reviewed, "the evidence was looked through after the scorecard: go through that again");
}

#[test]
fn the_evidence_says_how_it_was_graded() {
    let meta = read("content/evidence/meta.json");
    let told = english().text("about.evidence.graded");
    for grade in ["strong", "moderate", "limited", "very limited"] {
        assert!(meta.contains(grade) && told.contains(grade), "{grade}");
    }
}

/// A text in a cell of a table, without the marks of the glossary.
fn plain(words: &Words, id: &str) -> String {
    let pieces = words.pieces(id).into_iter().map(|piece| match piece {
        microneedling_planner::content::words::Piece::Plain(text) => text,
        microneedling_planner::content::words::Piece::Term { shown, .. } => shown,
    });
    pieces.collect::<String>().replace('|', "\\|")
}

fn row(words: &Words, item: &Item) -> String {
    let id = &item.id;
    let how = match item.state {
        State::NeedsPeople => "about.people_item".to_owned(),
        _ => format!("about.how.{id}"),
    };
    let see: Vec<String> =
        item.see.iter().map(|seen| format!("{} (`#{}`)", words.text(&seen.name), seen.route)).collect();
    let proof: Vec<String> = item.proof.iter().map(|proof| format!("`{}` \"{}\"", proof.file, proof.test)).collect();
    let or = |list: Vec<String>, none: &str| if list.is_empty() { none.to_owned() } else { list.join("; ") };
    let (see, proof) = match item.state {
        State::Met => (or(see, ""), or(proof, "by eye")),
        _ => (or(see, "–"), or(proof, "–")),
    };
    let state = words.text(&format!("about.state.{}", item.state.as_str()));
    let asks = words.text(&format!("about.asks.{id}"));
    format!("| {} | {asks} | **{state}** | {} | {see} | {proof} |\n", id.to_uppercase(), plain(words, &how))
}

/// The document, from the same data and words as the screen.
fn document() -> String {
    let (card, counted, words) = (card(), counted(), english());
    let say = Say { words: &words, locale: &PlainEnglish };
    let tally = Tally::of(&card.items);
    let tenths = |tenths: i16| format!("{:.1}", f64::from(tenths) / 10.0);
    let mut text = String::from(
        "# Scorecard\n\n<!-- Written by `cargo xtask scorecard` from content/scorecard.json, content/measured.json and the words of the screen \
         `#/about`. Change those. -->\n\n",
    );
    text += &format!("{}\n\n", plain(&words, "about.score.intro"));
    let of = |number: u64| number.to_string();
    text += &say.fill(
        "about.score.count",
        &[
            ("met", &of(tally.met)),
            ("apply", &of(tally.apply())),
            ("not_met", &of(tally.not_met)),
            ("people", &of(tally.needs_people)),
            ("none", &of(tally.none)),
        ],
    );
    text += &format!(
        "\n\nGone through by hand on {}. The evidence was last looked through on {}, and is to be looked through again by {}, {REVIEW_MONTHS} \
         months later. {}\n\n",
        format_iso(card.as_of),
        format_iso(reviewed()),
        format_iso(review_by(reviewed())),
        match review::review(&json::parse(review::FILE).unwrap()) {
            Some(review) => format!("Read by {}, {}.", review.clinician, format_iso(review.date)),
            None => words.text("app.not_reviewed"),
        }
    );
    for (title, rows) in [
        ("about.makers.title", &["about.makers.text"][..]),
        ("about.pays.title", &["about.pays.text", "learn.sold_here"]),
        ("about.update.title", &["about.update.who", "about.update.late"]),
        ("about.evidence.title", &["about.evidence.picked", "about.evidence.graded", "about.evidence.labels"]),
    ] {
        text += &format!("**{}.** ", words.text(title));
        text += &rows.iter().map(|id| plain(&words, id)).collect::<Vec<_>>().join(" ");
        text += "\n\n";
    }
    for set in Set::ALL {
        text += &format!("## {}\n\n", words.text(&format!("about.set.{}", set.as_str())));
        text +=
            "| item | asked (a paraphrase) | stands | how, or why not | where | held by |\n|---|---|---|---|---|---|\n";
        text += &applying(&card, *set).map(|item| row(&words, item)).collect::<String>();
        text += "\n";
    }
    text += &format!("{}\n\n## Reading\n\n", say.count("about.tests_items", tally.none));
    let (median, steepest) = grades(&counted.reading).unwrap();
    text += &format!("{} ", plain(&words, "about.reading.text"));
    let figures =
        [("screens", counted.reading.len().to_string()), ("median", tenths(median)), ("steepest", tenths(steepest))];
    text += &say.fill("about.reading.figures", &figures.each_ref().map(|(name, value)| (*name, value.as_str())));
    text += &format!(" {}\n\n| texts | grade |\n|---|---:|\n", plain(&words, "about.reading.others"));
    for grade in &counted.reading {
        text += &format!("| {} | {} |\n", grade.screen, tenths(grade.tenths));
    }
    let access = counted.accessibility;
    let figures = [("all", access.all), ("tested", access.tested), ("by_hand", access.by_hand), ("none", access.none)];
    let figures = figures.map(|(name, value)| (name, value.to_string()));
    text += &format!(
        "\n## Accessibility\n\n{} {} [accessibility.md](accessibility.md) has each of them.\n\n## {}\n\n{}\n\n",
        plain(&words, "about.access.text"),
        say.fill("about.access.figures", &figures.each_ref().map(|(name, value)| (*name, value.as_str()))),
        words.text("about.not_done.title"),
        plain(&words, "about.not_done.text"),
    );
    for id in ["asked", "tried", "shown", "access", "languages"] {
        text += &format!("- {}\n", plain(&words, &format!("about.not_done.{id}")));
    }
    text
}

#[test]
fn the_document_says_what_the_screen_says() {
    let (path, document) = ("docs/scorecard.md", document());
    if std::env::var_os("PLANNER_WRITE").is_some() {
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(path), &document).unwrap();
    }
    assert!(read(path) == document, "{path} is stale: `cargo xtask scorecard` writes it anew");
}
