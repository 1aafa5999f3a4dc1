//! What is done once, when the later part of the program arrives: older records are brought up to date before a screen
//! reads them, other windows followed, snapshots made now and then, and the clinic's configuration read.
//!
//! Uses: `record::{clinic, schema_1}`, `state::{planner, snapshots}`. Used by: `ui::later`.

use super::planner::Planner;
use super::snapshots;
use crate::platform::{json, place};
use crate::record::clinic::{self, Problem};
use crate::record::schema_1::{bring_one, bring_up_to_date, is_there};

/// Begins to look after all that, for as long as the planner lives.
pub fn begin(planner: Planner) {
    let keeper = planner.keeper();
    keeper.with(|store| is_there(store.shelf()) && bring_up_to_date(store, json::parse));
    place::on_typing(&planner.page(), move || planner.set_typing(true));
    keeper.follow_windows(|store, key| bring_one(store, key, json::parse));
    snapshots::begin(keeper);
    if let Some(text) = planner.page().clinic() {
        meet_clinic(planner, &text);
    }
}

/// Reads what the clinic says about itself. Until then the page that embeds the planner does not show it.
fn meet_clinic(planner: Planner, text: &str) {
    let page = planner.page();
    let list = |problems: &[Problem]| {
        let lines: Vec<String> = problems.iter().map(|problem| [&problem.path, ": ", &problem.says].concat()).collect();
        lines.join("\n")
    };
    match planner.with(|_, evidence| clinic::read(text, json::parse, evidence)) {
        Ok((clinic, refused)) => {
            if !refused.is_empty() {
                page.complain(&list(&refused));
            }
            if let Some(accent) = &clinic.accent {
                page.accent(accent.as_str());
            }
            if let Some(accent) = &clinic.accent {
                page.accent(accent.as_str());
            }
            planner.set_clinic(clinic);
            page.tell("ready");
        }
        Err(problems) => page.refuse(&list(&problems)),
    }
}
