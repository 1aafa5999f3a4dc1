//! What a screen has fetched for itself when it is opened: data that is the same for every person, with its words.
//!
//! Uses: `content`, `platform::fetch`, `state::planner`. Used by: `ui`, never by its first screens, and `state::language`.
//! The planner knows nothing of it: each kind is held under the planner's owner from when it is first wanted, in the
//! language spoken then.

use std::sync::Arc;

use leptos::prelude::*;

use super::planner::Planner;
use crate::content::evidence::{ContentError, details_from, options_from};
use crate::content::json::Parse;
use crate::content::words::Words;
use crate::domain::evidence::Details;
use crate::domain::options::Options;
use crate::platform::{fetch, json};

/// How far data and its words are.
pub enum Extra<T> {
    /// Not asked for yet, or on the way.
    Loading,
    /// Here.
    Loaded(Both<T>),
    /// Could not be had: offline, or damaged on the way.
    Failed,
}

impl<T> Clone for Extra<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Loading => Self::Loading,
            Self::Loaded(both) => Self::Loaded(both.clone()),
            Self::Failed => Self::Failed,
        }
    }
}

/// The evidence details and their words.
pub type DetailsState = Extra<Details>;

/// The options and their words.
pub type OptionsState = Extra<Options>;

/// Data with its words.
type Both<T> = Arc<(T, Words)>;

/// One kind, with the language it was last asked for in; none before that.
struct Held<T: Send + Sync + 'static>(RwSignal<(String, Extra<T>)>);

impl<T: Send + Sync> Clone for Held<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync> Copy for Held<T> {}

impl<T: Send + Sync> Held<T> {
    fn of(planner: Planner) -> Self {
        planner.held(|| Self(RwSignal::new((String::new(), Extra::Loading))))
    }

    /// What is here in the language spoken; followed by views that read it.
    fn get(self, planner: Planner) -> Extra<T> {
        let (language, state) = self.0.get();
        if language == planner.language() { state } else { Extra::Loading }
    }

    /// Fetches the two files of a kind, unless they are here or on the way.
    fn want(self, planner: Planner, (name, read): Kind<T>) {
        let language = planner.language();
        let is_wanted = self.0.with_untracked(|(of, state)| *of != language || matches!(state, Extra::Failed));
        if !is_wanted {
            return;
        }
        self.0.set((language.clone(), Extra::Loading));
        let both = both(planner, (name, read), &language);
        leptos::task::spawn_local(async move {
            let both = both.await;
            // Another language may be spoken by now, and has asked for its own; or the planner is gone.
            if !planner.speaks(&language) {
                return;
            }
            self.0.set((language, both.map_or(Extra::Failed, Extra::Loaded)));
        });
    }

    /// Fetches a kind in another language, if it is here in the one that is spoken: `None` where it cannot be had.
    fn bring(
        self,
        planner: Planner,
        kind: Kind<T>,
        language: &str,
    ) -> impl Future<Output = Option<Brought<T>>> + use<T> {
        let is_here = matches!(untrack(|| self.get(planner)), Extra::Loaded(_));
        let both = is_here.then(|| both(planner, kind, language));
        async move {
            match both {
                None => Some(Brought(None)),
                Some(both) => both.await.map(|both| Brought(Some(both))),
            }
        }
    }
}

/// A kind that was here and has come in another language, or that was not here.
struct Brought<T>(Option<Both<T>>);

impl<T: Send + Sync + 'static> Brought<T> {
    fn put(self, planner: Planner, language: &str) {
        if let Some(both) = self.0 {
            Held::of(planner).0.set((language.to_owned(), Extra::Loaded(both)));
        }
    }
}

/// What a kind's files are called, and how its data is read.
type Kind<T> = (&'static str, fn(&str, Parse) -> Result<T, ContentError>);

const DETAILS: Kind<Details> = ("details", details_from);
const OPTIONS: Kind<Options> = ("options", options_from);

/// Fetches the two files of a kind; the requests go out at once.
fn both<T>(planner: Planner, (name, read): Kind<T>, language: &str) -> impl Future<Output = Option<Both<T>>> + use<T> {
    let files = planner.files();
    let data = fetch::text(&[&files, name, ".json"].concat());
    let words = fetch::text(&[&files, name, ".", language, ".json"].concat());
    async move {
        // Both have come or failed before any of it is said: whoever tries again asks for nothing that is on the way.
        let (data, words) = (data.await, words.await);
        let (data, words) = (data.ok()?, words.ok()?);
        Some(Arc::new((read(&data, json::parse).ok()?, Words::from_pack(&words, json::parse).ok()?)))
    }
}

/// What screens have fetched for themselves, in a language that is not spoken yet.
pub(super) struct Along(Brought<Details>, Brought<Options>);

impl Along {
    /// Holds it as what is here from now on, as soon as that language is spoken.
    pub(super) fn put(self, planner: Planner, language: &str) {
        self.0.put(planner, language);
        self.1.put(planner, language);
    }
}

/// Fetches in another language what is here in the one that is spoken; `None` when some of it could not be had.
pub(super) fn along(planner: Planner, language: &str) -> impl Future<Output = Option<Along>> + use<> {
    let details = Held::of(planner).bring(planner, DETAILS, language);
    let options = Held::of(planner).bring(planner, OPTIONS, language);
    async move {
        let (details, options) = (details.await, options.await);
        Some(Along(details?, options?))
    }
}

impl Planner {
    /// What a screen needs to be there for as long as the planner lives, one of each type: the one there is, or a new one.
    pub fn held<T: Clone + Send + Sync + 'static>(self, make: impl FnOnce() -> T) -> T {
        self.lasting(|| {
            use_context::<T>().unwrap_or_else(|| {
                let held = make();
                provide_context(held.clone());
                held
            })
        })
    }

    /// The evidence details, as far as they are here.
    pub fn details(self) -> DetailsState {
        Held::of(self).get(self)
    }

    /// Fetches the evidence details unless they are here. Two files, the same for every person.
    pub fn want_details(self) {
        Held::of(self).want(self, DETAILS);
    }

    /// The options for every concern, as far as they are here.
    pub fn options(self) -> OptionsState {
        Held::of(self).get(self)
    }

    /// Fetches the options unless they are here. Two files, the same for every person.
    pub fn want_options(self) {
        Held::of(self).want(self, OPTIONS);
    }
}
