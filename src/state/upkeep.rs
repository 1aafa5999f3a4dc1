//! Looking after what is kept: other windows are followed, older records brought up to date before a screen reads them,
//! and snapshots made now and then.
//!
//! Uses: `record::schema_1`, `state::{planner, snapshots}`. Used by: `ui::later`, once, when that part of the program arrives.

use super::planner::Planner;
use super::snapshots;
use crate::platform::{json, place};
use crate::record::schema_1::{bring_one, bring_up_to_date, is_there};

/// Begins to look after what is kept, for as long as the planner lives.
pub fn begin(planner: Planner) {
    let keeper = planner.keeper();
    keeper.with(|store| is_there(store.shelf()) && bring_up_to_date(store, json::parse));
    place::on_typing(move || planner.set_typing(true));
    keeper.follow_windows(|store, key| bring_one(store, key, json::parse));
    snapshots::begin(keeper);
}
