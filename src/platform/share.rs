//! Files and texts that leave the app by the person's own hand: saved, shared, copied.

/// How sharing went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shared {
    /// The person chose where to.
    Done,
    /// The person closed the list again.
    Cancelled,
    /// This browser shares no such file.
    Impossible,
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use js_sys::{Array, Reflect, Uint8Array};
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{Blob, BlobPropertyBag, File, FilePropertyBag, HtmlAnchorElement, Navigator, ShareData, Url};

    use super::Shared;
    use crate::platform::{chance, clock};

    /// Long enough for a slow device to read the file.
    const KEPT: i32 = 60_000;

    #[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
    fn navigator() -> Option<Navigator> {
        web_sys::window().map(|window| window.navigator())
    }

    /// Whether the browser has an ability by this name: calling one it lacks would end the program.
    fn has(navigator: &Navigator, ability: &str) -> bool {
        Reflect::get(navigator, &JsValue::from_str(ability)).is_ok_and(|ability| !ability.is_undefined())
    }

    fn parts(bytes: &[u8]) -> Array {
        Array::of1(&Uint8Array::from(bytes))
    }

    /// Hands a file to the browser to save. `true` says only that it was handed over: browsers inside other apps drop
    /// it and tell nobody.
    #[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
    pub fn download(name: &str, mime: &str, bytes: &[u8]) -> bool {
        let kind = BlobPropertyBag::new();
        kind.set_type(mime);
        let Ok(blob) = Blob::new_with_u8_array_sequence_and_options(&parts(bytes), &kind) else { return false };
        let Ok(address) = Url::create_object_url_with_blob(&blob) else { return false };
        let link = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.create_element("a").ok())
            .and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
        if let Some(link) = &link {
            link.set_href(&address);
            link.set_download(name);
            link.click();
        }
        // Forgetting the address of a file does not fail.
        clock::after(KEPT, move || drop(Url::revoke_object_url(&address)));
        link.is_some()
    }

    /// Puts a text where the person can paste it from. `false` where the browser does not allow it.
    pub async fn copy(text: String) -> bool {
        let Some(navigator) = navigator().filter(|navigator| has(navigator, "clipboard")) else { return false };
        JsFuture::from(navigator.clipboard().write_text(&text)).await.is_ok()
    }

    fn data(name: &str, mime: &str, bytes: &[u8]) -> Option<ShareData> {
        let kind = FilePropertyBag::new();
        kind.set_type(mime);
        let file = File::new_with_u8_array_sequence_and_options(&parts(bytes), name, &kind).ok()?;
        let data = ShareData::new();
        data.set_files(&Array::of1(&file));
        Some(data)
    }

    /// Whether the browser shares files at all.
    pub fn can_share() -> bool {
        let able = navigator().filter(|navigator| has(navigator, "share") && has(navigator, "canShare"));
        let plain = data("planner.txt", "text/plain", b" ");
        able.zip(plain).is_some_and(|(navigator, data)| navigator.can_share_with_data(&data))
    }

    /// Opens the device's own list of places to share a file to.
    pub async fn share_file(name: &str, mime: &str, bytes: &[u8]) -> Shared {
        let able = navigator().filter(|navigator| has(navigator, "share") && has(navigator, "canShare"));
        let Some((navigator, data)) = able.zip(data(name, mime, bytes)) else { return Shared::Impossible };
        if !navigator.can_share_with_data(&data) {
            return Shared::Impossible;
        }
        match JsFuture::from(navigator.share_with_data(&data)).await {
            Ok(_) => Shared::Done,
            Err(why) => {
                let name = Reflect::get(&why, &JsValue::from_str("name")).ok().and_then(|name| name.as_string());
                if name.as_deref() == Some("AbortError") { Shared::Cancelled } else { Shared::Impossible }
            }
        }
    }

    /// 32 hexadecimal digits that nobody else has drawn; `None` where the browser has no source of them.
    #[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
    pub fn random_id() -> Option<String> {
        let mut bytes = [0u8; 16];
        chance::fill(&mut bytes).then(|| bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use super::Shared;

    /// Outside a browser nothing is saved.
    pub fn download(_name: &str, _mime: &str, _bytes: &[u8]) -> bool {
        false
    }

    /// Outside a browser there is nowhere to paste from.
    pub async fn copy(_text: String) -> bool {
        false
    }

    /// Outside a browser nothing is shared.
    pub fn can_share() -> bool {
        false
    }

    /// Outside a browser nothing is shared.
    pub async fn share_file(_name: &str, _mime: &str, _bytes: &[u8]) -> Shared {
        Shared::Impossible
    }

    /// Outside a browser chance is always the same.
    pub fn random_id() -> Option<String> {
        Some("0".repeat(32))
    }
}

#[cfg(target_arch = "wasm32")]
pub use browser::{can_share, copy, download, random_id, share_file};
#[cfg(not(target_arch = "wasm32"))]
pub use native::{can_share, copy, download, random_id, share_file};
