//! "Is this normal?": what to do about how the skin is now. Never a diagnosis.
//!
//! Uses: course, evidence, ids, moments, sorted lists. Used by: `present`, `state`, `ui`. Now and the zone are
//! arguments. All hours are elapsed time since the session's end, counted in whole minutes, so that each limit holds
//! to the minute; each limit itself still belongs to the milder answer.

use chrono::NaiveDate;

use super::course::{Courses, Held, SessionId};
use super::evidence::{Healing, HealingSign, RedFlag, Urgency};
use super::ids::{ConcernId, Device};
use super::moment::{ClockTime, Instant, LocalTime, Zone};
use super::sorted::SortedSet;

/// Minutes of an hour.
const HOUR: u32 = 60;
/// Hours of a day of elapsed time.
const DAY_HOURS: u32 = 24;

/// Hours after which "worse than yesterday" is a reason to call. At exactly this many hours it is not yet one.
pub const WORSE_AFTER_HOURS: u32 = 48;

/// Days after which a session is so long ago that a sign now is not from healing. Judgement: each sign's own limit is
/// at most 10 days, and so any sign leads to the clinic long before; this only says why.
pub const LONG_AGO_DAYS: u32 = 60;

/// What to do, mildest first: the worst answer wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing: it is part of healing, or nothing was named.
    Expected,
    /// Keep an eye on it until the day it should be gone.
    Watch,
    /// Call the clinic on the next working day.
    Call,
    /// Call the clinic today.
    CallToday,
    /// Call the emergency number now.
    Emergency,
}

/// Where a warning sign leads; `None` for what is always printed and never ticked.
pub fn of_flag(flag: &RedFlag) -> Option<Verdict> {
    match flag.level {
        Urgency::Emergency => Some(Verdict::Emergency),
        Urgency::Emergency72h => None,
        Urgency::SameDay | Urgency::SameDayRf => Some(Verdict::CallToday),
        Urgency::CallClinic => Some(Verdict::Call),
    }
}

/// Whether a warning sign is asked about after a session with this device. What is particular to heat is left out only
/// when it is known that there was none.
pub fn is_asked(flag: &RedFlag, device: Option<Device>) -> bool {
    flag.level != Urgency::SameDayRf || device != Some(Device::Mechanical)
}

/// What a sign means so many minutes after the session's end. `None` is not known: then nobody can say that it is
/// expected.
pub fn of_sign(sign: &HealingSign, minutes: Option<u32>, worse: bool) -> Verdict {
    let Some(minutes) = minutes else { return if worse { Verdict::CallToday } else { Verdict::Call } };
    if worse && minutes > WORSE_AFTER_HOURS * HOUR {
        Verdict::CallToday
    } else if minutes <= u32::from(sign.typical_hours.1) * HOUR {
        Verdict::Expected
    } else if minutes <= longest(sign) {
        Verdict::Watch
    } else {
        Verdict::Call
    }
}

/// Minutes after which a sign is no longer expected.
fn longest(sign: &HealingSign) -> u32 {
    u32::from(sign.max_expected_days) * DAY_HOURS * HOUR
}

/// The point in time at which a sign is no longer expected.
pub fn gone_by(sign: &HealingSign, end: Instant) -> Instant {
    end.plus_hours(u32::from(sign.max_expected_days) * DAY_HOURS)
}

/// Whether the first hours of a sign are said ("usually from"): only of those that begin days after the session. Of all
/// others the earliest hour is that of the least trace, not of the first one.
pub fn begins_late(sign: &HealingSign) -> bool {
    matches!(sign.id.as_str(), "flaking" | "small_spots")
}

/// Whether healing can take longer than the table says: after needling with heat, and after deep needling of scars. How
/// deep is deep nobody has fixed, so any scar counts. What is not known counts too, for the line only tells people to
/// follow their team. At home there is neither heat, nor depth, nor a team.
pub fn can_take_longer(device: Option<Device>, concern: Option<ConcernId>) -> bool {
    let scars = [ConcernId::AcneScars, ConcernId::SurgicalTraumaticScars, ConcernId::BurnScars];
    match device {
        None | Some(Device::Rf) => true,
        Some(Device::Mechanical) => concern.is_none_or(|concern| scars.contains(&concern)),
        Some(Device::Home) => false,
    }
}

/// When a session ended, as a person told it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    /// The day.
    pub day: NaiveDate,
    /// The time of day; `None` when it is not known, and then `at` is when that day began.
    pub time: Option<ClockTime>,
    /// The point in time.
    pub at: Instant,
}

/// Why a day and a time are no end of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotEnded {
    /// Clocks went forward past this time, or the calendar past this day.
    Skipped,
    /// It is still to come.
    Ahead,
}

impl Ended {
    /// Reads a day and a time by the clocks of a zone, the careful way: a time that clocks showed twice is its first,
    /// and without a time it is the first minute of the day, so that never fewer hours are counted than went by.
    ///
    /// # Errors
    /// [`NotEnded`], to be said at the field.
    pub fn read(day: NaiveDate, time: Option<ClockTime>, zone: &dyn Zone, now: Instant) -> Result<Self, NotEnded> {
        let at = match time {
            Some(time) => zone.instant(LocalTime { day, time }),
            None => first_minute(day, zone),
        };
        let at = at.ok_or(NotEnded::Skipped)?;
        if at > now { Err(NotEnded::Ahead) } else { Ok(Self { day, time, at }) }
    }
}

/// When a day begins. In some zones clocks go forward at midnight, by half an hour or more.
fn first_minute(day: NaiveDate, zone: &dyn Zone) -> Option<Instant> {
    (0..=3).flat_map(|hour| [(hour, 0), (hour, 30)]).find_map(|(hour, minute)| {
        let time = ClockTime::new(hour, minute)?;
        zone.instant(LocalTime { day, time })
    })
}

/// How far a person has come: the emergencies are always asked first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asked {
    /// Nothing yet.
    #[default]
    Nothing,
    /// The emergencies.
    Emergencies,
    /// What a clinic should hear about.
    Calls,
    /// The signs.
    Signs,
}

/// What a person has told so far. Kept in memory only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// How far they have come.
    pub asked: Asked,
    /// Warning signs they have, by id.
    pub flags: SortedSet<String>,
    /// Signs of healing they have, by id.
    pub signs: SortedSet<String>,
    /// Those of the signs that are worse than yesterday.
    pub worse: SortedSet<String>,
    /// Something else, or not sure.
    pub unsure: bool,
    /// It is not about the session that was noted last.
    pub other: bool,
    /// With what, if it is not noted with the session.
    pub device: Option<Device>,
    /// When the session ended, if it is not one that was noted; `None` is not known.
    pub ended: Option<Ended>,
    /// The person says that they do not know the day.
    pub day_unknown: bool,
}

/// The session it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About<'a> {
    /// The session noted last, if it is about that one.
    pub held: Option<(SessionId, &'a Held)>,
    /// With what, as far as is known.
    pub device: Option<Device>,
    /// Whether the device is noted with the session, so that it need not be asked.
    pub device_noted: bool,
    /// When it ended, if that is known.
    pub end: Option<Instant>,
    /// Minutes since then; never below 0.
    pub minutes: Option<u32>,
}

/// The session noted last, unless the clock of the device says that it is still to come.
pub fn last_held(courses: &Courses, now: Instant) -> Option<(SessionId, &Held, Option<Device>)> {
    let (id, held, session) = courses.last_held()?;
    (held.end <= now).then_some((id, held, session.details.device))
}

/// Whether the session noted last is still to come by the clock of the device: one of the two is wrong.
pub fn is_ahead(courses: &Courses, now: Instant) -> bool {
    courses.last_held().is_some_and(|(_, held, _)| held.end > now)
}

impl Told {
    /// The session it is about: the one noted last, or the one the person tells of.
    pub fn about<'a>(&self, courses: &'a Courses, now: Instant) -> About<'a> {
        let held = last_held(courses, now).filter(|_| !self.other);
        let noted = held.and_then(|(_, _, device)| device);
        let end = match held {
            Some((_, held, _)) => Some(held.end),
            None => self.ended.map(|ended| ended.at),
        };
        // A point in time after now has no hours to count: the clock was changed meanwhile.
        let minutes = end.and_then(|end| u32::try_from(now.minutes_since(end)).ok());
        About {
            held: held.map(|(id, held, _)| (id, held)),
            device: noted.or(self.device),
            device_noted: noted.is_some(),
            end: end.filter(|_| minutes.is_some()),
            minutes,
        }
    }

    /// Whether a sign is worse than yesterday; only one that is there can be.
    pub fn is_worse(&self, sign: &str) -> bool {
        self.signs.contains(sign) && self.worse.contains(sign)
    }
}

/// A sign as it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignNow<'a> {
    /// Which sign.
    pub sign: &'a HealingSign,
    /// What to do about it.
    pub verdict: Verdict,
    /// Whether it is worse than yesterday.
    pub worse: bool,
    /// When it should be gone at the latest, if it is known when the session was.
    pub gone_by: Option<Instant>,
    /// Whether that is over.
    pub is_over: bool,
}

/// What comes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome<'a> {
    /// What to do: the worst of all answers.
    pub verdict: Verdict,
    /// The warning signs that lead there or to something milder, worst first; in an emergency its own alone.
    pub flags: Vec<&'a RedFlag>,
    /// The signs; none in an emergency.
    pub signs: Vec<SignNow<'a>>,
}

/// What to do about what a person has told; `None` while they have not been asked enough. An emergency ends the
/// asking, and so does what the clinic should hear about today, for no sign can be worse than that.
pub fn outcome<'a>(told: &Told, about: &About<'_>, healing: &'a Healing) -> Option<Outcome<'a>> {
    let mut flags: Vec<&RedFlag> = Vec::new();
    let mut worst = Verdict::Expected;
    for verdict in [Verdict::Emergency, Verdict::CallToday, Verdict::Call] {
        let ticked = healing.red_flags.iter().filter(|flag| {
            of_flag(flag) == Some(verdict) && is_asked(flag, about.device) && told.flags.contains(&flag.id)
        });
        let before = flags.len();
        flags.extend(ticked);
        if flags.len() > before {
            worst = worst.max(verdict);
        }
        if worst == Verdict::Emergency {
            break;
        }
    }
    let enough = match worst {
        Verdict::Emergency => Asked::Emergencies,
        Verdict::CallToday => Asked::Calls,
        _ => Asked::Signs,
    };
    if told.asked < enough {
        return None;
    }
    if worst == Verdict::Emergency {
        return Some(Outcome { verdict: worst, flags, signs: Vec::new() });
    }
    let signs: Vec<SignNow<'_>> = healing
        .signs
        .iter()
        .filter(|sign| sign.can_be_seen() && told.signs.contains(&sign.id))
        .map(|sign| {
            let worse = told.is_worse(&sign.id);
            let verdict = of_sign(sign, about.minutes, worse);
            let is_over = about.minutes.is_some_and(|minutes| minutes > longest(sign));
            SignNow { sign, verdict, worse, gone_by: about.end.map(|end| gone_by(sign, end)), is_over }
        })
        .collect();
    let unsure = if told.unsure { Verdict::Call } else { Verdict::Expected };
    let verdict = signs.iter().fold(worst.max(unsure), |worst, sign| worst.max(sign.verdict));
    Some(Outcome { verdict, flags, signs })
}
