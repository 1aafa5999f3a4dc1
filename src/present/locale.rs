//! How numbers, dates and plurals are said in a language: an argument of everything in `present`.
//!
//! Uses: `domain`. Implemented by `platform` through the browser's `Intl`; the plain twin here serves the build step
//! and native tests.

use chrono::{Datelike, NaiveDate};

use crate::domain::answers::Currency;
use crate::domain::moment::ClockTime;

/// How much of a date is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateStyle {
    /// Day, month and year: "1 Dec 2026".
    Day,
    /// Weekday, day, month and year in full words: "Tuesday 1 December 2026".
    Full,
    /// Weekday, day and month, for a day that is near: "Tue 1 Dec".
    Near,
    /// Month and year: "December 2026".
    Month,
    /// Short month and year, for an axis: "Dec 2026".
    ShortMonth,
}

/// The plural forms a language can have (CLDR names).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    /// "zero"
    Zero,
    /// "one"
    One,
    /// "two"
    Two,
    /// "few"
    Few,
    /// "many"
    Many,
    /// "other": every language has it.
    Other,
}

impl Plural {
    /// The CLDR name, as text packs spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }

    /// Reads a CLDR name; anything unknown is "other".
    pub fn parse(name: &str) -> Self {
        match name {
            "zero" => Self::Zero,
            "one" => Self::One,
            "two" => Self::Two,
            "few" => Self::Few,
            "many" => Self::Many,
            _ => Self::Other,
        }
    }
}

/// A language's way with numbers and dates.
pub trait Locale {
    /// A calendar day.
    fn date(&self, day: NaiveDate, style: DateStyle) -> String;
    /// A time of day: "18:05", or "6:05 pm" where people say it so.
    fn time(&self, time: ClockTime) -> String;
    /// A whole number with the language's grouping.
    fn number(&self, value: u64) -> String;
    /// A decimal number, such as a needle depth in millimetres.
    fn decimal(&self, value: f64) -> String;
    /// An amount of money given in hundredths; whole amounts are said without decimals.
    fn money(&self, cents: u64, currency: Currency) -> String;
    /// Which plural form goes with `value`.
    fn plural(&self, value: u64) -> Plural;
    /// The tag of the variety that says dates and money: `fr-CA`.
    fn variety(&self) -> &str;
}

/// English without a browser.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlainEnglish;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Locale for PlainEnglish {
    fn date(&self, day: NaiveDate, style: DateStyle) -> String {
        let month = MONTHS.get(day.month0() as usize).copied().unwrap_or_default();
        let short = month.get(..3).unwrap_or(month);
        match style {
            DateStyle::Day => format!("{} {} {}", day.day(), short, day.year()),
            DateStyle::Full => format!("{} {} {} {}", day.weekday(), day.day(), month, day.year()),
            DateStyle::Near => format!("{} {} {}", day.weekday(), day.day(), short),
            DateStyle::Month => format!("{month} {}", day.year()),
            DateStyle::ShortMonth => format!("{short} {}", day.year()),
        }
    }

    fn time(&self, time: ClockTime) -> String {
        time.print()
    }

    fn number(&self, value: u64) -> String {
        value.to_string()
    }

    fn decimal(&self, value: f64) -> String {
        format!("{value}")
    }

    fn money(&self, cents: u64, currency: Currency) -> String {
        match (cents / 100, cents % 100) {
            (units, 0) => format!("{} {units}", currency.as_str()),
            (units, rest) => format!("{} {units}.{rest:02}", currency.as_str()),
        }
    }

    fn plural(&self, value: u64) -> Plural {
        if value == 1 { Plural::One } else { Plural::Other }
    }

    fn variety(&self) -> &str {
        "en"
    }
}
