//! What makes the site an app that opens without a connection: what the worker is filled with, and the manifest of each
//! language. Used by: the build step.

use std::error::Error;
use std::fs;
use std::path::Path;

use microneedling_planner::content::languages::Language;
use microneedling_planner::content::words::Words;
use serde_json::{Map, Value, json};

use crate::page::root;

/// The worker's script, beside the page of the first language.
pub const WORKER: &str = "sw.js";

/// The manifest, beside each page.
pub const MANIFEST: &str = "manifest.webmanifest";

/// Files of the versioned folder that only planners on somebody's page ask for, which have a connection, and those that
/// only `check.html` asks for.
const ELSEWHERE: [&str; 4] = ["check.css", "element.js", "embed.css", "frame.js"];

/// The icons of an installed app: name, size, and what for.
const ICONS: [(&str, &str, &str); 4] = [
    ("icon.svg", "any", "any"),
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-512.png", "512x512", "maskable"),
];

/// The worker, with the version and its files filled in; `names` are those of the versioned folder.
pub fn worker(template: &str, version: &str, names: &[String], languages: &[Language]) -> String {
    let kept = |name: &&String| !ELSEWHERE.contains(&name.as_str()) && !name.ends_with(".png");
    let language_of = |name: &str| languages.iter().find(|language| name.ends_with(&format!(".{}.json", language.tag)));
    let path = |name: &String| format!("{version}/{name}");
    let shared: Vec<String> = names.iter().filter(kept).filter(|name| language_of(name).is_none()).map(path).collect();
    let own = |language: &Language| -> Value {
        let packs = names.iter().filter(|name| language_of(name) == Some(language)).map(path);
        // By name, which puts the words of the first screens behind all others; then the page.
        packs.chain([language.folder()]).collect()
    };
    let own: Map<String, Value> = languages.iter().map(|language| (language.tag.to_owned(), own(language))).collect();
    template
        .replace("{{version}}", version)
        .replace("{{shared}}", &Value::from(shared).to_string())
        .replace("{{languages}}", &Value::Object(own).to_string())
}

/// The lines of the head of each page for a browser that can install it.
pub fn head() -> Result<[String; 3], Box<dyn Error>> {
    let [light, dark] = papers()?;
    let theme = |scheme, colour| {
        format!("<meta name=\"theme-color\" media=\"(prefers-color-scheme: {scheme})\" content=\"{colour}\">")
    };
    Ok([format!("<link rel=\"manifest\" href=\"{MANIFEST}\">"), theme("light", light), theme("dark", dark)])
}

/// The manifest of a language's page.
pub fn manifest(version: &str, language: Language, words: &Words) -> Result<String, Box<dyn Error>> {
    let root = root(language);
    let [paper, _] = papers()?;
    let icon = |(name, sizes, purpose): &(&str, &str, &str)| {
        let kind = if name.ends_with(".svg") { "image/svg+xml" } else { "image/png" };
        json!({ "src": format!("{root}{version}/{name}"), "sizes": sizes, "type": kind, "purpose": purpose })
    };
    Ok(serde_json::to_string_pretty(&json!({
        "name": words.text("app.name"),
        "short_name": words.text("offline.short_name"),
        "description": words.text("app.description"),
        "lang": language.tag,
        "dir": words.text("language.direction"),
        "start_url": "./",
        // The pages of the other languages are within it too: going to one does not leave the app.
        "scope": root,
        "display": "standalone",
        "theme_color": paper,
        "background_color": paper,
        "icons": ICONS.iter().map(icon).collect::<Vec<_>>(),
    }))?)
}

/// The colour of the ground, in light and in dark, from the one place that names it.
fn papers() -> Result<[String; 2], Box<dyn Error>> {
    let tokens = fs::read_to_string(Path::new("style/tokens.css"))?;
    let mut papers = tokens.lines().filter_map(|line| line.trim().strip_prefix("--paper: #")?.strip_suffix(';'));
    let mut next =
        || papers.next().map(|hex| format!("#{hex}")).ok_or("style/tokens.css names no two colours of --paper");
    Ok([next()?, next()?])
}
