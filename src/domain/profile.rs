//! The answers an estimate is made from. Everything but the concern and the day may be unknown.
//! Uses ids and dates; any layer may use it.

use super::dates::Weeks;
use super::ids::{Addition, ConcernId, ConditionId, DateKey, Device, Phototype, ScarType, Severity};
use super::sorted::{SortedMap, SortedSet};
use chrono::NaiveDate;

/// An age in whole years, 0 to 120.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Age(u8);

impl Age {
    /// The highest age that can be given.
    pub const MAX: u8 = 120;

    /// An age of this many whole years; `None` above [`Age::MAX`].
    pub fn new(years: u8) -> Option<Self> {
        (years <= Self::MAX).then_some(Self(years))
    }

    /// Whole years.
    pub const fn years(self) -> u8 {
        self.0
    }
}

/// What one person said. `None` means "not sure".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// What is to be treated.
    pub concern: ConcernId,
    /// The day the estimate is made.
    pub today: NaiveDate,
    /// How marked the concern is.
    pub severity: Option<Severity>,
    /// Shape of the scars; means something for acne scars only.
    pub scar_type: Option<ScarType>,
    /// Reaction of the skin to sun.
    pub phototype: Option<Phototype>,
    /// Age in whole years.
    pub age: Option<Age>,
    /// What the needling is done with.
    pub device: Option<Device>,
    /// The clinic's own spacing between sessions, 1 to 52 weeks.
    pub interval: Option<Weeks>,
    /// Whether the concern's partner treatment is in use.
    pub adjunct: Option<bool>,
    /// Treatments planned together with needling.
    pub add: SortedSet<Addition>,
    /// What the person ticked. Derived conditions in here are ignored.
    pub conditions: SortedSet<ConditionId>,
    /// Date of last exposure of dated conditions, and the day the scar's wound closed.
    pub dates: SortedMap<DateKey, NaiveDate>,
    /// Wished day of the first session.
    pub start: Option<NaiveDate>,
    /// A day to be ready for.
    pub event: Option<NaiveDate>,
}

impl Profile {
    /// A profile of someone who said nothing but what is to be treated.
    pub fn new(concern: ConcernId, today: NaiveDate) -> Self {
        Self {
            concern,
            today,
            severity: None,
            scar_type: None,
            phototype: None,
            age: None,
            device: None,
            interval: None,
            adjunct: None,
            add: SortedSet::new(),
            conditions: SortedSet::new(),
            dates: SortedMap::new(),
            start: None,
            event: None,
        }
    }
}
