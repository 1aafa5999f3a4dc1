//! "Is this normal?": emergencies first, then what a clinic should hear about, then each sign by its hours.

use leptos::prelude::AnyView;

use crate::ui::parts::el::el;

/// The screen.
pub fn normal(_check: crate::present::route::Check) -> AnyView {
    el("div").class("screen").view()
}
