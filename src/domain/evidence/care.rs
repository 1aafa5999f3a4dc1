//! Before, during and after a session: preparation, steps, aftercare, healing, questions.
//! Part of the evidence; uses ids.

use super::{Backing, Basis, SourceId, Triple};
use crate::domain::ids::{ConcernId, id_enum};

/// Something to do or to leave before a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preparation {
    /// Which advice.
    pub id: String,
    /// Days from the session: 0 on the day, negative before it.
    pub offset_days: i16,
    /// To do, or to leave.
    pub to_do: bool,
    /// What it rests on.
    pub backing: Backing,
}

/// What happens in a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Minutes from arriving to leaving.
    pub total_minutes: Triple<u16>,
    /// The steps in their order.
    pub steps: Vec<SessionStep>,
    /// Which studies say how much it hurts.
    pub pain: Vec<PainRow>,
}

/// One step of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionStep {
    /// Which step.
    pub id: String,
    /// Shortest and longest, in minutes.
    pub minutes: (u16, u16),
    /// What it rests on.
    pub backing: Backing,
}

/// A study that measured pain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PainRow {
    /// Where it can be read.
    pub source: SourceId,
    /// Whether it was seen there.
    pub basis: Vec<Basis>,
}

/// Something to do or to leave after a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aftercare {
    /// Which advice.
    pub id: String,
    /// Hours after the session from which it holds.
    pub from_hours: u16,
    /// Hours after the session until which it holds; `None` means from then on.
    pub to_hours: Option<u16>,
    /// To do, or to leave.
    pub to_do: bool,
    /// The only concerns it is for; empty means all.
    pub concerns: Vec<ConcernId>,
    /// What it rests on.
    pub backing: Backing,
}

/// Something that waits after a session, or is kept up, for some hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restriction {
    /// Which one.
    pub id: String,
    /// Hours after the session's end: the earliest end in the sources, and the strictest.
    pub hours: (u16, u16),
    /// To keep up until then, rather than to leave.
    pub to_do: bool,
    /// The only concerns it is for; empty means all.
    pub concerns: Vec<ConcernId>,
    /// What it rests on.
    pub backing: Backing,
}

/// How skin heals after a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Healing {
    /// What is to be expected, and for how long.
    pub signs: Vec<HealingSign>,
    /// Days with a description of their own.
    pub days: Vec<HealingDay>,
    /// What is not to be expected, worst first.
    pub red_flags: Vec<RedFlag>,
}

/// An expected sign of healing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HealingSign {
    /// Which sign.
    pub id: String,
    /// From and to, in hours after the session.
    pub typical_hours: (u16, u16),
    /// Days after the session beyond which it is no longer expected.
    pub max_expected_days: u16,
    /// What it rests on.
    pub backing: Backing,
}

impl HealingSign {
    /// Whether a person can look for it: not so the skin's own seal, nor what is known of stretch marks alone.
    pub fn can_be_seen(&self) -> bool {
        !matches!(self.id.as_str(), "skin_barrier" | "stretch_mark_after_effects")
    }
}

/// A day after the session with a description of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HealingDay {
    /// Days after the session.
    pub day: u16,
    /// What it rests on.
    pub backing: Backing,
}

id_enum! {
    /// How quickly help is needed, most quickly first.
    Urgency {
        Emergency = "emergency",
        Emergency72h = "emergency_72h",
        SameDay = "same_day",
        SameDayRf = "same_day_rf",
        CallClinic = "call_clinic",
    }
}

/// A sign that needs help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RedFlag {
    /// Which sign.
    pub id: String,
    /// How quickly.
    pub level: Urgency,
    /// What it rests on.
    pub backing: Backing,
}

/// A question to take to the clinic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Which question.
    pub id: String,
    /// What it rests on.
    pub backing: Backing,
}

/// A phase of healing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phase {
    /// Which phase.
    pub id: String,
    /// Days after the session on which it begins; `None` for an entry that is no stretch of time.
    pub from_days: Option<u16>,
    /// Days after the session on which it ends.
    pub to_days: Option<u16>,
    /// What it rests on.
    pub backing: Backing,
}
