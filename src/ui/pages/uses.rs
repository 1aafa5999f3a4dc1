//! What needling is used for, and how good the evidence is for each use.

use leptos::prelude::AnyView;

use crate::domain::ids::{ConcernId, Grade};
use crate::present::evidence::Topic;
use crate::present::origin::Origin;
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
        let topic = Topic::Concern(*concern);
        let name = planner.text(&text_id("name"));
        // Where there is a grade, its chip leads to all of the concern.
        let about = para(&text_id("about")).maybe_source(chip.is_none().then_some(Origin::of(topic)), &name);
        let of = |what: &str| {
            planner.say(|say| say.fill("source.of_concern", &[("what", &say.text(what)), ("concern", &name)]))
        };
        el("section")
            .class("card prose")
            .el(el("h2").text(&name))
            .el(about)
            .maybe(chip)
            .el(para(&text_id("grade_why")).source(Origin::row(topic, "grade"), of("plan.evidence")))
            .el(el("p")
                .class("soft")
                .rich(&text_id("cleared"))
                .source(Origin::row(topic, "cleared"), of("plan.cleared")))
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
