//! The page the app stands on: its address after `#`, its scroll position, its title, printing.

/// The part of the address after `#`, with the `#`.
#[cfg(target_arch = "wasm32")]
#[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
pub fn fragment() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Changes the part of the address after `#`; the browser then says that it changed.
#[cfg(target_arch = "wasm32")]
#[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
pub fn go(href: &str) {
    if let Some(window) = web_sys::window() {
        // A fragment is always an allowed address.
        let _ = window.location().set_hash(href);
    }
}

/// Puts another fragment in place of the present one, in the address and in the history; nothing says that it changed.
#[cfg(target_arch = "wasm32")]
#[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
pub fn replace(href: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        // The page's own address with another fragment is always allowed.
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(href));
    }
}

/// The address of the page without the part after `#`.
#[cfg(target_arch = "wasm32")]
#[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
pub fn address() -> String {
    let href = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_owned()
}

/// Calls `react` each time the part after `#` changes, for as long as the page lives.
#[cfg(target_arch = "wasm32")]
pub fn on_fragment_change(react: impl Fn(String) + 'static) {
    super::events::listen(super::events::window(), "hashchange", move |_| react(fragment()));
}

/// Scrolls to the top of the page.
#[cfg(target_arch = "wasm32")]
#[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
pub fn scroll_to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Names the page in the browser's tab and history.
#[cfg(target_arch = "wasm32")]
#[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
pub fn set_title(title: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// Adds a style sheet of the app's own to the page, once; `false` when it could not be had. The request goes out at
/// once.
#[cfg(target_arch = "wasm32")]
#[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
pub fn style_sheet(address: &str) -> impl Future<Output = bool> + use<> {
    use js_sys::Promise;
    use wasm_bindgen_futures::JsFuture;

    let add = || {
        let document = web_sys::window()?.document()?;
        if document.query_selector(&format!("link[href='{address}']")).ok()?.is_some() {
            return Some(None);
        }
        let link = document.create_element("link").ok()?;
        link.set_attribute("rel", "stylesheet").ok()?;
        link.set_attribute("href", address).ok()?;
        let here = Promise::new(&mut |loaded, failed| {
            // Listening to an element of the page's own does not fail.
            let _ = link.add_event_listener_with_callback("load", &loaded);
            let _ = link.add_event_listener_with_callback("error", &failed);
        });
        document.query_selector("head").ok()??.append_child(&link).ok()?;
        Some(Some((link, JsFuture::from(here))))
    };
    let added = add();
    async {
        match added {
            Some(Some((link, here))) => {
                let is_here = here.await.is_ok();
                if !is_here {
                    // Asked for anew the next time.
                    link.remove();
                }
                is_here
            }
            Some(None) => true,
            None => false,
        }
    }
}

/// Opens the print dialogue.
#[cfg(target_arch = "wasm32")]
#[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
pub fn print() {
    if let Some(window) = web_sys::window() {
        // A frame that forbids printing ignores the call.
        let _ = window.print();
    }
}

/// Gives focus once more to what has it, near an element: after a question above the page is closed, Chromium gives focus
/// back to a field, and what is then typed goes nowhere.
#[cfg(target_arch = "wasm32")]
pub fn refocus(near: &web_sys::Element) {
    use wasm_bindgen::JsCast;

    // The page, or the part of it that the planner is shut off in.
    let root = near.get_root_node();
    let focused = js_sys::Reflect::get(&root, &"activeElement".into()).ok();
    if let Some(focused) = focused.and_then(|focused| focused.dyn_into::<web_sys::HtmlElement>().ok()) {
        // What has focus can lose it and take it.
        let _ = focused.blur();
        let _ = focused.focus();
    }
}

/// Loads the page anew.
#[cfg(target_arch = "wasm32")]
#[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
pub fn reload() {
    if let Some(window) = web_sys::window() {
        // A page may always be loaded anew.
        let _ = window.location().reload();
    }
}

/// Marks every planner on the page as broken; the style sheet then shows what to do.
#[cfg(target_arch = "wasm32")]
#[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
pub fn mark_broken() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let roots = document.get_elements_by_class_name("planner");
    for place in 0..roots.length() {
        if let Some(root) = roots.item(place) {
            // Setting an attribute of this name does not fail.
            let _ = root.set_attribute("data-broken", "");
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    /// Outside a browser there is no address.
    pub fn fragment() -> String {
        String::new()
    }

    /// Outside a browser there is nowhere to go.
    pub fn go(_href: &str) {}

    /// Outside a browser there is no address to change.
    pub fn replace(_href: &str) {}

    /// Outside a browser a page stands where it is shown as an example.
    pub fn address() -> String {
        "https://planner.example/".to_owned()
    }

    /// Outside a browser nothing changes.
    pub fn on_fragment_change(_react: impl Fn(String) + 'static) {}

    /// Outside a browser nothing scrolls.
    pub fn scroll_to_top() {}

    /// Outside a browser there is no tab.
    pub fn set_title(_title: &str) {}

    /// Outside a browser nothing is styled.
    pub fn style_sheet(_address: &str) -> impl Future<Output = bool> + use<> {
        std::future::ready(true)
    }

    /// Outside a browser nothing prints.
    pub fn print() {}

    /// Outside a browser nothing has focus.
    pub fn refocus(_near: &web_sys::Element) {}

    /// Outside a browser nothing is loaded.
    pub fn reload() {}
}

#[cfg(not(target_arch = "wasm32"))]
pub use native::{
    address, fragment, go, on_fragment_change, print, refocus, reload, replace, scroll_to_top, set_title, style_sheet,
};
