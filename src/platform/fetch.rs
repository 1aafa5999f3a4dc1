//! Reads one of the app's own static files. No address here ever depends on an answer.

/// A file could not be had: offline, or not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotFetched;

/// The text of the file at `address`. The request goes out at once, so two made one after the other run side by side.
///
/// # Errors
/// [`NotFetched`] when the network or the server refuses it.
#[cfg(target_arch = "wasm32")]
pub fn text(address: &str) -> impl Future<Output = Result<String, NotFetched>> + use<> {
    use wasm_bindgen::JsCast;
    use wasm_bindgen_futures::JsFuture;

    #[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
    let window = web_sys::window();
    let response = window.map(|window| JsFuture::from(window.fetch_with_str(address)));
    async {
        let response = response.ok_or(NotFetched)?.await.map_err(|_| NotFetched)?;
        let response: web_sys::Response = response.dyn_into().map_err(|_| NotFetched)?;
        if !response.ok() {
            return Err(NotFetched);
        }
        let body = JsFuture::from(response.text().map_err(|_| NotFetched)?).await.map_err(|_| NotFetched)?;
        body.as_string().ok_or(NotFetched)
    }
}

/// Outside a browser nothing is fetched.
#[cfg(not(target_arch = "wasm32"))]
pub fn text(_address: &str) -> impl Future<Output = Result<String, NotFetched>> + use<> {
    std::future::ready(Err(NotFetched))
}
