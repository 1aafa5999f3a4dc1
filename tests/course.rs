//! Sessions as they happen: what may be booked, moved and held, what follows, and what the clock makes of a day.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking, its helpers too")]

mod zones;

use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use chrono::NaiveDate;
use chrono_tz::Tz;
use microneedling_planner::content::evidence;
use microneedling_planner::domain::answers::{Answer, Answers, Change};
use microneedling_planner::domain::course::{
    Booking, Command, Courses, Details, Held, Refusal, Rhythm, Session, SessionId, Slot, Stage, Sure, follow, schedule,
};
use microneedling_planner::domain::dates::{Weeks, add_weeks, days_between, parse_iso};
use microneedling_planner::domain::estimate::{Plan, Range, estimate};
use microneedling_planner::domain::ids::{ConcernId, Phototype};
use microneedling_planner::domain::moment::{ClockTime, Instant, LocalTime, Utc, Zone, offset};
use microneedling_planner::domain::restriction::{Ends, OwnRules, Whose, is_careful, last_session, restrictions};
use microneedling_planner::domain::sorted::SortedMap;
use microneedling_planner::domain::today::{Since, Today, fresh_days, today};
use microneedling_planner::record::sessions::{Course, read_course, read_session, write_course, write_session};
use zones::Place;

/// Three places whose clocks change on other days, and by another way round the year.
const PLACES: [Place; 3] = [Place(Tz::Europe__London), Place(Tz::America__Toronto), Place(Tz::Australia__Sydney)];

fn day(text: &str) -> NaiveDate {
    parse_iso(text).unwrap()
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn id(course: u16, number: u16) -> SessionId {
    SessionId::new(course, number).unwrap()
}

fn held(text: &str) -> Held {
    Held { end: at(text), offset: 0, zone: "UTC".to_owned() }
}

fn booking(text: &str) -> Booking {
    Booking { day: day(text), time: None }
}

const NOW: &str = "2026-11-22T12:00Z";

/// Sessions after these commands, all of which must be followed.
fn after(commands: Vec<Command>) -> Courses {
    commands.into_iter().fold(Courses::default(), |courses, command| courses.with(command, at(NOW)).unwrap())
}

const RHYTHM: Rhythm =
    Rhythm { first: NaiveDate::MIN, gap: Weeks(4), closest: Weeks(2), count: Range { low: 3, likely: 4, high: 6 } };

fn slots(courses: &Courses) -> Vec<Slot> {
    schedule(courses, courses.present(), Some(RHYTHM), day("2026-11-22"))
}

fn days(slots: &[Slot]) -> Vec<String> {
    slots.iter().map(|slot| slot.day.to_string()).collect()
}

#[test]
fn moving_a_session_moves_every_later_day_that_nobody_has_agreed() {
    let courses = after(vec![Command::Hold(id(1, 1), held("2026-11-20T10:00Z"))]);
    let plain = ["2026-11-20", "2026-12-18", "2027-01-15", "2027-02-12", "2027-03-12", "2027-04-09"];
    assert_eq!(days(&slots(&courses)), plain);
    let moved = courses.with(Command::Book(id(1, 2), booking("2026-12-30")), at(NOW)).unwrap();
    assert_eq!(days(&slots(&moved))[..4], ["2026-11-20", "2026-12-30", "2027-01-27", "2027-02-24"]);
    let agreed = moved.with(Command::Book(id(1, 3), booking("2027-03-03")), at(NOW)).unwrap();
    let again = agreed.with(Command::Book(id(1, 2), booking("2027-01-04")), at(NOW)).unwrap();
    assert_eq!(days(&slots(&again))[..4], ["2026-11-20", "2027-01-04", "2027-03-03", "2027-03-31"]);
    let back = again.with(Command::Unbook(id(1, 2)), at(NOW)).unwrap();
    assert_eq!(days(&slots(&back))[1], "2026-12-18");
}

#[test]
fn what_cannot_be_is_refused_by_name_and_changes_nothing() {
    let courses =
        after(vec![Command::Hold(id(1, 1), held("2026-11-20T10:00Z")), Command::Book(id(1, 3), booking("2027-01-15"))]);
    let refused = |command| courses.with(command, at(NOW)).unwrap_err();
    let hold = |n, text| Command::Hold(id(1, n), held(text));
    assert_eq!(refused(Command::Book(id(1, 2), booking("2026-11-20"))), Refusal::NotAfter(id(1, 1), day("2026-11-20")));
    assert_eq!(
        refused(Command::Book(id(1, 2), booking("2027-01-15"))),
        Refusal::NotBefore(id(1, 3), day("2027-01-15"))
    );
    assert_eq!(refused(Command::Book(id(1, 1), booking("2026-12-01"))), Refusal::IsHeld);
    assert_eq!(refused(Command::Unbook(id(1, 1))), Refusal::IsHeld);
    assert_eq!(refused(Command::Unbook(id(1, 2))), Refusal::Unknown);
    assert_eq!(refused(hold(3, NOW)), Refusal::EarlierNotHeld(id(1, 2)));
    assert_eq!(refused(hold(2, "2026-11-22T12:01Z")), Refusal::InFuture);
    assert_eq!(refused(hold(2, "2026-11-20T18:00Z")), Refusal::NotAfter(id(1, 1), day("2026-11-20")));
    assert_eq!(refused(Command::Describe(id(1, 2), Details::default())), Refusal::Unknown);
    assert_eq!(refused(Command::Unhold(id(1, 3))), Refusal::Unknown);
    assert_eq!(refused(Command::Book(id(2, 1), booking("2027-06-01"))), Refusal::Unknown);
    let two = courses.with(hold(2, "2026-11-22T12:00Z"), at(NOW)).unwrap();
    assert_eq!(two.with(Command::Unhold(id(1, 1)), at(NOW)).unwrap_err(), Refusal::LaterHeld(id(1, 2)));
    assert_eq!(Courses::default().with(Command::BeginCourse, at(NOW)).unwrap_err(), Refusal::CourseNotBegun);
    let far = Command::Book(id(1, 4), Booking { day: NaiveDate::MAX, time: None });
    assert_eq!(refused(far), Refusal::DayImpossible);
}

#[test]
fn a_second_course_starts_at_session_1_and_the_first_one_stays() {
    let first = after(vec![
        Command::Hold(id(1, 1), held("2026-10-01T10:00Z")),
        Command::Hold(id(1, 2), held("2026-11-01T10:00Z")),
        Command::Book(id(1, 3), booking("2026-12-01")),
    ]);
    let second = first.with(Command::BeginCourse, at(NOW)).unwrap();
    assert_eq!((second.present(), second.next()), (2, id(2, 1)));
    assert_eq!(second.get(id(1, 3)), None, "what was never held is off the list");
    assert_eq!(second.held().count(), 2);
    let slots = slots(&second);
    assert_eq!(
        slots.first().map(|slot| (slot.id, slot.day)),
        Some((id(2, 1), day("2026-11-29"))),
        "a gap after the last"
    );
    assert_eq!(second.with(Command::Unhold(id(1, 2)), at(NOW)).unwrap_err(), Refusal::LaterHeld(id(2, 1)));
    assert_eq!((id(2, 1).running(), SessionId::from_running(101)), (101, Some(id(2, 1))));
}

#[test]
fn taking_back_that_it_took_place_keeps_its_day_and_its_notes() {
    let details = Details { place: "High Street".to_owned(), depth: Some(150), ..Details::default() };
    let courses = after(vec![
        Command::Hold(id(1, 1), held("2026-11-20T10:00Z")),
        Command::Describe(id(1, 1), details.clone()),
        Command::Unhold(id(1, 1)),
    ]);
    let session = courses.get(id(1, 1)).unwrap();
    assert_eq!(session.stage, Stage::Booked(booking("2026-11-20")));
    assert_eq!(session.details, details);
}

/// Any command on small numbers and near days, so that many are followed and many refused.
fn any_command(u: &mut Unstructured<'_>) -> Result<Command> {
    let which = SessionId { course: u.int_in_range(1..=2)?, number: u.int_in_range(1..=5)? };
    let near = add_weeks(day("2026-09-01"), Weeks(0)) + chrono::Days::new(u.int_in_range(0..=150)?);
    let time = ClockTime::new(u.int_in_range(0..=23)?, u.int_in_range(0..=59)?).unwrap();
    let end = Instant::from_utc(LocalTime { day: near, time });
    Ok(match u.int_in_range(0..=9)? {
        0 | 1 => Command::Book(which, Booking { day: near, time: u.arbitrary::<bool>()?.then_some(time) }),
        2 => Command::Unbook(which),
        3..=5 => Command::Hold(which, Held { end, offset: u.int_in_range(-840..=840)?, zone: "UTC".to_owned() }),
        6 => Command::Unhold(which),
        7 => Command::Describe(which, Details { place: "é\"\\\u{1f600}".to_owned(), ..Details::default() }),
        8 => Command::BeginCourse,
        _ => Command::Rule("make_up".to_owned(), u.arbitrary::<bool>()?.then_some(u.int_in_range(0..=500)?)),
    })
}

#[test]
fn whatever_a_person_does_sessions_stay_in_order_and_what_happened_stays() {
    arbtest(|u| {
        let mut courses = Courses::default();
        for _ in 0..u.int_in_range(1..=25)? {
            let command = any_command(u)?;
            let Ok(next) = courses.with(command.clone(), at(NOW)) else { continue };
            let touched = match &command {
                Command::Hold(id, _) | Command::Unhold(id) | Command::Describe(id, _) => Some(*id),
                _ => None,
            };
            for (id, held, session) in courses.held().filter(|(id, ..)| Some(*id) != touched) {
                assert_eq!(next.get(id), Some(session), "{command:?} changed {id:?}, held {held:?}");
            }
            courses = next;
            for course in 1..=courses.present() {
                let slots = schedule(&courses, course, Some(RHYTHM), day("2026-11-22"));
                for (earlier, later) in slots.iter().zip(slots.iter().skip(1)) {
                    let clash = later.sure == Sure::Booked && earlier.sure == Sure::Suggested;
                    assert!(earlier.day < later.day || clash, "{slots:?}");
                    if later.sure == Sure::Suggested {
                        assert!(days_between(earlier.day, later.day) >= 28, "{slots:?}");
                    }
                }
                assert!(slots.iter().all(|slot| slot.sure != Sure::Suggested || slot.day >= day("2026-11-22")));
            }
            let kept = courses.iter().map(|(id, session)| (id, read_session(&write_session(session)).unwrap()));
            let Course { later, rules, phone } = read_course(&write_course(&courses)).unwrap();
            let read = Courses::restore(kept.collect(), later, rules, phone);
            assert_eq!(read.as_ref(), Some(&courses), "what is written is read again");
        }
        Ok(())
    });
}

fn scars(changes: Vec<Change>) -> (Answers, Plan) {
    let start = Change::Start(Answer::Known(day("2026-11-20")));
    let base = vec![Change::Concern(ConcernId::AcneScars), Change::Sun(Answer::Known(Phototype::II)), start];
    let answers = base.into_iter().chain(changes).fold(Answers::default(), Answers::with);
    let evidence = evidence::core().unwrap();
    let profile = answers.profile(&evidence, day("2026-11-20")).unwrap();
    let plan = estimate(&evidence, &profile).plan().cloned().unwrap();
    (answers, plan)
}

#[test]
fn a_plan_on_its_own_days_is_the_plan_and_on_others_its_result_moves_with_the_last_session() {
    let (_, plan) = scars(vec![Change::Event(Answer::Known(day("2027-06-19")))]);
    let rhythm = Rhythm::of(&plan);
    let untouched = schedule(&Courses::default(), 1, Some(rhythm), day("2026-11-20"));
    assert_eq!(follow(plan.clone(), &untouched), plan);

    let last = plan.sessions.high;
    let later = plan.day(last) + chrono::Days::new(10);
    let booked =
        Courses::default().with(Command::Book(id(1, last), Booking { day: later, time: None }), at(NOW)).unwrap();
    let moved = follow(plan.clone(), &schedule(&booked, 1, Some(rhythm), day("2026-11-20")));
    let (before, after) = (plan.result_dates(), moved.result_dates());
    assert_eq!((after.low, after.likely), (before.low, before.likely));
    assert_eq!(days_between(before.high, after.high), 10);

    let start = Booking { day: plan.day(1) + chrono::Days::new(7), time: None };
    let booked = Courses::default().with(Command::Book(id(1, 1), start), at(NOW)).unwrap();
    let moved = follow(plan.clone(), &schedule(&booked, 1, Some(rhythm), day("2026-11-20")));
    assert_eq!(days_between(plan.first_visible_dates().low, moved.first_visible_dates().low), 7);
    assert_eq!(days_between(plan.result_dates().low, moved.result_dates().low), 7);
    let weeks = |plan: &Plan| plan.event.as_ref().map(|event| event.weeks_available);
    assert_eq!(weeks(&moved).map(|weeks| weeks + 1), weeks(&plan), "a week less until the day to be ready for");
}

#[test]
fn a_booking_too_close_or_before_a_wait_is_marked() {
    let rhythm = Rhythm { first: day("2026-12-10"), ..RHYTHM };
    let courses = after(vec![
        Command::Book(id(1, 1), booking("2026-12-09")),
        Command::Book(id(1, 2), booking("2026-12-22")),
        Command::Book(id(1, 3), booking("2027-01-05")),
    ]);
    let marks: Vec<(bool, bool)> = schedule(&courses, 1, Some(rhythm), day("2026-11-22"))
        .iter()
        .take(3)
        .map(|slot| (slot.too_early, slot.too_close))
        .collect();
    assert_eq!(marks, [(true, false), (false, true), (false, false)]);
}

#[test]
fn the_hours_of_each_restriction_are_those_of_the_sources() {
    let table = [
        ("only_gel", (4, 24)),
        ("no_products", (24, 24)),
        ("direct_sun", (24, 24)),
        ("minoxidil", (24, 24)),
        ("alcohol_hot_water", (24, 24)),
        ("make_up", (24, 48)),
        ("sweat", (24, 72)),
        ("actives", (120, 168)),
        ("hair_removal", (72, 168)),
        ("procedures", (336, 336)),
        ("sunbathing", (72, 672)),
        ("daily_spf", (336, 672)),
    ];
    let evidence = evidence::core().unwrap();
    let rows: Vec<(&str, (u16, u16))> = evidence.restrictions.iter().map(|row| (row.id.as_str(), row.hours)).collect();
    assert_eq!(rows, table);
}

fn typed(rules: &SortedMap<String, u16>) -> OwnRules<'_> {
    OwnRules { typed: rules, clinic: None }
}

fn ends<'a>(all: &'a [Ends<'a>], id: &str) -> &'a Ends<'a> {
    all.iter().find(|ends| ends.row.id == id).unwrap()
}

#[test]
fn the_strictest_end_is_used_unless_the_clinic_has_its_own_or_the_skin_asks_for_more() {
    let evidence = evidence::core().unwrap();
    let end = at("2026-11-21T10:00Z");
    let last = at("2027-03-14T23:59Z");
    let mut rules = SortedMap::new();
    let of = |rules: &SortedMap<String, u16>, careful| -> Vec<Ends<'_>> {
        restrictions(&evidence, Some(ConcernId::AcneScars), typed(rules), end, Some(last), careful)
    };
    let plain = of(&rules, false);
    let make_up = ends(&plain, "make_up");
    assert_eq!((make_up.earliest, make_up.until), (Some(end.plus_hours(24)), end.plus_hours(48)));
    assert_eq!(ends(&plain, "procedures").earliest, None, "where sources agree there is one time");
    assert_eq!(ends(&plain, "daily_spf").until, end.plus_hours(672));
    assert!(plain.iter().all(|ends| ends.row.id != "minoxidil"), "only for a needled scalp");
    assert!(plain.is_sorted_by_key(|ends| ends.until));

    let careful = of(&rules, true);
    let sun = ends(&careful, "daily_spf");
    assert_eq!((sun.until, sun.whose), (last.plus_hours(672), Whose::LastSession));
    assert_eq!(ends(&careful, "sunbathing").until, end.plus_hours(672), "only the sunscreen follows the last session");

    rules.insert("make_up".to_owned(), 30);
    rules.insert("daily_spf".to_owned(), 1000);
    let own = of(&rules, true);
    let make_up = ends(&own, "make_up");
    assert_eq!((make_up.until, make_up.whose, make_up.earliest), (end.plus_hours(30), Whose::Clinic, None));
    assert_eq!(ends(&own, "daily_spf").until, end.plus_hours(1000));

    let scalp = restrictions(&evidence, Some(ConcernId::AlopeciaAndrogenetic), typed(&rules), end, None, false);
    assert_eq!(ends(&scalp, "minoxidil").until, end.plus_hours(24));
}

#[test]
fn brown_and_black_skin_not_sure_and_melasma_are_careful() {
    assert!(is_careful(None, None));
    assert!(is_careful(Some(Phototype::IV), None) && is_careful(Some(Phototype::VI), None));
    assert!(!is_careful(Some(Phototype::III), Some(ConcernId::AcneScars)));
    assert!(is_careful(Some(Phototype::I), Some(ConcernId::Melasma)));
}

#[test]
fn hours_are_elapsed_time_whatever_clocks_do_in_three_places() {
    // The evening before each change of 2026 and 2027, where clocks go forward and where they go back.
    let eves = [
        [("2026-10-24", -1), ("2027-03-27", 1)],
        [("2026-10-31", -1), ("2027-03-13", 1)],
        [("2027-04-03", -1), ("2026-10-03", 1)],
    ];
    let evidence = evidence::core().unwrap();
    for (zone, changes) in PLACES.iter().zip(eves) {
        for (eve, forward) in changes {
            let evening = LocalTime { day: day(eve), time: ClockTime::new(18, 0).unwrap() };
            let end = zone.instant(evening).unwrap();
            let rules = SortedMap::new();
            for ends in restrictions(&evidence, None, typed(&rules), end, None, false) {
                let hours = u32::from(ends.row.hours.1);
                let minute = |text: i64| Instant::from_millis(end.millis() + (i64::from(hours) * 60 + text) * 60_000);
                assert_eq!(ends.until, minute(0), "{zone:?} {eve} {}", ends.row.id);
                assert!(ends.until > minute(-1));
                let shown = zone.local(ends.until);
                let expected = u16::try_from(18 + forward).unwrap();
                assert_eq!(
                    shown.time.hour(),
                    expected,
                    "{zone:?} {eve} {}: an hour of the clock more or less",
                    ends.row.id
                );
            }
            // 24 hours of the clock are 23 or 25 hours of time; the day is the next one all the same.
            let next = LocalTime { day: evening.day.succ_opt().unwrap(), time: evening.time };
            let since = Since::new(id(1, 1), end, zone.instant(next).unwrap(), zone);
            assert_eq!((since.hours(), since.day), (u32::try_from(24 - forward).unwrap(), 1), "{zone:?} {eve}");
        }
    }
}

#[test]
fn a_person_who_travels_keeps_their_hours_and_gets_the_days_of_where_they_are() {
    let [london, toronto, sydney] = PLACES;
    let end = london.instant(LocalTime { day: day("2026-11-20"), time: ClockTime::new(22, 0).unwrap() }).unwrap();
    let now = end.plus_hours(5);
    for (zone, days) in [(london, 1), (toronto, 0), (sydney, 0)] {
        let since = Since::new(id(1, 1), end, now, &zone);
        assert_eq!((since.hours(), since.day), (5, days), "{zone:?}");
    }
    let held = Held { end, offset: offset(&london, end), zone: london.name() };
    assert_eq!(held.local().print(), "2026-11-20T22:00", "the clinic's own clock");
}

#[test]
fn a_clock_that_is_behind_never_counts_below_nothing() {
    let since = Since::new(id(1, 1), at("2026-11-22T12:00Z"), at("2026-11-20T12:00Z"), &Utc);
    assert_eq!((since.minutes, since.day, since.hours()), (0, 0, 0));
    assert!(since.clock_behind);
    let right = Since::new(id(1, 1), at("2026-11-22T12:00Z"), at("2026-11-22T12:00Z"), &Utc);
    assert!(!right.clock_behind);
}

/// What today is for sessions and a moment.
fn what(courses: &Courses, now: &str) -> Today {
    let slots = schedule(courses, courses.present(), Some(RHYTHM), Utc.local(at(now)).day);
    today(courses, &slots, &evidence::core().unwrap(), at(now), &Utc)
}

#[test]
fn the_clock_decides_what_today_is() {
    assert_eq!(fresh_days(&evidence::core().unwrap()), 10);
    let nothing = today(&Courses::default(), &[], &evidence::core().unwrap(), at(NOW), &Utc);
    assert_eq!(nothing, Today::Nothing);

    let booked = after(vec![Command::Book(id(1, 1), booking("2026-12-01"))]);
    assert!(matches!(what(&booked, "2026-11-30T23:59Z"), Today::Before(ahead, None) if ahead.days == 1));
    assert!(matches!(what(&booked, "2026-12-01T00:00Z"), Today::TheDay(_, None)));
    assert!(matches!(what(&booked, "2026-12-01T23:59Z"), Today::TheDay(_, None)));
    assert!(matches!(what(&booked, "2026-12-02T00:00Z"), Today::Missed(_, None)));

    let one = after(vec![Command::Hold(id(1, 1), held("2026-11-20T10:00Z"))]);
    assert!(matches!(what(&one, "2026-11-20T10:00Z"), Today::After(since, _) if since.minutes == 0));
    assert!(matches!(what(&one, "2026-11-30T10:00Z"), Today::After(since, _) if since.hours() == 240));
    assert!(matches!(what(&one, "2026-11-30T10:01Z"), Today::Between(_, Some(ahead)) if ahead.days == 18));
    assert!(matches!(what(&one, "2026-12-10T10:00Z"), Today::Between(_, Some(ahead)) if ahead.days == 8));
    assert!(matches!(what(&one, "2026-12-11T00:00Z"), Today::Before(ahead, Some(_)) if ahead.days == 7));

    let next = one.with(Command::Book(id(1, 2), booking("2026-11-25")), at(NOW)).unwrap();
    assert!(matches!(what(&next, "2026-11-24T10:00Z"), Today::After(_, Some(ahead)) if ahead.days == 1));
    assert!(matches!(what(&next, "2026-11-25T08:00Z"), Today::TheDay(..)), "a session of today comes first");
}

#[test]
fn the_last_session_is_the_likely_one_by_its_own_clock() {
    let courses = after(vec![
        Command::Hold(id(1, 1), held("2026-11-20T10:00Z")),
        Command::Book(id(1, 4), Booking { day: day("2027-02-20"), time: ClockTime::new(9, 30) }),
    ]);
    let last = last_session(&courses, &slots(&courses), &Utc);
    assert_eq!(last, Some(at("2027-02-20T09:30Z")), "the fourth of 3 to 6 is the likely last");
    assert_eq!(last_session(&Courses::default(), &[], &Utc), None);
    let only = after(vec![Command::Hold(id(1, 1), held("2026-11-20T10:00Z"))]);
    let without_plan = schedule(&only, 1, None, day("2026-11-22"));
    assert_eq!(last_session(&only, &without_plan, &Utc), Some(at("2026-11-20T10:00Z")));
}

/// Sessions kept one by one: held on a day, or booked for one.
fn one_by_one(sessions: &[(u16, u16, bool, &str)]) -> SortedMap<SessionId, Session> {
    let session = |held: bool, on: &str| {
        let stage = if held { Stage::Held(self::held(&format!("{on}T10:00Z"))) } else { Stage::Booked(booking(on)) };
        Session { stage, details: Details { who: format!("on {on}"), ..Details::default() } }
    };
    sessions.iter().map(|(course, number, held, on)| (id(*course, *number), session(*held, on))).collect()
}

/// The running numbers of those shown and of those left out, and how many courses were begun after the first.
fn gathered(sessions: &[(u16, u16, bool, &str)], later: u16) -> (Vec<u16>, Vec<u16>, u16) {
    let all = one_by_one(sessions);
    let (courses, left_out) = Courses::gather(all.clone(), later, SortedMap::new(), String::new());
    for (id, session) in courses.iter() {
        assert_eq!(Some(session), all.get(&id), "shown as it was kept");
    }
    (
        courses.iter().map(|(id, _)| id.running()).collect(),
        left_out.into_iter().map(SessionId::running).collect(),
        courses.later(),
    )
}

const HELD: bool = true;
const BOOKED: bool = false;

#[test]
fn sessions_two_windows_put_out_of_order_are_shown_as_far_as_they_go_together_and_the_rest_is_named() {
    // One window said when the first took place, the other moved the second to a day before it.
    let out_of_order = [(1, 1, HELD, "2026-09-20"), (1, 2, BOOKED, "2026-09-10"), (1, 3, BOOKED, "2026-11-10")];
    assert_eq!(gathered(&out_of_order, 0), (vec![1, 3], vec![2], 0));
    let same_day = [(1, 1, HELD, "2026-09-20"), (1, 2, HELD, "2026-09-20")];
    assert_eq!(gathered(&same_day, 0), (vec![1], vec![2], 0));
    // What happened stays, and the booking that is in its way goes, though it comes first.
    let booked_late = [(1, 1, HELD, "2026-09-20"), (1, 2, BOOKED, "2026-12-20"), (2, 1, HELD, "2026-10-20")];
    assert_eq!(gathered(&booked_late, 1), (vec![1, 101], vec![2], 1));
}

#[test]
fn a_session_held_after_one_that_is_only_booked_is_named_and_not_lost() {
    let sessions = [(1, 1, BOOKED, "2026-09-20"), (1, 2, HELD, "2026-10-20")];
    assert_eq!(gathered(&sessions, 0), (vec![1], vec![2], 0));
    assert_eq!(gathered(&[(1, 3, HELD, "2026-10-20")], 0), (vec![], vec![3], 0));
}

#[test]
fn a_course_after_one_that_has_not_begun_is_named_and_not_lost() {
    // One window said that the first session did not take place after all, the other began a second course.
    let sessions = [(1, 1, BOOKED, "2026-09-20"), (2, 1, HELD, "2026-10-20"), (2, 2, BOOKED, "2026-11-20")];
    assert_eq!(gathered(&sessions, 1), (vec![1], vec![101, 102], 0));
    assert_eq!(gathered(&[], 3), (vec![], vec![], 0));
}

#[test]
fn how_many_courses_there_are_is_found_in_the_sessions_where_it_is_missing() {
    let sessions = [(1, 1, HELD, "2026-09-20"), (2, 1, HELD, "2026-10-20"), (3, 1, BOOKED, "2026-12-20")];
    for later in 0..=2 {
        assert_eq!(gathered(&sessions, later), (vec![1, 101, 201], vec![], 2), "{later}");
    }
    // And what is kept counts as far as there is a session of each course before.
    for (later, begun) in [(1, 1), (2, 1), (u16::MAX, 1)] {
        assert_eq!(gathered(&[(1, 1, HELD, "2026-09-20")], later).2, begun);
    }
    let last = id(99, 1);
    let all = (1..=99).map(|course| {
        let end = at("2020-01-01T10:00Z").millis() + i64::from(course) * 86_400_000;
        let held = Held { end: Instant::from_millis(end), offset: 0, zone: "UTC".to_owned() };
        (id(course, 1), Session { stage: Stage::Held(held), details: Details::default() })
    });
    let (courses, left_out) = Courses::gather(all.collect(), u16::MAX, SortedMap::new(), String::new());
    assert_eq!((courses.later(), courses.last_held().unwrap().0, left_out.len()), (98, last, 0));
}

#[test]
fn whatever_was_kept_is_shown_or_named_and_what_goes_together_comes_back_whole() {
    arbtest(|u| {
        let mut sessions = Vec::new();
        for _ in 0..u.int_in_range(0..=9)? {
            // Mostly in order, so that many go together.
            let (course, number) = (u.int_in_range(1..=3)?, u.int_in_range(1..=4)?);
            let on =
                day("2026-06-01") + chrono::Days::new(u64::from(course * 100 + number * 10) + u.int_in_range(0..=14)?);
            sessions.push((course, number, u.ratio(2, 3)?, on.to_string()));
        }
        let sessions: Vec<_> =
            sessions.iter().map(|(course, number, held, on)| (*course, *number, *held, on.as_str())).collect();
        let (all, later) = (one_by_one(&sessions), u.int_in_range(0..=4)?);
        let rules: SortedMap<String, u16> = [("sweat".to_owned(), 96)].into_iter().collect();
        let phone = "020 7946 0000".to_owned();
        let (courses, left_out) = Courses::gather(all.clone(), later, rules.clone(), phone.clone());

        let shown: SortedMap<SessionId, Session> = courses.iter().map(|(id, session)| (id, session.clone())).collect();
        let restored = Courses::restore(shown.clone(), courses.later(), rules.clone(), phone.clone());
        assert_eq!(restored.as_ref(), Some(&courses), "what is shown goes together");
        let mut back = shown;
        for id in &left_out {
            assert!(back.get(id).is_none(), "{id:?} is shown and left out");
            back.insert(*id, all.get(id).unwrap().clone());
        }
        assert_eq!(back, all, "shown and left out are all");
        for id in left_out.iter().filter(|id| matches!(all.get(*id).unwrap().stage, Stage::Booked(_))) {
            let mut with: SortedMap<_, _> = courses.iter().map(|(id, session)| (id, session.clone())).collect();
            with.insert(*id, all.get(id).unwrap().clone());
            let later = courses.later().max(id.course - 1);
            let both = Courses::restore(with, later, rules.clone(), phone.clone());
            assert_eq!(both, None, "{id:?} could have been shown");
        }
        if let Some(sound) = Courses::restore(all, later, rules, phone) {
            assert_eq!((courses, left_out), (sound, Vec::new()), "nothing was wrong");
        }
        Ok(())
    });
}

#[test]
fn what_the_last_session_forbids_is_still_known_before_the_next_on_its_day_and_when_it_is_missed() {
    let one = after(vec![Command::Hold(id(1, 1), held("2026-11-20T10:00Z"))]);
    let next = one.with(Command::Book(id(1, 2), booking("2026-12-11")), at(NOW)).unwrap();
    let evidence = evidence::core().unwrap();
    for (now, kind) in [("2026-12-05T12:00Z", 0), ("2026-12-11T08:00Z", 1), ("2026-12-12T08:00Z", 2)] {
        let (since, is) = match what(&next, now) {
            Today::Before(_, since) => (since, 0),
            Today::TheDay(_, since) => (since, 1),
            Today::Missed(_, since) => (since, 2),
            other => panic!("{now}: {other:?}"),
        };
        assert_eq!(is, kind, "{now}");
        let rules = SortedMap::new();
        let all = restrictions(&evidence, None, typed(&rules), since.unwrap().end, None, false);
        let sun = ends(&all, "sunbathing");
        assert_eq!(sun.until, at("2026-12-18T10:00Z"));
        assert!(sun.until > at(now), "3 weeks after a session the sun still waits");
    }
}

#[test]
fn a_session_that_is_said_once_more_elsewhere_stays_where_it_was() {
    let [london, toronto, sydney] = PLACES;
    let shown = |text: &str| LocalTime::parse(text).unwrap();
    let noted = Held::read(shown("2026-11-20T18:05"), None, &london).unwrap();
    assert_eq!((noted.end.print().as_str(), noted.offset), ("2026-11-20T18:05Z", 0));
    for zone in [london, toronto, sydney] {
        assert_eq!(Held::read(noted.local(), Some(&noted), &zone).unwrap(), noted, "{zone:?}");
        // A correction is one of the clock at the clinic.
        let later = Held::read(shown("2026-11-20T18:35"), Some(&noted), &zone).unwrap();
        assert_eq!(later, Held { end: at("2026-11-20T18:35Z"), ..noted.clone() }, "{zone:?}");
    }
    // In the same zone another day has the offset of that day, and a time that never was is refused.
    let summer = Held::read(shown("2026-07-20T18:05"), Some(&noted), &london).unwrap();
    assert_eq!((summer.end.print().as_str(), summer.offset), ("2026-07-20T17:05Z", 60));
    assert_eq!(Held::read(shown("2027-03-28T01:30"), Some(&noted), &london), None);
    // Of a time that clocks showed twice, the second stays the second.
    let second = Held { end: at("2026-10-25T01:30Z"), ..noted };
    let moved = Held::read(shown("2026-10-25T01:40"), Some(&second), &london).unwrap();
    assert_eq!(moved.end, at("2026-10-25T01:40Z"));
}
