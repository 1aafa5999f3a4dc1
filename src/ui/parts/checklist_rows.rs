//! The rows of a checklist with their tick boxes.

use leptos::prelude::*;

use super::el::{El, el, group};
use crate::domain::checklist::{Checklist, Tick};
use crate::present::checklist::{Row, Section};
use crate::state::journal::Journal;
use crate::state::planner::Planner;

/// Sections of rows that can be ticked for one session.
pub fn tick_sections(list: Checklist, session: u16, sections: Vec<Section>) -> AnyView {
    group(sections.into_iter().map(|section| {
        let rows = tick_rows(list, session, section.rows);
        el("section").class("card").el(el("h2").text(section.title)).el(rows)
    }))
}

/// Rows that can be ticked for one session, by its running number.
pub fn tick_rows(list: Checklist, session: u16, rows: Vec<Row>) -> El {
    let mut all = el("ul").class("ticks");
    for row in rows {
        all = all.put(tick_row(list, session, row));
    }
    all
}

/// One row: its tick box is followed, its words are not.
fn tick_row(list: Checklist, session: u16, row: Row) -> AnyView {
    let journal = Journal::here();
    let origin = row.origin;
    let tick = Tick { list, session, row: row.id };
    let box_id = format!("tick-{}-{}-{}", list.as_str(), session, tick.row);
    let words_id = format!("{box_id}-words");
    let read = tick.clone();
    let done = Memo::new(move |_| journal.is_ticked(&read));
    let toggle = move |event| journal.tick(tick.clone(), event_target_checked(&event));
    let said = Planner::here().text(&row.text_id);
    let label = el("label").attr("for", box_id.clone()).attr("id", words_id.clone()).text(&said);
    // The way to its row stands at the end of a line there is anyway: after why, when, or what.
    let (when, why) = (row.when.map(|when| el("p").class("until").text(when)), row.why_id);
    let why = why.map(|why| el("p").class("soft").rich(&why));
    let [label, when, why] = match (when, why) {
        (when, Some(why)) => [Some(label), when, Some(why.maybe_source(origin, said))],
        (Some(when), None) => [Some(label), Some(when.maybe_source(origin, said)), None],
        (None, None) => [Some(el("p").el(label).maybe_source(origin, said)), None, None],
    };
    let words = el("div").maybe(label).maybe(when).maybe(why).basis(&row.basis).view();
    view! {
        <li class="tick" class:done=done class:leave=!row.is_do>
            <input type="checkbox" id=box_id prop:checked=done on:change=toggle aria-labelledby=words_id/>
            {words}
        </li>
    }
    .into_any()
}
