//! Who makes the planner, how it is kept right, and how it does against what is asked of such tools.

use leptos::prelude::AnyView;

use crate::ui::parts::frame::to_read;

/// Who makes the planner, how it is kept right, and how it does against what is asked of such tools.
pub fn about() -> AnyView {
    to_read("about.title", "about.intro").view()
}
