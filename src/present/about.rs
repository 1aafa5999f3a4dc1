//! What the screen about the planner says of its scorecard, and whether the evidence is overdue for review.
//!
//! Uses: `content::scorecard`. Used by: `ui`, tests. Today is an argument.

use chrono::{Months, NaiveDate};

use crate::content::scorecard::{Grade, Item, Scorecard, Set, State};

/// How many items stand in each way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Of those that apply, these are met.
    pub met: u64,
    /// These are not.
    pub not_met: u64,
    /// These need people outside the project.
    pub needs_people: u64,
    /// These do not apply.
    pub none: u64,
}

impl Tally {
    /// The count of these items.
    pub fn of(items: &[Item]) -> Self {
        let mut tally = Self::default();
        for item in items {
            match item.state {
                State::Met => tally.met += 1,
                State::NotMet => tally.not_met += 1,
                State::NeedsPeople => tally.needs_people += 1,
                State::DoesNotApply => tally.none += 1,
            }
        }
        tally
    }

    /// How many apply.
    pub fn apply(self) -> u64 {
        self.met + self.not_met + self.needs_people
    }
}

/// The items of a set that apply, in order.
pub fn applying(card: &Scorecard, set: Set) -> impl Iterator<Item = &Item> {
    card.items.iter().filter(move |item| item.set == set && item.state != State::DoesNotApply)
}

/// The middle and the steepest of the grades, in tenths.
pub fn grades(all: &[Grade]) -> Option<(i16, i16)> {
    let mut tenths: Vec<i16> = Vec::with_capacity(all.len());
    for grade in all {
        // A list this short is put in order by hand: sorting would weigh more than the screen that shows it.
        let place = tenths.iter().position(|other| *other > grade.tenths).unwrap_or(tenths.len());
        tenths.insert(place, grade.tenths);
    }
    Some((*tenths.get(tenths.len() / 2)?, *tenths.last()?))
}

/// Months after which evidence is overdue for review.
pub const REVIEW_MONTHS: u16 = 12;

/// The last day on which evidence that was reviewed on a day is not overdue.
pub fn review_by(reviewed: NaiveDate) -> NaiveDate {
    reviewed.checked_add_months(Months::new(REVIEW_MONTHS.into())).unwrap_or(NaiveDate::MAX)
}

/// Whether evidence that was reviewed on a day is overdue for review today.
pub fn is_overdue(reviewed: NaiveDate, today: NaiveDate) -> bool {
    today > review_by(reviewed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dates::parse_iso;

    fn day(text: &str) -> NaiveDate {
        parse_iso(text).unwrap()
    }

    #[test]
    fn a_review_is_overdue_from_the_day_after_twelve_months() {
        let reviewed = day("2026-11-22");
        for (today, overdue) in [
            ("2026-11-22", false),
            ("2027-11-21", false),
            ("2027-11-22", false),
            ("2027-11-23", true),
            ("2031-01-01", true),
            // A clock that is set wrong accuses nobody.
            ("2020-01-01", false),
        ] {
            assert_eq!(is_overdue(reviewed, day(today)), overdue, "{today}");
        }
        // A day that the next year lacks ends with its month.
        assert_eq!(review_by(day("2028-02-29")), day("2029-02-28"));
        assert!(!is_overdue(NaiveDate::MAX, day("2027-01-01")));
    }

    #[test]
    fn the_middle_grade_is_the_one_in_the_middle() {
        let graded = |tenths: &[i16]| {
            let all: Vec<Grade> =
                tenths.iter().map(|tenths| Grade { screen: String::new(), tenths: *tenths }).collect();
            grades(&all)
        };
        assert_eq!(graded(&[52, 10, 79]), Some((52, 79)));
        assert_eq!(graded(&[79, 79, 20, 10]), Some((79, 79)));
        assert_eq!(graded(&[]), None);
    }
}
