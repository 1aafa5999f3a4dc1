//! Typed evidence: what the studies and labels say, every figure with its sources or marked as judgement.
//! Uses ids, dates and ranges; the content layer fills it from `content/evidence/`, any layer may read it.

mod care;
mod check;
mod concern;
mod details;
mod rates;
mod screening;

pub use care::{
    Aftercare, Healing, HealingDay, HealingSign, PainRow, Phase, Preparation, Question, RedFlag, Restriction, Session,
    SessionStep, Urgency,
};
pub use concern::{
    Concern, ConcernKind, CourseRow, DepthRow, Interval, Maintenance, Millimetres, Protocol, SessionPlan, SessionRow,
    SeverityRows, Triple,
};
pub use details::{
    Checked, Clearance, Conflict, Details, Factor, FactorEffect, Fda, FdaRule, Footing, NotCleared, NotVerified,
    Source, Study,
};
pub use rates::{Rate, RateId, RateKind, Rest, Tally};
pub use screening::{Action, AppliesTo, Asked, CheckGroup, ScreeningItem};

use super::ids::{ConcernId, ConditionId, id_enum};
use check::{check_concern, check_item, check_rows};
use std::fmt;

/// The id of a publication, label or page in [`Details::sources`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub String);

impl SourceId {
    /// The id as it is written in data.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

id_enum! {
    /// What a figure rests on.
    Basis {
        Seen = "seen",
        Memory = "memory",
        Judgement = "judgement",
    }
}

/// What a figure or an advice rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Backing {
    /// Where it can be read; empty for pure judgement.
    pub sources: Vec<SourceId>,
    /// Whether the compiler saw it in the source, remembers it, or judged.
    pub basis: Vec<Basis>,
}

/// What [`Evidence::new`] checks and puts together: one field for each file.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceParts {
    /// Every concern, in any order.
    pub concerns: Vec<Concern>,
    /// Every screening item, in any order.
    pub screening: Vec<ScreeningItem>,
    /// Before a session.
    pub preparation: Vec<Preparation>,
    /// During a session.
    pub session: Session,
    /// After a session.
    pub aftercare: Vec<Aftercare>,
    /// What waits after a session, and how long.
    pub restrictions: Vec<Restriction>,
    /// How skin heals.
    pub healing: Healing,
    /// To ask the clinic.
    pub questions: Vec<Question>,
    /// Phases of healing.
    pub phases: Vec<Phase>,
}

/// Everything an estimate and a plan need. Complete and in order by construction.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    concerns: Table<Concern>,
    screening: Table<ScreeningItem>,
    /// Before a session.
    pub preparation: Vec<Preparation>,
    /// During a session.
    pub session: Session,
    /// After a session.
    pub aftercare: Vec<Aftercare>,
    /// What waits after a session, and how long.
    pub restrictions: Vec<Restriction>,
    /// How skin heals.
    pub healing: Healing,
    /// To ask the clinic.
    pub questions: Vec<Question>,
    /// Phases of healing.
    pub phases: Vec<Phase>,
}

impl Evidence {
    /// Checks the parts and puts them together.
    ///
    /// # Errors
    /// Names the first thing that is missing, there twice, or contradicts itself.
    pub fn new(parts: EvidenceParts) -> Result<Self, EvidenceError> {
        for concern in &parts.concerns {
            check_concern(concern)?;
        }
        for item in &parts.screening {
            check_item(item)?;
        }
        check_rows(&parts)?;
        Ok(Self {
            concerns: Table::new(parts.concerns, ConcernId::ALL, |concern| concern.id, ConcernId::as_str)?,
            screening: Table::new(parts.screening, ConditionId::ALL, |item| item.id, ConditionId::as_str)?,
            preparation: parts.preparation,
            session: parts.session,
            aftercare: parts.aftercare,
            restrictions: parts.restrictions,
            healing: parts.healing,
            questions: parts.questions,
            phases: parts.phases,
        })
    }

    /// The concern with this id.
    pub fn concern(&self, id: ConcernId) -> &Concern {
        self.concerns.get(id as usize)
    }

    /// The screening item with this id.
    pub fn condition(&self, id: ConditionId) -> &ScreeningItem {
        self.screening.get(id as usize)
    }

    /// Every concern, in the order of [`ConcernId::ALL`].
    pub fn concerns(&self) -> impl Iterator<Item = &Concern> {
        self.concerns.iter()
    }

    /// Every screening item, in the order of [`ConditionId::ALL`].
    pub fn conditions(&self) -> impl Iterator<Item = &ScreeningItem> {
        self.screening.iter()
    }
}

/// One item for each id, in the order of the ids. The first is held apart, so that no lookup can come back empty.
#[derive(Debug, Clone, PartialEq)]
struct Table<T> {
    first: T,
    rest: Vec<T>,
}

impl<T> Table<T> {
    fn new<I: Copy + PartialEq>(
        mut items: Vec<T>,
        ids: &[I],
        id_of: fn(&T) -> I,
        spelling: fn(I) -> &'static str,
    ) -> Result<Self, EvidenceError> {
        let mut sorted = Vec::with_capacity(ids.len());
        for &id in ids {
            let at = items.iter().position(|item| id_of(item) == id);
            let at = at.ok_or_else(|| EvidenceError::new(spelling(id), "is missing"))?;
            sorted.push(items.remove(at));
        }
        if let Some(extra) = items.first() {
            return Err(EvidenceError::new(spelling(id_of(extra)), "is there twice"));
        }
        let mut sorted = sorted.into_iter();
        let first = sorted.next().ok_or_else(|| EvidenceError::new("evidence", "is empty"))?;
        Ok(Self { first, rest: sorted.collect() })
    }

    /// The item at the position that its id has among the ids.
    fn get(&self, position: usize) -> &T {
        let after_first = position.checked_sub(1);
        after_first.and_then(|index| self.rest.get(index)).unwrap_or(&self.first)
    }

    fn iter(&self) -> impl Iterator<Item = &T> {
        std::iter::once(&self.first).chain(&self.rest)
    }
}

/// What is wrong with the evidence files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceError {
    /// The id of what is wrong.
    pub id: String,
    /// What is wrong with it.
    pub problem: &'static str,
}

impl EvidenceError {
    fn new(id: &str, problem: &'static str) -> Self {
        Self { id: id.to_owned(), problem }
    }
}

impl fmt::Display for EvidenceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.id, self.problem)
    }
}

impl std::error::Error for EvidenceError {}
