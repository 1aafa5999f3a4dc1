//! Each part in each of its states, for those who work on the planner. No screen leads here.
//!
//! Uses: `ui::parts`, `ui::pictures`. Used by: `ui::app`.

use leptos::prelude::AnyView;

use crate::state::planner::Planner;
use crate::ui::parts::el::el;
use crate::ui::parts::heading::heading;

/// The living page of the design language.
pub fn style_guide() -> AnyView {
    let planner = Planner::here();
    el("article").class("screen").el(el("header").class("lead").put(heading(planner.text("styleguide.title")))).view()
}
