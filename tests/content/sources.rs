//! What a reference says of its source in every language: what kind of study or text it is, how much of it was read, and
//! what we do not have of it, and what it is about if its title is not known; and that what it says in English alone was
//! published.

use super::translations::files;
use super::{each_entry, nothing_wrong};
use microneedling_planner::content::evidence;
use microneedling_planner::content::languages::{self, LANGUAGES};
use microneedling_planner::content::words::{self, Kind, Words};
use microneedling_planner::domain::evidence::{Checked, Source};
use microneedling_planner::present::evidence::sources::{
    about_of, design_of, is_named_as_published, scope_of, short_name, unnamed_in,
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The texts that a source asks for.
fn asked(source: &Source) -> Vec<String> {
    let scope = (source.checked == Checked::Read).then(|| scope_of(source));
    let unnamed = unnamed_in(source).into_iter().map(str::to_owned);
    about_of(source).into_iter().chain([design_of(source)]).chain(scope).chain(unnamed).collect()
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

/// What we would add to a title, or put in its place; papers are called by some of the words above.
const OUR_TITLES: &[&str] = &[
    "not shown",
    "not known",
    "paraphrase",
    "our words",
    "(case)",
    "(review)",
    "(split-face)",
    "(patient page)",
    "review table",
    ", table ",
];

/// Whether a text begins in brackets, or has words of ours.
fn is_ours(text: &str) -> bool {
    text.starts_with('(') || text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| OURS.contains(&word))
}

/// The same of a title.
fn is_our_title(text: &str) -> bool {
    text.starts_with('(') || OUR_TITLES.iter().any(|ours| text.to_lowercase().contains(ours))
}

#[test]
fn what_a_reference_says_in_english_alone_was_published() {
    let mut wrong = Vec::new();
    for source in &evidence::details().unwrap().sources {
        let id = source.id.as_str();
        let published = [
            ("authors", &source.authors, is_ours as fn(&str) -> bool),
            ("journal", &source.journal, is_ours),
            ("title", &source.title, is_our_title),
        ];
        for (field, text, is_ours) in published {
            if text.as_ref().is_some_and(|text| text.trim().is_empty() || is_ours(text)) {
                wrong.push(format!(
                    "{id}: {field} {text:?} was not published; leave it out, or say it in content/*/details"
                ));
            }
        }
        // It says "where we read it".
        if source.authors.is_none() && source.checked != Checked::Read {
            wrong.push(format!("{id}: was not read, so it cannot be said what was not named there"));
        }
    }
    nothing_wrong("what was published", &wrong);
    assert!(is_ours("(not shown in the source)") && is_ours("indexed in PMC") && !is_ours("Dermatol Ther (Heidelb)"));
    assert!(is_our_title("(Keloids)") && is_our_title("Keloids (title paraphrased)"));
    assert!(!is_our_title("Microneedling in skin of color: a review of uses and efficacy"));
}

/// The words of the details in a language.
fn told(tag: &str) -> Words {
    let files = languages::files(Path::new("content"), tag, "details").unwrap();
    words::pack(tag, &files.into_iter().flat_map(|(_, entries)| entries).collect::<Vec<_>>())
}

#[test]
fn a_source_is_named_shortly_by_what_was_published_of_it_or_what_it_is_about() {
    let details = evidence::details().unwrap();
    let of = |id: &str, tag: &str| {
        short_name(details.sources.iter().find(|source| source.id.as_str() == id).unwrap(), &told(tag))
    };
    assert_eq!(of("majid2009", "fr"), "Majid I 2009");
    assert_eq!(of("cochrane_sgs_keloid", "fr"), "Cochrane Database Syst Rev 2023");
    assert_eq!(of("meta2022mn", "fr"), "Meta-analysis of RCTs of microneedling versus… 2022");
    assert_eq!(of("icascoping2024", "en"), "Steroid injections into keloids 2024");
    assert_eq!(of("icascoping2024", "fr"), "Injections de stéroïde dans les chéloïdes 2024");
    assert_eq!(of("striaefmrfcl", "fr"), "Vergetures\u{a0}: microneedling avec chaleur…");
    assert_eq!(of("pihsoc", "es"), "Tratamiento de las manchas oscuras tras una…");
    let mut wrong = Vec::new();
    for language in LANGUAGES {
        let told = told(language.tag);
        for source in &details.sources {
            let name = short_name(source, &told);
            let year = source.year.map(|year| format!(" {year}")).unwrap_or_default();
            let begun = name.strip_suffix(&year).unwrap().trim_end_matches('…');
            let about = about_of(source).filter(|_| !is_named_as_published(source)).map(|id| told.text(&id));
            let whole = [&source.authors, &source.journal, &source.title, &about];
            if begun.is_empty() || !whole.into_iter().flatten().any(|text| text.starts_with(begun)) {
                wrong.push(format!("{}: {name:?} is nothing that was published", source.id.as_str()));
            }
            if (about.is_none() && is_ours(begun)) || name.chars().count() > 60 {
                wrong.push(format!("{}: {name:?} is in our words, or long", source.id.as_str()));
            }
        }
    }
    nothing_wrong("short names", &wrong);
}
