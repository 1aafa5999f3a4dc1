//! The studies behind one concern: who got better and who did not, every figure of its plan with what it rests on, and
//! each source in full.

use leptos::prelude::*;

use crate::content::words::Words;
use crate::domain::evidence::{Backing, Checked, Details, SessionPlan, Source, SourceId, Study};
use crate::domain::ids::{ConcernId, Severity};
use crate::present::rates::{self, Panel, Told};
use crate::present::route::Route;
use crate::present::say::Say;
use crate::state::planner::{DetailsState, Planner};
use crate::ui::parts::el::{El, el, link};
use crate::ui::parts::heading::heading;
use crate::ui::parts::rich::para;
use crate::ui::parts::waiting::waiting;
use crate::ui::pictures::people::people;

/// Sources of one concern. The figures are there at once; the studies come in a second file, the same for everyone.
pub fn sources_page(concern: ConcernId) -> AnyView {
    let planner = Planner::here();
    Effect::new(move |_| planner.want_details());
    let title = planner.with(|say, _| {
        say.fill("sources.title", &[("concern", &say.text(&format!("concern.{}.in_sentence", concern.as_str())))])
    });
    // The card above says how the second file is coming along, for both.
    let studies = move || match planner.details() {
        DetailsState::Loaded(details) => studies(concern, &details),
        DetailsState::Loading | DetailsState::Failed => ().into_any(),
    };
    // As tall as the screen while it waits, so that nothing in sight moves when it is there.
    let room = |failed| el("div").class("room").put(waiting(failed, Planner::want_details)).view();
    let counted = move || match planner.details() {
        DetailsState::Loading => room(false),
        DetailsState::Failed => room(true),
        DetailsState::Loaded(details) => counted(concern, &details),
    };
    let back = link(Route::Plan).say("nav.plan");
    el("article")
        .class("screen")
        .el(el("p").class("top-row").el(back))
        .el(el("header").class("lead").put(heading(title)).el(el("p").class("intro").say("sources.intro")))
        .el(el("section").class("card").el(el("h2").say("counted.title")).put(counted.into_any()))
        .el(el("section")
            .class("card prose")
            .el(el("h2").say("sources.figures"))
            .el(figures(concern))
            .el(el("h3").say("plan.evidence"))
            .el(para(&format!("concern.{}.grade_why", concern.as_str()))))
        .put(studies.into_any())
        .view()
}

/// Who got better and who did not: pictures where that is fair, gain and harm alike, and the rest in words.
fn counted(concern: ConcernId, details: &(Details, Words)) -> AnyView {
    let (details, words) = details;
    let planner = Planner::here();
    let all = planner.with(|say, _| rates::counted(concern, details, Say { words, ..say }));
    let as_table = planner.text("timeline.as_table");
    let panel = |panel: Panel| {
        let labels = panel.labels.iter().map(|label| el("small").class("judged").text(label));
        let labels = (!panel.labels.is_empty()).then(|| el("p").class("labels").all(labels));
        let cited = details.source(&panel.source).map(cited);
        let [crowds, table] = people(&panel, words, &as_table, reference(details, &panel.source));
        el("section")
            .class("panel")
            .el(el("h4").text(&panel.title))
            .maybe(labels)
            .el(el("p").text(&panel.story).basis(&panel.basis))
            .el(crowds)
            .el(el("p").class("limits").text(&panel.limits).text(" ").maybe(cited))
            .el(table)
    };
    let told = |told: Told| {
        let sources = told.sources.iter().filter_map(|id| details.source(id));
        let item = sources.fold(el("li").text(told.text), |item, source| item.text(" ").el(cited(source)));
        item.basis(&told.basis)
    };
    let list = |title: &str, items: Vec<Told>| {
        let title = (!items.is_empty()).then(|| el("h3").text(words.text(title)));
        title.map(|title| {
            el("section").class("prose").el(title).el(el("ul").class("plain").all(items.into_iter().map(told)))
        })
    };
    let none = all.gains.is_empty() && all.harms.is_empty();
    let intro = if none { "rates.no_picture" } else { "rates.intro" };
    let title = |id: &str| el("h3").text(words.text(id));
    let gains = (!none).then(|| el("section").el(title("rates.gains")).all(all.gains.into_iter().map(panel)));
    let unmeasured = all.harms.is_empty().then(|| el("p").text(words.text("rates.harms_not_measured")));
    let harms = el("section").el(title("rates.harms")).maybe(unmeasured).all(all.harms.into_iter().map(panel));
    let (more, more_harms) = (list("rates.more", all.more), list("rates.more_harms", all.more_harms));
    let section = el("div").class("counted").el(el("p").text(words.text(intro))).maybe(gains);
    // Harm is drawn right after gain; where nothing is drawn, it is told after the results.
    let section = if none { section.maybe(more).el(harms) } else { section.el(harms).maybe(more) };
    section.maybe(more_harms).view()
}

/// A figure, what it is, and what it rests on.
struct Figure {
    what: String,
    value: String,
    backing: Backing,
}

fn figures(concern: ConcernId) -> El {
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
                value: say.millimetres(depth.low.0, depth.high.0),
                backing: depth.backing.clone(),
            }
        }));
        figures
    });
    el("dl").class("answers").all(figures.into_iter().map(|figure| {
        let names = source_names(figure.backing.sources);
        el("div").class("answer").el(el("dt").text(figure.what)).el(el("dd")
            .el(el("b").text(figure.value))
            .basis(&figure.backing.basis)
            .el(el("p").class("soft").attr("lang", "en").put(names)))
    }))
}

/// Sources named shortly ("Majid I 2009; …") once the details are here.
fn source_names(ids: Vec<SourceId>) -> AnyView {
    let planner = Planner::here();
    let names = move || match planner.details() {
        DetailsState::Loaded(details) => {
            let names: Vec<String> = ids.iter().filter_map(|id| details.0.source(id)).map(short_name).collect();
            names.join("; ")
        }
        _ => String::new(),
    };
    names.into_any()
}

fn short_name(source: &Source) -> String {
    // Where a source does not show its authors, it goes by where it appeared.
    let nameless = source.authors.starts_with('(');
    let by = if nameless { &source.journal } else { &source.authors };
    let author = by.split(',').next().unwrap_or_default();
    match source.year {
        Some(year) => format!("{author} {year}"),
        None => author.to_owned(),
    }
}

fn studies(concern: ConcernId, details: &(Details, Words)) -> AnyView {
    let (details, words) = details;
    let of_concern: Vec<&Study> = details.studies.iter().filter(|study| study.concern == concern).collect();
    let studies = of_concern.iter().map(|study| {
        let text = words.text(&format!("study.{}.{}", concern.as_str(), study.source.as_str()));
        el("li").el(el("p").text(text)).basis(&study.basis).maybe(reference(details, &study.source))
    });
    let cited = Planner::here().with(|_, evidence| evidence.concern(concern).cited());
    let others = cited
        .iter()
        .filter(|id| !of_concern.iter().any(|study| study.source == **id))
        .map(|id| el("li").maybe(reference(details, id)));
    el("section")
        .class("card prose")
        .el(el("h2").say("sources.studies"))
        .el(el("ul").class("ruled").all(studies))
        .el(el("h3").say("sources.also"))
        .el(el("ul").class("ruled").all(others))
        .view()
}

/// A source named shortly, with its address.
fn cited(source: &Source) -> El {
    el("small").attr("lang", "en").el(way_to(source).text(short_name(source)))
}

/// A link to a source, still without its words; plain where it has no address.
fn way_to(source: &Source) -> El {
    match &source.url {
        Some(url) if url.starts_with("https://") => {
            el("a").attr("href", url.clone()).attr("rel", "noopener noreferrer external").attr("target", "_blank")
        }
        _ => el("span"),
    }
}

/// A source in full: authors, title, where, when, how it was checked, and its address.
fn reference(details: &Details, id: &SourceId) -> Option<El> {
    let source = details.source(id)?;
    let mut place = format!(". {}", source.journal);
    if let Some(year) = source.year {
        place.push_str(&format!(", {year}"));
    }
    place.push_str(&format!(". {}. ", source.study_design));
    Some(
        el("p")
            .class("source")
            .attr("lang", "en")
            .text(format!("{}. ", source.authors))
            .el(way_to(source).text(source.title.clone()))
            .text(place)
            .el(how_checked(source)),
    )
}

/// How a source was checked: said in the language spoken, but for how much of it was read, which is noted in English.
fn how_checked(source: &Source) -> El {
    const SCOPE: &str = "\n";
    let planner = Planner::here();
    let how = match source.checked {
        Checked::Read => planner.with(|say, _| say.fill("sources.read", &[("scope", SCOPE)])),
        Checked::Memory => planner.text("sources.memory"),
    };
    let how_said = el("small").attr("lang", planner.language());
    match how.split_once(SCOPE) {
        Some((before, after)) => {
            let scope = el("span").attr("lang", "en").text(&source.checked_scope);
            how_said.text(before).el(scope).text(after)
        }
        None => how_said.text(how),
    }
}
