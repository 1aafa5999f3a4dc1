//! How the person wants the planner to be on this device: its language and whether it is dark.
//!
//! Uses: `content::{json, languages}`, `record::envelope`. Used by: `state`, `ui`. The scripts in `src/embed/` read the same record
//! before the program runs. It stays on the device: a backup does not carry it.

use super::envelope::Fields;
use super::limits::{LONGEST_ID, short};
use crate::content::json::{self, Node, Reason};
use crate::content::languages::{Language, language_of};

/// Light or dark, where the person does not want what the device does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Both.
    pub const ALL: &'static [Self] = &[Self::Light, Self::Dark];

    /// The id used in records and text ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads an id.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|theme| theme.as_str() == id)
    }
}

/// What was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The language; `None` follows page and browser.
    pub language: Option<Language>,
    /// The language of the embedding page it was chosen on: there the choice goes before the page.
    pub instead: Option<String>,
    /// The theme; `None` follows the device.
    pub theme: Option<Theme>,
}

/// The settings as fields of their record.
pub fn write(settings: &Settings) -> Fields {
    let mut fields = Fields::new();
    let mut put = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            fields.insert(name.to_owned(), value.into());
        }
    };
    put("language", settings.language.map(|language| language.tag));
    // The embedding page says what it likes: what would not be read again is not kept.
    put("instead", settings.instead.as_deref().filter(|tag| tag.len() <= LONGEST_ID));
    put("theme", settings.theme.map(Theme::as_str));
    fields
}

/// Reads what [`write`] wrote.
///
/// # Errors
/// The first thing that is not as it should be.
pub fn read(fields: &Fields) -> Result<Settings, Reason> {
    json::read(&fields.clone().into(), |node: Node<'_>| {
        let fields = node.fields(&[&["language", "instead", "theme"]]);
        Settings {
            // A language there are no words for any more is none.
            language: fields.maybe("language").and_then(|node| language_of(&node.text())),
            instead: fields.maybe("instead").map(short),
            theme: fields.maybe("theme").and_then(|node| node.spelt(Theme::parse)),
        }
    })
}
