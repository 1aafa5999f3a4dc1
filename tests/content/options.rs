//! What each option beside microneedling must say: the same cells for all, each once, in its own words or in words that
//! several share, and from a source or from memory.

use super::wording::Words;
use super::{Value, each_entry, evidence_json, nothing_wrong};
use microneedling_planner::content::words::Kind;
use microneedling_planner::domain::ids::ConcernId;
use std::collections::{BTreeMap, BTreeSet};

/// What is general knowledge where no source stands beside it.
const CELLS: [&str; 6] = ["course", "result", "risks", "skin", "downtime", "not_for"];

/// What stands under `shared`, apart from the cells: figures of doing nothing, benefits of an option.
const LISTS: [&str; 2] = ["figures", "benefits"];

fn list<'v>(row: &'v Value, field: &str) -> &'v [Value] {
    row[field].as_array().map_or(&[], Vec::as_slice)
}

fn text<'v>(row: &'v Value, field: &str) -> &'v str {
    row[field].as_str().unwrap_or_default()
}

fn shared<'v>(row: &'v Value, cell: &str) -> Option<&'v str> {
    row.get("shared")?.get(cell)?.as_str()
}

/// Whether a row rests, or may rest, on what nobody read for it.
fn beyond_sources(row: &Value) -> bool {
    list(row, "basis").iter().any(|basis| matches!(basis.as_str(), Some("memory" | "judgement")))
}

fn numbered(start: &str, count: usize) -> impl Iterator<Item = String> {
    (1..=count).map(move |number| format!("{start}.{number}"))
}

/// Every text that the file of options asks for.
pub fn texts() -> BTreeSet<String> {
    let file = evidence_json("options");
    let mut texts = BTreeSet::new();
    let share = |row: &Value, cells: &[&str]| -> Vec<String> {
        cells.iter().filter_map(|cell| Some(format!("options.cell.{}", shared(row, cell)?))).collect()
    };
    for concern in list(&file, "concerns") {
        let start = format!("option.{}", text(concern, "concern"));
        let nothing = &concern["doing_nothing"];
        texts.extend(["nothing", "guideline", "microneedling_place"].map(|part| format!("{start}.{part}")));
        texts.extend(numbered(&format!("{start}.nothing.figure"), list(nothing, "figures").len()));
        texts.extend(share(nothing, &LISTS));
        for option in list(concern, "options") {
            let start = format!("option.{}", text(option, "id"));
            let own = CELLS.iter().filter(|cell| shared(option, cell).is_none());
            texts.extend(["name", "what"].iter().chain(own).map(|cell| format!("{start}.{cell}")));
            texts.extend(numbered(&format!("{start}.benefit"), list(option, "benefits").len()));
            texts.extend(share(option, &CELLS));
            texts.extend(share(option, &LISTS));
        }
    }
    texts
}

/// Texts that stand for general knowledge: cells of options without a source beside them, whose option says that it
/// rests on more than its sources, what several options share, and figures of doing nothing that have no source.
pub fn from_memory() -> BTreeSet<String> {
    let file = evidence_json("options");
    let mut texts = BTreeSet::new();
    for concern in list(&file, "concerns") {
        let figures = list(&concern["doing_nothing"], "figures");
        let start = format!("option.{}.nothing.figure", text(concern, "concern"));
        let unsourced = numbered(&start, figures.len()).zip(figures).filter(|(_, row)| list(row, "sources").is_empty());
        texts.extend(unsourced.map(|(id, _)| id));
    }
    for option in list(&file, "concerns").iter().flat_map(|concern| list(concern, "options")) {
        if beyond_sources(option) {
            let unsourced = CELLS.iter().filter(|cell| option.get("sourced").is_none_or(|s| s.get(cell).is_none()));
            texts.extend(unsourced.chain(&["what"]).map(|cell| format!("option.{}.{cell}", text(option, "id"))));
            let cells = CELLS.iter().filter_map(|cell| shared(option, cell));
            texts.extend(cells.map(|cell| format!("options.cell.{cell}")));
        }
    }
    texts
}

/// What is told from memory, and labelled so on the screen, may say how long and how often, but nothing of studies.
pub fn of_studies(kind: Kind, words: &Words) -> Option<String> {
    words.claim_of_studies().map(|claim| format!("a {kind:?} from memory may not say {claim:?}"))
}

#[test]
fn what_is_told_from_memory_speaks_of_no_study() {
    let said = |text: &str| of_studies(Kind::Judgement, &Words::of(text));
    for text in ["A study of it", "3 of 10 got it", "1 in 100 does", "30 people had it", "It improves them"] {
        assert!(said(text).is_some(), "{text}");
    }
    for text in ["4 sessions, 2 to 4 weeks apart", "Rarely, a scar", "Acid at 35 to 70%", "It usually is put off"] {
        assert_eq!(said(text), None);
    }
}

#[test]
fn every_option_says_the_same_things_and_where_it_has_them_from() {
    let file = evidence_json("options");
    let mut kinds: BTreeMap<String, (Kind, Vec<String>)> = BTreeMap::new();
    each_entry(|_, entry| {
        kinds.insert(entry.id.clone(), (entry.kind, entry.sources.clone()));
    });
    let mut wrong = Vec::new();
    let mut met = BTreeSet::new();
    for concern in list(&file, "concerns") {
        let id = text(concern, "concern");
        if ConcernId::ALL.iter().all(|known| known.as_str() != id) || list(concern, "options").is_empty() {
            wrong.push(format!("{id}: no such concern, or nothing to choose from"));
        }
        if list(&concern["doing_nothing"], "figures").is_empty()
            == shared(&concern["doing_nothing"], "figures").is_none()
        {
            wrong.push(format!("{id}: doing nothing has figures, or says in shared words that it has none"));
        }
        for option in list(concern, "options") {
            let id = text(option, "id");
            let mut refuse = |why: &str| wrong.push(format!("{id}: {why}"));
            if !met.insert(id) {
                refuse("there twice");
            }
            if list(option, "benefits").is_empty() == shared(option, "benefits").is_none() {
                refuse("has benefits, or says in shared words that none are known");
            }
            let named: BTreeSet<&str> = list(option, "sources").iter().filter_map(Value::as_str).collect();
            let empty = Value::Null;
            let sourced = option.get("sourced").unwrap_or(&empty);
            for cell in CELLS {
                let (own, rests_on) = (kinds.get(&format!("option.{id}.{cell}")), list(&sourced[cell], "sources"));
                let rests_on: Vec<&str> = rests_on.iter().filter_map(Value::as_str).collect();
                match own {
                    Some((Kind::Fact, sources)) if *sources == rests_on => {}
                    Some((Kind::Judgement, _)) if rests_on.is_empty() && beyond_sources(option) => {}
                    Some(_) => refuse(&format!("{cell} is a fact if `sourced` names its sources, a judgement if not")),
                    None if !rests_on.is_empty() => refuse(&format!("{cell} is shared, so it has no source")),
                    None => {}
                }
            }
            let benefits = list(option, "benefits").iter().flat_map(|benefit| list(benefit, "sources"));
            for source in benefits.filter_map(Value::as_str) {
                if !named.contains(source) {
                    refuse(&format!("a benefit rests on {source}, which the option does not name"));
                }
            }
            let spans = ["visits", "downtime_days"].map(|span| (&option[span]["low"], &option[span]["high"]));
            if spans.iter().any(|(low, high)| low.as_u64() > high.as_u64()) {
                refuse("a span ends before it begins");
            }
        }
    }
    nothing_wrong("options", &wrong);
}

#[test]
fn no_words_are_shared_that_nobody_shares() {
    let asked = texts();
    let mut wrong = Vec::new();
    each_entry(|file, entry| {
        if entry.id.starts_with("options.cell.") && !asked.contains(&entry.id) {
            wrong.push(format!("{} {}: no option shares it", file.path, entry.id));
        }
    });
    nothing_wrong("shared words", &wrong);
}
