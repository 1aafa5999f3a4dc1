//! The checklists: preparation, session day, aftercare and questions, with ticks kept for each session.

use leptos::prelude::AnyView;

use crate::domain::checklist::Checklist;
use crate::domain::clinic::Clinic;
use crate::domain::course::SessionId;
use crate::domain::restriction::{Own, OwnRules, is_careful};
use crate::present::checklist::{Setting, sections};
use crate::present::origin;
use crate::present::route::Route;
use crate::present::today::session_name;
use crate::state::journal::Journal;
use crate::state::planner::Planner;
use crate::ui::pages::learn::{Each, red_flag_lists};
use crate::ui::parts::checklist_rows::tick_sections;
use crate::ui::parts::el::{El, el, link};
use crate::ui::parts::heading::heading;
use crate::ui::parts::sources::source_line;

/// One checklist of one session.
pub fn checklist_page(list: Checklist, session: u16) -> AnyView {
    let planner = Planner::here();
    let journal = Journal::here();
    let text_id = |list: Checklist, part: &str| format!("checklist.{}.{part}", list.as_str());
    let answers = planner.answers_now();
    // A session beyond the plan's highest count has no date: none is made up.
    let id = SessionId::from_running(session);
    let courses = journal.courses();
    let course = id.map_or_else(|| courses.present(), |id| id.course);
    let slots = journal.slots_of(course);
    let day = slots.iter().find(|slot| Some(slot.id) == id).map(|slot| slot.day);
    let count = u16::try_from(slots.len()).unwrap_or_default().max(id.map_or(1, |id| id.number));
    let clinic = planner.clinic();
    let rules = OwnRules { typed: &courses.rules, clinic: clinic.as_deref().map(Clinic::gates) };
    let setting = Setting {
        concern: answers.concern,
        session: id.map_or(session, |id| id.number),
        day,
        today: Some(planner.today()),
        interval: journal.rhythm().map(|rhythm| rhythm.gap),
        own: Some(Own { rules, careful: is_careful(answers.sun.known(), answers.concern) }),
    };
    let if_agrees = journal.if_agrees();
    let rows = planner.with(|say, evidence| sections(list, setting, evidence, say));
    let lists = Checklist::ALL.iter().map(|other| {
        let route = Route::Checklist(*other, if other.is_per_session() { session.max(1) } else { 0 });
        tab(route, *other == list).say(&text_id(*other, "title"))
    });
    let sessions = list.is_per_session().then(|| {
        let links = (1..=count).map(|number| {
            let id = SessionId { course, number };
            let name = planner.with(|say, _| session_name(id, say));
            tab(Route::Checklist(list, id.running()), id.running() == session).text(name)
        });
        el("nav").class("tabs small").attr("aria-label", planner.text("checklist.sessions")).all(links)
    });
    let when = list.is_per_session().then(|| {
        let id = if day.is_some() { "checklist.planned" } else { "checklist.no_date" };
        let text = planner.with(|say, _| {
            let date = day.map(|day| say.day(day)).unwrap_or_default();
            let number = say.number(SessionId::from_running(session).map_or(session, |id| id.number));
            say.fill(id, &[("n", &number), ("date", &date)])
        });
        let line = el("p").class("soft");
        let line = if if_agrees && day.is_some() { line.el(el("b").say("plan.if_agrees")).text(" ") } else { line };
        line.text(text)
    });
    let red_flags = (list == Checklist::Aftercare).then(|| {
        let title = el("summary").el(el("h2").say("red_flag.title"));
        red_flag_lists(el("details").class("status no").el(title), Each::Source)
    });
    let asked =
        (list == Checklist::Questions).then(|| source_line(origin::list(list), &planner.text(&text_id(list, "title"))));
    let medicines = (list != Checklist::Questions).then(|| el("p").class("soft").say("checklist.medicines_note"));
    el("div")
        .class("screen")
        .el(el("header")
            .class("lead")
            .put(heading(planner.text(&text_id(list, "title"))))
            .el(el("p").class("intro").say(&text_id(list, "intro"))))
        .el(el("nav").class("tabs").attr("aria-label", planner.text("checklist.lists")).all(lists))
        .maybe(sessions)
        .maybe(when)
        .maybe(red_flags)
        .put(tick_sections(list, session, rows))
        .maybe(asked)
        .maybe(medicines)
        .view()
}

/// A link of a row of tabs, marked where it is the one shown.
fn tab(route: Route, is_here: bool) -> El {
    let tab = link(route);
    if is_here { tab.attr("aria-current", "page") } else { tab }
}
