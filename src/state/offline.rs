//! Whether the planner opens without a connection, and a newer version of it that waits until the person wants it.
//!
//! Uses: `platform::page`, `state::{journal, planner, saving}`. Used by: `ui::parts`, `state::upkeep`. Files are fetched and
//! kept by the browser's worker (`src/embed/sw.js`); here is only what is said about it.

use leptos::prelude::*;

use super::journal::Journal;
use super::planner::Planner;
use super::saving::{Notice, Saving};
use crate::present::route::Route;

/// How far the planner is kept on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offline {
    /// All of it is here.
    Kept,
    /// It is on the way, or was not to be had.
    Coming,
    /// The person saves data, so nothing is fetched ahead.
    Spared,
    /// This browser does not keep it.
    Cannot,
}

/// What is kept nowhere, and would be lost if the page began anew now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// Something typed on the screen.
    Typed,
    /// A page of the diary that was not saved, on the screen or not.
    Diary,
    /// What "Is this normal?" was told.
    Check,
}

/// The watch. Copying it copies nothing else.
#[derive(Clone, Copy)]
pub struct Version {
    planner: Planner,
    /// How many times something changed.
    heard: RwSignal<u32>,
    /// Whether the person wants to stay with this version for now.
    stays: RwSignal<bool>,
}

impl Version {
    /// The watch of this page, which begins when it is first asked for and lasts as long as the planner.
    pub fn here() -> Self {
        use_context::<Self>().unwrap_or_else(|| Self::begin(Planner::here()))
    }

    /// Begins it.
    pub(super) fn begin(planner: Planner) -> Self {
        planner.lasting(|| {
            let version = Self { planner, heard: RwSignal::new(0), stays: RwSignal::new(false) };
            provide_context(version);
            planner.page().on_offline(move || version.heard.update(|times| *times = times.wrapping_add(1)));
            Effect::new(move |_| version.offer());
            version
        })
    }

    /// Says once that a newer version waits, when nothing else is to be said, and only where beginning anew keeps the
    /// answers; for as long as both hold.
    fn offer(self) {
        let keeper = self.planner.keeper();
        let lasts = matches!(keeper.saving(), Saving::Nothing | Saving::Kept(_));
        if !self.waits() || !lasts {
            keeper.unsay(Notice::NewVersion);
        } else if !self.stays.get() && keeper.notice().is_none() {
            keeper.say(Notice::NewVersion);
        }
    }

    /// Whether a newer version waits; followed by views that ask.
    pub fn waits(self) -> bool {
        self.heard.track();
        self.planner.page().has_newer()
    }

    /// Stays with this version until the page is next opened.
    pub fn stay(self) {
        self.stays.set(true);
        self.planner.keeper().unsay(Notice::NewVersion);
    }

    /// What would be lost by beginning anew now.
    pub fn would_lose(self) -> Vec<Loss> {
        let (planner, journal) = (self.planner, Journal::begun(self.planner));
        untrack(|| {
            let drafts = journal.is_some_and(|journal| !journal.desk().unkept().is_empty());
            // What is typed on the diary's page is its draft.
            let typed = planner.is_typing() && !(drafts && planner.route() == Route::Entry);
            let told = journal.is_some_and(Journal::is_telling);
            let losses = [(typed, Loss::Typed), (drafts, Loss::Diary), (told, Loss::Check)];
            losses.into_iter().filter_map(|(is, loss)| is.then_some(loss)).collect()
        })
    }

    /// Begins anew with the newer version, where the person is, once all is written; not when it could not be.
    pub fn renew(self) {
        let planner = self.planner;
        planner.keeper().in_turn(move || {
            let keeper = planner.keeper();
            keeper.flush();
            if matches!(untrack(|| keeper.saving()), Saving::Nothing | Saving::Kept(_) | Saving::NewerVersion) {
                planner.page().renew();
            }
        });
    }

    /// How far the planner is kept on this device; `None` where that is not its business. Followed by views that ask.
    pub fn offline(self) -> Option<Offline> {
        self.heard.track();
        Some(match self.planner.page().offline()?.as_str() {
            "kept" => Offline::Kept,
            "coming" => Offline::Coming,
            "spared" => Offline::Spared,
            _ => Offline::Cannot,
        })
    }

    /// Keeps it now, though the person saves data.
    pub fn keep_here(self) {
        self.planner.page().keep_here();
    }
}
