//! The heading of a screen: it takes focus when a person arrives from another screen, and names the page.

use leptos::html;
use leptos::prelude::*;

use crate::state::planner::Planner;

/// The one `h1` of a screen, drawn.
#[inline(never)]
pub fn heading(text: String) -> AnyView {
    view! { <Heading text/> }.into_any()
}

/// The one `h1` of a screen.
#[component]
pub fn Heading(#[prop(into)] text: String) -> impl IntoView {
    let planner = Planner::here();
    let node = NodeRef::<html::H1>::new();
    let title = planner.say(|say| say.fill("app.page_title", &[("page", &text)]));
    Effect::new(move |_| {
        planner.page().set_title(&title);
        if let Some(heading) = node.get().filter(|_| planner.has_moved()) {
            planner.page().top();
            // A heading in the page can always take focus.
            let _ = heading.focus();
        }
    });
    view! { <h1 tabindex="-1" node_ref=node>{text}</h1> }
}
