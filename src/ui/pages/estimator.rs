//! How the estimate is worked out, and what each answer does to it.

use leptos::prelude::AnyView;

use crate::ui::parts::frame::to_read;

/// How the estimate is worked out, and what each answer does to it.
pub fn estimator() -> AnyView {
    to_read("estimator.title", "estimator.intro").view()
}
