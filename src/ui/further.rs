//! The screens that a plan does without: two more parts of the program. What a person needs after a session comes
//! quietly once the plan's part is here; what only clinics and those who work on the planner need, when it is asked for.
//!
//! Uses: `ui::pages`. Used by: `ui::later`, which names nothing in here but these functions.

#[cfg(all(feature = "split", target_arch = "wasm32"))]
pub use parts::{begin, screen};
#[cfg(not(all(feature = "split", target_arch = "wasm32")))]
pub use whole::{begin, screen};

use leptos::prelude::*;

use super::pages::{
    clinic_rules, consultation, diary, entry, for_clinics, normal, photos, restore, saved, session, sessions, settings,
    styleguide, take, today, unknown,
};
use crate::present::route::Route;

fn is_for_owners(route: Route) -> bool {
    matches!(route, Route::ForClinics | Route::StyleGuide)
}

fn of_people(route: Route) -> AnyView {
    match route {
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
        Route::Settings => settings::settings(),
        _ => unknown::unknown(),
    }
}

fn of_owners(route: Route) -> AnyView {
    match route {
        Route::StyleGuide => styleguide::style_guide(),
        _ => for_clinics::for_clinics(),
    }
}

/// Taken apart by the build step, as `ui::later` is.
#[cfg(all(feature = "split", target_arch = "wasm32"))]
mod parts {
    use std::pin::Pin;

    use leptos::prelude::*;
    use leptos::wasm_split::{SplitLoaderError, wasm_split};

    use super::{Route, is_for_owners};
    use crate::state::planner::Planner;
    use crate::ui::parts::el::el;
    use crate::ui::parts::waiting::waiting;

    /// What draws the screens of a part.
    type Draw = fn(Route) -> AnyView;

    /// How far a part is.
    #[derive(Clone, Copy)]
    enum State {
        NotWanted,
        Loading,
        Here(Draw),
        Failed,
    }

    /// Both parts, one of each for as long as the planner lives.
    #[derive(Clone, Copy)]
    struct Further {
        people: RwSignal<State>,
        owners: RwSignal<State>,
    }

    /// Begins to fetch what comes without being asked for. Called under the planner's own owner.
    pub fn begin() {
        let new = || RwSignal::new(State::NotWanted);
        let further = Further { people: new(), owners: new() };
        provide_context(further);
        further.want(false);
    }

    impl Further {
        fn part(self, for_owners: bool) -> RwSignal<State> {
            if for_owners { self.owners } else { self.people }
        }

        /// Fetches a part unless it is here or on the way.
        fn want(self, for_owners: bool) {
            let part = self.part(for_owners);
            if !matches!(part.try_get_untracked(), Some(State::NotWanted | State::Failed)) {
                return;
            }
            part.set(State::Loading);
            let coming: Pin<Box<dyn Future<Output = Result<Draw, SplitLoaderError>>>> =
                if for_owners { Box::pin(owners()) } else { Box::pin(people()) };
            leptos::task::spawn_local(async move {
                // The planner may be gone by now, and then nobody waits.
                let _ = part.try_set(coming.await.map_or(State::Failed, State::Here));
            });
        }
    }

    /// A screen, once its part is here; until then what there is to say about that.
    pub fn screen(route: Route) -> AnyView {
        let further = expect_context::<Further>();
        let for_owners = is_for_owners(route);
        let retry: fn(Planner) = if for_owners { want_owners } else { want_people };
        let draw = move || match further.part(for_owners).get() {
            State::Here(draw) => untrack(|| draw(route)),
            State::Failed => el("div").class("screen").put(waiting(true, retry)).view(),
            State::NotWanted | State::Loading => {
                further.want(for_owners);
                el("div").class("screen").put(waiting(false, retry)).view()
            }
        };
        draw.into_any()
    }

    fn want_people(planner: Planner) {
        planner.lasting(expect_context::<Further>).want(false);
    }

    fn want_owners(planner: Planner) {
        planner.lasting(expect_context::<Further>).want(true);
    }

    #[wasm_split(people, wasm_split_path = leptos::wasm_split, fallible)]
    fn people() -> Result<Draw, SplitLoaderError> {
        Ok(super::of_people)
    }

    #[wasm_split(owners, wasm_split_path = leptos::wasm_split, fallible)]
    fn owners() -> Result<Draw, SplitLoaderError> {
        Ok(super::of_owners)
    }
}

/// Built in one piece, as for tests, there is nothing to fetch.
#[cfg(not(all(feature = "split", target_arch = "wasm32")))]
mod whole {
    use leptos::prelude::*;

    use super::{Route, is_for_owners, of_owners, of_people};

    /// There is nothing to fetch.
    pub fn begin() {}

    /// A screen.
    pub fn screen(route: Route) -> AnyView {
        if is_for_owners(route) { of_owners(route) } else { of_people(route) }
    }
}
