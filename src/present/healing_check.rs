//! "Is this normal?" in words: the verdict, a line for each sign with the day it should be gone, and what to do.
//!
//! Uses: `domain`, `present::say`, `present::forms`. Used by: `ui`. Now and the zone are arguments.

use chrono::NaiveDate;

use super::forms::{self, FieldError};
use super::say::Say;
use crate::domain::course::Held;
use crate::domain::dates::days_between;
use crate::domain::evidence::{Basis, Healing, HealingSign, RedFlag, Urgency};
use crate::domain::healing_check::{
    self, About, Ended, LONG_AGO_DAYS, NotEnded, Outcome, SignNow, Told, Verdict, WORSE_AFTER_HOURS,
};
use crate::domain::ids::{ConcernId, Device};
use crate::domain::moment::{ClockTime, Instant, Zone};

/// The field of the day a session ended.
pub const DAY_FIELD: &str = "session-day";
/// The field of the time it ended.
pub const TIME_FIELD: &str = "session-time";

/// Emergency numbers that we know, each with the text that says where.
pub const NUMBERS: &[&str] = &["112", "999", "911", "000"];

/// Those numbers, first the one of the place whose way with dates the person has, if that is known.
pub fn numbers(say: Say<'_>) -> Vec<&'static str> {
    let own = match say.region().as_deref() {
        Some("CA" | "MX" | "US") => "911",
        Some("GB") => "999",
        Some("AU") => "000",
        _ => "112",
    };
    let (own, others): (Vec<&str>, Vec<&str>) = NUMBERS.iter().partition(|number| **number == own);
    own.into_iter().chain(others).collect()
}

/// Where to call at once, in one text.
pub fn numbers_in_words(say: Say<'_>) -> String {
    let each: Vec<String> = numbers(say).into_iter().map(|number| say.text(&format!("normal.at.{number}"))).collect();
    say.fill("normal.numbers", &[("list", &say.list(&each))])
}

/// Something that can be ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its id in the evidence.
    pub id: String,
    /// What it is, in a few words.
    pub label: String,
    /// How to tell.
    pub hint: String,
}

/// The warning signs of some levels, in the order of the evidence.
pub fn flag_rows(levels: &[Urgency], device: Option<Device>, healing: &Healing, say: Say<'_>) -> Vec<Row> {
    let asked = |flag: &&RedFlag| levels.contains(&flag.level) && healing_check::is_asked(flag, device);
    healing.red_flags.iter().filter(asked).map(|flag| flag_row(flag, say)).collect()
}

fn flag_row(flag: &RedFlag, say: Say<'_>) -> Row {
    Row {
        id: flag.id.clone(),
        label: say.text(&format!("normal.flag.{}", flag.id)),
        hint: say.text(&format!("red_flag.{}", flag.id)),
    }
}

/// The signs that are offered, in the order of the evidence.
pub fn sign_rows(healing: &Healing, say: Say<'_>) -> Vec<Row> {
    healing
        .signs
        .iter()
        .filter(|sign| sign.can_be_seen())
        .map(|sign| {
            let look = say.text(&format!("sign.{}.look", sign.id));
            Row {
                id: sign.id.clone(),
                label: say.text(&format!("sign.{}.name", sign.id)),
                hint: begins(sign, say).map_or(look.clone(), |begins| format!("{look} {begins}")),
            }
        })
        .collect()
}

/// "Usually from 48 hours after the session", where that is said.
fn begins(sign: &HealingSign, say: Say<'_>) -> Option<String> {
    healing_check::begins_late(sign).then(|| say.count("normal.begins", sign.typical_hours.0.into()))
}

/// Reads the day and the time a session ended. A text is `None` where the browser says that it is no day or no time.
///
/// # Errors
/// The field that is wrong, with its error.
pub fn ended(
    day: Option<&str>,
    time: Option<&str>,
    zone: &dyn Zone,
    now: Instant,
) -> Result<Ended, (&'static str, FieldError)> {
    let day = day
        .map_or(Err(FieldError::DateImpossible), forms::day)
        .map_err(|error| (DAY_FIELD, if error == FieldError::Empty { FieldError::NoSessionDay } else { error }))?;
    let time = match time.map(str::trim) {
        Some("") => None,
        Some(typed) => Some(ClockTime::parse(typed).ok_or((TIME_FIELD, FieldError::TimeImpossible))?),
        None => return Err((TIME_FIELD, FieldError::TimeImpossible)),
    };
    Ended::read(day, time, zone, now).map_err(|wrong| match wrong {
        NotEnded::Ahead if day > zone.local(now).day => (DAY_FIELD, FieldError::EndedDayAhead),
        NotEnded::Ahead => (TIME_FIELD, FieldError::EndedTimeAhead),
        NotEnded::Skipped if time.is_none() => (DAY_FIELD, FieldError::DateImpossible),
        NotEnded::Skipped => (TIME_FIELD, FieldError::TimeSkipped),
    })
}

/// A session that was noted: "Session on 21 Nov 2026, 18:05", by the clock at the clinic.
pub fn held_name(held: &Held, say: Say<'_>) -> String {
    let local = held.local();
    say.fill("normal.session.held", &[("date", &say.day(local.day)), ("time", &say.locale.time(local.time))])
}

/// From when the hours are counted, and how many there are.
pub fn counted(told: &Told, about: &About<'_>, say: Say<'_>) -> String {
    let Some(minutes) = about.minutes else { return say.text("normal.counted.unknown") };
    let since = since(minutes, say);
    let said = |id: &str, day: NaiveDate, time: Option<ClockTime>| {
        let time = time.map(|time| say.locale.time(time)).unwrap_or_default();
        say.fill(id, &[("date", &say.day(day)), ("time", &time), ("since", &since)])
    };
    match (about.held, told.ended) {
        (Some((_, held)), _) => said("normal.counted.time", held.local().day, Some(held.local().time)),
        (None, Some(Ended { day, time: None, .. })) => said("normal.counted.day", day, None),
        (None, Some(Ended { day, time, .. })) => said("normal.counted.time", day, time),
        (None, None) => since,
    }
}

/// "26 hours", or "5 days" after three of them: elapsed time, rounded down.
fn since(minutes: u32, say: Say<'_>) -> String {
    let hours = minutes / 60;
    match hours {
        0 => say.text("normal.since.now"),
        1..72 => say.count("normal.since.hours", hours.into()),
        _ => say.count("normal.since.days", (hours / 24).into()),
    }
}

/// A sign of the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which sign.
    pub id: String,
    /// What to do about it.
    pub verdict: Verdict,
    /// Its name.
    pub name: String,
    /// What it is now, in a few words.
    pub now: String,
    /// By which day it should be, or should have been, gone; no day ahead where there is no waiting for it.
    pub gone_by: Option<String>,
    /// From when it usually comes, where that is said.
    pub begins: Option<String>,
    /// What to do.
    pub action: String,
    /// What more there is to say: that it may take longer, or that worse soon counts.
    pub notes: Vec<String>,
    /// What the time rests on.
    pub basis: Vec<Basis>,
}

/// The outcome, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The verdict.
    pub verdict: Verdict,
    /// It in one sentence.
    pub title: String,
    /// What to do.
    pub lead: String,
    /// The warning signs that were ticked.
    pub flags: Vec<Row>,
    /// From when the hours are counted; nothing where they do not matter.
    pub counted: Option<String>,
    /// That the session is too long ago for signs of healing.
    pub long_ago: Option<String>,
    /// The signs that were ticked, worst first.
    pub lines: Vec<Line>,
    /// Whether something else was ticked.
    pub unsure: bool,
    /// What to expect today, where nothing was ticked: the name of the day, and the id of its text.
    pub today: Option<(String, String)>,
}

/// What a sign can come to.
const WORST_FIRST: [Verdict; 4] = [Verdict::CallToday, Verdict::Call, Verdict::Watch, Verdict::Expected];

/// Puts the outcome into words.
pub fn shown(
    outcome: &Outcome<'_>,
    told: &Told,
    about: &About<'_>,
    (healing, concern): (&Healing, Option<ConcernId>),
    (zone, now): (&dyn Zone, Instant),
    say: Say<'_>,
) -> Shown {
    let verdict = outcome.verdict;
    let nothing = verdict == Verdict::Expected && outcome.signs.is_empty();
    let key = if nothing { "nothing" } else { key(verdict) };
    let days = about.end.map(|end| days_between(zone.local(end).day, zone.local(now).day));
    let long_ago = days.filter(|days| *days > LONG_AGO_DAYS.into()).and_then(|days| u64::try_from(days).ok());
    let longer = healing_check::can_take_longer(about.device, concern);
    let is_emergency = verdict == Verdict::Emergency;
    let signs_asked = !is_emergency && told.asked == healing_check::Asked::Signs;
    let today = days.filter(|_| nothing && long_ago.is_none()).and_then(|days| {
        let day = healing.days.iter().rev().find(|day| i64::from(day.day) <= days)?.day;
        Some((say.fill("healing.day", &[("n", &say.number(day))]), format!("day.{day}")))
    });
    Shown {
        verdict,
        title: say.text(&format!("normal.verdict.{key}.title")),
        lead: say.text(&format!("normal.verdict.{key}.lead")),
        flags: outcome.flags.iter().map(|flag| flag_row(flag, say)).collect(),
        counted: signs_asked.then(|| counted(told, about, say)),
        long_ago: long_ago.filter(|_| signs_asked).map(|days| say.count("normal.long_ago", days)),
        lines: WORST_FIRST
            .iter()
            .flat_map(|verdict| outcome.signs.iter().filter(|sign| sign.verdict == *verdict))
            .map(|sign| line(sign, longer, zone, say))
            .collect(),
        unsure: told.unsure && !is_emergency,
        today,
    }
}

/// What was ticked and what came of it, in words for the diary.
pub fn note(shown: &Shown, told: &Told, say: Say<'_>) -> String {
    let sign = |line: &Line| match told.is_worse(&line.id) {
        true => say.fill("normal.worse", &[("sign", &line.name)]),
        false => line.name.clone(),
    };
    let flags = shown.flags.iter().map(|flag| flag.label.clone());
    let unsure = shown.unsure.then(|| say.text("normal.else"));
    let ticked = flags.chain(shown.lines.iter().map(sign)).chain(unsure).map(|ticked| format!("• {ticked}"));
    let verdict = say.fill("normal.note", &[("verdict", &shown.title)]);
    std::iter::once(verdict).chain(ticked).collect::<Vec<_>>().join("\n")
}

/// How a verdict is spelt in ids of texts and in classes.
pub fn key(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Expected => "expected",
        Verdict::Watch => "watch",
        Verdict::Call => "call",
        Verdict::CallToday => "call_today",
        Verdict::Emergency => "emergency",
    }
}

fn line(now: &SignNow<'_>, longer: bool, zone: &dyn Zone, say: Say<'_>) -> Line {
    let sign = now.sign;
    let key = key(now.verdict);
    // Beside "call today" a day still ahead would read as leave to wait.
    let gone_by = now.gone_by.filter(|_| now.is_over || now.verdict < Verdict::CallToday).map(|at| {
        let id = if now.is_over { "normal.gone_by_over" } else { "normal.gone_by" };
        say.fill(id, &[("date", &say.full_day(zone.local(at).day))])
    });
    let longer = (longer && now.verdict == Verdict::Expected).then(|| say.text("normal.longer"));
    let soon = now.worse && now.verdict < Verdict::CallToday;
    let soon = soon.then(|| say.count("normal.worse_soon", WORSE_AFTER_HOURS.into()));
    Line {
        id: sign.id.clone(),
        verdict: now.verdict,
        name: say.text(&format!("sign.{}.name", sign.id)),
        now: match now.gone_by {
            None if now.verdict == Verdict::Call => say.text("normal.now.unknown"),
            _ => say.text(&format!("normal.now.{key}")),
        },
        gone_by,
        begins: begins(sign, say),
        action: say.text(&format!("normal.action.{key}")),
        notes: longer.into_iter().chain(soon).collect(),
        basis: sign.backing.basis.clone(),
    }
}
