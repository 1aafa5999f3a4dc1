//! What can be taken along: the page for the consultation, the calendar file, reminders; backup and restore link last.

use leptos::prelude::*;

use crate::domain::course::SessionId;
use crate::platform::share::{self, Shared};
use crate::present::calendar::{Event, When};
use crate::present::questions::Question;
use crate::present::route::Route;
use crate::present::say::Say;
use crate::state::calendar::{entries, make_file, show_badge};
use crate::state::journal::Journal;
use crate::state::planner::Planner;
use crate::ui::parts::after_frame::{after_frame, after_tap};
use crate::ui::parts::carry_along::carry_along;
use crate::ui::parts::el::{El, el, group, link};
use crate::ui::parts::fields::label_and_hint;
use crate::ui::parts::heading::heading;

/// The screen.
pub fn take() -> AnyView {
    let (planner, journal) = (Planner::here(), Journal::here());
    journal.look_at_clock();
    Effect::new(move |_| show_badge(planner, journal));
    el("div")
        .class("screen take")
        .el(el("header")
            .class("lead")
            .put(heading(planner.text("take.title")))
            .el(el("p").class("intro").say("take.intro")))
        .el(el("section").class("card").el(el("h2").say("consult.title")).el(el("p").say("take.consultation")).el(el(
            "p",
        )
        .class("row ways")
        .el(link(Route::Consultation).class("btn").say("take.see_consultation"))))
        .el(calendar(planner, journal))
        .el(reminders())
        .put(carry_along())
        .view()
}

/// The kind of file a calendar opens.
const MIME: &str = "text/calendar;charset=utf-8";

/// The calendar file: what is in it, and each way it can leave the app.
fn calendar(planner: Planner, journal: Journal) -> El {
    let discreet = RwSignal::new(false);
    let told = RwSignal::new("");
    let text = RwSignal::new(String::new());
    let card =
        el("section").class("card").el(el("h2").say("take.calendar.title")).el(el("p").say("take.calendar.text"));
    if untrack(|| entries(planner, journal, false)).is_empty() {
        return card.put(nothing_yet(planner, told));
    }
    let file = move || untrack(|| make_file(planner, journal, discreet.get()));
    // Text that is shown follows the choice: nobody copies what they have just left out.
    let choose = move |event| {
        discreet.set(event_target_checked(&event));
        if !text.with_untracked(String::is_empty) {
            planner.page().soon(move || {
                // The screen may be gone by then.
                if !text.is_disposed() {
                    text.set(file());
                }
            });
        }
    };
    // Named as the calendar in it, in its language.
    let name = move || {
        let named = if discreet.get_untracked() { "calendar.discreet.name" } else { "calendar.name" };
        [&planner.text(named).to_ascii_lowercase(), ".ics"].concat()
    };
    let save = after_tap(move || {
        // The screen may be gone by then.
        if told.is_disposed() {
            return;
        }
        let handed_over = share::download(&name(), MIME, file().as_bytes());
        told.set(if handed_over { "take.calendar.saved" } else { "take.calendar.not_saved" });
    });
    let hand_on = move |_| {
        let (name, text) = (name(), file());
        leptos::task::spawn_local(async move {
            told.set(match share::share_file(&name, MIME, text.as_bytes()).await {
                Shared::Done => "take.calendar.shared",
                Shared::Cancelled => "",
                Shared::Impossible => "take.calendar.not_shared",
            });
        });
    };
    let copy = move |_| {
        let text = file();
        leptos::task::spawn_local(async move {
            told.set(if share::copy(text).await { "take.calendar.copied" } else { "take.calendar.not_copied" });
        });
    };
    let share_button = share::can_share().then(|| {
        view! { <button type="button" class="btn ghost" on:click=hand_on>{planner.text("take.calendar.share")}</button> }
    });
    let label = label_and_hint(
        "discreet",
        planner.text("take.calendar.discreet"),
        "discreet-hint",
        Some(planner.text("take.calendar.discreet_hint")),
    );
    let live = view! {
        <div class="option">
            <input
                type="checkbox"
                id="discreet"
                aria-describedby="discreet-hint"
                prop:checked=move || discreet.get()
                on:change=choose
            />
            {label}
        </div>
        <p class="row ways">
            <button type="button" class="btn" on:click=save>{planner.text("take.calendar.save")}</button>
            {share_button}
            <button type="button" class="btn ghost" on:click=copy>{planner.text("take.calendar.copy")}</button>
        </p>
        <p class="told" role="status">{move || message(planner, told.get())}</p>
    };
    card.put(live.into_any())
        .el(el("p").class("soft").say("take.calendar.again"))
        .el(el("p").class("soft").say("take.calendar.privacy"))
        .put(in_it(planner, journal, discreet))
        .put(as_text(planner, text, Callback::new(move |()| text.set(file()))))
}

fn message(planner: Planner, id: &str) -> String {
    if id.is_empty() { String::new() } else { planner.text(id) }
}

/// With no plan and no session there is no file to make: the button says what is missing.
fn nothing_yet(planner: Planner, told: RwSignal<&'static str>) -> AnyView {
    let explain = move |_| told.set("take.calendar.empty");
    let live = view! {
        <p class="row ways">
            <button type="button" class="btn" on:click=explain>{planner.text("take.calendar.save")}</button>
        </p>
        <p class="told" role="status">{move || message(planner, told.get())}</p>
    };
    let ways = el("p")
        .class("row links")
        .el(link(Route::Question(Question::Concern)).say("plan.nothing_yet.begin"))
        .el(link(Route::Session(SessionId { course: 1, number: 1 })).say("take.calendar.add_session"));
    vec![live.into_any(), ways.view()].into_any()
}

/// What goes into the file, each entry with its day.
fn in_it(planner: Planner, journal: Journal, discreet: RwSignal<bool>) -> AnyView {
    let list = move || {
        let events = entries(planner, journal, discreet.get_untracked());
        let rows = planner.with(|say, _| {
            let rows = events.into_iter().map(|event| {
                let when = when(&event, journal, say);
                let place = (!event.place.is_empty()).then(|| el("small").text(event.place));
                el("li").el(el("span").class("until").text(when)).el(el("span").text(event.title)).maybe(place)
            });
            rows.collect::<Vec<El>>()
        });
        let agrees = journal.if_agrees().then(|| el("p").class("until").say("plan.if_agrees"));
        el("div").maybe(agrees).el(el("ol").class("entries").all(rows)).view()
    };
    let follow = move || {
        discreet.get();
        journal.courses();
        planner.today();
    };
    el("details").class("more").el(el("summary").say("take.calendar.in_it")).put(after_frame(follow, list)).view()
}

fn when(event: &Event, journal: Journal, say: Say<'_>) -> String {
    match event.when {
        When::Day(day) => say.day(day),
        When::From(start, _) => {
            let shown = journal.zone().local(start);
            say.fill("take.calendar.at", &[("date", &say.day(shown.day)), ("time", &say.locale.time(shown.time))])
        }
    }
}

/// The last way out, for browsers that neither save nor share nor copy: the text itself, made when it is asked for.
fn as_text(planner: Planner, text: RwSignal<String>, make: Callback<()>) -> AnyView {
    let steps = ["take.text.select", "take.text.paste", "take.text.name", "take.text.open"];
    let how = group([el("ol").class("numbered").all(steps.into_iter().map(|id| el("li").say(id)))]);
    view! {
        <details class="more" on:toggle=move |_| make.run(())>
            <summary>{planner.text("take.text.title")}</summary>
            <label for="calendar-text">{planner.text("take.text.label")}</label>
            <textarea id="calendar-text" readonly rows="8" spellcheck="false" prop:value=move || text.get()></textarea>
            {how}
        </details>
    }
    .into_any()
}

/// What rings, what can be shown on the app's icon, and what cannot be done without a server.
fn reminders() -> El {
    let lines = ["remind.calendar", "remind.badge", "remind.no_push"];
    el("section")
        .class("card prose")
        .el(el("h2").say("remind.title"))
        .el(el("p").say("remind.text"))
        .el(el("ul").class("plain").all(lines.into_iter().map(|id| el("li").say(id))))
}
