//! What can be done about the person's concern, side by side.

use leptos::prelude::AnyView;

use crate::ui::parts::frame::to_read;

/// What can be done about the person's concern, side by side.
pub fn options() -> AnyView {
    to_read("options.title", "options.intro").view()
}
