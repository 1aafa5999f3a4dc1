//! The diary: the course of healing against what is expected, and the change week by week.
//!
//! Uses: `present::diary`, `ui::pictures`, `ui::parts`. Used by: `ui::later`.

use chrono::NaiveDate;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::domain::course::Courses;
use crate::domain::diary::Diary;
use crate::present::diary::change::{Windows, progress};
use crate::present::diary::signs::plot;
use crate::present::diary::{Group, Row, facts, groups, rows, title};
use crate::present::route::{Check, Route};
use crate::state::desk::Said;
use crate::state::journal::Journal;
use crate::state::planner::Planner;
use crate::state::saving::Saving;
use crate::ui::parts::el::{El, el, link};
use crate::ui::parts::heading::heading;
use crate::ui::pictures::change::change;
use crate::ui::pictures::signs::{signs, strength_mark};

/// The screen.
pub fn diary() -> AnyView {
    let planner = Planner::here();
    let journal = Journal::here();
    let body = move || {
        let (courses, diary) = (journal.courses(), journal.diary());
        // The clock is read and not followed: a new minute must not draw everything anew.
        let today = untrack(|| journal.local_now().day);
        body(journal, &courses, &diary, today)
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
        .put(view! { <div class="stack">{body}</div> }.into_any())
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

/// A button; `about` is what its name says beside its words.
fn action(class: &'static str, id: &str, about: Option<&str>, press: impl Fn() + 'static) -> AnyView {
    let planner = Planner::here();
    let words = planner.text(id);
    let name =
        about.map(|about| planner.with(|say, _| say.fill("diary.named", &[("action", &words), ("date", about)])));
    view! { <button type="button" class=class aria-label=name on:click=move |_| press()>{words}</button> }.into_any()
}

/// Opens the page of a day to write on.
fn write_on(journal: Journal, day: NaiveDate) {
    journal.desk().open(day);
    Planner::here().go(Route::Entry);
}

fn body(journal: Journal, courses: &Courses, diary: &Diary, today: NaiveDate) -> AnyView {
    let planner = Planner::here();
    let groups = groups(courses, diary);
    let drafts = journal.desk().unkept().into_iter().map(|day| {
        let words = planner.with(|say, _| say.fill("diary.unkept", &[("date", &say.near(day))]));
        let go_on = action("btn ghost small", "diary.go_on", None, write_again(journal, day));
        el("div").class("notice diary-said-line").el(el("p").text(words)).put(go_on)
    });
    let write = if diary.contains_key(&today) { "diary.change_today" } else { "diary.write" };
    let write = el("p").class("row").put(action("btn", write, None, write_again(journal, today)));
    let empty = diary.is_empty().then(|| el("p").class("diary-empty").say("diary.empty"));
    let mut page = el("div").class("stack diary-groups").all(drafts).maybe(empty).el(write);
    let touched = untrack(|| journal.desk().said()).map(Said::day);
    let mut groups = groups.iter();
    if let Some(newest) = groups.next() {
        let heading = planner.with(|say, _| title(newest, courses, say));
        let card = el("section").class("card").el(el("h2").text(heading));
        page = page.el(inside(card, journal, newest, courses));
    }
    page = page.maybe(change_card(courses, diary, today, journal));
    let older: Vec<El> = groups.map(|group| older_group(journal, group, courses, touched)).collect();
    if !older.is_empty() {
        page = page.el(el("section").class("stack diary-older").el(el("h2").say("diary.earlier")).all(older));
    }
    page.view()
}

fn write_again(journal: Journal, day: NaiveDate) -> impl Fn() + 'static {
    move || write_on(journal, day)
}

/// A group of earlier days, folded unless something in it was just changed.
fn older_group(journal: Journal, group: &Group<'_>, courses: &Courses, touched: Option<NaiveDate>) -> El {
    let heading = Planner::here().with(|say, _| title(group, courses, say));
    let folded = el("details").class("card diary-fold");
    let is_touched = group.entries.iter().any(|(day, _)| touched == Some(*day));
    let folded = if is_touched { folded.attr("open", "") } else { folded };
    inside(folded.el(el("summary").el(el("h3").text(heading))), journal, group, courses)
}

/// What stands in the card of a group: signs, entries, the session.
fn inside(card: El, journal: Journal, group: &Group<'_>, courses: &Courses) -> El {
    let planner = Planner::here();
    let (plot, entries, title) = planner
        .with(|say, evidence| (plot(group, evidence, say), rows(group, evidence, say), title(group, courses, say)));
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
    card = if entries.is_empty() {
        card.el(el("p").class("soft").say("diary.no_entries"))
    } else {
        card.el(el("ol").class("diary-days").all(entries.into_iter().map(|row| day(journal, row))))
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

/// What was noted on one day.
fn day(journal: Journal, row: Row) -> El {
    let planner = Planner::here();
    let day = row.day;
    let signs = row.signs.into_iter().map(|(name, strength, words)| {
        el("li").put(strength_mark(strength)).el(el("span").text(name).text(": ").el(el("b").text(words)))
    });
    let judged =
        row.change.map(|change| el("p").text(planner.with(|say, _| say.fill("diary.judged", &[("change", &change)]))));
    let note = (!row.note.is_empty()).then(|| el("p").class("diary-note").attr("dir", "auto").text(row.note));
    let change = action("link", "diary.change_entry", Some(&row.title), write_again(journal, day));
    let delete = action("link", "diary.delete_entry", Some(&row.title), move || journal.delete_entry(day));
    el("li").el(el("h4").text(row.title)).el(el("ul").class("diary-signs").all(signs)).maybe(judged).maybe(note).el(el(
        "p",
    )
    .class("row links")
    .put(change)
    .put(delete))
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
