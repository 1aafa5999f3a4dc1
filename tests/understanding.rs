//! The questions about a person's own plan: for everybody the right answer is what the plan shows, and only one is right.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, its helpers too"
)]

mod english;

use english::english;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use microneedling_planner::content::evidence;
use microneedling_planner::domain::answers::{Answer, Answers, CheckAnswer};
use microneedling_planner::domain::dates::{Weeks, parse_iso};
use microneedling_planner::domain::estimate::{Status, estimate};
use microneedling_planner::domain::evidence::{CheckGroup, Evidence, Urgency};
use microneedling_planner::domain::ids::{ConcernId, ConditionId, Device, Phototype, Severity};
use microneedling_planner::domain::profile::Age;
use microneedling_planner::present::locale::PlainEnglish;
use microneedling_planner::present::plan;
use microneedling_planner::present::say::Say;
use microneedling_planner::present::understanding::{Ask, HARMLESS, Question, note, questions};

fn today() -> NaiveDate {
    parse_iso("2026-12-01").unwrap()
}

/// Every concern with every severity, in every state that a plan can be in, and with spacings that make ranges of one.
fn people(evidence: &Evidence) -> Vec<Answers> {
    let mut people = Vec::new();
    let ticks = [None, Some(ConditionId::Keloid), Some(ConditionId::ColdSoreHistory), Some(ConditionId::TanSunburn)];
    let severities = Severity::ALL.iter().map(|severity| Answer::Known(*severity)).chain([Answer::NotSure]);
    for concern in ConcernId::ALL {
        let rf = evidence.concern(*concern).requires_rf;
        for severity in severities.clone() {
            for device in [Answer::Known(if rf { Device::Rf } else { Device::Mechanical }), Answer::Known(Device::Home)]
            {
                for sun in [Answer::Known(Phototype::II), Answer::NotSure] {
                    for interval in [None, Some(1), Some(52)] {
                        for tick in ticks {
                            let mut answers = Answers {
                                concern: Some(*concern),
                                severity,
                                device,
                                sun,
                                age: Answer::Known(Age::new(40).unwrap()),
                                scar_date: Answer::Known(parse_iso("2020-01-01").unwrap()),
                                partner: Answer::Known(true),
                                start: Answer::Known(today()),
                                interval: interval.map_or(Answer::NotSure, |weeks| Answer::Known(Weeks(weeks))),
                                ..Answers::default()
                            };
                            if let Some(id) = tick {
                                let ticked = CheckAnswer { ticked: [id].into(), unsure: false };
                                let group = evidence.condition(id).group.unwrap_or(CheckGroup::SkinNow);
                                answers.checks.insert(group, ticked);
                            }
                            people.push(answers);
                        }
                    }
                }
            }
        }
    }
    people
}

fn right(question: &Question) -> &str {
    let right: Vec<&str> =
        question.choices.iter().filter(|choice| choice.astray.is_none()).map(|choice| choice.label.as_str()).collect();
    let [only] = right[..] else { panic!("{right:?} are right in {question:?}") };
    only
}

#[test]
fn the_right_answer_is_what_the_plan_shows_and_no_other_is_right() {
    let (evidence, words) = (evidence::core().unwrap(), english());
    let say = Say { words: &words, locale: &PlainEnglish };
    let mut met: BTreeMap<&'static str, u32> = BTreeMap::new();
    for answers in people(&evidence) {
        let estimate = estimate(&evidence, &answers.profile(&evidence, today()).unwrap());
        let asked = questions(&answers, Some(&estimate), &evidence, say);
        let status = plan::status(&estimate, &answers, &evidence, say);
        let concern = evidence.concern(answers.concern.unwrap());
        let figures =
            estimate.plan().map(|shown| (plan::figures(shown, concern, answers.severity, say), shown.sessions));
        assert_eq!(asked.len(), if figures.is_some() { 5 } else { 2 });
        *met.entry(estimate.status().as_str()).or_default() += 1;
        for question in &asked {
            let right = right(question);
            assert_eq!(right, question.right());
            match question.ask {
                Ask::Next => assert_eq!(right, status.title),
                Ask::Range => {
                    let (figures, sessions) = figures.as_ref().unwrap();
                    let shown = say.sessions_range(sessions.low, sessions.high);
                    assert_eq!(right, shown);
                    assert!(figures.headline.ends_with(&shown), "{}", figures.headline);
                }
                Ask::First => assert_eq!(right, figures.as_ref().unwrap().0.first_change),
                Ask::Sure => assert_eq!(right, figures.as_ref().unwrap().0.grade),
                Ask::Never => assert_eq!(right, "How my skin reacts to sun"),
                Ask::Must => assert!(right.starts_with("No.")),
                Ask::Call => {
                    let cold_sores = answers.conditions().contains(&ConditionId::ColdSoreHistory);
                    assert_eq!(right.contains("cold sore"), cold_sores);
                }
            }
            let labels: BTreeSet<&str> = question.choices.iter().map(|choice| choice.label.as_str()).collect();
            assert_eq!(labels.len(), question.choices.len(), "{question:?}");
            assert!(labels.len() >= 3 && labels.iter().all(|label| !label.is_empty() && !label.contains(['{', '#'])));
            let texts = question.choices.iter().filter_map(|choice| choice.astray.map(str::to_owned));
            for id in texts.chain(question.because.clone()).chain([question.ask.text_id().to_owned()]) {
                assert!(words.has(&id), "{id}");
            }
            assert!(!question.because.is_empty(), "{question:?}");
        }
        let asks: BTreeSet<&str> = asked.iter().map(|question| question.ask.text_id()).collect();
        assert_eq!(asks.len(), asked.len(), "nothing is asked twice");
        assert!(asks.contains(Ask::Must.text_id()));
        assert_eq!(questions(&answers, Some(&estimate), &evidence, say), asked, "the same plan, the same questions");
    }
    let statuses: BTreeSet<&str> = Status::ALL.iter().map(|status| status.as_str()).collect();
    assert_eq!(met.keys().copied().collect::<BTreeSet<_>>(), statuses, "{met:?}");
}

#[test]
fn what_comes_first_is_asked_wherever_something_is_in_the_way() {
    let (evidence, words) = (evidence::core().unwrap(), english());
    let say = Say { words: &words, locale: &PlainEnglish };
    for answers in people(&evidence) {
        let estimate = estimate(&evidence, &answers.profile(&evidence, today()).unwrap());
        let asked = questions(&answers, Some(&estimate), &evidence, say);
        let tone = plan::status(&estimate, &answers, &evidence, say).tone;
        assert_eq!(asked.first().map(|question| question.ask) == Some(Ask::Next), tone != plan::Tone::Ok);
    }
    assert_eq!(questions(&Answers::default(), None, &evidence, say), []);
}

#[test]
fn the_answer_that_never_changes_the_number_does_not_and_the_others_can() {
    let (evidence, words) = (evidence::core().unwrap(), english());
    let say = Say { words: &words, locale: &PlainEnglish };
    for answers in people(&evidence) {
        let of = |answers: &Answers| estimate(&evidence, &answers.profile(&evidence, today()).unwrap());
        let asked = questions(&answers, Some(&of(&answers)), &evidence, say);
        let Some(never) = asked.iter().find(|question| question.ask == Ask::Never) else { continue };
        let sessions = |answers: &Answers| of(answers).plan().map(|plan| plan.sessions);
        for sun in Phototype::ALL {
            let other = Answers { sun: Answer::Known(*sun), ..answers.clone() };
            assert_eq!(sessions(&other), sessions(&answers));
        }
        let offers = |label: &str| never.choices.iter().any(|choice| choice.label == label);
        let counts = |changed: Vec<Answers>| {
            changed.iter().map(sessions).collect::<Vec<_>>().windows(2).any(|two| two[0] != two[1])
        };
        if offers("How strong it is") {
            let of = |severity: &Severity| Answers { severity: Answer::Known(*severity), ..answers.clone() };
            assert!(counts(Severity::ALL.iter().map(of).collect()), "{answers:?}");
        }
        if offers("How far apart the sessions are") {
            let of = |weeks| Answers { interval: Answer::Known(Weeks(weeks)), ..answers.clone() };
            assert!(counts([1, 4].map(of).into()), "{answers:?}");
        }
    }
}

#[test]
fn what_is_offered_beside_a_warning_sign_is_harmless_in_the_first_week() {
    let evidence = evidence::core().unwrap();
    for id in HARMLESS {
        let sign = evidence.healing.signs.iter().find(|sign| sign.id == id).unwrap();
        assert!(sign.max_expected_days >= 7, "{id}");
    }
    for id in ["infection", "cold_sore"] {
        let flag = evidence.healing.red_flags.iter().find(|flag| flag.id == id).unwrap();
        assert_eq!(flag.level, Urgency::SameDay, "{id}");
    }
}

#[test]
fn the_right_answer_does_not_always_stand_at_one_place() {
    let (evidence, words) = (evidence::core().unwrap(), english());
    let say = Say { words: &words, locale: &PlainEnglish };
    let mut places = BTreeSet::new();
    let scars = people(&evidence).into_iter().find(|answers| answers.concern == Some(ConcernId::AcneScars)).unwrap();
    let estimate = estimate(&evidence, &scars.profile(&evidence, today()).unwrap());
    // Grades stand in their own order.
    let asked = questions(&scars, Some(&estimate), &evidence, say).into_iter();
    for question in asked.filter(|question| question.ask != Ask::Sure) {
        places.insert(question.choices.iter().position(|choice| choice.astray.is_none()).unwrap());
    }
    assert!(places.len() > 1, "{places:?}");
}

#[test]
fn what_is_kept_is_a_line_and_no_score() {
    let words = english();
    let say = Say { words: &words, locale: &PlainEnglish };
    let some = note(&[Ask::Range, Ask::Call], say);
    assert_eq!(some, "Check your understanding. To read again: How many sessions; When to call your clinic.");
    let none = note(&[], say);
    assert!(!none.is_empty() && !none.contains(|c: char| c.is_ascii_digit()));
}
