//! One session: book it, move it, say that it took place, note about it.

use leptos::prelude::AnyView;

use crate::ui::parts::el::el;

/// The screen.
pub fn session_page(_id: crate::domain::course::SessionId) -> AnyView {
    el("div").class("screen").view()
}
