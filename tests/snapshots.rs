//! Snapshots: what goes into one, which of them stay, and that none of them ever costs anybody a record.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test ends by panicking")]

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use chrono::{Days, NaiveDate};
use microneedling_planner::content::json::parse;
use microneedling_planner::domain::answers::{Answer, Answers};
use microneedling_planner::domain::checklist::{Checklist, Tick};
use microneedling_planner::domain::course::{Booking, Command};
use microneedling_planner::domain::dates::parse_iso;
use microneedling_planner::domain::diary::{Entry, Strength};
use microneedling_planner::domain::ids::{ConcernId, Severity};
use microneedling_planner::domain::moment::{Instant, LocalTime, Zone};
use microneedling_planner::domain::photo::{Photo, View};
use microneedling_planner::domain::sorted::SortedMap;
use microneedling_planner::record::backup::{Kept, Part, merge, replace};
use microneedling_planner::record::diary::write_entry;
use microneedling_planner::record::envelope::{Fields, Record};
use microneedling_planner::record::keys::{self, SNAPSHOT};
use microneedling_planner::record::photo::write_photo;
use microneedling_planner::record::shelf::{MemoryShelf, NotKept, Shelf};
use microneedling_planner::record::snapshot::{
    LARGEST, LARGEST_ALL, MOST, MOST_TODAY, Records, Shelved, Snapshot, is_due, keep, newest, too_many,
    with_unmentioned,
};
use microneedling_planner::record::stamp::Clock;
use microneedling_planner::record::store::Store;

const HOUR: u64 = 3_600_000;
const DAY: u64 = 24 * HOUR;
/// Noon of 2026-11-22 in milliseconds since 1970.
const NOON: u64 = 1_795_348_800_000;

/// A place so many minutes ahead of Greenwich.
struct Ahead(i16);

impl Zone for Ahead {
    fn local(&self, at: Instant) -> LocalTime {
        at.at_offset(self.0)
    }
    fn instant(&self, shown: LocalTime) -> Option<Instant> {
        Some(Instant::from_millis(Instant::from_utc(shown).millis() - i64::from(self.0) * 60_000))
    }
    fn name(&self) -> String {
        self.0.to_string()
    }
}

const HERE: Ahead = Ahead(0);

/// A device with room for so many characters of a browser.
struct Device {
    texts: Mutex<BTreeMap<String, String>>,
    room: usize,
}

impl Device {
    fn with_room(room: usize) -> Self {
        Self { texts: Mutex::default(), room }
    }

    fn texts(&self) -> BTreeMap<String, String> {
        self.texts.lock().unwrap().clone()
    }
}

fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

impl Shelf for Device {
    fn get(&self, key: &str) -> std::result::Result<Option<String>, NotKept> {
        Ok(self.texts().get(key).cloned())
    }
    fn set(&self, key: &str, text: &str) -> std::result::Result<(), NotKept> {
        let others: usize =
            self.texts().iter().filter(|(known, _)| *known != key).map(|(key, text)| length(key) + length(text)).sum();
        if others + length(key) + length(text) > self.room {
            return Err(NotKept::Full);
        }
        self.texts.lock().unwrap().insert(key.to_owned(), text.to_owned());
        Ok(())
    }
    fn remove(&self, key: &str) {
        self.texts.lock().unwrap().remove(key);
    }
    fn keys(&self, start: &str) -> Vec<String> {
        self.texts().into_keys().filter(|key| key.starts_with(start)).collect()
    }
    fn lasts(&self) -> bool {
        true
    }
}

fn day(text: &str) -> NaiveDate {
    parse_iso(text).unwrap()
}

fn note(text: &str) -> Entry {
    Entry { note: text.to_owned(), ..Entry::default() }
}

/// A snapshot of what somebody has; also how many records were read for it.
fn snapshot_of(kept: &Kept) -> (Snapshot, usize) {
    let records: BTreeMap<String, Fields> = kept.records().into_iter().collect();
    let reads = RefCell::new(0);
    let keys = |start: &str| records.keys().filter(|key| key.starts_with(start)).cloned().collect();
    let read = |key: &str| {
        *reads.borrow_mut() += 1;
        records.get(key).cloned()
    };
    let made = Instant::from_millis(i64::try_from(NOON).unwrap());
    let snapshot = Records { keys: &keys, read: &read }.snapshot(made);
    (snapshot, reads.into_inner())
}

fn text_of(snapshot: &Snapshot) -> String {
    Record::of(&snapshot.write(), Clock::new(u32::MAX).next(NOON)).print()
}

/// Puts a snapshot on a shelf at this time.
fn keep_at(shelf: &dyn Shelf, kept: &Kept, now: u64) -> bool {
    keep(&snapshot_of(kept).0, Clock::new(1).next(now), shelf, now, &HERE, parse)
}

fn times(shelf: &dyn Shelf) -> Vec<u64> {
    Shelved::read(shelf, parse).whole.keys().copied().collect()
}

/// Somebody in the middle of a course, with so many days in the diary up to 2026-11-22.
fn somebody(days: u64) -> Kept {
    let mut kept = Kept {
        answers: Answers {
            concern: Some(ConcernId::AcneScars),
            severity: Answer::Known(Severity::Moderate),
            ..Answers::default()
        },
        ..Kept::default()
    };
    let booking = Booking { day: day("2026-12-20"), time: None };
    let now = Instant::parse("2026-11-22T12:00Z").unwrap();
    kept.courses = kept.courses.with(Command::Book(kept.courses.next(), booking), now).unwrap();
    kept.ticks.insert(Tick { list: Checklist::ALL[0], session: 1, row: "sunscreen".to_owned() });
    for before in 0..days {
        let mut entry = note(&format!("Day {before}: still a little tight, and it looks calmer. \"Good\" 🌙"));
        entry.signs.insert("swelling".to_owned(), Strength::Little);
        kept.diary.insert(day("2026-11-22") - Days::new(before), entry);
    }
    let photo = Photo { day: day("2026-11-21"), view: View::Front, jpeg: "/9j/AAAA".to_owned() };
    kept.add_other("photo:1", write_photo(&photo));
    kept
}

/// The same with something else in it, so that it is worth a snapshot of its own.
fn changed(kept: &Kept, word: &str) -> Kept {
    let mut kept = kept.clone();
    kept.diary.insert(day("2026-11-22"), note(word));
    kept
}

fn put_back(here: &Kept, snapshot: &Snapshot) -> Kept {
    replace(here, &with_unmentioned(snapshot.about, snapshot.carried.clone(), here))
}

#[test]
fn a_snapshot_is_read_as_it_was_written() {
    for days in [0, 3, 5_000] {
        let snapshot = snapshot_of(&somebody(days)).0;
        let record = Record::read(&text_of(&snapshot), parse).unwrap();
        assert_eq!(Snapshot::read(record.fields()), Some(snapshot), "{days}");
    }
}

#[test]
fn a_small_plan_goes_in_whole_but_for_its_photos() {
    let kept = somebody(3);
    let snapshot = snapshot_of(&kept).0;
    assert_eq!(snapshot.carried.without, [Part::Photos]);
    assert_eq!(snapshot.carried.kept, kept.without(&[Part::Photos]));
    assert_eq!((snapshot.about.entries, snapshot.about.of), (3, 3));
}

#[test]
fn of_a_long_diary_the_newest_days_go_in_and_it_says_how_many() {
    let kept = somebody(5_000);
    let (snapshot, reads) = snapshot_of(&kept);
    let size = length(&text_of(&snapshot));
    assert!(size <= LARGEST, "{size}");
    assert!(size > LARGEST - 600, "{size}: there was room for more");
    assert_eq!(snapshot.about.of, 5_000);
    let entries = snapshot.carried.kept.diary.len();
    assert_eq!(u64::try_from(entries).unwrap(), snapshot.about.entries);
    assert!(entries > 130, "{entries}");
    let oldest = *snapshot.carried.kept.diary.keys().next().unwrap();
    assert_eq!(oldest, day("2026-11-22") - Days::new(snapshot.about.entries - 1));
    // The whole diary was not read for it: the entries that fit, the one that does not, and the few other records.
    assert!(reads <= entries + 10, "{reads} records read");
}

#[test]
fn no_snapshot_is_too_long_whatever_people_write() {
    fn property(u: &mut Unstructured) -> Result<()> {
        let mut kept = somebody(u.int_in_range(0..=60)?);
        let words = ["夜🌙", "\u{1}\u{2}", "\"\\\n", "fine ", "\u{7f}é"];
        for back in 0..u.int_in_range(0..=90)? {
            let length = u.int_in_range(1..=400)?;
            kept.diary.insert(day("2026-10-01") - Days::new(back), note(&u.choose(&words)?.repeat(length)));
        }
        for row in 0..u.int_in_range(0..=600)? {
            let row = format!("{row}{}", u.choose(&words)?.repeat(12));
            kept.ticks.insert(Tick { list: Checklist::ALL[0], session: 1, row });
        }
        let snapshot = snapshot_of(&kept).0;
        let size = length(&text_of(&snapshot));
        assert!(size <= LARGEST, "{size}");
        assert_eq!(Snapshot::read(snapshot.write()), Some(snapshot));
        Ok(())
    }
    arbtest(property).size_min(64).size_max(1_024).budget_ms(1_500);
}

#[test]
fn going_back_never_deletes_a_diary_entry_that_did_not_fit_into_the_snapshot() {
    let before = somebody(5_000);
    let snapshot = snapshot_of(&before).0;
    let oldest = *snapshot.carried.kept.diary.keys().next().unwrap();
    let mut here = before.clone();
    // Since then: today's entry changed, a new one, an old one changed, an old one deleted.
    here.diary.insert(day("2026-11-22"), note("spoilt"));
    here.diary.insert(day("2026-11-23"), note("since"));
    here.diary.insert(oldest - Days::new(1), note("changed"));
    here.diary.remove(&(oldest - Days::new(2)));
    let after = put_back(&here, &snapshot);
    let split = |kept: &Kept| -> (Vec<_>, Vec<_>) {
        kept.diary.iter().map(|(day, entry)| (*day, entry.clone())).partition(|(day, _)| *day < oldest)
    };
    assert_eq!(split(&after).0, split(&here).0, "older entries stay as they are here");
    assert_eq!(split(&after).1, split(&before).1, "the others are as they were then");
    assert_eq!(after.others, here.others, "photos stay");
    // And what is only added to what is here takes nothing away either.
    let (merged, _) = merge(&here, &with_unmentioned(snapshot.about, snapshot.carried.clone(), &here));
    assert_eq!(merged.diary, here.diary);
}

#[test]
fn going_back_to_a_snapshot_with_the_whole_diary_makes_the_diary_what_it_was() {
    let before = somebody(3);
    let mut here = changed(&before, "spoilt");
    here.diary.insert(day("2020-01-01"), note("since"));
    assert_eq!(put_back(&here, &snapshot_of(&before).0), before);
}

#[test]
fn a_kind_that_does_not_fit_is_left_out_as_a_whole_and_stays_as_it_is() {
    let mut before = somebody(2);
    // Each row takes 100 characters of the text.
    let row = |n: usize| Tick { list: Checklist::ALL[0], session: 1, row: format!("{n:03}{}", "r".repeat(89)) };
    before.ticks.extend((0..LARGEST / 100).map(row));
    let snapshot = snapshot_of(&before).0;
    assert_eq!(snapshot.carried.without, [Part::Photos, Part::Ticks]);
    let here = changed(&before, "spoilt");
    assert_eq!(put_back(&here, &snapshot), before);
    // Nor does an empty diary in a snapshot mean that there was none.
    let mut crowded = somebody(2);
    crowded.ticks.extend((0..LARGEST / 100 - 7).map(row));
    crowded.ticks.insert(Tick { list: Checklist::ALL[0], session: 1, row: "x".repeat(80) });
    let snapshot = snapshot_of(&crowded).0;
    assert_eq!((snapshot.about.entries, snapshot.about.of), (0, 2));
    assert_eq!(snapshot.carried.without, [Part::Photos, Part::Diary]);
    assert_eq!(put_back(&changed(&crowded, "since"), &snapshot).diary, changed(&crowded, "since").diary);
}

#[test]
fn a_deleted_entry_is_not_counted() {
    let records: BTreeMap<String, Fields> = somebody(3).records().into_iter().collect();
    let gone = keys::entry(day("2026-11-22"));
    let keys = |start: &str| records.keys().filter(|key| key.starts_with(start)).cloned().collect();
    let read = |key: &str| records.get(key).filter(|_| key != gone).cloned();
    let about = Records { keys: &keys, read: &read }.snapshot(Instant::from_millis(0)).about;
    assert_eq!((about.entries, about.of), (2, 2));
}

#[test]
fn one_is_made_when_the_newest_is_an_hour_old_or_of_another_day() {
    for (newest, now, due) in [
        (None, NOON, true),
        (Some(NOON), NOON, false),
        (Some(NOON), NOON + HOUR - 1, false),
        (Some(NOON), NOON + HOUR, true),
        // Over midnight.
        (Some(NOON + 12 * HOUR - 1), NOON + 12 * HOUR, true),
        // By a clock that was set back.
        (Some(NOON + 2 * HOUR), NOON, true),
    ] {
        assert_eq!(is_due(newest, now, &HERE), due, "{newest:?} {now}");
    }
    // Midnight is where the person is.
    let midnight = NOON + 10 * HOUR;
    assert!(is_due(Some(midnight - 1), midnight, &Ahead(120)) && !is_due(Some(midnight - 1), midnight, &HERE));
}

#[test]
fn of_today_the_newest_three_stay_and_of_each_day_before_the_last() {
    let today = [NOON - HOUR, NOON - 2 * HOUR, NOON - 3 * HOUR, NOON - 4 * HOUR];
    let yesterday = [NOON - DAY, NOON - DAY - HOUR];
    let sizes = today.iter().chain(&yesterday).map(|millis| (*millis, 10)).collect();
    assert_eq!(too_many(&sizes, NOON, &HERE), [NOON - 4 * HOUR, NOON - DAY - HOUR]);
    // Where it is the next day already, only one of these is of a day.
    assert_eq!(too_many(&sizes, NOON + DAY, &HERE).len(), 4);
}

#[test]
fn what_stays_keeps_within_its_limits_and_nothing_goes_without_a_reason() {
    fn property(u: &mut Unstructured) -> Result<()> {
        let zone = Ahead(u.int_in_range(-720..=840)?);
        let now = NOON + u.int_in_range(0..=DAY)?;
        let mut sizes: SortedMap<u64, usize> = SortedMap::new();
        for _ in 0..u.int_in_range(0..=40)? {
            // Many on few days, and some by a clock that was ahead.
            let back = u.int_in_range(0..=14)? * DAY + u.int_in_range(0..=DAY)?;
            let most = if u.ratio(1, 4)? { 20 * LARGEST } else { LARGEST };
            sizes.insert(now + DAY - back, u.int_in_range(0..=most)?);
        }
        let gone: BTreeSet<u64> = too_many(&sizes, now, &zone).into_iter().collect();
        let stay: Vec<u64> = sizes.keys().copied().filter(|millis| !gone.contains(millis)).collect();
        assert!(gone.iter().all(|millis| sizes.contains_key(millis)));
        let day = |millis: u64| zone.local(Instant::from_millis(i64::try_from(millis).unwrap())).day;
        let size = |all: &[u64]| all.iter().filter_map(|millis| sizes.get(millis)).sum::<usize>();

        assert_eq!(stay.last(), sizes.keys().last(), "the newest stays");
        assert!(stay.len() <= MOST);
        assert!(size(&stay) <= LARGEST_ALL || stay.len() == 1);
        for one in &stay {
            let most = if day(*one) == day(now) { MOST_TODAY } else { 1 };
            assert!(stay.iter().filter(|other| day(**other) == day(*one)).count() <= most);
        }
        for one in &gone {
            let newer: Vec<u64> = stay.iter().copied().filter(|other| other > one).collect();
            let of_day = sizes.keys().filter(|other| *other > one && day(**other) == day(*one)).count();
            let by_day = of_day >= if day(*one) == day(now) { MOST_TODAY } else { 1 };
            // The oldest go first: where one had no room, nothing older has stayed.
            let by_room = newer.len() == stay.len();
            assert!(by_day || by_room, "{one} went without a reason");
        }
        // Another window that does the same finds nothing to do.
        let left = sizes.iter().filter(|(millis, _)| !gone.contains(millis)).map(|(m, s)| (*m, *s)).collect();
        assert!(too_many(&left, now, &zone).is_empty());
        Ok(())
    }
    arbtest(property).size_min(256).size_max(2_048).budget_ms(2_000);
}

#[test]
fn two_weeks_of_use_leave_ten_snapshots_within_their_room() {
    let shelf = MemoryShelf::default();
    let kept = somebody(400);
    assert!(snapshot_of(&kept).0.about.entries < 400, "as large as can be");
    let mut now = NOON;
    for turn in 0..41_u64 {
        now = NOON + turn * 9 * HOUR;
        assert!(keep_at(&shelf, &changed(&kept, &turn.to_string()), now));
        let sizes: Vec<usize> = Shelved::read(&shelf, parse).whole.values().map(|(size, _)| *size).collect();
        assert!(sizes.len() <= MOST && sizes.iter().sum::<usize>() <= LARGEST_ALL);
    }
    assert_eq!(times(&shelf).len(), MOST);
    assert_eq!(newest(&shelf), Some(now));
}

#[test]
fn nothing_new_makes_no_snapshot_and_neither_does_nothing_at_all() {
    let shelf = MemoryShelf::default();
    assert!(!keep_at(&shelf, &Kept::default(), NOON));
    assert!(keep_at(&shelf, &somebody(3), NOON));
    assert!(!keep_at(&shelf, &somebody(3), NOON + DAY), "the time alone is nothing new");
    assert!(keep_at(&shelf, &changed(&somebody(3), "new"), NOON + DAY));
    assert_eq!(times(&shelf), [NOON, NOON + DAY]);
}

#[test]
fn two_windows_that_make_one_at_the_same_time_lose_none() {
    let shelf = MemoryShelf::default();
    for (turn, word) in ["a", "b", "a", "b", "a"].into_iter().enumerate() {
        assert!(keep_at(&shelf, &changed(&somebody(1), word), NOON));
        assert_eq!(times(&shelf).len(), (turn + 1).min(MOST_TODAY));
    }
}

#[test]
fn a_damaged_snapshot_is_passed_over_and_goes_when_the_next_is_made() {
    let shelf = MemoryShelf::default();
    assert!(keep_at(&shelf, &somebody(1), NOON - 3 * DAY));
    assert!(keep_at(&shelf, &somebody(2), NOON - 2 * DAY));
    let damaged = format!("{SNAPSHOT}{}", NOON - 3 * DAY);
    let text = shelf.get(&damaged).unwrap().unwrap().replace("swelling", "smelling");
    shelf.set(&damaged, &text).unwrap();
    shelf.set(&format!("{SNAPSHOT}soon"), "{").unwrap();
    assert_eq!(times(&shelf), [NOON - 2 * DAY]);
    assert!(keep_at(&shelf, &somebody(3), NOON));
    assert_eq!(shelf.keys(SNAPSHOT).len(), 2);
    assert_eq!(times(&shelf), [NOON - 2 * DAY, NOON]);
}

#[test]
fn snapshots_of_a_newer_version_are_left_alone() {
    let shelf = MemoryShelf::default();
    let of_a_newer_version = r#"{"v":3,"checksum":"d6ffefe7","stamp":"1-0-1","fields":{"note":"new"},"mood":[]}"#;
    shelf.set(&format!("{SNAPSHOT}1"), of_a_newer_version).unwrap();
    assert!(!keep_at(&shelf, &somebody(1), NOON));
    assert_eq!(shelf.keys(SNAPSHOT), [format!("{SNAPSHOT}1")]);
}

#[test]
fn on_a_full_device_a_new_snapshot_takes_the_place_of_the_oldest_and_of_nothing_else() {
    let size = length(&text_of(&snapshot_of(&somebody(5)).0)) + 40;
    let device = Device::with_room(size * 2 + 1_000);
    device.set("entry:2026-11-22", &"x".repeat(900)).unwrap();
    assert!(keep_at(&device, &somebody(5), NOON - 2 * DAY));
    assert!(keep_at(&device, &changed(&somebody(5), "1"), NOON - DAY));
    assert!(keep_at(&device, &changed(&somebody(5), "2"), NOON));
    assert_eq!(times(&device), [NOON - DAY, NOON]);
    // One that has no room even so leaves all as it was.
    let before = device.texts();
    assert!(!keep_at(&device, &somebody(100), NOON + DAY));
    assert_eq!(device.texts(), before);
}

#[test]
fn a_snapshot_never_keeps_a_record_from_its_room() {
    let size = length(&text_of(&snapshot_of(&somebody(5)).0)) + 40;
    let device = Device::with_room(size * 3 + 100);
    for (days, word) in [(3, "1"), (2, "2"), (1, "3")] {
        assert!(keep_at(&device, &changed(&somebody(5), word), NOON - days * DAY));
    }
    let before = device.texts();
    let mut store = Store::new(device, parse, 1);
    let entry = |length: usize| write_entry(&note(&"n".repeat(length)));
    let key = keys::entry(day("2026-11-22"));
    // Where nothing helps, they stay.
    store.change(&key, &Fields::new(), &entry(size * 4), NOON);
    assert_eq!(store.flush(), Vec::<String>::new());
    assert_eq!((store.refused(), store.shelf().texts()), (Some(NotKept::Full), before));
    // Where the oldest is enough, the others stay.
    store.give_up(&key);
    store.change(&key, &Fields::new(), &entry(size / 2), NOON);
    assert_eq!(store.flush(), std::slice::from_ref(&key));
    assert_eq!(store.look(&key).record.fields(), entry(size / 2));
    assert_eq!(times(store.shelf()), [NOON - 2 * DAY, NOON - DAY]);
}

#[test]
fn a_snapshot_that_is_heard_of_late_does_not_come_back() {
    let shelf = MemoryShelf::default();
    assert!(keep_at(&shelf, &somebody(1), NOON));
    let (key, text) = (shelf.keys(SNAPSHOT).remove(0), shelf.get(&shelf.keys(SNAPSHOT)[0]).unwrap());
    shelf.remove(&key);
    let mut store = Store::new(shelf, parse, 2);
    assert!(!store.hear(&key, text.as_deref()));
    store.flush();
    assert_eq!(store.shelf().keys(""), Vec::<String>::new());
}

#[test]
fn erasing_everything_erases_snapshots_in_the_window_that_hears_of_it_too() {
    let shelf = MemoryShelf::default();
    let mut store = Store::new(shelf, parse, 3);
    let stamp = store.stamp(NOON);
    assert!(keep(&snapshot_of(&somebody(1)).0, stamp, store.shelf(), NOON, &HERE, parse));
    let erased = Clock::new(9).next(NOON + 1).print();
    store.hear(keys::ERASED, Some(&erased));
    assert_eq!(store.shelf().keys(SNAPSHOT), Vec::<String>::new());
    // What is made afterwards is newer than what was erased, whatever the clock says.
    let stamp = store.stamp(NOON - DAY);
    assert!(stamp.print() > erased || stamp.millis() > NOON);
}
