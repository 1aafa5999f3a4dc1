//! Ticks as they are kept: one record for each list, and for each session of a list that every session has.
//!
//! Uses: `domain`, `content::json`, `record::envelope`. Used by: `state`, `record::backup`.

use super::envelope::{Fields, together};
use super::limits::by_id;
use crate::content::json::{self, Node, Reason};
use crate::domain::checklist::{Checklist, Tick};
use crate::domain::sorted::SortedSet;

/// The ticks of one list and session as fields of their record: each ticked row by its id.
pub fn write_ticks(ticks: &SortedSet<Tick>, list: Checklist, session: u16) -> Fields {
    let ticked = ticks.iter().filter(|tick| tick.list == list && tick.session == session);
    together(ticked.map(|tick| (tick.row.clone(), true.into())))
}

/// Reads the ticked rows of a list.
///
/// # Errors
/// The first thing that is not as it should be.
pub fn read_ticks(fields: &Fields) -> Result<Vec<String>, Reason> {
    json::read(&fields.clone().into(), rows)
}

fn rows(node: Node<'_>) -> Vec<String> {
    let ticked = |node: Node<'_>| {
        if !node.flag() {
            node.refuse("not a tick");
        }
    };
    by_id(node, ticked).into_iter().map(|(row, ())| row).collect()
}
