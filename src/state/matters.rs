//! What matters to the person, as it is kept: one small record of its own.
//!
//! Uses: `domain::matters`, `record::matters`, `state::planner`. Used by: `ui`, never by its first screens.

use super::planner::Planner;
use crate::domain::answers::Answer;
use crate::domain::matters::Order;
use crate::record::keys::MATTERS;
use crate::record::matters::{read, write};

/// What was kept.
pub fn kept(planner: Planner) -> Answer<Order> {
    planner.keeper().read(MATTERS, read).unwrap_or(Answer::Unanswered)
}

/// Keeps another order.
pub fn keep(planner: Planner, order: &Answer<Order>) {
    let before = kept(planner);
    planner.keeper().change(MATTERS, &write(&before), &write(order));
}

/// Calls `hear` with what is kept each time another window changed it, or everything was erased, for as long as the
/// view that asks is there.
pub fn listen(planner: Planner, hear: impl Fn(Answer<Order>) + Send + Sync + 'static) {
    planner.keeper().listen(move |key| {
        if key.is_none_or(|key| key == MATTERS) {
            hear(kept(planner));
        }
    });
}
