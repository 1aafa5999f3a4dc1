//! The program the page loads. The loader calls [`mount`]; starting does nothing by itself.

/// The standard one is made for programs with much memory and weighs three times as much.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {}

/// Puts the planner into the root of `page`, replacing what was prerendered there. `pack` is the text of a words pack and
/// `files` the address of the folder the app's static files stand in, ending in `/`. Gives back a function that takes it
/// away again.
///
/// # Errors
/// A message for the console when the pack cannot be used; the prerendered page then stays as it is.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn mount(page: wasm_bindgen::JsValue, pack: &str, files: String) -> Result<wasm_bindgen::JsValue, String> {
    microneedling_planner::embed::mount(microneedling_planner::platform::page::Page::of(page), pack, files)
}

/// Marks all planners of this program as broken. A build for release calls it in place of wording a panic
/// (src/bin/site/lighter.rs); any other has a hook for it.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn broken() {
    microneedling_planner::platform::page::mark_broken();
}
