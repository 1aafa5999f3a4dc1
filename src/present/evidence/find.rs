//! Which rows of the evidence a person asks to see, and how many there are of each kind.
//!
//! Uses: `domain`, the rows. Used by: `ui`.

use super::Topic;
use super::concern::graded;
use super::rows::{Ground, Row};
use crate::domain::evidence::{Checked, Details, Evidence};
use crate::domain::ids::{ConcernId, Grade};

/// What a person asks to see: all of it must fit. Nothing asked, every row fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Rows about this concern.
    pub concern: Option<ConcernId>,
    /// Rows about a concern whose evidence has this grade.
    pub grade: Option<Grade>,
    /// Rows that rest on this.
    pub ground: Option<Ground>,
}

impl Filter {
    /// Whether nothing is asked.
    pub fn is_open(self) -> bool {
        self == Self::default()
    }

    /// Whether a row is one of those asked for.
    pub fn fits(self, row: &Row, evidence: &Evidence) -> bool {
        let has_grade = |grade| row.concerns.iter().any(|id| graded(evidence.concern(*id)) == Some(grade));
        self.concern.is_none_or(|concern| row.concerns.contains(&concern))
            && self.grade.is_none_or(has_grade)
            && self.ground.is_none_or(|ground| row.ground == ground)
    }
}

/// How many rows rest on what, in the order of [`Ground::ALL`].
pub fn tally<'a>(rows: impl Iterator<Item = &'a Row> + Clone) -> Vec<(Ground, usize)> {
    let count = |ground: Ground| rows.clone().filter(|row| row.ground == ground).count();
    Ground::ALL.iter().map(|ground| (*ground, count(*ground))).collect()
}

/// How many sources there are, and how many of them were read.
pub fn sources(details: &Details) -> (usize, usize) {
    let read = details.sources.iter().filter(|source| source.checked == Checked::Read).count();
    (details.sources.len(), read)
}

/// Every topic in the order in which it is shown.
pub fn topics() -> impl Iterator<Item = Topic> {
    ConcernId::ALL.iter().map(|concern| Topic::Concern(*concern)).chain(Topic::OTHERS.iter().copied())
}
