//! What the screens say of a clinic, without a browser: its rules stand beside what was studied, what a person typed
//! comes first, and a link carries nothing but a campaign.

#![allow(clippy::unwrap_used, reason = "a helper that cannot set the scene fails the test")]

mod english;
mod zones;

use std::sync::LazyLock;

use chrono::NaiveDate;
use english::english;
use microneedling_planner::content::evidence;
use microneedling_planner::content::json::parse;
use microneedling_planner::domain::answers::{Answer, Answers, Change, Currency, Price};
use microneedling_planner::domain::clinic::Clinic;
use microneedling_planner::domain::dates::{Weeks, parse_iso};
use microneedling_planner::domain::estimate::{Estimate, Plan, estimate};
use microneedling_planner::domain::evidence::{Basis, Evidence};
use microneedling_planner::domain::ids::{ConcernId, Device, Phototype, Severity};
use microneedling_planner::domain::moment::Instant;
use microneedling_planner::domain::profile::Age;
use microneedling_planner::domain::restriction::{Ends, OwnRules, Whose, restrictions};
use microneedling_planner::domain::sorted::SortedMap;
use microneedling_planner::present::clinic::{
    booking, emergency, gate_help, phone, price, price_help, rules, tel, whose_site,
};
use microneedling_planner::present::locale::PlainEnglish;
use microneedling_planner::present::plan;
use microneedling_planner::present::say::Say;
use microneedling_planner::present::today::waits;
use microneedling_planner::record::clinic::read;
use serde_json::{Value, json};
use zones::Place;

static EVIDENCE: LazyLock<Evidence> = LazyLock::new(|| evidence::core().unwrap());

fn today() -> NaiveDate {
    parse_iso("2026-12-01").unwrap()
}

/// A clinic named Riverside with these fields besides.
fn riverside(more: Value) -> Clinic {
    let mut config = json!({ "name": "Riverside" });
    config.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let (clinic, problems) = read(&config.to_string(), parse, &EVIDENCE).unwrap();
    assert_eq!(problems, []);
    clinic
}

/// An adult with acne scars of this strength.
fn scars(severity: Severity, sun: Phototype) -> Answers {
    let changes = [
        Change::Concern(ConcernId::AcneScars),
        Change::Severity(Answer::Known(severity)),
        Change::Device(Answer::Known(Device::Mechanical)),
        Change::Sun(Answer::Known(sun)),
        Change::Age(Answer::Known(Age::new(40).unwrap())),
    ];
    changes.into_iter().fold(Answers::default(), Answers::with)
}

fn planned(answers: &Answers, clinic: Option<&Clinic>) -> Plan {
    let mut profile = answers.profile(&EVIDENCE, today()).unwrap();
    if let Some(clinic) = clinic {
        clinic.complete(&mut profile);
    }
    let Estimate::Plan(plan) = estimate(&EVIDENCE, &profile) else { unreachable!("a healthy adult has a plan") };
    plan
}

/// Each rule as its parts: the clinic's, what was studied, what it means.
fn told(clinic: &Clinic, answers: &Answers) -> Vec<(String, String, Option<String>)> {
    let words = english();
    let say = Say { words: &words, locale: &PlainEnglish };
    let plan = planned(answers, Some(clinic));
    let rows = rules(clinic, (ConcernId::AcneScars, answers), &plan, &[Basis::Seen], &EVIDENCE, say);
    rows.into_iter().map(|row| (row.own, row.studied, row.note)).collect()
}

#[test]
fn the_spacing_of_the_clinic_holds_until_the_person_types_another_and_never_closer_than_is_safe() {
    let clinic = riverside(json!({"sessions": [{"concern": "acne_scars", "interval_weeks": 6}]}));
    let mild = scars(Severity::Mild, Phototype::II);
    assert_eq!(planned(&mild, None).interval.used, Weeks(4));
    assert_eq!(planned(&mild, Some(&clinic)).interval.used, Weeks(6));
    let not_sure = mild.clone().with(Change::Interval(Answer::NotSure));
    assert_eq!(planned(&not_sure, Some(&clinic)).interval.used, Weeks(6));
    let typed = mild.clone().with(Change::Interval(Answer::Known(Weeks(5))));
    assert_eq!(planned(&typed, Some(&clinic)).interval.used, Weeks(5));
    let other = mild.with(Change::Concern(ConcernId::Rejuvenation));
    assert_eq!(planned(&other, Some(&clinic)), planned(&other, None), "a rule is for its own concern alone");

    let close = riverside(json!({"sessions": [{"concern": "acne_scars", "interval_weeks": 2}]}));
    assert_eq!(planned(&scars(Severity::Mild, Phototype::II), Some(&close)).interval.used, Weeks(2));
    assert_eq!(planned(&scars(Severity::Mild, Phototype::V), Some(&close)).interval.used, Weeks(4));
}

#[test]
fn the_sessions_of_the_clinic_change_no_estimate_and_stand_beside_the_studied_range() {
    let clinic =
        riverside(json!({"sessions": [{"concern": "acne_scars", "sessions": {"low": 3, "likely": 4, "high": 5}}]}));
    let answers = scars(Severity::Moderate, Phototype::II);
    assert_eq!(planned(&answers, Some(&clinic)), planned(&answers, None));
    assert_eq!(
        told(&clinic, &answers),
        [("Riverside: 3 to 5 sessions, likely 4".to_owned(), "Studied: 3 to 6 sessions".to_owned(), None)]
    );
    // Mild scars were studied with 2 to 4.
    let [(_, studied, note)] = told(&clinic, &scars(Severity::Mild, Phototype::II)).try_into().unwrap();
    assert_eq!(studied, "Studied: 2 to 4 sessions");
    assert!(note.unwrap().starts_with("That is more"));
    let few = riverside(json!({"sessions": [{"concern": "acne_scars", "sessions": 2}]}));
    let [(own, _, note)] = told(&few, &answers).try_into().unwrap();
    assert_eq!(own, "Riverside: 2 sessions");
    assert!(note.unwrap().starts_with("That is fewer"));
}

#[test]
fn only_what_was_all_read_in_studies_is_called_studied() {
    let clinic =
        riverside(json!({"sessions": [{"concern": "acne_scars", "sessions": {"low": 3, "likely": 4, "high": 5}}]}));
    let answers = scars(Severity::Moderate, Phototype::II);
    let (words, plan) = (english(), planned(&answers, Some(&clinic)));
    let say = Say { words: &words, locale: &PlainEnglish };
    let said = |basis: &[Basis]| {
        let rows = rules(&clinic, (ConcernId::AcneScars, &answers), &plan, basis, &EVIDENCE, say);
        rows.into_iter().map(|row| row.studied).next().unwrap()
    };
    assert_eq!(said(&[Basis::Seen]), "Studied: 3 to 6 sessions");
    for mixed in [&[Basis::Seen, Basis::Judgement][..], &[Basis::Seen, Basis::Memory], &[Basis::Memory]] {
        assert_eq!(said(mixed), "Our best estimate: 3 to 6 sessions", "{mixed:?}");
    }
}

#[test]
fn the_spacing_of_the_clinic_says_what_the_plan_made_of_it() {
    let clinic = riverside(json!({"sessions": [{"concern": "acne_scars", "interval_weeks": 3}]}));
    let note = |answers: &Answers| {
        let [(own, studied, note)] = told(&clinic, answers).try_into().unwrap();
        assert_eq!((own.as_str(), studied.as_str()), ("Riverside: 3 weeks", "Studied: 2 to 6 weeks"));
        note.unwrap()
    };
    let answers = scars(Severity::Mild, Phototype::II);
    assert_eq!(note(&answers), "Your plan uses this.");
    assert!(note(&scars(Severity::Mild, Phototype::V)).contains("at least 4 weeks"));
    let typed = answers.with(Change::Interval(Answer::Known(Weeks(5))));
    assert!(note(&typed).contains("You typed 5 weeks"));
}

#[test]
fn a_clinic_without_rules_for_the_concern_says_nothing() {
    let clinic = riverside(json!({"sessions": [{"concern": "melasma", "sessions": 3}]}));
    assert_eq!(told(&clinic, &scars(Severity::Mild, Phototype::II)), []);
}

#[test]
fn the_price_of_the_clinic_counts_until_the_person_types_one() {
    let words = english();
    let say = Say { words: &words, locale: &PlainEnglish };
    let clinic = riverside(json!({"price": {"cents": 35_000, "currency": "GBP"}}));
    let answers = scars(Severity::Moderate, Phototype::II);
    let plan = planned(&answers, None);
    assert_eq!(price(&answers, None), None);
    assert_eq!(plan::cost(&plan, &answers, None, say), None);
    let cost = plan::cost(&plan, &answers, Some(&clinic), say).unwrap();
    assert!(cost.is_clinics);
    assert!(cost.range.contains("1050") && cost.range.contains("2100"), "{}", cost.range);
    let skipped = answers.clone().with(Change::Price(Answer::NotSure));
    assert!(plan::cost(&plan, &skipped, Some(&clinic), say).unwrap().is_clinics);
    let own = Price::new(10_000, Currency::Eur).unwrap();
    let typed = answers.with(Change::Price(Answer::Known(own)));
    assert_eq!(price(&typed, Some(&clinic)), Some((own, false)));
    assert!(!plan::cost(&plan, &typed, Some(&clinic), say).unwrap().is_clinics);
    assert!(price_help(Some(&clinic), say).contains("Riverside") && price_help(Some(&clinic), say).contains("350"));
    assert!(!price_help(None, say).contains("Riverside"));
}

#[test]
fn what_the_person_typed_comes_before_the_gate_of_the_clinic_and_both_before_the_sources() {
    let clinic = riverside(json!({"aftercare": {"make_up": 36, "sweat": 96, "daily_spf": 336}}));
    let mut typed = SortedMap::new();
    typed.insert("sweat".to_owned(), 40);
    let (end, last) = (Instant::from_millis(0), Instant::from_millis(90 * 24 * 3_600_000));
    let of = |careful: bool, check: &dyn Fn(&Ends<'_>)| {
        let rules = OwnRules { typed: &typed, clinic: Some(clinic.gates()) };
        let all = restrictions(&EVIDENCE, Some(ConcernId::AcneScars), rules, end, Some(last), careful);
        assert!(all.is_sorted_by_key(|ends| ends.until));
        all.iter().for_each(check);
    };
    of(false, &|ends| {
        let expected = match ends.row.id.as_str() {
            "make_up" => (36, Whose::Clinic),
            "sweat" => (40, Whose::Clinic),
            "daily_spf" => (336, Whose::Clinic),
            _ => (ends.row.hours.1, Whose::Sources),
        };
        assert_eq!((ends.until, ends.whose), (end.plus_hours(expected.0.into()), expected.1), "{}", ends.row.id);
        let (earliest, strictest) = ends.row.hours;
        assert_eq!(ends.sources, (end.plus_hours(earliest.into()), end.plus_hours(strictest.into())));
    });
    // What is said for everyone does not shorten what careful skin needs.
    of(true, &|ends| {
        if ends.row.id == "daily_spf" {
            assert_eq!((ends.until, ends.whose), (last.plus_hours(672), Whose::LastSession));
        }
    });
}

#[test]
fn a_gate_of_the_clinic_is_shown_beside_what_the_sources_say() {
    let words = english();
    let say = Say { words: &words, locale: &PlainEnglish };
    let clinic = riverside(json!({"aftercare": {"make_up": 36, "procedures": 400}}));
    let none = SortedMap::new();
    let rules = OwnRules { typed: &none, clinic: Some(clinic.gates()) };
    let end = Instant::parse("2026-11-21T10:00Z").unwrap();
    let ends = restrictions(&EVIDENCE, Some(ConcernId::AcneScars), rules, end, None, false);
    let (waiting, _) = waits(&ends, end, &Place(chrono_tz::Europe::London), say);
    let whose = |id: &str| waiting.iter().find(|wait| wait.id == id).unwrap().whose.clone().unwrap();
    assert!(whose("make_up").starts_with("Your clinic’s rule. Sources say from "), "{}", whose("make_up"));
    assert!(whose("make_up").contains(" to "));
    assert!(whose("procedures").starts_with("Your clinic’s rule. Sources say "));
    assert!(!whose("procedures").contains(" from "));
    assert_eq!(gate_help(&clinic, "make_up", say).unwrap(), "Your clinic’s: 36 hours");
    assert_eq!(gate_help(&clinic, "sweat", say), None);
    let days = riverside(json!({"aftercare": {"procedures": 480}}));
    assert_eq!(gate_help(&days, "procedures", say).unwrap(), "Your clinic’s: 20 days");
}

#[test]
fn the_booking_link_takes_the_campaign_along_and_nothing_else() {
    let words = english();
    let say = Say { words: &words, locale: &PlainEnglish };
    let href = |link: &str, campaign: Option<&str>| {
        booking(&riverside(json!({ "booking": link })), campaign, say).unwrap().href
    };
    let page = "https://riverside.example/book";
    assert_eq!(href(page, None), page);
    assert_eq!(href(page, Some("")), page);
    assert_eq!(
        href(page, Some("utm_source=news&utm_campaign=a%20b")),
        "https://riverside.example/book?utm_source=news&utm_campaign=a%20b"
    );
    assert_eq!(href("https://r.example/?a=1#form", Some("utm_term=x")), "https://r.example/?a=1&utm_term=x#form");
    assert_eq!(href("https://r.example/?", Some("utm_term=x")), "https://r.example/?utm_term=x");
    let own = "https://r.example/?utm_source=own";
    assert_eq!(href(own, Some("utm_source=theirs&utm_medium=m")), "https://r.example/?utm_source=own&utm_medium=m");
    for hostile in ["utm_x=\"><script>", "javascript:alert(1)", "concern=acne_scars", "utm_a=b#c", "utm_ä=1", "UTM_A=1"]
    {
        assert_eq!(href(page, Some(hostile)), page, "{hostile}");
    }
    assert_eq!(href("tel:+44 (0)20-7946", Some("utm_a=b")), "tel:+440207946");
    assert_eq!(href("mailto:a@b.example", Some("utm_a=b")), "mailto:a@b.example");
    let way = |link: &str| booking(&riverside(json!({ "booking": link })), None, say).unwrap();
    assert!(way(page).is_page && !way("tel:112").is_page && !way("mailto:a@b").is_page);
    assert_eq!(way(page).label, "Book a consultation with Riverside");
    assert_eq!(booking(&riverside(json!({})), None, say), None);
}

#[test]
fn numbers_and_lines_are_those_of_the_clinic_unless_the_person_typed_their_own() {
    let words = english();
    let say = Say { words: &words, locale: &PlainEnglish };
    let clinic =
        riverside(json!({"phone": "020 7946 0000", "emergency": "+44 20 7946 0999", "disclosure": "<b>Paid.</b>"}));
    assert_eq!(phone("", None), None);
    assert_eq!(phone("", Some(&riverside(json!({})))), None);
    assert_eq!(phone("", Some(&clinic)).unwrap(), "020 7946 0000");
    assert_eq!(phone("0123 456", Some(&clinic)).unwrap(), "0123 456");
    assert_eq!(tel("(020) 7946-0000"), "tel:02079460000");
    let way = emergency(&clinic, say).unwrap();
    assert_eq!((way.href.as_str(), way.label.as_str()), ("tel:+442079460999", "Call Riverside: +44 20 7946 0999"));
    assert_eq!(emergency(&riverside(json!({"phone": "112"})), say), None);
    assert_eq!(
        whose_site(&clinic, say),
        [
            "This planner stands on the site of Riverside. Riverside sells this treatment.",
            "Riverside says: “<b>Paid.</b>”"
        ]
    );
}

#[test]
fn a_name_with_braces_is_only_a_name() {
    let words = english();
    let say = Say { words: &words, locale: &PlainEnglish };
    let mut clinic = riverside(json!({"disclosure": "{name} {line}", "booking": "https://r.example"}));
    clinic.name = microneedling_planner::domain::clinic::Line::new("{line} {phone}", 80).unwrap();
    let [site, says] = whose_site(&clinic, say).try_into().unwrap();
    assert!(site.contains("{line} {phone}"), "{site}");
    assert_eq!(says, "{line} {phone} says: “{name} {line}”");
}

#[test]
fn sunscreen_until_after_the_last_session_is_shown_with_the_earliest_of_the_sources() {
    let words = english();
    let say = Say { words: &words, locale: &PlainEnglish };
    let none = SortedMap::new();
    let rules = OwnRules { typed: &none, clinic: None };
    let end = Instant::parse("2026-11-21T10:00Z").unwrap();
    let ends = restrictions(&EVIDENCE, Some(ConcernId::AcneScars), rules, end, Some(end.plus_hours(2_000)), true);
    let (waiting, _) = waits(&ends, end, &Place(chrono_tz::Europe::London), say);
    let spf = waiting.iter().find(|wait| wait.id == "daily_spf").unwrap();
    let whose = spf.whose.clone().unwrap();
    assert!(whose.contains("Sat 5 Dec, 10:00") && whose.contains("your last session"), "{whose}");
}
