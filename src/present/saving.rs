//! How long ago something was kept, in the one unit a person would use.
//!
//! Uses: nothing. Used by: `ui`.

/// Id of the words for a time so many seconds ago, and the number in them.
pub fn ago(seconds: u32) -> (&'static str, u32) {
    match seconds {
        0..60 => ("saving.seconds", seconds),
        60..3_600 => ("saving.minutes", seconds / 60),
        3_600..86_400 => ("saving.hours", seconds / 3_600),
        _ => ("saving.days", seconds / 86_400),
    }
}

/// After how many milliseconds those words change, or are worth changing: a number that runs all the time is in the way.
pub fn look_again(seconds: u32) -> i32 {
    match seconds {
        0..10 => 1_000,
        10..60 => 10_000,
        _ => 60_000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_is_said_in_the_largest_unit_that_is_full() {
        let said = [0, 59, 60, 3_599, 3_600, 86_399, 86_400, 864_000].map(ago);
        let units = ["seconds", "seconds", "minutes", "minutes", "hours", "hours", "days", "days"];
        let numbers = [0, 59, 1, 59, 1, 23, 1, 10];
        for ((id, number), (unit, expected)) in said.into_iter().zip(units.into_iter().zip(numbers)) {
            assert_eq!((id, number), (["saving.", unit].concat().as_str(), expected));
        }
    }
}
