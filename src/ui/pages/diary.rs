//! The diary: the course of healing against what is expected, and the change week by week.
//!
//! Uses: `present::diary`, `ui::pictures`, `ui::parts`. Used by: `ui::further`. It may hold years: a part of its days is
//! drawn, the others when they are asked for or found, and what changed is drawn after the frame that answers the tap.

use chrono::NaiveDate;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::domain::course::Courses;
use crate::domain::diary::Diary;
use crate::present::diary::change::{Windows, progress};
use crate::present::diary::signs::plot;
use crate::present::diary::{Group, facts, groups, title};
use crate::present::route::{Check, Route};
use crate::state::desk::Said;
use crate::state::journal::Journal;
use crate::state::planner::Planner;
use crate::state::saving::Saving;
use crate::ui::parts::after_frame::changes;
use crate::ui::parts::diary_days::{Days, List, PORTION, action, days, find, write_on};
use crate::ui::parts::el::{El, el, link};
use crate::ui::parts::heading::heading;
use crate::ui::pictures::change::change;
use crate::ui::pictures::signs::signs;

/// The screen.
pub fn diary() -> AnyView {
    let planner = Planner::here();
    let journal = Journal::here();
    let drawn = changes(move || {
        journal.follow_diary();
        journal.courses();
        journal.desk().unkept();
        planner.today();
    });
    let shown = Days::default();
    let body = move || {
        drawn.get();
        // The clock is read and not followed: a new minute must not draw everything anew.
        untrack(|| {
            let (courses, today) = (journal.courses(), journal.local_now().day);
            journal.with_diary(|diary| body(journal, &courses, diary, today, shown))
        })
    };
    let lead = el("header")
        .class("lead")
        .put(heading(planner.text("diary.title")))
        .el(el("p").class("intro").say("diary.intro"))
        .el(safety());
    let links = el("p")
        .class("row links")
        .el(link(Route::Photos).say("diary.photos"))
        .el(link(Route::Sessions).say("diary.sessions"));
    el("div")
        .class("screen diary")
        .el(lead)
        .put(view! { <div class="stack diary-said">{said_line(journal)}</div> }.into_any())
        .put(find(journal, drawn, body))
        .el(links)
        .view()
}

/// Where warning signs are looked up, and that nothing leaves the device.
pub fn safety() -> El {
    let way = link(Route::Normal(Check::Emergency)).say("diary.safety_link");
    let look = el("p").say("diary.safety").text(" ").el(way.class("safety-link"));
    el("div").class("diary-safety").el(look).el(el("p").class("soft").say("diary.only_here"))
}

/// What was just done, and the way to take it back. Focus comes here when the button that was pressed is gone.
fn said_line(journal: Journal) -> AnyView {
    let planner = Planner::here();
    let line = NodeRef::<html::Div>::new();
    let desk = journal.desk();
    Effect::new(move |before: Option<()>| {
        let said = desk.said();
        if before.is_some() && said.is_some() {
            focus_first(line);
        }
    });
    let words = move || {
        desk.said().map(|said| {
            let id = match said {
                Said::Kept(_) | Said::Back(_) if planner.keeper().saving() == Saving::Full => "diary.said.not_saved",
                Said::Kept(_) => "diary.said.kept",
                Said::Deleted(_) => "diary.said.deleted",
                Said::Back(_) => "diary.said.back",
            };
            planner.with(|say, _| say.fill(id, &[("date", &say.near(said.day()))]))
        })
    };
    let undo = move || {
        matches!(desk.said(), Some(Said::Deleted(_)))
            .then(|| action("btn small", "diary.undo", None, move || journal.undo_delete()))
    };
    let shown = move || desk.said().is_none();
    view! {
        <div class="notice diary-said-line" node_ref=line tabindex="-1" hidden=shown>
            <p role="status">{words}</p>
            {undo}
        </div>
    }
    .into_any()
}

/// Moves focus to the first button of the line, or to the line itself.
fn focus_first(line: NodeRef<html::Div>) {
    let Some(line) = line.get_untracked() else { return };
    let button = line.query_selector("button").ok().flatten().and_then(|found| found.dyn_into::<HtmlElement>().ok());
    // Both can always take focus.
    let _ = match button {
        Some(button) => button.focus(),
        None => line.focus(),
    };
}

fn body(journal: Journal, courses: &Courses, diary: &Diary, today: NaiveDate, shown: Days) -> AnyView {
    let planner = Planner::here();
    let groups = groups(courses, diary);
    let drafts = journal.desk().unkept().into_iter().map(|day| {
        let words = planner.with(|say, _| say.fill("diary.unkept", &[("date", &say.near(day))]));
        let go_on = action("btn ghost small", "diary.go_on", None, write_on(journal, day));
        el("div").class("notice diary-said-line").el(el("p").text(words)).put(go_on)
    });
    let write = if diary.contains_key(&today) { "diary.change_today" } else { "diary.write" };
    let write = el("p").class("row").put(action("btn", write, None, write_on(journal, today)));
    let empty = diary.is_empty().then(|| el("p").class("diary-empty").say("diary.empty"));
    let mut page = el("div").class("stack diary-groups").all(drafts).maybe(empty).el(write);
    let touched = untrack(|| journal.desk().said()).map(Said::day);
    let mut groups = groups.iter();
    let mut left = PORTION;
    if let Some(newest) = groups.next() {
        let heading = planner.with(|say, _| title(newest, courses, say));
        let card = el("section").class("card").el(el("h2").text(heading));
        page = page.el(inside(card, journal, newest, courses, List { shown, at_once: true, touched }));
        left = left.saturating_sub(newest.entries.len());
    }
    page = page.maybe(change_card(courses, diary, today, journal));
    let older = groups.map(|group| {
        let list = List { shown, at_once: left > 0, touched };
        left = left.saturating_sub(group.entries.len());
        older_group(journal, group, courses, list)
    });
    let older: Vec<El> = older.collect();
    if !older.is_empty() {
        page = page.el(el("section").class("stack diary-older").el(el("h2").say("diary.earlier")).all(older));
    }
    page.view()
}

/// A group of earlier days, folded unless something in it was just changed.
fn older_group(journal: Journal, group: &Group<'_>, courses: &Courses, list: List) -> El {
    let heading = Planner::here().with(|say, _| title(group, courses, say));
    let folded = el("details").class("card diary-fold");
    let is_touched = group.entries.iter().any(|(day, _)| list.touched == Some(*day));
    let folded = if is_touched { folded.attr("open", "") } else { folded };
    inside(folded.el(el("summary").el(el("h3").text(heading))), journal, group, courses, list)
}

/// What stands in the card of a group: signs, entries, the session.
fn inside(card: El, journal: Journal, group: &Group<'_>, courses: &Courses, list: List) -> El {
    let planner = Planner::here();
    let (plot, title) = planner.with(|say, evidence| (plot(group, evidence, say), title(group, courses, say)));
    let id = group.after.map_or(0, |done| done.id.running()).to_string();
    let mut card = card;
    if let Some(plot) = plot {
        card = card
            .el(el("h3").say("diary.plot.title"))
            .put(signs(&plot, &id, &title))
            .el(el("p").class("soft").say("diary.plot.late"))
            .el(el("p").class("soft").say("diary.plot.deep"));
    }
    card = card.el(el("h3").say("diary.entries"));
    card = if group.entries.is_empty() {
        card.el(el("p").class("soft").say("diary.no_entries"))
    } else {
        card.put(days(journal, group, &title, list))
    };
    let Some(done) = group.after else { return card };
    let known = planner.with(|say, _| facts(done.session, say));
    let title = el("h3").say("diary.facts");
    let card = if known.is_empty() {
        card.el(title).el(el("p").class("soft").say("diary.no_facts"))
    } else {
        let row = |(name, fact): (String, String)| el("div").el(el("dt").text(name)).el(el("dd").text(fact));
        card.el(title).el(el("dl").class("diary-facts").all(known.into_iter().map(row)))
    };
    card.el(el("p").class("row links").el(link(Route::Session(done.id)).say("diary.change_facts")))
}

/// The change of the present course; nothing before its first session.
fn change_card(courses: &Courses, diary: &Diary, today: NaiveDate, journal: Journal) -> Option<El> {
    let planner = Planner::here();
    let windows = untrack(|| journal.plan()).map(|plan| Windows::of(&plan));
    let shown = planner.with(|say, _| progress(courses, diary, windows, today, say))?;
    let if_agrees = !shown.windows.is_empty() && journal.if_agrees();
    let intro = if shown.windows.is_empty() { "diary.progress.intro_no_plan" } else { "diary.progress.intro" };
    let card = el("section")
        .class("card")
        .el(el("h2").say("diary.progress.title"))
        .el(el("p").class("soft").say(intro))
        .maybe(if_agrees.then(|| el("p").class("until").say("plan.if_agrees")))
        .put(change(&shown))
        .maybe(shown.worse.then(|| el("p").class("notice").say("diary.progress.worse")));
    Some(card)
}
