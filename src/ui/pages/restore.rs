//! Putting a backup or a restore link back, with a preview and a way back.

use leptos::prelude::AnyView;

use crate::ui::parts::el::el;

/// The screen.
pub fn restore() -> AnyView {
    el("div").class("screen").view()
}
