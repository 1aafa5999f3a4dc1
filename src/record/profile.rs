//! The answers as they are kept, in two records: what the person is like and wants, and the days and price of the plan.
//!
//! Uses: `domain`, `content::json`, `record::envelope`. Used by: `state`, `record::backup`. Enums are kept as the domain's
//! ids, days as ISO dates, money in hundredths. A missing field is unanswered, `null` is "not sure".

use chrono::NaiveDate;
use serde_json::Value;

use super::envelope::{Fields, nested};
use crate::content::json::{self, Node, Reason};
use crate::domain::answers::{Answer, Answers, CheckAnswer, Currency, Price};
use crate::domain::dates::{Weeks, format_iso, parse_accepted};
use crate::domain::evidence::CheckGroup;
use crate::domain::ids::{Addition, AreaId, ConcernId, ConditionId, Device, Phototype, ScarType, Severity};
use crate::domain::profile::Age;
use crate::domain::sorted::SortedMap;

/// What the person said about themselves and what they want, as fields of their record.
pub fn write_profile(answers: &Answers) -> Fields {
    let mut fields = Fields::new();
    if let Some(concern) = answers.concern {
        fields.insert("concern".to_owned(), concern.as_str().into());
    }
    put(&mut fields, "severity", answers.severity, |value| value.as_str().into());
    put(&mut fields, "scar_type", answers.scar_type, |value| value.as_str().into());
    put(&mut fields, "area", answers.area, |value| value.as_str().into());
    put(&mut fields, "device", answers.device, |value| value.as_str().into());
    put(&mut fields, "sun", answers.sun, |value| value.number().into());
    put(&mut fields, "age", answers.age, |value| value.years().into());
    put(&mut fields, "scar_date", answers.scar_date, day_value);
    for (group, check) in answers.checks.iter() {
        let ticked = check.ticked.iter().map(|condition| Value::from(condition.as_str())).collect();
        let mut value = Fields::new();
        value.insert("ticked".to_owned(), Value::Array(ticked));
        value.insert("unsure".to_owned(), Value::Bool(check.unsure));
        fields.insert(["checks.", group.as_str()].concat(), Value::Object(value));
    }
    for (id, day) in answers.dates.iter() {
        fields.insert(["dates.", id.as_str()].concat(), day_value(*day));
    }
    put(&mut fields, "partner", answers.partner, Value::Bool);
    put(&mut fields, "add", answers.add.clone(), |all| {
        Value::Array(all.iter().map(|add| Value::from(add.as_str())).collect())
    });
    put(&mut fields, "not_if", answers.not_if, Value::Bool);
    fields
}

/// Days, spacing and price of the plan, as fields of their record.
pub fn write_plan(answers: &Answers) -> Fields {
    let mut fields = Fields::new();
    put(&mut fields, "start", answers.start, day_value);
    put(&mut fields, "event", answers.event, day_value);
    put(&mut fields, "interval", answers.interval, |weeks| weeks.0.into());
    put(&mut fields, "price", answers.price, |price| {
        let mut value = Fields::new();
        value.insert("cents".to_owned(), price.cents().into());
        value.insert("currency".to_owned(), price.currency.as_str().into());
        Value::Object(value)
    });
    fields
}

fn put<T>(fields: &mut Fields, name: &str, answer: Answer<T>, value: fn(T) -> Value) {
    let value = match answer {
        Answer::Unanswered => return,
        Answer::NotSure => Value::Null,
        Answer::Known(known) => value(known),
    };
    fields.insert(name.to_owned(), value);
}

fn day_value(day: NaiveDate) -> Value {
    format_iso(day).into()
}

/// Reads what [`write_profile`] wrote.
///
/// # Errors
/// The first thing that is not as it should be.
pub fn read_profile(fields: &Fields) -> Result<Answers, Reason> {
    json::read(&nested(fields), profile)
}

/// Reads what [`write_plan`] wrote: answers of which the others are not given.
///
/// # Errors
/// The first thing that is not as it should be.
pub fn read_plan(fields: &Fields) -> Result<Answers, Reason> {
    json::read(&nested(fields), plan)
}

/// The answers of both records.
pub fn with_plan(profile: Answers, plan: Answers) -> Answers {
    let Answers { start, event, interval, price, .. } = plan;
    Answers { start, event, interval, price, ..profile }
}

fn profile(node: Node<'_>) -> Answers {
    let fields = node.fields(&[&[
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
        ..Answers::default()
    }
}

fn plan(node: Node<'_>) -> Answers {
    let fields = node.fields(&[&["start", "event", "interval", "price"]]);
    Answers {
        start: answer(fields, "start", day),
        event: answer(fields, "event", day),
        interval: answer(fields, "interval", interval),
        price: answer(fields, "price", price),
        ..Answers::default()
    }
}

/// A missing field is unanswered, `null` is "not sure".
fn answer<'a, T>(fields: json::Fields<'a>, name: &'a str, read: fn(Node<'a>) -> Option<T>) -> Answer<T> {
    let Some(node) = fields.maybe(name) else {
        return if fields.has(name) { Answer::NotSure } else { Answer::Unanswered };
    };
    read(node).map(Answer::Known).unwrap_or_else(|| {
        node.refuse("not a value that can be given");
        Answer::Unanswered
    })
}

fn day(node: Node<'_>) -> Option<NaiveDate> {
    node.spelt(parse_accepted)
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
