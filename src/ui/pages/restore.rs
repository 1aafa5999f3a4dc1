//! Putting a backup or a restore link back, with a preview and a way back.
//!
//! Uses: `state::carry`, `ui::parts`. What is here stays untouched until the person says what is to become of it.

use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::platform::file::Chosen;
use crate::present::forms::FieldError;
use crate::present::route::Route;
use crate::record::backup::{Part, Refused};
use crate::record::restore_code::BadCode;
use crate::state::carry::{self as state, Carry, How, LeftOut, NotTaken, Origin, Outcome};
use crate::state::planner::Planner;
use crate::ui::parts::el::{El, el, link};
use crate::ui::parts::fields::{ChoiceRow, Choices, ErrorSummary, Errors, FieldMessage, Line, LineInput, show_errors};
use crate::ui::parts::heading::heading;
use crate::ui::parts::rich::para;
use crate::ui::parts::snapshots::snapshot_is_of;

/// The field for a file.
const FILE: &str = "backup_file";
/// The field for a link.
const LINK: &str = "restore_link";

/// The screen.
pub fn restore() -> AnyView {
    let (planner, carry) = (Planner::here(), Carry::here());
    let errors: Errors = RwSignal::new(Vec::new());
    let form = NodeRef::<html::Form>::new();
    let refuse = move |field: &str, why: NotTaken| show_errors(errors, form, vec![(field.to_owned(), error(why))]);
    let ways_in = ways_in(carry, errors, form);
    let drawn = StoredValue::new(false);
    let below = move || {
        // What appears on the screen takes focus; what was there when the person came does not.
        let appears = drawn.get_value();
        drawn.set_value(true);
        match carry.coming() {
            Some(origin) => preview(carry, origin, appears),
            None => after(carry, appears),
        }
    };
    let screen = el("div")
        .class("screen")
        .el(el("p").class("top-row").el(link(Route::Take).say("restore.back")))
        .el(el("header")
            .class("lead")
            .put(heading(planner.text("restore.title")))
            .el(el("p").class("intro").rich("restore.intro")))
        .put(below.into_any())
        .put(ways_in)
        .view();
    // After the heading has taken focus, so that the field keeps it when there is something wrong.
    Effect::new(move |_| {
        let Some(code) = carry.take_code() else { return };
        leptos::task::spawn_local(async move {
            if let Err(why) = carry.open_link(code).await {
                refuse(LINK, why);
            }
        });
    });
    screen
}

/// What is wrong, to be said at the field.
fn error(why: NotTaken) -> FieldError {
    FieldError::Told(match why {
        NotTaken::TooLarge => "error.backup.too_large",
        NotTaken::NotRead => "error.backup.not_read",
        NotTaken::File(Refused::NotJson) => "error.backup.not_json",
        NotTaken::File(Refused::Foreign) => "error.backup.foreign",
        NotTaken::File(Refused::Newer) => "error.backup.newer",
        NotTaken::File(Refused::Damaged(Part::Answers)) => "error.backup.answers",
        NotTaken::File(Refused::Damaged(Part::Sessions)) => "error.backup.sessions",
        NotTaken::File(Refused::Damaged(Part::Ticks)) => "error.backup.ticks",
        NotTaken::File(Refused::Damaged(Part::Diary)) => "error.backup.diary",
        NotTaken::File(Refused::Damaged(Part::Photos)) => "error.backup.photos",
        NotTaken::File(Refused::Damaged(Part::Calendar)) => "error.backup.calendar",
        NotTaken::File(Refused::Damaged(Part::Matters)) => "error.backup.matters",
        NotTaken::Link(BadCode::Damaged) => "error.link.damaged",
        NotTaken::Link(BadCode::Newer) => "error.link.newer",
        NotTaken::NoUnpacking => "error.link.no_unpacking",
        NotTaken::File(Refused::TooMuch) => "error.backup.too_much",
        NotTaken::Link(BadCode::TooMuch) => "error.link.too_much",
    })
}

/// The two fields: a file, and a link.
fn ways_in(carry: Carry, errors: Errors, form: NodeRef<html::Form>) -> AnyView {
    let planner = Planner::here();
    let line = Line::new(String::new());
    let refuse = move |field: &str, error| show_errors(errors, form, vec![(field.to_owned(), error)]);
    let done = move || errors.set(Vec::new());
    let chosen = move |event| {
        let field: HtmlInputElement = event_target(&event);
        let Some(file) = Chosen::of(&field) else { return };
        leptos::task::spawn_local(async move {
            match carry.open_file(file).await {
                Ok(()) => done(),
                Err(why) => refuse(FILE, error(why)),
            }
            // So that the same file can be chosen again.
            field.set_value("");
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let pasted = line.typed().text;
        if pasted.trim().is_empty() {
            return refuse(LINK, FieldError::Empty);
        }
        leptos::task::spawn_local(async move {
            match carry.open_link(pasted).await {
                Ok(()) => done(),
                Err(why) => refuse(LINK, error(why)),
            }
        });
    };
    let wrong = move || errors.read().iter().any(|(name, _)| name == FILE);
    let described = move || if wrong() { "backup_file-error backup_file-help" } else { "backup_file-help" };
    view! {
        <form class="stack" method="dialog" novalidate node_ref=form on:submit=submit>
            <ErrorSummary errors form/>
            <section class="card prose carry">
                <h2>{planner.text("restore.file.title")}</h2>
                <div class="field">
                    <label for=FILE>{planner.text("restore.file.label")}</label>
                    <p class="soft" id="backup_file-help">{planner.text("restore.file.help")}</p>
                    <FieldMessage field=FILE errors/>
                    <input
                        type="file"
                        id=FILE
                        data-field=FILE
                        accept=".json,application/json"
                        aria-describedby=described
                        aria-invalid=move || wrong().then_some("true")
                        on:change=chosen
                    />
                </div>
            </section>
            <section class="card prose carry">
                <h2>{planner.text("restore.link.title")}</h2>
                <LineInput
                    field=LINK
                    label=planner.text("restore.link.label")
                    help=Some(planner.text("restore.link.help"))
                    kind="text"
                    line
                    errors
                />
                <div class="row"><button type="submit" class="btn">{planner.text("restore.link.open")}</button></div>
            </section>
        </form>
    }
    .into_any()
}

/// A heading below the page's own that takes focus when it appears.
fn focused(id: &'static str, appears: bool) -> AnyView {
    if !appears {
        return el("h2").say(id).view();
    }
    let planner = Planner::here();
    let node = NodeRef::<html::H2>::new();
    Effect::new(move |_| {
        if let Some(heading) = node.get() {
            // A heading in the page can always take focus.
            let _ = heading.focus();
        }
    });
    view! { <h2 tabindex="-1" node_ref=node>{planner.text(id)}</h2> }.into_any()
}

/// What differs, folded away where it is long.
fn one_by_one(lines: Vec<state::Line>) -> El {
    let long = lines.len() > 3;
    let list = el("ul").class("plain").all(lines.into_iter().map(|line| {
        el("li").el(el("b").text(line.what)).all(line.sides.into_iter().map(|side| el("span").text(side)))
    }));
    if long { el("details").class("why").el(el("summary").say("restore.one_by_one")).el(list) } else { list }
}

/// What came in, kind by kind, and what may become of it.
fn preview(carry: Carry, origin: Origin, appears: bool) -> AnyView {
    let planner = Planner::here();
    let fresh = carry.is_empty();
    let rows = untrack(|| carry.preview());
    let nothing = rows.is_empty();
    let rows = rows.into_iter().map(|row| {
        let lines = (!row.lines.is_empty()).then(|| el("dd").el(one_by_one(row.lines)));
        el("div")
            .class("coming")
            .el(el("dt").say(&row.name))
            .all(row.counts.into_iter().map(|count| el("dd").text(count)))
            .maybe(lines)
    });
    // Whoever goes back to how it was wants that, and not a mixture.
    let goes_back = matches!(origin, Origin::Snapshot(_));
    let how = RwSignal::new(if goes_back { How::Replace } else { How::Merge });
    let choose = Callback::new(move |value: String| how.set(if value == "merge" { How::Merge } else { How::Replace }));
    let row = |value: &str, label: &str, hint: &str, chosen| ChoiceRow {
        value: value.to_owned(),
        label: planner.text(label),
        hint: Some(planner.text(hint)),
        chosen,
    };
    let choices = (!fresh).then(|| {
        let rows = vec![
            row("merge", "restore.merge", "restore.merge.hint", !goes_back),
            row("replace", "restore.replace", "restore.replace.hint", goes_back),
        ];
        let choices = view! { <Choices name="how" rows choose/> }.into_any();
        el("fieldset").class("choice").el(el("legend").say("restore.how")).el(el("div").class("options").put(choices))
    });
    let apply = view! { <button type="button" class="btn" on:click=move |_| carry.apply(how.get_untracked())>{planner.text("restore.apply")}</button> };
    let leave = view! { <button type="button" class="btn ghost" on:click=move |_| carry.dismiss()>{planner.text("restore.leave")}</button> };
    let (title, about) = match origin {
        Origin::File => ("restore.in_file", Vec::new()),
        Origin::Link => ("restore.in_link", Vec::new()),
        Origin::Snapshot(about) => ("snapshots.in_it", snapshot_is_of(about)),
    };
    el("section")
        .class("card prose preview")
        .put(focused(title, appears))
        .all(about)
        .el(el("p").say(if fresh { "restore.nothing_here" } else { "restore.untouched" }))
        .maybe(nothing.then(|| el("p").say("restore.holds_nothing")))
        .el(el("dl").class("comings").all(rows))
        .maybe(choices)
        .el(el("p").class("row ways").put(apply.into_any()).put(leave.into_any()))
        .view()
}

/// How it went, with the way back and the way on.
fn after(carry: Carry, appears: bool) -> AnyView {
    let planner = Planner::here();
    let Some(outcome) = carry.outcome() else { return ().into_any() };
    let title = match outcome {
        Outcome::Done(_) => "restore.done",
        Outcome::Undone => "restore.undone",
        Outcome::Full | Outcome::NewerHere => "restore.not_done",
    };
    let text = match outcome {
        Outcome::Done(_) if carry.can_undo() => Some("restore.done.text"),
        Outcome::Done(_) => None,
        Outcome::Undone => Some("restore.undone.text"),
        Outcome::Full => Some("restore.full"),
        Outcome::NewerHere => Some("restore.newer_here"),
    };
    let left_out = match outcome {
        Outcome::Done(LeftOut { sessions, photos }) => {
            vec![("restore.sessions_left_out", sessions), ("restore.photos_left_out", photos)]
        }
        _ => Vec::new(),
    };
    let left_out = left_out.into_iter().filter(|(_, count)| *count > 0).map(|(id, count)| {
        let count = u64::try_from(count).unwrap_or_default();
        el("p").class("notice").text(planner.with(|say, _| say.count(id, count)))
    });
    let undo = carry.can_undo().then(|| {
        let undo = view! { <button type="button" class="btn ghost" on:click=move |_| carry.undo()>{planner.text("restore.undo")}</button> };
        undo.into_any()
    });
    el("section")
        .class("card prose")
        .put(focused(title, appears))
        .maybe(text.map(para))
        .all(left_out)
        .el(el("p").class("row ways").el(link(Route::Plan).class("btn").say("answers.see_plan")).put(undo.into_any()))
        .view()
}
