//! How the app gets onto a page: mounting into an element that may hold the prerendered page.
//!
//! Uses: every layer. Used by: `main`, the loader.

#[cfg(target_arch = "wasm32")]
mod mount;

#[cfg(target_arch = "wasm32")]
pub use mount::mount;
