//! What stands in the place of something that is still on its way, or could not be had.

use leptos::prelude::*;

use super::el::el;
use crate::state::planner::Planner;

/// A line while loading; after a failure what happened and a button to try again.
pub fn waiting(failed: bool, retry: fn(Planner)) -> AnyView {
    let planner = Planner::here();
    if !failed {
        return el("p").attr("role", "status").say("app.loading").view();
    }
    let again = move |_| retry(planner);
    let again =
        view! { <button type="button" class="btn ghost small" on:click=again>{planner.text("app.retry")}</button> };
    el("div").attr("role", "alert").el(el("p").say("app.load_failed")).el(el("p").put(again.into_any())).view()
}
