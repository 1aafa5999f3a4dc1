//! What a calendar file holds, in words: sessions, the steps before them, and the end of each restriction after them.
//!
//! Uses: `domain`, `present::say`. Used by: `record::calendar`, which writes it down, `state`, `ui`. Now, the zone and
//! the course are arguments.

use chrono::NaiveDate;

use super::checklist::before_session;
use super::say::Say;
use crate::domain::checklist::{Checklist, Tick, applies_to_session, due};
use crate::domain::course::{Courses, Session, SessionId, Slot, Stage, Sure, schedule};
use crate::domain::dates::Weeks;
use crate::domain::evidence::{Evidence, Preparation};
use crate::domain::moment::{Instant, LocalTime, Zone};

/// When something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A whole day, the same date in every time zone.
    Day(NaiveDate),
    /// From a point in time, for so many minutes; 0 for a moment.
    From(Instant, u16),
}

/// How sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Agreed, or it has been.
    Firm,
    /// The plan's own idea.
    Tentative,
    /// It was in an earlier file and is no longer so.
    Gone,
}

/// One entry of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What it is, the same for ever: `s-1-2` is session 2 of course 1, `p-1-2-14` what to do 14 days before it,
    /// `g-1-2-make_up` the end of a restriction after it.
    pub key: String,
    /// The line the calendar shows.
    pub title: String,
    /// What it says when opened; lines end with `\n`.
    pub text: String,
    /// Where, as the person typed it.
    pub place: String,
    /// When.
    pub when: When,
    /// How sure.
    pub standing: Standing,
    /// When the calendar rings, in minutes from the start (of the day, where it is a whole day).
    pub alarm: Option<i16>,
}

impl Event {
    /// The day it is on for someone in this zone.
    pub fn day(&self, zone: &dyn Zone) -> NaiveDate {
        match self.when {
            When::Day(day) => day,
            When::From(start, _) => zone.local(start).day,
        }
    }
}

/// The end of a restriction after a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// After which session.
    pub session: SessionId,
    /// The restriction.
    pub id: String,
    /// What is allowed again: "Make-up may return".
    pub label: String,
    /// When.
    pub ends: Instant,
}

/// What the entries depend on.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// All sessions.
    pub courses: &'a Courses,
    /// Those of the present course on their days.
    pub slots: &'a [Slot],
    /// Weeks between sessions; `None` without a plan.
    pub gap: Option<Weeks>,
    /// The ends of restrictions.
    pub gates: &'a [Gate],
    /// The zone that times of day are read in.
    pub zone: &'a dyn Zone,
    /// Now.
    pub now: Instant,
    /// Every date stands only if a clinician agrees.
    pub if_agrees: bool,
    /// Leave out what the appointments are for.
    pub discreet: bool,
}

/// A day before, in minutes.
const DAY_BEFORE: i16 = -24 * 60;
/// 9:00 on the day before a whole day.
const MORNING_BEFORE: i16 = -15 * 60;
/// 9:00 on a whole day.
const MORNING: i16 = 9 * 60;

/// Every entry: for each session what comes before it, itself, and what ends after it.
pub fn events(source: Source<'_>, evidence: &Evidence, say: Say<'_>) -> Vec<Event> {
    let today = source.zone.local(source.now).day;
    let earlier = (1..source.courses.present()).flat_map(|course| schedule(source.courses, course, None, today));
    let mut events = Vec::new();
    for slot in earlier.chain(source.slots.iter().copied()) {
        if slot.sure != Sure::Held {
            preparation(slot, today, source, evidence, say, &mut events);
        }
        events.push(session(slot, source, evidence, say));
        let gates = source.gates.iter().filter(|gate| gate.session == slot.id && gate.ends > source.now);
        let mut rang: Option<Instant> = None;
        events.extend(gates.map(|gate| Event {
            key: format!("g-{}-{}-{}", slot.id.course, slot.id.number, gate.id),
            title: if source.discreet { say.text("calendar.discreet.step") } else { gate.label.clone() },
            text: if source.discreet { String::new() } else { say.text("calendar.gate") },
            place: String::new(),
            when: When::From(gate.ends, 0),
            standing: standing(slot.sure),
            alarm: rings(gate.ends, &mut rang, source.zone),
        }));
    }
    events
}

/// The end of a restriction rings when it comes: once where several end together, and not at night.
fn rings(ends: Instant, rang: &mut Option<Instant>, zone: &dyn Zone) -> Option<i16> {
    let by_day = (8..22).contains(&zone.local(ends).time.hour());
    let first = rang.replace(ends) != Some(ends);
    (by_day && first).then_some(0)
}

fn standing(sure: Sure) -> Standing {
    if sure == Sure::Suggested { Standing::Tentative } else { Standing::Firm }
}

fn session(slot: Slot, source: Source<'_>, evidence: &Evidence, say: Say<'_>) -> Event {
    let told = source.courses.get(slot.id);
    let when = when(slot, told, source.zone, evidence.session.total_minutes.typical);
    let alarm = match (slot.sure, when) {
        (Sure::Held, _) => None,
        (_, When::From(..)) => Some(DAY_BEFORE),
        (_, When::Day(_)) => Some(MORNING_BEFORE),
    };
    let (title, text, place) = if source.discreet {
        (say.text("calendar.discreet.session"), String::new(), String::new())
    } else {
        let place = told.map(|told| told.details.place.clone()).unwrap_or_default();
        (session_title(slot, say), session_text(slot, told, source.if_agrees, say), place)
    };
    let key = format!("s-{}-{}", slot.id.course, slot.id.number);
    Event { key, title, text, place, when, standing: standing(slot.sure), alarm }
}

/// A booking with a time is a point in time; where clocks go past that time, and without one, it is a whole day.
fn when(slot: Slot, told: Option<&Session>, zone: &dyn Zone, minutes: u16) -> When {
    match told.map(|told| &told.stage) {
        Some(Stage::Held(held)) => {
            let start = held.end.millis().saturating_sub(i64::from(minutes) * 60_000);
            When::From(Instant::from_millis(start), minutes)
        }
        Some(Stage::Booked(booking)) => booking
            .time
            .and_then(|time| zone.instant(LocalTime { day: booking.day, time }))
            .map_or(When::Day(booking.day), |start| When::From(start, minutes)),
        None => When::Day(slot.day),
    }
}

/// "Microneedling: session 2 (not booked yet)".
fn session_title(slot: Slot, say: Say<'_>) -> String {
    let id = match (slot.sure, slot.likely) {
        (Sure::Suggested, true) => "calendar.session.suggested",
        (Sure::Suggested, false) => "calendar.session.if_needed",
        (Sure::Booked, _) => "calendar.session.booked",
        (Sure::Held, _) => "calendar.session.held",
    };
    say.fill(id, &[("n", &say.number(slot.id.number))])
}

fn session_text(slot: Slot, told: Option<&Session>, if_agrees: bool, say: Say<'_>) -> String {
    let mut lines = Vec::new();
    if if_agrees && slot.sure != Sure::Held {
        lines.push(say.text("plan.if_agrees"));
    }
    lines.push(say.text(match slot.sure {
        Sure::Suggested => "calendar.text.suggested",
        Sure::Booked => "calendar.text.booked",
        Sure::Held => "calendar.text.held",
    }));
    if let Some(who) = told.map(|told| told.details.who.as_str()).filter(|who| !who.is_empty()) {
        lines.push(say.fill("calendar.text.who", &[("who", who)]));
    }
    lines.join("\n")
}

/// The rows of this session that fall due on one day are one entry; what is past is left out.
fn preparation(
    slot: Slot,
    today: NaiveDate,
    source: Source<'_>,
    evidence: &Evidence,
    say: Say<'_>,
    events: &mut Vec<Event>,
) {
    let mut before: Option<i16> = None;
    for row in rows(slot, source.gap, evidence).filter(|row| due(row, slot.day) >= today) {
        let task = say.text(&format!("prep.{}.label", row.id));
        if before == Some(row.offset_days)
            && let Some(event) = events.last_mut()
        {
            if !source.discreet {
                event.text = format!("{}\n• {task}", event.text);
            }
            continue;
        }
        before = Some(row.offset_days);
        let (title, text) = if source.discreet {
            (say.text("calendar.discreet.step"), String::new())
        } else {
            let text = if source.if_agrees {
                format!("{}\n• {task}", say.text("plan.if_agrees"))
            } else {
                format!("• {task}")
            };
            let when = before_session(row.offset_days.unsigned_abs(), say);
            (say.fill("calendar.before", &[("n", &say.number(slot.id.number)), ("when", &when)]), text)
        };
        events.push(Event {
            key: format!("p-{}-{}-{}", slot.id.course, slot.id.number, row.offset_days.unsigned_abs()),
            title,
            text,
            place: String::new(),
            when: When::Day(due(row, slot.day)),
            standing: standing(slot.sure),
            alarm: Some(MORNING),
        });
    }
}

/// The rows before a session; in the evidence they stand in the order of their days.
fn rows(slot: Slot, gap: Option<Weeks>, evidence: &Evidence) -> impl Iterator<Item = &Preparation> {
    let fits = move |row: &&Preparation| gap.is_none_or(|gap| applies_to_session(row, slot.id.number, gap));
    evidence.preparation.iter().filter(fits)
}

/// How many steps before a session fall due today and are not ticked: what the app's badge shows.
pub fn due_today(
    slots: &[Slot],
    gap: Option<Weeks>,
    today: NaiveDate,
    evidence: &Evidence,
    is_ticked: impl Fn(&Tick) -> bool,
) -> u32 {
    let mut count = 0;
    for slot in slots.iter().filter(|slot| slot.sure != Sure::Held) {
        for row in rows(*slot, gap, evidence).filter(|row| due(row, slot.day) == today) {
            let list = if row.offset_days < 0 { Checklist::Preparation } else { Checklist::SessionDay };
            if !is_ticked(&Tick { list, session: slot.id.running(), row: row.id.clone() }) {
                count += 1;
            }
        }
    }
    count
}
