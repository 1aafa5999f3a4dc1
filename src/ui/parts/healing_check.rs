//! What stands on more than one page of "Is this normal?".
//!
//! Uses: `ui::parts::{el, sources}`. Used by: `ui::pages`.

use super::el::{El, el};
use crate::present::evidence::Topic;
use crate::present::origin::Origin;
use crate::state::planner::Planner;

/// The line about contact with blood, which stands on each page and is never ticked. Where an emergency is asked about or
/// told of, nothing leads away from it.
pub fn blood_contact(is_emergency: bool) -> El {
    let title = Planner::here().text("normal.blood");
    let origin = (!is_emergency).then(|| Origin::row(Topic::Healing, "flag-blood_contact"));
    let line = el("p").rich("red_flag.blood_contact").maybe_source(origin, &title);
    el("section").class("card blood").el(el("h2").text(&title)).el(line)
}

/// The lines for those who treat themselves.
pub fn at_home() -> El {
    el("p").class("status ask").say("normal.home")
}
