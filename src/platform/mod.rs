//! The only files that touch the browser beyond views: storage, clock, language, page, network.
//!
//! Uses: `present::locale` and `record::shelf` for the traits it implements. Used by: `state`, `ui`, `embed`. Each ability has a native
//! twin, so that views and state build and run outside a browser.

pub mod camera;
#[cfg(target_arch = "wasm32")]
mod chance;
pub mod clock;
#[cfg(target_arch = "wasm32")]
mod events;
pub mod fetch;
pub mod file;
pub mod folds;
pub mod image;
pub mod json;
pub mod locale;
#[cfg(target_arch = "wasm32")]
mod neighbours;
pub mod page;
pub mod persist;
pub mod place;
pub mod presence;
pub mod requests;
pub mod share;
pub mod shelf;
pub mod squeeze;
pub mod windows;
pub mod zone;
