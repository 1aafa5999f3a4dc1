//! Which rows of the checklists belong to a session, and when they fall due.
//!
//! Uses: `domain` only. Used by: `present`, `state`.

use chrono::{Days, NaiveDate};

use super::dates::Weeks;
use super::evidence::{Aftercare, Preparation};
use super::ids::ConcernId;

/// A checklist a person can tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Checklist {
    /// Questions for the consultation; one list for the whole plan.
    Questions,
    /// The weeks before a session.
    Preparation,
    /// The day of a session.
    SessionDay,
    /// The hours and days after a session.
    Aftercare,
}

impl Checklist {
    /// Every checklist, in the order of the four steps.
    pub const ALL: &'static [Self] = &[Self::Questions, Self::Preparation, Self::SessionDay, Self::Aftercare];

    /// The id used in addresses, text ids and saved ticks.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Questions => "questions",
            Self::Preparation => "preparation",
            Self::SessionDay => "session_day",
            Self::Aftercare => "aftercare",
        }
    }

    /// Reads an id.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|list| list.as_str() == id)
    }

    /// Whether the list is kept once for each session rather than once for the plan.
    pub fn is_per_session(self) -> bool {
        self != Self::Questions
    }
}

/// One tick: a row of a list, for one session (0 for a list that is kept once).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tick {
    /// The list.
    pub list: Checklist,
    /// The session's number from 1, or 0 for [`Checklist::Questions`].
    pub session: u16,
    /// The row's id.
    pub row: String,
}

/// The day a preparation row falls due for a session on `session_day`.
pub fn due(row: &Preparation, session_day: NaiveDate) -> NaiveDate {
    session_day.checked_sub_days(Days::new(row.offset_days.unsigned_abs().into())).unwrap_or(session_day)
}

/// Whether a preparation row belongs to this session. A row that starts further back than the gap between sessions
/// would fall before the session that came before, so it is for the first session of a course only. `session` is the
/// number within its course.
pub fn applies_to_session(row: &Preparation, session: u16, interval: Weeks) -> bool {
    session <= 1 || u32::from(row.offset_days.unsigned_abs()) <= interval.in_days()
}

/// Whether an aftercare row concerns this person's plan.
pub fn applies_to_concern(row: &Aftercare, concern: Option<ConcernId>) -> bool {
    row.concerns.is_empty() || concern.is_some_and(|concern| row.concerns.contains(&concern))
}
