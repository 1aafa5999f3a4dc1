//! What is read on demand: studies, disagreements, clearances, and where everything can be read.
//! Part of the evidence; uses ids and dates.

use super::{Backing, Basis, Rate, SourceId};
use crate::domain::ids::{ConcernId, id_enum};
use chrono::NaiveDate;

/// What is read on demand: studies, what is not known, and where everything can be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Details {
    /// Which studies stand behind which concern.
    pub studies: Vec<Study>,
    /// What changes counts and results.
    pub factors: Vec<Factor>,
    /// Where sources disagree.
    pub conflicts: Vec<Conflict>,
    /// What the United States regulator cleared.
    pub fda: Fda,
    /// What was not checked.
    pub not_verified: Vec<NotVerified>,
    /// Publications, labels and pages.
    pub sources: Vec<Source>,
    /// How many people got better, did not, or were harmed.
    pub rates: Vec<Rate>,
    /// What is known of rows beyond what a plan needs of them.
    pub footings: Vec<Footing>,
    /// The day of the evidence review.
    pub as_of: NaiveDate,
}

impl Details {
    /// The source with this id.
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == *id)
    }

    /// What else is known of a row, if anything.
    pub fn footing(&self, topic: &str, row: &str) -> Option<&Footing> {
        self.footings.iter().find(|footing| footing.topic == topic && footing.row == row)
    }
}

/// Where a row can be read, for rows whose sources no plan needs, and what the review noted about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footing {
    /// The table it stands in: a concern's id, or the name of the file.
    pub topic: String,
    /// The row's id there.
    pub row: String,
    /// Where it can be read.
    pub sources: Vec<SourceId>,
    /// The texts that say what exactly was seen, remembered or judged.
    pub remarks: Vec<String>,
}

/// A study of a concern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Study {
    /// The concern studied.
    pub concern: ConcernId,
    /// Where it can be read.
    pub source: SourceId,
    /// Participants, where known.
    pub n: Option<u32>,
    /// Whether it was seen there.
    pub basis: Vec<Basis>,
}

id_enum! {
    /// What a factor does.
    FactorEffect {
        More = "more",
        Fewer = "fewer",
        Response = "response",
        None = "none",
    }
}

/// Something said to change a concern's count or result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factor {
    /// The concern.
    pub concern: ConcernId,
    /// Which factor.
    pub id: String,
    /// More or fewer sessions, another response, or nothing.
    pub effect: FactorEffect,
    /// What it rests on.
    pub backing: Backing,
}

/// A point on which sources disagree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Which point.
    pub id: String,
    /// The concerns it is about; none where it holds for all.
    pub concerns: Vec<ConcernId>,
    /// The sources on both sides.
    pub backing: Backing,
}

/// What the United States Food and Drug Administration says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fda {
    /// The day it was looked up.
    pub as_of: NaiveDate,
    /// Its rules and warnings.
    pub rules: Vec<FdaRule>,
    /// Cleared devices.
    pub cleared: Vec<Clearance>,
    /// What no device is cleared for.
    pub not_cleared: NotCleared,
}

/// A rule or warning of the regulator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FdaRule {
    /// Which rule.
    pub id: String,
    /// The concerns it is about; none where it holds for all.
    pub concerns: Vec<ConcernId>,
    /// Its day, where it has one.
    pub date: Option<NaiveDate>,
    /// What it rests on.
    pub backing: Backing,
}

/// A cleared device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clearance {
    /// The device's name.
    pub device: String,
    /// The regulator's number.
    pub id: String,
    /// The concerns it is cleared for.
    pub concerns: Vec<ConcernId>,
    /// The day of the decision, where known.
    pub date: Option<NaiveDate>,
    /// What it rests on.
    pub backing: Backing,
}

/// What no device is cleared for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NotCleared {
    /// Ids of the uses.
    pub ids: Vec<String>,
    /// The concerns among them.
    pub concerns: Vec<ConcernId>,
    /// What it rests on.
    pub backing: Backing,
}

/// Something that was not checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotVerified {
    /// Which.
    pub id: String,
    /// What it rests on.
    pub backing: Backing,
}

id_enum! {
    /// How a source was checked.
    Checked {
        Read = "read",
        Memory = "memory",
    }
}

/// A publication, label or page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its id here.
    pub id: SourceId,
    /// Authors, or who issued it; none where they are not named where it was read.
    pub authors: Option<String>,
    /// Its title as published; none where it is not known, and what it is about is told in every language.
    pub title: Option<String>,
    /// Where it appeared, likewise.
    pub journal: Option<String>,
    /// Year of publication.
    pub year: Option<u16>,
    /// Digital object identifier.
    pub doi: Option<String>,
    /// PubMed number.
    pub pmid: Option<String>,
    /// PubMed Central number.
    pub pmcid: Option<String>,
    /// The words for what kind of study or text it is, where it shares them with other sources; none where it has its own.
    pub study_design: Option<String>,
    /// Participants.
    pub n: Option<u32>,
    /// Where to read it.
    pub url: Option<String>,
    /// Whether it was read.
    pub checked: Checked,
    /// The words for how much of it was read, likewise.
    pub checked_scope: Option<String>,
}
