//! Every address inside the app, read from and written as the part after `#`.
//!
//! Uses: `domain`, `present::{evidence, questions}`. Used by: `state`, `ui`. No address holds an answer;
//! one can name the question that is asked, and the concern whose evidence is shown.

use crate::domain::checklist::Checklist;
use crate::domain::course::SessionId;

use super::evidence::{RowName, Topic, row_name};
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

/// A page of "Is this normal?".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// Emergencies first.
    Emergency,
    /// Then what a clinic should hear about.
    Call,
    /// Then what is to be expected, and when the session was.
    Signs,
    /// What to do.
    Outcome,
}

impl Check {
    /// The pages in order.
    pub const ALL: &'static [Self] = &[Self::Emergency, Self::Call, Self::Signs, Self::Outcome];

    fn path(self) -> &'static str {
        match self {
            Self::Emergency => "/normal",
            Self::Call => "/normal/call",
            Self::Signs => "/normal/signs",
            Self::Outcome => "/normal/outcome",
        }
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
    /// Wherever a person goes on: the first open question, or the plan. Leads there as soon as that is known.
    Next,
    /// Check your answers.
    Answers,
    /// The plan.
    Plan,
    /// A checklist for one session by its running number (0 where the list is kept once).
    Checklist(Checklist, u16),
    /// What to do now, by the clock.
    Today,
    /// The sessions of all courses.
    Sessions,
    /// One session: book it, move it, say that it took place, note about it.
    Session(SessionId),
    /// "Is this normal?"
    Normal(Check),
    /// What the person's own clinic says about the days after.
    ClinicRules,
    /// The diary.
    Diary,
    /// Writing in the diary.
    Entry,
    /// Photos kept on the device.
    Photos,
    /// What can be taken along.
    Take,
    /// A page to print for the consultation.
    Consultation,
    /// Putting a backup or a restore link back.
    Restore,
    /// What is kept on the device, and how to keep, copy or erase it.
    Saved,
    /// The language, and how the planner looks.
    Settings,
    /// Every figure with what it rests on: all there is, a topic's, or one row of it.
    Evidence(Option<(Topic, Option<RowName>)>),
    /// How the estimate is worked out, and what each answer does to it.
    Estimator,
    /// What can be done about the person's concern, side by side.
    Options,
    /// Five questions about the person's own plan.
    Understanding,
    /// Who makes the planner, how it is kept right, and how it does against what is asked of such tools.
    About,
    /// What is kept and what was asked for, counted.
    Privacy,
    /// The code with which a clinic puts the planner on its own site.
    ForClinics,
    /// Each part in each of its states, for those who work on the planner. No screen leads to it.
    StyleGuide,
    /// An address that means nothing.
    Unknown,
}

/// What such a link begins with.
const SPEAK: &str = "#/language/";

impl Route {
    /// Whether the screen shows what is behind the plan: evidence, options, estimator, who makes this.
    pub fn is_behind_plan(self) -> bool {
        matches!(
            self,
            Self::Evidence(_) | Self::Estimator | Self::Options | Self::Understanding | Self::About | Self::Privacy
        )
    }

    /// What a restore link carries after its screen's own address. It is taken off the address before anything is drawn.
    pub fn carried(fragment: &str) -> Option<&str> {
        fragment.strip_prefix("#/take/restore/").filter(|code| !code.is_empty())
    }

    /// The language that a link asks the planner to speak. It names no screen: the person stays where they are.
    pub fn spoken(fragment: &str) -> Option<&str> {
        fragment.strip_prefix(SPEAK)
    }

    /// A link that asks the planner to speak a language.
    pub fn speak(tag: &str) -> String {
        [SPEAK, tag].concat()
    }

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
            ("next", None, None, None) => Some(Self::Next),
            ("answers", None, None, None) => Some(Self::Answers),
            ("plan", None, None, None) => Some(Self::Plan),
            ("checklist", Some("questions"), None, None) => Some(Self::Checklist(Checklist::Questions, 0)),
            ("checklist", Some(list), Some(session), None) => Checklist::parse(list)
                .filter(|list| list.is_per_session())
                .zip(session.parse().ok().filter(|running| SessionId::from_running(*running).is_some()))
                .map(|(list, running)| Self::Checklist(list, running)),
            ("today", None, None, None) => Some(Self::Today),
            ("today", Some("rules"), None, None) => Some(Self::ClinicRules),
            ("sessions", None, None, None) => Some(Self::Sessions),
            ("sessions", Some(running), None, None) => {
                running.parse().ok().and_then(SessionId::from_running).map(Self::Session)
            }
            ("normal", _, None, None) => {
                Check::ALL.iter().copied().find(|check| check.path().trim_matches('/') == path).map(Self::Normal)
            }
            ("diary", None, None, None) => Some(Self::Diary),
            ("diary", Some("entry"), None, None) => Some(Self::Entry),
            ("diary", Some("photos"), None, None) => Some(Self::Photos),
            ("take", None, None, None) => Some(Self::Take),
            ("take", Some("consultation"), None, None) => Some(Self::Consultation),
            ("take", Some("restore"), None, None) => Some(Self::Restore),
            ("saved", None, None, None) => Some(Self::Saved),
            ("settings", None, None, None) => Some(Self::Settings),
            ("evidence", None, None, None) => Some(Self::Evidence(None)),
            ("evidence", Some(topic), None, None) => Topic::parse(topic).map(Self::topic),
            ("evidence", Some(topic), Some(row), None) => Topic::parse(topic)
                .zip(RowName::parse(row))
                .map(|(topic, row)| Self::Evidence(Some((topic, Some(row))))),
            ("estimator", None, None, None) => Some(Self::Estimator),
            ("options", None, None, None) => Some(Self::Options),
            ("understanding", None, None, None) => Some(Self::Understanding),
            ("about", None, None, None) => Some(Self::About),
            ("privacy", None, None, None) => Some(Self::Privacy),
            ("for-clinics", None, None, None) => Some(Self::ForClinics),
            _ => None,
        }
        .unwrap_or(Self::Unknown)
    }

    /// All that the evidence says about a topic.
    pub fn topic(topic: Topic) -> Self {
        Self::Evidence(Some((topic, None)))
    }

    /// A row of the evidence by its id; its topic where there is none.
    pub fn row(topic: Topic, id: &str) -> Self {
        let name = Some(row_name(id)).filter(|name| !name.as_str().is_empty());
        Self::Evidence(Some((topic, name)))
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
            Self::Next => "/next".to_owned(),
            Self::Answers => "/answers".to_owned(),
            Self::Plan => "/plan".to_owned(),
            Self::Checklist(list, session) if list.is_per_session() => {
                format!("/checklist/{}/{session}", list.as_str())
            }
            Self::Checklist(list, _) => format!("/checklist/{}", list.as_str()),
            Self::Today => "/today".to_owned(),
            Self::ClinicRules => "/today/rules".to_owned(),
            Self::Sessions => "/sessions".to_owned(),
            Self::Session(id) => format!("/sessions/{}", id.running()),
            Self::Normal(check) => check.path().to_owned(),
            Self::Diary => "/diary".to_owned(),
            Self::Entry => "/diary/entry".to_owned(),
            Self::Photos => "/diary/photos".to_owned(),
            Self::Take => "/take".to_owned(),
            Self::Consultation => "/take/consultation".to_owned(),
            Self::Restore => "/take/restore".to_owned(),
            Self::Saved => "/saved".to_owned(),
            Self::Settings => "/settings".to_owned(),
            Self::Evidence(None) => "/evidence".to_owned(),
            Self::Evidence(Some((topic, None))) => format!("/evidence/{}", topic.as_str()),
            Self::Evidence(Some((topic, Some(row)))) => format!("/evidence/{}/{}", topic.as_str(), row.as_str()),
            Self::Estimator => "/estimator".to_owned(),
            Self::Options => "/options".to_owned(),
            Self::Understanding => "/understanding".to_owned(),
            Self::About => "/about".to_owned(),
            Self::Privacy => "/privacy".to_owned(),
            Self::ForClinics => "/for-clinics".to_owned(),
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
    fn a_restore_link_carries_its_code_after_the_address_of_its_screen() {
        assert_eq!(Route::carried("#/take/restore/pAb_-9"), Some("pAb_-9"));
        for address in ["#/take/restore", "#/take/restore/", "#/take/calendar/x", "#/plan", ""] {
            assert_eq!(Route::carried(address), None, "{address}");
        }
    }

    #[test]
    fn a_link_that_asks_for_a_language_names_no_screen() {
        assert_eq!(Route::spoken(&Route::speak("fr")), Some("fr"));
        assert_eq!(Route::spoken("#/settings"), None);
        assert_eq!(Route::parse(&Route::speak("fr")), Route::Unknown);
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
            "#/sources/acne_scars",
            "#/evidence/<script>",
            "#/evidence/acne_scars/<script>",
            "#/evidence/acne_scars/interval/more",
            "#/%00",
            "#/plan?x=1",
            "#/sessions/0",
            "#/sessions/200",
            "#/sessions/9901",
            "#/normal/never",
            "#/today/normal",
        ] {
            assert_eq!(Route::parse(address), Route::Unknown, "{address}");
        }
    }
}
