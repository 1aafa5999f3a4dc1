//! Saved records: each released schema is read and written as its golden file says, and damage is told, never guessed.

use microneedling_planner::content::json::parse;
use microneedling_planner::domain::answers::{Answer, Answers};
use microneedling_planner::domain::checklist::Tick;
use microneedling_planner::domain::sorted::SortedSet;
use microneedling_planner::record::diary::{read_entry, write_entry};
use microneedling_planner::record::saved::{self, Unreadable, write_answers, write_ticks};
use microneedling_planner::record::sessions::{read_sessions, write_sessions};

fn read_answers(text: &str) -> Result<Answers, Unreadable> {
    saved::read_answers(text, parse)
}

fn read_ticks(text: &str) -> Result<SortedSet<Tick>, Unreadable> {
    saved::read_ticks(text, parse)
}

const ANSWERS: &str = include_str!("records/answers-1.json");
const TICKS: &str = include_str!("records/ticks-1.json");
const SESSIONS: &str = include_str!("records/sessions-1.json");
const ENTRY: &str = include_str!("records/entry-1.json");

#[test]
fn schema_1_is_read_and_written_as_released() {
    let answers = read_answers(ANSWERS).unwrap();
    assert_eq!(write_answers(&answers), ANSWERS.trim_end());
    assert_eq!(answers.scar_type, Answer::NotSure);
    assert_eq!(answers.age.known().map(|age| age.years()), Some(29));
    assert_eq!(answers.conditions().len(), 3);
    assert_eq!(answers.unsure_groups().count(), 1);

    let ticks = read_ticks(TICKS).unwrap();
    assert_eq!(read_ticks(&write_ticks(&ticks)), Ok(ticks.clone()));
    assert!(ticks.iter().any(|tick| tick.session == 12 && tick.row == "daily_spf"));
}

#[test]
fn a_person_who_has_not_begun_is_not_a_person_who_is_not_sure() {
    let nothing = Answers::default();
    assert_eq!(write_answers(&nothing), r#"{"v":1}"#);
    assert_eq!(read_answers(r#"{"v":1}"#), Ok(nothing));
    assert_eq!(read_answers(r#"{"v":1,"age":null}"#).unwrap().age, Answer::NotSure);
}

#[test]
fn every_cut_is_told_as_damage() {
    for end in 0..ANSWERS.trim_end().len() {
        let cut = ANSWERS.get(..end).unwrap_or_default();
        assert_eq!(read_answers(cut), Err(Unreadable::Damaged), "cut at {end}");
    }
    for end in 0..TICKS.trim_end().len() {
        assert_eq!(read_ticks(TICKS.get(..end).unwrap_or_default()), Err(Unreadable::Damaged), "cut at {end}");
    }
}

#[test]
fn every_flipped_byte_is_read_whole_or_refused_whole() {
    for place in 0..ANSWERS.len() {
        for bit in 0..8 {
            let mut bytes = ANSWERS.as_bytes().to_vec();
            bytes[place] ^= 1 << bit;
            let Ok(text) = String::from_utf8(bytes) else { continue };
            if let Ok(answers) = read_answers(&text) {
                assert_eq!(read_answers(&write_answers(&answers)), Ok(answers), "byte {place} bit {bit}");
            }
        }
    }
}

#[test]
fn what_is_out_of_range_or_unknown_is_damage() {
    for text in [
        r#"{"v":1,"age":121}"#,
        r#"{"v":1,"age":"29"}"#,
        r#"{"v":1,"concern":"toes"}"#,
        r#"{"v":1,"sun":0}"#,
        r#"{"v":1,"sun":7}"#,
        r#"{"v":1,"interval":0}"#,
        r#"{"v":1,"interval":53}"#,
        r#"{"v":1,"start":"2027-02-29"}"#,
        r#"{"v":1,"price":{"cents":0,"currency":"USD"}}"#,
        r#"{"v":1,"price":{"cents":100,"currency":"XYZ"}}"#,
        r#"{"v":1,"checks":{"recent":{"ticked":["nothing"],"unsure":false}}}"#,
        r#"{"v":1,"dates":{"tan_sunburn":null}}"#,
        r#"{"v":1,"surprise":true}"#,
        r#"{"v":0}"#,
        r#"{"v":-1}"#,
        r#"[]"#,
        r#"null"#,
        "",
    ] {
        assert_eq!(read_answers(text), Err(Unreadable::Damaged), "{text}");
    }
    for text in [r#"{"v":1,"ticked":["aftercare"]}"#, r#"{"v":1,"ticked":["aftercare/1/"]}"#, r#"{"v":1}"#] {
        assert_eq!(read_ticks(text), Err(Unreadable::Damaged), "{text}");
    }
}

#[test]
fn a_newer_schema_is_told_apart_from_damage() {
    assert_eq!(read_answers(r#"{"v":2,"anything":[1]}"#), Err(Unreadable::Newer));
    assert_eq!(read_ticks(r#"{"v":4000000000}"#), Err(Unreadable::Newer));
}

#[test]
fn sessions_of_schema_1_are_read_and_written_as_released() {
    let courses = read_sessions(SESSIONS, parse).unwrap();
    assert_eq!(write_sessions(&courses), SESSIONS.trim_end());
    let (id, held, session) = courses.last_held().unwrap();
    assert_eq!((id.course, id.number), (2, 1));
    assert_eq!(held.local().print(), "2026-11-19T22:15", "the clock at the clinic");
    assert_eq!(session.details.depth, None);
    assert_eq!(courses.rules.get("sweat"), Some(&96));
}

#[test]
fn sessions_that_cannot_be_are_damage() {
    let session = |rest: &str| format!(r#"{{"v":1,"later":0,"sessions":[{rest}]}}"#);
    let held = r#""ended":"2026-09-01T16:30Z","offset":60,"zone":"Europe/London""#;
    for rest in [
        r#"{"course":1,"number":0,"day":"2026-12-20"}"#.to_owned(),
        r#"{"course":2,"number":1,"day":"2026-12-20"}"#.to_owned(),
        r#"{"course":1,"number":1,"day":"2026-12-40"}"#.to_owned(),
        r#"{"course":1,"number":1}"#.to_owned(),
        r#"{"course":1,"number":1,"day":"2026-12-20","time":"25:00"}"#.to_owned(),
        r#"{"course":1,"number":1,"day":"2026-12-20","mood":"good"}"#.to_owned(),
        format!(r#"{{"course":1,"number":2,{held}}}"#),
        format!(r#"{{"course":1,"number":1,{held},"depth":301}}"#),
        format!(r#"{{"course":1,"number":1,{}}}"#, held.replace("60", "1440")),
        format!(r#"{{"course":1,"number":1,{held},"place":"{}"}}"#, "x".repeat(501)),
        r#"{"course":1,"number":1,"day":"2026-12-20"},{"course":1,"number":2,"day":"2026-12-20"}"#.to_owned(),
        r#"{"course":1,"number":1,"day":"2026-12-20"},{"course":1,"number":1,"day":"2026-12-21"}"#.to_owned(),
    ] {
        assert_eq!(read_sessions(&session(&rest), parse), Err(Unreadable::Damaged), "{rest}");
    }
    assert_eq!(read_sessions(r#"{"v":2}"#, parse), Err(Unreadable::Newer));
    assert!(read_sessions(&session(&format!(r#"{{"course":1,"number":1,{held}}}"#)), parse).is_ok());
}

#[test]
fn an_entry_of_schema_1_is_read_and_written_as_released() {
    let entry = read_entry(ENTRY, parse).unwrap();
    assert_eq!(write_entry(&entry), ENTRY.trim_end());
    assert_eq!(entry.signs.len(), 3);
    for text in [
        r#"{"v":1,"signs":{"itch":"terrible"}}"#.to_owned(),
        r#"{"v":1,"change":"cured"}"#.to_owned(),
        r#"{"v":1,"mood":1}"#.to_owned(),
        format!(r#"{{"v":1,"note":"{}"}}"#, "x".repeat(2001)),
    ] {
        assert_eq!(read_entry(&text, parse), Err(Unreadable::Damaged), "{text}");
    }
}
