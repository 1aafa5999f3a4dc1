//! Handing a file to the person: a download, made on the device and sent nowhere.

/// Offers `bytes` as a file to keep; `false` when the browser would not.
#[cfg(target_arch = "wasm32")]
#[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
pub fn download(name: &str, mime: &str, bytes: &[u8]) -> bool {
    use wasm_bindgen::JsCast;

    /// How long the browser may take to read the file, in milliseconds.
    const READ: i32 = 60_000;

    let start = || {
        let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
        let options = web_sys::BlobPropertyBag::new();
        options.set_type(mime);
        let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
        let address = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
        let anchor = web_sys::window()?.document()?.create_element("a").ok()?;
        let anchor: web_sys::HtmlAnchorElement = anchor.dyn_into().ok()?;
        anchor.set_href(&address);
        anchor.set_download(name);
        anchor.click();
        super::clock::after(READ, move || {
            // An address made here can always be given up.
            let _ = web_sys::Url::revoke_object_url(&address);
        });
        Some(())
    };
    start().is_some()
}

/// Outside a browser there is nobody to hand a file to.
#[cfg(not(target_arch = "wasm32"))]
pub fn download(_name: &str, _mime: &str, _bytes: &[u8]) -> bool {
    false
}
