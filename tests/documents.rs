//! Keeps the documents true: the account of accessibility names every criterion once, and only tests that are there;
//! the styles keep what it says of them.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test ends by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Every success criterion of WCAG 2.2 of level A.
const LEVEL_A: &str = "1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 \
    2.4.1 2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2";

/// Every success criterion of WCAG 2.2 of level AA.
const LEVEL_AA: &str = "1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 \
    2.5.7 2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The cells of each row of the tables of a document.
fn rows(document: &str) -> Vec<Vec<&str>> {
    let lines = document.lines().filter(|line| line.starts_with("| ") || line.starts_with("|-"));
    lines.map(|line| line.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

/// Whether a cell begins with a number such as `1.4.10`.
fn number(cell: &str) -> Option<&str> {
    let first = cell.split(' ').next()?;
    (first.split('.').count() == 3 && first.split('.').all(|part| part.parse::<u8>().is_ok())).then_some(first)
}

#[test]
fn the_account_of_accessibility_has_each_criterion_once_with_its_level() {
    let document = read("docs/accessibility.md");
    let mut named: Vec<(String, String)> = Vec::new();
    for row in rows(&document) {
        let Some(number) = number(row[0]) else { continue };
        assert_eq!(row.len(), 4, "{number}: criterion, level, how, test");
        assert!(!row[2].is_empty() && !row[3].is_empty(), "{number}: says how it is met and by which test");
        named.push((number.to_owned(), row[1].to_owned()));
    }
    let levels = [(LEVEL_A, "A"), (LEVEL_AA, "AA")];
    let mut asked: Vec<(String, String)> = levels
        .iter()
        .flat_map(|(numbers, level)| numbers.split_whitespace().map(|number| (number.to_owned(), (*level).to_owned())))
        .collect();
    assert_eq!(asked.len(), 55);
    asked.sort();
    named.sort();
    assert_eq!(named, asked);
}

/// Each test a cell names, as its file and the words that stand between quotes after it.
fn tests_named(cell: &str) -> Vec<(String, String)> {
    let mut named = Vec::new();
    for (place, part) in cell.split('`').enumerate().filter(|(place, _)| place % 2 == 1) {
        let after = cell.split('`').nth(place + 1).unwrap_or_default();
        let name = after.split('"').nth(1).unwrap_or_else(|| panic!("{part} stands without a test in: {cell}"));
        named.push((part.to_owned(), name.to_owned()));
    }
    named
}

/// Whether a line of a test file begins a test.
fn begins_a_test(line: &str) -> bool {
    ["test(", "plain(", "fn "].iter().any(|start| line.trim_start().starts_with(start))
}

#[test]
fn the_account_of_accessibility_names_only_tests_that_are_there() {
    let document = read("docs/accessibility.md");
    let mut wrong = BTreeSet::new();
    let mut seen = 0;
    for row in rows(&document) {
        let Some(cell) = row.last().filter(|_| row.len() == 4 || row.len() == 2) else { continue };
        if row.len() == 2 && !cell.contains('"') {
            continue;
        }
        for (file, name) in tests_named(cell) {
            let path = if file.starts_with("tests/") { file } else { format!("tests/e2e/{file}") };
            let text = fs::read_to_string(root().join(&path)).unwrap_or_default();
            if !text.lines().any(|line| begins_a_test(line) && line.contains(&name)) {
                wrong.insert(format!("{path} has no test {name}"));
            }
            seen += 1;
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(seen > 50, "{seen} tests were found in the account");
}

#[test]
fn every_document_is_led_to_from_the_readme() {
    let readme = read("README.md");
    let documents = fs::read_dir(root().join("docs")).unwrap().map(|item| item.unwrap().path());
    let missing: Vec<PathBuf> = documents
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .filter(|path| !readme.contains(&format!("(docs/{})", path.file_name().unwrap().to_str().unwrap())))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Properties and values that speak of left, right, width or height, with the word that also works from right to left.
const OF_SIDES: &[(&str, &str)] = &[
    ("margin-left:", "margin-inline-start"),
    ("margin-right:", "margin-inline-end"),
    ("margin-top:", "margin-block-start"),
    ("margin-bottom:", "margin-block-end"),
    ("padding-left:", "padding-inline-start"),
    ("padding-right:", "padding-inline-end"),
    ("padding-top:", "padding-block-start"),
    ("padding-bottom:", "padding-block-end"),
    ("border-left", "border-inline-start"),
    ("border-right", "border-inline-end"),
    ("border-top", "border-block-start"),
    ("border-bottom", "border-block-end"),
    (" left:", "inset-inline-start"),
    (" right:", "inset-inline-end"),
    (" top:", "inset-block-start"),
    (" bottom:", "inset-block-end"),
    (" width:", "inline-size"),
    (" height:", "block-size"),
    (" max-height:", "max-block-size"),
    (" min-height:", "min-block-size"),
    ("text-align: left", "start"),
    ("text-align: right", "end"),
    ("float: left", "inline-start"),
    ("float: right", "inline-end"),
];

#[test]
fn styles_know_no_left_and_no_right() {
    let mut wrong = Vec::new();
    let mut lines = 0;
    for item in fs::read_dir(root().join("style")).unwrap() {
        let path = item.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "css") {
            continue;
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        for line in fs::read_to_string(&path).unwrap().lines() {
            lines += 1;
            // Window sizes are asked for by width and height; there is no other word.
            let line = line.trim();
            if line.starts_with("@media") || line.starts_with("@container") || line.starts_with("/*") {
                continue;
            }
            let spaced = line.replace('{', " { ").replace(';', "; ");
            let found = OF_SIDES.iter().filter(|(side, _)| spaced.contains(side));
            wrong.extend(found.map(|(side, instead)| format!("{name}: {side} instead of {instead}: {line}")));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(lines > 300, "{lines} lines of styles");
}

/// The style sheets with their names, without their comments, which stand on lines of their own.
fn styles() -> Vec<(String, String)> {
    let files = fs::read_dir(root().join("style")).unwrap().map(|item| item.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|ending| ending == "css"))
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let lines: Vec<&str> = text.lines().filter(|line| !line.trim().starts_with("/*")).collect();
            (path.file_name().unwrap().to_string_lossy().into_owned(), lines.join("\n"))
        })
        .collect()
}

#[test]
fn every_property_a_style_asks_for_is_there_and_every_colour_has_a_name() {
    let styles = styles();
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let names_after = |text: &str, mark: &str| -> Vec<String> {
        text.split(mark).skip(1).map(|rest| rest.chars().take_while(|c| is_name(*c)).collect()).collect()
    };
    // What a host page sets has its own value beside it.
    let mut known = vec!["planner-accent".to_owned()];
    for (_, text) in &styles {
        let declared = text.split([';', '{']).filter_map(|part| part.trim().strip_prefix("--"));
        known.extend(declared.filter_map(|part| Some(part.split_once(':')?.0.to_owned())));
    }
    let mut wrong = Vec::new();
    for (name, text) in &styles {
        let asked = names_after(text, "var(--").into_iter().filter(|asked| !known.contains(asked));
        wrong.extend(asked.map(|asked| format!("{name}: nothing sets --{asked}")));
        for part in text.split([';', '{', '}']).map(str::trim) {
            let raw = ["#", "rgb(", "hsl("]
                .iter()
                .any(|mark| part.split_once(':').is_some_and(|(_, value)| value.contains(mark)));
            if raw && !part.starts_with("--") && !part.contains("url(") {
                wrong.push(format!("{name}: a colour without a name: {part}"));
            }
        }
    }
    for property in known.iter().skip(1) {
        if !styles.iter().any(|(_, text)| text.contains(&format!("var(--{property}"))) {
            wrong.push(format!("--{property} is set and never used"));
        }
    }
    assert!(known.len() > 50, "{known:?}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}
