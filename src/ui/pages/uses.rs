//! What needling is used for, and how good the evidence is for each use.

use leptos::prelude::AnyView;

use crate::domain::ids::{ConcernId, Grade};
use crate::present::route::Route;
use crate::state::planner::Planner;
use crate::ui::parts::el::{el, link};
use crate::ui::parts::frame::to_read;
use crate::ui::parts::rich::para;
use crate::ui::parts::sources::grade_chip;

/// The uses with their evidence grade.
pub fn uses() -> AnyView {
    let planner = Planner::here();
    let grades = Grade::ALL.iter().rev().map(|grade| {
        let id = format!("grade.{}", grade.as_str());
        el("li").el(el("b").say(&id)).el(el("p").say(&format!("{id}.meaning")))
    });
    let rows = ConcernId::ALL.iter().map(|concern| {
        let text_id = |part: &str| format!("concern.{}.{part}", concern.as_str());
        let chip = planner.with(|say, evidence| {
            let row = evidence.concern(*concern);
            row.protocol()?;
            let grade = say.text(&format!("grade.{}", Grade::from_score(row.score).as_str()));
            Some(grade_chip(*concern, grade, row.score))
        });
        el("section")
            .class("card prose")
            .el(el("h2").say(&text_id("name")))
            .el(para(&text_id("about")))
            .maybe(chip)
            .el(para(&text_id("grade_why")))
            .el(el("p").class("soft").rich(&text_id("cleared")))
    });
    to_read("uses.title", "uses.intro")
        .el(el("section")
            .class("card prose")
            .el(el("h2").say("uses.grades_title"))
            .el(el("ul").class("plain").all(grades)))
        .all(rows)
        .el(el("p").class("row links").el(link(Route::ForClinics).say("clinics.link")))
        .view()
}
