//! "Is this normal?": every sign at both sides of every limit, to the minute; every warning sign; the laws that hold for
//! whatever is told; and what the screen then says.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod english;

use Verdict::{Call, CallToday, Emergency, Expected, Watch};
use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use english::english;
use microneedling_planner::content::evidence;
use microneedling_planner::content::words::Words;
use microneedling_planner::domain::answers::Currency;
use microneedling_planner::domain::course::{Command, Courses, Details, Held, SessionId};
use microneedling_planner::domain::dates::parse_iso;
use microneedling_planner::domain::evidence::{Evidence, HealingSign, Urgency};
use microneedling_planner::domain::healing_check::{
    About, Asked, Ended, NotEnded, Told, Verdict, can_take_longer, gone_by, is_ahead, is_asked, of_flag, of_sign,
    outcome,
};
use microneedling_planner::domain::ids::{ConcernId, Device};
use microneedling_planner::domain::moment::{ClockTime, Instant, LocalTime, Utc, Zone};
use microneedling_planner::present::forms::FieldError;
use microneedling_planner::present::healing_check::{
    DAY_FIELD, Shown, TIME_FIELD, counted, ended, flag_rows, held_name, note, shown, sign_rows,
};
use microneedling_planner::present::locale::{DateStyle, Locale, PlainEnglish, Plural};
use microneedling_planner::present::say::Say;
use std::sync::LazyLock;

static EVIDENCE: LazyLock<Evidence> = LazyLock::new(|| evidence::core().unwrap());
static WORDS: LazyLock<Words> = LazyLock::new(english);

fn say() -> Say<'static> {
    Say { words: &WORDS, locale: &PlainEnglish }
}

fn sign(id: &str) -> &'static HealingSign {
    EVIDENCE.healing.signs.iter().find(|sign| sign.id == id).unwrap()
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// Each sign that is offered, written out once more: hours until which it is expected, days until which it may last,
/// and the hours from which it comes where that is said.
const SIGNS: [(&str, u32, u32, Option<&str>); 9] = [
    ("colour_change", 72, 7, None),
    ("swelling", 48, 3, None),
    ("pinpoint_bleeding", 4, 1, None),
    ("tight_dry_rough", 96, 7, None),
    ("flaking", 120, 7, Some("Usually from 48 hours after the session.")),
    ("bruising", 168, 10, None),
    ("small_spots", 168, 10, Some("Usually from 48 hours after the session.")),
    ("itch", 120, 7, None),
    ("soreness", 48, 3, None),
];

#[test]
fn those_signs_and_no_others_are_offered() {
    let offered: Vec<String> = sign_rows(&EVIDENCE.healing, say()).into_iter().map(|row| row.id).collect();
    assert_eq!(offered, SIGNS.map(|(id, ..)| id));
}

#[test]
fn every_sign_changes_its_meaning_at_its_limits_to_the_minute() {
    for (id, hours, days, _) in SIGNS {
        let now = |minutes| of_sign(sign(id), Some(minutes), false);
        assert_eq!(now(0), Expected, "{id}");
        assert_eq!(now(hours * 60 - 1), Expected, "{id}");
        assert_eq!(now(hours * 60), Expected, "{id}");
        assert_eq!(now(hours * 60 + 1), Watch, "{id}");
        assert_eq!(now(days * 24 * 60 - 1), if hours == days * 24 { Expected } else { Watch }, "{id}");
        assert_eq!(now(days * 24 * 60), if hours == days * 24 { Expected } else { Watch }, "{id}");
        assert_eq!(now(days * 24 * 60 + 1), Call, "{id}");
        assert_eq!(now(u32::MAX), Call, "{id}");
    }
}

#[test]
fn worse_than_yesterday_counts_after_48_hours_and_not_at_them() {
    for (id, hours, days, _) in SIGNS {
        let now = |minutes, worse| of_sign(sign(id), Some(minutes), worse);
        for minutes in [0, 4 * 60, 4 * 60 + 1, 2879, 2880] {
            assert_eq!(now(minutes, true), now(minutes, false), "{id} at {minutes}");
        }
        for minutes in [2881, hours * 60 + 2881, days * 24 * 60, days * 24 * 60 + 1, u32::MAX] {
            let after = minutes > 2880;
            assert_eq!(now(minutes, true) == CallToday, after, "{id} at {minutes}");
        }
    }
}

#[test]
fn without_a_day_no_sign_is_expected() {
    for (id, ..) in SIGNS {
        assert_eq!(of_sign(sign(id), None, false), Call);
        assert_eq!(of_sign(sign(id), None, true), CallToday);
    }
}

/// Each warning sign, written out once more, and where it leads.
const FLAGS: [(&str, Option<Verdict>); 14] = [
    ("breathing", Some(Emergency)),
    ("numbing_cream", Some(Emergency)),
    ("eye", Some(Emergency)),
    ("very_ill", Some(Emergency)),
    ("spreading_pain", Some(Emergency)),
    ("spreading_blisters", Some(Emergency)),
    ("blood_contact", None),
    ("after_minoxidil", Some(Emergency)),
    ("infection", Some(CallToday)),
    ("cold_sore", Some(CallToday)),
    ("rash_fever", Some(CallToday)),
    ("rf_burn", Some(CallToday)),
    ("lasting_change", Some(Call)),
    ("new_marks", Some(Call)),
];

fn all_asked() -> Told {
    Told { asked: Asked::Signs, ..Told::default() }
}

/// A session so many minutes ago.
fn ago(minutes: Option<u32>, device: Option<Device>) -> About<'static> {
    let end = minutes.map(|_| at("2026-11-20T10:00Z"));
    About { held: None, device, device_noted: false, end, minutes }
}

fn verdict(told: &Told, about: &About<'_>) -> Option<Verdict> {
    outcome(told, about, &EVIDENCE.healing).map(|outcome| outcome.verdict)
}

#[test]
fn every_warning_sign_leads_where_it_should() {
    let flags = &EVIDENCE.healing.red_flags;
    assert_eq!(flags.iter().map(|flag| (flag.id.as_str(), of_flag(flag))).collect::<Vec<_>>(), FLAGS);
    for (id, leads) in FLAGS {
        let told = Told { flags: [id.to_owned()].into(), ..all_asked() };
        assert_eq!(verdict(&told, &ago(Some(60), None)), Some(leads.unwrap_or(Expected)), "{id}");
    }
}

#[test]
fn of_two_warning_signs_the_worse_wins() {
    for (first, one) in FLAGS {
        for (second, other) in FLAGS {
            let told = Told { flags: [first.to_owned(), second.to_owned()].into_iter().collect(), ..all_asked() };
            let worse = one.max(other).unwrap_or(Expected);
            assert_eq!(verdict(&told, &ago(Some(60), None)), Some(worse), "{first} and {second}");
        }
    }
}

#[test]
fn what_is_particular_to_heat_is_left_out_only_where_there_was_none() {
    let rf_burn = EVIDENCE.healing.red_flags.iter().find(|flag| flag.id == "rf_burn").unwrap();
    let told = Told { flags: ["rf_burn".to_owned()].into(), ..all_asked() };
    for (device, asked) in
        [(None, true), (Some(Device::Rf), true), (Some(Device::Home), true), (Some(Device::Mechanical), false)]
    {
        assert_eq!(is_asked(rf_burn, device), asked, "{device:?}");
        let rows = flag_rows(&[Urgency::SameDayRf], device, &EVIDENCE.healing, say());
        assert_eq!(rows.len(), usize::from(asked), "{device:?}");
        let leads = if asked { CallToday } else { Expected };
        assert_eq!(verdict(&told, &ago(Some(60), device)), Some(leads), "{device:?}");
    }
}

#[test]
fn what_is_always_printed_is_never_a_tick() {
    let ticks = [Urgency::Emergency, Urgency::SameDay, Urgency::SameDayRf, Urgency::CallClinic];
    let rows = flag_rows(&ticks, None, &EVIDENCE.healing, say());
    assert_eq!(rows.len(), FLAGS.len() - 1);
    assert!(rows.iter().all(|row| row.id != "blood_contact" && row.label != row.hint && !row.label.is_empty()));
}

#[test]
fn the_worst_answer_wins_and_an_emergency_stands_alone() {
    let mut told = all_asked();
    let about = ago(Some(50 * 60), None);
    assert_eq!(verdict(&told, &about), Some(Expected));
    told.signs.insert("flaking".to_owned());
    assert_eq!(verdict(&told, &about), Some(Expected));
    told.signs.insert("swelling".to_owned());
    assert_eq!(verdict(&told, &about), Some(Watch));
    told.unsure = true;
    assert_eq!(verdict(&told, &about), Some(Call));
    told.unsure = false;
    told.flags.insert("new_marks".to_owned());
    assert_eq!(verdict(&told, &about), Some(Call));
    told.worse.insert("flaking".to_owned());
    assert_eq!(verdict(&told, &about), Some(CallToday));
    told.flags.insert("eye".to_owned());
    let worst = outcome(&told, &about, &EVIDENCE.healing).unwrap();
    assert_eq!(worst.verdict, Emergency);
    assert_eq!(worst.flags.iter().map(|flag| flag.id.as_str()).collect::<Vec<_>>(), ["eye"]);
    assert_eq!(worst.signs, []);
}

#[test]
fn nothing_is_said_before_the_emergencies_were_asked_and_only_the_worst_ends_the_asking() {
    let with = |flag: &str, asked| Told { asked, flags: [flag.to_owned()].into(), ..Told::default() };
    let about = ago(Some(60), None);
    for (flag, from) in [("eye", Asked::Emergencies), ("infection", Asked::Calls), ("new_marks", Asked::Signs)] {
        for asked in [Asked::Nothing, Asked::Emergencies, Asked::Calls, Asked::Signs] {
            assert_eq!(verdict(&with(flag, asked), &about).is_some(), asked >= from, "{flag} {asked:?}");
        }
    }
}

fn any_told(u: &mut Unstructured) -> Result<Told> {
    let mut told = all_asked();
    for (id, _) in FLAGS {
        if u.ratio(1, 12)? {
            told.flags.insert(id.to_owned());
        }
    }
    for (id, ..) in SIGNS {
        if u.ratio(1, 3)? {
            told.signs.insert(id.to_owned());
        }
        if u.ratio(1, 4)? {
            told.worse.insert(id.to_owned());
        }
    }
    told.unsure = u.ratio(1, 8)?;
    Ok(told)
}

/// Elapsed minutes, many of them near a limit.
fn any_minutes(u: &mut Unstructured) -> Result<u32> {
    let limit = *u.choose(&[4, 24, 48, 72, 96, 120, 168, 240])? * 60;
    if u.ratio(1, 2)? { Ok(limit - 2 + u.int_in_range(0..=4)?) } else { u.int_in_range(0..=20 * 24 * 60) }
}

#[test]
fn later_or_worse_or_more_is_never_milder() {
    arbtest(|u| {
        let told = any_told(u)?;
        let device = *u.choose(&[None, Some(Device::Rf), Some(Device::Mechanical), Some(Device::Home)])?;
        let minutes = any_minutes(u)?;
        let of = |told: &Told, minutes| verdict(told, &ago(minutes, device)).unwrap();
        let first = of(&told, Some(minutes));
        assert!(of(&told, Some(minutes + u.int_in_range(0..=5000)?)) >= first, "later");
        assert!(of(&told, None) >= first.min(CallToday), "day not known");
        let mut more = told.clone();
        match u.int_in_range(0..=3)? {
            0 => drop(more.flags.insert(u.choose(&FLAGS)?.0.to_owned())),
            1 => drop(more.signs.insert(u.choose(&SIGNS)?.0.to_owned())),
            2 => drop(more.worse.insert(u.choose(&SIGNS)?.0.to_owned())),
            _ => more.unsure = true,
        }
        assert!(of(&more, Some(minutes)) >= first, "more");
        Ok(())
    });
}

#[test]
fn healing_can_take_longer_after_heat_and_in_scars() {
    use ConcernId::{AcneScars, BurnScars, EnlargedPores, SurgicalTraumaticScars};
    for concern in [None, Some(EnlargedPores), Some(AcneScars)] {
        assert!(can_take_longer(Some(Device::Rf), concern));
        assert!(can_take_longer(None, concern));
        assert!(!can_take_longer(Some(Device::Home), concern));
    }
    for (concern, longer) in [
        (None, true),
        (Some(AcneScars), true),
        (Some(SurgicalTraumaticScars), true),
        (Some(BurnScars), true),
        (Some(EnlargedPores), false),
    ] {
        assert_eq!(can_take_longer(Some(Device::Mechanical), concern), longer, "{concern:?}");
    }
}

/// London in 2026: an hour ahead of Greenwich from 29 March 01:00 to 25 October 01:00, both by the clock of Greenwich.
struct London;

impl Zone for London {
    fn local(&self, at_: Instant) -> LocalTime {
        let summer = at_ >= at("2026-03-29T01:00Z") && at_ < at("2026-10-25T01:00Z");
        at_.at_offset(if summer { 60 } else { 0 })
    }

    fn instant(&self, shown: LocalTime) -> Option<Instant> {
        let winter = Instant::from_utc(shown);
        let summer = Instant::from_millis(winter.millis() - 3_600_000);
        [summer, winter].into_iter().find(|instant| self.local(*instant) == shown)
    }

    fn name(&self) -> String {
        "Europe/London".to_owned()
    }
}

/// A place where clocks went forward at midnight, so that the day began at 01:00.
struct NoMidnight;

impl Zone for NoMidnight {
    fn local(&self, at_: Instant) -> LocalTime {
        at_.at_offset(if at_ >= at("2026-04-24T00:00Z") { 60 } else { 0 })
    }

    fn instant(&self, shown: LocalTime) -> Option<Instant> {
        let winter = Instant::from_utc(shown);
        let summer = Instant::from_millis(winter.millis() - 3_600_000);
        [summer, winter].into_iter().find(|instant| self.local(*instant) == shown)
    }

    fn name(&self) -> String {
        "Africa/Cairo".to_owned()
    }
}

fn read(day: &str, time: Option<&str>, zone: &dyn Zone, now: &str) -> std::result::Result<Instant, NotEnded> {
    let time = time.map(|time| ClockTime::parse(time).unwrap());
    Ended::read(parse_iso(day).unwrap(), time, zone, at(now)).map(|ended| ended.at)
}

#[test]
fn never_fewer_hours_are_counted_than_went_by() {
    let now = "2026-10-26T12:00Z";
    // Shown twice: the first.
    assert_eq!(read("2026-10-25", Some("01:30"), &London, now), Ok(at("2026-10-25T00:30Z")));
    // Over the night that clocks go back 24 hours pass between 10:00 and 09:00.
    assert_eq!(read("2026-10-24", Some("10:00"), &London, now), Ok(at("2026-10-24T09:00Z")));
    // Without a time: the start of the day.
    assert_eq!(read("2026-10-25", None, &London, now), Ok(at("2026-10-24T23:00Z")));
    assert_eq!(read("2026-04-24", None, &NoMidnight, now), Ok(at("2026-04-24T00:00Z")));
}

#[test]
fn a_time_that_never_was_or_is_still_to_come_is_no_end() {
    assert_eq!(read("2026-03-29", Some("01:30"), &London, "2026-03-29T12:00Z"), Err(NotEnded::Skipped));
    assert_eq!(read("2026-03-29", Some("02:00"), &London, "2026-03-29T12:00Z"), Ok(at("2026-03-29T01:00Z")));
    assert_eq!(read("2026-11-22", Some("12:01"), &Utc, "2026-11-22T12:00Z"), Err(NotEnded::Ahead));
    assert_eq!(read("2026-11-22", Some("12:00"), &Utc, "2026-11-22T12:00Z"), Ok(at("2026-11-22T12:00Z")));
    assert_eq!(read("2026-11-23", None, &Utc, "2026-11-22T12:00Z"), Err(NotEnded::Ahead));
}

#[test]
fn what_is_typed_wrong_is_named_at_its_field() {
    let now = at("2026-03-29T12:00Z");
    let wrong = |day, time| ended(day, time, &London, now).unwrap_err();
    assert_eq!(wrong(Some(""), Some("")), (DAY_FIELD, FieldError::NoSessionDay));
    assert_eq!(wrong(None, Some("")), (DAY_FIELD, FieldError::DateImpossible));
    assert_eq!(wrong(Some("2200-01-01"), Some("")), (DAY_FIELD, FieldError::DateOutside));
    assert_eq!(wrong(Some("2026-03-30"), Some("")), (DAY_FIELD, FieldError::EndedDayAhead));
    assert_eq!(wrong(Some("2026-03-30"), Some("08:00")), (DAY_FIELD, FieldError::EndedDayAhead));
    assert_eq!(wrong(Some("2026-03-29"), Some("13:01")), (TIME_FIELD, FieldError::EndedTimeAhead));
    assert_eq!(wrong(Some("2026-03-29"), Some("01:30")), (TIME_FIELD, FieldError::TimeSkipped));
    assert_eq!(wrong(Some("2026-03-29"), None), (TIME_FIELD, FieldError::TimeImpossible));
    assert_eq!(wrong(Some("2026-03-29"), Some("25:00")), (TIME_FIELD, FieldError::TimeImpossible));
    assert!(ended(Some("2026-03-29"), Some("13:00"), &London, now).is_ok());
    assert!(ended(Some("2026-03-29"), Some(""), &London, now).is_ok());
}

/// Sessions with one that ended then.
fn one_held(end: &str, device: Option<Device>) -> Courses {
    let id = SessionId::new(1, 1).unwrap();
    let held = Held { end: at(end), offset: 0, zone: "Europe/London".to_owned() };
    let details = Details { device, ..Details::default() };
    let now = at("2030-01-01T00:00Z");
    Courses::default().with(Command::Hold(id, held), now).unwrap().with(Command::Describe(id, details), now).unwrap()
}

#[test]
fn it_is_about_the_session_noted_last_unless_the_person_says_otherwise() {
    let courses = one_held("2026-11-20T10:00Z", Some(Device::Mechanical));
    let now = at("2026-11-22T10:00Z");
    let mut told = Told { device: Some(Device::Rf), ..Told::default() };
    let about = told.about(&courses, now);
    assert_eq!((about.minutes, about.device, about.device_noted), (Some(2880), Some(Device::Mechanical), true));
    told.other = true;
    let about = told.about(&courses, now);
    assert_eq!((about.minutes, about.device, about.device_noted), (None, Some(Device::Rf), false));
    told.ended = Some(Ended { day: parse_iso("2026-11-22").unwrap(), time: None, at: at("2026-11-22T00:00Z") });
    assert_eq!(told.about(&courses, now).minutes, Some(600));
    assert_eq!(Told::default().about(&Courses::default(), now).minutes, None);
}

#[test]
fn a_session_that_is_still_to_come_by_the_clock_is_asked_about_and_no_hours_are_below_nothing() {
    let courses = one_held("2026-11-22T10:01Z", Some(Device::Mechanical));
    let now = at("2026-11-22T10:00Z");
    assert!(is_ahead(&courses, now) && !is_ahead(&courses, at("2026-11-22T10:01Z")));
    let about = Told::default().about(&courses, now);
    assert_eq!((about.held, about.minutes, about.device, about.end), (None, None, None, None));
    assert_eq!(Told::default().about(&courses, at("2026-11-22T10:01Z")).minutes, Some(0));
    // The clock was put back after the person had told when it was.
    let ended = Ended { day: parse_iso("2026-11-23").unwrap(), time: None, at: at("2026-11-23T00:00Z") };
    let told = Told { ended: Some(ended), ..Told::default() };
    assert_eq!(told.about(&Courses::default(), now).minutes, None);
}

/// What the outcome says so many minutes after a session that ended on 20 November at 10:00.
fn said(told: &Told, device: Option<Device>, concern: Option<ConcernId>, minutes: i64) -> Shown {
    let courses = one_held("2026-11-20T10:00Z", device);
    let now = Instant::from_millis(at("2026-11-20T10:00Z").millis() + minutes * 60_000);
    let about = told.about(&courses, now);
    let healing = &EVIDENCE.healing;
    shown(&outcome(told, &about, healing).unwrap(), told, &about, (healing, concern), (&Utc, now), say())
}

fn with_signs(signs: &[&str]) -> Told {
    Told { signs: signs.iter().map(|sign| (*sign).to_owned()).collect(), ..all_asked() }
}

#[test]
fn each_sign_has_its_words_and_the_day_it_should_be_gone() {
    for (id, _, days, begins) in SIGNS {
        let now = said(&with_signs(&[id]), Some(Device::Mechanical), Some(ConcernId::EnlargedPores), 60);
        let line = &now.lines[0];
        let date = gone_by(sign(id), at("2026-11-20T10:00Z")).utc().day;
        assert_eq!(date, parse_iso("2026-11-20").unwrap() + chrono::Days::new(days.into()));
        assert!(line.gone_by.as_ref().unwrap().contains(&say().locale.date(date, DateStyle::Full)), "{id}: {line:?}");
        assert_eq!(line.begins.as_deref(), begins, "{id}");
        assert!(line.notes.is_empty(), "{id}: {line:?}");
        assert_eq!(now.title, "This is expected for now");
    }
}

#[test]
fn the_line_about_heat_and_scars_stands_beside_what_is_expected_and_nothing_else() {
    let told = with_signs(&["flaking", "swelling", "pinpoint_bleeding"]);
    let now = said(&told, Some(Device::Rf), None, 50 * 60);
    let with_note: Vec<&str> =
        now.lines.iter().filter(|line| !line.notes.is_empty()).map(|line| line.id.as_str()).collect();
    assert_eq!(with_note, ["flaking"]);
    // Worst first.
    let verdicts: Vec<Verdict> = now.lines.iter().map(|line| line.verdict).collect();
    assert_eq!(verdicts, [Call, Watch, Expected]);
}

#[test]
fn worse_too_early_to_count_is_answered() {
    let mut told = with_signs(&["swelling"]);
    told.worse.insert("swelling".to_owned());
    assert_eq!(said(&told, Some(Device::Home), None, 2880).lines[0].notes.len(), 1);
    assert!(said(&told, Some(Device::Home), None, 2881).lines[0].notes.is_empty());
}

#[test]
fn call_today_stands_beside_no_day_to_wait_for() {
    let mut told = with_signs(&["itch"]);
    told.worse.insert("itch".to_owned());
    let gone_by = |minutes| said(&told, None, None, minutes).lines[0].gone_by.clone();
    assert_eq!(gone_by(2881), None);
    assert_eq!(gone_by(8 * 1440).unwrap(), "It should have been gone by Fri 27 November 2026.");
}

#[test]
fn with_nothing_ticked_it_says_what_to_expect_today() {
    let none = all_asked();
    for (minutes, day) in [(60, Some(0)), (14 * 60, Some(1)), (4 * 1440, Some(3)), (12 * 1440, Some(10))] {
        let now = said(&none, None, None, minutes);
        assert_eq!(now.today.map(|(_, id)| id), day.map(|day| format!("day.{day}")), "{minutes}");
    }
    assert_eq!(said(&none, None, None, 60 * 1440).long_ago, None);
    let late = said(&none, None, None, 61 * 1440);
    assert!(late.long_ago.unwrap().contains("61 days") && late.today.is_none());
    let with_sign = said(&with_signs(&["itch"]), None, None, 60);
    assert_eq!(with_sign.today, None);
}

#[test]
fn an_emergency_says_nothing_else() {
    let mut told = with_signs(&["itch"]);
    told.unsure = true;
    told.flags.extend(["eye".to_owned(), "infection".to_owned()]);
    let now = said(&told, None, None, 90 * 1440);
    assert_eq!(now.flags.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["eye"]);
    assert_eq!((now.counted, now.long_ago, now.lines, now.unsure, now.today), (None, None, Vec::new(), false, None));
}

#[test]
fn hours_are_said_for_three_days_and_days_from_then_on() {
    let counted = |minutes| said(&all_asked(), None, None, minutes).counted.unwrap();
    for (minutes, words) in [
        (0, "less than an hour ago"),
        (59, "less than an hour ago"),
        (60, "1 hour ago"),
        (71 * 60 + 59, "71 hours ago"),
        (72 * 60, "3 days ago"),
    ] {
        let said = counted(minutes);
        assert!(said.contains("20 Nov 2026, 10:00") && said.contains(words), "{minutes}: {said}");
    }
}

/// English with the clock of twelve hours.
struct Twelve;

impl Locale for Twelve {
    fn date(&self, day: chrono::NaiveDate, style: DateStyle) -> String {
        PlainEnglish.date(day, style)
    }

    fn time(&self, time: ClockTime) -> String {
        format!("{}:{:02} PM", time.hour() % 12, time.minute())
    }

    fn number(&self, value: u64) -> String {
        PlainEnglish.number(value)
    }

    fn decimal(&self, value: f64) -> String {
        PlainEnglish.decimal(value)
    }

    fn money(&self, cents: u64, currency: Currency) -> String {
        PlainEnglish.money(cents, currency)
    }

    fn plural(&self, value: u64) -> Plural {
        PlainEnglish.plural(value)
    }

    fn variety(&self) -> &str {
        PlainEnglish.variety()
    }
}

#[test]
fn the_clock_is_said_in_one_way() {
    let courses = one_held("2026-11-20T18:05Z", None);
    let now = at("2026-11-20T19:05Z");
    let told = all_asked();
    let say = Say { words: &WORDS, locale: &Twelve };
    let counted = counted(&told, &told.about(&courses, now), say);
    assert!(counted.contains("6:05 PM") && !counted.contains("18:05"), "{counted}");
    let (_, held, _) = courses.last_held().unwrap();
    assert!(held_name(held, say).contains("6:05 PM"));
}

#[test]
fn the_diary_is_told_what_was_ticked_what_got_worse_and_what_came_of_it() {
    let worse = ["itch".to_owned()].into_iter().collect();
    let flags = ["new_marks".to_owned()].into_iter().collect();
    let told = Told { flags, worse, unsure: true, ..with_signs(&["itch", "flaking"]) };
    let now = said(&told, None, None, 60);
    let lines = [
        "“Is this normal?”: Call your clinic",
        "• New marks, lines of bumps, or a raised scar",
        "• Flaking",
        "• Itch: worse than yesterday",
        "• Something else, or I am not sure",
    ];
    assert_eq!(note(&now, &told, say()), lines.join("\n"));
}
