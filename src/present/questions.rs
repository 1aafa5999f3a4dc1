//! Which questions a person is asked, in which order, and where an answer sends them next.
//!
//! Uses: `domain`. Used by: `present::route`, `record`, `state`, `ui`.

use crate::domain::answers::{Answers, is_asked_for};
use crate::domain::evidence::{AppliesTo, CheckGroup, Evidence, ScreeningItem};
use crate::domain::ids::{Addition, ConcernId, Device};

/// One question page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// What to treat.
    Concern,
    /// How strong it is.
    Severity,
    /// Shape of acne scars.
    ScarType,
    /// Where on the body.
    Area,
    /// When the wound closed.
    ScarDate,
    /// What would be used.
    Device,
    /// How the skin reacts to sun.
    Sun,
    /// Age.
    Age,
    /// One page of health checks.
    Checks(CheckGroup),
    /// The treatment the evidence for this concern rests on besides needling.
    Partner,
    /// Treatments planned together with needling.
    Add,
    /// The concern's own list of reasons not to.
    NotIf,
    /// Wished first day.
    Start,
    /// A day to be ready for.
    Event,
    /// The clinic's spacing.
    Interval,
    /// The clinic's price.
    Price,
}

impl Question {
    /// Every question, in the order asked.
    pub const ALL: &'static [Self] = &[
        Self::Concern,
        Self::Severity,
        Self::ScarType,
        Self::Area,
        Self::ScarDate,
        Self::Device,
        Self::Sun,
        Self::Age,
        Self::Checks(CheckGroup::SkinNow),
        Self::Checks(CheckGroup::SkinHistory),
        Self::Checks(CheckGroup::Recent),
        Self::Checks(CheckGroup::Medicines),
        Self::Checks(CheckGroup::Body),
        Self::Checks(CheckGroup::AllergyImplants),
        Self::Checks(CheckGroup::Feelings),
        Self::Partner,
        Self::Add,
        Self::NotIf,
        Self::Start,
        Self::Event,
        Self::Interval,
        Self::Price,
    ];

    /// The id used in addresses and text ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Concern => "concern",
            Self::Severity => "severity",
            Self::ScarType => "scar_type",
            Self::Area => "area",
            Self::ScarDate => "scar_date",
            Self::Device => "device",
            Self::Sun => "sun",
            Self::Age => "age",
            Self::Checks(group) => group.as_str(),
            Self::Partner => "partner",
            Self::Add => "add",
            Self::NotIf => "not_if",
            Self::Start => "start",
            Self::Event => "event",
            Self::Interval => "interval",
            Self::Price => "price",
        }
    }

    /// Reads an id.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|question| question.as_str() == id)
    }

    /// Whether the page has been answered ("not sure" included).
    pub fn is_answered(self, answers: &Answers) -> bool {
        match self {
            Self::Concern => answers.concern.is_some(),
            Self::Severity => answers.severity.is_given(),
            Self::ScarType => answers.scar_type.is_given(),
            Self::Area => answers.area.is_given(),
            Self::ScarDate => answers.scar_date.is_given(),
            Self::Device => answers.device.is_given(),
            Self::Sun => answers.sun.is_given(),
            Self::Age => answers.age.is_given(),
            Self::Checks(group) => answers.checks.contains_key(&group),
            Self::Partner => answers.partner.is_given(),
            Self::Add => answers.add.is_given(),
            Self::NotIf => answers.not_if.is_given(),
            Self::Start => answers.start.is_given(),
            Self::Event => answers.event.is_given(),
            Self::Interval => answers.interval.is_given(),
            Self::Price => answers.price.is_given(),
        }
    }
}

/// The questions for these answers, in order. A concern without a plan of its own ends after the first.
pub fn path(answers: &Answers, evidence: &Evidence) -> Vec<Question> {
    let Some(concern) = answers.concern else { return vec![Question::Concern] };
    let row = evidence.concern(concern);
    if row.protocol().is_none() {
        return vec![Question::Concern];
    }
    Question::ALL
        .iter()
        .copied()
        .filter(|question| match question {
            Question::ScarType => concern == ConcernId::AcneScars,
            Question::ScarDate => matches!(concern, ConcernId::SurgicalTraumaticScars | ConcernId::BurnScars),
            Question::Checks(group) => !checks(*group, answers, evidence).is_empty(),
            Question::Partner => row.partner.is_some(),
            Question::Add => !additions(concern).is_empty(),
            Question::NotIf => !row.not_if.is_empty(),
            _ => true,
        })
        .collect()
}

/// The conditions asked on one page of health checks. Those about current through the body are not asked when a
/// plain needling device is chosen, as they cannot matter there.
pub fn checks<'e>(group: CheckGroup, answers: &Answers, evidence: &'e Evidence) -> Vec<&'e ScreeningItem> {
    let no_current = matches!(answers.device.known(), Some(Device::Mechanical | Device::Home));
    evidence
        .conditions()
        .filter(|item| item.group == Some(group))
        .filter(|item| answers.concern.is_none_or(|concern| is_asked_for(item, concern)))
        .filter(|item| !(no_current && item.applies_to == AppliesTo::Rf))
        .collect()
}

/// The combinations that make sense to ask about for a concern.
pub fn additions(concern: ConcernId) -> &'static [Addition] {
    match concern {
        ConcernId::AcneScars => &[Addition::Prp, Addition::Peel, Addition::Subcision, Addition::Cross],
        ConcernId::SurgicalTraumaticScars | ConcernId::BurnScars => {
            &[Addition::Prp, Addition::Peel, Addition::Subcision]
        }
        ConcernId::AlopeciaAndrogenetic => &[Addition::Prp],
        ConcernId::Rejuvenation
        | ConcernId::EnlargedPores
        | ConcernId::Melasma
        | ConcernId::HyperpigmentationPih
        | ConcernId::StretchMarks => &[Addition::Prp, Addition::Peel],
        _ => &[],
    }
}

/// The first question without an answer, or `None` when all are answered.
pub fn first_open(answers: &Answers, evidence: &Evidence) -> Option<Question> {
    path(answers, evidence).into_iter().find(|question| !question.is_answered(answers))
}

/// The question after `current`, or `None` when it is the last (the answers are then shown for checking).
pub fn next(current: Question, answers: &Answers, evidence: &Evidence) -> Option<Question> {
    let mut rest = path(answers, evidence).into_iter().skip_while(|question| *question != current);
    rest.next();
    rest.next()
}

/// The question before `current`, or `None` at the first.
pub fn previous(current: Question, answers: &Answers, evidence: &Evidence) -> Option<Question> {
    path(answers, evidence).into_iter().take_while(|question| *question != current).last()
}

/// The place of `current` (from 1) and the number of questions.
pub fn progress(current: Question, answers: &Answers, evidence: &Evidence) -> (usize, usize) {
    let path = path(answers, evidence);
    let place = path.iter().position(|question| *question == current).unwrap_or_default();
    (place + 1, path.len())
}

/// Where "continue" leads: the next question while any is open, else the check of all answers.
pub fn after(current: Question, answers: &Answers, evidence: &Evidence) -> Option<Question> {
    first_open(answers, evidence).and_then(|open| next(current, answers, evidence).or(Some(open)))
}
