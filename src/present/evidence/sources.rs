//! How a source is named, and which texts say what it is.
//!
//! Uses: `domain`, the words of the details. Used by: `present::evidence::concern`, `ui::parts`, and tests.

use crate::content::words::Words;
use crate::domain::evidence::Source;

/// A source named shortly: "Majid I 2009". Without authors it goes by where it appeared, without that by how its title
/// begins, or what it is about in the words of the details.
pub fn short_name(source: &Source, words: &Words) -> String {
    let name = match source.authors.as_ref().or(source.journal.as_ref()) {
        Some(by) => by.split(',').next().unwrap_or_default().to_owned(),
        None => beginning(&title(source, words)),
    };
    match source.year {
        Some(year) => format!("{name} {year}"),
        None => name,
    }
}

/// Whether the short name of a source was published, and so is in English whatever the language spoken.
pub fn is_named_as_published(source: &Source) -> bool {
    source.authors.is_some() || source.journal.is_some() || source.title.is_some()
}

/// The title of a source as it was published, or what the source is about in the words of the details.
pub fn title(source: &Source, words: &Words) -> String {
    match (&source.title, about_of(source)) {
        (Some(title), _) => title.clone(),
        (None, about) => about.map(|id| words.text(&id)).unwrap_or_default(),
    }
}

/// The text that says what a source is about, if its title is not known as it was published.
pub fn about_of(source: &Source) -> Option<String> {
    source.title.is_none().then(|| wording(source, "title", None))
}

/// How a title begins: as many whole words as fit beside a figure, with the spaces that do not break kept.
fn beginning(title: &str) -> String {
    const FIT: usize = 48;
    let mut begun = String::new();
    for word in title.split(' ') {
        if begun.chars().count() + word.chars().count() >= FIT {
            return format!("{}…", begun.trim_end_matches([',', ':', ';', '\u{a0}']));
        }
        if !begun.is_empty() {
            begun.push(' ');
        }
        begun.push_str(word);
    }
    begun
}

/// The texts that say what we do not have of a source: its title, and its authors if they are not named where it was read.
/// A journal alone is missed by few texts, and most of these never had one: how much was read says so of the others.
pub fn unnamed_in(source: &Source) -> Vec<&'static str> {
    let title = source.title.is_none().then_some("sources.no_title");
    let authors = match (&source.authors, &source.journal) {
        (Some(_), _) => None,
        (None, Some(_)) => Some("sources.no_authors"),
        (None, None) => Some("sources.no_authors_or_journal"),
    };
    title.into_iter().chain(authors).collect()
}

/// The text that says what kind of study or text a source is.
pub fn design_of(source: &Source) -> String {
    wording(source, "design", source.study_design.as_deref())
}

/// The text that says how much of a source was read, for one that was.
pub fn scope_of(source: &Source) -> String {
    wording(source, "scope", source.checked_scope.as_deref())
}

/// A text that a source shares with others, or its own.
fn wording(source: &Source, what: &str, shared: Option<&str>) -> String {
    match shared {
        Some(shared) => format!("sources.{what}.{shared}"),
        None => format!("source.{}.{what}", source.id.as_str()),
    }
}
