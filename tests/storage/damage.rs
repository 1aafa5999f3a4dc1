//! A saved state of every kind of record, harmed in every letter and cut at every length: what is harmed is found, set
//! aside word for word and never written over, and everything else is as it was.

use microneedling_planner::content::json::parse;
use microneedling_planner::record::envelope::{Fields, Record, Unreadable};
use microneedling_planner::record::store::{Store, Trouble};
use serde_json::json;

use super::shelf::{Device, Window};
use super::{NOON, fields, say, window};

type Texts = Vec<(String, String)>;

/// A saved state: every kind of record, some changed twice, one deleted.
fn saved_state() -> Texts {
    let device = Device::new();
    let mut store = window(&device, 1);
    let tick = "ticks:preparation:2";
    let records = [
        ("profile", json!({"concern": "acne_scars", "age": 29, "checks.recent": {"ticked": [], "unsure": true}})),
        ("plan", json!({"start": "2027-01-11", "interval": 4, "price": {"cents": 35050, "currency": "CAD"}})),
        ("course", json!({"later": 1, "rules.sweat": 96})),
        ("session:1", json!({"stage": {"ended": "2026-11-20T03:15Z", "offset": -300, "zone": "America/Toronto"}})),
        ("session:2", json!({"stage": {"day": "2026-12-20"}, "place": "High Street 5, “Skin & Co” 😀"})),
        (tick, json!({"no_retinoids": true})),
        ("entry:2026-11-21", json!({"signs.swelling": "some", "note": "Warm, “tight”.\nNo blisters 😀"})),
        ("entry:2026-11-22", json!({"change": "better"})),
        ("photo:1", json!({"day": "2026-11-21", "view": "front", "jpeg": "/9j/4AAQSkZJRgABAQAAAQAB"})),
        ("calendar", json!({"id": "0123456789abcdef0123456789abcdef"})),
    ];
    for (key, fields) in records {
        store.change(key, &Fields::new(), fields.as_object().unwrap(), NOON);
    }
    say(&mut store, "profile", "age", 30);
    say(&mut store, tick, "rest", true);
    store.delete("entry:2026-11-22", NOON);
    store.flush();
    device.texts()
}

/// The text with one letter replaced by another of the same length, as far as that makes a text.
fn replaced(text: &str, place: usize, byte: u8) -> Option<String> {
    let mut bytes = text.as_bytes().to_vec();
    bytes[place] = byte;
    String::from_utf8(bytes).ok().filter(|harmed| harmed != text)
}

/// Every text that is this one with one byte flipped in one bit, or with another letter in its place.
fn with_a_byte_flipped(text: &str) -> impl Iterator<Item = String> {
    let bytes = |place: usize| {
        let byte = text.as_bytes()[place];
        (0..8).map(move |bit| byte ^ 1 << bit).chain([b'x', b'1', b'"'])
    };
    (0..text.len()).flat_map(move |place| bytes(place).filter_map(move |byte| replaced(text, place, byte)))
}

/// This text cut at every length.
fn cut(text: &str) -> impl Iterator<Item = String> {
    text.char_indices().map(|(end, _)| text[..end].to_owned())
}

/// One text for each place and each length, for what takes longer.
fn harmed_once_at_each_place(text: &str) -> impl Iterator<Item = String> {
    let at = |place: usize| (0..8).find_map(|bit| replaced(text, place, text.as_bytes()[place] ^ 1 << bit));
    (0..text.len()).filter_map(at).chain(cut(text))
}

#[test]
fn no_flipped_byte_and_no_cut_of_any_record_goes_unnoticed() {
    for (key, text) in saved_state() {
        let mut harmed = 0;
        for text in with_a_byte_flipped(&text).chain(cut(&text)) {
            assert_eq!(Record::read(&text, parse), Err(Unreadable::Damaged), "{key}: {text}");
            harmed += 1;
        }
        assert!(harmed > text.len() * 7, "{key}");
    }
}

#[test]
fn a_test_flips_every_byte_of_a_saved_state_in_turn_and_truncates_it_at_every_length() {
    let state = saved_state();
    for (key, text) in &state {
        for harmed in harmed_once_at_each_place(text) {
            let device = Device::holding(&state);
            device.put(key, &harmed);
            let mut store = window(&device, 1);
            assert_eq!(store.look(key).trouble, Some(Trouble::SetAside), "{harmed}");
            say(&mut store, key, "note", "later");
            assert_eq!(store.flush(), [key.as_str()]);
            assert_eq!(fields(&device, key)["note"], "later");
            assert_eq!(device.under("aside:"), [harmed]);
            check_others(&device, &state, key);
        }
    }
}

/// All texts but the one under this key are as they were.
fn check_others(device: &Device, state: &Texts, harmed: &str) {
    for (key, text) in state.iter().filter(|(key, _)| key != harmed) {
        assert_eq!(device.text(key).as_ref(), Some(text), "{harmed} harmed {key}");
    }
}

#[test]
fn where_there_is_no_room_to_set_it_aside_a_harmed_record_stays_where_it_is() {
    let state = saved_state();
    for (key, text) in &state {
        for harmed in harmed_once_at_each_place(text).step_by(3) {
            let device = Device::holding(&state);
            device.put(key, &harmed);
            device.leave_room(0);
            let mut store = window(&device, 1);
            assert_eq!(store.look(key).trouble, Some(Trouble::Stuck));
            say(&mut store, key, "note", "later");
            assert_eq!((store.flush(), store.is_stuck()), (vec![], true));
            assert_eq!((device.text(key), device.under("aside:")), (Some(harmed.clone()), vec![]));
            check_others(&device, &state, key);
            device.calm();
            assert_eq!((store.flush(), store.is_stuck()), (vec![key.clone()], false), "when there is room again");
            assert_eq!(device.under("aside:"), [harmed]);
        }
    }
}

#[test]
fn what_was_not_harmed_is_read_as_it_was_whichever_record_was() {
    let state = saved_state();
    let records =
        |store: &mut Store<Window>| -> Vec<Record> { state.iter().map(|(key, _)| store.look(key).record).collect() };
    let whole = records(&mut window(&Device::holding(&state), 1));
    for (place, (key, text)) in state.iter().enumerate() {
        let device = Device::holding(&state);
        device.put(key, &text.replacen("stamp", "stump", 1));
        let mut expected = whole.clone();
        expected[place] = Record::default();
        assert_eq!(records(&mut window(&device, 1)), expected, "{key}");
    }
}
