//! Who has reviewed the content, if anyone.
//!
//! Uses: `domain::dates`. Used by: `ui`, the build step. Until a clinician and a date stand in `content/review.json`,
//! every page and print says that no dermatologist has reviewed it.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::domain::dates::parse_iso;

/// A review by a named clinician.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Name and title.
    pub clinician: String,
    /// The day of the review.
    pub date: NaiveDate,
}

#[derive(Deserialize)]
struct File {
    clinician: Option<String>,
    date: Option<String>,
}

/// The review, or `None` while the file names no clinician or no date that exists.
pub fn review() -> Option<Review> {
    let file: File = serde_json::from_str(include_str!("../../content/review.json")).ok()?;
    Some(Review { clinician: file.clinician?, date: parse_iso(&file.date?)? })
}
