//! Texts made shorter by the browser's own raw deflate. A browser that has none leaves them as they are.
//!
//! Used by: `state::carry`. Natively nothing is squeezed.

#[cfg(target_arch = "wasm32")]
pub use browser::{squeeze, stretch};

#[cfg(not(target_arch = "wasm32"))]
pub use native::{squeeze, stretch};

#[cfg(target_arch = "wasm32")]
mod browser {
    use js_sys::{Array, Function, Reflect, Uint8Array};
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{Blob, Response};

    /// The bytes squeezed; `None` where the browser cannot.
    pub async fn squeeze(bytes: &[u8]) -> Option<Vec<u8>> {
        through("CompressionStream", bytes).await
    }

    /// The bytes as they were before [`squeeze`]; `None` where the browser cannot, or they are no such bytes.
    pub async fn stretch(bytes: &[u8]) -> Option<Vec<u8>> {
        through("DecompressionStream", bytes).await
    }

    /// Sends bytes through a stream that not every browser has, so that it is asked for by its name.
    async fn through(stream: &str, bytes: &[u8]) -> Option<Vec<u8>> {
        let stream: Function = Reflect::get(&js_sys::global(), &JsValue::from_str(stream)).ok()?.dyn_into().ok()?;
        let stream = Reflect::construct(&stream, &Array::of1(&JsValue::from_str("deflate-raw"))).ok()?;
        let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))).ok()?;
        // It has the two ends that a pair has.
        let all = blob.stream().pipe_through(stream.unchecked_ref());
        let all = Response::new_with_opt_readable_stream(Some(&all)).ok()?.array_buffer().ok()?;
        Some(Uint8Array::new(&JsFuture::from(all).await.ok()?).to_vec())
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    /// Outside a browser the bytes stay as they are.
    pub async fn squeeze(bytes: &[u8]) -> Option<Vec<u8>> {
        Some(bytes.to_vec())
    }

    /// Outside a browser the bytes stay as they are.
    pub async fn stretch(bytes: &[u8]) -> Option<Vec<u8>> {
        Some(bytes.to_vec())
    }
}
