//! A photo as it is saved: one record each. Schema 1.
//!
//! Uses: `domain`, `content::json`, `record::saved`. Used by: `state`, `record::backup`.

use super::saved::{Record, Unreadable, open};
use crate::content::json::{self, Node, Parse, quoted};
use crate::domain::dates::{format_iso, is_accepted, parse_iso};
use crate::domain::photo::{Photo, View, is_jpeg};

/// Writes a photo as the text to save.
pub fn write_photo(photo: &Photo) -> String {
    let mut record = Record::new();
    record.put("day", &quoted(&format_iso(photo.day)));
    record.put("view", &quoted(photo.view.as_str()));
    record.put("jpeg", &quoted(&photo.jpeg));
    record.end()
}

/// Reads a saved photo.
///
/// # Errors
/// [`Unreadable`] when the text is damaged or from a newer version; the caller keeps it.
pub fn read_photo(text: &str, parse: Parse) -> Result<Photo, Unreadable> {
    json::read(&open(text, parse)?, photo).map_err(|_| Unreadable::Damaged)
}

/// A photo, schema 1.
fn photo(node: Node<'_>) -> Photo {
    let fields = node.fields(&[&["v", "day", "view", "jpeg"]]);
    let jpeg = fields.at("jpeg");
    if !is_jpeg(jpeg.str()) {
        jpeg.refuse("not a small JPEG");
    }
    Photo {
        day: fields.at("day").spelt(|text| parse_iso(text).filter(|day| is_accepted(*day))).unwrap_or_default(),
        view: fields.at("view").spelt(View::parse).unwrap_or(View::Other),
        jpeg: jpeg.text(),
    }
}
