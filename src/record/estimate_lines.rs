//! The estimator as JSON lines: an object with answers in, an object with the estimate or a refusal out.
//! Uses the domain; the `estimate` program is a loop around [`answer`].
//!
//! Refuses and never repairs: a line is read field by field, each from its own piece of text, so that even a value
//! that no ordinary JSON type can hold (`1e999`, half a surrogate pair) is refused by the name of its field.

mod read;
mod write;

pub use read::read_profile;
pub use write::{write_estimate, write_refusal};

use crate::domain::estimate::estimate;
use crate::domain::evidence::Evidence;
use serde::Serialize;

/// The longest line that is read, in bytes without its end-of-line: 64 KiB.
pub const MAX_LINE_BYTES: usize = 64 * 1024;

/// Why a line is not answered with an estimate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// Path of the first wrong field (`dates.botulinum`), or `line`.
    pub field: String,
    /// What the field may be.
    pub message: String,
}

/// The answer to one line, itself one line of JSON without its end; `None` for a blank line.
pub fn answer(evidence: &Evidence, line: &[u8]) -> Option<String> {
    if line.len() <= MAX_LINE_BYTES && line.trim_ascii().is_empty() {
        return None;
    }
    Some(match read_profile(line) {
        Ok(profile) => write_estimate(&estimate(evidence, &profile)),
        Err(refusal) => write_refusal(&refusal),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::evidence;

    #[test]
    fn only_blank_lines_have_no_answer() {
        let evidence = evidence::core().unwrap();
        for line in ["", " ", "\t \r"] {
            assert_eq!(answer(&evidence, line.as_bytes()), None);
        }
        let refusal = answer(&evidence, b"x").unwrap();
        assert_eq!(refusal, r#"{"error":{"field":"line","message":"must be one JSON object"}}"#);
    }
}
