//! The estimate: a transparent lookup of published protocol ranges, one function for each rule.
//! Uses the rest of the domain; no clock, no text for people.

mod rules;

use super::dates::{Weeks, add_weeks, sub_weeks};
use super::ids::{Flag, Grade, id_enum};
use chrono::NaiveDate;

pub use super::range::Range;
pub use rules::{CAREFUL_GAP, RF_GAP, TO_HEAL, TO_PREPARE, closest_with_rf, estimate, sessions_in};

id_enum! {
    /// What becomes of the plan, mildest first.
    Status {
        Ok = "ok",
        AskClinician = "ask_clinician",
        Delay = "delay",
        NotAConcern = "not_a_concern",
        NoEstimate = "no_estimate",
        Stop = "stop",
    }
}

id_enum! {
    /// How a series stands to the day of an event.
    Verdict {
        DoNotStart = "do_not_start",
        NoVisibleChangeExpected = "no_visible_change_expected",
        FullResultBeforeEvent = "full_result_before_event",
        SeriesDoneResultPartial = "series_done_result_partial",
        PartialSeries = "partial_series",
    }
}

/// What a flag does to the estimate, mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Something to know.
    Note,
    /// Ask a clinician first.
    Ask,
    /// Wait.
    Delay {
        /// The first day that is not too early.
        until: NaiveDate,
    },
    /// What was chosen is not a concern.
    NotAConcern,
    /// No estimate is given.
    NoEstimate,
    /// Do not have it done.
    Stop,
}

impl Effect {
    /// The status this effect alone would give.
    pub const fn status(self) -> Status {
        match self {
            Self::Note => Status::Ok,
            Self::Ask => Status::AskClinician,
            Self::Delay { .. } => Status::Delay,
            Self::NotAConcern => Status::NotAConcern,
            Self::NoEstimate => Status::NoEstimate,
            Self::Stop => Status::Stop,
        }
    }
}

/// A flag and the worst it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cause {
    /// What was found.
    pub flag: Flag,
    /// What it does.
    pub effect: Effect,
}

/// The answer to a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Estimate {
    /// A plan, perhaps later or only after asking.
    Plan(Plan),
    /// No plan, and why.
    NotNow(NotNow),
}

impl Estimate {
    /// The worst that applies.
    pub fn status(&self) -> Status {
        worst(self.causes())
    }

    /// Everything found, one for each flag, sorted by the flag's spelling.
    pub fn causes(&self) -> &[Cause] {
        match self {
            Self::Plan(plan) => &plan.causes,
            Self::NotNow(not_now) => &not_now.causes,
        }
    }

    /// The flags of all causes, sorted by their spelling.
    pub fn flags(&self) -> impl Iterator<Item = Flag> {
        self.causes().iter().map(|cause| cause.flag)
    }

    /// The plan, if there is one.
    pub fn plan(&self) -> Option<&Plan> {
        match self {
            Self::Plan(plan) => Some(plan),
            Self::NotNow(_) => None,
        }
    }
}

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotNow {
    /// Everything found; at least one cause rules the plan out.
    pub causes: Vec<Cause>,
}

/// Session counts.
pub type Sessions = Range<u16>;

/// The spacing the plan calculates with, and the range it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsedInterval {
    /// The closest spacing for this person.
    pub min: Weeks,
    /// The spacing calculated with; above `max` only if the clinic chose so.
    pub used: Weeks,
    /// The widest spacing studied.
    pub max: Weeks,
}

/// How the series stands to the day of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventFit {
    /// The day of the event.
    pub date: NaiveDate,
    /// Whole weeks from the earliest start; 0 for an event before it.
    pub weeks_available: u32,
    /// Sessions that can be done and healed by then.
    pub sessions_that_fit: u16,
    /// What that means.
    pub verdict: Verdict,
}

/// The looked-up plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Everything found, one for each flag, sorted by the flag's spelling.
    pub causes: Vec<Cause>,
    /// How many sessions.
    pub sessions: Sessions,
    /// How far apart.
    pub interval: UsedInterval,
    /// When a first change may show, in weeks from the first session.
    pub first_visible: Range<Weeks>,
    /// When the last session is, in weeks from the first.
    pub last_session: Range<Weeks>,
    /// When the result is complete, in weeks from the first session.
    pub full_result: Range<Weeks>,
    /// How strong the evidence is for this person's case.
    pub grade: Grade,
    /// The wished start, or the one that leaves time to prepare.
    pub requested_start: NaiveDate,
    /// The first day that no wait forbids; never before the requested start.
    pub earliest_start: NaiveDate,
    /// The days of all sessions up to the highest count.
    pub days: Vec<NaiveDate>,
    /// The likely day of the full result.
    pub full_result_date: NaiveDate,
    /// Time left to heal before an event.
    pub buffer: Weeks,
    /// How it stands to the event, if one was given.
    pub event: Option<EventFit>,
}

impl Plan {
    /// Rule 8: the earlier, likely and later day of the full result. Each comes as long after the last session it rests
    /// on as the plan says, so it moves with that session.
    pub fn result_dates(&self) -> Range<NaiveDate> {
        let wait = self.full_result.zip(self.last_session, |full, last| Weeks(full.0.saturating_sub(last.0)));
        self.sessions.zip(wait, |n, wait| add_weeks(self.day(n), wait))
    }

    /// The earlier, likely and later day of a first change.
    pub fn first_visible_dates(&self) -> Range<NaiveDate> {
        self.first_visible.map(|weeks| add_weeks(self.day(1), weeks))
    }

    /// The day of the session with this number.
    pub fn day(&self, number: u16) -> NaiveDate {
        let day = self.days.get(usize::from(number.saturating_sub(1)));
        day.copied()
            .unwrap_or_else(|| add_weeks(self.earliest_start, self.interval.used.times(number.saturating_sub(1))))
    }

    /// The plan with its sessions on other days, the first of which is its start; what rests on them follows.
    pub fn on_days(self, days: Vec<NaiveDate>) -> Self {
        let Some(first) = days.first().copied() else { return self };
        let mut plan = Self { earliest_start: first, days, ..self };
        plan.event = plan.event.as_ref().map(|event| rules::rule_7_event(&plan, event.date));
        plan
    }

    /// Rule 8: the last day to start so that `n` sessions are done and healed by `event`;
    /// `None` where that is before the earliest start.
    pub fn latest_start(&self, n: u16, event: NaiveDate) -> Option<NaiveDate> {
        let needed = self.buffer.plus(self.interval.used.times(n.saturating_sub(1)));
        let latest = sub_weeks(event, needed);
        (latest >= self.earliest_start).then_some(latest)
    }

    /// The days of the first `n` sessions.
    pub fn dates_for(&self, n: u16) -> Vec<NaiveDate> {
        (1..=n).map(|number| self.day(number)).collect()
    }

    /// The days of the likely count of sessions.
    pub fn session_dates(&self) -> Vec<NaiveDate> {
        self.dates_for(self.sessions.likely)
    }
}

/// The worst status among the causes.
fn worst(causes: &[Cause]) -> Status {
    causes.iter().map(|cause| cause.effect.status()).max().unwrap_or(Status::Ok)
}

/// Rule 7: the days of the first `n` sessions.
fn session_days(first: NaiveDate, used: Weeks, n: u16) -> Vec<NaiveDate> {
    (0..n).map(|j| add_weeks(first, used.times(j))).collect()
}
