//! Dates that must not lie: the review of `content/review.json`, and when the evidence was looked through. A review counts
//! for 12 months; then it is to be made again, or taken out, and the planner says again that nobody has reviewed it.

use std::time::UNIX_EPOCH;

use chrono::{Days, Months, NaiveDate};
use microneedling_planner::content::review::{FILE, review};
use microneedling_planner::domain::dates::parse_iso;
use serde_json::{Value, json};

use super::{json_files, nothing_wrong};

/// How long a review counts.
const COUNTS: Months = Months::new(12);

/// The longest name of a reviewer, with title.
const LONGEST_NAME: usize = 120;

#[expect(clippy::disallowed_methods, reason = "what a file says of the past is held against the day of the test")]
fn today() -> NaiveDate {
    let seconds = std::time::SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    NaiveDate::default() + Days::new(seconds / 86_400)
}

/// What is wrong with a review file on this day.
fn wrong_review(file: &Value, today: NaiveDate) -> Option<&'static str> {
    let fields = file.as_object().filter(|fields| fields.keys().eq(["clinician", "date"]));
    let Some(fields) = fields else { return Some("must have `clinician` and `date`, and nothing else") };
    let (name, date) = match (&fields["clinician"], &fields["date"]) {
        (Value::Null, Value::Null) => return None,
        (Value::String(name), Value::String(date)) => (name, date),
        _ => return Some("`clinician` and `date` must both be texts, or both null"),
    };
    let is_name = name.chars().filter(|c| c.is_alphabetic()).count() >= 3 && name.chars().count() <= LONGEST_NAME;
    if !is_name || name.trim() != name || name.chars().any(char::is_control) {
        return Some("`clinician` must be a name on one line");
    }
    // A day in the west is still that of yesterday in the east.
    match parse_iso(date) {
        None => Some("`date` must be a day that exists, as YYYY-MM-DD"),
        Some(date) if date > today + Days::new(1) => Some("`date` lies in the future"),
        Some(date) if date + COUNTS < today => {
            Some("the review is older than 12 months: have it made again, or set both to null")
        }
        Some(_) => None,
    }
}

#[test]
fn the_review_is_by_a_person_and_of_the_last_12_months_or_there_is_none() {
    let file: Value = serde_json::from_str(FILE).unwrap();
    let wrong: Vec<String> =
        wrong_review(&file, today()).map(|why| format!("content/review.json: {why}")).into_iter().collect();
    nothing_wrong("review", &wrong);
    // What is shown is what the file says.
    assert_eq!(review(&file).is_some(), file["clinician"].is_string());
}

#[test]
fn a_review_that_cannot_be_is_told() {
    let day = |text: &str| parse_iso(text).unwrap();
    let wrong =
        |clinician: Value, date: Value| wrong_review(&json!({"clinician": clinician, "date": date}), day("2026-12-01"));
    let name = || json!("Dr Zoë O’Neill, dermatologist");
    assert_eq!(wrong(Value::Null, Value::Null), None);
    for date in ["2026-12-02", "2026-12-01", "2025-12-01"] {
        assert_eq!(wrong(name(), json!(date)), None, "{date}");
    }
    for date in ["2026-12-03", "2027-01-01", "2025-11-30", "2026-02-30", "2026-12", "1 December 2026", ""] {
        assert!(wrong(name(), json!(date)).is_some(), "{date}");
    }
    for clinician in [
        Value::Null,
        json!(""),
        json!("  "),
        json!("Dr"),
        json!("-----"),
        json!("Zoë\nO’Neill"),
        json!("x".repeat(121)),
        json!(1),
    ] {
        assert!(wrong(clinician.clone(), json!("2026-12-01")).is_some(), "{clinician}");
    }
    assert!(wrong(name(), Value::Null).is_some());
    assert!(wrong_review(&json!({"clinician": null}), day("2026-12-01")).is_some());
    assert!(wrong_review(&json!([]), day("2026-12-01")).is_some());
    // Where one is not whole, the planner says that there is none.
    for file in [
        json!({"clinician": " ", "date": "2026-12-01"}),
        json!({"clinician": "Dr Zoë", "date": "2026-02-30"}),
        json!({"clinician": 1, "date": "2026-12-01"}),
        json!({}),
        json!([]),
    ] {
        assert_eq!(review(&file), None, "{file}");
    }
}

/// Every value that says when, wherever it stands: under `as_of`, `date` or `checked_on`, and years.
fn each_date(place: &str, value: &Value, visit: &mut impl FnMut(&str, &str, &Value)) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| each_date(place, item, visit)),
        Value::Object(fields) => {
            let id = fields.get("id").and_then(Value::as_str).map_or(String::new(), |id| [" ", id].concat());
            for (name, field) in fields {
                visit(&[place, &id].concat(), name, field);
                each_date(&[place, &id].concat(), field, visit);
            }
        }
        _ => {}
    }
}

#[test]
fn no_date_of_the_evidence_lies_in_the_future_or_is_no_day() {
    let (today, mut seen, mut wrong) = (today(), 0, Vec::new());
    let year = i64::from(chrono::Datelike::year(&today));
    for (path, json) in json_files("content/evidence") {
        each_date(&path, &serde_json::from_str(&json).unwrap(), &mut |place, name, value| {
            let why = match (name, value) {
                ("as_of" | "date" | "checked_on", Value::String(text)) => match parse_iso(text) {
                    None => Some("is no day as YYYY-MM-DD"),
                    Some(day) => (day > today + Days::new(1)).then_some("lies in the future"),
                },
                ("as_of", _) => Some("is no text"),
                ("year", Value::Number(number)) => number
                    .as_i64()
                    .is_none_or(|number| !(1950..=year + 1).contains(&number))
                    .then_some("is no year of a study"),
                _ => return,
            };
            seen += 1;
            wrong.extend(why.map(|why| format!("{place} {name}: {value} {why}")));
        });
    }
    nothing_wrong("dates", &wrong);
    assert!(seen > 50, "{seen}");
    let meta: Value = serde_json::from_str(&super::read(&super::root().join("content/evidence/meta.json"))).unwrap();
    assert!(meta["as_of"].is_string());
}
