//! What a person has answered so far, with "not sure" as an answer of its own.
//!
//! Uses: `domain` only. Used by: `present`, `record`, `state`, `ui`.

use chrono::NaiveDate;

use super::dates::Weeks;
use super::evidence::{CheckGroup, Evidence, ScreeningItem};
use super::ids::{Addition, AreaId, ConcernId, ConditionId, DateKey, Device, Phototype, ScarType, Severity};
use super::profile::{Age, Profile};
use super::sorted::{SortedMap, SortedSet};

/// One answer: not given yet, "not sure", or known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Answer<T> {
    /// The question has not been answered.
    #[default]
    Unanswered,
    /// The person chose "not sure" (or skipped an optional question).
    NotSure,
    /// The person's answer.
    Known(T),
}

impl<T> Answer<T> {
    /// The known value; "not sure" and unanswered are both `None`, as the estimator treats them alike.
    pub fn known(self) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unanswered | Self::NotSure => None,
        }
    }

    /// True once the person has said anything, "not sure" included.
    pub fn is_given(&self) -> bool {
        !matches!(self, Self::Unanswered)
    }

    /// Borrows the value inside.
    pub fn as_ref(&self) -> Answer<&T> {
        match self {
            Self::Unanswered => Answer::Unanswered,
            Self::NotSure => Answer::NotSure,
            Self::Known(value) => Answer::Known(value),
        }
    }
}

/// What was ticked on one page of health checks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckAnswer {
    /// The ticked conditions of that group; empty means "none of these" once the page is answered.
    pub ticked: SortedSet<ConditionId>,
    /// The person was not sure about one or more of them.
    pub unsure: bool,
}

/// A currency offered for the typed price. The planner ships no price of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Currency {
    /// United States dollar.
    Usd,
    /// Canadian dollar.
    Cad,
    /// Euro.
    Eur,
    /// Pound sterling.
    Gbp,
    /// Australian dollar.
    Aud,
    /// Mexican peso.
    Mxn,
    /// Swiss franc.
    Chf,
}

impl Currency {
    /// Every currency, in the order offered.
    pub const ALL: &'static [Self] = &[Self::Usd, Self::Cad, Self::Eur, Self::Gbp, Self::Aud, Self::Mxn, Self::Chf];

    /// The ISO 4217 code.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Usd => "USD",
            Self::Cad => "CAD",
            Self::Eur => "EUR",
            Self::Gbp => "GBP",
            Self::Aud => "AUD",
            Self::Mxn => "MXN",
            Self::Chf => "CHF",
        }
    }

    /// Reads an ISO 4217 code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|currency| currency.as_str() == code)
    }
}

/// The price of one session as the person typed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price {
    /// Hundredths of the currency's unit.
    cents: u32,
    /// The currency.
    pub currency: Currency,
}

impl Price {
    /// The highest price accepted, in hundredths: 100,000 a session.
    pub const MAX_CENTS: u32 = 10_000_000;

    /// A price above zero and at most [`Price::MAX_CENTS`]; otherwise `None`.
    pub fn new(cents: u32, currency: Currency) -> Option<Self> {
        (1..=Self::MAX_CENTS).contains(&cents).then_some(Self { cents, currency })
    }

    /// Hundredths of the currency's unit for one session.
    pub fn cents(self) -> u32 {
        self.cents
    }

    /// Hundredths of the currency's unit for `sessions` sessions.
    pub fn course_cents(self, sessions: u16) -> u64 {
        u64::from(self.cents) * u64::from(sessions)
    }
}

/// Everything a person can answer. The default is a person who has not begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// What they would like to treat. There is no "not sure": without it there is nothing to look up.
    pub concern: Option<ConcernId>,
    /// How strong it is.
    pub severity: Answer<Severity>,
    /// Shape of acne scars.
    pub scar_type: Answer<ScarType>,
    /// Where on the body. Changes depth and clearance, never the count.
    pub area: Answer<AreaId>,
    /// What would be used.
    pub device: Answer<Device>,
    /// How the skin reacts to sun.
    pub sun: Answer<Phototype>,
    /// Age in whole years.
    pub age: Answer<Age>,
    /// The day a surgical, injury or burn wound closed.
    pub scar_date: Answer<NaiveDate>,
    /// Health checks, by page; a missing page has not been answered.
    pub checks: SortedMap<CheckGroup, CheckAnswer>,
    /// Day of last exposure for ticked dated conditions; missing means not known.
    pub dates: SortedMap<ConditionId, NaiveDate>,
    /// Whether the partner treatment is in use.
    pub partner: Answer<bool>,
    /// Treatments planned together with needling.
    pub add: Answer<SortedSet<Addition>>,
    /// Whether one of the concern's own "not if" lines fits. Shown on the page, not given to the estimator.
    pub not_if: Answer<bool>,
    /// Wished day of the first session.
    pub start: Answer<NaiveDate>,
    /// A day to be ready for.
    pub event: Answer<NaiveDate>,
    /// The clinic's own spacing.
    pub interval: Answer<Weeks>,
    /// The clinic's price for one session.
    pub price: Answer<Price>,
}

impl Answers {
    /// Every ticked condition of every page.
    pub fn conditions(&self) -> SortedSet<ConditionId> {
        self.checks.values().flat_map(|page| page.ticked.iter().copied()).collect()
    }

    /// The pages on which the person was not sure about a line.
    pub fn unsure_groups(&self) -> impl Iterator<Item = CheckGroup> + '_ {
        self.checks.iter().filter(|(_, page)| page.unsure).map(|(group, _)| *group)
    }

    /// The estimator's input, or `None` while there is no concern.
    ///
    /// A condition that is asked for other concerns only is left out, so that an answer given before the concern
    /// was changed cannot decide a plan whose page never shows it.
    pub fn profile(&self, evidence: &Evidence, today: NaiveDate) -> Option<Profile> {
        let concern = self.concern?;
        let mut profile = Profile::new(concern, today);
        profile.severity = self.severity.known();
        profile.scar_type = self.scar_type.known();
        profile.phototype = self.sun.known();
        profile.age = self.age.known();
        profile.device = self.device.known();
        profile.interval = self.interval.known();
        profile.adjunct = self.partner.known();
        profile.add = self.add.clone().known().unwrap_or_default();
        profile.conditions =
            self.conditions().into_iter().filter(|id| is_asked_for(evidence.condition(*id), concern)).collect();
        profile.dates = self
            .dates
            .iter()
            .filter(|(id, _)| profile.conditions.contains(id))
            .map(|(id, day)| (DateKey::Condition(*id), *day))
            .collect();
        if let Some(day) = self.scar_date.known() {
            profile.dates.insert(DateKey::Scar, day);
        }
        // A wished day that has passed is today: a wait that ended since then no longer holds anything up.
        profile.start = self.start.known().map(|day| day.max(today));
        profile.event = self.event.known();
        Some(profile)
    }
}

/// One thing a person can say, change or take back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// What to treat. A different concern takes back the answers that were about the old one.
    Concern(ConcernId),
    /// How strong it is.
    Severity(Answer<Severity>),
    /// Shape of acne scars.
    ScarType(Answer<ScarType>),
    /// Where on the body.
    Area(Answer<AreaId>),
    /// What would be used.
    Device(Answer<Device>),
    /// How the skin reacts to sun.
    Sun(Answer<Phototype>),
    /// Age.
    Age(Answer<Age>),
    /// The day the wound closed.
    ScarDate(Answer<NaiveDate>),
    /// One page of health checks; `None` takes the page's answer back.
    Check(CheckGroup, Option<CheckAnswer>),
    /// Day of last exposure, or not known.
    Date(ConditionId, Option<NaiveDate>),
    /// Partner treatment.
    Partner(Answer<bool>),
    /// Combinations.
    Add(Answer<SortedSet<Addition>>),
    /// The concern's own list.
    NotIf(Answer<bool>),
    /// Wished first day.
    Start(Answer<NaiveDate>),
    /// A day to be ready for.
    Event(Answer<NaiveDate>),
    /// The clinic's spacing.
    Interval(Answer<Weeks>),
    /// The clinic's price.
    Price(Answer<Price>),
}

impl Answers {
    /// These answers with one change made.
    pub fn with(mut self, change: Change) -> Self {
        match change {
            Change::Concern(concern) if self.concern == Some(concern) => {}
            Change::Concern(concern) => {
                self = Self {
                    concern: Some(concern),
                    device: self.device,
                    sun: self.sun,
                    age: self.age,
                    checks: self.checks,
                    dates: self.dates,
                    start: self.start,
                    event: self.event,
                    price: self.price,
                    ..Self::default()
                };
            }
            Change::Severity(answer) => self.severity = answer,
            Change::ScarType(answer) => self.scar_type = answer,
            Change::Area(answer) => self.area = answer,
            Change::Device(answer) => self.device = answer,
            Change::Sun(answer) => self.sun = answer,
            Change::Age(answer) => self.age = answer,
            Change::ScarDate(answer) => self.scar_date = answer,
            Change::Check(group, Some(answer)) => {
                self.checks.insert(group, answer);
            }
            Change::Check(group, None) => {
                self.checks.remove(&group);
            }
            Change::Date(condition, Some(day)) => {
                self.dates.insert(condition, day);
            }
            Change::Date(condition, None) => {
                self.dates.remove(&condition);
            }
            Change::Partner(answer) => self.partner = answer,
            Change::Add(answer) => self.add = answer,
            Change::NotIf(answer) => self.not_if = answer,
            Change::Start(answer) => self.start = answer,
            Change::Event(answer) => self.event = answer,
            Change::Interval(answer) => self.interval = answer,
            Change::Price(answer) => self.price = answer,
        }
        self
    }
}

/// Whether a condition is asked about at all for this concern.
pub fn is_asked_for(item: &ScreeningItem, concern: ConcernId) -> bool {
    let about_itself = item.id == ConditionId::ActiveAcne && concern == ConcernId::AcneActive;
    !about_itself && (item.concerns.is_empty() || item.concerns.contains(&concern))
}
