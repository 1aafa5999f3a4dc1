//! Reading records at the start and writing each one when it changes, without ever losing what cannot be read.
//!
//! Uses: `record`, `platform::shelf`. Used by: `state::planner`.

use crate::content::json::Parse;
use crate::platform::json;
use crate::platform::shelf::{NotKept, Shelf};
use crate::record::saved::Unreadable;

/// Key of the answers record.
pub const ANSWERS: &str = "microneedling-planner:answers";
/// Key of the ticks record.
pub const TICKS: &str = "microneedling-planner:ticks";

/// Key of the record of sessions and the clinic's own rules.
pub const SESSIONS: &str = "microneedling-planner:sessions";
/// Start of the keys of diary entries; the day follows.
pub const ENTRY: &str = "microneedling-planner:entry:";
/// Start of the keys of photos; a number follows.
pub const PHOTO: &str = "microneedling-planner:photo:";
/// Start of every key of the planner.
pub const EVERY: &str = "microneedling-planner:";

/// What the page says about keeping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Nothing has been kept yet.
    Nothing,
    /// Everything is kept on this device.
    Kept,
    /// Kept only until the page is closed.
    MemoryOnly,
    /// The last change could not be kept: the device is full.
    Full,
    /// What is kept was written by a newer version; it is left alone and nothing is written.
    NewerVersion,
}

/// What was found under a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<T> {
    /// Nothing.
    Absent,
    /// A record.
    Record(T),
    /// Something unreadable, now also kept under a key of its own.
    SetAside,
    /// Something that may not be written over: it is newer, or could not be set aside.
    LeftAlone,
}

/// Reads one record. What cannot be read is copied to `<key>.unreadable` before anything may be written over it.
pub fn read<T>(shelf: &dyn Shelf, key: &str, parse: fn(&str, Parse) -> Result<T, Unreadable>) -> Found<T> {
    let Some(text) = shelf.get(key) else { return Found::Absent };
    match parse(&text, json::parse) {
        Ok(record) => Found::Record(record),
        Err(Unreadable::Newer) => Found::LeftAlone,
        Err(Unreadable::Damaged) => match shelf.set(&format!("{key}.unreadable"), &text) {
            Ok(()) => Found::SetAside,
            Err(_) => Found::LeftAlone,
        },
    }
}

/// Writes one record and says how it went.
pub fn write(shelf: &dyn Shelf, key: &str, text: &str) -> Saving {
    match shelf.set(key, text) {
        Ok(()) if shelf.lasts() => Saving::Kept,
        Ok(()) => Saving::MemoryOnly,
        Err(NotKept::Full) => Saving::Full,
        Err(NotKept::Denied) => Saving::MemoryOnly,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::shelf::MemoryShelf;
    use crate::record::saved::{read_answers, write_answers};

    #[test]
    fn a_damaged_record_is_set_aside_word_for_word() {
        let shelf = MemoryShelf::default();
        shelf.set(ANSWERS, "{\"v\":1,\"concern\":\"toes\"}").unwrap();
        assert_eq!(read(&shelf, ANSWERS, read_answers), Found::SetAside);
        write(&shelf, ANSWERS, &write_answers(&Default::default()));
        let aside = shelf.get("microneedling-planner:answers.unreadable");
        assert_eq!(aside.as_deref(), Some("{\"v\":1,\"concern\":\"toes\"}"));
    }

    #[test]
    fn a_newer_record_is_left_alone() {
        let shelf = MemoryShelf::default();
        shelf.set(ANSWERS, "{\"v\":2,\"anything\":true}").unwrap();
        assert_eq!(read(&shelf, ANSWERS, read_answers), Found::LeftAlone);
        assert_eq!(shelf.get("microneedling-planner:answers.unreadable"), None);
    }

    #[test]
    fn a_record_that_cannot_be_set_aside_is_left_alone() {
        struct FullShelf;
        impl Shelf for FullShelf {
            fn get(&self, _key: &str) -> Option<String> {
                Some("{broken".to_owned())
            }
            fn set(&self, _key: &str, _text: &str) -> Result<(), NotKept> {
                Err(NotKept::Full)
            }
            fn remove(&self, _key: &str) {}
            fn keys(&self, _start: &str) -> Vec<String> {
                Vec::new()
            }
            fn lasts(&self) -> bool {
                true
            }
        }
        assert_eq!(read(&FullShelf, ANSWERS, read_answers), Found::LeftAlone);
        assert_eq!(write(&FullShelf, ANSWERS, "{}"), Saving::Full);
    }
}
