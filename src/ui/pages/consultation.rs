//! A page to print for the consultation: one sheet with everything a first talk needs, and lines to write on.

use leptos::prelude::*;

use crate::domain::answers::Answer;
use crate::domain::ids::ConcernId;
use crate::present::consultation::{Fact, Page, Source, page as page_for};
use crate::present::evidence::Topic;
use crate::present::origin::Origin;
use crate::present::route::Route;
use crate::state::journal::Journal;
use crate::state::matters::kept;
use crate::state::planner::Planner;
use crate::ui::parts::el::{El, el, link};
use crate::ui::parts::heading::heading;
use crate::ui::parts::status::backed;

/// The screen.
pub fn consultation() -> AnyView {
    let (planner, journal) = (Planner::here(), Journal::here());
    let answers = planner.answers_now();
    let estimate = planner.estimate();
    let (slots, diary) = (journal.slots(), journal.diary());
    let source = Source { answers: &answers, estimate: estimate.as_ref(), slots: &slots, diary: &diary };
    let mut shown = planner.with(|say, evidence| page_for(&source, |tick| journal.is_ticked(tick), evidence, say));
    shown.facts.extend(matters(planner));
    let if_agrees = journal.if_agrees();
    let made = planner.with(|say, _| say.fill("consult.made", &[("date", &say.day(planner.today()))]));
    let print = view! {
        <button type="button" class="btn" on:click=move |_| planner.page().print()>{planner.text("consult.print")}</button>
    };
    let printed = printed(&shown);
    // A line to write on is higher than a line of print.
    let lines = (ROOM.saturating_sub(printed) * 5 / 8).min(MOST_LINES);
    let notes = (lines > 0)
        .then(|| el("section").class("notes").el(el("h2").say("plan.notes")).all((0..lines).map(|_| el("p"))));
    el("div")
        .class(if printed > ROOM { "screen consult full" } else { "screen consult" })
        .el(el("p").class("top-row").el(link(Route::Take).say("take.title")))
        .el(el("header")
            .class("lead")
            .put(heading(planner.text("consult.title")))
            .el(el("p").class("intro screen-only").say("consult.intro"))
            .el(el("p").class("soft").text(made)))
        .el(el("p")
            .class("row ways")
            .put(print.into_any())
            .el(link(Route::Answers).class("btn ghost").say("plan.change_answers")))
        .el(facts(shown.facts))
        .maybe(range(shown.range, answers.concern, if_agrees))
        .el(to_talk_about(shown.status, shown.ticked))
        .el(el("section")
            .class("card")
            .el(el("h2").say("consult.questions"))
            .el(el("ol").class("asked").all(shown.questions.iter().map(|id| el("li").say(id)))))
        .maybe(list("consult.sessions", "dates", shown.sessions, if_agrees))
        .maybe(list("consult.noted", "plain", shown.noted, false))
        .maybe(notes)
        .view()
}

/// What the person said matters most, where they did.
fn matters(planner: Planner) -> Option<Fact> {
    let Answer::Known(order) = kept(planner) else { return None };
    let names: Vec<String> = order.iter().map(|matter| planner.text(&format!("matter.{}", matter.as_str()))).collect();
    Some(Fact { label: planner.text("consult.fact.matters"), answer: Some(planner.say(|say| say.list(&names))) })
}

/// Lines of print that the one sheet has room for beside its headings and the questions.
const ROOM: usize = 29;
/// The most lines to write on.
const MOST_LINES: usize = 8;

/// About how many lines of print the sheet has beside its headings and the questions.
fn printed(shown: &Page) -> usize {
    let reasons: usize = shown.status.iter().flat_map(|status| &status.groups).map(|group| group.reasons.len()).sum();
    let reasons = if reasons > FEW { reasons * 2 / 3 + 1 } else { reasons * 4 };
    let facts = shown.facts.len().div_ceil(2) + 1;
    facts + shown.range.len() + reasons + shown.ticked.len() + shown.sessions.len().div_ceil(3) + 2 * shown.noted.len()
}

/// Up to so many reasons are printed with what stands behind them.
const FEW: usize = 3;

fn facts(facts: Vec<Fact>) -> El {
    let rows = facts.into_iter().map(|fact| {
        let answer = match fact.answer {
            Some(answer) => el("dd").text(answer),
            None => el("dd").class("blank").el(el("span").class("visually-hidden").say("answers.none_yet")),
        };
        el("div").el(el("dt").text(fact.label)).el(answer)
    });
    let hope = el("div")
        .class("hope")
        .el(el("dt").say("consult.hope"))
        .el(el("dd").class("blank").el(el("span").class("visually-hidden").say("consult.to_write")));
    el("section").class("card").el(el("h2").say("consult.facts")).el(el("dl").class("facts-list").all(rows).el(hope))
}

fn range(lines: Vec<String>, concern: Option<ConcernId>, if_agrees: bool) -> Option<El> {
    let origin = concern.map(|concern| Origin::of(Topic::Concern(concern)));
    let planner = Planner::here();
    let agrees = if_agrees.then(|| el("p").class("until").say("plan.if_agrees"));
    (!lines.is_empty()).then(|| {
        el("section")
            .class("card")
            .el(el("h2").say("consult.range_title"))
            .maybe(agrees)
            .el(el("p").text(lines.join(" ")).maybe_source(origin, planner.text("consult.range_title")))
    })
}

/// What stands in the way with its reasons, and the health lines that were ticked.
fn to_talk_about(status: Option<crate::present::plan::StatusBox>, ticked: Vec<String>) -> El {
    let mut card = el("section").class("card talk").el(el("h2").say("consult.talk"));
    match status {
        Some(status) => {
            card = card.el(el("p").el(el("b").text(status.title)));
            let reasons: Vec<_> = status.groups.into_iter().flat_map(|group| group.reasons).collect();
            let many = reasons.len() > FEW;
            let rows = reasons.into_iter().map(|reason| {
                let why = backed(&reason);
                el("li")
                    .el(el("b").text(reason.title))
                    .maybe(reason.until.map(|until| el("span").class("until").text(until)))
                    .el(if many { why.class("screen-only") } else { why })
            });
            let rows: Vec<El> = rows.collect();
            if !rows.is_empty() {
                card = card.el(el("ul").class(if many { "boxes many" } else { "boxes" }).all(rows));
            }
        }
        None => card = card.el(el("p").class("soft").say("consult.no_concern")),
    }
    if ticked.is_empty() {
        return card.el(el("p").class("soft").say("consult.nothing_ticked"));
    }
    card.el(el("h3").say("consult.ticked"))
        .el(el("ul").class("plain health").all(ticked.into_iter().map(|line| el("li").text(line))))
}

fn list(title: &str, class: &'static str, lines: Vec<String>, if_agrees: bool) -> Option<El> {
    let agrees = if_agrees.then(|| el("p").class("until").say("plan.if_agrees"));
    (!lines.is_empty()).then(|| {
        let rows = lines.into_iter().map(|line| el("li").text(line));
        el("section").class("card").el(el("h2").say(title)).maybe(agrees).el(el("ul").class(class).all(rows))
    })
}
