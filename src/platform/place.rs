//! Where a person stands on the page: what has focus, how far it is scrolled, and whether they type.
//!
//! Uses: `platform::{clock, events, page}`. Used by: `ui::later`, `state`.

#[cfg(target_arch = "wasm32")]
pub use browser::{keep, on_typing};

#[cfg(target_arch = "wasm32")]
#[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
mod browser {
    use wasm_bindgen::prelude::*;
    use web_sys::{Element, HtmlElement};

    use crate::platform::clock;
    use crate::platform::events::listen;
    use crate::platform::page::Page;

    /// What can have focus on a screen.
    const FOCUSABLE: &str = "main :is(a,button,input,select,textarea,summary,[tabindex])";

    fn focusable(page: &Page) -> Vec<Element> {
        let Ok(list) = page.root().query_selector_all(FOCUSABLE) else { return Vec::new() };
        (0..list.length()).filter_map(|at| list.get(at)?.dyn_into().ok()).collect()
    }

    /// A field that is taken away loses focus at that moment, and says so when nobody is there any more to hear it.
    fn mute(element: &Element) {
        let stop = Closure::<dyn Fn(web_sys::Event)>::new(|event: web_sys::Event| event.stop_immediate_propagation());
        for name in ["blur", "focusout", "change"] {
            // Listening to an element of the page's own does not fail.
            let _ = element.add_event_listener_with_callback_and_bool(name, stop.as_ref().unchecked_ref(), true);
        }
        stop.forget();
    }

    /// Called before the screen is drawn anew at its place: what had focus then has it again, and nothing jumps.
    pub fn keep(page: Page) {
        let Some(window) = web_sys::window() else { return };
        let top = window.scroll_y().unwrap_or_default();
        let focused = page.focused();
        let at = focused.as_ref().and_then(|focused| focusable(&page).iter().position(|element| element == focused));
        if let Some(focused) = focused.as_ref().filter(|_| at.is_some()) {
            mute(focused);
        }
        clock::after(0, move || {
            if let Some(focused) = focused.filter(|focused| !focused.is_connected()) {
                let id = focused.id();
                let all = focusable(&page);
                let named = all.iter().find(|element| !id.is_empty() && element.id() == id);
                let same = at.and_then(|at| all.get(at)).filter(|element| element.tag_name() == focused.tag_name());
                if let Some(element) = named.or(same).and_then(|element| element.dyn_ref::<HtmlElement>()) {
                    // What had focus can take it again.
                    let _ = element.focus();
                }
            }
            window.scroll_to_with_x_and_y(0.0, top);
        });
    }

    /// Calls `react` whenever something is typed or picked that is not kept by that alone: choices made by a tap are.
    pub fn on_typing(page: &Page, react: impl Fn() + 'static) {
        listen(Some(page.root().into()), "input", move |event| {
            let field = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            if field.is_some_and(|field| field.matches(":not([type=radio],[type=checkbox])").unwrap_or(true)) {
                react();
            }
        });
    }
}

#[cfg(not(target_arch = "wasm32"))]
use crate::platform::page::Page;

/// Outside a browser nobody stands anywhere.
#[cfg(not(target_arch = "wasm32"))]
pub fn keep(_page: Page) {}

/// Outside a browser nothing is typed.
#[cfg(not(target_arch = "wasm32"))]
pub fn on_typing(_page: &Page, _react: impl Fn() + 'static) {}
