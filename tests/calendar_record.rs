//! What the device keeps about the calendar files it made: read as each release wrote it, and a damaged record is told.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a helper that cannot set the scene fails the test"
)]

use chrono::NaiveDate;
use microneedling_planner::content::json::{parse, print};
use microneedling_planner::domain::dates::parse_iso;
use microneedling_planner::record::calendar::{Made, read_made, write_made};
use microneedling_planner::record::schema_1::upgrade;

/// What schema 1 kept about the files.
const GOLDEN: &str = include_str!("records/calendar-1.json");

fn day(text: &str) -> NaiveDate {
    parse_iso(text).unwrap()
}

fn new() -> Made {
    Made::new("0123456789abcdef0123456789abcdef".to_owned()).unwrap()
}

/// What becomes of that of schema 1.
fn read_1(text: &str) -> Result<Made, String> {
    match parse(text).and_then(|record| upgrade("calendar", &record))?.as_slice() {
        [(key, fields)] if key == "calendar" => read_made(fields),
        others => panic!("{others:?}"),
    }
}

#[test]
fn schema_1_is_read_as_released() {
    let made = read_1(GOLDEN).unwrap();
    assert_eq!((made.id.as_str(), made.checksum), ("0123456789abcdef0123456789abcdef", 0x00f0_0ba7_cafe_0123));
    assert_eq!((made.last, made.entries.len()), (Some(3), 4));
    for (key, on) in [("g-1-1-make_up", "2026-11-23"), ("p-1-2-14", "2026-12-06"), ("s-1-2", "2026-12-20")] {
        assert_eq!(made.entries.get(key), Some(&day(on)));
    }
    assert_eq!(read_made(&write_made(&made)), Ok(made));
    let before = new();
    assert_eq!(read_made(&write_made(&before)), Ok(before.clone()));
    assert_eq!(read_1(r#"{"v":1,"id":"0123456789abcdef0123456789abcdef"}"#), Ok(before));
}

#[test]
fn a_damaged_record_is_told_and_never_half_read() {
    for end in 0..GOLDEN.trim_end().len() {
        assert!(read_1(&GOLDEN[..end]).is_err(), "cut at {end}");
    }
    assert!(read_1(&GOLDEN.replace("\"v\":1", "\"v\":2")).is_err());
    let now = print(&write_made(&read_1(GOLDEN).unwrap()).into());
    for (right, wrong) in [
        ("0123456789abcdef0123456789abcdef", "0123456789ABCDEF0123456789abcdef"),
        ("\"sequence\":3", "\"x\":3"),
        ("\"sequence\":3", "\"sequence\":-1"),
        ("00f00ba7cafe0123", "+0f00ba7cafe0123"),
        ("s-1-2", "s 1\\r\\n2"),
        ("2026-12-20", "2026-13-20"),
    ] {
        let text = GOLDEN.replace(right, wrong);
        assert!(read_1(&text).is_err(), "{text}");
        let text = now.replace(right, wrong);
        assert_ne!(text, now);
        assert!(read_made(parse(&text).unwrap().as_object().unwrap()).is_err(), "{text}");
    }
    for missing in ["sequence", "checksum", "entries"] {
        let mut fields = write_made(&read_1(GOLDEN).unwrap());
        fields["last"].as_object_mut().unwrap().remove(missing);
        assert!(read_made(&fields).is_err(), "half of what the last file said is worse than nothing: {missing}");
    }
}
