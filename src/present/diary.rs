//! The diary as rows and pictures: each sign over its two expected bands, the change over the window of the result.
//!
//! Uses: `domain`, `present::{forms, say}`. Used by: `state` (drafts), `ui`.
//!
//! An entry knows its day and no time of day. It belongs to the last session held on that day or before it; the day is
//! counted by the calendars alone: from the day it was at the clinic when the session ended, to the entry's day.

pub mod change;
pub mod find;
pub mod signs;
pub mod writing;

use chrono::NaiveDate;

use super::say::Say;
use crate::domain::course::{Courses, Held, Session, SessionId};
use crate::domain::dates::days_between;
use crate::domain::diary::{Diary, Entry, Strength};
use crate::domain::evidence::Evidence;

/// A session that took place.
#[derive(Clone, Copy, Debug)]
pub struct Done<'a> {
    /// Which.
    pub id: SessionId,
    /// When it ended.
    pub held: &'a Held,
    /// What is noted about it.
    pub session: &'a Session,
}

impl Done<'_> {
    /// The day it took place, by the calendar at the clinic.
    pub fn day(&self) -> NaiveDate {
        self.held.local().day
    }

    /// Days from the session to this day; 0 on its own day.
    pub fn days_to(&self, day: NaiveDate) -> i64 {
        days_between(self.day(), day)
    }
}

/// What is noted between one session and the next, or before the first one.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    /// The session the entries follow; `None` before the first one.
    pub after: Option<Done<'a>>,
    /// The entries, latest first.
    pub entries: Vec<(NaiveDate, &'a Entry)>,
}

/// Every session that took place, oldest first.
pub fn sessions(courses: &Courses) -> impl Iterator<Item = Done<'_>> {
    courses.held().map(|(id, held, session)| Done { id, held, session })
}

/// The session that a day comes after, or falls on.
pub fn session_of(courses: &Courses, day: NaiveDate) -> Option<Done<'_>> {
    sessions(courses).take_while(|done| done.days_to(day) >= 0).last()
}

/// Sessions with what was noted after them, latest first. What was noted before the first one stands last, if there is
/// anything.
pub fn groups<'a>(courses: &'a Courses, diary: &'a Diary) -> Vec<Group<'a>> {
    let before = Group { after: None, entries: Vec::new() };
    let after = sessions(courses).map(|done| Group { after: Some(done), entries: Vec::new() });
    let mut groups: Vec<Group<'a>> = std::iter::once(before).chain(after).collect();
    for (day, entry) in diary.iter() {
        let place = sessions(courses).take_while(|done| done.days_to(*day) >= 0).count();
        if let Some(group) = groups.get_mut(place) {
            group.entries.push((*day, entry));
        }
    }
    groups.retain(|group| group.after.is_some() || !group.entries.is_empty());
    groups.reverse();
    for group in &mut groups {
        group.entries.reverse();
    }
    groups
}

/// "After session 2 · 21 Nov 2026".
pub fn title(group: &Group<'_>, courses: &Courses, say: Say<'_>) -> String {
    let Some(done) = group.after else { return say.text("diary.before") };
    let (date, n) = (say.day(done.day()), say.number(done.id.number));
    if courses.later() == 0 {
        return say.fill("diary.after", &[("n", &n), ("date", &date)]);
    }
    let course = say.number(done.id.course);
    say.fill("diary.after_in_course", &[("n", &n), ("course", &course), ("date", &date)])
}

/// What was noted on one day, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The day.
    pub day: NaiveDate,
    /// "Day 1 · Sun 22 Nov", or the date alone before the first session.
    pub title: String,
    /// Signs by name, with how strong in words, in the order of the evidence.
    pub signs: Vec<(String, Strength, String)>,
    /// The change so far.
    pub change: Option<String>,
    /// In the person's own words.
    pub note: String,
}

/// The entries of a group in words, latest first.
pub fn rows(group: &Group<'_>, evidence: &Evidence, say: Say<'_>) -> Vec<Row> {
    let row = |(day, entry): &(NaiveDate, &Entry)| {
        let known = evidence.healing.signs.iter();
        let signs = known.filter_map(|sign| {
            let strength = *entry.signs.get(&sign.id)?;
            Some((say.text(&format!("sign.{}.name", sign.id)), strength, strength_in_words(strength, say)))
        });
        let title = match group.after {
            Some(done) => {
                let n = say.number(u64::try_from(done.days_to(*day)).unwrap_or_default());
                say.fill("diary.day", &[("n", &n), ("date", &say.near(*day))])
            }
            None => say.day(*day),
        };
        Row {
            day: *day,
            title,
            signs: signs.collect(),
            change: entry.change.map(|change| say.text(&format!("diary.change.{}", change.as_str()))),
            note: entry.note.clone(),
        }
    };
    group.entries.iter().map(row).collect()
}

/// "a little".
pub fn strength_in_words(strength: Strength, say: Say<'_>) -> String {
    say.text(&format!("diary.strength.{}", strength.as_str()))
}

/// What is noted about a session: what it is, and what was noted. Nothing stands for what was not.
pub fn facts(session: &Session, say: Say<'_>) -> Vec<(String, String)> {
    let details = &session.details;
    let depth = details.depth.map(|depth| {
        let millimetres = say.locale.decimal(f64::from(depth) / 100.0);
        say.fill("diary.millimetres", &[("n", &millimetres)])
    });
    let typed = |text: &String| (!text.is_empty()).then(|| text.clone());
    let all = [
        ("diary.fact.place", typed(&details.place)),
        ("diary.fact.who", typed(&details.who)),
        ("diary.fact.area", details.area.map(|area| say.text(&format!("question.area.option.{}", area.as_str())))),
        ("diary.fact.device", details.device.map(|it| say.text(&format!("question.device.option.{}", it.as_str())))),
        ("diary.fact.depth", depth),
    ];
    all.into_iter().filter_map(|(id, fact)| Some((say.text(id), fact?))).collect()
}
