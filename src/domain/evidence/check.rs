//! What must hold of the evidence files before anything is calculated from them.
//! Part of the evidence.

use super::{Asked, Concern, EvidenceError, EvidenceParts, Interval, ScreeningItem, SessionPlan};
use crate::domain::dates::Weeks;

pub(super) fn check_concern(concern: &Concern) -> Result<(), EvidenceError> {
    let refuse = |problem| Err(EvidenceError::new(concern.id.as_str(), problem));
    if concern.score > 4 {
        return refuse("has an evidence score above 4");
    }
    if concern.depth.iter().any(|row| row.low > row.high) {
        return refuse("has a depth that ends above its beginning");
    }
    let Some(protocol) = concern.protocol() else {
        return Ok(());
    };
    if concern.score == 0 {
        return refuse("has a protocol but no evidence score");
    }
    let counts_ordered = match &protocol.sessions {
        SessionPlan::BySeverity(rows) => rows.all().iter().all(|row| row.range().is_ordered() && row.low >= 1),
        SessionPlan::Course(course) => course.range().is_ordered() && course.low >= Weeks(1),
    };
    if !counts_ordered {
        return refuse("has session counts out of order or below one");
    }
    let Interval { min, typical, max, .. } = protocol.interval;
    if min < Weeks(1) || min > typical || typical > max {
        return refuse("has an interval out of order or below one week");
    }
    if !protocol.first_visible.range().is_ordered() || !protocol.full_result_after_last.range().is_ordered() {
        return refuse("has result weeks out of order");
    }
    Ok(())
}

pub(super) fn check_item(item: &ScreeningItem) -> Result<(), EvidenceError> {
    let refuse = |problem| Err(EvidenceError::new(item.id.as_str(), problem));
    let expected = match item.asked {
        Asked::Dated => item.id.is_dated() && item.wait_days.is_some(),
        Asked::Derived => item.id.is_derived(),
        Asked::Ticked => !item.id.is_dated() && !item.id.is_derived(),
    };
    if !expected {
        return refuse("is asked in another way than the rules say");
    }
    if item.group.is_none() != item.id.is_derived() {
        return refuse("must have a group exactly when it is asked");
    }
    Ok(())
}

pub(super) fn check_rows(parts: &EvidenceParts) -> Result<(), EvidenceError> {
    if !parts.session.total_minutes.range().is_ordered() {
        return Err(EvidenceError::new("total_minutes", "is out of order"));
    }
    let steps = parts.session.steps.iter().map(|step| (&step.id, step.minutes));
    let signs = parts.healing.signs.iter().map(|sign| (&sign.id, sign.typical_hours));
    let care = parts.aftercare.iter();
    let care = care.map(|row| (&row.id, (row.from_hours, row.to_hours.unwrap_or(u16::MAX))));
    let waits = parts.restrictions.iter().map(|row| (&row.id, row.hours));
    let phases = parts.phases.iter();
    let phases = phases.map(|phase| (&phase.id, (phase.from_days.unwrap_or(0), phase.to_days.unwrap_or(u16::MAX))));
    for (id, (from, to)) in steps.chain(signs).chain(care).chain(waits).chain(phases) {
        if from > to {
            return Err(EvidenceError::new(id, "ends before it begins"));
        }
    }
    Ok(())
}
