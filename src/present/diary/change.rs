//! The change by the person's own eye, week by week, over the window in which a first change and the result may come.
//! It shows what was noted and when more may be known; it never says how the skin ought to be by now.
//!
//! Uses: `domain`, `present::say`. Used by: `ui`.

use chrono::NaiveDate;

use super::sessions;
use crate::domain::course::Courses;
use crate::domain::dates::days_between;
use crate::domain::diary::{Change, Diary};
use crate::domain::estimate::Plan;
use crate::domain::range::Range;
use crate::present::say::Say;

/// Width of the picture in its own units.
pub const WIDTH: i32 = 600;
/// Room at both ends, so that a mark at an end lies in the picture.
pub const MARGIN: i32 = 16;
/// The shortest time drawn.
const FEWEST_WEEKS: i64 = 4;

/// One judgement of the person's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The day it was noted.
    pub day: NaiveDate,
    /// Whole weeks since the first session.
    pub week: i64,
    /// Its place.
    pub x: i32,
    /// The judgement.
    pub change: Change,
    /// "Week 3, 12 Dec 2026".
    pub when: String,
    /// "a little better".
    pub words: String,
}

/// A window of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// "First change you may see".
    pub label: String,
    /// "1 Jan 2027 to 3 Mar 2027, likely around 1 Feb 2027".
    pub when: String,
    /// Earliest, likely and latest place.
    pub x: Range<i32>,
}

/// The change of one course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Weeks from one end to the other; even, so that the middle is a whole week.
    pub weeks: i64,
    /// A place for each 4th week.
    pub ticks: Vec<i32>,
    /// Where today lies.
    pub today_x: i32,
    /// "Today: week 5".
    pub today: String,
    /// First change and result; empty without a plan.
    pub windows: Vec<Window>,
    /// What the person noted, oldest first.
    pub marks: Vec<Mark>,
    /// The whole picture in a sentence or two.
    pub caption: String,
    /// "Worse" was noted at some time.
    pub worse: bool,
}

/// When a plan expects what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Windows {
    /// A first change.
    pub first_change: Range<NaiveDate>,
    /// The full result.
    pub result: Range<NaiveDate>,
}

impl Windows {
    /// Those of a plan on its real days.
    pub fn of(plan: &Plan) -> Self {
        Self { first_change: plan.first_visible_dates(), result: plan.result_dates() }
    }
}

/// The change of the last course that has begun; `None` before the first session. The windows belong to the present
/// course's plan.
pub fn progress(
    courses: &Courses,
    diary: &Diary,
    windows: Option<Windows>,
    today: NaiveDate,
    say: Say<'_>,
) -> Option<Progress> {
    let course = courses.last_held()?.0.course;
    let first = sessions(courses).find(|done| done.id.course == course)?.day();
    let expected = windows.filter(|_| course == courses.present());
    let days = |day| days_between(first, day);
    let judged: Vec<(NaiveDate, Change)> = diary
        .iter()
        .filter(|(day, _)| days(**day) >= 0)
        .filter_map(|(day, entry)| Some((*day, entry.change?)))
        .collect();
    let last = [Some(today), expected.map(|expected| expected.result.high), judged.last().map(|(day, _)| *day)];
    let last = last.into_iter().flatten().map(days).max().unwrap_or_default();
    let weeks = (last.div_euclid(7) + i64::from(last.rem_euclid(7) > 0)).max(FEWEST_WEEKS);
    let weeks = weeks + weeks.rem_euclid(2);
    let x = |day: i64| {
        let along = i64::from(WIDTH - 2 * MARGIN) * day.clamp(0, weeks * 7) / (weeks * 7).max(1);
        MARGIN + i32::try_from(along).unwrap_or_default()
    };
    let week_of = |day: NaiveDate| days(day).div_euclid(7);
    let number = |week: i64| say.number(u64::try_from(week).unwrap_or_default());
    let window = |id: &str, range: Range<NaiveDate>| {
        let likely = say.fill("timeline.likely_around", &[("date", &say.day(range.likely))]);
        Window {
            label: say.text(id),
            when: say.fill("diary.window", &[("days", &say.days(range.low, range.high)), ("likely", &likely)]),
            x: range.map(|day| x(days(day))),
        }
    };
    let windows = expected.map(|expected| {
        vec![window("timeline.first_change", expected.first_change), window("timeline.result", expected.result)]
    });
    let windows = windows.unwrap_or_default();
    let mark = |(day, change): &(NaiveDate, Change)| {
        let week = week_of(*day);
        Mark {
            day: *day,
            week,
            x: x(days(*day)),
            change: *change,
            when: say.fill("diary.week_on", &[("n", &number(week)), ("date", &say.day(*day))]),
            words: say.text(&format!("diary.change.{}", change.as_str())),
        }
    };
    let marks: Vec<Mark> = judged.iter().map(mark).collect();
    let caption = match marks.last() {
        Some(last) => say.fill("diary.progress.last", &[("words", &last.words), ("when", &last.when)]),
        None => say.text("diary.progress.none"),
    };
    let whole = if windows.is_empty() { "diary.progress.no_window" } else { "diary.progress.window" };
    Some(Progress {
        weeks,
        ticks: (0..=weeks / 4).map(|four| x(four * 28)).collect(),
        today_x: x(days(today)),
        today: say.fill("diary.today_week", &[("n", &number(week_of(today)))]),
        caption: [say.text(whole), caption].join(" "),
        worse: marks.iter().any(|mark| mark.change == Change::Worse),
        windows,
        marks,
    })
}
