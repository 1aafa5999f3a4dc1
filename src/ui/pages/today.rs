//! What to do now, by the clock: before a session, on its day, after it, and between two.

use leptos::prelude::AnyView;

use crate::ui::parts::el::el;

/// The screen.
pub fn today() -> AnyView {
    el("div").class("screen").view()
}
