//! The rows of a checklist for one session, dated where there is a date.
//!
//! Uses: `domain`, `present::say`. Used by: `ui`.

use chrono::{Days, NaiveDate};

use super::aftercare::{self, Care};
use super::origin::{self, Origin};
use super::say::Say;
use crate::domain::checklist::{Checklist, applies_to_session, due};
use crate::domain::dates::Weeks;
use crate::domain::evidence::{Basis, Evidence, Preparation};
use crate::domain::ids::ConcernId;
use crate::domain::restriction::Own;

/// What the rows depend on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setting<'a> {
    /// The person's concern.
    pub concern: Option<ConcernId>,
    /// Number of the session, from 1.
    pub session: u16,
    /// Its planned day.
    pub day: Option<NaiveDate>,
    /// Today: what should have begun already is to begin now.
    pub today: Option<NaiveDate>,
    /// Weeks between sessions.
    pub interval: Option<Weeks>,
    /// The clinic's own hours.
    pub own: Option<Own<'a>>,
}

/// Rows under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row that can be ticked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The row's id, as kept with a tick.
    pub id: String,
    /// Text id of what to do or not to do.
    pub text_id: String,
    /// Where that stands.
    pub origin: Option<Origin>,
    /// Text id of the reason.
    pub why_id: Option<String>,
    /// For how long, where the row has a window.
    pub when: Option<String>,
    /// False for something to leave alone.
    pub is_do: bool,
    /// What the row rests on.
    pub basis: Vec<Basis>,
}

/// The sections of a checklist.
pub fn sections(list: Checklist, setting: Setting<'_>, evidence: &Evidence, say: Say<'_>) -> Vec<Section> {
    match list {
        Checklist::Questions => questions(evidence, say),
        Checklist::Preparation => preparation(setting, evidence, say, |offset| offset < 0),
        Checklist::SessionDay => preparation(setting, evidence, say, |offset| offset == 0),
        Checklist::Aftercare => aftercare(setting, evidence, say),
    }
}

fn questions(evidence: &Evidence, say: Say<'_>) -> Vec<Section> {
    let rows = evidence
        .questions
        .iter()
        .map(|question| Row {
            id: question.id.clone(),
            text_id: format!("ask.{}", question.id),
            origin: origin::line(Checklist::Questions, &question.id),
            why_id: None,
            when: None,
            is_do: true,
            basis: Vec::new(),
        })
        .collect();
    vec![Section { title: say.text("checklist.section.ask"), rows }]
}

fn preparation(setting: Setting<'_>, evidence: &Evidence, say: Say<'_>, wanted: impl Fn(i16) -> bool) -> Vec<Section> {
    let mut sections: Vec<(i16, Section)> = Vec::new();
    for row in &evidence.preparation {
        let fits = setting.interval.is_none_or(|gap| applies_to_session(row, setting.session, gap));
        if !wanted(row.offset_days) || !fits {
            continue;
        }
        let shown = preparation_row(row);
        match sections.iter_mut().find(|(offset, _)| *offset == row.offset_days) {
            Some((_, section)) => section.rows.push(shown),
            None => {
                let title =
                    preparation_title(row.offset_days, setting.day.map(|day| due(row, day)), setting.today, say);
                sections.push((row.offset_days, Section { title, rows: vec![shown] }));
            }
        }
    }
    sections.into_iter().map(|(_, section)| section).collect()
}

/// A row of the preparation.
pub fn preparation_row(row: &Preparation) -> Row {
    Row {
        id: row.id.clone(),
        text_id: format!("prep.{}.label", row.id),
        origin: origin::line(Checklist::Preparation, &row.id),
        why_id: Some(format!("prep.{}.why", row.id)),
        when: None,
        is_do: row.to_do,
        basis: row.backing.basis.clone(),
    }
}

/// "2 weeks before".
pub fn before_session(days: u16, say: Say<'_>) -> String {
    match days {
        0 => say.text("checklist.on_the_day"),
        1 => say.text("checklist.day_before"),
        _ if days.is_multiple_of(7) => say.count("checklist.weeks_before", (days / 7).into()),
        _ => say.count("checklist.days_before", days.into()),
    }
}

fn preparation_title(offset: i16, due: Option<NaiveDate>, today: Option<NaiveDate>, say: Say<'_>) -> String {
    let days = offset.unsigned_abs();
    let before = before_session(days, say);
    match due {
        Some(day) if days > 1 && today.is_some_and(|today| day < today) => {
            say.fill("checklist.from_now", &[("before", &before)])
        }
        Some(day) if days > 1 => say.fill("checklist.from_day", &[("before", &before), ("date", &say.day(day))]),
        Some(day) => say.fill("checklist.on_day", &[("before", &before), ("date", &say.day(day))]),
        None => before,
    }
}

/// Aftercare is read in this order: right away, the first days, the first weeks, later.
const STAGES: [(&str, u32); 4] = [
    ("checklist.stage.first_day", 0),
    ("checklist.stage.first_days", 24),
    ("checklist.stage.first_weeks", 72),
    ("checklist.stage.later", 168),
];

fn aftercare(setting: Setting<'_>, evidence: &Evidence, say: Say<'_>) -> Vec<Section> {
    let all = aftercare::rows(setting.concern, setting.own, evidence);
    STAGES
        .iter()
        .enumerate()
        .map(|(place, (title, from))| {
            let next = STAGES.get(place + 1).map_or(u32::MAX, |(_, hours)| *hours);
            let rows = all
                .iter()
                .filter(|care| (*from..next).contains(&u32::from(care.from)))
                .map(|care| aftercare_row(care.clone(), Some(window(care, setting.day, say))))
                .collect();
            Section { title: say.text(title), rows }
        })
        .filter(|section: &Section| !section.rows.is_empty())
        .collect()
}

/// A row of the aftercare.
pub fn aftercare_row(care: Care, when: Option<String>) -> Row {
    let Care { id, text_id, origin, to_do, basis, .. } = care;
    Row { id, text_id, origin, why_id: None, when, is_do: to_do, basis }
}

/// "for the first 24 hours", "days 3 to 7, until 8 Dec 2026", "until the next session"; and whose hours they are, where
/// they are the clinic's.
pub fn window(care: &Care, session_day: Option<NaiveDate>, say: Say<'_>) -> String {
    let window = spell(care, session_day, say);
    if care.own { say.fill("checklist.own", &[("window", &window)]) } else { window }
}

fn spell(care: &Care, session_day: Option<NaiveDate>, say: Say<'_>) -> String {
    let Some(to) = care.to else { return say.text("checklist.until_next") };
    // A clinic may name hours that are no whole days.
    let in_hours = to <= 72 || !to.is_multiple_of(24);
    let unit = if in_hours { 1 } else { 24 };
    let (from, to_units) = (care.from.div_ceil(unit), to / unit);
    let spell = match (from, in_hours) {
        (0, true) => say.count("checklist.first_hours", to_units.into()),
        (0, false) => say.count("checklist.first_days", to_units.into()),
        (_, hours) => say.fill(
            if hours { "checklist.hours_between" } else { "checklist.days_between" },
            &[("from", &say.number(from)), ("to", &say.number(to_units))],
        ),
    };
    let end = session_day.and_then(|day| day.checked_add_days(Days::new(u64::from(to.div_ceil(24)))));
    match end {
        Some(end) if to >= 24 => say.fill("checklist.until_day", &[("window", &spell), ("date", &say.day(end))]),
        _ => spell,
    }
}
