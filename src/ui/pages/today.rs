//! What to do now, by the clock: before a session, on its day, after it, and between two.

use leptos::prelude::*;

use crate::domain::checklist::Checklist;
use crate::domain::clinic::Clinic;
use crate::domain::course::{SessionId, Slot, Sure};
use crate::domain::restriction::{Own, OwnRules, is_careful, last_session, restrictions};
use crate::domain::today::{Ahead, NEAR, Since, Today, today as today_by};
use crate::present::aftercare;
use crate::present::checklist::Row;
use crate::present::evidence::Topic;
use crate::present::origin::Origin;
use crate::present::route::{Check, Route};
use crate::present::today::{self, Preparing, Stage, Wait, session_name, session_named, slot_when};
use crate::state::calendar::show_badge;
use crate::state::journal::Journal;
use crate::state::planner::Planner;
use crate::ui::pages::learn::{Each, red_flag_lists};
use crate::ui::pages::sessions::warning;
use crate::ui::parts::checklist_rows::tick_rows;
use crate::ui::parts::clinic::{booking, call_clinic, emergency_line};
use crate::ui::parts::el::{El, el, link};
use crate::ui::parts::heading::heading;
use crate::ui::parts::onward::next_step;

/// At most so many things to do stand first.
const FIRST: usize = 3;

/// Everything the screen says. It is drawn anew only when one of these words changes, not with every minute.
#[derive(Clone, PartialEq)]
struct Shown {
    /// The line above the heading.
    eyebrow: String,
    title: String,
    /// What is said under the heading: a text, and the kind of day with it.
    about: About,
    /// What a clinic should be asked about the day of the session.
    slot: Option<Slot>,
    actions: Vec<Row>,
    more: Vec<Row>,
    later: Vec<Row>,
    /// Of which session the rows are ticked.
    ticks: Option<SessionId>,
    waits: Vec<Wait>,
    over: Vec<Wait>,
    preparing: Option<(SessionId, Vec<Row>, Option<String>)>,
    /// The next session, in one line.
    next: Option<String>,
}

/// What kind of day it is.
#[derive(Clone, PartialEq)]
enum About {
    Nothing,
    Before { when: String },
    TheDay(SessionId),
    Missed { id: SessionId, text: String },
    After { stage: Stage, clock_behind: bool },
    Between { last: bool },
}

/// The screen.
pub fn today() -> AnyView {
    let journal = Journal::here();
    journal.look_at_clock();
    let shown = Memo::new(move |_| look(journal));
    // On the icon of an installed app: what is due today, as far as it is not ticked.
    Effect::new(move |_| show_badge(Planner::here(), journal));
    // Only the heading a person arrives at takes focus, not one that the clock draws anew.
    let arrived = StoredValue::new(false);
    let draw = move || {
        let shown = shown.get();
        let title = shown.title.clone();
        let title = if arrived.get_value() { el("h1").text(title).view() } else { heading(title) };
        arrived.set_value(true);
        draw(shown, title)
    };
    el("div").class("screen today").put(draw.into_any()).view()
}

/// What today is, in words.
fn look(journal: Journal) -> Shown {
    let planner = Planner::here();
    let (now, zone) = (journal.now(), journal.zone());
    let (courses, slots) = (journal.courses(), journal.slots());
    let answers = planner.answers();
    let day = journal.local_now().day;
    let gap = journal.rhythm().map(|rhythm| rhythm.gap);
    let clinic = planner.clinic();
    let rules = OwnRules { typed: &courses.rules, clinic: clinic.as_deref().map(Clinic::gates) };
    let careful = is_careful(answers.sun.known(), answers.concern);
    planner.with(|say, evidence| {
        let mut shown = Shown {
            eyebrow: say.text("today.title"),
            title: say.text("today.nothing.title"),
            about: About::Nothing,
            slot: None,
            actions: Vec::new(),
            more: Vec::new(),
            later: Vec::new(),
            ticks: None,
            waits: Vec::new(),
            over: Vec::new(),
            preparing: None,
            next: None,
        };
        let in_line = |ahead: Ahead| {
            let name = session_name(ahead.slot.id, say);
            let when = slot_when(&ahead.slot, say);
            say.fill("today.between.next", &[("session", &name), ("when", &when)])
        };
        let prepare = |shown: &mut Shown, slot: &Slot| {
            let Preparing { due, next } = today::preparing(slot, gap, day, evidence);
            let next = next.map(|(day, count)| {
                let date = say.near(day);
                let number = say.number(count as u64);
                let form = say.locale.plural(count as u64).as_str();
                say.words.plural("today.due.next", form, &[("n", &number), ("date", &date)])
            });
            shown.preparing = Some((slot.id, due, next));
        };
        let after = |shown: &mut Shown, since: Since| {
            let rows = aftercare::rows(answers.concern, Some(Own { rules, careful }), evidence);
            let (mut now_rows, later) = today::actions(since, rows, say);
            shown.more = now_rows.split_off(now_rows.len().min(FIRST));
            shown.actions = now_rows;
            shown.later = later;
            shown.ticks = Some(since.id);
        };
        let wait = |shown: &mut Shown, since: Since| {
            let last = last_session(&courses, &slots, zone);
            let ends = restrictions(evidence, answers.concern, rules, since.end, last, careful);
            (shown.waits, shown.over) = today::waits(&ends, now, zone, say);
        };
        // Where the next session is what the day is about, the last one is named only for what still waits.
        let still_wait = |shown: &mut Shown, since: Option<Since>| {
            if let Some(since) = since {
                wait(shown, since);
                if shown.waits.is_empty() {
                    shown.over.clear();
                }
            }
        };
        match today_by(&courses, &slots, evidence, now, zone) {
            Today::Nothing => {}
            Today::Before(ahead, since) => {
                let name = session_name(ahead.slot.id, say);
                let when = today::ahead(ahead, say);
                shown.eyebrow = say.fill("today.before", &[("session", &session_named(ahead.slot.id, say))]);
                shown.title = say.fill("today.before.title", &[("session", &name), ("ahead", &when)]);
                shown.about = About::Before { when: slot_when(&ahead.slot, say) };
                shown.slot = Some(ahead.slot);
                prepare(&mut shown, &ahead.slot);
                still_wait(&mut shown, since);
            }
            Today::TheDay(slot, since) => {
                let name = session_name(slot.id, say);
                shown.eyebrow = slot_when(&slot, say);
                shown.title = say.fill("today.the_day.title", &[("session", &name)]);
                shown.about = About::TheDay(slot.id);
                shown.slot = Some(slot);
                prepare(&mut shown, &slot);
                still_wait(&mut shown, since);
            }
            Today::Missed(slot, since) => {
                let name = session_named(slot.id, say);
                let text = say.fill("today.missed.text", &[("when", &slot_when(&slot, say))]);
                shown.title = say.fill("today.missed.title", &[("session", &name)]);
                shown.about = About::Missed { id: slot.id, text };
                still_wait(&mut shown, since);
            }
            Today::After(since, ahead) => {
                let stage = today::stage(since, evidence, say);
                shown.eyebrow = stage.eyebrow.clone();
                shown.title = stage.title.clone();
                shown.about = About::After { stage, clock_behind: since.clock_behind };
                shown.next = ahead.map(in_line);
                after(&mut shown, since);
                wait(&mut shown, since);
                // Where sessions come every week, the next one is to be prepared for while the last is healing.
                if let Some(ahead) = ahead.filter(|ahead| ahead.days <= NEAR) {
                    prepare(&mut shown, &ahead.slot);
                }
            }
            Today::Between(since, ahead) => {
                let session = session_named(since.id, say);
                let passed = today::passed(since, say);
                shown.eyebrow = say.fill("today.after", &[("session", &session), ("since", &passed)]);
                shown.title = say.text("today.between.title");
                shown.about = About::Between { last: ahead.is_none() };
                shown.next = ahead.map(in_line);
                after(&mut shown, since);
                wait(&mut shown, since);
            }
        }
        shown
    })
}

fn draw(shown: Shown, title: AnyView) -> AnyView {
    let Shown { eyebrow, title: _, about, slot, actions, more, later, ticks, waits, over, preparing, next } = shown;
    let is_after = matches!(about, About::After { .. });
    let hero = hero(eyebrow, title, about, slot);
    let next = next.map(|next| {
        let not_before = el("p").class("soft").say("today.between.not_before");
        let way = el("p").class("row").el(link(Route::Sessions).class("btn ghost small").say("today.sessions"));
        el("section").class("card").maybe(agrees()).el(el("p").el(el("b").text(next))).el(not_before).el(way)
    });
    let list = |title: &str, rows: Vec<Row>| {
        let id = ticks.filter(|_| !rows.is_empty())?;
        let rows = tick_rows(Checklist::Aftercare, id.running(), rows);
        Some(el("section").class("card").el(el("h2").say(title)).el(rows))
    };
    let folded = |title: &str, rows: Vec<Row>| {
        let id = ticks.filter(|_| !rows.is_empty())?;
        let rows = tick_rows(Checklist::Aftercare, id.running(), rows);
        Some(el("details").class("fold").el(el("summary").say(title)).el(rows))
    };
    let mut screen = el("div").class("stack").el(hero);
    let check = check_card();
    // Hours after a session the first question is whether this is normal; otherwise it can wait below.
    let preparing = preparing.map(preparing_card);
    let (before, beside) = if is_after { (None, preparing) } else { (preparing, None) };
    screen = screen.maybe(before).el(check);
    screen
        .maybe(list("today.actions", actions))
        .maybe(waits_card(waits, over))
        .maybe(beside)
        .maybe(folded("today.more", more))
        .maybe(folded("today.later", later))
        .maybe(next)
        .el(ways())
        .maybe(booking())
        .el(warning_signs())
        .view()
}

fn hero(eyebrow: String, title: AnyView, about: About, slot: Option<Slot>) -> El {
    let planner = Planner::here();
    let hero = el("section").class("card hero-day").el(el("p").class("eyebrow").text(eyebrow)).put(title);
    let open = |id: SessionId, text: &str| link(Route::Session(id)).class("btn").say(text);
    let hero = match about {
        About::Nothing => {
            let had = Journal::here().courses().next();
            let plan = link(next_step(planner)).class("btn").say("today.make_plan");
            hero.el(el("p").class("soft").say("today.nothing.text")).el(el("p").class("row").el(plan).el(link(
                Route::Session(had),
            )
            .class("btn ghost")
            .say("today.had_session")))
        }
        About::Before { when } => {
            let booked = slot.is_some_and(|slot| slot.sure == Sure::Booked);
            let line = if booked {
                el("p").text(planner.with(|say, _| say.fill("today.before.booked", &[("when", &when)])))
            } else {
                el("p").el(el("b").text(when)).text(" · ").el(el("span").class("soft").say("today.before.not_booked"))
            };
            let id = slot.map(|slot| slot.id);
            hero.maybe(agrees()).el(line).maybe(id.map(|id| el("p").class("row").el(open(id, "today.book"))))
        }
        About::TheDay(id) => {
            hero.el(el("p").say("today.the_day.text")).el(el("p").class("row").el(open(id, "today.the_day.done")))
        }
        About::Missed { id, text } => hero.el(el("p").text(text)).el(el("p")
            .class("row")
            .el(open(id, "today.the_day.done"))
            .el(link(Route::Session(id)).class("btn ghost").say("today.missed.move"))),
        About::After { stage, clock_behind } => {
            let days = stage.days.into_iter().map(|(day, on)| {
                let name = planner.with(|say, _| say.fill("today.day_number", &[("n", &day)]));
                let item = el("li").attr("aria-label", name).text(day);
                if on { item.attr("aria-current", "step").class("on") } else { item }
            });
            let days = el("ol").class("day-strip").attr("aria-label", planner.text("today.day_strip")).all(days);
            let behind = clock_behind.then(|| el("p").class("notice").say("today.clock_behind"));
            let usual = el("p").class("soft").rich(&stage.text_id).source(stage.origin, stage.title);
            hero.maybe(behind).el(usual).el(days)
        }
        About::Between { last } => hero.maybe(last.then(|| el("p").class("soft").say("today.between.none"))),
    };
    hero.maybe(slot.as_ref().and_then(warning))
}

/// Under what the days to come stand, where the plan is one to ask about first.
fn agrees() -> Option<El> {
    untrack(|| Journal::here().if_agrees()).then(|| el("p").class("until").say("plan.if_agrees"))
}

/// The way to "Is this normal?", one tap away at any time.
fn check_card() -> El {
    let go = link(Route::Normal(Check::Emergency)).class("btn wide").say("today.check");
    el("section")
        .class("card check-card")
        .el(el("p").say("today.check.text"))
        .el(el("p").class("row").el(go).maybe(call_clinic()))
}

fn preparing_card((id, due, next): (SessionId, Vec<Row>, Option<String>)) -> El {
    let list = if due.iter().any(is_of_the_day) { Checklist::SessionDay } else { Checklist::Preparation };
    let whole = link(Route::Checklist(list, id.running())).class("btn ghost small").say("today.whole_list");
    let card = el("section").class("card").el(el("h2").say("today.due"));
    let card = if due.is_empty() {
        card.el(el("p").say("today.due.nothing"))
    } else {
        card.el(tick_rows(list, id.running(), due))
    };
    let next = next.map(|next| el("div").maybe(agrees()).el(el("p").class("soft").text(next)));
    card.maybe(next).el(el("p").class("row").el(whole))
}

/// Whether a row belongs to the day of the session: its list, and its ticks, are another one.
fn is_of_the_day(row: &Row) -> bool {
    Planner::here()
        .with(|_, evidence| evidence.preparation.iter().any(|prep| prep.id == row.id && prep.offset_days == 0))
}

fn waits_card(waits: Vec<Wait>, over: Vec<Wait>) -> Option<El> {
    if waits.is_empty() && over.is_empty() {
        return None;
    }
    let row = |wait: Wait| {
        let class = if wait.is_do { "wait kept-up" } else { "wait" };
        el("li")
            .class(class)
            .el(el("b").text(&wait.label))
            .el(el("span")
                .class("until")
                .text(wait.until)
                .source(Origin::row(Topic::Restrictions, &wait.id), wait.label))
            .maybe(wait.whose.map(|whose| el("p").class("soft").text(whose)))
            .el(el("details")
                .class("why")
                .el(el("summary").say("today.why"))
                .el(el("p").rich(&wait.note_id))
                .basis(&wait.basis))
    };
    let over = (!over.is_empty()).then(|| {
        el("details")
            .class("fold")
            .el(el("summary").say("today.allowed"))
            .el(el("ul").class("waits").all(over.into_iter().map(row)))
    });
    let still = (!waits.is_empty()).then(|| el("ul").class("waits").all(waits.into_iter().map(row)));
    Some(
        el("section")
            .class("card")
            .el(el("h2").say("today.waits"))
            .el(el("p").class("soft").say("today.waits.note"))
            .maybe(still)
            .maybe(over)
            .el(el("p").class("row").el(link(Route::ClinicRules).class("btn ghost small").say("today.own_rules"))),
    )
}

/// The warning signs, folded; a clinic's own line stands after what they say of the emergency number.
fn warning_signs() -> El {
    let card = el("details").class("status no").el(el("summary").el(el("h2").say("today.warning")));
    red_flag_lists(card, Each::Source).maybe(emergency_line())
}

fn ways() -> El {
    el("p")
        .class("row ways")
        .el(link(Route::Sessions).class("btn ghost").say("today.sessions"))
        .el(link(Route::Entry).class("btn ghost").say("today.write"))
        .el(link(Route::Take).class("btn ghost").say("today.take"))
}
