//! The timeline of a plan: the rows a table lists and the same rows placed for a picture.
//!
//! Uses: `domain`, `present::say`. Used by: `ui`. Every view of the timeline is drawn from [`rows`].

use chrono::{Datelike, Days, NaiveDate};

use super::locale::DateStyle;
use super::say::Say;
use crate::domain::dates::days_between;
use crate::domain::estimate::{Plan, Range};
use crate::domain::evidence::Evidence;

/// What a row of the timeline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The day the plan is read.
    Today,
    /// One or more sessions; `likely` is false for those beyond the likely count.
    Sessions {
        /// Number of the first session of the row.
        first: u16,
        /// Number of the last session of the row.
        last: u16,
        /// Within the likely count.
        likely: bool,
    },
    /// When a first change may be seen.
    FirstChange,
    /// New collagen is being laid down.
    Building,
    /// That collagen is being turned into a stronger kind.
    Strengthening,
    /// The full result, low to high.
    Result,
    /// The day to be ready for.
    Event,
}

/// A row: what, from when to when, and in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub kind: Kind,
    /// First day.
    pub from: NaiveDate,
    /// The likely day within a range, where there is one.
    pub likely: Option<NaiveDate>,
    /// Last day (the same as `from` for a single day).
    pub to: NaiveDate,
    /// What it is, in words.
    pub label: String,
    /// When it is, in words.
    pub when: String,
    /// One more line, where it helps.
    pub note: Option<String>,
}

/// Above this many sessions a list of rows groups the middle ones; the schedule still lists each.
const GROUP_ABOVE: u16 = 8;

/// The rows of a plan in the order of their first day.
pub fn rows(plan: &Plan, evidence: &Evidence, today: NaiveDate, say: Say<'_>) -> Vec<Row> {
    let mut rows = vec![Row {
        kind: Kind::Today,
        from: today,
        likely: None,
        to: today,
        label: say.text("timeline.today"),
        when: say.day(today),
        note: None,
    }];
    rows.extend(session_rows(plan, evidence, say));
    rows.push(range_row(Kind::FirstChange, "timeline.first_change", plan.first_visible_dates(), say));
    rows.extend(phase_row(plan, evidence, Kind::Building, "proliferation", "timeline.building", say));
    rows.extend(phase_row(plan, evidence, Kind::Strengthening, "remodelling", "timeline.strengthening", say));
    rows.push(range_row(Kind::Result, "timeline.result", plan.result_dates(), say));
    if let Some(event) = &plan.event {
        rows.push(Row {
            kind: Kind::Event,
            from: event.date,
            likely: None,
            to: event.date,
            label: say.text("timeline.event"),
            when: say.day(event.date),
            note: None,
        });
    }
    in_order_of_time(rows)
}

/// Rows by their first day; those of one day stay as they stand. There are a few dozen, and the library's sorting
/// costs the page kilobytes.
fn in_order_of_time(rows: Vec<Row>) -> Vec<Row> {
    let mut ordered: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows {
        let place = ordered.partition_point(|earlier| earlier.from <= row.from);
        ordered.insert(place, row);
    }
    ordered
}

/// The picture in one or two sentences.
pub fn caption(plan: &Plan, say: Say<'_>) -> String {
    let dates = plan.result_dates();
    say.fill(
        "timeline.caption",
        &[
            ("sessions", &say.sessions_range(plan.sessions.low, plan.sessions.high)),
            ("likely", &say.number(plan.sessions.likely)),
            ("first", &say.day(plan.earliest_start)),
            ("low", &say.month(dates.low)),
            ("high", &say.month(dates.high)),
            ("result", &say.month(dates.likely)),
        ],
    )
}

/// Days until nearly all signs should be gone after a session, from the healing table.
pub fn settle_days(evidence: &Evidence) -> u16 {
    evidence.healing.days.iter().map(|day| day.day).filter(|day| *day <= 7).max().unwrap_or_default()
}

fn settle(evidence: &Evidence, say: Say<'_>) -> String {
    say.count("timeline.settle", settle_days(evidence).into())
}

fn session_rows(plan: &Plan, evidence: &Evidence, say: Say<'_>) -> Vec<Row> {
    let dates = plan.dates_for(plan.sessions.high);
    let numbered: Vec<(u16, NaiveDate)> = (1..).zip(dates).collect();
    let settle = settle(evidence, say);
    let groups: Vec<(u16, u16)> = if plan.sessions.high <= GROUP_ABOVE {
        (1..=plan.sessions.high).map(|number| (number, number)).collect()
    } else {
        let likely = plan.sessions.likely;
        [(1, 1), (2, likely - 1), (likely, likely), (likely + 1, plan.sessions.high)]
            .into_iter()
            .filter(|(first, last)| first <= last)
            .collect()
    };
    groups
        .into_iter()
        .filter_map(|(first, last)| {
            let day = |number| numbered.iter().find(|(n, _)| *n == number).map(|(_, day)| *day);
            let (from, to) = (day(first)?, day(last)?);
            let likely = first <= plan.sessions.likely;
            let id = match (first == last, likely) {
                (true, true) => "timeline.session",
                (true, false) => "timeline.session_if_needed",
                (false, true) => "timeline.sessions",
                (false, false) => "timeline.sessions_if_needed",
            };
            let (first_text, last_text) = (say.number(first), say.number(last));
            Some(Row {
                kind: Kind::Sessions { first, last, likely },
                from,
                likely: None,
                to,
                label: say.fill(id, &[("n", &first_text), ("first", &first_text), ("last", &last_text)]),
                when: say.days(from, to),
                note: (first == 1).then(|| settle.clone()),
            })
        })
        .collect()
}

fn range_row(kind: Kind, id: &str, days: Range<NaiveDate>, say: Say<'_>) -> Row {
    let Range { low: from, likely, high: to } = days;
    Row {
        kind,
        from,
        likely: Some(likely),
        to,
        label: say.text(id),
        when: say.days(from, to),
        note: Some(say.fill("timeline.likely_around", &[("date", &say.day(likely))])),
    }
}

/// A phase of healing, from its first day after the first session to its last day after the last one.
fn phase_row(plan: &Plan, evidence: &Evidence, kind: Kind, phase: &str, text_id: &str, say: Say<'_>) -> Option<Row> {
    let phase = evidence.phases.iter().find(|row| row.id == phase)?;
    let first = *plan.days.first()?;
    let last = plan.day(plan.sessions.likely);
    let after = |day: NaiveDate, days: Option<u16>| day.checked_add_days(Days::new(days.unwrap_or_default().into()));
    let (from, to) = (after(first, phase.from_days)?, after(last, phase.to_days)?);
    Some(Row { kind, from, likely: None, to, label: say.text(text_id), when: say.days(from, to), note: None })
}

/// Width of the picture in its own units.
pub const WIDTH: i32 = 640;

/// How far the middle of a month's name stays from either end.
const LABEL_ROOM: i32 = 40;
const MARGIN: i32 = 24;

/// The rows placed on a line of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// One circle for each session up to the highest count.
    pub sessions: Vec<SessionMark>,
    /// Radius of the circles: smaller where sessions stand close together.
    pub radius: i32,
    /// Where each row lies, in the order of the rows.
    pub places: Vec<Place>,
    /// Months along the axis.
    pub months: Vec<MonthTick>,
    /// What the short bar below each session means.
    pub settle: String,
}

/// A session's circle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionMark {
    /// Centre.
    pub x: i32,
    /// End of the healing window.
    pub healed_x: i32,
    /// The number in the circle, where it fits.
    pub number: Option<String>,
    /// The day above it, where it fits.
    pub day: Option<String>,
    /// Within the likely count.
    pub likely: bool,
}

/// A row from its first day to its last; a single day has no length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What it is.
    pub kind: Kind,
    /// Start.
    pub x: i32,
    /// Length.
    pub width: i32,
    /// Where the likely day lies.
    pub likely_x: Option<i32>,
    /// What it is, in words.
    pub label: String,
    /// When it is, in words.
    pub when: String,
}

/// The first of a month on the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthTick {
    /// Where.
    pub x: i32,
    /// Month and year.
    pub label: String,
}

/// Places the rows of a plan. `rows` must be those of [`rows`] for the same plan.
pub fn picture(plan: &Plan, rows: &[Row], evidence: &Evidence, say: Say<'_>) -> Picture {
    let first = rows.iter().map(|row| row.from).min().unwrap_or(plan.earliest_start);
    // New fibres go on changing after anything can be seen: that band is cut off where the picture ends.
    let ends = rows.iter().filter(|row| row.kind != Kind::Strengthening);
    let last = ends.map(|row| row.to).max().unwrap_or(first);
    let span = days_between(first, last).max(1);
    let along = |days: i64| i32::try_from(i64::from(WIDTH - 2 * MARGIN) * days / span).unwrap_or(WIDTH);
    let x = |day: NaiveDate| MARGIN + along(days_between(first, day.min(last)));
    let closest = plan.days.windows(2).filter_map(|pair| Some(days_between(*pair.first()?, *pair.last()?))).min();
    let gap = along(closest.unwrap_or_else(|| plan.interval.used.in_days().into()));
    let radius = (gap / 2 - 1).clamp(3, 13);
    let healed = Days::new(settle_days(evidence).into());
    let sessions = (1u16..)
        .zip(plan.dates_for(plan.sessions.high))
        .map(|(number, day)| {
            let every = gap >= 76;
            let likely = number <= plan.sessions.likely;
            let ends = number == 1 || (number == plan.sessions.likely && gap * i32::from(number - 1) >= 84);
            SessionMark {
                x: x(day),
                healed_x: day.checked_add_days(healed).map_or(WIDTH, x).min(WIDTH),
                number: (radius >= 8 && likely).then(|| say.number(number)),
                day: (likely && (every || ends)).then(|| say.day(day)),
                likely,
            }
        })
        .collect();
    let places = rows
        .iter()
        .map(|row| Place {
            kind: row.kind,
            x: x(row.from),
            width: x(row.to) - x(row.from),
            likely_x: row.likely.map(x),
            label: row.label.clone(),
            when: row.when.clone(),
        })
        .collect();
    Picture { sessions, radius, places, months: months(first, last, x, say), settle: settle(evidence, say) }
}

fn months(first: NaiveDate, last: NaiveDate, x: impl Fn(NaiveDate) -> i32, say: Say<'_>) -> Vec<MonthTick> {
    let total = (last.year() - first.year()) * 12 + last.month0() as i32 - first.month0() as i32;
    // At most seven labels fit side by side.
    let step = (total / 7 + 1).max(1);
    (1..=total)
        .filter(|month| month % step == 0)
        .filter_map(|month| {
            let months = first.month0() as i32 + month;
            let day = NaiveDate::from_ymd_opt(first.year() + months / 12, (months % 12) as u32 + 1, 1)?;
            Some(MonthTick { x: x(day), label: say.locale.date(day, DateStyle::ShortMonth) })
        })
        // Half of a label stands to either side, in the widest letters too.
        .filter(|month| (LABEL_ROOM..=WIDTH - LABEL_ROOM).contains(&month.x))
        .collect()
}
