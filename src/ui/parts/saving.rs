//! How keeping stands, in one quiet line on every screen, which leads to the screen that tells more.
//!
//! Uses: `present::saving`, `state`. Used by: `ui::parts::frame`.

use leptos::prelude::*;

use super::el::{el, followed, link};
use crate::present::route::Route;
use crate::present::saving::ago;
use crate::state::planner::Planner;
use crate::state::saving::Saving;

/// The line. Its place is kept from the first paint. Only the state is announced; how long ago is not, for it never
/// stands still.
pub fn saving_line() -> AnyView {
    // The status itself stays and only its words change: a new one is not always read out.
    let status = el("span").attr("role", "status").put(followed(state));
    link(Route::Saved).class("saved").put(followed(mark)).el(status).put(followed(when)).view()
}

fn mark(planner: Planner) -> AnyView {
    let is_well = matches!(planner.keeper().saving(), Saving::Nothing | Saving::Kept(_));
    el("i").class(if is_well { "kept" } else { "not-kept" }).view()
}

fn state(planner: Planner) -> AnyView {
    let id = match planner.keeper().saving() {
        Saving::Nothing => "saving.nothing",
        Saving::Kept(_) => "saving.kept",
        Saving::MemoryOnly => "saving.memory_only",
        Saving::Shared => "saving.shared",
        Saving::Full => "saving.full",
        Saving::Stuck => "saving.stuck",
        Saving::NewerVersion => "saving.newer_version",
    };
    planner.text(id).into_any()
}

fn when(planner: Planner) -> AnyView {
    let keeper = planner.keeper();
    let said = match keeper.saving() {
        Saving::Kept(1..) => {
            let (id, number) = ago(keeper.passed());
            planner.say(|say| match id {
                // Said with every tap, so without the browser's rules for plurals, which take their time.
                "saving.seconds" => say.fill(id, &[("n", &number.to_string())]),
                _ => say.count(id, number.into()),
            })
        }
        _ => String::new(),
    };
    el("span").class("ago").attr("aria-hidden", "true").text(said).view()
}
