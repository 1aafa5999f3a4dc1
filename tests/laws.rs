//! What must hold for every person: swept exhaustively where the answers are few, drawn at random where they are many.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking, its helpers too")]

use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use chrono::{Days, NaiveDate};
use microneedling_planner::content::evidence;
use microneedling_planner::domain::dates::{EARLIEST, LATEST, Weeks, add_weeks, days_between, parse_iso};
use microneedling_planner::domain::estimate::{Estimate, Plan, Range, Status, estimate};
use microneedling_planner::domain::evidence::Evidence;
use microneedling_planner::domain::ids::{
    Addition, ConcernId, ConditionId, DateKey, Device, Phototype, ScarType, Severity,
};
use microneedling_planner::domain::profile::{Age, Profile};
use microneedling_planner::domain::sorted::SortedSet;
use microneedling_planner::record::estimate_lines::{MAX_LINE_BYTES, answer};
use serde_json::Value;
use std::sync::LazyLock;

static EVIDENCE: LazyLock<Evidence> = LazyLock::new(|| evidence::core().unwrap());

fn of(profile: &Profile) -> Estimate {
    estimate(&EVIDENCE, profile)
}

fn day(text: &str) -> NaiveDate {
    parse_iso(text).unwrap()
}

/// Not sure, or each of the ids.
fn or_none<T: Copy>(all: &[T]) -> impl Iterator<Item = Option<T>> + Clone {
    std::iter::once(None).chain(all.iter().copied().map(Some))
}

/// Every combination of the answers that counts and spacing may depend on, for an adult without conditions.
fn every_course(mut check: impl FnMut(&Profile)) {
    let intervals = [1, 2, 3, 4, 5, 6, 8, 52].map(Weeks);
    let mut profile = Profile::new(ConcernId::AcneScars, day("2026-12-01"));
    profile.age = Age::new(40);
    profile.event = Some(day("2027-06-01"));
    for &concern in ConcernId::ALL {
        profile.concern = concern;
        for severity in or_none(Severity::ALL) {
            profile.severity = severity;
            for scar_type in or_none(ScarType::ALL) {
                profile.scar_type = scar_type;
                for phototype in or_none(Phototype::ALL) {
                    profile.phototype = phototype;
                    for device in or_none(Device::ALL) {
                        profile.device = device;
                        for interval in or_none(&intervals) {
                            profile.interval = interval;
                            for adjunct in or_none(&[true, false]) {
                                profile.adjunct = adjunct;
                                check(&profile);
                            }
                        }
                    }
                }
            }
        }
    }
}

fn maybe<'a, T>(u: &mut Unstructured<'a>, draw: impl FnOnce(&mut Unstructured<'a>) -> Result<T>) -> Result<Option<T>> {
    Ok(if u.ratio(3, 4)? { Some(draw(u)?) } else { None })
}

/// A day within two years of 2026-12-01, where waits and scars matter.
fn any_day(u: &mut Unstructured) -> Result<NaiveDate> {
    Ok(day("2024-12-01") + Days::new(u.int_in_range(0..=1460)?))
}

fn any_profile(u: &mut Unstructured) -> Result<Profile> {
    let mut profile = Profile::new(*u.choose(ConcernId::ALL)?, any_day(u)?);
    profile.severity = maybe(u, |u| u.choose(Severity::ALL).copied())?;
    profile.scar_type = maybe(u, |u| u.choose(ScarType::ALL).copied())?;
    profile.phototype = maybe(u, |u| u.choose(Phototype::ALL).copied())?;
    profile.age = maybe(u, |u| u.int_in_range(16..=60))?.and_then(Age::new);
    profile.device = maybe(u, |u| u.choose(Device::ALL).copied())?;
    profile.interval = maybe(u, |u| u.int_in_range(1..=52))?.map(Weeks);
    profile.adjunct = maybe(u, |u| u.arbitrary())?;
    profile.start = maybe(u, any_day)?;
    profile.event = maybe(u, any_day)?;
    for _ in 0..u.int_in_range(0..=2)? {
        profile.add.insert(*u.choose(Addition::ALL)?);
    }
    for _ in 0..u.int_in_range(0..=4)? {
        // Dated conditions twice as often: they move the start.
        let ids = if u.arbitrary()? { ConditionId::DATED } else { ConditionId::ALL };
        profile.conditions.insert(*u.choose(ids)?);
    }
    for key in DateKey::all() {
        if u.arbitrary()? {
            profile.dates.insert(key, any_day(u)?);
        }
    }
    Ok(profile)
}

/// Checks a property for random bytes, enough of them for one person; more would only make the runs fewer.
fn at_random(property: impl FnMut(&mut Unstructured) -> Result<()>) {
    arbtest(property).size_min(512).size_max(512).budget_ms(1_500);
}

/// Checks a law for random people.
fn for_anyone(mut law: impl FnMut(Profile, &mut Unstructured) -> Result<()>) {
    at_random(|u| {
        let profile = any_profile(u)?;
        law(profile, u)
    });
}

fn check_sound(profile: &Profile) {
    let estimate = of(profile);
    let status = estimate.status();
    let flags: Vec<&str> = estimate.flags().map(|flag| flag.as_str()).collect();
    assert!(flags.is_sorted_by(|a, b| a < b), "{flags:?}");
    let worst = estimate.causes().iter().map(|cause| cause.effect.status()).max();
    assert_eq!(status, worst.unwrap_or(Status::Ok));
    let Some(plan) = estimate.plan() else {
        assert!(status >= Status::NotAConcern, "{profile:?}");
        return;
    };
    assert!(status <= Status::Delay, "{profile:?}");
    check_sound_plan(plan, status);
}

fn check_sound_plan(plan: &Plan, status: Status) {
    assert!(plan.sessions.is_ordered() && plan.sessions.low >= 1, "{plan:?}");
    for weeks in [plan.first_visible, plan.last_session, plan.full_result] {
        assert!(weeks.is_ordered(), "{plan:?}");
    }
    let never_before = plan.full_result.zip(plan.first_visible, |full, first| full >= first);
    assert_eq!(never_before.to_array(), [true; 3], "{plan:?}");
    let after_last = plan.full_result.zip(plan.last_session, |full, last| full >= last);
    assert_eq!(after_last.to_array(), [true; 3], "{plan:?}");

    assert!(plan.interval.min <= plan.interval.used && plan.interval.min <= plan.interval.max, "{plan:?}");

    assert!(plan.days.is_sorted_by(|a, b| a < b), "{plan:?}");
    assert_eq!(plan.session_dates().len(), usize::from(plan.sessions.likely));
    assert_eq!(plan.days.first(), Some(&plan.earliest_start));
    let all_dates = plan.dates_for(plan.sessions.high);
    assert!(all_dates.starts_with(&plan.session_dates()));
    assert_eq!(all_dates.last(), Some(&add_weeks(plan.earliest_start, plan.last_session.high)));

    assert_eq!(plan.earliest_start > plan.requested_start, status == Status::Delay, "{plan:?}");
    assert!(plan.earliest_start >= plan.requested_start, "{plan:?}");
    let results = plan.result_dates();
    assert!(results.is_ordered());
    assert_eq!(results.likely, plan.full_result_date);

    let Some(fit) = plan.event else { return };
    assert!(fit.sessions_that_fit <= plan.sessions.high);
    for n in 1..=plan.sessions.high {
        let fits = plan.latest_start(n, fit.date).is_some();
        assert_eq!(fits, n <= fit.sessions_that_fit, "{n} sessions in {plan:?}");
    }
}

#[test]
fn every_course_is_in_order() {
    let mut plans = 0;
    every_course(|profile| {
        check_sound(profile);
        plans += usize::from(of(profile).plan().is_some());
    });
    assert!(plans > 100_000, "only {plans} plans were checked");
}

#[test]
fn every_plan_is_in_order() {
    for_anyone(|profile, _| {
        check_sound(&profile);
        Ok(())
    });
}

#[test]
fn not_knowing_the_severity_allows_for_each() {
    every_course(|known| {
        let mut unknown = known.clone();
        unknown.severity = None;
        if let (Some(known), Some(unknown)) = (of(known).plan(), of(&unknown).plan()) {
            assert!(unknown.sessions.low <= known.sessions.low, "{known:?}");
            assert!(unknown.sessions.high >= known.sessions.high, "{known:?}");
        }
    });
}

#[test]
fn phototype_changes_counts_through_the_spacing_alone() {
    every_course(|profile| {
        let mut light = profile.clone();
        light.phototype = Some(Phototype::I);
        if let (Some(plan), Some(light)) = (of(profile).plan(), of(&light).plan()) {
            assert!(plan.interval.used >= light.interval.used, "{profile:?}");
            if plan.interval.used == light.interval.used {
                assert_eq!(plan.sessions, light.sessions, "{profile:?}");
                assert_eq!(plan.full_result, light.full_result, "{profile:?}");
            }
            if profile.concern != ConcernId::AlopeciaAndrogenetic {
                assert_eq!(plan.sessions, light.sessions, "{profile:?}");
            }
            assert_eq!(plan.grade, light.grade, "{profile:?}");
        }
    });
}

#[test]
fn neighbouring_phototypes_are_treated_alike() {
    every_course(|profile| {
        let mut neighbour = profile.clone();
        neighbour.phototype = match profile.phototype {
            Some(Phototype::I | Phototype::II) => Some(Phototype::III),
            Some(Phototype::IV | Phototype::V) => Some(Phototype::VI),
            other => other,
        };
        assert_eq!(of(profile), of(&neighbour));
    });
}

#[test]
fn radiofrequency_changes_no_count_but_through_the_spacing() {
    every_course(|profile| {
        let mut pen = profile.clone();
        pen.device = Some(Device::Mechanical);
        if let (Some(plan), Some(pen)) = (of(profile).plan(), of(&pen).plan())
            && profile.concern != ConcernId::AlopeciaAndrogenetic
        {
            assert_eq!(plan.sessions, pen.sessions, "{profile:?}");
        }
    });
}

#[test]
fn severity_changes_no_count_of_hair_courses() {
    every_course(|profile| {
        if profile.concern == ConcernId::AlopeciaAndrogenetic {
            let mut unknown = profile.clone();
            unknown.severity = None;
            let sessions = |profile| of(profile).plan().map(|plan| plan.sessions);
            assert_eq!(sessions(profile), sessions(&unknown));
        }
    });
}

#[test]
fn what_means_nothing_for_the_concern_is_ignored() {
    every_course(|profile| {
        let mut without = profile.clone();
        if profile.concern != ConcernId::AcneScars {
            without.scar_type = None;
        }
        if EVIDENCE.concern(profile.concern).partner.is_none() {
            without.adjunct = None;
        }
        assert_eq!(of(profile), of(&without));
    });
    for_anyone(|profile, _| {
        let mut without = profile.clone();
        without.conditions.retain(|id| !id.is_derived());
        without.dates.retain(|key, _| match key {
            DateKey::Condition(id) => profile.conditions.contains(id),
            DateKey::Scar => matches!(profile.concern, ConcernId::SurgicalTraumaticScars | ConcernId::BurnScars),
        });
        assert_eq!(of(&profile), of(&without));
        Ok(())
    });
}

#[test]
fn the_age_of_adults_changes_nothing() {
    for_anyone(|mut profile, u| {
        profile.age = Age::new(22);
        let young = of(&profile);
        profile.age = Age::new(u.int_in_range(22..=Age::MAX)?);
        assert_eq!(of(&profile), young);
        Ok(())
    });
}

#[test]
fn combinations_and_events_change_no_figure() {
    for_anyone(|profile, _| {
        let mut alone = profile.clone();
        alone.add = SortedSet::new();
        alone.event = None;
        if let (Estimate::Plan(mut plan), Estimate::Plan(alone)) = (of(&profile), of(&alone)) {
            plan.causes.clone_from(&alone.causes);
            plan.event = None;
            assert_eq!(plan, alone);
        }
        Ok(())
    });
}

/// The first day a series may begin; `None`, for never, counts as the latest of all.
fn first_day(estimate: &Estimate) -> NaiveDate {
    estimate.plan().map_or(NaiveDate::MAX, |plan| plan.earliest_start)
}

fn assert_not_milder(before: &Profile, after: &Profile) {
    let (a, b) = (of(before), of(after));
    assert!(b.status() >= a.status(), "{:?} became {:?}\n{before:?}\n{after:?}", a.status(), b.status());
    assert!(first_day(&b) >= first_day(&a), "{} became {}\n{before:?}\n{after:?}", first_day(&a), first_day(&b));
}

#[test]
fn a_later_exposure_is_never_milder() {
    for_anyone(|before, u| {
        let mut after = before.clone();
        let keys: Vec<DateKey> = before.dates.keys().copied().collect();
        if !keys.is_empty() {
            let later = Days::new(u.int_in_range(1..=400)?);
            let key = *u.choose(&keys)?;
            let date = after.dates.get(&key).map(|date| *date + later);
            after.dates.extend(date.map(|date| (key, date)));
        }
        assert_not_milder(&before, &after);
        Ok(())
    });
}

#[test]
fn one_more_condition_is_never_milder() {
    for_anyone(|before, u| {
        let mut after = before.clone();
        after.conditions.insert(*u.choose(ConditionId::ALL)?);
        assert_not_milder(&before, &after);
        Ok(())
    });
}

#[test]
fn one_more_condition_is_never_milder_for_any_concern_and_device() {
    for &concern in ConcernId::ALL {
        for device in or_none(Device::ALL) {
            for &id in ConditionId::ALL {
                let mut before = Profile::new(concern, day("2026-12-01"));
                before.device = device;
                before.age = Age::new(40);
                let mut after = before.clone();
                after.conditions.insert(id);
                assert_not_milder(&before, &after);
            }
        }
    }
}

#[test]
fn moving_every_day_moves_the_plan_and_changes_nothing_else() {
    for_anyone(|profile, u| {
        let by = Days::new(u.int_in_range(1..=3_000)?);
        let mut moved = profile.clone();
        let days = [Some(&mut moved.today), moved.start.as_mut(), moved.event.as_mut()];
        for date in days.into_iter().flatten().chain(moved.dates.values_mut()) {
            *date = *date + by;
        }
        let (here, there) = (of(&profile), of(&moved));
        assert_eq!(here.status(), there.status());
        assert!(here.flags().eq(there.flags()));
        if let (Some(here), Some(there)) = (here.plan(), there.plan()) {
            assert_eq!(here.earliest_start + by, there.earliest_start);
            assert_eq!(here.full_result_date + by, there.full_result_date);
            let verdict = |plan: &Plan| plan.event.map(|fit| (fit.weeks_available, fit.sessions_that_fit, fit.verdict));
            assert_eq!(verdict(here), verdict(there));
        }
        Ok(())
    });
}

#[test]
fn no_day_and_no_interval_is_too_extreme() {
    let days = [NaiveDate::MIN, EARLIEST, day("2026-12-01"), LATEST, NaiveDate::MAX];
    at_random(|u| {
        let mut profile = any_profile(u)?;
        profile.today = *u.choose(&days)?;
        profile.start = maybe(u, |u| u.choose(&days).copied())?;
        profile.event = maybe(u, |u| u.choose(&days).copied())?;
        profile.interval = maybe(u, |u| u.arbitrary())?.map(Weeks);
        for date in profile.dates.values_mut() {
            *date = *u.choose(&days)?;
        }
        let estimate = of(&profile);
        if let Some(plan) = estimate.plan() {
            let Range { low, likely, high } = plan.result_dates();
            assert!(low <= likely && likely <= high);
            for n in [0, 1, u16::MAX] {
                assert_eq!(plan.dates_for(n).len(), usize::from(n));
                for &event in &days {
                    let latest = plan.latest_start(n, event);
                    assert!(latest.is_none_or(|latest| days_between(latest, event) >= 0));
                }
            }
        }
        Ok(())
    });
}

/// Checks that a line has exactly one answer: an estimate with all its keys, or a refusal alone.
fn check_answer(line: &[u8]) {
    let Some(answer) = answer(&EVIDENCE, line) else {
        assert!(line.trim_ascii().is_empty(), "no answer to {:?}", String::from_utf8_lossy(line));
        return;
    };
    assert!(!answer.contains(['\n', '\r']), "{answer}");
    let answer: Value = serde_json::from_str(&answer).unwrap();
    let keys = answer.as_object().unwrap();
    match answer.get("error") {
        Some(error) => {
            assert_eq!(keys.len(), 1, "{answer}");
            assert!(error["field"].is_string() && error["message"].is_string(), "{answer}");
            assert_eq!(error.as_object().unwrap().len(), 2, "{answer}");
        }
        None => assert_eq!(keys.len(), 12, "{answer}"),
    }
}

/// A line in which every field stands.
const LINE: &str = r#"{"concern":"surgical_traumatic_scars","today":"2026-12-01","severity":"mild","scar_type":"mixed","phototype":4,"age":30,"device":"rf","interval_weeks":4,"adjunct":true,"add":["prp"],"conditions":["filler"],"dates":{"filler":"2026-11-30","scar":null},"start":"2026-12-08","event":"2027-03-01"}"#;

#[test]
fn the_line_of_the_hostile_tests_is_sound() {
    assert!(answer(&EVIDENCE, LINE.as_bytes()).unwrap().starts_with(r#"{"status":"delay""#));
}

#[test]
fn every_beginning_of_a_line_is_answered() {
    for end in 0..=LINE.len() {
        check_answer(&LINE.as_bytes()[..end]);
    }
}

#[test]
fn every_single_changed_byte_is_answered() {
    for at in 0..LINE.len() {
        for byte in 0..=u8::MAX {
            let mut line = LINE.as_bytes().to_vec();
            line[at] = byte;
            check_answer(&line);
        }
    }
}

#[test]
fn every_value_in_every_place_is_answered() {
    let deep = "[".repeat(20_000) + &"]".repeat(20_000);
    let deep_objects = r#"{"a":"#.repeat(10_000) + "1" + &"}".repeat(10_000);
    let long_number = "7".repeat(40_000);
    let values = [
        "null",
        "true",
        "0",
        "-1",
        "-0",
        "1e999",
        "-1e-999",
        "4.0",
        "1e1",
        "[]",
        "{}",
        "[null]",
        "\"\"",
        r#""\ud800""#,
        r#""\udc00\ud800""#,
        r#""\u0000""#,
        r#"{"":""}"#,
        r#"[[[[]]]]"#,
        r#""🧴""#,
        "9223372036854775808",
        "NaN",
        "'x'",
        "01",
        "[1,]",
        "{\"a\"}",
        "// x",
        &deep,
        &deep_objects,
        &long_number,
    ];
    let fields = [
        "concern",
        "today",
        "severity",
        "scar_type",
        "phototype",
        "age",
        "device",
        "interval_weeks",
        "adjunct",
        "add",
        "conditions",
        "dates",
        "start",
        "event",
        "unknown",
        "",
        r"\ud800",
        r"\u0061ge",
        "🧴",
    ];
    for field in fields {
        for value in values {
            check_answer(format!(r#"{{"{field}":{value}}}"#).as_bytes());
            let others = r#""concern":"keloid","today":"2026-12-01""#;
            check_answer(format!(r#"{{{others},"{field}":{value}}}"#).as_bytes());
            check_answer(format!(r#"{{{others},"dates":{{"{field}":{value}}}}}"#).as_bytes());
            check_answer(format!(r#"{{{others},"conditions":[{value}]}}"#).as_bytes());
        }
    }
}

#[test]
fn lines_around_64_kib_are_answered() {
    for length in MAX_LINE_BYTES - 2..=MAX_LINE_BYTES + 2 {
        let mut line = LINE.as_bytes().to_vec();
        line.resize(length, b' ');
        let answer = answer(&EVIDENCE, &line).unwrap();
        assert_eq!(answer.contains("error"), length > MAX_LINE_BYTES, "{length}");
        for byte in [b' ', b'[', b'"', b'\\', 0xff] {
            check_answer(&vec![byte; length.min(MAX_LINE_BYTES)]);
        }
    }
}

#[test]
fn any_bytes_are_answered() {
    at_random(|u| {
        let mut line = LINE.as_bytes().to_vec();
        for _ in 0..u.int_in_range(1..=6)? {
            let from = u.choose_index(line.len())?;
            let to = from + u.choose_index(line.len() - from)?;
            match u.int_in_range(0..=3)? {
                0 => drop(line.drain(from..to.min(line.len() - 1))),
                1 => line.insert(from, u.arbitrary()?),
                2 => line
                    .splice(from..from, u.choose(&[r"\ud800", "[[", "1e999", "null", "{}", ",", "\"", ":"])?.bytes())
                    .for_each(drop),
                _ => line.extend_from_within(from..to),
            }
        }
        check_answer(&line);
        check_answer(u.bytes(u.len())?);
        Ok(())
    });
}
