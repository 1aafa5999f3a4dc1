//! Asks on a shared computer whether somebody is still there, above everything else, and counts down.
//!
//! Uses: `state::idle`. Used by: `ui::parts::notices`.

use leptos::html;
use leptos::prelude::*;

use super::el::el;
use crate::present::saved::LAST_CALL;
use crate::state::idle::Idle;
use crate::state::planner::Planner;

/// The question; not there to be seen until it is time. The browser keeps focus in it, and gives it back afterwards.
pub fn idle_warning() -> AnyView {
    let (planner, idle) = (Planner::here(), Idle::here());
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let is_asked = idle.left().is_some();
        let Some(dialog) = dialog.get() else { return };
        match (is_asked, dialog.open()) {
            // It stands in the page and is closed: it can be opened.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let closed = move |_| {
        // Closed with Escape: the browser does that by itself.
        if idle.is_asking() {
            idle.stay();
        }
        planner.page().refocus();
    };
    let counted = move |left: Option<u64>| left.map(|left| planner.with(|say, _| say.count("idle.left", left)));
    let left = move || counted(idle.left());
    // Said once more near the end, and not each second.
    let last_call = Memo::new(move |_| idle.left().filter(|left| *left <= LAST_CALL).map(|_| LAST_CALL));
    let last_call = move || counted(last_call.get());
    let words = [el("h2").attr("id", "idle-title").say("idle.title"), el("p").attr("id", "idle-text").say("idle.text")];
    let words = words.map(|words| words.view()).into_iter().collect::<Vec<_>>();
    view! {
        <dialog
            class="idle"
            role="alertdialog"
            aria-labelledby="idle-title"
            aria-describedby="idle-text"
            node_ref=dialog
            on:close=closed
        >
            {words}
            <p class="left" aria-hidden="true">{left}</p>
            <p class="visually-hidden" role="alert">{last_call}</p>
            <button type="button" class="btn" on:click=move |_| idle.stay()>{planner.text("idle.stay")}</button>
        </dialog>
    }
    .into_any()
}
