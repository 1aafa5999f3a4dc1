//! One session: book it, move it, say that it took place, note about it.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::checklist::Checklist;
use crate::domain::course::{Booking, Command, Details, Held, Session, SessionId, Slot, Stage, Sure};
use crate::domain::dates::format_iso;
use crate::domain::ids::{AreaId, Device};
use crate::domain::moment::{ClockTime, LocalTime};
use crate::present::forms::{self, FieldError, refused};
use crate::present::route::Route;
use crate::present::today::{session_name, session_named, slot_when};
use crate::state::journal::Journal;
use crate::state::planner::Planner;
use crate::ui::pages::sessions::warning;
use crate::ui::parts::after_frame::after_frame;
use crate::ui::parts::el::{El, el, link};
use crate::ui::parts::fields::{Errors, Line, LineInput, Typed};
use crate::ui::parts::heading::heading;
use crate::ui::parts::kept_form::{Said, kept_form};

/// The screen.
pub fn session_page(id: SessionId) -> AnyView {
    let planner = Planner::here();
    let journal = Journal::here();
    let said = Said::default();
    let name = planner.with(|say, _| session_name(id, say));
    let back = el("p").class("top-row").el(link(Route::Sessions).say("visit.back"));
    let lists = Checklist::ALL.iter().filter(|list| list.is_per_session()).map(|list| {
        let title = format!("checklist.{}.title", list.as_str());
        link(Route::Checklist(*list, id.running())).say(&title)
    });
    let lists = el("section").class("card").el(el("h2").say("visit.lists")).el(el("p").class("row links").all(lists));
    el("div")
        .class("screen")
        .el(back)
        .el(el("header").class("lead").put(heading(name)))
        .put(said.view())
        .put(after_frame(move || drop(journal.courses()), move || parts(journal, id, said)))
        .el(lists)
        .view()
}

/// What can be said about the session as it stands.
fn parts(journal: Journal, id: SessionId, said: Said) -> AnyView {
    let courses = journal.courses();
    let next = courses.next();
    let slot = untrack(|| journal.slots()).into_iter().find(|slot| slot.id == id);
    match courses.get(id) {
        Some(session @ Session { stage: Stage::Held(held), .. }) => {
            let ended = held.local();
            let last = courses.last_held().is_some_and(|(last, ..)| last == id) && id.course == next.course;
            let change = el("details")
                .class("fold")
                .el(el("summary").say("visit.hold.change"))
                .put(hold_form(journal, id, ended, Some(held.clone()), said))
                .maybe(last.then(|| act(journal, Command::Unhold(id), "visit.unhold", said)));
            let when = Planner::here().with(|say, _| say.fill("visit.held", &[("when", &say.moment(ended))]));
            el("div").class("stack").el(stands(when, None)).put(details_form(journal, id, session, said)).el(change)
        }
        session if id.course == next.course && (slot.is_some() || id == next) => {
            let now = untrack(|| journal.local_now());
            let stands = slot.map(|slot| {
                let id = if slot.sure == Sure::Booked { "visit.booked" } else { "visit.suggested" };
                let when = Planner::here().with(|say, _| say.fill(id, &[("when", &slot_when(&slot, say))]));
                stands(when, warning(&slot))
            });
            let agreed = slot.filter(|slot| slot.sure == Sure::Booked && slot.day <= now.day);
            let ended = agreed.map_or(now, |slot| LocalTime { day: slot.day, time: slot.time.unwrap_or(now.time) });
            let ahead = slot.is_some_and(|slot| slot.day > now.day);
            let hold = match (id == next, ahead) {
                (false, _) => not_yet(next),
                // What lies ahead is seldom over already: it can be said, but it is folded away.
                (true, true) => {
                    let opens = el("summary").say("visit.hold.title");
                    el("details").class("fold").el(opens).put(hold_form(journal, id, ended, None, said)).view()
                }
                (true, false) => hold_form(journal, id, ended, None, said),
            };
            let book = book_form(journal, id, slot, said);
            // What is likely to be wanted stands first.
            let (first, second) = if ahead { (book, hold) } else { (hold, book) };
            let screen = el("div").class("stack").maybe(stands).put(first).put(second);
            match session {
                Some(session) => screen.put(details_form(journal, id, session, said)).el(act(
                    journal,
                    Command::Unbook(id),
                    "visit.unbook",
                    said,
                )),
                None => screen,
            }
        }
        _ => el("section").class("card").el(el("p").say("visit.unknown")),
    }
    .view()
}

/// How the session stands, in one line.
fn stands(when: String, warning: Option<El>) -> El {
    el("section").class("card").el(el("p").el(el("b").text(when))).maybe(warning)
}

/// Sessions are held in order: the one before is to be told about first.
fn not_yet(next: SessionId) -> AnyView {
    let first =
        Planner::here().with(|say, _| say.fill("visit.earlier_first", &[("session", &session_named(next, say))]));
    let way = el("p").class("row").el(link(Route::Session(next)).class("btn ghost").text(first));
    el("section").class("card").el(el("h2").say("visit.hold.title")).el(way).view()
}

/// A button that does one thing.
fn act(journal: Journal, command: Command, text: &'static str, said: Said) -> El {
    let planner = Planner::here();
    let act = move |_| {
        // Offered only where it can be done.
        if journal.command(command.clone()).is_ok() {
            said.say("visit.book.saved");
        }
    };
    let button = view! { <button type="button" class="btn ghost" on:click=act>{planner.text(text)}</button> };
    el("p").class("row").put(button.into_any())
}

/// A line of the form with its label.
fn line_input(field: &'static str, text: &str, kind: &'static str, line: Line, errors: Errors) -> AnyView {
    let label = Planner::here().text(text);
    let mode = if kind == "text" && field == "depth" { "decimal" } else { "" };
    view! { <LineInput field label help=None kind mode line errors/> }.into_any()
}

/// A day that has been typed.
fn day_of(typed: &Typed) -> Result<NaiveDate, FieldError> {
    if typed.impossible { Err(FieldError::DateImpossible) } else { forms::day(&typed.text) }
}

/// A time that has been typed.
fn time_of(typed: &Typed) -> Result<ClockTime, FieldError> {
    if typed.impossible { Err(FieldError::TimeImpossible) } else { forms::time(&typed.text) }
}

fn book_form(journal: Journal, id: SessionId, slot: Option<Slot>, said: Said) -> AnyView {
    let errors: Errors = RwSignal::new(Vec::new());
    let booked = slot.filter(|slot| slot.sure == Sure::Booked);
    let day = Line::new(slot.map(|slot| format_iso(slot.day)).unwrap_or_default());
    let time = Line::new(booked.and_then(|slot| slot.time).map(ClockTime::print).unwrap_or_default());
    let check = Callback::new(move |()| {
        let today = journal.local_now().day;
        let wrong = |field: &str, error| vec![(field.to_owned(), error)];
        let day = match day_of(&day.typed()) {
            Ok(day) if day < today => return wrong("book-day", FieldError::BookingPast),
            Ok(day) => day,
            Err(error) => return wrong("book-day", error),
        };
        let time = match time_of(&time.typed()) {
            Ok(time) => Some(time),
            Err(FieldError::Empty) => None,
            Err(error) => return wrong("book-time", error),
        };
        // A time that the clocks skip on that day cannot be kept.
        if time.is_some_and(|time| journal.zone().instant(LocalTime { day, time }).is_none()) {
            return wrong("book-time", FieldError::TimeSkipped);
        }
        match journal.command(Command::Book(id, Booking { day, time })) {
            Ok(()) => Vec::new(),
            Err(refusal) => wrong("book-day", refused(refusal)),
        }
    });
    let fields = vec![
        line_input("book-day", "visit.book.day", "date", day, errors),
        line_input("book-time", "visit.book.time", "time", time, errors),
    ];
    let done = Callback::new(move |()| said.say("visit.book.saved"));
    kept_form(Planner::here().text("visit.book.title"), fields, errors, check, "visit.book.save", done)
}

fn hold_form(journal: Journal, id: SessionId, ended: LocalTime, before: Option<Held>, said: Said) -> AnyView {
    let errors: Errors = RwSignal::new(Vec::new());
    let day = Line::new(format_iso(ended.day));
    let time = Line::new(ended.time.print());
    let check = Callback::new(move |()| {
        let wrong = |field: &str, error| vec![(field.to_owned(), error)];
        let day = match day_of(&day.typed()) {
            Ok(day) => day,
            Err(error) => return wrong("hold-day", error),
        };
        let time = match time_of(&time.typed()) {
            Ok(time) => time,
            Err(FieldError::Empty) => return wrong("hold-time", FieldError::TimeMissing),
            Err(error) => return wrong("hold-time", error),
        };
        let Some(held) = Held::read(LocalTime { day, time }, before.as_ref(), journal.zone()) else {
            return wrong("hold-time", FieldError::TimeSkipped);
        };
        match journal.command(Command::Hold(id, held)) {
            Ok(()) => Vec::new(),
            Err(refusal) => wrong("hold-day", refused(refusal)),
        }
    });
    let fields = vec![
        el("p").class("soft").say("visit.hold.text").view(),
        line_input("hold-day", "visit.hold.day", "date", day, errors),
        line_input("hold-time", "visit.hold.time", "time", time, errors),
    ];
    let done = Callback::new(move |()| said.say("visit.hold.saved"));
    kept_form(Planner::here().text("visit.hold.title"), fields, errors, check, "visit.hold.save", done)
}

/// A list to choose one from; nothing chosen means not noted.
fn choice(field: &'static str, text: &str, options: Vec<(&'static str, String)>, chosen: RwSignal<String>) -> AnyView {
    let planner = Planner::here();
    let start = chosen.get_untracked();
    let nothing = ("", planner.text("visit.details.nothing"));
    let options = std::iter::once(nothing)
        .chain(options)
        .map(|(value, label)| view! { <option value=value selected=value == start>{label}</option> })
        .collect_view();
    view! {
        <div class="field">
            <label for=field>{planner.text(text)}</label>
            <select id=field on:change=move |event| chosen.set(event_target_value(&event))>{options}</select>
        </div>
    }
    .into_any()
}

fn details_form(journal: Journal, id: SessionId, session: &Session, said: Said) -> AnyView {
    let planner = Planner::here();
    let errors: Errors = RwSignal::new(Vec::new());
    let Details { place, who, device, depth, area } = session.details.clone();
    let (place, who) = (Line::new(place), Line::new(who));
    let depth = Line::new(depth.map(|depth| planner.with(|say, _| forms::typed_depth(depth, say))).unwrap_or_default());
    let device = RwSignal::new(device.map(|device| device.as_str().to_owned()).unwrap_or_default());
    let area = RwSignal::new(area.map(|area| area.as_str().to_owned()).unwrap_or_default());
    let check = Callback::new(move |()| {
        let mut wrong = Vec::new();
        let mut text = |field: &str, line: Line| {
            forms::detail(&line.typed().text).unwrap_or_else(|error| {
                wrong.push((field.to_owned(), error));
                String::new()
            })
        };
        let (place, who) = (text("place", place), text("who", who));
        let depth = match forms::depth(&depth.typed().text) {
            Ok(depth) => Some(depth),
            Err(FieldError::Empty) => None,
            Err(error) => {
                wrong.push(("depth".to_owned(), error));
                None
            }
        };
        if wrong.is_empty() {
            let device = Device::parse(&device.read_untracked());
            let area = AreaId::parse(&area.read_untracked());
            let details = Details { place, who, device, depth, area };
            if let Err(refusal) = journal.command(Command::Describe(id, details)) {
                wrong.push(("place".to_owned(), refused(refusal)));
            }
        }
        wrong
    });
    let devices = Device::ALL.iter().map(|device| {
        let id = device.as_str();
        (id, planner.text(&format!("question.device.option.{id}")))
    });
    let areas = AreaId::ALL.iter().map(|area| {
        let id = area.as_str();
        (id, planner.text(&format!("question.area.option.{id}")))
    });
    let fields = vec![
        el("p").class("soft").say("visit.details.text").view(),
        line_input("place", "visit.details.place", "text", place, errors),
        line_input("who", "visit.details.who", "text", who, errors),
        choice("device", "visit.details.device", devices.collect(), device),
        line_input("depth", "visit.details.depth", "text", depth, errors),
        choice("area", "visit.details.area", areas.collect(), area),
    ];
    let done = Callback::new(move |()| said.say("visit.details.saved"));
    kept_form(planner.text("visit.details.title"), fields, errors, check, "visit.details.save", done)
}
