//! A clinic's configuration as it is handed in with the page: one JSON text, read whole, every fault named at once.
//!
//! Uses: `domain::clinic`, `content::json`. Used by: `state`. `content::json`'s own reader stops at the first fault; whoever
//! writes a configuration wants all of them, each with its path and what may stand there. `src/embed/clinic.schema.json`
//! is the same shape for editors, and `tests/clinic.rs` holds the two together. What is wrong is told to the page's
//! owner in the console, never to the person.

use std::cell::{Cell, RefCell};

use serde_json::{Map, Value};

use crate::content::json::Parse;
use crate::content::languages::{LANGUAGES, language_of};
use crate::domain::answers::{Currency, Price};
use crate::domain::clinic::{
    Accent, Clinic, LONGEST_DISCLOSURE, LONGEST_LINK, LONGEST_NAME, Line, Link, Phone, Scheme, Unfit,
};
use crate::domain::dates::Weeks;
use crate::domain::estimate::Range;
use crate::domain::evidence::Evidence;
use crate::domain::ids::{ConcernId, Device};

/// The longest configuration, in bytes.
pub const LONGEST: usize = 65_536;

/// The largest number that can stand anywhere in a configuration.
pub const LARGEST: u16 = 9_999;

/// The most languages that can be named.
pub const MOST_LANGUAGES: usize = 20;

/// As many faults are named; whoever mends these sees the others.
const MOST_PROBLEMS: usize = 50;

/// Every key of a configuration.
pub const KEYS: &[&str] = &[
    "$schema",
    "name",
    "logo",
    "phone",
    "emergency",
    "booking",
    "disclosure",
    "languages",
    "accent",
    "price",
    "concerns",
    "devices",
    "sessions",
    "aftercare",
];

/// One fault of a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands, such as `sessions[0].interval_weeks`; `$` is the whole.
    pub path: String,
    /// What is wrong, and what may stand there.
    pub says: String,
}

/// Reads a configuration. With what is wrong in its shape nothing of it is used; a rule that does not fit the studies is
/// left out alone, and named beside the clinic.
///
/// # Errors
/// Everything that is wrong, at least one.
pub fn read(text: &str, parse: Parse, evidence: &Evidence) -> Result<(Clinic, Vec<Problem>), Vec<Problem>> {
    let whole = |says: String| vec![Problem { path: "$".to_owned(), says }];
    if text.len() > LONGEST {
        return Err(whole(format!("longer than {LONGEST} bytes")));
    }
    let value = parse(text).map_err(|reason| whole(format!("cannot be read as JSON: {reason}")))?;
    let found = Found::default();
    let clinic = clinic(&Node { value: &value, path: String::new(), found: &found }, evidence);
    let problems = found.problems.into_inner();
    match clinic {
        Some(clinic) if !found.is_fatal.get() => Ok((clinic, problems)),
        _ => Err(problems),
    }
}

/// What was wrong so far.
#[derive(Default)]
struct Found {
    problems: RefCell<Vec<Problem>>,
    /// Whether the shape is wrong.
    is_fatal: Cell<bool>,
}

/// A value and where it stands.
struct Node<'a> {
    value: &'a Value,
    path: String,
    found: &'a Found,
}

impl<'a> Node<'a> {
    /// The shape is wrong: nothing of the configuration is used.
    fn refuse(&self, says: String) {
        self.found.is_fatal.set(true);
        self.leave_out(says);
    }

    /// This alone is not used.
    fn leave_out(&self, says: String) {
        let mut problems = self.found.problems.borrow_mut();
        if problems.len() < MOST_PROBLEMS {
            let path = if self.path.is_empty() { "$".to_owned() } else { self.path.clone() };
            problems.push(Problem { path, says });
        }
    }

    /// The fields of an object with no other keys than these.
    fn fields(&self, known: &[&str]) -> Option<Fields<'a, '_>> {
        let Some(map) = self.value.as_object() else {
            self.refuse(format!("must be an object with keys out of: {}", known.join(", ")));
            return None;
        };
        for (key, value) in map.iter().filter(|(key, _)| !known.contains(&key.as_str())) {
            let at = self.under(key, value);
            at.refuse(format!("unknown key; the known ones are: {}", known.join(", ")));
        }
        Some(Fields { map, node: self })
    }

    fn under(&self, key: &str, value: &'a Value) -> Node<'a> {
        let key = shortened(key);
        let path = if self.path.is_empty() { key } else { [&self.path, ".", &key].concat() };
        Node { value, path, found: self.found }
    }

    /// The items of a list, from one up to so many.
    fn items(&self, most: usize) -> Vec<Node<'a>> {
        let items = self.value.as_array().filter(|items| (1..=most).contains(&items.len()));
        if items.is_none() {
            self.refuse(format!("must be a list of 1 to {most}"));
        }
        let node = |(place, value)| Node { value, path: format!("{}[{place}]", self.path), found: self.found };
        items.into_iter().flatten().enumerate().map(node).collect()
    }

    /// A list in which nothing stands twice.
    fn different(&self, most: usize) -> Vec<Node<'a>> {
        let items = self.items(most);
        for (place, item) in items.iter().enumerate() {
            if items.iter().take(place).any(|earlier| earlier.value == item.value) {
                item.refuse("stands in the list already".to_owned());
            }
        }
        items
    }

    /// What a text is read as; `must_be` says what it may be.
    fn text<T>(&self, read: impl Fn(&str) -> Option<T>, must_be: &str) -> Option<T> {
        let text = self.value.as_str();
        let result = text.and_then(read);
        if result.is_none() {
            let text = text.map(|text| format!("\"{}\" cannot be used; it ", shortened(text))).unwrap_or_default();
            self.refuse(format!("{text}must be {must_be}"));
        }
        result
    }

    /// One of a list of ids.
    fn id<T: Copy>(&self, all: &[T], as_str: fn(T) -> &'static str) -> Option<T> {
        let read = |text: &str| all.iter().copied().find(|id| as_str(*id) == text);
        let names: Vec<&str> = all.iter().map(|id| as_str(*id)).collect();
        self.text(read, &["one of: ", &names.join(", ")].concat())
    }

    /// A whole number from 1 up to [`LARGEST`], or up to another one.
    fn number(&self, most: u32) -> Option<u32> {
        let number = self.value.as_i64().and_then(|number| u32::try_from(number).ok());
        let number = number.filter(|number| (1..=most).contains(number));
        if number.is_none() {
            self.refuse(format!("must be a whole number from 1 to {most}"));
        }
        number
    }

    fn small(&self) -> Option<u16> {
        self.number(LARGEST.into()).and_then(|number| u16::try_from(number).ok())
    }

    /// Names what does not fit, with what it may be.
    fn say_unfit(&self, result: Result<(), Unfit>, unit: &str) {
        let Err(unfit) = result else { return };
        self.leave_out(match unfit {
            Unfit::IsAStop => "needling is a stop here, which no clinic can change; left out".to_owned(),
            Unfit::NoPlan => "has no plan of its own that a rule could be for; left out".to_owned(),
            Unfit::NotOffered => "is not among `concerns`; left out".to_owned(),
            Unfit::NeedsRf => "needs radiofrequency (`rf`), which is not among `devices`; left out".to_owned(),
            Unfit::Twice => "has rules already; left out".to_owned(),
            Unfit::OutOfOrder => "low, likely and high must rise; left out".to_owned(),
            Unfit::Outside(least, most) if least == most => format!("must be {least} {unit}; left out"),
            Unfit::Outside(least, most) => format!("must be {least} to {most} {unit}; left out"),
        });
    }
}

/// So much of what was handed in is said back.
fn shortened(text: &str) -> String {
    let short: String = text.chars().filter(|c| !c.is_control()).take(40).collect();
    if short.len() < text.len() { short + "…" } else { short }
}

/// The fields of an object.
struct Fields<'a, 'n> {
    map: &'a Map<String, Value>,
    node: &'n Node<'a>,
}

impl<'a> Fields<'a, '_> {
    fn maybe(&self, key: &str) -> Option<Node<'a>> {
        self.map.get(key).map(|value| self.node.under(key, value))
    }

    fn at(&self, key: &str) -> Option<Node<'a>> {
        let there = self.maybe(key);
        if there.is_none() {
            self.node.under(key, &Value::Null).refuse("is missing".to_owned());
        }
        there
    }

    fn line(&self, node: Option<Node<'_>>, longest: usize) -> Option<Line> {
        node?.text(
            |text| Line::new(text, longest),
            &format!("one line of 1 to {longest} characters, with a letter or a digit"),
        )
    }

    fn phone(&self, key: &str) -> Option<Phone> {
        self.maybe(key)?.text(Phone::new, "a phone number: 3 to 20 digits, with spaces and + - ( ) . / between them")
    }

    fn link(&self, key: &str, schemes: &[Scheme], must_be: &str) -> Option<Link> {
        let link = |text: &str| Link::new(text).filter(|link| schemes.contains(&link.scheme()));
        self.maybe(key)?.text(link, &format!("{must_be}, at most {LONGEST_LINK} characters"))
    }
}

fn clinic(node: &Node<'_>, evidence: &Evidence) -> Option<Clinic> {
    let fields = node.fields(KEYS)?;
    if let Some(schema) = fields.maybe("$schema") {
        schema.text(|_| Some(()), "a text");
    }
    let name = fields.line(fields.at("name"), LONGEST_NAME);
    // Without a name nothing is used, but the rest is looked through for what else is wrong.
    let mut clinic = Clinic::new(name.or_else(|| Line::new("x", 1))?);
    clinic.logo = fields.link("logo", &[Scheme::Https], "an https: address");
    clinic.phone = fields.phone("phone");
    clinic.emergency = fields.phone("emergency");
    let anywhere = [Scheme::Https, Scheme::Tel, Scheme::Mailto];
    clinic.booking = fields.link("booking", &anywhere, "an https:, tel: or mailto: address");
    clinic.disclosure = fields.line(fields.maybe("disclosure"), LONGEST_DISCLOSURE);
    clinic.accent = fields.maybe("accent").and_then(|node| node.text(Accent::new, "a colour as #rgb or #rrggbb"));
    clinic.price = fields.maybe("price").and_then(|node| price(&node));
    clinic.languages = fields.maybe("languages").map(|node| languages(&node)).unwrap_or_default();
    // In this order: what is offered decides which rules there can be.
    for item in fields.maybe("devices").map(|node| node.different(Device::ALL.len())).unwrap_or_default() {
        if let Some(device) = item.id(Device::ALL, Device::as_str) {
            item.say_unfit(clinic.offer_device(device), "");
        }
    }
    for item in fields.maybe("concerns").map(|node| node.different(ConcernId::ALL.len())).unwrap_or_default() {
        if let Some(concern) = item.id(ConcernId::ALL, ConcernId::as_str) {
            item.say_unfit(clinic.offer_concern(concern, evidence), "");
        }
    }
    for row in fields.maybe("sessions").map(|node| node.items(ConcernId::ALL.len())).unwrap_or_default() {
        rule(&row, &mut clinic, evidence);
    }
    let ids: Vec<&str> = evidence.restrictions.iter().map(|row| row.id.as_str()).collect();
    if let Some(gates) = fields.maybe("aftercare").as_ref().and_then(|node| node.fields(&ids)) {
        for (id, gate) in ids.iter().filter_map(|id| Some((id, gates.maybe(id)?))) {
            if let Some(hours) = gate.small() {
                gate.say_unfit(clinic.set_gate(id, hours, evidence), "hours after a session");
            }
        }
    }
    Some(clinic)
}

fn price(node: &Node<'_>) -> Option<Price> {
    let fields = node.fields(&["cents", "currency"])?;
    let cents = fields.at("cents").and_then(|node| node.number(Price::MAX_CENTS));
    let currency = fields.at("currency").and_then(|node| node.id(Currency::ALL, Currency::as_str));
    Price::new(cents?, currency?)
}

/// Languages as BCP 47 names them, as far as there are words for them.
fn languages(node: &Node<'_>) -> Vec<String> {
    let mut known = Vec::new();
    for item in node.different(MOST_LANGUAGES) {
        let tag = item.text(|text| is_tag(text).then(|| text.to_owned()), "a language tag such as `en` or `pt-BR`");
        match tag {
            None => {}
            Some(tag) => match language_of(&tag) {
                Some(language) => known.push(language.tag.to_owned()),
                None => {
                    let tags: Vec<&str> = LANGUAGES.iter().map(|language| language.tag).collect();
                    item.leave_out(format!("there are no words for it yet, only for: {}", tags.join(", ")));
                }
            },
        }
    }
    known
}

/// `en`, `pt-BR`, `zh-Hant-TW`.
fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let language = (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_part = |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    language && text.len() <= 35 && parts.all(is_part)
}

/// The rules for one concern. A number that does not fit is left out, and the other one stays.
fn rule(row: &Node<'_>, clinic: &mut Clinic, evidence: &Evidence) {
    let Some(fields) = row.fields(&["concern", "sessions", "interval_weeks"]) else { return };
    let concern = fields.at("concern");
    let (sessions, interval) = (fields.maybe("sessions"), fields.maybe("interval_weeks"));
    if sessions.is_none() && interval.is_none() {
        row.refuse("must have `sessions` or `interval_weeks`, or both".to_owned());
    }
    let counts = sessions.as_ref().and_then(counts);
    let weeks = interval.as_ref().and_then(Node::small);
    let Some((at, id)) = concern.as_ref().and_then(|at| Some((at, at.id(ConcernId::ALL, ConcernId::as_str)?))) else {
        return;
    };
    let begun = clinic.begin_rule(id, evidence);
    at.say_unfit(begun, "");
    if begun.is_err() {
        return;
    }
    let unit = |what: &str| [what, " for ", id.as_str()].concat();
    if let Some((node, weeks)) = interval.zip(weeks) {
        node.say_unfit(clinic.set_interval(id, Weeks(weeks), evidence), &unit("weeks"));
    }
    if let Some((node, counts)) = sessions.zip(counts) {
        node.say_unfit(clinic.set_sessions(id, counts, evidence), &unit("sessions"));
    }
}

/// One number, or three.
fn counts(node: &Node<'_>) -> Option<Range<u16>> {
    if node.value.is_number() {
        return node.small().map(|n| Range { low: n, likely: n, high: n });
    }
    if !node.value.is_object() {
        node.refuse("must be a whole number, or an object with low, likely and high".to_owned());
        return None;
    }
    let fields = node.fields(&["low", "likely", "high"])?;
    let [low, likely, high] = ["low", "likely", "high"].map(|key| fields.at(key).and_then(|node| node.small()));
    Some(Range { low: low?, likely: likely?, high: high? })
}
