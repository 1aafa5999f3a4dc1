//! Days of the diary as a list: a part of them at once, the others when they are asked for or found.
//!
//! Uses: `present::diary`, `ui::parts`. Used by: `ui::pages::diary`.

use std::rc::Rc;

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::course::SessionId;
use crate::domain::sorted::SortedMap;
use crate::present::diary::find::found;
use crate::present::diary::{Group, Row, rows, sessions};
use crate::present::route::Route;
use crate::state::journal::Journal;
use crate::state::planner::Planner;
use crate::ui::parts::el::{El, el};
use crate::ui::pictures::signs::strength_mark;

/// How many days are drawn at once.
pub const PORTION: usize = 30;

/// How much of each group was asked for, which stays when the screen is drawn anew. Copying it copies nothing else.
#[derive(Clone, Copy, Default)]
pub struct Days(StoredValue<SortedMap<u16, usize>>);

impl Days {
    fn of(self, group: u16) -> usize {
        self.0.with_value(|asked| asked.get(&group).copied()).unwrap_or_default()
    }
}

/// How days are listed.
#[derive(Clone, Copy)]
pub struct List {
    /// What was asked for before.
    pub shown: Days,
    /// Whether the first of them are drawn without being asked for.
    pub at_once: bool,
    /// A day that was just changed: it is among those drawn.
    pub touched: Option<NaiveDate>,
}

/// A button; `about` is what its name says beside its words. What it does is done once the tap is answered: drawing the
/// days anew takes longer.
pub fn action(class: &'static str, id: &str, about: Option<&str>, press: impl Fn() + 'static) -> AnyView {
    let planner = Planner::here();
    let words = planner.text(id);
    let name =
        about.map(|about| planner.with(|say, _| say.fill("diary.named", &[("action", &words), ("date", about)])));
    let press = Rc::new(press);
    let pressed = move |_| {
        let press = Rc::clone(&press);
        planner.page().soon(move || press());
    };
    view! { <button type="button" class=class aria-label=name on:click=pressed>{words}</button> }.into_any()
}

/// Opens the page of a day to write on.
pub fn write_on(journal: Journal, day: NaiveDate) -> impl Fn() + 'static {
    let planner = Planner::here();
    move || {
        journal.desk().open(day);
        planner.go(Route::Entry);
    }
}

/// The days of a group, latest first. Each portion stays as it is when another follows it.
pub fn days(journal: Journal, group: &Group<'_>, title: &str, list: List) -> AnyView {
    let List { shown, at_once, touched } = list;
    let planner = Planner::here();
    let all: Vec<NaiveDate> = group.entries.iter().map(|(day, _)| *day).collect();
    let touched = touched.and_then(|day| all.iter().position(|other| *other == day));
    let after = group.after.map(|done| done.id);
    let id = after.map_or(0, SessionId::running);
    let begun = shown.of(id).max(touched.map_or(0, |place| place / PORTION + 1)).max(usize::from(at_once));
    if all.len() <= PORTION && begun > 0 {
        return portion(journal, after, &all);
    }
    let (count, length) = (RwSignal::new(begun), all.len());
    let all = StoredValue::new(all);
    let draw = move |part: usize| {
        let days: Vec<NaiveDate> =
            all.with_value(|all| all.iter().skip(part * PORTION).take(PORTION).copied().collect());
        portion(journal, after, &days)
    };
    let add = move || {
        planner.page().soon(move || {
            // The screen may be gone by then.
            if let Some(parts) = count.try_get_untracked().map(|parts| parts + 1) {
                shown.0.update_value(|asked| asked.insert(id, parts));
                count.set(parts);
            }
        });
    };
    let over = move || count.get() * PORTION >= length;
    let more = action("btn ghost small", "diary.more", Some(title), add);
    view! {
        <For each=move || 0..count.get() key=|part| *part children=draw/>
        <div hidden=over><p class="row">{more}</p></div>
    }
    .into_any()
}

fn portion(journal: Journal, after: Option<SessionId>, days: &[NaiveDate]) -> AnyView {
    let courses = untrack(|| journal.courses());
    let after = after.and_then(|id| sessions(&courses).find(|done| done.id == id));
    let rows = journal.with_diary(|diary| {
        let entries = days.iter().filter_map(|day| Some((*day, diary.get(day)?))).collect();
        Planner::here().with(|say, evidence| rows(&Group { after, entries }, evidence, say))
    });
    el("ol").class("diary-days").all(rows.into_iter().map(|row| day(journal, row))).view()
}

/// What was noted on one day.
fn day(journal: Journal, row: Row) -> El {
    let planner = Planner::here();
    let day = row.day;
    let signs = row.signs.into_iter().map(|(name, strength, words)| {
        el("li").put(strength_mark(strength)).el(el("span").text(name).say("unit.colon").el(el("b").text(words)))
    });
    let judged =
        row.change.map(|change| el("p").text(planner.with(|say, _| say.fill("diary.judged", &[("change", &change)]))));
    let note = (!row.note.is_empty()).then(|| el("p").class("diary-note").attr("dir", "auto").text(row.note));
    let change = action("link", "diary.change_entry", Some(&row.title), write_on(journal, day));
    let delete = action("link", "diary.delete_entry", Some(&row.title), move || journal.delete_entry(day));
    el("li").el(el("h4").text(row.title)).el(el("ul").class("diary-signs").all(signs)).maybe(judged).maybe(note).el(el(
        "p",
    )
    .class("row links")
    .put(change)
    .put(delete))
}

/// What is drawn by `page`, or the days that were looked for. They can be looked for where there are more than are drawn
/// at once; `drawn` changes when the diary is to be drawn anew.
pub fn find(
    journal: Journal,
    drawn: RwSignal<u32>,
    page: impl Fn() -> AnyView + Copy + Send + Sync + 'static,
) -> AnyView {
    let planner = Planner::here();
    let words = RwSignal::new(String::new());
    let many = Memo::new(move |_| {
        drawn.get();
        untrack(|| journal.with_diary(|diary| diary.len() > PORTION))
    });
    let days_found = Memo::new(move |_| {
        drawn.get();
        let words = words.get();
        let days = |diary: &_| {
            planner.with(|say, evidence| {
                found(diary, &words, evidence, say).into_iter().map(|(day, _)| day).collect::<Vec<NaiveDate>>()
            })
        };
        (!words.trim().is_empty()).then(|| untrack(|| journal.with_diary(days)))
    });
    let typed = move |event| {
        let text = event_target_value(&event);
        // The screen may be gone by then.
        planner.page().soon(move || drop(words.try_set(text)));
    };
    let said = move || {
        let count = days_found.read().as_ref().map(Vec::len);
        planner.with(|say, _| match count {
            None => say.text("diary.find_help"),
            Some(0) => say.text("diary.found_none"),
            Some(count) => say.count("diary.found", u64::try_from(count).unwrap_or_default()),
        })
    };
    let field = move || {
        many.get().then(|| {
            let label = el("label").attr("for", "diary-find").say("diary.find").view();
            view! {
                <div class="field">
                    {label}
                    <input
                        type="search"
                        id="diary-find"
                        autocomplete="off"
                        aria-describedby="diary-found"
                        on:input=typed
                    />
                    <p class="soft" role="status" id="diary-found">{said}</p>
                </div>
            }
        })
    };
    let below = move || {
        if days_found.read().is_none() {
            return page();
        }
        drawn.get();
        untrack(|| {
            journal.with_diary(|diary| {
                let days_found = days_found.get().unwrap_or_default();
                let entries = days_found.iter().filter_map(|day| Some((*day, diary.get(day)?))).collect();
                let group = Group { after: None, entries };
                let title = planner.text("diary.find");
                let list = List { shown: Days::default(), at_once: true, touched: None };
                let list = days(journal, &group, &title, list);
                el("section").class("card").put(list).view()
            })
        })
    };
    view! { <div class="stack">{field}{below}</div> }.into_any()
}
