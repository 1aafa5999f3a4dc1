//! The diary as it is saved: one record a day. Schema 1.
//!
//! Uses: `domain`, `content::json`, `record::saved`. Used by: `state`, `record::backup`.

use super::saved::{Record, Unreadable, open};
use crate::content::json::{self, Node, Parse, quoted};
use crate::domain::diary::{Change, Entry, LONGEST_NOTE, Strength};
use crate::domain::sorted::SortedMap;

/// Writes the entry of a day as the text to save.
pub fn write_entry(entry: &Entry) -> String {
    let mut record = Record::new();
    let signs: Vec<String> =
        entry.signs.iter().map(|(id, strength)| format!("{}:\"{}\"", quoted(id), strength.as_str())).collect();
    record.object("signs", &signs);
    if let Some(change) = entry.change {
        record.put("change", &quoted(change.as_str()));
    }
    if !entry.note.is_empty() {
        record.put("note", &quoted(&entry.note));
    }
    record.end()
}

/// Reads the saved entry of a day.
///
/// # Errors
/// [`Unreadable`] when the text is damaged or from a newer version; the caller keeps it.
pub fn read_entry(text: &str, parse: Parse) -> Result<Entry, Unreadable> {
    json::read(&open(text, parse)?, entry).map_err(|_| Unreadable::Damaged)
}

/// An entry, schema 1.
fn entry(node: Node<'_>) -> Entry {
    let fields = node.fields(&[&["v", "signs", "change", "note"]]);
    let note = fields.maybe("note").map(Node::text).unwrap_or_default();
    if note.chars().count() > LONGEST_NOTE {
        node.refuse("too long");
    }
    Entry {
        signs: fields.maybe("signs").map(signs).unwrap_or_default(),
        change: fields.maybe("change").and_then(|node| node.spelt(Change::parse)),
        note,
    }
}

fn signs(node: Node<'_>) -> SortedMap<String, Strength> {
    let read = |node: Node<'_>| node.spelt(Strength::parse).unwrap_or(Strength::Little);
    node.map(read)
}
