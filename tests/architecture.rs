//! Keeps the layers apart and the files honest: who may use whom, how every file begins, what may stand in none of them.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test ends by panicking")]

#[path = "content/rust.rs"]
mod rust;

use std::path::{Path, PathBuf};

/// From left to right; a layer uses only layers to its left.
const LAYERS: [&str; 8] = ["domain", "content", "present", "record", "platform", "state", "ui", "embed"];

/// Layers that know nothing of a browser, and the crates that are one.
const PURE: &[&str] = &["domain", "content", "present", "record"];
const BROWSER_CRATES: &[&str] =
    &["leptos", "web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "gloo_storage"];

/// What else `src` holds; these may use every layer.
const ABOVE_THE_LAYERS: &[&str] = &["lib.rs", "main.rs", "bin"];

/// The longest file of code, in lines.
const MOST_LINES: usize = 600;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn nothing_wrong(rule: &str, wrong: &[String]) {
    assert!(wrong.is_empty(), "{rule}: {} wrong\n{}\n", wrong.len(), wrong.join("\n"));
}

/// `ui` for `src/ui/pages/plan.rs`.
fn layer(path: &str) -> &str {
    path.strip_prefix("src/").and_then(|below| below.split('/').next()).unwrap_or("").trim_end_matches(".rs")
}

#[test]
fn a_layer_uses_only_layers_to_its_left() {
    let mut wrong = Vec::new();
    for source in rust::sources(root(), "src") {
        let below = source.path.trim_start_matches("src/");
        if ABOVE_THE_LAYERS.contains(&below.split('/').next().unwrap()) {
            continue;
        }
        let Some(own) = LAYERS.iter().position(|name| *name == layer(&source.path)) else {
            wrong.push(format!("{}: belongs to no layer", source.path));
            continue;
        };
        for name in source.crate_paths() {
            match LAYERS.iter().position(|layer| *layer == name) {
                Some(used) if used > own => {
                    wrong.push(format!("{}: {} uses {name}, which is to its right", source.path, LAYERS[own]));
                }
                _ => {}
            }
        }
        let code = source.shipped_code();
        if PURE.contains(&LAYERS[own]) {
            let names = BROWSER_CRATES.iter().filter(|name| has_word(&code, name));
            wrong.extend(names.map(|name| format!("{}: {name} in a layer without a browser", source.path)));
        }
        if LAYERS[own] == "domain" && has_word(&code, "serde_json") {
            wrong.push(format!("{}: JSON in the domain", source.path));
        }
    }
    nothing_wrong("layers", &wrong);
}

#[test]
fn parts_and_pictures_know_no_page() {
    let mut wrong = Vec::new();
    for source in rust::sources(root(), "src/ui") {
        let shared = source.path.starts_with("src/ui/parts/") || source.path.starts_with("src/ui/pictures/");
        if shared && source.shipped_code().contains("pages::") {
            wrong.push(format!("{}: uses a page; what two pages share is a part", source.path));
        }
    }
    nothing_wrong("pages use parts, not the other way", &wrong);
}

fn has_word(text: &str, word: &str) -> bool {
    let in_word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word)
        .any(|(at, _)| !text[..at].ends_with(in_word) && !text[at + word.len()..].starts_with(in_word))
}

#[test]
fn lib_names_the_layers_and_nothing_else() {
    let lib = rust::take_apart("src/lib.rs", std::fs::read_to_string(root().join("src/lib.rs")).unwrap());
    let names = lib.code.split("mod ").skip(1).map(|rest| rest.split([';', ' ', '{']).next().unwrap());
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    let mut layers = LAYERS;
    layers.sort_unstable();
    assert_eq!(names, layers);
}

#[test]
fn every_file_begins_by_saying_what_it_is() {
    let mut wrong = Vec::new();
    for folder in ["src", "xtask/src", "tests"] {
        for source in rust::sources(root(), folder) {
            let words = source
                .text
                .strip_prefix("//!")
                .map_or(0, |rest| rest.lines().next().unwrap_or("").split_whitespace().count());
            if words < 3 {
                wrong.push(format!("{}: does not begin with `//!` and a sentence", source.path));
            }
        }
    }
    nothing_wrong("first lines", &wrong);
}

#[test]
fn no_file_is_too_long_to_be_read() {
    let mut wrong = Vec::new();
    for source in ["src", "tests", "xtask/src"].into_iter().flat_map(|folder| rust::sources(root(), folder)) {
        let lines = source.text.lines().count();
        if lines > MOST_LINES {
            wrong.push(format!("{}: {lines} lines, may be {MOST_LINES}", source.path));
        }
    }
    nothing_wrong("length", &wrong);
}

#[test]
fn no_view_sets_a_style_attribute() {
    let mut wrong = Vec::new();
    for source in rust::sources(root(), "src") {
        // `style=` and `style:width=` in a view, `.style(` on an element, `style="` in a string of markup.
        let in_code = source.code.match_indices("style").any(|(at, word)| {
            let (before, after) = (&source.code[..at], &source.code[at + word.len()..]);
            let attribute = after.starts_with('=') && !after.starts_with("==");
            let directive =
                after.strip_prefix(':').is_some_and(|name| name.starts_with(|c: char| c.is_ascii_lowercase()));
            before.ends_with(char::is_whitespace) && (attribute || directive)
                || before.ends_with('.') && after.starts_with("((")
        });
        let in_text = source.literals.iter().any(|literal| literal.text.contains("style="));
        if in_code || in_text {
            wrong.push(format!("{}: a style attribute, which the page's policy blocks; use a class", source.path));
        }
    }
    nothing_wrong("style attributes", &wrong);
}

/// Files of the project that are text: all below its folders, and the documents at its root.
fn text_files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in ["src", "tests", "xtask", "content", "docs", "integrations", "style", ".cargo", ".ci"] {
        collect(&root().join(folder), &mut files);
    }
    for item in std::fs::read_dir(root()).unwrap().filter_map(Result::ok) {
        let path = item.path();
        if path.extension().is_some_and(|ending| ["md", "toml", "html", "json"].iter().any(|known| ending == *known)) {
            files.push(path);
        }
    }
    files
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    const GENERATED: [&str; 4] = ["target", "dist", "node_modules", "test-results"];
    let Ok(listing) = std::fs::read_dir(folder) else { return };
    for item in listing.filter_map(Result::ok) {
        let path = item.path();
        let generated = GENERATED.iter().any(|name| item.file_name() == *name);
        match item.file_type() {
            Ok(kind) if kind.is_symlink() => {}
            Ok(kind) if kind.is_dir() && !generated => collect(&path, into),
            Ok(kind) if kind.is_file() => into.push(path),
            _ => {}
        }
    }
}

/// What would tell of how or where the project was written, put together here so as not to be found here. The first
/// list is found anywhere, the second only as words of their own.
fn tells() -> (Vec<String>, Vec<String>) {
    let join = |parts: &[&str]| parts.concat();
    let anywhere = vec![
        join(&["..", "/shared"]),
        join(&["/work", "/"]),
        join(&["a", "i-generated"]),
        join(&["a", "i generated"]),
        join(&["registry", ".npm"]),
        join(&["index", ".crates.io"]),
        join(&["static", ".crates.io"]),
        join(&["replace", "-with"]),
        join(&["\"reso", "lved\":"]),
    ];
    let words = vec![join(&["age", "nt"]), join(&["age", "nts"]), join(&["cl", "aude"]), join(&["anth", "ropic"])];
    (anywhere, words)
}

#[test]
fn no_file_tells_of_the_place_it_was_written_in() {
    let (anywhere, words) = tells();
    let mut wrong = Vec::new();
    for file in text_files() {
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        let path = file.strip_prefix(root()).unwrap().display().to_string();
        // Publications are called what they are called.
        let quotes_titles = path.ends_with("sources.json");
        for (number, line) in text.lines().enumerate() {
            // What a web browser calls itself is a word of the web's.
            let line = line.to_lowercase().replace(&["user-a", "gent"].concat(), "");
            let found = anywhere.iter().filter(|tell| line.contains(tell.as_str()));
            let found = found.chain(words.iter().filter(|tell| !quotes_titles && has_word(&line, tell)));
            wrong.extend(found.map(|tell| format!("{path}:{}: {tell}", number + 1)));
        }
    }
    nothing_wrong("tell-tales", &wrong);
}

#[test]
fn source_is_taken_apart_rightly() {
    let text = r####"use crate::{domain::a, ui}; // "crate::embed"
        /* /* crate::embed */ */ fn f<'a>(x: &'a str) -> char { let y = r#"a "b" //"#; '"' }
        let z = "c\"d"; b"e"; super::super::state::x(); $crate::present::y!();
        #[cfg(test)] mod tests { use crate::ui; fn g() { "hidden" } } "shown""####;
    let source = rust::take_apart("src/record/x.rs", text.to_owned());
    let literals = |literals: Vec<&rust::Literal>| -> Vec<String> {
        literals.iter().map(|literal| literal.text.clone()).collect()
    };
    assert_eq!(literals(source.literals.iter().collect()), ["a \"b\" //", "c\\\"d", "e", "hidden", "shown"]);
    assert_eq!(literals(source.shipped_literals()), ["a \"b\" //", "c\\\"d", "e", "shown"]);
    assert_eq!(source.crate_paths(), ["domain", "ui", "present", "state"]);
    assert_eq!(source.literals[1].line, 3);
}
