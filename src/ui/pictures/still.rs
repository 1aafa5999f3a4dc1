//! Pictures that never change: drawn from markup that stands in the program.
//!
//! Used by: `ui::pictures`. A picture's words stand beside it, so it is hidden from readers.

use leptos::prelude::*;

/// A picture from its markup, hidden from readers. Only for markup written in this project: it is not escaped.
#[inline(never)]
pub fn still(class: &'static str, svg: &'static str) -> AnyView {
    view! { <div class=class aria-hidden="true" inner_html=svg></div> }.into_any()
}
