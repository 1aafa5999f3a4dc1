//! A calm line above each screen with figures, once the evidence is overdue for review; on paper too.
//!
//! Uses: `content::review`, `present::about`. Used by: `ui::later`.

use std::sync::OnceLock;

use chrono::NaiveDate;
use leptos::prelude::*;

use super::el::el;
use crate::content::review;
use crate::platform::json;
use crate::present::about::is_overdue;
use crate::state::planner::Planner;

/// A screen, under that line when it is time for it.
pub fn under_review_age(screen: AnyView) -> AnyView {
    let planner = Planner::here();
    let today = untrack(|| planner.today());
    match reviewed().filter(|reviewed| is_overdue(*reviewed, today)) {
        Some(reviewed) => {
            let line = planner.say(|say| say.fill("review.overdue", &[("date", &say.day(reviewed))]));
            vec![el("div").class("notice aged").el(el("p").text(line)).view(), screen].into_any()
        }
        None => screen,
    }
}

/// The day in the evidence, read once.
fn reviewed() -> Option<NaiveDate> {
    static READ: OnceLock<Option<NaiveDate>> = OnceLock::new();
    *READ.get_or_init(|| review::evidence_as_of(json::parse))
}
