//! Where each figure of the evidence stands on its screen, so that any number can lead to its row.
//!
//! Uses: `domain`. Used by: `present::route`, `ui`. The rows themselves are in `rows.rs` and `concern.rs`, how
//! their sources are named in `sources.rs`, and what a person asks to see of them in `find.rs`.

pub mod concern;
pub mod find;
pub mod rows;
pub mod sources;

use crate::domain::ids::ConcernId;

/// What a table of the evidence is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// A concern: its course, its studies, what was counted, what is cleared.
    Concern(ConcernId),
    /// What to look out for before any session: waits, and what speaks against it.
    Screening,
    /// Before a session.
    Preparation,
    /// During a session.
    Session,
    /// After a session.
    Aftercare,
    /// How long each thing waits after a session.
    Restrictions,
    /// How skin heals, day by day, and what signs mean.
    Healing,
    /// The phases of healing.
    Phases,
    /// What to ask the clinic.
    Questions,
    /// What else changes a plan, and what does not.
    Factors,
    /// Where sources disagree.
    Conflicts,
    /// What the United States' regulator cleared.
    Fda,
    /// What could not be verified.
    NotVerified,
}

impl Topic {
    /// The topics that are no concern.
    pub const OTHERS: &'static [Self] = &[
        Self::Screening,
        Self::Preparation,
        Self::Session,
        Self::Aftercare,
        Self::Restrictions,
        Self::Healing,
        Self::Phases,
        Self::Questions,
        Self::Factors,
        Self::Conflicts,
        Self::Fda,
        Self::NotVerified,
    ];

    /// The id used in addresses and text ids; a concern's is its own.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Concern(concern) => concern.as_str(),
            Self::Screening => "screening",
            Self::Preparation => "preparation",
            Self::Session => "session",
            Self::Aftercare => "aftercare",
            Self::Restrictions => "restrictions",
            Self::Healing => "healing",
            Self::Phases => "phases",
            Self::Questions => "questions",
            Self::Factors => "factors",
            Self::Conflicts => "conflicts",
            Self::Fda => "fda",
            Self::NotVerified => "not_verified",
        }
    }

    /// Reads an id.
    pub fn parse(id: &str) -> Option<Self> {
        let other = || Self::OTHERS.iter().copied().find(|topic| topic.as_str() == id);
        ConcernId::parse(id).map(Self::Concern).or_else(other)
    }
}

/// The name of a row within its topic: small letters, digits, `_` and `-`, at most [`RowName::LONGEST`] of them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RowName {
    letters: [u8; Self::LONGEST],
    length: u8,
}

impl RowName {
    /// How long a name may be.
    pub const LONGEST: usize = 48;

    /// Reads a name; `None` when it is none.
    pub fn parse(name: &str) -> Option<Self> {
        let is_fit = |letter: u8| matches!(letter, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-');
        let length = u8::try_from(name.len()).ok().filter(|length| *length > 0 && name.bytes().all(is_fit))?;
        let mut letters = [0; Self::LONGEST];
        letters.get_mut(..name.len())?.copy_from_slice(name.as_bytes());
        Some(Self { letters, length })
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        let used = self.letters.get(..usize::from(self.length)).unwrap_or_default();
        str::from_utf8(used).unwrap_or_default()
    }
}

/// The name of the row that an id of the evidence stands in: small letters, `-` for what cannot stand in an address,
/// and no longer than a name may be. Only an empty id gives an empty name, which is no row's.
pub fn row_name(id: &str) -> RowName {
    let mut name = RowName { letters: [0; RowName::LONGEST], length: 0 };
    for (letter, place) in id.chars().zip(&mut name.letters) {
        let small = letter.to_ascii_lowercase();
        let is_fit = matches!(small, 'a'..='z' | '0'..='9' | '_' | '-');
        *place = u8::try_from(small).ok().filter(|_| is_fit).unwrap_or(b'-');
        name.length += 1;
    }
    name
}

impl std::fmt::Debug for RowName {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_is_found_again_from_its_id_and_no_two_share_one() {
        let concerns = ConcernId::ALL.iter().map(|concern| Topic::Concern(*concern));
        for topic in concerns.chain(Topic::OTHERS.iter().copied()) {
            assert_eq!(Topic::parse(topic.as_str()), Some(topic));
        }
    }

    #[test]
    fn every_id_has_a_name_that_is_one() {
        for (id, name) in [("interval", "interval"), ("DEN160029", "den160029"), ("Dr.pen é/2", "dr-pen---2")] {
            assert_eq!(row_name(id).as_str(), name);
            assert_eq!(RowName::parse(name), Some(row_name(id)));
        }
        assert_eq!(row_name(&"é".repeat(70_000)).as_str(), "-".repeat(RowName::LONGEST));
        assert_eq!(RowName::parse(row_name("").as_str()), None);
    }

    #[test]
    fn a_name_is_what_can_stand_in_an_address() {
        let longest = "a".repeat(RowName::LONGEST);
        for name in ["interval", "study-majid2009", "a_1", &longest] {
            assert_eq!(RowName::parse(name).unwrap().as_str(), name);
        }
        let too_long = "a".repeat(RowName::LONGEST + 1);
        for name in ["", "A", "a b", "é", "<script>", "%00", "a/b", &too_long, &"a".repeat(70_000)] {
            assert_eq!(RowName::parse(name), None, "{name}");
        }
    }
}
