//! How the estimate works, as data: each rule with where its figures stand, what comes out for some answers, and what
//! moved between two of them.
//!
//! Uses: `domain`, `present::{evidence, plan, questions, say}`. Used by: `ui`.

use chrono::NaiveDate;

use super::evidence::Topic;
use super::plan::{self, Tone, figures};
use super::questions::Question;
use super::route::Route;
use super::say::Say;
use crate::domain::answers::Answers;
use crate::domain::clinic::Clinic;
use crate::domain::dates::Weeks;
use crate::domain::estimate::{CAREFUL_GAP, Estimate, Plan, RF_GAP, Sessions, TO_HEAL, TO_PREPARE, estimate};
use crate::domain::evidence::{Concern, Evidence, SessionPlan};
use crate::domain::ids::{ConcernId, Flag, Grade, Severity};

/// How many rules there are.
pub const RULES: u8 = 8;

/// One rule in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// From 1, in the order in which they are followed.
    pub number: u8,
    /// What it answers.
    pub title: String,
    /// What it does: the text's id, and the text.
    pub texts: Vec<(String, String)>,
    /// Where its figures stand: what a link says, and where it leads. None where it is all our own judgement.
    pub rests_on: Vec<(String, Route)>,
}

/// The rules in their order, with the rows of a concern where one is known.
pub fn rules(concern: Option<ConcernId>, severity: Option<Severity>, evidence: &Evidence, say: Say<'_>) -> Vec<Rule> {
    let concern = concern.map(|id| evidence.concern(id));
    (1..=RULES)
        .map(|number| Rule {
            number,
            title: say.text(&format!("estimator.rule_{number}.title")),
            texts: texts(number, evidence, say),
            rests_on: rests_on(number, concern, severity, say),
        })
        .collect()
}

fn texts(number: u8, evidence: &Evidence, say: Say<'_>) -> Vec<(String, String)> {
    let weeks = |weeks: [Weeks; 2]| weeks.map(|weeks| say.weeks(weeks));
    let ([ready, ready_careful], [gap, sweating]) = (weeks(TO_PREPARE), weeks(CAREFUL_GAP));
    let ([heal, heal_longer], rf) = (weeks(TO_HEAL), say.weeks(RF_GAP));
    let hair = evidence.concerns().find_map(|concern| match concern.protocol().map(|protocol| &protocol.sessions) {
        Some(SessionPlan::Course(course)) => Some(course.range().map(|weeks| say.number(weeks.0)).to_array()),
        _ => None,
    });
    let [low, likely, high] = hair.unwrap_or_default();
    let values: [(&str, &str); 10] = [
        ("ready", &ready),
        ("ready_careful", &ready_careful),
        ("gap", &gap),
        ("sweating", &sweating),
        ("rf", &rf),
        ("heal", &heal),
        ("heal_longer", &heal_longer),
        ("low", &low),
        ("likely", &likely),
        ("high", &high),
    ];
    ["text", "more"]
        .iter()
        .map(|part| format!("estimator.rule_{number}.{part}"))
        .filter(|id| say.words.has(id))
        .map(|id| {
            let text = say.fill(&id, &values);
            (id, text)
        })
        .collect()
}

fn rests_on(number: u8, concern: Option<&Concern>, severity: Option<Severity>, say: Say<'_>) -> Vec<(String, Route)> {
    let row = |id: &str, name: &str| {
        let route = match concern {
            Some(concern) => Route::row(Topic::Concern(concern.id), name),
            None => Route::Evidence(None),
        };
        (say.text(id), route)
    };
    match number {
        1 | 2 => vec![(say.text("estimator.see.checks"), Route::topic(Topic::Screening))],
        3 => vec![row("sources.interval", "interval")],
        4 => match concern.and_then(Concern::protocol).map(|protocol| &protocol.sessions) {
            Some(SessionPlan::Course(_)) => vec![row("sources.course", "course")],
            Some(SessionPlan::BySeverity(_)) => {
                vec![row("estimator.see.sessions", severity.unwrap_or(Severity::Moderate).as_str())]
            }
            None => vec![(say.text("estimator.see.sessions"), Route::Evidence(None))],
        },
        5 => vec![row("estimator.see.grade", "grade")],
        6 => vec![row("sources.first_change", "first_change"), row("sources.full_result", "full_result")],
        _ => Vec::new(),
    }
}

/// The estimate for some answers, as the plan would make it: with the clinic's own spacing where it has one.
pub fn work_out(answers: &Answers, clinic: Option<&Clinic>, evidence: &Evidence, today: NaiveDate) -> Option<Estimate> {
    let mut profile = answers.profile(evidence, today)?;
    if let Some(clinic) = clinic {
        clinic.complete(&mut profile);
    }
    Some(estimate(evidence, &profile))
}

/// One line of what comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What comes first: the status.
    Status,
    /// The range of sessions.
    Sessions,
    /// The likely number of them.
    Likely,
    /// The gap between them.
    Gap,
    /// The evidence grade.
    Grade,
    /// When a first change may show.
    First,
    /// When the result is complete.
    Result,
    /// The first session's day.
    Start,
    /// How it stands to the day to be ready for.
    Event,
}

impl Part {
    /// The id of its name.
    pub fn text_id(self) -> &'static str {
        match self {
            Self::Status => "estimator.of.status",
            Self::Sessions => "estimator.of.sessions",
            Self::Likely => "estimator.of.likely",
            Self::Gap => "estimator.of.gap",
            Self::Grade => "estimator.of.grade",
            Self::First => "estimator.of.first",
            Self::Result => "estimator.of.result",
            Self::Start => "estimator.of.start",
            Self::Event => "estimator.of.event",
        }
    }
}

/// What comes out for some answers, line by line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Each line with its value; none where there is no such figure.
    pub lines: Vec<(Part, Option<String>)>,
    /// What was found.
    pub flags: Vec<Flag>,
    /// The bare counts; none without a plan.
    pub sessions: Option<Sessions>,
    /// The range and the likely number in one sentence, or why there is none.
    pub headline: String,
}

/// What comes out, in words. Without a concern, nothing does.
pub fn outcome(answers: &Answers, estimate: Option<&Estimate>, evidence: &Evidence, say: Say<'_>) -> Outcome {
    let Some((concern, estimate)) = answers.concern.zip(estimate) else { return Outcome::default() };
    let status = plan::status(estimate, answers, evidence, say);
    let (tone, status) = (status.tone, status.title);
    let plan = estimate.plan();
    let figures = plan.map(|plan| figures(plan, evidence.concern(concern), answers.severity, say));
    let range = |sessions: Sessions| say.range(sessions.low, sessions.high);
    let headline = match plan {
        Some(plan) => plan::sessions_likely(plan, say),
        None => status.clone(),
    };
    let lines = vec![
        (Part::Status, Some(status)),
        (Part::Sessions, plan.map(|plan| range(plan.sessions))),
        (Part::Likely, plan.map(|plan| say.number(plan.sessions.likely))),
        (Part::Gap, plan.map(|plan| plan::apart(plan, evidence.concern(concern), say))),
        (Part::Grade, plan.map(|plan| grade_word(plan.grade, say))),
        (Part::First, figures.map(|figures| figures.first_change)),
        (
            Part::Result,
            plan.map(|plan| {
                let [low, likely, high] = plan.full_result.map(|weeks| say.number(weeks.0)).to_array();
                say.fill("estimator.weeks", &[("low", &low), ("likely", &likely), ("high", &high)])
            }),
        ),
        (Part::Start, plan.map(|plan| start(plan, tone, say))),
        (Part::Event, plan.and_then(|plan| plan::event(plan, say)).map(|event| event.verdict)),
    ];
    Outcome { lines, flags: estimate.flags().collect(), sessions: plan.map(|plan| plan.sessions), headline }
}

/// The first session's day; only if the clinician agrees, where something stands in the way.
fn start(plan: &Plan, tone: Tone, say: Say<'_>) -> String {
    let day = say.day(plan.earliest_start);
    if tone == Tone::Ok { day } else { say.fill("estimator.if_agrees", &[("date", &day)]) }
}

/// "limited".
pub fn grade_word(grade: Grade, say: Say<'_>) -> String {
    say.text(&format!("grade.{}.word", grade.as_str()))
}

/// The value of a line, or that there is none.
pub fn said(value: Option<&String>, say: Say<'_>) -> String {
    value.cloned().unwrap_or_else(|| say.text("estimator.absent"))
}

/// What is not as it was, a sentence each: figures first, then what was found.
pub fn moved(before: &Outcome, after: &Outcome, say: Say<'_>) -> Vec<String> {
    let values = before.lines.iter().zip(&after.lines).filter(|((_, before), (_, after))| before != after);
    let mut lines: Vec<String> = values
        .map(|((part, before), (_, after))| {
            let what = say.text(part.text_id());
            let (before, after) = (said(before.as_ref(), say), said(after.as_ref(), say));
            say.fill("estimator.moved", &[("what", &what), ("before", &before), ("after", &after)])
        })
        .collect();
    let titled = |id: &str, flag: &Flag| say.fill(id, &[("flag", &say.text(&format!("flag.{}.title", flag.as_str())))]);
    lines.extend(
        after.flags.iter().filter(|flag| !before.flags.contains(flag)).map(|flag| titled("estimator.found", flag)),
    );
    lines.extend(
        before.flags.iter().filter(|flag| !after.flags.contains(flag)).map(|flag| titled("estimator.lost", flag)),
    );
    lines
}

/// Whether an answer can never change how many sessions there are for this concern. It may still mean that there is no
/// plan at all.
pub fn never_counts(question: Question, concern: &Concern) -> bool {
    let is_course = matches!(concern.protocol().map(|protocol| &protocol.sessions), Some(SessionPlan::Course(_)));
    match question {
        Question::Concern => false,
        Question::Severity => is_course,
        Question::ScarType => concern.id != ConcernId::AcneScars,
        // In pattern hair loss the number follows the gap, and heat can widen the gap.
        Question::Device | Question::Interval => !is_course,
        Question::Sun
        | Question::Age
        | Question::Area
        | Question::ScarDate
        | Question::Checks(_)
        | Question::Partner
        | Question::Add
        | Question::NotIf
        | Question::Start
        | Question::Event
        | Question::Price => true,
    }
}

/// The id of why an answer is asked, which says what it can change.
pub fn why_id(question: Question, concern: Option<ConcernId>) -> String {
    match (question, concern) {
        (Question::Checks(_), _) => "estimator.checks_why".to_owned(),
        (Question::Partner, Some(concern)) => format!("question.partner.why.{}", concern.as_str()),
        _ => format!("question.{}.why", question.as_str()),
    }
}
