//! Words and locale together: how a screen says a number, a day or a range.
//!
//! Uses: `content::words`, `present::locale`. Used by: the rest of `present`, `ui`.

use chrono::{Datelike, NaiveDate};

use super::locale::{DateStyle, Locale};
use crate::content::words::Words;
use crate::domain::answers::Currency;
use crate::domain::dates::Weeks;
use crate::domain::moment::LocalTime;

/// A language, ready to speak.
#[derive(Clone, Copy)]
pub struct Say<'a> {
    /// The texts.
    pub words: &'a Words,
    /// Numbers and dates.
    pub locale: &'a dyn Locale,
}

impl Say<'_> {
    /// A text.
    pub fn text(&self, id: &str) -> String {
        self.words.text(id)
    }

    /// A text with its placeholders filled.
    pub fn fill(&self, id: &str, values: &[(&str, &str)]) -> String {
        self.words.fill(id, values)
    }

    /// A text in the plural form that goes with `count`, which fills `{n}`.
    pub fn count(&self, id: &str, count: u64) -> String {
        self.words.plural(id, self.locale.plural(count).as_str(), &[("n", &self.number(count))])
    }

    /// Hours in the text that counts them, or from 3 whole days on in the one that counts days.
    pub fn hours_or_days(&self, hours: u16, in_hours: &str, in_days: &str) -> String {
        match (hours / 24, hours % 24) {
            (days @ 3.., 0) => self.count(in_days, days.into()),
            _ => self.count(in_hours, hours.into()),
        }
    }

    /// A whole number.
    pub fn number(&self, value: impl Into<u64>) -> String {
        self.locale.number(value.into())
    }

    /// "4 sessions".
    pub fn sessions(&self, count: u16) -> String {
        self.count("unit.sessions", count.into())
    }

    /// "4 weeks".
    pub fn weeks(&self, weeks: Weeks) -> String {
        self.count("unit.weeks", weeks.0.into())
    }

    /// "3 to 6", or "3" when both ends are the same.
    pub fn range(&self, low: u16, high: u16) -> String {
        let low_text = self.number(low);
        if low == high {
            return low_text;
        }
        self.fill("unit.range", &[("low", &low_text), ("high", &self.number(high))])
    }

    /// "1 to 2.5 mm".
    pub fn millimetres(&self, low: f64, high: f64) -> String {
        self.fill("sources.mm", &[("low", &self.locale.decimal(low)), ("high", &self.locale.decimal(high))])
    }

    /// "3 to 6 sessions", with the plural of the upper end.
    pub fn sessions_range(&self, low: u16, high: u16) -> String {
        let range = self.range(low, high);
        let category = self.locale.plural(high.into()).as_str();
        self.words.plural("unit.sessions", category, &[("n", &range)])
    }

    /// "4 to 12 weeks", with the plural of the upper end.
    pub fn weeks_range(&self, low: Weeks, high: Weeks) -> String {
        let category = self.locale.plural(high.0.into()).as_str();
        self.words.plural("unit.weeks", category, &[("n", &self.range(low.0, high.0))])
    }

    /// Things one after the other: "acne scars, melasma".
    pub fn list(&self, items: &[String]) -> String {
        items.join(&self.text("unit.list"))
    }

    /// A text that is no sentence yet, as one.
    pub fn sentence(&self, text: &str) -> String {
        self.fill("unit.sentence", &[("text", text)])
    }

    /// A decimal number as one types it here: "1.5", or "1,5".
    pub fn typed_decimal(&self, digits: &str) -> String {
        with_mark(digits, &self.locale.decimal(0.5))
    }

    /// An amount of money as one types it where money is written as here: "350.50", or "350,50".
    pub fn typed_money(&self, digits: &str, currency: Currency) -> String {
        with_mark(digits, &self.locale.money(50, currency))
    }

    /// Where the variety of the language is spoken, as two capital letters, if it says so: `MX`.
    pub fn region(&self) -> Option<String> {
        let mut parts = self.locale.variety().split(['-', '_']).skip(1);
        parts.find(|part| part.len() == 2 && part.chars().all(|c| c.is_ascii_alphabetic())).map(str::to_uppercase)
    }

    /// A day, the first of a month as the language says it: "1er décembre". A 1 in "2026-12-01" is no word.
    fn date(&self, day: NaiveDate, style: DateStyle) -> String {
        let date = self.locale.date(day, style);
        match self.words.maybe("unit.first_day").filter(|_| day.day() == 1) {
            Some(first) => {
                let parts: Vec<&str> = date.split(' ').map(|part| if part == "1" { &first } else { part }).collect();
                parts.join(" ")
            }
            None => date,
        }
    }

    /// A day such as "1 Dec 2026".
    pub fn day(&self, day: NaiveDate) -> String {
        self.date(day, DateStyle::Day)
    }

    /// A day in full words, such as "Tuesday 1 December 2026".
    pub fn full_day(&self, day: NaiveDate) -> String {
        self.date(day, DateStyle::Full)
    }

    /// A day that is near, such as "Tue 1 Dec".
    pub fn near(&self, day: NaiveDate) -> String {
        self.date(day, DateStyle::Near)
    }

    /// A day that is near with its time: "Tue 1 Dec, 18:05".
    pub fn moment(&self, shown: LocalTime) -> String {
        self.fill("unit.moment", &[("day", &self.near(shown.day)), ("time", &self.locale.time(shown.time))])
    }

    /// Two days as a range: "1 Dec 2026 to 3 Jan 2027".
    pub fn days(&self, from: NaiveDate, to: NaiveDate) -> String {
        if from == to {
            return self.day(from);
        }
        self.fill("unit.days_range", &[("low", &self.day(from)), ("high", &self.day(to))])
    }

    /// A month such as "December 2026".
    pub fn month(&self, day: NaiveDate) -> String {
        self.locale.date(day, DateStyle::Month)
    }
}

/// Digits with a point, with a comma in its place where the half that is shown has one.
fn with_mark(digits: &str, half: &str) -> String {
    if half.contains(',') { digits.replace('.', ",") } else { digits.to_owned() }
}
