//! Every address inside the app, read from and written as the part after `#`.
//!
//! Uses: `domain`, `present::questions`. Used by: `state`, `ui`. No address holds an answer.

use crate::domain::checklist::Checklist;
use crate::domain::ids::ConcernId;

use super::questions::Question;

/// One of the four steps of a treatment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Talking with a clinician first.
    Consultation,
    /// The weeks before.
    Preparation,
    /// The visit itself.
    Session,
    /// The days after.
    Aftercare,
}

impl Step {
    /// The four steps in order.
    pub const ALL: &'static [Self] = &[Self::Consultation, Self::Preparation, Self::Session, Self::Aftercare];

    /// The id used in addresses and text ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Consultation => "consultation",
            Self::Preparation => "preparation",
            Self::Session => "session",
            Self::Aftercare => "aftercare",
        }
    }

    /// Reads an id.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|step| step.as_str() == id)
    }

    /// The checklist that goes with the step.
    pub fn checklist(self) -> Checklist {
        match self {
            Self::Consultation => Checklist::Questions,
            Self::Preparation => Checklist::Preparation,
            Self::Session => Checklist::SessionDay,
            Self::Aftercare => Checklist::Aftercare,
        }
    }

    /// The step's place, from 1.
    pub fn number(self) -> usize {
        Self::ALL.iter().position(|step| *step == self).unwrap_or_default() + 1
    }

    /// The step after this one.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.number()).copied()
    }

    /// The step before this one.
    pub fn previous(self) -> Option<Self> {
        Self::ALL.get(self.number().checked_sub(2)?).copied()
    }
}

/// A screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// The first page.
    Start,
    /// One of the four steps.
    Learn(Step),
    /// The phases of healing.
    Healing,
    /// What needling is used for and how good the evidence is.
    Uses,
    /// How deep needles go, and what happens there afterwards.
    Skin,
    /// One question.
    Question(Question),
    /// Check your answers.
    Answers,
    /// The plan.
    Plan,
    /// A checklist for one session (0 where the list is kept once).
    Checklist(Checklist, u16),
    /// The studies and sources behind one concern.
    Sources(ConcernId),
    /// Each part in each of its states, for those who work on the planner. No screen leads to it.
    StyleGuide,
    /// An address that means nothing.
    Unknown,
}

impl Route {
    /// Reads the part of an address after `#`. Total: what is not known is [`Route::Unknown`], never a wrong page.
    pub fn parse(fragment: &str) -> Self {
        let path = fragment.trim_start_matches('#').trim_matches('/');
        let mut parts = path.split('/');
        let head = parts.next().unwrap_or_default();
        let (first, second, more) = (parts.next(), parts.next(), parts.next());
        match (head, first, second, more) {
            ("", None, None, None) => Some(Self::Start),
            ("learn", Some("healing"), None, None) => Some(Self::Healing),
            ("learn", Some("uses"), None, None) => Some(Self::Uses),
            ("learn", Some("skin"), None, None) => Some(Self::Skin),
            ("styleguide", None, None, None) => Some(Self::StyleGuide),
            ("learn", Some(step), None, None) => Step::parse(step).map(Self::Learn),
            ("questions", Some(id), None, None) => Question::parse(id).map(Self::Question),
            ("answers", None, None, None) => Some(Self::Answers),
            ("plan", None, None, None) => Some(Self::Plan),
            ("checklist", Some("questions"), None, None) => Some(Self::Checklist(Checklist::Questions, 0)),
            ("checklist", Some(list), Some(session), None) => Checklist::parse(list)
                .filter(|list| list.is_per_session())
                .zip(session.parse().ok().filter(|number| (1..=99).contains(number)))
                .map(|(list, number)| Self::Checklist(list, number)),
            ("sources", Some(concern), None, None) => ConcernId::parse(concern).map(Self::Sources),
            _ => None,
        }
        .unwrap_or(Self::Unknown)
    }

    /// The part of the address after `#`.
    pub fn print(self) -> String {
        match self {
            Self::Start | Self::Unknown => "/".to_owned(),
            Self::Learn(step) => format!("/learn/{}", step.as_str()),
            Self::Healing => "/learn/healing".to_owned(),
            Self::Uses => "/learn/uses".to_owned(),
            Self::Skin => "/learn/skin".to_owned(),
            Self::StyleGuide => "/styleguide".to_owned(),
            Self::Question(question) => format!("/questions/{}", question.as_str()),
            Self::Answers => "/answers".to_owned(),
            Self::Plan => "/plan".to_owned(),
            Self::Checklist(list, session) if list.is_per_session() => {
                format!("/checklist/{}/{session}", list.as_str())
            }
            Self::Checklist(list, _) => format!("/checklist/{}", list.as_str()),
            Self::Sources(concern) => format!("/sources/{}", concern.as_str()),
        }
    }

    /// The address as a link writes it.
    pub fn href(self) -> String {
        format!("#{}", self.print())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_screen_is_found_again_from_its_address() {
        let mut routes = vec![
            Route::Start,
            Route::Healing,
            Route::Uses,
            Route::Skin,
            Route::Answers,
            Route::Plan,
            Route::StyleGuide,
        ];
        routes.extend(Step::ALL.iter().map(|step| Route::Learn(*step)));
        routes.extend(Question::ALL.iter().map(|question| Route::Question(*question)));
        routes.extend(ConcernId::ALL.iter().map(|concern| Route::Sources(*concern)));
        routes.extend(Checklist::ALL.iter().map(|list| Route::Checklist(*list, u16::from(list.is_per_session()))));
        for route in routes {
            assert_eq!(Route::parse(&route.href()), route, "{}", route.href());
        }
    }

    #[test]
    fn an_address_that_means_nothing_is_said_to_mean_nothing() {
        for address in [
            "#/plan/7",
            "#/questions",
            "#/questions/shoe_size",
            "#/learn",
            "#/checklist/aftercare/0",
            "#/checklist/aftercare/100",
            "#/checklist/aftercare",
            "#/checklist/questions/1",
            "#/sources/<script>",
            "#/%00",
            "#/plan?x=1",
        ] {
            assert_eq!(Route::parse(address), Route::Unknown, "{address}");
        }
    }
}
