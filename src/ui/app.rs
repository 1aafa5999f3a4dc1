//! The app: the frame and the screen for the present address.
//!
//! Uses: `ui::pages`, `ui::parts`. Used by: `embed`, the build step.

use leptos::html;
use leptos::prelude::*;

use super::pages::{answers, checklist, healing, learn, plan, question, sources, start, unknown, uses};
use super::parts::frame::{Footer, Header, Notices};
use crate::present::route::Route;
use crate::state::planner::Planner;

/// Everything inside the planner's root element. Needs a [`Planner`] in context.
#[component]
pub fn App() -> impl IntoView {
    let planner = Planner::here();
    let main = NodeRef::<html::Main>::new();
    let skip = move |event: leptos::ev::MouseEvent| {
        // The address after `#` is the app's own: the link moves focus and leaves the address alone.
        event.prevent_default();
        if let Some(main) = main.get_untracked() {
            let _ = main.focus();
        }
    };
    view! {
        <a class="skip" href="#screen" on:click=skip>{planner.text("app.skip")}</a>
        <Header/>
        <main id="screen" tabindex="-1" node_ref=main>
            <Notices/>
            {move || page(planner.route())}
        </main>
        <Footer/>
    }
}

/// One screen. Answers are read without being followed here, so that saving one does not draw the page anew.
pub fn page(route: Route) -> AnyView {
    match route {
        Route::Start => view! { <start::Start/> }.into_any(),
        Route::Learn(step) => view! { <learn::Learn step/> }.into_any(),
        Route::Healing => view! { <healing::Healing/> }.into_any(),
        Route::Uses => view! { <uses::Uses/> }.into_any(),
        Route::Question(question) => view! { <question::QuestionPage question/> }.into_any(),
        Route::Answers => view! { <answers::CheckAnswers/> }.into_any(),
        Route::Plan => view! { <plan::PlanPage/> }.into_any(),
        Route::Checklist(list, session) => view! { <checklist::ChecklistPage list session/> }.into_any(),
        Route::Sources(concern) => view! { <sources::SourcesPage concern/> }.into_any(),
        Route::Unknown => view! { <unknown::Unknown/> }.into_any(),
    }
}
