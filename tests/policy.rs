//! The one Content-Security-Policy: every place that writes it down says the same, and nothing in the source needs more
//! than it allows. A header cannot know the one style sheet that stands in a page: it leaves styles in a page to the
//! page's own policy, which the build step completes with that sheet's name (`src/bin/site/page.rs`).

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

/// What the pages may load and do.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: \
    blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; form-action \
    'none'";

/// The same as a header.
fn header() -> String {
    POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
}

/// How any copy of it begins.
const BEGINS: &str = "default-src 'none'; script-src 'self'";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every file below a folder whose name ends so.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(folder).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found
}

#[test]
fn every_page_brings_the_policy_and_no_other() {
    let mut pages = files("src", &[".html"]);
    pages.push(root().join("index.html"));
    assert!(pages.len() >= 2);
    for page in pages {
        let text = read(&page);
        let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">");
        assert!(text.contains(&meta), "{}: its policy is not the one of tests/policy.rs", page.display());
        assert_eq!(text.matches("Content-Security-Policy\"").count(), 1, "{}", page.display());
        // It must stand before anything that loads something.
        let before = text.split(&meta).next().unwrap();
        assert!(!before.contains("<link") && !before.contains("<script"), "{}", page.display());
    }
}

#[test]
fn every_other_copy_of_the_policy_is_the_same() {
    // The server of this project; docs/hosting.md itself and its recipes for four kinds of server; and what is promised.
    let (page, header) = (POLICY.to_owned(), header());
    for (file, copies, policy) in
        [("xtask/src/policy.rs", 1, &header), ("docs/hosting.md", 5, &header), ("SECURITY.md", 1, &page)]
    {
        let text = read(&root().join(file));
        assert_eq!(text.matches(BEGINS).count(), copies, "{file}: copies of the policy");
        assert_eq!(text.matches(policy.as_str()).count(), copies, "{file}: a copy differs from tests/policy.rs");
        // A page in a sandbox has no address: even a star would keep the planner out of it.
        assert!(!text.contains("'none'; frame-ancestors *"), "{file}: who may frame the planner is left open");
    }
}

#[test]
fn no_page_of_ours_needs_a_script_within_it() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for file in files("src", &[".rs", ".html", ".svg", ".js"]).into_iter().chain([root().join("index.html")]) {
        seen += 1;
        let text = read(&file);
        let shipped = text.split("#[cfg(test)]").next().unwrap();
        for (number, line) in shipped.lines().enumerate() {
            let code = line.trim_start();
            if code.starts_with("//") || code.starts_with('*') {
                continue;
            }
            let in_page = [" onclick=", " onload=", " onerror=", "javascript:", "'unsafe-inline'", " eval("];
            for mark in in_page.iter().filter(|mark| code.contains(**mark)) {
                wrong.push(format!("{}:{}: {mark} in {code}", file.display(), number + 1));
            }
        }
    }
    assert!(seen > 100, "{seen} files");
    assert!(wrong.is_empty(), "{wrong:#?}");
}
