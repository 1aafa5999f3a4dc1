//! The first screen: what this is, the first question, and the four steps. Prerendered, so it is read before the app
//! runs and without scripting.

use leptos::html;
use leptos::prelude::*;

use crate::present::forms::FieldError;
use crate::present::route::{Route, Step};
use crate::state::planner::Planner;
use crate::ui::parts::concern_choice::ConcernChoices;
use crate::ui::parts::fields::{ErrorSummary, Errors, FieldMessage, show_errors};
use crate::ui::parts::frame::next_step;
use crate::ui::parts::heading::Heading;
use crate::ui::parts::rich::{Para, Rich};

/// The start page.
#[component]
pub fn Start() -> impl IntoView {
    let planner = Planner::here();
    let steps = Step::ALL
        .iter()
        .map(|step| {
            let id = step.as_str();
            view! {
                <li class="card step">
                    <h3><a href=Route::Learn(*step).href()>{planner.text(&format!("step.{id}.title"))}</a></h3>
                    <p><Rich id=format!("step.{id}.summary")/></p>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="screen">
            <header class="lead">
                <Heading text=planner.text("start.title")/>
                <p class="intro">{planner.text("start.intro")}</p>
            </header>
            <Resume/>
            <FirstQuestion/>
            <section class="stack">
                <h2>{planner.text("start.steps_title")}</h2>
                <ol class="steps-list">{steps}</ol>
            </section>
            <section class="card prose">
                <h2>{planner.text("learn.title")}</h2>
                <Para id="learn.what"/>
                <Para id="learn.what_more"/>
                <Para id="learn.gradual"/>
                <Para id="learn.honest"/>
                <Para id="learn.nothing"/>
                <p class="row">
                    <a href=Route::Uses.href()>{planner.text("uses.title")}</a>
                    <a href=Route::Healing.href()>{planner.text("healing.title")}</a>
                </p>
            </section>
        </div>
    }
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
        <form class="card" novalidate node_ref=form on:submit=submit>
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
