//! Photos: what is saved is read again as it was, damage is told, and the room they have is counted exactly.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test ends by panicking")]

use chrono::NaiveDate;
use microneedling_planner::content::json::parse;
use microneedling_planner::domain::course::{Command, Courses, Held, SessionId};
use microneedling_planner::domain::dates::parse_iso;
use microneedling_planner::domain::moment::Instant;
use microneedling_planner::domain::photo::{
    Album, BUDGET, Kept, LARGEST_RECORD, MOST_BASE64, MOST_BYTES, Photo, View, bytes_of, is_jpeg, since_session,
};
use microneedling_planner::present::photos::file_name;
use microneedling_planner::record::envelope::{Fields, Record};
use microneedling_planner::record::photo::{read_photo, write_photo};
use microneedling_planner::record::schema_1::upgrade;
use microneedling_planner::record::stamp::Stamp;
use serde_json::Value;

/// The photo as schema 1 kept it.
const GOLDEN: &str = include_str!("records/photo-1.json");

/// What becomes of a photo of schema 1.
fn read_1(text: &str) -> Result<Photo, String> {
    match parse(text).and_then(|record| upgrade("photo:1", &record))?.as_slice() {
        [(key, fields)] if key == "photo:1" => read_photo(fields),
        others => panic!("{others:?}"),
    }
}

fn day(text: &str) -> NaiveDate {
    parse_iso(text).unwrap()
}

fn kept(id: u64, on: &str, view: View, size: usize) -> Kept {
    Kept { id, photo: Photo { day: day(on), view, jpeg: "/9j/".to_owned() }, size }
}

fn album(photos: impl IntoIterator<Item = Kept>) -> Album {
    let mut album = Album::default();
    photos.into_iter().for_each(|kept| album.add(kept));
    album
}

fn of_size(size: usize) -> Album {
    album([kept(1, "2026-11-21", View::Front, size)])
}

#[test]
fn schema_1_is_read_as_released() {
    let photo = read_1(GOLDEN).unwrap();
    assert_eq!((photo.day, photo.view), (day("2026-11-21"), View::Front));
    assert_eq!(file_name(&photo), "2026-11-21-front.jpg");
    assert!(GOLDEN.contains(&format!("\"jpeg\":\"{}\"", photo.jpeg)), "the picture is the same to the last letter");
}

#[test]
fn every_cut_is_told_as_damage() {
    for end in 0..GOLDEN.trim_end().len() {
        assert!(read_1(&GOLDEN[..end]).is_err(), "cut at {end}");
    }
}

#[test]
fn only_a_small_jpeg_on_a_real_day_is_a_photo() {
    let with = |name: &str, value: Value| {
        let mut fields: Fields = parse(GOLDEN).unwrap().as_object().unwrap().clone();
        fields.remove("v");
        fields.insert(name.to_owned(), value);
        read_photo(&fields)
    };
    assert!(with("jpeg", "/9j/".into()).is_ok());
    let largest = format!("/9j/{}", "A".repeat(MOST_BASE64 - 4));
    assert!(with("jpeg", largest.clone().into()).is_ok());
    for text in ["", "iVBORw0K", "/9j", "/9j/AA", "/9j/A===", "/9j/AA\"x", "/9j/ AAA", "/9j/<svg", "/9j/AAA-"] {
        assert!(with("jpeg", text.into()).is_err(), "{text}");
    }
    assert!(with("jpeg", format!("{largest}AAAA").into()).is_err());
    for (name, value) in [
        ("day", "2026-02-30".into()),
        ("day", "1899-12-31".into()),
        ("day", Value::Null),
        ("view", "elbow".into()),
        ("view", Value::Null),
        ("v", 2.into()),
        ("place", "London".into()),
    ] {
        assert!(with(name, value.clone()).is_err(), "{name} {value}");
    }
    for version in ["0", "2"] {
        assert!(read_1(&GOLDEN.replace("\"v\":1", &format!("\"v\":{version}"))).is_err(), "{version}");
    }
}

#[test]
fn the_largest_photo_makes_no_larger_record_than_is_counted_with() {
    // 10,667 groups of 3 bytes hold 32,001: one character stands for nothing.
    let jpeg = format!("/9j/{}=", "A".repeat(MOST_BASE64 - 5));
    assert!(is_jpeg(&jpeg));
    assert_eq!(bytes_of(&jpeg), MOST_BYTES);
    // The longest stamp there can be.
    let stamp = Stamp::parse("1fffffffffffff-ffffffff-ffffffff").unwrap();
    let sizes = View::ALL.iter().map(|view| {
        let photo = Photo { day: day("2026-11-21"), view: *view, jpeg: jpeg.clone() };
        Record::of(&write_photo(&photo), stamp).print().len()
    });
    let longest = sizes.max().unwrap();
    assert!(longest <= LARGEST_RECORD, "{longest}");
}

#[test]
fn at_four_fifths_and_not_before_it_is_nearly_full() {
    assert!(!of_size(BUDGET * 4 / 5 - 1).is_nearly_full());
    assert!(of_size(BUDGET * 4 / 5).is_nearly_full());
    assert!(of_size(BUDGET).is_nearly_full());
    assert!(!Album::default().is_nearly_full());
    // In parts as in one.
    let half = BUDGET * 2 / 5;
    let two = |second| album([kept(1, "2026-11-21", View::Front, half), kept(2, "2026-11-22", View::Left, second)]);
    assert!(!two(half - 1).is_nearly_full());
    assert!(two(half).is_nearly_full());
}

#[test]
fn what_fits_exactly_fits_and_one_character_more_does_not() {
    assert!(of_size(BUDGET - 100).has_room_for(100));
    assert!(!of_size(BUDGET - 100).has_room_for(101));
    assert!(!of_size(BUDGET).has_room_for(1));
    assert_eq!(of_size(BUDGET).fit_more(), 0);
    assert_eq!(of_size(BUDGET - LARGEST_RECORD).fit_more(), 1);
    assert_eq!(of_size(BUDGET - LARGEST_RECORD + 1).fit_more(), 0);
    // More than there is room for, as another window may have left it.
    assert_eq!(of_size(BUDGET + 5).fit_more(), 0);
    assert_eq!(Album::default().fit_more(), 60);
}

#[test]
fn photos_stand_by_day_whenever_they_were_added() {
    let mut photos = album([
        kept(3, "2026-11-01", View::Front, 1),
        kept(1, "2026-11-21", View::Front, 1),
        kept(2, "2026-11-21", View::Left, 1),
        kept(4, "2026-10-01", View::Front, 1),
        kept(5, "2026-11-21", View::Front, 1),
    ]);
    let ids = |album: &Album, view| album.of(view).map(|kept| kept.id).collect::<Vec<_>>();
    assert_eq!(photos.iter().map(|kept| kept.id).collect::<Vec<_>>(), [4, 3, 1, 2, 5]);
    assert_eq!(ids(&photos, View::Front), [4, 3, 1, 5]);
    assert_eq!(photos.latest().unwrap().id, 5);
    photos.remove(4);
    assert_eq!(ids(&photos, View::Front), [3, 1, 5]);
    assert_eq!(photos.get(4), None);
}

#[test]
fn the_oldest_and_the_newest_of_the_view_used_last_are_put_side_by_side() {
    let mut photos = album([
        kept(1, "2026-10-01", View::Front, 1),
        kept(2, "2026-11-01", View::Front, 1),
        kept(3, "2026-10-02", View::Left, 1),
    ]);
    // One photo of the left side has none to stand beside it.
    assert_eq!(photos.suggested(), Some((1, 2)));
    photos.add(kept(4, "2026-09-01", View::Left, 1));
    assert_eq!(photos.suggested(), Some((4, 3)));
    assert_eq!(of_size(1).suggested(), None);
    assert_eq!(Album::default().suggested(), None);
}

#[test]
fn a_photo_belongs_to_the_last_session_before_it() {
    let hold = |number, end: &str| {
        let end = Instant::parse(end).unwrap();
        Command::Hold(SessionId::new(1, number).unwrap(), Held { end, offset: 60, zone: "Europe/Paris".into() })
    };
    let now = Instant::parse("2026-11-22T12:00Z").unwrap();
    // The clock at the clinic showed the next day already.
    let courses = Courses::default().with(hold(1, "2026-10-19T23:30Z"), now).unwrap();
    let courses = courses.with(hold(2, "2026-11-21T10:00Z"), now).unwrap();
    let since = |on: &str| since_session(&courses, day(on)).map(|(id, days)| (id.number, days));
    assert_eq!(since("2026-10-19"), None);
    assert_eq!(since("2026-10-20"), Some((1, 0)));
    assert_eq!(since("2026-11-20"), Some((1, 31)));
    assert_eq!(since("2026-11-21"), Some((2, 0)));
}
