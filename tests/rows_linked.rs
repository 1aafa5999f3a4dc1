//! From any number on any screen one tap leads to its row: the screens are drawn outside a browser, and each link to the
//! evidence is looked up in its files. What depends on an answer stands in no address. And what the scorecard promises of
//! those screens is on them: how unsure a plan is, and what going through it is like.

#![cfg(all(feature = "ui", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, reason = "a helper that cannot set the scene fails the test")]

mod english;
mod visit;

use english::english;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use leptos::prelude::*;
use microneedling_planner::content::words::Piece;
use microneedling_planner::content::{evidence, words};
use microneedling_planner::domain::answers::{Answer, Change, CheckAnswer};
use microneedling_planner::domain::checklist::Checklist;
use microneedling_planner::domain::course::{Command, Held, SessionId};
use microneedling_planner::domain::dates::parse_iso;
use microneedling_planner::domain::estimate::{Cause, Effect};
use microneedling_planner::domain::evidence::{Basis, CheckGroup, Evidence, SessionPlan};
use microneedling_planner::domain::healing_check::Asked;
use microneedling_planner::domain::ids::{AreaId, ConcernId, Device, ScarType, Severity};
use microneedling_planner::domain::moment::{ClockTime, Instant, LocalTime};
use microneedling_planner::domain::profile::Age;
use microneedling_planner::present;
use microneedling_planner::present::evidence::{Topic, rows};
use microneedling_planner::present::locale::PlainEnglish;
use microneedling_planner::present::questions::{self, Question};
use microneedling_planner::present::route::{Check, Route, Step};
use microneedling_planner::present::say::Say;
use microneedling_planner::state::journal::Journal;
use microneedling_planner::state::planner::Planner;
use microneedling_planner::ui::later;

/// A person at the planner, who can look at screens.
struct Visit {
    owner: Owner,
    planner: Planner,
}

impl Visit {
    /// One who has given these answers.
    fn of(changes: Vec<Change>) -> Self {
        let owner = Owner::new();
        let planner = owner.with(|| {
            let planner = visit::planner();
            untrack(|| changes.into_iter().for_each(|change| planner.change(change)));
            planner
        });
        Self { owner, planner }
    }

    /// A session took place the day before, and some things are seen since.
    fn treated(self, signs: &[&str], flags: &[&str]) -> Self {
        self.owner.with(|| {
            untrack(|| {
                let journal = Journal::here();
                let ended = LocalTime { day: parse_iso("2026-11-21").unwrap(), time: ClockTime::new(9, 30).unwrap() };
                let held = Held { end: Instant::from_utc(ended), offset: 0, zone: "UTC".to_owned() };
                journal.command(Command::Hold(SessionId { course: 1, number: 1 }, held)).unwrap();
                journal.tell(|told| {
                    told.asked = Asked::Signs;
                    told.signs.extend(signs.iter().map(|id| (*id).to_owned()));
                    told.flags.extend(flags.iter().map(|id| (*id).to_owned()));
                });
            });
        });
        self
    }

    fn screen(&self, route: Route) -> String {
        self.owner.with(|| untrack(|| (later::SCREENS.show)(route)).to_html())
    }

    fn evidence<T>(&self, look: impl FnOnce(&Evidence) -> T) -> T {
        self.planner.with(|_, evidence| look(evidence))
    }
}

/// Answers that leave nothing out but what speaks against a session.
fn plain(concern: ConcernId, severity: Severity) -> Vec<Change> {
    let rf = evidence::core().unwrap().concern(concern).requires_rf;
    let checks = CheckGroup::ALL.iter().map(|group| Change::Check(*group, Some(CheckAnswer::default())));
    let event = parse_iso("2027-06-19").unwrap();
    [
        Change::Concern(concern),
        Change::Severity(Answer::Known(severity)),
        Change::ScarType(Answer::Known(ScarType::Icepick)),
        Change::Area(Answer::Known(AreaId::FaceCheeks)),
        Change::Device(Answer::Known(if rf { Device::Rf } else { Device::Mechanical })),
        Change::Age(Answer::Known(Age::new(40).unwrap())),
        Change::ScarDate(Answer::Known(parse_iso("2020-01-01").unwrap())),
        Change::Partner(Answer::Known(false)),
        Change::NotIf(Answer::Known(true)),
        Change::Event(Answer::Known(event)),
    ]
    .into_iter()
    .chain(checks)
    .collect()
}

/// One who is told of every line that is asked about.
fn everything(concern: ConcernId) -> Vec<Change> {
    let evidence = evidence::core().unwrap();
    let mut changes = vec![Change::Concern(concern), Change::Device(Answer::Known(Device::Rf))];
    changes.extend(CheckGroup::ALL.iter().map(|group| {
        let of_group = evidence.conditions().filter(|item| item.group == Some(*group));
        let ticked = of_group.map(|item| item.id).collect();
        Change::Check(*group, Some(CheckAnswer { ticked, unsure: true }))
    }));
    changes
}

/// For each concern one with all answers, one who is told of everything and one who has only begun; how strong it is
/// goes round.
fn people() -> Vec<Visit> {
    let strengths = Severity::ALL.iter().cycle();
    let of_each = ConcernId::ALL.iter().zip(strengths).flat_map(|(concern, severity)| {
        [plain(*concern, *severity), everything(*concern), vec![Change::Concern(*concern)]]
    });
    of_each.map(Visit::of).collect()
}

/// The screens on which figures depend on the person.
fn own_screens(visit: &Visit) -> Vec<Route> {
    let asked = untrack(|| visit.planner.answers_now());
    let path = visit.evidence(|evidence| questions::path(&asked, evidence));
    let own = [Route::Plan, Route::Consultation, Route::Today, Route::Diary];
    own.into_iter().chain(path.into_iter().map(Route::Question)).collect()
}

/// The screens on which they are the same for everyone, or nearly so.
fn common_screens() -> Vec<Route> {
    let mut routes =
        vec![Route::Start, Route::ClinicRules, Route::Uses, Route::Skin, Route::Healing, Route::StyleGuide];
    routes.extend(Check::ALL.iter().map(|check| Route::Normal(*check)));
    routes.extend(Checklist::ALL.iter().map(|list| Route::Checklist(*list, u16::from(list.is_per_session()))));
    routes.extend(Step::ALL.iter().map(|step| Route::Learn(*step)));
    routes
}

/// A link to where a number comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Link {
    address: String,
    /// The row it leads to beside its address.
    hidden: Option<String>,
    name: String,
}

impl Link {
    /// Topic and row, wherever they stand.
    fn row(&self) -> (String, Option<String>) {
        let mut parts = self.address.trim_start_matches("#/evidence").trim_start_matches('/').split('/');
        let topic = parts.next().unwrap_or_default().to_owned();
        (topic, parts.next().map(str::to_owned).or_else(|| self.hidden.clone()))
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(rest.split_once('"')?.0.to_owned())
}

/// The links of a screen to the evidence and to the rules.
fn links(html: &str) -> Vec<Link> {
    let tags = html.split("<a ").skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| format!(" {tag}"));
    let link = |tag: String| {
        let address = attribute(&tag, "href")?;
        let is_proof = ["#/evidence", "#/estimator", "#/options"].iter().any(|start| address.starts_with(start));
        let name = attribute(&tag, "aria-label").unwrap_or_default();
        is_proof.then(|| Link { address, hidden: attribute(&tag, "data-row"), name })
    };
    tags.filter_map(link).collect()
}

/// Every row of the evidence by topic, as its screens name it.
fn rows_by_topic() -> BTreeSet<(String, String)> {
    let (core, details) = (evidence::core().unwrap(), evidence::details().unwrap());
    let files = words::folder(Path::new("content/en/details")).unwrap();
    let told = words::pack("en", &files.into_iter().flat_map(|(_, entries)| entries).collect::<Vec<_>>());
    let plan = english();
    let say = |words| Say { words, locale: &PlainEnglish };
    let rows = rows::rows(&core, &details, say(&plan), say(&told));
    rows.iter().map(|row| (row.topic.as_str().to_owned(), row.name.as_str().to_owned())).collect()
}

#[test]
fn every_link_leads_to_a_row_that_is_there_and_its_name_says_which() {
    let rows = rows_by_topic();
    let (mut seen, mut wrong) = (BTreeSet::new(), BTreeSet::new());
    for (place, visit) in people().iter().enumerate() {
        let common = if place == 0 { common_screens() } else { Vec::new() };
        for route in own_screens(visit).into_iter().chain(common) {
            let html = visit.screen(route);
            let mut named: BTreeMap<String, Link> = BTreeMap::new();
            for link in links(&html) {
                if Route::parse(&link.address) == Route::Unknown {
                    wrong.insert(format!("{route:?}: {} is no address", link.address));
                }
                if let (topic, Some(row)) = link.row()
                    && link.address.starts_with("#/evidence")
                {
                    if !rows.contains(&(topic.clone(), row.clone())) {
                        wrong.insert(format!("{route:?}: {topic} has no row {row}"));
                    }
                    seen.insert((topic, row));
                }
                if link.name.is_empty() {
                    continue;
                }
                let other = named.insert(link.name.clone(), link.clone());
                if let Some(other) = other.filter(|other| other.row() != link.row()) {
                    wrong.insert(format!("{route:?}: {link:?} and {other:?} go by one name"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(seen.len() > 200, "only {} rows were led to", seen.len());
}

#[test]
fn no_address_says_what_a_person_answered_or_has() {
    let signs = ["swelling", "itch", "flaking"];
    let of_answers = |visit: &Visit, routes: &[Route]| -> Vec<String> {
        routes.iter().flat_map(|route| links(&visit.screen(*route))).map(|link| link.address).collect()
    };
    for visit in people() {
        for address in of_answers(&visit, &[Route::Plan, Route::Consultation, Route::Skin]) {
            let row = address.split('/').nth(3).unwrap_or_default();
            assert!(Severity::ALL.iter().all(|severity| row != severity.as_str()), "{address}");
            assert!(!address.starts_with("#/evidence/screening/") && !row.starts_with("depth-2"), "{address}");
        }
    }
    let visit = Visit::of(plain(ConcernId::AcneScars, Severity::Mild)).treated(&signs, &["infection"]);
    for route in [Route::Normal(Check::Outcome), Route::Diary] {
        let found = links(&visit.screen(route));
        assert!(found.iter().any(|link| link.hidden.as_deref() == Some("sign-itch")), "{route:?}: {found:?}");
        assert!(found.iter().all(|link| !link.address.contains("/sign-")), "{route:?}: {found:?}");
    }
    let outcome = links(&visit.screen(Route::Normal(Check::Outcome)));
    assert!(outcome.iter().any(|link| link.hidden.as_deref() == Some("flag-infection")), "{outcome:?}");
}

/// The rows that a screen leads to within a topic.
fn led_to(html: &str, topic: Topic) -> BTreeSet<String> {
    let of_topic = links(html).into_iter().map(|link| link.row()).filter(|(of, _)| of == topic.as_str());
    of_topic.filter_map(|(_, row)| row).collect()
}

#[test]
fn every_figure_of_a_plan_and_every_reason_leads_to_its_row() {
    for visit in people() {
        let answers = untrack(|| visit.planner.answers_now());
        let concern = answers.concern.unwrap();
        let html = visit.screen(Route::Plan);
        let estimate = visit.owner.with(|| untrack(|| visit.planner.estimate())).unwrap();
        if estimate.plan().is_some() {
            let course = visit.evidence(|evidence| {
                matches!(evidence.concern(concern).protocol().unwrap().sessions, SessionPlan::Course(_))
            });
            let sessions = answers.severity.known().map(|severity| severity.as_str());
            let sessions = if course { Some("course") } else { sessions };
            // The figures at the head stand in the first card after the status.
            let head = html.split("<section").find(|card| card.contains("class=\"range\"")).unwrap();
            let at_the_head = ["interval", "first_change", "full_result"].into_iter().chain(sessions);
            let elsewhere = ["maintenance", "cleared", "grade"];
            for (part, wanted) in [(head, at_the_head.collect::<Vec<_>>()), (html.as_str(), elsewhere.to_vec())] {
                let found = led_to(part, Topic::Concern(concern));
                let missing: Vec<_> = wanted.into_iter().filter(|row| !found.contains(*row)).collect();
                assert!(missing.is_empty(), "{concern:?}: {missing:?} is not among {found:?}");
            }
        }
        let screened = led_to(&html, Topic::Screening);
        // What only changes a figure has no place where there is none.
        let shown = |cause: &&Cause| estimate.plan().is_some() || !matches!(cause.effect, Effect::Note);
        for cause in estimate.causes().iter().filter(shown) {
            let id = cause.flag.as_str();
            let is_condition = visit.evidence(|evidence| evidence.conditions().any(|item| item.id.as_str() == id));
            assert!(!is_condition || screened.contains(id), "{concern:?}: {id} is not among {screened:?}");
        }
    }
}

#[test]
fn every_line_that_is_the_same_for_everyone_leads_to_its_row() {
    let visit = Visit::of(plain(ConcernId::AlopeciaAndrogenetic, Severity::Moderate)).treated(&[], &[]);
    let core = evidence::core().unwrap();
    let own = |concerns: &[ConcernId]| concerns.is_empty() || concerns.contains(&ConcernId::AlopeciaAndrogenetic);
    let check = |route: Route, topic: Topic, wanted: BTreeSet<String>| {
        let found = led_to(&visit.screen(route), topic);
        let missing: Vec<_> = wanted.difference(&found).collect();
        assert!(!wanted.is_empty() && missing.is_empty(), "{route:?} leads to no row of {missing:?}");
    };
    let prepared = |on_the_day: bool| {
        let rows = core.preparation.iter().filter(|row| (row.offset_days == 0) == on_the_day);
        rows.map(|row| row.id.clone()).collect()
    };
    check(Route::Checklist(Checklist::Preparation, 1), Topic::Preparation, prepared(false));
    check(Route::Checklist(Checklist::SessionDay, 1), Topic::Preparation, prepared(true));
    let cared = core.aftercare.iter().filter(|row| own(&row.concerns)).map(|row| row.id.clone()).collect();
    check(Route::Checklist(Checklist::Aftercare, 1), Topic::Aftercare, cared);
    let waits = core.restrictions.iter().filter(|row| own(&row.concerns)).map(|row| row.id.clone()).collect();
    check(Route::Today, Topic::Restrictions, waits);
    check(Route::ClinicRules, Topic::Restrictions, core.restrictions.iter().map(|row| row.id.clone()).collect());
    let flags = core.healing.red_flags.iter().map(|row| format!("flag-{}", row.id));
    let days = core.healing.days.iter().map(|row| format!("day-{}", row.day));
    let signs = core.healing.signs.iter().map(|row| format!("sign-{}", row.id));
    check(Route::Healing, Topic::Healing, flags.clone().chain(days).chain(signs).collect());
    check(Route::Today, Topic::Healing, flags.collect());
    check(Route::Healing, Topic::Phases, core.phases.iter().map(|row| row.id.clone()).collect());
    let parts = core.session.steps.iter().map(|row| row.id.clone());
    let pain = core.session.pain.iter().map(|row| format!("pain-{}", row.source.as_str()));
    let session = parts.chain(pain).chain(["total_minutes".to_owned()]).collect();
    check(Route::Learn(Step::Session), Topic::Session, session);
    let study = Topic::Concern(ConcernId::AcneScars);
    for (topic, row) in
        [(Topic::Fda, "authorised"), (Topic::Conflicts, "when_benefit_shows"), (study, "study-alsterli2020")]
    {
        check(Route::Start, topic, BTreeSet::from([row.to_owned()]));
    }
}

/// Whether a text holds a number with a unit of the kind that studies and rules give.
fn holds_a_figure(text: &str) -> bool {
    let units = ["mm", "week", "day", "hour", "minute", "month", "session", "%"];
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | '.' | ';')).collect();
    words.windows(2).any(|pair| {
        let [number, unit] = pair else { return false };
        let is_number = number.chars().all(|c| c.is_ascii_digit()) && !number.is_empty();
        is_number && units.iter().any(|of| unit.trim_end_matches('s') == *of)
    })
}

/// The words of a piece of a page.
fn said(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for letter in html.chars() {
        match letter {
            '<' => in_tag = true,
            '>' => {
                in_tag = false;
                text.push(' ');
            }
            _ if !in_tag => text.push(letter),
            _ => {}
        }
    }
    text
}

/// The words without the space between them, which tags move.
fn words_of(html: &str) -> String {
    said(html).split_whitespace().collect()
}

#[test]
fn no_card_shows_a_figure_without_a_way_to_where_it_comes_from() {
    // What a person typed or booked, in their own days.
    let own = ["Session by session", "What it would cost", "Your sessions", "This day comes from your plan"];
    let signs = ["swelling", "itch"];
    let visits = [
        Visit::of(plain(ConcernId::AcneScars, Severity::Moderate)).treated(&signs, &["infection"]),
        Visit::of(plain(ConcernId::AlopeciaAndrogenetic, Severity::Mild)),
        Visit::of(everything(ConcernId::BurnScars)),
        Visit::of(vec![Change::Concern(ConcernId::Melasma)]),
    ];
    let (mut looked, mut without) = (0, BTreeSet::new());
    for visit in &visits {
        let routes = own_screens(visit).into_iter().chain(common_screens());
        // Where an emergency is asked about, nothing leads away from it.
        let shown = |route: &Route| !matches!(route, Route::StyleGuide | Route::Normal(Check::Emergency));
        for route in routes.filter(shown) {
            let html = visit.screen(route);
            // A question's own words stand in its form, and what is typed there is the person's.
            let parts = html.replace("<form", "<section");
            // One way at the top stands for all lines of a page that asks what a person has.
            let parts = if matches!(route, Route::Normal(_)) { parts.replace("<section", "<div") } else { parts };
            let parts = parts.replace("<div class=\"screen normal\"", "<section");
            for card in parts.split("<section").skip(1) {
                let said = said(card);
                if !holds_a_figure(&said) || own.iter().any(|title| said.contains(title)) {
                    continue;
                }
                looked += 1;
                if links(card).is_empty() {
                    without.insert(format!(
                        "{route:?}: {}",
                        said.split_whitespace().take(24).collect::<Vec<_>>().join(" ")
                    ));
                }
            }
        }
    }
    assert!(without.is_empty(), "{without:#?}");
    assert!(looked > 60, "only {looked} cards with figures were found");
}

#[test]
fn every_question_that_rests_on_something_says_on_what() {
    let visit = Visit::of(plain(ConcernId::AcneScars, Severity::Moderate));
    for (question, topic, row) in [
        (Question::ScarType, Topic::Factors, Some("acne_scars-rolling")),
        (Question::Sun, Topic::Factors, Some("phototype")),
        (Question::Age, Topic::Factors, Some("age")),
        (Question::Device, Topic::Fda, Some("rf_2025")),
        (Question::Add, Topic::Conflicts, Some("prp")),
        (Question::Interval, Topic::Concern(ConcernId::AcneScars), Some("interval")),
        (Question::Checks(CheckGroup::Recent), Topic::Screening, None),
    ] {
        let found: Vec<_> = links(&visit.screen(Route::Question(question))).iter().map(Link::row).collect();
        let wanted = (topic.as_str().to_owned(), row.map(str::to_owned));
        assert!(found.contains(&wanted), "{question:?}: {wanted:?} in {found:?}");
    }
}

#[test]
fn a_plan_shows_sessions_and_result_as_ranges_and_says_what_is_judgement() {
    let (mut plans, mut judged) = (0, 0);
    for visit in people() {
        let estimate = visit.owner.with(|| untrack(|| visit.planner.estimate())).unwrap();
        let Some(plan) = estimate.plan() else { continue };
        plans += 1;
        let html = visit.screen(Route::Plan);
        let head = html.split("<section").find(|card| card.contains("class=\"range\"")).unwrap();
        let text = words_of(head);
        let answers = untrack(|| visit.planner.answers_now());
        let concern = answers.concern.unwrap();
        let (low, high, dates) = (plan.sessions.low, plan.sessions.high, plan.result_dates());
        assert!(low < high && dates.low < dates.high, "{concern:?}: {:?}, {dates:?}", plan.sessions);
        let (range, basis) = visit.planner.with(|say, evidence| {
            let figures = present::plan::figures(plan, evidence.concern(concern), answers.severity, say);
            (
                say.fill("plan.result_range", &[("low", &say.month(dates.low)), ("high", &say.month(dates.high))]),
                figures.basis,
            )
        });
        for wanted in [format!("{low}–{high}"), range] {
            assert!(text.contains(&words_of(&wanted)), "{concern:?}: {wanted} is not in {text}");
        }
        if basis.contains(&Basis::Judgement) {
            judged += 1;
            assert!(head.contains("class=\"judged\""), "{concern:?} does not say what is judgement");
        }
    }
    assert!(plans > 20 && judged > 5, "{plans} plans, {judged} with judgement");
}

#[test]
fn what_going_through_it_is_like_is_told_for_body_mind_and_daily_life() {
    let visit = Visit::of(plain(ConcernId::AcneScars, Severity::Moderate)).treated(&[], &[]);
    let (core, words) = (evidence::core().unwrap(), english());
    let parts = core.session.steps.iter().map(|part| format!("session.{}.text", part.id));
    let pain = core.session.pain.iter().map(|row| format!("pain.{}", row.source.as_str()));
    let session = parts.chain(pain).chain(["step.session.feel".to_owned()]).collect();
    let days = core.healing.days.iter().map(|row| format!("day.{}", row.day)).collect();
    let back = ["limit.make_up.label", "limit.sweat.label"].map(str::to_owned).to_vec();
    let looks = vec!["check.appearance_distress.label".to_owned()];
    let told: [(Route, Vec<String>); 4] = [
        (Route::Learn(Step::Session), session),
        (Route::Healing, days),
        (Route::Today, back),
        (Route::Question(Question::Checks(CheckGroup::Feelings)), looks),
    ];
    for (route, ids) in told {
        let text = words_of(&visit.screen(route));
        assert!(!ids.is_empty(), "{route:?}");
        for id in ids {
            let pieces = words.pieces(&id).into_iter().map(|piece| match piece {
                Piece::Plain(words) => words,
                Piece::Term { .. } => String::new(),
            });
            for piece in pieces {
                assert!(text.contains(&words_of(&piece)), "{route:?}: {id} is not told: {piece}");
            }
        }
    }
}

#[test]
fn where_a_decision_is_made_it_is_said_once_that_this_is_no_medical_advice() {
    let (asked, stopped) = (plain(ConcernId::Melasma, Severity::Mild), everything(ConcernId::AcneScars));
    let pieces = english().pieces("plan.not_advice");
    let Some(Piece::Plain(first)) = pieces.first() else { unreachable!("it begins with plain words") };
    for visit in [asked, stopped].map(Visit::of) {
        for route in [Route::Plan, Route::Options] {
            let text = words_of(&visit.screen(route));
            assert_eq!(text.matches(&words_of(first)).count(), 1, "{route:?}: {text}");
        }
    }
}
