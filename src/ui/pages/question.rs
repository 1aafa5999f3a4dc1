//! One question a page: why it is asked, the answer saved as it is given, "not sure" always among the answers.

use leptos::html;
use leptos::prelude::*;

use crate::domain::answers::{Answer, Answers, Change};
use crate::domain::dates::format_iso;
use crate::domain::ids::{AreaId, Device, Phototype, ScarType, Severity};
use crate::present::forms::{self, FieldError};
use crate::present::origin;
use crate::present::questions::{self, Question};
use crate::present::route::Route;
use crate::present::summary;
use crate::state::planner::Planner;
use crate::ui::parts::concern_choice::{concern_asked, is_chosen};
use crate::ui::parts::el::{El, el, link};
use crate::ui::parts::fields::{Check, ChoiceRow, Choices, Errors, checked_form, options_group, show_errors};
use crate::ui::parts::heading::heading;
use crate::ui::parts::onward::go_on;
use crate::ui::parts::rich::para;
use crate::ui::parts::tick_page::{additions, checks};
use crate::ui::parts::typed_page::{Kind, line, price, text_of};
use crate::ui::pictures::body::with_map;
use crate::ui::pictures::scars::{shape, with_raised};

/// A question page. One that does not belong to the person's path leads to one that does.
pub fn question_page(question: Question) -> AnyView {
    let planner = Planner::here();
    let answers = planner.answers_now();
    let on_path = planner.with(|_, evidence| questions::path(&answers, evidence).contains(&question));
    if !on_path {
        let first = planner.with(|_, evidence| questions::first_open(&answers, evidence)).unwrap_or(Question::Concern);
        return el("div")
            .class("screen")
            .put(heading(planner.text("question.not_yours.title")))
            .el(el("p").class("intro").say("question.not_yours.text"))
            .el(el("p").class("row").el(link(Route::Question(first)).class("btn").say("answers.go_on")))
            .view();
    }
    let errors: Errors = RwSignal::new(Vec::new());
    let title = planner.say(|say| summary::title(question, answers.concern, say));
    let why = match (question, answers.concern) {
        (Question::Checks(group), _) => format!("checks.{}.why", group.as_str()),
        (Question::Partner, Some(concern)) => format!("question.partner.why.{}", concern.as_str()),
        _ => format!("question.{}.why", question.as_str()),
    };
    let (check, fields) = fields(question, &answers, errors);
    let submit = Callback::new(move |()| go_on(planner, question));
    let origin = origin::question(question, answers.concern);
    let why = para(&why).maybe_source(origin, &title);
    asked(progress(question, &answers), (title, why), errors, (check, submit), fields)
}

/// The first question as a page of its own, which comes with the start page, for a person who has chosen nothing yet:
/// nobody knows then how many questions there will be.
pub fn concern() -> AnyView {
    let planner = Planner::here();
    let errors: Errors = RwSignal::new(Vec::new());
    let (check, fields) = concerns(errors);
    let submit = Callback::new(move |()| planner.go(Route::Next));
    let above = above(Route::Start, planner.text("question.first"), 1, 1);
    let said = (planner.text("question.concern.title"), para("question.concern.why"));
    asked(above, said, errors, (check, submit), fields)
}

fn concerns(errors: Errors) -> (Check, AnyView) {
    let planner = Planner::here();
    let check = must_be_answered(Question::Concern);
    let check = Callback::new(move |()| {
        is_chosen(planner);
        check.run(())
    });
    (check, concern_asked(errors))
}

/// A question with what stands above it, its title, why it is asked, and the fields that answer it. What is
/// wrong is shown, else the person is led on.
fn asked(
    [way, bar]: [El; 2],
    (title, why): (String, El),
    errors: Errors,
    (check, lead_on): (Check, Callback<()>),
    fields: AnyView,
) -> AnyView {
    let form = NodeRef::<html::Form>::new();
    let submit = Callback::new(move |()| {
        let found = check.run(());
        if found.is_empty() {
            lead_on.run(());
        } else {
            show_errors(errors, form, found);
        }
    });
    let fieldset = el("fieldset")
        .class("choice")
        .el(el("legend").put(heading(title)))
        .el(el("details").class("why").el(el("summary").say("question.why")).el(why))
        .put(fields);
    let form = checked_form("stack", form, errors, submit, fieldset, Vec::new(), "form.continue");
    el("div").class("screen").el(way).el(bar).put(form).view()
}

/// The way back and the place among the questions, in words and as a bar.
fn progress(question: Question, answers: &Answers) -> [El; 2] {
    let planner = Planner::here();
    let (place, of, text, back) = planner.with(|say, evidence| {
        let (place, of) = questions::progress(question, answers, evidence);
        let text = say.fill("question.progress", &[("n", &say.number(place as u64)), ("of", &say.number(of as u64))]);
        let back = questions::previous(question, answers, evidence).map_or(Route::Start, Route::Question);
        (place, of, text, back)
    });
    above(back, text, place, of)
}

fn above(back: Route, text: String, place: usize, of: usize) -> [El; 2] {
    let way = el("p").class("top-row").el(link(back).say("question.back")).el(el("span").text(text));
    let steps = (1..=of).map(|step| if step <= place { el("i").class("on") } else { el("i") });
    [way, el("div").class("steps").attr("aria-hidden", "true").all(steps)]
}

fn fields(question: Question, answers: &Answers, errors: Errors) -> (Check, AnyView) {
    match question {
        Question::Concern => concerns(errors),
        Question::Severity => severity(answers, errors),
        Question::ScarType => {
            let (check, list) =
                radios(question, ScarType::ALL, ScarType::as_str, answers.scar_type, Change::ScarType, errors);
            (check, with_raised(list))
        }
        Question::Area => {
            let (check, list) = radios(question, AreaId::ALL, AreaId::as_str, answers.area, Change::Area, errors);
            (check, with_map(list))
        }
        Question::Device => radios(question, Device::ALL, Device::as_str, answers.device, Change::Device, errors),
        Question::Sun => radios(question, Phototype::ALL, Phototype::as_str, answers.sun, Change::Sun, errors),
        Question::Partner => yes_no(question, answers.partner, Change::Partner, errors),
        Question::NotIf => not_if(answers, errors),
        Question::Checks(group) => checks(group, answers, errors),
        Question::Add => additions(answers, errors),
        Question::Age => {
            let start = text_of(answers.age, |age| age.years().to_string());
            line(question, Kind::Number, start, errors, |text, _| forms::age(text), Change::Age)
        }
        Question::Interval => {
            let start = text_of(answers.interval, |weeks| weeks.0.to_string());
            line(question, Kind::Number, start, errors, |text, _| forms::interval(text), Change::Interval)
        }
        Question::ScarDate => {
            let start = text_of(answers.scar_date, format_iso);
            let read = |text: &str, today| forms::day_until(text, today, FieldError::ScarFuture);
            line(question, Kind::Day, start, errors, read, Change::ScarDate)
        }
        Question::Start => {
            let read = |text: &str, today| forms::day_from(text, today, FieldError::StartPast);
            line(question, Kind::Day, text_of(answers.start, format_iso), errors, read, Change::Start)
        }
        Question::Event => {
            let read = |text: &str, today| forms::day_from(text, today, FieldError::EventPast);
            line(question, Kind::Day, text_of(answers.event, format_iso), errors, read, Change::Event)
        }
        Question::Price => price(answers, errors),
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
    let picture: fn(&str) -> Option<AnyView> = if question == Question::ScarType { shape } else { |_| None };
    let choices = view! { <Choices name rows choose picture/> }.into_any();
    (must_be_answered(question), options_group(name, errors, choices))
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
    let offered = |option: &&T| answer == Answer::Known(**option) || is_offered(question, id(**option));
    let mut rows: Vec<ChoiceRow> = all
        .iter()
        .filter(offered)
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
    let help = help.map(|help| el("p").class("soft").text(help).view());
    (check, help.into_iter().chain([view]).collect::<Vec<_>>().into_any())
}

/// Whether the clinic on whose site this is offers an answer; only what is treated with depends on it.
fn is_offered(question: Question, id: &str) -> bool {
    let device = Device::parse(id).filter(|_| question == Question::Device);
    let clinic = Planner::here().clinic();
    device.zip(clinic).is_none_or(|(device, clinic)| clinic.shows_device(device))
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
    let lines = ids.unwrap_or_default().into_iter().map(|id| el("li").rich(&id));
    let lines = el("ul").class("plain").all(lines).view();
    let (check, view) = yes_no(Question::NotIf, answers.not_if, Change::NotIf, errors);
    (check, vec![lines, view].into_any())
}
