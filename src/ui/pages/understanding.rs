//! A few questions about the person's own plan, one at a time, each explained kindly. Nothing is counted up, and nothing
//! is kept unless the person asks for it.
//!
//! Uses: `present::understanding`, `state::journal` for the diary, `ui::parts`. Used by: `ui::further`.

use leptos::html;
use leptos::prelude::*;

use crate::domain::diary::{Entry, LONGEST_NOTE};
use crate::present::forms::FieldError;
use crate::present::questions::Question as Page;
use crate::present::route::{Check, Route};
use crate::present::understanding::{Ask, Question, note, questions};
use crate::state::journal::Journal;
use crate::state::planner::Planner;
use crate::ui::parts::el::{El, el, group, link};
use crate::ui::parts::fields::{ChoiceRow, Choices, Errors, options_group, show_errors};
use crate::ui::parts::heading::heading;
use crate::ui::parts::kept_form::Said;

/// The field of every question.
const FIELD: &str = "understanding";

/// Five questions about the person's own plan.
pub fn understanding() -> AnyView {
    let planner = Planner::here();
    let answers = planner.answers_now();
    let estimate = planner.estimate();
    let asked = planner.with(|say, evidence| questions(&answers, estimate.as_ref(), evidence, say));
    let page = el("article")
        .class("screen understanding")
        .el(el("p").class("top-row").el(link(Route::Plan).say("nav.plan")))
        .el(el("header")
            .class("lead")
            .put(heading(planner.text("understanding.title")))
            .el(el("p").class("intro").say("understanding.intro")));
    if asked.is_empty() {
        let begin = link(Route::Question(Page::Concern)).class("btn").say("plan.nothing_yet.begin");
        return page.el(el("p").say("understanding.none")).el(el("p").class("row").el(begin)).view();
    }
    let fewer = estimate.is_some_and(|estimate| estimate.plan().is_none());
    let round = Round::of(planner, &asked);
    let quiz = Quiz { planner, asked: StoredValue::new(asked), round, moved: StoredValue::new(false) };
    let shown = move || {
        let at = quiz.round.at.get();
        let question = quiz.asked.with_value(|asked| asked.get(at).cloned());
        untrack(|| match question {
            Some(question) => ask(quiz, at, question),
            None => end(quiz),
        })
    };
    page.maybe(fewer.then(|| el("p").class("notice").say("understanding.fewer"))).put(shown.into_any()).view()
}

/// How far the person is, which no other language changes. Copying this copies nothing else.
#[derive(Clone, Copy)]
struct Round {
    /// What is asked, in its order.
    asks: StoredValue<Vec<Ask>>,
    at: RwSignal<usize>,
    /// What is chosen, and what was looked at, for the question they are at.
    chosen: RwSignal<Option<usize>>,
    looked: RwSignal<Option<usize>>,
    /// What was not right when first looked at.
    again: StoredValue<Vec<Ask>>,
    /// Whether the diary has what to read again.
    kept: RwSignal<bool>,
}

impl Round {
    /// The round the person is in; a new one when they come from another screen, or other questions are asked.
    fn of(planner: Planner, asked: &[Question]) -> Self {
        let round = planner.held(|| Self {
            asks: StoredValue::new(Vec::new()),
            at: RwSignal::new(0),
            chosen: RwSignal::new(None),
            looked: RwSignal::new(None),
            again: StoredValue::new(Vec::new()),
            kept: RwSignal::new(false),
        });
        let asks: Vec<Ask> = asked.iter().map(|question| question.ask).collect();
        if planner.has_moved() || round.asks.get_value() != asks {
            round.asks.set_value(asks);
            round.begin();
        }
        round
    }

    fn begin(self) {
        self.again.set_value(Vec::new());
        self.kept.set(false);
        self.go(0);
    }

    fn go(self, at: usize) {
        self.chosen.set(None);
        self.looked.set(None);
        self.at.set(at);
    }
}

/// The questions and how far the person is. Copying this copies nothing else.
#[derive(Clone, Copy)]
struct Quiz {
    planner: Planner,
    asked: StoredValue<Vec<Question>>,
    round: Round,
    /// Whether the person has gone on from one to another: then focus goes along.
    moved: StoredValue<bool>,
}

impl Quiz {
    fn go(self, at: usize) {
        self.moved.set_value(true);
        self.round.go(at);
    }

    /// A heading that takes focus when the person comes to it from another one.
    fn heading(self, text: String) -> AnyView {
        let node = NodeRef::<html::H2>::new();
        Effect::new(move |_| {
            if let Some(heading) = node.get().filter(|_| self.moved.get_value()) {
                self.planner.page().top();
                // A heading in the page can always take focus.
                let _ = heading.focus();
            }
        });
        view! { <h2 tabindex="-1" node_ref=node>{text}</h2> }.into_any()
    }
}

/// One question; once looked at, what is right and why.
fn ask(quiz: Quiz, at: usize, question: Question) -> AnyView {
    let planner = quiz.planner;
    let of = quiz.asked.with_value(Vec::len);
    let errors: Errors = RwSignal::new(Vec::new());
    let form = NodeRef::<html::Form>::new();
    let Round { chosen, looked, again, .. } = quiz.round;
    let place = planner
        .say(|say| say.fill("question.progress", &[("n", &say.number(at as u64 + 1)), ("of", &say.number(of as u64))]));
    let row = |(value, choice): (usize, &crate::present::understanding::Choice)| ChoiceRow {
        value: value.to_string(),
        label: choice.label.clone(),
        hint: None,
        chosen: chosen.get_untracked() == Some(value),
    };
    let rows = question.choices.iter().enumerate().map(row).collect();
    let choose = Callback::new(move |value: String| chosen.set(value.parse().ok()));
    let choices = view! { <Choices name=FIELD rows choose/> }.into_any();
    let fieldset = el("fieldset")
        .class("choice")
        .el(el("legend").put(quiz.heading(planner.text(question.ask.text_id()))))
        .put(options_group(FIELD, errors, choices))
        .view();
    let (topic, right_at) = (question.ask, question.choices.iter().position(|choice| choice.astray.is_none()));
    let look = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(choice) = chosen.get_untracked() else {
            return show_errors(errors, form, vec![(FIELD.to_owned(), FieldError::ChooseOne)]);
        };
        errors.set(Vec::new());
        if Some(choice) != right_at && looked.get_untracked().is_none() {
            again.update_value(|again| {
                if !again.contains(&topic) {
                    again.push(topic);
                }
            });
        }
        looked.set(Some(choice));
    };
    let question = StoredValue::new(question);
    let verdict = move || looked.get().map(|choice| question.with_value(|question| verdict(planner, question, choice)));
    let why = move || looked.get().map(|_| question.with_value(why));
    let box_class = move || match looked.get() {
        None => "",
        Some(choice) if Some(choice) == right_at => "status ok",
        Some(_) => "status wait",
    };
    let next = if at + 1 == of { "understanding.last_one" } else { "understanding.next_one" };
    let next = planner.text(next);
    let on = move || {
        let next = next.clone();
        looked.get().is_some().then(|| {
            view! { <button type="button" class="btn" on:click=move |_| quiz.go(at + 1)>{next}</button> }
        })
    };
    let class = move || if looked.get().is_some() { "btn ghost" } else { "btn" };
    view! {
        <form class="card stack" method="dialog" novalidate node_ref=form on:submit=look>
            <p class="soft">{place}</p>
            {fieldset}
            <div class=box_class>
                <div role="status">{verdict}</div>
                {why}
            </div>
            <div class="row">
                <button type="submit" class=class>{planner.text("understanding.check")}</button>
                {on}
            </div>
        </form>
    }
    .into_any()
}

/// Whether it is so, and a kind word where it is not.
fn verdict(planner: Planner, question: &Question, choice: usize) -> AnyView {
    let astray = question.choices.get(choice).and_then(|choice| choice.astray);
    let verdict = match astray {
        None => planner.text("understanding.yes"),
        Some(_) => planner.say(|say| say.fill("understanding.not_quite", &[("right", question.right())])),
    };
    el("div").class("stack").el(el("p").el(el("b").text(verdict))).maybe(astray.map(|id| el("p").say(id))).view()
}

/// Why, and where it can be read.
fn why(question: &Question) -> AnyView {
    let because = question.because.iter().map(|id| el("p").rich(id));
    let (route, label) = question.see;
    let links = el("p").class("row links").el(link(route).say(label));
    let links = match question.ask {
        Ask::Call => links.el(link(Route::Normal(Check::Emergency)).say("understanding.normal")),
        _ => links,
    };
    group(because.chain([links]))
}

/// The end: what to read again, and the way to keep that.
fn end(quiz: Quiz) -> AnyView {
    let planner = quiz.planner;
    let again = quiz.round.again.get_value();
    let list = quiz.asked.with_value(|asked| {
        let rows = asked.iter().filter(|question| again.contains(&question.ask)).map(|question| {
            let (route, label) = question.see;
            let more = planner.text(label);
            let name = planner.text(question.ask.about_id());
            let named = planner.say(|say| say.fill("understanding.see_named", &[("see", &more), ("what", &name)]));
            el("li").el(el("b").text(&name)).text(" ").el(link(route).attr("aria-label", named).text(more))
        });
        el("ul").class("ruled").all(rows)
    });
    let restart = move |_| {
        quiz.moved.set_value(true);
        quiz.round.begin();
    };
    let restart = view! { <button type="button" class="btn ghost" on:click=restart>{planner.text("understanding.restart")}</button> };
    let lead = if again.is_empty() { "understanding.end_none" } else { "understanding.end_again" };
    el("section")
        .class("card prose")
        .put(quiz.heading(planner.text("understanding.end")))
        .el(el("p").say(lead))
        .maybe((!again.is_empty()).then_some(list))
        .el(el("p").rich("understanding.ask_clinician"))
        .put(keep(again, quiz.round.kept))
        .el(el("p")
            .class("row")
            .el(link(Route::Plan).class("btn").say("understanding.see.plan"))
            .put(restart.into_any()))
        .view()
}

/// The button that puts a line into today's page of the diary. Nothing is kept before it is pressed.
fn keep(again: Vec<Ask>, kept: RwSignal<bool>) -> AnyView {
    let (planner, journal) = (Planner::here(), Journal::here());
    let said = Said::default();
    let again = StoredValue::new(again);
    let press = move |_| {
        let line = again.with_value(|again| planner.say(|say| note(again, say)));
        let today = untrack(|| planner.today());
        let before = journal.with_diary(|diary| diary.get(&today).cloned()).unwrap_or_default();
        let joined = if before.note.is_empty() { line } else { [&before.note, "\n\n", &line].concat() };
        if joined.chars().count() > LONGEST_NOTE {
            return said.say("understanding.full");
        }
        journal.note(today, &before, &Entry { note: joined, ..before.clone() });
        kept.set(true);
        said.say("understanding.kept");
    };
    let button = move || {
        if kept.get() {
            link(Route::Diary).say("understanding.diary").view()
        } else {
            let text = planner.text("understanding.keep");
            view! { <button type="button" class="btn ghost small" on:click=press>{text}</button> }.into_any()
        }
    };
    let help: El = el("p").class("soft").say("understanding.keep_help");
    el("div").class("stack into-diary").el(help).el(el("p").class("row").put(button.into_any())).put(said.view()).view()
}
