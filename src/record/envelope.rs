//! What a record is kept in: its schema, its stamp, its checksum, and each field with the time it was given.
//!
//! Uses: `content::json`, `record::{stamp, checksum}`. Used by: `record::store` and every kind of record.
//!
//! `{"v":2,"checksum":"…","stamp":"…","fields":{…},"stamps":{…},"gone":"…"}`: `stamp` is the newest of the fields' and names
//! the window that wrote it; `stamps` names the fields whose stamp is another, among them those that were taken back;
//! `gone` is when the whole record was deleted. Two such records merge field by field, in any order and as often as
//! one likes, to the same outcome.

use serde_json::{Map, Value};

use super::checksum::{crc32, hex};
use super::stamp::Stamp;
use crate::content::json::{Parse, print, quoted};
use crate::domain::sorted::SortedMap;

/// The schema written now.
pub const SCHEMA: u64 = 2;

/// What a record says: JSON values by name. A name with a dot in it is one of several under the name before the dot.
pub type Fields = Map<String, Value>;

/// Fields one by one put together: collecting them would sort, and each kind of sorting costs the page kilobytes.
pub fn together(all: impl Iterator<Item = (String, Value)>) -> Fields {
    let mut fields = Fields::new();
    for (name, value) in all {
        fields.insert(name, value);
    }
    fields
}

/// Why a kept text cannot be used. It is never overwritten.
#[derive(Clone, Debug, PartialEq)]
pub enum Unreadable {
    /// Not a record of this planner, or damaged.
    Damaged,
    /// Of a schema before this one.
    Older,
    /// Written by a newer version of the planner; what can be made out of it.
    Newer(Record),
}

/// A value and when it was given; `None` was taken back then.
#[derive(Clone, Debug, PartialEq)]
struct Field {
    stamp: Stamp,
    value: Option<Value>,
}

/// A record, or a part of one: what it says of some fields, and when.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    fields: SortedMap<String, Field>,
    gone: Option<Stamp>,
}

impl Record {
    /// What changed between two states of a record, at this time. Fields that are the same in both are not part of it.
    pub fn change(before: &Fields, after: &Fields, stamp: Stamp) -> Self {
        let mut change = Self::default();
        for (name, value) in after {
            if before.get(name) != Some(value) {
                change.put(name, stamp, Some(value.clone()));
            }
        }
        for name in before.keys().filter(|name| !after.contains_key(*name)) {
            change.put(name, stamp, None);
        }
        change
    }

    /// All of these fields, given at this time.
    pub fn of(fields: &Fields, stamp: Stamp) -> Self {
        Self::change(&Fields::new(), fields, stamp)
    }

    /// The deletion of a whole record at this time.
    pub fn deletion(stamp: Stamp) -> Self {
        Self { gone: Some(stamp), ..Self::default() }
    }

    fn put(&mut self, name: &str, stamp: Stamp, value: Option<Value>) {
        self.fields.insert(name.to_owned(), Field { stamp, value });
    }

    /// What it says now.
    pub fn fields(&self) -> Fields {
        together(self.fields.iter().filter_map(|(name, field)| Some((name.clone(), field.value.clone()?))))
    }

    /// Whether it says nothing: never written, deleted, or everything taken back.
    pub fn says_nothing(&self) -> bool {
        self.fields.values().all(|field| field.value.is_none())
    }

    /// The newest stamp in it.
    pub fn newest(&self) -> Option<Stamp> {
        self.fields.values().map(|field| field.stamp).chain(self.gone).max()
    }

    /// Takes in another state of the same record: of each field the newer value, and nothing that was deleted since.
    pub fn merge(&mut self, other: &Self) {
        for (name, field) in other.fields.iter() {
            if self.fields.get(name).is_none_or(|known| known.stamp < field.stamp) {
                self.fields.insert(name.clone(), field.clone());
            }
        }
        self.gone = self.gone.max(other.gone);
        if let Some(gone) = self.gone {
            self.fields.retain(|_, field| field.stamp > gone);
        }
    }

    /// Forgets all that was said up to a time, as if it had never been; `false` when nothing is left.
    pub fn forget_until(&mut self, stamp: Stamp) -> bool {
        self.fields.retain(|_, field| field.stamp > stamp);
        self.gone = self.gone.filter(|gone| *gone > stamp);
        *self != Self::default()
    }

    /// The text to keep.
    pub fn print(&self) -> String {
        let stamp = self.newest().unwrap_or(Stamp::OLDEST);
        let (mut fields, mut stamps) = (String::new(), String::new());
        let put = |list: &mut String, name: &str, json: &str| {
            let comma = if list.is_empty() { "" } else { "," };
            for part in [comma, &quoted(name), ":", json] {
                list.push_str(part);
            }
        };
        for (name, field) in self.fields.iter() {
            if let Some(value) = &field.value {
                put(&mut fields, name, &print(value));
            }
            if field.stamp != stamp || field.value.is_none() {
                put(&mut stamps, name, &quoted(&field.stamp.print()));
            }
        }
        let mut rest = ["\",\"stamp\":\"", &stamp.print(), "\",\"fields\":{", &fields, "}"].concat();
        if !stamps.is_empty() {
            rest = [&rest, ",\"stamps\":{", &stamps, "}"].concat();
        }
        if let Some(gone) = self.gone {
            rest = [&rest, ",\"gone\":\"", &gone.print(), "\""].concat();
        }
        rest.push('}');
        let start = [START, &SCHEMA.to_string(), CHECKSUM].concat();
        let checksum = hex(crc32(&[&start, &rest]).into(), 8);
        [start, checksum, rest].concat()
    }

    /// Reads a kept text.
    ///
    /// # Errors
    /// [`Unreadable`]; the caller keeps the text.
    pub fn read(text: &str, parse: Parse) -> Result<Self, Unreadable> {
        let record = parse(text).map_err(|_| Unreadable::Damaged)?;
        let version = record.get("v").and_then(Value::as_u64).ok_or(Unreadable::Damaged)?;
        // Whatever a later schema adds, it begins like this, so that damage is told apart from a newer version.
        let start = [START, &version.to_string(), CHECKSUM].concat();
        if version < SCHEMA && !text.starts_with(&start) {
            return if version > 0 { Err(Unreadable::Older) } else { Err(Unreadable::Damaged) };
        }
        let after = text.strip_prefix(&start).ok_or(Unreadable::Damaged)?;
        let (checksum, rest) = after.split_at_checked(8).ok_or(Unreadable::Damaged)?;
        if checksum != hex(crc32(&[&start, rest]).into(), 8) {
            return Err(Unreadable::Damaged);
        }
        let opened = Self::open(&record);
        match (version == SCHEMA, opened) {
            (true, opened) => opened.ok_or(Unreadable::Damaged),
            (false, opened) => Err(Unreadable::Newer(opened.unwrap_or_default())),
        }
    }

    fn open(record: &Value) -> Option<Self> {
        let stamp = |value: &Value| value.as_str().and_then(Stamp::parse);
        let newest = stamp(record.get("stamp")?)?;
        let mut opened = Self::default();
        for (name, value) in record.get("fields")?.as_object()? {
            opened.put(name, newest, Some(value.clone()));
        }
        for (name, given) in record.get("stamps").and_then(Value::as_object).into_iter().flatten() {
            let value = opened.fields.remove(name).and_then(|field| field.value);
            opened.put(name, stamp(given)?, value);
        }
        opened.gone = match record.get("gone") {
            Some(gone) => Some(stamp(gone)?),
            None => None,
        };
        Some(opened)
    }
}

const START: &str = "{\"v\":";
const CHECKSUM: &str = ",\"checksum\":\"";

/// The checksum that stands in a record's text.
pub fn checksum_of(text: &str) -> &str {
    text.split('"').nth(5).unwrap_or_default()
}

/// The fields as an object as the readers of records see it: those with a dot in their name under the name before it.
pub fn nested(fields: &Fields) -> Value {
    let mut object = Fields::new();
    for (name, value) in fields {
        match name.split_once('.') {
            None => drop(object.insert(name.clone(), value.clone())),
            Some((outer, inner)) => {
                if !object.contains_key(outer) {
                    object.insert(outer.to_owned(), Value::Object(Fields::new()));
                }
                if let Some(Value::Object(group)) = object.get_mut(outer) {
                    group.insert(inner.to_owned(), value.clone());
                }
            }
        }
    }
    Value::Object(object)
}
