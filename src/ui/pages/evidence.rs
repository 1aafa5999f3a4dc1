//! Every figure with what it rests on, and where sources disagree.

use leptos::prelude::AnyView;

use crate::ui::parts::frame::to_read;

/// Every figure with what it rests on, and where sources disagree.
pub fn evidence() -> AnyView {
    to_read("evidence.title", "evidence.intro").view()
}
