//! What the page has asked for since it was opened, as the browser itself counts it.
//!
//! Used by: `ui::pages::privacy`. A browser counts for the whole page, with whatever else stands on it, and keeps the first
//! 250 for who asks late.

/// How many a browser keeps for who asks late. What came beyond is not told.
pub const KEPT: usize = 250;

/// A file that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its whole address.
    pub address: String,
    /// How many bytes its contents took on the way; none where the browser does not say.
    pub bytes: Option<u64>,
}

#[cfg(target_arch = "wasm32")]
pub use browser::{is_alone, watch};
#[cfg(not(target_arch = "wasm32"))]
pub use native::{is_alone, watch};

#[cfg(target_arch = "wasm32")]
mod browser {
    use js_sys::{Array, Function, Object, Reflect};
    use wasm_bindgen::JsCast;
    use wasm_bindgen::prelude::{Closure, JsValue};

    use super::Asked;
    use crate::platform::events::keep;
    use crate::platform::page::Page;

    /// Stops watching when it is dropped.
    struct Watching {
        observer: JsValue,
        _heard: Closure<dyn Fn(JsValue)>,
    }

    impl Drop for Watching {
        fn drop(&mut self) {
            drop(call(&self.observer, "disconnect", &JsValue::UNDEFINED));
        }
    }

    fn get(object: &JsValue, name: &str) -> JsValue {
        Reflect::get(object, &name.into()).unwrap_or_default()
    }

    fn call(object: &JsValue, name: &str, with: &JsValue) -> Option<JsValue> {
        get(object, name).dyn_into::<Function>().ok()?.call1(object, with).ok()
    }

    fn asked(entries: Option<JsValue>) -> Vec<Asked> {
        let entries = entries.and_then(|entries| entries.dyn_into::<Array>().ok()).unwrap_or_default();
        let entry = |entry: JsValue| {
            let bytes = get(&entry, "encodedBodySize").as_f64().filter(|bytes| *bytes > 0.0);
            Some(Asked { address: get(&entry, "name").as_string()?, bytes: bytes.map(|bytes| bytes as u64) })
        };
        entries.iter().filter_map(entry).collect()
    }

    /// Calls `react` with what was asked for so far, and with more whenever there is more, for as long as whoever
    /// watches is there; `false` where the browser does not count.
    pub fn watch(react: impl Fn(Vec<Asked>) + 'static) -> bool {
        let global = js_sys::global();
        let Ok(observer) = get(&global, "PerformanceObserver").dyn_into::<Function>() else { return false };
        // The page itself is counted apart from what it asks for.
        react(asked(call(&get(&global, "performance"), "getEntriesByType", &"navigation".into())));
        let heard = Closure::<dyn Fn(JsValue)>::new(move |list: JsValue| {
            react(asked(call(&list, "getEntries", &JsValue::UNDEFINED)));
        });
        let Ok(observer) = Reflect::construct(&observer, &Array::of1(heard.as_ref())) else { return false };
        let options = Object::new();
        for (name, value) in [("type", JsValue::from("resource")), ("buffered", JsValue::TRUE)] {
            // Setting a field of a new object does not fail.
            let _ = Reflect::set(&options, &name.into(), &value);
        }
        let watches = call(&observer, "observe", &options).is_some();
        keep(Box::new(Watching { observer, _heard: heard }));
        watches
    }

    /// Whether the planner has its page, or its frame, to itself. In the midst of somebody's page it stands in a shadow.
    pub fn is_alone(page: &Page) -> bool {
        page.root().get_root_node().is_instance_of::<web_sys::Document>()
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use super::Asked;
    use crate::platform::page::Page;

    /// Outside a browser nothing is asked for.
    pub fn watch(_react: impl Fn(Vec<Asked>) + 'static) -> bool {
        false
    }

    /// Outside a browser nothing stands around the planner.
    pub fn is_alone(_page: &Page) -> bool {
        true
    }
}
