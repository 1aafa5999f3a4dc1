//! Whether the planner opens without a connection, and a newer version of it that waits until the person wants it.
//!
//! Uses: `platform::page`, `state::{planner, saving}`. Used by: `ui::parts`, `state::upkeep`. Files are fetched and kept by
//! the browser's worker (`src/embed/sw.js`); here is only what is said about it.

use leptos::prelude::*;

use super::planner::Planner;
use super::saving::{Notice, Saving};

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

    /// Says once that a newer version waits, when nothing else is to be said, and only where beginning anew loses nothing.
    fn offer(self) {
        let keeper = self.planner.keeper();
        let lasts = matches!(keeper.saving(), Saving::Nothing | Saving::Kept(_));
        if self.waits() && !self.stays.get() && lasts && keeper.notice().is_none() {
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

    /// Whether something typed on the screen is kept nowhere yet, and would be lost.
    pub fn would_lose(self) -> bool {
        self.planner.is_typing()
    }

    /// Begins anew with the newer version, where the person is, once all is written.
    pub fn renew(self) {
        let planner = self.planner;
        planner.keeper().in_turn(move || {
            planner.keeper().flush();
            planner.page().renew();
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
