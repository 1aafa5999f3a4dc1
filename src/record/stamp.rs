//! When something was said, in an order that does not trust the wall clock: hybrid logical stamps.
//!
//! Uses: `record::checksum`. Used by: `record`. A stamp is the wall clock's time where that moves on, and
//! a count beyond the newest stamp seen where it does not, so that whatever is said after something was read is newer
//! than it, also on a device whose clock was set back.

use super::checksum::{hex, unhex};

/// When a value was given, and by which window. The later one wins; of two at the same time, that of the higher writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    millis: u64,
    count: u32,
    writer: u32,
}

impl Stamp {
    /// Before anything was said: the stamp of what older schemas kept without one.
    pub const OLDEST: Self = Self { millis: 0, count: 0, writer: 0 };

    /// Milliseconds since 1970 by the clock of the device that wrote it, or that of a stamp it had seen.
    pub fn millis(self) -> u64 {
        self.millis
    }

    /// Three hexadecimal numbers: time, count, writer.
    pub fn print(self) -> String {
        [hex(self.millis, 1), hex(self.count.into(), 1), hex(self.writer.into(), 1)].join("-")
    }

    /// Reads what [`Stamp::print`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        // No time beyond what a number of the browser can hold.
        let millis = unhex(parts.next()?).filter(|millis| *millis < 1 << 53)?;
        let mut part = || u32::try_from(unhex(parts.next()?)?).ok();
        let stamp = Self { millis, count: part()?, writer: part()? };
        parts.next().is_none().then_some(stamp)
    }
}

/// The clock of one window.
#[derive(Clone, Copy, Debug)]
pub struct Clock(Stamp);

impl Clock {
    /// The clock of the window with this number, which no other has.
    pub fn new(writer: u32) -> Self {
        Self(Stamp { writer, ..Stamp::OLDEST })
    }

    /// A stamp newer than every one seen. `now` is the wall clock's time in milliseconds since 1970.
    pub fn next(&mut self, now: u64) -> Stamp {
        let Stamp { millis, count, writer } = self.0;
        self.0 = match count.checked_add(1) {
            _ if now > millis => Stamp { millis: now, count: 0, writer },
            Some(count) => Stamp { millis, count, writer },
            None => Stamp { millis: millis + 1, count: 0, writer },
        };
        self.0
    }

    /// Takes note of another stamp.
    pub fn see(&mut self, stamp: Stamp) {
        let writer = self.0.writer;
        self.0 = Stamp { writer, ..self.0.max(Stamp { writer, ..stamp }) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_after_reading_is_newer_whatever_the_clock_says() {
        let (mut ahead, mut behind) = (Clock::new(1), Clock::new(2));
        let first = ahead.next(1_000_000);
        behind.see(first);
        let second = behind.next(10);
        assert!(second > first);
        ahead.see(second);
        assert!(ahead.next(10) > second);
    }

    #[test]
    fn a_stamp_that_was_printed_is_read_and_nothing_else_is() {
        let mut clock = Clock::new(0xfeed);
        let stamp = clock.next(1_795_367_383_123);
        assert_eq!(Stamp::parse(&stamp.print()), Some(stamp));
        for text in
            ["", "1", "1-2", "1-2-3-4", "01-2-3", "1-2-3 ", "-1-2-3", "+1-2-3", "1-2-100000000", "fffffffffffffff-0-0"]
        {
            assert_eq!(Stamp::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_count_that_is_used_up_moves_the_time_on() {
        let mut clock = Clock::new(1);
        clock.see(Stamp { millis: 5, count: u32::MAX, writer: 9 });
        assert!(clock.next(0) > Stamp { millis: 5, count: u32::MAX, writer: 9 });
    }
}
