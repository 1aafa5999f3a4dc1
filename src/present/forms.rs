//! Reads what a person typed, or says at the field what is wrong with it. Nothing is repaired or clamped.
//!
//! Uses: `domain`. Used by: `ui`.

use chrono::NaiveDate;

use crate::domain::answers::{Currency, Price};
use crate::domain::dates::{EARLIEST, LATEST, Weeks, parse_iso};
use crate::domain::profile::Age;

/// What is wrong with a field; [`FieldError::text_id`] says it in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldError {
    /// Nothing was chosen.
    ChooseOne,
    /// Nothing was ticked, not even "none of these".
    ChooseAny,
    /// Nothing was typed.
    Empty,
    /// Not a whole number.
    AgeNotNumber,
    /// Outside 0–120.
    AgeOutside,
    /// The day does not exist, or the field is half filled.
    DateImpossible,
    /// Outside the years the planner can count in.
    DateOutside,
    /// The wished first day is over.
    StartPast,
    /// The day to be ready for is over.
    EventPast,
    /// A wound cannot have closed in the future.
    ScarFuture,
    /// Not a whole number of weeks.
    IntervalNotNumber,
    /// Outside 1–52 weeks.
    IntervalOutside,
    /// Not an amount of money.
    PriceNotNumber,
    /// Zero, or more than the planner takes.
    PriceOutside,
    /// Something a screen tells by a text of its own; this is its id.
    Told(&'static str),
}

impl FieldError {
    /// The id of the sentence that says what is wrong and what to do.
    pub fn text_id(self) -> &'static str {
        match self {
            Self::ChooseOne => "error.choose_one",
            Self::ChooseAny => "error.choose_any",
            Self::Empty => "error.empty",
            Self::AgeNotNumber => "error.age_not_number",
            Self::AgeOutside => "error.age_outside",
            Self::DateImpossible => "error.date_impossible",
            Self::DateOutside => "error.date_outside",
            Self::StartPast => "error.start_past",
            Self::EventPast => "error.event_past",
            Self::ScarFuture => "error.scar_future",
            Self::IntervalNotNumber => "error.interval_not_number",
            Self::IntervalOutside => "error.interval_outside",
            Self::PriceNotNumber => "error.price_not_number",
            Self::PriceOutside => "error.price_outside",
            Self::Told(id) => id,
        }
    }
}

fn whole(text: &str, otherwise: FieldError) -> Result<u32, FieldError> {
    let text = text.trim();
    match text {
        "" => Err(FieldError::Empty),
        _ if text.bytes().all(|byte| byte.is_ascii_digit()) => Ok(text.parse().unwrap_or(u32::MAX)),
        _ => Err(otherwise),
    }
}

/// Age in whole years, 0–120.
///
/// # Errors
/// The field's error to show.
pub fn age(text: &str) -> Result<Age, FieldError> {
    let years = whole(text, FieldError::AgeNotNumber)?;
    u8::try_from(years).ok().and_then(Age::new).ok_or(FieldError::AgeOutside)
}

/// Weeks between sessions, 1–52.
///
/// # Errors
/// The field's error to show.
pub fn interval(text: &str) -> Result<Weeks, FieldError> {
    match whole(text, FieldError::IntervalNotNumber)? {
        weeks @ 1..=52 => u16::try_from(weeks).map(Weeks).map_err(|_| FieldError::IntervalOutside),
        _ => Err(FieldError::IntervalOutside),
    }
}

/// A day as a date field gives it: `YYYY-MM-DD`, or empty.
///
/// # Errors
/// The field's error to show.
pub fn day(text: &str) -> Result<NaiveDate, FieldError> {
    match text.trim() {
        "" => Err(FieldError::Empty),
        typed => {
            let day = parse_iso(typed).ok_or(FieldError::DateImpossible)?;
            if (EARLIEST..=LATEST).contains(&day) { Ok(day) } else { Err(FieldError::DateOutside) }
        }
    }
}

/// A day that must not be before `today`.
///
/// # Errors
/// The field's error to show; `past` when the day is over.
pub fn day_from(text: &str, today: NaiveDate, past: FieldError) -> Result<NaiveDate, FieldError> {
    let day = day(text)?;
    if day < today { Err(past) } else { Ok(day) }
}

/// The day a wound closed, not after `today`.
///
/// # Errors
/// The field's error to show.
pub fn scar_day(text: &str, today: NaiveDate) -> Result<NaiveDate, FieldError> {
    let day = day(text)?;
    if day > today { Err(FieldError::ScarFuture) } else { Ok(day) }
}

/// A price for one session, with "," or "." before at most two decimals, and spaces, "," or "." or "'" between
/// groups of three.
///
/// # Errors
/// The field's error to show.
pub fn price(text: &str, currency: Currency) -> Result<Price, FieldError> {
    let typed: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\'' && *c != '’').collect();
    if typed.is_empty() {
        return Err(FieldError::Empty);
    }
    let separator = typed.rfind(['.', ',']);
    let (units, decimals) = match separator {
        Some(at) if typed.len() - at <= 3 => (typed.get(..at), typed.get(at + 1..)),
        _ => (Some(typed.as_str()), Some("")),
    };
    let (Some(units), Some(decimals)) = (units, decimals) else { return Err(FieldError::PriceNotNumber) };
    let mut groups = units.split(['.', ',']);
    let head = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = rest.is_empty() || ((1..=3).contains(&head.len()) && rest.iter().all(|group| group.len() == 3));
    if head.is_empty() || !grouped || !digits(head) || !rest.iter().all(|group| digits(group)) || !digits(decimals) {
        return Err(FieldError::PriceNotNumber);
    }
    if separator.is_some_and(|at| at + 1 == typed.len()) {
        return Err(FieldError::PriceNotNumber);
    }
    let whole: u64 = rest.iter().fold(head.to_owned(), |all, group| all + group).parse().unwrap_or(u64::MAX);
    let part: u64 = match decimals.len() {
        1 => decimals.parse::<u64>().unwrap_or_default() * 10,
        _ => decimals.parse().unwrap_or_default(),
    };
    let cents = whole.saturating_mul(100).saturating_add(part);
    u32::try_from(cents).ok().and_then(|cents| Price::new(cents, currency)).ok_or(FieldError::PriceOutside)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cents(text: &str) -> Result<u32, FieldError> {
        price(text, Currency::Usd).map(Price::cents)
    }

    #[test]
    fn prices_are_read_as_people_write_them() {
        for (typed, expected) in [
            ("350", 35_000),
            (" 350 ", 35_000),
            ("350.5", 35_050),
            ("350,50", 35_050),
            ("1,200", 120_000),
            ("1.200", 120_000),
            ("1 200,00", 120_000),
            ("1'200.25", 120_025),
            ("0.01", 1),
            ("100000", 10_000_000),
        ] {
            assert_eq!(cents(typed), Ok(expected), "{typed}");
        }
    }

    #[test]
    fn prices_that_are_none_are_named() {
        for typed in ["abc", "$350", "-5", "3.5.5", "1,20,000", "350.", ".5", "٣٥٠", "1e3"] {
            assert_eq!(cents(typed), Err(FieldError::PriceNotNumber), "{typed}");
        }
        for typed in ["0", "0.00", "100000.01", "99999999999999999999999"] {
            assert_eq!(cents(typed), Err(FieldError::PriceOutside), "{typed}");
        }
        assert_eq!(cents("  "), Err(FieldError::Empty));
    }

    #[test]
    fn ages_are_taken_from_0_to_120_and_never_bent_into_range() {
        assert_eq!(age("0").map(Age::years), Ok(0));
        assert_eq!(age(" 120 ").map(Age::years), Ok(120));
        for typed in ["121", "300", "99999999999"] {
            assert_eq!(age(typed), Err(FieldError::AgeOutside), "{typed}");
        }
        for typed in ["-1", "4.5", "forty", "+3"] {
            assert_eq!(age(typed), Err(FieldError::AgeNotNumber), "{typed}");
        }
        assert_eq!(age(""), Err(FieldError::Empty));
    }

    #[test]
    fn spacing_is_1_to_52_weeks() {
        assert_eq!(interval("1"), Ok(Weeks(1)));
        assert_eq!(interval("52"), Ok(Weeks(52)));
        assert_eq!(interval("0"), Err(FieldError::IntervalOutside));
        assert_eq!(interval("53"), Err(FieldError::IntervalOutside));
        assert_eq!(interval("4 weeks"), Err(FieldError::IntervalNotNumber));
    }

    #[test]
    fn days_must_exist_and_may_not_be_over() {
        let today = parse_iso("2026-12-01").unwrap();
        assert_eq!(day("2027-02-29"), Err(FieldError::DateImpossible));
        assert_eq!(day("2028-02-29"), Ok(parse_iso("2028-02-29").unwrap()));
        assert_eq!(day("2200-01-01"), Err(FieldError::DateOutside));
        assert_eq!(day_from("2026-11-30", today, FieldError::StartPast), Err(FieldError::StartPast));
        assert_eq!(day_from("2026-12-01", today, FieldError::StartPast), Ok(today));
        assert_eq!(scar_day("2026-12-02", today), Err(FieldError::ScarFuture));
        assert_eq!(scar_day("2026-12-01", today), Ok(today));
    }
}
