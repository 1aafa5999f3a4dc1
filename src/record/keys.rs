//! The names under which records are kept. `docs/storage.md` lists them.
//!
//! Uses: `domain`. Used by: `record`, `platform`, `state`. The shelf puts the planner's name before each
//! ([`PREFIX`](super::shelf::PREFIX)); here they stand without it.

use chrono::NaiveDate;

use crate::domain::checklist::Checklist;
use crate::domain::course::SessionId;
use crate::domain::dates::{format_iso, parse_accepted};

/// What the person said about themselves and what they want.
pub const PROFILE: &str = "profile";
/// Days, spacing and price of the plan.
pub const PLAN: &str = "plan";
/// What holds for all sessions: how many courses there are, the clinic's own rules and its phone number.
pub const COURSE: &str = "course";
/// What matters to the person when they choose between options.
pub const MATTERS: &str = "matters";
/// What was chosen for the calendar.
pub const CALENDAR: &str = "calendar";
/// Language and theme.
pub const SETTINGS: &str = "settings";
/// Start of the keys of sessions; the running number follows.
pub const SESSION: &str = "session:";
/// Start of the keys of tick lists; list and session follow.
pub const TICKS: &str = "ticks:";
/// Start of the keys of diary entries; the day follows.
pub const ENTRY: &str = "entry:";
/// Start of the keys of photos; a number follows.
pub const PHOTO: &str = "photo:";
/// Start of the keys of snapshots; the time follows.
pub const SNAPSHOT: &str = "snapshot:";
/// Start of the keys of what could not be read; the checksum of the text and the key it stood under follow.
pub const ASIDE: &str = "aside:";
/// Stands for a moment while everything is erased, and says to other windows up to which stamp.
pub const ERASED: &str = "erased";
/// Stands for a moment while it is tried whether many changes have room, and says nothing.
pub const ROOM: &str = "room";

// A record has one key. What would be read as the same number or day but is spelt in another way names nothing.

/// The key of a session.
pub fn session(id: SessionId) -> String {
    [SESSION, &id.running().to_string()].concat()
}

/// The session that a key names.
pub fn session_of(key: &str) -> Option<SessionId> {
    SessionId::from_running(key.strip_prefix(SESSION)?.parse().ok()?).filter(|id| session(*id) == key)
}

/// The key of a tick list: with session 0 one that is kept once.
pub fn ticks(list: Checklist, session: u16) -> String {
    [TICKS, list.as_str(), ":", &session.to_string()].concat()
}

/// The list and session that a key names.
pub fn ticks_of(key: &str) -> Option<(Checklist, u16)> {
    let (list, session) = key.strip_prefix(TICKS)?.split_once(':')?;
    let (list, session) = (Checklist::parse(list)?, session.parse().ok()?);
    (ticks(list, session) == key).then_some((list, session))
}

/// The key of a diary entry.
pub fn entry(day: NaiveDate) -> String {
    [ENTRY, &format_iso(day)].concat()
}

/// The day that a key names.
pub fn entry_of(key: &str) -> Option<NaiveDate> {
    key.strip_prefix(ENTRY).and_then(parse_accepted)
}

/// The key of a photo.
pub fn photo(id: u64) -> String {
    [PHOTO, &id.to_string()].concat()
}

/// The number that the key of a photo names: none beyond what a number of the browser can hold.
pub fn photo_of(key: &str) -> Option<u64> {
    key.strip_prefix(PHOTO)?.parse().ok().filter(|id| *id < 1 << 53 && photo(*id) == key)
}
