//! The engine that keeps records, with the signals around it: what is kept when, how that went, what other windows did.
//!
//! Uses: `record::store`, `platform::{windows, shelf, clock}`. Used by: `state`. Knows no kind of record.

use std::sync::Arc;

use leptos::prelude::*;

use crate::content::json::Reason;
use crate::platform::windows::{self, Heard};
use crate::platform::{clock, json};
use crate::present::saving::look_again;
use crate::record::backup::Changed;
use crate::record::envelope::Fields;
use crate::record::keys::ERASED;
use crate::record::shelf::{MemoryShelf, NotKept, Place, Shelf};
use crate::record::store::{Store, Trouble};

/// What the page says about keeping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Nothing has been kept yet.
    Nothing,
    /// Everything is kept on this device; the last change at this time, in milliseconds since 1970.
    Kept(u64),
    /// Kept only until the page is closed.
    MemoryOnly,
    /// Kept only until the page is closed, because the person said that others use this device.
    Shared,
    /// The last change could not be kept: the device is full.
    Full,
    /// The last change could not be kept: what stands in its place cannot be read, nor be put aside.
    Stuck,
    /// What is kept was written by a newer version; it is left alone and nothing is written.
    NewerVersion,
}

/// Something a person should know about what was kept before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A record could not be read and was set aside.
    SetAside,
    /// A record cannot be read, and there is no room to set it aside.
    Stuck,
    /// Saved by a newer version: shown as far as it is understood, and nothing is written.
    NewerVersion,
    /// Everything was erased in another window.
    ErasedElsewhere,
    /// Another window changed something, and here something is typed that is not kept yet.
    ChangedElsewhere,
    /// Nobody was here for a while, so everything in memory was forgotten.
    Forgotten,
    /// Everything was erased here.
    Erased,
    /// The words of another language could not be had.
    NoLanguage,
    /// A newer version of the planner is here and waits.
    NewVersion,
}

/// Why what was kept is looked at anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// Other windows changed something.
    Others,
    /// This window did, and the screen on which it was done shows it.
    Own,
    /// Everything was erased, here or elsewhere.
    Erased,
}

/// Hears that another window, or the engine itself, changed the record under a key; or everything.
type Listener = Arc<dyn Fn(Option<&str>) + Send + Sync>;

/// Brings a record of an older schema up to date; `false` when it could not be done.
pub type Bring = fn(&mut Store<Box<dyn Shelf>>, &str) -> bool;

/// The handle. Copying it copies nothing else.
#[derive(Clone, Copy)]
pub struct Keeper {
    store: StoredValue<Store<Box<dyn Shelf>>>,
    saving: RwSignal<Saving>,
    passed: RwSignal<u32>,
    round: StoredValue<u32>,
    notice: RwSignal<Option<Notice>>,
    /// Whether others use this device.
    shared: StoredValue<bool>,
    /// Brings a record of an older schema up to date; set when that part of the program is here.
    bring: StoredValue<Option<Bring>>,
    /// Why something is told just now.
    why: StoredValue<Why>,
    /// Whether a turn to write has been asked for.
    asked: StoredValue<bool>,
    listeners: StoredValue<Vec<(u32, Listener)>>,
    /// How many listeners there have been.
    heard_by: StoredValue<u32>,
    /// How many times everything was erased.
    erased: RwSignal<u32>,
}

impl Keeper {
    /// The keeper of this window. Must be made under a reactive owner.
    pub fn new(shelf: Box<dyn Shelf>) -> Self {
        let saving = if shelf.lasts() { Saving::Nothing } else { Saving::MemoryOnly };
        Self {
            store: StoredValue::new(Store::new(shelf, json::parse, windows::writer())),
            saving: RwSignal::new(saving),
            passed: RwSignal::new(0),
            round: StoredValue::new(0),
            notice: RwSignal::new(None),
            shared: StoredValue::new(false),
            bring: StoredValue::new(None),
            why: StoredValue::new(Why::Others),
            asked: StoredValue::new(false),
            listeners: StoredValue::new(Vec::new()),
            heard_by: StoredValue::new(0),
            erased: RwSignal::new(0),
        }
    }

    /// Writes what waits before the page ends, whenever that may be.
    pub fn flush_in_time(self) {
        windows::on_leave(move || self.flush());
    }

    /// Follows other windows from now on, and brings older records up to date as they are read.
    pub fn follow_windows(self, bring: Bring) {
        self.bring.set_value(Some(bring));
        windows::on_heard(&self.place(), move |heard| self.hear(&heard));
        windows::on_return(move || {
            self.catch_up();
            self.with(Store::forget_written);
        });
        self.catch_up();
    }

    /// Takes in what other windows did while this one heard nothing.
    fn catch_up(self) {
        if self.with(Store::finds_emptied).unwrap_or(false) {
            self.erased_elsewhere();
        } else {
            self.tell(None);
        }
    }

    fn set_saving(self, saving: Saving) {
        self.saving.set(saving);
        // Each change begins a round of looks of its own; the one before then ends.
        self.round.update_value(|round| *round = round.wrapping_add(1));
        if let Saving::Kept(at) = saving {
            self.look(at, self.round.get_value());
        }
    }

    /// Looks at the clock now and again, until another round begins.
    fn look(self, at: u64, round: u32) {
        if self.round.try_get_value() == Some(round) {
            let seconds = u32::try_from(clock::millis().saturating_sub(at) / 1_000).unwrap_or(u32::MAX);
            self.passed.set(seconds);
            clock::after(look_again(seconds), move || self.look(at, round));
        }
    }

    /// Seconds since the last change was kept; followed by views that read it.
    pub fn passed(self) -> u32 {
        self.passed.get()
    }

    /// How keeping stands; followed by views that read it.
    pub fn saving(self) -> Saving {
        self.saving.get()
    }

    /// What a person should know about what was kept before; followed by views that read it.
    pub fn notice(self) -> Option<Notice> {
        self.notice.get()
    }

    /// Whether there is something that a person should know, or may have to be asked; followed by views that ask.
    pub fn has_notice(self) -> bool {
        self.notice.read().is_some() || matches!(self.saving.get(), Saving::Full | Saving::Shared)
    }

    /// Says something to the person, unless something weightier stands there.
    pub fn say(self, notice: Notice) {
        self.notice.update(|there| *there = there.filter(|there| *there == Notice::NewerVersion).or(Some(notice)));
    }

    /// The person has seen it.
    pub fn unsay(self, notice: Notice) {
        if self.notice.get_untracked() == Some(notice) {
            self.notice.set(None);
        }
    }

    /// How many times everything was erased; followed by what must not outlive it.
    pub fn erased(self) -> u32 {
        self.erased.get()
    }

    /// Calls `listener` with the key of each record that changed otherwise than by who keeps it here, and without a key
    /// when any may have; for as long as whoever asks for it lives.
    pub fn listen(self, listener: impl Fn(Option<&str>) + Send + Sync + 'static) {
        let number = self.heard_by.get_value().wrapping_add(1);
        self.heard_by.set_value(number);
        self.listeners.update_value(|listeners| listeners.push((number, Arc::new(listener))));
        on_cleanup(move || {
            self.listeners.try_update_value(|listeners| listeners.retain(|(other, _)| *other != number));
        });
    }

    /// Says that the record under a key changed otherwise than by who keeps it here, or any may have. Where storage does
    /// not answer any more, nothing is said: what is on the screens is all there is.
    pub(super) fn tell(self, key: Option<&str>) {
        if self.with(|store| store.shelf().get(ERASED).is_err()).unwrap_or(true) {
            return;
        }
        for (_, listener) in self.listeners.get_value() {
            listener(key);
        }
    }

    fn tell_why(self, why: Why) {
        self.why.set_value(why);
        self.tell(None);
        self.why.set_value(Why::Others);
    }

    /// Why something is told just now.
    pub(super) fn why(self) -> Why {
        self.why.get_value()
    }

    /// Lets someone work with the engine.
    pub fn with<T>(self, work: impl FnOnce(&mut Store<Box<dyn Shelf>>) -> T) -> Option<T> {
        self.store.try_update_value(work)
    }

    /// The keys of all records that begin so.
    pub fn keys(self, start: &str) -> Vec<String> {
        self.with(|store| store.keys(start)).unwrap_or_default()
    }

    /// The text under a key, as it is.
    pub fn text(self, key: &str) -> Option<String> {
        self.with(|store| store.shelf().get(key).ok().flatten()).flatten()
    }

    /// How many characters stand under a key.
    pub fn size(self, key: &str) -> usize {
        self.text(key).map_or(0, |text| text.encode_utf16().count())
    }

    /// Takes everything off the shelf whose key begins so, and leaves no mark of it: for what no other window changes,
    /// as what was set aside. What waits for room is then tried once more.
    pub fn take_off(self, start: &str) {
        for key in self.keys(start) {
            self.with(|store| store.shelf().remove(&key));
        }
        self.tell(Some(start));
        self.flush_soon();
    }

    /// Reads a record. What cannot be read is set aside or left alone, and the person is told.
    pub fn read<T>(self, key: &str, read: fn(&Fields) -> Result<T, Reason>) -> Option<T> {
        let (value, trouble) = self.with(|store| {
            let mut look = store.look(key);
            if look.trouble == Some(Trouble::Older)
                && let Some(bring) = self.bring.get_value()
                && bring(store, key)
            {
                look = store.look(key);
            }
            let fields = look.record.fields();
            // The newest change that was kept here before is the last one there was.
            if let Some(stamp) = look.record.newest()
                && match self.saving.get_untracked() {
                    Saving::Nothing => true,
                    Saving::Kept(at) => at < stamp.millis(),
                    _ => false,
                }
            {
                self.set_saving(Saving::Kept(stamp.millis()));
            }
            if fields.is_empty() {
                return (None, look.trouble);
            }
            match (read(&fields), look.trouble) {
                (Ok(value), trouble) => (Some(value), trouble),
                (Err(_), Some(trouble)) => (None, Some(trouble)),
                (Err(_), None) => (None, Some(store.set_aside(key))),
            }
        })?;
        match trouble {
            Some(Trouble::SetAside) => self.say(Notice::SetAside),
            Some(Trouble::Stuck) => self.say(Notice::Stuck),
            Some(Trouble::Newer) => {
                self.notice.set(Some(Notice::NewerVersion));
                self.set_saving(Saving::NewerVersion);
            }
            Some(Trouble::Older | Trouble::Denied) | None => {}
        }
        value
    }

    /// Keeps what a person changed between two states of a record.
    pub fn change(self, key: &str, before: &Fields, after: &Fields) {
        self.with(|store| store.change(key, before, after, clock::millis()));
        self.flush_soon();
    }

    /// Keeps a new record at once, or not at all, and says which.
    pub fn change_now(self, key: &str, fields: Fields, then: impl FnOnce(bool) + 'static) {
        let key = key.to_owned();
        self.in_turn(move || {
            self.with(|store| store.change(&key, &Fields::new(), &fields, clock::millis()));
            self.flush();
            let kept = self.with(|store| {
                let kept = !store.waiting().contains(&key);
                store.give_up(&key);
                kept
            });
            then(kept.unwrap_or(false));
        });
    }

    /// Keeps many changes, all of them or none, and says which. Records that say nothing any more are deleted.
    pub fn change_all(self, changes: Vec<Changed>, then: impl FnOnce(bool) + 'static) {
        self.in_turn(move || {
            let kept = self.with(|store| store.change_all(&changes, clock::millis()));
            self.flush();
            self.tell_why(Why::Own);
            then(kept.unwrap_or(false));
        });
    }

    /// Deletes a record.
    pub fn delete(self, key: &str) {
        self.with(|store| store.delete(key, clock::millis()));
        self.flush_soon();
    }

    /// Writes what waits as soon as no other window does.
    fn flush_soon(self) {
        if self.with(|store| store.waiting().is_empty()).unwrap_or(true) || self.asked.get_value() {
            return;
        }
        self.asked.set_value(true);
        self.in_turn(move || self.flush());
    }

    /// Does something while no other window writes. In memory there is none.
    pub fn in_turn(self, act: impl FnOnce() + 'static) {
        let place = self.place();
        if place == Place::default() {
            act();
        } else {
            // The planner may be gone by the time its turn comes; what waited was written when it went.
            windows::in_turn(&place.name, move || {
                if self.is_there() {
                    act();
                }
            });
        }
    }

    /// Where things are kept; nowhere, while they are in memory.
    pub(super) fn place(self) -> Place {
        self.with(|store| store.shelf().place()).unwrap_or_default()
    }

    /// Whether the planner still is: it may be taken off the page at any time.
    pub(super) fn is_there(self) -> bool {
        self.with(|_| ()).is_some()
    }

    /// Writes what waits now.
    pub fn flush(self) {
        self.asked.set_value(false);
        let written = self.with(|store| {
            let mut written = store.flush();
            if store.refused().is_some() && !written.is_empty() {
                // What was written may have made room.
                written.extend(store.flush());
            }
            (!written.is_empty() || store.refused().is_some()).then_some((written, Self::outcome(self, store)))
        });
        let Some(Some((written, outcome))) = written else { return };
        self.set_saving(outcome);
        for key in written {
            if self.with(|store| store.was_foreign(&key)).unwrap_or(false) {
                self.tell(Some(&key));
            }
        }
    }

    /// How the last time went.
    fn outcome(self, store: &Store<Box<dyn Shelf>>) -> Saving {
        match store.refused() {
            _ if store.is_read_only() => Saving::NewerVersion,
            None if store.shelf().lasts() => Saving::Kept(clock::millis()),
            Some(NotKept::Full) => Saving::Full,
            Some(NotKept::Denied) if store.is_stuck() => Saving::Stuck,
            _ if self.shared.get_value() => Saving::Shared,
            _ => Saving::MemoryOnly,
        }
    }

    fn hear(self, heard: &Heard) {
        // What is in memory is this window's own, whatever others keep on the device from now on.
        if self.place() == Place::default() {
            return;
        }
        let (key, text) = match heard {
            Heard::Kept(key, text) => (key.as_str(), text.as_deref()),
            Heard::Emptied => {
                self.with(|store| store.hear_emptied(clock::millis()));
                return self.erased_elsewhere();
            }
        };
        let waits = self.with(|store| store.hear(key, text)).unwrap_or(false);
        if self.with(|store| store.is_read_only()).unwrap_or(false) {
            self.notice.set(Some(Notice::NewerVersion));
            return self.set_saving(Saving::NewerVersion);
        }
        if waits {
            self.flush_soon();
        }
        match (key, text) {
            (ERASED, Some(_)) => self.erased_elsewhere(),
            (_, Some(_)) => self.tell(Some(key)),
            (_, None) => {}
        }
    }

    fn erased_elsewhere(self) {
        self.forgotten();
        self.say(Notice::ErasedElsewhere);
    }

    /// Everything is gone from the shelf; what is on the screens follows.
    fn forgotten(self) {
        let Some(lasts) = self.with(|store| store.shelf().lasts()) else { return };
        self.set_saving(match (lasts, self.shared.get_value()) {
            (true, _) => Saving::Nothing,
            (false, true) => Saving::Shared,
            (false, false) => Saving::MemoryOnly,
        });
        self.notice.set(None);
        self.erased.update(|times| *times = times.wrapping_add(1));
        self.tell_why(Why::Erased);
    }

    /// Erases everything: records, what was set aside, snapshots; here, on the device and in all other windows.
    pub fn erase(self) {
        self.in_turn(move || {
            self.with(|store| store.erase(clock::millis()));
            self.forgotten();
        });
    }

    /// Whether others use this device, so that everything is kept in memory only.
    pub fn is_shared(self) -> bool {
        self.shared.get_value()
    }

    /// From now on everything is kept in memory only, and what is on the device is erased.
    pub fn share(self) {
        self.in_turn(move || {
            self.shared.set_value(true);
            self.with(|store| {
                store.flush();
                store.move_to(Box::new(MemoryShelf::default()), clock::millis());
                // What the device had no room for has it now.
                store.flush();
            });
            self.set_saving(Saving::Shared);
        });
    }
}
