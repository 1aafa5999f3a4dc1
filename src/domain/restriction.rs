//! What is not allowed after a session, and until when: earliest and strictest in the sources, or the clinic's own.
//! Uses: evidence, course, moments. Used by: `present`.

use super::course::{Courses, Slot, Sure};
use super::evidence::{Evidence, Restriction};
use super::ids::{ConcernId, Phototype};
use super::moment::{ClockTime, Instant, LocalTime, Zone};
use super::sorted::SortedMap;

/// The most hours a clinic's own rule may name: half a year.
pub const MOST_HOURS: u16 = 24 * 183;

/// Whose word an end is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The strictest of the sources.
    Sources,
    /// The person's own clinic: as they typed it, or as it says itself.
    Clinic,
    /// Four weeks after the last session: brown or black skin, not sure, or melasma.
    LastSession,
}

/// When a restriction ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ends<'a> {
    /// Which one.
    pub row: &'a Restriction,
    /// The earliest end in the sources, where they disagree and no one else has decided.
    pub earliest: Option<Instant>,
    /// The earliest and the strictest end in the sources, whoever decides.
    pub sources: (Instant, Instant),
    /// The end to keep to.
    pub until: Instant,
    /// Who says so.
    pub whose: Whose,
}

/// Hours after a session by a restriction's id, where someone else than the sources decides.
#[derive(Debug, Clone, Copy)]
pub struct OwnRules<'a> {
    /// What the person was told, and typed: it comes first.
    pub typed: &'a SortedMap<String, u16>,
    /// What the clinic on whose site the planner stands says for everyone.
    pub clinic: Option<&'a SortedMap<String, u16>>,
}

/// Those hours for one person.
#[derive(Debug, Clone, Copy)]
pub struct Own<'a> {
    /// Who has decided what.
    pub rules: OwnRules<'a>,
    /// Whether dark marks are more likely ([`is_careful`]).
    pub careful: bool,
}

impl Own<'_> {
    /// The hours of a restriction, where someone else than the sources decides.
    pub fn hours(&self, id: &str) -> Option<u16> {
        // What a clinic says for everyone does not shorten what careful skin needs.
        let clinic = self.rules.clinic.filter(|_| !(self.careful && id == SUNSCREEN));
        self.rules.typed.get(id).or_else(|| clinic?.get(id)).copied()
    }
}

/// The restriction that careful skin keeps until after the last session.
const SUNSCREEN: &str = "daily_spf";

/// Whether dark marks are more likely: brown or black skin, not sure, or melasma.
pub fn is_careful(sun: Option<Phototype>, concern: Option<ConcernId>) -> bool {
    sun.is_none_or(|sun| sun >= Phototype::IV) || concern == Some(ConcernId::Melasma)
}

/// When each restriction of this concern ends after a session that ended at `end`, soonest first.
/// `last` is when the last session of the course is, or is to be; it counts where `careful`.
pub fn restrictions<'a>(
    evidence: &'a Evidence,
    concern: Option<ConcernId>,
    rules: OwnRules<'_>,
    end: Instant,
    last: Option<Instant>,
    careful: bool,
) -> Vec<Ends<'a>> {
    let mut all: Vec<Ends<'a>> = Vec::new();
    let fits =
        |row: &&Restriction| row.concerns.is_empty() || concern.is_some_and(|concern| row.concerns.contains(&concern));
    for row in evidence.restrictions.iter().filter(fits) {
        let ends = ends(row, rules, end, last.filter(|_| careful));
        let place = all.partition_point(|other| other.until <= ends.until);
        all.insert(place, ends);
    }
    all
}

fn ends<'a>(row: &'a Restriction, rules: OwnRules<'_>, end: Instant, last: Option<Instant>) -> Ends<'a> {
    let (earliest, strictest) = row.hours;
    let sources = (end.plus_hours(earliest.into()), end.plus_hours(strictest.into()));
    let of_clinic =
        |hours: u16| Ends { row, earliest: None, sources, until: end.plus_hours(hours.into()), whose: Whose::Clinic };
    let hours = |rules: &SortedMap<String, u16>| rules.get(row.id.as_str()).copied();
    if let Some(typed) = hours(rules.typed) {
        return of_clinic(typed);
    }
    let clinic = rules.clinic.and_then(hours).map(of_clinic);
    let until = clinic.as_ref().map_or(sources.1, |clinic| clinic.until);
    let after_last = last.filter(|_| row.id == SUNSCREEN).map(|last| last.plus_hours(strictest.into()));
    match (after_last.filter(|later| *later >= until), clinic) {
        // What a clinic says for everyone does not shorten what careful skin needs.
        (Some(until), _) => Ends { row, earliest: None, sources, until, whose: Whose::LastSession },
        (None, Some(clinic)) => clinic,
        (None, None) => {
            let earliest = (earliest < strictest).then_some(sources.0);
            Ends { row, earliest, sources, until, whose: Whose::Sources }
        }
    }
}

/// When the last session of the present course ended or is to end: on its day, at its time or at the end of that day.
pub fn last_session(courses: &Courses, slots: &[Slot], zone: &dyn Zone) -> Option<Instant> {
    let held = courses.last_held().map(|(_, held, _)| held.end);
    let ahead = slots.iter().rfind(|slot| slot.sure != Sure::Held && slot.likely).and_then(|slot| {
        let late = ClockTime::new(23, 59)?;
        let at = |time| zone.instant(LocalTime { day: slot.day, time });
        at(slot.time.unwrap_or(late)).or_else(|| at(late))
    });
    ahead.max(held)
}
