//! Reads Rust source far enough to tell code, comments and string literals apart.

#![allow(dead_code, reason = "shared by two test programs, each of which needs a part")]

use std::path::{Path, PathBuf};

/// One source file, taken apart.
pub struct Source {
    /// Path below the root of the project, with `/`.
    pub path: String,
    /// The file as it stands.
    pub text: String,
    /// The code without comments; in place of each string literal its number in `literals`, in quotes.
    pub code: String,
    /// The string literals, escapes as written.
    pub literals: Vec<Literal>,
}

/// A string literal.
pub struct Literal {
    /// What stands between the quotes.
    pub text: String,
    /// Its line, from 1.
    pub line: usize,
}

/// Every `.rs` file below a folder of the project, by path; or one file.
pub fn sources(root: &Path, folder: &str) -> Vec<Source> {
    let mut paths = Vec::new();
    let place = root.join(folder);
    if place.is_file() {
        paths.push(place);
    } else {
        collect(&place, &mut paths);
    }
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let below = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            take_apart(&below, text)
        })
        .collect()
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    let Ok(listing) = std::fs::read_dir(folder) else { return };
    for item in listing.filter_map(Result::ok) {
        let path = item.path();
        let is_link = item.file_type().is_ok_and(|kind| kind.is_symlink());
        if path.is_dir() && !is_link && path.file_name().is_none_or(|name| name != "target") {
            collect(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push(path);
        }
    }
}

/// Takes the text of one file apart.
pub fn take_apart(path: &str, text: String) -> Source {
    let mut code = String::with_capacity(text.len());
    let mut literals: Vec<Literal> = Vec::new();
    let mut rest = text.as_str();
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let after = if rest.starts_with("//") {
            &rest[rest.find('\n').unwrap_or(rest.len())..]
        } else if rest.starts_with("/*") {
            after_block_comment(rest)
        } else if let Some((literal, after)) = string_literal(rest, &code) {
            code.push_str(&format!("\"{}\"", literals.len()));
            literals.push(Literal { text: literal.to_owned(), line });
            after
        } else if let Some(after) = char_literal(rest) {
            code.push_str("' '");
            after
        } else {
            code.push(first);
            &rest[first.len_utf8()..]
        };
        line += rest[..rest.len() - after.len()].matches('\n').count();
        rest = after;
    }
    Source { path: path.to_owned(), text, code, literals }
}

fn after_block_comment(rest: &str) -> &str {
    let mut depth = 0;
    let mut at = 0;
    while let Some(ahead) = rest.get(at..).filter(|ahead| !ahead.is_empty()) {
        let step = if ahead.starts_with("/*") {
            depth += 1;
            2
        } else if ahead.starts_with("*/") {
            depth -= 1;
            2
        } else {
            ahead.chars().next().map_or(1, char::len_utf8)
        };
        at += step;
        if depth == 0 {
            break;
        }
    }
    rest.get(at..).unwrap_or("")
}

/// What stands between the quotes of a string literal at the start of `rest`, and what follows it.
fn string_literal<'a>(rest: &'a str, code: &str) -> Option<(&'a str, &'a str)> {
    if !rest.starts_with(['"', 'b', 'c', 'r']) {
        return None;
    }
    let in_word = code.ends_with(|c: char| c.is_alphanumeric() || c == '_');
    let prefix = rest
        .bytes()
        .take(3)
        .position(|byte| matches!(byte, b'"' | b'#'))
        .filter(|at| matches!(&rest[..*at], "" | "b" | "c" | "r" | "br" | "cr"))?;
    if prefix > 0 && in_word {
        return None;
    }
    let raw = rest[..prefix].contains('r');
    let hashes = rest[prefix..].bytes().take_while(|byte| *byte == b'#').count();
    let body = rest[prefix + hashes..].strip_prefix('"')?;
    if raw {
        let end = format!("\"{}", "#".repeat(hashes));
        return body.split_once(&end);
    }
    if hashes > 0 {
        return None;
    }
    let mut escaped = false;
    for (at, c) in body.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some((&body[..at], &body[at + 1..])),
            _ => {}
        }
    }
    None
}

/// What follows a character literal at the start of `rest`; a lifetime is none.
fn char_literal(rest: &str) -> Option<&str> {
    let body = rest.strip_prefix('\'')?;
    if let Some(escape) = body.strip_prefix('\\') {
        let end = escape.char_indices().skip(1).find(|(_, c)| *c == '\'')?;
        return Some(&escape[end.0 + 1..]);
    }
    let first = body.chars().next()?;
    body[first.len_utf8()..].strip_prefix('\'')
}

impl Source {
    /// The code without `#[cfg(test)]` items.
    pub fn shipped_code(&self) -> String {
        const MARK: &str = "#[cfg(test)]";
        let mut code = self.code.clone();
        while let Some(start) = code.find(MARK) {
            let end = start + MARK.len();
            let length = item_length(&code[end..]);
            code.replace_range(start..end + length, "");
        }
        code
    }

    /// The literals of the shipped code.
    pub fn shipped_literals(&self) -> Vec<&Literal> {
        let code = self.shipped_code();
        let numbers = code.split('"').skip(1).step_by(2);
        numbers.filter_map(|number| self.literals.get(number.parse::<usize>().ok()?)).collect()
    }

    /// The first names of every path of the shipped code that starts at the root of the crate: `crate::a::b` and `crate::{a, b::c}`, and
    /// `super::` as often as it takes to get there.
    pub fn crate_paths(&self) -> Vec<String> {
        let depth = self.path.strip_prefix("src/").map_or(0, |below| {
            let file = usize::from(!below.ends_with("mod.rs") && !below.ends_with("lib.rs"));
            below.matches('/').count() + file
        });
        let to_root = "super::".repeat(depth.max(1));
        let code = self.shipped_code();
        let mut names = Vec::new();
        for start in ["crate::", to_root.as_str()] {
            let mut rest = code.as_str();
            while let Some((before, after)) = rest.split_once(start) {
                let is_start = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
                if is_start {
                    names.extend(first_names(after));
                }
                rest = after;
            }
        }
        names
    }
}

/// Length of the item at the start: to the end of its block, or to its semicolon.
fn item_length(item: &str) -> usize {
    let mut depth = 0;
    for (at, c) in item.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 && matches!(c, '}' | ';') {
            return at + 1;
        }
    }
    item.len()
}

fn first_names(path: &str) -> Vec<String> {
    let name =
        |text: &str| -> String { text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect() };
    let Some(group) = path.trim_start().strip_prefix('{') else {
        return vec![name(path)];
    };
    let mut depth = 0;
    let mut names = vec![name(group)];
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(name(&group[at + 1..])),
            _ => {}
        }
    }
    names
}
