//! A source as it is named: shortly beside a figure, or in full with how it was checked and where it can be read.
//!
//! Uses: `present::evidence`, the words of the details, the planner. Used by: the evidence pages and their rows. Authors,
//! title and journal stand as they were published, in English; all else, also that they are not named where it was read,
//! is in the language spoken.

use crate::content::words::Words;
use crate::domain::evidence::{Checked, Details, Source, SourceId};
use crate::present::evidence::sources::{design_of, scope_of, short_name, unnamed_in};
use crate::state::planner::Planner;
use crate::ui::parts::el::{El, el};

/// A source named shortly, with its address.
pub fn cited(source: &Source) -> El {
    el("small").attr("lang", "en").el(way_to(source).text(short_name(source)))
}

/// Adds sources named shortly, one told from the next, after what rests on them.
pub fn citing<'a>(said: El, sources: impl Iterator<Item = &'a Source>) -> El {
    sources
        .enumerate()
        .fold(said, |said, (place, source)| said.text(if place == 0 { " " } else { "; " }).el(cited(source)))
}

/// A link to a source, still without its words; plain where it has no address.
fn way_to(source: &Source) -> El {
    match &source.url {
        Some(url) if url.starts_with("https://") => {
            el("a").attr("href", url.clone()).attr("rel", "noopener noreferrer external").attr("target", "_blank")
        }
        _ => el("span"),
    }
}

/// A source in full: authors, title, where and when as they were published, then which of these is not named, what kind of
/// study or text it is, how it was checked, and its address.
pub fn reference((details, words): &(Details, Words), id: &SourceId) -> Option<El> {
    let source = details.source(id)?;
    let authors = source.authors.as_ref().map(|authors| format!("{}. ", authors.trim_end_matches('.')));
    let place: Vec<String> = source.journal.iter().cloned().chain(source.year.map(|year| year.to_string())).collect();
    let place = if place.is_empty() { ".".to_owned() } else { format!(". {}.", place.join(", ")) };
    let published = el("span")
        .attr("lang", "en")
        .text(authors.unwrap_or_default())
        .el(way_to(source).text(&source.title))
        .text(place);
    let unnamed = unnamed_in(source).map(|id| format!(" {}", words.text(id))).unwrap_or_default();
    let said = format!("{unnamed} {}. ", words.text(&design_of(source)));
    Some(el("p").class("source").el(published).text(said).el(el("small").text(how_checked(source, words))))
}

/// How a source was checked, and how much of it was read.
fn how_checked(source: &Source, words: &Words) -> String {
    let planner = Planner::here();
    match source.checked {
        Checked::Read => {
            let scope = words.text(&scope_of(source));
            planner.with(|say, _| say.fill("sources.read", &[("scope", &scope)]))
        }
        Checked::Memory => planner.text("sources.memory"),
    }
}
