//! Saved records: what a released schema kept is read as it was meant, what is written now is what the golden files say,
//! and damage is told, never guessed.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test ends by panicking")]

use microneedling_planner::content::json::{Reason, parse};
use microneedling_planner::domain::answers::{Answer, Answers};
use microneedling_planner::domain::checklist::{Checklist, Tick};
use microneedling_planner::domain::course::{Courses, Session, Stage};
use microneedling_planner::domain::dates::parse_iso;
use microneedling_planner::domain::diary::{Change, Entry, Strength};
use microneedling_planner::domain::matters::{Matter, Order};
use microneedling_planner::domain::moment::ClockTime;
use microneedling_planner::record::calendar::{read_made, write_made};
use microneedling_planner::record::diary::{read_entry, write_entry};
use microneedling_planner::record::envelope::{Fields, Record, Unreadable};
use microneedling_planner::record::keys;
use microneedling_planner::record::matters;
use microneedling_planner::record::photo::{read_photo, write_photo};
use microneedling_planner::record::profile::{read_plan, read_profile, with_plan, write_plan, write_profile};
use microneedling_planner::record::schema_1;
use microneedling_planner::record::sessions::{Course, read_course, read_session, write_course, write_session};
use microneedling_planner::record::shelf::{MemoryShelf, Shelf};
use microneedling_planner::record::stamp::Stamp;
use microneedling_planner::record::store::Store;
use microneedling_planner::record::ticks::{read_ticks, write_ticks};

/// The records of schema 1 with their keys.
const SCHEMA_1: [(&str, &str); 6] = [
    ("answers", include_str!("records/answers-1.json")),
    ("ticks", include_str!("records/ticks-1.json")),
    ("sessions", include_str!("records/sessions-1.json")),
    ("entry:2026-11-21", include_str!("records/entry-1.json")),
    ("photo:1", include_str!("records/photo-1.json")),
    ("calendar", include_str!("records/calendar-1.json")),
];

/// The records of schema 2 with their keys. They say the same as those of schema 1, as far as that had them.
const SCHEMA_2: [(&str, &str); 9] = [
    ("profile", include_str!("records/profile-2.json")),
    ("plan", include_str!("records/plan-2.json")),
    ("course", include_str!("records/course-2.json")),
    ("session:1", include_str!("records/session-2.json")),
    ("ticks:aftercare:12", include_str!("records/ticks-2.json")),
    ("entry:2026-11-21", include_str!("records/entry-2.json")),
    ("photo:1", include_str!("records/photo-2.json")),
    ("calendar", include_str!("records/calendar-2.json")),
    ("matters", include_str!("records/matters-2.json")),
];

fn text_of(all: &[(&'static str, &'static str)], key: &str) -> &'static str {
    all.iter().find(|(known, _)| *known == key).unwrap().1.trim_end()
}

/// What a record of schema 1 becomes.
fn upgraded(key: &str, text: &str) -> Result<Vec<(String, Fields)>, Reason> {
    parse(text).and_then(|record| schema_1::upgrade(key, &record))
}

/// The fields of a record kept by schema 1, by the key they have now.
fn fields_1(key: &str) -> Fields {
    let all = SCHEMA_1.iter().flat_map(|(key, text)| upgraded(key, text).unwrap());
    all.into_iter().find(|(known, _)| known == key).unwrap().1
}

fn record_2(key: &str) -> Record {
    Record::read(text_of(&SCHEMA_2, key), parse).unwrap()
}

fn fields_2(key: &str) -> Fields {
    record_2(key).fields()
}

fn fields(json: &str) -> Fields {
    parse(json).unwrap().as_object().unwrap().clone()
}

fn stamp(text: &str) -> Stamp {
    Stamp::parse(text).unwrap()
}

fn answers_of(profile: &Fields, plan: &Fields) -> Answers {
    with_plan(read_profile(profile).unwrap(), read_plan(plan).unwrap())
}

fn ticks_of(key: &str, fields: &Fields) -> Vec<Tick> {
    let (list, session) = keys::ticks_of(key).unwrap();
    read_ticks(fields).unwrap().into_iter().map(|row| Tick { list, session, row }).collect()
}

fn courses_1() -> Courses {
    let all = upgraded("sessions", text_of(&SCHEMA_1, "sessions")).unwrap();
    let sessions = all.iter().filter_map(|(key, fields)| Some((keys::session_of(key)?, read_session(fields).unwrap())));
    let Course { later, rules, phone } = read_course(&fields_1("course")).unwrap();
    let (courses, left_out) = Courses::gather(sessions.collect(), later, rules, phone);
    assert_eq!(left_out, []);
    courses
}

fn check_answers(answers: &Answers) {
    assert_eq!(answers.scar_type, Answer::NotSure);
    assert_eq!(answers.not_if, Answer::NotSure);
    assert_eq!(answers.age.known().map(|age| age.years()), Some(29));
    assert_eq!(answers.conditions().len(), 3);
    assert_eq!(answers.unsure_groups().count(), 1);
    assert_eq!(answers.dates.values().copied().collect::<Vec<_>>(), [parse_iso("2026-12-24").unwrap()]);
    assert_eq!(answers.start, Answer::Known(parse_iso("2027-01-11").unwrap()));
    assert_eq!(answers.event, Answer::Known(parse_iso("2027-06-19").unwrap()));
    assert_eq!(answers.interval.known().map(|weeks| weeks.0), Some(4));
    assert_eq!(answers.price.known().map(|price| (price.cents(), price.currency.as_str())), Some((35_050, "CAD")));
}

#[test]
fn answers_of_both_schemas_are_read_as_they_were_given() {
    let answers = answers_of(&fields_1("profile"), &fields_1("plan"));
    check_answers(&answers);
    assert_eq!(write_profile(&answers), fields_1("profile"), "nothing of schema 1 is dropped");
    assert_eq!(write_plan(&answers), fields_1("plan"), "nothing of schema 1 is dropped");
    assert_eq!(answers_of(&fields_2("profile"), &fields_2("plan")), answers);
    assert_eq!(write_profile(&answers), fields_2("profile"));
    assert_eq!(write_plan(&answers), fields_2("plan"));
}

#[test]
fn ticks_of_both_schemas_are_read_as_they_were_set() {
    let all = upgraded("ticks", text_of(&SCHEMA_1, "ticks")).unwrap();
    let ticks: Vec<Tick> = all.iter().flat_map(|(key, fields)| ticks_of(key, fields)).collect();
    let tick = |list, session, row: &str| Tick { list, session, row: row.to_owned() };
    let spf = tick(Checklist::Aftercare, 12, "daily_spf");
    assert_eq!(
        ticks,
        [tick(Checklist::Questions, 0, "dark_marks"), tick(Checklist::Preparation, 2, "no_retinoids"), spf.clone(),]
    );
    for (key, fields) in &all {
        let (list, session) = keys::ticks_of(key).unwrap();
        assert_eq!(write_ticks(&ticks.iter().cloned().collect(), list, session), *fields);
    }
    assert_eq!(ticks_of("ticks:aftercare:12", &fields_2("ticks:aftercare:12")), [spf]);
    assert_eq!(fields_2("ticks:aftercare:12"), fields_1("ticks:aftercare:12"));
}

#[test]
fn sessions_of_both_schemas_are_read_as_they_were() {
    let courses = courses_1();
    let (id, held, session) = courses.last_held().unwrap();
    assert_eq!((id.course, id.number), (2, 1));
    assert_eq!(held.local().print(), "2026-11-19T22:15", "the clock at the clinic");
    assert_eq!(session.details.depth, None);
    assert_eq!(courses.rules.get("sweat"), Some(&96));
    assert_eq!((courses.later(), courses.rules.len(), courses.phone.as_str()), (1, 2, "+44 (0)20 7946 0000"));
    let booked: Vec<_> = courses.iter().filter(|(_, session)| matches!(session.stage, Stage::Booked(_))).collect();
    let [(second, Session { stage: Stage::Booked(booking), .. }), (third, with_place)] = booked.as_slice() else {
        panic!("{booked:?}")
    };
    assert_eq!(
        (second.running(), booking.day, booking.time),
        (102, parse_iso("2026-12-20").unwrap(), ClockTime::new(14, 30))
    );
    assert_eq!((third.running(), with_place.stage.day()), (103, parse_iso("2027-01-17").unwrap()));
    assert_eq!(with_place.details.place, "The same place");
    for (id, session) in courses.iter() {
        assert_eq!(write_session(session), fields_1(&keys::session(id)), "nothing of schema 1 is dropped");
    }
    assert_eq!(write_course(&courses), fields_1("course"), "nothing of schema 1 is dropped");
    assert_eq!(read_session(&fields_2("session:1")).as_ref(), Ok(courses.iter().next().unwrap().1));
    assert_eq!(fields_2("session:1"), fields_1("session:1"));
    assert_eq!(fields_2("course"), fields_1("course"));
}

#[test]
fn an_entry_of_both_schemas_is_read_as_it_was_written() {
    let key = "entry:2026-11-21";
    let entry = read_entry(&fields_1(key)).unwrap();
    let strengths: Vec<_> = entry.signs.iter().map(|(id, strength)| (id.as_str(), *strength)).collect();
    assert_eq!(
        strengths,
        [("colour_change", Strength::Some), ("flaking", Strength::Little), ("swelling", Strength::Lot)]
    );
    assert_eq!(entry.change, Some(Change::LittleBetter));
    assert_eq!(entry.note, "Warm, “tight”.\nNo blisters 😀");
    assert_eq!(write_entry(&entry), fields_1(key), "nothing of schema 1 is dropped");
    assert_eq!(read_entry(&fields_2(key)), Ok(entry));
    assert_eq!(fields_2(key), fields_1(key));
}

#[test]
fn a_photo_and_the_calendar_are_the_same_in_both_schemas() {
    let photo = read_photo(&fields_1("photo:1")).unwrap();
    assert_eq!(write_photo(&photo), fields_1("photo:1"), "nothing of schema 1 is dropped");
    assert_eq!(read_photo(&fields_2("photo:1")), Ok(photo));
    let made = read_made(&fields_1("calendar")).unwrap();
    assert_eq!(write_made(&made), fields_1("calendar"), "nothing of schema 1 is dropped");
    assert_eq!(read_made(&fields_2("calendar")), Ok(made));
}

#[test]
fn what_matters_is_read_in_its_order_and_not_sure_is_not_unanswered() {
    use Matter as M;
    let order = Order::new(vec![M::NoNeedles, M::LowerCost, M::FewerDarkMarks]).map(Answer::Known).unwrap();
    assert_eq!(matters::read(&fields_2("matters")).as_ref(), Ok(&order));
    assert_eq!(matters::write(&order), fields_2("matters"));
    for answer in [Answer::NotSure, Answer::Unanswered, Answer::Known(Order::default())] {
        assert_eq!(matters::read(&matters::write(&answer)), Ok(answer));
    }
    for wrong in [r#"{"order":["no_needles","no_needles"]}"#, r#"{"order":["youth"]}"#, r#"{"order":1}"#, r#"{"x":[]}"#]
    {
        assert!(matters::read(&fields(wrong)).is_err(), "{wrong}");
    }
}

#[test]
fn records_of_schema_2_are_written_again_byte_for_byte() {
    for (key, text) in SCHEMA_2 {
        assert_eq!(record_2(key).print(), text.trim_end(), "{key}");
    }
}

#[test]
fn the_golden_records_know_when_each_field_was_given_and_what_was_taken_back() {
    let newer = stamp("1a20320a3c8-1-feedbeef");
    for (key, taken_back) in [
        ("profile", "dates.retinoid"),
        ("course", "rules.exercise"),
        ("ticks:aftercare:12", "lukewarm_wash"),
        ("entry:2026-11-21", "signs.itch"),
    ] {
        let record = record_2(key);
        assert_eq!(record.newest(), Some(newer), "{key}");
        assert!(!record.fields().contains_key(taken_back), "{key}");
        // What an older stamp says of it does not bring it back; a newer one does.
        let said = |at: &str| Record::of(&[(taken_back.to_owned(), true.into())].into_iter().collect(), stamp(at));
        let mut merged = record.clone();
        merged.merge(&said("1a1f84a963b-0-2b"));
        assert_eq!(merged, record, "{key}");
        merged.merge(&said("1a20320a3c9-0-1"));
        assert!(merged.fields().contains_key(taken_back), "{key}");
    }
    let mut profile = record_2("profile");
    profile.forget_until(stamp("1a1f84a963b-0-2a"));
    assert_eq!(profile.fields().keys().collect::<Vec<_>>(), ["age", "not_if"], "given later than the rest");
}

#[test]
fn a_person_who_has_not_begun_is_not_a_person_who_is_not_sure() {
    let nothing = Answers::default();
    assert!(write_profile(&nothing).is_empty() && write_plan(&nothing).is_empty());
    assert_eq!(answers_of(&Fields::new(), &Fields::new()), nothing);
    let begun = upgraded("answers", r#"{"v":1}"#).unwrap();
    assert!(begun.iter().all(|(_, fields)| fields.is_empty()));
    for json in [r#"{"age":null}"#, r#"{"v":1,"age":null}"#] {
        let mut fields = fields(json);
        fields.remove("v");
        assert_eq!(read_profile(&fields).unwrap().age, Answer::NotSure);
    }
    assert_eq!(answers_of(&Fields::new(), &fields(r#"{"start":null}"#)).start, Answer::NotSure);
    assert_eq!(write_profile(&read_profile(&fields(r#"{"age":null}"#)).unwrap()), fields(r#"{"age":null}"#));
}

#[test]
fn every_cut_is_told_as_damage() {
    for (key, text) in SCHEMA_1 {
        for end in (0..text.trim_end().len()).filter(|end| text.is_char_boundary(*end)) {
            assert!(upgraded(key, &text[..end]).is_err(), "{key} cut at {end}");
            assert_eq!(Record::read(&text[..end], parse), Err(Unreadable::Damaged), "{key} cut at {end}");
        }
    }
    for (key, text) in SCHEMA_2 {
        for end in (0..text.trim_end().len()).filter(|end| text.is_char_boundary(*end)) {
            assert_eq!(Record::read(&text[..end], parse), Err(Unreadable::Damaged), "{key} cut at {end}");
        }
    }
}

#[test]
fn every_flipped_bit_of_a_record_of_schema_2_is_told_as_damage() {
    for (key, text) in SCHEMA_2 {
        let text = text.trim_end();
        for place in 0..text.len() {
            for bit in 0..8 {
                let mut bytes = text.as_bytes().to_vec();
                bytes[place] ^= 1 << bit;
                let Ok(flipped) = String::from_utf8(bytes) else { continue };
                let read = Record::read(&flipped, parse);
                assert_eq!(read, Err(Unreadable::Damaged), "{key} byte {place} bit {bit}: {flipped}");
            }
        }
    }
}

#[test]
fn every_flipped_bit_of_the_answers_of_schema_1_is_read_whole_or_refused_whole() {
    let text = text_of(&SCHEMA_1, "answers");
    for place in 0..text.len() {
        for bit in 0..8 {
            let mut bytes = text.as_bytes().to_vec();
            bytes[place] ^= 1 << bit;
            let Ok(flipped) = String::from_utf8(bytes) else { continue };
            let Ok(records) = upgraded("answers", &flipped) else { continue };
            let [(_, profile), (_, plan)] = records.as_slice() else { panic!("{flipped}") };
            if let Ok(answers) = read_profile(profile).and_then(|answers| Ok(with_plan(answers, read_plan(plan)?))) {
                assert_eq!(answers_of(&write_profile(&answers), &write_plan(&answers)), answers, "{flipped}");
            }
        }
    }
}

#[test]
fn what_is_out_of_range_or_unknown_is_damage() {
    for json in [
        r#"{"age":121}"#,
        r#"{"age":300}"#,
        r#"{"age":"29"}"#,
        r#"{"concern":"toes"}"#,
        r#"{"sun":0}"#,
        r#"{"sun":7}"#,
        r#"{"scar_date":"2027-02-29"}"#,
        r#"{"checks.recent":{"ticked":["nothing"],"unsure":false}}"#,
        r#"{"checks.recent":{"ticked":[]}}"#,
        r#"{"checks.toes":{"ticked":[],"unsure":false}}"#,
        r#"{"checks":true,"checks.recent":{"ticked":[],"unsure":false}}"#,
        r#"{"dates.tan_sunburn":null}"#,
        r#"{"dates.tan_sunburn":"2026-12-32"}"#,
        r#"{"surprise":true}"#,
        r#"{"surprise.here":true}"#,
        r#"{"start":"2026-12-01"}"#,
    ] {
        assert!(read_profile(&fields(json)).is_err(), "{json}");
    }
    for json in [
        r#"{"interval":0}"#,
        r#"{"interval":53}"#,
        r#"{"start":"2027-02-29"}"#,
        r#"{"price":{"cents":0,"currency":"USD"}}"#,
        r#"{"price":{"cents":100,"currency":"XYZ"}}"#,
        r#"{"price":{"cents":100}}"#,
        r#"{"surprise":true}"#,
        r#"{"age":29}"#,
    ] {
        assert!(read_plan(&fields(json)).is_err(), "{json}");
    }
    assert!(read_ticks(&fields(r#"{"daily_spf":true}"#)).is_ok());
    for json in [r#"{"daily_spf":false}"#, r#"{"daily_spf":"yes"}"#, r#"{"daily_spf":null}"#] {
        assert!(read_ticks(&fields(json)).is_err(), "{json}");
    }
    for key in ["ticks:socks:1", "ticks:aftercare", "ticks:aftercare:", "ticks:aftercare:01", "ticks:aftercare:x"] {
        assert_eq!(keys::ticks_of(key), None, "{key}");
    }
}

#[test]
fn what_is_no_record_of_schema_1_is_not_brought_up_to_date() {
    for text in [r#"{"v":0}"#, r#"{"v":-1}"#, r#"{"v":2}"#, r#"{"v":"1"}"#, "{}", "[]", "null", ""] {
        for (key, _) in SCHEMA_1 {
            assert!(upgraded(key, text).is_err(), "{key} {text}");
        }
    }
    for text in [r#"{"v":1,"checks":[]}"#, r#"{"v":1,"dates":"2026-12-24"}"#] {
        assert!(upgraded("answers", text).is_err(), "{text}");
    }
    for text in [
        r#"{"v":1,"ticked":["aftercare"]}"#,
        r#"{"v":1,"ticked":["aftercare/1/"]}"#,
        r#"{"v":1,"ticked":[7]}"#,
        r#"{"v":1,"ticked":[],"surprise":true}"#,
        r#"{"v":1}"#,
    ] {
        assert!(upgraded("ticks", text).is_err(), "{text}");
    }
    for text in [
        r#"{"v":1,"later":0}"#,
        r#"{"v":1,"later":0,"sessions":[7]}"#,
        r#"{"v":1,"later":0,"sessions":[{"number":1,"day":"2026-12-20"}]}"#,
        r#"{"v":1,"later":0,"sessions":[{"course":0,"number":1,"day":"2026-12-20"}]}"#,
        r#"{"v":1,"later":0,"sessions":[],"surprise":true}"#,
        r#"{"v":1,"later":0,"sessions":[{"course":1,"number":1,"day":"2026-12-20"},{"course":1,"number":1,"day":"2026-12-21"}]}"#,
    ] {
        assert!(upgraded("sessions", text).is_err(), "{text}");
    }
}

#[test]
fn records_of_schema_1_are_older_and_not_damaged() {
    for (key, text) in SCHEMA_1 {
        assert_eq!(Record::read(text, parse), Err(Unreadable::Older), "{key}");
        // As a backup that was taken in left them: with their fields in the order of the alphabet.
        let sorted = parse(text).unwrap().to_string();
        assert_eq!(Record::read(&sorted, parse), Err(Unreadable::Older), "{sorted}");
    }
}

#[test]
fn everything_schema_1_kept_is_there_when_it_was_brought_up_to_date() {
    let shelf = MemoryShelf::default();
    // What schema 1 had set aside stays what it was, whether it looks like a record or not.
    let aside = [("answers.unreadable", r#"{"v":1,"age":300}"#), ("photo:2.unreadable", "{broken")];
    for (key, text) in SCHEMA_1.iter().chain(&aside) {
        shelf.set(key, text).unwrap();
    }
    shelf.set("somebody", "else").unwrap();
    assert!(schema_1::is_there(&shelf));
    let mut store = Store::new(shelf, parse, 7);
    assert!(schema_1::bring_up_to_date(&mut store, parse));
    assert!(!schema_1::is_there(store.shelf()));
    let mut expected: Vec<(String, Fields)> =
        SCHEMA_1.iter().flat_map(|(key, text)| upgraded(key, text).unwrap()).collect();
    expected.sort_by(|(one, _), (other, _)| one.cmp(other));
    let keys: Vec<String> = store.shelf().keys("");
    let is_record = |key: &&String| !key.starts_with(keys::ASIDE) && *key != "somebody";
    assert_eq!(
        keys.iter().filter(is_record).collect::<Vec<_>>(),
        expected.iter().map(|(key, _)| key).collect::<Vec<_>>()
    );
    for (key, fields) in &expected {
        let look = store.look(key);
        assert_eq!((look.record.fields(), look.trouble), (fields.clone(), None), "{key}");
    }
    for (key, text) in aside {
        let set_aside = keys.iter().find(|known| known.starts_with(keys::ASIDE) && known.ends_with(key)).unwrap();
        assert_eq!(store.shelf().get(set_aside), Ok(Some(text.to_owned())));
    }
    // A second time there is nothing to do, and nothing is set aside again.
    let texts = |store: &Store<MemoryShelf>| keys.iter().map(|key| store.shelf().get(key)).collect::<Vec<_>>();
    let before = texts(&store);
    assert!(schema_1::bring_up_to_date(&mut store, parse));
    assert_eq!((store.shelf().keys(""), texts(&store)), (keys.clone(), before));
}

#[test]
fn what_another_window_brought_up_to_date_is_put_back_when_it_is_missing() {
    let mut store = Store::new(MemoryShelf::default(), parse, 7);
    let upgraded = Record::of(&fields_1("profile"), Stamp::OLDEST);
    assert!(store.hear("profile", Some(&upgraded.print())));
    assert_eq!(store.flush(), ["profile"]);
    assert_eq!(store.shelf().get("profile"), Ok(Some(upgraded.print())));
}

#[test]
fn a_newer_schema_is_told_apart_from_damage() {
    // Written as a version 3 would write it: the same start, and the checksum over all but itself.
    let newer = |version: &str, rest: &str| {
        let (start, rest) = (format!("{{\"v\":{version},\"checksum\":\""), format!("\"{rest}}}"));
        format!("{start}{:08x}{rest}", crc(&format!("{start}{rest}")))
    };
    let text = newer("3", r#","stamp":"1a20320a3c8-0-1","fields":{"age":29,"mood":{"now":"good"}},"later":[1]"#);
    let Err(Unreadable::Newer(record)) = Record::read(&text, parse) else { panic!("{text}") };
    assert_eq!(record.fields().get("age"), Some(&29.into()), "what can be made out of it is shown");
    for rest in [r#","anything":[1]"#, "", r#","stamp":7,"fields":{"age":29}"#] {
        let text = newer("4000000000", rest);
        assert_eq!(Record::read(&text, parse), Err(Unreadable::Newer(Record::default())), "{text}");
    }
    // The same text with another number for its version, or with no checksum, says nothing for certain.
    for (key, text) in SCHEMA_2 {
        for version in ["0", "1", "3", "4", "9", "22"] {
            let other = text.trim_end().replacen("{\"v\":2,", &format!("{{\"v\":{version},"), 1);
            assert_eq!(Record::read(&other, parse), Err(Unreadable::Damaged), "{key} {version}");
        }
    }
    for text in [r#"{"v":3,"anything":[1]}"#, r#"{"v":2,"fields":{}}"#, r#"{"v":0}"#, r#"{"v":-1}"#, "[]", "null", ""] {
        assert_eq!(Record::read(text, parse), Err(Unreadable::Damaged), "{text}");
    }
    // A whole record of this schema that is not built as one.
    for rest in ["", r#","fields":{}"#, r#","stamp":"1-2-3""#, r#","stamp":"1-2","fields":{}"#] {
        assert_eq!(Record::read(&newer("2", rest), parse), Err(Unreadable::Damaged), "{rest}");
    }
}

/// CRC-32, bit by bit, as the standard has it.
fn crc(text: &str) -> u32 {
    !text.bytes().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

#[test]
fn sessions_that_cannot_be_are_damage() {
    let held = r#"{"ended":"2026-09-01T16:30Z","offset":60,"zone":"Europe/London"}"#;
    assert!(read_session(&fields(&format!(r#"{{"stage":{held}}}"#))).is_ok());
    for json in [
        "{}".to_owned(),
        r#"{"place":"High Street"}"#.to_owned(),
        r#"{"stage":{}}"#.to_owned(),
        r#"{"stage":null}"#.to_owned(),
        r#"{"stage":{"day":"2026-12-40"}}"#.to_owned(),
        r#"{"stage":{"time":"14:30"}}"#.to_owned(),
        r#"{"stage":{"day":"2026-12-20","time":"25:00"}}"#.to_owned(),
        r#"{"stage":{"day":"2026-12-20","mood":"good"}}"#.to_owned(),
        r#"{"stage":{"day":"2026-12-20"},"mood":"good"}"#.to_owned(),
        r#"{"day":"2026-12-20"}"#.to_owned(),
        format!(r#"{{"stage":{held},"depth":301}}"#),
        format!(r#"{{"stage":{held},"depth":0}}"#),
        format!(r#"{{"stage":{held},"device":"rake"}}"#),
        format!(r#"{{"stage":{}}}"#, held.replace("60", "1440")),
        format!(r#"{{"stage":{}}}"#, held.replace("16:30Z", "16:30")),
        format!(r#"{{"stage":{}}}"#, held.replace(",\"zone\":\"Europe/London\"", "")),
        format!(r#"{{"stage":{held},"place":"{}"}}"#, "x".repeat(501)),
    ] {
        assert!(read_session(&fields(&json)).is_err(), "{json}");
    }
    for json in
        [r#"{"later":99}"#, r#"{"later":-1}"#, r#"{"phone":"call me"}"#, r#"{"rules.sweat":"96"}"#, r#"{"x":1}"#]
    {
        assert!(read_course(&fields(json)).is_err(), "{json}");
    }
    for key in ["session:0", "session:100", "session:01", "session:+1", "session:", "session:9999", "session:1:1"] {
        assert_eq!(keys::session_of(key), None, "{key}");
    }
}

#[test]
fn entries_that_cannot_be_are_damage() {
    assert_eq!(read_entry(&Fields::new()), Ok(Entry::default()));
    for json in [
        r#"{"signs.itch":"terrible"}"#.to_owned(),
        r#"{"signs.itch":null}"#.to_owned(),
        r#"{"signs":7,"signs.itch":"lot"}"#.to_owned(),
        r#"{"change":"cured"}"#.to_owned(),
        r#"{"mood":1}"#.to_owned(),
        format!(r#"{{"note":"{}"}}"#, "x".repeat(2001)),
    ] {
        assert!(read_entry(&fields(&json)).is_err(), "{json}");
    }
    for key in ["entry:2026-11-31", "entry:2026-1-1", "entry:", "entry:2026-11-21.unreadable", "entry:+026-11-21"] {
        assert_eq!(keys::entry_of(key), None, "{key}");
    }
}
