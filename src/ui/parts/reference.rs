//! A source as it is named: shortly beside a figure, or in full with how it was checked and where it can be read.
//!
//! Uses: `present::evidence`, the planner. Used by: the evidence pages and their rows. What sources say of themselves
//! is in English, whatever language is spoken.

use crate::domain::evidence::{Checked, Details, Source, SourceId};
use crate::present::evidence::rows::short_name;
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

/// A source in full: authors, title, where, when, how it was checked, and its address.
pub fn reference(details: &Details, id: &SourceId) -> Option<El> {
    let source = details.source(id)?;
    let mut place = format!(". {}", source.journal);
    if let Some(year) = source.year {
        place.push_str(&format!(", {year}"));
    }
    place.push_str(&format!(". {}. ", source.study_design));
    Some(
        el("p")
            .class("source")
            .attr("lang", "en")
            .text(format!("{}. ", source.authors))
            .el(way_to(source).text(source.title.clone()))
            .text(place)
            .el(how_checked(source)),
    )
}

/// How a source was checked: said in the language spoken. So is how much of it was read where there is a text for that
/// (`sources.scope.…`); what the review noted of one source is in English.
fn how_checked(source: &Source) -> El {
    const SCOPE: &str = "\n";
    let planner = Planner::here();
    let how = match source.checked {
        Checked::Read => planner.with(|say, _| say.fill("sources.read", &[("scope", SCOPE)])),
        Checked::Memory => planner.text("sources.memory"),
    };
    let how_said = el("small").attr("lang", planner.language());
    match how.split_once(SCOPE) {
        Some((before, after)) => {
            let known = planner.say(|say| say.words.maybe(&format!("sources.scope.{}", source.checked_scope)));
            let scope = match known {
                Some(known) => el("span").text(known),
                None => el("span").attr("lang", "en").text(&source.checked_scope),
            };
            how_said.text(before).el(scope).text(after)
        }
        None => how_said.text(how),
    }
}
