//! How much may come in from elsewhere: measured before any of it is read, so that a file or link made to fill the memory
//! or to keep the planner busy is refused at the door.
//!
//! Uses: `content::json`. Used by: `record`, `state::carry`. `docs/storage.md` lists every limit.

use crate::content::json::Node;
use crate::domain::sorted::SortedMap;

/// The longest backup, in bytes. A browser keeps some 5 million characters for one page; only where most of them are notes
/// in a script whose letters take three bytes each is a file of them longer.
pub const LONGEST_BACKUP: usize = 8_000_000;
/// The longest text that a restore code may be unpacked to, in bytes: some 100 times what fits into a link.
pub const LONGEST_BODY: usize = 200_000;
/// The most values in a backup or a code: a list and an object count as one, and so does each thing in them.
pub const MOST_VALUES: usize = 200_000;
/// How deep lists and objects may stand in each other.
pub const DEEPEST: usize = 16;
/// The most records: 27 years of diary.
pub const MOST_RECORDS: usize = 10_000;
/// The most ticks of all lists together, and the most things in one list of schema 1.
pub const MOST_TICKS: usize = 10_000;
/// The longest id of a row, a sign, a restriction or a time zone, in bytes.
pub const LONGEST_ID: usize = 100;

/// The most entries of the calendar files made so far: of more sessions than anyone has.
pub const MOST_ENTRIES: usize = 20_000;

/// A text that is no longer than an id.
pub fn short(node: Node<'_>) -> String {
    let text = node.text();
    if text.len() > LONGEST_ID {
        node.refuse("too long");
    }
    text
}

/// An object as values by ids.
pub fn by_id<'a, T>(node: Node<'a>, read: fn(Node<'a>) -> T) -> SortedMap<String, T> {
    let map = node.map(read);
    if map.keys().any(|id| id.len() > LONGEST_ID) {
        node.refuse("an id that is too long");
    }
    map
}

/// Whether a JSON text is no longer than this, and has no more values and no more depth than may come in. It says
/// nothing about whether the text is JSON.
pub fn fits(text: &str, longest: usize) -> bool {
    if text.len() > longest {
        return false;
    }
    let (mut values, mut depth, mut quoted, mut escaped) = (1_usize, 0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = quoted,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'{' | b'[' => {
                depth += 1;
                values += 1;
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' => values += 1,
            _ => {}
        }
        if depth > DEEPEST || values > MOST_VALUES {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_exactly_fits_and_one_more_does_not() {
        let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(fits(&deep(DEEPEST), LONGEST_BODY) && !fits(&deep(DEEPEST + 1), LONGEST_BODY));
        let wide = |values: usize| format!("[{}0]", "0,".repeat(values - 2));
        assert!(fits(&wide(MOST_VALUES), LONGEST_BACKUP) && !fits(&wide(MOST_VALUES + 1), LONGEST_BACKUP));
        assert!(fits("12345", 5) && !fits("123456", 5));
    }

    #[test]
    fn what_stands_in_a_text_is_no_value() {
        let text = format!("{{\"note\":\"{}\"}}", "\\\"[[[[{{{{,,,,\\\\".repeat(20_000));
        assert!(fits(&text, LONGEST_BACKUP));
        // A text that ends with a mark that stands for itself has ended.
        assert!(!fits(&format!("[\"\\\\\",{}", "[".repeat(DEEPEST)), LONGEST_BODY));
        // Depth is how deep, not how many.
        assert!(fits(&"[]".repeat(1_000), LONGEST_BODY));
    }
}
