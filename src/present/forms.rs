//! Reads what a person typed, or says at the field what is wrong with it. Nothing is repaired or clamped.
//!
//! Uses: `domain`. Used by: `ui`.

use chrono::NaiveDate;

use super::say::Say;
use crate::domain::answers::{Currency, Price};
use crate::domain::course::{DEEPEST, LONGEST_DETAIL, Refusal, is_phone};
use crate::domain::dates::{EARLIEST, LATEST, Weeks, parse_iso};
use crate::domain::moment::ClockTime;
use crate::domain::profile::Age;
use crate::domain::restriction::MOST_HOURS;

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
    /// A photo cannot have been taken in the future.
    PhotoFuture,
    /// Not a whole number of weeks.
    IntervalNotNumber,
    /// Outside 1–52 weeks.
    IntervalOutside,
    /// Not an amount of money.
    PriceNotNumber,
    /// Zero, or more than the planner takes.
    PriceOutside,
    /// A time is needed here.
    TimeMissing,
    /// The day of a booking is over.
    BookingPast,
    /// A session before it is on that day or later.
    SessionNotAfter,
    /// A session after it is on that day or earlier.
    SessionNotBefore,
    /// A session cannot have ended later than now.
    SessionFuture,
    /// What has taken place is not moved.
    SessionHeld,
    /// Another session has to be changed first.
    SessionOrder,
    /// More letters than are kept.
    TooLong,
    /// Not a needle length.
    DepthNotNumber,
    /// Zero, or longer than any needle.
    DepthOutside,
    /// Not a whole number.
    RuleNotNumber,
    /// More than half a year.
    RuleOutside,
    /// Not a phone number.
    NotPhone,
    /// No day of a session, where one that is not known has a button of its own.
    NoSessionDay,
    /// A session cannot have ended on a day that is still to come.
    EndedDayAhead,
    /// A session cannot have ended later than now.
    EndedTimeAhead,
    /// The time is half typed.
    TimeImpossible,
    /// Clocks went forward past this time.
    TimeSkipped,
    /// A day of the diary that is still to come.
    EntryFuture,
    /// A day more than 1 year before the first session.
    EntryTooEarly,
    /// That day has an entry already.
    EntryThere,
    /// Nothing is noted.
    EntryEmpty,
    /// A note with so many characters too many.
    NoteTooLong(u32),
    /// A number outside of what is allowed: the id of the text, from and to.
    Outside(&'static str, u16, u16),
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
            Self::PhotoFuture => "photo.day_future",
            Self::IntervalNotNumber => "error.interval_not_number",
            Self::IntervalOutside => "error.interval_outside",
            Self::PriceNotNumber => "error.price_not_number",
            Self::PriceOutside => "error.price_outside",
            Self::TimeMissing => "error.time_missing",
            Self::BookingPast => "error.booking_past",
            Self::SessionNotAfter => "error.session_not_after",
            Self::SessionNotBefore => "error.session_not_before",
            Self::SessionFuture => "error.session_future",
            Self::SessionHeld => "error.session_held",
            Self::SessionOrder => "error.session_order",
            Self::TooLong => "error.too_long",
            Self::DepthNotNumber => "error.depth_not_number",
            Self::DepthOutside => "error.depth_outside",
            Self::RuleNotNumber => "error.rule_not_number",
            Self::RuleOutside => "error.rule_outside",
            Self::NotPhone => "error.not_phone",
            Self::NoSessionDay => "normal.error.no_day",
            Self::EndedDayAhead => "normal.error.day_ahead",
            Self::EndedTimeAhead => "normal.error.time_ahead",
            Self::TimeImpossible => "error.time_impossible",
            Self::TimeSkipped => "error.time_skipped",
            Self::EntryFuture => "error.entry_future",
            Self::EntryTooEarly => "error.entry_too_early",
            Self::EntryThere => "error.entry_there",
            Self::EntryEmpty => "error.entry_empty",
            Self::NoteTooLong(_) => "error.note_too_long",
            Self::Outside(id, ..) | Self::Told(id) => id,
        }
    }

    /// The number that the sentence names, if it names one.
    pub fn count(self) -> Option<u32> {
        match self {
            Self::NoteTooLong(over) => Some(over),
            _ => None,
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

/// A day that must not be after `today`.
///
/// # Errors
/// The field's error to show; `future` when the day is still to come.
pub fn day_until(text: &str, today: NaiveDate, future: FieldError) -> Result<NaiveDate, FieldError> {
    let day = day(text)?;
    if day > today { Err(future) } else { Ok(day) }
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

/// A time of day as a time field gives it: `HH:MM`, or empty.
///
/// # Errors
/// The field's error to show.
pub fn time(text: &str) -> Result<ClockTime, FieldError> {
    match text.trim() {
        "" => Err(FieldError::Empty),
        typed => ClockTime::parse(typed).ok_or(FieldError::TimeImpossible),
    }
}

/// One detail of a session, without the spaces around it.
///
/// # Errors
/// The field's error to show.
pub fn detail(text: &str) -> Result<String, FieldError> {
    let text = text.trim();
    if text.chars().count() > LONGEST_DETAIL { Err(FieldError::TooLong) } else { Ok(text.to_owned()) }
}

/// A needle length in millimetres, "1.5" or "1,5", as hundredths.
///
/// # Errors
/// The field's error to show.
pub fn depth(text: &str) -> Result<u16, FieldError> {
    let typed = text.trim().replace(',', ".");
    if typed.is_empty() {
        return Err(FieldError::Empty);
    }
    let (whole, part) = typed.split_once('.').unwrap_or((&typed, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(part) || part.len() > 2 {
        return Err(FieldError::DepthNotNumber);
    }
    let hundredths = part.parse::<u32>().unwrap_or_default() * if part.len() == 1 { 10 } else { 1 };
    let all = whole.parse::<u32>().unwrap_or(u32::MAX).saturating_mul(100).saturating_add(hundredths);
    u16::try_from(all).ok().filter(|depth| (1..=DEEPEST).contains(depth)).ok_or(FieldError::DepthOutside)
}

/// A saved needle length as a person would type it.
pub fn typed_depth(depth: u16, say: Say<'_>) -> String {
    let typed = match (depth / 100, depth % 100) {
        (whole, 0) => whole.to_string(),
        (whole, part) if part.is_multiple_of(10) => format!("{whole}.{}", part / 10),
        (whole, part) => format!("{whole}.{part:02}"),
    };
    say.typed_decimal(&typed)
}

/// Hours of a clinic's own rule, typed in hours or in days.
///
/// # Errors
/// The field's error to show.
pub fn rule_hours(text: &str, in_days: bool) -> Result<u16, FieldError> {
    let typed = whole(text, FieldError::RuleNotNumber)?;
    let hours = typed.saturating_mul(if in_days { 24 } else { 1 });
    u16::try_from(hours).ok().filter(|hours| *hours <= MOST_HOURS).ok_or(FieldError::RuleOutside)
}

/// A phone number, or nothing.
///
/// # Errors
/// The field's error to show.
pub fn phone(text: &str) -> Result<String, FieldError> {
    let text = text.trim();
    if text.is_empty() || is_phone(text) { Ok(text.to_owned()) } else { Err(FieldError::NotPhone) }
}

/// What to say beside a field when a wish about a session cannot be followed.
pub fn refused(refusal: Refusal) -> FieldError {
    match refusal {
        Refusal::NotAfter(..) => FieldError::SessionNotAfter,
        Refusal::NotBefore(..) => FieldError::SessionNotBefore,
        Refusal::InFuture => FieldError::SessionFuture,
        Refusal::DayImpossible => FieldError::DateOutside,
        Refusal::IsHeld => FieldError::SessionHeld,
        Refusal::EarlierNotHeld(_) | Refusal::LaterHeld(_) | Refusal::Unknown | Refusal::CourseNotBegun => {
            FieldError::SessionOrder
        }
    }
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
    fn a_needle_length_is_read_to_the_hundredth() {
        for (typed, read) in [("1.5", 150), ("1,5", 150), ("0.25", 25), (" 3 ", 300), ("3.00", 300), ("0.01", 1)] {
            assert_eq!(depth(typed), Ok(read), "{typed}");
        }
        for typed in ["0", "0.00", "3.01", "15", "99999999999"] {
            assert_eq!(depth(typed), Err(FieldError::DepthOutside), "{typed}");
        }
        for typed in ["1.5 mm", "-1", "1.", ".5", "1.555", "1.5.5", "deep"] {
            assert_eq!(depth(typed), Err(FieldError::DepthNotNumber), "{typed}");
        }
    }

    #[test]
    fn a_phone_number_is_digits_and_what_stands_between_them() {
        for typed in ["020 7946 0000", "+44 (0)20 7946-0000", "999", "0661/123.45", ""] {
            assert_eq!(phone(typed).as_deref(), Ok(typed));
        }
        for typed in ["12", "call me", "+1 555 CLINIC", "javascript:alert(1)", "123456789012345678901", "०१२३"]
        {
            assert_eq!(phone(typed), Err(FieldError::NotPhone), "{typed}");
        }
    }

    #[test]
    fn a_clinic_rule_is_hours_or_days_up_to_half_a_year() {
        assert_eq!(rule_hours("48", false), Ok(48));
        assert_eq!(rule_hours("2", true), Ok(48));
        assert_eq!(rule_hours("0", false), Ok(0));
        assert_eq!(rule_hours("183", true), Ok(MOST_HOURS));
        assert_eq!(rule_hours("184", true), Err(FieldError::RuleOutside));
        assert_eq!(rule_hours("2 days", true), Err(FieldError::RuleNotNumber));
        assert_eq!(rule_hours("", false), Err(FieldError::Empty));
    }

    #[test]
    fn days_must_exist_and_may_not_be_over() {
        let today = parse_iso("2026-12-01").unwrap();
        assert_eq!(day("2027-02-29"), Err(FieldError::DateImpossible));
        assert_eq!(day("2028-02-29"), Ok(parse_iso("2028-02-29").unwrap()));
        assert_eq!(day("2200-01-01"), Err(FieldError::DateOutside));
        assert_eq!(day_from("2026-11-30", today, FieldError::StartPast), Err(FieldError::StartPast));
        assert_eq!(day_from("2026-12-01", today, FieldError::StartPast), Ok(today));
        assert_eq!(day_until("2026-12-02", today, FieldError::ScarFuture), Err(FieldError::ScarFuture));
        assert_eq!(day_until("2026-12-01", today, FieldError::ScarFuture), Ok(today));
    }
}
