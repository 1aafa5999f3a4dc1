//! What the engine must do, said simply: the specification that random scripts are compared with.
//!
//! A plan is a map from (record, field) to a stamp and a value, and a stamp of deletion for each record. Whatever is
//! said gets a stamp. At the end, when nothing goes wrong any more and every window has heard and written everything:
//!
//! 1. a field has the value that was said of it with the newest stamp; being taken back is such a value too;
//! 2. what was said of a record before its newest deletion is not there; what was said after is;
//! 3. what was said before everything was erased is not there, as far as its stamp is older;
//! 4. all windows and the shelf say the same, word for word.
//!
//! So nothing is missing that no window deleted, and nothing comes back. One thing only is left open: what still waited
//! when its window was closed may have landed or not. The stamps themselves are read from the kept text.

use std::collections::BTreeMap;

use microneedling_planner::content::json::parse;
use microneedling_planner::record::stamp::Stamp;
use serde_json::Value;

/// What was said.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A field has a value, or is taken back.
    Field(String, Option<Value>),
    /// The record is deleted.
    Deleted,
}

/// How far it got.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fate {
    /// It waits in this window.
    Waits(usize),
    /// The window it waited in was closed.
    Open,
    /// The engine said that it was written.
    Kept,
}

#[derive(Debug)]
struct Said {
    key: String,
    stamp: Stamp,
    what: What,
    fate: Fate,
}

/// A record as the specification sees it: fields with their stamps, and the deletion.
#[derive(Debug, Default, PartialEq)]
pub struct Shown {
    fields: BTreeMap<String, (Stamp, Option<Value>)>,
    gone: Option<Stamp>,
}

/// All that was said.
#[derive(Default)]
pub struct Spec {
    said: Vec<Said>,
    erased: Option<Stamp>,
}

impl Spec {
    pub fn say(&mut self, window: usize, key: &str, stamp: Stamp, what: What) {
        self.said.push(Said { key: key.to_owned(), stamp, what, fate: Fate::Waits(window) });
    }

    /// The engine of a window says that what waited under a key is written.
    pub fn kept(&mut self, window: usize, key: &str) {
        for said in self.said.iter_mut().filter(|said| said.key == key && said.fate == Fate::Waits(window)) {
            said.fate = Fate::Kept;
        }
    }

    pub fn closed(&mut self, window: usize) {
        for said in self.said.iter_mut().filter(|said| said.fate == Fate::Waits(window)) {
            said.fate = Fate::Open;
        }
    }

    /// The newest of what the engines say is written.
    pub fn newest_kept(&self) -> Option<Stamp> {
        self.said.iter().filter(|said| said.fate == Fate::Kept).map(|said| said.stamp).max()
    }

    /// Everything was erased. What is older goes, also when it is said by a window that has not heard of it.
    pub fn erased(&mut self, stamp: Stamp) {
        self.erased = self.erased.max(Some(stamp));
        self.said.retain(|said| Some(said.stamp) > self.erased);
    }

    /// All windows have heard that everything was erased: what is said now counts, whatever its stamp.
    pub fn all_heard(&mut self) {
        self.said.retain(|said| Some(said.stamp) > self.erased);
        self.erased = None;
    }

    /// What must be kept under a key, where this is.
    pub fn expected(&self, key: &str, there: &Shown) -> Shown {
        let counts = |said: &&Said| {
            said.key == key && Some(said.stamp) > self.erased && (said.fate != Fate::Open || there.holds(said))
        };
        let said: Vec<&Said> = self.said.iter().filter(counts).collect();
        let gone = said.iter().filter(|said| said.what == What::Deleted).map(|said| said.stamp).max();
        let mut fields: BTreeMap<String, (Stamp, Option<Value>)> = BTreeMap::new();
        for said in said.into_iter().filter(|said| Some(said.stamp) > gone) {
            let What::Field(name, value) = &said.what else { continue };
            if fields.get(name).is_none_or(|(known, _)| *known < said.stamp) {
                fields.insert(name.clone(), (said.stamp, value.clone()));
            }
        }
        Shown { fields, gone }
    }
}

impl Shown {
    /// Reads a kept text as `docs/storage.md` describes it.
    pub fn of(text: Option<&str>) -> Self {
        let Some(text) = text else { return Self::default() };
        let record = parse(text).unwrap();
        let stamp = |value: &Value| Stamp::parse(value.as_str().unwrap()).unwrap();
        let newest = stamp(&record["stamp"]);
        let mut fields = BTreeMap::new();
        for (name, value) in record["fields"].as_object().unwrap() {
            fields.insert(name.clone(), (newest, Some(value.clone())));
        }
        for (name, own) in record.get("stamps").and_then(Value::as_object).into_iter().flatten() {
            let value = fields.remove(name).and_then(|(_, value)| value);
            fields.insert(name.clone(), (stamp(own), value));
        }
        Self { fields, gone: record.get("gone").map(stamp) }
    }

    fn holds(&self, said: &Said) -> bool {
        match &said.what {
            What::Field(name, _) => self.fields.get(name).is_some_and(|(stamp, _)| *stamp == said.stamp),
            What::Deleted => self.gone == Some(said.stamp),
        }
    }
}
