//! Question pages with boxes to tick: health checks with their dates, and treatments added to needling.

use leptos::prelude::*;

use super::el::el;
use super::fields::{Check, Errors, Line, LineInput, Typed, label_and_hint, options_group};
use super::sources::source_line;
use crate::domain::answers::{Answer, Answers, Change, CheckAnswer};
use crate::domain::dates::format_iso;
use crate::domain::evidence::{Asked, CheckGroup};
use crate::domain::ids::{Addition, ConditionId};
use crate::domain::sorted::SortedSet;
use crate::present::evidence::Topic;
use crate::present::forms::{self, FieldError};
use crate::present::origin::Origin;
use crate::present::questions;
use crate::state::planner::Planner;

/// A box that can be ticked, with a hint.
pub fn tick_box(
    id: String,
    label: String,
    hint: Option<String>,
    checked: impl Fn() -> bool + Copy + Send + Sync + 'static,
    set: impl Fn(bool) + 'static,
) -> AnyView {
    let hint_id = format!("{id}-hint");
    let described = hint.as_ref().map(|_| hint_id.clone());
    let id_for_label = id.clone();
    view! {
        <div class="option">
            <input
                type="checkbox"
                id=id
                prop:checked=checked
                aria-describedby=described
                on:change=move |event| set(event_target_checked(&event))
            />
            {label_and_hint(&id_for_label, label, &hint_id, hint)}
        </div>
    }
    .into_any()
}

/// Ticks of one page while it is open: "none" is ticked only by the person, never assumed.
#[derive(Clone, Default)]
struct Ticked {
    conditions: SortedSet<ConditionId>,
    unsure: bool,
    none: bool,
}

impl Ticked {
    fn answer(&self) -> Option<CheckAnswer> {
        let some = !self.conditions.is_empty() || self.unsure;
        (some || self.none).then(|| CheckAnswer { ticked: self.conditions.clone(), unsure: self.unsure })
    }
}

/// One page of health checks.
pub fn checks(group: CheckGroup, answers: &Answers, errors: Errors) -> (Check, AnyView) {
    let planner = Planner::here();
    let saved = answers.checks.get(&group).cloned();
    let ticked = RwSignal::new(match saved {
        Some(CheckAnswer { ticked, unsure }) => {
            Ticked { none: ticked.is_empty() && !unsure, conditions: ticked, unsure }
        }
        None => Ticked::default(),
    });
    let update = move |change: &dyn Fn(&mut Ticked)| {
        ticked.update(change);
        planner.change(Change::Check(group, ticked.read_untracked().answer()));
        errors.set(Vec::new());
    };
    let items = planner.with(|_, evidence| {
        questions::checks(group, answers, evidence).into_iter().map(|item| (item.id, item.asked)).collect::<Vec<_>>()
    });
    let dates: Vec<(ConditionId, Line)> = items
        .iter()
        .filter(|(_, asked)| *asked == Asked::Dated)
        .map(|(id, _)| {
            let text = answers.dates.get(id).map(|day| format_iso(*day)).unwrap_or_default();
            (*id, Line::new(text))
        })
        .collect();
    let rows = items
        .iter()
        .map(|(id, _)| {
            let id = *id;
            let key = id.as_str();
            let hint = planner.with(|say, _| say.words.maybe(&format!("check.{key}.hint")));
            let is_ticked = move || ticked.read().conditions.contains(&id);
            let row = tick_box(
                format!("check-{key}"),
                planner.text(&format!("check.{key}.label")),
                hint,
                is_ticked,
                move |on| {
                    update(&|ticked| {
                        if on {
                            ticked.conditions.insert(id);
                            ticked.none = false;
                        } else {
                            ticked.conditions.remove(&id);
                        }
                    });
                },
            );
            let date = dates.iter().find(|(dated, _)| *dated == id).map(|(_, line)| *line);
            let date = date.map(|line| {
                // Asked for once the tick is on the screen: a field of its kind takes a browser as long as all the rest.
                let is_asked = RwSignal::new(ticked.read_untracked().conditions.contains(&id));
                Effect::new(move |_| {
                    let on = is_ticked();
                    if is_asked.get_untracked() != on {
                        planner.page().soon(move || {
                            let _ = is_asked.try_set(on);
                        });
                    }
                });
                move || {
                    is_asked.get().then(|| {
                        let left = Callback::new(move |()| {
                            if let Ok(day) = check_date(&line.typed()) {
                                planner.change(Change::Date(id, day));
                            }
                        });
                        view! {
                            <div class="follow-up">
                                <LineInput
                                    field=format!("date-{key}")
                                    label=planner.text(&format!("check.{key}.date"))
                                    help=Some(planner.text("checks.date.help"))
                                    kind="date"
                                    line
                                    errors
                                    left
                                />
                            </div>
                        }
                    })
                }
            });
            view! { {row} {date} }
        })
        .collect_view();
    let none = tick_box(
        "check-none".to_owned(),
        planner.text("checks.none"),
        None,
        move || ticked.read().none,
        move |on| {
            update(&|ticked| *ticked = Ticked { none: on, ..Ticked::default() });
        },
    );
    let unsure = tick_box(
        "check-not-sure".to_owned(),
        planner.text("checks.not_sure"),
        Some(planner.text("checks.not_sure.hint")),
        move || ticked.read().unsure,
        move |on| {
            update(&|ticked| {
                ticked.unsure = on;
                ticked.none = false;
            });
        },
    );
    let check = Callback::new(move |()| {
        let now = ticked.get_untracked();
        if now.answer().is_none() {
            return vec![(group.as_str().to_owned(), FieldError::ChooseAny)];
        }
        let mut found = Vec::new();
        for (id, line) in dates.iter().filter(|(id, _)| now.conditions.contains(id)) {
            match check_date(&line.typed()) {
                Ok(day) => planner.change(Change::Date(*id, day)),
                Err(error) => found.push((format!("date-{}", id.as_str()), error)),
            }
        }
        found
    });
    let or = el("p").class("or").say("form.or").view();
    let exits = el("div").class("options").put(none).put(unsure).view();
    // A line for each wait would name what the person looked at: all lines are told of in one place.
    let title = planner.text(&format!("checks.{}.title", group.as_str()));
    let source = source_line(Origin::of(Topic::Screening), &title).view();
    (check, vec![options_group(group.as_str(), errors, rows.into_any()), or, exits, source].into_any())
}

/// A date of exposure may be left empty (not known), and may lie ahead (a holiday in the sun).
fn check_date(typed: &Typed) -> Result<Option<chrono::NaiveDate>, FieldError> {
    match forms::day(&typed.text) {
        _ if typed.impossible => Err(FieldError::DateImpossible),
        Err(FieldError::Empty) => Ok(None),
        Ok(day) => Ok(Some(day)),
        Err(error) => Err(error),
    }
}

/// Treatments planned together with needling.
pub fn additions(answers: &Answers, errors: Errors) -> (Check, AnyView) {
    let planner = Planner::here();
    let offered = answers.concern.map(questions::additions).unwrap_or_default();
    let answer = RwSignal::new(answers.add.clone());
    let update = move |new: Answer<SortedSet<Addition>>| {
        answer.set(new.clone());
        planner.change(Change::Add(new));
        errors.set(Vec::new());
    };
    let chosen = move || answer.get().known().unwrap_or_default();
    let rows = offered
        .iter()
        .map(|add| {
            let add = *add;
            let key = format!("question.add.option.{}", add.as_str());
            tick_box(
                format!("add-{}", add.as_str()),
                planner.text(&key),
                Some(planner.text(&format!("{key}.hint"))),
                move || chosen().contains(&add),
                move |on| {
                    let mut set = answer.get_untracked().known().unwrap_or_default();
                    if on {
                        set.insert(add);
                    } else {
                        set.remove(&add);
                    }
                    update(if set.is_empty() { Answer::Unanswered } else { Answer::Known(set) });
                },
            )
        })
        .collect_view();
    let none = tick_box(
        "add-none".to_owned(),
        planner.text("checks.none"),
        None,
        move || answer.get() == Answer::Known(SortedSet::new()),
        move |on| update(if on { Answer::Known(SortedSet::new()) } else { Answer::Unanswered }),
    );
    let unsure = tick_box(
        "add-not-sure".to_owned(),
        planner.text("question.option.not_sure"),
        Some(planner.text("question.option.not_sure.hint")),
        move || answer.get() == Answer::NotSure,
        move |on| update(if on { Answer::NotSure } else { Answer::Unanswered }),
    );
    let check = Callback::new(move |()| match answer.get_untracked() {
        Answer::Unanswered => vec![("add".to_owned(), FieldError::ChooseAny)],
        _ => Vec::new(),
    });
    let or = el("p").class("or").say("form.or").view();
    let exits = el("div").class("options").put(none).put(unsure).view();
    (check, vec![options_group("add", errors, rows.into_any()), or, exits].into_any())
}
