//! How the estimate is worked out: the rules in words, what never changes the number, a copy of the answers to try
//! things with, and the cases to check the sums.
//!
//! Uses: `present::estimator`, the two parts of this screen beside it. Used by: `ui::further`.

use leptos::prelude::*;

use super::estimator_cases::cases_card;
use super::estimator_sandbox::sandbox;
use crate::present::estimator::{Rule, rules};
use crate::present::evidence::Topic;
use crate::present::route::Route;
use crate::state::planner::Planner;
use crate::ui::parts::el::{El, el, link};
use crate::ui::parts::heading::heading;
use crate::ui::parts::rich::para;

/// How the estimate is worked out, and what each answer does to it.
pub fn estimator() -> AnyView {
    let planner = Planner::here();
    el("article")
        .class("screen estimator")
        .el(el("p").class("top-row").el(link(Route::Plan).say("nav.plan")))
        .el(el("header")
            .class("lead")
            .put(heading(planner.text("estimator.title")))
            .el(el("p").class("intro").say("estimator.intro")))
        .el(rules_card())
        .el(el("section")
            .class("card prose")
            .el(el("h2").say("plan.never"))
            .el(para("plan.never_changes"))
            .el(el("p").class("row links").el(link(Route::topic(Topic::Factors)).say("estimator.see.factors"))))
        .put(sandbox())
        .put(cases_card())
        .view()
}

fn rules_card() -> El {
    let planner = Planner::here();
    let answers = planner.answers_now();
    let rules = planner.with(|say, evidence| rules(answers.concern, answers.severity.known(), evidence, say));
    el("section")
        .class("card prose")
        .el(el("h2").say("estimator.rules"))
        .el(para("estimator.rules_intro"))
        .el(el("ol").class("how-rules").all(rules.into_iter().map(rule)))
}

fn rule(rule: Rule) -> El {
    let planner = Planner::here();
    let summary = el("summary").text(numbered(&rule));
    let texts = rule.texts.into_iter().map(|(id, text)| {
        let judged = planner.say(|say| say.words.is_judgement(&id));
        // A text with a value filled in holds no term to explain.
        let words = if planner.text(&id) == text { el("p").rich(&id) } else { el("p").text(text) };
        words.text(" ").maybe(judged.then(|| el("small").class("judged").say("basis.judgement")))
    });
    let links = (!rule.rests_on.is_empty()).then(|| {
        let links = rule.rests_on.into_iter().map(|(label, route)| link(route).text(label));
        el("p").class("row links").el(el("span").class("soft").say("estimator.rests_on")).all(links)
    });
    el("li").el(el("details").el(summary).all(texts).maybe(links))
}

/// "1. Is anything in the way?"
pub(super) fn numbered(rule: &Rule) -> String {
    Planner::here().say(|say| say.fill("estimator.rule", &[("n", &say.number(rule.number)), ("title", &rule.title)]))
}
