//! Which languages there are words for, and the words files of each.
//!
//! Uses: `content::words`. Used by: every later layer. English says of each text what kind it is and where it comes from;
//! a translation holds texts alone, so that the two cannot differ.

/// A language there are words for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    /// Its BCP 47 tag, the name of its folder in `content/`.
    pub tag: &'static str,
    /// What it calls itself.
    pub name: &'static str,
}

impl Language {
    /// The folder of its own page below the site, with a slash at its end: nothing for the first, which is at the root.
    pub fn folder(self) -> String {
        if LANGUAGES.first() == Some(&self) { String::new() } else { [self.tag, "/"].concat() }
    }
}

/// Every language, English first. A folder of words is all it takes to be here (`build.rs`).
pub const LANGUAGES: &[Language] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// The language that a tag such as `fr-CA` asks for, if there are words for it.
pub fn language_of(tag: &str) -> Option<Language> {
    let wanted = tag.split(['-', '_']).next().unwrap_or_default();
    LANGUAGES.iter().copied().find(|language| language.tag.eq_ignore_ascii_case(wanted))
}

#[cfg(not(target_arch = "wasm32"))]
pub use files::{files, translation};

#[cfg(not(target_arch = "wasm32"))]
mod files {
    use std::path::Path;

    use super::LANGUAGES;
    use crate::content::words::{Entry, WordsError, folder, forms, pairs};

    /// The words files of a language below `content`: those of its folder (`part` empty) or of a folder in it, by name.
    ///
    /// # Errors
    /// [`WordsError`] when a file cannot be read, is not of the documented form, or has not the ids of English.
    pub fn files(content: &Path, language: &str, part: &str) -> Result<Vec<(String, Vec<Entry>)>, WordsError> {
        let english = LANGUAGES.first().map_or("en", |english| english.tag);
        let sources = folder(&content.join(english).join(part))?;
        if language == english {
            return Ok(sources);
        }
        let translated = |(name, entries): (String, Vec<Entry>)| {
            let path = content.join(language).join(part).join(&name).with_extension("json");
            let shown = path.display().to_string();
            let json = std::fs::read_to_string(&path).map_err(|error| WordsError::new(&shown, &error))?;
            Ok((name, translation(&shown, &json, &entries)?))
        };
        sources.into_iter().map(translated).collect()
    }

    /// Reads a words file of another language than English, `{"id": "text", "id": {"one": "text", …}}`: kinds and sources
    /// are those of the `english` file.
    ///
    /// # Errors
    /// [`WordsError`] naming `file` when it is not of this form, or its ids are not those of English.
    pub fn translation(file: &str, json: &str, english: &[Entry]) -> Result<Vec<Entry>, WordsError> {
        let rows = pairs(file, json)?;
        if let Some((id, _)) = rows.iter().find(|(id, _)| !english.iter().any(|entry| entry.id == *id)) {
            return Err(WordsError::new(file, &format!("{id} is no text in English")));
        }
        let entry = |english: &Entry| {
            let text = rows.iter().find(|(id, _)| *id == english.id).map(|(_, text)| text);
            let forms = forms(&english.id, text.ok_or_else(|| format!("{} is missing", english.id))?)?;
            Ok(Entry { forms, ..english.clone() })
        };
        english.iter().map(entry).collect::<Result<_, String>>().map_err(|what| WordsError::new(file, &what))
    }
}
