//! Calendar days, and lengths in days and weeks. Arithmetic stops at the ends of the calendar; it never panics.
//! Leaf of the domain: any layer may use it.

use chrono::NaiveDate;

/// The earliest day an answer may name: 1900-01-01.
pub const EARLIEST: NaiveDate = day(1900, 1, 1);
/// The latest day an answer may name: 2199-12-31.
pub const LATEST: NaiveDate = day(2199, 12, 31);

/// A length in whole weeks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weeks(pub u16);

impl Weeks {
    /// This length `n` times over.
    pub fn times(self, n: u16) -> Self {
        Self(self.0.saturating_mul(n))
    }

    /// This length and another one after it.
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The same length in days.
    pub fn in_days(self) -> u32 {
        u32::from(self.0) * 7
    }
}

/// A length in whole days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days(pub u16);

/// The day `weeks` after `date`, or the last day of the calendar.
pub fn add_weeks(date: NaiveDate, weeks: Weeks) -> NaiveDate {
    add(date, weeks.in_days())
}

/// The day `weeks` before `date`, or the first day of the calendar.
pub fn sub_weeks(date: NaiveDate, weeks: Weeks) -> NaiveDate {
    date.checked_sub_days(chrono::Days::new(weeks.in_days().into())).unwrap_or(NaiveDate::MIN)
}

/// The day `days` after `date`, or the last day of the calendar.
pub fn add_days(date: NaiveDate, days: Days) -> NaiveDate {
    add(date, days.0.into())
}

/// Whole days from `from` to `to`; negative when `to` is earlier.
pub fn days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    to.signed_duration_since(from).num_days()
}

/// Whether an answer may name this day.
pub fn is_accepted(date: NaiveDate) -> bool {
    (EARLIEST..=LATEST).contains(&date)
}

/// Reads `YYYY-MM-DD` and nothing else; `None` for any other form and for days that do not exist.
///
/// Its own few lines, because chrono's parser costs the page 14 KB.
pub fn parse_iso(text: &str) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else {
        return None;
    };
    NaiveDate::from_ymd_opt(i32::try_from(number(&[y1, y2, y3, y4])?).ok()?, number(&[m1, m2])?, number(&[d1, d2])?)
}

/// Reads a day that an answer may name.
pub fn parse_accepted(text: &str) -> Option<NaiveDate> {
    parse_iso(text).filter(|day| is_accepted(*day))
}

/// Writes `YYYY-MM-DD`.
pub fn format_iso(date: NaiveDate) -> String {
    use chrono::Datelike;
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// The number that a few ASCII digits spell.
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |sum: u32, digit| digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0')))
}

fn add(date: NaiveDate, days: u32) -> NaiveDate {
    date.checked_add_days(chrono::Days::new(days.into())).unwrap_or(NaiveDate::MAX)
}

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        // Reached by no caller: both constants above are real days (tested).
        None => NaiveDate::MIN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_text_goes_there_and_back() {
        for text in ["1900-01-01", "2024-02-29", "2199-12-31", "0001-01-01", "9999-12-31"] {
            assert_eq!(parse_iso(text).map(format_iso).as_deref(), Some(text));
        }
    }

    #[test]
    fn anything_but_a_real_iso_day_is_refused() {
        for text in [
            "",
            "2026-02-29",
            "2026-13-01",
            "2026-00-01",
            "2026-04-31",
            "2026-4-30",
            "26-04-30",
            "2026-04-30 ",
            " 2026-04-30",
            "+026-04-30",
            "-026-04-30",
            "2026/04/30",
            "2026-04-30T00:00",
            "२०२६-०४-३०",
        ] {
            assert_eq!(parse_iso(text), None, "{text}");
        }
    }

    #[test]
    fn the_accepted_days_are_three_centuries() {
        assert_eq!(format_iso(EARLIEST), "1900-01-01");
        assert_eq!(format_iso(LATEST), "2199-12-31");
        assert!(is_accepted(EARLIEST) && is_accepted(LATEST));
        assert!(EARLIEST.pred_opt().is_some_and(|day| !is_accepted(day)));
        assert!(LATEST.succ_opt().is_some_and(|day| !is_accepted(day)));
    }

    #[test]
    fn arithmetic_stops_at_the_ends_of_the_calendar() {
        assert_eq!(add_weeks(NaiveDate::MAX, Weeks(1)), NaiveDate::MAX);
        assert_eq!(add_days(NaiveDate::MAX, Days(u16::MAX)), NaiveDate::MAX);
        assert_eq!(sub_weeks(NaiveDate::MIN, Weeks(u16::MAX)), NaiveDate::MIN);
        assert_eq!(Weeks(u16::MAX).times(2).plus(Weeks(1)), Weeks(u16::MAX));
        assert!(days_between(NaiveDate::MIN, NaiveDate::MAX) > 0);
    }

    #[test]
    fn weeks_are_seven_days() {
        assert_eq!(format_iso(add_weeks(EARLIEST, Weeks(2))), "1900-01-15");
        assert_eq!(format_iso(sub_weeks(EARLIEST, Weeks(1))), "1899-12-25");
        assert_eq!(days_between(EARLIEST, add_days(EARLIEST, Days(9))), 9);
    }
}
