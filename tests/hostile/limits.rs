//! Each limit of `record::limits` and of the kinds of records: what reaches it is taken, one more is refused with a reason,
//! and what is refused as a whole is refused before it is read.

use std::cell::Cell;

use chrono::NaiveDate;
use microneedling_planner::content::json::{self, Reason, parse};
use microneedling_planner::domain::clinic::{LONGEST_LINK, Link};
use microneedling_planner::domain::course::{Booking, Courses, Details, HIGHEST, Held, Session, SessionId, Stage};
use microneedling_planner::domain::dates::{EARLIEST, LATEST, format_iso, parse_iso};
use microneedling_planner::domain::diary::LONGEST_NOTE;
use microneedling_planner::domain::moment::{ClockTime, Instant, LocalTime};
use microneedling_planner::domain::photo::{LONGEST_SIDE, MOST_BYTES, is_jpeg};
use microneedling_planner::domain::sorted::SortedMap;
use microneedling_planner::record::backup::{
    Carried, Counts, Part, Refused, changes, merge, read_backup, write_backup,
};
use microneedling_planner::record::envelope::Fields;
use microneedling_planner::record::limits::{
    DEEPEST, LONGEST_BACKUP, LONGEST_BODY, LONGEST_ID, MOST_ENTRIES, MOST_RECORDS, MOST_TICKS, MOST_VALUES,
};
use microneedling_planner::record::restore_code::{BadCode, code_in, read_body};
use microneedling_planner::record::sessions::write_session;
use microneedling_planner::record::{
    calendar, diary, estimate_lines, keys, photo, profile, schema_1, sessions, settings, ticks,
};
use serde_json::{Value, json};

use super::doors::{EVIDENCE, live, now};

thread_local! {
    /// How often JSON was read.
    static READ: Cell<usize> = const { Cell::new(0) };
}

fn counted(text: &str) -> Result<Value, Reason> {
    READ.set(READ.get() + 1);
    parse(text)
}

/// A backup of these records, as JSON.
fn backup_of(records: impl IntoIterator<Item = (String, Value)>) -> String {
    let records: serde_json::Map<String, Value> = records.into_iter().collect();
    json!({"format": "microneedling-planner-backup", "v": 2, "without": [], "records": records}).to_string()
}

fn taken(text: &str) -> Result<Carried, Refused> {
    read_backup(text, parse)
}

/// What came of reading it, and whether any of it was read.
fn refused_unread(text: &str) -> bool {
    READ.set(0);
    read_backup(text, counted) == Err(Refused::TooMuch) && READ.get() == 0
}

fn fields(value: Value) -> Fields {
    value.as_object().unwrap().clone()
}

fn days() -> impl Iterator<Item = NaiveDate> {
    EARLIEST.iter_days()
}

#[test]
fn a_backup_that_is_too_long_too_wide_or_too_deep_is_refused_before_it_is_read() {
    let whole = backup_of([]);
    let long = |bytes: usize| whole.clone() + &" ".repeat(bytes - whole.len());
    assert!(taken(&long(LONGEST_BACKUP)).is_ok());
    assert!(refused_unread(&long(LONGEST_BACKUP + 1)));
    let wide = |values: usize| backup_of([("profile".to_owned(), json!({"add": vec![0; values]}))]);
    assert!(refused_unread(&wide(MOST_VALUES)));
    assert_ne!(taken(&wide(MOST_VALUES - 100)), Err(Refused::TooMuch));
    // Many small objects weigh a hundred times what they are long.
    assert!(refused_unread(&format!("[{}0]", "{\"\":0},".repeat(MOST_VALUES))));
    for open in ["[", "{\"a\":"] {
        assert!(refused_unread(&open.repeat(DEEPEST + 1)));
        assert!(refused_unread(&open.repeat(500_000)));
    }
    assert_eq!(taken(&"[".repeat(DEEPEST)), Err(Refused::NotJson));
    // What stands in a note is no list.
    let note = "[{,".repeat(LONGEST_NOTE / 3);
    assert!(taken(&backup_of([("entry:2026-11-21".to_owned(), json!({"note": note}))])).is_ok());
}

#[test]
fn a_code_stretches_no_further_than_it_may() {
    let body = |bytes: usize| format!("{{\"without\":[],\"records\":{{}}}}{}", " ".repeat(bytes - 27));
    assert_eq!(body(LONGEST_BODY).len(), LONGEST_BODY);
    assert!(read_body(body(LONGEST_BODY).as_bytes(), 2, parse).is_ok());
    READ.set(0);
    assert_eq!(read_body(body(LONGEST_BODY + 1).as_bytes(), 2, counted), Err(BadCode::TooMuch));
    assert_eq!(read_body("[".repeat(1_000).as_bytes(), 1, counted), Err(BadCode::TooMuch));
    assert_eq!(READ.get(), 0);
    // As does a pasted text, whatever is in it.
    assert_eq!(code_in(&"q".repeat(20_001)), "");
}

/// So many days of a diary.
fn diary_of(count: usize) -> impl Iterator<Item = (String, Value)> {
    days().take(count).map(|day| (format!("entry:{}", format_iso(day)), json!({"change": "same"})))
}

#[test]
fn as_many_records_come_in_as_may_and_are_looked_at_and_put_together_in_the_time_of_a_tap() {
    let Ok(all) = taken(&backup_of(diary_of(MOST_RECORDS))) else { panic!("refused") };
    assert_eq!(all.kept.diary.len(), MOST_RECORDS);
    assert_eq!(taken(&backup_of(diary_of(MOST_RECORDS + 1))), Err(Refused::TooMuch));
    // All of them on both sides, and all different.
    let other: Vec<_> = diary_of(MOST_RECORDS).map(|(key, _)| (key, json!({"change": "worse"}))).collect();
    let here = taken(&backup_of(other)).unwrap().kept;
    let (mine, theirs) = (here.things(Part::Diary), all.kept.things(Part::Diary));
    assert_eq!(Counts::of(&mine, &theirs), Counts { new: 0, differ: MOST_RECORDS, only_here: 0 });
    assert_eq!(changes(&here, &all.kept).len(), MOST_RECORDS);
    assert_eq!(changes(&here, &merge(&here, &all).0), []);
    live(&all.kept);
}

#[test]
fn a_page_that_says_a_long_language_costs_no_choice_of_the_person() {
    let chosen = |instead: String| settings::Settings {
        theme: Some(settings::Theme::Dark),
        instead: Some(instead),
        ..settings::Settings::default()
    };
    let kept = |instead: &str| settings::read(&settings::write(&chosen(instead.to_owned())));
    assert_eq!(kept(&"x".repeat(LONGEST_ID)), Ok(chosen("x".repeat(LONGEST_ID))));
    assert_eq!(
        kept(&"x".repeat(LONGEST_ID + 1)).map(|read| (read.theme, read.instead)),
        Ok((Some(settings::Theme::Dark), None))
    );
}

#[test]
fn photos_of_the_same_numbers_find_others() {
    let photos = |picture: &str| {
        let of = |number: usize| {
            (
                format!("photo:{number}"),
                json!({"day": "2026-11-21", "view": "front", "jpeg": format!("/9j/{picture}{number:04}")}),
            )
        };
        taken(&backup_of((1..3_000).map(of))).unwrap()
    };
    let (merged, _) = merge(&photos("AAAA").kept, &photos("BBBB"));
    assert_eq!(merged.photos().count(), 2 * 2_999);
}

#[test]
fn ticks_are_counted_over_all_lists() {
    let rows = |count: usize| -> Value {
        (0..count).map(|row| (format!("row_{row}"), json!(true))).collect::<serde_json::Map<_, _>>().into()
    };
    let lists = |count: usize| {
        // In an order in which each list comes before those that are there already.
        let list = |number: usize| (format!("ticks:aftercare:{number}"), rows(100));
        backup_of((1..count).map(list).chain([("ticks:preparation:1".to_owned(), rows(100))]))
    };
    assert_eq!(taken(&lists(MOST_TICKS / 100)).unwrap().kept.ticks.len(), MOST_TICKS);
    assert_eq!(taken(&lists(MOST_TICKS / 100 + 1)), Err(Refused::TooMuch));
}

#[test]
fn lists_of_schema_1_end_somewhere() {
    let ticked =
        |count: usize| json!({"v": 1, "ticked": (0..count).map(|n| format!("aftercare/{n}/row")).collect::<Vec<_>>()});
    assert_eq!(schema_1::upgrade("ticks", &ticked(MOST_TICKS)).unwrap().len(), MOST_TICKS);
    assert!(schema_1::upgrade("ticks", &ticked(MOST_TICKS + 1)).is_err());
    let sessions = |count: usize| {
        let session = |n: usize| json!({"course": n / 99 + 1, "number": n % 99 + 1, "day": "2026-12-20"});
        json!({"v": 1, "later": 0, "sessions": (0..count).map(session).collect::<Vec<_>>()})
    };
    assert_eq!(schema_1::upgrade("sessions", &sessions(9_801)).unwrap().len(), 9_802);
    assert!(schema_1::upgrade("sessions", &sessions(MOST_TICKS + 1)).is_err());
}

/// So many courses of 99 sessions, a day each.
fn sessions_of(courses: u16) -> SortedMap<SessionId, Session> {
    let ids = (1..=courses).flat_map(|course| (1..=HIGHEST).map(move |number| SessionId { course, number }));
    let session = |(id, day): (SessionId, NaiveDate)| {
        let end = Instant::from_utc(LocalTime { day, time: ClockTime::MIDNIGHT });
        let held = Held { end, offset: 0, zone: "UTC".to_owned() };
        let stage = if id.number == 1 { Stage::Held(held) } else { Stage::Booked(Booking { day, time: None }) };
        (id, Session { stage, details: Details::default() })
    };
    ids.zip(parse_iso("2020-01-01").unwrap().iter_days()).map(session).collect()
}

#[test]
fn every_session_there_can_be_comes_in() {
    let all = sessions_of(HIGHEST);
    assert_eq!(all.len(), 9_801);
    let records = all.iter().map(|(id, session)| (keys::session(*id), write_session(session).into()));
    let carried = taken(&backup_of(records.chain([("course".to_owned(), json!({"later": 98}))]))).unwrap();
    assert_eq!(carried.kept.courses.present(), HIGHEST);
    let (merged, left_out) = merge(&carried.kept, &carried);
    assert_eq!((merged, left_out), (carried.kept, 0));
}

#[test]
fn thousands_of_sessions_are_put_together_one_by_one_whether_they_go_together_or_not() {
    let all = sessions_of(30);
    let gather = |sessions| Courses::gather(sessions, 0, SortedMap::new(), String::new());
    let (courses, left_out) = gather(all.clone());
    assert_eq!((courses.iter().count(), left_out.len(), courses.present()), (all.len(), 0, 30));
    // Each on the day of another, the last first.
    let days: Vec<Session> = all.values().cloned().collect();
    let (courses, left_out) = gather(all.keys().copied().zip(days.into_iter().rev()).collect());
    assert_eq!(courses.iter().count() + left_out.len(), all.len());
}

#[test]
fn entries_of_calendar_files_end_somewhere() {
    let made = |count: usize| {
        let entries: serde_json::Map<String, Value> =
            (0..count).map(|n| (format!("s-{n}"), json!("2027-01-01"))).collect();
        fields(json!({"id": "0".repeat(32), "last": {"sequence": 1, "checksum": "0".repeat(16), "entries": entries}}))
    };
    let read = calendar::read_made(&made(MOST_ENTRIES)).unwrap();
    assert!(calendar::read_made(&made(MOST_ENTRIES + 1)).is_err());
    // All of them are taken back in the next file, once.
    let head =
        calendar::Head { name: "Dates", gone: "Gone", now: now(), zone: &microneedling_planner::domain::moment::Utc };
    let (text, _) = calendar::write_file(&[], head, &read);
    assert_eq!(text.matches("STATUS:CANCELLED").count(), MOST_ENTRIES);
}

/// One field of a record with a text of so many characters.
type Longest = (&'static str, usize, fn(&str) -> bool);

#[test]
fn each_text_has_a_longest_one() {
    let texts: &[Longest] = &[
        ("note", LONGEST_NOTE, |text| diary::read_entry(&fields(json!({"note": text}))).is_ok()),
        ("sign", LONGEST_ID, |text| diary::read_entry(&fields(json!({["signs.", text].concat(): "lot"}))).is_ok()),
        ("tick", LONGEST_ID, |text| ticks::read_ticks(&fields(json!({text: true}))).is_ok()),
        ("rule", LONGEST_ID, |text| sessions::read_course(&fields(json!({["rules.", text].concat(): 24}))).is_ok()),
        ("place", 500, |text| {
            sessions::read_session(&fields(json!({"stage": {"day": "2026-12-20"}, "place": text}))).is_ok()
        }),
        ("who", 500, |text| {
            sessions::read_session(&fields(json!({"stage": {"day": "2026-12-20"}, "who": text}))).is_ok()
        }),
        ("zone", LONGEST_ID, |text| {
            let held = json!({"ended": "2026-09-01T16:30Z", "offset": 60, "zone": text});
            sessions::read_session(&fields(json!({"stage": held}))).is_ok()
        }),
        ("language", LONGEST_ID, |text| settings::read(&fields(json!({"instead": text}))).is_ok()),
        ("line", estimate_lines::MAX_LINE_BYTES - 2, |text| {
            let line = format!("\"{text}\"");
            estimate_lines::answer(&EVIDENCE, line.as_bytes()).is_some_and(|said| !said.contains("65536"))
        }),
        ("link", LONGEST_LINK - 8, |text| Link::new(&["https://", text].concat()).is_some()),
    ];
    for (name, longest, is_taken) in texts {
        assert!(is_taken(&"x".repeat(*longest)), "{name} of {longest}");
        assert!(!is_taken(&"x".repeat(longest + 1)), "{name} of {longest} and one more");
    }
}

#[test]
fn each_day_lies_within_three_centuries() {
    let of = |day: &str| {
        [
            profile::read_plan(&fields(json!({"start": day}))).is_ok(),
            profile::read_plan(&fields(json!({"event": day}))).is_ok(),
            profile::read_profile(&fields(json!({"scar_date": day}))).is_ok(),
            profile::read_profile(&fields(json!({"dates.filler": day}))).is_ok(),
            sessions::read_session(&fields(json!({"stage": {"day": day}}))).is_ok(),
            photo::read_photo(&fields(json!({"day": day, "view": "front", "jpeg": "/9j/"}))).is_ok(),
            keys::entry_of(&["entry:", day].concat()).is_some(),
            Instant::parse(&[day, "T10:00Z"].concat()).is_some(),
        ]
    };
    for (day, fits) in [
        ("1900-01-01", true),
        ("2199-12-31", true),
        ("1899-12-31", false),
        ("2200-01-01", false),
        ("0001-01-01", false),
        ("9999-12-31", false),
    ] {
        assert_eq!(of(day), [fits; 8], "{day}");
    }
    // The widest diary there can be is drawn.
    let held = json!({"ended": "1900-01-01T10:00Z", "offset": 0, "zone": "UTC"});
    let last = (format!("entry:{}", format_iso(LATEST)), json!({"change": "worse"}));
    let kept = taken(&backup_of([("session:1".to_owned(), json!({"stage": held})), last])).unwrap().kept;
    live(&kept);
}

/// A JPEG of this form: what stands before its size, and the size it claims.
fn jpeg(before: &[u8], kind: u8, height: u16, width: u16) -> Vec<u8> {
    let size =
        [&[0xff, kind, 0, 11, 8], &height.to_be_bytes()[..], &width.to_be_bytes()[..], &[1, 1, 0x11, 0]].concat();
    [&[0xff, 0xd8, 0xff][..], before, &size, &[0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3, 0xff, 0xd9]].concat()
}

/// Whether a picture of these bytes may be kept.
fn is_kept(jpeg: &[u8]) -> bool {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in jpeg.chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter = if place <= three.len() { letters[(bits >> (18 - 6 * place) & 63) as usize] } else { b'=' };
            text.push(char::from(letter));
        }
    }
    is_jpeg(&text)
}

/// The longest side that a photo may claim.
const SIDE: u16 = LONGEST_SIDE as u16;

#[test]
fn a_photo_that_claims_to_be_larger_than_a_kept_one_is_refused() {
    // As a browser writes it: a segment of its own first.
    let plain: &[u8] = &[0xe0, 0, 4, 1, 2];
    // Another size in a segment counts for nothing; what is no mark, and what fills up, is passed over as readers do.
    let hidden: &[u8] = &[0xe1, 0, 15, 0xff, 0xc0, 0, 11, 8, 0xff, 0xff, 0xff, 0xff, 1, 1, 0x11, 0];
    let rubbish: &[u8] = &[0xe0, 0, 2, 7, 7, 7, 0xff, 0xff, 0xff, 0xff, 0x00, 9, 0xff, 0xd0];
    for before in [plain, hidden, rubbish] {
        for kind in [0xc0, 0xc1, 0xc2, 0xc9, 0xca] {
            assert!(is_kept(&jpeg(before, kind, SIDE, SIDE)), "{before:x?} {kind:x}");
            for (height, width) in [(SIDE + 1, SIDE), (SIDE, SIDE + 1), (u16::MAX, u16::MAX), (1, u16::MAX)] {
                assert!(!is_kept(&jpeg(before, kind, height, width)), "{before:x?} {kind:x} {height} {width}");
            }
        }
        // No size: the tables that pictures are packed with have marks of their own among these.
        assert!(is_kept(&jpeg(before, 0xc4, u16::MAX, u16::MAX)));
    }
    // What ends in the midst of anything is read to its end and no further.
    let whole = jpeg(plain, 0xc0, SIDE, SIDE);
    for end in 3..whole.len() {
        assert!(is_kept(&whole[..end]), "{end}");
    }
    assert!(!is_kept(&[&[0xff, 0xd8, 0xff][..], &vec![0; MOST_BYTES]].concat()));
}

#[test]
fn what_was_let_in_can_be_carried_on() {
    let all = taken(&backup_of(diary_of(MOST_RECORDS))).unwrap();
    let text = write_backup(&all, now(), "what");
    assert!(text.len() < LONGEST_BACKUP && json::parse(&text).is_ok());
    assert_eq!(taken(&text), Ok(all));
}
