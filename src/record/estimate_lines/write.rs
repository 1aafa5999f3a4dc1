//! An estimate or a refusal becomes a line.
//! Part of the estimator's lines; uses the domain.

use super::Refusal;
use crate::domain::dates::{Weeks, format_iso};
use crate::domain::estimate::{Estimate, EventFit, Sessions, UsedInterval};
use crate::domain::ids::{Flag, Grade};
use crate::domain::range::Range;
use serde::Serialize;

/// One line of JSON for a refusal.
pub fn write_refusal(refusal: &Refusal) -> String {
    #[derive(Serialize)]
    struct Line<'a> {
        error: &'a Refusal,
    }
    write(&Line { error: refusal })
}

/// One line of JSON for an estimate; always all keys, null where there is no plan.
pub fn write_estimate(estimate: &Estimate) -> String {
    let plan = estimate.plan();
    write(&EstimateLine {
        status: estimate.status().as_str(),
        flags: estimate.flags().map(Flag::as_str).collect(),
        sessions: plan.map(|plan| SessionsPart::from(plan.sessions)),
        interval_weeks: plan.map(|plan| IntervalPart::from(plan.interval)),
        first_visible_weeks: plan.map(|plan| weeks(plan.first_visible)),
        last_session_week: plan.map(|plan| weeks(plan.last_session)),
        full_result_week: plan.map(|plan| weeks(plan.full_result)),
        grade: plan.map(|plan| grade(plan.grade)),
        earliest_start: plan.map(|plan| format_iso(plan.earliest_start)),
        session_dates: plan.map(|plan| plan.session_dates().into_iter().map(format_iso).collect()),
        full_result_date: plan.map(|plan| format_iso(plan.full_result_date)),
        event: plan.and_then(|plan| plan.event).map(EventPart::from),
    })
}

#[derive(Serialize)]
struct EstimateLine {
    status: &'static str,
    flags: Vec<&'static str>,
    sessions: Option<SessionsPart>,
    interval_weeks: Option<IntervalPart>,
    first_visible_weeks: Option<[u16; 3]>,
    last_session_week: Option<[u16; 3]>,
    full_result_week: Option<[u16; 3]>,
    grade: Option<&'static str>,
    earliest_start: Option<String>,
    session_dates: Option<Vec<String>>,
    full_result_date: Option<String>,
    event: Option<EventPart>,
}

#[derive(Serialize)]
struct SessionsPart {
    low: u16,
    likely: u16,
    high: u16,
}

impl From<Sessions> for SessionsPart {
    fn from(sessions: Sessions) -> Self {
        Self { low: sessions.low, likely: sessions.likely, high: sessions.high }
    }
}

#[derive(Serialize)]
struct IntervalPart {
    min: u16,
    used: u16,
    max: u16,
}

impl From<UsedInterval> for IntervalPart {
    fn from(interval: UsedInterval) -> Self {
        Self { min: interval.min.0, used: interval.used.0, max: interval.max.0 }
    }
}

#[derive(Serialize)]
struct EventPart {
    weeks_available: u32,
    sessions_that_fit: u16,
    verdict: &'static str,
}

impl From<EventFit> for EventPart {
    fn from(fit: EventFit) -> Self {
        Self {
            weeks_available: fit.weeks_available,
            sessions_that_fit: fit.sessions_that_fit,
            verdict: fit.verdict.as_str(),
        }
    }
}

fn weeks(range: Range<Weeks>) -> [u16; 3] {
    range.map(|weeks| weeks.0).to_array()
}

/// The grade in the words of the line format.
const fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::VeryLimited => "very limited",
        Grade::Limited => "limited",
        Grade::Moderate => "moderate",
        Grade::Strong => "strong",
    }
}

/// Serialising these types cannot fail: their keys are text and their numbers are whole.
fn write(line: &impl Serialize) -> String {
    serde_json::to_string(line).unwrap_or_default()
}
