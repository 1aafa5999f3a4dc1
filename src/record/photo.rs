//! A photo as it is kept: one record each, written once.
//!
//! Uses: `domain`, `content::json`, `record::envelope`. Used by: `state`, `record::backup`.

use super::envelope::{Fields, together};
use crate::content::json::{self, Node, Reason};
use crate::domain::dates::{format_iso, parse_accepted};
use crate::domain::photo::{Photo, View, is_jpeg};

/// A photo as fields of its record.
pub fn write_photo(photo: &Photo) -> Fields {
    let fields =
        [("day", format_iso(photo.day)), ("view", photo.view.as_str().to_owned()), ("jpeg", photo.jpeg.clone())];
    together(fields.into_iter().map(|(name, text)| (name.to_owned(), text.into())))
}

/// Reads a photo.
///
/// # Errors
/// The first thing that is not as it should be.
pub fn read_photo(fields: &Fields) -> Result<Photo, Reason> {
    json::read(&fields.clone().into(), photo)
}

fn photo(node: Node<'_>) -> Photo {
    let fields = node.fields(&[&["day", "view", "jpeg"]]);
    let jpeg = fields.at("jpeg");
    if !is_jpeg(jpeg.str()) {
        jpeg.refuse("not a small JPEG");
    }
    Photo {
        day: fields.at("day").spelt(parse_accepted).unwrap_or_default(),
        view: fields.at("view").spelt(View::parse).unwrap_or(View::Other),
        jpeg: jpeg.text(),
    }
}
