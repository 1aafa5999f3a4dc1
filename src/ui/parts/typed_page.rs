//! Question pages with one line to type: a number, a day, a price. Left empty it means "not sure".

use leptos::prelude::*;

use super::fields::{Check, Errors, Line, LineInput};
use super::onward::go_on;
use crate::domain::answers::{Answer, Answers, Change, Currency};
use crate::present::forms::{self, FieldError};
use crate::present::questions::Question;
use crate::present::{clinic, money};
use crate::state::planner::Planner;

/// What stands in the line for an answer given before.
pub fn text_of<T>(answer: Answer<T>, text: impl FnOnce(T) -> String) -> String {
    answer.known().map(text).unwrap_or_default()
}

/// What a line is for.
#[derive(Clone, Copy)]
pub enum Kind {
    /// A whole number.
    Number,
    /// A calendar day.
    Day,
}

/// A page with one line to type. Left empty it means "not sure".
pub fn line<T: 'static>(
    question: Question,
    kind: Kind,
    start: String,
    errors: Errors,
    read: fn(&str, chrono::NaiveDate) -> Result<T, FieldError>,
    change: fn(Answer<T>) -> Change,
) -> (Check, AnyView) {
    let planner = Planner::here();
    let input = Line::new(start);
    let read = move || {
        let typed = input.typed();
        match read(&typed.text, planner.today()) {
            _ if typed.impossible => Err(FieldError::DateImpossible),
            Err(FieldError::Empty) => Ok(Answer::NotSure),
            other => other.map(Answer::Known),
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
    let (kind, mode) = match kind {
        Kind::Number => ("text", "numeric"),
        Kind::Day => ("date", ""),
    };
    let clinic = planner.clinic().filter(|_| question == Question::Interval);
    let concern = planner.answers_now().concern;
    let help = planner.with(|say, _| {
        let of_clinic = clinic.and_then(|clinic| clinic::interval_help(&clinic, concern, say));
        of_clinic.or_else(|| say.words.maybe(&format!("question.{field}.help")))
    });
    let view = view! {
        <LineInput
            field
            label=planner.text(&format!("form.{field}"))
            help
            kind
            mode
            line=input
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

/// The price of one session and its currency.
pub fn price(answers: &Answers, errors: Errors) -> (Check, AnyView) {
    let planner = Planner::here();
    let saved = answers.price.known();
    let clinic = planner.clinic();
    let usual = saved.or_else(|| clinic.as_ref()?.price);
    let currency = usual.map_or_else(|| planner.with(|say, _| money::here(say)), |price| price.currency);
    let currency = RwSignal::new(currency);
    let help = planner.with(|say, _| clinic::price_help(clinic.as_deref(), say));
    let input = Line::new(saved.map(|price| planner.with(|say, _| money::typed(price, say))).unwrap_or_default());
    let read = move || match forms::price(&input.typed().text, currency.get_untracked()) {
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
            help=Some(help)
            kind="text"
            mode="decimal"
            line=input
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
