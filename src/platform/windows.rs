//! Other planners on the same device, in other windows and beside this one: taking turns with them, hearing of what they
//! keep, and noticing that this window is left or come back to.
//!
//! Uses: `platform::{chance, clock, events, neighbours}`, `record::shelf`. Used by: `state`.

/// What is heard from another window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// This text now stands under this key, or nothing does.
    Kept(String, Option<String>),
    /// The whole of storage was emptied.
    Emptied,
}

#[cfg(target_arch = "wasm32")]
pub use browser::{in_turn, on_heard, on_leave, on_others, on_return, writer};

#[cfg(target_arch = "wasm32")]
#[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
mod browser {
    use std::cell::RefCell;
    use std::rc::Rc;

    use js_sys::{Function, Reflect};
    use wasm_bindgen::prelude::*;
    use web_sys::Event;

    use super::Heard;
    use crate::platform::events::{document, listen, window};
    use crate::platform::{chance, clock, neighbours};
    use crate::record::shelf::Place;

    #[wasm_bindgen]
    extern "C" {
        // Throws where there are no locks: outside secure contexts, and in older browsers.
        #[wasm_bindgen(catch, js_namespace = ["navigator", "locks"], js_name = request)]
        fn request_lock(name: &str, held: &Function) -> Result<Turn, JsValue>;
        #[wasm_bindgen(js_name = Promise)]
        type Turn;
        #[wasm_bindgen(method, js_name = catch)]
        fn or_else(this: &Turn, act: &Function) -> JsValue;
    }

    /// How long a turn is waited for, in milliseconds. Turns take less than one; a window that the device has put to
    /// sleep may hold one for good.
    const PATIENCE: i32 = 1_000;

    /// Calls `act` while nobody else does in this name: at once where the browser has no locks, and where the turn does
    /// not come.
    pub fn in_turn(name: &str, act: impl FnOnce() + 'static) {
        let act = Rc::new(RefCell::new(Some(act)));
        let run = move || {
            let act = act.borrow_mut().take();
            if let Some(act) = act {
                act();
            }
        };
        let late = run.clone();
        let held = Closure::once_into_js(run.clone());
        match request_lock(name, held.unchecked_ref()) {
            Ok(promise) => {
                clock::after(PATIENCE, late);
                // Refused, as a page is that comes to its end, it acts at once.
                let _ = promise.or_else(held.unchecked_ref());
            }
            Err(_) => run(),
        }
    }

    /// Calls `react` with everything that other planners keep in the same place: in other windows, and beside this one
    /// on the page, of whom the browser says nothing.
    pub fn on_heard(place: &Place, react: impl Fn(Heard) + 'static) {
        let react = Rc::new(react);
        let beside = Rc::clone(&react);
        let name = place.name.clone();
        neighbours::join(place.clone(), move |key, text| beside(Heard::Kept(key.to_owned(), text.map(str::to_owned))));
        on_storage(move |event| {
            let text = |name: &str| Reflect::get(&event, &name.into()).ok().and_then(|value| value.as_string());
            match text("key") {
                Some(key) => {
                    if let Some(key) = key.strip_prefix(&name) {
                        react(Heard::Kept(key.to_owned(), text("newValue")));
                    }
                }
                None => react(Heard::Emptied),
            }
        });
    }

    /// Calls `react` whenever somebody else keeps something.
    pub fn on_others(place: &Place, react: impl Fn() + Clone + 'static) {
        let beside = react.clone();
        neighbours::join(place.clone(), move |_, _| beside());
        on_storage(move |_| react());
    }

    /// Calls `react` with what another window did to what lasts on the device. What lasts as long as a tab is told of
    /// under the same name, and holds nothing of ours.
    fn on_storage(react: impl Fn(Event) + 'static) {
        listen(window(), "storage", move |event| {
            // Asked anew each time: storage may have been blocked meanwhile, and then nothing was done to it.
            let lasting = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
            let area = Reflect::get(&event, &"storageArea".into()).ok();
            if lasting.is_some_and(|lasting| area.as_ref() == Some(lasting.as_ref())) {
                react(event);
            }
        });
    }

    /// Calls `react` when the page may be about to end: it is hidden, left or closed.
    pub fn on_leave(react: impl Fn() + Clone + 'static) {
        let hidden = react.clone();
        listen(window(), "pagehide", move |_| react());
        let page = web_sys::window().and_then(|window| window.document());
        listen(document(), "visibilitychange", move |_| {
            if page.as_ref().is_some_and(|page| page.hidden()) {
                hidden();
            }
        });
    }

    /// Calls `react` when a page that was put away as it was is shown again.
    pub fn on_return(react: impl Fn() + 'static) {
        listen(window(), "pageshow", move |event| {
            if Reflect::get(&event, &"persisted".into()).is_ok_and(|kept| kept.is_truthy()) {
                react();
            }
        });
    }

    /// A number for this window, which no other window of this device has.
    pub fn writer() -> u32 {
        let mut bytes = [0_u8; 4];
        if chance::fill(&mut bytes) {
            u32::from_le_bytes(bytes)
        } else {
            // The time has to do; its lowest bits are what differs.
            (clock::millis() & u64::from(u32::MAX)) as u32
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use super::Heard;
    use crate::record::shelf::Place;

    /// Outside a browser there is one window.
    pub fn in_turn(_name: &str, act: impl FnOnce() + 'static) {
        act();
    }

    /// Outside a browser nothing is heard.
    pub fn on_heard(_place: &Place, _react: impl Fn(Heard) + 'static) {}

    /// Outside a browser there are no others.
    pub fn on_others(_place: &Place, _react: impl Fn() + Clone + 'static) {}

    /// Outside a browser a page is not left.
    pub fn on_leave(_react: impl Fn() + Clone + 'static) {}

    /// Outside a browser nobody comes back.
    pub fn on_return(_react: impl Fn() + 'static) {}

    /// Outside a browser there is one window.
    pub fn writer() -> u32 {
        1
    }
}

#[cfg(not(target_arch = "wasm32"))]
pub use native::{in_turn, on_heard, on_leave, on_others, on_return, writer};
