//! What is saved on the device: one frozen type for each released schema, and the way between it and the domain.
//!
//! Uses: `domain`, serde. Used by: `state`.
//!
//! A released schema is never edited: a change is a new version with a step from the old one. Enums are saved as the
//! domain's ids, days as ISO dates, money in hundredths.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::answers::{Answer, Answers, CheckAnswer, Currency, Price};
use crate::domain::checklist::{Checklist, Tick};
use crate::domain::dates::{Weeks, format_iso, parse_iso};
use crate::domain::evidence::CheckGroup;
use crate::domain::ids::{Addition, AreaId, ConcernId, ConditionId, Device, Phototype, ScarType, Severity};
use crate::domain::profile::Age;

/// Why a saved text cannot be used. It is kept, never overwritten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Not a record of this planner, or damaged.
    Damaged,
    /// Written by a newer version of the planner.
    Newer,
}

/// The schema version written now.
const VERSION: u32 = 1;

#[derive(Deserialize)]
struct Head {
    v: u32,
}

fn check_version(text: &str) -> Result<(), Unreadable> {
    match serde_json::from_str::<Head>(text) {
        Ok(Head { v: VERSION }) => Ok(()),
        Ok(Head { v }) if v > VERSION => Err(Unreadable::Newer),
        _ => Err(Unreadable::Damaged),
    }
}

/// Answers, schema 1. A missing field is unanswered, `null` inside [`Saved1`] is "not sure".
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Answers1 {
    v: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    concern: Option<String>,
    #[serde(default, skip_serializing_if = "Saved1::is_absent")]
    severity: Saved1<String>,
    #[serde(default, skip_serializing_if = "Saved1::is_absent")]
    scar_type: Saved1<String>,
    #[serde(default, skip_serializing_if = "Saved1::is_absent")]
    area: Saved1<String>,
    #[serde(default, skip_serializing_if = "Saved1::is_absent")]
    device: Saved1<String>,
    #[serde(default, skip_serializing_if = "Saved1::is_absent")]
    sun: Saved1<u8>,
    #[serde(default, skip_serializing_if = "Saved1::is_absent")]
    age: Saved1<u8>,
    #[serde(default, skip_serializing_if = "Saved1::is_absent")]
    scar_date: Saved1<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    checks: BTreeMap<String, Check1>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    dates: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Saved1::is_absent")]
    partner: Saved1<bool>,
    #[serde(default, skip_serializing_if = "Saved1::is_absent")]
    add: Saved1<Vec<String>>,
    #[serde(default, skip_serializing_if = "Saved1::is_absent")]
    not_if: Saved1<bool>,
    #[serde(default, skip_serializing_if = "Saved1::is_absent")]
    start: Saved1<String>,
    #[serde(default, skip_serializing_if = "Saved1::is_absent")]
    event: Saved1<String>,
    #[serde(default, skip_serializing_if = "Saved1::is_absent")]
    interval: Saved1<u16>,
    #[serde(default, skip_serializing_if = "Saved1::is_absent")]
    price: Saved1<Price1>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Check1 {
    ticked: Vec<String>,
    unsure: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Price1 {
    cents: u32,
    currency: String,
}

/// Absent, `null` for "not sure", or a value.
struct Saved1<T>(Option<Option<T>>);

impl<T> Default for Saved1<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Saved1<T> {
    fn is_absent(&self) -> bool {
        self.0.is_none()
    }

    fn from_answer<A>(answer: Answer<A>, save: impl FnOnce(A) -> T) -> Self {
        Self(match answer {
            Answer::Unanswered => None,
            Answer::NotSure => Some(None),
            Answer::Known(value) => Some(Some(save(value))),
        })
    }

    fn into_answer<A>(self, read: impl FnOnce(T) -> Option<A>) -> Result<Answer<A>, Unreadable> {
        match self.0 {
            None => Ok(Answer::Unanswered),
            Some(None) => Ok(Answer::NotSure),
            Some(Some(saved)) => read(saved).map(Answer::Known).ok_or(Unreadable::Damaged),
        }
    }
}

impl<T: Serialize> Serialize for Saved1<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.as_ref().and_then(Option::as_ref).serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Saved1<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::<T>::deserialize(deserializer).map(|value| Self(Some(value)))
    }
}

/// Writes answers as the text to save.
pub fn write_answers(answers: &Answers) -> String {
    let id = |id: &str| id.to_owned();
    let record = Answers1 {
        v: VERSION,
        concern: answers.concern.map(|concern| id(concern.as_str())),
        severity: Saved1::from_answer(answers.severity, |value| id(value.as_str())),
        scar_type: Saved1::from_answer(answers.scar_type, |value| id(value.as_str())),
        area: Saved1::from_answer(answers.area, |value| id(value.as_str())),
        device: Saved1::from_answer(answers.device, |value| id(value.as_str())),
        sun: Saved1::from_answer(answers.sun, Phototype::number),
        age: Saved1::from_answer(answers.age, Age::years),
        scar_date: Saved1::from_answer(answers.scar_date, format_iso),
        checks: answers
            .checks
            .iter()
            .map(|(group, check)| {
                let ticked = check.ticked.iter().map(|condition| id(condition.as_str())).collect();
                (id(group.as_str()), Check1 { ticked, unsure: check.unsure })
            })
            .collect(),
        dates: answers.dates.iter().map(|(condition, day)| (id(condition.as_str()), format_iso(*day))).collect(),
        partner: Saved1::from_answer(answers.partner, |yes| yes),
        add: Saved1::from_answer(answers.add.clone(), |all| all.iter().map(|add| id(add.as_str())).collect()),
        not_if: Saved1::from_answer(answers.not_if, |yes| yes),
        start: Saved1::from_answer(answers.start, format_iso),
        event: Saved1::from_answer(answers.event, format_iso),
        interval: Saved1::from_answer(answers.interval, |weeks| weeks.0),
        price: Saved1::from_answer(answers.price, |price| Price1 {
            cents: price.cents(),
            currency: id(price.currency.as_str()),
        }),
    };
    // Strings, numbers and maps with string keys: nothing in the record can fail to be written.
    serde_json::to_string(&record).unwrap_or_default()
}

/// Reads saved answers.
///
/// # Errors
/// [`Unreadable`] when the text is damaged or from a newer version; the caller keeps it.
pub fn read_answers(text: &str) -> Result<Answers, Unreadable> {
    check_version(text)?;
    let record: Answers1 = serde_json::from_str(text).map_err(|_| Unreadable::Damaged)?;
    let day = |text: String| parse_iso(&text);
    Ok(Answers {
        concern: record.concern.map(|id| ConcernId::parse(&id).ok_or(Unreadable::Damaged)).transpose()?,
        severity: record.severity.into_answer(|id| Severity::parse(&id))?,
        scar_type: record.scar_type.into_answer(|id| ScarType::parse(&id))?,
        area: record.area.into_answer(|id| AreaId::parse(&id))?,
        device: record.device.into_answer(|id| Device::parse(&id))?,
        sun: record.sun.into_answer(Phototype::from_number)?,
        age: record.age.into_answer(Age::new)?,
        scar_date: record.scar_date.into_answer(day)?,
        checks: record.checks.into_iter().map(read_check).collect::<Result<_, _>>()?,
        dates: record.dates.into_iter().map(read_date).collect::<Result<_, _>>()?,
        partner: record.partner.into_answer(Some)?,
        add: record.add.into_answer(|ids| ids.iter().map(|id| Addition::parse(id)).collect())?,
        not_if: record.not_if.into_answer(Some)?,
        start: record.start.into_answer(day)?,
        event: record.event.into_answer(day)?,
        interval: record.interval.into_answer(|weeks| (1..=52).contains(&weeks).then_some(Weeks(weeks)))?,
        price: record
            .price
            .into_answer(|saved| Currency::parse(&saved.currency).and_then(|code| Price::new(saved.cents, code)))?,
    })
}

fn read_check((group, check): (String, Check1)) -> Result<(CheckGroup, CheckAnswer), Unreadable> {
    let group = CheckGroup::parse(&group).ok_or(Unreadable::Damaged)?;
    let ticked: Option<BTreeSet<ConditionId>> = check.ticked.iter().map(|id| ConditionId::parse(id)).collect();
    Ok((group, CheckAnswer { ticked: ticked.ok_or(Unreadable::Damaged)?, unsure: check.unsure }))
}

fn read_date((condition, day): (String, String)) -> Result<(ConditionId, NaiveDate), Unreadable> {
    ConditionId::parse(&condition).zip(parse_iso(&day)).ok_or(Unreadable::Damaged)
}

/// Ticks, schema 1: `list/session/row`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ticks1 {
    v: u32,
    ticked: Vec<String>,
}

/// Writes ticks as the text to save.
pub fn write_ticks(ticks: &BTreeSet<Tick>) -> String {
    let ticked = ticks.iter().map(|tick| format!("{}/{}/{}", tick.list.as_str(), tick.session, tick.row)).collect();
    serde_json::to_string(&Ticks1 { v: VERSION, ticked }).unwrap_or_default()
}

/// Reads saved ticks.
///
/// # Errors
/// [`Unreadable`] when the text is damaged or from a newer version; the caller keeps it.
pub fn read_ticks(text: &str) -> Result<BTreeSet<Tick>, Unreadable> {
    check_version(text)?;
    let record: Ticks1 = serde_json::from_str(text).map_err(|_| Unreadable::Damaged)?;
    record.ticked.iter().map(|tick| read_tick(tick).ok_or(Unreadable::Damaged)).collect()
}

fn read_tick(text: &str) -> Option<Tick> {
    let mut parts = text.splitn(3, '/');
    let list = Checklist::parse(parts.next()?)?;
    let session = parts.next()?.parse().ok()?;
    let row = parts.next().filter(|row| !row.is_empty())?.to_owned();
    Some(Tick { list, session, row })
}
