//! Reads one of the app's own static files. No address here ever depends on an answer.

/// A file could not be had: offline, or not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotFetched;

/// The text of the file at `address`.
///
/// # Errors
/// [`NotFetched`] when the network or the server refuses it.
#[cfg(target_arch = "wasm32")]
pub async fn text(address: &str) -> Result<String, NotFetched> {
    use wasm_bindgen::JsCast;
    use wasm_bindgen_futures::JsFuture;

    #[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
    let window = web_sys::window().ok_or(NotFetched)?;
    let response = JsFuture::from(window.fetch_with_str(address)).await.map_err(|_| NotFetched)?;
    let response: web_sys::Response = response.dyn_into().map_err(|_| NotFetched)?;
    if !response.ok() {
        return Err(NotFetched);
    }
    let body = JsFuture::from(response.text().map_err(|_| NotFetched)?).await.map_err(|_| NotFetched)?;
    body.as_string().ok_or(NotFetched)
}

/// Outside a browser nothing is fetched.
#[cfg(not(target_arch = "wasm32"))]
pub async fn text(_address: &str) -> Result<String, NotFetched> {
    Err(NotFetched)
}
