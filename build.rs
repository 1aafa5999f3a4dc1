//! Asks the linker for what taking the program apart needs: where each function and each constant is named.
//!
//! Only for the program in two parts (feature `split`); src/bin/site/parts.rs reads it.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let has = |name| std::env::var_os(name).is_some();
    let browser = std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32");
    if browser && has("CARGO_FEATURE_SPLIT") {
        println!("cargo::rustc-link-arg-bin=microneedling-planner=--emit-relocs");
    }
}
