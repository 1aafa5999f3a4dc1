//! Rates: how many people of a study got better, did not, or were harmed, and what must be drawn beside each.
//! Part of the evidence; uses ids. The content layer fills it, `present::rates` decides what is shown.

use super::{Basis, SourceId};
use crate::domain::ids::{ConcernId, id_enum};

/// The id of a rate: a row of the rates file, and the middle of the ids of its texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateId(pub String);

impl RateId {
    /// The id as it is written in data.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

id_enum! {
    /// What happened to the people who were counted.
    RateKind {
        Benefit = "benefit",
        NoChange = "no_change",
        Harm = "harm",
        Relapse = "relapse",
    }
}

impl RateKind {
    /// Whether the rate is of something that went wrong, or came back.
    pub fn is_bad(self) -> bool {
        matches!(self, Self::Harm | Self::Relapse)
    }
}

/// Some of a group of people, with the shares that would also fit so small a group.
///
/// Guaranteed: the group is not empty, no more are counted than it has, and the share lies within its range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    count: u32,
    n: u32,
    low: u32,
    high: u32,
}

impl Tally {
    /// `count` of `n` people; from `low` to `high` in 100 would also fit (a 95 % Wilson interval, worked out here).
    pub fn new(count: u32, n: u32, (low, high): (u32, u32)) -> Option<Self> {
        // Sizes first: nothing below can then grow too large to be counted.
        let is_group = n > 0 && n <= 100_000 && count <= n && low <= high && high <= 100;
        let is_within = is_group && low * n <= count * 100 + n / 2 && count * 100 <= high * n + n / 2;
        is_within.then_some(Self { count, n, low, high })
    }

    /// How many were counted.
    pub fn count(self) -> u32 {
        self.count
    }

    /// How many people there were.
    pub fn n(self) -> u32 {
        self.n
    }

    /// The least and the most in 100 that would also fit.
    pub fn range(self) -> (u32, u32) {
        (self.low, self.high)
    }
}

/// Those that no other rate of the same group counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rest {
    /// In the group itself.
    pub tally: Tally,
    /// In the group it was compared with.
    pub compared: Option<Tally>,
}

/// A rate as one study gives it. Rates are never pooled: what was counted differs from study to study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// Its id.
    pub id: RateId,
    /// The concern; none for what may happen with any.
    pub concern: Option<ConcernId>,
    /// What happened.
    pub kind: RateKind,
    /// How many, where it can be counted in people.
    pub tally: Option<Tally>,
    /// The same in the group it was compared with, where that was counted.
    pub compared: Option<Tally>,
    /// Those in none of the parts.
    pub rest: Option<Rest>,
    /// Whether it may be drawn at all: 20 people or more, seen in the source, not zero, and plain to say.
    pub may_draw: bool,
    /// Whether it opens a panel of pictures.
    pub panel: bool,
    /// Whether it is told in a sentence of its own.
    pub told: bool,
    /// Whether there was no comparison group.
    pub alone: bool,
    /// Whether the needles also heated the skin (radiofrequency).
    pub heat: bool,
    /// Other rates of the same people, drawn in the same picture.
    pub parts: Vec<RateId>,
    /// Rates with a picture of their own in the same panel.
    pub beside: Vec<RateId>,
    /// Rates of harm or relapse without which it must not be drawn.
    pub needs: Vec<RateId>,
    /// Where it can be read.
    pub source: SourceId,
    /// Where the other figures of its sentence can be read.
    pub also: Vec<SourceId>,
    /// Whether it was seen there.
    pub basis: Vec<Basis>,
}
