//! Points in time, times of day, and the zone they are read in. To the minute: nothing here needs more.
//! Leaf of the domain: any layer may use it. The zone is an argument, as today is.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::dates::{self, format_iso, parse_accepted};

/// Minutes of an hour.
const HOUR: i64 = 60;
/// Minutes of a day.
const DAY: i64 = 24 * HOUR;

/// A point in time, the same everywhere: whole minutes since 1970 began in Greenwich.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// The minute that holds this millisecond.
    pub fn from_millis(millis: i64) -> Self {
        Self(millis.div_euclid(60_000))
    }

    /// The minute that a clock in Greenwich shows so.
    pub fn from_utc(clock: LocalTime) -> Self {
        Self(clock.minutes())
    }

    /// What a clock in Greenwich shows.
    pub fn utc(self) -> LocalTime {
        LocalTime::from_minutes(self.0)
    }

    /// What a clock shows that is so many minutes ahead of Greenwich.
    pub fn at_offset(self, minutes: i16) -> LocalTime {
        LocalTime::from_minutes(self.0.saturating_add(minutes.into()))
    }

    /// Milliseconds since 1970, as a browser counts.
    pub fn millis(self) -> i64 {
        self.0.saturating_mul(60_000)
    }

    /// So many hours of elapsed time later, whatever clocks do meanwhile.
    pub fn plus_hours(self, hours: u32) -> Self {
        Self(self.0.saturating_add(i64::from(hours) * HOUR))
    }

    /// Minutes from `earlier` to here; negative when `earlier` is later.
    pub fn minutes_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Reads `2026-11-22T18:05Z`, and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        LocalTime::parse(text.strip_suffix('Z')?).map(Self::from_utc)
    }

    /// Writes `2026-11-22T18:05Z`.
    pub fn print(self) -> String {
        format!("{}Z", self.utc().print())
    }
}

/// A time of day, from 00:00 to 23:59.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime(u16);

impl ClockTime {
    /// 00:00.
    pub const MIDNIGHT: Self = Self(0);

    /// An hour from 0 to 23 and a minute from 0 to 59.
    pub fn new(hour: u16, minute: u16) -> Option<Self> {
        (hour < 24 && minute < 60).then_some(Self(hour * 60 + minute))
    }

    /// The hour, 0 to 23.
    pub fn hour(self) -> u16 {
        self.0 / 60
    }

    /// The minute, 0 to 59.
    pub fn minute(self) -> u16 {
        self.0 % 60
    }

    /// Reads `18:05`, as a browser's time field writes it (seconds, where it writes any, are dropped).
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let [h1, h2, b':', m1, m2] = *bytes.get(..5)? else { return None };
        let rest = bytes.get(5..)?;
        let seconds = rest.is_empty()
            || rest.first() == Some(&b':') && rest.iter().all(|byte| matches!(byte, b'0'..=b'9' | b':' | b'.'));
        let number = |tens: u8, ones: u8| {
            (tens.is_ascii_digit() && ones.is_ascii_digit())
                .then(|| u16::from(tens - b'0') * 10 + u16::from(ones - b'0'))
        };
        seconds.then(|| Self::new(number(h1, h2)?, number(m1, m2)?))?
    }

    /// Writes `18:05`.
    pub fn print(self) -> String {
        format!("{:02}:{:02}", self.hour(), self.minute())
    }
}

/// What calendar and clock show in some place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalTime {
    /// The calendar day.
    pub day: NaiveDate,
    /// The time of day.
    pub time: ClockTime,
}

impl LocalTime {
    /// Reads `2026-11-22T18:05`.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, time) = text.split_once('T')?;
        let time = ClockTime::parse(time).filter(|read| read.print() == time)?;
        Some(Self { day: parse_accepted(day)?, time })
    }

    /// Writes `2026-11-22T18:05`.
    pub fn print(self) -> String {
        format!("{}T{}", format_iso(self.day), self.time.print())
    }

    fn minutes(self) -> i64 {
        let days = dates::days_between(NaiveDate::default(), self.day);
        days.saturating_mul(DAY).saturating_add(self.time.0.into())
    }

    fn from_minutes(minutes: i64) -> Self {
        let day = chrono::Duration::try_days(minutes.div_euclid(DAY))
            .and_then(|days| NaiveDate::default().checked_add_signed(days))
            .unwrap_or(if minutes < 0 { NaiveDate::MIN } else { NaiveDate::MAX });
        // A remainder of a day is below 1440.
        Self { day, time: ClockTime(u16::try_from(minutes.rem_euclid(DAY)).unwrap_or_default()) }
    }
}

impl From<NaiveDateTime> for LocalTime {
    fn from(shown: NaiveDateTime) -> Self {
        let time: NaiveTime = shown.time();
        let minutes = time.hour() * 60 + time.minute();
        Self { day: shown.date(), time: ClockTime(u16::try_from(minutes).unwrap_or_default()) }
    }
}

/// The time zone that people read their clocks in.
pub trait Zone {
    /// What calendar and clock show at a point in time.
    fn local(&self, at: Instant) -> LocalTime;
    /// The point in time at which they show this. Where clocks go back and show it twice, the first; `None` where they
    /// go forward past it and never show it.
    fn instant(&self, shown: LocalTime) -> Option<Instant>;
    /// The zone's IANA name, such as `Europe/London`.
    fn name(&self) -> String;
}

/// How many minutes clocks are ahead of Greenwich in this zone then.
pub fn offset(zone: &dyn Zone, at: Instant) -> i16 {
    i16::try_from(Instant::from_utc(zone.local(at)).minutes_since(at)).unwrap_or_default()
}

/// Greenwich all year round.
#[derive(Debug, Clone, Copy, Default)]
pub struct Utc;

impl Zone for Utc {
    fn local(&self, at: Instant) -> LocalTime {
        at.utc()
    }

    fn instant(&self, shown: LocalTime) -> Option<Instant> {
        Some(Instant::from_utc(shown))
    }

    fn name(&self) -> String {
        "UTC".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_in_time_goes_there_and_back() {
        for text in ["1970-01-01T00:00Z", "2026-11-22T18:05Z", "1900-01-01T23:59Z", "2199-12-31T00:01Z"] {
            assert_eq!(Instant::parse(text).map(Instant::print).as_deref(), Some(text));
        }
        assert_eq!(Instant::from_millis(-1).print(), "1969-12-31T23:59Z");
        assert_eq!(Instant::from_millis(59_999), Instant::from_millis(0));
    }

    #[test]
    fn anything_else_is_no_point_in_time() {
        for text in ["", "Z", "2026-11-22T18:05", "2026-11-22T24:00Z", "2026-11-22T18:60Z", "2026-02-30T10:00Z"] {
            assert_eq!(Instant::parse(text), None, "{text}");
        }
        for text in ["2026-11-22 18:05Z", "2026-11-22T8:05Z", "2026-11-22T18:05:00Z", "1899-12-31T10:00Z", "T18:05Z"] {
            assert_eq!(Instant::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_time_field_may_write_seconds() {
        for (text, read) in [("18:05", "18:05"), ("00:00:30", "00:00"), ("23:59:59.999", "23:59")] {
            assert_eq!(ClockTime::parse(text).map(ClockTime::print).as_deref(), Some(read));
        }
        for text in ["", "6:05", "18.05", "18:5", "24:00", "18:60", "18:05 pm", "１８:05", "+8:05"] {
            assert_eq!(ClockTime::parse(text), None, "{text}");
        }
    }

    #[test]
    fn hours_pass_over_midnight_and_back() {
        let late = Instant::parse("2026-12-31T23:30Z").unwrap();
        assert_eq!(late.plus_hours(1).print(), "2027-01-01T00:30Z");
        assert_eq!(late.plus_hours(1).minutes_since(late), 60);
        assert_eq!(late.minutes_since(late.plus_hours(2)), -120);
        assert_eq!(late.at_offset(-210).print(), "2026-12-31T20:00");
    }
}
