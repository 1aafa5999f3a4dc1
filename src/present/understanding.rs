//! A few questions about the person's own plan, made from it: the right answer to each is what the plan shows.
//!
//! Uses: `domain`, `present::{evidence, plan, questions, say}`. Used by: `ui`. The same plan gives the same questions.

use super::evidence::Topic;
use super::plan::{self, Tone};
use super::route::Route;
use super::say::Say;
use crate::domain::answers::Answers;
use crate::domain::estimate::{Estimate, Plan};
use crate::domain::evidence::{Concern, Evidence, SessionPlan};
use crate::domain::ids::{ConditionId, Flag, Grade, RuleFlag};

/// What a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// What the plan says comes first.
    Next,
    /// How many sessions.
    Range,
    /// When a first change may show.
    First,
    /// How good the evidence is.
    Sure,
    /// Which answer never changes the number.
    Never,
    /// Whether it has to be done at all.
    Must,
    /// What to call the clinic for.
    Call,
}

impl Ask {
    /// The id of the question.
    pub fn text_id(self) -> &'static str {
        match self {
            Self::Next => "understanding.next.ask",
            Self::Range => "understanding.range.ask",
            Self::First => "understanding.first.ask",
            Self::Sure => "understanding.sure.ask",
            Self::Never => "understanding.never.ask",
            Self::Must => "understanding.must.ask",
            Self::Call => "understanding.call.ask",
        }
    }

    /// The id of what it is about, for the list of what to read again.
    pub fn about_id(self) -> &'static str {
        match self {
            Self::Next => "understanding.next.about",
            Self::Range => "understanding.range.about",
            Self::First => "understanding.first.about",
            Self::Sure => "understanding.sure.about",
            Self::Never => "understanding.never.about",
            Self::Must => "understanding.must.about",
            Self::Call => "understanding.call.about",
        }
    }
}

/// One answer that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it says.
    pub label: String,
    /// Where it is not right: the id of a kind word about it.
    pub astray: Option<&'static str>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What it is about.
    pub ask: Ask,
    /// The answers in the order shown; exactly one is not astray.
    pub choices: Vec<Choice>,
    /// Ids of the texts that explain the right one.
    pub because: Vec<String>,
    /// Where it can be read, and the id of what the link says.
    pub see: (Route, &'static str),
}

impl Question {
    /// The right answer in words.
    pub fn right(&self) -> &str {
        self.choices.iter().find(|choice| choice.astray.is_none()).map_or("", |choice| &choice.label)
    }
}

/// The questions about a plan; none without a concern. Five where there is a plan, fewer where it has no figures to ask for.
pub fn questions(answers: &Answers, estimate: Option<&Estimate>, evidence: &Evidence, say: Say<'_>) -> Vec<Question> {
    let Some((concern, estimate)) = answers.concern.zip(estimate) else { return Vec::new() };
    let made = Maker { answers, estimate, concern: evidence.concern(concern), evidence, say };
    let Some(plan) = estimate.plan() else { return vec![made.next(), made.must()] };
    let nothing_in_the_way = plan::status(estimate, answers, evidence, say).tone == Tone::Ok;
    let sun_unknown = estimate.flags().any(|flag| flag == Flag::Rule(RuleFlag::PhototypeUnknown));
    match (nothing_in_the_way, sun_unknown) {
        (true, true) => vec![made.range(plan), made.first(plan), made.never(), made.must(), made.call()],
        (true, false) => vec![made.range(plan), made.first(plan), made.sure(plan), made.must(), made.call()],
        (false, _) => vec![made.next(), made.range(plan), made.first(plan), made.must(), made.call()],
    }
}

/// Everything a question is made from.
struct Maker<'a> {
    answers: &'a Answers,
    estimate: &'a Estimate,
    concern: &'a Concern,
    evidence: &'a Evidence,
    say: Say<'a>,
}

impl Maker<'_> {
    /// A question whose right answer stands at a place that differs from question to question, and always the same for a
    /// plan.
    fn question(
        &self,
        ask: Ask,
        right: String,
        astray: Vec<(String, &'static str)>,
        because: Vec<String>,
        see: (Route, &'static str),
    ) -> Question {
        let place = (self.concern.id as usize + 2 * (ask as usize)) % (astray.len() + 1);
        let mut choices: Vec<Choice> =
            astray.into_iter().map(|(label, id)| Choice { label, astray: Some(id) }).collect();
        choices.insert(place.min(choices.len()), Choice { label: right, astray: None });
        Question { ask, choices, because, see }
    }

    fn row(&self, name: &str) -> (Route, &'static str) {
        (Route::row(Topic::Concern(self.concern.id), name), "understanding.see.row")
    }

    fn text_of(&self, what: &str) -> String {
        format!("concern.{}.{what}", self.concern.id.as_str())
    }

    /// What comes first: the plan's own heading.
    fn next(&self) -> Question {
        let status = plan::status(self.estimate, self.answers, self.evidence, self.say);
        let astray = vec![
            (self.say.text("understanding.next.book"), "understanding.next.book_astray"),
            (self.say.text("understanding.next.home"), "understanding.next.home_astray"),
        ];
        let because =
            status.groups.first().and_then(|group| group.reasons.first()).map(|reason| reason.text_id.clone());
        let see = (Route::Plan, "understanding.see.plan");
        self.question(Ask::Next, status.title, astray, because.into_iter().collect(), see)
    }

    /// How many sessions: the plan's own range.
    fn range(&self, plan: &Plan) -> Question {
        let (low, likely, high) = (plan.sessions.low, plan.sessions.likely, plan.sessions.high);
        let one = if low == high { high.saturating_add(1) } else { likely };
        let astray = vec![
            (self.say.count("understanding.range.exactly", one.into()), "understanding.range.exactly_astray"),
            (self.say.text("understanding.range.until"), "understanding.range.until_astray"),
        ];
        let row = match (self.concern.protocol().map(|protocol| &protocol.sessions), self.answers.severity.known()) {
            (Some(SessionPlan::Course(_)), _) => self.row("course"),
            (_, Some(severity)) => self.row(severity.as_str()),
            _ => (Route::topic(Topic::Concern(self.concern.id)), "understanding.see.row"),
        };
        self.question(Ask::Range, self.say.sessions_range(low, high), astray, vec!["plan.honest".to_owned()], row)
    }

    /// When a first change may show: the plan's own weeks.
    fn first(&self, plan: &Plan) -> Question {
        let shown = plan::figures(plan, self.concern, self.answers.severity, self.say).first_change;
        let astray = vec![
            (self.say.text("understanding.first.day_after"), "understanding.first.day_after_astray"),
            (self.say.text("understanding.first.year"), "understanding.first.year_astray"),
        ];
        self.question(Ask::First, shown, astray, vec!["learn.gradual".to_owned()], self.row("first_change"))
    }

    /// How good the evidence is: the plan's own grade among all there are, in their order.
    fn sure(&self, plan: &Plan) -> Question {
        let choice = |grade: &Grade| Choice {
            label: self.say.text(&format!("grade.{}", grade.as_str())),
            astray: (*grade != plan.grade).then_some("understanding.sure.astray"),
        };
        let choices = Grade::ALL.iter().map(choice).collect();
        let because = vec![format!("grade.{}.meaning", plan.grade.as_str()), self.text_of("grade_why")];
        Question { ask: Ask::Sure, choices, because, see: self.row("grade") }
    }

    /// Which answer never changes the number.
    fn never(&self) -> Question {
        let moves = match self.concern.protocol().map(|protocol| &protocol.sessions) {
            Some(SessionPlan::Course(_)) => "understanding.never.gap",
            Some(SessionPlan::BySeverity(rows)) if rows.mild.range() != rows.severe.range() => {
                "understanding.never.severity"
            }
            _ => "understanding.never.all",
        };
        let astray = vec![
            (self.say.text("understanding.never.concern"), "understanding.never.astray"),
            (self.say.text(moves), "understanding.never.astray"),
        ];
        let right = self.say.text("understanding.never.sun");
        let see = (Route::Estimator, "understanding.see.estimator");
        self.question(Ask::Never, right, astray, vec!["plan.never_changes".to_owned()], see)
    }

    /// Whether it has to be done.
    fn must(&self) -> Question {
        let astray = vec![
            (self.say.text("understanding.must.planner"), "understanding.must.planner_astray"),
            (self.say.text("understanding.must.begun"), "understanding.must.begun_astray"),
        ];
        let because = vec!["learn.nothing".to_owned(), self.text_of("instead")];
        let see = (Route::Options, "understanding.see.options");
        self.question(Ask::Must, self.say.text("understanding.must.right"), astray, because, see)
    }

    /// What to call the clinic for: a sign of infection, or of a cold sore for those who get them.
    fn call(&self) -> Question {
        let cold_sores = self.answers.conditions().contains(&ConditionId::ColdSoreHistory);
        let flag = if cold_sores { "cold_sore" } else { "infection" };
        let astray = HARMLESS
            .iter()
            .map(|sign| (self.say.text(&format!("sign.{sign}.name")), "understanding.call.astray"))
            .collect();
        let right = self.say.text(&format!("normal.flag.{flag}"));
        let see = (Route::row(Topic::Healing, &["flag-", flag].concat()), "understanding.see.row");
        self.question(Ask::Call, right, astray, vec![format!("red_flag.{flag}")], see)
    }
}

/// Signs that are part of healing in the first week.
pub const HARMLESS: [&str; 2] = ["tight_dry_rough", "flaking"];

/// What is put in the diary for a person who wants it: what they meant to read again, or that there was nothing.
pub fn note(again: &[Ask], say: Say<'_>) -> String {
    if again.is_empty() {
        return say.text("understanding.note.none");
    }
    let about: Vec<String> = again.iter().map(|ask| say.text(ask.about_id())).collect();
    say.fill("understanding.note.again", &[("what", &about.join("; "))])
}
