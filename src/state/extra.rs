//! What a screen has fetched for itself when it is opened: data that is the same for every person, with its words.
//!
//! Uses: `content`, `platform::fetch`, `state::planner`. Used by: `ui`, never by its first screens. The planner knows
//! nothing of it: each kind is held under the planner's owner from when it is first wanted, in the language spoken then.

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
    Loaded(Arc<(T, Words)>),
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
        planner.lasting(|| {
            use_context::<Self>().unwrap_or_else(|| {
                let held = Self(RwSignal::new((String::new(), Extra::Loading)));
                provide_context(held);
                held
            })
        })
    }

    /// What is here in the language spoken; followed by views that read it.
    fn get(self, planner: Planner) -> Extra<T> {
        let (language, state) = self.0.get();
        if language == planner.language() { state } else { Extra::Loading }
    }

    /// Fetches the two files of a kind, unless they are here or on the way.
    fn want(self, planner: Planner, name: &'static str, read: fn(&str, Parse) -> Result<T, ContentError>) {
        let language = planner.language();
        let is_wanted = self.0.with_untracked(|(of, state)| *of != language || matches!(state, Extra::Failed));
        if !is_wanted {
            return;
        }
        self.0.set((language.clone(), Extra::Loading));
        let files = planner.files();
        leptos::task::spawn_local(async move {
            let data = fetch::text(&[&files, name, ".json"].concat());
            let words = fetch::text(&[&files, name, ".", &language, ".json"].concat());
            let (data, words) = (data.await, words.await);
            // Another language may be spoken by now, and has asked for its own; or the planner is gone.
            if !planner.speaks(&language) {
                return;
            }
            let loaded = data.ok().zip(words.ok()).and_then(|(data, words)| {
                Some(Arc::new((read(&data, json::parse).ok()?, Words::from_pack(&words, json::parse).ok()?)))
            });
            self.0.set((language, loaded.map_or(Extra::Failed, Extra::Loaded)));
        });
    }
}

impl Planner {
    /// The evidence details, as far as they are here.
    pub fn details(self) -> DetailsState {
        Held::of(self).get(self)
    }

    /// Fetches the evidence details unless they are here. Two files, the same for every person.
    pub fn want_details(self) {
        Held::of(self).want(self, "details", details_from);
    }

    /// The options for every concern, as far as they are here.
    pub fn options(self) -> OptionsState {
        Held::of(self).get(self)
    }

    /// Fetches the options unless they are here. Two files, the same for every person.
    pub fn want_options(self) {
        Held::of(self).want(self, "options", options_from);
    }
}
