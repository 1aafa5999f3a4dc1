//! Schema 1, whose golden files never change, is brought up to date: once, whole, and whatever goes wrong.

use microneedling_planner::content::json::parse;
use microneedling_planner::domain::answers::{Answer, Answers};
use microneedling_planner::record::calendar::{read_made, write_made};
use microneedling_planner::record::diary::{read_entry, write_entry};
use microneedling_planner::record::envelope::Fields;
use microneedling_planner::record::photo::{read_photo, write_photo};
use microneedling_planner::record::profile::{read_plan, read_profile, with_plan, write_plan, write_profile};
use microneedling_planner::record::schema_1::{OLD_KEYS, bring_up_to_date, is_there};
use microneedling_planner::record::sessions::{read_course, read_session, write_session};
use microneedling_planner::record::store::{Store, Trouble};
use microneedling_planner::record::ticks::read_ticks;
use serde_json::{Value, json};
use std::sync::LazyLock;

use super::shelf::{Device, Fault};
use super::{NOON, OF_A_NEWER_VERSION, fields, window};

/// Everything that a device with schema 1 can hold.
const RELEASED: [(&str, &str); 6] = [
    ("answers", include_str!("../records/answers-1.json")),
    ("ticks", include_str!("../records/ticks-1.json")),
    ("sessions", include_str!("../records/sessions-1.json")),
    ("entry:2026-11-21", include_str!("../records/entry-1.json")),
    ("photo:1", include_str!("../records/photo-1.json")),
    ("calendar", include_str!("../records/calendar-1.json")),
];
const NEW_KEYS: [&str; 13] = [
    "calendar",
    "course",
    "entry:2026-11-21",
    "photo:1",
    "plan",
    "profile",
    "session:1",
    "session:101",
    "session:102",
    "session:103",
    "ticks:aftercare:12",
    "ticks:preparation:2",
    "ticks:questions:0",
];

type Texts = Vec<(String, String)>;

/// A device as schema 1 left it.
fn released() -> Device {
    let texts = RELEASED.map(|(key, text)| (key.to_owned(), text.trim_end().to_owned()));
    Device::holding(&texts)
}

/// What becomes of that device where nothing goes wrong.
static BROUGHT: LazyLock<Texts> = LazyLock::new(|| {
    let device = released();
    assert!(bring(&device));
    device.texts()
});

/// Brings up to date in a window of its own.
fn bring(device: &Device) -> bool {
    bring_up_to_date(&mut window(device, 1), parse)
}

#[test]
fn all_that_schema_1_kept_is_there_in_schema_2() {
    let device = released();
    assert!(is_there(&device.open()));
    assert!(bring(&device));
    assert!(!is_there(&device.open()));
    let keys: Vec<String> = device.texts().into_iter().map(|(key, _)| key).collect();
    assert_eq!(keys, NEW_KEYS);
}

#[test]
fn the_answers_are_the_same_answers() {
    let device = released();
    bring(&device);
    let (profile, plan) = (fields(&device, "profile"), fields(&device, "plan"));
    let answers = with_plan(read_profile(&profile).unwrap(), read_plan(&plan).unwrap());
    assert_eq!((write_profile(&answers), write_plan(&answers)), (profile, plan));
    assert_eq!((answers.scar_type, answers.not_if), (Answer::NotSure, Answer::NotSure));
    assert_eq!(answers.age.known().map(|age| age.years()), Some(29));
    assert_eq!((answers.conditions().len(), answers.unsure_groups().count(), answers.dates.len()), (3, 1, 1));
    assert_eq!(answers.price.known().map(|price| price.cents()), Some(35_050));
    let Answers { start, event, interval, .. } = &answers;
    assert!(start.known().is_some() && event.known().is_some() && interval.known().is_some());
}

#[test]
fn sessions_and_ticks_are_the_same_one_by_one() {
    let device = released();
    bring(&device);
    for key in ["session:1", "session:101", "session:102", "session:103"] {
        let session = read_session(&fields(&device, key)).unwrap();
        assert_eq!(write_session(&session), fields(&device, key));
    }
    let first = read_session(&fields(&device, "session:1")).unwrap();
    assert_eq!((first.details.place.as_str(), first.details.depth), ("High Street 5, “Skin & Co” 😀", Some(150)));
    let course = read_course(&fields(&device, "course")).unwrap();
    assert_eq!((course.later, course.phone.as_str()), (1, "+44 (0)20 7946 0000"));
    assert_eq!((course.rules.get("sweat"), course.rules.len()), (Some(&96), 2));
    assert_eq!(read_ticks(&fields(&device, "ticks:aftercare:12")), Ok(vec!["daily_spf".to_owned()]));
}

#[test]
fn entries_photos_and_the_calendar_are_the_same() {
    let device = released();
    bring(&device);
    let entry = read_entry(&fields(&device, "entry:2026-11-21")).unwrap();
    assert_eq!(write_entry(&entry), fields(&device, "entry:2026-11-21"));
    assert_eq!((entry.signs.len(), entry.note.as_str()), (3, "Warm, “tight”.\nNo blisters 😀"));
    let photo = read_photo(&fields(&device, "photo:1")).unwrap();
    assert_eq!(write_photo(&photo), fields(&device, "photo:1"));
    assert!(released().text("photo:1").unwrap().contains(&photo.jpeg));
    let made = read_made(&fields(&device, "calendar")).unwrap();
    assert_eq!(write_made(&made), fields(&device, "calendar"));
    assert_eq!((made.last, made.checksum, made.entries.len()), (Some(3), 0x00f0_0ba7_cafe_0123, 4));
}

/// Each text of schema 1 is still there word for word, or all that becomes of it is whole.
fn check_nothing_is_lost(device: &Device, why: &str) {
    RELEASED.iter().for_each(|(old, _)| check_is_not_lost(device, old, why));
}

fn check_is_not_lost(device: &Device, old: &str, why: &str) {
    let becomes = |key: &str| match old {
        "answers" => ["profile", "plan"].contains(&key),
        "sessions" => key.starts_with("session:") || key == "course",
        "ticks" => key.starts_with("ticks:"),
        same => key == same,
    };
    let is_whole = |(key, text): &(String, String)| device.text(key).as_ref() == Some(text);
    let is_brought = BROUGHT.iter().filter(|(key, _)| becomes(key)).all(is_whole);
    assert!(is_brought || device.text(old) == released().text(old), "{why}: {old}");
}

#[test]
fn nothing_is_lost_on_a_device_with_any_room() {
    let mut was_refused = false;
    for room in (0..3_000).step_by(13) {
        let device = released();
        device.leave_room(room);
        was_refused |= !bring(&device);
        check_nothing_is_lost(&device, &format!("room for {room}"));
        device.calm();
        assert!(bring(&device), "the next time, when there is room");
        assert_eq!(device.texts(), *BROUGHT, "room for {room}");
    }
    assert!(was_refused);
}

#[test]
fn nothing_is_lost_when_storage_fails_at_any_moment() {
    for fault in [Fault::GetThrows, Fault::SetThrows, Fault::Lost] {
        for times in (1..60).chain([usize::MAX]) {
            let device = released();
            device.fail(fault, times);
            let is_done = bring(&device);
            check_nothing_is_lost(&device, &format!("{fault:?} {times} times"));
            assert_eq!(is_done, device.texts() == *BROUGHT, "{fault:?} {times} times: it says which");
            device.calm();
            assert!(bring(&device));
            assert_eq!(device.texts(), *BROUGHT, "{fault:?} {times} times");
        }
    }
}

#[test]
fn nothing_is_lost_when_only_the_beginning_of_a_text_lands() {
    for hundredths in 0..100 {
        for (key, text) in RELEASED {
            let device = Device::new();
            device.put(key, text.trim_end());
            device.fail(Fault::Torn(hundredths), 1);
            bring(&device);
            check_is_not_lost(&device, key, &format!("{hundredths} hundredths once"));
        }
        let device = released();
        let mut store = window(&device, 1);
        device.fail(Fault::Torn(hundredths), usize::MAX);
        assert!(!bring_up_to_date(&mut store, parse));
        device.calm();
        store.flush();
        bring_up_to_date(&mut store, parse);
        let there: Texts = device.texts().into_iter().filter(|(key, _)| !key.starts_with("aside:")).collect();
        assert_eq!(there, *BROUGHT, "{hundredths} hundredths each time");
    }
}

#[test]
fn bringing_up_to_date_twice_or_in_two_windows_changes_nothing() {
    let device = released();
    let mut windows = [window(&device, 1), window(&device, 2)];
    for place in [0, 1, 0] {
        assert!(bring_up_to_date(&mut windows[place], parse));
        assert_eq!(device.texts(), *BROUGHT);
    }
    // The second one reads what was there before the first one began.
    let device = released();
    let (late, mut first) = (device.open(), window(&device, 1));
    late.fall_behind(usize::MAX, true);
    assert!(bring_up_to_date(&mut Store::new(late, parse, 2), parse));
    assert!(bring_up_to_date(&mut first, parse));
    device.calm();
    assert_eq!(device.texts(), *BROUGHT);
}

#[test]
fn what_makes_no_sense_is_set_aside_word_for_word() {
    for (key, text) in [
        ("answers", "{\"v\":1,\"checks\":[]}"),
        ("answers", "half a rec"),
        ("answers", ""),
        ("ticks", "{\"v\":1,\"ticked\":[\"aftercare\"]}"),
        ("ticks", "{\"v\":1}"),
        ("sessions", "{\"v\":1,\"sessions\":[{\"course\":0,\"number\":1}]}"),
        ("sessions", "{\"v\":7}"),
        ("answers.unreadable", "half a rec"),
        ("entry:2026-11-21.unreadable", "{\"v\":1,\"note\":7}"),
        ("answers.unreadable", "{\"v\":1,\"age\":121}"),
    ] {
        let device = Device::new();
        device.put(key, text);
        assert!(bring(&device), "{key}: {text}");
        assert_eq!((device.under("aside:"), device.texts().len()), (vec![text.to_owned()], 1), "{key}: {text}");
        assert!(device.texts()[0].0.ends_with(key));
    }
}

#[test]
fn what_makes_no_sense_stays_where_it_cannot_be_set_aside() {
    let device = released();
    device.put("answers", "half a rec");
    device.leave_room(0);
    assert!(!bring(&device));
    assert_eq!(device.text("answers").as_deref(), Some("half a rec"));
}

#[test]
fn what_was_said_since_is_not_written_over_by_schema_1() {
    let device = Device::new();
    let mut store = window(&device, 1);
    let said = json!({"age": 30, "sun": null, "start": "2027-02-01"});
    let before = json!({"partner": true});
    store.change("profile", &Fields::new(), before.as_object().unwrap(), NOON);
    store.change("profile", before.as_object().unwrap(), said.as_object().unwrap(), NOON);
    store.delete("session:102", NOON);
    store.flush();
    for (key, text) in RELEASED {
        device.put(key, text);
    }
    assert!(bring(&device));
    let profile = fields(&device, "profile");
    let shown = |name: &str| profile.get(name).cloned();
    assert_eq!((shown("age"), shown("sun")), (Some(json!(30)), Some(Value::Null)));
    assert_eq!(shown("partner"), None, "it was taken back");
    assert_eq!(shown("concern"), Some(json!("acne_scars")), "nothing else was said of it");
    assert_eq!(fields(&device, "session:102"), Fields::new(), "it was deleted");
    assert_eq!(fields(&device, "session:101").len(), 1);
}

#[test]
fn a_record_of_schema_1_is_not_written_over_before_it_is_brought_up_to_date() {
    let device = released();
    let mut store = window(&device, 1);
    let key = "entry:2026-11-21";
    assert_eq!(store.look(key).trouble, Some(Trouble::Older));
    store.change(key, &Fields::new(), json!({"change": "much_better"}).as_object().unwrap(), NOON);
    assert_eq!(store.flush(), [] as [&str; 0]);
    assert_eq!(device.text(key), released().text(key));
    assert!(bring_up_to_date(&mut store, parse));
    assert!(store.waiting().is_empty() || store.flush() == [key]);
    let entry = read_entry(&fields(&device, key)).unwrap();
    assert_eq!((entry.signs.len(), entry.change.map(|change| change.as_str())), (3, Some("much_better")));
}

#[test]
fn nothing_is_brought_up_to_date_where_a_newer_version_has_written() {
    let device = released();
    let mut store = window(&device, 1);
    device.put("profile", OF_A_NEWER_VERSION);
    assert_eq!(store.look("profile").trouble, Some(Trouble::Newer));
    let before = device.texts();
    assert!(!bring_up_to_date(&mut store, parse));
    assert_eq!(device.texts(), before);
    assert!(OLD_KEYS.iter().all(|key| device.text(key).is_some()));
}
