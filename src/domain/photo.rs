//! Photos a person keeps of their own skin: what one shows, which belong side by side, and how much room they have.
//! Uses: ids, courses, dates. Used by: `present`, `record`, `state`, `ui`.

use chrono::NaiveDate;

use super::course::{Courses, SessionId};
use super::dates::days_between;
use super::ids::id_enum;

id_enum! {
    /// What a photo shows. Only photos of the same view can be compared.
    View {
        Front = "front",
        Left = "left",
        Right = "right",
        Close = "close",
        Scalp = "scalp",
        Other = "other",
    }
}

impl View {
    /// Whether the person holds the camera towards their own face for it.
    pub fn is_face(self) -> bool {
        matches!(self, Self::Front | Self::Left | Self::Right)
    }
}

/// The longest side of a kept photo, in pixels.
pub const LONGEST_SIDE: u32 = 640;
/// The most bytes of a kept photo.
pub const MOST_BYTES: usize = 32_000;
/// The most characters that say so many bytes in base64.
pub const MOST_BASE64: usize = MOST_BYTES.div_ceil(3) * 4;
/// The most characters of all photo records together. A browser gives one site about 5 million characters: the rest is
/// left for answers, sessions and the diary.
pub const BUDGET: usize = 2_600_000;
/// The largest file that is opened, in bytes. Above it a phone may run out of memory.
pub const LARGEST_FILE: u64 = 40_000_000;
/// The most characters of one record: its picture, its day, its view and what stands around them.
pub const LARGEST_RECORD: usize = MOST_BASE64 + 200;

/// A photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// The day it was taken.
    pub day: NaiveDate,
    /// What it shows.
    pub view: View,
    /// A JPEG in base64, at most [`MOST_BASE64`] characters.
    pub jpeg: String,
}

/// Whether a text is a JPEG in base64 that may be kept.
pub fn is_jpeg(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    // The first three bytes of every JPEG; so written, a text can hold nothing else than a picture.
    text.starts_with("/9j/")
        && text.len() <= MOST_BASE64
        && text.len().is_multiple_of(4)
        && text.len() - body.len() <= 2
        && body.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
        && claims_to_be_small(text)
}

/// Whether a JPEG claims no longer side than a kept one has: a few bytes can claim a picture that fills the memory when it
/// is drawn. One that claims nothing cannot be drawn. Read as its readers do: what is no mark is passed over.
fn claims_to_be_small(base64: &str) -> bool {
    let mut bytes = decoded(base64).skip(2);
    while let Some(mark) = next_mark(&mut bytes) {
        match mark {
            // These stand alone.
            0x00 | 0x01 | 0xd0..=0xd7 => {}
            // The picture itself, or its end.
            0xd8..=0xda => break,
            // What the picture is like: its depth, then how high and how wide it is.
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                let claimed = (pair(&mut bytes), bytes.next(), pair(&mut bytes), pair(&mut bytes));
                let (_, _, Some(height), Some(width)) = claimed else { break };
                return height.max(width) <= LONGEST_SIDE;
            }
            _ => {
                let length = pair(&mut bytes).unwrap_or_default().saturating_sub(2);
                let _ = (0..length).map_while(|_| bytes.next()).count();
            }
        }
    }
    true
}

/// The kind of the next mark.
fn next_mark(bytes: &mut impl Iterator<Item = u8>) -> Option<u8> {
    bytes.find(|byte| *byte == 0xff)?;
    bytes.find(|byte| *byte != 0xff)
}

/// The number that two bytes say.
fn pair(bytes: &mut impl Iterator<Item = u8>) -> Option<u32> {
    Some(u32::from(bytes.next()?) << 8 | u32::from(bytes.next()?))
}

/// The bytes that a base64 text says, with a zero for each `=`.
fn decoded(base64: &str) -> impl Iterator<Item = u8> + '_ {
    let value = |letter: u8| match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => 0,
    };
    base64.as_bytes().chunks(4).flat_map(move |four| {
        let bits = four.iter().fold(0_u32, |bits, letter| bits << 6 | u32::from(value(*letter)));
        // The first of the four bytes is none of the text's.
        bits.to_be_bytes().into_iter().skip(1)
    })
}

/// How many bytes a base64 text says.
pub fn bytes_of(base64: &str) -> usize {
    base64.trim_end_matches('=').len() * 3 / 4
}

/// A photo on the shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The number in its key.
    pub id: u64,
    /// The photo.
    pub photo: Photo,
    /// Characters of its record.
    pub size: usize,
}

/// Every photo on the shelf, by day and then by number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Album(Vec<Kept>);

impl Album {
    /// Adds a photo at its place.
    pub fn add(&mut self, kept: Kept) {
        let at = (kept.photo.day, kept.id);
        let place = self.0.iter().position(|other| (other.photo.day, other.id) > at).unwrap_or(self.0.len());
        self.0.insert(place, kept);
    }

    /// Takes a photo out.
    pub fn remove(&mut self, id: u64) {
        self.0.retain(|kept| kept.id != id);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Every photo, the oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Kept> {
        self.0.iter()
    }

    /// The photos of one view, the oldest first.
    pub fn of(&self, view: View) -> impl Iterator<Item = &Kept> {
        self.iter().filter(move |kept| kept.photo.view == view)
    }

    /// One photo.
    pub fn get(&self, id: u64) -> Option<&Kept> {
        self.iter().find(|kept| kept.id == id)
    }

    /// The photo that was added last.
    pub fn latest(&self) -> Option<&Kept> {
        self.iter().reduce(|last, kept| if kept.id > last.id { kept } else { last })
    }

    /// Characters of all records together.
    pub fn used(&self) -> usize {
        self.iter().map(|kept| kept.size).sum()
    }

    /// Whether four fifths of the room or more are used: time to say so.
    pub fn is_nearly_full(&self) -> bool {
        self.used() * 5 >= BUDGET * 4
    }

    /// Whether a record of this size still fits.
    pub fn has_room_for(&self, size: usize) -> bool {
        self.used() + size <= BUDGET
    }

    /// How many photos still fit for certain, however large each is.
    pub fn fit_more(&self) -> usize {
        BUDGET.saturating_sub(self.used()) / LARGEST_RECORD
    }

    /// The two that say most side by side: the oldest and the newest of the view of the last photo, or of the first
    /// view that has two of different number.
    pub fn suggested(&self) -> Option<(u64, u64)> {
        let last = self.latest().map(|kept| kept.photo.view);
        last.into_iter().chain(View::ALL.iter().copied()).find_map(|view| {
            let (first, last) = (self.of(view).next()?.id, self.of(view).last()?.id);
            (first != last).then_some((first, last))
        })
    }
}

/// The last session that took place by this day, and how many days before it.
pub fn since_session(courses: &Courses, day: NaiveDate) -> Option<(SessionId, u64)> {
    let days = |held: NaiveDate| u64::try_from(days_between(held, day)).ok();
    courses.held().filter_map(|(id, held, _)| Some((id, days(held.local().day)?))).last()
}
