//! What the screens show, without a browser: every view of one result says the same, every question can be reached,
//! and no sentence shows an id or an empty place.

#![allow(clippy::unwrap_used, reason = "a helper that cannot set the scene fails the test")]

mod english;
mod routes;

use english::english;
use routes::routes;
use std::collections::BTreeSet;

use chrono::NaiveDate;
use microneedling_planner::content::evidence;
use microneedling_planner::domain::answers::{Answer, Answers, Change, CheckAnswer};
use microneedling_planner::domain::checklist::Checklist;
use microneedling_planner::domain::dates::{Weeks, parse_iso};
use microneedling_planner::domain::estimate::{Estimate, estimate};
use microneedling_planner::domain::evidence::{Asked, Basis, CheckGroup, Evidence};
use microneedling_planner::domain::ids::{AreaId, ConcernId, ConditionId, Device, Phototype, ScarType, Severity};
use microneedling_planner::domain::profile::Age;
use microneedling_planner::present::changes;
use microneedling_planner::present::checklist::{Setting, sections};
use microneedling_planner::present::locale::PlainEnglish;
use microneedling_planner::present::plan::{self, Tone};
use microneedling_planner::present::questions::{self, Question};
use microneedling_planner::present::route::Route;
use microneedling_planner::present::say::Say;
use microneedling_planner::present::summary;
use microneedling_planner::present::timeline::{self, Kind, WIDTH};

fn day(text: &str) -> NaiveDate {
    parse_iso(text).unwrap()
}

fn today() -> NaiveDate {
    day("2026-12-01")
}

/// A healthy adult who answers everything plainly.
fn plain(concern: ConcernId, evidence: &Evidence) -> Answers {
    let mut answers = Answers::default().with(Change::Concern(concern));
    let rf = evidence.concern(concern).requires_rf;
    for change in [
        Change::Severity(Answer::Known(Severity::Moderate)),
        Change::Device(Answer::Known(if rf { Device::Rf } else { Device::Mechanical })),
        Change::Sun(Answer::Known(Phototype::II)),
        Change::Age(Answer::Known(Age::new(40).unwrap())),
        Change::ScarDate(Answer::Known(day("2020-01-01"))),
        Change::Partner(Answer::Known(true)),
        Change::NotIf(Answer::Known(false)),
    ] {
        answers = answers.with(change);
    }
    for group in CheckGroup::ALL {
        answers = answers.with(Change::Check(*group, Some(CheckAnswer::default())));
    }
    answers
}

fn of(answers: &Answers, evidence: &Evidence) -> Estimate {
    estimate(evidence, &answers.profile(evidence, today()).unwrap())
}

/// Many people: every concern with every severity, some spacings, an event.
fn people(evidence: &Evidence) -> Vec<Answers> {
    let mut people = Vec::new();
    for concern in ConcernId::ALL {
        for severity in [None, Some(Severity::Mild), Some(Severity::Moderate), Some(Severity::Severe)] {
            for weeks in [None, Some(1), Some(4), Some(13)] {
                let mut answers = plain(*concern, evidence);
                answers = answers.with(Change::Severity(severity.map_or(Answer::NotSure, Answer::Known)));
                answers = answers.with(Change::Interval(weeks.map_or(Answer::NotSure, |w| Answer::Known(Weeks(w)))));
                answers = answers.with(Change::Event(Answer::Known(day("2027-06-19"))));
                people.push(answers);
            }
        }
    }
    people
}

#[test]
fn picture_list_table_and_sentence_show_the_same_plan() {
    let (evidence, words) = (evidence::core().unwrap(), english());
    let say = Say { words: &words, locale: &PlainEnglish };
    let mut plans = 0;
    for answers in people(&evidence) {
        let estimate = of(&answers, &evidence);
        let Estimate::Plan(plan) = &estimate else { continue };
        plans += 1;
        let rows = timeline::rows(plan, &evidence, today(), say);
        let picture = timeline::picture(plan, &rows, &evidence, say);
        let schedule = plan::schedule(plan, say);
        let concern = evidence.concern(answers.concern.unwrap());
        let figures = plan::figures(plan, concern, answers.severity, say);

        assert_eq!(picture.sessions.len(), usize::from(plan.sessions.high));
        assert_eq!(schedule.len(), usize::from(plan.sessions.high));
        assert_eq!(schedule.iter().filter(|row| !row.if_needed).count(), usize::from(plan.sessions.likely));
        let likely: Vec<_> = schedule.iter().filter(|row| !row.if_needed).map(|row| row.day).collect();
        assert_eq!(likely, plan.session_dates());
        assert_eq!((figures.low, figures.high), (plan.sessions.low.to_string(), plan.sessions.high.to_string()));
        assert!(figures.headline.contains(&say.sessions_range(plan.sessions.low, plan.sessions.high)));

        let covered: u16 = rows
            .iter()
            .map(|row| match row.kind {
                Kind::Sessions { first, last, .. } => last - first + 1,
                _ => 0,
            })
            .sum();
        assert_eq!(covered, plan.sessions.high, "every session stands in exactly one row");
        for row in &rows {
            if let Kind::Sessions { likely, .. } = row.kind {
                assert_eq!(row.label.contains("if needed"), !likely, "{}", row.label);
            }
        }
        let result = rows.iter().find(|row| row.kind == Kind::Result).unwrap();
        let dates = plan.result_dates();
        assert_eq!((result.from, result.likely, result.to), (dates.low, Some(dates.likely), dates.high));
        assert!(
            figures.result_range.contains(&say.month(dates.low))
                && figures.result_range.contains(&say.month(dates.high))
        );
        let caption = timeline::caption(plan, say);
        assert!(dates.to_array().iter().all(|date| caption.contains(&say.month(*date))), "{caption}");
        let [first, likely, last] = plan.first_visible.map(|weeks| weeks.0).to_array();
        assert_eq!(figures.first_change, format!("Week {first} to {last}, likely {likely}"));
        assert!(figures.apart.contains(" to "), "a range, never a lone number: {}", figures.apart);
        assert!(rows.is_sorted_by_key(|row| row.from));

        let xs: Vec<i32> = picture.sessions.iter().map(|session| session.x).collect();
        assert!(xs.is_sorted() && xs.iter().all(|x| (0..=WIDTH).contains(x)), "{xs:?}");
        assert_eq!(picture.places.len(), rows.len());
        for (place, row) in picture.places.iter().zip(&rows) {
            assert_eq!((&place.label, &place.when), (&row.label, &row.when), "picture and list name the row alike");
            assert!(place.x >= 0 && place.width >= 0 && place.x + place.width <= WIDTH, "{place:?}");
            let likely = place.likely_x.unwrap_or(place.x);
            assert!((place.x..=place.x + place.width).contains(&likely), "{place:?}");
        }
        let has = |kind| picture.places.iter().any(|place| place.kind == kind);
        assert!(has(Kind::Building) && has(Kind::Strengthening) && has(Kind::FirstChange) && has(Kind::Result));
        assert_eq!(has(Kind::Event), plan.event.is_some());
        assert!(picture.months.len() <= 8 && picture.months.is_sorted_by_key(|month| month.x));
    }
    assert!(plans > 150, "only {plans} plans were looked at");
}

#[test]
fn only_what_was_all_read_in_studies_is_said_to_be_theirs() {
    let (evidence, words) = (evidence::core().unwrap(), english());
    let say = Say { words: &words, locale: &PlainEnglish };
    let mut heads = BTreeSet::new();
    for answers in people(&evidence) {
        let estimate = of(&answers, &evidence);
        let Some(plan) = estimate.plan() else { continue };
        let figures = plan::figures(plan, evidence.concern(answers.concern.unwrap()), answers.severity, say);
        let head = match (figures.basis.contains(&Basis::Seen), figures.basis.len()) {
            (true, 1) => "Studies of ",
            _ => "Our best estimate for ",
        };
        assert!(figures.headline.starts_with(head), "{} rests on {:?}", figures.headline, figures.basis);
        let in_part = figures.basis.contains(&Basis::Seen) && figures.basis.len() > 1;
        assert_eq!(figures.headline.contains("in part from studies"), in_part, "{}", figures.headline);
        heads.insert((head, in_part));
    }
    assert_eq!(heads.len(), 3, "some of each: {heads:?}");
    let gap = |concern| {
        let answers = plain(concern, &evidence);
        let estimate = of(&answers, &evidence);
        plan::figures(estimate.plan().unwrap(), evidence.concern(concern), answers.severity, say).apart
    };
    assert_eq!(gap(ConcernId::AcneScars), "about 4 weeks apart; 2 to 6 were studied");
    assert_eq!(gap(ConcernId::EnlargedPores), "about 4 weeks apart; our range is 4 to 6");
}

#[test]
fn a_wished_start_that_has_passed_is_today() {
    let (evidence, words) = (evidence::core().unwrap(), english());
    let say = Say { words: &words, locale: &PlainEnglish };
    let ticked = CheckAnswer { ticked: [ConditionId::LaserPeel].into(), unsure: false };
    let answers = plain(ConcernId::AcneScars, &evidence)
        .with(Change::Check(CheckGroup::Recent, Some(ticked)))
        .with(Change::Date(ConditionId::LaserPeel, Some(day("2026-10-15"))))
        .with(Change::Start(Answer::Known(day("2026-11-01"))));
    let estimate = of(&answers, &evidence);
    let status = plan::status(&estimate, &answers, &evidence, say);
    assert_eq!(status.tone, Tone::Ok, "the wait ended on 12 November: {}", status.title);
    assert_eq!(estimate.plan().unwrap().earliest_start, today());
    let ahead = answers.with(Change::Start(Answer::Known(day("2027-01-04"))));
    assert_eq!(of(&ahead, &evidence).plan().unwrap().earliest_start, day("2027-01-04"));
}

#[test]
fn what_an_answer_moved_is_named_beside_the_plan_without_it() {
    let (evidence, words) = (evidence::core().unwrap(), english());
    let say = Say { words: &words, locale: &PlainEnglish };
    let moved = |answers: &Answers| {
        let estimate = of(answers, &evidence);
        changes::moved(estimate.plan().unwrap(), answers, None, &evidence, today(), say)
            .into_iter()
            .flat_map(|moved| moved.lines.into_iter().map(move |line| (moved.question, line)))
            .collect::<Vec<_>>()
    };
    let line = |question, line: &str| (question, line.to_owned());
    let scars = plain(ConcernId::AcneScars, &evidence).with(Change::Start(Answer::Known(day("2027-01-04"))));
    let severity =
        line(Question::Severity, "3 to 6 sessions, likely 4. With no answer here: 2 to 6 sessions, likely 4.");
    assert_eq!(moved(&scars), std::slice::from_ref(&severity));
    let rolling = moved(&scars.clone().with(Change::ScarType(Answer::Known(ScarType::Rolling))));
    let lower = "2 to 6 sessions, likely 4. With no answer here: 3 to 6 sessions, likely 4.";
    assert!(rolling.contains(&line(Question::ScarType, lower)), "{rolling:?}");
    let typed = moved(&scars.clone().with(Change::Interval(Answer::Known(Weeks(5)))));
    let wider = "5 weeks between sessions. With no answer here: 4 weeks.";
    assert_eq!(typed, [severity.clone(), line(Question::Interval, wider)]);
    let areata = plain(ConcernId::AlopeciaAreata, &evidence).with(Change::Device(Answer::Known(Device::Rf)));
    let heat = line(Question::Device, "4 weeks between sessions. With no answer here: 3 weeks.");
    assert!(moved(&areata).contains(&heat), "{:?}", moved(&areata));
    let icepick = moved(&scars.clone().with(Change::ScarType(Answer::Known(ScarType::Icepick))));
    let grade = "Evidence: very limited. With no answer here: limited.";
    assert!(icepick.contains(&line(Question::ScarType, grade)), "{icepick:?}");
    // Without a wished start, and with a day to be ready for, what the skin does in the sun moves both.
    let sun = moved(&scars.with(Change::Start(Answer::NotSure)).with(Change::Event(Answer::Known(day("2027-06-19")))));
    let start = "First session: 8 Dec 2026. With no answer here: 29 Dec 2026.";
    let heal = "2 weeks to heal before your day. With no answer here: 4 weeks.";
    assert_eq!(sun, [severity, line(Question::Sun, start), line(Question::Sun, heal)]);
    assert_eq!(
        moved(&plain(ConcernId::AlopeciaAndrogenetic, &evidence).with(Change::Partner(Answer::NotSure))),
        [line(Question::Sun, "First session: 8 Dec 2026. With no answer here: 29 Dec 2026."),]
    );
}

#[test]
fn an_open_answer_is_noted_where_it_could_change_something_and_only_there() {
    let (evidence, words) = (evidence::core().unwrap(), english());
    let say = Say { words: &words, locale: &PlainEnglish };
    let open = |answers: &Answers| {
        let notes = changes::notes(&of(answers, &evidence), answers, &evidence, say);
        let open = notes.into_iter().filter(|note| note.text_id.starts_with("plan.open."));
        open.filter_map(|note| note.change).collect::<Vec<_>>()
    };
    let told = |concern| {
        plain(concern, &evidence)
            .with(Change::ScarType(Answer::Known(ScarType::Boxcar)))
            .with(Change::Area(Answer::Known(AreaId::FaceCheeks)))
            .with(Change::Add(Answer::Known([].into())))
    };
    let scars = told(ConcernId::AcneScars);
    assert_eq!(open(&scars), []);
    assert_eq!(open(&scars.clone().with(Change::Device(Answer::NotSure))), [Question::Device]);
    assert_eq!(open(&scars.clone().with(Change::ScarType(Answer::NotSure))), [Question::ScarType]);
    assert_eq!(open(&scars.clone().with(Change::Area(Answer::NotSure))), [Question::Area]);
    assert_eq!(open(&scars.with(Change::Add(Answer::NotSure))), [Question::Add]);
    // Where it is not asked, or is already a reason to ask, nothing is added.
    let pores = told(ConcernId::EnlargedPores).with(Change::ScarType(Answer::NotSure));
    assert_eq!(open(&pores), []);
    let sweating = told(ConcernId::Hyperhidrosis).with(Change::Device(Answer::NotSure));
    assert_eq!(open(&sweating.with(Change::Add(Answer::NotSure))), []);
}

#[test]
fn nothing_shown_is_an_id_or_an_empty_place() {
    let (evidence, words) = (evidence::core().unwrap(), english());
    let say = Say { words: &words, locale: &PlainEnglish };
    let mut shown: Vec<String> = Vec::new();
    for answers in people(&evidence) {
        let estimate = of(&answers, &evidence);
        let status = plan::status(&estimate, &answers, &evidence, say);
        shown.extend([status.title, status.lead]);
        for reason in status
            .groups
            .into_iter()
            .flat_map(|group| group.reasons)
            .chain(changes::notes(&estimate, &answers, &evidence, say))
        {
            shown.extend([reason.title, say.text(&reason.text_id)]);
            shown.extend(reason.until);
        }
        shown.extend(summary::rows(&answers, &evidence, say).into_iter().flat_map(|row| {
            let mut lines = row.answered;
            lines.push(row.asked);
            lines
        }));
        if let Estimate::Plan(plan) = &estimate {
            for row in timeline::rows(plan, &evidence, today(), say) {
                shown.extend([row.label, row.when]);
                shown.extend(row.note);
            }
            let event = plan::event(plan, say).unwrap();
            shown.extend([event.title, event.verdict, event.fits]);
            shown.extend(event.latest);
            for list in Checklist::ALL {
                let setting = Setting {
                    concern: answers.concern,
                    session: 1,
                    day: plan.days.first().copied(),
                    today: Some(today()),
                    interval: Some(plan.interval.used),
                    own: None,
                };
                for section in sections(*list, setting, &evidence, say) {
                    shown.push(section.title);
                    for row in section.rows {
                        shown.push(say.text(&row.text_id));
                        shown.extend(row.why_id.map(|id| say.text(&id)));
                        shown.extend(row.when);
                    }
                }
            }
        }
    }
    for text in shown {
        assert!(
            !text.is_empty() && !text.contains(['{', '}', '#']) && text.contains(char::is_alphanumeric),
            "{text:?}"
        );
        assert!(text.contains(' ') || !text.contains('.'), "shows an id: {text}");
    }
}

#[test]
fn every_health_check_is_asked_of_someone() {
    let evidence = evidence::core().unwrap();
    let mut asked = BTreeSet::new();
    for concern in ConcernId::ALL {
        let answers = plain(*concern, &evidence).with(Change::Device(Answer::NotSure));
        for question in questions::path(&answers, &evidence) {
            if let Question::Checks(group) = question {
                asked.extend(questions::checks(group, &answers, &evidence).into_iter().map(|item| item.id));
            }
        }
    }
    let should: BTreeSet<ConditionId> =
        evidence.conditions().filter(|item| item.asked != Asked::Derived).map(|item| item.id).collect();
    assert_eq!(asked, should);
}

#[test]
fn a_concern_without_a_plan_asks_nothing_more() {
    let evidence = evidence::core().unwrap();
    for concern in [ConcernId::Keloid, ConcernId::DrugDelivery] {
        let answers = Answers::default().with(Change::Concern(concern));
        assert_eq!(questions::path(&answers, &evidence), [Question::Concern]);
        assert_eq!(questions::after(Question::Concern, &answers, &evidence), None);
    }
}

#[test]
fn a_current_through_the_body_is_asked_about_only_where_it_can_matter() {
    let evidence = evidence::core().unwrap();
    let pacemaker = |device| {
        let answers = plain(ConcernId::AcneScars, &evidence).with(Change::Device(device));
        let items = questions::checks(CheckGroup::AllergyImplants, &answers, &evidence);
        items.into_iter().any(|item| item.id == ConditionId::Pacemaker)
    };
    assert!(pacemaker(Answer::Known(Device::Rf)) && pacemaker(Answer::NotSure));
    assert!(!pacemaker(Answer::Known(Device::Mechanical)));
}

#[test]
fn continuing_leads_through_every_question_and_back_to_the_check_after_a_change() {
    let evidence = evidence::core().unwrap();
    let mut answers = plain(ConcernId::Melasma, &evidence).with(Change::Area(Answer::NotSure));
    answers.sun = Answer::Unanswered;
    assert_eq!(questions::first_open(&answers, &evidence), Some(Question::Sun));
    assert_eq!(
        questions::after(Question::Age, &answers, &evidence),
        questions::next(Question::Age, &answers, &evidence)
    );
    for question in questions::path(&answers, &evidence) {
        let back = questions::next(question, &answers, &evidence)
            .and_then(|next| questions::previous(next, &answers, &evidence));
        assert!(back.is_none_or(|back| back == question));
    }
    for change in [
        Change::Sun(Answer::NotSure),
        Change::Add(Answer::NotSure),
        Change::Start(Answer::NotSure),
        Change::Event(Answer::NotSure),
        Change::Interval(Answer::NotSure),
        Change::Price(Answer::NotSure),
    ] {
        answers = answers.with(change);
    }
    assert_eq!(questions::after(Question::Sun, &answers, &evidence), None, "all answered: back to the check");
}

#[test]
fn a_different_concern_takes_back_what_was_said_about_the_old_one_and_nothing_else() {
    let evidence = evidence::core().unwrap();
    let before = plain(ConcernId::Melasma, &evidence);
    let after = before.clone().with(Change::Concern(ConcernId::StretchMarks));
    assert_eq!(
        (after.severity, after.partner, after.not_if),
        (Answer::Unanswered, Answer::Unanswered, Answer::Unanswered)
    );
    assert_eq!((after.age, after.sun, &after.checks), (before.age, before.sun, &before.checks));
    assert_eq!((after.device, after.start), (before.device, before.start));
    assert_eq!(before.clone().with(Change::Concern(ConcernId::Melasma)), before);
}

#[test]
fn what_only_the_page_knows_makes_it_ask() {
    let (evidence, words) = (evidence::core().unwrap(), english());
    let say = Say { words: &words, locale: &PlainEnglish };
    let status = |answers: &Answers| plan::status(&of(answers, &evidence), answers, &evidence, say);
    let plain = plain(ConcernId::AcneScars, &evidence);
    assert_eq!(status(&plain).tone, Tone::Ok);
    for answer in [Answer::Known(true), Answer::NotSure] {
        assert_eq!(status(&plain.clone().with(Change::NotIf(answer))).tone, Tone::Ask);
    }
    let unsure = CheckAnswer { unsure: true, ..CheckAnswer::default() };
    let asked = status(&plain.clone().with(Change::Check(CheckGroup::Body, Some(unsure))));
    assert_eq!(asked.tone, Tone::Ask);
    assert_eq!(asked.groups.len(), 1);
    assert_eq!(asked.groups[0].reasons[0].change, Some(Question::Checks(CheckGroup::Body)));
}

#[test]
fn while_waiting_for_filler_the_ask_is_printed_too() {
    let (evidence, words) = (evidence::core().unwrap(), english());
    let say = Say { words: &words, locale: &PlainEnglish };
    let ticked = CheckAnswer { ticked: [ConditionId::Filler].into(), unsure: false };
    let answers = plain(ConcernId::Rejuvenation, &evidence)
        .with(Change::Check(CheckGroup::Recent, Some(ticked)))
        .with(Change::Date(ConditionId::Filler, Some(today())))
        .with(Change::Start(Answer::Known(today())));
    let status = plan::status(&of(&answers, &evidence), &answers, &evidence, say);
    assert_eq!(status.tone, Tone::Wait);
    assert_eq!(status.title, "Wait until 15 Dec 2026");
    assert_eq!(status.groups.len(), 2, "the wait and the ask");
    assert_eq!(status.groups[0].reasons[0].until.as_deref(), Some("Wait until 15 Dec 2026"));
}

#[test]
fn a_tick_on_a_page_that_is_no_longer_asked_decides_nothing() {
    let evidence = evidence::core().unwrap();
    let ticked = CheckAnswer { ticked: [ConditionId::HairLossUndiagnosed].into(), unsure: false };
    let hair = plain(ConcernId::AlopeciaAndrogenetic, &evidence).with(Change::Check(CheckGroup::SkinNow, Some(ticked)));
    assert!(hair.profile(&evidence, today()).unwrap().conditions.contains(&ConditionId::HairLossUndiagnosed));
    let scars = hair.with(Change::Concern(ConcernId::AcneScars));
    assert!(scars.profile(&evidence, today()).unwrap().conditions.is_empty());
}

#[test]
fn preparation_longer_than_the_gap_is_for_the_first_session_only() {
    let (evidence, words) = (evidence::core().unwrap(), english());
    let say = Say { words: &words, locale: &PlainEnglish };
    let titles = |session, weeks| {
        let setting =
            Setting { session, interval: Some(Weeks(weeks)), day: Some(day("2027-03-29")), ..Setting::default() };
        let titles: Vec<_> = sections(Checklist::Preparation, setting, &evidence, say)
            .into_iter()
            .map(|section| section.title)
            .collect();
        titles
    };
    let all = [
        "4 weeks before: from 1 Mar 2027",
        "2 weeks before: from 15 Mar 2027",
        "1 week before: from 22 Mar 2027",
        "The day before: 28 Mar 2027",
    ];
    assert_eq!(titles(1, 2), all);
    assert_eq!(titles(2, 4), all);
    assert_eq!(titles(2, 2), all[1..]);
    assert_eq!(titles(5, 1), all[2..]);
}

#[test]
fn preparation_that_should_have_begun_is_to_begin_now() {
    let (evidence, words) = (evidence::core().unwrap(), english());
    let say = Say { words: &words, locale: &PlainEnglish };
    let setting =
        Setting { session: 1, day: Some(day("2026-12-20")), today: Some(day("2026-12-01")), ..Setting::default() };
    let sections = sections(Checklist::Preparation, setting, &evidence, say);
    assert_eq!(sections[0].title, "4 weeks before: start now");
    assert_eq!(sections[1].title, "2 weeks before: from 6 Dec 2026");
}

#[test]
fn minoxidil_is_named_only_to_those_it_concerns() {
    let (evidence, words) = (evidence::core().unwrap(), english());
    let say = Say { words: &words, locale: &PlainEnglish };
    let named = |concern| {
        let setting = Setting { concern, session: 1, ..Setting::default() };
        let sections = sections(Checklist::Aftercare, setting, &evidence, say);
        sections.iter().flat_map(|section| &section.rows).any(|row| row.id == "no_minoxidil")
    };
    assert!(named(Some(ConcernId::AlopeciaAndrogenetic)));
    assert!(!named(Some(ConcernId::AcneScars)) && !named(None));
}

#[test]
fn an_aftercare_line_says_until_when() {
    let (evidence, words) = (evidence::core().unwrap(), english());
    let say = Say { words: &words, locale: &PlainEnglish };
    let setting = Setting { session: 1, day: Some(day("2026-12-01")), ..Setting::default() };
    let rows: Vec<_> =
        sections(Checklist::Aftercare, setting, &evidence, say).into_iter().flat_map(|s| s.rows).collect();
    let when = |id: &str| rows.iter().find(|row| row.id == id).and_then(|row| row.when.clone()).unwrap();
    assert_eq!(when("cool_pack"), "first 4 hours");
    assert_eq!(when("no_sweat"), "first 72 hours, until 4 Dec 2026");
    assert_eq!(when("no_actives"), "first 7 days, until 8 Dec 2026");
    assert_eq!(when("gentle_cleanser"), "hours 24 to 72, until 4 Dec 2026");
    assert_eq!(when("photograph"), "until the next session");
}

#[test]
fn every_screen_is_found_again_from_its_address() {
    for route in routes() {
        assert_eq!(Route::parse(&route.href()), route, "{}", route.href());
    }
}
