//! Asking the browser not to clear what is kept here by itself. Each browser decides as it likes: some ask the person,
//! some look at how much a page is used.

/// What the browser says about what is kept here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promise {
    /// It stays until the person deletes it.
    Given,
    /// The browser may clear it when it needs the room.
    Open,
    /// This browser cannot say.
    Unknown,
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use js_sys::{Function, Promise as Coming, Reflect};
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::{JsFuture, spawn_local};

    use super::Promise;

    /// Calls a method of the browser's storage manager that answers with yes or no. Older browsers, and pages that came
    /// over an open line, have none.
    async fn answer(method: &str) -> Promise {
        match call(method) {
            Some(coming) => match JsFuture::from(coming).await.ok().and_then(|answer| answer.as_bool()) {
                Some(true) => Promise::Given,
                Some(false) => Promise::Open,
                None => Promise::Unknown,
            },
            None => Promise::Unknown,
        }
    }

    #[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
    fn call(method: &str) -> Option<Coming> {
        let navigator = web_sys::window()?.navigator();
        let manager = Reflect::get(&navigator, &JsValue::from_str("storage")).ok()?;
        let method = Reflect::get(&manager, &JsValue::from_str(method)).ok()?.dyn_into::<Function>().ok()?;
        method.call0(&manager).ok()?.dyn_into().ok()
    }

    /// What the browser says now.
    pub async fn promised() -> Promise {
        answer("persisted").await
    }

    /// Asks for its promise, and says what came of it.
    pub async fn ask() -> Promise {
        answer("persist").await
    }

    /// Asks for its promise unless it has been given, and shows nothing.
    pub fn ask_quietly() {
        spawn_local(async {
            if promised().await == Promise::Open {
                ask().await;
            }
        });
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use super::Promise;

    /// Outside a browser nobody promises anything.
    pub async fn promised() -> Promise {
        Promise::Unknown
    }

    /// Outside a browser there is nobody to ask.
    pub async fn ask() -> Promise {
        Promise::Unknown
    }

    /// Outside a browser there is nobody to ask.
    pub fn ask_quietly() {}
}

#[cfg(target_arch = "wasm32")]
pub use browser::{ask, ask_quietly, promised};
#[cfg(not(target_arch = "wasm32"))]
pub use native::{ask, ask_quietly, promised};
