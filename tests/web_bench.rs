//! Estimates a second in a browser. Run by `cargo xtask bench` alone: `test = false` in Cargo.toml keeps it from tests.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../benches/estimator/rate.rs"]
mod rate;

use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn estimates_a_second() {
    console_log!("{}", rate::report(js_sys::Date::now).unwrap());
}
