//! The calendar file: any text goes there and back, entries keep their names, a later file updates an earlier one, and
//! no day shifts in any time zone. And the page for the consultation, which comes from the same sessions.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a helper that cannot set the scene fails the test"
)]

mod english;
mod zones;

use english::english;
use std::collections::BTreeMap;
use zones::Place;

use arbtest::arbtest;
use chrono::NaiveDate;
use chrono_tz::Tz;
use icalendar::{Component, EventLike};
use microneedling_planner::content::evidence;
use microneedling_planner::domain::answers::{Answer, Answers, Change};
use microneedling_planner::domain::checklist::{Checklist, Tick};
use microneedling_planner::domain::course::{
    Booking, Command, Courses, Details, Held, Rhythm, SessionId, Slot, schedule,
};
use microneedling_planner::domain::dates::{Weeks, parse_iso};
use microneedling_planner::domain::diary::{Diary, Entry, Strength};
use microneedling_planner::domain::ids::{ConcernId, Severity};
use microneedling_planner::domain::moment::{ClockTime, Instant, Utc, Zone};
use microneedling_planner::domain::range::Range;
use microneedling_planner::present::calendar::{Event, Gate, Source, Standing, When, due_today, events};
use microneedling_planner::present::checklist::{Setting, sections};
use microneedling_planner::present::consultation;
use microneedling_planner::present::locale::PlainEnglish;
use microneedling_planner::present::say::Say;
use microneedling_planner::record::calendar::{Head, Made, write_file};

fn day(text: &str) -> NaiveDate {
    parse_iso(text).unwrap()
}

fn noon(text: &str) -> Instant {
    Instant::parse(&format!("{text}T12:00Z")).unwrap()
}

fn id(number: u16) -> SessionId {
    SessionId { course: 1, number }
}

fn new() -> Made {
    Made::new("0123456789abcdef0123456789abcdef".to_owned()).unwrap()
}

fn book(courses: &Courses, number: u16, on: &str, at: Option<&str>) -> Courses {
    let booking = Booking { day: day(on), time: at.map(|at| ClockTime::parse(at).unwrap()) };
    courses.with(Command::Book(id(number), booking), noon("2026-11-22")).unwrap()
}

fn describe(courses: &Courses, number: u16, place: &str) -> Courses {
    let details = Details { place: place.to_owned(), ..Details::default() };
    courses.with(Command::Describe(id(number), details), noon("2026-11-22")).unwrap()
}

fn hold(courses: &Courses, number: u16, end: &str) -> Courses {
    let held = Held { end: Instant::parse(end).unwrap(), offset: 0, zone: "UTC".to_owned() };
    courses.with(Command::Hold(id(number), held), noon("2026-12-30")).unwrap()
}

/// Three sessions, likely two, 4 weeks apart.
fn rhythm(today: &str) -> Rhythm {
    let count = Range { low: 2, likely: 2, high: 3 };
    Rhythm { first: day(today), gap: Weeks(4), closest: Weeks(3), count }
}

struct Scene {
    courses: Courses,
    rhythm: Option<Rhythm>,
    zone: Box<dyn Zone>,
    now: Instant,
    gates: Vec<Gate>,
    discreet: bool,
    if_agrees: bool,
}

impl Scene {
    fn new(courses: Courses, today: &str) -> Self {
        Self {
            courses,
            rhythm: Some(rhythm(today)),
            zone: Box::new(Utc),
            now: noon(today),
            gates: Vec::new(),
            discreet: false,
            if_agrees: false,
        }
    }

    fn slots(&self) -> Vec<Slot> {
        schedule(&self.courses, self.courses.present(), self.rhythm, self.zone.local(self.now).day)
    }

    fn events(&self) -> Vec<Event> {
        let (words, evidence) = (english(), evidence::core().unwrap());
        let say = Say { words: &words, locale: &PlainEnglish };
        let source = Source {
            courses: &self.courses,
            slots: &self.slots(),
            gap: self.rhythm.map(|rhythm| rhythm.gap),
            gates: &self.gates,
            zone: &*self.zone,
            now: self.now,
            if_agrees: self.if_agrees,
            discreet: self.discreet,
        };
        events(source, &evidence, say)
    }

    fn file(&self, made: &Made) -> (String, Made) {
        let head = Head { name: "Dates", gone: "Gone", now: self.now, zone: &*self.zone };
        write_file(&self.events(), head, made)
    }
}

/// Reads a file without the program's help: unfolds, takes each entry apart, unescapes.
fn read(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut entries = Vec::new();
    let mut entry = BTreeMap::new();
    let mut inside = Vec::new();
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        let (name, value) = line.split_once(':').unwrap();
        match name {
            "BEGIN" => inside.push(value.to_owned()),
            "END" => {
                assert_eq!(inside.pop().as_deref(), Some(value));
                if value == "VEVENT" {
                    entries.push(std::mem::take(&mut entry));
                }
            }
            name => {
                let within = if inside.last().unwrap() == "VALARM" { "ALARM." } else { "" };
                assert_eq!(entry.insert(format!("{within}{name}"), unescape(value)), None, "{name} twice");
                if inside.last().unwrap() == "VCALENDAR" {
                    entry.clear();
                }
            }
        }
    }
    assert!(inside.is_empty(), "something is not closed");
    entries
}

fn unescape(value: &str) -> String {
    let mut letters = value.chars();
    let mut text = String::new();
    while let Some(letter) = letters.next() {
        text.push(match letter {
            '\\' => match letters.next().unwrap() {
                'n' | 'N' => '\n',
                other => other,
            },
            ',' | ';' => panic!("a value that is a list: {value}"),
            other => other,
        });
    }
    text
}

fn find<'a>(entries: &'a [BTreeMap<String, String>], key: &str) -> &'a BTreeMap<String, String> {
    let uid = format!("0123456789abcdef0123456789abcdef-{key}@microneedling-planner");
    entries.iter().find(|entry| entry["UID"] == uid).unwrap_or_else(|| panic!("no entry {key}"))
}

fn well_formed(text: &str) {
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "a line end of its own");
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
    }
}

fn one(title: &str, place: &str) -> Event {
    Event {
        key: "s-1-1".to_owned(),
        title: title.to_owned(),
        text: place.to_owned(),
        place: place.to_owned(),
        when: When::Day(day("2027-01-04")),
        standing: Standing::Firm,
        alarm: None,
    }
}

#[test]
fn any_text_goes_there_and_back() {
    let head = Head { name: "Dates", gone: "Gone", now: noon("2026-12-01"), zone: &Utc };
    let check = |title: &str, place: &str| {
        let (text, _) = write_file(&[one(title, place)], head, &new());
        well_formed(&text);
        let expected = |text: &str| -> String {
            let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
            text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
        };
        let entry = &read(&text)[0];
        assert_eq!(entry.get("SUMMARY").cloned().unwrap_or_default(), expected(title));
        for name in ["DESCRIPTION", "LOCATION"] {
            assert_eq!(entry.get(name).cloned().unwrap_or_default(), expected(place));
        }
    };
    arbtest(|u| {
        check(u.arbitrary()?, u.arbitrary()?);
        Ok(())
    });
    check("a,b;c\\d\\n e:f\"g\"", "line\r\nline\rline\nline\\");
    for letter in ["a", "é", "老", "👩🏾‍⚕️", "\u{1F3FE}", " "] {
        for length in 0..160 {
            check(&letter.repeat(length), &format!("x{}", letter.repeat(length)));
        }
    }
}

#[test]
fn a_place_of_500_letters_with_pictures_is_right() {
    let place = "Praxis 👩🏾‍⚕️, Straße 5; 2. Stock\\links ".repeat(20).chars().take(500).collect::<String>();
    let courses = describe(&book(&Courses::default(), 1, "2027-01-04", Some("14:30")), 1, &place);
    let (text, _) = Scene::new(courses, "2026-12-01").file(&new());
    well_formed(&text);
    assert_eq!(find(&read(&text), "s-1-1")["LOCATION"], place);
}

#[test]
fn the_file_says_what_stands_in_the_plan() {
    let courses = hold(&Courses::default(), 1, "2026-11-30T15:00Z");
    let courses = book(&courses, 2, "2027-01-04", Some("10:00"));
    let mut scene = Scene::new(courses, "2026-12-01");
    scene.gates.push(Gate {
        session: id(1),
        id: "make_up".to_owned(),
        label: "Make-up may return".to_owned(),
        ends: Instant::parse("2026-12-02T15:00Z").unwrap(),
    });
    scene.gates.push(Gate {
        ends: Instant::parse("2026-11-30T23:00Z").unwrap(),
        id: "over".to_owned(),
        ..scene.gates[0].clone()
    });
    let entries = read(&scene.file(&new()).0);

    // The likely length of a session is 75 minutes.
    let held = find(&entries, "s-1-1");
    assert_eq!((held["DTSTART"].as_str(), held["DTEND"].as_str()), ("20261130T134500Z", "20261130T150000Z"));
    assert_eq!((held["STATUS"].as_str(), held.get("ALARM.TRIGGER")), ("CONFIRMED", None));

    let booked = find(&entries, "s-1-2");
    assert_eq!((booked["DTSTART"].as_str(), booked["DTEND"].as_str()), ("20270104T100000Z", "20270104T111500Z"));
    assert_eq!((booked["STATUS"].as_str(), booked["ALARM.TRIGGER"].as_str()), ("CONFIRMED", "-P1D"));

    let suggested = find(&entries, "s-1-3");
    assert_eq!(suggested["DTSTART;VALUE=DATE"], "20270201");
    assert_eq!((suggested["STATUS"].as_str(), suggested["ALARM.TRIGGER"].as_str()), ("TENTATIVE", "-PT15H"));
    assert!(suggested["SUMMARY"].contains("if needed"), "{}", suggested["SUMMARY"]);
    assert!(suggested["SUMMARY"].contains("not booked yet"), "{}", suggested["SUMMARY"]);

    let before = find(&entries, "p-1-2-7");
    assert_eq!((before["DTSTART;VALUE=DATE"].as_str(), before["ALARM.TRIGGER"].as_str()), ("20261228", "PT9H"));
    assert_eq!(before["DESCRIPTION"].matches('•').count(), 5, "five rows fall due 7 days before");
    // 28 days before the second session is 7 December; 28 days before the first is over.
    assert!(entries.iter().any(|entry| entry["UID"].contains("-p-1-2-28@")));
    assert!(!entries.iter().any(|entry| entry["UID"].contains("-p-1-1-")));

    let gate = find(&entries, "g-1-1-make_up");
    assert_eq!((gate["DTSTART"].as_str(), gate.get("DTEND")), ("20261202T150000Z", None));
    assert_eq!(gate["ALARM.TRIGGER"], "PT0H");
    assert!(!entries.iter().any(|entry| entry["UID"].contains("-over@")), "what is over is left out");

    assert!(entries.iter().all(|entry| entry["DTSTAMP"] == "20261201T120000Z" && entry["CLASS"] == "PRIVATE"));
}

#[test]
fn what_may_return_at_the_same_time_rings_once_and_never_at_night() {
    let mut scene = Scene::new(hold(&Courses::default(), 1, "2026-11-30T15:00Z"), "2026-12-01");
    for (place, ends) in ["02T08:00", "02T08:00", "02T22:00", "03T07:59", "03T21:59"].iter().enumerate() {
        let ends = Instant::parse(&format!("2026-12-{ends}Z")).unwrap();
        scene.gates.push(Gate { session: id(1), id: format!("gate_{place}"), label: "May return".to_owned(), ends });
    }
    let gates = scene.events().into_iter().filter(|event| event.key.starts_with("g-"));
    let rings: Vec<_> = gates.map(|event| event.alarm).collect();
    assert_eq!(rings, [Some(0), None, None, None, Some(0)]);
}

#[test]
fn another_reader_finds_the_same_entries() {
    let courses = describe(&book(&Courses::default(), 1, "2027-01-04", Some("14:30")), 1, "Café; 5, High Street\n🏥");
    let scene = Scene::new(courses, "2026-12-01");
    let calendar: icalendar::Calendar = scene.file(&new()).0.parse().unwrap();
    let (found, expected): (Vec<_>, Vec<_>) = (calendar.events().collect(), scene.events());
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.into_iter().zip(expected) {
        assert_eq!(found.get_summary(), Some(expected.title.as_str()));
        assert_eq!(found.get_location().unwrap_or_default(), expected.place);
        assert_eq!(found.get_description().unwrap_or_default(), expected.text);
        let start = match expected.when {
            When::Day(day) => icalendar::DatePerhapsTime::Date(day),
            When::From(start, _) => chrono::DateTime::from_timestamp_millis(start.millis()).unwrap().into(),
        };
        assert_eq!(found.get_start(), Some(start), "{}", expected.key);
    }
}

#[test]
fn an_ask_stands_before_every_date_that_is_not_over() {
    let mut scene = Scene::new(hold(&Courses::default(), 1, "2026-11-30T15:00Z"), "2026-12-01");
    scene.if_agrees = true;
    for event in scene.events() {
        let asks = event.text.starts_with("If your clinician agrees:");
        assert_eq!(asks, event.key != "s-1-1", "{}", event.key);
    }
}

#[test]
fn a_discreet_file_names_neither_the_treatment_nor_the_place() {
    let courses = describe(&book(&Courses::default(), 1, "2027-01-04", Some("14:30")), 1, "Skin Clinic");
    let mut scene = Scene::new(courses, "2026-12-01");
    let open = scene.file(&new()).0;
    scene.discreet = true;
    let hidden = scene.file(&new()).0;
    assert!(open.contains("Skin Clinic") && open.contains("Microneedling"));
    let shown: Vec<_> = read(&hidden);
    for entry in &shown {
        assert!(["Appointment", "Reminder"].contains(&entry["SUMMARY"].as_str()), "{}", entry["SUMMARY"]);
        assert!(entry.get("LOCATION").is_none() && entry.get("DESCRIPTION").is_none());
        assert!(!entry.values().any(|value| value.contains("Skin Clinic")));
    }
    assert_eq!(shown.len(), read(&open).len());
}

#[test]
fn every_entry_has_a_name_of_its_own_that_stays() {
    let before = book(&Courses::default(), 1, "2027-01-04", None);
    let after = book(&before, 1, "2027-01-11", Some("09:00"));
    let uids = |courses: Courses| -> Vec<String> {
        let entries = read(&Scene::new(courses, "2026-12-01").file(&new()).0);
        entries.into_iter().map(|entry| entry["UID"].clone()).collect()
    };
    let (before, after) = (uids(before), uids(after));
    assert_eq!(before, after);
    let mut once = before.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), before.len());
}

fn sequences(text: &str) -> Vec<String> {
    let mut all: Vec<String> = read(text).into_iter().map(|entry| entry["SEQUENCE"].clone()).collect();
    all.dedup();
    all
}

#[test]
fn the_sequence_grows_when_the_file_says_something_else_and_only_then() {
    let booked = book(&Courses::default(), 1, "2027-01-04", None);
    let (text, made) = Scene::new(booked.clone(), "2026-12-01").file(&new());
    assert_eq!(sequences(&text), ["0"]);
    // The same again, a minute later: only the time stamp differs.
    let mut later = Scene::new(booked.clone(), "2026-12-01");
    later.now = Instant::parse("2026-12-01T12:01Z").unwrap();
    let (again, same) = later.file(&made);
    assert_eq!(sequences(&again), ["0"]);
    assert_eq!(same, made);
    assert_ne!(again, text);
    let (moved, made) = Scene::new(book(&booked, 1, "2027-01-05", None), "2026-12-01").file(&made);
    assert_eq!(sequences(&moved), ["1"]);
    // Back again is something new, too: calendars have seen the move.
    let (back, _) = Scene::new(booked, "2026-12-01").file(&made);
    assert_eq!(sequences(&back), ["2"]);
}

#[test]
fn what_is_no_longer_there_is_taken_back_until_its_day_is_over() {
    let mut two = Scene::new(book(&Courses::default(), 1, "2026-12-20", None), "2026-12-01");
    let (_, made) = two.file(&new());
    two.rhythm = None;
    let (text, made) = two.file(&made);
    let entries = read(&text);
    let gone = find(&entries, "s-1-2");
    assert_eq!((gone["STATUS"].as_str(), gone["SUMMARY"].as_str()), ("CANCELLED", "Gone"));
    assert_eq!(gone["DTSTART;VALUE=DATE"], "20270117");
    assert_eq!(find(&entries, "s-1-1")["STATUS"], "CONFIRMED");
    // Nothing new: still taken back, the sequence stays.
    let (again, _) = two.file(&made);
    assert_eq!((sequences(&again), again == text), (vec!["1".to_owned()], true));
    // Once its day is over it is history.
    two.now = noon("2027-04-01");
    let (over, made) = two.file(&made);
    assert!(read(&over).iter().all(|entry| entry["STATUS"] != "CANCELLED"), "{over}");
    assert!(made.entries.keys().all(|key| key == "s-1-1"), "{made:?}");
}

#[test]
fn a_booked_time_is_that_time_in_its_zone_on_either_side_of_a_change_of_clocks() {
    // Zone, day, and what a clock in Greenwich shows when it is 10:00 there.
    for (zone, on, utc) in [
        (Tz::Europe__London, "2027-03-27", "20270327T100000Z"),
        (Tz::Europe__London, "2027-03-28", "20270328T090000Z"),
        (Tz::America__New_York, "2027-03-13", "20270313T150000Z"),
        (Tz::America__New_York, "2027-03-14", "20270314T140000Z"),
        (Tz::Australia__Lord_Howe, "2027-04-03", "20270402T230000Z"),
        (Tz::Australia__Lord_Howe, "2027-04-04", "20270403T233000Z"),
    ] {
        let mut scene = Scene::new(book(&Courses::default(), 1, on, Some("10:00")), "2026-12-01");
        scene.zone = Box::new(Place(zone));
        assert_eq!(find(&read(&scene.file(&new()).0), "s-1-1")["DTSTART"], utc, "{zone} {on}");
    }
    // 01:30 never comes on the night that London's clocks go forward: the day stands.
    let mut scene = Scene::new(book(&Courses::default(), 1, "2027-03-28", Some("01:30")), "2026-12-01");
    scene.zone = Box::new(Place(Tz::Europe__London));
    assert_eq!(find(&read(&scene.file(&new()).0), "s-1-1")["DTSTART;VALUE=DATE"], "20270328");
}

#[test]
fn whole_days_are_the_same_day_in_every_zone() {
    let days = |zone: Tz| -> Vec<(String, String, String)> {
        let mut scene = Scene::new(book(&Courses::default(), 1, "2027-03-28", None), "2026-12-01");
        // Noon in Greenwich is the same day in each of these.
        scene.zone = Box::new(Place(zone));
        read(&scene.file(&new()).0)
            .into_iter()
            .map(|entry| (entry["UID"].clone(), entry["DTSTART;VALUE=DATE"].clone(), entry["DTEND;VALUE=DATE"].clone()))
            .collect()
    };
    let london = days(Tz::Europe__London);
    assert!(london.len() > 5);
    for zone in [Tz::Pacific__Pago_Pago, Tz::America__New_York, Tz::Asia__Kolkata, Tz::Australia__Lord_Howe] {
        assert_eq!(days(zone), london, "{zone}");
    }
    assert!(london.iter().any(|(_, from, to)| from == "20270328" && to == "20270329"));
}

#[test]
fn sessions_of_an_earlier_course_stay_in_the_file() {
    let courses = hold(&Courses::default(), 1, "2026-11-20T15:00Z");
    let scene = Scene::new(courses.clone(), "2026-12-01");
    let (_, made) = scene.file(&new());
    let next = Scene::new(courses.with(Command::BeginCourse, noon("2026-12-01")).unwrap(), "2026-12-01");
    let entries = read(&next.file(&made).0);
    assert_eq!(find(&entries, "s-1-1")["STATUS"], "CONFIRMED");
    assert_eq!(find(&entries, "s-2-1")["STATUS"], "TENTATIVE");
    assert_eq!(find(&entries, "s-1-2")["STATUS"], "CANCELLED");
}

#[test]
fn the_first_session_of_a_later_course_has_every_step_before_it() {
    let courses = hold(&Courses::default(), 1, "2026-11-20T15:00Z");
    let courses = courses.with(Command::BeginCourse, noon("2026-12-01")).unwrap();
    let mut scene = Scene::new(courses, "2026-12-01");
    // Sessions come every 3 weeks, and the first of the new course is far enough away.
    scene.rhythm = Some(Rhythm { first: day("2027-02-01"), gap: Weeks(3), ..rhythm("2026-12-01") });
    let steps = |start: &str| scene.events().iter().filter(|event| event.key.starts_with(start)).count();
    let (words, evidence) = (english(), evidence::core().unwrap());
    let say = Say { words: &words, locale: &PlainEnglish };
    let listed = |list, number| {
        let setting = Setting { session: number, interval: Some(Weeks(3)), ..Setting::default() };
        sections(list, setting, &evidence, say).len()
    };
    for number in [1, 2] {
        let lists = listed(Checklist::Preparation, number) + listed(Checklist::SessionDay, number);
        assert_eq!(steps(&format!("p-2-{number}-")), lists, "session {number}: as many days as the lists have");
    }
    assert_eq!(steps("p-2-1-28"), 1, "4 weeks before, though sessions come every 3");
    assert_eq!(steps("p-2-2-28"), 0);
    let due = due_today(&scene.slots(), Some(Weeks(3)), day("2027-01-04"), &evidence, |_| false);
    let rows = evidence.preparation.iter().filter(|row| row.offset_days == -28).count();
    assert_eq!(due, u32::try_from(rows).unwrap(), "the badge counts them too");
}

#[test]
fn without_a_plan_and_sessions_there_is_nothing_to_put_in() {
    let mut scene = Scene::new(Courses::default(), "2026-12-01");
    scene.rhythm = None;
    assert_eq!(scene.events(), []);
}

#[test]
fn the_badge_counts_what_falls_due_today_and_is_not_ticked() {
    let evidence = evidence::core().unwrap();
    let scene = Scene::new(book(&Courses::default(), 1, "2026-12-08", None), "2026-12-01");
    let count = |ticked: &dyn Fn(&Tick) -> bool| {
        due_today(&scene.slots(), Some(Weeks(4)), day("2026-12-01"), &evidence, ticked)
    };
    assert_eq!(count(&|_| false), 5);
    let one = Tick { list: Checklist::Preparation, session: 1, row: "no_retinoids".to_owned() };
    assert_eq!(count(&|tick| *tick == one), 4);
    assert_eq!(count(&|_| true), 0);
}

fn consultation_of(answers: &Answers, diary: &Diary, ticked: &[&str]) -> consultation::Page {
    let (words, evidence) = (english(), evidence::core().unwrap());
    let say = Say { words: &words, locale: &PlainEnglish };
    let today = day("2026-12-01");
    let estimate = answers
        .profile(&evidence, today)
        .map(|profile| microneedling_planner::domain::estimate::estimate(&evidence, &profile));
    let plan = estimate.as_ref().and_then(|estimate| estimate.plan());
    let slots = schedule(&Courses::default(), 1, plan.map(Rhythm::of), today);
    let source = consultation::Source { answers, estimate: estimate.as_ref(), slots: &slots, diary };
    consultation::page(&source, |tick| ticked.contains(&tick.row.as_str()), &evidence, say)
}

#[test]
fn the_sheet_for_the_consultation_begins_with_the_questions_a_person_chose() {
    let page = consultation_of(&Answers::default(), &Diary::new(), &["do_nothing", "full_price"]);
    assert_eq!(page.questions.len(), 10);
    assert_eq!(page.questions[..3], ["ask.full_price", "ask.do_nothing", "ask.who_treats"]);
}

#[test]
fn what_is_not_answered_yet_is_a_line_to_write_on() {
    let nothing = consultation_of(&Answers::default(), &Diary::new(), &[]);
    assert!(nothing.facts.len() >= 7 && nothing.facts.iter().all(|fact| fact.answer.is_none()));
    assert!(nothing.range.is_empty() && nothing.status.is_none() && nothing.sessions.is_empty());
    let answers = Answers::default().with(Change::Concern(ConcernId::AcneScars)).with(Change::Event(Answer::NotSure));
    let begun = consultation_of(&answers, &Diary::new(), &[]);
    let fact = |label: &str| begun.facts.iter().find(|fact| fact.label == label).unwrap().answer.clone();
    assert!(fact("To treat").unwrap().contains("cne scars"));
    assert_eq!(fact("How strong"), None);
    assert!(fact("Day to be ready for").is_some(), "“not sure” is an answer");
    assert!(!begun.range.is_empty() && begun.status.is_some() && !begun.sessions.is_empty());
}

#[test]
fn the_sheet_says_the_result_as_three_dates_and_when_to_judge_it() {
    let answers = Answers::default()
        .with(Change::Concern(ConcernId::AcneScars))
        .with(Change::Severity(Answer::Known(Severity::Moderate)))
        .with(Change::Start(Answer::Known(day("2027-01-04"))));
    let range = consultation_of(&answers, &Diary::new(), &[]).range;
    let has = |line: &str| assert!(range.iter().any(|known| known == line), "{line}: {range:?}");
    has("Full result: likely September 2027. It could be as early as May 2027, or as late as May 2028.");
    has("First change: week 4 to 12, likely 8.");
    has("Likely 4, about 4 weeks apart; 2 to 6 were studied.");
    has("Judge the result with your clinic 3 months and 6 months after your last session.");
    let hair = Answers::default().with(Change::Concern(ConcernId::AlopeciaAndrogenetic));
    let range = consultation_of(&hair, &Diary::new(), &[]).range;
    assert!(!range.is_empty() && !range.iter().any(|line| line.contains("Judge")), "{range:?}");
}

#[test]
fn the_sheet_says_a_change_that_was_noted_and_leaves_out_what_it_has_no_name_for() {
    let mut diary = Diary::new();
    let better = Some(microneedling_planner::domain::diary::Change::LittleBetter);
    diary.insert(day("2026-11-01"), Entry { change: better, ..Entry::default() });
    let signs = [("swelling".to_owned(), Strength::Some), ("of_a_later_version".to_owned(), Strength::Lot)];
    diary.insert(day("2026-11-02"), Entry { signs: signs.into_iter().collect(), ..Entry::default() });
    let unknown = [("of_a_later_version".to_owned(), Strength::Lot)];
    diary.insert(day("2026-11-03"), Entry { signs: unknown.into_iter().collect(), ..Entry::default() });
    let page = consultation_of(&Answers::default(), &diary, &[]);
    assert_eq!(page.noted, ["2 Nov 2026: Swelling", "1 Nov 2026: a little better"]);
}

#[test]
fn the_sheet_has_the_last_three_entries_of_the_diary_cut_short() {
    let mut diary = Diary::new();
    for (on, letters) in [("2026-11-01", 1), ("2026-11-02", 2), ("2026-11-03", 90), ("2026-11-04", 91)] {
        diary.insert(day(on), Entry { note: "é".repeat(letters), ..Entry::default() });
    }
    let page = consultation_of(&Answers::default(), &diary, &[]);
    let cut = format!("4 Nov 2026: {}…", "é".repeat(90));
    let whole = format!("3 Nov 2026: {}", "é".repeat(90));
    assert_eq!(page.noted, [cut, whole, "2 Nov 2026: éé".to_owned()]);
}
