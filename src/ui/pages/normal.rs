//! "Is this normal?": emergencies first, then what a clinic should hear about, then each sign by its hours.
//!
//! Uses: `domain::healing_check`, `present::healing_check`, `state`, `ui::parts`. Used by: `ui::further`. What is ticked
//! here is kept in memory only, and no address holds any of it.

use leptos::html;
use leptos::prelude::*;

use super::normal_outcome::outcome_page;
use crate::domain::course::Courses;
use crate::domain::dates::format_iso;
use crate::domain::evidence::{RedFlag, Urgency};
use crate::domain::healing_check::{Asked, Told, Verdict, is_ahead, is_asked, last_held, of_flag, outcome};
use crate::domain::ids::Device;
use crate::domain::moment::ClockTime;
use crate::domain::sorted::SortedSet;
use crate::present::evidence::Topic;
use crate::present::forms::FieldError;
use crate::present::healing_check::{
    DAY_FIELD, Row, TIME_FIELD, counted, ended, flag_rows, held_name, numbers_in_words, sign_rows,
};
use crate::present::origin::Origin;
use crate::present::route::{Check, Route};
use crate::state::journal::Journal;
use crate::state::planner::Planner;
use crate::ui::parts::el::{El, el, link};
use crate::ui::parts::fields::{ChoiceRow, Choices, ErrorSummary, Errors, Line, LineInput, Typed, show_errors};
use crate::ui::parts::heading::heading;
use crate::ui::parts::healing_check::{at_home, blood_contact};
use crate::ui::parts::tick_page::tick_box;

/// One of the four pages.
pub fn normal(check: Check) -> AnyView {
    let (planner, journal) = (Planner::here(), Journal::here());
    journal.look_at_clock();
    journal.enter_check(check == Check::Emergency);
    on_cleanup(move || {
        if !matches!(untrack(|| planner.route()), Route::Normal(_)) {
            journal.leave_check();
        }
    });
    let asked = journal.told().asked;
    match check {
        Check::Emergency => emergency(),
        Check::Call if asked >= Asked::Emergencies => call(),
        Check::Signs if asked >= Asked::Calls => signs(),
        Check::Outcome if worst_now().is_some() => outcome_page(),
        _ => lost(),
    }
}

/// The verdict so far, as the evidence, the sessions and the clock have it now.
fn worst_now() -> Option<Verdict> {
    let (planner, journal) = (Planner::here(), Journal::here());
    let (told, courses, now) = (journal.told(), journal.courses(), journal.now());
    let about = told.about(&courses, now);
    planner.with(|_, evidence| outcome(&told, &about, &evidence.healing).map(|outcome| outcome.verdict))
}

/// The emergencies.
fn emergency() -> AnyView {
    let rows = flag_ticks(&[Urgency::Emergency], None);
    let planner = Planner::here();
    let some = move || has_flag(planner, Verdict::Emergency, None);
    let submit = Callback::new(move |()| go_on(Asked::Emergencies));
    let numbers = el("p").class("status no").text(planner.with(|say, _| numbers_in_words(say))).view();
    let fields = vec![fieldset("normal.flags", rows)];
    let form = asking(no_errors(), NodeRef::new(), submit, fields, some);
    page(Check::Emergency, "normal.title", "normal.intro").put(numbers).put(form).el(blood_contact(true)).view()
}

/// What a clinic should hear about, once it is known which session it is and with what.
fn call() -> AnyView {
    let (planner, journal) = (Planner::here(), Journal::here());
    let submit = Callback::new(move |()| go_on(Asked::Calls));
    let needs_device = Memo::new(move |_| {
        let courses = journal.courses();
        !journal.told().about(&courses, journal.now()).device_noted
    });
    let device = Memo::new(move |_| {
        let courses = journal.courses();
        journal.told().about(&courses, journal.now()).device
    });
    let some =
        move || [Verdict::Call, Verdict::CallToday].iter().any(|verdict| has_flag(planner, *verdict, device.get()));
    let session = session_choice(&journal.courses());
    let ask_device = move || needs_device.get().then(|| untrack(device_choice));
    let home = move || (device.get() == Some(Device::Home)).then(|| at_home().view());
    let levels = &[Urgency::SameDay, Urgency::SameDayRf, Urgency::CallClinic];
    let rows = move || flag_ticks(levels, device.get());
    let fields = vec![session, ask_device.into_any(), home.into_any(), fieldset("normal.calls", rows.into_any())];
    let form = asking(no_errors(), NodeRef::new(), submit, fields, some);
    page(Check::Call, "normal.call.title", "normal.call.intro").put(form).el(blood_contact(false)).view()
}

/// The signs of healing, and when the session was where it is not noted.
fn signs() -> AnyView {
    let (planner, journal) = (Planner::here(), Journal::here());
    let (told, courses, now) = (journal.told(), journal.courses(), journal.now());
    let about = told.about(&courses, now);
    let (form, errors) = (NodeRef::<html::Form>::new(), no_errors());
    let when = about.held.is_none().then(|| When::new(&told));
    let submit = Callback::new(move |()| {
        match when.and_then(|when| when.tell(false)) {
            // Without a sign no hours are counted, and a day left empty is no mistake.
            Some((_, FieldError::NoSessionDay)) if untrack(|| journal.told()).signs.is_empty() => go_on(Asked::Signs),
            Some((field, error)) => show_errors(errors, form, vec![(field.to_owned(), error)]),
            None => go_on(Asked::Signs),
        }
    });
    let top = match when {
        Some(when) => when.view(errors),
        None => {
            let text = planner.with(|say, _| counted(&told, &about, say));
            el("p").class("soft counted").text(text).view()
        }
    };
    let rows = planner.with(|say, evidence| sign_rows(&evidence.healing, say));
    let rows = rows.into_iter().map(sign_tick).collect_view();
    let unsure = tick_box(
        "check-else".to_owned(),
        planner.text("normal.else"),
        Some(planner.text("normal.else.hint")),
        move || journal.told().unsure,
        move |on| journal.tell(|told| told.unsure = on),
    );
    let some = move || {
        let told = journal.told();
        told.unsure || !told.signs.is_empty()
    };
    let fields = vec![top, fieldset("normal.signs.legend", vec![rows.into_any(), unsure].into_any())];
    let form = asking(errors, form, submit, fields, some);
    page(Check::Signs, "normal.signs.title", "normal.signs.intro").put(form).el(blood_contact(false)).view()
}

/// A page that asks what comes before has not been asked: after a reload, or from an old link.
fn lost() -> AnyView {
    el("div")
        .class("screen normal")
        .put(heading(Planner::here().text("normal.lost.title")))
        .el(el("p").class("intro").say("normal.lost.text"))
        .el(el("p").class("row").el(link(Route::Normal(Check::Emergency)).class("btn").say("normal.lost.begin")))
        .el(blood_contact(false))
        .view()
}

/// The top of a page that asks: the way back, the place among the pages, the heading.
fn page(check: Check, title: &str, intro: &str) -> El {
    let planner = Planner::here();
    let (back, place) = match check {
        Check::Emergency => (None, 1u64),
        Check::Call => (Some(Check::Emergency), 2),
        Check::Signs | Check::Outcome => (Some(Check::Call), 3),
    };
    let place =
        planner.with(|say, _| say.fill("question.progress", &[("n", &say.number(place)), ("of", &say.number(3u64))]));
    let back = back.map(|check| link(Route::Normal(check)).say("question.back"));
    // On the first page nothing leads away from the emergencies.
    let origin = (check != Check::Emergency).then_some(Origin::of(Topic::Healing));
    el("div").class("screen normal").el(el("p").class("top-row").maybe(back).el(el("span").text(place))).el(el(
        "header",
    )
    .class("lead")
    .put(heading(planner.text(title)))
    .el(el("p").class("intro").say(intro).maybe_source(origin, planner.text(title))))
}

fn no_errors() -> Errors {
    RwSignal::new(Vec::new())
}

/// A form with one button: it says "none of these" until something is ticked.
fn asking(
    errors: Errors,
    form: NodeRef<html::Form>,
    submit: Callback<()>,
    fields: Vec<AnyView>,
    some: impl Fn() -> bool + Send + Sync + 'static,
) -> AnyView {
    let planner = Planner::here();
    let label = move || planner.text(if some() { "normal.what_now" } else { "normal.none" });
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        submit.run(());
    };
    view! {
        <form class="stack" method="dialog" novalidate node_ref=form on:submit=on_submit>
            <ErrorSummary errors form/>
            {fields}
            <button type="submit" class="btn go">{label}</button>
        </form>
    }
    .into_any()
}

/// Rows under their legend.
fn fieldset(legend: &str, rows: AnyView) -> AnyView {
    el("fieldset")
        .class("choice")
        .el(el("legend").el(el("h2").say(legend)))
        .el(el("div").class("options").put(rows))
        .view()
}

/// Boxes for the warning signs of some levels.
fn flag_ticks(levels: &[Urgency], device: Option<Device>) -> AnyView {
    let (planner, journal) = (Planner::here(), Journal::here());
    let rows = planner.with(|say, evidence| flag_rows(levels, device, &evidence.healing, say));
    rows.into_iter()
        .map(|Row { id, label, hint }| {
            let box_id = format!("check-{id}");
            let id = StoredValue::new(id);
            tick_box(
                box_id,
                label,
                Some(hint),
                move || id.with_value(|id| journal.told().flags.contains(id)),
                move |on| journal.tell(|told| put(&mut told.flags, id.get_value(), on)),
            )
        })
        .collect_view()
        .into_any()
}

fn put(set: &mut SortedSet<String>, id: String, on: bool) {
    if on {
        set.insert(id);
    } else {
        set.remove(&id);
    }
}

/// A box for a sign, and below it, once it is ticked, one for "worse than yesterday".
fn sign_tick(row: Row) -> AnyView {
    let (planner, journal) = (Planner::here(), Journal::here());
    let Row { id, label, hint } = row;
    let (box_id, worse_id) = (format!("check-{id}"), format!("worse-{id}"));
    let id = StoredValue::new(id);
    let worse_label = label.clone();
    let has = Memo::new(move |_| id.with_value(|id| journal.told().signs.contains(id)));
    let sign = tick_box(
        box_id,
        label,
        Some(hint),
        move || has.get(),
        move |on| journal.tell(|told| put(&mut told.signs, id.get_value(), on)),
    );
    let worse = move || {
        has.get().then(|| {
            let worse = tick_box(
                worse_id.clone(),
                planner.with(|say, _| say.fill("normal.worse", &[("sign", &worse_label)])),
                None,
                move || id.with_value(|id| journal.told().worse.contains(id)),
                move |on| journal.tell(|told| put(&mut told.worse, id.get_value(), on)),
            );
            el("div").class("follow-up").put(worse).view()
        })
    };
    vec![sign, worse.into_any()].into_any()
}

/// Which session it is about, where one is noted; and a word where the clock of the device contradicts it.
fn session_choice(courses: &Courses) -> AnyView {
    let (planner, journal) = (Planner::here(), Journal::here());
    let now = journal.now();
    if let Some((_, held, _)) = courses.last_held().filter(|_| is_ahead(courses, now)) {
        let text = planner.with(|say, _| say.fill("normal.session.ahead", &[("date", &say.day(held.local().day))]));
        return el("p").class("status ask").text(text).view();
    }
    let Some((_, held, _)) = last_held(courses, now) else { return ().into_any() };
    let other = journal.told().other;
    let row =
        |value: &str, label: String, chosen: bool| ChoiceRow { value: value.to_owned(), label, hint: None, chosen };
    let rows = vec![
        row("held", planner.with(|say, _| held_name(held, say)), !other),
        row("other", planner.text("normal.session.other"), other),
    ];
    let choose = Callback::new(move |value: String| journal.tell(|told| told.other = value == "other"));
    radios("normal.session.legend", "check-session", rows, choose)
}

/// With what the skin was needled.
fn device_choice() -> AnyView {
    let (planner, journal) = (Planner::here(), Journal::here());
    let device = journal.told().device;
    let mut rows: Vec<ChoiceRow> = Device::ALL
        .iter()
        .map(|option| {
            let key = format!("question.device.option.{}", option.as_str());
            ChoiceRow {
                value: option.as_str().to_owned(),
                label: planner.text(&key),
                hint: Some(planner.text(&format!("{key}.hint"))),
                chosen: device == Some(*option),
            }
        })
        .collect();
    // Not sure until it is said: then everything is asked.
    rows.push(ChoiceRow {
        value: "not-sure".to_owned(),
        label: planner.text("normal.device.not_sure"),
        hint: None,
        chosen: device.is_none(),
    });
    let choose = Callback::new(move |value: String| journal.tell(|told| told.device = Device::parse(&value)));
    radios("normal.device.legend", "check-device", rows, choose)
}

fn radios(legend: &str, name: &'static str, rows: Vec<ChoiceRow>, choose: Callback<String>) -> AnyView {
    el("fieldset")
        .class("choice")
        .el(el("legend").el(el("h2").say(legend)))
        .el(el("div").class("options").put(view! { <Choices name rows choose/> }.into_any()))
        .view()
}

/// The day and the time that a session ended.
#[derive(Clone, Copy)]
struct When {
    day: Line,
    time: Line,
}

impl When {
    fn new(told: &Told) -> Self {
        let day = told.ended.map(|ended| format_iso(ended.day)).unwrap_or_default();
        let time = told.ended.and_then(|ended| ended.time).map(ClockTime::print).unwrap_or_default();
        Self { day: Line::new(day), time: Line::new(time) }
    }

    /// Tells what stands in the fields, or gives the field that is wrong. A day just typed takes "I do not know" back.
    fn tell(self, just_typed: bool) -> Option<(&'static str, FieldError)> {
        let journal = Journal::here();
        journal.look_at_clock();
        let (day, time) = (self.day.typed(), self.time.typed());
        let typed_day = day.impossible || !day.text.is_empty();
        let unknown = untrack(|| journal.told()).day_unknown && !(just_typed && typed_day);
        let text = |typed: Typed| (!typed.impossible).then_some(typed.text);
        let (day, time) = (text(day), text(time));
        let read = ended(day.as_deref(), time.as_deref(), journal.zone(), untrack(|| journal.now()));
        journal.tell(|told| {
            told.ended = read.ok().filter(|_| !unknown);
            told.day_unknown = unknown;
        });
        read.err().filter(|_| !unknown)
    }

    fn view(self, errors: Errors) -> AnyView {
        let (planner, journal) = (Planner::here(), Journal::here());
        let left = Callback::new(move |()| {
            self.tell(true);
        });
        let unknown = tick_box(
            "check-no-day".to_owned(),
            planner.text("normal.when.unknown"),
            None,
            move || journal.told().day_unknown,
            move |on| journal.tell(|told| told.day_unknown = on),
        );
        let fields = view! {
            <LineInput field=DAY_FIELD label=planner.text("normal.when.day") kind="date" line=self.day errors left/>
            <LineInput
                field=TIME_FIELD
                label=planner.text("normal.when.time")
                help=Some(planner.text("normal.when.time_help"))
                kind="time"
                line=self.time
                errors
                left
            />
            {unknown}
        };
        el("fieldset")
            .class("choice when")
            .el(el("legend").el(el("h2").say("normal.when.title")))
            .put(fields.into_any())
            .view()
    }
}

/// Whether a warning sign is ticked that is asked about and leads to this verdict.
fn has_flag(planner: Planner, verdict: Verdict, device: Option<Device>) -> bool {
    let told = Journal::here().told();
    planner.with(|_, evidence| {
        let flags = &evidence.healing.red_flags;
        let ticked = |flag: &RedFlag| is_asked(flag, device) && told.flags.contains(&flag.id);
        flags.iter().any(|flag| of_flag(flag) == Some(verdict) && ticked(flag))
    })
}

/// Leads on after a page: to the outcome as soon as nothing more can change it.
fn go_on(asked: Asked) {
    let (planner, journal) = (Planner::here(), Journal::here());
    journal.tell(|told| told.asked = told.asked.max(asked));
    let ends = untrack(worst_now).is_some_and(|verdict| match asked {
        Asked::Nothing => false,
        Asked::Emergencies => verdict == Verdict::Emergency,
        Asked::Calls => verdict >= Verdict::CallToday,
        Asked::Signs => true,
    });
    let next = match asked {
        _ if ends => Check::Outcome,
        Asked::Nothing => Check::Emergency,
        Asked::Emergencies => Check::Call,
        Asked::Calls | Asked::Signs => Check::Signs,
    };
    planner.go(Route::Normal(next));
}
