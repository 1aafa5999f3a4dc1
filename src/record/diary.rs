//! The diary as it is kept: one record a day.
//!
//! Uses: `domain`, `content::json`, `record::envelope`. Used by: `state`, `record::backup`.

use super::envelope::{Fields, nested, together};
use super::limits::by_id;
use crate::content::json::{self, Node, Reason};
use crate::domain::diary::{Change, Entry, LONGEST_NOTE, Strength};
use crate::domain::sorted::SortedMap;

/// The entry of a day as fields of its record.
pub fn write_entry(entry: &Entry) -> Fields {
    let signs = entry.signs.iter();
    let mut fields = together(signs.map(|(id, strength)| (["signs.", id].concat(), strength.as_str().into())));
    if let Some(change) = entry.change {
        fields.insert("change".to_owned(), change.as_str().into());
    }
    if !entry.note.is_empty() {
        fields.insert("note".to_owned(), entry.note.clone().into());
    }
    fields
}

/// Reads the entry of a day.
///
/// # Errors
/// The first thing that is not as it should be.
pub fn read_entry(fields: &Fields) -> Result<Entry, Reason> {
    json::read(&nested(fields), entry)
}

fn entry(node: Node<'_>) -> Entry {
    let fields = node.fields(&[&["signs", "change", "note"]]);
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
    by_id(node, |node| node.spelt(Strength::parse).unwrap_or(Strength::Little))
}
