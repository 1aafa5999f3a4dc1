//! How many of 100: what may be drawn, what must stand beside it, and that pictures, numbers and sentences agree.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use microneedling_planner::content::evidence;
use microneedling_planner::content::words::{self, Words};
use microneedling_planner::domain::evidence::{Details, Rate, RateKind, SourceId, Tally};
use microneedling_planner::domain::ids::ConcernId;
use microneedling_planner::present::locale::PlainEnglish;
use microneedling_planner::present::rates::{Counted, Crowd, Mark, Panel, counted};
use microneedling_planner::present::say::Say;
use serde_json::Value;

/// What must be drawn with any gain of a concern. Written out here and not read from the file that is tested.
const HARM_BESIDE_A_GAIN: &[(&str, &[&str])] = &[
    ("acne_scars", &["h_pih_dogra", "h_tram_dogra", "h_pih_idoj"]),
    ("melasma", &["h_pih_melasma"]),
    ("hyperhidrosis", &["hh_relapse"]),
];

/// Gains that must be drawn with those who did not gain, each with that rate.
const NO_GAIN_BESIDE_A_GAIN: &[(&str, &[&str])] = &[
    ("as_ben_ishfaq", &["as_none_ishfaq"]),
    ("as_ben_chawla_exc", &["as_none_chawla"]),
    ("as_ben_bandral", &["as_some_bandral", "as_none_bandral"]),
    ("rej_neck_ben", &["rej_neck_none"]),
    ("mel_ben_buda", &["mel_none_buda"]),
    ("hh_relapse", &["hh_norelapse"]),
];

/// One step better, or a person's own view, and no untreated group: never without a controlled figure beside them.
const NEVER_ALONE: &[&str] = &["as_ben_hk", "as_ben_majid", "as_ben_asif_good", "as_ben_dogra_pat"];

/// Concerns whose side effects were not measured well, which must be said where their gains are drawn.
const HARM_NOT_MEASURED: &[&str] = &["surgical_traumatic_scars", "alopecia_androgenetic", "rejuvenation"];

fn detail_words() -> Words {
    let files = words::folder(Path::new("content/en/details")).unwrap();
    words::pack("en", &files.into_iter().flat_map(|(_, entries)| entries).collect::<Vec<_>>())
}

fn shown(concern: ConcernId, details: &Details, words: &Words) -> Counted {
    counted(concern, details, Say { words, locale: &PlainEnglish })
}

/// Visits what every concern shows.
fn each(mut check: impl FnMut(ConcernId, &Counted, &Details, &Words)) {
    let (details, words) = (evidence::details().unwrap(), detail_words());
    for concern in ConcernId::ALL {
        check(*concern, &shown(*concern, &details, &words), &details, &words);
    }
}

fn rate<'a>(details: &'a Details, id: &str) -> &'a Rate {
    details.rates.iter().find(|rate| rate.id.as_str() == id).unwrap_or_else(|| panic!("no rate {id}"))
}

fn panels(all: &Counted) -> impl Iterator<Item = &Panel> {
    all.gains.iter().chain(&all.harms)
}

/// The rates in the pictures of some panels: those that open a picture, and those that are parts of it.
fn drawn(panels: &[Panel], details: &Details) -> BTreeSet<String> {
    let crowds = panels.iter().flat_map(|panel| &panel.crowds).filter(|crowd| !crowd.id.ends_with("-compared"));
    crowds
        .flat_map(|crowd| {
            let parts = rate(details, &crowd.id).parts.iter().map(|id| id.as_str().to_owned());
            parts.chain([crowd.id.clone()])
        })
        .collect()
}

/// The rows of the file with what only its readers see.
fn rows() -> BTreeMap<String, Value> {
    let file = std::fs::read_to_string("content/evidence/rates.json").unwrap();
    let rows: Vec<Value> = serde_json::from_str(&file).unwrap();
    rows.into_iter().map(|row| (row["id"].as_str().unwrap().to_owned(), row)).collect()
}

#[test]
fn only_what_may_be_drawn_is_drawn() {
    let rows = rows();
    assert_eq!(rows.len(), 70);
    assert_eq!(rows.values().filter(|row| row["may_draw"] == true).count(), 31);
    let mut all = BTreeSet::new();
    each(|_, counted, details, _| {
        all.extend(drawn(&counted.gains, details));
        all.extend(drawn(&counted.harms, details));
    });
    assert_eq!(all.len(), 20, "{all:?}");
    for id in &all {
        let (row, tally) = (&rows[id], &rows[id]["tally"]);
        assert_eq!(row["may_draw"], true, "{id}");
        assert!(tally["n"].as_u64().unwrap() >= 20 && tally["count"].as_u64().unwrap() > 0, "{id}");
        assert_eq!(row["basis"][0], "seen", "{id}");
    }
}

#[test]
fn a_gain_is_never_drawn_without_harm_and_those_who_did_not_gain() {
    each(|concern, counted, details, words| {
        let (gains, harms) = (drawn(&counted.gains, details), drawn(&counted.harms, details));
        for (of, needed) in HARM_BESIDE_A_GAIN.iter().filter(|(of, _)| *of == concern.as_str()) {
            assert!(!gains.is_empty(), "{of}");
            needed.iter().for_each(|id| assert!(harms.contains(*id), "{of}: a gain without {id}"));
        }
        for (head, needed) in NO_GAIN_BESIDE_A_GAIN {
            if gains.contains(*head) || harms.contains(*head) {
                let parts: Vec<&str> = rate(details, head).parts.iter().map(|id| id.as_str()).collect();
                assert_eq!(&parts, needed, "{head}");
            }
        }
        for panel in &counted.gains {
            for crowd in &panel.crowds {
                assert!(crowd.parts.len() >= 2, "{}: only those who gained", crowd.id);
                assert_eq!(crowd.parts.last().unwrap().mark, Mark::Open, "{}", crowd.id);
            }
        }
        NEVER_ALONE.iter().for_each(|id| assert!(!gains.contains(*id), "{id} is drawn"));
        if HARM_NOT_MEASURED.contains(&concern.as_str()) {
            assert!(counted.harms.is_empty(), "{}: then the screen does not say it", concern.as_str());
            assert!(words.has("rates.harms_not_measured"));
        }
        if concern == ConcernId::Hyperhidrosis {
            let dark_marks = words.text("rate.h_pih_rfaxilla.told");
            assert!(dark_marks.contains("44 in 100"));
            assert!(counted.more_harms.iter().any(|told| told.text == dark_marks), "no dark marks beside a gain");
        }
    });
}

/// With a harm gone from the file, or no longer fit to draw, the gains that need it are not drawn either.
#[test]
fn a_gain_whose_harm_cannot_be_drawn_is_not_drawn() {
    let (details, words) = (evidence::details().unwrap(), detail_words());
    for (concern, needed) in HARM_BESIDE_A_GAIN {
        let concern = ConcernId::parse(concern).unwrap();
        for id in *needed {
            let (mut gone, mut unfit) = (details.clone(), details.clone());
            gone.rates.retain(|rate| rate.id.as_str() != *id);
            unfit.rates.iter_mut().find(|rate| rate.id.as_str() == *id).unwrap().may_draw = false;
            for details in [gone, unfit] {
                assert_eq!(shown(concern, &details, &words).gains, [], "{id}");
            }
        }
    }
    let mut details = details;
    details.rates.retain(|rate| rate.id.as_str() != "as_none_ishfaq");
    let gains = shown(ConcernId::AcneScars, &details, &words).gains;
    assert!(!gains.iter().any(|panel| panel.id.as_str() == "as_ben_ishfaq"), "drawn without those who did not gain");
}

#[test]
fn every_picture_is_100_people_and_says_the_numbers_of_the_file() {
    let rows = rows();
    each(|_, counted, details, _| {
        for crowd in panels(counted).flat_map(|panel| &panel.crowds) {
            assert_eq!(crowd.parts.iter().map(|part| part.icons).sum::<u32>(), 100, "{}", crowd.id);
            let (tallies, own) = tallies(crowd, details);
            for (part, tally) in crowd.parts.iter().zip(&tallies) {
                let place = format!("{}: {}", crowd.id, part.what);
                assert_eq!(part.of_100, format!("{} of 100", part.icons), "{place}");
                assert_eq!(part.counted, format!("{} of {} people", tally.count(), tally.n()), "{place}");
                let (low, high) = tally.range();
                assert_eq!(part.range, format!("{low} to {high} of 100 would also fit"), "{place}");
                assert_eq!(part.counted_range, format!("{}. {}.", part.counted, part.range), "{place}");
                assert!(low <= part.icons && part.icons <= high, "{place}");
                assert!(part.icons.abs_diff((200 * tally.count() / tally.n()).div_ceil(2)) <= 1, "{place}");
            }
            for (id, part) in own {
                assert_eq!(Some(u64::from(crowd.parts[part].icons)), rows[&id]["tally"]["per_100"].as_u64(), "{id}");
            }
        }
    });
}

/// The tallies behind the parts of a picture, and where the picture's own rates stand among them.
fn tallies(crowd: &Crowd, details: &Details) -> (Vec<Tally>, Vec<(String, usize)>) {
    let (id, compared) = match crowd.id.strip_suffix("-compared") {
        Some(id) => (id, true),
        None => (crowd.id.as_str(), false),
    };
    let head = rate(details, id);
    let pick = |own: Option<Tally>, other: Option<Tally>| if compared { other.unwrap() } else { own.unwrap() };
    let mut tallies = vec![pick(head.tally, head.compared)];
    let mut own = vec![(id.to_owned(), 0)];
    tallies.extend(head.rest.as_ref().map(|rest| pick(Some(rest.tally), rest.compared)));
    for part in head.parts.iter().map(|id| rate(details, id.as_str())) {
        own.push((part.id.as_str().to_owned(), tallies.len()));
        tallies.push(pick(part.tally, part.compared));
    }
    (tallies, if compared { Vec::new() } else { own })
}

#[test]
fn a_comparison_that_was_counted_stands_beside_in_the_same_form() {
    each(|_, counted, details, _| {
        for panel in panels(counted) {
            for (place, crowd) in panel.crowds.iter().enumerate().filter(|(_, crowd)| !crowd.id.ends_with("-compared"))
            {
                let of = rate(details, &crowd.id);
                let beside = panel.crowds.get(place + 1).filter(|next| next.id == format!("{}-compared", crowd.id));
                assert_eq!(beside.is_some(), of.compared.is_some_and(|tally| tally.count() > 0), "{}", crowd.id);
                if let Some(beside) = beside {
                    let form = |crowd: &Crowd| {
                        crowd.parts.iter().map(|part| (part.mark, part.what.clone())).collect::<Vec<_>>()
                    };
                    assert_eq!(form(crowd), form(beside), "{}", crowd.id);
                    assert_ne!(crowd.name, beside.name);
                }
            }
        }
    });
}

#[test]
fn what_was_not_compared_or_was_done_with_heat_says_so() {
    let rows = rows();
    each(|_, counted, details, words| {
        for panel in panels(counted) {
            let row = &rows[panel.id.as_str()];
            let design = row["design"].as_str().unwrap();
            let alone = ["single-arm", "1-year follow-up"].iter().any(|form| design.contains(form));
            assert_eq!(panel.labels.contains(&words.text("rates.alone")), alone, "{}", panel.id.as_str());
            assert_eq!(panel.labels.contains(&words.text("rates.heat")), row["heat"] == true, "{}", panel.id.as_str());
            if row["heat"] == true {
                assert!(panel.story.contains("needling with heat"), "{}", panel.id.as_str());
            }
            assert_eq!(rate(details, panel.id.as_str()).heat, row["heat"] == true);
        }
    });
}

#[test]
fn every_story_says_how_many_where_and_what_became_of_each() {
    let rows = rows();
    each(|_, counted, details, _| {
        for panel in panels(counted) {
            let numbers: BTreeSet<&str> = panel.story.split(|c: char| !c.is_ascii_digit()).collect();
            let id = panel.id.as_str();
            for crowd in &panel.crowds {
                let head = rate(details, crowd.id.trim_end_matches("-compared"));
                let tally = if crowd.id.ends_with("-compared") { head.compared } else { head.tally }.unwrap();
                let count = tally.count().to_string();
                assert!(numbers.contains(count.as_str()), "{id}: {count} is not in the story of {}", crowd.id);
            }
            let n = rate(details, id).tally.unwrap().n().to_string();
            assert!(numbers.contains(n.as_str()), "{id}: {n} people");
            let country = rows[id]["population"].as_str().unwrap().split(',').next().unwrap().replace("USA", "US");
            let said = panel.story.contains(&country) || panel.limits.contains("did not find the country");
            assert!(said, "{id}: not where ({country})");
            assert!(!panel.story.contains("phototype"), "{id}: a skin type is no word for skin");
            assert!(panel.story.contains("skin") || panel.limits.contains("skin tone"), "{id}: not whose skin");
        }
    });
}

#[test]
fn dark_marks_are_told_with_whose_skin_was_studied_and_never_only_as_none() {
    each(|concern, counted, _, _| {
        for panel in counted.harms.iter().filter(|panel| panel.story.contains("dark mark")) {
            let whose = format!("{} {}", panel.story, panel.limits);
            assert!(whose.contains("skin tone") || whose.contains("black skin"), "{}", panel.id.as_str());
        }
        let none =
            counted.more_harms.iter().any(|told| told.text.contains("None of 39") || told.text.contains("None of 60"));
        let some = counted.harms.iter().any(|panel| panel.story.contains("dark marks"))
            || counted.more_harms.iter().any(|told| told.text.contains("5 of 30"));
        assert!(!none || some, "{}: nobody had dark marks, and nothing beside it", concern.as_str());
    });
}

#[test]
fn what_is_not_drawn_is_told_where_its_concern_is_shown() {
    each(|concern, counted, details, words| {
        let told: BTreeSet<&str> =
            counted.more.iter().chain(&counted.more_harms).map(|told| told.text.as_str()).collect();
        let mut expected = 0;
        for rate in details.rates.iter().filter(|rate| rate.told && rate.concern.is_none_or(|of| of == concern)) {
            let text = words.text(&format!("rate.{}.told", rate.id.as_str()));
            assert!(told.contains(text.as_str()), "{}: {}", concern.as_str(), rate.id.as_str());
            let list = if rate.kind.is_bad() { &counted.more_harms } else { &counted.more };
            assert!(list.iter().any(|told| told.text == text && told.sources[0] == rate.source));
            expected += 1;
        }
        assert_eq!(told.len(), expected);
        assert!(counted.more_harms.len() >= 5, "{}: harm of any needling is told everywhere", concern.as_str());
    });
    let details = evidence::details().unwrap();
    assert_eq!(details.rates.iter().filter(|rate| rate.told).count(), 34);
    for rate in details.rates.iter().filter(|rate| rate.kind.is_bad()) {
        let seen = rate.told || rate.may_draw;
        assert!(seen, "{}: a harm that nobody reads of", rate.id.as_str());
    }
}

#[test]
fn the_file_holds_together() {
    let (details, rows) = (evidence::details().unwrap(), rows());
    for rate in &details.rates {
        let id = rate.id.as_str();
        for source in std::iter::once(&rate.source).chain(&rate.also) {
            assert!(details.source(source).is_some(), "{id}: unknown source {}", source.as_str());
        }
        for other in rate.parts.iter().chain(&rate.beside).chain(&rate.needs) {
            assert!(rows.contains_key(other.as_str()), "{id}: no rate {}", other.as_str());
        }
        for field in ["outcome", "design", "reason"] {
            assert!(rows[id][field].as_str().is_some_and(|text| !text.is_empty()), "{id}: no {field}");
        }
        let rest = rate.rest.iter().flat_map(|rest| [Some(rest.tally), rest.compared]);
        for tally in [rate.tally, rate.compared].into_iter().chain(rest).flatten() {
            assert_eq!(tally.range(), wilson(tally), "{id}: {tally:?}");
        }
        assert!(!rate.panel || rate.kind != RateKind::NoChange, "{id}");
    }
}

/// The 95 % Wilson interval in whole hundredths.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
fn wilson(tally: Tally) -> (u32, u32) {
    let (n, z2) = (f64::from(tally.n()), 1.96_f64 * 1.96);
    let p = f64::from(tally.count()) / n;
    let middle = p + z2 / (2.0 * n);
    let half = (z2 * (p * (1.0 - p) / n + z2 / (4.0 * n * n))).sqrt();
    let bound = |value: f64| (value / (1.0 + z2 / n) * 100.0).clamp(0.0, 100.0).round() as u32;
    (bound(middle - half), bound(middle + half))
}

#[test]
fn a_tally_is_some_of_a_group_within_its_range() {
    assert!(Tally::new(22, 30, (56, 86)).is_some());
    assert!(Tally::new(0, 60, (0, 6)).is_some());
    for (count, n, range) in [
        (31, 30, (56, 100)),
        (1001, 1000, (99, 100)),
        (0, 0, (0, 0)),
        (22, 30, (80, 86)),
        (22, 30, (56, 60)),
        (22, 30, (56, 101)),
    ] {
        assert_eq!(Tally::new(count, n, range), None, "{count} of {n} {range:?}");
    }
}

#[test]
fn every_sentence_names_the_sources_that_stand_beside_it() {
    let details = evidence::details().unwrap();
    let files = words::folder(Path::new("content/en/details")).unwrap();
    let entries: BTreeMap<String, Vec<String>> =
        files.into_iter().flat_map(|(_, entries)| entries).map(|entry| (entry.id, entry.sources)).collect();
    for rate in &details.rates {
        let shown = |also: &[SourceId]| -> Vec<String> {
            std::iter::once(&rate.source).chain(also).map(|id| id.as_str().to_owned()).collect()
        };
        let id = rate.id.as_str();
        if rate.told {
            assert_eq!(entries[&format!("rate.{id}.told")], shown(&rate.also), "{id}");
        }
        if rate.panel {
            assert_eq!(entries[&format!("rate.{id}.story")], shown(&[]), "{id}");
            assert_eq!(entries[&format!("rate.{id}.limits")], shown(&[]), "{id}");
        }
    }
}
