//! What a figure rests on, said beside it: the label for judgement or memory, and the way to the studies.

use leptos::prelude::*;

use crate::domain::evidence::Basis;
use crate::domain::ids::ConcernId;
use crate::present::route::Route;
use crate::state::planner::Planner;

/// Small labels for what is judgement or not re-read; nothing for what was read in a source.
#[component]
pub fn BasisLabel(basis: Vec<Basis>) -> impl IntoView {
    let planner = Planner::here();
    let label = |id: &str| view! { " " <small class="judged">{planner.text(id)}</small> };
    let seen = basis.contains(&Basis::Seen);
    let judged = basis.contains(&Basis::Judgement);
    view! {
        {judged.then(|| label(if seen { "basis.partly_judgement" } else { "basis.judgement" }))}
        {basis.contains(&Basis::Memory).then(|| label("basis.memory"))}
    }
}

/// The evidence grade as a chip that leads to the studies.
#[component]
pub fn GradeChip(concern: ConcernId, grade: String, steps: u8) -> impl IntoView {
    let planner = Planner::here();
    let blocks = (1..=4u8).map(|step| view! { <i class:on=step <= steps></i> }).collect_view();
    view! {
        <a class="grade" href=Route::Sources(concern).href()>
            <span class="blocks" aria-hidden="true">{blocks}</span>
            <span>{grade} " · " {planner.text("plan.see_studies")}</span>
        </a>
    }
}
