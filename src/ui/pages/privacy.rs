//! What is kept and what was asked for, counted.

use leptos::prelude::AnyView;

use crate::ui::parts::frame::to_read;

/// What is kept and what was asked for, counted.
pub fn privacy() -> AnyView {
    to_read("privacy.title", "privacy.intro").view()
}
