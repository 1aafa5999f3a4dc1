//! The rows of a checklist with their tick boxes.

use leptos::prelude::*;

use super::rich::Rich;
use super::sources::BasisLabel;
use crate::domain::checklist::{Checklist, Tick};
use crate::present::checklist::{Row, Section};
use crate::state::planner::Planner;

/// Sections of rows that can be ticked for one session.
#[component]
pub fn TickSections(list: Checklist, session: u16, sections: Vec<Section>) -> impl IntoView {
    sections
        .into_iter()
        .map(|section| {
            let rows = section.rows.into_iter().map(|row| view! { <TickRow list session row/> }).collect_view();
            view! {
                <section class="card">
                    <h2>{section.title}</h2>
                    <ul class="ticks">{rows}</ul>
                </section>
            }
        })
        .collect_view()
}

#[component]
fn TickRow(list: Checklist, session: u16, row: Row) -> impl IntoView {
    let planner = Planner::here();
    let tick = Tick { list, session, row: row.id };
    let label_id = format!("tick-{}-{}-{}", list.as_str(), session, tick.row);
    let read = tick.clone();
    let done = Memo::new(move |_| planner.is_ticked(&read));
    let toggle = move |event| planner.tick(tick.clone(), event_target_checked(&event));
    view! {
        <li class="tick" class:done=done class:leave=!row.is_do>
            <input type="checkbox" id=label_id.clone() prop:checked=done on:change=toggle aria-labelledby=format!("{label_id}-words")/>
            <div>
                <label for=label_id.clone() id=format!("{label_id}-words")>{planner.text(&row.text_id)}</label>
                {row.when.map(|when| view! { <p class="until">{when}</p> })}
                {row.why_id.map(|why| view! { <p class="soft"><Rich id=why/></p> })}
                <BasisLabel basis=row.basis/>
            </div>
        </li>
    }
}
