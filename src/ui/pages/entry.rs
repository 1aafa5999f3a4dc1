//! Writing in the diary: one day, a tap a sign, the change so far, and words of one's own.
//!
//! Uses: `present::diary`, `ui::parts`. Used by: `ui::further`. Every tap and letter goes into the draft, which stays
//! when the person leaves the page; it becomes an entry when they save it.

use chrono::NaiveDate;
use leptos::html;
use leptos::prelude::*;

use super::diary::safety;
use crate::domain::diary::{Change, Diary, Strength};
use crate::present::diary::strength_in_words;
use crate::present::diary::writing::{self, DAY, Draft, Length, NOTE};
use crate::present::route::Route;
use crate::state::journal::Journal;
use crate::state::planner::Planner;
use crate::ui::parts::el::{El, el, link};
use crate::ui::parts::fields::{
    ChoiceRow, Choices, ErrorSummary, Errors, FieldMessage, Line, LineInput, Typed, label_and_hint, show_errors,
};
use crate::ui::parts::heading::heading;

/// The page of one day. Copying it copies nothing else.
#[derive(Clone, Copy)]
struct Page {
    journal: Journal,
    /// The day it was opened for.
    opened: NaiveDate,
}

impl Page {
    fn draft(self) -> Draft {
        self.journal.with_diary(|diary| self.journal.desk().draft(self.opened, diary))
    }

    /// What stands in the field of the day, noted in the draft; `None` while it is half typed and no day yet.
    fn typed(self, line: Line) -> Option<String> {
        let Typed { text, impossible } = line.typed();
        if impossible {
            return None;
        }
        self.write(|draft| draft.day.clone_from(&text));
        Some(text)
    }

    /// Today by the clock: the page may have been open since yesterday.
    fn today(self) -> NaiveDate {
        self.journal.look_at_clock();
        untrack(|| self.journal.local_now().day)
    }

    fn write(self, change: impl FnOnce(&mut Draft)) {
        self.journal.with_diary(|diary| self.journal.desk().write(self.opened, diary, change));
    }
}

/// The screen.
pub fn entry() -> AnyView {
    let planner = Planner::here();
    let journal = Journal::here();
    let today = journal.local_now().day;
    let page = Page { journal, opened: journal.desk().arrive(planner.has_moved()).unwrap_or(today) };
    let draft = page.draft();
    let errors: Errors = RwSignal::new(Vec::new());
    let form = NodeRef::<html::Form>::new();
    let line = Line::new(draft.day.clone());
    // The day by which signs and change are asked for; it follows the field.
    let asked = RwSignal::new(writing::day(Some(&draft.day), &journal.courses(), today).ok());
    let left = Callback::new(move |()| {
        let typed = page.typed(line);
        asked.set(writing::day(typed.as_deref(), &untrack(|| journal.courses()), page.today()).ok());
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (typed, today) = (page.typed(line), page.today());
        let (courses, draft) = (untrack(|| journal.courses()), page.draft());
        let read = |diary: &Diary| writing::read(&draft, typed.as_deref(), page.opened, &courses, diary, today);
        match journal.with_diary(read) {
            Err(found) => show_errors(errors, form, found),
            Ok((day, entry)) => {
                errors.set(Vec::new());
                journal.keep_entry(page.opened, day, &entry);
                planner.go(Route::Diary);
            }
        }
    };
    let kept = journal.with_diary(|diary| diary.contains_key(&page.opened));
    let title = planner.text(if kept { "entry.title_change" } else { "entry.title" });
    let body = view! {
        <form class="stack entry" method="dialog" novalidate node_ref=form on:submit=submit>
            <ErrorSummary errors form/>
            <section class="card">
                <LineInput
                    field=DAY
                    label=planner.text("entry.day")
                    help=Some(planner.with(|say, _| say.near(page.opened)))
                    kind="date"
                    line
                    errors
                    left
                />
            </section>
            {move || asked_for(page, asked.get())}
            {note(page, draft.entry.note, errors)}
            <div class="row">
                <button type="submit" class="btn">{planner.text("entry.save")}</button>
            </div>
        </form>
    };
    el("div")
        .class("screen")
        .el(el("p").class("top-row").el(link(Route::Diary).say("entry.back")))
        .el(el("header").class("lead").put(heading(title)).el(safety()))
        .put(body.into_any())
        .view()
}

/// Signs and change, as they are asked for on this day.
fn asked_for(page: Page, day: Option<NaiveDate>) -> AnyView {
    let planner = Planner::here();
    let courses = untrack(|| page.journal.courses());
    let entry = page.draft().entry;
    let (expected, others) = planner.with(|_, evidence| writing::signs_on(day, &courses, evidence));
    // What is noted already is never folded away.
    let (noted, others): (Vec<String>, Vec<String>) = others.into_iter().partition(|id| entry.signs.contains_key(id));
    let row = |id: String| {
        let strength = entry.signs.get(&id).copied();
        sign(page, id, strength)
    };
    let first: Vec<El> = expected.into_iter().chain(noted).map(row).collect();
    let rest = if first.is_empty() { "entry.signs_before" } else { "entry.others" };
    let folded = (!others.is_empty()).then(|| {
        let rows = el("div").class("entry-signs").all(others.into_iter().map(row));
        el("details").class("why entry-others").el(el("summary").say(rest)).el(rows)
    });
    let signs = el("section")
        .class("card")
        .el(el("h2").say("entry.signs"))
        .el(el("p").class("soft").say("entry.signs_help"))
        .el(el("div").class("entry-signs").all(first))
        .maybe(folded);
    let judged = (writing::may_judge(day, &courses) || entry.change.is_some()).then(|| judgement(page, entry.change));
    el("div").class("stack").el(signs).maybe(judged).view()
}

/// One sign with its four answers.
fn sign(page: Page, id: String, strength: Option<Strength>) -> El {
    let planner = Planner::here();
    let legend = el("legend").say(&format!("sign.{id}.name"));
    let name = format!("entry-{id}");
    let answers = std::iter::once(None).chain(Strength::ALL.iter().copied().map(Some));
    let mut row = el("div").class("segments");
    for answer in answers {
        let value = answer.map_or("none", |strength| strength.as_str());
        let label = match answer {
            Some(strength) => planner.with(|say, _| strength_in_words(strength, say)),
            None => planner.text("entry.none"),
        };
        let input_id = format!("{name}-{value}");
        let label = label_and_hint(&input_id, label, "", None);
        let sign = id.clone();
        let choose = move |_| {
            page.write(|draft| match answer {
                Some(strength) => draft.entry.signs.insert(sign.clone(), strength),
                None => drop(draft.entry.signs.remove(&sign)),
            });
        };
        let (name, chosen) = (name.clone(), strength == answer);
        row = row.put(
            view! {
                <div class="option">
                    <input type="radio" id=input_id name=name value=value checked=chosen on:change=choose/>
                    {label}
                </div>
            }
            .into_any(),
        );
    }
    el("fieldset").el(legend).el(row)
}

/// How what was treated is now.
fn judgement(page: Page, change: Option<Change>) -> El {
    let planner = Planner::here();
    let row = |value: Option<Change>| ChoiceRow {
        value: value.map_or("not_judged", |change| change.as_str()).to_owned(),
        label: match value {
            Some(change) => planner.text(&format!("diary.change.{}", change.as_str())),
            None => planner.text("entry.not_judged"),
        },
        hint: None,
        chosen: value == change,
    };
    let rows = Change::ALL.iter().copied().map(Some).chain([None]).map(row).collect();
    let choose = Callback::new(move |value: String| page.write(|draft| draft.entry.change = Change::parse(&value)));
    let choices = view! { <Choices name="entry-change" rows choose/> }.into_any();
    let legend = el("legend").el(el("h2").say("entry.change"));
    let fields =
        el("fieldset")
            .class("choice")
            .el(legend)
            .el(el("p").class("soft").say("entry.change_help"))
            .el(el("div").class("options").put(choices));
    el("section").class("card").el(fields)
}

/// The note. Nothing is cut: how much is too much is said.
fn note(page: Page, text: String, errors: Errors) -> AnyView {
    let planner = Planner::here();
    let length = RwSignal::new(writing::length(&text));
    let typed = move |event| {
        let text = event_target_value(&event);
        length.set(writing::length(&text));
        page.write(|draft| draft.entry.note = text);
    };
    let wrong = Memo::new(move |_| errors.read().iter().any(|(field, _)| field == NOTE));
    let described = move || match wrong.get() {
        true => "entry-note-error entry-note-length",
        false => "entry-note-length",
    };
    let counted = move || {
        planner.with(|say, _| match length.get() {
            Length::Fine => String::new(),
            Length::Left(left) => say.count("entry.left", left),
            Length::Over(over) => say.count("entry.over", over),
        })
    };
    let class = move || if matches!(length.get(), Length::Over(_)) { "error" } else { "soft" };
    let label = el("label").attr("for", NOTE).say("entry.note").view();
    view! {
        <section class="card">
            <div class="field">
                {label}
                <FieldMessage field=NOTE errors/>
                <textarea
                    id=NOTE
                    data-field=NOTE
                    rows="5"
                    dir="auto"
                    autocomplete="off"
                    aria-describedby=described
                    aria-invalid=move || wrong.get().then_some("true")
                    on:input=typed
                >{text}</textarea>
                <p id="entry-note-length" class=class>{counted}</p>
            </div>
        </section>
    }
    .into_any()
}
