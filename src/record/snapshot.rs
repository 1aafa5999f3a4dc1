//! Snapshots: small copies of what is kept. What goes into one, when one is made, and which of them stay.
//!
//! Uses: `domain`, `content::json`, `record::backup` and the other records. Used by: `state::{snapshots, carry}`. A
//! snapshot is a record like any other, so that erasing finds it, and holds records as a backup does.

use chrono::NaiveDate;
use serde_json::Value;

use super::backup::{Carried, Kept, Part, read_carried};
use super::diary::{read_entry, write_entry};
use super::envelope::{Fields, Record, SCHEMA, Unreadable, together};
use super::keys::{self, CALENDAR, COURSE, ENTRY, MATTERS, PLAN, PROFILE, SESSION, SNAPSHOT, TICKS};
use super::profile::{read_plan, read_profile, with_plan};
use super::sessions::{read_course, read_session};
use super::shelf::{NotKept, Shelf, set_giving_way};
use super::stamp::Stamp;
use super::ticks::read_ticks;
use crate::content::json::{Parse, Reason, print};
use crate::domain::checklist::Tick;
use crate::domain::course::Courses;
use crate::domain::moment::{Instant, Zone};
use crate::domain::sorted::{SortedMap, SortedSet};

/// The longest text of one snapshot, in the browser's characters (UTF-16).
pub const LARGEST: usize = 40_000;
/// The longest texts of all snapshots together.
pub const LARGEST_ALL: usize = 400_000;
/// How many there are at most.
pub const MOST: usize = 10;
/// How many of today stay; of a day before, the last one does.
pub const MOST_TODAY: usize = 3;
/// Below this age, in milliseconds, the newest one is new enough, unless it is of another day.
const NEW_ENOUGH: u64 = 60 * 60 * 1_000;
/// What was chosen for the calendar goes in when it is no longer than this.
const LARGEST_CALENDAR: usize = 8_000;
/// What stands around the records of a snapshot, at most.
const AROUND: usize = 400;

/// When a snapshot was made, and how much of the diary is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// When it was made.
    pub made: Instant,
    /// How many diary entries are in it: the newest.
    pub entries: u64,
    /// How many there were. Older ones that were deleted may be counted.
    pub of: u64,
}

/// A small copy of what is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// When, and how much.
    pub about: About,
    /// What it holds.
    pub carried: Carried,
}

/// Where records are read: every key that begins so, and what the record under a key says, if it can be read.
pub struct Records<'a> {
    /// The keys.
    pub keys: &'a dyn Fn(&str) -> Vec<String>,
    /// What a record says.
    pub read: &'a dyn Fn(&str) -> Option<Fields>,
}

impl Records<'_> {
    fn one<T: Default>(&self, key: &str, read: fn(&Fields) -> Result<T, Reason>) -> T {
        (self.read)(key).and_then(|fields| read(&fields).ok()).unwrap_or_default()
    }

    /// All that is kept but photos and the diary.
    fn kept(&self) -> Kept {
        let answers = with_plan(self.one(PROFILE, read_profile), self.one(PLAN, read_plan));
        let mut sessions = SortedMap::new();
        for key in (self.keys)(SESSION) {
            let session = (self.read)(&key).and_then(|fields| read_session(&fields).ok());
            if let Some((id, session)) = keys::session_of(&key).zip(session) {
                sessions.insert(id, session);
            }
        }
        let course = self.one(COURSE, read_course);
        let (courses, _) = Courses::gather(sessions, course.later, course.rules, course.phone);
        let mut kept = Kept { answers, courses, ..Kept::default() };
        for key in (self.keys)(TICKS) {
            if let Some((list, session)) = keys::ticks_of(&key) {
                let rows = self.one(&key, read_ticks);
                kept.ticks.extend(rows.into_iter().map(|row| Tick { list, session, row }));
            }
        }
        for key in [CALENDAR, MATTERS] {
            if let Some(fields) = (self.read)(key) {
                kept.add_other(key, fields);
            }
        }
        kept
    }

    /// What a snapshot of it holds: each kind that fits, and of the diary the newest entries that do. No more of the diary
    /// is read than goes in.
    pub fn snapshot(&self, made: Instant) -> Snapshot {
        let kept = self.kept();
        let mut sizes = Part::ALL.iter().map(|part| (*part, 0)).collect::<Vec<_>>();
        for (key, fields) in kept.records() {
            let part = Part::of_key(&key);
            let sizes = sizes.iter_mut().filter(|(known, _)| Some(*known) == part);
            sizes.for_each(|(_, size)| *size += size_of(&key, &fields));
        }
        let mut room = LARGEST - AROUND;
        let mut without = vec![Part::Photos];
        for (part, size) in sizes {
            let most = if part == Part::Calendar { room.min(LARGEST_CALENDAR) } else { room };
            if size <= most {
                room -= size;
            } else {
                without.push(part);
            }
        }
        let mut kept = kept.without(&without);
        let days: SortedSet<NaiveDate> = (self.keys)(ENTRY).iter().filter_map(|key| keys::entry_of(key)).collect();
        let mut about = About { made, entries: 0, of: count(days.len()) };
        for day in days.into_iter().rev() {
            let key = keys::entry(day);
            let entry = (self.read)(&key).and_then(|fields| read_entry(&fields).ok());
            let Some(entry) = entry.filter(|entry| !entry.is_empty()) else {
                about.of -= 1;
                continue;
            };
            let size = size_of(&key, &write_entry(&entry));
            // Without gaps, so that one day says up to where it goes.
            let Some(left) = room.checked_sub(size) else { break };
            room = left;
            kept.diary.insert(day, entry);
            about.entries += 1;
        }
        if about.entries == 0 && about.of > 0 {
            without.push(Part::Diary);
        }
        Snapshot { about, carried: Carried { kept, without } }
    }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

fn characters(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The characters of a record among others.
fn size_of(key: &str, fields: &Fields) -> usize {
    // Two quotes, a colon and a comma stand around.
    characters(key) + characters(&print(&fields.clone().into())) + 4
}

impl Snapshot {
    /// As the fields of its record.
    pub fn write(&self) -> Fields {
        let About { made, entries, of } = self.about;
        let records = self.carried.kept.records().into_iter().map(|(key, fields)| (key, fields.into()));
        let without: Vec<Value> = self.carried.without.iter().map(|part| part.as_str().into()).collect();
        let fields = [
            ("made", made.print().into()),
            ("entries", entries.into()),
            ("of", of.into()),
            ("without", without.into()),
            ("records", together(records).into()),
        ];
        together(fields.into_iter().map(|(name, value)| (name.to_owned(), value)))
    }

    /// Reads the fields of its record; `None` when they are not as they should be.
    pub fn read(fields: Fields) -> Option<Self> {
        let number = |name: &str| fields.get(name).and_then(Value::as_u64);
        let about = About {
            made: fields.get("made").and_then(Value::as_str).and_then(Instant::parse)?,
            entries: number("entries")?,
            of: number("of")?,
        };
        Some(Self { about, carried: read_carried(&fields.into(), SCHEMA).ok()? })
    }
}

/// What taking in a snapshot says about what is here. Diary entries that did not fit into it are older than its oldest:
/// of such days it says nothing, so they are as they are here.
pub fn with_unmentioned(about: About, mut carried: Carried, here: &Kept) -> Carried {
    let oldest = carried.kept.diary.keys().next().copied();
    if let Some(oldest) = oldest.filter(|_| about.entries < about.of) {
        carried.kept.diary.extend(here.diary.iter().filter(|(day, _)| **day < oldest).map(|(d, e)| (*d, e.clone())));
    }
    carried
}

/// The key of a snapshot that was made then, in milliseconds since 1970.
pub fn key(millis: u64) -> String {
    [SNAPSHOT, &millis.to_string()].concat()
}

fn millis_of(name: &str) -> Option<u64> {
    let millis = name.strip_prefix(SNAPSHOT)?.parse().ok()?;
    (key(millis) == name).then_some(millis)
}

fn day_of(millis: u64, zone: &dyn Zone) -> NaiveDate {
    zone.local(Instant::from_millis(i64::try_from(millis).unwrap_or(i64::MAX))).day
}

/// When the newest snapshot was made. Reads no text.
pub fn newest(shelf: &dyn Shelf) -> Option<u64> {
    shelf.keys(SNAPSHOT).iter().filter_map(|key| millis_of(key)).max()
}

/// Whether it is time for another: the newest is at least an hour old, or of another day.
pub fn is_due(newest: Option<u64>, now: u64, zone: &dyn Zone) -> bool {
    newest.is_none_or(|newest| now.abs_diff(newest) >= NEW_ENOUGH || day_of(newest, zone) != day_of(now, zone))
}

/// Which of these snapshots go, each with the length of its text: what is beyond the newest three of today, the last of
/// each other day, ten in all, and the room they have. The newest stays in any case.
pub fn too_many(sizes: &SortedMap<u64, usize>, now: u64, zone: &dyn Zone) -> Vec<u64> {
    let today = day_of(now, zone);
    let newest_first: Vec<(u64, usize)> = sizes.iter().map(|(millis, size)| (*millis, *size)).collect();
    let (mut gone, mut all, mut room, mut full) = (Vec::new(), 0, LARGEST_ALL, false);
    let mut last_day = None;
    let mut of_day = 0;
    for (millis, size) in newest_first.into_iter().rev() {
        let day = day_of(millis, zone);
        of_day = if last_day == Some(day) { of_day + 1 } else { 1 };
        last_day = Some(day);
        if of_day > (if day == today { MOST_TODAY } else { 1 }) {
            gone.push(millis);
            continue;
        }
        // Once one is too many, so is all that is older.
        full |= all == MOST || size > room;
        if full && all > 0 {
            gone.push(millis);
        } else {
            all += 1;
            room = room.saturating_sub(size);
        }
    }
    gone
}

/// The snapshots on a shelf.
#[derive(Debug, Default)]
pub struct Shelved {
    /// Those that are whole, by when they were made, with the length of their text and what they say.
    pub whole: SortedMap<u64, (usize, Fields)>,
    /// The keys of those that are damaged.
    pub damaged: Vec<String>,
    /// Whether a newer version of the planner has made some. Then all are left alone.
    pub newer: bool,
}

impl Shelved {
    /// Reads every snapshot.
    pub fn read(shelf: &dyn Shelf, parse: Parse) -> Self {
        let mut shelved = Self::default();
        for key in shelf.keys(SNAPSHOT) {
            let Ok(Some(text)) = shelf.get(&key) else { continue };
            match (millis_of(&key), Record::read(&text, parse)) {
                (_, Err(Unreadable::Newer(_))) => shelved.newer = true,
                (Some(millis), Ok(record)) => shelved.whole.insert(millis, (characters(&text), record.fields())),
                _ => shelved.damaged.push(key),
            }
        }
        shelved
    }

    fn thin(&self, shelf: &dyn Shelf, now: u64, zone: &dyn Zone) {
        let sizes = self.whole.iter().map(|(millis, (size, _))| (*millis, *size)).collect();
        let gone = too_many(&sizes, now, zone).into_iter().map(key);
        for key in gone.chain(self.damaged.iter().cloned()) {
            shelf.remove(&key);
        }
    }
}

/// Puts a snapshot on the shelf and takes off those that are too many then; `true` when it is there. One that holds
/// nothing, or what the newest one holds, is not kept.
pub fn keep(snapshot: &Snapshot, stamp: Stamp, shelf: &dyn Shelf, now: u64, zone: &dyn Zone, parse: Parse) -> bool {
    let mut shelved = Shelved::read(shelf, parse);
    let fields = snapshot.write();
    let is_known = shelved.whole.values().last().is_some_and(|(_, last)| {
        ["records", "without", "of"].into_iter().all(|name| last.get(name) == fields.get(name))
    });
    if snapshot.carried.kept.is_empty() || shelved.newer || is_known {
        return false;
    }
    let mut millis = now;
    // Another window may have made one within the same millisecond.
    while shelf.get(&key(millis)).is_ok_and(|there| there.is_some()) {
        millis += 1;
    }
    let text = Record::of(&fields, stamp).print();
    if !put(shelf, &key(millis), &text) {
        return false;
    }
    shelved.whole.insert(millis, (characters(&text), fields));
    shelved.thin(shelf, now, zone);
    true
}

/// Puts a text on the shelf and reads it back. Where there is no room the oldest snapshot makes some.
fn put(shelf: &dyn Shelf, name: &str, text: &str) -> bool {
    let set = || {
        shelf.set(name, text)?;
        if shelf.get(name)?.as_deref() == Some(text) {
            return Ok(());
        }
        shelf.remove(name);
        Err(NotKept::Lost)
    };
    set_giving_way(shelf, 1, set).is_ok()
}
