//! Carrying a plan along: every backup and every code is read as it was written, damage is refused whole, and what comes
//! in takes nothing away that was not given up.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test ends by panicking")]

use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use chrono::{Days, NaiveDate};
use microneedling_planner::content::json::parse;
use microneedling_planner::domain::answers::{Answer, Answers, Change, CheckAnswer, Currency, Price};
use microneedling_planner::domain::checklist::{Checklist, Tick};
use microneedling_planner::domain::course::{Booking, Command, Courses, Details, Held};
use microneedling_planner::domain::dates::{Weeks, parse_iso};
use microneedling_planner::domain::diary::{Entry, Strength};
use microneedling_planner::domain::evidence::CheckGroup;
use microneedling_planner::domain::ids::{
    Addition, AreaId, ConcernId, ConditionId, Device, Phototype, ScarType, Severity,
};
use microneedling_planner::domain::moment::{ClockTime, Instant};
use microneedling_planner::domain::photo::{BUDGET, MOST_BASE64, Photo, View};
use microneedling_planner::domain::profile::Age;
use microneedling_planner::record::backup::{
    Carried, Counts, Kept, Part, Refused, leave_out_photos, merge, read_backup, replace, write_backup,
};
use microneedling_planner::record::envelope::{Fields, Record};
use microneedling_planner::record::keys;
use microneedling_planner::record::photo::write_photo;
use microneedling_planner::record::profile::{read_plan, read_profile, with_plan};
use microneedling_planner::record::restore_code::{
    BadCode, Form, STEPS, code_in, read_body, read_code, write_body, write_code,
};
use microneedling_planner::record::schema_1::upgrade;
use microneedling_planner::record::ticks::read_ticks;

const BACKUP: &str = include_str!("records/backup-2.json");
const CODE: &str = include_str!("records/restore-2.txt");
const DEFLATED: &str = include_str!("records/restore-2-deflated.txt");
/// The same as version 1 of the planner wrote it.
const BACKUP_1: &str = include_str!("records/backup-1.json");
const CODE_1: &str = include_str!("records/restore-1.txt");
const DEFLATED_1: &str = include_str!("records/restore-1-deflated.txt");
const WHAT: &str = "A backup: \"put it back\" {here}, [now]: \\ done.";

fn day(text: &str) -> NaiveDate {
    parse_iso(text).unwrap()
}

fn now() -> Instant {
    Instant::parse("2026-11-22T12:00Z").unwrap()
}

fn at_random(property: impl FnMut(&mut Unstructured) -> Result<()>) {
    arbtest(property).size_min(1_024).size_max(1_024).budget_ms(1_500);
}

fn answer<T>(u: &mut Unstructured, value: Option<T>) -> Result<Answer<T>> {
    Ok(match (u.int_in_range(0..=3)?, value) {
        (0, _) | (_, None) => Answer::Unanswered,
        (1, _) => Answer::NotSure,
        (_, Some(value)) => Answer::Known(value),
    })
}

fn any_day(u: &mut Unstructured) -> Result<NaiveDate> {
    Ok(day("2026-06-01") + Days::new(u.int_in_range(0..=600)?))
}

fn any_words(u: &mut Unstructured) -> Result<String> {
    let words = ["", "fine", "zu \"Hause\" \\o/", "línea\nnueva\t", "夜 🌙", "{\"v\":1}", "a,b:c[d]"];
    Ok(u.choose(&words)?.to_string())
}

fn any_answers(u: &mut Unstructured) -> Result<Answers> {
    let mut answers = Answers::default();
    if u.ratio(4, 5)? {
        answers.concern = Some(*u.choose(ConcernId::ALL)?);
    }
    let severity = *u.choose(Severity::ALL)?;
    answers.severity = answer(u, Some(severity))?;
    let scar = *u.choose(ScarType::ALL)?;
    answers.scar_type = answer(u, Some(scar))?;
    let area = *u.choose(AreaId::ALL)?;
    answers.area = answer(u, Some(area))?;
    let device = *u.choose(Device::ALL)?;
    answers.device = answer(u, Some(device))?;
    let sun = *u.choose(Phototype::ALL)?;
    answers.sun = answer(u, Some(sun))?;
    let age = u.int_in_range(0..=120)?;
    answers.age = answer(u, Age::new(age))?;
    for group in CheckGroup::ALL {
        if u.ratio(1, 2)? {
            let mut check = CheckAnswer { unsure: u.arbitrary()?, ..CheckAnswer::default() };
            for _ in 0..u.int_in_range(0..=2)? {
                let condition = *u.choose(ConditionId::ALL)?;
                check.ticked.insert(condition);
                if u.ratio(1, 2)? {
                    answers.dates.insert(condition, any_day(u)?);
                }
            }
            answers.checks.insert(*group, check);
        }
    }
    let flag: bool = u.arbitrary()?;
    answers.partner = answer(u, Some(flag))?;
    let add = *u.choose(Addition::ALL)?;
    answers.add = answer(u, Some([add].into()))?;
    answers.not_if = answer(u, Some(!flag))?;
    let date = any_day(u)?;
    answers.start = answer(u, Some(date))?;
    answers.event = answer(u, Some(date + Days::new(90)))?;
    let weeks = u.int_in_range(1..=52)?;
    answers.interval = answer(u, Some(Weeks(weeks)))?;
    let cents = u.int_in_range(1..=Price::MAX_CENTS)?;
    let currency = *u.choose(Currency::ALL)?;
    answers.price = answer(u, Price::new(cents, currency))?;
    let since = any_day(u)?;
    answers.scar_date = answer(u, Some(since))?;
    Ok(answers)
}

/// Sessions that a person can have made: every command that is refused is left out.
fn any_courses(u: &mut Unstructured) -> Result<Courses> {
    let mut courses = Courses::default();
    let later = Instant::parse("2029-01-01T00:00Z").unwrap();
    for _ in 0..u.int_in_range(0..=6)? {
        let id = courses.next();
        let on = any_day(u)?;
        let command = match u.int_in_range(0..=6)? {
            0 => Command::BeginCourse,
            1 => Command::Rule(any_words(u)? + "rule", Some(u.int_in_range(0..=999)?)),
            6 => Command::Phone(u.choose(&["", "+44 (0)20 7946 0000", "112"])?.to_string()),
            2 => Command::Book(id, Booking { day: on, time: ClockTime::new(u.int_in_range(0..=23)?, 5) }),
            3 => {
                let details = Details {
                    place: any_words(u)?,
                    who: any_words(u)?,
                    device: u.choose(Device::ALL).copied().ok(),
                    depth: Some(u.int_in_range(1..=300)?),
                    area: None,
                };
                Command::Describe(id, details)
            }
            _ => {
                let end = Instant::parse(&format!("{}T10:00Z", on)).unwrap();
                Command::Hold(id, Held { end, offset: u.int_in_range(-600..=600)?, zone: any_words(u)? })
            }
        };
        courses = courses.with(command, later).unwrap_or(courses);
    }
    Ok(courses)
}

fn any_kept(u: &mut Unstructured) -> Result<Kept> {
    let mut kept = Kept { answers: any_answers(u)?, courses: any_courses(u)?, ..Kept::default() };
    for _ in 0..u.int_in_range(0..=4)? {
        let list = *u.choose(Checklist::ALL)?;
        let session = u.int_in_range(0..=20)?;
        kept.ticks.insert(Tick { list, session, row: any_words(u)? + "row" });
    }
    for _ in 0..u.int_in_range(0..=3)? {
        let mut entry = Entry { note: any_words(u)? + "note", ..Entry::default() };
        entry.signs.insert(any_words(u)?, *u.choose(Strength::ALL)?);
        kept.diary.insert(any_day(u)?, entry);
    }
    for number in 0..u.int_in_range(0..=2)? {
        let picture = u.int_in_range(0..=3)?;
        kept.add_other(&format!("photo:{number}"), photo(&format!("AAA{picture}")));
    }
    if u.ratio(1, 3)? {
        kept.add_other("calendar", calendar());
    }
    if u.ratio(1, 3)? {
        kept.add_other("matters", matters());
    }
    Ok(kept)
}

/// A photo as it is kept, told apart by four letters of its picture.
fn photo(picture: &str) -> Fields {
    write_photo(&Photo { day: day("2026-11-21"), view: View::Front, jpeg: format!("/9j/{picture}") })
}

/// What schema 1 kept under a key, as it is kept now.
fn upgraded(key: &str, text: &str) -> Vec<(String, Fields)> {
    upgrade(key, &parse(text).unwrap()).unwrap()
}

fn ticks_of(key: &str, fields: &Fields) -> Vec<Tick> {
    let (list, session) = keys::ticks_of(key).unwrap();
    read_ticks(fields).unwrap().into_iter().map(|row| Tick { list, session, row }).collect()
}

fn calendar() -> Fields {
    upgraded("calendar", include_str!("records/calendar-1.json"))[0].1.clone()
}

fn matters() -> Fields {
    Record::read(include_str!("records/matters-2.json").trim_end(), parse).unwrap().fields()
}

fn whole(kept: &Kept) -> Carried {
    Carried { kept: kept.clone(), without: Vec::new() }
}

/// The person of the golden records.
fn golden() -> Kept {
    let answers = upgraded("answers", include_str!("records/answers-1.json"));
    let ticks = upgraded("ticks", include_str!("records/ticks-1.json"));
    let mut kept = Kept {
        answers: with_plan(read_profile(&answers[0].1).unwrap(), read_plan(&answers[1].1).unwrap()),
        ticks: ticks.iter().flat_map(|(key, fields)| ticks_of(key, fields)).collect(),
        ..Kept::default()
    };
    let first = kept.courses.next();
    let held = Held { end: Instant::parse("2026-11-21T10:00Z").unwrap(), offset: 0, zone: "Europe/London".to_owned() };
    kept.courses = kept.courses.with(Command::Hold(first, held), now()).unwrap();
    let booking = Booking { day: day("2026-12-20"), time: ClockTime::new(14, 30) };
    kept.courses = kept.courses.with(Command::Book(kept.courses.next(), booking), now()).unwrap();
    let mut entry = Entry { note: "Went fine.".to_owned(), ..Entry::default() };
    entry.signs.insert("swelling".to_owned(), Strength::Some);
    kept.diary.insert(day("2026-11-21"), entry);
    kept.add_other("photo:1", photo("AAAA"));
    kept.add_other("calendar", calendar());
    kept
}

#[test]
fn version_2_of_the_backup_is_read_and_written_as_released() {
    let what = "A backup of the microneedling planner.";
    assert_eq!(write_backup(&whole(&golden()), now(), what), BACKUP);
    assert_eq!(read_backup(BACKUP, parse), Ok(whole(&golden())));
}

#[test]
fn version_2_of_the_code_is_read_and_written_as_released() {
    let body = write_body(&golden(), STEPS[0]);
    assert_eq!(write_code(Form::Plain, body.as_bytes()), CODE.trim_end());
    let (form, version, body) = read_code(CODE.trim_end()).unwrap();
    assert_eq!((form, version), (Form::Plain, 2));
    let read = read_body(&body, version, parse).unwrap();
    assert_eq!(read.kept, golden().without(STEPS[0]));
    assert_eq!(read.without, STEPS[0]);
    // The tests in the browser unfold the squeezed one.
    let (form, version, body) = read_code(DEFLATED.trim_end()).unwrap();
    assert_eq!((form, version), (Form::Deflated, 2));
    assert_eq!(write_code(Form::Deflated, &body), DEFLATED.trim_end());
}

#[test]
fn what_version_1_wrote_is_still_read_as_it_was_meant() {
    assert_eq!(read_backup(BACKUP_1, parse), Ok(whole(&golden())));
    let (form, version, body) = read_code(CODE_1.trim_end()).unwrap();
    assert_eq!((form, version), (Form::Plain, 1));
    let read = read_body(&body, version, parse).unwrap();
    assert_eq!(read.kept, golden().without(STEPS[0]));
    assert_eq!(read.without, STEPS[0]);
    let (form, version, _) = read_code(DEFLATED_1.trim_end()).unwrap();
    assert_eq!((form, version), (Form::Deflated, 1));
}

#[test]
fn a_code_is_no_longer_than_that_of_version_1() {
    let (_, _, body) = read_code(CODE_1.trim_end()).unwrap();
    let now = write_body(&golden(), STEPS[0]).len();
    assert!(now <= body.len(), "{now} {}", body.len());
}

#[test]
fn whatever_is_kept_comes_back_from_a_backup_and_from_a_code() {
    at_random(|u| {
        let kept = any_kept(u)?;
        let file = write_backup(&whole(&kept), now(), WHAT);
        assert!(serde_json::from_str::<serde_json::Value>(&file).is_ok(), "{file}");
        assert_eq!(read_backup(&file, parse), Ok(whole(&kept)), "{file}");
        for (without, form) in STEPS.into_iter().zip([Form::Plain, Form::Deflated, Form::Plain]) {
            let code = write_code(form, write_body(&kept, without).as_bytes());
            let (read_form, version, body) = read_code(&code).unwrap();
            assert_eq!((read_form, version), (form, 2));
            assert_eq!(read_body(&body, version, parse).unwrap().kept, kept.clone().without(without));
        }
        Ok(())
    });
}

#[test]
fn a_code_that_is_cut_or_changed_in_one_place_is_refused() {
    let code = CODE.trim_end();
    for end in 0..code.len() {
        assert_eq!(read_code(&code[..end]), Err(BadCode::Damaged), "cut at {end}");
        assert_eq!(read_code(&code[end + 1..]), Err(BadCode::Damaged), "begun at {end}");
    }
    for place in 0..code.len() {
        for other in "Az9-.é".chars().filter(|other| !code[place..].starts_with(*other)) {
            let changed = [&code[..place], &other.to_string(), &code[place + 1..]].concat();
            assert_eq!(read_code(&changed), Err(BadCode::Damaged), "{other} at {place}");
        }
        if place + 1 < code.len() && code.as_bytes()[place] != code.as_bytes()[place + 1] {
            let mut swapped = code.as_bytes().to_vec();
            swapped.swap(place, place + 1);
            assert_eq!(read_code(std::str::from_utf8(&swapped).unwrap()), Err(BadCode::Damaged), "swapped at {place}");
        }
    }
}

#[test]
fn a_code_of_a_form_of_later_is_newer_and_not_damaged() {
    // The letter and the checksum are those of a form that there is not yet.
    assert_eq!(read_code("re30caaZNeB"), Err(BadCode::Newer));
    for version in [1, 2] {
        let read = |body: &str| read_body(body.as_bytes(), version, parse);
        assert_eq!(read(r#"{"without":["dreams"],"records":{}}"#), Err(BadCode::Newer));
        assert_eq!(read(r#"{"without":[],"records":{"dreams":{"v":1}}}"#), Err(BadCode::Newer));
    }
    let read = |version, records: &str| {
        read_body(format!(r#"{{"without":[],"records":{records}}}"#).as_bytes(), version, parse)
    };
    assert_eq!(read(1, r#"{"answers":{"v":2}}"#), Err(BadCode::Newer));
    assert_eq!(read(1, r#"{"answers":{"v":1,"age":300}}"#), Err(BadCode::Damaged));
    assert_eq!(read(2, r#"{"profile":{"age":300}}"#), Err(BadCode::Damaged));
    assert_eq!(read(2, r#"{"profile":[]}"#), Err(BadCode::Damaged));
    assert!(read(2, r#"{"profile":{},"entry:2026-11-21":{}}"#).unwrap().kept.is_empty(), "says nothing");
    assert_eq!(read(2, r#"{"profile":{"age":30}}"#).unwrap().kept.answers.age.known().map(Age::years), Some(30));
}

#[test]
fn a_code_is_found_in_whatever_a_person_pastes() {
    let code = CODE.trim_end();
    let (half, rest) = code.split_at(code.len() / 2);
    for pasted in [
        code.to_owned(),
        format!("  {code}\n"),
        format!("https://example.org/planner/#/take/restore/{code}"),
        format!("My plan: https://example.org/#/take/restore/{code} see you"),
        format!("<https://example.org/#/take/restore/{code}>."),
        format!("https://example.org/#/take/restore/{half}\r\n {rest}"),
    ] {
        assert_eq!(code_in(&pasted), code, "{pasted}");
    }
    assert_eq!(read_code(&code_in(&"x".repeat(50_000_000))), Err(BadCode::Damaged));
}

#[test]
fn files_that_are_no_backup_are_refused_with_their_reason() {
    for (text, why) in [
        ("", Refused::NotJson),
        ("\u{0}\u{1}PNG", Refused::NotJson),
        ("null", Refused::Foreign),
        ("[]", Refused::Foreign),
        ("\"microneedling-planner-backup\"", Refused::Foreign),
        ("{\"v\":1,\"concern\":\"acne_scars\"}", Refused::Foreign),
        ("{\"format\":\"microneedling-planner-backup\",\"v\":1}", Refused::Foreign),
        ("{\"format\":\"microneedling-planner-backup\",\"v\":0,\"without\":[],\"records\":{}}", Refused::Foreign),
        ("{\"format\":\"microneedling-planner-backup\",\"v\":1,\"without\":[],\"records\":[]}", Refused::Foreign),
        ("{\"format\":\"microneedling-planner-backup\",\"v\":2,\"anything\":1}", Refused::Foreign),
        ("{\"format\":\"microneedling-planner-backup\",\"v\":3,\"anything\":1}", Refused::Newer),
    ] {
        assert_eq!(read_backup(text, parse), Err(why), "{text}");
    }
}

#[test]
fn a_damaged_backup_is_refused_whole_and_says_what_is_damaged() {
    let damaged = |backup: &str, from: &str, to: &str| {
        let changed = backup.replacen(from, to, 1);
        assert_ne!(changed, backup, "{from}");
        read_backup(&changed, parse)
    };
    for backup in [BACKUP_1, BACKUP] {
        let damaged = |from: &str, to: &str| damaged(backup, from, to);
        assert_eq!(damaged("\"age\": 29", "\"age\": 300"), Err(Refused::Damaged(Part::Answers)));
        assert_eq!(damaged("\"interval\": 4", "\"interval\": 53"), Err(Refused::Damaged(Part::Answers)));
        assert_eq!(damaged("2026-12-20", "2026-11-20"), Err(Refused::Damaged(Part::Sessions)));
        assert_eq!(damaged("entry:2026-11-21", "entry:2026-11-31"), Err(Refused::Damaged(Part::Diary)));
        assert_eq!(damaged("\"some\"", "7"), Err(Refused::Damaged(Part::Diary)));
        assert_eq!(damaged("\"sequence\": 3", "\"sequence\": 1.5"), Err(Refused::Damaged(Part::Calendar)));
        assert_eq!(damaged("/9j/AAAA", "no picture"), Err(Refused::Damaged(Part::Photos)));
        assert_eq!(damaged("\"photo:1\"", "\"photo:one\""), Err(Refused::Damaged(Part::Photos)));
        assert_eq!(damaged("\"photo:1\"", "\"dreams:1\""), Err(Refused::Newer));
        assert_eq!(damaged("\"calendar\": {", "\"calendar\": 7, \"x\": {"), Err(Refused::Damaged(Part::Calendar)));
    }
    assert_eq!(damaged(BACKUP_1, "\"number\": 2", "\"number\": 1"), Err(Refused::Damaged(Part::Sessions)));
    assert_eq!(damaged(BACKUP_1, "aftercare/12", "socks/12"), Err(Refused::Damaged(Part::Ticks)));
    let ticks = "\"ticked\": [\n        \"questions";
    assert_eq!(damaged(BACKUP_1, ticks, "\"v\": 2, \"x\": [\n \"questions"), Err(Refused::Newer));
    assert_eq!(damaged(BACKUP_1, "\"photo:1\"", "\"session:1\""), Err(Refused::Newer), "version 1 had no such key");
    assert_eq!(damaged(BACKUP, "\"session:2\"", "\"session:02\""), Err(Refused::Damaged(Part::Sessions)));
    assert_eq!(damaged(BACKUP, "\"session:1\"", "\"session:3\""), Err(Refused::Damaged(Part::Sessions)));
    assert_eq!(damaged(BACKUP, "ticks:aftercare:12", "ticks:socks:12"), Err(Refused::Damaged(Part::Ticks)));
}

#[test]
fn every_cut_of_a_backup_is_refused() {
    for backup in [BACKUP_1, BACKUP] {
        for end in (0..backup.trim_end().len()).filter(|end| backup.is_char_boundary(*end)) {
            assert_eq!(read_backup(&backup[..end], parse), Err(Refused::NotJson), "cut at {end}");
        }
    }
}

#[test]
fn random_bytes_are_answered() {
    at_random(|u| {
        let bytes: Vec<u8> = u.arbitrary()?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let _ = read_code(&text);
        let _ = read_code(&code_in(&text));
        let _ = read_body(&bytes, u.int_in_range(0..=3)?, parse);
        assert!(read_backup(&text, parse).is_err());
        // A backup with some of it overwritten is read whole or refused whole.
        let mut file = u.choose(&[BACKUP, BACKUP_1])?.as_bytes().to_vec();
        let at = u.choose_index(file.len())?;
        file[at] = u.arbitrary()?;
        let file = String::from_utf8_lossy(&file).into_owned();
        if let Ok(carried) = read_backup(&file, parse) {
            assert_eq!(read_backup(&write_backup(&carried, now(), WHAT), parse), Ok(carried));
        }
        Ok(())
    });
}

#[test]
fn merging_loses_nothing_that_is_here() {
    at_random(|u| {
        let (here, there) = (any_kept(u)?, any_kept(u)?);
        let (merged, left_out) = merge(&here, &whole(&there));
        assert_eq!(merge(&here, &whole(&here)), (here.clone(), 0), "with itself nothing changes");
        assert_eq!(merge(&Kept::default(), &whole(&there)).0, there, "where nothing is, all of it comes");
        assert_eq!(merge(&merged, &whole(&there)).0, merged, "a second time nothing more comes");

        let again = merge_back(&here.answers, &merged.answers);
        assert_eq!(again, here.answers, "no answer given here has changed");
        for (id, session) in here.courses.iter() {
            assert_eq!(merged.courses.get(id), Some(session));
        }
        let missing = there.courses.iter().filter(|(id, _)| merged.courses.get(*id).is_none()).count();
        assert_eq!(left_out, missing, "what could not be added is told");
        for (id, hours) in there.courses.rules.iter().chain(here.courses.rules.iter()) {
            assert_eq!(merged.courses.rules.get(id), here.courses.rules.get(id).or(Some(hours)));
        }
        let phones = [&here.courses.phone, &there.courses.phone];
        assert_eq!(Some(&merged.courses.phone), phones.into_iter().find(|phone| !phone.is_empty()).or(Some(phones[0])));
        assert!(here.ticks.iter().chain(there.ticks.iter()).all(|tick| merged.ticks.contains(tick)));
        for (day, entry) in there.diary.iter().chain(here.diary.iter()) {
            assert_eq!(merged.diary.get(day), here.diary.get(day).or(Some(entry)));
        }
        for (_, photo) in here.photos().chain(there.photos()) {
            assert!(merged.photos().any(|(_, known)| known == photo), "every picture of both is there");
        }
        assert!(here.photos().all(|(key, text)| merged.others.get(key) == Some(text)), "none was put elsewhere");
        Ok(())
    });
}

/// The merged answers with everything taken out that was not answered before.
fn merge_back(before: &Answers, merged: &Answers) -> Answers {
    fn keep<T>(before: &Answer<T>, merged: Answer<T>) -> Answer<T> {
        if before.is_given() { merged } else { Answer::Unanswered }
    }
    let mut back = merged.clone();
    back.concern = before.concern.and(merged.concern);
    back.severity = keep(&before.severity, back.severity);
    back.scar_type = keep(&before.scar_type, back.scar_type);
    back.area = keep(&before.area, back.area);
    back.device = keep(&before.device, back.device);
    back.sun = keep(&before.sun, back.sun);
    back.age = keep(&before.age, back.age);
    back.scar_date = keep(&before.scar_date, back.scar_date);
    back.partner = keep(&before.partner, back.partner);
    back.add = keep(&before.add, back.add);
    back.not_if = keep(&before.not_if, back.not_if);
    back.start = keep(&before.start, back.start);
    back.event = keep(&before.event, back.event);
    back.interval = keep(&before.interval, back.interval);
    back.price = keep(&before.price, back.price);
    back.checks.retain(|group, _| before.checks.contains_key(group));
    back.dates.retain(|condition, _| before.dates.contains_key(condition));
    back
}

#[test]
fn an_answer_about_another_concern_is_not_taken_for_one_about_this() {
    let about = |concern| Answers { concern: Some(concern), ..Answers::default() };
    let here = Kept { answers: about(ConcernId::Melasma), ..Kept::default() };
    let there = about(ConcernId::AcneScars).with(Change::NotIf(Answer::Known(false)));
    let there = there
        .with(Change::Severity(Answer::Known(Severity::Mild)))
        .with(Change::Age(Answer::Known(Age::new(40).unwrap())));
    let (merged, _) = merge(&here, &whole(&Kept { answers: there, ..Kept::default() }));
    assert_eq!(merged.answers.concern, Some(ConcernId::Melasma));
    assert_eq!(merged.answers.not_if, Answer::Unanswered);
    assert_eq!(merged.answers.severity, Answer::Unanswered);
    assert_eq!(merged.answers.age.known().map(Age::years), Some(40));
}

#[test]
fn two_devices_that_number_their_photos_alike_lose_none() {
    let with = |key: &str, picture: &str| {
        let mut kept = Kept::default();
        kept.add_other(key, photo(picture));
        kept
    };
    let keys = |key: &str| {
        let (merged, _) = merge(&with(key, "mine"), &whole(&with(key, "ours")));
        merged.photos().map(|(key, _)| key.clone()).collect::<Vec<_>>()
    };
    assert_eq!(keys("photo:1"), ["photo:1", "photo:2"]);
    let highest = format!("photo:{}", (1_u64 << 53) - 1);
    assert_eq!(keys(&highest), ["photo:1", &highest]);
}

#[test]
fn photos_that_come_in_stay_within_the_room_for_photos_and_take_none_of_it_from_those_here() {
    let large = |picture: usize| photo(&format!("{picture:0>width$}", width = MOST_BASE64 - 4));
    let album = |pictures: std::ops::Range<usize>| {
        let mut kept = golden();
        pictures.for_each(|picture| kept.add_other(&format!("photo:{}", 1_000 + picture), large(picture)));
        kept
    };
    let used = |kept: &Kept| kept.photos().map(|(_, photo)| photo["jpeg"].as_str().unwrap().len()).sum::<usize>();
    let fit = BUDGET / MOST_BASE64;
    let (here, there) = (album(0..fit - 5), album(fit - 10..fit + 10));
    for target in [merge(&here, &whole(&there)).0, replace(&here, &whole(&album(0..fit + 10)))] {
        let mut taken = target.clone();
        let out = leave_out_photos(&here, &mut taken);
        assert_eq!((taken.photos().count() + out, used(&taken) <= BUDGET), (target.photos().count(), true));
        assert!((10..=11).contains(&out), "no more than has to be: {out}");
        assert!(here.photos().all(|(key, photo)| taken.others.get(key) == Some(photo)), "what is here stays");
        let rest = |kept: Kept| kept.without(&[Part::Photos]);
        assert_eq!(rest(taken), rest(target), "all else comes in");
    }
    // A device that has more than that, by whatever way, loses none of it to its own backup.
    let (over, mut again) = (album(0..fit + 10), album(0..fit + 10));
    assert_eq!((leave_out_photos(&over, &mut again), &again), (0, &over));
    let mut full = album(0..fit - 1);
    assert_eq!(leave_out_photos(&Kept::default(), &mut full), 0, "what fits comes in whole");
}

#[test]
fn replacing_leaves_what_was_never_carried() {
    at_random(|u| {
        let (here, there) = (any_kept(u)?, any_kept(u)?);
        assert_eq!(replace(&here, &whole(&there)), there);
        let any: Vec<Part> = Part::ALL.iter().copied().filter(|_| u.ratio(1, 2).unwrap_or_default()).collect();
        for without in STEPS.into_iter().chain([any.as_slice()]) {
            let carried = Carried { kept: there.clone().without(without), without: without.to_vec() };
            let replaced = replace(&here, &carried);
            let smuggled = Carried { kept: there.clone(), without: without.to_vec() };
            assert_eq!(replace(&here, &smuggled), replaced, "what it says it is without does not come in");
            let rest: Vec<Part> = Part::ALL.iter().copied().filter(|part| !without.contains(part)).collect();
            assert_eq!(replaced.clone().without(&rest), here.clone().without(&rest), "what it was made without stays");
            assert_eq!(replaced.without(without), carried.kept, "the rest is replaced");
        }
        Ok(())
    });
}

#[test]
fn what_was_set_aside_as_unreadable_is_never_carried() {
    let mut kept = Kept::default();
    for key in
        ["aside:0badf00d:profile", "aside:0badf00d:photo:1", "snapshot:1795367383123", "erased", "answers.unreadable"]
    {
        assert_eq!(Part::of_key(key), None, "{key}");
        kept.add_other(key, photo("AAAA"));
    }
    for key in
        ["photo:1.unreadable", "photo:one", "photo:01", "photo:", "entry:2026-11-21.unreadable", "profile", "dreams"]
    {
        kept.add_other(key, photo("AAAA"));
    }
    kept.add_other("photo:1", Fields::new());
    kept.add_other("photo:2", calendar());
    kept.add_other("calendar", photo("AAAA"));
    assert!(kept.is_empty(), "{kept:?}");
}

#[test]
fn two_sides_are_counted_by_key() {
    let list = |things: &[(&str, &str)]| -> Vec<_> {
        things.iter().map(|(name, thing)| (name.to_string(), thing.to_string())).collect()
    };
    let here = list(&[("a", "1"), ("b", "2"), ("c", "3")]);
    let there = list(&[("b", "2"), ("c", "4"), ("d", "5"), ("e", "6")]);
    assert_eq!(Counts::of(&here, &there), Counts { new: 2, differ: 1, only_here: 1 });
    let all = || {
        let mut kept = golden();
        kept.add_other("matters", matters());
        kept
    };
    let (one, two) = (all(), all());
    for part in Part::ALL {
        assert!(Counts::of(&one.things(*part), &two.things(*part)).is_same());
        assert!(!one.things(*part).is_empty() && one.clone().without(&[*part]).things(*part).is_empty());
    }
    assert!(Counts::of(&here, &here).is_same());
}
