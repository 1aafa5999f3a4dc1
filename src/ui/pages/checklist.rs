//! The checklists: preparation, session day, aftercare and questions, with ticks kept for each session.

use leptos::prelude::*;

use crate::domain::checklist::Checklist;
use crate::present::checklist::{Setting, sections};
use crate::present::plan::{Tone, status};
use crate::present::route::Route;
use crate::state::planner::Planner;
use crate::ui::pages::learn::RedFlagLists;
use crate::ui::parts::checklist_rows::TickSections;
use crate::ui::parts::heading::Heading;

/// One checklist of one session.
#[component]
pub fn ChecklistPage(list: Checklist, session: u16) -> impl IntoView {
    let planner = Planner::here();
    let id = list.as_str();
    let answers = planner.answers_now();
    let estimate = planner.estimate();
    let plan = estimate.as_ref().and_then(|estimate| estimate.plan());
    // A session beyond the plan's highest count has no date: none is made up.
    let planned = plan.filter(|plan| session <= plan.sessions.high);
    let day = planned.and_then(|plan| plan.dates_for(session).last().copied());
    let count = plan.map_or(session.max(1), |plan| plan.sessions.high);
    let setting = Setting { concern: answers.concern, session, day, interval: plan.map(|plan| plan.interval.used) };
    let if_agrees = estimate.as_ref().is_some_and(|estimate| {
        planner.with(|say, evidence| status(estimate, &answers, evidence, say).tone != Tone::Ok)
    });
    let rows = planner.with(|say, evidence| sections(list, setting, evidence, say));
    let tabs = Checklist::ALL
        .iter()
        .map(|other| {
            let route = Route::Checklist(*other, if other.is_per_session() { session.max(1) } else { 0 });
            let current = (*other == list).then_some("page");
            view! { <a href=route.href() aria-current=current>{planner.text(&format!("checklist.{}.title", other.as_str()))}</a> }
        })
        .collect_view();
    let sessions = list.is_per_session().then(|| {
        let links = (1..=count)
            .map(|number| {
                let name = planner.with(|say, _| say.fill("timeline.session", &[("n", &say.number(number))]));
                let current = (number == session).then_some("page");
                view! { <a href=Route::Checklist(list, number).href() aria-current=current>{name}</a> }
            })
            .collect_view();
        view! { <nav class="tabs small" aria-label=planner.text("checklist.sessions")>{links}</nav> }
    });
    let when = list.is_per_session().then(|| {
        let id = if day.is_some() { "checklist.planned" } else { "checklist.no_date" };
        let text = planner.with(|say, _| {
            let date = day.map(|day| say.day(day)).unwrap_or_default();
            say.fill(id, &[("n", &say.number(session)), ("date", &date)])
        });
        let agrees = (if_agrees && day.is_some()).then(|| view! { <b>{planner.text("plan.if_agrees")}</b> " " });
        view! { <p class="soft">{agrees} {text}</p> }
    });
    view! {
        <div class="screen">
            <header class="lead">
                <Heading text=planner.text(&format!("checklist.{id}.title"))/>
                <p class="intro">{planner.text(&format!("checklist.{id}.intro"))}</p>
            </header>
            <nav class="tabs" aria-label=planner.text("nav.lists")>{tabs}</nav>
            {sessions}
            {when}
            {(list == Checklist::Aftercare).then(|| view! {
                <details class="status no">
                    <summary>{planner.text("red_flag.title")}</summary>
                    <RedFlagLists/>
                </details>
            })}
            <TickSections list session sections=rows/>
            {(list != Checklist::Questions).then(|| view! { <p class="soft">{planner.text("checklist.medicines_note")}</p> })}
        </div>
    }
}
