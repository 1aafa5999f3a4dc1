//! Five questions about the person's own plan.

use leptos::prelude::AnyView;

use crate::ui::parts::frame::to_read;

/// Five questions about the person's own plan.
pub fn understanding() -> AnyView {
    to_read("understanding.title", "understanding.intro").view()
}
