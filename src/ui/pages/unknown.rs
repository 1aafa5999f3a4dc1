//! An address that leads nowhere: said plainly, with ways on.

use leptos::prelude::*;

use crate::present::route::Route;
use crate::state::planner::Planner;
use crate::ui::parts::heading::Heading;

/// The page for an address that means nothing.
#[component]
pub fn Unknown() -> impl IntoView {
    let planner = Planner::here();
    view! {
        <div class="screen">
            <Heading text=planner.text("unknown.title")/>
            <p class="intro">{planner.text("unknown.text")}</p>
            <p class="row">
                <a class="btn" href=Route::Start.href()>{planner.text("unknown.start")}</a>
                <a class="btn ghost" href=Route::Plan.href()>{planner.text("nav.plan")}</a>
            </p>
        </div>
    }
}
