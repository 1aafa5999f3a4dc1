//! The engine that keeps records: it never overwrites what it has not read, never loses what it could not write, and
//! lets two windows of the planner change the same record.
//!
//! Uses: `content::json`, `record::{envelope, keys, shelf, stamp}`. Used by: `state`. It knows neither the kinds of
//! records nor the browser: the shelf, the clock and the numbering of windows are handed to it.
//!
//! A change waits in `waiting` until [`Store::flush`] has put it on the shelf: read, merge, write, read back. Whoever
//! calls `flush` sees to it that no other window does so at the same moment; where it cannot, reading back finds a write
//! that was overtaken, and [`Store::hear`] puts back what another window wrote over.

use super::checksum::{crc32, hex};
use super::envelope::{Fields, Record, Unreadable, checksum_of};
use super::keys::{ASIDE, ERASED, ROOM, SNAPSHOT};
use super::shelf::{NotKept, Shelf, set_giving_way};
use super::stamp::{Clock, Stamp};
use crate::content::json::Parse;
use crate::domain::sorted::{SortedMap, SortedSet};

/// Why a record on the shelf is not, or not only, what this planner makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It could not be read and was set aside, word for word.
    SetAside,
    /// It cannot be read and cannot be set aside either. It stays where it is, and nothing is written over it.
    Stuck,
    /// It is of an older schema, which is brought up to date before it is read.
    Older,
    /// A newer version wrote it. It is shown as far as it is understood, and nothing at all is written.
    Newer,
    /// Storage did not answer.
    Denied,
}

/// What is known of a record: what the shelf holds and what waits to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    /// The record; empty where there is none.
    pub record: Record,
    /// What is wrong with it.
    pub trouble: Option<Trouble>,
}

/// The engine of one window.
#[derive(Debug)]
pub struct Store<S> {
    shelf: S,
    parse: Parse,
    clock: Clock,
    /// Changes that are not on the shelf yet.
    waiting: SortedMap<String, Record>,
    /// What this window has written, to put it back if another one overtakes it.
    written: SortedMap<String, Record>,
    /// The checksum of each text that was read or written here last: another one is another window's.
    known: SortedMap<String, String>,
    /// Keys under which something else stood when this window wrote.
    foreign: SortedSet<String>,
    /// Keys under which something stands that may not be written over.
    stuck: SortedSet<String>,
    /// Up to when everything was erased, if it was: what was said before and is heard of late stays erased.
    erased: Option<Stamp>,
    newer: bool,
    refused: Option<NotKept>,
}

impl<S: Shelf> Store<S> {
    /// The engine of the window with this number, which no other window has.
    pub fn new(shelf: S, parse: Parse, writer: u32) -> Self {
        Self {
            shelf,
            parse,
            clock: Clock::new(writer),
            waiting: SortedMap::new(),
            written: SortedMap::new(),
            known: SortedMap::new(),
            foreign: SortedSet::new(),
            stuck: SortedSet::new(),
            erased: None,
            newer: false,
            refused: None,
        }
    }

    /// The shelf.
    pub fn shelf(&self) -> &S {
        &self.shelf
    }

    /// Whether a newer version has written something, so that nothing is written here any more.
    pub fn is_read_only(&self) -> bool {
        self.newer
    }

    /// Whether some key holds what may not be written over.
    pub fn is_stuck(&self) -> bool {
        !self.stuck.is_empty()
    }

    /// Why what waits was not written the last time it was tried.
    pub fn refused(&self) -> Option<NotKept> {
        self.refused
    }

    /// The keys of what waits to be written.
    pub fn waiting(&self) -> Vec<String> {
        self.waiting.keys().cloned().collect()
    }

    /// The keys of all records that begin so, on the shelf or waiting for it.
    pub fn keys(&self, start: &str) -> Vec<String> {
        let mut keys = self.shelf.keys(start);
        for key in self.waiting.keys().filter(|key| key.starts_with(start)) {
            if !keys.contains(key) {
                keys.push(key.clone());
            }
        }
        keys
    }

    /// What is known of a record. What cannot be read is set aside.
    pub fn look(&mut self, key: &str) -> Look {
        let mut look = self.read(key);
        if let Some(waiting) = self.waiting.get(key) {
            look.record.merge(waiting);
        }
        look
    }

    /// What the shelf holds under a key.
    fn read(&mut self, key: &str) -> Look {
        let (record, trouble) = match self.shelf.get(key) {
            Err(_) => (Record::default(), Some(Trouble::Denied)),
            Ok(None) => {
                self.stuck.remove(&key.to_owned());
                self.known.remove(key);
                (Record::default(), None)
            }
            Ok(Some(text)) => match Record::read(&text, self.parse) {
                Ok(record) => {
                    self.stuck.remove(&key.to_owned());
                    self.know(key, &text);
                    (record, None)
                }
                Err(Unreadable::Older) => (Record::default(), Some(Trouble::Older)),
                Err(Unreadable::Newer(record)) => {
                    self.newer = true;
                    (record, Some(Trouble::Newer))
                }
                Err(Unreadable::Damaged) => (Record::default(), Some(self.set_aside_text(key, &text))),
            },
        };
        if let Some(stamp) = record.newest() {
            self.clock.see(stamp);
        }
        Look { record, trouble }
    }

    fn know(&mut self, key: &str, text: &str) {
        self.known.insert(key.to_owned(), checksum_of(text).to_owned());
    }

    /// Whether a record that was written held something that this window had not read; asked once.
    pub fn was_foreign(&mut self, key: &str) -> bool {
        self.foreign.remove(&key.to_owned())
    }

    /// Sets aside what stands under a key: a record whose fields make no sense.
    pub fn set_aside(&mut self, key: &str) -> Trouble {
        match self.shelf.get(key) {
            Ok(Some(text)) => self.set_aside_text(key, &text),
            Ok(None) => Trouble::SetAside,
            Err(_) => Trouble::Denied,
        }
    }

    fn set_aside_text(&mut self, key: &str, text: &str) -> Trouble {
        if !self.newer && self.has_aside(key, text) {
            self.shelf.remove(key);
            self.stuck.remove(&key.to_owned());
            Trouble::SetAside
        } else {
            self.stuck.insert(key.to_owned());
            Trouble::Stuck
        }
    }

    /// Whether what stands under a key is also aside, after a try to put it there.
    fn has_aside(&self, key: &str, text: &str) -> bool {
        // The same text twice has one name, and two texts never share one.
        let aside = [ASIDE, &hex(crc32(&[text]).into(), 8), ":", key].concat();
        let is_there = || self.shelf.get(&aside).is_ok_and(|there| there.as_deref() == Some(text));
        if is_there() {
            return true;
        }
        if self.shelf.get(&aside) != Ok(None) || self.shelf.copy(key, &aside).is_err() {
            return false;
        }
        let copied = is_there();
        if !copied {
            // Half a copy would keep its name from the whole one.
            self.shelf.remove(&aside);
        }
        copied
    }

    /// A stamp newer than all that was seen, for what is put on the shelf past the engine.
    pub fn stamp(&mut self, now: u64) -> Stamp {
        self.clock.next(now)
    }

    /// Takes in what a person changed between two states of a record, at `now` in milliseconds since 1970. It waits until
    /// the next [`Store::flush`].
    pub fn change(&mut self, key: &str, before: &Fields, after: &Fields, now: u64) {
        let stamp = self.clock.next(now);
        self.wait(key, &Record::change(before, after, stamp));
    }

    /// Takes in that a record was deleted.
    pub fn delete(&mut self, key: &str, now: u64) {
        let stamp = self.clock.next(now);
        self.wait(key, &Record::deletion(stamp));
    }

    /// Writes many changes at once, all of them or none: each is a record's key, what it said and what it is to say.
    /// What waited before waits on. `false` when none was written.
    pub fn change_all(&mut self, changes: &[(String, Fields, Fields)], now: u64) -> bool {
        let texts: Result<Vec<_>, NotKept> =
            changes.iter().map(|(key, ..)| Ok((key.as_str(), self.shelf.get(key)?))).collect();
        let Ok(texts) = texts else { return false };
        let waiting = std::mem::take(&mut self.waiting);
        for (key, before, after) in changes {
            if after.is_empty() {
                self.delete(key, now);
            } else {
                self.change(key, before, after, now);
            }
        }
        // Other windows hear of each record at once, so there must be room for the last one before the first is written.
        if self.has_room() {
            // What gets smaller may make the room that the rest needs.
            self.flush();
            self.flush();
        }
        let all = self.waiting.is_empty();
        if !all {
            self.waiting = SortedMap::new();
            self.take_back(&texts, now);
        }
        let changed = std::mem::replace(&mut self.waiting, waiting);
        for (key, change) in changed {
            self.wait(&key, &change);
        }
        all
    }

    /// Whether the device has room for all that waits: tried with a text of that length, under a key that says nothing.
    fn has_room(&mut self) -> bool {
        let length = |text: &str| text.encode_utf16().count();
        let name = length(&self.shelf.place().name);
        let (mut before, mut after) = (name + length(ROOM), 0);
        for key in self.waiting() {
            match self.shelf.get(&key) {
                Ok(Some(text)) => before += length(&text),
                Ok(None) => after += name + length(&key),
                Err(_) => return false,
            }
            after += length(&self.look(&key).record.print());
        }
        if after <= before {
            return true;
        }
        let text = "x".repeat(after - before);
        let has = set_giving_way(&self.shelf, usize::MAX, || self.shelf.set(ROOM, &text)).is_ok();
        self.shelf.remove(ROOM);
        has
    }

    /// Says anew what these texts said, where something else stands now. As they stood, a window that has heard of what
    /// came after would take them for older than that, and write it once more.
    fn take_back(&mut self, texts: &[(&str, Option<String>)], now: u64) {
        for (key, text) in texts {
            if self.shelf.get(key).as_ref() == Ok(text) {
                continue;
            }
            let says = self.read(key).record.fields();
            match text.as_ref().and_then(|text| Record::read(text, self.parse).ok()) {
                Some(said) => self.change(key, &says, &said.fields(), now),
                None => self.delete(key, now),
            }
        }
        self.flush();
        self.flush();
    }

    /// Takes in a record as it is, with the stamps it has.
    pub fn adopt(&mut self, key: &str, record: &Record) {
        if let Some(stamp) = record.newest() {
            self.clock.see(stamp);
        }
        self.wait(key, record);
    }

    fn wait(&mut self, key: &str, change: &Record) {
        if *change == Record::default() {
            return;
        }
        let mut all = self.waiting.remove(key).unwrap_or_default();
        all.merge(change);
        self.waiting.insert(key.to_owned(), all);
    }

    /// Gives up what waits to be written under a key.
    pub fn give_up(&mut self, key: &str) {
        self.waiting.remove(key);
        if self.waiting.is_empty() {
            self.refused = None;
        }
    }

    /// Writes what waits, each record as a whole or not at all, and returns the keys of those that were written: they may
    /// now also hold what another window had said. What could not be written waits on.
    pub fn flush(&mut self) -> Vec<String> {
        let mut done = Vec::new();
        self.refused = None;
        for key in self.waiting() {
            let Some(change) = self.waiting.get(&key).cloned() else { continue };
            match self.write(&key, &change) {
                Ok(()) => {
                    self.waiting.remove(&key);
                    let mut written = self.written.remove(&key).unwrap_or_default();
                    written.merge(&change);
                    self.written.insert(key.clone(), written);
                    done.push(key);
                }
                Err(why) => self.refused = Some(why),
            }
        }
        done
    }

    /// Reads, merges, writes, and reads back; once more where what is read back is something else.
    fn write(&mut self, key: &str, change: &Record) -> Result<(), NotKept> {
        let known = self.known.get(key).cloned();
        let look = self.read(key);
        if known.as_ref() != self.known.get(key) {
            self.foreign.insert(key.to_owned());
        }
        if self.newer || matches!(look.trouble, Some(Trouble::Stuck | Trouble::Older | Trouble::Denied)) {
            return Err(NotKept::Denied);
        }
        let mut merged = look.record;
        merged.merge(change);
        let mut there = self.shelf.get(key)?;
        for _ in 0..2 {
            let text = merged.print();
            if there.as_ref() == Some(&text) {
                return Ok(());
            }
            set_giving_way(&self.shelf, usize::MAX, || self.shelf.set(key, &text))?;
            there = self.shelf.get(key)?;
            if there.as_ref() == Some(&text) {
                self.know(key, &text);
                return Ok(());
            }
            self.foreign.insert(key.to_owned());
            // Overtaken by another window, or not taken as it was: what was there before and what is there now count.
            match there.as_ref().map(|text| Record::read(text, self.parse)) {
                Some(Ok(record)) => merged.merge(&record),
                Some(Err(Unreadable::Newer(_))) => {
                    self.newer = true;
                    return Err(NotKept::Denied);
                }
                Some(Err(Unreadable::Older)) => return Err(NotKept::Denied),
                // What was there before is nowhere but here now.
                Some(Err(Unreadable::Damaged)) => self.wait(key, &merged),
                None => {}
            }
        }
        Err(NotKept::Lost)
    }

    /// Hears what another window has put under a key, or that it is gone. `true` when something may wait to be written.
    pub fn hear(&mut self, key: &str, text: Option<&str>) -> bool {
        match (key, text) {
            (ERASED, Some(stamp)) => {
                // Once only: by a clock that was set back, what was said since may look older.
                if let Some(stamp) = Stamp::parse(stamp).filter(|stamp| Some(*stamp) > self.erased) {
                    self.forget_until(stamp);
                }
                false
            }
            // Only erasing takes a key away, and that is told by itself. What is set aside, and snapshots, come and go.
            (_, None) => false,
            (key, _) if key.starts_with(ASIDE) || key.starts_with(SNAPSHOT) => false,
            (_, Some(text)) => match Record::read(text, self.parse) {
                Ok(heard) => self.put_back(key, heard),
                Err(Unreadable::Newer(_)) => {
                    self.newer = true;
                    false
                }
                Err(_) => false,
            },
        }
    }

    /// Sees to it that the shelf holds what was heard and what this window wrote.
    fn put_back(&mut self, key: &str, mut heard: Record) -> bool {
        if let Some(erased) = self.erased {
            heard.forget_until(erased);
        }
        if let Some(stamp) = heard.newest() {
            self.clock.see(stamp);
        }
        if let Some(written) = self.written.get(key) {
            heard.merge(written);
        }
        let there = self.read(key).record;
        let mut all = there.clone();
        all.merge(&heard);
        if all != there {
            // Without what is there: that may have to go, for all this window knows.
            self.wait(key, &heard);
        }
        all != there
    }

    /// Takes everything off the shelf: records, what was set aside, snapshots. Other windows hear of it.
    pub fn erase(&mut self, now: u64) {
        self.erased = Some(self.empty(now));
        self.waiting = SortedMap::new();
        self.written = SortedMap::new();
        self.stuck = SortedSet::new();
        self.newer = false;
        self.refused = None;
    }

    /// Sees whether everything was erased while this window heard nothing: then nothing of what it wrote is there, and
    /// what waits goes too.
    pub fn finds_emptied(&mut self) -> bool {
        let emptied = !self.written.is_empty() && self.written.keys().all(|key| self.shelf.get(key) == Ok(None));
        if emptied {
            self.waiting = SortedMap::new();
            self.refused = None;
            self.forget_written();
        }
        emptied
    }

    /// Forgets what this window wrote: it slept, other windows have long been told, and whatever is on the shelf counts.
    pub fn forget_written(&mut self) {
        self.written = SortedMap::new();
    }

    /// Hears that storage was emptied otherwise than by a planner.
    pub fn hear_emptied(&mut self, now: u64) {
        let stamp = self.clock.next(now);
        self.forget_until(stamp);
    }

    /// Forgets all that was said up to a time, here and on the shelf, where another window may have written it after
    /// everything was erased.
    fn forget_until(&mut self, stamp: Stamp) {
        self.clock.see(stamp);
        self.erased = Some(stamp);
        let forget = |records: &mut SortedMap<String, Record>| {
            let all = std::mem::take(records);
            records.extend(
                all.into_iter().filter_map(|(key, mut record)| record.forget_until(stamp).then_some((key, record))),
            );
        };
        forget(&mut self.waiting);
        forget(&mut self.written);
        for key in self.shelf.keys("") {
            let Ok(Some(text)) = self.shelf.get(&key) else { continue };
            let Ok(mut record) = Record::read(&text, self.parse) else { continue };
            if !record.forget_until(stamp) {
                self.shelf.remove(&key);
            } else if record.print() != text {
                // It got smaller: there is room for it.
                let _ = self.shelf.set(&key, &record.print());
            }
        }
    }

    /// Goes on with another shelf, onto which everything is put that this one holds, word for word; then this one is
    /// emptied, and other windows hear of it.
    pub fn move_to(&mut self, shelf: S, now: u64) {
        for key in self.shelf.keys("") {
            if let Ok(Some(text)) = self.shelf.get(&key) {
                // A shelf in memory takes everything.
                let _ = shelf.set(&key, &text);
            }
        }
        self.empty(now);
        self.shelf = shelf;
    }

    /// Takes everything off the shelf and tells other windows up to when.
    fn empty(&mut self, now: u64) -> Stamp {
        for key in self.shelf.keys("") {
            // What another window wrote by a clock that is ahead must be older than this, or that window puts it back.
            let text = self.shelf.get(&key).ok().flatten().unwrap_or_default();
            if let Some(stamp) = Record::read(&text, self.parse).ok().and_then(|record| record.newest()) {
                self.clock.see(stamp);
            }
            self.shelf.remove(&key);
        }
        let stamp = self.clock.next(now);
        // Told after the room is there, and nothing stays of it.
        if self.shelf.lasts() && self.shelf.set(ERASED, &stamp.print()).is_ok() {
            self.shelf.remove(ERASED);
        }
        stamp
    }
}
