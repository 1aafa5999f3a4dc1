//! Where records are kept, as a trait: the device's storage, memory, or a model that fails on purpose.
//!
//! Uses: `domain::sorted`, `record::keys`. Used by: `record::store`, `platform::shelf`. A shelf knows keys and texts only.

use std::sync::Mutex;

use super::keys::SNAPSHOT;
use crate::domain::sorted::SortedMap;

/// Stands before every key on the device.
pub const PREFIX: &str = "microneedling-planner:";

/// What stands there for planners that keep what is theirs apart: the state key of the element that embeds them. No such
/// start is the start of another.
pub fn prefix_of(state_key: &str) -> String {
    ["microneedling-planner@", state_key, ":"].concat()
}

/// Where on the device things are kept, and which of the planners that keep things there this one is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// What stands before every key.
    pub name: String,
    /// Another number for each.
    pub number: u32,
}

/// The text could not be read or kept. What was there before is still there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// The device will not store more.
    Full,
    /// Storage may not be used here, or not now.
    Denied,
    /// The device took it, and did not have it when asked.
    Lost,
}

/// A place that keeps texts by key.
pub trait Shelf: Send + Sync {
    /// The text kept under `key`; `None` where there is none.
    ///
    /// # Errors
    /// [`NotKept::Denied`]: whether there is one cannot be said.
    fn get(&self, key: &str) -> Result<Option<String>, NotKept>;
    /// Keeps `text` under `key`.
    ///
    /// # Errors
    /// [`NotKept`]; what was there before is unchanged.
    fn set(&self, key: &str, text: &str) -> Result<(), NotKept>;
    /// Keeps what is under `from` under `to` too, letter for letter, even where it is no valid text.
    ///
    /// # Errors
    /// [`NotKept`]; nothing has changed then.
    fn copy(&self, from: &str, to: &str) -> Result<(), NotKept> {
        self.get(from)?.map_or(Ok(()), |text| self.set(to, &text))
    }
    /// Forgets `key`.
    fn remove(&self, key: &str);
    /// Every key that begins so.
    fn keys(&self, start: &str) -> Vec<String>;
    /// Whether what is kept outlives the page.
    fn lasts(&self) -> bool;
    /// Where that is; nowhere, where it does not.
    fn place(&self) -> Place {
        Place::default()
    }
}

impl Shelf for Box<dyn Shelf> {
    fn get(&self, key: &str) -> Result<Option<String>, NotKept> {
        (**self).get(key)
    }
    fn set(&self, key: &str, text: &str) -> Result<(), NotKept> {
        (**self).set(key, text)
    }
    fn copy(&self, from: &str, to: &str) -> Result<(), NotKept> {
        (**self).copy(from, to)
    }
    fn remove(&self, key: &str) {
        (**self).remove(key);
    }
    fn keys(&self, start: &str) -> Vec<String> {
        (**self).keys(start)
    }
    fn lasts(&self) -> bool {
        (**self).lasts()
    }
    fn place(&self) -> Place {
        (**self).place()
    }
}

/// Tries to put something on the shelf. Where there is no room, up to `most` snapshots give way, the oldest first; where
/// that is not enough, they have their places back.
///
/// # Errors
/// [`NotKept`], as the last try said.
pub fn set_giving_way(shelf: &dyn Shelf, most: usize, set: impl Fn() -> Result<(), NotKept>) -> Result<(), NotKept> {
    let mut kept = set();
    if kept != Err(NotKept::Full) {
        return kept;
    }
    let (mut snapshots, mut gone) = (shelf.keys(SNAPSHOT), Vec::new());
    while kept == Err(NotKept::Full)
        && gone.len() < most
        && let Some(oldest) = snapshots.iter().min().cloned()
    {
        snapshots.retain(|snapshot| *snapshot != oldest);
        if let Ok(Some(there)) = shelf.get(&oldest) {
            shelf.remove(&oldest);
            gone.push((oldest, there));
            kept = set();
        }
    }
    if kept.is_err() {
        for (key, text) in &gone {
            // It fitted before.
            let _ = shelf.set(key, text);
        }
    }
    kept
}

/// Keeps texts until the page is closed.
#[derive(Debug, Default)]
pub struct MemoryShelf {
    texts: Mutex<SortedMap<String, String>>,
}

impl Shelf for MemoryShelf {
    fn get(&self, key: &str) -> Result<Option<String>, NotKept> {
        self.texts.lock().map(|texts| texts.get(key).cloned()).map_err(|_| NotKept::Denied)
    }

    fn set(&self, key: &str, text: &str) -> Result<(), NotKept> {
        let mut texts = self.texts.lock().map_err(|_| NotKept::Denied)?;
        texts.insert(key.to_owned(), text.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) {
        if let Ok(mut texts) = self.texts.lock() {
            texts.remove(key);
        }
    }

    fn keys(&self, start: &str) -> Vec<String> {
        let Ok(texts) = self.texts.lock() else { return Vec::new() };
        texts.keys().filter(|key| key.starts_with(start)).cloned().collect()
    }

    fn lasts(&self) -> bool {
        false
    }
}
