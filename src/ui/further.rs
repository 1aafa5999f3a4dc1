//! The screens that a plan does without: three more parts of the program. What a person needs after a session comes
//! quietly once the plan's part is here; what shows that the planner can be trusted, and what only clinics and those who
//! work on the planner need, when it is asked for.
//!
//! Uses: `ui::pages`. Used by: `ui::later`, which names nothing in here but these functions.

#[cfg(all(feature = "split", target_arch = "wasm32"))]
pub use parts::{begin, screen};
#[cfg(not(all(feature = "split", target_arch = "wasm32")))]
pub use whole::{begin, screen};

use leptos::prelude::*;

use super::pages::{
    about, clinic_rules, consultation, diary, entry, estimator, evidence, for_clinics, normal, options, photos,
    privacy, restore, saved, session, sessions, settings, styleguide, take, today, understanding, unknown,
};
use crate::present::route::Route;

/// A part of the program, by whom it is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// What a person needs after a session.
    People,
    /// What is behind the plan: evidence, options, estimator, who makes this; for those who want to see for themselves.
    Proofs,
    /// What clinics need, and those who work on the planner.
    Owners,
}

impl Part {
    fn of(route: Route) -> Self {
        match route {
            Route::ForClinics | Route::StyleGuide => Self::Owners,
            _ if route.is_behind_plan() => Self::Proofs,
            _ => Self::People,
        }
    }
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

fn of_proofs(route: Route) -> AnyView {
    match route {
        Route::Estimator => estimator::estimator(),
        Route::Options => options::options(),
        Route::Understanding => understanding::understanding(),
        Route::About => about::about(),
        Route::Privacy => privacy::privacy(),
        Route::Evidence(at) => evidence::evidence(at),
        _ => evidence::evidence(None),
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
    use leptos::prelude::*;
    use leptos::wasm_split::{SplitLoaderError, wasm_split};

    use super::{Part, Route};
    use crate::state::language;
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

    /// All parts, one of each for as long as the planner lives.
    #[derive(Clone, Copy)]
    struct Further {
        people: RwSignal<State>,
        proofs: RwSignal<State>,
        owners: RwSignal<State>,
    }

    /// Begins to fetch what comes without being asked for. Called under the planner's own owner.
    pub fn begin() {
        let new = || RwSignal::new(State::NotWanted);
        let further = Further { people: new(), proofs: new(), owners: new() };
        provide_context(further);
        further.want(Part::People, None);
    }

    /// Whether the words of a part are here. Those of proofs come with it, in the language spoken then.
    fn has_words(part: Part, planner: Planner) -> bool {
        part != Part::Proofs || language::has_proofs(planner)
    }

    impl Further {
        fn state(self, part: Part) -> RwSignal<State> {
            match part {
                Part::People => self.people,
                Part::Proofs => self.proofs,
                Part::Owners => self.owners,
            }
        }

        /// Fetches a part unless it is on the way, or here with all its words. Words are the `planner`'s.
        fn want(self, part: Part, planner: Option<Planner>) {
            let state = self.state(part);
            match state.try_get_untracked() {
                None | Some(State::Loading) => return,
                Some(State::Here(_)) if planner.is_none_or(|planner| has_words(part, planner)) => return,
                Some(_) => {}
            }
            state.set(State::Loading);
            leptos::task::spawn_local(async move {
                let words = planner.filter(|_| part == Part::Proofs).map(|planner| {
                    let spoken = planner.language();
                    (planner, spoken, language::more(planner, "proofs"))
                });
                let draw = match part {
                    Part::People => people().await,
                    Part::Proofs => proofs().await,
                    Part::Owners => owners().await,
                };
                let otherwise = match words {
                    Some((planner, spoken, words)) => {
                        let are_here = words.await;
                        // Words of a language that is no longer spoken are not missed: those spoken now are asked for.
                        let missing = if planner.speaks(&spoken) { State::Failed } else { State::NotWanted };
                        (!are_here).then_some(missing)
                    }
                    None => None,
                };
                // The planner may be gone by now, and then nobody waits.
                let _ = state.try_set(match (draw, otherwise) {
                    (Ok(draw), None) => State::Here(draw),
                    (Ok(_), Some(otherwise)) => otherwise,
                    (Err(_), _) => State::Failed,
                });
            });
        }
    }

    /// A screen, once its part is here; until then what there is to say about that.
    pub fn screen(route: Route) -> AnyView {
        let planner = Planner::here();
        let further = expect_context::<Further>();
        let part = Part::of(route);
        let retry: fn(Planner) = match part {
            Part::People => |planner| want(Part::People, planner),
            Part::Proofs => |planner| want(Part::Proofs, planner),
            Part::Owners => |planner| want(Part::Owners, planner),
        };
        let draw = move || match further.state(part).get() {
            State::Here(draw) if has_words(part, planner) => untrack(|| draw(route)),
            State::Failed => el("div").class("screen").put(waiting(true, retry)).view(),
            State::NotWanted | State::Loading | State::Here(_) => {
                further.want(part, Some(planner));
                el("div").class("screen room").put(waiting(false, retry)).view()
            }
        };
        draw.into_any()
    }

    fn want(part: Part, planner: Planner) {
        planner.lasting(expect_context::<Further>).want(part, Some(planner));
    }

    #[wasm_split(people, wasm_split_path = leptos::wasm_split, fallible)]
    fn people() -> Result<Draw, SplitLoaderError> {
        Ok(super::of_people)
    }

    #[wasm_split(proofs, wasm_split_path = leptos::wasm_split, fallible)]
    fn proofs() -> Result<Draw, SplitLoaderError> {
        Ok(super::of_proofs)
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

    use super::{Part, Route, of_owners, of_people, of_proofs};

    /// There is nothing to fetch.
    pub fn begin() {}

    /// A screen.
    pub fn screen(route: Route) -> AnyView {
        match Part::of(route) {
            Part::People => of_people(route),
            Part::Proofs => of_proofs(route),
            Part::Owners => of_owners(route),
        }
    }
}
