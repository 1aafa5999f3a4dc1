//! The browser's source of chance.
//!
//! Used by: `platform`, in a browser only.

/// Fills in bytes that nobody can guess; `false` where the browser has none.
#[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
pub fn fill(bytes: &mut [u8]) -> bool {
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    crypto.is_some_and(|crypto| crypto.get_random_values_with_u8_array(bytes).is_ok())
}
