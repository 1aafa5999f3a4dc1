//! The app: the frame and the screen for the present address.
//!
//! Uses: `ui::pages`, `ui::parts`. Used by: `embed`, the build step.

use leptos::html;
use leptos::prelude::*;

use super::pages::{
    answers, checklist, healing, learn, plan, question, skin, sources, start, styleguide, unknown, uses,
};
use super::parts::el::el;
use super::parts::frame::{Header, Notices, footer};
use super::parts::waiting::waiting;
use crate::present::route::Route;
use crate::state::planner::{Planner, Rest};

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
            {move || screen(planner)}
        </main>
        {footer()}
    }
}

/// The screen for the present address, once its words are here.
fn screen(planner: Planner) -> AnyView {
    let route = planner.route();
    if matches!(route, Route::Start | Route::Question(_) | Route::Unknown) {
        return page(route);
    }
    match planner.rest() {
        Rest::Loaded => page(route),
        Rest::Failed => el("div").class("screen").put(waiting(true, Planner::want_rest)).view(),
        Rest::NotWanted | Rest::Loading => {
            planner.want_rest();
            el("div").class("screen").put(waiting(false, Planner::want_rest)).view()
        }
    }
}

/// One screen. Answers are read without being followed here, so that saving one does not draw the page anew.
pub fn page(route: Route) -> AnyView {
    untrack(|| match route {
        Route::Start => start::start(),
        Route::Learn(step) => learn::learn(step),
        Route::Healing => healing::healing(),
        Route::Uses => uses::uses(),
        Route::Skin => skin::skin_page(),
        Route::Question(question) => question::question_page(question),
        Route::Answers => answers::check_answers(),
        Route::Plan => plan::plan_page(),
        Route::Checklist(list, session) => checklist::checklist_page(list, session),
        Route::Sources(concern) => sources::sources_page(concern),
        Route::StyleGuide => styleguide::style_guide(),
        Route::Unknown => unknown::unknown(),
    })
}
