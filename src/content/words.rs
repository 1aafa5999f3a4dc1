//! The words of one language, looked up by id.
//!
//! Uses: nothing else here; a plural is asked for by its CLDR name. Used by every later layer.
//!
//! On disk (`content/en/*.json`) an entry names its kind, for checking: `{"fact": "…", "sources": ["…"]}`;
//! `content::languages` reads translations. What the
//! browser loads is the flattened pack written by the build step: texts, and which of them are judgements.

use serde_json::Value;

use super::json::{self, Node};
use crate::domain::sorted::{SortedMap, SortedSet};

/// Why a words file or pack cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordsError {
    /// Name of the file.
    pub file: String,
    /// What is wrong with it.
    pub problem: String,
}

impl WordsError {
    pub(super) fn new(file: &str, problem: &dyn std::fmt::Display) -> Self {
        Self { file: file.to_owned(), problem: problem.to_string() }
    }
}

impl std::fmt::Display for WordsError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}: {}", self.file, self.problem)
    }
}

impl std::error::Error for WordsError {}

/// The words of one language. Every text is guaranteed to be plain text, never markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// BCP 47 tag.
    language: String,
    texts: SortedMap<String, String>,
    /// Ids of texts that are judgements of the project.
    judgements: SortedSet<String>,
}

/// A run of a text: plain, or a glossary term that can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words as they are.
    Plain(String),
    /// A term with an entry in the glossary.
    Term {
        /// The glossary id.
        id: String,
        /// The words shown.
        shown: String,
    },
}

impl Words {
    /// Reads a pack written by the build step.
    ///
    /// # Errors
    /// [`WordsError`] when the text is not such a pack.
    pub fn from_pack(pack: &str, parse: json::Parse) -> Result<Self, WordsError> {
        Self::read(&parse(pack).map_err(|reason| WordsError::new("words", &reason))?)
    }

    /// Reads a pack that has been taken apart already. Keys of other readers are none of its business.
    ///
    /// # Errors
    /// [`WordsError`] when the value is not such a pack.
    pub fn read(pack: &Value) -> Result<Self, WordsError> {
        json::read(pack, words).map_err(|reason| WordsError::new("words", &reason))
    }

    /// The language of these words, as a BCP 47 tag.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Adds the texts of a second pack of the same language, such as the evidence details.
    pub fn extend(&mut self, other: Self) {
        self.texts.extend(other.texts);
        self.judgements.extend(other.judgements);
    }

    /// Whether there is a text with this id.
    pub fn has(&self, id: &str) -> bool {
        self.texts.contains_key(id)
    }

    /// The text with glossary marks taken out. A missing id is answered with the id itself, which a person can at
    /// least report; the tests keep it from happening.
    pub fn text(&self, id: &str) -> String {
        self.pieces(id)
            .into_iter()
            .map(|piece| match piece {
                Piece::Plain(words) => words,
                Piece::Term { shown, .. } => shown,
            })
            .collect()
    }

    /// The text when it exists.
    pub fn maybe(&self, id: &str) -> Option<String> {
        self.has(id).then(|| self.text(id))
    }

    /// The text cut at its glossary marks `[[term]]` and `[[term|words shown]]`.
    pub fn pieces(&self, id: &str) -> Vec<Piece> {
        let raw = self.texts.get(id).map_or(id, String::as_str);
        let mut pieces = Vec::new();
        let mut rest = raw;
        while let Some((before, after)) = cut(rest, b"[[") {
            let Some((mark, tail)) = cut(after, b"]]") else { break };
            if !before.is_empty() {
                pieces.push(Piece::Plain(before.to_owned()));
            }
            let (term, shown) = match mark.split_once('|') {
                Some((term, shown)) => (term, shown.to_owned()),
                None => {
                    (mark, self.texts.get(&format!("glossary.{mark}.term")).map_or(mark, String::as_str).to_owned())
                }
            };
            pieces.push(Piece::Term { id: term.to_owned(), shown });
            rest = tail;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Plain(rest.to_owned()));
        }
        pieces
    }

    /// The text with `{name}` replaced by each given value.
    pub fn fill(&self, id: &str, values: &[(&str, &str)]) -> String {
        // In one pass: what a person or a clinic wrote may hold braces of its own.
        let text = self.text(id);
        let mut parts = text.split('{');
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let value = |name| values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
            let hole = part.split_once('}').and_then(|(name, rest)| Some((value(name)?, rest)));
            match hole {
                Some((value, rest)) => {
                    // The full stop after "6 p.m." or "déc." is there already.
                    let after = rest.strip_prefix('.').filter(|_| value.ends_with('.'));
                    filled.extend([value, after.unwrap_or(rest)]);
                }
                None => filled.extend(["{", part]),
            }
        }
        filled
    }

    /// The text in one of its plural forms (a CLDR category name), "other" when that form is missing.
    pub fn plural(&self, id: &str, category: &str, values: &[(&str, &str)]) -> String {
        let form = format!("{id}#{category}");
        if self.has(&form) { self.fill(&form, values) } else { self.fill(&format!("{id}#other"), values) }
    }

    /// Writes the words of each glossary term into its marks, for texts that are read without the glossary.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn name_terms(&mut self, glossary: &Self) {
        let named = |text: &str| -> String {
            let mut parts = text.split("[[");
            let before = parts.next().unwrap_or_default().to_owned();
            parts.fold(before, |text, part| match part.split_once("]]") {
                Some((term, rest)) if !term.contains('|') => {
                    [&text, "[[", term, "|", &glossary.text(&format!("glossary.{term}.term")), "]]", rest].concat()
                }
                _ => [&text, "[[", part].concat(),
            })
        };
        self.texts = self.texts.iter().map(|(id, text)| (id.clone(), named(text))).collect();
    }

    /// Whether the text is a judgement, to be labelled so.
    pub fn is_judgement(&self, id: &str) -> bool {
        self.judgements.contains(id)
    }
}

/// What is before the first such mark, and what is after it. The library's search for longer texts weighs more than this.
fn cut<'a>(text: &'a str, mark: &[u8; 2]) -> Option<(&'a str, &'a str)> {
    let at = text.as_bytes().windows(2).position(|pair| pair == mark)?;
    Some((text.get(..at)?, text.get(at + 2..)?))
}

fn words(node: Node<'_>) -> Words {
    let fields = node.fields(&[&["language", "texts", "judgements", "review"]]);
    Words {
        language: fields.at("language").text(),
        texts: fields.at("texts").map(Node::text),
        judgements: fields.at("judgements").texts().into_iter().collect(),
    }
}

/// The kind of a text entry on disk.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A claim about the world; it needs source ids.
    Fact,
    /// The project's own opinion, labelled as such.
    Judgement,
    /// What to do or to ask.
    Instruction,
    /// A name, heading, button or option.
    Label,
}

#[cfg(not(target_arch = "wasm32"))]
impl Kind {
    const ALL: [(&'static str, Self); 4] = [
        ("fact", Self::Fact),
        ("judgement", Self::Judgement),
        ("instruction", Self::Instruction),
        ("label", Self::Label),
    ];
}

/// One text entry as written on disk; a plural has several forms.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The text id.
    pub id: String,
    /// What kind of text it is.
    pub kind: Kind,
    /// Form name ("" when there is one form only) and text.
    pub forms: Vec<(String, String)>,
    /// Source ids of a fact.
    pub sources: Vec<String>,
}

/// Reads one words file of `content/`, in file order.
///
/// # Errors
/// [`WordsError`] naming `file` and the entry when the file is not of the documented form or repeats an id.
#[cfg(not(target_arch = "wasm32"))]
pub fn entries(file: &str, json: &str) -> Result<Vec<Entry>, WordsError> {
    pairs(file, json)?
        .into_iter()
        .map(|(id, body)| entry(id, &body).map_err(|what| WordsError::new(file, &what)))
        .collect()
}

/// A JSON object of texts by id, in file order.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn pairs(file: &str, json: &str) -> Result<Vec<(String, Value)>, WordsError> {
    let rows: Pairs = serde_json::from_str(json).map_err(|error| WordsError::new(file, &error))?;
    let mut seen = std::collections::BTreeSet::new();
    match rows.0.iter().find(|(id, _)| !seen.insert(id)) {
        Some((id, _)) => Err(WordsError::new(file, &format!("{id} is there twice"))),
        None => Ok(rows.0),
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn entry(id: String, body: &Value) -> Result<Entry, String> {
    let body = body.as_object().ok_or_else(|| format!("{id} is not an object"))?;
    let mut kinds = Kind::ALL.into_iter().filter_map(|(name, kind)| body.get(name).map(|text| (kind, text)));
    let (Some((kind, text)), None) = (kinds.next(), kinds.next()) else {
        return Err(format!("{id} needs exactly one kind"));
    };
    let forms = forms(&id, text)?;
    let sources = match body.get("sources") {
        None => Vec::new(),
        Some(list) => serde_json::from_value(list.clone()).map_err(|error| format!("{id}: sources: {error}"))?,
    };
    let allowed = if sources.is_empty() { 1 } else { 2 };
    if body.len() != allowed {
        return Err(format!("{id} has a field that means nothing"));
    }
    Ok(Entry { id, kind, forms, sources })
}

/// The text of an entry, or its plural forms by name.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn forms(id: &str, text: &Value) -> Result<Vec<(String, String)>, String> {
    match text {
        Value::String(text) => Ok(vec![(String::new(), text.clone())]),
        Value::Object(forms) => forms
            .iter()
            .map(|(form, text)| text.as_str().map(|text| (form.clone(), text.to_owned())))
            .collect::<Option<_>>()
            .ok_or_else(|| format!("{id} has a form that is not text")),
        _ => Err(format!("{id} has no text")),
    }
}

/// A JSON object as pairs, so that a repeated id is seen.
#[cfg(not(target_arch = "wasm32"))]
struct Pairs(Vec<(String, Value)>);

#[cfg(not(target_arch = "wasm32"))]
impl<'de> serde::Deserialize<'de> for Pairs {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Pairs;
            fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str("an object of text entries")
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

/// The words as the pack that [`Words::from_pack`] reads.
#[cfg(not(target_arch = "wasm32"))]
impl From<&Words> for Value {
    fn from(words: &Words) -> Self {
        let texts: serde_json::Map<_, _> =
            words.texts.iter().map(|(id, text)| (id.clone(), text.as_str().into())).collect();
        let judgements: Vec<String> = words.judgements.iter().cloned().collect();
        serde_json::json!({
            "language": words.language,
            "texts": texts,
            "judgements": judgements,
        })
    }
}

/// Flattens entries into the pack the browser loads.
#[cfg(not(target_arch = "wasm32"))]
pub fn pack(language: &str, entries: &[Entry]) -> Words {
    let mut words = Words { language: language.to_owned(), ..Words::default() };
    for entry in entries {
        for (form, text) in &entry.forms {
            let id = if form.is_empty() { entry.id.clone() } else { format!("{}#{form}", entry.id) };
            words.texts.insert(id, text.clone());
        }
        if entry.kind == Kind::Judgement {
            words.judgements.insert(entry.id.clone());
        }
    }
    words
}

/// Every words file of a folder such as `content/en` or `content/en/details`, by name.
///
/// # Errors
/// [`WordsError`] when the folder or a file cannot be read or is not of the documented form.
#[cfg(not(target_arch = "wasm32"))]
pub fn folder(path: &std::path::Path) -> Result<Vec<(String, Vec<Entry>)>, WordsError> {
    let listing = std::fs::read_dir(path).map_err(|error| WordsError::new(&path.display().to_string(), &error))?;
    let mut files: Vec<_> = listing
        .filter_map(|item| item.ok().map(|item| item.path()))
        .filter(|file| file.extension().is_some_and(|ending| ending == "json"))
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|file| {
            let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            let json = std::fs::read_to_string(&file).map_err(|error| WordsError::new(&name, &error))?;
            Ok((name.clone(), entries(&name, &json)?))
        })
        .collect()
}
