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
    use super::events::{listen_first, window};

    let last = Rc::new(Cell::new(0));
    for name in ["pointerdown", "keydown", "input", "scroll"] {
        let (react, last) = (react.clone(), last.clone());
        let by_hand = name != "scroll";
        listen_first(window(), name, move |_| {
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
pub fn on_look(react: impl Fn() + Clone + 'static) {
    use super::events::{document, listen_first, window};

    for (target, name) in
        [(document(), "visibilitychange"), (document(), "resume"), (window(), "pageshow"), (window(), "focus")]
    {
        let react = react.clone();
        listen_first(target, name, move |_| react());
    }
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
