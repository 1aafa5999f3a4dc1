//! Texts made shorter by the browser's own raw deflate. A browser that has none leaves them as they are.
//!
//! Used by: `state::carry`. Natively nothing is squeezed.

#[cfg(target_arch = "wasm32")]
pub use browser::{squeeze, stretch};

#[cfg(not(target_arch = "wasm32"))]
pub use native::{squeeze, stretch};

/// Why bytes cannot be had as they were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotStretched {
    /// The browser cannot, or they are no such bytes.
    Cannot,
    /// They would be more than are wanted.
    TooLong,
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use js_sys::{Array, Function, Reflect, Uint8Array};
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{Blob, ReadableStream, ReadableStreamDefaultReader, Response};

    use super::NotStretched;

    /// The bytes squeezed; `None` where the browser cannot.
    pub async fn squeeze(bytes: &[u8]) -> Option<Vec<u8>> {
        let all = through("CompressionStream", bytes)?;
        let all = Response::new_with_opt_readable_stream(Some(&all)).ok()?.array_buffer().ok()?;
        Some(Uint8Array::new(&JsFuture::from(all).await.ok()?).to_vec())
    }

    /// The bytes as they were before [`squeeze`]. They are taken piece by piece, and no more than wanted: a few bytes can be
    /// made to stretch to a thousand times as many.
    ///
    /// # Errors
    /// [`NotStretched`].
    pub async fn stretch(bytes: &[u8], longest: usize) -> Result<Vec<u8>, NotStretched> {
        let stream = through("DecompressionStream", bytes).ok_or(NotStretched::Cannot)?;
        let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
        let mut all = Vec::new();
        while let Some(piece) = next(&reader).await? {
            if all.len() + piece.len() > longest {
                // Nothing comes of it if it is already over.
                let _ = reader.cancel();
                return Err(NotStretched::TooLong);
            }
            all.extend(piece);
        }
        Ok(all)
    }

    /// The next piece of a stream; none when it is over.
    async fn next(reader: &ReadableStreamDefaultReader) -> Result<Option<Vec<u8>>, NotStretched> {
        let read = JsFuture::from(reader.read()).await.map_err(|_| NotStretched::Cannot)?;
        let piece = Reflect::get(&read, &JsValue::from_str("value")).map_err(|_| NotStretched::Cannot)?;
        Ok((!piece.is_undefined()).then(|| Uint8Array::new(&piece).to_vec()))
    }

    /// Sends bytes through a stream that not every browser has, so that it is asked for by its name.
    fn through(stream: &str, bytes: &[u8]) -> Option<ReadableStream> {
        let stream: Function = Reflect::get(&js_sys::global(), &JsValue::from_str(stream)).ok()?.dyn_into().ok()?;
        let stream = Reflect::construct(&stream, &Array::of1(&JsValue::from_str("deflate-raw"))).ok()?;
        let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))).ok()?;
        // It has the two ends that a pair has.
        Some(blob.stream().pipe_through(stream.unchecked_ref()))
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use super::NotStretched;

    /// Outside a browser the bytes stay as they are.
    pub async fn squeeze(bytes: &[u8]) -> Option<Vec<u8>> {
        Some(bytes.to_vec())
    }

    /// Outside a browser the bytes stay as they are.
    ///
    /// # Errors
    /// [`NotStretched::TooLong`].
    pub async fn stretch(bytes: &[u8], longest: usize) -> Result<Vec<u8>, NotStretched> {
        if bytes.len() > longest { Err(NotStretched::TooLong) } else { Ok(bytes.to_vec()) }
    }
}
