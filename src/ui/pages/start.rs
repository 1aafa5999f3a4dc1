//! The first screen: what this is, the first question, and the four steps. Prerendered, so it is read before the app
//! runs and without scripting.

use leptos::html;
use leptos::prelude::*;

use crate::domain::ids::ConcernId;
use crate::present::evidence::Topic;
use crate::present::forms::FieldError;
use crate::present::route::{Check, Route, Step};
use crate::state::planner::Planner;
use crate::ui::parts::concern_choice::{concern_asked, is_chosen};
use crate::ui::parts::el::{El, el, link};
use crate::ui::parts::fields::{Errors, checked_form, show_errors};
use crate::ui::parts::heading::heading;
use crate::ui::parts::rich::para;

/// The start page.
pub fn start() -> AnyView {
    let planner = Planner::here();
    let steps = Step::ALL.iter().map(|step| {
        let id = step.as_str();
        el("li")
            .class("card step")
            .el(el("h3").el(link(Route::Learn(*step)).say(&format!("step.{id}.title"))))
            .el(el("p").rich(&format!("step.{id}.summary")))
    });
    let of_row =
        |id: &str, (topic, row): (Topic, &str), way: &str| para(id).text(" ").el(link(Route::row(topic, row)).say(way));
    let had = (Topic::Concern(ConcernId::AcneScars), "study-alsterli2020");
    el("div")
        .class("screen")
        .el(el("header")
            .class("lead")
            .put(heading(planner.text("start.title")))
            .el(el("p").class("intro").say("start.intro")))
        .el(resume())
        .put(first_question())
        .el(el("section").class("card").el(el("h2").say("start.after_title")).el(el("p")
            .class("row")
            .el(link(Route::Normal(Check::Emergency)).class("btn ghost").say("start.check"))
            .el(link(Route::Today).class("btn ghost").say("start.today"))))
        .el(el("section")
            .class("stack")
            .el(el("h2").say("start.steps_title"))
            .el(el("ol").class("steps-list").all(steps)))
        .el(el("section")
            .class("card prose")
            .el(el("h2").say("learn.title"))
            .el(para("learn.what"))
            .el(of_row("learn.what_more", (Topic::Fda, "authorised"), "learn.what_more.source"))
            .el(of_row("learn.gradual", (Topic::Conflicts, "when_benefit_shows"), "learn.gradual.source"))
            .el(of_row("learn.honest", had, "learn.honest.source"))
            .el(para("learn.nothing"))
            .el(el("p")
                .class("row links")
                .el(link(Route::Uses).say("uses.title"))
                .el(link(Route::Healing).say("healing.title"))
                .el(link(Route::Skin).say("skin.title"))
                .el(link(Route::Evidence(None)).say("nav.evidence"))))
        .view()
}

/// One line that is there for everyone, so that a returning visitor's link appears without moving anything.
fn resume() -> El {
    let planner = Planner::here();
    let line = el("p").class("resume");
    if planner.answers_now().concern.is_some() {
        line.el(link(Route::Next).class("btn small").say("start.continue"))
    } else {
        line.el(el("span").say("start.private"))
    }
}

fn first_question() -> AnyView {
    let planner = Planner::here();
    let form = NodeRef::<html::Form>::new();
    let errors: Errors = RwSignal::new(Vec::new());
    let submit = Callback::new(move |()| {
        if is_chosen(planner) {
            planner.go(Route::Next);
        } else {
            show_errors(errors, form, vec![("concern".to_owned(), FieldError::ChooseOne)]);
        }
    });
    let fieldset = el("fieldset")
        .class("choice")
        .el(el("legend").el(el("h2").say("question.concern.title")))
        .el(el("p").class("soft").say("question.concern.why"))
        .put(concern_asked(errors));
    let below = vec![
        el("noscript").el(el("p").class("notice").say("start.no_script")).view(),
        el("p").class("notice load-problem").attr("hidden", "").say("start.load_problem").view(),
    ];
    checked_form("card", form, errors, submit, fieldset, below, "form.continue")
}
