//! The last page of "Is this normal?": the verdict in one sentence, what to do, and each sign with its day.
//!
//! Uses: `domain::healing_check`, `present::healing_check`, `state`, `ui::parts`. Used by: `ui::pages::normal`.

use leptos::prelude::*;

use crate::domain::checklist::Checklist;
use crate::domain::diary::Entry;
use crate::domain::healing_check::{Asked, Told, Verdict, outcome};
use crate::domain::ids::Device;
use crate::present::diary::writing::with_told;
use crate::present::evidence::Topic;
use crate::present::healing_check::{Line, Row, Shown, note, numbers as numbers_here, shown};
use crate::present::origin::Origin;
use crate::present::route::{Check, Route};
use crate::state::journal::Journal;
use crate::state::planner::Planner;
use crate::ui::parts::clinic::{call_clinic, emergency_line};
use crate::ui::parts::el::{El, el, link};
use crate::ui::parts::heading::heading;
use crate::ui::parts::healing_check::{at_home, blood_contact};

/// What to do. Drawn anew when the hours that pass change a verdict, and not for less.
pub fn outcome_page() -> AnyView {
    let journal = Journal::here();
    let verdicts = Memo::new(move |_| {
        journal.now();
        untrack(|| {
            of_now().map(|(now, _)| (now.verdict, now.lines.iter().map(|line| line.verdict).collect::<Vec<_>>()))
        })
    });
    let page = move || {
        // Read, not only tracked: a memo that nobody reads is never worked out.
        let _ = verdicts.read();
        untrack(|| of_now().map(|(now, about)| draw(now, about)))
    };
    page.into_any()
}

/// What the page needs to know beside its words.
struct Beside {
    told: Told,
    device: Option<Device>,
    /// The running number of the session whose aftercare it is.
    session: u16,
}

fn of_now() -> Option<(Shown, Beside)> {
    let (planner, journal) = (Planner::here(), Journal::here());
    let (told, courses, now) = (journal.told(), journal.courses(), journal.now());
    let about = told.about(&courses, now);
    let concern = planner.answers_now().concern;
    let shown = planner.with(|say, evidence| {
        let healing = &evidence.healing;
        let outcome = outcome(&told, &about, healing)?;
        Some(shown(&outcome, &told, &about, (healing, concern), (journal.zone(), now), say))
    })?;
    let session = about.held.map_or(1, |(id, _)| id.running());
    let device = about.device;
    Some((shown, Beside { told, device, session }))
}

fn draw(shown: Shown, beside: Beside) -> AnyView {
    let Beside { told, device, session } = beside;
    let verdict = shown.verdict;
    let ticked_any = !shown.flags.is_empty() || !shown.lines.is_empty() || shown.unsure;
    let words = ticked_any.then(|| Planner::here().with(|say, _| note(&shown, &told, say)));
    let back = match (verdict, told.asked) {
        (Verdict::Emergency, _) => Check::Emergency,
        (_, Asked::Signs) => Check::Signs,
        _ => Check::Call,
    };
    let card = el("section")
        .class(class(verdict))
        .put(heading(shown.title))
        .el(el("p").text(shown.lead))
        .maybe(shown.unsure.then(|| el("p").el(el("b").say("normal.else"))));
    let screen = el("div")
        .class("screen normal")
        .el(el("p").class("top-row").el(link(Route::Normal(back)).say("question.back")));
    if verdict == Verdict::Emergency {
        // Nothing else: the call, what to say, and the one line that is always there.
        return screen
            .el(card.el(numbers()).maybe(emergency_line()))
            .el(ticked(shown.flags, false))
            .el(blood_contact(true))
            .view();
    }
    let flags = (!shown.flags.is_empty()).then(|| ticked(shown.flags, true));
    let hours = shown.counted.map(|text| el("p").class("soft counted").text(text));
    let long_ago = shown.long_ago.map(|text| el("p").class("status ask").text(text));
    let lines = (!shown.lines.is_empty()).then(|| {
        let rows = shown.lines.into_iter().map(line);
        el("section").class("card").el(el("h2").say("normal.each")).el(el("ul").class("ruled").all(rows))
    });
    let today = shown.today.map(|(name, text)| {
        el("section").class("card prose").el(el("h2").say("normal.today")).el(el("p").el(el("b").text(&name))).el(el(
            "p",
        )
        .rich(&text)
        .source(own(&text.replace('.', "-")), name)
        .el(el("small").class("judged").say("basis.judgement")))
    });
    let again = {
        let (planner, journal) = (Planner::here(), Journal::here());
        let again = move |_| {
            journal.tell(|told| *told = Told::default());
            planner.go(Route::Normal(Check::Emergency));
        };
        view! { <button type="button" class="btn ghost" on:click=again>{planner.text("normal.again")}</button> }
            .into_any()
    };
    let aftercare = link(Route::Checklist(Checklist::Aftercare, session)).class("btn ghost").say("normal.aftercare");
    let calls = matches!(verdict, Verdict::Call | Verdict::CallToday);
    let card = card.maybe(call_clinic().filter(|_| calls).map(|call| el("p").class("row").el(call)));
    let card = card.maybe(emergency_line().filter(|_| verdict == Verdict::CallToday));
    screen
        .el(card)
        .maybe(flags)
        .maybe(hours)
        .maybe(long_ago)
        .maybe(lines)
        .maybe(today)
        .maybe((device == Some(Device::Home)).then(at_home))
        .el(el("p").say("normal.no_diagnosis"))
        .put(words.map(|words| keep(&told, words)).into_any())
        .el(el("div").class("row").put(again).el(aftercare))
        .el(blood_contact(false))
        .view()
}

/// The look of a verdict; its words always say it too.
fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Expected => "status ok verdict",
        Verdict::Watch => "status wait verdict",
        Verdict::Call => "status ask verdict",
        Verdict::CallToday => "status no verdict",
        Verdict::Emergency => "status no verdict now",
    }
}

/// The emergency numbers, each a tap away.
fn numbers() -> El {
    let calls = Planner::here().with(|say, _| numbers_here(say)).into_iter().map(|number| {
        el("li").el(el("a").class("btn").attr("href", format!("tel:{number}")).say(&format!("normal.number.{number}")))
    });
    el("div").class("stack").el(el("ul").class("numbers").all(calls)).el(el("p").say("normal.number.else"))
}

/// A row of the table of healing, which no address names: it is what the person has.
fn own(row: &str) -> Origin {
    Origin::own(Topic::Healing, row)
}

/// The warning signs that were ticked, in full. In an emergency nothing leads away from them.
fn ticked(flags: Vec<Row>, with_source: bool) -> El {
    let rows = flags.into_iter().map(|flag| {
        let origin = with_source.then(|| own(&format!("flag-{}", flag.id)));
        el("li").el(el("b").text(&flag.label)).el(el("p").text(flag.hint).maybe_source(origin, flag.label))
    });
    el("section").class("card").el(el("h2").say("normal.ticked")).el(el("ul").class("ruled").all(rows))
}

/// A sign: what it is now, by when it should be gone, how it looks and feels, and what to do.
fn line(line: Line) -> El {
    let days = line.gone_by.map(|text| el("p").class("until").text(text));
    let begins = line.begins.map(|text| el("p").class("soft").text(text));
    el("li")
        .el(el("h3").text(&line.name))
        .el(el("p").class(mark(line.verdict)).text(line.now))
        .maybe(days)
        .el(el("p").text(line.action))
        .all(line.notes.into_iter().map(|note| el("p").class("note").text(note)))
        .el(el("p")
            .class("soft")
            .rich(&format!("sign.{}.look", line.id))
            .source(own(&format!("sign-{}", line.id)), line.name))
        .maybe(begins)
        .basis(&line.basis)
}

fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Expected => "mark ok",
        Verdict::Watch => "mark wait",
        Verdict::Call => "mark ask",
        Verdict::CallToday | Verdict::Emergency => "mark no",
    }
}

/// A button that notes what was told in the diary of today, beside what is noted there.
fn keep(told: &Told, words: String) -> AnyView {
    let (planner, journal) = (Planner::here(), Journal::here());
    let told = StoredValue::new((told.signs.clone(), words));
    let with = move |entry: &Entry| told.with_value(|(signs, words)| with_told(entry, signs, words));
    let noted = Memo::new(move |_| {
        let (diary, today) = (journal.diary(), journal.local_now().day);
        diary.get(&today).is_some_and(|entry| with(entry) == *entry)
    });
    // A note that is full takes no more words, and where there is nothing else to keep there is no button.
    let said = told.with_value(|(_, words)| {
        journal.with_diary(|diary| diary.get(&journal.local_now().day).is_some_and(|entry| entry.note.contains(words)))
    });
    if noted.get_untracked() && !said {
        return ().into_any();
    }
    let keep = move |_| {
        if noted.get_untracked() {
            return;
        }
        journal.look_at_clock();
        let (mut diary, today) = untrack(|| (journal.diary(), journal.local_now().day));
        let before = diary.remove(&today).unwrap_or_default();
        journal.note(today, &before, &with(&before));
    };
    let label = move || planner.text(if noted.get() { "normal.in_diary" } else { "normal.keep" });
    let status = move || noted.get().then(|| planner.text("normal.kept"));
    view! {
        <div class="keep">
            // Not the attribute `disabled`: the focus of whoever pressed it must not fall off the page.
            <button type="button" class="btn" aria-disabled=move || noted.get().to_string() on:click=keep>{label}</button>
            <p role="status">{status}</p>
        </div>
    }
    .into_any()
}
