//! Which texts the program asks for: every string literal of `src` that looks like a text id, and what the page that finds
//! out why the planner does not show asks for, which is not in Rust.

use crate::rust::{self, Source};
use std::path::Path;

/// Endings of literals that look like text ids but name files.
const FILE_ENDINGS: &[&str] = &[
    "json",
    "ts",
    "css",
    "js",
    "html",
    "wasm",
    "txt",
    "svg",
    "png",
    "ico",
    "xml",
    "webmanifest",
    "rs",
    "toml",
    "md",
    "ics",
];

/// Literals that look like text ids and are none.
const NOT_TEXT_IDS: &[&str] = &[];

/// A literal that names a text, or many: `{}` and `{name}` stand for one or more characters but a dot.
pub struct Asked {
    /// The literal.
    pub pattern: String,
    /// File and line.
    pub place: String,
    /// What other literals append to it: `{id}.title` makes a stem of every literal.
    keys: Vec<String>,
}

/// Everything that the shipped code asks for.
pub fn asked(root: &Path) -> Vec<Asked> {
    let mut sources = rust::sources(root, "src");
    sources.extend(rust::sources(root, "build.rs"));
    let literals: Vec<(&str, String)> = sources.iter().flat_map(placed).collect();
    let mut endings: Vec<&str> = literals.iter().filter_map(|(text, _)| ending(text)).collect();
    endings.sort_unstable();
    endings.dedup();
    literals
        .iter()
        .filter(|(text, _)| is_text_id(text))
        .map(|(text, place)| {
            let longer = endings.iter().map(|ending| format!("{text}{ending}"));
            let keys = std::iter::once((*text).to_owned()).chain(longer).collect();
            Asked { pattern: (*text).to_owned(), place: place.clone(), keys }
        })
        .chain(asked_by_check(root))
        .collect()
}

/// `{{a.b}}` in the page and `say("a.b")` in its script.
fn asked_by_check(root: &Path) -> Vec<Asked> {
    let mut asked = Vec::new();
    for (name, before, after) in [("check.html", "{{", "}}"), ("check.js", "say(\"", "\"")] {
        let path = format!("src/embed/{name}");
        let text = std::fs::read_to_string(root.join(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        for (number, line) in text.lines().enumerate() {
            let ids = line.split(before).skip(1).filter_map(|part| part.split(after).next());
            asked.extend(ids.filter(|id| is_text_id(id)).map(|id| Asked {
                pattern: id.to_owned(),
                place: format!("{path}:{}", number + 1),
                keys: vec![id.to_owned()],
            }));
        }
    }
    asked
}

fn placed(source: &Source) -> impl Iterator<Item = (&str, String)> {
    let literals = source.shipped_literals().into_iter();
    literals.map(|literal| (literal.text.as_str(), format!("{}:{}", source.path, literal.line)))
}

/// `.title` for `{id}.title`: what is appended to an id that comes from elsewhere.
fn ending(literal: &str) -> Option<&str> {
    let (name, _) = literal.strip_prefix('{')?.split_once('}')?;
    let ending = &literal[name.len() + 2..];
    let is_name = name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    (is_name && ending.starts_with('.') && is_text_id(&format!("x{ending}"))).then_some(ending)
}

/// `a.b`, `a_1.{}.c`: a small letter first, a dot somewhere, no empty part, no file name.
fn is_text_id(literal: &str) -> bool {
    let mut parts = literal.split('.');
    let first = parts.next().unwrap_or("");
    let first_fits = first.starts_with(|c: char| c.is_ascii_lowercase()) && first.chars().all(is_of_id);
    let is_file = literal.rsplit('.').next().is_some_and(|last| FILE_ENDINGS.contains(&last));
    let rest: Vec<&str> = parts.collect();
    let rest_fits = !rest.is_empty()
        && rest.iter().all(|part| !part.is_empty() && part.chars().all(|c| is_of_id(c) || matches!(c, '{' | '}')));
    first_fits && rest_fits && !is_file && !NOT_TEXT_IDS.contains(&literal)
}

fn is_of_id(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'
}

impl Asked {
    /// Whether the literal, as it is or with an ending that the code appends, names this text.
    pub fn names(&self, key: &str) -> bool {
        let fixed = self.pattern.split('{').next().unwrap_or("");
        key.starts_with(fixed)
            && self.keys.iter().any(|pattern| {
                let (patterns, parts) = (pattern.split('.'), key.split('.'));
                patterns.clone().count() == parts.clone().count() && patterns.zip(parts).all(|(p, part)| fits(p, part))
            })
    }

    /// Whether the literal, as it is or with an ending that the code appends, names this text and no other.
    pub fn names_only(&self, key: &str) -> bool {
        self.keys.iter().any(|pattern| pattern == key)
    }
}

fn fits(pattern: &str, part: &str) -> bool {
    let Some((before, after)) = pattern.split_once('{') else { return pattern == part };
    let Some((_, after)) = after.split_once('}') else { return false };
    let Some(rest) = part.strip_prefix(before) else { return false };
    rest.char_indices().any(|(at, c)| fits(after, &rest[at + c.len_utf8()..]))
}
