//! What a reference says of its source in every language: what kind of study or text it is, how much of it was read, and
//! what it does not name; and that what it says in English alone was published.

use super::translations::files;
use super::{each_entry, nothing_wrong};
use microneedling_planner::content::evidence;
use microneedling_planner::content::languages::LANGUAGES;
use microneedling_planner::content::words::Kind;
use microneedling_planner::domain::evidence::{Checked, Source};
use microneedling_planner::present::evidence::sources::{design_of, scope_of, short_name, unnamed_in};
use std::collections::{BTreeMap, BTreeSet};

/// The texts that a source asks for.
fn asked(source: &Source) -> Vec<String> {
    let scope = (source.checked == Checked::Read).then(|| scope_of(source));
    std::iter::once(design_of(source)).chain(scope).chain(unnamed_in(source).map(str::to_owned)).collect()
}

/// The texts about sources in a language, by id, in the file of each language that holds nothing else.
fn said(tag: &str) -> BTreeMap<String, String> {
    texts_of(tag, "/details/sources.json")
}

/// The texts of a file of a language, by id.
pub fn texts_of(tag: &str, file: &str) -> BTreeMap<String, String> {
    let file = files(tag).into_iter().find(|(path, _)| path == file).unwrap();
    file.1.into_iter().map(|(id, forms)| (id, forms[0].1.clone())).collect()
}

#[test]
fn every_source_says_in_every_language_what_it_is_and_how_much_of_it_was_read() {
    let english = said(LANGUAGES[0].tag);
    let mut wrong = Vec::new();
    for language in LANGUAGES {
        let said = said(language.tag);
        for id in evidence::details().unwrap().sources.iter().flat_map(asked) {
            match said.get(&id) {
                None => wrong.push(format!("content/{} {id}: missing", language.tag)),
                Some(text) if *language != LANGUAGES[0] && english.get(&id) == Some(text) => {
                    wrong.push(format!("content/{} {id}: {text:?} is the English text", language.tag));
                }
                Some(_) => {}
            }
        }
    }
    nothing_wrong("what is said of sources", &wrong);
}

#[test]
fn what_is_said_of_a_source_is_written_once_and_names_whom_it_is_said_of() {
    let details = evidence::details().unwrap();
    let mut sources: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in &details.sources {
        asked(source).into_iter().for_each(|id| sources.entry(id).or_default().push(source.id.as_str().to_owned()));
    }
    let mut wrong = Vec::new();
    each_entry(|_, entry| {
        let Some(of) = sources.get(&entry.id) else { return };
        if entry.id.starts_with("sources.") && of.len() < 2 {
            wrong.push(format!("{}: shared, but said of {of:?} alone", entry.id));
        }
        if entry.kind == Kind::Fact && entry.sources != *of {
            wrong.push(format!("{}: names {:?}, is said of {of:?}", entry.id, entry.sources));
        }
    });
    for language in LANGUAGES {
        let mut met = BTreeSet::new();
        for (id, text) in said(language.tag) {
            if !met.insert(text.clone()) {
                wrong.push(format!("content/{} {id}: {text:?} is there twice; let its sources share it", language.tag));
            }
        }
    }
    nothing_wrong("words of sources", &wrong);
}

/// Words in which we would say something of a source, not how authors, papers and journals are called.
const OURS: &[&str] = &[
    "blogs",
    "consumer",
    "copy",
    "group",
    "high",
    "indexed",
    "inferred",
    "leaflet",
    "magazine",
    "manufacturer",
    "medium",
    "memory",
    "name",
    "names",
    "not",
    "page",
    "press",
    "reproduction",
    "sheet",
    "shown",
    "source",
    "sponsor",
    "summarised",
    "summary",
    "unknown",
    "vendor",
];

/// Whether a text begins in brackets, or has words of ours.
fn is_ours(text: &str) -> bool {
    text.starts_with('(') || text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| OURS.contains(&word))
}

#[test]
fn what_a_reference_says_in_english_alone_was_published() {
    let mut wrong = Vec::new();
    for source in &evidence::details().unwrap().sources {
        let id = source.id.as_str();
        let published = [("authors", &source.authors), ("journal", &source.journal)];
        for (field, text) in published.into_iter().filter_map(|(field, text)| Some((field, text.as_ref()?))) {
            if text.trim().is_empty() || is_ours(text) {
                wrong.push(format!(
                    "{id}: {field} {text:?} was not published; leave it out, or say it in content/*/details"
                ));
            }
        }
        // It says "where we read it".
        if unnamed_in(source).is_some() && source.checked != Checked::Read {
            wrong.push(format!("{id}: was not read, so it cannot be said what was not named there"));
        }
    }
    nothing_wrong("what was published", &wrong);
    assert!(is_ours("(not shown in the source)") && is_ours("indexed in PMC") && !is_ours("Dermatol Ther (Heidelb)"));
}

#[test]
fn a_source_is_named_shortly_by_what_was_published_of_it() {
    let details = evidence::details().unwrap();
    let of = |id: &str| short_name(details.sources.iter().find(|source| source.id.as_str() == id).unwrap());
    assert_eq!(of("majid2009"), "Majid I 2009");
    assert_eq!(of("cochrane_sgs_keloid"), "Cochrane Database Syst Rev 2023");
    assert_eq!(of("meta2022mn"), "Meta-analysis of RCTs of microneedling versus… 2022");
    let mut wrong = Vec::new();
    for source in &details.sources {
        let name = short_name(source);
        let year = source.year.map(|year| format!(" {year}")).unwrap_or_default();
        let begun = name.strip_suffix(&year).unwrap().trim_end_matches('…');
        let published =
            [source.authors.as_deref(), source.journal.as_deref(), Some(source.title.trim_start_matches('('))];
        if begun.is_empty() || !published.into_iter().flatten().any(|text| text.starts_with(begun)) {
            wrong.push(format!("{}: {name:?} is nothing that was published", source.id.as_str()));
        }
        if is_ours(begun) || name.chars().count() > 60 {
            wrong.push(format!("{}: {name:?} is in our words, or long", source.id.as_str()));
        }
    }
    nothing_wrong("short names", &wrong);
}
