//! The app: the frame and the screen for the present address.
//!
//! Uses: the first screens of `ui::pages`, `ui::parts`; never `ui::later`, which is another part of the program. Used
//! by: `embed`.

use leptos::html;
use leptos::prelude::*;

use super::pages::{question, start, unknown};
use super::parts::el::{el, followed};
use super::parts::frame::{Header, footer};
use super::parts::waiting::waiting;
use crate::present::questions::Question;
use crate::present::route::Route;
use crate::state::planner::{Planner, Rest};

/// Everything inside the planner's root element. Needs a [`Planner`] in context.
pub fn app() -> AnyView {
    followed(all)
}

/// All of it is drawn anew in another language, and each part by itself when what it shows changes.
fn all(planner: Planner) -> AnyView {
    planner.spoken();
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
            {followed(notices)}
            {followed(screen)}
        </main>
        {footer()}
    }
    .into_any()
}

/// What a person should know about what is kept; its words come with the later screens.
fn notices(planner: Planner) -> AnyView {
    if planner.keeper().has_notice() {
        match planner.rest() {
            Rest::Loaded(screens) => return (screens.notices)(planner),
            Rest::NotWanted => planner.want_rest(),
            Rest::Loading | Rest::Failed => {}
        }
    }
    ().into_any()
}

/// The screen for the present address: one of the first, or one that comes later, once that part and its words are
/// here. Answers are read without being followed here, so that saving one does not draw the page anew; what another window
/// saves does.
fn screen(planner: Planner) -> AnyView {
    planner.redrawn();
    planner.set_typing(false);
    match planner.route() {
        Route::Start => untrack(start::start),
        Route::Question(Question::Concern) if planner.answers_now().concern.is_none() => untrack(question::concern),
        Route::Unknown => untrack(unknown::unknown),
        route => match planner.rest() {
            Rest::Loaded(screens) => untrack(|| (screens.show)(route)),
            Rest::Failed => el("div").class("screen").put(waiting(true, Planner::want_rest)).view(),
            Rest::NotWanted | Rest::Loading => {
                planner.want_rest();
                el("div").class("screen room").put(waiting(false, Planner::want_rest)).view()
            }
        },
    }
}
