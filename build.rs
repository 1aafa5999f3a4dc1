//! Tells the program which languages there are, one for each folder of words, and asks the linker for what taking the
//! program apart needs: where each function and each constant is named.
//!
//! The second only for the program in parts (feature `split`); src/bin/site/parts.rs reads it.

use std::env::{var, var_os};
use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=content");
    let out = var("OUT_DIR")?;
    fs::write(Path::new(&out).join("languages.rs"), languages()?)?;
    let browser = var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32");
    if browser && var_os("CARGO_FEATURE_SPLIT").is_some() {
        println!("cargo::rustc-link-arg-bin=microneedling-planner=--emit-relocs");
    }
    Ok(())
}

/// The languages as a Rust list: English, of which all others are translations, then the others by their tags. A folder
/// of words has the name of its language in that language as the text `language.name`.
fn languages() -> Result<String, Box<dyn Error>> {
    let mut found = Vec::new();
    for item in fs::read_dir("content")? {
        let folder = item?.path();
        let Ok(words) = fs::read_to_string(folder.join("app.json")) else { continue };
        let words: serde_json::Value = serde_json::from_str(&words)?;
        let tag = folder.file_name().and_then(|name| name.to_str()).ok_or("a folder with a name that is no text")?;
        let name = words.get("language.name").map(|name| name.get("label").unwrap_or(name));
        let name = name.and_then(|name| name.as_str()).ok_or(format!("content/{tag}/app.json has no language.name"))?;
        found.push((tag != "en", tag.to_owned(), name.to_owned()));
    }
    found.sort();
    let rows: String =
        found.iter().map(|(_, tag, name)| format!("Language {{ tag: {tag:?}, name: {name:?} }},")).collect();
    Ok(format!("&[{rows}]"))
}
