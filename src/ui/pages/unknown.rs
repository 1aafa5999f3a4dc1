//! An address that leads nowhere: said plainly, with ways on.

use leptos::prelude::AnyView;

use crate::present::route::Route;
use crate::state::planner::Planner;
use crate::ui::parts::el::{el, link};
use crate::ui::parts::heading::heading;

/// The page for an address that means nothing.
pub fn unknown() -> AnyView {
    el("div")
        .class("screen")
        .put(heading(Planner::here().text("unknown.title")))
        .el(el("p").class("intro").say("unknown.text"))
        .el(el("p")
            .class("row")
            .el(link(Route::Start).class("btn").say("unknown.start"))
            .el(link(Route::Plan).class("btn ghost").say("nav.plan")))
        .view()
}
