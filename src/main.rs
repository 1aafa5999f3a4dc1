//! The program the page loads. The loader calls [`mount`]; starting does nothing by itself.

fn main() {}

/// Puts the planner into `root`, replacing the prerendered page inside it. `pack` is the text of a words pack and
/// `files` the address of the folder the app's static files stand in, ending in `/`.
///
/// # Errors
/// A message for the console when the pack cannot be used; the prerendered page then stays as it is.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn mount(root: web_sys::HtmlElement, pack: &str, files: String) -> Result<(), String> {
    microneedling_planner::embed::mount(root, pack, files)
}
