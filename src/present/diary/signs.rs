//! Each sign of healing over its two expected bands, and the person's own marks over them. Never a curve: nobody has
//! measured how strong a sign is from day to day.
//!
//! Uses: `domain`, `present::say`. Used by: `ui`.
//!
//! **Placement.** An entry has a day and no time of day, so the picture has one column for each calendar day, day 0
//! being that of the session, and one more for all that is noted after day 10. Bands are counted in hours from the
//! minute the session ended, by the clock at the clinic, and cover every day they reach into. So a mark lies on a band
//! exactly when its day and the band have an hour in common, and the picture can say no more than the words. Clocks
//! that change in these days move an edge by an hour, which is less than a column.

use super::{Done, Group, strength_in_words};
use crate::domain::diary::Strength;
use crate::domain::evidence::{Basis, Evidence, HealingSign};
use crate::domain::healing_check::begins_late;
use crate::domain::moment::ClockTime;
use crate::present::say::Say;

/// The last day with a column of its own: that of the longest band.
pub const LAST_DAY: u16 = 10;
/// How many columns there are: one a day, one for all later days.
pub const COLUMNS: u16 = LAST_DAY + 2;

/// One mark of the person's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Days after the session.
    pub day: u16,
    /// How strong the sign was.
    pub strength: Strength,
}

impl Mark {
    /// The column it stands in.
    pub fn column(self) -> u16 {
        self.day.min(LAST_DAY + 1)
    }
}

/// One sign: its bands as days, and what was noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignRow {
    /// Which sign.
    pub id: String,
    /// Its name.
    pub name: String,
    /// First day of the usual band.
    pub from: u16,
    /// Last day of the usual band.
    pub usual: u16,
    /// Last day of the other band, the latest that is expected.
    pub latest: u16,
    /// What was noted, by day.
    pub marks: Vec<Mark>,
    /// The bands in words.
    pub expected: String,
    /// The marks in words; empty when there are none.
    pub noted: String,
    /// What the bands rest on.
    pub basis: Vec<Basis>,
}

/// The signs after one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plot {
    /// Signs the person has noted.
    pub noted: Vec<SignRow>,
    /// All other signs that can be seen.
    pub others: Vec<SignRow>,
}

/// Days of a sign's bands after a session that ended at this time of day: first and last usual, last expected.
pub fn bands(sign: &HealingSign, ended: ClockTime) -> (u16, u16, u16) {
    let minutes = |hours: u16| u32::from(ended.hour()) * 60 + u32::from(ended.minute()) + u32::from(hours) * 60;
    let day = |minutes: u32| u16::try_from(minutes / MINUTES_OF_A_DAY).unwrap_or(u16::MAX);
    // A band that ends with the day does not reach into the next one.
    let last = |hours: u16| day(minutes(hours).saturating_sub(1));
    let (from, to) = sign.typical_hours;
    let from = if begins_late(sign) { day(minutes(from)) } else { 0 };
    (from, last(to).max(from), last(sign.max_expected_days.saturating_mul(24)).max(from))
}

const MINUTES_OF_A_DAY: u32 = 24 * 60;

/// The signs of a group; `None` before the first session, when nothing is expected.
pub fn plot(group: &Group<'_>, evidence: &Evidence, say: Say<'_>) -> Option<Plot> {
    let done = group.after?;
    let seen = evidence.healing.signs.iter().filter(|sign| sign.can_be_seen());
    let (noted, others) = seen.map(|sign| row(sign, done, group, say)).partition(|row: &SignRow| !row.marks.is_empty());
    Some(Plot { noted, others })
}

fn row(sign: &HealingSign, done: Done<'_>, group: &Group<'_>, say: Say<'_>) -> SignRow {
    let (from, usual, latest) = bands(sign, done.held.local().time);
    let mark = |(day, entry): &(chrono::NaiveDate, &crate::domain::diary::Entry)| {
        let strength = *entry.signs.get(&sign.id)?;
        Some(Mark { day: u16::try_from(done.days_to(*day)).ok()?, strength })
    };
    let marks: Vec<Mark> = group.entries.iter().rev().filter_map(mark).collect();
    let id = match (from, usual) {
        (0, 0) => "diary.usual_on_the_day",
        (0, _) => "diary.usual_until",
        _ => "diary.usual_from",
    };
    let (from_text, usual_text, latest_text) = (say.number(from), say.number(usual), say.number(latest));
    let expected = say.fill(id, &[("from", &from_text), ("until", &usual_text), ("latest", &latest_text)]);
    let said: Vec<String> = marks
        .iter()
        .map(|mark| {
            let how = strength_in_words(mark.strength, say);
            say.fill("diary.noted_on", &[("n", &say.number(mark.day)), ("strength", &how)])
        })
        .collect();
    SignRow {
        id: sign.id.clone(),
        name: say.text(&format!("sign.{}.name", sign.id)),
        from,
        usual,
        latest,
        noted: say.list(&said),
        marks,
        expected,
        basis: sign.backing.basis.clone(),
    }
}
