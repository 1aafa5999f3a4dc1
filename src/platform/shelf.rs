//! The device's localStorage as a shelf, or memory where storage is denied.
//!
//! Uses: `platform::{neighbours, windows}`, `record::shelf`. Used by: `embed`, `state`.

use crate::record::shelf::{MemoryShelf, Shelf};

/// The device's shelf, or memory where storage is denied. What is kept under one state key is apart from all else.
#[cfg_attr(not(target_arch = "wasm32"), expect(unused_variables, reason = "outside a browser all is in memory"))]
pub fn open(state_key: Option<&str>) -> Box<dyn Shelf> {
    #[cfg(target_arch = "wasm32")]
    if browser::LocalShelf::is_there() {
        return Box::new(browser::LocalShelf::new(state_key));
    }
    Box::new(MemoryShelf::default())
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use gloo_storage::{LocalStorage, Storage};
    use js_sys::{JsString, Object};
    use wasm_bindgen::prelude::*;

    use crate::platform::{neighbours, windows};
    use crate::record::shelf::{NotKept, PREFIX, Place, Shelf, prefix_of};

    #[wasm_bindgen]
    extern "C" {
        /// A text of the browser as it is. Damage may have left half a character in it, which no text of ours can hold.
        type Raw;
        #[wasm_bindgen(extends = Raw, js_name = Storage)]
        type RawStorage;
        #[wasm_bindgen(method, catch, js_name = getItem)]
        fn get_raw(this: &RawStorage, key: &str) -> Result<Raw, JsValue>;
        #[wasm_bindgen(js_namespace = ["String", "prototype", "startsWith"], js_name = call)]
        fn begins(text: &JsString, start: &JsString) -> bool;
        #[wasm_bindgen(method, catch, js_name = setItem)]
        fn set_raw(this: &RawStorage, key: &str, text: &Raw) -> Result<(), JsValue>;
    }

    /// localStorage through gloo-storage.
    pub struct LocalShelf(Place);

    impl LocalShelf {
        /// The shelf of a planner of its own.
        pub fn new(state_key: Option<&str>) -> Self {
            let name = state_key.map_or_else(|| PREFIX.to_owned(), prefix_of);
            Self(Place { name, number: windows::writer() })
        }

        fn full(&self, key: &str) -> String {
            [self.0.name.as_str(), key].concat()
        }

        /// Whether localStorage can be reached now. Asked before each use, because gloo's accessor panics where the
        /// browser throws, and a person may block storage while the page is open.
        pub fn is_there() -> bool {
            #[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
            let window = web_sys::window();
            window.is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))))
        }

        #[allow(clippy::disallowed_methods, reason = "probed first")]
        fn storage() -> Result<web_sys::Storage, NotKept> {
            Self::is_there().then(LocalStorage::raw).ok_or(NotKept::Denied)
        }
    }

    impl Shelf for LocalShelf {
        fn get(&self, key: &str) -> Result<Option<String>, NotKept> {
            Self::storage()?.get_item(&self.full(key)).map_err(|_| NotKept::Denied)
        }

        fn set(&self, key: &str, text: &str) -> Result<(), NotKept> {
            Self::storage()?.set_item(&self.full(key), text).map_err(|_| NotKept::Full)?;
            neighbours::tell(&self.0, key, Some(text));
            Ok(())
        }

        fn copy(&self, from: &str, to: &str) -> Result<(), NotKept> {
            let storage: RawStorage = Self::storage()?.unchecked_into();
            let text = storage.get_raw(&self.full(from)).map_err(|_| NotKept::Denied)?;
            storage.set_raw(&self.full(to), &text).map_err(|_| NotKept::Full)
        }

        fn remove(&self, key: &str) {
            if let Ok(storage) = Self::storage() {
                // Removing a key that can be reached does not fail.
                let _ = storage.remove_item(&self.full(key));
                neighbours::tell(&self.0, key, None);
            }
        }

        fn keys(&self, start: &str) -> Vec<String> {
            let Ok(storage) = Self::storage() else { return Vec::new() };
            // Only what is wanted becomes a text of ours: there may be thousands of keys.
            let start = JsString::from(self.full(start));
            let wanted = Object::keys(&storage).into_iter().filter(|key| begins(key.unchecked_ref(), &start));
            wanted.filter_map(|key| key.as_string()?.strip_prefix(self.0.name.as_str()).map(str::to_owned)).collect()
        }

        fn lasts(&self) -> bool {
            true
        }

        fn place(&self) -> Place {
            self.0.clone()
        }
    }
}
