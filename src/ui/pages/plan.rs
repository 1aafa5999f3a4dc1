//! Your plan: status first, one sentence with the range, then when, cost, the day to be ready for, and why.

use leptos::prelude::*;

use crate::domain::answers::Answers;
use crate::domain::checklist::Checklist;
use crate::domain::estimate::{Estimate, Plan};
use crate::domain::ids::ConcernId;
use crate::platform::page;
use crate::present::plan::{self, StatusBox};
use crate::present::questions::{Question, first_open};
use crate::present::route::Route;
use crate::present::timeline;
use crate::state::planner::Planner;
use crate::ui::parts::heading::Heading;
use crate::ui::parts::rich::Para;
use crate::ui::parts::sources::{BasisLabel, GradeChip};
use crate::ui::parts::status::{Reasons, StatusCard};
use crate::ui::pictures::timeline::Timeline;

/// The plan for the answers so far.
#[component]
pub fn PlanPage() -> impl IntoView {
    let planner = Planner::here();
    let answers = planner.answers_now();
    let Some((concern, estimate)) = answers.concern.zip(planner.estimate()) else {
        return view! { <NothingYet/> }.into_any();
    };
    let status = planner.with(|say, evidence| plan::status(&estimate, &answers, evidence, say));
    let subject = planner.with(|say, _| plan::subject(concern, answers.area, say));
    let body = match &estimate {
        Estimate::Plan(plan) => view! { <PlanBody plan=plan.clone() estimate=estimate.clone() answers=answers.clone() concern status subject/> }.into_any(),
        Estimate::NotNow(_) => view! { <NotNow concern status subject/> }.into_any(),
    };
    let open = planner.with(|_, evidence| first_open(&answers, evidence));
    let unfinished = open.map(|question| {
        view! {
            <p class="notice">
                {planner.text("plan.unfinished")} " "
                <a href=Route::Question(question).href()>{planner.text("answers.go_on")}</a>
            </p>
        }
    });
    view! { <div class="screen plan">{unfinished} {body}</div> }.into_any()
}

#[component]
fn NothingYet() -> impl IntoView {
    let planner = Planner::here();
    view! {
        <div class="screen">
            <Heading text=planner.text("plan.nothing_yet.title")/>
            <p class="intro">{planner.text("plan.nothing_yet.text")}</p>
            <p class="row"><a class="btn" href=Route::Question(Question::Concern).href()>{planner.text("plan.nothing_yet.begin")}</a></p>
        </div>
    }
}

#[component]
fn NotNow(concern: ConcernId, status: StatusBox, subject: String) -> impl IntoView {
    let planner = Planner::here();
    let title = status.title.clone();
    let id = concern.as_str();
    view! {
        <header class="lead">
            <p class="eyebrow">{planner.text("nav.plan")} " · " {subject}</p>
            <Heading text=title/>
        </header>
        <StatusCard status/>
        <Instead id/>
        <Ways/>
    }
}

/// Other choices and doing nothing, in the same size as the plan's own cards.
#[component]
fn Instead(id: &'static str) -> impl IntoView {
    let planner = Planner::here();
    let honest = format!("concern.{id}.honest_note");
    let honest = planner.with(|say, _| say.words.has(&honest)).then(|| view! { <Para id=honest/> });
    view! {
        <section class="card prose">
            <h2>{planner.text("plan.instead")}</h2>
            {honest}
            <Para id=format!("concern.{id}.instead")/>
            <Para id="learn.nothing"/>
        </section>
    }
}

#[component]
fn PlanBody(
    plan: Plan,
    estimate: Estimate,
    answers: Answers,
    concern: ConcernId,
    status: StatusBox,
    subject: String,
) -> impl IntoView {
    let planner = Planner::here();
    let id = concern.as_str();
    let today = planner.today();
    let if_agrees = status.tone != plan::Tone::Ok;
    let (figures, cost, event, notes, depth, schedule, rows, picture, caption, maintenance) =
        planner.with(|say, evidence| {
            let row = evidence.concern(concern);
            let rows = timeline::rows(&plan, evidence, today, say);
            let picture = timeline::picture(&plan, &rows, evidence, say);
            let figures = plan::figures(&plan, row, answers.severity, say);
            let caption = say.fill(
                "timeline.caption",
                &[
                    ("sessions", &say.sessions_range(plan.sessions.low, plan.sessions.high)),
                    ("likely", &say.number(plan.sessions.likely)),
                    ("first", &say.day(plan.earliest_start)),
                    ("low", &say.month(plan.result_dates().low)),
                    ("high", &say.month(plan.result_dates().high)),
                ],
            );
            let maintenance = format!("concern.{id}.maintenance");
            (
                figures,
                plan::cost(&plan, &answers, say),
                plan::event(&plan, say),
                plan::notes(&estimate, say),
                plan::depth(row, answers.area, say),
                plan::schedule(&plan, say),
                rows,
                picture,
                caption,
                say.words.has(&maintenance).then_some(maintenance),
            )
        });
    let agrees = move || if_agrees.then(|| view! { <p class="until">{planner.text("plan.if_agrees")}</p> });
    let cost_fact = cost
        .clone()
        .map(|cost| view! { <div><b>{cost.range}</b> <small>{planner.text("plan.cost.fact")}</small></div> });
    let sessions = schedule
        .into_iter()
        .map(|row| {
            let name = planner.with(|say, _| {
                let id = if row.if_needed { "timeline.session_if_needed" } else { "timeline.session" };
                say.fill(id, &[("n", &say.number(row.number))])
            });
            let before = Route::Checklist(Checklist::Preparation, row.number).href();
            let after = Route::Checklist(Checklist::Aftercare, row.number).href();
            let label = move |id: &str, name: &str| format!("{}: {name}", planner.text(id));
            view! {
                <li class:maybe=row.if_needed>
                    <b>{name.clone()}</b>
                    <span>{row.when}</span>
                    <span class="links">
                        <a href=before aria-label=label("plan.before", &name)>{planner.text("plan.before")}</a>
                        <a href=after aria-label=label("plan.after", &name)>{planner.text("plan.after")}</a>
                    </span>
                </li>
            }
        })
        .collect_view();
    view! {
        <header class="lead">
            <p class="eyebrow">{planner.text("nav.plan")} " · " {subject}</p>
            <Heading text=figures.headline.clone()/>
        </header>
        <StatusCard status/>
        <section class="card">
            <h2 class="visually-hidden">{planner.text("plan.range_title")}</h2>
            <p class="range">
                <span class="n">
                    {figures.low.clone()}
                    {(figures.low != figures.high).then(|| view! { <i>"–"</i> {figures.high.clone()} })}
                </span>
                <span>{figures.likely} <br/> {figures.apart}</span>
            </p>
            <p><BasisLabel basis=figures.basis/></p>
            <GradeChip concern grade=figures.grade steps=figures.grade_steps/>
            {agrees}
            <div class="facts">
                <div><b>{figures.first_change}</b> <small>{planner.text("plan.first_change")}</small></div>
                <div><b>{figures.result_likely}</b> <small>{planner.text("plan.result_likely")} " " {figures.result_range}</small></div>
                {cost_fact}
            </div>
            <Para id="plan.honest"/>
        </section>
        <section class="card">
            <h2>{planner.text("timeline.title")}</h2>
            {agrees}
            <Timeline rows picture caption/>
        </section>
        {event.map(|event| view! {
            <section class="card prose">
                <h2>{event.title}</h2>
                {agrees}
                <p><b>{event.verdict}</b> " " {event.fits}</p>
                <ul class="plain">{event.latest.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            </section>
        })}
        <section class="card">
            <h2>{planner.text("plan.schedule")}</h2>
            {agrees}
            <ol class="schedule">{sessions}</ol>
        </section>
        <section class="card prose">
            <h2>{planner.text("plan.cost.title")}</h2>
            {match cost {
                Some(cost) => view! { <p><b>{cost.range}</b></p> <p>{cost.likely}</p> }.into_any(),
                None => view! { <p>{planner.text("plan.cost.none")} " " <a href=Route::Question(Question::Price).href()>{planner.text("plan.cost.add")}</a></p> }.into_any(),
            }}
            {maintenance.map(|id| view! { <h3>{planner.text("plan.maintenance")}</h3> <Para id/> })}
        </section>
        <section class="card prose">
            <h2>{planner.text("plan.changed")}</h2>
            {if notes.is_empty() {
                view! { <p>{planner.text("plan.changed_nothing")}</p> }.into_any()
            } else {
                view! { <Reasons reasons=notes/> }.into_any()
            }}
            <h3>{planner.text("plan.never")}</h3>
            <Para id="plan.never_changes"/>
        </section>
        <section class="card prose">
            <h2>{planner.text("plan.how")}</h2>
            <Para id=format!("concern.{id}.about")/>
            <Para id=format!("concern.{id}.how")/>
            {depth.map(|depth| view! { <p>{depth}</p> })}
            <h3>{planner.text("plan.cleared")}</h3>
            <Para id=format!("concern.{id}.cleared")/>
            <h3>{planner.text("plan.evidence")}</h3>
            <Para id=format!("concern.{id}.grade_why")/>
            <p><a href=Route::Sources(concern).href()>{planner.text("plan.see_studies")}</a></p>
        </section>
        <Instead id/>
        <Ways/>
    }
}

/// Where a person can go from a plan.
#[component]
fn Ways() -> impl IntoView {
    let planner = Planner::here();
    view! {
        <p class="row ways">
            <button type="button" class="btn" on:click=move |_| page::print()>{planner.text("plan.print")}</button>
            <a class="btn ghost" href=Route::Checklist(Checklist::Questions, 0).href()>{planner.text("checklist.questions.title")}</a>
            <a class="btn ghost" href=Route::Answers.href()>{planner.text("plan.change_answers")}</a>
        </p>
    }
}
