//! Each part in each of its states, for those who work on the planner. No screen leads here, and nothing here is kept.
//!
//! Uses: `ui::parts`, `ui::pictures`. Used by: `ui::further`.

use leptos::html;
use leptos::prelude::*;

use crate::domain::answers::{Answer, Answers, Change};
use crate::domain::diary::Strength;
use crate::domain::estimate::estimate;
use crate::domain::evidence::Basis;
use crate::domain::ids::{ConcernId, ScarType, Severity};
use crate::present;
use crate::present::evidence::Topic;
use crate::present::forms::FieldError;
use crate::present::origin::Origin;
use crate::present::plan::{Reason, ReasonGroup, StatusBox, Tone};
use crate::present::questions::Question;
use crate::present::route::Route;
use crate::state::planner::Planner;
use crate::ui::parts::ask_twice::ask_twice;
use crate::ui::parts::el::{El, el, link};
use crate::ui::parts::fields::{ChoiceRow, Choices, ErrorSummary, Errors, Line, LineInput, options_group};
use crate::ui::parts::heading::heading;
use crate::ui::parts::rich::para;
use crate::ui::parts::sources::grade_chip;
use crate::ui::parts::status::status_card;
use crate::ui::parts::waiting::waiting;
use crate::ui::pictures::{scars, signs::strength_mark, timeline::timeline};

/// The colours by the names the style sheets use.
const COLOURS: [&str; 16] = [
    "accent",
    "accent-wash",
    "ink",
    "soft",
    "paper",
    "card",
    "wash",
    "line",
    "ok",
    "ask",
    "wait",
    "no",
    "heal",
    "early",
    "building",
    "result",
];

/// The living page of the design language.
pub fn style_guide() -> AnyView {
    let planner = Planner::here();
    el("article")
        .class("screen")
        .el(el("header")
            .class("lead")
            .put(heading(planner.text("styleguide.title")))
            .el(el("p").class("intro").say("styleguide.intro")))
        .el(section("colour").el(colours()))
        .el(type_sizes())
        .el(section("actions").el(actions()).el(el("p").class("row links").el(way(Route::Healing, "healing.title"))))
        .el(section("choices").put(choices()))
        .el(section("fields").put(fields()))
        .all([Tone::Ok, Tone::Ask, Tone::Wait, Tone::No].map(status))
        .el(section("labels").el(labels()))
        .el(section("lists")
            .el(el("ul").class("plain").all((0..2).map(|_| el("li").say("learn.not_advice"))))
            .el(el("ol").class("numbered").all((0..2).map(|_| el("li").say("learn.not_advice"))))
            .el(el("ul").class("ruled").all((0..2).map(|_| el("li").say("learn.not_advice"))))
            .el(ticks()))
        .el(days())
        .el(pictures(planner))
        .el(section("waiting").put(waiting(false, |_| {})).put(waiting(true, |_| {})))
        .view()
}

fn section(name: &str) -> El {
    el("section").class("card").el(el("h2").say(&format!("styleguide.{name}")))
}

fn way(route: Route, text_id: &str) -> El {
    link(route).say(text_id)
}

fn colours() -> El {
    el("ul").class("colours").all(COLOURS.map(|name| {
        let patch = el("i").attr("class", format!("colour {name}"));
        el("li").el(patch).el(el("small").el(el("code").text(name)))
    }))
}

fn type_sizes() -> El {
    section("type")
        .el(el("p").class("eyebrow").say("app.name"))
        .el(el("p").class("range").el(el("span").class("n").text("3").el(el("i").text("–")).text("6")))
        .el(el("h2").say("start.title"))
        .el(el("h3").say("start.title"))
        .el(el("p").class("intro").say("start.intro"))
        .el(para("learn.what"))
        .el(el("p").class("soft").say("learn.not_advice"))
}

fn actions() -> El {
    let off = el("button").class("btn").attr("type", "button").attr("disabled", "").say("form.continue");
    let button = |class| el("button").class(class).attr("type", "button").say("form.continue");
    el("p").class("row").all([button("btn"), button("btn ghost"), button("btn small"), button("link"), off])
}

fn choices() -> AnyView {
    let planner = Planner::here();
    let errors: Errors = RwSignal::new(vec![("sample".to_owned(), FieldError::ChooseOne)]);
    let rows = ["mild", "moderate"]
        .map(|value| ChoiceRow {
            value: value.to_owned(),
            label: planner.text(&format!("concern.acne_scars.severity.{value}")),
            hint: Some(planner.text("question.option.not_sure.hint")),
            chosen: value == "moderate",
        })
        .into();
    let choices = view! { <Choices name="sample" rows choose=Callback::new(|_| {})/> }.into_any();
    el("fieldset")
        .class("choice")
        .el(el("legend").say("question.severity.title"))
        .put(options_group("sample", errors, choices))
        .view()
}

fn fields() -> AnyView {
    let planner = Planner::here();
    let errors: Errors = RwSignal::new(vec![("wrong".to_owned(), FieldError::DateImpossible)]);
    let form = NodeRef::<html::Form>::new();
    let line = |field: &'static str, text: &str| {
        view! {
            <LineInput
                field
                label=planner.text("question.age.title")
                help=Some(planner.text("checks.date.help"))
                kind="text"
                line=Line::new(text.to_owned())
                errors
            />
        }
        .into_any()
    };
    view! { <form class="stack" node_ref=form><ErrorSummary errors form/> {line("right", "29")} {line("wrong", "31 / 2")}</form> }
        .into_any()
}

/// A status of each tone with one reason.
fn status(tone: Tone) -> El {
    let planner = Planner::here();
    let reason = Reason {
        title: planner.text("question.sun.title"),
        text_id: "learn.not_advice".to_owned(),
        until: None,
        change: Some(Question::Sun),
        origin: Some(Origin::of(Topic::Screening)),
    };
    let groups = vec![ReasonGroup { heading: None, reasons: vec![reason] }];
    status_card(StatusBox { tone, title: planner.text("nav.plan"), lead: planner.text("learn.not_advice"), groups })
}

fn labels() -> El {
    let planner = Planner::here();
    el("div")
        .class("stack")
        .el(el("p").basis(&[Basis::Judgement]))
        .el(el("p").basis(&[Basis::Seen, Basis::Judgement]))
        .el(el("p").basis(&[Basis::Memory]))
        .el(el("p").say("learn.not_advice").source(Origin::of(Topic::Screening), planner.text("app.name")))
        .all([1, 4].map(|steps| {
            let grade = planner.text(if steps == 1 { "grade.limited" } else { "grade.strong" });
            grade_chip(ConcernId::AcneScars, grade, steps)
        }))
        .el(el("p").class("notice").say("app.load_failed"))
        .el(el("p").class("error").say("error.choose_one"))
}

/// The timeline of a made-up person, the shapes of scars, and the ways to the other pictures.
fn pictures(planner: Planner) -> El {
    let answers = Answers::default()
        .with(Change::Concern(ConcernId::AcneScars))
        .with(Change::Severity(Answer::Known(Severity::Moderate)));
    let drawn = planner.with(|say, evidence| {
        let today = planner.today();
        let profile = answers.profile(evidence, today)?;
        let estimate = estimate(evidence, &profile);
        let plan = estimate.plan()?;
        let rows = present::timeline::rows(plan, evidence, today, say);
        let picture = present::timeline::picture(plan, &rows, evidence, say);
        Some(timeline(rows, picture, present::timeline::caption(plan, say), ConcernId::AcneScars))
    });
    let scars = ScarType::ALL.iter().filter_map(|shape| scars::shape(shape.as_str()));
    let scars = scars.fold(el("div").class("row"), El::put);
    let ways = el("p")
        .class("row links")
        .el(way(Route::Skin, "skin.title"))
        .el(way(Route::Question(Question::Area), "question.area.title"))
        .el(way(Route::topic(Topic::Concern(ConcernId::AcneScars)), "counted.title"));
    drawn.into_iter().fold(section("pictures"), El::put).el(scars).el(ways)
}

/// The days after a session: where one stands, what waits, what folds, sessions and their marks.
fn days() -> El {
    let strip = [("0", false), ("1", true), ("2", false)].map(|(day, on)| {
        let item = el("li").text(day);
        if on { item.attr("aria-current", "step").class("on") } else { item }
    });
    let wait = |class, label: &str| {
        let until = el("span").class("until").say("today.tomorrow");
        let why = el("details").class("why").el(el("summary").say("today.why")).el(el("p").say("learn.not_advice"));
        el("li").class(class).el(el("b").say(label)).el(until).el(why)
    };
    let visit = |class, state: &str| {
        let about = el("span").class("soft").say(state);
        el("li").class(class).el(el("span").class("visit").el(el("b").say("sessions.title")).el(about))
    };
    let visits = [("held", "sessions.held"), ("booked", "sessions.booked"), ("suggested", "sessions.suggested")];
    let fold = el("details").class("fold").el(el("summary").say("today.later")).el(el("p").say("learn.not_advice"));
    let strengths = Strength::ALL.iter().fold(el("p").class("row"), |row, strength| row.put(strength_mark(*strength)));
    section("days")
        .el(el("ol").class("day-strip").all(strip))
        .el(el("ul")
            .class("waits")
            .el(wait("wait", "limit.make_up.label"))
            .el(wait("wait kept-up", "limit.daily_spf.label")))
        .el(el("ol").class("visits").all(visits.map(|(class, state)| visit(class, state))))
        .el(fold)
        .el(strengths)
        .put(ask_twice(
            ["answers.clear", "answers.clear_sure", "answers.clear_yes", "answers.clear_no"],
            Callback::new(|()| {}),
        ))
}

fn ticks() -> El {
    let row = |id: &'static str, done: bool| {
        let words = Planner::here().text("learn.what_more");
        view! {
            <li class="tick" class:done=done>
                <input type="checkbox" id=id checked=done/>
                <div><label for=id>{words}</label></div>
            </li>
        }
        .into_any()
    };
    el("ul").class("ticks").put(row("tick-a", false)).put(row("tick-b", true))
}
