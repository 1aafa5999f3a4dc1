//! The status box: what stands in the way, why, and where to change the answer behind it.

use leptos::prelude::*;

use super::rich::Para;
use crate::present::plan::{Reason, StatusBox};
use crate::present::route::Route;
use crate::state::planner::Planner;

/// The status of a plan. Its meaning is in its words; colour only repeats it.
#[component]
pub fn StatusCard(status: StatusBox) -> impl IntoView {
    let groups = status
        .groups
        .into_iter()
        .map(|group| {
            view! {
                {group.heading.map(|heading| view! { <h3>{heading}</h3> })}
                <Reasons reasons=group.reasons/>
            }
        })
        .collect_view();
    view! {
        <section class=format!("status {}", status.tone.as_str())>
            <h2>{status.title}</h2>
            <p>{status.lead}</p>
            {groups}
        </section>
    }
}

/// Reasons as a list, each with the way to the answer behind it.
#[component]
pub fn Reasons(reasons: Vec<Reason>) -> impl IntoView {
    let planner = Planner::here();
    let rows = reasons
        .into_iter()
        .map(|reason| {
            let change = reason.change.map(|question| {
                let name = planner.with(|say, _| say.fill("answers.change_named", &[("what", &reason.title)]));
                view! { <a class="change" href=Route::Question(question).href() aria-label=name>{planner.text("answers.change")}</a> }
            });
            view! {
                <li>
                    <b>{reason.title}</b>
                    {reason.until.map(|until| view! { <p class="until">{until}</p> })}
                    <Para id=reason.text_id/>
                    {change}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="reasons">{rows}</ul> }
}
