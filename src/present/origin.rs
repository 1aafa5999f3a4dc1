//! Where a number on a screen comes from: the row of the evidence it stands in, or the rule that makes it.
//!
//! Uses: `domain`, `present::{evidence, questions, route, timeline}`. Used by: `present`, `ui`. A link writes the row into
//! its address only where that says nothing about the person: what depends on an answer, such as a row for how strong
//! something is, is kept in memory until the row is shown.

use super::evidence::{RowName, Topic, row_name};
use super::questions::Question;
use super::route::{Route, Step};
use super::timeline::{self, Kind};
use crate::domain::answers::Answer;
use crate::domain::checklist::Checklist;
use crate::domain::evidence::{Concern, Evidence, SessionPlan};
use crate::domain::ids::{AreaId, ConcernId, ConditionId, Flag, RuleFlag, Severity};

/// Where a number comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    address: Route,
    hidden: Option<(Topic, RowName)>,
}

impl Origin {
    /// All that is known of a topic: for what no single row holds.
    pub fn of(topic: Topic) -> Self {
        Self::at(Route::topic(topic))
    }

    /// A row that is the same for everyone.
    pub fn row(topic: Topic, id: &str) -> Self {
        Self::at(Route::Evidence(Some((topic, Some(row_name(id))))))
    }

    /// A row that depends on what the person said: its address names the topic alone.
    pub fn own(topic: Topic, id: &str) -> Self {
        Self { hidden: Some((topic, row_name(id))), ..Self::of(topic) }
    }

    /// What a rule of the estimator makes.
    pub fn rule() -> Self {
        Self::at(Route::Estimator)
    }

    /// What other choices there are, each with its sources.
    pub fn options() -> Self {
        Self::at(Route::Options)
    }

    fn at(address: Route) -> Self {
        Self { address, hidden: None }
    }

    /// What the link's address says.
    pub fn address(self) -> Route {
        self.address
    }

    /// The screen it leads to, with the row that the address leaves out.
    pub fn screen(self) -> Route {
        self.hidden.map_or(self.address, |(topic, row)| Route::Evidence(Some((topic, Some(row)))))
    }

    /// The row that the address leaves out.
    pub fn hidden(&self) -> Option<&str> {
        self.hidden.as_ref().map(|(_, row)| row.as_str())
    }
}

/// The sessions of a concern, for how strong it is.
pub fn sessions(concern: &Concern, severity: Answer<Severity>) -> Origin {
    let topic = Topic::Concern(concern.id);
    match concern.protocol().map(|protocol| &protocol.sessions) {
        Some(SessionPlan::Course(_)) => Origin::row(topic, "course"),
        Some(SessionPlan::BySeverity(_)) => {
            severity.known().map_or(Origin::of(topic), |severity| Origin::own(topic, severity.as_str()))
        }
        None => Origin::of(topic),
    }
}

/// The depth on a part of the body, where there is one. The rows are counted from 1 in the order of the evidence.
pub fn depth(concern: &Concern, area: AreaId) -> Option<Origin> {
    let place = concern.depth.iter().position(|row| row.areas.contains(&area))?;
    Some(Origin::own(Topic::Concern(concern.id), &format!("depth-{}", place + 1)))
}

/// What a row of the timeline comes from; nothing for a day that the person gave.
pub fn on_timeline(row: &timeline::Row, concern: ConcernId, evidence: &Evidence) -> Option<Origin> {
    let figure = |name| Some(Origin::row(Topic::Concern(concern), name));
    match row.kind {
        Kind::Today | Kind::Event => None,
        // Where a row says how long the skin needs, that is its number; else the day follows from the gap.
        Kind::Sessions { .. } if row.note.is_some() => {
            Some(Origin::row(Topic::Healing, &format!("day-{}", timeline::settle_days(evidence))))
        }
        Kind::Sessions { .. } => figure("interval"),
        Kind::FirstChange => figure("first_change"),
        Kind::Building => Some(Origin::row(Topic::Phases, "proliferation")),
        Kind::Strengthening => Some(Origin::row(Topic::Phases, "remodelling")),
        Kind::Result => figure("full_result"),
    }
}

/// What a reason on the plan rests on. Which reasons there are depends on the answers, so no address names one.
pub fn flag(flag: Flag, concern: Option<ConcernId>) -> Origin {
    let rule = match flag {
        Flag::Condition(id) => return Origin::own(Topic::Screening, id.as_str()),
        Flag::Rule(rule) => rule,
    };
    let of_concern = concern.map_or(Origin::of(Topic::Factors), |concern| Origin::of(Topic::Concern(concern)));
    let figure = |name| concern.map_or(of_concern, |concern| Origin::row(Topic::Concern(concern), name));
    // A factor of one concern goes by both names.
    let factor = |concern: ConcernId, id| Origin::own(Topic::Factors, &factor_of(concern, id));
    let conflict = |id| Origin::own(Topic::Conflicts, id);
    let condition = |id: ConditionId| Origin::own(Topic::Screening, id.as_str());
    match rule {
        RuleFlag::ChooseUnderlyingConcern => Origin::own(Topic::Fda, "class_rule"),
        RuleFlag::SpecialistOnly | RuleFlag::SeeDermatologistFirst | RuleFlag::NeedsRf | RuleFlag::SeverityUnknown => {
            of_concern
        }
        RuleFlag::SeverityOutsideTrials => factor(ConcernId::AlopeciaAndrogenetic, "severe_loss"),
        RuleFlag::DeepLinesOrLaxity => factor(ConcernId::Rejuvenation, "deep_lines"),
        RuleFlag::AgeUnknown => condition(ConditionId::Age18To21),
        RuleFlag::RfFda2025 => Origin::own(Topic::Fda, "rf_2025"),
        RuleFlag::RfEvidenceWeaker => conflict("rf_or_plain"),
        RuleFlag::PhototypeUnknown => condition(ConditionId::Phototype4To6),
        RuleFlag::PihRiskHigh => conflict("dark_marks"),
        RuleFlag::PrpOffLabelCountUnchanged => conflict("prp"),
        RuleFlag::CombinationAsk => factor(ConcernId::AcneScars, "combination"),
        RuleFlag::StartAllowsPreparation => Origin::of(Topic::Preparation),
        RuleFlag::ScarAgeUnknown if concern == Some(ConcernId::BurnScars) => condition(ConditionId::ScarUnder6m),
        RuleFlag::ScarAgeUnknown => condition(ConditionId::ScarUnder6w),
        RuleFlag::IntervalRaisedToMinimum | RuleFlag::IntervalAboveStudied => figure("interval"),
        RuleFlag::IcepickConsiderCrossOrPunch => factor(ConcernId::AcneScars, "icepick"),
        RuleFlag::MissingAdjunct | RuleFlag::AdjunctUnknown => match concern {
            Some(concern @ ConcernId::AlopeciaAndrogenetic) => factor(concern, "no_minoxidil"),
            Some(concern @ ConcernId::Melasma) => factor(concern, "no_topical"),
            _ => figure("grade"),
        },
    }
}

/// The row of what changes the plan for one concern alone; what does for many alike goes by its own id.
fn factor_of(concern: ConcernId, id: &str) -> String {
    format!("{}-{id}", concern.as_str())
}

/// What a question says of why it is asked, where that holds something to look up. Everyone with the concern is asked.
pub fn question(question: Question, concern: Option<ConcernId>) -> Option<Origin> {
    let of_concern = concern.map(|concern| Origin::of(Topic::Concern(concern)));
    let figure = |name| concern.map(|concern| Origin::row(Topic::Concern(concern), name));
    Some(match question {
        Question::Severity | Question::Area | Question::Partner | Question::NotIf => return of_concern,
        Question::Interval => return figure("interval"),
        Question::ScarType => Origin::row(Topic::Factors, &factor_of(ConcernId::AcneScars, "rolling")),
        Question::Device => Origin::row(Topic::Fda, "rf_2025"),
        Question::Sun => Origin::row(Topic::Factors, "phototype"),
        Question::Age => Origin::row(Topic::Factors, "age"),
        Question::Add => Origin::row(Topic::Conflicts, "prp"),
        Question::ScarDate => Origin::row(Topic::Conflicts, "fresh_scars"),
        Question::Concern | Question::Checks(_) | Question::Start | Question::Event | Question::Price => return None,
    })
}

/// A row of a checklist. What to ask a clinic is ours alone: one way stands for all of it.
pub fn line(list: Checklist, row: &str) -> Option<Origin> {
    (list != Checklist::Questions).then(|| Origin::row(listed(list), row))
}

/// All rows of a checklist.
pub fn list(list: Checklist) -> Origin {
    Origin::of(listed(list))
}

fn listed(list: Checklist) -> Topic {
    match list {
        Checklist::Questions => Topic::Questions,
        Checklist::Preparation | Checklist::SessionDay => Topic::Preparation,
        Checklist::Aftercare => Topic::Aftercare,
    }
}

/// What a step of the walk-through says in numbers. These pages come with the first load, so a link for each stands
/// for its lines.
pub fn step(step: Step) -> Option<Origin> {
    match step {
        Step::Consultation => None,
        Step::Preparation => Some(Origin::of(Topic::Preparation)),
        Step::Session => Some(Origin::row(Topic::Session, "total_minutes")),
        Step::Aftercare => Some(Origin::of(Topic::Restrictions)),
    }
}
