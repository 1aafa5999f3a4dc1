//! How skin heals: the phases with their days, the signs to expect, and the first ten days.

use leptos::prelude::*;

use crate::present::route::Route;
use crate::state::planner::Planner;
use crate::ui::parts::heading::Heading;
use crate::ui::parts::rich::{Para, Rich};
use crate::ui::parts::sources::BasisLabel;

/// The phases of healing.
#[component]
pub fn Healing() -> impl IntoView {
    let planner = Planner::here();
    let (phases, signs, days) = planner.with(|say, evidence| {
        let phases = evidence
            .phases
            .iter()
            .map(|phase| {
                let days = phase.from_days.zip(phase.to_days);
                let when = days.map(|(from, to)| say.fill("healing.days", &[("range", &say.range(from, to))]));
                (phase.id.clone(), when, phase.backing.basis.clone())
            })
            .collect::<Vec<_>>();
        let signs = evidence
            .healing
            .signs
            .iter()
            .map(|sign| {
                let gone = say.count("healing.gone_by", sign.max_expected_days.into());
                (sign.id.clone(), gone, sign.backing.basis.clone())
            })
            .collect::<Vec<_>>();
        let days = evidence
            .healing
            .days
            .iter()
            .map(|day| (say.fill("healing.day", &[("n", &say.number(day.day))]), format!("day.{}", day.day)))
            .collect::<Vec<_>>();
        (phases, signs, days)
    });
    let phases = phases
        .into_iter()
        .map(|(id, when, basis)| {
            view! {
                <li>
                    <b>{planner.text(&format!("phase.{id}.name"))}</b>
                    {when.map(|when| view! { " " <span class="until">{when}</span> })}
                    <p><Rich id=format!("phase.{id}.text")/></p>
                    <BasisLabel basis/>
                </li>
            }
        })
        .collect_view();
    let days =
        days.into_iter().map(|(day, text)| view! { <li><b>{day}</b> <p><Rich id=text/></p></li> }).collect_view();
    let signs = signs
        .into_iter()
        .map(|(id, gone, basis)| {
            view! {
                <li>
                    <b>{planner.text(&format!("sign.{id}.name"))}</b> " " <span class="until">{gone}</span>
                    <p><Rich id=format!("sign.{id}.look")/></p>
                    <BasisLabel basis/>
                </li>
            }
        })
        .collect_view();
    view! {
        <article class="screen">
            <p class="top-row"><a href=Route::Start.href()>"← " {planner.text("nav.learn")}</a></p>
            <header class="lead">
                <Heading text=planner.text("healing.title")/>
                <p class="intro"><Rich id="healing.intro"/></p>
            </header>
            <section class="card prose">
                <h2>{planner.text("healing.phases_title")}</h2>
                <ol class="numbered">{phases}</ol>
            </section>
            <section class="card prose">
                <h2>{planner.text("healing.days_title")}</h2>
                <ul class="plain">{days}</ul>
                <p class="soft">{planner.text("healing.days_basis")}</p>
                <Para id="healing.note"/>
            </section>
            <section class="card prose">
                <h2>{planner.text("healing.signs_title")}</h2>
                <ul class="plain">{signs}</ul>
            </section>
            <super::learn::RedFlags/>
        </article>
    }
}
