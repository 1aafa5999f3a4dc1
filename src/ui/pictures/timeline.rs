//! The timeline of a plan: a picture lying down on wide columns, a list standing up on narrow ones, and a table.
//!
//! Uses: `present::timeline`, `ui::parts`. Used by: `ui::pages`.

use leptos::prelude::AnyView;

use crate::domain::ids::ConcernId;
use crate::present::evidence::Topic;
use crate::present::origin::{Origin, on_timeline};
use crate::present::timeline::{Kind, Picture, Place, Row, WIDTH};
use crate::state::planner::Planner;
use crate::ui::parts::el::{el, group};
use crate::ui::parts::svg::{Anchor, Svg};
use crate::ui::parts::table::as_table;

/// Height of one band with its words.
const LANE: i32 = 44;
/// Where the line of sessions lies.
const TRACK: i32 = 62;

/// The picture, the standing list and the table, all of the same rows; with where all of it comes from, and in the table
/// where each row does.
pub fn timeline(rows: Vec<Row>, picture: Picture, caption: String, concern: ConcernId) -> AnyView {
    let planner = Planner::here();
    let list = rows.iter().zip(&picture.places).map(|(row, place)| {
        let note = row.note.clone().map(|note| el("small").text(note));
        el("li")
            .class(class_of(row.kind))
            .el(el("b").text(row.when.clone()))
            .el(el("span").text(row.label.clone()).text(" ").maybe(note))
            .put(strip(place))
    });
    let table = rows.iter().map(|row| {
        let origin = planner.with(|_, evidence| on_timeline(row, concern, evidence));
        let when = el("td").text(row.when.clone()).maybe_source(origin, &row.label);
        el("tr")
            .el(el("th").attr("scope", "row").text(row.label.clone()))
            .el(when)
            .el(el("td").text(row.note.clone().unwrap_or_default()))
    });
    // The picture goes by the words alone.
    let caption = el("figcaption")
        .el(el("span").attr("id", "timeline-caption").text(caption))
        .source(Origin::of(Topic::Concern(concern)), planner.text("timeline.title"));
    let figure =
        el("figure").class("timeline").put(drawing(&picture)).el(el("ol").class("spine").all(list)).el(caption);
    let heads = ["timeline.what", "timeline.when", "timeline.note"].map(|id| planner.text(id));
    let table = as_table(&planner.text("timeline.as_table"), &planner.text("timeline.title"), heads, table);
    group([figure, table])
}

fn class_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Today => "today",
        Kind::Sessions { likely: true, .. } => "session",
        Kind::Sessions { likely: false, .. } => "session maybe",
        Kind::FirstChange => "early",
        Kind::Building => "building",
        Kind::Strengthening => "building strengthening",
        Kind::Result => "result",
        Kind::Event => "event",
    }
}

/// Where one row lies in the whole time, as a strip below its words.
fn strip(place: &Place) -> AnyView {
    let mut svg = Svg::beside_words("strip", WIDTH, 12);
    svg.shape("rect", "track", &[("x", 0), ("y", 4), ("width", WIDTH), ("height", 4)]);
    svg.shape(
        "rect",
        class_of(place.kind),
        &[("x", place.x - 4), ("y", 1), ("width", place.width + 8), ("height", 10)],
    );
    if let Some(x) = place.likely_x {
        svg.shape("rect", "likely", &[("x", x - 3), ("y", 0), ("width", 6), ("height", 12)]);
    }
    svg.view()
}

/// The picture lying down. The axis counts months; everything above it stands at its own day.
fn drawing(picture: &Picture) -> AnyView {
    let is_band =
        |place: &&Place| matches!(place.kind, Kind::FirstChange | Kind::Building | Kind::Strengthening | Kind::Result);
    let lanes = (0..).zip(picture.places.iter().filter(is_band)).map(|(lane, _)| lane + 1).max().unwrap_or(0);
    let axis = TRACK + 46 + lanes * LANE;
    let key = axis + 48;
    let mut svg = Svg::new("drawing", WIDTH, key + 30, "timeline-caption");
    for month in &picture.months {
        svg.shape("line", "tick", &[("x1", month.x), ("x2", month.x), ("y1", TRACK + 22), ("y2", axis + 3)]);
        svg.text("soft", (month.x, axis + 18), Anchor::Middle, &month.label);
    }
    svg.shape("line", "axis", &[("x1", 16), ("x2", WIDTH - 16), ("y1", axis), ("y2", axis)]);
    svg.shape("rect", "track", &[("x", 16), ("y", TRACK - 6), ("width", WIDTH - 32), ("height", 12), ("rx", 6)]);
    for mark in picture.places.iter().filter(|place| matches!(place.kind, Kind::Today | Kind::Event)) {
        let (anchor, shift) = if mark.x > WIDTH * 3 / 4 { (Anchor::End, -6) } else { (Anchor::Start, 6) };
        let class = class_of(mark.kind);
        svg.shape("line", class, &[("x1", mark.x), ("x2", mark.x), ("y1", 6), ("y2", axis)]);
        svg.text(&format!("strong {class}"), (mark.x + shift, 17), anchor, &mark.label);
    }
    for (place, lane) in picture.places.iter().filter(is_band).zip(0..) {
        let y = TRACK + 48 + lane * LANE;
        let class = class_of(place.kind);
        svg.shape("rect", class, &[("x", place.x), ("y", y), ("width", place.width.max(4)), ("height", 13), ("rx", 6)]);
        if let Some(x) = place.likely_x {
            svg.shape("line", "likely", &[("x1", x), ("x2", x), ("y1", y - 3), ("y2", y + 16)]);
        }
        // A band that starts far along carries its words at its end, so that they stay in the picture.
        let (x, anchor) =
            if place.x > WIDTH * 2 / 5 { (place.x + place.width, Anchor::End) } else { (place.x, Anchor::Start) };
        svg.label("strong", (x, y - 6), anchor, &place.label, &place.when);
    }
    for session in &picture.sessions {
        let class = if session.likely { "session" } else { "session maybe" };
        let below = TRACK + picture.radius + 4;
        svg.shape("line", "heal", &[("x1", session.x), ("x2", session.healed_x), ("y1", below), ("y2", below)]);
        svg.shape("circle", class, &[("cx", session.x), ("cy", TRACK), ("r", picture.radius)]);
        if let Some(number) = &session.number {
            svg.text("strong number", (session.x, TRACK + 4), Anchor::Middle, number);
        }
        if let Some(day) = &session.day {
            svg.text("soft", (session.x - picture.radius, TRACK - 20), Anchor::Start, day);
        }
    }
    // What the two marks without words of their own mean, a line each: in some languages one of them is long.
    let planner = Planner::here();
    svg.shape("line", "heal", &[("x1", 18), ("x2", 34), ("y1", key - 4), ("y2", key - 4)]);
    svg.text("soft", (44, key), Anchor::Start, &picture.settle);
    svg.shape("line", "likely", &[("x1", 26), ("x2", 26), ("y1", key + 8), ("y2", key + 23)]);
    svg.text("soft", (44, key + 20), Anchor::Start, &planner.text("timeline.likely"));
    svg.view()
}
