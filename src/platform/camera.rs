//! The device's camera, shown in the page. At most one runs; it is off as soon as nobody looks at it.
//!
//! Uses: `platform::image`. Used by: `ui`.

/// Why there is no picture from a camera.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCamera {
    /// The person or the browser said no.
    Denied,
    /// There is none, or another program has it.
    Missing,
    /// It was closed before it was ready.
    Closed,
}

#[cfg(target_arch = "wasm32")]
pub use browser::{close, is_there, open, take};

#[cfg(target_arch = "wasm32")]
mod browser {
    use std::cell::{Cell, RefCell};

    use js_sys::JSON;
    use wasm_bindgen::JsCast;
    use wasm_bindgen::prelude::Closure;
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{Document, DomException, HtmlVideoElement, MediaDevices, MediaStream, MediaStreamTrack, Window};

    use super::NoCamera;
    use crate::platform::image::{Unusable, shrink_bitmap};

    thread_local! {
        static RUNNING: RefCell<Option<Running>> = const { RefCell::new(None) };
        /// Which call of [`open`] is the last; what comes from an earlier one is switched off at once.
        static TURN: Cell<u32> = const { Cell::new(0) };
    }

    struct Running {
        stream: MediaStream,
        video: HtmlVideoElement,
        hidden: Closure<dyn FnMut()>,
    }

    #[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
    fn window() -> Option<Window> {
        web_sys::window()
    }

    fn document() -> Option<Document> {
        window()?.document()
    }

    /// Pages that were not fetched safely, and old browsers, have no such thing at all.
    fn devices() -> Option<MediaDevices> {
        window()?.navigator().media_devices().ok().filter(|devices| !devices.is_undefined())
    }

    /// Whether a camera can be asked for.
    pub fn is_there() -> bool {
        devices().is_some()
    }

    /// Shows the camera in `video`: the one that looks at the person, or the one that looks away. `hidden` is called
    /// when the page was put out of sight, which closes the camera.
    ///
    /// # Errors
    /// [`NoCamera`].
    pub async fn open(video: HtmlVideoElement, front: bool, hidden: impl Fn() + 'static) -> Result<(), NoCamera> {
        close();
        let turn = TURN.get();
        let facing = if front { "user" } else { "environment" };
        let wish =
            format!("{{\"video\":{{\"facingMode\":\"{facing}\",\"width\":{{\"ideal\":1280}}}},\"audio\":false}}");
        let wish = JSON::parse(&wish).map_err(|_| NoCamera::Missing)?.unchecked_into();
        let coming = devices().and_then(|devices| devices.get_user_media_with_constraints(&wish).ok());
        let stream = JsFuture::from(coming.ok_or(NoCamera::Missing)?).await.map_err(|error| {
            let name = error.dyn_ref::<DomException>().map(DomException::name).unwrap_or_default();
            let denied = matches!(name.as_str(), "NotAllowedError" | "SecurityError");
            if denied { NoCamera::Denied } else { NoCamera::Missing }
        })?;
        let stream: MediaStream = stream.unchecked_into();
        let document = document().filter(|document| !document.hidden() && turn == TURN.get());
        let Some(document) = document else {
            switch_off(&stream);
            return Err(NoCamera::Closed);
        };
        let hidden = Closure::<dyn FnMut()>::new(move || {
            if self::document().is_some_and(|document| document.hidden()) {
                hidden();
            }
        });
        // Adding a listener to a document does not fail.
        let _ = document.add_event_listener_with_callback(HIDDEN, hidden.as_ref().unchecked_ref());
        video.set_src_object(Some(&stream));
        RUNNING.set(Some(Running { stream, video, hidden }));
        Ok(())
    }

    const HIDDEN: &str = "visibilitychange";

    fn switch_off(stream: &MediaStream) {
        for track in stream.get_tracks().iter() {
            track.unchecked_into::<MediaStreamTrack>().stop();
        }
    }

    /// Switches the camera off, be it on or on its way.
    pub fn close() {
        TURN.set(TURN.get().wrapping_add(1));
        let Some(Running { stream, video, hidden }) = RUNNING.take() else { return };
        switch_off(&stream);
        video.set_src_object(None);
        if let Some(document) = document() {
            // Taking a listener away does not fail.
            let _ = document.remove_event_listener_with_callback(HIDDEN, hidden.as_ref().unchecked_ref());
        }
        // It may be what is being called at this moment.
        super::super::clock::after(0, move || drop(hidden));
    }

    /// What the camera shows now, as a small JPEG in base64.
    ///
    /// # Errors
    /// [`Unusable`] while it shows nothing yet.
    pub async fn take(video: HtmlVideoElement) -> Result<String, Unusable> {
        shrink_bitmap(window().and_then(|window| window.create_image_bitmap_with_html_video_element(&video).ok())).await
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use super::NoCamera;
    use crate::platform::image::Unusable;
    use web_sys::HtmlVideoElement;

    /// Drawn outside a browser, a screen looks as it does where there is a camera.
    pub fn is_there() -> bool {
        true
    }

    /// Outside a browser there is none.
    ///
    /// # Errors
    /// Always.
    pub async fn open(_video: HtmlVideoElement, _front: bool, _hidden: impl Fn() + 'static) -> Result<(), NoCamera> {
        Err(NoCamera::Missing)
    }

    /// Outside a browser there is nothing to switch off.
    pub fn close() {}

    /// Outside a browser there is no picture.
    ///
    /// # Errors
    /// Always.
    pub async fn take(_video: HtmlVideoElement) -> Result<String, Unusable> {
        Err(Unusable::NoPicture)
    }
}

#[cfg(not(target_arch = "wasm32"))]
pub use native::{close, is_there, open, take};
