//! What needling is used for, and how good the evidence is for each use.

use leptos::prelude::*;

use crate::domain::ids::{ConcernId, Grade};
use crate::present::route::Route;
use crate::state::planner::Planner;
use crate::ui::parts::heading::Heading;
use crate::ui::parts::rich::{Para, Rich};
use crate::ui::parts::sources::GradeChip;

/// The uses with their evidence grade.
#[component]
pub fn Uses() -> impl IntoView {
    let planner = Planner::here();
    let rows = ConcernId::ALL
        .iter()
        .map(|concern| {
            let id = concern.as_str();
            let grade = planner.with(|say, evidence| {
                let row = evidence.concern(*concern);
                row.protocol()?;
                let grade = Grade::from_score(row.score);
                Some((say.text(&format!("grade.{}", grade.as_str())), row.score))
            });
            view! {
                <section class="card prose">
                    <h2>{planner.text(&format!("concern.{id}.name"))}</h2>
                    <Para id=format!("concern.{id}.about")/>
                    {grade.map(|(grade, steps)| view! { <GradeChip concern=*concern grade steps/> })}
                    <Para id=format!("concern.{id}.grade_why")/>
                    <p class="soft"><Rich id=format!("concern.{id}.cleared")/></p>
                </section>
            }
        })
        .collect_view();
    let grades = Grade::ALL
        .iter()
        .rev()
        .map(|grade| {
            let id = grade.as_str();
            view! { <li><b>{planner.text(&format!("grade.{id}"))}</b> <p>{planner.text(&format!("grade.{id}.meaning"))}</p></li> }
        })
        .collect_view();
    view! {
        <article class="screen">
            <p class="top-row"><a href=Route::Start.href()>"← " {planner.text("nav.learn")}</a></p>
            <header class="lead">
                <Heading text=planner.text("uses.title")/>
                <p class="intro"><Rich id="uses.intro"/></p>
            </header>
            <section class="card prose">
                <h2>{planner.text("uses.grades_title")}</h2>
                <ul class="plain">{grades}</ul>
            </section>
            {rows}
        </article>
    }
}
