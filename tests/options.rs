//! The comparison of options: every option answers the same questions in the same order and size, says where each number
//! comes from, and stands where it stands whatever matters to a person.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::path::Path;

use chrono::NaiveDate;
use microneedling_planner::content::json::parse;
use microneedling_planner::content::languages::{self, LANGUAGES};
use microneedling_planner::content::words::{self, Kind, Words};
use microneedling_planner::content::{evidence, json};
use microneedling_planner::domain::answers::{Answer, Answers, Change, Currency, Price};
use microneedling_planner::domain::estimate::{Estimate, estimate};
use microneedling_planner::domain::evidence::{Basis, Details, Evidence, SourceId};
use microneedling_planner::domain::ids::{ConcernId, Severity};
use microneedling_planner::domain::matters::{Matter, Order};
use microneedling_planner::domain::options::{Options, Part, has_options};
use microneedling_planner::present::locale::PlainEnglish;
use microneedling_planner::present::options::{Ask, Grid, Line, Shelf, Standing, grid, standings};
use microneedling_planner::present::say::Say;
use serde_json::Value;

fn words_of(language: &str, parts: &[&str]) -> Words {
    let files = parts.iter().flat_map(|part| languages::files(Path::new("content"), language, part).unwrap());
    words::pack(language, &files.flat_map(|(_, entries)| entries).collect::<Vec<_>>())
}

/// All that a comparison is made of, in one language.
struct World {
    evidence: Evidence,
    screens: Words,
    details: (Details, Words),
    options: (Options, Words),
}

impl World {
    fn speaking(language: &str) -> Self {
        Self {
            evidence: evidence::core().unwrap(),
            screens: words_of(language, &["", "plan", "proofs"]),
            details: (evidence::details().unwrap(), words_of(language, &["details"])),
            options: (evidence::options().unwrap(), words_of(language, &["options"])),
        }
    }

    fn with<T>(&self, answers: &Answers, make: impl FnOnce(Shelf<'_>) -> T) -> T {
        let today = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        let estimate: Option<Estimate> =
            answers.profile(&self.evidence, today).map(|profile| estimate(&self.evidence, &profile));
        make(Shelf {
            say: Say { words: &self.screens, locale: &PlainEnglish },
            evidence: &self.evidence,
            details: &self.details,
            options: &self.options,
            answers,
            estimate: estimate.as_ref(),
            clinic: None,
        })
    }

    fn grid(&self, answers: &Answers) -> Grid {
        self.with(answers, |shelf| grid(answers.concern.unwrap(), shelf).unwrap())
    }

    fn standings(&self, answers: &Answers, order: &[Matter]) -> Vec<Standing> {
        let order = Order::new(order.to_vec()).unwrap();
        self.with(answers, |shelf| standings(&order, answers.concern.unwrap(), shelf))
    }
}

/// People with each concern that has options: one who has said no more, one with a strength and a price.
fn people() -> Vec<Answers> {
    let concerns = ConcernId::ALL.iter().filter(|concern| has_options(**concern));
    let both = concerns.flat_map(|concern| {
        let begun = Answers::default().with(Change::Concern(*concern));
        let price = Price::new(35_000, Currency::Cad).unwrap();
        let further = begun.clone().with(Change::Severity(Answer::Known(Severity::Mild)));
        [begun, further.with(Change::Price(Answer::Known(price)))]
    });
    both.collect()
}

fn all_lines(grid: &Grid) -> impl Iterator<Item = (Ask, &Line)> {
    grid.rows.iter().flat_map(|row| row.cells.iter().flatten().map(|line| (row.ask, line)))
}

fn pack() -> Value {
    evidence::options_pack().unwrap()
}

#[test]
fn every_option_of_the_file_has_its_column_and_answers_every_question() {
    let world = World::speaking("en");
    let file = pack();
    for answers in people() {
        let concern = answers.concern.unwrap();
        let grid = world.grid(&answers);
        let of_concern = |row: &&Value| row["concern"] == concern.as_str();
        let row = file["options"]["concerns"].as_array().unwrap().iter().find(of_concern).unwrap();
        let others = row["options"].as_array().unwrap().iter().map(|option| option["id"].as_str().unwrap());
        let expected: Vec<&str> = ["nothing", "needling"].into_iter().chain(others).collect();
        assert_eq!(grid.columns.iter().map(|column| column.id.as_str()).collect::<Vec<_>>(), expected, "{concern:?}");
        assert_eq!(grid.rows.iter().map(|row| row.ask).collect::<Vec<_>>(), Ask::ALL, "{concern:?}");
        for row in &grid.rows {
            assert_eq!(row.cells.len(), expected.len(), "{concern:?} {:?}", row.ask);
            assert!(row.cells.iter().all(|cell| !cell.is_empty()), "{concern:?} {:?}: a cell says nothing", row.ask);
        }
        assert_eq!(grid.guideline.len(), 2, "{concern:?}: what guidelines put first, and the place of microneedling");
    }
}

#[test]
fn no_language_shows_an_id_or_an_empty_place() {
    for language in LANGUAGES {
        let world = World::speaking(language.tag);
        for answers in people() {
            let grid = world.grid(&answers);
            let standings = world.standings(&answers, Matter::ALL);
            let lines = all_lines(&grid).map(|(_, line)| line).chain(&grid.guideline);
            let lines = lines.chain(standings.iter().flat_map(|standing| standing.values.iter().flatten()));
            let texts = lines.map(|line| line.text.as_str()).chain(grid.columns.iter().map(|column| &*column.name));
            for text in texts.chain(grid.rows.iter().map(|row| &*row.question)) {
                let ids = ["option.", "options.", "study.", "rate.", "concern.", "grade.", "healing."];
                assert!(!text.trim().is_empty() && !text.contains(['{', '[']), "{} {text:?}", language.tag);
                assert!(!ids.iter().any(|id| text.starts_with(id)), "{} {text:?}", language.tag);
            }
        }
    }
}

/// Whether a line says where its numbers come from; prices come from the person.
fn says_where_from(line: &Line) -> bool {
    let is_labelled = line.basis.iter().any(|basis| matches!(basis, Basis::Memory | Basis::Judgement));
    !line.text.contains(|c: char| c.is_ascii_digit()) || !line.sources.is_empty() || is_labelled
}

#[test]
fn every_number_names_its_source_or_is_labelled_as_memory_or_judgement() {
    let world = World::speaking("en");
    for answers in people() {
        let grid = world.grid(&answers);
        for (ask, line) in all_lines(&grid).filter(|(ask, _)| *ask != Ask::Cost) {
            assert!(says_where_from(line), "{:?} {ask:?} {line:?}", answers.concern);
        }
        assert!(grid.guideline.iter().all(says_where_from));
        for standing in world.standings(&answers, Matter::ALL) {
            let prices = standing.matter == Matter::LowerCost;
            assert!(prices || standing.values.iter().flatten().all(says_where_from), "{standing:?}");
        }
        let known = |id: &SourceId| world.details.0.source(id).is_some();
        assert!(all_lines(&grid).all(|(_, line)| line.sources.iter().all(known)), "a source is not known");
    }
}

#[test]
fn good_and_harm_of_every_option_are_told_alike() {
    let world = World::speaking("en");
    for answers in people() {
        let grid = world.grid(&answers);
        let row = |ask| &grid.rows.iter().find(|row| row.ask == ask).unwrap().cells;
        for (place, column) in grid.columns.iter().enumerate() {
            let [good, harm] = [Ask::Benefits, Ask::Risks].map(|ask| &row(ask)[place]);
            let words = |lines: &[Line]| lines.iter().map(|line| line.text.split_whitespace().count()).sum::<usize>();
            assert!(words(good) > 0 && words(harm) > 0, "{:?} {}", answers.concern, column.id);
        }
        // Of microneedling, which a clinic sells, no more good is told than of any other option that has as many studies,
        // and every harm that its own evidence counts for the concern and tells in words.
        let needling = grid.columns.iter().position(|column| column.id == "needling").unwrap();
        assert!(row(Ask::Benefits)[needling].len() <= 4, "{:?}", answers.concern);
        assert!(row(Ask::Risks)[needling][0].sources.len() > 1, "{:?}", answers.concern);
    }
}

#[test]
fn where_microneedling_is_a_stop_it_says_so_in_its_place_and_stays() {
    let world = World::speaking("en");
    for answers in people() {
        let concern = answers.concern.unwrap();
        let grid = world.grid(&answers);
        let needling = &grid.columns[1];
        assert_eq!(needling.id, "needling");
        let stops = matches!(concern, ConcernId::Keloid | ConcernId::AcneActive);
        let stop = needling.stop.as_deref().unwrap_or_default();
        assert_eq!(stop.starts_with("Stop"), stops, "{concern:?}");
        assert!(grid.columns.iter().all(|column| column.id == "needling" || column.stop.is_none()));
    }
}

/// Every order of some things.
fn permutations(matters: &[Matter]) -> Vec<Vec<Matter>> {
    if matters.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for (place, first) in matters.iter().enumerate() {
        let rest: Vec<Matter> = matters.iter().enumerate().filter(|(at, _)| *at != place).map(|(_, m)| *m).collect();
        all.extend(permutations(&rest).into_iter().map(|order| [vec![*first], order].concat()));
    }
    all
}

#[test]
fn what_matters_moves_no_option_and_hides_none() {
    let world = World::speaking("en");
    let some = [Matter::FewerVisits, Matter::StrongerEvidence, Matter::NoNeedles, Matter::LowerCost];
    for concern in [ConcernId::AcneScars, ConcernId::Keloid, ConcernId::AlopeciaAndrogenetic] {
        let answers = Answers::default().with(Change::Concern(concern));
        let grid = world.grid(&answers);
        let alone: Vec<Standing> = some.iter().flat_map(|matter| world.standings(&answers, &[*matter])).collect();
        for order in (0..=some.len()).flat_map(|count| permutations(&some[..count])) {
            let shown = world.standings(&answers, &order);
            assert_eq!(shown.iter().map(|standing| standing.matter).collect::<Vec<_>>(), order);
            for standing in shown {
                assert_eq!(standing.values.len(), grid.columns.len());
                assert!(alone.contains(&standing), "the same values in the same places as without the others");
            }
        }
    }
}

#[test]
fn every_option_stands_on_everything_in_the_same_units() {
    let world = World::speaking("en");
    let is_one_of = |text: &str, ends: &[&str]| ends.iter().any(|end| text.ends_with(end));
    for answers in people() {
        for standing in world.standings(&answers, Matter::ALL) {
            for line in standing.values.iter().flatten() {
                let text = line.text.as_str();
                let fits = match standing.matter {
                    Matter::FewerVisits => is_one_of(
                        text,
                        &["visit", "visits", "No visits for it", "Not known", "apart.", "no plan for this.", "to last"],
                    ),
                    Matter::LessDowntime => is_one_of(text, &["day", "days", "None known", "Not known"]),
                    Matter::NoNeedles => is_one_of(text, &["With needles", "No needles"]),
                    Matter::NoSurgery => is_one_of(text, &["An operation", "No operation"]),
                    Matter::StrongerEvidence => text.starts_with("Evidence: ") || text.starts_with("Not graded"),
                    Matter::LowerCost | Matter::FewerDarkMarks | Matter::SoonerResult => !text.is_empty(),
                };
                assert!(fits, "{:?} {:?} {text:?}", answers.concern, standing.matter);
            }
        }
    }
}

#[test]
fn the_only_price_is_the_one_that_was_typed() {
    let world = World::speaking("en");
    for answers in people() {
        let grid = world.grid(&answers);
        let cost = &grid.rows.iter().find(|row| row.ask == Ask::Cost).unwrap().cells;
        for (column, lines) in grid.columns.iter().zip(cost) {
            let priced = lines.iter().any(|line| line.text.contains(|c: char| c.is_ascii_digit()));
            let planned = world.with(&answers, |shelf| matches!(shelf.estimate, Some(Estimate::Plan(_))));
            let expected = column.id == "needling" && answers.price.is_given() && planned;
            assert_eq!(priced, expected, "{:?} {} {lines:?}", answers.concern, column.id);
        }
    }
}

#[test]
fn what_needles_without_heat_leave_on_skin_is_not_said_of_needles_with_it() {
    let world = World::speaking("en");
    for answers in people() {
        let concern = answers.concern.unwrap();
        let grid = world.grid(&answers);
        let skin = &grid.rows.iter().find(|row| row.ask == Ask::Skin).unwrap().cells[1][0];
        let heat = world.evidence.concern(concern).requires_rf;
        assert_eq!(skin.text.starts_with("Dark marks can follow needling with heat"), heat, "{concern:?}");
        assert_eq!(skin.text.contains("CO2 laser"), !heat, "{concern:?}");
        assert_eq!(skin.sources.contains(&SourceId("hhreview".to_owned())), heat, "{concern:?}");
    }
}

#[test]
fn microneedling_rests_on_what_its_words_say_they_rest_on() {
    let world = World::speaking("en");
    let files = languages::files(Path::new("content"), "en", "proofs").unwrap();
    let more = languages::files(Path::new("content"), "en", "plan").unwrap();
    let entries: Vec<_> = files.into_iter().chain(more).flat_map(|(_, entries)| entries).collect();
    let fact = |id: &str| entries.iter().find(|entry| entry.id == id && entry.kind == Kind::Fact);
    for (part, ids) in [
        (Part::What, &["options.needling.what", "options.needling.what_heat"][..]),
        (Part::Risks, &["options.needling.risks"]),
        (Part::Skin, &["options.needling.skin"]),
        (Part::SkinHeat, &["options.needling.skin_heat"]),
        (Part::Downtime, &["options.needling.downtime"]),
        (Part::NotFor, &["options.needling.not_for"]),
    ] {
        let rests_on: Vec<&str> =
            world.options.0.of_needling(part).unwrap().sources.iter().map(SourceId::as_str).collect();
        for id in ids {
            assert_eq!(fact(id).unwrap().sources, rests_on, "{id}");
        }
    }
    let details = &world.details.0;
    for (of, needling) in world.options.0.iter() {
        for study in &needling.studies {
            assert!(details.studies.iter().any(|row| row.concern == of.concern && row.source == *study), "{study:?}");
        }
        for id in needling.told.iter().chain(&needling.harms) {
            let rate = details.rates.iter().find(|rate| rate.id == *id).unwrap();
            assert!(rate.told || rate.panel, "{id:?} has no words");
        }
        // A harm that is counted for this very concern, and told, is not left out.
        let own = details.rates.iter().filter(|rate| rate.concern == Some(of.concern) && rate.kind.is_bad());
        if of.concern != ConcernId::AcneScars {
            for rate in own.filter(|rate| rate.told || rate.panel) {
                assert!(needling.harms.contains(&rate.id), "{:?} leaves out {:?}", of.concern, rate.id);
            }
        }
        for why in &world.evidence.concern(of.concern).not_if {
            let id = format!("concern.{}.not_if.{why}", of.concern.as_str());
            for source in fact(&id).map(|entry| entry.sources.clone()).unwrap_or_default() {
                assert!(needling.not_for.iter().any(|known| known.as_str() == source), "{id} rests on {source}");
            }
        }
    }
}

/// The reason for which changed files are refused.
fn refused(change: impl FnOnce(&mut Value)) -> String {
    let mut file = pack();
    change(&mut file);
    evidence::options_from(&file.to_string(), parse as json::Parse).unwrap_err().to_string()
}

#[test]
fn options_that_are_incomplete_are_refused_with_the_reason() {
    let concern = |file: &mut Value, at: usize| file["options"]["concerns"][at].take();
    let missing = refused(|file| drop(file["options"]["concerns"].as_array_mut().unwrap().remove(2)));
    assert!(missing.contains("is missing"), "{missing}");
    let twice = refused(|file| {
        let mut copy = pack();
        let copy = concern(&mut copy, 0);
        file["options"]["concerns"].as_array_mut().unwrap().push(copy);
    });
    assert!(twice.contains("is there twice"), "{twice}");
    let first = |change: fn(&mut Value)| refused(|file| change(&mut file["options"]["concerns"][0]["options"][0]));
    assert!(first(|option| option["benefits"] = Value::Array(Vec::new())).contains("what good was seen"));
    assert!(first(|option| option["basis"] = Value::Array(Vec::new())).contains("does not say what it rests on"));
    assert!(first(|option| option["sources"] = Value::Array(Vec::new())).contains("names no source"));
    assert!(first(|option| option["score"] = 5.into()).contains("not from 1 to 4"));
    assert!(first(|option| option["visits"] = parse(r#"{"low":4,"high":1}"#).unwrap()).contains("out of order"));
    assert!(first(|option| option["shared"] = parse(r#"{"price":"none"}"#).unwrap()).contains("no part of an option"));
    assert!(first(|option| option["dark_marks"] = "seldom".into()).contains("unknown \"seldom\""));
    assert!(first(|option| option["winner"] = true.into()).contains("unknown field `winner`"));
    let none = refused(|file| file["options"]["concerns"][0]["options"] = Value::Array(Vec::new()));
    assert!(none.contains("no option beside microneedling"), "{none}");
    let study = refused(|file| file["needling"]["concerns"][0]["studies"] = Value::Array(Vec::new()));
    assert!(study.contains("no study of microneedling"), "{study}");
    let said = refused(|file| drop(file["needling"]["shared"].as_object_mut().unwrap().remove("risks")));
    assert!(said.contains("risks is not said of microneedling"), "{said}");
}
