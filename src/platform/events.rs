//! Listening to the browser's window and document for as long as the page lives.
//!
//! Used by: `platform`, in a browser only.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{AddEventListenerOptions, Event, EventTarget};

/// The window.
#[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
pub fn window() -> Option<EventTarget> {
    web_sys::window().map(EventTarget::from)
}

/// The document in it.
#[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
pub fn document() -> Option<EventTarget> {
    web_sys::window().and_then(|window| window.document()).map(EventTarget::from)
}

/// Calls `react` with every event of this name.
pub fn listen(target: Option<EventTarget>, name: &str, react: impl Fn(Event) + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(react);
    if let Some(target) = target {
        // Adding a listener to the page's own objects does not fail.
        let _ = target.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
    }
    listener.forget();
}

/// The same, without ever holding the page up, and before anything on the page can keep an event to itself.
pub fn listen_first(target: Option<EventTarget>, name: &str, react: impl Fn(Event) + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(react);
    let options = AddEventListenerOptions::new();
    options.set_passive(true);
    options.set_capture(true);
    if let Some(target) = target {
        let listener = listener.as_ref().unchecked_ref();
        // Adding a listener to the page's own objects does not fail.
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(name, listener, &options);
    }
    listener.forget();
}
