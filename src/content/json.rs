//! JSON read field by field, remembering the first thing that is wrong and where it stands.
//!
//! Uses: `domain::sorted`. Used by: `content`, `record`. By hand and not derived, and without leaving at the first
//! problem, because derived readers and early ends cost the page tens of kilobytes. What is read after a problem is
//! made up and never leaves [`read`].

use std::cell::RefCell;

use serde_json::{Map, Value};

use crate::domain::sorted::SortedMap;

/// Where a value is not what it should be, and how.
pub type Reason = String;

/// Reads JSON: [`parse`], or the browser's own reader, with which the page is spared this one's bytes.
pub type Parse = fn(&str) -> Result<Value, Reason>;

/// The value that a text spells.
///
/// # Errors
/// When the text is not JSON.
pub fn parse(text: &str) -> Result<Value, Reason> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

/// The text as a JSON string.
pub fn quoted(text: &str) -> String {
    // A text can always be written.
    serde_json::to_string(text).unwrap_or_default()
}

/// Writes a value as JSON without a space. A number with a fraction, which no record has, becomes `null`.
pub fn print(value: &Value) -> String {
    let list = |parts: Vec<String>, open: &str, close: &str| [open, &parts.join(","), close].concat();
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => number.as_i64().map_or_else(|| "null".to_owned(), |number| number.to_string()),
        Value::String(text) => quoted(text),
        Value::Array(items) => list(items.iter().map(print).collect(), "[", "]"),
        Value::Object(fields) => {
            list(fields.iter().map(|(key, value)| [&quoted(key), ":", &print(value)].concat()).collect(), "{", "}")
        }
    }
}

/// Reads a value.
///
/// # Errors
/// The first thing that is not as it should be.
pub fn read<T>(value: &Value, read: fn(Node<'_>) -> T) -> Result<T, Reason> {
    let problem = Problem::default();
    let result = read(Node { value, place: "", problem: &problem });
    problem.0.into_inner().map_or(Ok(result), Err)
}

/// The first thing that was wrong.
#[derive(Default)]
struct Problem(RefCell<Option<Reason>>);

impl Problem {
    fn note(&self, place: &str, what: &str) {
        self.0.borrow_mut().get_or_insert_with(|| within(place, what));
    }

    fn is_there(&self) -> bool {
        self.0.borrow().is_some()
    }

    /// Says in what a problem stands.
    fn place(&self, place: &str) {
        if let Some(reason) = self.0.borrow_mut().as_mut() {
            *reason = within(place, reason);
        }
    }
}

fn within(place: &str, what: &str) -> Reason {
    if place.is_empty() { what.to_owned() } else { [place, ": ", what].concat() }
}

/// A value being read.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    value: &'a Value,
    /// The key it stands under.
    place: &'a str,
    problem: &'a Problem,
}

impl<'a> Node<'a> {
    /// Says that the value cannot be used.
    pub fn refuse(self, what: &str) {
        self.problem.note(self.place, what);
    }

    /// A text, borrowed.
    pub fn str(self) -> &'a str {
        self.value.as_str().unwrap_or_else(|| {
            self.refuse("not a text");
            ""
        })
    }

    /// A text.
    pub fn text(self) -> String {
        self.str().to_owned()
    }

    /// Yes or no.
    pub fn flag(self) -> bool {
        self.value.as_bool().unwrap_or_else(|| {
            self.refuse("neither true nor false");
            false
        })
    }

    /// A whole number that fits its type.
    pub fn whole<T: TryFrom<i64> + Default>(self) -> T {
        let number = self.value.as_i64().and_then(|number| T::try_from(number).ok());
        number.unwrap_or_else(|| {
            self.refuse("not a whole number in its bounds");
            T::default()
        })
    }

    /// A number.
    pub fn number(self) -> f64 {
        self.value.as_f64().unwrap_or_else(|| {
            self.refuse("not a number");
            0.0
        })
    }

    /// What a text spells.
    pub fn spelt<T>(self, parse: fn(&str) -> Option<T>) -> Option<T> {
        let text = self.str();
        let found = parse(text);
        if found.is_none() {
            self.refuse(&["unknown \"", text, "\""].concat());
        }
        found
    }

    /// What each text of a list spells.
    pub fn all_spelt<T>(self, parse: fn(&str) -> Option<T>) -> Vec<T> {
        self.items().iter().filter_map(|value| Self { value, ..self }.spelt(parse)).collect()
    }

    /// A list of texts.
    pub fn texts(self) -> Vec<String> {
        self.list(Node::text)
    }

    /// A list, up to the first item that cannot be read; that one is named by its id or its place.
    pub fn list<T>(self, read: fn(Node<'a>) -> T) -> Vec<T> {
        let items = self.items();
        let mut list = Vec::with_capacity(items.len());
        for value in items {
            let before = self.problem.is_there();
            list.push(read(Self { value, place: "", problem: self.problem }));
            if self.problem.is_there() {
                if !before {
                    self.name_item(value, list.len());
                }
                break;
            }
        }
        list
    }

    /// A list of two whole numbers.
    pub fn pair<T: TryFrom<i64> + Default + Copy>(self) -> (T, T) {
        let [first, second] = self.items() else {
            self.refuse("not two numbers");
            return Default::default();
        };
        (Self { value: first, ..self }.whole(), Self { value: second, ..self }.whole())
    }

    /// An object as values by key.
    pub fn map<T>(self, read: fn(Node<'a>) -> T) -> SortedMap<String, T> {
        let mut map = SortedMap::new();
        for (key, value) in self.object() {
            map.insert(key.clone(), read(Self { value, place: key, ..self }));
        }
        map
    }

    /// The fields of an object that has no other keys than these.
    pub fn fields(self, known: &[&[&str]]) -> Fields<'a> {
        let fields = self.object();
        if let Some(key) =
            fields.into_iter().map(|(key, _)| key).find(|key| !known.iter().any(|keys| keys.contains(&key.as_str())))
        {
            self.refuse(&["unknown field `", key, "`"].concat());
        }
        Fields { fields, node: self }
    }

    fn items(self) -> &'a [Value] {
        self.value.as_array().map(Vec::as_slice).unwrap_or_else(|| {
            self.refuse("not a list");
            &[]
        })
    }

    fn object(self) -> Entries<'a> {
        let fields = self.value.as_object();
        if fields.is_none() {
            self.refuse("not an object");
        }
        Entries(fields)
    }

    fn name_item(self, item: &Value, number: usize) {
        let id = item.get("id").and_then(Value::as_str);
        match id {
            Some(id) => self.problem.place(id),
            None => self.problem.place(&number.to_string()),
        }
        self.problem.place(self.place);
    }
}

/// The entries of an object; none where there should have been one.
#[derive(Clone, Copy)]
struct Entries<'a>(Option<&'a Map<String, Value>>);

impl<'a> IntoIterator for Entries<'a> {
    type Item = (&'a String, &'a Value);
    type IntoIter = std::iter::Flatten<std::option::IntoIter<&'a Map<String, Value>>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter().flatten()
    }
}

/// The fields of an object.
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    fields: Entries<'a>,
    node: Node<'a>,
}

impl<'a> Fields<'a> {
    /// A field that must be there.
    pub fn at(self, key: &'a str) -> Node<'a> {
        self.maybe(key).unwrap_or_else(|| {
            self.node.refuse(&["missing field `", key, "`"].concat());
            Node { value: &Value::Null, place: key, ..self.node }
        })
    }

    /// A field that may be missing; `null` is as good as missing.
    pub fn maybe(self, key: &'a str) -> Option<Node<'a>> {
        let value = self.fields.0?.get(key).filter(|value| !value.is_null())?;
        Some(Node { value, place: key, ..self.node })
    }

    /// Whether the field is there, be it `null`.
    pub fn has(self, key: &str) -> bool {
        self.fields.0.is_some_and(|fields| fields.contains_key(key))
    }

    /// Says that the fields together make no sense.
    pub fn refuse(self, what: &str) {
        self.node.refuse(what);
    }
}
