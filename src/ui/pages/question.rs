//! One question a page: why it is asked, the answer saved as it is given, "not sure" always among the answers.

use std::collections::BTreeSet;

use leptos::html;
use leptos::prelude::*;

use crate::domain::answers::{Answer, Answers, Change, CheckAnswer, Currency};
use crate::domain::dates::format_iso;
use crate::domain::evidence::{Asked, CheckGroup};
use crate::domain::ids::{Addition, AreaId, ConditionId, Device, Phototype, ScarType, Severity};
use crate::present::forms::{self, FieldError};
use crate::present::questions::{self, Question};
use crate::present::route::Route;
use crate::present::summary;
use crate::state::planner::Planner;
use crate::ui::parts::concern_choice::ConcernChoices;
use crate::ui::parts::fields::{
    ChoiceRow, Choices, ErrorSummary, Errors, FieldMessage, LineInput, Typed, show_errors,
};
use crate::ui::parts::heading::Heading;
use crate::ui::parts::rich::{Para, Rich};

/// What is wrong with a page when the person goes on: field ids with errors; empty when nothing is.
type Check = Callback<(), Vec<(String, FieldError)>>;

/// A question page. One that does not belong to the person's path leads to one that does.
#[component]
pub fn QuestionPage(question: Question) -> impl IntoView {
    let planner = Planner::here();
    let answers = planner.answers_now();
    let on_path = planner.with(|_, evidence| questions::path(&answers, evidence).contains(&question));
    if !on_path {
        let first = planner.with(|_, evidence| questions::first_open(&answers, evidence)).unwrap_or(Question::Concern);
        return view! {
            <div class="screen">
                <Heading text=planner.text("question.not_yours.title")/>
                <p class="intro">{planner.text("question.not_yours.text")}</p>
                <p class="row"><a class="btn" href=Route::Question(first).href()>{planner.text("answers.go_on")}</a></p>
            </div>
        }
        .into_any();
    }
    let form = NodeRef::<html::Form>::new();
    let errors: Errors = RwSignal::new(Vec::new());
    let (check, fields) = fields(question, &answers, errors);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let found = check.run(());
        if found.is_empty() {
            go_on(planner, question);
        } else {
            show_errors(errors, form, found);
        }
    };
    let (place, of, back) = planner.with(|say, evidence| {
        let (place, of) = questions::progress(question, &answers, evidence);
        let text = say.fill(
            "question.progress",
            &[("n", &say.number(place as u64)), ("of", &say.number(of as u64))],
        );
        let back = questions::previous(question, &answers, evidence).map_or(Route::Start, Route::Question);
        ((place, text), of, back)
    });
    let bar = (1..=of).map(|step| view! { <i class:on=step <= place.0></i> }).collect_view();
    let title = planner.with(|say, _| summary::title(question, answers.concern, say));
    let why = match (question, answers.concern) {
        (Question::Checks(group), _) => format!("checks.{}.why", group.as_str()),
        (Question::Partner, Some(concern)) => format!("question.partner.why.{}", concern.as_str()),
        _ => format!("question.{}.why", question.as_str()),
    };
    view! {
        <div class="screen">
            <p class="top-row"><a href=back.href()>"← " {planner.text("question.back")}</a> <span>{place.1}</span></p>
            <div class="steps" aria-hidden="true">{bar}</div>
            <form class="stack" novalidate node_ref=form on:submit=submit>
                <ErrorSummary errors form/>
                <fieldset class="choice">
                    <legend><Heading text=title/></legend>
                    <div class="why"><Para id=why/></div>
                    {fields}
                </fieldset>
                <div class="row"><button class="btn" type="submit">{planner.text("form.continue")}</button></div>
            </form>
        </div>
    }
    .into_any()
}

fn go_on(planner: Planner, question: Question) {
    let answers = planner.answers_now();
    let next = planner.with(|_, evidence| questions::after(question, &answers, evidence));
    let treatable = planner.with(|_, evidence| {
        answers.concern.is_some_and(|concern| evidence.concern(concern).protocol().is_some())
    });
    planner.go(match next {
        Some(next) => Route::Question(next),
        None if treatable => Route::Answers,
        None => Route::Plan,
    });
}

fn fields(question: Question, answers: &Answers, errors: Errors) -> (Check, AnyView) {
    match question {
        Question::Concern => (
            must_be_answered(question),
            view! {
                <FieldMessage field="concern" errors/>
                <div class="options" data-field="concern" tabindex="-1"><ConcernChoices/></div>
            }
            .into_any(),
        ),
        Question::Severity => severity(answers, errors),
        Question::ScarType => radios(question, ScarType::ALL, ScarType::as_str, answers.scar_type, Change::ScarType, errors),
        Question::Area => radios(question, AreaId::ALL, AreaId::as_str, answers.area, Change::Area, errors),
        Question::Device => radios(question, Device::ALL, Device::as_str, answers.device, Change::Device, errors),
        Question::Sun => radios(question, Phototype::ALL, sun_id, answers.sun, Change::Sun, errors),
        Question::Partner => yes_no(question, answers.partner, Change::Partner, errors),
        Question::NotIf => not_if(answers, errors),
        Question::Checks(group) => checks(group, answers, errors),
        Question::Add => additions(answers, errors),
        Question::Age => {
            line(question, "text", "numeric", text_of(answers.age, |age| age.years().to_string()), errors, |typed, _| {
                forms::age(&typed.text).map(Answer::Known)
            }, Change::Age)
        }
        Question::Interval => {
            line(question, "text", "numeric", text_of(answers.interval, |weeks| weeks.0.to_string()), errors, |typed, _| {
                forms::interval(&typed.text).map(Answer::Known)
            }, Change::Interval)
        }
        Question::ScarDate => {
            line(question, "date", "", text_of(answers.scar_date, format_iso), errors, |typed, today| {
                forms::scar_day(&typed.text, today).map(Answer::Known)
            }, Change::ScarDate)
        }
        Question::Start => line(question, "date", "", text_of(answers.start, format_iso), errors, |typed, today| {
            forms::day_from(&typed.text, today, FieldError::StartPast).map(Answer::Known)
        }, Change::Start),
        Question::Event => line(question, "date", "", text_of(answers.event, format_iso), errors, |typed, today| {
            forms::day_from(&typed.text, today, FieldError::EventPast).map(Answer::Known)
        }, Change::Event),
        Question::Price => price(answers, errors),
    }
}

fn sun_id(phototype: Phototype) -> &'static str {
    match phototype {
        Phototype::I => "1",
        Phototype::II => "2",
        Phototype::III => "3",
        Phototype::IV => "4",
        Phototype::V => "5",
        Phototype::VI => "6",
    }
}

fn must_be_answered(question: Question) -> Check {
    let planner = Planner::here();
    Callback::new(move |()| {
        if question.is_answered(&planner.answers_now()) {
            Vec::new()
        } else {
            vec![(question.as_str().to_owned(), FieldError::ChooseOne)]
        }
    })
}

fn not_sure_row(planner: Planner, chosen: bool) -> ChoiceRow {
    ChoiceRow {
        value: "not_sure".to_owned(),
        label: planner.text("question.option.not_sure"),
        hint: Some(planner.text("question.option.not_sure.hint")),
        chosen,
    }
}

fn group(question: Question, rows: Vec<ChoiceRow>, choose: Callback<String>, errors: Errors) -> (Check, AnyView) {
    let name = question.as_str();
    let view = view! {
        <FieldMessage field=name errors/>
        <div class="options" data-field=name tabindex="-1"><Choices name rows choose/></div>
    };
    (must_be_answered(question), view.into_any())
}

fn radios<T: Copy + PartialEq + Send + Sync + 'static>(
    question: Question,
    all: &'static [T],
    id: fn(T) -> &'static str,
    answer: Answer<T>,
    change: fn(Answer<T>) -> Change,
    errors: Errors,
) -> (Check, AnyView) {
    let planner = Planner::here();
    let mut rows: Vec<ChoiceRow> = all
        .iter()
        .map(|option| {
            let key = format!("question.{}.option.{}", question.as_str(), id(*option));
            ChoiceRow {
                value: id(*option).to_owned(),
                label: planner.text(&key),
                hint: planner.with(|say, _| say.words.maybe(&format!("{key}.hint"))),
                chosen: answer == Answer::Known(*option),
            }
        })
        .collect();
    rows.push(not_sure_row(planner, answer == Answer::NotSure));
    let choose = Callback::new(move |value: String| {
        let known = all.iter().copied().find(|option| id(*option) == value);
        planner.change(change(known.map_or(Answer::NotSure, Answer::Known)));
    });
    let (check, view) = group(question, rows, choose, errors);
    let help = planner.with(|say, _| say.words.maybe(&format!("question.{}.help", question.as_str())));
    let view = view! { {help.map(|help| view! { <p class="soft">{help}</p> })} {view} };
    (check, view.into_any())
}

fn severity(answers: &Answers, errors: Errors) -> (Check, AnyView) {
    let planner = Planner::here();
    let concern = answers.concern.map_or("", |concern| concern.as_str());
    let mut rows: Vec<ChoiceRow> = Severity::ALL
        .iter()
        .map(|severity| {
            let key = format!("concern.{concern}.severity.{}", severity.as_str());
            ChoiceRow {
                value: severity.as_str().to_owned(),
                label: planner.text(&key),
                hint: Some(planner.text(&format!("{key}.hint"))),
                chosen: answers.severity == Answer::Known(*severity),
            }
        })
        .collect();
    rows.push(not_sure_row(planner, answers.severity == Answer::NotSure));
    let choose = Callback::new(move |value: String| {
        planner.change(Change::Severity(Severity::parse(&value).map_or(Answer::NotSure, Answer::Known)));
    });
    group(Question::Severity, rows, choose, errors)
}

fn yes_no(
    question: Question,
    answer: Answer<bool>,
    change: fn(Answer<bool>) -> Change,
    errors: Errors,
) -> (Check, AnyView) {
    let planner = Planner::here();
    let row = |value: &str, yes: bool| ChoiceRow {
        value: value.to_owned(),
        label: planner.text(&format!("question.option.{value}")),
        hint: None,
        chosen: answer == Answer::Known(yes),
    };
    let rows = vec![row("yes", true), row("no", false), not_sure_row(planner, answer == Answer::NotSure)];
    let choose = Callback::new(move |value: String| {
        planner.change(change(match value.as_str() {
            "yes" => Answer::Known(true),
            "no" => Answer::Known(false),
            _ => Answer::NotSure,
        }));
    });
    group(question, rows, choose, errors)
}

fn not_if(answers: &Answers, errors: Errors) -> (Check, AnyView) {
    let planner = Planner::here();
    let concern = answers.concern;
    let ids = concern.map(|concern| {
        let lines = planner.with(|_, evidence| evidence.concern(concern).not_if.clone());
        lines.into_iter().map(move |line| format!("concern.{}.not_if.{line}", concern.as_str())).collect::<Vec<_>>()
    });
    let lines = ids.unwrap_or_default().into_iter().map(|id| view! { <li><Rich id=id/></li> }).collect_view();
    let (check, view) = yes_no(Question::NotIf, answers.not_if, Change::NotIf, errors);
    (check, view! { <ul class="plain">{lines}</ul> {view} }.into_any())
}

/// A box that can be ticked, with a hint.
fn tick_box(
    id: String,
    label: String,
    hint: Option<String>,
    checked: impl Fn() -> bool + Copy + Send + Sync + 'static,
    set: impl Fn(bool) + 'static,
) -> AnyView {
    let hint_id = format!("{id}-hint");
    let described = hint.as_ref().map(|_| hint_id.clone());
    view! {
        <div class="option">
            <input
                type="checkbox"
                id=id.clone()
                prop:checked=checked
                aria-describedby=described
                on:change=move |event| set(event_target_checked(&event))
            />
            <label for=id>{label}</label>
            {hint.map(|hint| view! { <small id=hint_id>{hint}</small> })}
        </div>
    }
    .into_any()
}

/// Ticks of one page while it is open: "none" is ticked only by the person, never assumed.
#[derive(Clone, Default)]
struct Ticked {
    conditions: BTreeSet<ConditionId>,
    unsure: bool,
    none: bool,
}

impl Ticked {
    fn answer(&self) -> Option<CheckAnswer> {
        let some = !self.conditions.is_empty() || self.unsure;
        (some || self.none).then(|| CheckAnswer { ticked: self.conditions.clone(), unsure: self.unsure })
    }
}

fn checks(group: CheckGroup, answers: &Answers, errors: Errors) -> (Check, AnyView) {
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
    let dates: Vec<(ConditionId, RwSignal<Typed>)> = items
        .iter()
        .filter(|(_, asked)| *asked == Asked::Dated)
        .map(|(id, _)| {
            let text = answers.dates.get(id).map(|day| format_iso(*day)).unwrap_or_default();
            (*id, RwSignal::new(Typed { text, impossible: false }))
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
            let date = dates.iter().find(|(dated, _)| *dated == id).map(|(_, typed)| *typed);
            let date = date.map(|typed| {
                move || {
                    is_ticked().then(|| {
                        let left = Callback::new(move |()| {
                            if let Ok(day) = check_date(&typed.get_untracked()) {
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
                                    typed
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
    let none = tick_box("check-none".to_owned(), planner.text("checks.none"), None, move || ticked.read().none, move |on| {
        update(&|ticked| *ticked = Ticked { none: on, ..Ticked::default() });
    });
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
        for (id, typed) in dates.iter().filter(|(id, _)| now.conditions.contains(id)) {
            match check_date(&typed.get_untracked()) {
                Ok(day) => planner.change(Change::Date(*id, day)),
                Err(error) => found.push((format!("date-{}", id.as_str()), error)),
            }
        }
        found
    });
    let view = view! {
        <FieldMessage field=group.as_str() errors/>
        <div class="options" data-field=group.as_str() tabindex="-1">{rows}</div>
        <p class="or">{planner.text("form.or")}</p>
        <div class="options">{none} {unsure}</div>
    };
    (check, view.into_any())
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

fn additions(answers: &Answers, errors: Errors) -> (Check, AnyView) {
    let planner = Planner::here();
    let offered = answers.concern.map(questions::additions).unwrap_or_default();
    let answer = RwSignal::new(answers.add.clone());
    let update = move |new: Answer<BTreeSet<Addition>>| {
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
        move || answer.get() == Answer::Known(BTreeSet::new()),
        move |on| update(if on { Answer::Known(BTreeSet::new()) } else { Answer::Unanswered }),
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
    let view = view! {
        <FieldMessage field="add" errors/>
        <div class="options" data-field="add" tabindex="-1">{rows}</div>
        <p class="or">{planner.text("form.or")}</p>
        <div class="options">{none} {unsure}</div>
    };
    (check, view.into_any())
}

fn text_of<T>(answer: Answer<T>, text: impl FnOnce(T) -> String) -> Typed {
    Typed { text: answer.known().map(text).unwrap_or_default(), impossible: false }
}

/// A page with one line to type. Left empty it means "not sure".
fn line<T: 'static>(
    question: Question,
    kind: &'static str,
    mode: &'static str,
    start: Typed,
    errors: Errors,
    read: fn(&Typed, chrono::NaiveDate) -> Result<Answer<T>, FieldError>,
    change: fn(Answer<T>) -> Change,
) -> (Check, AnyView) {
    let planner = Planner::here();
    let typed = RwSignal::new(start);
    let read = move || {
        let typed = typed.get_untracked();
        match read(&typed, planner.today()) {
            _ if typed.impossible => Err(FieldError::DateImpossible),
            Err(FieldError::Empty) => Ok(Answer::NotSure),
            other => other,
        }
    };
    let check = Callback::new(move |()| match read() {
        Ok(answer) => {
            planner.change(change(answer));
            Vec::new()
        }
        Err(error) => vec![(question.as_str().to_owned(), error)],
    });
    let left = Callback::new(move |()| {
        if let Ok(answer @ Answer::Known(_)) = read() {
            planner.change(change(answer));
        }
    });
    let skip = move |_| {
        planner.change(change(Answer::NotSure));
        go_on(planner, question);
    };
    let field = question.as_str();
    let help = planner.with(|say, _| say.words.maybe(&format!("question.{field}.help")));
    let view = view! {
        <LineInput
            field
            label=planner.text(&format!("form.{field}"))
            help
            kind
            mode
            typed
            errors
            left
        />
        <div class="row"><button type="button" class="btn ghost small" on:click=skip>{planner.text(skip_text(question))}</button></div>
    };
    (check, view.into_any())
}

fn skip_text(question: Question) -> &'static str {
    match question {
        Question::Event => "form.no_event",
        Question::Price | Question::Interval => "form.skip",
        _ => "form.not_sure",
    }
}

fn price(answers: &Answers, errors: Errors) -> (Check, AnyView) {
    let planner = Planner::here();
    let saved = answers.price.known();
    let currency = RwSignal::new(saved.map_or(Currency::Usd, |price| price.currency));
    let typed = RwSignal::new(Typed {
        text: saved.map(|price| typed_price(price.cents())).unwrap_or_default(),
        impossible: false,
    });
    let read = move || match forms::price(&typed.get_untracked().text, currency.get_untracked()) {
        Err(FieldError::Empty) => Ok(Answer::NotSure),
        other => other.map(Answer::Known),
    };
    let save = move || {
        if let Ok(answer @ Answer::Known(_)) = read() {
            planner.change(Change::Price(answer));
        }
    };
    let check = Callback::new(move |()| match read() {
        Ok(answer) => {
            planner.change(Change::Price(answer));
            Vec::new()
        }
        Err(error) => vec![("price".to_owned(), error)],
    });
    let skip = move |_| {
        planner.change(Change::Price(Answer::NotSure));
        go_on(planner, Question::Price);
    };
    let options = Currency::ALL
        .iter()
        .map(|option| {
            let code = option.as_str();
            let chosen = *option == currency.get_untracked();
            view! { <option value=code selected=chosen>{planner.text(&format!("currency.{code}"))}</option> }
        })
        .collect_view();
    let pick = move |event| {
        if let Some(picked) = Currency::parse(&event_target_value(&event)) {
            currency.set(picked);
            save();
        }
    };
    let view = view! {
        <LineInput
            field="price"
            label=planner.text("form.price")
            help=Some(planner.text("question.price.help"))
            kind="text"
            mode="decimal"
            typed
            errors
            left=Callback::new(move |()| save())
        />
        <div class="field">
            <label for="currency">{planner.text("form.currency")}</label>
            <select id="currency" on:change=pick>{options}</select>
        </div>
        <div class="row"><button type="button" class="btn ghost small" on:click=skip>{planner.text("form.skip")}</button></div>
    };
    (check, view.into_any())
}

/// A saved price as a person would type it.
fn typed_price(cents: u32) -> String {
    match cents % 100 {
        0 => (cents / 100).to_string(),
        rest => format!("{}.{rest:02}", cents / 100),
    }
}
