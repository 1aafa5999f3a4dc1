//! What matters to the person, in their order, and how every option stands on it: no score, no winner, none left out.
//!
//! Uses: `domain::matters`, `present::options`, `state::matters`. Used by: `ui::pages::options`. A place is chosen from a list
//! in rows that never move, so that focus stays; what has a place can be moved up and down where it stands.

use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::options::Made;
use crate::domain::answers::Answer;
use crate::domain::matters::{Matter, Order};
use crate::present::options::{Standing, grid, standings};
use crate::state::matters::{keep, kept, listen};
use crate::state::planner::Planner;
use crate::ui::parts::el::{El, el};

/// What is ranked now, as it is kept.
type Ranked = RwSignal<Answer<Order>>;

/// The card in which a person says what matters, and sees how the options stand.
pub fn matters(made: Made, title: NodeRef<html::H2>) -> AnyView {
    let planner = Planner::here();
    let ranked: Ranked = RwSignal::new(kept(planner));
    listen(planner, move |order| {
        // The screen may be gone by then.
        let _ = ranked.try_set(order);
    });
    let heading = view! { <h2 tabindex="-1" node_ref=title>{planner.text("options.matters.title")}</h2> };
    let rows: Vec<AnyView> = Matter::ALL.iter().map(|matter| row(planner, ranked, *matter)).collect();
    let skip = move |_| set(planner, ranked, Answer::NotSure);
    let skip = view! {
        <button type="button" class="btn ghost small" on:click=skip>{planner.text("options.matters.skip")}</button>
    };
    let said = move || said(planner, &ranked.get());
    let said = view! { <p role="status">{said}</p> };
    let list = NodeRef::<html::Div>::new();
    let stands = move || {
        let order = order_of(&ranked.get());
        untrack(|| standing(&made, ranked, &order, list))
    };
    let stands = view! { <div class="standings" node_ref=list>{stands}</div> };
    el("section")
        .class("card prose matters")
        .put(heading.into_any())
        .el(el("p").say("options.matters.text"))
        .el(el("div").class("places screen-only").put(rows.into_any()))
        .el(el("p").class("row screen-only").put(skip.into_any()))
        .put(said.into_any())
        .el(el("p").class("soft").say("options.matters.no_score"))
        .el(el("p").class("soft screen-only").say("options.matters.kept"))
        .put(stands.into_any())
        .view()
}

fn order_of(ranked: &Answer<Order>) -> Order {
    match ranked {
        Answer::Known(order) => order.clone(),
        Answer::NotSure | Answer::Unanswered => Order::default(),
    }
}

fn name(planner: Planner, matter: Matter) -> String {
    planner.text(&format!("matter.{}", matter.as_str()))
}

/// Keeps an order at once, and draws it after the frame that answers the tap.
fn set(planner: Planner, ranked: Ranked, order: Answer<Order>) {
    keep(planner, &order);
    planner.page().soon(move || {
        // The screen may be gone by then.
        ranked.try_set(order);
    });
}

/// Puts one in its place, or takes it out; nothing ranked any more is as before anything was.
fn put(planner: Planner, ranked: Ranked, matter: Matter, place: Option<usize>) {
    let order = order_of(&kept(planner)).put(matter, place);
    set(planner, ranked, if order.is_empty() { Answer::Unanswered } else { Answer::Known(order) });
}

/// What is said of the order as a whole.
fn said(planner: Planner, ranked: &Answer<Order>) -> String {
    match ranked {
        Answer::Unanswered => String::new(),
        Answer::NotSure => planner.text("options.matters.skipped"),
        Answer::Known(order) => {
            let names: Vec<String> =
                (1..).zip(order.iter()).map(|(number, matter)| nth(planner, number, matter)).collect();
            planner.say(|say| say.fill("options.matters.order", &[("list", &say.list(&names))]))
        }
    }
}

/// "1. No needles".
fn nth(planner: Planner, number: u16, matter: Matter) -> String {
    let name = name(planner, matter);
    planner.say(|say| say.fill("options.matters.nth", &[("n", &say.number(number)), ("matter", &name)]))
}

/// One thing that may matter, with its place.
fn row(planner: Planner, ranked: Ranked, matter: Matter) -> AnyView {
    let id = format!("place-{}", matter.as_str());
    let place = Memo::new(move |_| order_of(&ranked.get()).place(matter));
    // The last place is the one after those that are taken.
    let most = Memo::new(move |_| order_of(&ranked.get()).put(matter, Some(usize::MAX)).len());
    let choose = move |event| put(planner, ranked, matter, event_target_value(&event).parse().ok());
    let places = (1..=Matter::ALL.len()).map(|number| {
        let shown = planner.say(|say| say.number(u64::try_from(number).unwrap_or_default()));
        let is_there = move || place.get() == Some(number);
        let is_too_far = move || most.get() < number;
        view! {
            <option value=number.to_string() prop:selected=is_there hidden=is_too_far disabled=is_too_far>
                {shown}
            </option>
        }
    });
    let places: Vec<_> = places.collect();
    let label = el("label").attr("for", &id).text(name(planner, matter)).view();
    view! {
        <div class="place">
            {label}
            <select id=id on:change=choose>
                <option value="" prop:selected=move || place.get().is_none()>{planner.text("options.matters.no_place")}</option>
                {places}
            </select>
        </div>
    }
    .into_any()
}

/// How every option stands on each thing that has a place, in the person's order; the options keep theirs.
fn standing(made: &Made, ranked: Ranked, order: &Order, list: NodeRef<html::Div>) -> AnyView {
    if order.is_empty() {
        return ().into_any();
    }
    let planner = Planner::here();
    let columns = made.with(grid).map(|grid| grid.columns).unwrap_or_default();
    let all = made.with(|concern, shelf| standings(order, concern, shelf));
    let last = all.len();
    let drawn = (1_u16..).zip(all).map(|(number, Standing { matter, values })| {
        let place = usize::from(number);
        let moves = [("up", place.saturating_sub(1), place == 1), ("down", place + 1, place == last)];
        let moves = moves.map(|(way, to, is_end)| mover(planner, ranked, list, Move { way, matter, to, is_end }));
        let rows = columns.iter().zip(&values).map(|(column, lines)| {
            el("div")
                .class("answer")
                .el(el("dt").text(&column.name))
                .el(el("dd").all(lines.iter().map(|line| made.said(line))))
        });
        el("section")
            .class("standing")
            .el(el("div")
                .class("standing-head")
                .el(el("h4").text(nth(planner, number, matter)))
                .el(el("span").class("row screen-only").put(moves.into_iter().collect::<Vec<_>>().into_any())))
            .el(el("dl").class("answers").all(rows))
    });
    let drawn: Vec<El> = drawn.collect();
    el("div").class("stack").el(el("h3").say("options.matters.stands")).all(drawn).view()
}

/// A move by one place.
#[derive(Clone, Copy)]
struct Move {
    way: &'static str,
    matter: Matter,
    to: usize,
    is_end: bool,
}

/// A button that moves one thing by one place. The rows are drawn anew then, and focus goes on with what was moved.
fn mover(planner: Planner, ranked: Ranked, list: NodeRef<html::Div>, step: Move) -> AnyView {
    let Move { way, matter, to, is_end } = step;
    let id = format!("{way}-{}", matter.as_str());
    let label = name(planner, matter);
    let text = if way == "up" { "options.matters.up" } else { "options.matters.down" };
    let label = planner.say(|say| say.fill(text, &[("matter", &label)]));
    let again = id.clone();
    let go = move |_| {
        if is_end {
            return;
        }
        put(planner, ranked, matter, Some(to));
        let again = again.clone();
        let focus = move || {
            let list = list.try_get_untracked().flatten();
            let button = list.and_then(|list| list.query_selector(&format!("#{again}")).ok().flatten());
            if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
                // A button in the page can always take focus.
                let _ = button.focus();
            }
        };
        // After the rows are drawn, which was asked for before.
        planner.page().soon(focus);
    };
    view! {
        <button type="button" class="mover" id=id data-way=way aria-label=label aria-disabled=is_end.then_some("true") on:click=go></button>
    }
    .into_any()
}
