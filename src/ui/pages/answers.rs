//! Check your answers: one row a question, each with the way back to it.

use leptos::prelude::*;

use crate::present::questions::first_open;
use crate::present::route::Route;
use crate::present::summary;
use crate::state::planner::Planner;
use crate::ui::parts::heading::Heading;

/// The summary of all answers, before the plan.
#[component]
pub fn CheckAnswers() -> impl IntoView {
    let planner = Planner::here();
    let answers = planner.answers_now();
    let rows = planner.with(|say, evidence| summary::rows(&answers, evidence, say));
    let open = planner.with(|_, evidence| first_open(&answers, evidence));
    let rows = rows
        .into_iter()
        .map(|row| {
            let name = planner.with(|say, _| say.fill("answers.change_named", &[("what", &row.asked)]));
            let lines = row.answered.into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
            view! {
                <div class="answer">
                    <dt>{row.asked}</dt>
                    <dd>{lines}</dd>
                    <dd class="change"><a href=Route::Question(row.question).href() aria-label=name>{planner.text("answers.change")}</a></dd>
                </div>
            }
        })
        .collect_view();
    let forward = match open {
        None => view! { <a class="btn" href=Route::Plan.href()>{planner.text("answers.see_plan")}</a> }.into_any(),
        Some(question) => view! {
            <a class="btn" href=Route::Question(question).href()>{planner.text("answers.go_on")}</a>
            {answers.concern.map(|_| view! { <a class="btn ghost" href=Route::Plan.href()>{planner.text("answers.see_plan_now")}</a> })}
        }
        .into_any(),
    };
    view! {
        <div class="screen">
            <header class="lead">
                <Heading text=planner.text("answers.title")/>
                <p class="intro">{planner.text("answers.intro")}</p>
            </header>
            <section class="card"><dl class="answers">{rows}</dl></section>
            <p class="row">{forward}</p>
            <StartAgain/>
        </div>
    }
}

/// Clears everything, after asking once more.
#[component]
fn StartAgain() -> impl IntoView {
    let planner = Planner::here();
    let asked = RwSignal::new(false);
    let clear = move |_| {
        planner.start_again();
        planner.go(Route::Start);
    };
    move || {
        if asked.get() {
            view! {
                <div class="card" role="alert">
                    <p>{planner.text("answers.clear_sure")}</p>
                    <p class="row">
                        <button type="button" class="btn" on:click=clear>{planner.text("answers.clear_yes")}</button>
                        <button type="button" class="btn ghost" on:click=move |_| asked.set(false)>{planner.text("answers.clear_no")}</button>
                    </p>
                </div>
            }
            .into_any()
        } else {
            view! { <p><button type="button" class="link" on:click=move |_| asked.set(true)>{planner.text("answers.clear")}</button></p> }.into_any()
        }
    }
}
