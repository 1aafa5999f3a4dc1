//! Check your answers: one row a question, each with the way back to it.

use leptos::prelude::*;

use crate::present::questions::first_open;
use crate::present::route::Route;
use crate::present::summary;
use crate::state::planner::Planner;
use crate::state::saved_data::erase_all;
use crate::state::saving::Notice;
use crate::ui::parts::ask_twice::ask_twice;
use crate::ui::parts::el::{el, link};
use crate::ui::parts::heading::heading;

/// The summary of all answers, before the plan.
pub fn check_answers() -> AnyView {
    let planner = Planner::here();
    let answers = planner.answers_now();
    let rows = planner.with(|say, evidence| summary::rows(&answers, evidence, say));
    let open = planner.with(|_, evidence| first_open(&answers, evidence));
    let rows = rows.into_iter().map(|row| {
        let name = planner.with(|say, _| say.fill("answers.change_named", &[("what", &row.asked)]));
        let change = link(Route::Question(row.question)).attr("aria-label", name).say("answers.change");
        el("div")
            .class("answer")
            .el(el("dt").text(row.asked))
            .el(el("dd").all(row.answered.into_iter().map(|line| el("p").text(line))))
            .el(el("dd").class("change").el(change))
    });
    let forward = el("p").class("row");
    let forward = match open {
        None => forward.el(link(Route::Plan).class("btn").say("answers.see_plan")),
        Some(question) => forward
            .el(link(Route::Question(question)).class("btn").say("answers.go_on"))
            .maybe(answers.concern.map(|_| link(Route::Plan).class("btn ghost").say("answers.see_plan_now"))),
    };
    el("div")
        .class("screen")
        .el(el("header")
            .class("lead")
            .put(heading(planner.text("answers.title")))
            .el(el("p").class("intro").say("answers.intro")))
        .el(el("section").class("card").el(el("dl").class("answers").all(rows)))
        .el(forward)
        .put(start_again())
        .view()
}

/// Clears everything, after asking once more.
fn start_again() -> AnyView {
    let planner = Planner::here();
    let clear = Callback::new(move |()| erase_all(planner, Notice::Erased));
    ask_twice(["answers.clear", "answers.clear_sure", "answers.clear_yes", "answers.clear_no"], clear)
}
