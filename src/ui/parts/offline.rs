//! A newer version that waits, and whether the planner opens without a connection.
//!
//! Uses: `state::offline`, `ui::parts::el`. Used by: `ui::parts::notices`, `ui::pages`.

use leptos::prelude::*;

use super::el::el;
use crate::state::offline::{Offline, Version};
use crate::state::planner::Planner;

/// The two ways on from the notice of a newer version. Where something is typed that is kept nowhere, it is said first.
pub fn newer() -> AnyView {
    let (planner, version) = (Planner::here(), Version::here());
    let warned = RwSignal::new(false);
    let go_on = move |_| {
        if version.would_lose() && !warned.get_untracked() {
            warned.set(true);
        } else {
            version.renew();
        }
    };
    let warning = move || warned.get().then(|| el("p").say("offline.newer.typed").view());
    let go_on_words =
        move || planner.text(if warned.get() { "offline.newer.all_the_same" } else { "offline.newer.now" });
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
