//! What is saved on the device: the reader and the writer of each released schema.
//!
//! Uses: `domain`, `content::json`. Used by: `state`.
//!
//! A released schema is never edited: a change is a new version with a step from the old one. Enums are saved as the
//! domain's ids, days as ISO dates, money in hundredths.

use chrono::NaiveDate;
use serde_json::Value;

use crate::content::json::{self, Fields, Node, Parse, quoted};
use crate::domain::answers::{Answer, Answers, CheckAnswer, Currency, Price};
use crate::domain::checklist::{Checklist, Tick};
use crate::domain::dates::{Weeks, format_iso, parse_iso};
use crate::domain::evidence::CheckGroup;
use crate::domain::ids::{Addition, AreaId, ConcernId, ConditionId, Device, Phototype, ScarType, Severity};
use crate::domain::profile::Age;
use crate::domain::sorted::{SortedMap, SortedSet};

/// Why a saved text cannot be used. It is kept, never overwritten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Not a record of this planner, or damaged.
    Damaged,
    /// Written by a newer version of the planner.
    Newer,
}

/// The schema version written now.
const VERSION: u64 = 1;

/// A record of the version written now, opened.
pub(super) fn open(text: &str, parse: Parse) -> Result<Value, Unreadable> {
    let record = parse(text).map_err(|_| Unreadable::Damaged)?;
    match record.get("v").and_then(Value::as_u64) {
        Some(VERSION) => Ok(record),
        Some(version) if version > VERSION => Err(Unreadable::Newer),
        _ => Err(Unreadable::Damaged),
    }
}

/// A record being written. A missing field is unanswered, `null` is "not sure".
pub(super) struct Record(String);

impl Record {
    pub(super) fn new() -> Self {
        Self(format!("{{\"v\":{VERSION}"))
    }

    /// Adds a field whose value is JSON already.
    pub(super) fn put(&mut self, name: &str, json: &str) {
        for part in [",\"", name, "\":", json] {
            self.0.push_str(part);
        }
    }

    fn answer<T>(&mut self, name: &str, answer: Answer<T>, json: fn(T) -> String) {
        match answer {
            Answer::Unanswered => {}
            Answer::NotSure => self.put(name, "null"),
            Answer::Known(value) => self.put(name, &json(value)),
        }
    }

    pub(super) fn object(&mut self, name: &str, fields: &[String]) {
        if !fields.is_empty() {
            self.put(name, &format!("{{{}}}", fields.join(",")));
        }
    }

    pub(super) fn end(self) -> String {
        self.0 + "}"
    }
}

fn quoted_day(day: NaiveDate) -> String {
    quoted(&format_iso(day))
}

fn quoted_list(texts: impl Iterator<Item = String>) -> String {
    let texts: Vec<String> = texts.map(|text| quoted(&text)).collect();
    format!("[{}]", texts.join(","))
}

/// Writes answers as the text to save.
pub fn write_answers(answers: &Answers) -> String {
    let mut record = Record::new();
    if let Some(concern) = answers.concern {
        record.put("concern", &quoted(concern.as_str()));
    }
    record.answer("severity", answers.severity, |value| quoted(value.as_str()));
    record.answer("scar_type", answers.scar_type, |value| quoted(value.as_str()));
    record.answer("area", answers.area, |value| quoted(value.as_str()));
    record.answer("device", answers.device, |value| quoted(value.as_str()));
    record.answer("sun", answers.sun, |value| value.number().to_string());
    record.answer("age", answers.age, |value| value.years().to_string());
    record.answer("scar_date", answers.scar_date, quoted_day);
    let checks: Vec<String> = answers.checks.iter().map(|(group, check)| write_check(*group, check)).collect();
    record.object("checks", &checks);
    let dates = answers.dates.iter().map(|(id, day)| format!("\"{}\":{}", id.as_str(), quoted_day(*day)));
    record.object("dates", &dates.collect::<Vec<_>>());
    record.answer("partner", answers.partner, |yes| yes.to_string());
    record.answer("add", answers.add.clone(), |all| quoted_list(all.iter().map(|add| add.as_str().to_owned())));
    record.answer("not_if", answers.not_if, |yes| yes.to_string());
    record.answer("start", answers.start, quoted_day);
    record.answer("event", answers.event, quoted_day);
    record.answer("interval", answers.interval, |weeks| weeks.0.to_string());
    record.answer("price", answers.price, |price| {
        format!("{{\"cents\":{},\"currency\":\"{}\"}}", price.cents(), price.currency.as_str())
    });
    record.end()
}

fn write_check(group: CheckGroup, check: &CheckAnswer) -> String {
    let ticked = quoted_list(check.ticked.iter().map(|condition| condition.as_str().to_owned()));
    format!("\"{}\":{{\"ticked\":{ticked},\"unsure\":{}}}", group.as_str(), check.unsure)
}

/// Reads saved answers.
///
/// # Errors
/// [`Unreadable`] when the text is damaged or from a newer version; the caller keeps it.
pub fn read_answers(text: &str, parse: Parse) -> Result<Answers, Unreadable> {
    json::read(&open(text, parse)?, answers).map_err(|_| Unreadable::Damaged)
}

/// Answers, schema 1.
fn answers(node: Node<'_>) -> Answers {
    let fields = node.fields(&[&[
        "v",
        "concern",
        "severity",
        "scar_type",
        "area",
        "device",
        "sun",
        "age",
        "scar_date",
        "checks",
        "dates",
        "partner",
        "add",
        "not_if",
        "start",
        "event",
        "interval",
        "price",
    ]]);
    Answers {
        concern: fields.maybe("concern").and_then(|node| node.spelt(ConcernId::parse)),
        severity: answer(fields, "severity", |node| node.spelt(Severity::parse)),
        scar_type: answer(fields, "scar_type", |node| node.spelt(ScarType::parse)),
        area: answer(fields, "area", |node| node.spelt(AreaId::parse)),
        device: answer(fields, "device", |node| node.spelt(Device::parse)),
        sun: answer(fields, "sun", |node| Phototype::from_number(node.whole())),
        age: answer(fields, "age", |node| Age::new(node.whole())),
        scar_date: answer(fields, "scar_date", day),
        checks: fields.maybe("checks").map(checks).unwrap_or_default(),
        dates: fields.maybe("dates").map(dates).unwrap_or_default(),
        partner: answer(fields, "partner", |node| Some(node.flag())),
        add: answer(fields, "add", |node| Some(node.all_spelt(Addition::parse).into_iter().collect())),
        not_if: answer(fields, "not_if", |node| Some(node.flag())),
        start: answer(fields, "start", day),
        event: answer(fields, "event", day),
        interval: answer(fields, "interval", interval),
        price: answer(fields, "price", price),
    }
}

/// A missing field is unanswered, `null` is "not sure".
fn answer<'a, T>(fields: Fields<'a>, name: &'a str, read: fn(Node<'a>) -> Option<T>) -> Answer<T> {
    let Some(node) = fields.maybe(name) else {
        return if fields.has(name) { Answer::NotSure } else { Answer::Unanswered };
    };
    read(node).map(Answer::Known).unwrap_or_else(|| {
        node.refuse("not a value that can be given");
        Answer::Unanswered
    })
}

fn day(node: Node<'_>) -> Option<NaiveDate> {
    node.spelt(parse_iso)
}

fn checks(node: Node<'_>) -> SortedMap<CheckGroup, CheckAnswer> {
    by_id(node, CheckGroup::parse, check)
}

fn check(node: Node<'_>) -> CheckAnswer {
    let fields = node.fields(&[&["ticked", "unsure"]]);
    CheckAnswer {
        ticked: fields.at("ticked").all_spelt(ConditionId::parse).into_iter().collect(),
        unsure: fields.at("unsure").flag(),
    }
}

fn dates(node: Node<'_>) -> SortedMap<ConditionId, NaiveDate> {
    by_id(node, ConditionId::parse, |node| day(node).unwrap_or_default())
}

fn by_id<'a, K: Ord, V>(node: Node<'a>, parse: fn(&str) -> Option<K>, read: fn(Node<'a>) -> V) -> SortedMap<K, V> {
    let mut map = SortedMap::new();
    for (id, value) in node.map(read) {
        match parse(&id) {
            Some(id) => map.insert(id, value),
            None => node.refuse("unknown id"),
        }
    }
    map
}

fn interval(node: Node<'_>) -> Option<Weeks> {
    let weeks = node.whole();
    (1..=52).contains(&weeks).then_some(Weeks(weeks))
}

fn price(node: Node<'_>) -> Option<Price> {
    let fields = node.fields(&[&["cents", "currency"]]);
    Price::new(fields.at("cents").whole(), fields.at("currency").spelt(Currency::parse)?)
}

/// Writes ticks as the text to save: `list/session/row`.
pub fn write_ticks(ticks: &SortedSet<Tick>) -> String {
    let mut record = Record::new();
    let ticked = ticks.iter().map(|tick| format!("{}/{}/{}", tick.list.as_str(), tick.session, tick.row));
    record.put("ticked", &quoted_list(ticked));
    record.end()
}

/// Reads saved ticks.
///
/// # Errors
/// [`Unreadable`] when the text is damaged or from a newer version; the caller keeps it.
pub fn read_ticks(text: &str, parse: Parse) -> Result<SortedSet<Tick>, Unreadable> {
    json::read(&open(text, parse)?, ticks).map_err(|_| Unreadable::Damaged)
}

/// Ticks, schema 1.
fn ticks(node: Node<'_>) -> SortedSet<Tick> {
    node.fields(&[&["v", "ticked"]]).at("ticked").all_spelt(tick_of).into_iter().collect()
}

fn tick_of(text: &str) -> Option<Tick> {
    let mut parts = text.splitn(3, '/');
    let list = Checklist::parse(parts.next()?)?;
    let session = parts.next()?.parse().ok()?;
    let row = parts.next().filter(|row| !row.is_empty())?.to_owned();
    Some(Tick { list, session, row })
}
