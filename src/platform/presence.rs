//! Whether somebody is at the page: taps, keys, scrolling, typing; and that the page is looked at again.

/// Least time between two signs of a person that are told, in milliseconds.
#[cfg(target_arch = "wasm32")]
const APART: u64 = 500;

/// Calls `react` when somebody taps, types or scrolls, for as long as the page lives: often enough to know that they are
/// here, not each time. It is told whether a hand did it for sure: pages scroll by themselves too.
#[cfg(target_arch = "wasm32")]
pub fn on_activity(react: impl Fn(bool) + Clone + 'static) {
    use std::cell::Cell;
    use std::rc::Rc;

    use super::clock;

    let last = Rc::new(Cell::new(0));
    for name in ["pointerdown", "keydown", "input", "scroll"] {
        let (react, last) = (react.clone(), last.clone());
        let by_hand = name != "scroll";
        listen(window(), name, move || {
            let now = clock::millis();
            if now.abs_diff(last.get()) >= APART {
                last.set(now);
                react(by_hand);
            }
        });
    }
}

/// Calls `react` when the page is looked at again: it is shown, woken up, come back to, or given focus.
#[cfg(target_arch = "wasm32")]
#[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
pub fn on_look(react: impl Fn() + Clone + 'static) {
    let document = web_sys::window().and_then(|window| window.document()).map(web_sys::EventTarget::from);
    for (target, name) in
        [(document.clone(), "visibilitychange"), (document, "resume"), (window(), "pageshow"), (window(), "focus")]
    {
        listen(target, name, react.clone());
    }
}

#[cfg(target_arch = "wasm32")]
#[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
fn window() -> Option<web_sys::EventTarget> {
    web_sys::window().map(web_sys::EventTarget::from)
}

/// Listens without ever holding the page up, and before anything on the page can keep an event to itself.
#[cfg(target_arch = "wasm32")]
fn listen(target: Option<web_sys::EventTarget>, name: &str, react: impl Fn() + 'static) {
    use wasm_bindgen::JsCast;
    use wasm_bindgen::prelude::Closure;

    let listener = Closure::<dyn Fn()>::new(react);
    let options = web_sys::AddEventListenerOptions::new();
    options.set_passive(true);
    options.set_capture(true);
    if let Some(target) = target {
        // Adding a listener to the page's own objects does not fail.
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
            name,
            listener.as_ref().unchecked_ref(),
            &options,
        );
    }
    listener.forget();
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    /// Outside a browser nobody is at the page.
    pub fn on_activity(_react: impl Fn(bool) + Clone + 'static) {}

    /// Outside a browser nobody looks.
    pub fn on_look(_react: impl Fn() + Clone + 'static) {}
}

#[cfg(not(target_arch = "wasm32"))]
pub use native::{on_activity, on_look};
