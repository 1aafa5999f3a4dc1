//! Files and texts that leave the app by the person's own hand: download, copy, share, open.

/// Hands a file to the browser to save; `false` when it cannot.
#[cfg(target_arch = "wasm32")]
#[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
pub fn download(name: &str, mime: &str, bytes: &[u8]) -> bool {
    use wasm_bindgen::JsCast;

    let save = || {
        let document = web_sys::window()?.document()?;
        let options = web_sys::BlobPropertyBag::new();
        options.set_type(mime);
        let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
        let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
        let address = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
        let link: web_sys::HtmlElement = document.create_element("a").ok()?.dyn_into().ok()?;
        link.set_attribute("href", &address).ok()?;
        link.set_attribute("download", name).ok()?;
        link.click();
        // The browser has begun to read the file; a minute later the memory is given back.
        super::clock::after(60_000, move || drop(web_sys::Url::revoke_object_url(&address)));
        Some(())
    };
    save().is_some()
}

/// Puts a text on the clipboard; `false` when the browser does not allow it.
#[cfg(target_arch = "wasm32")]
#[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
pub async fn copy(text: String) -> bool {
    use wasm_bindgen::{JsCast, JsValue};

    // On a page without encryption there is no clipboard, which the typed call takes for granted.
    let navigator = web_sys::window().map(|window| window.navigator());
    let clipboard =
        navigator.and_then(|navigator| js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard")).ok());
    let Some(clipboard) = clipboard.and_then(|clipboard| clipboard.dyn_into::<web_sys::Clipboard>().ok()) else {
        return false;
    };
    wasm_bindgen_futures::JsFuture::from(clipboard.write_text(&text)).await.is_ok()
}

/// Outside a browser nothing is saved.
#[cfg(not(target_arch = "wasm32"))]
pub fn download(_name: &str, _mime: &str, _bytes: &[u8]) -> bool {
    false
}

/// Outside a browser nothing is copied.
#[cfg(not(target_arch = "wasm32"))]
pub async fn copy(_text: String) -> bool {
    false
}
