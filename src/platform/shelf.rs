//! Where records are kept: the device's localStorage, or memory where that is denied.
//!
//! A shelf knows keys and texts only; what a text means is `record`'s business.

use std::sync::Mutex;

use crate::domain::sorted::SortedMap;

/// The text could not be kept. The value that was there before is still there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// The device will not store more.
    Full,
    /// Storage may not be used here.
    Denied,
}

/// A place that keeps texts by key.
pub trait Shelf: Send + Sync {
    /// The text kept under `key`.
    fn get(&self, key: &str) -> Option<String>;
    /// Keeps `text` under `key`.
    ///
    /// # Errors
    /// [`NotKept`]; what was there before is unchanged.
    fn set(&self, key: &str, text: &str) -> Result<(), NotKept>;
    /// Forgets `key`.
    fn remove(&self, key: &str);
    /// Every key that begins so.
    fn keys(&self, start: &str) -> Vec<String>;
    /// Whether what is kept outlives the page.
    fn lasts(&self) -> bool;
}

/// Keeps texts until the page is closed.
#[derive(Debug, Default)]
pub struct MemoryShelf {
    texts: Mutex<SortedMap<String, String>>,
}

impl Shelf for MemoryShelf {
    fn get(&self, key: &str) -> Option<String> {
        self.texts.lock().ok().and_then(|texts| texts.get(key).cloned())
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

/// The device's shelf, or memory where storage is denied.
pub fn open() -> Box<dyn Shelf> {
    #[cfg(target_arch = "wasm32")]
    if browser::LocalShelf::is_there() {
        return Box::new(browser::LocalShelf);
    }
    Box::new(MemoryShelf::default())
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use gloo_storage::{LocalStorage, Storage};

    use super::{NotKept, Shelf};

    /// localStorage through gloo-storage.
    pub struct LocalShelf;

    impl LocalShelf {
        /// Whether localStorage can be reached now. Asked before each use, because gloo's accessor panics where the
        /// browser throws, and a person may block storage while the page is open.
        pub fn is_there() -> bool {
            #[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
            let window = web_sys::window();
            window.is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))))
        }

        #[allow(clippy::disallowed_methods, reason = "probed first")]
        fn storage() -> Option<web_sys::Storage> {
            Self::is_there().then(LocalStorage::raw)
        }
    }

    impl Shelf for LocalShelf {
        fn get(&self, key: &str) -> Option<String> {
            Self::storage()?.get_item(key).ok().flatten()
        }

        fn set(&self, key: &str, text: &str) -> Result<(), NotKept> {
            let storage = Self::storage().ok_or(NotKept::Denied)?;
            storage.set_item(key, text).map_err(|_| NotKept::Full)
        }

        fn remove(&self, key: &str) {
            if let Some(storage) = Self::storage() {
                // Removing a key that can be reached does not fail.
                let _ = storage.remove_item(key);
            }
        }

        fn keys(&self, start: &str) -> Vec<String> {
            let Some(storage) = Self::storage() else { return Vec::new() };
            let count = storage.length().unwrap_or_default();
            (0..count).filter_map(|place| storage.key(place).ok()?).filter(|key| key.starts_with(start)).collect()
        }

        fn lasts(&self) -> bool {
            true
        }
    }
}
