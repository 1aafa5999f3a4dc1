//! A copy of the person's answers in which everything can be changed: what comes out is worked out at once, and what
//! moved is said. Nothing of it is kept.
//!
//! Uses: `present::{estimator, forms, questions}`, `ui::parts`. Used by: `ui::pages::estimator`.

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::answers::{Answer, Answers};
use crate::domain::dates::format_iso;
use crate::domain::evidence::{Asked, CheckGroup};
use crate::domain::ids::{Addition, ConcernId, ConditionId, Device, Phototype, ScarType, Severity};
use crate::domain::sorted::SortedMap;
use crate::present::estimator::{Outcome, Part, moved, never_counts, outcome, said, why_id, work_out};
use crate::present::forms::{self, FieldError};
use crate::present::questions::{self, Question};
use crate::present::summary;
use crate::state::planner::Planner;
use crate::ui::parts::after_frame::after_tap;
use crate::ui::parts::el::{El, el};
use crate::ui::parts::fields::{Errors, Line, LineInput};
use crate::ui::parts::rich::para;
use crate::ui::parts::tick_page::tick_box;

/// How many sentences about what moved stand beside the answers; the rest is in the list below.
const SENTENCES: usize = 3;

/// What was said last.
#[derive(Clone)]
enum Told {
    /// Nothing has been changed yet.
    Nothing,
    /// All is as it was.
    Back,
    /// What was typed cannot be taken in.
    Wrong,
    /// What an answer moved: the question, and all answers before it.
    Moved(Question, Answers),
}

/// The copy, and what goes with it. Copying this copies nothing else.
#[derive(Clone, Copy)]
struct Desk {
    planner: Planner,
    start: StoredValue<Answers>,
    now: RwSignal<Answers>,
    told: RwSignal<Told>,
    errors: Errors,
    /// What stands in the fields, also what cannot be taken in.
    typed: StoredValue<SortedMap<String, String>>,
    /// How many times all was put back: then the fields are drawn anew.
    round: RwSignal<u32>,
}

/// The section with the copy.
pub fn sandbox() -> AnyView {
    let planner = Planner::here();
    let own = planner.answers_now();
    let has_own = own.concern.is_some();
    let start = if has_own { own } else { Answers { concern: Some(ConcernId::AcneScars), ..Answers::default() } };
    let desk = Desk::of(planner, start);
    let form = move || {
        desk.round.get();
        untrack(|| form(desk))
    };
    el("section")
        .class("card sandbox")
        .el(el("h2").say("estimator.try.title"))
        .el(el("p").say(if has_own { "estimator.try.copy" } else { "estimator.try.example" }))
        .el(el("div").class("stack").put(strip(desk, has_own)).put(form.into_any()))
        .put(out(desk))
        .view()
}

impl Desk {
    /// The copy as the person has changed it, which no other language changes; a new one when they come from another
    /// screen, or have other answers.
    fn of(planner: Planner, start: Answers) -> Self {
        let desk = planner.held(|| Self {
            planner,
            start: StoredValue::new(start.clone()),
            now: RwSignal::new(start.clone()),
            told: RwSignal::new(Told::Nothing),
            errors: RwSignal::new(Vec::new()),
            typed: StoredValue::new(SortedMap::new()),
            round: RwSignal::new(0),
        });
        if planner.has_moved() || desk.start.get_value() != start {
            desk.start.set_value(start);
            desk.put_back();
            desk.told.set(Told::Nothing);
        }
        desk
    }

    fn outcome(self, answers: &Answers) -> Outcome {
        let (planner, clinic) = (self.planner, self.planner.clinic());
        let today = untrack(|| planner.today());
        planner.with(|say, evidence| {
            let estimate = work_out(answers, clinic.as_deref(), evidence, today);
            outcome(answers, estimate.as_ref(), evidence, say)
        })
    }

    /// Changes the copy and says what moved, after the frame that answers the tap: all is worked out several times.
    fn set(self, question: Question, change: impl FnOnce(&mut Answers) + 'static) {
        self.planner.page().soon(move || {
            // The planner may be gone by then.
            let Some(before) = self.now.try_get_untracked() else { return };
            let mut after = before.clone();
            change(&mut after);
            self.now.set(after);
            self.told.set(Told::Moved(question, before));
        });
    }

    /// What an answer moved, in words, and whether it could ever have moved the number.
    fn moved(self, question: Question, before: &Answers) -> (Vec<String>, bool) {
        let after = self.now.get_untracked();
        let (was, is) = (self.outcome(before), self.outcome(&after));
        let lines = self.planner.with(|say, _| moved(&was, &is, say));
        let same = is.sessions.is_some() && was.sessions == is.sessions;
        let never = same
            && after
                .concern
                .is_some_and(|id| self.planner.with(|_, evidence| never_counts(question, evidence.concern(id))));
        (lines, never)
    }

    fn put_back(self) {
        self.typed.set_value(SortedMap::new());
        self.errors.set(Vec::new());
        self.now.set(self.start.get_value());
        self.told.set(Told::Back);
        self.round.update(|round| *round = round.wrapping_add(1));
    }

    fn concern(self) -> Memo<Option<ConcernId>> {
        Memo::new(move |_| self.now.read().concern)
    }

    fn title(self, question: Question) -> String {
        let concern = self.now.read_untracked().concern;
        self.planner.say(|say| summary::title(question, concern, say))
    }
}

/// What comes out now, and what moved: stays in sight while an answer further down is changed, where there is room.
fn strip(desk: Desk, has_own: bool) -> AnyView {
    let planner = desk.planner;
    let headline = Memo::new(move |_| desk.outcome(&desk.now.read()).headline);
    let line = |text: String| el("li").text(text);
    let told = move || match desk.told.get() {
        Told::Nothing => el("p").say("estimator.try.begin").view(),
        Told::Back => el("p").say("estimator.try.is_back").view(),
        Told::Wrong => el("p").say("estimator.try.wrong").view(),
        Told::Moved(question, before) => {
            let (lines, never) = desk.moved(question, &before);
            let nothing = lines.is_empty().then(|| line(planner.text("estimator.try.nothing")));
            let never = never.then(|| line(planner.text("estimator.try.never")));
            let more = lines.len().checked_sub(SENTENCES).filter(|more| *more > 0);
            let more = more.map(|more| line(planner.say(|say| say.count("estimator.try.others", more as u64))));
            let lines = lines.into_iter().take(SENTENCES).map(line);
            el("ul").all(lines).maybe(more).maybe(nothing).maybe(never).view()
        }
    };
    let why = move || match desk.told.get() {
        Told::Moved(question, ..) => {
            let id = why_id(question, desk.now.read_untracked().concern);
            el("details").class("why").el(el("summary").say("estimator.try.why")).el(para(&id)).view()
        }
        _ => ().into_any(),
    };
    let put_back = after_tap(move || {
        if !desk.round.is_disposed() {
            desk.put_back();
        }
    });
    let back = if has_own { "estimator.try.back" } else { "estimator.try.again" };
    view! {
        <div class="try-now">
            <p class="try-count">{move || headline.get()}</p>
            <div role="status">{told}</div>
            {why}
            <button type="button" class="btn ghost small" on:click=put_back>{planner.text(back)}</button>
        </div>
    }
    .into_any()
}

/// All answers that the estimate is made from.
fn form(desk: Desk) -> AnyView {
    let concern = desk.concern();
    let device = Memo::new(move |_| desk.now.read().device.known());
    let about = move || concern.get().map(|concern| untrack(|| of_concern(desk, concern)));
    let added = move || concern.get().map(|concern| untrack(|| partner_and_added(desk, concern)));
    let checks = move || {
        concern.track();
        device.track();
        untrack(|| checks(desk))
    };
    let now = desk.now.get_untracked();
    let devices = options(desk, Question::Device, Device::ALL, Device::as_str);
    let suns = options(desk, Question::Sun, Phototype::ALL, Phototype::as_str);
    el("div")
        .class("try-fields")
        .put(concerns(desk, now.concern))
        .put(about.into_any())
        .put(select(desk, Question::Device, devices, known_or_not_sure(now.device, Device::as_str), |answers, id| {
            answers.device = picked(Device::parse(id));
        }))
        .put(select(desk, Question::Sun, suns, known_or_not_sure(now.sun, Phototype::as_str), |answers, id| {
            answers.sun = picked(Phototype::parse(id));
        }))
        .put(number(desk, Question::Age, now.age.known().map(|age| age.years().to_string()), |answers, text| {
            answers.age = typed(forms::age(text))?;
            Ok(())
        }))
        .put(number(
            desk,
            Question::Interval,
            now.interval.known().map(|weeks| weeks.0.to_string()),
            |answers, text| {
                answers.interval = typed(forms::interval(text))?;
                Ok(())
            },
        ))
        .put(added.into_any())
        .put(day(desk, Question::Start, now.start.known(), |answers, text, today| {
            answers.start = typed(forms::day_from(text, today, FieldError::StartPast))?;
            Ok(())
        }))
        .put(day(desk, Question::Event, now.event.known(), |answers, text, today| {
            answers.event = typed(forms::day_from(text, today, FieldError::EventPast))?;
            Ok(())
        }))
        .put(checks.into_any())
        .view()
}

/// A choice that was made, or "not sure".
fn picked<T>(choice: Option<T>) -> Answer<T> {
    choice.map_or(Answer::NotSure, Answer::Known)
}

/// What was typed; an empty field is "not sure".
fn typed<T>(read: Result<T, FieldError>) -> Result<Answer<T>, FieldError> {
    match read {
        Err(FieldError::Empty) => Ok(Answer::NotSure),
        other => other.map(Answer::Known),
    }
}

fn known_or_not_sure<T>(answer: Answer<T>, id: fn(T) -> &'static str) -> &'static str {
    answer.known().map_or(NOT_SURE, id)
}

/// The value of "not sure" in a list.
const NOT_SURE: &str = "not_sure";

/// The options of a question, and "not sure" behind them.
fn options<T: Copy>(
    desk: Desk,
    question: Question,
    all: &'static [T],
    id: fn(T) -> &'static str,
) -> Vec<(&'static str, String)> {
    let label = |option: &T| {
        let id = id(*option);
        (id, desk.planner.text(&format!("question.{}.option.{id}", question.as_str())))
    };
    all.iter().map(label).chain([(NOT_SURE, desk.planner.text("question.option.not_sure"))]).collect()
}

/// A list to choose from, under the question's own title.
fn select(
    desk: Desk,
    question: Question,
    options: Vec<(&'static str, String)>,
    chosen: &'static str,
    put: fn(&mut Answers, &str),
) -> AnyView {
    let id = ["try-", question.as_str()].concat();
    let options = options
        .into_iter()
        .map(|(value, label)| view! { <option value=value selected=value == chosen>{label}</option> })
        .collect_view();
    let pick = move |event| {
        let value = event_target_value(&event);
        desk.set(question, move |answers| put(answers, &value));
    };
    view! {
        <div class="field">
            <label for=id.clone()>{desk.title(question)}</label>
            <select id=id on:change=pick>{options}</select>
        </div>
    }
    .into_any()
}

fn concerns(desk: Desk, chosen: Option<ConcernId>) -> AnyView {
    let label = |id: &ConcernId| (id.as_str(), desk.planner.text(&format!("concern.{}.name", id.as_str())));
    let options = ConcernId::ALL.iter().map(label).collect();
    // Answers that mean nothing for another concern stay, and are not looked at.
    select(desk, Question::Concern, options, chosen.map_or("", ConcernId::as_str), |answers, id| {
        answers.concern = ConcernId::parse(id).or(answers.concern);
    })
}

/// What is asked for some concerns only, before what is asked of everyone.
fn of_concern(desk: Desk, concern: ConcernId) -> AnyView {
    let now = desk.now.get_untracked();
    let path = desk.planner.with(|_, evidence| questions::path(&now, evidence));
    let asked = |question| path.contains(&question);
    let severity = asked(Question::Severity).then(|| {
        let label = |severity: &Severity| {
            (
                severity.as_str(),
                desk.planner.text(&format!("concern.{}.severity.{}", concern.as_str(), severity.as_str())),
            )
        };
        let options = Severity::ALL.iter().map(label);
        let options = options.chain([(NOT_SURE, desk.planner.text("question.option.not_sure"))]).collect();
        let chosen = known_or_not_sure(now.severity, Severity::as_str);
        select(desk, Question::Severity, options, chosen, |answers, id| answers.severity = picked(Severity::parse(id)))
    });
    let shape = asked(Question::ScarType).then(|| {
        let options = options(desk, Question::ScarType, ScarType::ALL, ScarType::as_str);
        let chosen = known_or_not_sure(now.scar_type, ScarType::as_str);
        select(desk, Question::ScarType, options, chosen, |answers, id| answers.scar_type = picked(ScarType::parse(id)))
    });
    let scar_day = asked(Question::ScarDate).then(|| {
        day(desk, Question::ScarDate, now.scar_date.known(), |answers, text, today| {
            answers.scar_date = typed(forms::day_until(text, today, FieldError::ScarFuture))?;
            Ok(())
        })
    });
    let fields: Vec<AnyView> = [severity, shape, scar_day].into_iter().flatten().collect();
    fields.into_any()
}

/// The partner treatment and what is added, where they are asked for.
fn partner_and_added(desk: Desk, concern: ConcernId) -> AnyView {
    let now = desk.now.get_untracked();
    let planner = desk.planner;
    let has_partner = planner.with(|_, evidence| evidence.concern(concern).partner.is_some());
    let partner = has_partner.then(|| {
        let option = |value: &'static str| (value, planner.text(&format!("question.option.{value}")));
        let options = vec![option("yes"), option("no"), option(NOT_SURE)];
        let chosen = now.partner.known().map_or(NOT_SURE, |yes| if yes { "yes" } else { "no" });
        select(desk, Question::Partner, options, chosen, |answers, id| {
            answers.partner = match id {
                "yes" => Answer::Known(true),
                "no" => Answer::Known(false),
                _ => Answer::NotSure,
            };
        })
    });
    let offered = questions::additions(concern);
    let added = (!offered.is_empty()).then(|| {
        let boxes = offered.iter().map(|add| added_box(desk, *add)).collect_view();
        let legend = el("legend").say("question.add.title");
        el("fieldset").class("choice").el(legend).el(el("div").class("options").put(boxes.into_any())).view()
    });
    let fields: Vec<AnyView> = [partner, added].into_iter().flatten().collect();
    fields.into_any()
}

fn added_box(desk: Desk, add: Addition) -> AnyView {
    let id = add.as_str();
    tick_box(
        format!("try-add-{id}"),
        desk.planner.text(&format!("question.add.option.{id}")),
        None,
        move || desk.now.read().add.as_ref().known().is_some_and(|chosen| chosen.contains(&add)),
        move |on| {
            desk.set(Question::Add, move |answers| {
                let mut chosen = answers.add.clone().known().unwrap_or_default();
                if on {
                    chosen.insert(add);
                } else {
                    chosen.remove(&add);
                }
                answers.add = Answer::Known(chosen);
            });
        },
    )
}

/// A line of its own, under the name its question's field has.
fn number(
    desk: Desk,
    question: Question,
    start: Option<String>,
    put: fn(&mut Answers, &str) -> Result<(), FieldError>,
) -> AnyView {
    let field = ["try-", question.as_str()].concat();
    let label = desk.planner.text(&format!("form.{}", question.as_str()));
    let read = move |answers: &mut Answers, text: &str, _: NaiveDate| put(answers, text);
    line(desk, question, (field, label), ("text", "numeric"), start, read)
}

fn day(
    desk: Desk,
    question: Question,
    start: Option<NaiveDate>,
    put: fn(&mut Answers, &str, NaiveDate) -> Result<(), FieldError>,
) -> AnyView {
    let field = ["try-", question.as_str()].concat();
    let label = desk.planner.text(&format!("form.{}", question.as_str()));
    line(desk, question, (field, label), ("date", ""), start.map(format_iso), put)
}

/// A line that is read when the person leaves it. What cannot be taken in stays as it is typed, with what is wrong.
fn line(
    desk: Desk,
    question: Question,
    (field, label): (String, String),
    (kind, mode): (&'static str, &'static str),
    start: Option<String>,
    put: impl Fn(&mut Answers, &str, NaiveDate) -> Result<(), FieldError> + Send + Sync + 'static,
) -> AnyView {
    let before = desk.typed.with_value(|typed| typed.get(&field).cloned());
    let line = Line::new(before.or(start).unwrap_or_default());
    let (name, put) = (field.clone(), Arc::new(put));
    let left = Callback::new(move |()| {
        let read = line.typed();
        desk.typed.update_value(|typed| typed.insert(name.clone(), read.text.clone()));
        let today = untrack(|| desk.planner.today());
        let mut copy = desk.now.get_untracked();
        let result = if read.impossible { Err(FieldError::DateImpossible) } else { put(&mut copy, &read.text, today) };
        desk.errors.update(|errors| errors.retain(|(wrong, _)| *wrong != name));
        match result {
            Ok(()) => {
                let put = put.clone();
                // What could be taken in once can be again, into a copy that may have changed meanwhile.
                desk.set(question, move |answers| {
                    let _ = put(answers, &read.text, today);
                });
            }
            Err(error) => {
                desk.errors.update(|errors| errors.push((name.clone(), error)));
                desk.told.set(Told::Wrong);
            }
        }
    });
    view! { <LineInput field label help=None kind mode line errors=desk.errors left/> }.into_any()
}

/// The health checks, a group each to open, with how many are ticked.
fn checks(desk: Desk) -> AnyView {
    let planner = desk.planner;
    let now = desk.now.get_untracked();
    let groups = CheckGroup::ALL.iter().filter_map(|group| {
        let items: Vec<(ConditionId, Asked)> = planner.with(|_, evidence| {
            questions::checks(*group, &now, evidence).into_iter().map(|item| (item.id, item.asked)).collect()
        });
        (!items.is_empty()).then(|| check_group(desk, *group, items))
    });
    let groups: Vec<El> = groups.collect();
    let title = el("h3").say("estimator.try.checks");
    el("div").class("try-checks").el(title).all(groups).view()
}

fn check_group(desk: Desk, group: CheckGroup, items: Vec<(ConditionId, Asked)>) -> El {
    let planner = desk.planner;
    let ids: Vec<ConditionId> = items.iter().map(|(id, _)| *id).collect();
    let count = Memo::new(move |_| {
        let now = desk.now.read();
        let ticked = now.checks.get(&group);
        ids.iter().filter(|id| ticked.is_some_and(|page| page.ticked.contains(*id))).count()
    });
    let count = move || {
        let count = count.get() as u64;
        (count > 0).then(|| planner.say(|say| say.count("estimator.try.ticked", count)))
    };
    let count = view! { <small>{count}</small> }.into_any();
    let title = el("summary").el(el("span").say(&format!("checks.{}.title", group.as_str()))).text(" ").put(count);
    let rows = items.into_iter().map(|(id, asked)| check(desk, group, id, asked)).collect_view();
    el("details").class("fold").el(title).el(el("div").class("options").put(rows.into_any()))
}

fn check(desk: Desk, group: CheckGroup, id: ConditionId, asked: Asked) -> AnyView {
    let (planner, key) = (desk.planner, id.as_str());
    let ticked = Memo::new(move |_| desk.now.read().checks.get(&group).is_some_and(|page| page.ticked.contains(&id)));
    let row = tick_box(
        format!("try-check-{key}"),
        planner.text(&format!("check.{key}.label")),
        planner.with(|say, _| say.words.maybe(&format!("check.{key}.hint"))),
        move || ticked.get(),
        move |on| {
            desk.set(Question::Checks(group), move |answers| {
                let mut page = answers.checks.get(&group).cloned().unwrap_or_default();
                if on {
                    page.ticked.insert(id);
                } else {
                    page.ticked.remove(&id);
                }
                answers.checks.insert(group, page);
            });
        },
    );
    let date = move || (asked == Asked::Dated && ticked.get()).then(|| untrack(|| exposure(desk, group, id)));
    vec![row, date.into_any()].into_any()
}

/// The day of the last exposure to a dated condition. It may lie ahead, and may be left empty.
fn exposure(desk: Desk, group: CheckGroup, id: ConditionId) -> AnyView {
    let key = id.as_str();
    let names = (format!("try-date-{key}"), desk.planner.text(&format!("check.{key}.date")));
    let start = desk.now.read_untracked().dates.get(&id).map(|day| format_iso(*day));
    let put = move |answers: &mut Answers, text: &str, _: NaiveDate| {
        match typed(forms::day(text))?.known() {
            Some(day) => answers.dates.insert(id, day),
            None => drop(answers.dates.remove(&id)),
        }
        Ok(())
    };
    let line = line(desk, Question::Checks(group), names, ("date", ""), start, put);
    el("div").class("follow-up").put(line).view()
}

/// Everything that comes out, beside what came out at the start.
fn out(desk: Desk) -> AnyView {
    let start = StoredValue::new(desk.outcome(&desk.start.get_value()));
    let list = move || {
        let now = desk.outcome(&desk.now.read());
        let rows = desk.planner.with(|say, _| {
            let row = |(at, (part, value)): (usize, &(Part, Option<String>))| {
                let shown = said(value.as_ref(), say);
                let was = start.with_value(|start| start.lines.get(at).map(|(_, was)| said(was.as_ref(), say)));
                (say.text(part.text_id()), shown, was)
            };
            now.lines.iter().enumerate().map(row).collect::<Vec<_>>()
        });
        let rows = rows.into_iter().map(|(what, value, was)| {
            let was = was.filter(|was| *was != value).map(|was| {
                el("p").class("soft").text(desk.planner.say(|say| say.fill("estimator.try.was", &[("value", &was)])))
            });
            el("div").class("answer").el(el("dt").text(what)).el(el("dd").el(el("b").text(value)).maybe(was))
        });
        let flags = now.flags.iter().map(|flag| el("li").say(&format!("flag.{}.title", flag.as_str())));
        let flags = (!now.flags.is_empty()).then(|| {
            el("div").class("stack").el(el("h3").say("estimator.try.flags")).el(el("ul").class("plain").all(flags))
        });
        el("div").class("stack").el(el("dl").class("answers").all(rows)).maybe(flags).view()
    };
    el("div").class("stack").el(el("h3").say("estimator.try.out")).put(list.into_any()).view()
}
