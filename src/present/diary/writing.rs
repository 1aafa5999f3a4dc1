//! Writing in the diary: the draft of an entry, which signs to ask for first, and what is wrong before it is kept.
//! Nothing is cut or bent: what cannot be kept stays in the draft.
//!
//! Uses: `domain`, `present::forms`. Used by: `state` (drafts), `ui`.

use chrono::NaiveDate;

use super::{session_of, sessions, signs};
use crate::domain::course::Courses;
use crate::domain::dates::{Weeks, days_between, format_iso, sub_weeks};
use crate::domain::diary::{Diary, Entry, LONGEST_NOTE, Strength};
use crate::domain::evidence::{Evidence, HealingSign};
use crate::domain::sorted::SortedSet;
use crate::present::forms::{self, FieldError};

/// The field of the day.
pub const DAY: &str = "entry-day";
/// The field of the note.
pub const NOTE: &str = "entry-note";

/// From this many characters on a person is told how many are left.
const NEARLY_FULL: usize = 1_800;
/// A change is asked for from this many days after the first session.
const DAYS_TO_JUDGE: i64 = 7;
/// How long before the first session the diary begins.
const WEEKS_BEFORE: Weeks = Weeks(52);

/// An entry that is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// What stands in the field of the day.
    pub day: String,
    /// What is noted so far; its note may still be too long.
    pub entry: Entry,
    /// What was kept when the person began.
    pub before: Entry,
}

impl Draft {
    /// The entry of a day as it is kept, or nothing yet.
    pub fn open(day: NaiveDate, diary: &Diary) -> Self {
        let before = diary.get(&day).cloned().unwrap_or_default();
        Self { day: format_iso(day), entry: before.clone(), before }
    }
}

/// The first day that can be written about: 1 year before the first session, or before today.
pub fn earliest(courses: &Courses, today: NaiveDate) -> NaiveDate {
    let first = sessions(courses).next().map_or(today, |done| done.day());
    sub_weeks(first.min(today), WEEKS_BEFORE)
}

/// The day in the field, if it can be written about; `None` where the browser says that it is no day.
///
/// # Errors
/// The field's error to show.
pub fn day(typed: Option<&str>, courses: &Courses, today: NaiveDate) -> Result<NaiveDate, FieldError> {
    match typed.map_or(Err(FieldError::DateImpossible), forms::day)? {
        day if day > today => Err(FieldError::EntryFuture),
        day if day < earliest(courses, today) => Err(FieldError::EntryTooEarly),
        day => Ok(day),
    }
}

/// The draft as an entry with the day that is `typed`; `opened` is the day whose entry it began as.
///
/// # Errors
/// Each field with its error. The draft is as it was.
pub fn read(
    draft: &Draft,
    typed: Option<&str>,
    opened: NaiveDate,
    courses: &Courses,
    diary: &Diary,
    today: NaiveDate,
) -> Result<(NaiveDate, Entry), Vec<(String, FieldError)>> {
    let mut found = Vec::new();
    let day = day(typed, courses, today).and_then(|day| {
        // Another day's entry is never written over.
        if day != opened && diary.contains_key(&day) { Err(FieldError::EntryThere) } else { Ok(day) }
    });
    let mut entry = draft.entry.clone();
    if entry.note.trim().is_empty() {
        entry.note = String::new();
    }
    if let Err(error) = day {
        found.push((DAY.to_owned(), error));
    }
    if let Some(over) = over(&entry.note) {
        found.push((NOTE.to_owned(), FieldError::NoteTooLong(over)));
    } else if entry.is_empty() {
        found.push((NOTE.to_owned(), FieldError::EntryEmpty));
    }
    match day {
        Ok(day) if found.is_empty() => Ok((day, entry)),
        _ => Err(found),
    }
}

/// An entry with what "Is this normal?" was told beside what is noted already: its signs, and words as far as they fit.
/// It asks for no strength, and so a sign that is new is put down as the middle one.
pub fn with_told(before: &Entry, signs: &SortedSet<String>, words: &str) -> Entry {
    let mut entry = before.clone();
    for sign in signs.iter().filter(|sign| !before.signs.contains_key(*sign)) {
        entry.signs.insert(sign.clone(), Strength::Some);
    }
    if !before.note.contains(words) {
        let apart = if before.note.is_empty() { "" } else { "\n" };
        let note = format!("{}{apart}{words}", before.note);
        if over(&note).is_none() {
            entry.note = note;
        }
    }
    entry
}

/// How many characters a note has too many.
fn over(note: &str) -> Option<u32> {
    let over = note.chars().count().checked_sub(LONGEST_NOTE).filter(|over| *over > 0)?;
    Some(u32::try_from(over).unwrap_or(u32::MAX))
}

/// What is said about the length of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Far from full.
    Fine,
    /// So many characters are left.
    Left(u64),
    /// So many are too many.
    Over(u64),
}

/// How a note stands to the longest one.
pub fn length(note: &str) -> Length {
    let count = note.chars().count();
    match (over(note), LONGEST_NOTE.saturating_sub(count)) {
        (Some(over), _) => Length::Over(over.into()),
        (None, left) if count > NEARLY_FULL => Length::Left(u64::try_from(left).unwrap_or_default()),
        _ => Length::Fine,
    }
}

/// Ids of the signs to ask for on a day: those expected on it, and all others.
pub fn signs_on(day: Option<NaiveDate>, courses: &Courses, evidence: &Evidence) -> (Vec<String>, Vec<String>) {
    let after = day.and_then(|day| {
        let done = session_of(courses, day)?;
        Some((done.days_to(day), done.held.local().time))
    });
    let expected = |sign: &&HealingSign| {
        after.is_some_and(|(days, ended)| {
            let (from, _, latest) = signs::bands(sign, ended);
            (i64::from(from)..=i64::from(latest)).contains(&days)
        })
    };
    let seen = || evidence.healing.signs.iter().filter(|sign| sign.can_be_seen());
    let id = |sign: &HealingSign| sign.id.clone();
    (seen().filter(expected).map(id).collect(), seen().filter(|sign| !expected(sign)).map(id).collect())
}

/// Whether a change can be judged on this day: a week or more after the first session of the course it falls in.
pub fn may_judge(day: Option<NaiveDate>, courses: &Courses) -> bool {
    let first = day.and_then(|day| {
        let course = session_of(courses, day)?.id.course;
        Some(days_between(sessions(courses).find(|done| done.id.course == course)?.day(), day))
    });
    first.is_some_and(|days| days >= DAYS_TO_JUDGE)
}
