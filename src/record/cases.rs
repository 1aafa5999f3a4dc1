//! The estimator's cases as they are published: answers, what must come out, and what comes out here and now.
//!
//! Uses: `record::estimate_lines`, the reader and writer of the `estimate` program, so that what is looked at is what is
//! used. Used by: `state`, tests. A file that is none gives no cases, never a guess.

use serde_json::{Map, Value};

use super::estimate_lines::answer;
use crate::content::json::{self, Parse};
use crate::domain::estimate::Status;
use crate::domain::evidence::Evidence;
use crate::domain::ids::RuleFlag;

/// How the parts of a value are put in order, where it has names.
const ORDER: [&str; 8] = ["low", "likely", "high", "min", "used", "max", "weeks_available", "sessions_that_fit"];

/// What makes the evidence weaker for a person: rule 5.
const WEAKER: [RuleFlag; 6] = [
    RuleFlag::IcepickConsiderCrossOrPunch,
    RuleFlag::RfEvidenceWeaker,
    RuleFlag::SeverityOutsideTrials,
    RuleFlag::DeepLinesOrLaxity,
    RuleFlag::MissingAdjunct,
    RuleFlag::AdjunctUnknown,
];

/// One made-up person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// "T01". What it stands for, a study or what it keeps an eye on, is the text `case.T01`.
    pub id: String,
    /// What was answered, name and value.
    pub input: Vec<(String, String)>,
    /// What must come out and what does, name by name.
    pub fields: Vec<Field>,
    /// The rules that decide something in it, from 1 to 7.
    pub rules: Vec<u8>,
}

/// One name of what comes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name.
    pub name: String,
    /// What must come out.
    pub expected: String,
    /// What comes out here.
    pub given: String,
    /// Whether the two are the same.
    pub agrees: bool,
}

impl Case {
    /// Whether everything comes out as it must.
    pub fn agrees(&self) -> bool {
        !self.fields.is_empty() && self.fields.iter().all(|field| field.agrees)
    }
}

/// Reads the file and works each case out; `None` when it is no such file.
pub fn cases(text: &str, parse: Parse, evidence: &Evidence) -> Option<Vec<Case>> {
    let file = parse(text).ok()?;
    file.as_array()?.iter().map(|case| read(case, parse, evidence)).collect()
}

fn read(case: &Value, parse: Parse, evidence: &Evidence) -> Option<Case> {
    let (input, expected) = (case.get("input")?, case.get("expected")?.as_object()?);
    let line = json::print(input);
    // Only what is handed on as it stands in the file says anything.
    if parse(&line).as_ref() != Ok(input) {
        return None;
    }
    let given = answer(evidence, line.as_bytes()).and_then(|line| parse(&line).ok());
    let given = given.as_ref().and_then(Value::as_object)?;
    // Names that only one side has count as well.
    let more = given.keys().filter(|name| !expected.contains_key(*name));
    let fields = expected.keys().chain(more).map(|name| field(name, expected.get(name), given.get(name)));
    let input = input.as_object()?;
    Some(Case {
        id: case.get("id")?.as_str()?.to_owned(),
        fields: fields.collect(),
        rules: rules(input, expected),
        input: input.iter().map(|(name, value)| (name.clone(), plain(value))).collect(),
    })
}

fn field(name: &str, expected: Option<&Value>, given: Option<&Value>) -> Field {
    let shown = |value: Option<&Value>| value.map(plain).unwrap_or_default();
    Field { name: name.to_owned(), expected: shown(expected), given: shown(given), agrees: expected == given }
}

/// A value as a person reads it: no braces, no quotation marks.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            let place = |name: &String| ORDER.iter().position(|known| known == name).unwrap_or(ORDER.len());
            let mut fields: Vec<(&String, &Value)> = fields.iter().collect();
            fields.sort_by_key(|(name, _)| place(name));
            let named: Vec<String> =
                fields.into_iter().map(|(name, value)| [name, " ", &plain(value)].concat()).collect();
            named.join(", ")
        }
        other => json::print(other),
    }
}

/// The rules that decide something in a case.
fn rules(input: &Map<String, Value>, expected: &Map<String, Value>) -> Vec<u8> {
    let has = |name: &str| input.get(name).is_some_and(|value| !value.is_null());
    let is = |name: &str, text: &str| input.get(name).and_then(Value::as_str) == Some(text);
    let status = expected.get("status").and_then(Value::as_str).and_then(Status::parse);
    let flags = expected.get("flags").and_then(Value::as_array);
    let flagged = |flag: &RuleFlag| flags.is_some_and(|flags| flags.iter().any(|found| found == flag.as_str()));
    let plan = expected.get("sessions").is_some_and(Value::is_object);
    let careful = input.get("phototype").and_then(Value::as_i64).is_none_or(|phototype| phototype >= 4);
    [
        (1, !matches!(status, Some(Status::Ok | Status::Delay))),
        (2, status == Some(Status::Delay) || plan && (has("start") || has("dates"))),
        (3, plan && (has("interval_weeks") || careful || is("device", "rf"))),
        (4, plan),
        (5, plan && WEAKER.iter().any(flagged)),
        (6, plan),
        (7, expected.get("event").is_some_and(Value::is_object)),
    ]
    .into_iter()
    .filter_map(|(rule, decides)| decides.then_some(rule))
    .collect()
}
