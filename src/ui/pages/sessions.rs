//! The sessions of all courses: which are held, booked or only suggested.

use leptos::prelude::AnyView;

use crate::ui::parts::el::el;

/// The screen.
pub fn sessions_page() -> AnyView {
    el("div").class("screen").view()
}
