//! The first screen: what this is, the first question, and the four steps. Prerendered, so it is read before the app
//! runs and without scripting.

use leptos::html;
use leptos::prelude::*;

use crate::present::forms::FieldError;
use crate::present::route::{Route, Step};
use crate::state::planner::Planner;
use crate::ui::parts::concern_choice::ConcernChoices;
use crate::ui::parts::el::{el, link};
use crate::ui::parts::fields::{ErrorSummary, Errors, FieldMessage, show_errors};
use crate::ui::parts::frame::next_step;
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
    el("div")
        .class("screen")
        .el(el("header")
            .class("lead")
            .put(heading(planner.text("start.title")))
            .el(el("p").class("intro").say("start.intro")))
        .put(view! { <Resume/> }.into_any())
        .put(view! { <FirstQuestion/> }.into_any())
        .el(el("section")
            .class("stack")
            .el(el("h2").say("start.steps_title"))
            .el(el("ol").class("steps-list").all(steps)))
        .el(el("section")
            .class("card prose")
            .el(el("h2").say("learn.title"))
            .el(para("learn.what"))
            .el(para("learn.what_more"))
            .el(para("learn.gradual"))
            .el(para("learn.honest"))
            .el(para("learn.nothing"))
            .el(el("p")
                .class("row")
                .el(link(Route::Uses).say("uses.title"))
                .el(link(Route::Healing).say("healing.title"))))
        .view()
}

/// One line that is there for everyone, so that a returning visitor's link appears without moving anything.
#[component]
fn Resume() -> impl IntoView {
    let planner = Planner::here();
    let begun = planner.answers_now().concern.is_some();
    view! {
        <p class="resume">
            {if begun {
                view! { <a class="btn small" href=next_step(planner).href()>{planner.text("start.continue")}</a> }.into_any()
            } else {
                view! { <span>{planner.text("start.private")}</span> }.into_any()
            }}
        </p>
    }
}

#[component]
fn FirstQuestion() -> impl IntoView {
    let planner = Planner::here();
    let form = NodeRef::<html::Form>::new();
    let errors: Errors = RwSignal::new(Vec::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if planner.answers_now().concern.is_none() {
            show_errors(errors, form, vec![("concern".to_owned(), FieldError::ChooseOne)]);
        } else {
            planner.go(next_step(planner));
        }
    };
    view! {
        <form class="card" method="dialog" novalidate node_ref=form on:submit=submit>
            <ErrorSummary errors form/>
            <fieldset class="choice">
                <legend><h2>{planner.text("question.concern.title")}</h2></legend>
                <p class="soft">{planner.text("question.concern.why")}</p>
                <FieldMessage field="concern" errors/>
                <div class="options" data-field="concern" tabindex="-1"><ConcernChoices/></div>
            </fieldset>
            <noscript><p class="notice">{planner.text("start.no_script")}</p></noscript>
            <p class="notice load-problem" hidden>{planner.text("start.load_problem")}</p>
            <div class="row"><button class="btn" type="submit">{planner.text("form.continue")}</button></div>
        </form>
    }
}
