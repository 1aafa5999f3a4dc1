//! A newer version that waits, and whether the planner opens without a connection.
//!
//! Uses: `state::offline`, `ui::parts::el`. Used by: `ui::parts::notices`, `ui::pages`.

use leptos::prelude::*;

use super::el::{el, link};
use crate::present::route::Route;
use crate::state::offline::{Loss, Offline, Version};
use crate::state::planner::Planner;

/// The two ways on from the notice of a newer version. Where something is kept nowhere, each such thing is said first.
pub fn newer() -> AnyView {
    let (planner, version) = (Planner::here(), Version::here());
    let warned: RwSignal<Vec<Loss>> = RwSignal::new(Vec::new());
    let go_on = move |_| {
        let losses = version.would_lose();
        if losses.iter().all(|loss| warned.read_untracked().contains(loss)) {
            version.renew();
        } else {
            warned.set(losses);
        }
    };
    let warning = move || warned.get().into_iter().map(would_lose).collect::<Vec<_>>();
    let go_on_words =
        move || planner.text(if warned.read().is_empty() { "offline.newer.now" } else { "offline.newer.all_the_same" });
    view! {
        {warning}
        <p class="row">
            <button type="button" class="btn small" on:click=go_on>{go_on_words}</button>
            <button type="button" class="btn ghost small" on:click=move |_| version.stay()>
                {planner.text("offline.newer.later")}
            </button>
        </p>
    }
    .into_any()
}

/// What would be lost, and where to keep it if that is on another screen.
fn would_lose(loss: Loss) -> AnyView {
    match loss {
        Loss::Typed => el("p").say("offline.newer.typed").view(),
        Loss::Diary => {
            let way = el("p").el(link(Route::Diary).say("offline.newer.diary.link"));
            vec![el("p").say("offline.newer.diary").view(), way.view()].into_any()
        }
        Loss::Check => el("p").say("offline.newer.check").view(),
    }
}

/// The way to the newer version for a page that can keep nothing without it, when it is here.
pub fn newer_now() -> AnyView {
    let (planner, version) = (Planner::here(), Version::here());
    let draw = move || {
        version.waits().then(|| {
            let words = planner.text("offline.newer.now");
            view! { <button type="button" class="btn small" on:click=move |_| version.renew()>{words}</button> }
        })
    };
    draw.into_any()
}

/// Whether the planner opens without a connection, as a card; nothing on somebody's page.
pub fn works_offline() -> AnyView {
    let (planner, version) = (Planner::here(), Version::here());
    let state = Memo::new(move |_| version.offline());
    let draw = move || {
        let Some(state) = state.get() else { return ().into_any() };
        let text = match state {
            Offline::Kept => "offline.kept",
            Offline::Coming => "offline.coming",
            Offline::Spared => "offline.spared",
            Offline::Cannot => "offline.cannot",
        };
        let card =
            el("section").class("card").el(el("h2").say("offline.title")).el(el("p").attr("role", "status").say(text));
        let card = match state {
            Offline::Spared => {
                let words = planner.text("offline.keep_here");
                let press = move |_| version.keep_here();
                card.put(
                    view! { <button type="button" class="btn ghost small" on:click=press>{words}</button> }.into_any(),
                )
            }
            _ => card,
        };
        card.el(el("p").class("soft").say("offline.no_answers")).view()
    };
    draw.into_any()
}
