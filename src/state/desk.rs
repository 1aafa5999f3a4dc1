//! What a person has at hand while writing in the diary: the open page, drafts not kept yet, entries just deleted. In
//! memory only, for as long as the planner lives.
//!
//! Uses: `domain`, `present::diary`. Used by: `state::journal`, `ui`.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::dates::format_iso;
use crate::domain::diary::{Diary, Entry};
use crate::domain::sorted::SortedMap;
use crate::present::diary::writing::Draft;

/// What the diary says about the last thing done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// The entry of this day was kept.
    Kept(NaiveDate),
    /// The entry of this day was deleted, and can be put back.
    Deleted(NaiveDate),
    /// The entry of this day is there again.
    Back(NaiveDate),
}

impl Said {
    /// The day it is about.
    pub fn day(self) -> NaiveDate {
        match self {
            Self::Kept(day) | Self::Deleted(day) | Self::Back(day) => day,
        }
    }
}

/// The handle. Copying it copies nothing else.
#[derive(Clone, Copy)]
pub struct Desk {
    open: RwSignal<Option<NaiveDate>>,
    /// The open page has not been looked at yet.
    fresh: RwSignal<bool>,
    drafts: RwSignal<SortedMap<NaiveDate, Draft>>,
    deleted: RwSignal<Vec<(NaiveDate, Entry)>>,
    said: RwSignal<Option<Said>>,
}

impl Desk {
    /// An empty desk.
    pub(super) fn new() -> Self {
        Self {
            open: RwSignal::new(None),
            fresh: RwSignal::new(false),
            drafts: RwSignal::new(SortedMap::new()),
            deleted: RwSignal::new(Vec::new()),
            said: RwSignal::new(None),
        }
    }

    /// Opens the page of a day.
    pub fn open(self, day: NaiveDate) {
        self.open.set(Some(day));
        self.fresh.set(true);
    }

    /// The day whose page is open, for someone who arrives there: one just opened, or one with words not kept yet. For
    /// anyone else it is today's page. Who does not come from another screen (`came`) stays on the page they are on.
    pub fn arrive(self, came: bool) -> Option<NaiveDate> {
        let day = self.open.get_untracked()?;
        let fresh = self.fresh.get_untracked();
        self.fresh.set(false);
        (fresh || !came || self.drafts.read_untracked().contains_key(&day)).then_some(day)
    }

    /// The draft begun on a day's page, or that day's entry as it is kept.
    pub fn draft(self, day: NaiveDate, diary: &Diary) -> Draft {
        self.drafts.read_untracked().get(&day).cloned().unwrap_or_else(|| Draft::open(day, diary))
    }

    /// Changes the draft begun on a day's page. One that says what is kept is no draft.
    pub fn write(self, day: NaiveDate, diary: &Diary, change: impl FnOnce(&mut Draft)) {
        let mut draft = self.draft(day, diary);
        change(&mut draft);
        self.drafts.update(|drafts| {
            if draft.entry == draft.before && draft.day == format_iso(day) {
                drafts.remove(&day);
            } else {
                drafts.insert(day, draft);
            }
        });
    }

    /// The days whose pages hold words that are not kept.
    pub fn unkept(self) -> Vec<NaiveDate> {
        self.drafts.read().keys().copied().collect()
    }

    /// What the diary says about the last thing done; followed by views that read it.
    pub fn said(self) -> Option<Said> {
        self.said.get()
    }

    /// The draft begun on the page of `opened` has been kept as the entry of `day`.
    pub(super) fn kept(self, opened: NaiveDate, day: NaiveDate) {
        self.drafts.update(|drafts| drop(drafts.remove(&opened)));
        self.deleted.update(|deleted| deleted.retain(|(other, _)| *other != day));
        self.open.set(None);
        self.said.set(Some(Said::Kept(day)));
    }

    /// An entry has been deleted.
    pub(super) fn put_aside(self, day: NaiveDate, entry: Entry) {
        self.deleted.update(|deleted| deleted.push((day, entry)));
        self.said.set(Some(Said::Deleted(day)));
    }

    /// The entry deleted last.
    pub(super) fn last_deleted(self) -> Option<(NaiveDate, Entry)> {
        self.deleted.read_untracked().last().cloned()
    }

    /// That entry is back. The one deleted before it can then be put back too.
    pub(super) fn put_back(self, day: NaiveDate) {
        self.deleted.update(|deleted| drop(deleted.pop()));
        self.said.set(Some(self.last_deleted().map_or(Said::Back(day), |(before, _)| Said::Deleted(before))));
    }

    /// Forgets everything.
    pub(super) fn clear(self) {
        self.open.set(None);
        self.drafts.set(SortedMap::new());
        self.deleted.set(Vec::new());
        self.said.set(None);
    }
}
