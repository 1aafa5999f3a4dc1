//! How a source is named, and which texts say what it is.
//!
//! Uses: `domain`. Used by: `present::evidence::concern`, `ui::parts::reference`, and tests.

use crate::domain::evidence::Source;

/// A source named shortly: "Majid I 2009". Without authors it goes by where it appeared, without that by how its title begins.
pub fn short_name(source: &Source) -> String {
    let name = match source.authors.as_ref().or(source.journal.as_ref()) {
        Some(by) => by.split(',').next().unwrap_or_default().to_owned(),
        None => beginning(&source.title),
    };
    match source.year {
        Some(year) => format!("{name} {year}"),
        None => name,
    }
}

/// How a title begins: as many whole words as fit beside a figure.
fn beginning(title: &str) -> String {
    const FIT: usize = 48;
    let mut begun = String::new();
    for word in title.trim_start_matches('(').split_whitespace() {
        if begun.len() + word.len() >= FIT {
            return format!("{}…", begun.trim_end_matches([',', ':', ';']));
        }
        if !begun.is_empty() {
            begun.push(' ');
        }
        begun.push_str(word);
    }
    begun
}

/// The text that says what a source does not name where it was read, if its authors are not named there. A journal alone
/// is missed by few texts, and most of these never had one: how much was read says so of the others.
pub fn unnamed_in(source: &Source) -> Option<&'static str> {
    match (&source.authors, &source.journal) {
        (Some(_), _) => None,
        (None, Some(_)) => Some("sources.no_authors"),
        (None, None) => Some("sources.no_authors_or_journal"),
    }
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
