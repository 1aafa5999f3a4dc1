//! "Check your answers": one row a question, each with what was said and where to change it.
//!
//! Uses: `domain`, `present`. Used by: `ui`.

use super::questions::{self, Question};
use super::say::Say;
use crate::domain::answers::{Answer, Answers, CheckAnswer};
use crate::domain::evidence::{CheckGroup, Evidence};
use crate::domain::ids::{ConcernId, ConditionId};

/// A row of the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The question, for the change link.
    pub question: Question,
    /// What was asked, in words.
    pub asked: String,
    /// What was answered, line by line.
    pub answered: Vec<String>,
}

/// A row for each question of the person's path.
pub fn rows(answers: &Answers, evidence: &Evidence, say: Say<'_>) -> Vec<Row> {
    questions::path(answers, evidence)
        .into_iter()
        .map(|question| Row {
            question,
            asked: title(question, answers.concern, say),
            answered: answered(question, answers, evidence, say),
        })
        .collect()
}

/// The question as its page's heading says it.
pub fn title(question: Question, concern: Option<ConcernId>, say: Say<'_>) -> String {
    match (question, concern) {
        (Question::Checks(group), _) => say.text(&format!("checks.{}.title", group.as_str())),
        (Question::Partner, Some(concern)) => say.text(&format!("question.partner.title.{}", concern.as_str())),
        _ => say.text(&format!("question.{}.title", question.as_str())),
    }
}

fn answered(question: Question, answers: &Answers, evidence: &Evidence, say: Say<'_>) -> Vec<String> {
    let option = |id: &str| say.text(&format!("question.{}.option.{id}", question.as_str()));
    let one = |answer: Answer<String>| vec![known_or(answer, say)];
    match question {
        Question::Concern => {
            let name = answers.concern.map(|concern| say.text(&format!("concern.{}.name", concern.as_str())));
            vec![name.unwrap_or_else(|| say.text("answers.none_yet"))]
        }
        Question::Severity => one(map(answers.severity, |severity| {
            let concern = answers.concern.map_or("", ConcernId::as_str);
            say.text(&format!("concern.{concern}.severity.{}", severity.as_str()))
        })),
        Question::ScarType => one(map(answers.scar_type, |kind| option(kind.as_str()))),
        Question::Area => one(map(answers.area, |area| option(area.as_str()))),
        Question::ScarDate => one(map(answers.scar_date, |day| say.day(day))),
        Question::Device => one(map(answers.device, |device| option(device.as_str()))),
        Question::Sun => one(map(answers.sun, |sun| option(&sun.number().to_string()))),
        Question::Age => one(map(answers.age, |age| say.number(age.years()))),
        Question::Checks(group) => check_lines(group, answers, evidence, say),
        Question::Partner => one(map(answers.partner, |yes| yes_no(yes, say))),
        Question::Add => match answers.add.as_ref() {
            Answer::Known(chosen) if chosen.is_empty() => vec![say.text("question.option.none")],
            Answer::Known(chosen) => chosen.iter().map(|add| option(add.as_str())).collect(),
            _ => vec![known_or(map(answers.add.as_ref(), |_| String::new()), say)],
        },
        Question::NotIf => one(map(answers.not_if, |yes| yes_no(yes, say))),
        Question::Start => one(map(answers.start, |day| say.day(day))),
        Question::Event => one(map(answers.event, |day| say.day(day))),
        Question::Interval => one(map(answers.interval, |weeks| say.weeks(weeks))),
        Question::Price => one(map(answers.price, |price| say.locale.money(price.course_cents(1), price.currency))),
    }
}

fn check_lines(group: CheckGroup, answers: &Answers, evidence: &Evidence, say: Say<'_>) -> Vec<String> {
    let Some(CheckAnswer { unsure, .. }) = answers.checks.get(&group) else {
        return vec![say.text("answers.none_yet")];
    };
    let mut lines: Vec<String> = ticked(group, answers, evidence, say).into_iter().map(|(_, line)| line).collect();
    if *unsure {
        lines.push(say.text("checks.not_sure"));
    }
    if lines.is_empty() {
        lines.push(say.text("checks.none"));
    }
    lines
}

/// What was ticked on one page of health checks and is asked there, in words, with its day where there is one.
pub fn ticked(group: CheckGroup, answers: &Answers, evidence: &Evidence, say: Say<'_>) -> Vec<(ConditionId, String)> {
    let is_ticked = |id| answers.checks.get(&group).is_some_and(|page| page.ticked.contains(&id));
    questions::checks(group, answers, evidence)
        .into_iter()
        .filter(|item| is_ticked(item.id))
        .map(|item| {
            let label = say.text(&format!("check.{}.label", item.id.as_str()));
            let line = match answers.dates.get(&item.id) {
                Some(day) => say.fill("answers.dated", &[("what", &label), ("date", &say.day(*day))]),
                None => label,
            };
            (item.id, line)
        })
        .collect()
}

fn yes_no(yes: bool, say: Say<'_>) -> String {
    say.text(if yes { "question.option.yes" } else { "question.option.no" })
}

fn map<T, U>(answer: Answer<T>, with: impl FnOnce(T) -> U) -> Answer<U> {
    match answer {
        Answer::Unanswered => Answer::Unanswered,
        Answer::NotSure => Answer::NotSure,
        Answer::Known(value) => Answer::Known(with(value)),
    }
}

fn known_or(answer: Answer<String>, say: Say<'_>) -> String {
    match answer {
        Answer::Known(text) => text,
        Answer::NotSure => say.text("question.option.not_sure"),
        Answer::Unanswered => say.text("answers.none_yet"),
    }
}
