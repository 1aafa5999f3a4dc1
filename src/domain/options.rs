//! What can be done about each concern beside microneedling, doing nothing included, and what of microneedling stands
//! beside it. Uses ids and evidence; the content layer fills it, `present::options` makes the grid of it.

use super::evidence::{Backing, Basis, EvidenceError, RateId, SourceId};
use super::ids::{ConcernId, Grade, id_enum};
use super::sorted::{SortedMap, SortedSet};

/// The id of an option: a row of the options file, and the middle of the ids of its texts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OptionId(pub String);

impl OptionId {
    /// The id as it is written in data.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

id_enum! {
    /// What is told of each option in words; what heat does to skin, of microneedling alone.
    Part {
        What = "what",
        Course = "course",
        Result = "result",
        Benefits = "benefits",
        Risks = "risks",
        Skin = "skin",
        SkinHeat = "skin_heat",
        Downtime = "downtime",
        NotFor = "not_for",
    }
}

id_enum! {
    /// Whether it comes to an end.
    Rhythm {
        Course = "course",
        Ongoing = "ongoing",
        Once = "once",
    }
}

id_enum! {
    /// Whether it can leave dark marks.
    DarkMarks {
        NoneExpected = "none_expected",
        Possible = "possible",
        MoreOften = "more_often",
        Unknown = "unknown",
    }
}

/// From so many to so many. Guaranteed: not out of order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    low: u16,
    high: u16,
}

impl Span {
    /// From `low` to `high`; `None` when out of order.
    pub fn new(low: u16, high: u16) -> Option<Self> {
        (low <= high).then_some(Self { low, high })
    }

    /// The fewest.
    pub fn low(self) -> u16 {
        self.low
    }

    /// The most.
    pub fn high(self) -> u16 {
        self.high
    }
}

/// Something to do about a concern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Which.
    pub id: OptionId,
    /// How sure it is.
    pub grade: Grade,
    /// What it rests on as a whole.
    pub backing: Backing,
    /// What each good result that was seen rests on, in the order of their texts.
    pub benefits: Vec<Backing>,
    /// Visits to have it done; `None` where nobody knows.
    pub visits: Option<Span>,
    /// Whether it comes to an end.
    pub rhythm: Rhythm,
    /// Days to lie low each time; `None` where nobody knows.
    pub downtime: Option<Span>,
    /// Whether needles prick the skin.
    pub needles: bool,
    /// Whether it is an operation.
    pub surgery: bool,
    /// Whether it can leave dark marks.
    pub dark_marks: DarkMarks,
    /// Parts that several options share the words of, with the id of those words.
    pub shared: SortedMap<Part, String>,
    /// Parts that can be read in a source; the others are from memory.
    pub sourced: SortedMap<Part, Backing>,
}

/// What becomes of a concern by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nothing {
    /// What the words rest on.
    pub backing: Backing,
    /// What each figure rests on, in the order of their texts.
    pub figures: Vec<Backing>,
}

/// What guidelines put first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guideline {
    /// Whether that is microneedling.
    pub microneedling_first: bool,
    /// What the words rest on.
    pub backing: Backing,
}

/// What of microneedling stands beside the other options; all else about it is the evidence's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needling {
    /// The concern.
    pub concern: ConcernId,
    /// Studies that tell what good was seen: those with a comparison first.
    pub studies: Vec<SourceId>,
    /// Rates told with them.
    pub told: Vec<RateId>,
    /// Rates of harm and of what came back.
    pub harms: Vec<RateId>,
    /// Where the concern's own reasons against it can be read.
    pub not_for: Vec<SourceId>,
    /// Whether it can leave dark marks.
    pub dark_marks: DarkMarks,
    /// What that rests on.
    pub backing: Backing,
}

/// What can be done about one concern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConcernOptions {
    /// The concern.
    pub concern: ConcernId,
    /// What becomes of it by itself.
    pub nothing: Nothing,
    /// What guidelines put first.
    pub guideline: Guideline,
    /// The options beside microneedling, what guidelines put first before the others.
    pub choices: Vec<Choice>,
}

/// What can be done about every concern. Complete by construction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    concerns: Vec<(ConcernOptions, Needling)>,
    needling: SortedMap<Part, Backing>,
}

/// What [`Options::new`] checks and puts together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionsParts {
    /// What can be done about each concern, in any order.
    pub concerns: Vec<ConcernOptions>,
    /// Microneedling of each concern, in any order.
    pub needling: Vec<Needling>,
    /// What is said of microneedling whatever the concern, with what it rests on.
    pub shared: SortedMap<Part, Backing>,
}

/// Whether there are options for a concern: for all but a way of using needles, behind which another concern lies.
pub fn has_options(concern: ConcernId) -> bool {
    concern != ConcernId::DrugDelivery
}

impl Options {
    /// Checks the options and puts them together.
    ///
    /// # Errors
    /// Names the first thing that is missing, there twice, or contradicts itself.
    pub fn new(parts: OptionsParts) -> Result<Self, EvidenceError> {
        let OptionsParts { mut concerns, mut needling, shared } = parts;
        let mut ids = SortedSet::new();
        for of in &concerns {
            check(of, &mut ids)?;
        }
        for of in &needling {
            check_backing(of.concern.as_str(), &of.backing)?;
            if of.studies.is_empty() {
                return refuse(of.concern.as_str(), "has no study of microneedling");
            }
        }
        for part in [Part::What, Part::Risks, Part::Skin, Part::SkinHeat, Part::Downtime, Part::NotFor] {
            match shared.get(&part) {
                Some(backing) => check_backing(part.as_str(), backing)?,
                None => return refuse(part.as_str(), "is not said of microneedling"),
            }
        }
        let mut both = Vec::new();
        for id in ConcernId::ALL.iter().copied().filter(|id| has_options(*id)) {
            let options = concerns.iter().position(|of| of.concern == id).map(|at| concerns.remove(at));
            let needles = needling.iter().position(|of| of.concern == id).map(|at| needling.remove(at));
            match options.zip(needles) {
                Some(pair) => both.push(pair),
                None => return refuse(id.as_str(), "is missing"),
            }
        }
        let left = concerns.first().map(|of| of.concern).or(needling.first().map(|of| of.concern));
        match left {
            Some(id) => refuse(id.as_str(), "is there twice, or has no options"),
            None => Ok(Self { concerns: both, needling: shared }),
        }
    }

    /// What can be done about a concern, and what of microneedling stands beside it; `None` for one that
    /// [has none](has_options).
    pub fn of(&self, concern: ConcernId) -> Option<(&ConcernOptions, &Needling)> {
        self.concerns.iter().find(|(of, _)| of.concern == concern).map(|(of, needling)| (of, needling))
    }

    /// What a part of what is said of microneedling rests on, whatever the concern.
    pub fn of_needling(&self, part: Part) -> Option<&Backing> {
        self.needling.get(&part)
    }

    /// Every concern, in the order of [`ConcernId::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (&ConcernOptions, &Needling)> {
        self.concerns.iter().map(|(of, needling)| (of, needling))
    }
}

fn refuse<T>(id: &str, problem: &'static str) -> Result<T, EvidenceError> {
    Err(EvidenceError { id: id.to_owned(), problem })
}

fn check(of: &ConcernOptions, ids: &mut SortedSet<OptionId>) -> Result<(), EvidenceError> {
    let id = of.concern.as_str();
    check_backing(id, &of.nothing.backing)?;
    check_backing(id, &of.guideline.backing)?;
    for figure in &of.nothing.figures {
        check_backing(id, figure)?;
    }
    if of.choices.is_empty() {
        return refuse(id, "has no option beside microneedling");
    }
    for choice in &of.choices {
        let id = choice.id.as_str();
        if ids.contains(&choice.id) {
            return refuse(id, "is there twice");
        }
        ids.insert(choice.id.clone());
        check_backing(id, &choice.backing)?;
        for backing in choice.benefits.iter().chain(choice.sourced.values()) {
            check_backing(id, backing)?;
        }
        if choice.benefits.is_empty() != choice.shared.contains_key(&Part::Benefits) {
            return refuse(id, "must say what good was seen, or that nothing is known");
        }
        if choice.sourced.values().any(|backing| backing.sources.is_empty()) {
            return refuse(id, "has a part that is sourced and names no source");
        }
    }
    Ok(())
}

/// A claim names its sources, or is a judgement.
fn check_backing(id: &str, backing: &Backing) -> Result<(), EvidenceError> {
    if backing.basis.is_empty() {
        return refuse(id, "does not say what it rests on");
    }
    if backing.sources.is_empty() && !backing.basis.contains(&Basis::Judgement) {
        return refuse(id, "names no source and is no judgement");
    }
    Ok(())
}
