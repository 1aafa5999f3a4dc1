//! A page to print for the consultation.

use leptos::prelude::AnyView;

use crate::ui::parts::el::el;

/// The screen.
pub fn consultation() -> AnyView {
    el("div").class("screen").view()
}
