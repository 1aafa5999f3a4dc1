//! Rows of the evidence as they are drawn: each with its figure, what it rests on, where it can be read, and an address
//! of its own. The row that a person came for takes focus and says so.
//!
//! Uses: `present::evidence`, `ui::parts`. Used by: the evidence pages.

use leptos::html;
use leptos::prelude::*;

use super::el::{El, el, link};
use super::reference::{citing, published, reference};
use crate::content::words::Words;
use crate::domain::evidence::{Details, SourceId};
use crate::present::evidence::concern::STUDIES;
use crate::present::evidence::rows::{Ground, Row};
use crate::present::evidence::sources::is_named_as_published;
use crate::present::evidence::{RowName, Topic};
use crate::present::route::Route;
use crate::state::planner::Planner;

/// A list of rows. `sought` is the name of the row that a person came for, if it is one of these.
pub fn row_list<'a>(
    rows: impl IntoIterator<Item = &'a Row>,
    details: &(Details, Words),
    sought: Option<RowName>,
) -> El {
    el("ul").class("ruled evidence-rows").all_views(rows.into_iter().map(|row| {
        let parts = content(row, details);
        if sought == Some(row.name) { found(parts) } else { el("li").put(parts).view() }
    }))
}

impl El {
    /// Adds several views.
    fn all_views(self, children: impl IntoIterator<Item = AnyView>) -> Self {
        children.into_iter().fold(self, El::put)
    }
}

/// The row that a person came for: in view, with focus, and marked in words.
fn found(parts: AnyView) -> AnyView {
    let planner = Planner::here();
    let node = NodeRef::<html::Li>::new();
    Effect::new(move |_| {
        if let Some(row) = node.get() {
            // The heading of a screen takes focus when it is drawn; this comes after.
            planner.page().soon(move || {
                // What is on the page can take focus; by now it may be gone.
                let _ = row.focus();
            });
        }
    });
    let mark = el("p").class("here").say("evidence.here").view();
    view! { <li class="sought" tabindex="-1" aria-current="true" node_ref=node>{mark}{parts}</li> }.into_any()
}

fn content(row: &Row, details: &(Details, Words)) -> AnyView {
    let mut parts = vec![el("p").class("what").el(what(row, &details.0)).view()];
    parts.extend(row.values.iter().map(|value| el("p").class("value").text(value).view()));
    if row.topic == Topic::Conflicts {
        parts.push(sides(&row.texts));
    } else if let [text] = row.texts.as_slice() {
        parts.push(el("p").text(text).view());
    } else if !row.texts.is_empty() {
        parts.push(el("ul").class("plain").all(row.texts.iter().map(|text| el("li").text(text))).view());
    }
    parts.push(footing(row, details));
    if row.part == Some(STUDIES) {
        parts.extend(row.sources.iter().filter_map(|id| reference(details, id)).map(El::view));
    }
    parts.push(
        link(Route::Evidence(Some((row.topic, Some(row.name)))))
            .class("to-row")
            .attr("aria-label", Planner::here().say(|say| say.fill("evidence.link_named", &[("row", &row.what)])))
            .say("evidence.link")
            .view(),
    );
    parts.into_any()
}

/// The heading of a row. Studies go by their source, in English if that is how it was published.
fn what(row: &Row, details: &Details) -> El {
    let mut sources = row.sources.iter().filter_map(|id| details.source(id));
    published(el("b").text(&row.what), row.part == Some(STUDIES) && sources.all(is_named_as_published))
}

/// What a row rests on: labels for what was not simply read, the sources, and what the review noted.
fn footing(row: &Row, details: &(Details, Words)) -> AnyView {
    let labels = if row.ground == Ground::NotVerified {
        el("p").class("labels").el(el("small").class("judged").say("evidence.ground.not_verified"))
    } else {
        el("p").class("labels").basis(&row.basis)
    };
    let mut parts = vec![labels.view()];
    // A study names its one source in full.
    if row.part != Some(STUDIES) && !row.sources.is_empty() {
        let line = el("p").class("cited").say("evidence.cited");
        parts.push(citing(line, row.sources.iter().filter_map(|id| details.0.source(id)), &details.1).view());
    }
    if !row.remarks.is_empty() {
        let remarks = format!(" {}", row.remarks.join(" "));
        parts.push(el("p").class("soft").say("evidence.remark").text(remarks).view());
    }
    parts.into_any()
}

/// A conflict: one side, the other, and what the planner does about it.
fn sides(texts: &[String]) -> AnyView {
    let heads = ["evidence.conflict.a", "evidence.conflict.b", "evidence.conflict.planner"];
    let side = |(head, text): (&str, &String)| el("div").el(el("b").say(head)).el(el("p").text(text));
    el("div").class("sides").all(heads.into_iter().zip(texts).map(side)).view()
}

/// Sources in full.
pub fn references(ids: impl IntoIterator<Item = SourceId>, details: &(Details, Words)) -> El {
    el("ul").class("ruled").all(ids.into_iter().map(|id| el("li").maybe(reference(details, &id))))
}

/// How many rows rest on what, as figures with their names.
pub fn tally(counts: &[(Ground, usize)]) -> Vec<El> {
    let count = |(ground, count): &(Ground, usize)| {
        let id = format!("evidence.ground.{}", ground.as_str());
        figure(*count, &id)
    };
    counts.iter().map(count).collect()
}

/// A number with what it counts.
pub fn figure(count: usize, id: &str) -> El {
    let number = Planner::here().say(|say| say.number(u64::try_from(count).unwrap_or_default()));
    el("div").el(el("b").text(number)).text(" ").el(el("span").say(id))
}
