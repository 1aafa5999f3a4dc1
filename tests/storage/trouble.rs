//! One trouble at a time: a full device, a newer version, two damaged texts one after the other.

use microneedling_planner::content::json::parse;
use microneedling_planner::record::backup::Changed;
use microneedling_planner::record::envelope::Fields;
use microneedling_planner::record::keys::{ERASED, ROOM};
use microneedling_planner::record::shelf::{NotKept, Shelf};
use microneedling_planner::record::store::{Store, Trouble};
use serde_json::{Value, json};

use super::shelf::{Device, Fault, Window};
use super::{NOON, OF_A_NEWER_VERSION, fields, say, window};

const NOTE: &str = "entry:2026-11-22";

#[test]
fn a_full_device_keeps_the_old_word_for_word_and_takes_the_new_when_there_is_room() {
    let device = Device::new();
    let mut store = window(&device, 1);
    say(&mut store, NOTE, "note", "short");
    assert_eq!(store.flush(), [NOTE]);
    let old = device.text(NOTE);
    let long = "long ".repeat(30);
    say(&mut store, NOTE, "note", long.clone());
    for room in 0..145 {
        device.leave_room(room);
        assert_eq!(store.flush(), [] as [&str; 0], "{room}");
        assert_eq!((device.text(NOTE), store.refused()), (old.clone(), Some(NotKept::Full)), "{room}");
        assert_eq!(store.look(NOTE).record.fields()["note"], *long, "it is still seen");
    }
    device.calm();
    assert_eq!(store.flush(), [NOTE]);
    assert_eq!((fields(&device, NOTE)["note"].clone(), store.refused()), (json!(long), None));
}

#[test]
fn one_record_that_does_not_fit_keeps_no_other_from_being_written() {
    let device = Device::new();
    let mut store = window(&device, 1);
    say(&mut store, "calendar", "id", "long ".repeat(100));
    say(&mut store, NOTE, "note", "short");
    device.leave_room(200);
    assert_eq!(store.flush(), [NOTE]);
    assert_eq!(store.waiting(), ["calendar"]);
}

#[test]
fn where_a_newer_version_has_written_nothing_is_written_any_more() {
    let device = Device::new();
    device.put("session:1", OF_A_NEWER_VERSION);
    device.put("profile", "half a rec");
    let mut store = window(&device, 1);
    let look = store.look("session:1");
    assert_eq!((look.trouble, look.record.fields()["note"].clone()), (Some(Trouble::Newer), json!("new")));
    say(&mut store, "session:1", "note", "mine");
    say(&mut store, NOTE, "note", "mine");
    let before = device.texts();
    assert_eq!(store.flush(), [] as [&str; 0]);
    assert_eq!(store.look("profile").trouble, Some(Trouble::Stuck), "it is not even set aside");
    assert!(store.is_read_only());
    assert_eq!(device.texts(), before);
}

/// Changes of many records: one that grows, one that goes, and two that come.
fn many(store: &mut Store<impl Shelf>) -> [Changed; 4] {
    let some = |words: &str| Fields::from_iter([("note".to_owned(), words.repeat(30).into())]);
    let changes = [
        ("entry:2026-11-21".to_owned(), some("old "), some("longer ")),
        (NOTE.to_owned(), some("short "), Fields::new()),
        ("entry:2026-11-23".to_owned(), Fields::new(), some("more ")),
        ("entry:2026-11-24".to_owned(), Fields::new(), some("the last ")),
    ];
    changes.iter().for_each(|(key, before, _)| store.change(key, &Fields::new(), before, NOON));
    store.flush();
    changes
}

#[test]
fn of_many_changes_that_have_no_room_none_is_begun() {
    let length = |device: &Device| device.texts().iter().map(|(key, text)| key.len() + text.len()).sum::<usize>();
    for room in 0.. {
        let device = Device::new();
        let mut store = window(&device, 1);
        let changes = many(&mut store);
        let (before, other) = (device.texts(), device.open());
        let used = length(&device);
        device.leave_room(room);
        if store.change_all(&changes, NOON) {
            assert_eq!(changes.clone().map(|(key, ..)| fields(&device, &key)), changes.map(|(.., after)| after));
            assert_eq!(length(&device), used + room, "they had room before");
            break;
        }
        assert_eq!(device.texts(), before, "{room}");
        assert!(other.unheard().iter().all(|(key, _)| key == ROOM), "another window has heard of some: {room}");
    }
}

/// A window that is refused one record.
struct Refused(Window);

impl Shelf for Refused {
    fn get(&self, key: &str) -> Result<Option<String>, NotKept> {
        self.0.get(key)
    }
    fn set(&self, key: &str, text: &str) -> Result<(), NotKept> {
        if key == "entry:2026-11-24" { Err(NotKept::Denied) } else { self.0.set(key, text) }
    }
    fn remove(&self, key: &str) {
        self.0.remove(key);
    }
    fn keys(&self, start: &str) -> Vec<String> {
        self.0.keys(start)
    }
    fn lasts(&self) -> bool {
        true
    }
}

#[test]
fn of_many_changes_of_which_one_is_refused_a_window_that_heard_of_the_others_brings_none_back() {
    let device = Device::new();
    let mut store = Store::new(Refused(device.open()), parse, 1);
    let changes = many(&mut store);
    let mut other = window(&device, 2);
    let hears = other.shelf().clone();
    assert!(!store.change_all(&changes, NOON));
    assert!(hears.unheard().iter().any(|(key, _)| key == NOTE), "it heard of some");
    while !hears.unheard().is_empty() {
        let (key, text) = hears.take_event(0);
        other.hear(&key, text.as_deref());
        other.flush();
    }
    for (key, before, _) in &changes {
        assert_eq!(store.look(key).record.fields(), *before, "{key}");
        assert_eq!(other.look(key).record.fields(), *before, "{key}");
    }
}

#[test]
fn where_nothing_can_be_read_many_changes_are_not_begun() {
    let device = Device::new();
    let mut store = window(&device, 1);
    let said: Fields = [("note".to_owned(), json!("new"))].into_iter().collect();
    device.fail(Fault::GetThrows, 1);
    assert!(!store.change_all(&[(NOTE.to_owned(), Fields::new(), said)], NOON));
    assert_eq!((device.texts(), store.waiting()), (Vec::new(), Vec::new()));
}

#[test]
fn a_newer_version_in_another_window_is_heard_of() {
    let device = Device::new();
    let mut store = window(&device, 1);
    assert!(!store.hear("session:1", Some(OF_A_NEWER_VERSION)));
    say(&mut store, NOTE, "note", "mine");
    assert_eq!(store.flush(), [] as [&str; 0]);
}

#[test]
fn a_newer_version_that_writes_between_writing_and_reading_back_is_not_written_over() {
    let device = Device::new();
    let (mut store, newer) = (window(&device, 1), device.open());
    say(&mut store, NOTE, "note", "mine");
    store.flush();
    say(&mut store, NOTE, "note", "mine again");
    // What the newer version writes lands after this window has read twice and written.
    newer.fall_behind(4, true);
    newer.set(NOTE, OF_A_NEWER_VERSION).unwrap();
    assert_eq!(store.flush(), [] as [&str; 0]);
    assert_eq!(device.text(NOTE), Some(OF_A_NEWER_VERSION.to_owned()));
    assert!(store.is_read_only());
}

#[test]
fn two_damaged_texts_in_turn_are_both_kept_aside() {
    let device = Device::new();
    let mut store = window(&device, 1);
    for (damaged, value) in [("{\"v\":2,\"chec", "first"), ("", "second"), ("{\"v\":2,\"chec", "third")] {
        device.put(NOTE, damaged);
        assert_eq!(store.look(NOTE).trouble, Some(Trouble::SetAside));
        say(&mut store, NOTE, "note", value);
        assert_eq!(store.flush(), [NOTE]);
    }
    let mut aside = device.under("aside:");
    aside.sort();
    assert_eq!(aside, ["", "{\"v\":2,\"chec"], "word for word, and the same one once");
}

#[test]
fn a_copy_aside_that_failed_is_made_anew() {
    for fault in [Fault::GetThrows, Fault::SetThrows, Fault::Lost, Fault::Torn(50)] {
        let device = Device::new();
        device.put(NOTE, "damaged");
        let mut store = window(&device, 1);
        device.fail(fault, 1);
        store.look(NOTE);
        assert_eq!(device.text(NOTE).as_deref(), Some("damaged"), "{fault:?}");
        device.calm();
        assert_eq!(store.look(NOTE).trouble, Some(Trouble::SetAside), "{fault:?}");
        assert_eq!(device.under("aside:"), ["damaged"], "{fault:?}");
        assert!(!store.is_stuck());
    }
}

#[test]
fn a_torn_write_loses_nothing_of_what_was_there() {
    for hundredths in 0..100 {
        let device = Device::new();
        let mut store = window(&device, 1);
        say(&mut store, NOTE, "note", "old");
        store.flush();
        say(&mut store, NOTE, "change", "better");
        device.fail(Fault::Torn(hundredths), 2);
        assert_eq!(store.flush(), [] as [&str; 0]);
        assert_eq!(store.refused(), Some(NotKept::Lost));
        store.flush();
        assert_eq!(Value::from(fields(&device, NOTE)), json!({"note": "old", "change": "better"}));
    }
}

#[test]
fn on_another_shelf_everything_is_there_and_what_waits_is_written_there() {
    let (device, other) = (Device::new(), Device::new());
    let mut store = window(&device, 1);
    say(&mut store, NOTE, "note", "kept");
    store.flush();
    device.put("profile", "half a rec");
    say(&mut store, "plan", "interval", 4);
    let old = device.texts();
    store.move_to(other.open(), NOON);
    assert_eq!((other.texts(), device.texts().len()), (old, 0), "word for word, and nothing stays on the old one");
    assert_eq!(store.flush(), ["plan"]);
    assert_eq!((fields(&other, "plan")["interval"].clone(), device.text("plan")), (json!(4), None));
}

#[test]
fn what_was_erased_is_not_put_back_by_a_window_that_only_found_it() {
    let device = Device::new();
    let (mut eraser, mut late) = (window(&device, 1), window(&device, 2));
    say(&mut late, NOTE, "note", "old");
    eraser.erase(NOON + 1);
    late.flush();
    let old = device.text(NOTE).unwrap();
    let new = Fields::from_iter([("change".to_owned(), "same".into())]);
    eraser.change(NOTE, &Fields::new(), &new, NOON + 2);
    eraser.flush();
    // The other window writes over it once more, and then hears that everything was erased.
    device.put(NOTE, &old);
    assert!(eraser.hear(NOTE, Some(&old)));
    late.hear(ERASED, device.erasures().first().map(String::as_str));
    eraser.flush();
    assert_eq!(fields(&device, NOTE), new);
}

#[test]
fn what_a_window_wrote_over_before_it_was_closed_is_put_back() {
    let device = Device::new();
    let (mut store, behind) = (window(&device, 1), device.open());
    let mut closing = Store::new(behind.clone(), parse, 2);
    behind.fall_behind(usize::MAX, false);
    say(&mut store, NOTE, "note", "first");
    store.flush();
    say(&mut closing, NOTE, "change", "same");
    closing.flush();
    behind.close();
    assert_eq!(fields(&device, NOTE).len(), 1, "written over");
    assert!(store.hear(NOTE, device.text(NOTE).as_deref()));
    store.flush();
    assert_eq!(Value::from(fields(&device, NOTE)), json!({"note": "first", "change": "same"}));
}

#[test]
fn a_window_is_told_of_what_another_said_and_not_of_its_own_words() {
    let device = Device::new();
    let (mut one, mut two) = (window(&device, 1), window(&device, 2));
    // Without a look before, as a window does that was told nothing.
    let tell = |store: &mut Store<_>, name: &str, word: &str| {
        let said: Fields = [(name.to_owned(), json!(word))].into_iter().collect();
        store.change(NOTE, &Fields::new(), &said, NOON);
        assert_eq!(store.flush(), [NOTE]);
        store.was_foreign(NOTE)
    };
    assert!(!tell(&mut one, "note", "mine"), "nothing was there");
    assert!(tell(&mut two, "change", "theirs"), "it had not read what was there");
    assert!(!tell(&mut two, "change", "theirs again"));
    assert!(tell(&mut one, "note", "mine again"));
    assert!(!one.was_foreign(NOTE), "it is told once");
}
