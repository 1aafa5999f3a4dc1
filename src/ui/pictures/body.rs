//! The face and body map beside the list of areas, and how deep the needles went there.
//!
//! Uses: `present::areas`, `ui::parts`. Used by: `ui::pages::question`. The radio buttons are the control: a tap on the
//! map is a tap on one of them, and the style sheet shows on the map which one is chosen, focused or pointed at.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::present::areas::{self, AreaDepth};
use crate::state::planner::Planner;
use crate::ui::parts::after_frame::after_frame;
use crate::ui::parts::el::el;
use crate::ui::parts::table::as_table;

/// The map: regions named by `data-area`, some with a larger surface to tap than what is drawn.
const MAP: &str = include_str!("body.svg");

/// The list of areas with the map before it and the depths after it.
pub fn with_map(choices: AnyView) -> AnyView {
    let views = el("p")
        .class("views")
        .attr("aria-hidden", "true")
        .el(el("span").say("question.area.front"))
        .el(el("span").say("question.area.back"));
    // Here and not around the list: the tap on a radio button that follows from it must not come back to it.
    let map = view! { <div class="map" aria-hidden="true" inner_html=MAP on:click=tapped></div> }.into_any();
    let planner = Planner::here();
    let depth = after_frame(move || drop(planner.answers()), depth_here);
    let figure = el("figure")
        .class("body-map")
        .el(el("figcaption").say("question.area.map"))
        .put(map)
        .el(views)
        .put(view! { <div class="area-depth" role="status">{depth}</div> }.into_any());
    let list = el("div").class("area-list").put(choices);
    vec![el("div").class("by-area").el(figure).el(list).view(), depths()].into_any()
}

/// Chooses the radio button of the region under the finger.
fn tapped(event: MouseEvent) {
    let element = |target: Option<web_sys::EventTarget>| target?.dyn_into::<Element>().ok();
    let radio = || {
        let region = element(event.target())?.closest("[data-area]").ok()??;
        let around = region.closest(".by-area").ok()??;
        let area = region.get_attribute("data-area")?;
        around.query_selector(&format!("[value='{area}']")).ok()?
    };
    if let Some(radio) = radio().and_then(|radio| radio.dyn_into::<HtmlElement>().ok()) {
        radio.click();
    }
}

/// What is known about the depth on the chosen area.
fn depth_here() -> AnyView {
    let planner = Planner::here();
    let answers = planner.answers_now();
    let chosen = answers.concern.zip(answers.area.known());
    let Some((concern, area)) = chosen else { return el("p").class("soft").say("area.choose").view() };
    let depth = planner.with(|say, evidence| areas::of(evidence.concern(concern), area, say));
    el("div")
        .el(el("p").class("mm").text(shown(&depth, planner)))
        .el(el("p").text(&depth.sentence).maybe_source(depth.origin, &depth.name).basis(&depth.basis))
        .el(el("p").class("soft").say("area.same_number"))
        .view()
}

/// The same for every area, as a table.
fn depths() -> AnyView {
    let planner = Planner::here();
    let concern = planner.answers_now().concern;
    let rows = planner.with(|say, evidence| concern.map(|concern| areas::all(evidence.concern(concern), say)));
    let rows = rows.unwrap_or_default().into_iter().map(|row| {
        let depth = el("td").text(shown(&row, planner)).maybe_source(row.origin, &row.name).basis(&row.basis);
        el("tr").el(el("th").attr("scope", "row").text(row.name)).el(depth)
    });
    let opens = planner.text("area.as_table");
    as_table(&opens, &opens, ["area.part", "area.depth"].map(|id| planner.text(id)), rows).view()
}

/// "1 to 2.5 mm", or that we found none.
fn shown(depth: &AreaDepth, planner: Planner) -> String {
    depth.range.clone().unwrap_or_else(|| planner.text("area.none"))
}
