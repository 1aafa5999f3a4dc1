//! What can be treated: protocols by concern, with their figures.
//! Part of the evidence; uses ids, dates and ranges.

use super::{Backing, Basis, SourceId};
use crate::domain::dates::Weeks;
use crate::domain::ids::{AreaId, ConcernId, Partner, Severity};
use crate::domain::range::Range;
use crate::domain::sorted::SortedSet;

/// A depth of needling in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Millimetres(pub f64);

/// What can be asked about, treatable or not.
#[derive(Debug, Clone, PartialEq)]
pub struct Concern {
    /// Which concern.
    pub id: ConcernId,
    /// Whether there is a protocol for it at all.
    pub kind: ConcernKind,
    /// Only radiofrequency needling has been studied for it.
    pub requires_rf: bool,
    /// Belongs in a specialist's hands.
    pub specialist_only: bool,
    /// The treatment its studies combined with needling.
    pub partner: Option<Partner>,
    /// Depths by part of the body.
    pub depth: Vec<DepthRow>,
    /// Ids of what speaks against it.
    pub not_if: Vec<String>,
    /// 4 strong, 3 moderate, 2 limited, 1 very limited, 0 nothing to grade.
    pub score: u8,
    /// Sources for the concern as a whole; only concerns without a protocol have them.
    pub sources: Vec<SourceId>,
}

impl Concern {
    /// The depths for a part of the body; `None` where the evidence gives none.
    pub fn depth_on(&self, area: AreaId) -> Option<&DepthRow> {
        self.depth.iter().find(|row| row.areas.contains(&area))
    }

    /// Every source that a figure of this concern rests on, each once.
    pub fn cited(&self) -> Vec<SourceId> {
        let mut cited: SortedSet<SourceId> = self.sources.iter().cloned().collect();
        let mut cite = |backing: &Backing| cited.extend(backing.sources.iter().cloned());
        self.depth.iter().for_each(|row| cite(&row.backing));
        if let Some(protocol) = self.protocol() {
            match &protocol.sessions {
                SessionPlan::Course(course) => cite(&course.backing),
                SessionPlan::BySeverity(rows) => rows.all().iter().for_each(|row| cite(&row.backing)),
            }
            cite(&protocol.interval.backing);
            cite(&protocol.first_visible.backing);
            cite(&protocol.full_result_after_last.backing);
            cite(&protocol.maintenance.backing);
        }
        cited.into_vec()
    }

    /// The published protocol, for a concern that can be planned.
    pub fn protocol(&self) -> Option<&Protocol> {
        match &self.kind {
            ConcernKind::Treatable(protocol) => Some(protocol),
            ConcernKind::ApplicationMode | ConcernKind::Blocked => None,
        }
    }
}

/// Whether there is a protocol.
#[derive(Debug, Clone, PartialEq)]
pub enum ConcernKind {
    /// There is: an estimate can be looked up.
    Treatable(Box<Protocol>),
    /// Not a concern but a way of using needles; another concern lies behind it.
    ApplicationMode,
    /// Needling does harm here.
    Blocked,
}

/// The published protocol ranges of a treatable concern.
#[derive(Debug, Clone, PartialEq)]
pub struct Protocol {
    /// How many sessions.
    pub sessions: SessionPlan,
    /// Spacing between sessions.
    pub interval: Interval,
    /// When a first change may show, counted from the first session.
    pub first_visible: Triple<Weeks>,
    /// When the result is complete, counted from the last session.
    pub full_result_after_last: Triple<Weeks>,
    /// What follows afterwards.
    pub maintenance: Maintenance,
}

/// How the studies gave the amount of treatment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionPlan {
    /// So many sessions, by severity.
    BySeverity(Box<SeverityRows>),
    /// So many weeks of treatment, whatever the spacing.
    Course(CourseRow),
}

/// Session counts by severity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeverityRows {
    /// For a mild concern.
    pub mild: SessionRow,
    /// For a moderate concern.
    pub moderate: SessionRow,
    /// For a severe concern.
    pub severe: SessionRow,
}

impl SeverityRows {
    /// The row of one severity.
    pub fn row(&self, severity: Severity) -> &SessionRow {
        match severity {
            Severity::Mild => &self.mild,
            Severity::Moderate => &self.moderate,
            Severity::Severe => &self.severe,
        }
    }

    /// Mild, moderate, severe.
    pub fn all(&self) -> [&SessionRow; 3] {
        [&self.mild, &self.moderate, &self.severe]
    }
}

/// A range of session counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Fewest sessions studied.
    pub low: u16,
    /// The usual count.
    pub likely: u16,
    /// Most sessions studied.
    pub high: u16,
    /// What the counts rest on.
    pub backing: Backing,
}

impl SessionRow {
    /// The bare counts.
    pub fn range(&self) -> Range<u16> {
        Range { low: self.low, likely: self.likely, high: self.high }
    }
}

/// A range of course lengths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseRow {
    /// The shortest course studied.
    pub low: Weeks,
    /// The usual course.
    pub likely: Weeks,
    /// The longest course studied.
    pub high: Weeks,
    /// What the lengths rest on.
    pub backing: Backing,
}

impl CourseRow {
    /// The bare lengths.
    pub fn range(&self) -> Range<Weeks> {
        Range { low: self.low, likely: self.likely, high: self.high }
    }
}

/// A range with a typical figure; the unit is the type's, or stated where it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Triple<T> {
    /// The lower figure.
    pub low: T,
    /// The typical figure.
    pub typical: T,
    /// The upper figure.
    pub high: T,
    /// What the figures rest on.
    pub backing: Backing,
}

impl<T: Copy> Triple<T> {
    /// The bare figures.
    pub fn range(&self) -> Range<T> {
        Range { low: self.low, likely: self.typical, high: self.high }
    }
}

/// Spacing between sessions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interval {
    /// The closest spacing studied; at least one week.
    pub min: Weeks,
    /// The usual spacing.
    pub typical: Weeks,
    /// The widest spacing studied.
    pub max: Weeks,
    /// What the spacing rests on.
    pub backing: Backing,
}

/// A depth range for parts of the body.
#[derive(Debug, Clone, PartialEq)]
pub struct DepthRow {
    /// The parts of the body; empty where the depth belongs to none.
    pub areas: Vec<AreaId>,
    /// The place as the source describes it.
    pub place: String,
    /// The shallowest.
    pub low: Millimetres,
    /// The deepest.
    pub high: Millimetres,
    /// What the depths rest on.
    pub backing: Backing,
}

impl DepthRow {
    /// Whether the depths were read in studies and labels, with no judgement of ours in them.
    pub fn is_studied(&self) -> bool {
        self.backing.basis.contains(&Basis::Seen) && !self.backing.basis.contains(&Basis::Judgement)
    }

    /// Whether all that is known of the depths is recalled.
    pub fn is_memory(&self) -> bool {
        self.backing.basis == [Basis::Memory]
    }
}

/// Whether and when the treatment is repeated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Maintenance {
    /// From and to, in months; `None` where no interval is known.
    pub interval_months: Option<(u8, u8)>,
    /// What it rests on.
    pub backing: Backing,
}
