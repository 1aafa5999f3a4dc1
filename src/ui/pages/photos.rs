//! Photos kept on the device: take, compare, delete.

use leptos::prelude::AnyView;

use crate::ui::parts::el::el;

/// The screen.
pub fn photos() -> AnyView {
    el("div").class("screen").view()
}
