//! What a person notes day by day: how the skin feels and looks, and what has changed since before the first session.
//! Uses: ids, sorted lists. Used by: `present`, `record`, `state`.

use chrono::NaiveDate;

use super::ids::id_enum;
use super::sorted::SortedMap;

id_enum! {
    /// How strong a sign of healing is, by the person's own measure.
    Strength {
        Little = "little",
        Some = "some",
        Lot = "lot",
    }
}

id_enum! {
    /// What was treated, compared with before the first session, by the person's own eye.
    Change {
        Worse = "worse",
        Same = "same",
        LittleBetter = "little_better",
        MuchBetter = "much_better",
    }
}

/// The longest note, in characters.
pub const LONGEST_NOTE: usize = 2_000;

/// What is noted for one day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Signs of healing by their id ([`super::evidence::HealingSign::id`]); one that is missing was not noted.
    pub signs: SortedMap<String, Strength>,
    /// The change so far, if the person judged it.
    pub change: Option<Change>,
    /// In the person's own words; at most [`LONGEST_NOTE`] characters.
    pub note: String,
}

impl Entry {
    /// Whether nothing is noted: such an entry is not kept.
    pub fn is_empty(&self) -> bool {
        self.signs.is_empty() && self.change.is_none() && self.note.is_empty()
    }
}

/// The whole diary, by calendar day.
pub type Diary = SortedMap<NaiveDate, Entry>;
