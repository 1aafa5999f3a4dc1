//! How deep needles go, and what happens there afterwards.
//!
//! Uses: `ui::parts`, `ui::pictures`. Used by: `ui::later`.

use leptos::prelude::AnyView;

use crate::present::route::Route;
use crate::state::planner::Planner;
use crate::ui::parts::el::{el, link};
use crate::ui::parts::heading::heading;

/// The page of the skin cross-section.
pub fn skin_page() -> AnyView {
    let planner = Planner::here();
    el("article")
        .class("screen")
        .el(el("p").class("top-row").el(link(Route::Start).say("nav.learn")))
        .el(el("header").class("lead").put(heading(planner.text("skin.title"))))
        .view()
}
