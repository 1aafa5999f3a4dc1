//! What carries the app: a page of its own, a frame on somebody's page, or an element in the midst of one.
//!
//! Used by: `state`, `ui`, `embed`. The three differ only in script (`src/embed/{loader,frame,element}.js`): each makes
//! an object with these methods, so that the program asks for what it wants and never which of them it is in.

#[cfg(target_arch = "wasm32")]
pub use browser::{Page, forget, mark_broken, remember};

#[cfg(target_arch = "wasm32")]
mod browser {
    use std::cell::RefCell;

    use js_sys::{Function, Promise, Reflect};
    use wasm_bindgen::prelude::*;
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{Element, HtmlElement, Selection};

    use crate::platform::events::keep;

    /// The handle. Copying it copies a reference. What it can do is asked for by name, for each import of its own would
    /// weigh on the first load; the scripts are ours, and a name they lack does nothing.
    #[derive(Clone)]
    pub struct Page(JsValue);

    impl Page {
        /// The page that a script made.
        pub fn of(made: JsValue) -> Self {
            Self(made)
        }

        #[inline(never)]
        fn get(&self, name: &str) -> JsValue {
            Reflect::get(&self.0, &name.into()).unwrap_or_default()
        }

        #[inline(never)]
        fn ask(&self, name: &str, with: &JsValue) -> JsValue {
            let method = self.get(name).dyn_into::<Function>();
            method.and_then(|method| method.call1(&self.0, with)).unwrap_or_default()
        }

        #[inline(never)]
        fn text(&self, name: &str) -> Option<String> {
            self.get(name).as_string()
        }

        /// The element that the planner stands in.
        pub fn root(&self) -> HtmlElement {
            self.get("root").unchecked_into()
        }

        /// Every element in the planner that a selector finds, in their order.
        pub fn all(&self, selector: &str) -> Vec<Element> {
            let Ok(list) = self.root().query_selector_all(selector) else { return Vec::new() };
            (0..list.length()).filter_map(|at| list.get(at)?.dyn_into().ok()).collect()
        }

        /// The part of the address after `#`, with the `#`.
        pub fn fragment(&self) -> String {
            self.ask("fragment", &self.0).as_string().unwrap_or_default()
        }

        /// Changes that part; whoever follows it hears of it.
        pub fn go(&self, href: &str) {
            self.ask("go", &href.into());
        }

        /// Puts another in place of the present one, in the history too; nobody hears of it.
        pub fn replace(&self, href: &str) {
            self.ask("replace", &href.into());
        }

        /// Calls `react` each time the part of the address after `#` changes, for as long as the planner lives.
        pub fn on_fragment_change(&self, react: impl Fn(String) + 'static) {
            let react = Closure::<dyn Fn(String)>::new(react);
            self.ask("follow", react.as_ref());
            keep(Box::new(react));
        }

        /// Does something once the next frame is on the screen: for what a tap leads to and takes long to draw.
        pub fn soon(&self, act: impl FnOnce() + 'static) {
            let act = Closure::once_into_js(act);
            match self.get("soon").dyn_into::<Function>() {
                // Neither throws.
                Ok(soon) => drop(soon.call1(&self.0, &act)),
                Err(_) => drop(act.unchecked_into::<Function>().call0(&self.0)),
            }
        }

        /// Brings the top of the planner into view. The caret that a field left behind goes with what it stood in: for as long
        /// as there is one, the browser looks for its place at each press, which takes longer than all else a tap does.
        #[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
        pub fn top(&self) {
            let selection = web_sys::window().and_then(|window| window.get_selection().ok().flatten());
            if let Some(caret) = selection.filter(Selection::is_collapsed) {
                // What is there can be let go.
                let _ = caret.remove_all_ranges();
            }
            self.ask("top", &self.0);
        }

        /// Names the page in the browser's tab and history, where it is the planner's own.
        pub fn set_title(&self, title: &str) {
            self.ask("title", &title.into());
        }

        /// Says that the planner speaks a language now, which is written in this direction (`ltr`, `rtl`), and in which it
        /// says so if it breaks. Which variety of it says numbers and dates here: that of the page around, or of the
        /// browser; none when neither has one.
        pub fn speak(&self, language: &str, direction: &str, broken: &str) -> Option<String> {
            let root = self.root();
            // A panic ends the program but not the page: the style sheet shows this text when the root is marked.
            for (name, value) in [("lang", language), ("dir", direction), ("data-broken-text", broken)] {
                // Setting an attribute of this name does not fail.
                let _ = root.set_attribute(name, value);
            }
            self.ask("speak", &language.into()).as_string()
        }

        /// The language of the embedding page, as a tag.
        pub fn around(&self) -> Option<String> {
            self.text("around")
        }

        /// Makes everything light or dark; with neither, as the page around names it or the device does.
        pub fn theme(&self, theme: Option<&str>) {
            self.ask("theme", &theme.into());
        }

        /// Adds a style sheet of the app's own, once; `false` when it could not be had. The request goes out at once.
        pub fn style_sheet(&self, address: &str) -> impl Future<Output = bool> + use<> {
            let added = JsFuture::from(Promise::resolve(&self.ask("style", &address.into())));
            async { added.await.is_ok() }
        }

        /// Opens the print dialogue for the planner alone.
        pub fn print(&self) {
            self.ask("print", &self.0);
        }

        /// Loads the page anew.
        pub fn reload(&self) {
            self.ask("reload", &self.0);
        }

        /// How far the planner is kept for opening without a connection: `kept`, `coming`, `spared`, `cannot`; none where
        /// that is not decided yet, or is not its business, as on somebody's page.
        pub fn offline(&self) -> Option<String> {
            self.text("offline")
        }

        /// Whether a newer version is here and waits.
        pub fn has_newer(&self) -> bool {
            self.get("newer").is_truthy()
        }

        /// Calls `react` each time one of these two changes, for as long as the planner lives.
        pub fn on_offline(&self, react: impl Fn() + 'static) {
            let react = Closure::<dyn Fn()>::new(react);
            // The object is a plain one, made by our own scripts.
            let _ = Reflect::set(&self.0, &"heard".into(), react.as_ref());
            keep(Box::new(react));
        }

        /// Begins anew with the version that waits.
        pub fn renew(&self) {
            self.ask("renew", &self.0);
        }

        /// Keeps the planner for opening without a connection, though the person saves data.
        pub fn keep_here(&self) {
            self.ask("keepHere", &self.0);
        }

        /// The address of a planner with a page of its own, without the part after `#`.
        pub fn address(&self) -> String {
            self.ask("address", &self.0).as_string().unwrap_or_default()
        }

        /// Shows a number on the icon of the installed app, where there is one and it is the planner's own; 0 takes it
        /// away.
        pub fn set_badge(&self, count: u32) {
            self.ask("badge", &count.into());
        }

        /// Tells whoever embeds the planner what is going on, by name alone: never an answer.
        pub fn tell(&self, name: &str) {
            self.ask("tell", &name.into());
        }

        /// The clinic's colour, for where the embedding page names none.
        pub fn accent(&self, colour: &str) {
            self.ask("accent", &colour.into());
        }

        /// Tells the owner of the site, in the console, what is wrong with the clinic's configuration and does no harm:
        /// the rest of it is used.
        pub fn complain(&self, problems: &str) {
            self.ask("complain", &problems.into());
        }

        /// The same, where nothing of the configuration can be used, and the planner does not start.
        pub fn refuse(&self, problems: &str) {
            self.ask("refuse", &problems.into());
        }

        /// Keeps what this planner keeps apart from others on the same device.
        pub fn state_key(&self) -> Option<String> {
            self.text("stateKey")
        }

        /// The concern the embedding page is about, by its id.
        pub fn concern(&self) -> Option<String> {
            self.text("concern")
        }

        /// The text of the clinic's configuration.
        pub fn clinic(&self) -> Option<String> {
            self.text("clinic")
        }

        /// How the person came to the embedding page, as the clinic's own links say (`utm_…=…&…`), for its booking page.
        pub fn utm(&self) -> Option<String> {
            self.text("utm")
        }

        /// Gives focus once more to what has it: after a question above the page is closed, Chromium gives focus back
        /// to a field, and what is then typed goes nowhere.
        pub fn refocus(&self) {
            if let Some(focused) = self.focused().and_then(|focused| focused.dyn_into::<HtmlElement>().ok()) {
                // What has focus can lose it and take it.
                let _ = focused.blur();
                let _ = focused.focus();
            }
        }

        /// What has focus in the planner.
        pub fn focused(&self) -> Option<web_sys::Element> {
            // The page, or the part of it that the planner is shut off in.
            let around = self.root().get_root_node();
            Reflect::get(&around, &"activeElement".into()).ok()?.dyn_into().ok()
        }
    }

    thread_local! {
        /// The roots of all planners of this program.
        static ROOTS: RefCell<Vec<HtmlElement>> = const { RefCell::new(Vec::new()) };
    }

    /// Remembers a planner's root until it is forgotten.
    pub fn remember(root: &HtmlElement) {
        ROOTS.with_borrow_mut(|roots| roots.push(root.clone()));
    }

    /// Forgets a planner that has gone.
    pub fn forget(root: &HtmlElement) {
        ROOTS.with_borrow_mut(|roots| roots.retain(|other| other != root));
    }

    /// Marks every planner of this program as broken; the style sheet then shows what to do.
    pub fn mark_broken() {
        ROOTS.with_borrow(|roots| {
            for root in roots {
                // Setting an attribute of this name does not fail.
                let _ = root.set_attribute("data-broken", "");
            }
        });
    }
}

#[cfg(not(target_arch = "wasm32"))]
pub use native::Page;

#[cfg(not(target_arch = "wasm32"))]
mod native {
    /// Outside a browser nothing carries the app.
    #[derive(Clone, Debug, Default)]
    pub struct Page;

    impl Page {
        /// Outside a browser there is no address.
        pub fn fragment(&self) -> String {
            String::new()
        }

        /// Outside a browser there is nowhere to go.
        pub fn go(&self, _href: &str) {}

        /// Outside a browser there is no address to change.
        pub fn replace(&self, _href: &str) {}

        /// Outside a browser a page stands where it is shown as an example.
        pub fn address(&self) -> String {
            "https://planner.example/".to_owned()
        }

        /// Outside a browser nothing changes.
        pub fn on_fragment_change(&self, _react: impl Fn(String) + 'static) {}

        /// Outside a browser nothing waits for a frame.
        pub fn soon(&self, act: impl FnOnce() + 'static) {
            act();
        }

        /// Outside a browser nothing scrolls.
        pub fn top(&self) {}

        /// Outside a browser there is no tab.
        pub fn set_title(&self, _title: &str) {}

        /// Outside a browser a page has one language.
        pub fn speak(&self, _language: &str, _direction: &str, _broken: &str) -> Option<String> {
            None
        }

        /// Outside a browser nothing is light or dark.
        pub fn theme(&self, _theme: Option<&str>) {}

        /// Outside a browser nothing is embedded anywhere.
        pub fn around(&self) -> Option<String> {
            None
        }

        /// Outside a browser nothing is styled.
        pub fn style_sheet(&self, _address: &str) -> impl Future<Output = bool> + use<> {
            std::future::ready(true)
        }

        /// Outside a browser nothing prints.
        pub fn print(&self) {}

        /// Outside a browser nothing has focus.
        pub fn refocus(&self) {}

        /// Outside a browser nothing is loaded.
        pub fn reload(&self) {}

        /// Outside a browser nothing is fetched.
        pub fn offline(&self) -> Option<String> {
            None
        }

        /// Outside a browser there is one version.
        pub fn has_newer(&self) -> bool {
            false
        }

        /// Outside a browser nothing changes.
        pub fn on_offline(&self, _react: impl Fn() + 'static) {}

        /// Outside a browser there is nothing to begin anew.
        pub fn renew(&self) {}

        /// Outside a browser nothing is kept.
        pub fn keep_here(&self) {}

        /// Outside a browser the app has no icon.
        pub fn set_badge(&self, _count: u32) {}

        /// Outside a browser nobody listens.
        pub fn tell(&self, _name: &str) {}

        /// Outside a browser nobody reads it.
        pub fn complain(&self, _problems: &str) {}

        /// Outside a browser nothing is coloured.
        pub fn accent(&self, _colour: &str) {}

        /// Outside a browser nothing starts.
        pub fn refuse(&self, _problems: &str) {}

        /// Outside a browser there is one planner.
        pub fn state_key(&self) -> Option<String> {
            None
        }

        /// Outside a browser the page is about nothing in particular.
        pub fn concern(&self) -> Option<String> {
            None
        }

        /// Outside a browser there is no clinic.
        pub fn clinic(&self) -> Option<String> {
            None
        }

        /// Outside a browser nobody came from anywhere.
        pub fn utm(&self) -> Option<String> {
            None
        }
    }
}
