//! What is done once, when the later part of the program arrives: older records are brought up to date before a screen
//! reads them, other windows followed, snapshots made now and then, newer versions noticed, what is folded laid out, the evidence
//! and the clinic's configuration read.
//!
//! Uses: `content`, `record::{clinic, schema_1}`, `state::{offline, planner, snapshots}`. Used by: `ui::later`.

use super::language;
use super::offline::Version;
use super::planner::Planner;
use super::snapshots;
use crate::content::evidence;
use crate::content::words::Words;
use crate::platform::{folds, json, place};
use crate::record::clinic::{self, Problem};
use crate::record::schema_1::{bring_one, bring_up_to_date, is_there};

/// Takes in what came along, the texts of the evidence and of a words pack, and begins to look after all that for as
/// long as the planner lives. `false` when one of them cannot be used; nothing has begun then.
pub fn begin(planner: Planner, known: &str, words: &str) -> bool {
    let known = json::parse(known).ok().and_then(|known| evidence::core_from(&known).ok());
    let Some((known, words)) = known.zip(Words::from_pack(words, json::parse).ok()) else { return false };
    planner.know(known);
    planner.add_words(words);
    // Older records become readable before any screen reads them.
    let keeper = planner.keeper();
    keeper.with(|store| is_there(store.shelf()) && bring_up_to_date(store, json::parse));
    place::on_typing(&planner.page(), move || planner.set_typing(true));
    keeper.follow_windows(|store, key| bring_one(store, key, json::parse));
    snapshots::begin(keeper);
    language::follow(planner);
    language::speak(planner);
    Version::begin(planner);
    folds::lay_out_early(&planner.page());
    if let Some(text) = planner.page().clinic() {
        meet_clinic(planner, &text);
    }
    true
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
            planner.set_clinic(clinic);
            page.tell("ready");
        }
        Err(problems) => page.refuse(&list(&problems)),
    }
}
