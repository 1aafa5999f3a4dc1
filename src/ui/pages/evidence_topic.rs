//! All the rows of one topic of the evidence, part by part, with the one that a person came for.

use std::sync::Arc;

use leptos::prelude::*;

use crate::content::words::Words;
use crate::domain::evidence::{Details, SourceId};
use crate::domain::sorted::SortedSet;
use crate::present::evidence::find;
use crate::present::evidence::rows::{Row, rows};
use crate::present::evidence::{RowName, Topic};
use crate::present::route::Route;
use crate::present::say::Say;
use crate::state::planner::{DetailsState, Planner};
use crate::ui::parts::after_frame::a_frame_later;
use crate::ui::parts::el::{El, el, link};
use crate::ui::parts::evidence_rows::{references, row_list, tally};
use crate::ui::parts::heading::heading;
use crate::ui::parts::waiting::waiting;

/// A topic that is no concern.
pub fn topic_page(topic: Topic, sought: Option<RowName>) -> AnyView {
    let planner = Planner::here();
    let all = move || match planner.details() {
        DetailsState::Loading => waiting(false, Planner::want_details),
        DetailsState::Failed => waiting(true, Planner::want_details),
        DetailsState::Loaded(details) => parts(topic, &details, sought),
    };
    el("article")
        .class("screen")
        .el(el("p").class("top-row").el(link(Route::Evidence(None)).say("nav.evidence")))
        .el(el("header").class("lead").put(heading(topic_name(topic))).el(el("p").class("intro").say("evidence.intro")))
        .put(not_here(topic, sought))
        .put(all.into_any())
        .view()
}

/// What a topic is called.
pub fn topic_name(topic: Topic) -> String {
    let planner = Planner::here();
    match topic {
        Topic::Concern(concern) => planner.text(&format!("concern.{}.name", concern.as_str())),
        other => planner.text(&format!("evidence.topic.{}", other.as_str())),
    }
}

/// Every row there is.
pub fn all_rows(details: &(Details, Words)) -> Vec<Row> {
    let (details, words) = details;
    Planner::here().with(|say, evidence| rows(evidence, details, say, Say { words, ..say }))
}

/// The rows of one topic.
pub fn topic_rows(topic: Topic, details: &(Details, Words)) -> Vec<Row> {
    let mut rows = all_rows(details);
    rows.retain(|row| row.topic == topic);
    rows
}

fn parts(topic: Topic, details: &Arc<(Details, Words)>, sought: Option<RowName>) -> AnyView {
    let rows = topic_rows(topic, details);
    let counts = el("section")
        .class("card")
        .el(el("h2").say("evidence.counts"))
        .el(el("div").class("facts counts").all(tally(&find::tally(rows.iter()))));
    let mut views = vec![counts.view()];
    for part in rows.chunk_by(|one, next| one.part == next.part) {
        let title = part.first().and_then(|row| row.part).unwrap_or("evidence.rows_title");
        let card = el("section").class("card").el(el("h2").say(title)).el(row_list(part, details, sought));
        views.push(card.view());
    }
    let cited: SortedSet<SourceId> = rows.iter().flat_map(|row| &row.sources).cloned().collect();
    if !cited.is_empty() {
        let details = Arc::clone(details);
        let draw = move || references(cited.clone().into_vec(), &details).view();
        let summary = el("summary").el(el("h2").say("evidence.in_full"));
        views.push(el("details").class("card evidence-fold").el(summary).put(a_frame_later(draw)).view());
    }
    views.into_any()
}

/// Says that there is no row of the name in the address, once that is known.
pub fn not_here(topic: Topic, sought: Option<RowName>) -> AnyView {
    let planner = Planner::here();
    let Some(name) = sought else { return ().into_any() };
    let missing = move || match planner.details() {
        DetailsState::Loaded(details) => !topic_rows(topic, &details).iter().any(|row| row.name == name),
        DetailsState::Loading | DetailsState::Failed => false,
    };
    let line = move || {
        missing().then(|| {
            let said = planner.say(|say| say.fill("evidence.no_row", &[("name", name.as_str())]));
            el("p").class("notice").text(said).view()
        })
    };
    el("div").attr("role", "status").put(line.into_any()).view()
}

/// Rows folded away, drawn a frame after the rest; open where the row that a person came for is one of them.
pub fn fold(title: &'static str, rows: Vec<Row>, sought: Option<RowName>) -> El {
    let planner = Planner::here();
    let open = rows.iter().any(|row| Some(row.name) == sought);
    let count = planner.say(|say| say.count("evidence.rows", u64::try_from(rows.len()).unwrap_or_default()));
    let summary = el("summary").el(el("h2").say(title)).el(el("small").text(count));
    let draw = move || match planner.details() {
        DetailsState::Loaded(details) => row_list(&rows, &details, sought).view(),
        DetailsState::Loading | DetailsState::Failed => ().into_any(),
    };
    let folded = el("details").class("card evidence-fold");
    let folded = if open { folded.attr("open", "") } else { folded };
    folded.el(summary).put(a_frame_later(draw))
}
