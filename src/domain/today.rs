//! What today is, by the clock: before a session, its day, after it, or between two.
//! Uses: course, moments, evidence. Used by: `present`. Now and the zone are arguments.
//!
//! Hours are elapsed time since a session's end; days and countdowns are calendar days in the zone the device is in now.

use chrono::NaiveDate;

use super::course::{Courses, SessionId, Slot, Sure};
use super::dates::days_between;
use super::evidence::{Evidence, HealingSign};
use super::moment::{Instant, Zone};

/// What today is. Whatever it is, what the last session forbids goes on: each kind of day says how long ago that was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Today {
    /// Neither a plan nor a session.
    Nothing,
    /// A session lies ahead, near enough to prepare for.
    Before(Ahead, Option<Since>),
    /// A session is agreed for today.
    TheDay(Slot, Option<Since>),
    /// A session was agreed for a day that is over.
    Missed(Slot, Option<Since>),
    /// A session is so fresh that the skin may still show it.
    After(Since, Option<Ahead>),
    /// The skin has calmed down, and the next session is further away.
    Between(Since, Option<Ahead>),
}

/// A session that lies ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ahead {
    /// Which, and when.
    pub slot: Slot,
    /// Days until then; 0 is today.
    pub days: u32,
}

/// How long ago a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Since {
    /// Which session.
    pub id: SessionId,
    /// When it ended.
    pub end: Instant,
    /// Minutes of elapsed time; 0 where the device's clock shows an earlier time than the end.
    pub minutes: u32,
    /// Calendar days: 0 on the day itself.
    pub day: u16,
    /// The device's clock shows an earlier time than the end, so one of the two is wrong.
    pub clock_behind: bool,
}

impl Since {
    /// How long ago `end` was.
    pub fn new(id: SessionId, end: Instant, now: Instant, zone: &dyn Zone) -> Self {
        let passed = now.minutes_since(end);
        let days = days_between(zone.local(end).day, zone.local(now).day);
        Self {
            id,
            end,
            minutes: u32::try_from(passed.max(0)).unwrap_or(u32::MAX),
            day: u16::try_from(days.max(0)).unwrap_or(u16::MAX),
            clock_behind: passed < 0,
        }
    }

    /// Whole hours of elapsed time.
    pub fn hours(&self) -> u32 {
        self.minutes / 60
    }

    /// Whether so many hours are over; on the very minute they still hold.
    pub fn is_over(&self, hours: u16) -> bool {
        self.minutes > u32::from(hours) * 60
    }
}

/// From this many days before it, a later session is what the day is about.
pub const NEAR: u32 = 7;

/// Days after a session in which its signs may show: the longest of the healing table.
pub fn fresh_days(evidence: &Evidence) -> u16 {
    let seen = evidence.healing.signs.iter().filter(|sign| sign.can_be_seen());
    seen.map(|sign: &HealingSign| sign.max_expected_days).max().unwrap_or_default()
}

/// What today is. `slots` are those of the present course.
pub fn today(courses: &Courses, slots: &[Slot], evidence: &Evidence, now: Instant, zone: &dyn Zone) -> Today {
    let day = zone.local(now).day;
    let since = courses.last_held().map(|(id, held, _)| Since::new(id, held.end, now, zone));
    let next = slots.iter().find(|slot| slot.sure != Sure::Held).copied();
    if let Some(slot) = next.filter(|slot| slot.sure == Sure::Booked) {
        if slot.day < day {
            return Today::Missed(slot, since);
        }
        if slot.day == day {
            return Today::TheDay(slot, since);
        }
    }
    let ahead = next.map(|slot| Ahead { slot, days: days_until(slot.day, day) });
    match (since, ahead) {
        (Some(since), ahead) if !since.is_over(fresh_days(evidence).saturating_mul(24)) => Today::After(since, ahead),
        (Some(since), Some(ahead)) if ahead.days > NEAR => Today::Between(since, Some(ahead)),
        (since, Some(ahead)) => Today::Before(ahead, since),
        (Some(since), None) => Today::Between(since, None),
        (None, None) => Today::Nothing,
    }
}

fn days_until(day: NaiveDate, today: NaiveDate) -> u32 {
    u32::try_from(days_between(today, day)).unwrap_or_default()
}
