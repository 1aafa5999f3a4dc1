//! The screens that come after the first answer: a part of the program of its own, fetched when it is first needed.
//!
//! Uses: `ui::pages`. Used by: `embed` and the build step, which hand it to the planner. What only these screens use
//! leaves the first part by itself, as long as nothing of the first part names it.

use leptos::prelude::*;

use super::further;
use super::pages::{answers, checklist, healing, learn, plan, question, skin, start, unknown, uses};
use super::parts::notices::notices;
use super::parts::onward::next_step;
use super::parts::review_age::under_review_age;
use super::parts::sources::arrive_at;
use crate::platform::place;
use crate::present::route::Route;
use crate::state::planner::{Planner, Screens, ScreensComing};
use crate::state::{language, upkeep};

/// Every screen, and what is done once they are here.
pub const SCREENS: Screens = Screens { show: screen, notices, arrive, speak: language::speak, stay: place::keep };

fn arrive(planner: Planner, known: &str, words: &str) -> bool {
    let is_here = upkeep::begin(planner, known, words);
    if is_here {
        further::begin();
    }
    is_here
}

fn screen(route: Route) -> AnyView {
    if route == Route::Next {
        let planner = Planner::here();
        planner.lead(next_step(planner));
        return ().into_any();
    }
    let shown = match arrive_at(route) {
        Route::Learn(step) => learn::learn(step),
        Route::Healing => healing::healing(),
        Route::Uses => uses::uses(),
        Route::Skin => skin::skin_page(),
        Route::Question(question) => question::question_page(question),
        Route::Answers => answers::check_answers(),
        Route::Plan => plan::plan_page(),
        Route::Checklist(list, session) => checklist::checklist_page(list, session),
        Route::Start => start::start(),
        Route::Unknown => unknown::unknown(),
        route => further::screen(route),
    };
    under_review_age(shown)
}

/// Fetches this part of the program; `None` when it could not be had.
pub fn fetch() -> ScreensComing {
    Box::pin(async { part().await.ok() })
}

/// The split: the build step moves all that only this function leads to into a file of its own, and calling it fetches
/// that file. A failure is not remembered: the next call fetches again.
#[cfg(all(feature = "split", target_arch = "wasm32"))]
#[leptos::wasm_split::wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
fn part() -> Result<Screens, leptos::wasm_split::SplitLoaderError> {
    Ok(SCREENS)
}

/// Built in one piece, as for tests, there is nothing to fetch.
#[cfg(not(all(feature = "split", target_arch = "wasm32")))]
async fn part() -> Result<Screens, std::convert::Infallible> {
    Ok(SCREENS)
}
