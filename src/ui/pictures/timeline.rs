//! The timeline of a plan: a picture lying down on wide columns, a list standing up on narrow ones, and a table.

use leptos::prelude::*;

use crate::present::timeline::{Kind, Picture, Row, WIDTH};
use crate::state::planner::Planner;
use crate::ui::parts::el::{el, group};

const LANE: i32 = 46;
const TRACK: i32 = 54;

/// The picture, the standing list and the table, all of the same rows.
pub fn timeline(rows: Vec<Row>, picture: Picture, caption: String) -> AnyView {
    let planner = Planner::here();
    let list = rows.iter().map(|row| {
        let note = row.note.clone().map(|note| el("small").text(note));
        el("li")
            .class(class_of(row.kind))
            .el(el("b").text(row.when.clone()))
            .el(el("span").text(row.label.clone()).text(" ").maybe(note))
    });
    let table = rows.iter().map(|row| {
        el("tr")
            .el(el("th").attr("scope", "row").text(row.label.clone()))
            .el(el("td").text(row.when.clone()))
            .el(el("td").text(row.note.clone().unwrap_or_default()))
    });
    let column = |id: &str| el("th").attr("scope", "col").say(id);
    let head = el("tr").el(column("timeline.what")).el(column("timeline.when")).el(column("timeline.note"));
    let scroll = el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", planner.text("timeline.title"))
        .el(el("table").el(el("thead").el(head)).el(el("tbody").all(table)));
    let figure = el("figure")
        .class("timeline")
        .put(view! { <Drawing picture/> }.into_any())
        .el(el("ol").class("spine").all(list))
        .el(el("figcaption").attr("id", "timeline-caption").text(caption));
    let table = el("details").class("as-table").el(el("summary").say("timeline.as_table")).el(scroll);
    group([figure, table])
}

fn class_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Today => "today",
        Kind::Sessions { likely: true, .. } => "session",
        Kind::Sessions { likely: false, .. } => "session maybe",
        Kind::FirstChange => "early",
        Kind::Building => "building",
        Kind::Result => "result",
        Kind::Event => "event",
    }
}

/// The picture alone; its words are the caption's, the list's and the table's, so it is hidden from readers.
#[component]
fn Drawing(picture: Picture) -> impl IntoView {
    let lanes = (0..).zip(&picture.bands).map(|(lane, _)| lane + 1).max().unwrap_or(0);
    let axis = TRACK + 40 + lanes * LANE;
    let height = axis + 26;
    let radius = picture.radius;
    let months = picture
        .months
        .into_iter()
        .map(|month| {
            view! {
                <g>
                    <line class="tick" x1=month.x x2=month.x y1=axis - 4 y2=axis + 3></line>
                    <text class="soft" x=month.x y=axis + 18 text-anchor="middle">{month.label}</text>
                </g>
            }
        })
        .collect_view();
    let bands = picture
        .bands
        .into_iter()
        .zip(0..)
        .map(|(band, lane)| {
            let y = TRACK + 40 + lane * LANE;
            // A band that starts far to the right carries its words at its end, so that they stay in the picture.
            let (text_x, anchor) =
                if band.x > WIDTH * 11 / 20 { (band.x + band.width, "end") } else { (band.x, "start") };
            let likely = band.likely_x.map(|x| view! { <line class="likely" x1=x x2=x y1=y - 3 y2=y + 15></line> });
            view! {
                <g class=class_of(band.kind)>
                    <text class="strong" x=text_x y=y - 7 text-anchor=anchor>{band.label}</text>
                    <rect x=band.x y=y width=band.width.max(3) height="12" rx="6"></rect>
                    {likely}
                </g>
            }
        })
        .collect_view();
    let sessions = picture
        .sessions
        .into_iter()
        .map(|session| {
            view! {
                <g class=if session.likely { "session" } else { "session maybe" }>
                    <line class="heal" x1=session.x x2=session.healed_x y1=TRACK + 17 y2=TRACK + 17></line>
                    <circle cx=session.x cy=TRACK r=radius></circle>
                    {session.number.map(|number| view! { <text class="strong" x=session.x y=TRACK + 4 text-anchor="middle">{number}</text> })}
                    {session.day.map(|day| view! { <text class="soft" x=session.x - radius y=TRACK - 20>{day}</text> })}
                </g>
            }
        })
        .collect_view();
    let marks = picture
        .marks
        .into_iter()
        .map(|mark| {
            let anchor = if mark.x > WIDTH * 4 / 5 { "end" } else { "start" };
            let shift = if mark.x > WIDTH * 4 / 5 { -5 } else { 5 };
            view! {
                <g class=class_of(mark.kind)>
                    <line x1=mark.x x2=mark.x y1="8" y2=axis></line>
                    <text class="strong" x=mark.x + shift y="16" text-anchor=anchor>{mark.label}</text>
                </g>
            }
        })
        .collect_view();
    view! {
        <svg class="drawing" viewBox=format!("0 0 {WIDTH} {height}") role="img" aria-labelledby="timeline-caption">
            <line class="axis" x1="16" x2=WIDTH - 16 y1=axis y2=axis></line>
            <rect class="track" x="16" y=TRACK - 6 width=WIDTH - 32 height="12" rx="6"></rect>
            {months}
            {bands}
            {marks}
            {sessions}
        </svg>
    }
}
