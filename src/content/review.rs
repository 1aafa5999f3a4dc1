//! Who has reviewed the content, if anyone, and when the evidence was last looked through.
//!
//! Uses: `content::json`, `domain::dates`. Used by: `ui`, the build step. Until a clinician and a date stand in `content/review.json`,
//! every page and print says that no dermatologist has reviewed it.

use chrono::NaiveDate;
use serde_json::Value;

use super::json::Parse;
use crate::domain::dates::parse_iso;

/// A review by a named clinician.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Name and title.
    pub clinician: String,
    /// The day of the review.
    pub date: NaiveDate,
}

/// The review in a file or pack of the form `{"clinician": …, "date": …}`, or `None` while it names no clinician or
/// no date that exists.
pub fn review(value: &Value) -> Option<Review> {
    let clinician = value.get("clinician")?.as_str().map(str::trim).filter(|name| !name.is_empty())?.to_owned();
    let date = parse_iso(value.get("date")?.as_str()?)?;
    Some(Review { clinician, date })
}

/// The day on which the evidence was last looked through.
pub fn evidence_as_of(parse: Parse) -> Option<NaiveDate> {
    parse_iso(parse(META).ok()?.get("as_of")?.as_str()?)
}

/// What the evidence says of itself as a whole.
const META: &str = include_str!("../../content/evidence/meta.json");

/// The review file.
#[cfg(not(target_arch = "wasm32"))]
pub const FILE: &str = include_str!("../../content/review.json");
