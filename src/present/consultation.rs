//! The page to print for a consultation, as data: what a person wants, what stands in the way, what to ask.
//!
//! Uses: `domain`, `present`. Used by: `ui`. Everything comes from answers, sessions and diary as they are, finished or
//! not: what is missing is a line to write on.

use super::plan::{self, StatusBox};
use super::questions::Question;
use super::say::Say;
use super::summary;
use crate::domain::answers::Answers;
use crate::domain::checklist::{Checklist, Tick};
use crate::domain::course::{Slot, Sure, follow};
use crate::domain::diary::Diary;
use crate::domain::estimate::{Effect, Estimate};
use crate::domain::evidence::{CheckGroup, Evidence};
use crate::domain::ids::{ConditionId, Flag};

/// One line about the person and what they want.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub label: String,
    /// What was answered; `None` leaves a line to write on.
    pub answer: Option<String>,
}

/// The whole page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What the person wants.
    pub facts: Vec<Fact>,
    /// The range with its grade, a sentence each; empty without a plan.
    pub range: Vec<String>,
    /// What stands in the way; `None` while there is no concern.
    pub status: Option<StatusBox>,
    /// Health lines that were ticked and are not among the reasons already, with their day where there is one.
    pub ticked: Vec<String>,
    /// Text ids of the questions to ask: those the person chose first.
    pub questions: Vec<String>,
    /// Sessions with their days.
    pub sessions: Vec<String>,
    /// The last diary entries, newest first.
    pub noted: Vec<String>,
}

/// What a clinician asks first, in this order.
const FACTS: [Question; 9] = [
    Question::Concern,
    Question::Severity,
    Question::ScarType,
    Question::Area,
    Question::Device,
    Question::Sun,
    Question::Age,
    Question::Start,
    Question::Event,
];

/// The most questions that one page has room for beside everything else.
const MOST_QUESTIONS: usize = 10;
/// The most diary entries.
const MOST_NOTED: usize = 3;
/// The most characters of one diary note.
const MOST_OF_A_NOTE: usize = 90;

/// What the page depends on.
pub struct Source<'a> {
    /// The answers so far.
    pub answers: &'a Answers,
    /// The estimate for them.
    pub estimate: Option<&'a Estimate>,
    /// The sessions of the present course.
    pub slots: &'a [Slot],
    /// The diary.
    pub diary: &'a Diary,
}

/// The page.
pub fn page(source: &Source<'_>, is_ticked: impl Fn(&Tick) -> bool, evidence: &Evidence, say: Say<'_>) -> Page {
    let answers = source.answers;
    Page {
        facts: facts(answers, evidence, say),
        range: range(source, evidence, say),
        status: source.estimate.map(|estimate| plan::status(estimate, answers, evidence, say)),
        ticked: CheckGroup::ALL.iter().flat_map(|group| ticked(*group, source, evidence, say)).collect(),
        questions: to_ask(evidence, is_ticked),
        sessions: source.slots.iter().map(|slot| session(slot, say)).collect(),
        noted: noted(source.diary, evidence, say),
    }
}

fn facts(answers: &Answers, evidence: &Evidence, say: Say<'_>) -> Vec<Fact> {
    let rows = summary::rows(answers, evidence, say);
    FACTS
        .into_iter()
        .filter_map(|question| {
            let row = rows.iter().find(|row| row.question == question);
            // What is not asked for this concern is not there; before there is a concern all is still open.
            if row.is_none() && (answers.concern.is_some() || question == Question::ScarType) {
                return None;
            }
            let answer = row.filter(|_| question.is_answered(answers)).map(|row| say.list(&row.answered));
            Some(Fact { label: say.text(&format!("consult.fact.{}", question.as_str())), answer })
        })
        .collect()
}

fn range(source: &Source<'_>, evidence: &Evidence, say: Say<'_>) -> Vec<String> {
    let Some((concern, plan)) = source.answers.concern.zip(source.estimate.and_then(Estimate::plan)) else {
        return Vec::new();
    };
    // The sheet says the same days as the plan's own screen.
    let plan = &follow(plan.clone(), source.slots);
    let figures = plan::figures(plan, evidence.concern(concern), source.answers.severity, say);
    let likely = say.number(plan.sessions.likely);
    let numbers = say.fill("consult.range", &[("likely", &likely), ("apart", &figures.apart)]);
    let first = plan::weeks_in(["consult.first_change.one", "consult.first_change"], plan.first_visible, say);
    let result = say.fill("consult.result", &[("month", &figures.result_likely), ("range", &figures.result_range)]);
    let judge = plan::judge_result(concern).map(|id| say.text(id));
    let lines = [say.sentence(&figures.headline), numbers, first, result];
    lines.into_iter().chain(judge).chain([say.sentence(&figures.grade)]).collect()
}

fn ticked(group: CheckGroup, source: &Source<'_>, evidence: &Evidence, say: Say<'_>) -> Vec<String> {
    let is_reason = |id: ConditionId| {
        let causes = source.estimate.map(Estimate::causes).unwrap_or_default();
        causes.iter().any(|cause| cause.flag == Flag::Condition(id) && !matches!(cause.effect, Effect::Note))
    };
    summary::ticked(group, source.answers, evidence, say)
        .into_iter()
        .filter(|(id, _)| !is_reason(*id))
        .map(|(_, line)| line)
        .collect()
}

/// The list asks people to tick what matters to them: that comes first, then the list's own order.
fn to_ask(evidence: &Evidence, is_ticked: impl Fn(&Tick) -> bool) -> Vec<String> {
    let chosen = |id: &str| is_ticked(&Tick { list: Checklist::Questions, session: 0, row: id.to_owned() });
    let (first, then): (Vec<&str>, Vec<&str>) =
        evidence.questions.iter().map(|question| question.id.as_str()).partition(|id| chosen(id));
    first.into_iter().chain(then).take(MOST_QUESTIONS).map(|id| format!("ask.{id}")).collect()
}

fn session(slot: &Slot, say: Say<'_>) -> String {
    let id = match (slot.sure, slot.likely) {
        (Sure::Held, _) => "consult.session.held",
        (Sure::Booked, _) => "consult.session.booked",
        (Sure::Suggested, true) => "consult.session.suggested",
        (Sure::Suggested, false) => "consult.session.if_needed",
    };
    say.fill(id, &[("n", &say.number(slot.id.number)), ("date", &say.day(slot.day))])
}

fn noted(diary: &Diary, evidence: &Evidence, say: Say<'_>) -> Vec<String> {
    let days: Vec<_> = diary.iter().collect();
    days.into_iter()
        .rev()
        .filter_map(|(day, entry)| {
            // A sign that the evidence does not know, from a later version, has no name to print.
            let known = entry.signs.keys().filter(|id| evidence.healing.signs.iter().any(|sign| sign.id == **id));
            let mut parts: Vec<String> = known.map(|id| say.text(&format!("sign.{id}.name"))).collect();
            parts.extend(entry.change.map(|change| say.text(&format!("diary.change.{}", change.as_str()))));
            if !entry.note.is_empty() {
                parts.push(short(&entry.note));
            }
            let what = say.list(&parts);
            (!parts.is_empty()).then(|| say.fill("consult.noted.day", &[("date", &say.day(*day)), ("what", &what)]))
        })
        .take(MOST_NOTED)
        .collect()
}

/// The beginning of a note, on one line.
fn short(note: &str) -> String {
    let mut letters = note.chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut start: String = letters.by_ref().take(MOST_OF_A_NOTE).collect();
    if letters.next().is_some() {
        start.push('…');
    }
    start
}
