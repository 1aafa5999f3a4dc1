//! The sessions of all courses: which took place, which are booked, which are only suggested.

use leptos::prelude::*;

use crate::domain::course::{Command, Slot, Sure};
use crate::present::route::Route;
use crate::present::today::{session_name, slot_when};
use crate::state::journal::Journal;
use crate::state::planner::Planner;
use crate::ui::parts::ask_twice::AskTwice;
use crate::ui::parts::el::{El, el, link};
use crate::ui::parts::heading::heading;
use crate::ui::parts::onward::next_step;

/// The screen.
pub fn sessions_page() -> AnyView {
    let planner = Planner::here();
    let lead = el("header")
        .class("lead")
        .put(heading(planner.text("sessions.title")))
        .el(el("p").class("intro").say("sessions.intro"));
    el("div").class("screen").el(lead).put((move || courses()).into_any()).view()
}

fn courses() -> AnyView {
    let planner = Planner::here();
    let journal = Journal::here();
    let courses = journal.courses();
    let present = courses.present();
    let mut screen = el("div").class("stack").maybe(left_out(journal));
    for course in (1..=present).rev() {
        let slots = journal.slots_of(course);
        if slots.is_empty() && course == present {
            let plan = link(next_step(planner)).class("btn").say("today.make_plan");
            let had = link(Route::Session(courses.next())).class("btn ghost").say("today.had_session");
            let nothing = el("section").class("card").el(el("p").say("sessions.none"));
            screen = screen.el(nothing.el(el("p").class("row").el(plan).el(had)));
            continue;
        }
        let name = planner.with(|say, _| say.fill("sessions.course", &[("n", &say.number(course))]));
        let title = if present > 1 { el("h2").text(name) } else { el("h2").class("visually-hidden").text(name) };
        let rows = el("ol").class("visits").all(slots.iter().map(row));
        let agrees = (course == present && journal.if_agrees()).then(|| el("p").class("until").say("plan.if_agrees"));
        screen = screen.el(el("section").class("card").el(title).maybe(agrees).el(rows));
    }
    if courses.held_of(present) > 0 {
        screen = screen.el(another(present));
    }
    screen.view()
}

/// Sessions that do not go with the others: two windows, or two devices, said different things.
fn left_out(journal: Journal) -> Option<El> {
    let planner = Planner::here();
    let all = journal.left_out();
    let rows = all.iter().map(|(id, session)| {
        let id = *id;
        let said = planner.with(|say, _| {
            say.fill(
                "sessions.left_out.row",
                &[("session", &session_name(id, say)), ("date", &say.day(session.stage.day()))],
            )
        });
        let remove = AskTwice {
            button: planner.text("sessions.left_out.remove"),
            name: Some(planner.with(|say, _| say.fill("sessions.left_out.name", &[("what", &said)]))),
            question: planner.text("sessions.left_out.sure"),
            yes: planner.text("sessions.left_out.yes"),
            no: planner.text("sessions.left_out.no"),
            act: Callback::new(move |()| journal.drop_left_out(id)),
        };
        el("li").el(el("p").text(said)).put(remove.draw())
    });
    (!all.is_empty()).then(|| {
        el("section")
            .class("card")
            .el(el("h2").say("sessions.left_out.title"))
            .el(el("p").say("sessions.left_out.text"))
            .el(el("ul").class("stack").all(rows))
    })
}

/// One session on its day.
fn row(slot: &Slot) -> El {
    let planner = Planner::here();
    let (name, when, open) = planner.with(|say, _| {
        let name = session_name(slot.id, say);
        let open = say.fill("sessions.open_named", &[("session", &name)]);
        (name, slot_when(slot, say), open)
    });
    let state = match slot.sure {
        Sure::Held => "sessions.held",
        Sure::Booked => "sessions.booked",
        Sure::Suggested => "sessions.suggested",
    };
    let mut about = el("span").class("soft").say(state);
    if !slot.likely {
        about = about.text(" · ").el(el("span").say("sessions.if_needed"));
    }
    el("li")
        .class(match slot.sure {
            Sure::Held => "held",
            Sure::Booked => "booked",
            Sure::Suggested => "suggested",
        })
        .el(el("span").class("visit").el(el("b").text(name)).el(el("span").text(when)).el(about))
        .el(link(Route::Session(slot.id)).class("btn ghost small").attr("aria-label", open).say("sessions.open"))
        .maybe(warning(slot))
}

/// What a clinic should be asked about the day of a session.
pub fn warning(slot: &Slot) -> Option<El> {
    let id = match (slot.sure, slot.too_early, slot.too_close) {
        (Sure::Held, ..) => return None,
        (_, true, _) => "sessions.early",
        (_, _, true) => "sessions.close",
        _ => return None,
    };
    Some(el("p").class("until").say(id))
}

/// Begins another course, after asking once more.
fn another(course: u16) -> El {
    let planner = Planner::here();
    let journal = Journal::here();
    let begin = Callback::new(move |()| {
        // Refused only where no session took place, and then this is not shown.
        let _ = journal.command(Command::BeginCourse);
    });
    let yes = planner.with(|say, _| say.fill("sessions.another.yes", &[("n", &say.number(course.saturating_add(1)))]));
    let ask = AskTwice {
        button: planner.text("sessions.another"),
        name: None,
        question: planner.text("sessions.another.sure"),
        yes,
        no: planner.text("sessions.another.no"),
        act: begin,
    };
    el("section")
        .class("card")
        .el(el("h2").say("sessions.another"))
        .el(el("p").say("sessions.another.text"))
        .put(ask.draw())
}
