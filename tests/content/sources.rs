//! What a reference says of its source in every language: what kind of study or text it is, and how much of it was read.

use super::translations::files;
use super::{each_entry, nothing_wrong};
use microneedling_planner::content::evidence;
use microneedling_planner::content::languages::LANGUAGES;
use microneedling_planner::content::words::Kind;
use microneedling_planner::domain::evidence::{Checked, Source};
use microneedling_planner::present::evidence::rows::{design_of, scope_of};
use std::collections::{BTreeMap, BTreeSet};

/// The texts that a source asks for.
fn asked(source: &Source) -> Vec<String> {
    let scope = (source.checked == Checked::Read).then(|| scope_of(source));
    std::iter::once(design_of(source)).chain(scope).collect()
}

/// The texts about sources in a language, by id, in the file of each language that holds nothing else.
fn said(tag: &str) -> BTreeMap<String, String> {
    let file = files(tag).into_iter().find(|(path, _)| path == "/details/sources.json").unwrap();
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
