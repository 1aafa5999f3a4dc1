//! What can be done about the person's concern, side by side: every option and the same questions, in one order and size.
//!
//! Uses: `present::options`, `state::extra`, `ui::parts`. Used by: `ui::further`. One table: where the column is narrow, the
//! style sheet lays it out question by question, with the name of the option in each cell, and hides nothing.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use super::options_matters::matters;
use crate::content::words::Words;
use crate::domain::answers::Answers;
use crate::domain::clinic::Clinic;
use crate::domain::estimate::Estimate;
use crate::domain::evidence::{Basis, Details};
use crate::domain::ids::ConcernId;
use crate::domain::options::{Options, has_options};
use crate::present::evidence::Topic;
use crate::present::options::{Ask, Column, Grid, Line, Shelf, grid};
use crate::present::plan;
use crate::present::questions::Question;
use crate::present::route::Route;
use crate::state::extra::Extra;
use crate::state::planner::Planner;
use crate::ui::parts::concern_choice::{concern_choices, is_chosen};
use crate::ui::parts::el::{El, el, link};
use crate::ui::parts::heading::heading;
use crate::ui::parts::reference::citing;
use crate::ui::parts::rich::para;
use crate::ui::parts::waiting::waiting;

/// What can be done about the person's concern, side by side.
pub fn options() -> AnyView {
    let planner = Planner::here();
    let shown = RwSignal::new(planner.answers_now().concern);
    let body = move || match shown.get() {
        None => choose(shown),
        Some(concern) if has_options(concern) => compared(concern),
        Some(_) => el("section")
            .class("card prose")
            .el(para("flag.choose_underlying_concern.text"))
            .el(el("p").class("row links").el(change()))
            .view(),
    };
    el("article")
        .class("screen weigh")
        .el(el("p").class("top-row").el(link(Route::Plan).say("nav.plan")))
        .el(el("header")
            .class("lead")
            .put(heading(planner.text("options.title")))
            .el(el("p").class("intro").rich("options.intro"))
            .el(para("plan.not_advice").class("soft")))
        .put(body.into_any())
        .view()
}

fn change() -> El {
    link(Route::Question(Question::Concern)).say("options.change")
}

/// Someone who has not said what they want to treat says so here.
fn choose(shown: RwSignal<Option<ConcernId>>) -> AnyView {
    let planner = Planner::here();
    let missing = RwSignal::new(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        missing.set(!is_chosen(planner));
        // Nothing chosen changes nothing: the form would be drawn anew, without what it says.
        if let Some(concern) = planner.answers_now().concern {
            shown.set(Some(concern));
        }
    };
    let message =
        move || missing.get().then(|| el("p").class("error").attr("role", "alert").say("options.choose.none").view());
    let legend = el("legend").el(el("h2").say("options.choose.title"));
    let options = el("div").class("options").attr("data-field", "concern").put(concern_choices());
    let fieldset = el("fieldset")
        .class("choice")
        .el(legend)
        .el(el("p").class("soft").say("options.choose.text"))
        .put(message.into_any())
        .el(options);
    let go = el("p").class("row").el(el("button").class("btn").attr("type", "submit").say("options.choose.go"));
    view! { <form method="dialog" novalidate class="stack" on:submit=submit>{fieldset.view()}{go.view()}</form> }
        .into_any()
}

/// What the comparison of one concern is made of, once it is here.
#[derive(Clone)]
pub struct Made {
    concern: ConcernId,
    details: Arc<(Details, Words)>,
    options: Arc<(Options, Words)>,
    answers: Answers,
    estimate: Option<Estimate>,
    clinic: Option<Arc<Clinic>>,
}

impl Made {
    /// Works something out.
    pub fn with<T>(&self, make: impl FnOnce(ConcernId, Shelf<'_>) -> T) -> T {
        Planner::here().with(|say, evidence| {
            let shelf = Shelf {
                say,
                evidence,
                details: &self.details,
                options: &self.options,
                answers: &self.answers,
                estimate: self.estimate.as_ref(),
                clinic: self.clinic.as_deref(),
            };
            make(self.concern, shelf)
        })
    }

    /// What is said, with its sources and what it rests on.
    pub fn said(&self, line: &Line) -> El {
        let said = el("p").text(&line.text);
        let said = match line.basis.as_slice() {
            [Basis::Memory] => said.text(" ").el(el("small").class("judged").say("options.memory")),
            basis => said.basis(basis),
        };
        if let Some(row) = line.row {
            let way = link(Route::row(Topic::Concern(self.concern), row)).say("plan.see_sources");
            return said.text(" ").el(el("small").class("cited").el(way));
        }
        citing(said, line.sources.iter().filter_map(|id| self.details.0.source(id)), &self.details.1)
    }
}

fn compared(concern: ConcernId) -> AnyView {
    let planner = Planner::here();
    Effect::new(move |_| want(planner));
    let made = move || match (planner.details(), planner.options()) {
        (Extra::Loaded(details), Extra::Loaded(options)) => untrack(|| {
            let (answers, estimate) = (planner.answers_now(), planner.estimate());
            draw(Made { concern, details, options, answers, estimate, clinic: planner.clinic() })
        }),
        (details, options) => {
            let failed = matches!(details, Extra::Failed) || matches!(options, Extra::Failed);
            el("div").class("room").put(waiting(failed, want)).view()
        }
    };
    made.into_any()
}

fn want(planner: Planner) {
    planner.want_details();
    planner.want_options();
}

fn draw(made: Made) -> AnyView {
    let planner = Planner::here();
    let Some(grid) = made.with(grid) else { return ().into_any() };
    let (to_grid, to_matters) = (NodeRef::<html::H2>::new(), NodeRef::<html::H2>::new());
    let name = planner.text(&format!("concern.{}.name", made.concern.as_str()));
    let about = planner.say(|say| say.fill("options.about", &[("concern", &name)]));
    let ways = el("p").class("row links").put(to("options.to_grid", to_grid)).put(to("options.to_matters", to_matters));
    let guideline = el("section").class("card prose").el(el("h2").say("options.guideline.title"));
    let mut said = grid.guideline.iter().map(|line| made.said(line));
    let guideline = guideline.maybe(said.next()).el(el("h3").say("options.guideline.needling")).maybe(said.next());
    let print = view! {
        <button type="button" class="btn" on:click=move |_| planner.page().print()>{planner.text("plan.print")}</button>
    };
    let parts = vec![
        el("div")
            .class("compared")
            .el(el("p").el(el("b").text(about)))
            .el(el("p").class("row links").el(change()))
            .el(ways)
            .maybe(not_now(&made))
            .view(),
        guideline.view(),
        matters(made.clone(), to_matters),
        table(&made, &grid, to_grid).view(),
        el("p").class("row ways").put(print.into_any()).view(),
    ];
    parts.into_any()
}

/// A button that leads to a heading further down the page; an address of its own would be another screen's.
fn jump(text: String, go: impl Fn() + 'static) -> AnyView {
    view! { <button type="button" class="link" on:click=move |_| go()>{text}</button> }.into_any()
}

/// The way to a card further down.
fn to(id: &str, heading: NodeRef<html::H2>) -> AnyView {
    // A heading in the page can always take focus.
    let go = move || drop(heading.get_untracked().map(|heading| heading.focus()));
    jump(Planner::here().text(id), go)
}

/// What the person's own plan says, where it gives none.
fn not_now(made: &Made) -> Option<El> {
    let estimate = made.estimate.as_ref().filter(|estimate| matches!(estimate, Estimate::NotNow(_)))?;
    let says = Planner::here().with(|say, evidence| {
        let status = plan::status(estimate, &made.answers, evidence, say).title;
        say.fill("options.plan_says", &[("status", &status)])
    });
    Some(el("p").class("notice").text(says).text(" ").el(link(Route::Plan).say("options.plan_see")))
}

fn table(made: &Made, grid: &Grid, to_grid: NodeRef<html::H2>) -> El {
    let planner = Planner::here();
    // Roles are said, for a table that is laid out as blocks is no table any more to some browsers.
    let heads =
        grid.columns.iter().map(|column| el("th").attr("scope", "col").attr("role", "columnheader").text(&column.name));
    let first = el("th").attr("scope", "col").attr("role", "columnheader").say("options.grid.question");
    let head = el("thead").attr("role", "rowgroup").el(el("tr").attr("role", "row").el(first).all(heads));
    let headings: Vec<NodeRef<html::H3>> = grid.rows.iter().map(|_| NodeRef::new()).collect();
    let rows = grid.rows.iter().zip(&headings).map(|(row, heading)| {
        let cells = grid.columns.iter().zip(&row.cells);
        let cells = cells.map(|(column, lines)| cell(made, row.ask, column, lines));
        let question = view! { <h3 tabindex="-1" node_ref=*heading>{row.question.clone()}</h3> };
        let question = el("th").attr("scope", "row").attr("role", "rowheader").put(question.into_any());
        el("tr").attr("role", "row").el(question).all(cells)
    });
    let body = el("tbody").attr("role", "rowgroup").all(rows);
    let name = planner.text("options.grid.name");
    let table = el("table").class("grid").attr("role", "table").attr("aria-label", &name).el(head).el(body);
    // What scrolls must be reached with the keyboard, and needs a name for that.
    let scroll =
        el("div").class("scroll").attr("tabindex", "0").attr("role", "region").attr("aria-label", name).el(table);
    let ways = grid.rows.iter().zip(headings).map(|(row, heading)| {
        // A heading in the page can always take focus.
        let go = move || drop(heading.get_untracked().map(|heading| heading.focus()));
        jump(row.question.clone(), go)
    });
    let ways: Vec<AnyView> = ways.collect();
    let title = view! { <h2 tabindex="-1" node_ref=to_grid>{planner.text("options.grid.title")}</h2> };
    el("section")
        .class("card whole-grid")
        .put(title.into_any())
        .el(el("p").say("options.grid.text"))
        .el(el("p").class("soft").rich("options.grid.memory"))
        .el(el("p").class("row links to-questions").put(ways.into_any()))
        .el(el("p").class("soft sideways").say("options.grid.sideways"))
        .el(scroll)
}

fn cell(made: &Made, ask: Ask, column: &Column, lines: &[Line]) -> El {
    let stop = column.stop.as_ref().filter(|_| ask == Ask::What);
    let price = (ask == Ask::Cost && column.id == "needling")
        .then(|| el("p").el(link(Route::Question(Question::Price)).class("to-price").say("options.cost.type")));
    el("td")
        .attr("role", "cell")
        .attr("data-option", &column.id)
        .el(el("p").class("of").text(&column.name))
        .maybe(stop.map(|stop| el("p").class("stop").text(stop)))
        .all(lines.iter().map(|line| made.said(line)))
        .maybe(price)
}
