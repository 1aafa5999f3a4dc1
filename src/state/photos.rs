//! The photos on the device, read from the shelf whenever their screen is opened and not before.
//!
//! Uses: `domain::photo`, `record::photo`, `state::planner`. Used by: `ui`, never by its first screens.

use leptos::prelude::*;

use super::planner::Planner;
use super::saved_data::worth_keeping;
use crate::domain::photo::{Album, Kept, LARGEST_RECORD, MOST_BASE64, Photo};
use crate::platform::clock;
use crate::record::keys::{self, PHOTO};
use crate::record::photo::{read_photo, write_photo};

/// Why a photo was not kept. Nothing that was there has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// The room that the planner gives to photos is used up.
    NoRoom,
    /// The device did not take it.
    Refused,
}

/// The handle of the photos screen, for as long as the screen is open. Copying it copies nothing else.
#[derive(Clone, Copy)]
pub struct Photos {
    planner: Planner,
    album: RwSignal<Album>,
}

impl Photos {
    /// Reads every photo. What cannot be read is set aside and the person is told.
    pub fn open() -> Self {
        let photos = Self { planner: Planner::here(), album: RwSignal::new(Album::default()) };
        photos.album.set(photos.read());
        photos.planner.keeper().listen(move |key| {
            if key.is_none_or(|key| key.starts_with(PHOTO)) {
                photos.album.set(photos.read());
            }
        });
        photos
    }

    fn read(self) -> Album {
        let keeper = self.planner.keeper();
        let mut album = Album::default();
        for key in keeper.keys(PHOTO) {
            let size = keeper.size(&key);
            if let Some((id, photo)) = keys::photo_of(&key).zip(keeper.read(&key, read_photo)) {
                album.add(Kept { id, size, photo });
            }
        }
        album
    }

    /// Looks at the photos; followed by views that do.
    pub fn with<T>(self, look: impl FnOnce(&Album) -> T) -> T {
        self.album.with(look)
    }

    /// Looks at the photos once.
    pub fn look<T>(self, look: impl FnOnce(&Album) -> T) -> T {
        self.album.with_untracked(look)
    }

    /// Keeps a photo and says how that went: with [`NotKept`] all that was there is still there.
    pub fn keep(self, photo: &Photo, then: impl FnOnce(Result<(), NotKept>) + 'static) {
        // Another window may have added or deleted some meanwhile.
        self.album.set(self.read());
        let fields = write_photo(photo);
        if !self.look(|album| album.has_room_for(photo.jpeg.len() + AROUND)) {
            return then(Err(NotKept::NoRoom));
        }
        // By the time, so that two windows do not give the same number; some may have been taken within a millisecond.
        let last = self.look(|album| album.latest().map_or(0, |last| last.id));
        let key = keys::photo(clock::millis().max(last + 1));
        let keeper = self.planner.keeper();
        keeper.change_now(&key, fields, move |kept| {
            self.album.set(self.read());
            worth_keeping(keeper);
            then(if kept { Ok(()) } else { Err(NotKept::Refused) });
        });
    }

    /// Deletes a photo.
    pub fn delete(self, id: u64) {
        self.planner.keeper().delete(&keys::photo(id));
        self.album.update(|album| album.remove(id));
    }

    /// Deletes every photo.
    pub fn delete_all(self) {
        for id in self.look(|album| album.iter().map(|kept| kept.id).collect::<Vec<_>>()) {
            self.delete(id);
        }
    }
}

/// Characters that stand around the picture in its record, at most.
const AROUND: usize = LARGEST_RECORD - MOST_BASE64;
