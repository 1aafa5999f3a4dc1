//! The status box: what stands in the way, why, and where to change the answer behind it.

use super::el::{El, el, link};
use super::rich::para;
use crate::present::plan::{Reason, StatusBox, Tone};
use crate::present::questions::Question;
use crate::present::route::Route;
use crate::state::planner::Planner;

/// The status of a plan. Its meaning is in its words; colour only repeats it.
pub fn status_card(status: StatusBox) -> El {
    let class = match status.tone {
        Tone::Ok => "status ok",
        Tone::Ask => "status ask",
        Tone::Wait => "status wait",
        Tone::No => "status no",
    };
    let mut card = el("section").class(class).el(el("h2").text(status.title)).el(el("p").text(status.lead));
    for group in status.groups {
        card = card.maybe(group.heading.map(|heading| el("h3").text(heading))).el(reasons(group.reasons));
    }
    card
}

/// What stands behind a reason, with the way to what it rests on.
pub fn backed(reason: &Reason) -> El {
    para(&reason.text_id).maybe_source(reason.origin, &reason.title)
}

/// The way to the question behind something.
pub fn change_link(question: Question, of: &str) -> El {
    let name = Planner::here().say(|say| say.fill("answers.change_named", &[("what", of)]));
    link(Route::Question(question)).class("change").attr("aria-label", name).say("answers.change")
}

/// Reasons as a list, each with the way to the answer behind it.
pub fn reasons(reasons: Vec<Reason>) -> El {
    el("ul").class("reasons").all(reasons.into_iter().map(|reason| {
        let change = reason.change.map(|question| change_link(question, &reason.title));
        el("li")
            .el(el("b").text(&reason.title))
            .maybe(reason.until.as_ref().map(|until| el("p").class("until").text(until)))
            .el(backed(&reason))
            .maybe(change)
    }))
}
