//! What can be taken along: calendar, page for the consultation, backup, restore link.

use leptos::prelude::AnyView;

use crate::ui::parts::el::el;

/// The screen.
pub fn take() -> AnyView {
    el("div").class("screen").view()
}
