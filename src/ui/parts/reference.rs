//! A source as it is named: shortly beside a figure, or in full with how it was checked and where it can be read.
//!
//! Uses: `present::evidence`, the words of the details, the planner. Used by: the evidence pages and their rows. Authors,
//! title and journal stand as they were published, in English; all else, also what we do not have of these and what a
//! source without a title is about, is in the language spoken.

use crate::content::words::Words;
use crate::domain::evidence::{Checked, Details, Source, SourceId};
use crate::present::evidence::sources::{design_of, is_named_as_published, scope_of, short_name, title, unnamed_in};
use crate::state::planner::Planner;
use crate::ui::parts::el::{El, el};

/// A source named shortly, with its address.
pub fn cited(source: &Source, words: &Words) -> El {
    published(el("small"), is_named_as_published(source)).el(way_to(source).text(short_name(source, words)))
}

/// Marks words as English, if they were published.
pub fn published(words: El, is_published: bool) -> El {
    if is_published { words.attr("lang", "en") } else { words }
}

/// Adds sources named shortly, one told from the next, after what rests on them.
pub fn citing<'a>(said: El, sources: impl Iterator<Item = &'a Source>, words: &Words) -> El {
    sources
        .enumerate()
        .fold(said, |said, (place, source)| said.text(if place == 0 { " " } else { "; " }).el(cited(source, words)))
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

/// A source in full: authors, title, where and when as they were published, then which of these we do not have, what kind
/// of study or text it is, how it was checked, and its address. The title that is not known, and what it is about instead,
/// stand between what is in English.
pub fn reference((details, words): &(Details, Words), id: &SourceId) -> Option<El> {
    let source = details.source(id)?;
    let authors = source.authors.as_ref().map(|authors| format!("{}. ", authors.trim_end_matches('.')));
    let title = way_to(source).text(title(source, words));
    let year = source.year.map(|year| year.to_string());
    let place: Vec<String> = source.journal.iter().cloned().chain(year).collect();
    let place = (!place.is_empty()).then(|| format!(" {}.", place.join(", ")));
    let named = el("p").class("source");
    let named = if source.title.is_some() {
        let all = el("span").text(authors.unwrap_or_default()).el(title).text(".").text(place.unwrap_or_default());
        named.el(published(all, true))
    } else {
        let by = authors.map(|authors| published(el("span").text(authors), true));
        let place = place.map(|place| published(el("span").text(place), source.journal.is_some()));
        named.maybe(by).el(title).text(".").maybe(place)
    };
    let unnamed: String = unnamed_in(source).into_iter().map(|id| format!(" {}", words.text(id))).collect();
    let said = format!("{unnamed} {}. ", words.text(&design_of(source)));
    Some(named.text(said).el(el("small").text(how_checked(source, words))))
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
