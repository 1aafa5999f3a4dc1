//! How the planner does against what is asked of such tools: its scorecard, and what the tests measure of it.
//!
//! Uses: `content::json`, `domain::dates`. Used by: `present::about`, `ui`, tests. Two files: `content/scorecard.json`, by hand,
//! and `content/measured.json`, which `cargo xtask scorecard` writes. The words of each item stand with all other words.

use chrono::NaiveDate;

use super::json::{Node, Parse, Reason, read};
use crate::domain::dates::parse_iso;

/// How an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Anyone can see that it is so.
    Met,
    /// It is not so, or not wholly.
    NotMet,
    /// Only people outside the project can make it so, and that has not been done.
    NeedsPeople,
    /// It is about something that the planner is not.
    DoesNotApply,
}

impl State {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Met, Self::NotMet, Self::NeedsPeople, Self::DoesNotApply];

    /// The id used in the file and in text ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not_met",
            Self::NeedsPeople => "needs_people",
            Self::DoesNotApply => "does_not_apply",
        }
    }

    fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.as_str() == id)
    }
}

/// What an item is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// Without it this is no such tool.
    Qualifying,
    /// Without it people may be led to a choice.
    Certifying,
    /// With it the tool is better.
    Quality,
}

impl Set {
    /// All of them, in order.
    pub const ALL: &'static [Self] = &[Self::Qualifying, Self::Certifying, Self::Quality];

    /// The id used in the file and in text ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Qualifying => "qualifying",
            Self::Certifying => "certifying",
            Self::Quality => "quality",
        }
    }

    fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|set| set.as_str() == id)
    }
}

/// What only people outside the project can do. The file cannot say otherwise.
const NEED_PEOPLE: &[&str] = &["k12", "k13", "k14", "k15", "k16", "k17", "k22", "k23"];

/// A screen on which an item can be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its address, without the `#`.
    pub route: String,
    /// The id of the text that names it.
    pub name: String,
}

/// A test without which an item could stop being met unnoticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The file it stands in.
    pub file: String,
    /// Its name.
    pub test: String,
}

/// One thing that is asked of such tools.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its id: a letter for its set, and its number there.
    pub id: String,
    /// What it is for.
    pub set: Set,
    /// How it stands.
    pub state: State,
    /// Where that can be seen.
    pub see: Vec<Seen>,
    /// What holds it.
    pub proof: Vec<Proof>,
}

/// The scorecard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scorecard {
    /// The list it is held against.
    pub standard: String,
    /// The day it was last gone through by hand.
    pub as_of: NaiveDate,
    /// Every item, in the order of the list.
    pub items: Vec<Item>,
}

/// The reading grade of the texts of one screen, in tenths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grade {
    /// The file of its words and what their ids begin with.
    pub screen: String,
    /// The grade; that of a few short words is below nothing.
    pub tenths: i16,
}

/// Of the criteria of WCAG 2.2, levels A and AA, how many are met in which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accessibility {
    /// All of them.
    pub all: u16,
    /// Those that a test holds.
    pub tested: u16,
    /// Those that were looked at by hand alone.
    pub by_hand: u16,
    /// Those that do not apply.
    pub none: u16,
}

/// What the tests measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// Every screen's grade, in the order of the files.
    pub reading: Vec<Grade>,
    /// The account of accessibility, counted.
    pub accessibility: Accessibility,
}

/// The scorecard from the text of its file.
///
/// # Errors
/// When the text is not such a file, or claims what only people outside the project can do.
pub fn scorecard(text: &str, parse: Parse) -> Result<Scorecard, Reason> {
    parse(text).and_then(|value| {
        read(&value, |node| {
            let fields = node.fields(&[&["standard", "as_of", "items"]]);
            Scorecard {
                standard: fields.at("standard").text(),
                as_of: fields.at("as_of").spelt(parse_iso).unwrap_or_default(),
                items: fields.at("items").list(item),
            }
        })
    })
}

fn item(node: Node<'_>) -> Item {
    let fields = node.fields(&[&["id", "set", "state", "see", "proof"]]);
    let id = fields.at("id").text();
    let state = fields.at("state").spelt(State::parse).unwrap_or(State::NotMet);
    if NEED_PEOPLE.contains(&id.as_str()) != (state == State::NeedsPeople) {
        node.refuse("what needs people cannot be done by us, and nothing else needs them");
    }
    Item {
        set: fields.at("set").spelt(Set::parse).unwrap_or(Set::Quality),
        state,
        see: fields.at("see").list(|node| {
            let fields = node.fields(&[&["route", "name"]]);
            Seen { route: fields.at("route").text(), name: fields.at("name").text() }
        }),
        proof: fields.at("proof").list(|node| {
            let fields = node.fields(&[&["file", "test"]]);
            Proof { file: fields.at("file").text(), test: fields.at("test").text() }
        }),
        id,
    }
}

/// What the tests measured, from the text of its file.
///
/// # Errors
/// When the text is not such a file.
pub fn measured(text: &str, parse: Parse) -> Result<Measured, Reason> {
    parse(text).and_then(|value| {
        read(&value, |node| {
            let fields = node.fields(&[&["reading", "accessibility"]]);
            let counts = fields.at("accessibility").fields(&[&["all", "tested", "by_hand", "none"]]);
            Measured {
                reading: fields.at("reading").list(|node| {
                    let fields = node.fields(&[&["screen", "tenths"]]);
                    Grade { screen: fields.at("screen").text(), tenths: fields.at("tenths").whole() }
                }),
                accessibility: Accessibility {
                    all: counts.at("all").whole(),
                    tested: counts.at("tested").whole(),
                    by_hand: counts.at("by_hand").whole(),
                    none: counts.at("none").whole(),
                },
            }
        })
    })
}

/// The file of the scorecard. It comes with the part of the program that shows it.
pub const FILE: &str = include_str!("../../content/scorecard.json");

/// The file of what the tests measured.
pub const MEASURED: &str = include_str!("../../content/measured.json");

#[cfg(test)]
mod tests {
    use super::super::json;
    use super::*;

    fn with_state(id: &str, state: &str) -> Result<Scorecard, Reason> {
        let text = format!(
            r#"{{"standard":"x","as_of":"2026-11-23",
                "items":[{{"id":"{id}","set":"quality","state":"{state}","see":[],"proof":[]}}]}}"#
        );
        scorecard(&text, json::parse)
    }

    #[test]
    fn what_needs_people_cannot_be_called_anything_else() {
        for id in NEED_PEOPLE {
            assert!(with_state(id, "needs_people").is_ok());
            for state in ["met", "not_met", "does_not_apply"] {
                assert!(with_state(id, state).is_err(), "{id} {state}");
            }
        }
        assert!(with_state("k11", "met").is_ok());
        assert!(with_state("k11", "needs_people").is_err(), "nor can another item hide behind people");
    }

    #[test]
    fn the_files_can_be_read() {
        assert_eq!(scorecard(FILE, json::parse).unwrap().items.len(), 44);
        assert!(measured(MEASURED, json::parse).is_ok());
        assert!(scorecard("{}", json::parse).is_err());
    }
}
