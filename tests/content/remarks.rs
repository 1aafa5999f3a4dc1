//! What the review noted about the rows of the evidence, in every language: a row names its remarks, `content/*/details/`
//! has their words.

use super::sources::texts_of;
use super::{each_entry, json_files, nothing_wrong};
use microneedling_planner::content::evidence;
use microneedling_planner::content::languages::LANGUAGES;
use microneedling_planner::content::words::Kind;
use microneedling_planner::present::evidence::rows::remark_of;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The remarks that rows name in the files, with the sources of those rows. Notes on sources are for readers of their
/// file alone.
fn named() -> BTreeMap<String, BTreeSet<String>> {
    let mut named = BTreeMap::new();
    for (path, json) in json_files("content/evidence") {
        if !path.ends_with("/sources.json") {
            each_note(&serde_json::from_str(&json).unwrap(), &mut named);
        }
    }
    named
}

fn each_note(value: &Value, named: &mut BTreeMap<String, BTreeSet<String>>) {
    match value {
        Value::Array(rows) => rows.iter().for_each(|row| each_note(row, named)),
        Value::Object(fields) => {
            for note in ["basis_note", "note"].iter().filter_map(|key| fields.get(*key)?.as_str()) {
                let several = fields.get("sources").and_then(Value::as_array).into_iter().flatten();
                let sources = several.chain(fields.get("source")).filter_map(Value::as_str).map(str::to_owned);
                named.entry(note.to_owned()).or_default().extend(sources);
            }
            fields.values().for_each(|field| each_note(field, named));
        }
        _ => {}
    }
}

#[test]
fn every_remark_that_a_row_names_reaches_the_page() {
    let footings = evidence::details().unwrap().footings;
    let shown: BTreeSet<String> = footings.into_iter().flat_map(|footing| footing.remarks).collect();
    let lost: Vec<String> = named().into_keys().filter(|remark| !shown.contains(remark)).collect();
    nothing_wrong("remarks of rows that have no footing", &lost);
}

#[test]
fn every_remark_is_said_in_every_language_and_none_is_left_over() {
    let asked: BTreeSet<String> = named().into_keys().map(|remark| remark_of(&remark)).collect();
    let english = texts_of(LANGUAGES[0].tag, "/details/remarks.json");
    let mut wrong = Vec::new();
    for language in LANGUAGES {
        let said = texts_of(language.tag, "/details/remarks.json");
        let mut met = BTreeSet::new();
        let mut refuse = |id: &str, why: &str| wrong.push(format!("content/{} {id}: {why}", language.tag));
        asked.iter().filter(|id| !said.contains_key(*id)).for_each(|id| refuse(id, "missing"));
        for (id, text) in &said {
            if !asked.contains(id) {
                refuse(id, "no row names it");
            }
            if *language != LANGUAGES[0] && english.get(id) == Some(text) {
                refuse(id, "is the English text");
            }
            // Remarks are said one after the other.
            if !text.ends_with('.') {
                refuse(id, "does not end as a sentence does");
            }
            if !met.insert(text) {
                refuse(id, "is there twice; let its rows share it");
            }
        }
    }
    nothing_wrong("remarks", &wrong);
}

#[test]
fn a_remark_that_claims_something_names_the_sources_of_its_rows() {
    let named: BTreeMap<String, BTreeSet<String>> =
        named().into_iter().map(|(remark, sources)| (remark_of(&remark), sources)).collect();
    let mut wrong = Vec::new();
    each_entry(|_, entry| {
        let Some(of) = named.get(&entry.id).filter(|_| entry.kind == Kind::Fact) else { return };
        if entry.sources.iter().cloned().collect::<BTreeSet<_>>() != *of {
            wrong.push(format!("{}: names {:?}, its rows name {of:?}", entry.id, entry.sources));
        }
    });
    nothing_wrong("sources of remarks", &wrong);
}
