//! The diary without a browser: each entry stands in one place, bands and marks lie on the days they say, the table and
//! the picture come from the same rows, and nothing is drawn that nobody noted.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test ends by panicking")]

mod english;

use english::english;
use std::sync::LazyLock;

use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use chrono::{Days, NaiveDate};
use microneedling_planner::content::{evidence, words::Words};
use microneedling_planner::domain::course::{Courses, Details, Held, Session, SessionId, Stage};
use microneedling_planner::domain::dates::{Weeks, add_weeks, parse_iso};
use microneedling_planner::domain::diary::{Change, Diary, Entry, LONGEST_NOTE, Strength};
use microneedling_planner::domain::evidence::{Evidence, HealingSign};
use microneedling_planner::domain::moment::{ClockTime, Instant};
use microneedling_planner::domain::range::Range;
use microneedling_planner::domain::sorted::SortedSet;
use microneedling_planner::present::diary::change::{MARGIN, WIDTH, Windows, progress};
use microneedling_planner::present::diary::find::found;
use microneedling_planner::present::diary::signs::{LAST_DAY, Plot, bands, plot};
use microneedling_planner::present::diary::writing::{self, DAY, Draft, Length, NOTE};
use microneedling_planner::present::diary::{groups, rows, session_of, title};
use microneedling_planner::present::forms::FieldError;
use microneedling_planner::present::locale::PlainEnglish;
use microneedling_planner::present::say::Say;

static WORDS: LazyLock<Words> = LazyLock::new(english);

static EVIDENCE: LazyLock<Evidence> = LazyLock::new(|| evidence::core().unwrap());

fn with<T>(look: impl FnOnce(Say<'_>, &Evidence) -> T) -> T {
    look(Say { words: &WORDS, locale: &PlainEnglish }, &EVIDENCE)
}

fn day(text: &str) -> NaiveDate {
    parse_iso(text).unwrap()
}

fn after(start: NaiveDate, days: u64) -> NaiveDate {
    start.checked_add_days(Days::new(days)).unwrap()
}

/// Sessions by course, number and the point in time they ended, with the clinic's minutes ahead of Greenwich.
fn courses(sessions: &[(u16, u16, &str, i16)]) -> Courses {
    let later = sessions.iter().map(|(course, ..)| course - 1).max().unwrap_or_default();
    let session = |(course, number, end, offset): &(u16, u16, &str, i16)| {
        let held = Held { end: Instant::parse(end).unwrap(), offset: *offset, zone: "Europe/London".to_owned() };
        let id = SessionId { course: *course, number: *number };
        (id, Session { stage: Stage::Held(held), details: Details::default() })
    };
    Courses::restore(sessions.iter().map(session).collect(), later, Default::default(), String::new()).unwrap()
}

fn noted(signs: &[(&str, Strength)]) -> Entry {
    Entry { signs: signs.iter().map(|(id, how)| ((*id).to_owned(), *how)).collect(), ..Entry::default() }
}

fn judged(change: Change) -> Entry {
    Entry { change: Some(change), ..Entry::default() }
}

fn sign(id: &str) -> &'static HealingSign {
    EVIDENCE.healing.signs.iter().find(|sign| sign.id == id).unwrap()
}

fn clock(text: &str) -> ClockTime {
    ClockTime::parse(text).unwrap()
}

fn first_plot(courses: &Courses, diary: &Diary) -> Plot {
    with(|say, evidence| plot(&groups(courses, diary)[0], evidence, say).unwrap())
}

#[test]
fn an_entry_belongs_to_the_last_session_on_its_day_or_before() {
    let courses =
        courses(&[(1, 1, "2026-01-10T10:00Z", 0), (1, 2, "2026-02-07T10:00Z", 0), (2, 1, "2026-10-01T10:00Z", 60)]);
    let days = ["2026-01-09", "2026-01-10", "2026-02-06", "2026-02-07", "2026-09-30", "2026-10-01", "2026-11-22"];
    let diary: Diary = days.iter().map(|text| (day(text), judged(Change::Same))).collect();
    let groups = groups(&courses, &diary);
    let told: Vec<(String, Vec<NaiveDate>)> = with(|say, _| {
        groups
            .iter()
            .map(|group| (title(group, &courses, say), group.entries.iter().map(|(day, _)| *day).collect()))
            .collect()
    });
    let expected = [
        ("After session 1 of course 2 · 1 Oct 2026", vec!["2026-11-22", "2026-10-01"]),
        ("After session 2 of course 1 · 7 Feb 2026", vec!["2026-09-30", "2026-02-07"]),
        ("After session 1 of course 1 · 10 Jan 2026", vec!["2026-02-06", "2026-01-10"]),
        ("Before your first session", vec!["2026-01-09"]),
    ]
    .map(|(title, days)| (title.to_owned(), days.into_iter().map(day).collect::<Vec<_>>()));
    assert_eq!(told, expected);
}

#[test]
fn days_are_those_of_the_calendar_at_the_clinic_whatever_clocks_do() {
    // Ended at half past midnight in summer time, 23:30 the day before in Greenwich; clocks went back the next night.
    let courses = courses(&[(1, 1, "2026-10-23T23:30Z", 60)]);
    assert_eq!(session_of(&courses, day("2026-10-23")).map(|done| done.id.number), None);
    let told = |text: &str| {
        let diary: Diary = [(day(text), judged(Change::Same))].into_iter().collect();
        with(|say, evidence| rows(&groups(&courses, &diary)[0], evidence, say)[0].title.clone())
    };
    assert_eq!(told("2026-10-24"), "Day 0 · Sat 24 Oct");
    assert_eq!(told("2026-10-25"), "Day 1 · Sun 25 Oct");
    assert_eq!(told("2026-10-26"), "Day 2 · Mon 26 Oct");
    assert_eq!(told("2027-03-29"), "Day 156 · Mon 29 Mar");
}

#[test]
fn a_band_covers_each_day_it_reaches_into_and_no_other() {
    // (sign, the session's end, first and last usual day, last expected day)
    for (id, ended, expected) in [
        ("colour_change", "10:00", (0, 3, 7)),
        ("colour_change", "00:00", (0, 2, 6)),
        ("colour_change", "00:01", (0, 3, 7)),
        ("swelling", "23:59", (0, 2, 3)),
        ("pinpoint_bleeding", "10:00", (0, 0, 1)),
        ("pinpoint_bleeding", "20:00", (0, 0, 1)),
        ("pinpoint_bleeding", "20:01", (0, 1, 1)),
        ("flaking", "10:00", (2, 5, 7)),
        ("small_spots", "10:00", (2, 7, 10)),
        ("bruising", "10:00", (0, 7, 10)),
    ] {
        assert_eq!(bands(sign(id), clock(ended)), expected, "{id} after {ended}");
    }
}

#[test]
fn every_band_of_every_sign_fits_the_days_drawn() {
    for sign in EVIDENCE.healing.signs.iter().filter(|sign| sign.can_be_seen()) {
        for minute in 0..24 * 60 {
            let (from, usual, latest) = bands(sign, ClockTime::new(minute / 60, minute % 60).unwrap());
            assert!(from <= usual && usual <= latest && latest <= LAST_DAY, "{} at {minute}", sign.id);
        }
    }
}

#[test]
fn only_what_was_noted_is_marked_and_the_table_says_the_same() {
    let courses = courses(&[(1, 1, "2026-11-01T10:00Z", 0)]);
    let diary: Diary = [
        (day("2026-10-31"), noted(&[("itch", Strength::Lot)])),
        (day("2026-11-01"), noted(&[("itch", Strength::Lot), ("soreness", Strength::Little)])),
        (day("2026-11-04"), noted(&[("itch", Strength::Some), ("a_sign_of_a_later_version", Strength::Lot)])),
        (day("2026-11-20"), noted(&[("itch", Strength::Little)])),
    ]
    .into_iter()
    .collect();
    let plot = first_plot(&courses, &diary);
    type Marks = Vec<(u16, u16, Strength)>;
    let marks: Vec<(&str, Marks)> = plot
        .noted
        .iter()
        .map(|row| (row.id.as_str(), row.marks.iter().map(|mark| (mark.day, mark.column(), mark.strength)).collect()))
        .collect();
    let expected = [
        ("itch", vec![(0, 0, Strength::Lot), (3, 3, Strength::Some), (19, LAST_DAY + 1, Strength::Little)]),
        ("soreness", vec![(0, 0, Strength::Little)]),
    ];
    assert_eq!(marks, expected);
    assert_eq!(plot.noted[0].noted, "day 0 a lot, day 3 some, day 19 a little");
    assert_eq!(plot.noted[0].expected, "Usual until day 5. At the latest until day 7.");
    assert!(plot.others.iter().all(|row| row.marks.is_empty() && row.noted.is_empty()));
    // All that can be seen, and nothing that cannot.
    assert_eq!(plot.noted.len() + plot.others.len(), 9);
    let unseen = ["skin_barrier", "stretch_mark_after_effects"];
    assert!(plot.noted.iter().chain(&plot.others).all(|row| !unseen.contains(&row.id.as_str())));
}

#[test]
fn when_a_sign_usually_begins_is_said_of_two_signs_only() {
    let plot = first_plot(&courses(&[(1, 1, "2026-11-01T10:00Z", 0)]), &Diary::new());
    let from: Vec<&str> =
        plot.others.iter().filter(|row| row.expected.contains("from day")).map(|row| row.id.as_str()).collect();
    assert_eq!(from, ["flaking", "small_spots"]);
}

#[test]
fn nothing_is_expected_before_the_first_session() {
    let diary: Diary = [(day("2026-11-01"), noted(&[("itch", Strength::Lot)]))].into_iter().collect();
    let courses = Courses::default();
    with(|say, evidence| assert_eq!(plot(&groups(&courses, &diary)[0], evidence, say), None));
}

#[test]
fn every_entry_appears_once_whatever_was_noted() {
    fn property(u: &mut Unstructured<'_>) -> Result<()> {
        let start = day("2026-01-01");
        let mut held = Vec::new();
        let mut at = 0;
        for number in 1..=u.int_in_range(0..=6u16)? {
            at += u.int_in_range(1..=60u64)?;
            let end = format!("{}T{:02}:00Z", after(start, at), u.int_in_range(0..=23u8)?);
            held.push((1, number, end));
        }
        let held: Vec<_> = held.iter().map(|(course, number, end)| (*course, *number, end.as_str(), 0)).collect();
        let courses = courses(&held);
        let mut diary = Diary::new();
        for _ in 0..u.int_in_range(0..=30)? {
            let day = after(start, u.int_in_range(0..=400u64)?);
            diary.insert(day, noted(&[("itch", Strength::ALL[u.int_in_range(0..=2usize)?])]));
        }
        let groups = groups(&courses, &diary);
        let mut shown: Vec<NaiveDate> =
            groups.iter().flat_map(|group| group.entries.iter().map(|(day, _)| *day)).collect();
        shown.sort();
        assert_eq!(shown, diary.keys().copied().collect::<Vec<_>>());
        for group in &groups {
            let Some(plot) = with(|say, evidence| plot(group, evidence, say)) else { continue };
            let marks: usize = plot.noted.iter().map(|row| row.marks.len()).sum();
            assert_eq!(marks, group.entries.len());
        }
        Ok(())
    }
    arbtest(property).budget_ms(1_500);
}

fn a_plan() -> Windows {
    let first = day("2026-11-01");
    let at = |weeks| add_weeks(first, Weeks(weeks));
    Windows {
        first_change: Range { low: at(4), likely: at(8), high: at(12) },
        result: Range { low: at(20), likely: at(30), high: at(41) },
    }
}

#[test]
fn the_change_lies_at_its_week_between_the_first_session_and_the_end_of_the_result() {
    let courses = courses(&[(1, 1, "2026-11-01T10:00Z", 0)]);
    let diary: Diary = [
        (day("2026-10-20"), judged(Change::Worse)),
        (day("2026-11-01"), judged(Change::Same)),
        (day("2026-11-14"), judged(Change::Same)),
        (day("2026-11-15"), judged(Change::LittleBetter)),
    ]
    .into_iter()
    .collect();
    let shown = with(|say, _| progress(&courses, &diary, Some(a_plan()), day("2026-11-22"), say).unwrap());
    let marks: Vec<(i64, Change)> = shown.marks.iter().map(|mark| (mark.week, mark.change)).collect();
    assert_eq!(marks, [(0, Change::Same), (1, Change::Same), (2, Change::LittleBetter)]);
    // 41 weeks, and one more so that the middle is a whole week.
    assert_eq!(shown.weeks, 42);
    let x = |weeks: i32| MARGIN + (WIDTH - 2 * MARGIN) * weeks / 42;
    assert_eq!(shown.marks[0].x, MARGIN);
    assert_eq!(shown.marks[2].x, x(2));
    assert_eq!(shown.today_x, x(3));
    assert_eq!(shown.windows[0].x, Range { low: x(4), likely: x(8), high: x(12) });
    assert_eq!(shown.windows[1].x, Range { low: x(20), likely: x(30), high: x(41) });
    // What was noted before the course is no change of this course.
    assert!(!shown.worse);
}

#[test]
fn without_a_plan_there_are_weeks_and_no_window() {
    let courses = courses(&[(1, 1, "2026-11-01T10:00Z", 0)]);
    let diary: Diary = [(day("2026-11-10"), judged(Change::Worse))].into_iter().collect();
    let shown = with(|say, _| progress(&courses, &diary, None, day("2026-11-22"), say).unwrap());
    assert!(shown.windows.is_empty() && shown.worse);
    assert_eq!((shown.marks.len(), shown.weeks), (1, 4));
    assert!(!shown.caption.contains("full result"), "{}", shown.caption);
}

#[test]
fn the_windows_of_a_plan_are_not_laid_over_an_earlier_course() {
    let held = courses(&[(1, 1, "2026-01-10T10:00Z", 0)]);
    let begun = held
        .with(microneedling_planner::domain::course::Command::BeginCourse, Instant::parse("2026-11-22T12:00Z").unwrap())
        .unwrap();
    let shown = with(|say, _| progress(&begun, &Diary::new(), Some(a_plan()), day("2026-11-22"), say).unwrap());
    assert!(shown.windows.is_empty());
}

#[test]
fn before_any_session_there_is_no_change_to_show() {
    let diary: Diary = [(day("2026-11-10"), judged(Change::Same))].into_iter().collect();
    with(|say, _| assert_eq!(progress(&Courses::default(), &diary, None, day("2026-11-22"), say), None));
}

fn read(
    draft: &Draft,
    opened: &str,
    diary: &Diary,
) -> std::result::Result<(NaiveDate, Entry), Vec<(String, FieldError)>> {
    let courses = courses(&[(1, 1, "2026-11-01T10:00Z", 0)]);
    writing::read(draft, Some(&draft.day), day(opened), &courses, diary, day("2026-11-22"))
}

fn draft(day: &str, note: &str) -> Draft {
    let entry = Entry { note: note.to_owned(), ..Entry::default() };
    Draft { day: day.to_owned(), entry, ..Draft::default() }
}

#[test]
fn days_from_a_year_before_the_first_session_to_today_can_be_written_about() {
    for (typed, wrong) in [
        ("2026-11-23", FieldError::EntryFuture),
        ("2025-11-01", FieldError::EntryTooEarly),
        ("", FieldError::Empty),
        ("2026-02-30", FieldError::DateImpossible),
    ] {
        assert_eq!(
            read(&draft(typed, "x"), "2026-11-22", &Diary::new()),
            Err(vec![(DAY.to_owned(), wrong)]),
            "{typed}"
        );
    }
    for typed in ["2026-11-22", "2025-11-02"] {
        assert!(read(&draft(typed, "x"), "2026-11-22", &Diary::new()).is_ok(), "{typed}");
    }
}

#[test]
fn a_day_that_is_half_typed_is_not_an_empty_one() {
    let courses = courses(&[]);
    let wrong =
        writing::read(&draft("2026-11-22", "x"), None, day("2026-11-22"), &courses, &Diary::new(), day("2026-11-22"));
    assert_eq!(wrong, Err(vec![(DAY.to_owned(), FieldError::DateImpossible)]));
}

#[test]
fn what_is_normal_was_told_goes_beside_what_is_noted_and_only_once() {
    let signs: SortedSet<String> = ["itch", "flaking"].into_iter().map(str::to_owned).collect();
    let before = Entry { note: "Went fine.".to_owned(), ..noted(&[("itch", Strength::Lot)]) };
    let kept = writing::with_told(&before, &signs, "Is this normal?\n• Pus");
    let expected = noted(&[("itch", Strength::Lot), ("flaking", Strength::Some)]);
    assert_eq!(kept, Entry { note: "Went fine.\nIs this normal?\n• Pus".to_owned(), ..expected });
    assert_eq!(writing::with_told(&kept, &signs, "Is this normal?\n• Pus"), kept);
    // With warning signs alone the words are all there is.
    let alone = writing::with_told(&Entry::default(), &SortedSet::new(), "• Pus");
    assert_eq!(alone, Entry { note: "• Pus".to_owned(), ..Entry::default() });
    let full = Entry { note: "é".repeat(LONGEST_NOTE - 1), ..Entry::default() };
    assert_eq!(writing::with_told(&full, &SortedSet::new(), "• Pus"), full, "nothing is cut");
}

#[test]
fn another_days_entry_is_never_written_over() {
    let diary: Diary = [(day("2026-11-20"), judged(Change::Same))].into_iter().collect();
    let there = Err(vec![(DAY.to_owned(), FieldError::EntryThere)]);
    assert_eq!(read(&draft("2026-11-20", "x"), "2026-11-22", &diary), there);
    assert!(read(&draft("2026-11-20", "x"), "2026-11-20", &diary).is_ok());
}

#[test]
fn a_note_of_2000_characters_is_kept_and_a_longer_one_is_refused_whole() {
    // Letters of more than one byte count once.
    for letter in ["a", "é", "م", "😀"] {
        let full = letter.repeat(LONGEST_NOTE);
        let kept = read(&draft("2026-11-22", &full), "2026-11-22", &Diary::new()).unwrap();
        assert_eq!(kept.1.note, full);
        let over = letter.repeat(LONGEST_NOTE + 3);
        let wrong = vec![(NOTE.to_owned(), FieldError::NoteTooLong(3))];
        assert_eq!(read(&draft("2026-11-22", &over), "2026-11-22", &Diary::new()), Err(wrong));
    }
    assert_eq!(FieldError::NoteTooLong(3).count(), Some(3));
}

#[test]
fn how_much_is_left_is_said_near_the_end_only() {
    let length = |count| writing::length(&"é".repeat(count));
    assert_eq!(length(1_800), Length::Fine);
    assert_eq!(length(1_801), Length::Left(199));
    assert_eq!(length(2_000), Length::Left(0));
    assert_eq!(length(2_001), Length::Over(1));
}

#[test]
fn nothing_noted_is_said_and_not_kept() {
    let wrong = Err(vec![(NOTE.to_owned(), FieldError::EntryEmpty)]);
    assert_eq!(read(&draft("2026-11-22", " \n "), "2026-11-22", &Diary::new()), wrong);
}

#[test]
fn signs_expected_on_a_day_are_asked_for_first_and_all_others_after() {
    let courses = courses(&[(1, 1, "2026-11-01T10:00Z", 0)]);
    let asked = |text: &str| writing::signs_on(Some(day(text)), &courses, &EVIDENCE);
    let (first, others) = asked("2026-11-01");
    assert!(first.contains(&"pinpoint_bleeding".to_owned()) && others.contains(&"flaking".to_owned()));
    assert_eq!(first.len() + others.len(), 9);
    assert_eq!(asked("2026-11-12").0, Vec::<String>::new());
    assert_eq!(asked("2026-10-31").0, Vec::<String>::new());
}

#[test]
fn a_change_is_asked_for_from_a_week_after_the_first_session_of_the_course() {
    let courses = courses(&[(1, 1, "2026-01-10T10:00Z", 0), (2, 1, "2026-11-01T10:00Z", 0)]);
    for (text, asked) in [
        ("2026-01-09", false),
        ("2026-01-16", false),
        ("2026-01-17", true),
        ("2026-10-31", true),
        ("2026-11-07", false),
        ("2026-11-08", true),
    ] {
        assert_eq!(writing::may_judge(Some(day(text)), &courses), asked, "{text}");
    }
}

#[test]
fn days_are_found_by_what_was_noted_and_by_all_the_words_looked_for() {
    let noted = |note: &str, sign: Option<&str>, change: Option<Change>| Entry {
        note: note.to_owned(),
        signs: sign.map(|sign| (sign.to_owned(), Strength::Some)).into_iter().collect(),
        change,
    };
    let diary: Diary = [
        (day("2026-11-01"), noted("Used the blue cream", Some("itch"), None)),
        (day("2026-11-02"), noted("the BLUE one again", None, Some(Change::Worse))),
        (day("2026-11-03"), noted("", Some("swelling"), None)),
        (day("2026-11-04"), noted("Démangeaisons à l’œil. Picazo\u{301}n.", None, None)),
    ]
    .into_iter()
    .collect();
    with(|say, evidence| {
        let look = |words: &str| -> Vec<String> {
            found(&diary, words, evidence, say).into_iter().map(|(day, _)| day.to_string()).collect()
        };
        assert_eq!(look("blue"), ["2026-11-02", "2026-11-01"], "latest first, whatever the capitals");
        assert_eq!(look("cream blue"), ["2026-11-01"], "each of the words");
        assert_eq!(look(&say.text("sign.swelling.name")), ["2026-11-03"]);
        assert_eq!(look(&say.text("diary.change.worse")), ["2026-11-02"]);
        assert_eq!(look("blue swelling"), Vec::<String>::new());
        assert_eq!(look("  "), Vec::<String>::new(), "no words find nothing");
        for typed in ["demangeaisons", "DÉMANGEAISONS", "de\u{301}mangeaisons", "oeil", "picazon", "picazón"] {
            assert_eq!(look(typed), ["2026-11-04"], "{typed}: whatever the marks on letters");
        }
    });
}
