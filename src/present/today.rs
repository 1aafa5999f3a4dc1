//! Today in words: where a person stands, what to do now, what waits and until when.
//!
//! Uses: `domain`, `present::say`. Used by: `ui`. Everything is told in the zone the device is in now.

use chrono::NaiveDate;

use super::aftercare::Care;
use super::checklist::{self, Row, aftercare_row, window};
use super::evidence::Topic;
use super::origin::Origin;
use super::say::Say;
use crate::domain::checklist::{applies_to_session, due};
use crate::domain::course::{SessionId, Slot};
use crate::domain::dates::Weeks;
use crate::domain::evidence::{Basis, Evidence};
use crate::domain::moment::{Instant, Zone};
use crate::domain::restriction::{Ends, Whose};
use crate::domain::today::{Ahead, Since};

/// "Session 2", or "Session 2 of course 3" after the first course.
pub fn session_name(id: SessionId, say: Say<'_>) -> String {
    let number = say.number(id.number);
    if id.course == 1 {
        return say.fill("timeline.session", &[("n", &number)]);
    }
    say.fill("sessions.of_course", &[("n", &number), ("course", &say.number(id.course))])
}

/// "session 2", within a sentence.
pub fn session_named(id: SessionId, say: Say<'_>) -> String {
    let number = say.number(id.number);
    let named = if id.course == 1 { "sessions.named" } else { "sessions.named_of" };
    say.fill(named, &[("n", &number), ("course", &say.number(id.course))])
}

/// A slot's day, with its time where one is known: "Tue 1 Dec, 18:05".
pub fn slot_when(slot: &Slot, say: Say<'_>) -> String {
    match slot.time {
        Some(time) => say.moment(crate::domain::moment::LocalTime { day: slot.day, time }),
        None => say.day(slot.day),
    }
}

/// The head of the screen after a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// "After session 2 · 26 hours".
    pub eyebrow: String,
    /// What is usual on this day, in a few words.
    pub title: String,
    /// Text id of what is usual, in more words.
    pub text_id: String,
    /// Where that stands.
    pub origin: Origin,
    /// The days that have a description; the present one is marked.
    pub days: Vec<(String, bool)>,
}

/// What is usual on this day after a session.
pub fn stage(since: Since, evidence: &Evidence, say: Say<'_>) -> Stage {
    let all: Vec<u16> = evidence.healing.days.iter().map(|day| day.day).collect();
    let shown = all.iter().copied().filter(|day| *day <= since.day).max().unwrap_or_default();
    Stage {
        eyebrow: say.fill("today.after", &[("session", &session_named(since.id, say)), ("since", &passed(since, say))]),
        title: say.text(&format!("today.day.{shown}")),
        text_id: format!("day.{shown}"),
        origin: Origin::own(Topic::Healing, &format!("day-{shown}")),
        days: all.into_iter().map(|day| (say.number(day), day == shown)).collect(),
    }
}

/// "26 hours", and from the third day on "5 days". No minutes: the screen would be drawn anew with each.
pub fn passed(since: Since, say: Say<'_>) -> String {
    match since.hours() {
        0 => say.text("today.just_now"),
        hours @ 1..72 => say.count("today.hours", hours.into()),
        _ => say.count("today.days", since.day.into()),
    }
}

/// How long until a session: "today", "tomorrow", "in 12 days".
pub fn ahead(ahead: Ahead, say: Say<'_>) -> String {
    match ahead.days {
        0 => say.text("today.today"),
        1 => say.text("today.tomorrow"),
        days => say.count("today.in_days", days.into()),
    }
}

/// What to do now, and what comes later, from the aftercare that holds for this person. What to leave is not here: it
/// has an end of its own among the restrictions.
pub fn actions(since: Since, aftercare: Vec<Care>, say: Say<'_>) -> (Vec<Row>, Vec<Row>) {
    let row = |care: Care| {
        let when = care.own.then(|| window(&care, None, say));
        aftercare_row(care, when)
    };
    let minutes = |hours: u16| u32::from(hours) * 60;
    let is_over = |care: &Care| care.to.is_some_and(|to| since.is_over(to));
    let (now, later): (Vec<Care>, Vec<Care>) = aftercare
        .into_iter()
        .filter(|care| care.to_do && !is_over(care))
        .partition(|care| minutes(care.from) <= since.minutes);
    (now.into_iter().map(row).collect(), later.into_iter().map(row).collect())
}

/// Something that waits, or is kept up, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// The restriction's id.
    pub id: String,
    /// What.
    pub label: String,
    /// Text id of one more line.
    pub note_id: String,
    /// "until Tue 1 Dec, 18:05".
    pub until: String,
    /// "Sources say from Mon 30 Nov, 18:05. We use the longer.", or whose rule it is.
    pub whose: Option<String>,
    /// To keep up rather than to leave.
    pub is_do: bool,
    /// What it rests on; nothing where the clinic has decided.
    pub basis: Vec<Basis>,
}

/// What still waits, soonest first, and what no longer does.
pub fn waits(ends: &[Ends<'_>], now: Instant, zone: &dyn Zone, say: Say<'_>) -> (Vec<Wait>, Vec<Wait>) {
    let wait = |ends: &Ends<'_>| {
        let id = &ends.row.id;
        let at = |instant: Instant| say.moment(zone.local(instant));
        let whose = match ends.whose {
            Whose::Clinic => {
                let (earliest, latest) = ends.sources;
                let id = if earliest < latest { "clinic.gate.between" } else { "clinic.gate" };
                Some(say.fill(id, &[("earliest", &at(earliest)), ("latest", &at(latest))]))
            }
            Whose::LastSession => Some(say.fill("today.last_session", &[("earliest", &at(ends.sources.0))])),
            Whose::Sources => ends.earliest.map(|earliest| say.fill("today.differ", &[("earliest", &at(earliest))])),
        };
        let until = if ends.until <= now { "today.over" } else { "today.until" };
        Wait {
            label: say.text(&format!("limit.{id}.label")),
            note_id: format!("limit.{id}.note"),
            until: say.fill(until, &[("when", &at(ends.until))]),
            whose,
            is_do: ends.row.to_do,
            basis: if ends.whose == Whose::Clinic { Vec::new() } else { ends.row.backing.basis.clone() },
            id: id.clone(),
        }
    };
    let (over, still): (Vec<&Ends<'_>>, Vec<&Ends<'_>>) = ends.iter().partition(|ends| ends.until <= now);
    (still.into_iter().map(wait).collect(), over.into_iter().map(wait).collect())
}

/// Preparation for a session, as far as it is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preparing {
    /// What should be kept to today.
    pub due: Vec<Row>,
    /// The next day on which something more is due, with how much.
    pub next: Option<(NaiveDate, usize)>,
}

/// What is due today for a session, and when more will be. Rows of the day itself count from that day on.
pub fn preparing(slot: &Slot, gap: Option<Weeks>, today: NaiveDate, evidence: &Evidence) -> Preparing {
    let rows =
        evidence.preparation.iter().filter(|row| gap.is_none_or(|gap| applies_to_session(row, slot.id.number, gap)));
    let (due_now, later): (Vec<_>, Vec<_>) = rows.partition(|row| due(row, slot.day) <= today);
    let next = later.iter().map(|row| due(row, slot.day)).min();
    Preparing {
        // On the day of the session, what was asked for weeks ago is no longer news.
        due: due_now
            .into_iter()
            .filter(|row| slot.day > today || row.offset_days == 0)
            .map(checklist::preparation_row)
            .collect(),
        next: next.map(|day| (day, later.iter().filter(|row| due(row, slot.day) == day).count())),
    }
}
