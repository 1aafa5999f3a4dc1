//! What each answer did to a plan: what it moved, beside the same plan with that answer left open, and what an answer
//! that is still open could change.
//!
//! Uses: `domain`, `present::{estimator, origin, plan, questions, summary}`. Used by: `ui`.

use chrono::NaiveDate;

use super::estimator::{grade_word, work_out};
use super::plan::{self, Reason};
use super::questions::{self, Question};
use super::say::Say;
use super::{origin, summary};
use crate::domain::answers::{Answer, Answers};
use crate::domain::clinic::Clinic;
use crate::domain::estimate::{Effect, Estimate, Plan};
use crate::domain::evidence::Evidence;
use crate::domain::ids::{Flag, RuleFlag};

/// What one answer moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The question.
    pub question: Question,
    /// Its title.
    pub title: String,
    /// What is other than it would be without the answer, a sentence each.
    pub lines: Vec<String>,
}

/// Takes one answer back.
type LeaveOpen = fn(&mut Answers);

/// The answers that can move a figure of a plan. What a wait moves stands with the waits; the wished start is a date
/// that the person chose.
const MOVING: [(Question, LeaveOpen); 6] = [
    (Question::Severity, |answers| answers.severity = Answer::NotSure),
    (Question::ScarType, |answers| answers.scar_type = Answer::NotSure),
    (Question::Device, |answers| answers.device = Answer::NotSure),
    (Question::Sun, |answers| answers.sun = Answer::NotSure),
    (Question::Partner, |answers| answers.partner = Answer::NotSure),
    (Question::Interval, |answers| answers.interval = Answer::NotSure),
];

/// What each answer moved, in the order in which they are asked.
pub fn moved(
    plan: &Plan,
    answers: &Answers,
    clinic: Option<&Clinic>,
    evidence: &Evidence,
    today: NaiveDate,
    say: Say<'_>,
) -> Vec<Moved> {
    let without = |leave_open: LeaveOpen| {
        let mut open = answers.clone();
        leave_open(&mut open);
        work_out(&open, clinic, evidence, today)
    };
    MOVING
        .into_iter()
        .filter_map(|(question, leave_open)| {
            let lines = beside(plan, without(leave_open)?.plan()?, say);
            let title = summary::title(question, answers.concern, say);
            (!lines.is_empty()).then_some(Moved { question, title, lines })
        })
        .collect()
}

/// What is other in a plan than in the one without an answer.
fn beside(plan: &Plan, open: &Plan, say: Say<'_>) -> Vec<String> {
    let line = |id: &str, of: &dyn Fn(&Plan) -> Option<String>| {
        let (now, open) = of(plan).zip(of(open))?;
        (now != open).then(|| say.fill(id, &[("now", &now), ("open", &open)]))
    };
    let lines = [
        line("plan.moved.sessions", &|plan| Some(plan::sessions_likely(plan, say))),
        line("plan.moved.gap", &|plan| Some(say.weeks(plan.interval.used))),
        line("plan.moved.grade", &|plan| Some(grade_word(plan.grade, say))),
        line("plan.moved.start", &|plan| Some(say.day(plan.earliest_start))),
        line("plan.moved.heal", &|plan| plan.event.as_ref().map(|_| say.weeks(plan.buffer))),
    ];
    lines.into_iter().flatten().collect()
}

/// What an answer did that is not a reason to ask or wait, and what an open answer could still do.
pub fn notes(estimate: &Estimate, answers: &Answers, evidence: &Evidence, say: Say<'_>) -> Vec<Reason> {
    let noted = estimate.causes().iter().filter(|cause| matches!(cause.effect, Effect::Note));
    let mut notes: Vec<Reason> = noted.map(|cause| plan::reason(cause, answers.concern, evidence, say)).collect();
    notes.extend(open(answers, evidence, say));
    notes
}

/// What an open answer could change where the estimate raises no flag for it, for those that are asked.
fn open(answers: &Answers, evidence: &Evidence, say: Say<'_>) -> Vec<Reason> {
    let path = questions::path(answers, evidence);
    // Where only heat was studied, an open device is a reason to ask.
    let needs_heat = answers.concern.is_some_and(|concern| evidence.concern(concern).requires_rf);
    // Each leads to where a flag of the same matter leads.
    [
        (Question::ScarType, answers.scar_type.known().is_none(), Some(RuleFlag::IcepickConsiderCrossOrPunch)),
        (Question::Area, answers.area.known().is_none(), None),
        (Question::Device, answers.device.known().is_none() && !needs_heat, Some(RuleFlag::RfFda2025)),
        (Question::Add, answers.add.as_ref().known().is_none(), Some(RuleFlag::CombinationAsk)),
    ]
    .into_iter()
    .filter(|(question, is_open, _)| *is_open && path.contains(question))
    .map(|(question, _, flag)| {
        let id = format!("plan.open.{}", question.as_str());
        Reason {
            title: say.text(&format!("{id}.title")),
            text_id: format!("{id}.text"),
            until: None,
            change: Some(question),
            origin: flag.map(|flag| origin::flag(Flag::Rule(flag), answers.concern)),
        }
    })
    .collect()
}
