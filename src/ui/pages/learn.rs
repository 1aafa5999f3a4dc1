//! One of the four steps: what happens, how long, how it feels, what to ask, and its checklist. Prerendered.

use leptos::prelude::*;

use crate::present::checklist::{Setting, sections};
use crate::present::route::{Route, Step};
use crate::state::planner::Planner;
use crate::ui::parts::heading::Heading;
use crate::ui::parts::rich::{Para, Rich};
use crate::ui::parts::sources::BasisLabel;

/// A step of the walk-through.
#[component]
pub fn Learn(step: Step) -> impl IntoView {
    let planner = Planner::here();
    let id = step.as_str();
    let progress = planner.with(|say, _| {
        say.fill(
            "learn.progress",
            &[("n", &say.number(step.number() as u64)), ("of", &say.number(Step::ALL.len() as u64))],
        )
    });
    let bar = Step::ALL.iter().map(|other| view! { <i class:on=*other <= step></i> }).collect_view();
    let time = planner.with(|say, evidence| {
        let total = evidence.session.total_minutes.range();
        let (low, high) = (say.number(total.low), say.number(total.high));
        say.fill(&format!("step.{id}.time"), &[("low", &low), ("high", &high)])
    });
    let list = step.checklist();
    let lines =
        planner.with(|say, evidence| sections(list, Setting { session: 1, ..Setting::default() }, evidence, say));
    let lists = lines
        .into_iter()
        .map(|section| {
            let rows = section.rows.into_iter().map(|row| view! { <li><Rich id=row.text_id/></li> }).collect_view();
            view! { <h3>{section.title}</h3> <ul class="plain">{rows}</ul> }
        })
        .collect_view();
    let list_route = Route::Checklist(list, u16::from(list.is_per_session()));
    let forward = match step.next() {
        Some(next) => (Route::Learn(next), planner.text(&format!("step.{}.title", next.as_str()))),
        None => (Route::Healing, planner.text("healing.title")),
    };
    let back = step.previous().map_or((Route::Start, planner.text("nav.learn")), |previous| {
        (Route::Learn(previous), planner.text(&format!("step.{}.title", previous.as_str())))
    });
    view! {
        <article class="screen">
            <p class="top-row"><a href=back.0.href()>"← " {back.1}</a> <span>{progress}</span></p>
            <div class="steps" aria-hidden="true">{bar}</div>
            <header class="lead">
                <Heading text=planner.text(&format!("step.{id}.title"))/>
                <p class="intro"><Rich id=format!("step.{id}.summary")/></p>
            </header>
            <section class="card prose">
                <h2>{planner.text("learn.happens")}</h2>
                <Para id=format!("step.{id}.happens")/>
                <Para id=format!("step.{id}.happens_more")/>
            </section>
            {(step == Step::Session).then(|| view! { <SessionParts/> })}
            <section class="card prose">
                <h2>{planner.text("learn.time")}</h2>
                <p>{time}</p>
                <h2>{planner.text("learn.feel")}</h2>
                <Para id=format!("step.{id}.feel")/>
                <h2>{planner.text("learn.ask")}</h2>
                <Para id=format!("step.{id}.ask")/>
            </section>
            {(step == Step::Aftercare).then(|| view! { <RedFlags/> })}
            <section class="card prose">
                <h2>{planner.text(&format!("step.{id}.list_title"))}</h2>
                {lists}
                <p class="row"><a class="btn ghost" href=list_route.href()>{planner.text("learn.tick")}</a></p>
            </section>
            <p class="row"><a class="btn" href=forward.0.href()>{planner.text("learn.next")} ": " {forward.1}</a></p>
        </article>
    }
}

/// The parts of a session in order, with their minutes, and what studies said of pain.
#[component]
fn SessionParts() -> impl IntoView {
    let planner = Planner::here();
    let (rows, pain) = planner.with(|say, evidence| {
        let rows = evidence
            .session
            .steps
            .iter()
            .map(|part| {
                let (low, high) = part.minutes;
                let minutes = (high > 0).then(|| say.fill("learn.minutes", &[("range", &say.range(low, high))]));
                (part.id.clone(), minutes, part.backing.basis.clone())
            })
            .collect::<Vec<_>>();
        let pain = evidence.session.pain.iter().map(|row| format!("pain.{}", row.source.as_str())).collect::<Vec<_>>();
        (rows, pain)
    });
    let rows = rows
        .into_iter()
        .map(|(id, minutes, basis)| {
            view! {
                <li>
                    <b>{planner.text(&format!("session.{id}.title"))}</b>
                    {minutes.map(|minutes| view! { " " <span class="until">{minutes}</span> <BasisLabel basis/> })}
                    <p><Rich id=format!("session.{id}.text")/></p>
                </li>
            }
        })
        .collect_view();
    let pain = pain.into_iter().map(|id| view! { <li><Rich id=id/></li> }).collect_view();
    view! {
        <section class="card prose">
            <h2>{planner.text("learn.parts")}</h2>
            <ol class="numbered">{rows}</ol>
            <h2>{planner.text("learn.pain")}</h2>
            <ul class="plain">{pain}</ul>
        </section>
    }
}

/// The warning signs, open to read.
#[component]
pub fn RedFlags() -> impl IntoView {
    let planner = Planner::here();
    view! {
        <section class="status no">
            <h2>{planner.text("red_flag.title")}</h2>
            <RedFlagLists/>
        </section>
    }
}

/// The warning signs by what to do, gravest first.
#[component]
pub fn RedFlagLists() -> impl IntoView {
    let planner = Planner::here();
    let flags = planner.with(|_, evidence| {
        evidence.healing.red_flags.iter().map(|flag| (flag.level, flag.id.clone())).collect::<Vec<_>>()
    });
    let mut groups: Vec<(crate::domain::evidence::Urgency, Vec<String>)> = Vec::new();
    for (level, id) in flags {
        match groups.iter_mut().find(|(known, _)| *known == level) {
            Some((_, ids)) => ids.push(id),
            None => groups.push((level, vec![id])),
        }
    }
    let groups = groups
        .into_iter()
        .map(|(level, ids)| {
            let rows = ids.into_iter().map(|id| view! { <li><Rich id=format!("red_flag.{id}")/></li> }).collect_view();
            view! {
                <h3>{planner.text(&format!("red_flag.level.{}", level.as_str()))}</h3>
                <ul class="plain">{rows}</ul>
            }
        })
        .collect_view();
    view! {
        <p><Rich id="red_flag.intro"/></p>
        {groups}
    }
}
