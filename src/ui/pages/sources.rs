//! The studies behind one concern: every figure of its plan with what it rests on, and each source in full.

use std::sync::Arc;

use leptos::prelude::*;

use crate::content::words::Words;
use crate::domain::evidence::{Backing, Checked, Details, SessionPlan, Source, SourceId};
use crate::domain::ids::{ConcernId, Severity};
use crate::present::route::Route;
use crate::state::planner::{DetailsState, Planner};
use crate::ui::parts::heading::Heading;
use crate::ui::parts::rich::Para;
use crate::ui::parts::sources::BasisLabel;

/// Sources of one concern. The figures are there at once; the studies come in a second file, the same for everyone.
#[component]
pub fn SourcesPage(concern: ConcernId) -> impl IntoView {
    let planner = Planner::here();
    Effect::new(move |_| planner.want_details());
    let id = concern.as_str();
    let title = planner
        .with(|say, _| say.fill("sources.title", &[("concern", &say.text(&format!("concern.{id}.in_sentence")))]));
    let studies = move || {
        match planner.details() {
        DetailsState::Loading => view! { <p role="status">{planner.text("sources.loading")}</p> }.into_any(),
        DetailsState::Failed => view! {
            <div role="alert">
                <p>{planner.text("sources.failed")}</p>
                <p><button type="button" class="btn ghost small" on:click=move |_| planner.want_details()>{planner.text("sources.retry")}</button></p>
            </div>
        }
        .into_any(),
        DetailsState::Loaded(details) => view! { <Studies concern details/> }.into_any(),
    }
    };
    view! {
        <article class="screen">
            <p class="top-row"><a href=Route::Plan.href()>"← " {planner.text("nav.plan")}</a></p>
            <header class="lead">
                <Heading text=title/>
                <p class="intro">{planner.text("sources.intro")}</p>
            </header>
            <section class="card prose">
                <h2>{planner.text("sources.figures")}</h2>
                <Figures concern/>
                <h3>{planner.text("plan.evidence")}</h3>
                <Para id=format!("concern.{id}.grade_why")/>
            </section>
            <section class="card prose">
                <h2>{planner.text("sources.studies")}</h2>
                {studies}
            </section>
        </article>
    }
}

/// A figure, what it is, and what it rests on.
struct Figure {
    what: String,
    value: String,
    backing: Backing,
}

#[component]
fn Figures(concern: ConcernId) -> impl IntoView {
    let planner = Planner::here();
    let figures = planner.with(|say, evidence| {
        let row = evidence.concern(concern);
        let mut figures = Vec::new();
        let weeks = |low, high| say.fill("sources.weeks", &[("range", &say.range(low, high))]);
        if let Some(protocol) = row.protocol() {
            match &protocol.sessions {
                SessionPlan::Course(course) => figures.push(Figure {
                    what: say.text("sources.course"),
                    value: weeks(course.low.0, course.high.0),
                    backing: course.backing.clone(),
                }),
                SessionPlan::BySeverity(rows) => figures.extend(Severity::ALL.iter().map(|severity| {
                    let cell = rows.row(*severity);
                    Figure {
                        what: say.text(&format!("concern.{}.severity.{}", concern.as_str(), severity.as_str())),
                        value: say.fill(
                            "sources.sessions",
                            &[
                                ("sessions", &say.sessions_range(cell.low, cell.high)),
                                ("likely", &say.number(cell.likely)),
                            ],
                        ),
                        backing: cell.backing.clone(),
                    }
                })),
            }
            let gap = &protocol.interval;
            figures.push(Figure {
                what: say.text("sources.interval"),
                value: weeks(gap.min.0, gap.max.0),
                backing: gap.backing.clone(),
            });
            for (id, triple) in [
                ("sources.first_change", &protocol.first_visible),
                ("sources.full_result", &protocol.full_result_after_last),
            ] {
                figures.push(Figure {
                    what: say.text(id),
                    value: weeks(triple.low.0, triple.high.0),
                    backing: triple.backing.clone(),
                });
            }
        }
        figures.extend(row.depth.iter().map(|depth| {
            let areas: Vec<String> =
                depth.areas.iter().map(|area| say.text(&format!("question.area.option.{}", area.as_str()))).collect();
            Figure {
                what: say.fill("sources.depth", &[("area", &areas.join(", "))]),
                value: say.fill(
                    "sources.mm",
                    &[("low", &say.locale.decimal(depth.low.0)), ("high", &say.locale.decimal(depth.high.0))],
                ),
                backing: depth.backing.clone(),
            }
        }));
        figures
    });
    let rows = figures
        .into_iter()
        .map(|figure| {
            view! {
                <div class="answer">
                    <dt>{figure.what}</dt>
                    <dd>
                        <b>{figure.value}</b> <BasisLabel basis=figure.backing.basis/>
                        <p class="soft"><SourceNames ids=figure.backing.sources/></p>
                    </dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="answers">{rows}</dl> }
}

/// Sources named shortly ("Majid I 2009; …") once the details are here.
#[component]
fn SourceNames(ids: Vec<SourceId>) -> impl IntoView {
    let planner = Planner::here();
    move || match planner.details() {
        DetailsState::Loaded(details) => {
            let names: Vec<String> = ids.iter().filter_map(|id| details.0.source(id)).map(short_name).collect();
            names.join("; ")
        }
        _ => String::new(),
    }
}

fn short_name(source: &Source) -> String {
    let author = source.authors.split(',').next().unwrap_or_default();
    match source.year {
        Some(year) => format!("{author} {year}"),
        None => author.to_owned(),
    }
}

#[component]
fn Studies(concern: ConcernId, details: Arc<(Details, Words)>) -> impl IntoView {
    let planner = Planner::here();
    let (details, words) = (&details.0, &details.1);
    let studies = details
        .studies
        .iter()
        .filter(|study| study.concern == concern)
        .map(|study| {
            let text = words.text(&format!("study.{}.{}", concern.as_str(), study.source.as_str()));
            view! { <li><p>{text}</p> <BasisLabel basis=study.basis.clone()/> {reference(planner, details, &study.source)}</li> }
        })
        .collect_view();
    let shown: Vec<&SourceId> =
        details.studies.iter().filter(|study| study.concern == concern).map(|study| &study.source).collect();
    let cited = planner.with(|_, evidence| evidence.concern(concern).cited());
    let others = cited
        .iter()
        .filter(|id| !shown.contains(id))
        .map(|id| view! { <li>{reference(planner, details, id)}</li> })
        .collect_view();
    view! {
        <ul class="plain">{studies}</ul>
        <h3>{planner.text("sources.also")}</h3>
        <ul class="plain">{others}</ul>
    }
}

/// A source in full: authors, title, where, when, how it was checked, and its address.
fn reference(planner: Planner, details: &Details, id: &SourceId) -> Option<AnyView> {
    let source = details.source(id)?;
    let year = source.year.map(|year| format!(", {year}")).unwrap_or_default();
    let how = match source.checked {
        Checked::Read => planner.with(|say, _| say.fill("sources.read", &[("scope", &source.checked_scope)])),
        Checked::Memory => planner.text("sources.memory"),
    };
    let title = match &source.url {
        Some(url) if url.starts_with("https://") => {
            view! { <a href=url.clone() rel="noopener noreferrer external" target="_blank">{source.title.clone()}</a> }
                .into_any()
        }
        _ => source.title.clone().into_any(),
    };
    Some(
        view! {
            <p class="source" lang="en">
                {source.authors.clone()} ". " {title} ". " {source.journal.clone()} {year} ". " {source.study_design.clone()} ". "
                <small>{how}</small>
            </p>
        }
        .into_any(),
    )
}
