//! The diary: the course of healing against what is expected, and the change week by week.

use leptos::prelude::AnyView;

use crate::ui::parts::el::el;

/// The screen.
pub fn diary() -> AnyView {
    el("div").class("screen").view()
}
