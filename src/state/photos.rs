//! The photos on the device, read from the shelf whenever their screen is opened and not before.
//!
//! Uses: `domain::photo`, `record::photo`, `state::planner`. Used by: `ui`, never by its first screens.

use leptos::prelude::*;

use super::planner::Planner;
use super::saving;
use crate::domain::photo::{Album, Kept, Photo};
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
        photos
    }

    fn read(self) -> Album {
        let mut album = Album::default();
        for (key, id) in self.planner.keys(saving::PHOTO).iter().filter_map(|key| Some((key, number(key)?))) {
            if let Some(photo) = self.planner.read(key, read_photo) {
                album.add(Kept { id, size: write_photo(&photo).len(), photo });
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

    /// Keeps a photo.
    ///
    /// # Errors
    /// [`NotKept`]; all that was there is still there.
    pub fn keep(self, photo: Photo) -> Result<(), NotKept> {
        // Another window may have added or deleted some meanwhile.
        let mut album = self.read();
        let text = write_photo(&photo);
        let fits = album.has_room_for(text.len());
        // One that was set aside has its number still.
        let numbers = self.planner.keys(saving::PHOTO);
        let id = numbers.iter().filter_map(|key| number(key.trim_end_matches(ASIDE))).max().unwrap_or_default() + 1;
        let key = format!("{}{id}", saving::PHOTO);
        let size = text.len();
        let kept = fits && self.planner.keep(&key, text) && self.planner.keys(&key).contains(&key);
        if kept {
            album.add(Kept { id, photo, size });
        }
        self.album.set(album);
        match (fits, kept) {
            (false, _) => Err(NotKept::NoRoom),
            (true, false) => Err(NotKept::Refused),
            (true, true) => Ok(()),
        }
    }

    /// Deletes a photo.
    pub fn delete(self, id: u32) {
        self.planner.forget(&format!("{}{id}", saving::PHOTO));
        self.album.update(|album| album.remove(id));
    }

    /// Deletes every photo, and what was set aside of any.
    pub fn delete_all(self) {
        for key in self.planner.keys(saving::PHOTO) {
            self.planner.forget(&key);
        }
        self.album.set(self.read());
    }
}

/// End of the key of a record that was set aside.
const ASIDE: &str = ".unreadable";

fn number(key: &str) -> Option<u32> {
    key.strip_prefix(saving::PHOTO)?.parse().ok().filter(|number| *number < u32::MAX)
}
