//! How much room something takes, in words a person knows; and whether somebody is still at a computer that others use.
//!
//! Uses: nothing. Used by: `state`, `ui`. Time is an argument.

/// Id of the words for so many characters, and the number in them: thousands, rounded up, so that nothing that is there
/// takes no room.
pub fn size(characters: u64) -> (&'static str, u64) {
    match characters {
        0..1_000 => ("saved.size.small", 1),
        _ => ("saved.size.kb", characters.div_ceil(1_000)),
    }
}

/// After how many minutes without anyone a shared computer forgets everything.
pub const IDLE_MINUTES: u64 = 10;
/// How many seconds before that it asks whether somebody is there.
pub const WARNING_SECONDS: u64 = 60;
/// With how many seconds left it says so once more to those who listen.
pub const LAST_CALL: u64 = 15;

/// Whether somebody is at the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Somebody was, not long ago.
    Here,
    /// Nobody for a while: they are asked, and have so many seconds left.
    Asked(u64),
    /// Nobody for so long that everything is to be forgotten.
    Gone,
}

/// Whether somebody is at the page who was last there at one time, in milliseconds since 1970, when it is another. Only
/// the two times count, so that it makes no difference whether the device slept in between.
pub fn presence(last: u64, now: u64) -> Presence {
    let end = last.saturating_add(IDLE_MINUTES * 60_000);
    match end.saturating_sub(now).div_ceil(1_000) {
        0 => Presence::Gone,
        left @ 1..=WARNING_SECONDS => Presence::Asked(left),
        _ => Presence::Here,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAST: u64 = 1_795_348_800_000;

    fn after(milliseconds: u64) -> Presence {
        presence(LAST, LAST + milliseconds)
    }

    #[test]
    fn a_shared_computer_asks_for_the_last_minute_and_forgets_after_ten() {
        assert_eq!(after(0), Presence::Here);
        assert_eq!(after(539_999), Presence::Here);
        assert_eq!(after(540_000), Presence::Asked(60));
        assert_eq!(after(599_001), Presence::Asked(1));
        assert_eq!(after(599_999), Presence::Asked(1));
        assert_eq!(after(600_000), Presence::Gone);
    }

    #[test]
    fn a_computer_that_slept_for_a_night_forgets_at_its_first_look() {
        assert_eq!(after(8 * 3_600_000), Presence::Gone);
    }

    #[test]
    fn a_clock_that_was_set_back_asks_nobody() {
        assert_eq!(presence(LAST, LAST - 1), Presence::Here);
    }

    #[test]
    fn the_little_that_is_there_still_takes_some_room() {
        assert_eq!([1, 999].map(size), [("saved.size.small", 1); 2]);
        assert_eq!([1_000, 1_001, 45_678].map(size), [1, 2, 46].map(|kb| ("saved.size.kb", kb)));
    }
}
