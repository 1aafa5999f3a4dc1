//! The screens that come after the first answer: a part of the program of its own, fetched when it is first needed.
//!
//! Uses: `ui::pages`. Used by: `embed` and the build step, which hand it to the planner. What only these screens use
//! leaves the first part by itself, as long as nothing of the first part names it.

use leptos::prelude::*;

use super::pages::{
    answers, checklist, clinic_rules, consultation, diary, entry, for_clinics, healing, learn, normal, photos, plan,
    question, restore, saved, session, sessions, skin, sources, start, styleguide, take, today, unknown, uses,
};
use super::parts::notices::notices;
use crate::platform::place;
use crate::present::route::Route;
use crate::state::planner::{Planner, Screens, ScreensComing};
use crate::state::upkeep;

/// Every screen, and what is done once they are here.
pub const SCREENS: Screens = Screens { show: screen, notices, arrive, stay: place::keep };

/// Older records become readable before any screen reads them.
fn arrive(planner: Planner) {
    upkeep::begin(planner);
}

fn screen(route: Route) -> AnyView {
    match route {
        Route::Learn(step) => learn::learn(step),
        Route::Healing => healing::healing(),
        Route::Uses => uses::uses(),
        Route::Skin => skin::skin_page(),
        Route::Question(question) => question::question_page(question),
        Route::Answers => answers::check_answers(),
        Route::Plan => plan::plan_page(),
        Route::Checklist(list, session) => checklist::checklist_page(list, session),
        Route::Sources(concern) => sources::sources_page(concern),
        Route::Today => today::today(),
        Route::Sessions => sessions::sessions_page(),
        Route::Session(id) => session::session_page(id),
        Route::Normal(check) => normal::normal(check),
        Route::ClinicRules => clinic_rules::clinic_rules(),
        Route::Diary => diary::diary(),
        Route::Entry => entry::entry(),
        Route::Photos => photos::photos(),
        Route::Take => take::take(),
        Route::Consultation => consultation::consultation(),
        Route::Restore => restore::restore(),
        Route::Saved => saved::saved(),
        Route::ForClinics => for_clinics::for_clinics(),
        Route::StyleGuide => styleguide::style_guide(),
        Route::Start => start::start(),
        Route::Unknown => unknown::unknown(),
    }
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
