//! How skin heals: the phases with their days, the signs to expect, and the first ten days.

use leptos::prelude::AnyView;

use crate::present::evidence::Topic;
use crate::present::origin::Origin;
use crate::present::route::Route;
use crate::state::planner::Planner;
use crate::ui::pages::learn::{Each, red_flags};
use crate::ui::parts::el::{El, el, link};
use crate::ui::parts::frame::to_read;
use crate::ui::parts::rich::para;

/// The phases of healing.
pub fn healing() -> AnyView {
    let planner = Planner::here();
    let (phases, days, signs) = planner.with(|say, evidence| {
        let phases = el("ol").class("numbered").all(evidence.phases.iter().map(|phase| {
            let id = &phase.id;
            let mut row = el("li").el(el("b").say(&format!("phase.{id}.name")));
            if let Some((from, to)) = phase.from_days.zip(phase.to_days) {
                row = until(row, say.fill("healing.days", &[("range", &say.range(from, to))]));
            }
            let text = el("p").rich(&format!("phase.{id}.text"));
            let origin = Origin::row(Topic::Phases, id);
            row.el(text.source(origin, say.text(&format!("phase.{id}.name")))).basis(&phase.backing.basis)
        }));
        let days = el("ul").class("plain").all(evidence.healing.days.iter().map(|day| {
            let name = say.fill("healing.day", &[("n", &say.number(day.day))]);
            let origin = Origin::row(Topic::Healing, &format!("day-{}", day.day));
            el("li").el(el("b").text(&name)).el(el("p").rich(&format!("day.{}", day.day)).source(origin, name))
        }));
        let signs = el("ul").class("plain").all(evidence.healing.signs.iter().map(|sign| {
            let id = &sign.id;
            let row = el("li").el(el("b").say(&format!("sign.{id}.name")));
            until(row, say.count("healing.gone_by", sign.max_expected_days.into()))
                .el(el("p")
                    .rich(&format!("sign.{id}.look"))
                    .source(Origin::row(Topic::Healing, &format!("sign-{id}")), say.text(&format!("sign.{id}.name"))))
                .basis(&sign.backing.basis)
        }));
        (phases, days, signs)
    });
    to_read("healing.title", "healing.intro")
        .el(el("section")
            .class("card prose")
            .el(el("h2").say("healing.phases_title"))
            .el(phases)
            .el(el("p").class("row links").el(link(Route::Skin).say("skin.after_title"))))
        .el(el("section")
            .class("card prose")
            .el(el("h2").say("healing.days_title"))
            .el(days)
            .el(el("p").class("soft").say("healing.days_basis"))
            .el(para("healing.note")))
        .el(el("section").class("card prose").el(el("h2").say("healing.signs_title")).el(signs))
        .el(red_flags(Each::Source))
        .view()
}

/// Adds the days beside a name.
fn until(row: El, days: String) -> El {
    row.text(" ").el(el("span").class("until").text(days))
}
