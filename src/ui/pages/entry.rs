//! Writing in the diary.

use leptos::prelude::AnyView;

use crate::ui::parts::el::el;

/// The screen.
pub fn entry() -> AnyView {
    el("div").class("screen").view()
}
