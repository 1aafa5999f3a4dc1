//! Listening to the browser's window and document for as long as the planner lives that asks for it.
//!
//! Used by: `platform`, in a browser only. Who listens must do so under the planner's own reactive owner.

use std::any::Any;

use leptos::prelude::*;
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

/// Keeps something until the present owner goes. Boxed, because each type of stored value costs bytes.
pub fn keep(kept: Box<dyn Any>) {
    let _ = StoredValue::new_local(kept);
}

/// Calls `react` with every event of this name.
pub fn listen(target: Option<EventTarget>, name: &'static str, react: impl Fn(Event) + 'static) {
    begin(target, name, Closure::new(react), false);
}

/// The same, without ever holding the page up, and before anything on the page can keep an event to itself.
pub fn listen_first(target: Option<EventTarget>, name: &'static str, react: impl Fn(Event) + 'static) {
    begin(target, name, Closure::new(react), true);
}

/// A listener that stops when it is dropped.
struct Listening {
    target: EventTarget,
    name: &'static str,
    react: Closure<dyn Fn(Event)>,
    first: bool,
}

fn begin(target: Option<EventTarget>, name: &'static str, react: Closure<dyn Fn(Event)>, first: bool) {
    let Some(target) = target else { return };
    let options = AddEventListenerOptions::new();
    options.set_passive(first);
    options.set_capture(first);
    let listener = react.as_ref().unchecked_ref();
    // Adding a listener to the page's own objects does not fail.
    let _ = target.add_event_listener_with_callback_and_add_event_listener_options(name, listener, &options);
    keep(Box::new(Listening { target, name, react, first }));
}

impl Drop for Listening {
    fn drop(&mut self) {
        let listener = self.react.as_ref().unchecked_ref();
        // Nor does taking it away.
        let _ = self.target.remove_event_listener_with_callback_and_bool(self.name, listener, self.first);
    }
}
