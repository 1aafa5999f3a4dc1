//! What the person's own clinic says about the days after a session.

use leptos::prelude::AnyView;

use crate::ui::parts::el::el;

/// The screen.
pub fn clinic_rules() -> AnyView {
    el("div").class("screen").view()
}
