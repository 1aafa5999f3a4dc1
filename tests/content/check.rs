//! The page that finds out why the planner does not show, and its script, have no words of their own: whatever they say is a
//! text of `content/*/check/`, and what they name in no language stands in a list here.

use super::*;

/// What browsers, servers and policies call things, and code.
const CODE: &[&str] = &[
    "Content-Security-Policy",
    "WebAssembly",
    "https",
    "Access-Control-Allow-Origin: *",
    "Cache-Control: public, max-age=31536000, immutable",
    "Cache-Control: no-cache",
    "X-Frame-Options: ",
    "sandbox allow-scripts allow-same-origin …",
    "allow-scripts allow-same-origin",
    "oklch(from red l c h)",
    "<script nonce=\"…\" src=\"embed.js\" async></script>",
    "<script src=\"embed.js\" async></script>",
];

/// Attributes that are read out.
const READ_OUT: [&str; 4] = [" aria-label=\"", " title=\"", " alt=\"", " placeholder=\""];

/// What is shown as it stands there.
const SHOWN: [&str; 6] = ["good(", "bad(", "open(", "textContent = ", "textContent: ", "title = "];

fn source(name: &str) -> String {
    read(&root().join("src/embed").join(name))
}

/// The words of a page between its tags and in attributes that are read out.
fn in_markup(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in page.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap();
        let read_out = READ_OUT.iter().filter_map(|name| tag.split_once(name));
        found.extend(read_out.map(|(_, value)| value.split('"').next().unwrap().to_owned()));
        found.push(text.trim().to_owned());
    }
    found.retain(|words| !words.is_empty());
    found
}

/// A string of a script, without what is filled in, and what stands before it on its line.
struct Literal<'a> {
    before: &'a str,
    text: String,
}

fn literals(line: &str) -> Vec<Literal<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = line[at..].find(['"', '\'', '`']).map(|start| at + start) {
        let quote = line[start..].chars().next().unwrap();
        let end = line[start + 1..].find(quote).map_or(line.len(), |end| start + 1 + end);
        let mut parts = line[start + 1..end].split("${");
        let mut text = parts.next().unwrap().to_owned();
        text.extend(parts.map(|part| part.split_once('}').map_or("", |(_, rest)| rest)));
        found.push(Literal { before: &line[..start], text });
        at = (end + 1).min(line.len());
    }
    found
}

/// Whether a person would read it: two words side by side, a word with a capital, or what is shown as it stands.
fn is_said(literal: &Literal<'_>) -> bool {
    let is_word = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let parts: Vec<&str> = literal.text.split_whitespace().collect();
    let mut letters = literal.text.chars();
    let capital = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(|c| !c.is_uppercase());
    let shown = SHOWN.iter().any(|start| literal.before.ends_with(start));
    shown || capital || parts.windows(2).any(|pair| pair.iter().all(|part| is_word(part)))
}

fn is_code(line: &&str) -> bool {
    !line.trim_start().starts_with("//")
}

#[test]
fn what_the_check_says_is_a_text_in_every_language() {
    let (page, script) = (source("check.html"), source("check.js"));
    let mark = |words: &str| words.starts_with("{{") && words.ends_with("}}") && words.matches("{{").count() == 1;
    let mut said: Vec<String> = in_markup(&page).into_iter().filter(|words| !mark(words)).collect();
    for line in script.lines().filter(is_code) {
        said.extend(literals(line).into_iter().filter(is_said).map(|literal| literal.text));
    }
    let mut wrong: Vec<String> = said
        .iter()
        .filter(|words| !CODE.contains(&words.as_str()))
        .map(|words| format!("{words:?} is in no pack"))
        .collect();
    let left = CODE.iter().filter(|code| !said.iter().any(|words| words == *code));
    wrong.extend(left.map(|code| format!("{code:?} stands nowhere")));
    // The tests of which texts are asked for read ids that are written out.
    let ids = script.matches("say(\"works.").count();
    if script.matches("say(").count() != ids {
        wrong.push("check.js asks for a text by an id that is not written out".to_owned());
    }
    nothing_wrong("words of check.html and check.js", &wrong);
}

#[test]
fn words_that_are_said_are_told_from_code() {
    let said = |line: &str| literals(line).iter().filter(|literal| is_said(literal)).count();
    for line in ["good(\"modules\")", "say(id, 'Not this time')", "x = `${n} files are there`", "f(\"Copied.\")"] {
        assert_eq!(said(line), 1, "{line}");
    }
    for line in
        ["say(\"works.more\")", "has(/^'self'$/i)", "path.split(\".\")", "`${base}check.html`", "[\"js\", \"HEAD\"]"]
    {
        assert_eq!(said(line), 0, "{line}");
    }
    assert_eq!(in_markup("<p title=\"Why\">So <b>it is</b></p>"), ["Why", "So", "it is"]);
}
