//! How a photo is named, sized and called as a file.
//!
//! Uses: `domain`, `present::say`. Used by: `ui`.

use super::say::Say;
use crate::domain::course::Courses;
use crate::domain::dates::format_iso;
use crate::domain::photo::{Album, Photo, View, bytes_of, since_session};

/// The name of a view.
pub fn view_name(view: View, say: Say<'_>) -> String {
    say.text(&format!("photo.view.{}", view.as_str()))
}

/// "Front, 21 Nov 2026".
pub fn short_name(photo: &Photo, say: Say<'_>) -> String {
    say.fill("photo.name", &[("view", &view_name(photo.view, say)), ("day", &say.day(photo.day))])
}

/// "day 0 after session 1", when a session came before it.
pub fn when(photo: &Photo, courses: &Courses, say: Say<'_>) -> Option<String> {
    let (session, days) = since_session(courses, photo.day)?;
    let (days, number, course) = (say.number(days), say.number(session.number), say.number(session.course));
    let id = if courses.later() > 0 { "photo.after_course" } else { "photo.after" };
    Some(say.fill(id, &[("days", &days), ("session", &number), ("course", &course)]))
}

/// "Front, 21 Nov 2026, day 0 after session 1".
pub fn full_name(photo: &Photo, courses: &Courses, say: Say<'_>) -> String {
    let name = short_name(photo, say);
    match when(photo, courses, say) {
        Some(when) => say.fill("photo.name_when", &[("name", &name), ("when", &when)]),
        None => name,
    }
}

/// "27 KB", rounded up.
pub fn size(photo: &Photo, say: Say<'_>) -> String {
    let thousands = u64::try_from(bytes_of(&photo.jpeg).div_ceil(1000)).unwrap_or_default();
    say.fill("photo.size", &[("n", &say.number(thousands))])
}

/// How full the room for photos is: "48 of about 60 photos".
pub fn fullness(album: &Album, say: Say<'_>) -> String {
    let number = |count: usize| say.number(u64::try_from(count).unwrap_or_default());
    say.fill("photo.fullness", &[("n", &number(album.len())), ("all", &number(album.len() + album.fit_more()))])
}

/// A plain file name: day and view.
pub fn file_name(photo: &Photo) -> String {
    [&format_iso(photo.day), "-", photo.view.as_str(), ".jpg"].concat()
}
