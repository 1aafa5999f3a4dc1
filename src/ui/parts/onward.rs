//! Where a person goes on from here, which only the evidence can tell. Used by: the screens that come with the first
//! answer; those before it lead to [`Route::Next`].

use crate::present::questions::{self, Question, first_open};
use crate::present::route::Route;
use crate::state::planner::Planner;

/// Where "your plan" leads a person who has not finished: the first open question.
pub fn next_step(planner: Planner) -> Route {
    let answers = planner.answers_now();
    planner.with(|_, evidence| match first_open(&answers, evidence) {
        Some(question) => Route::Question(question),
        None => Route::Plan,
    })
}

/// Leads to the next page after an answer.
pub fn go_on(planner: Planner, question: Question) {
    let answers = planner.answers_now();
    let next = planner.with(|_, evidence| questions::after(question, &answers, evidence));
    let treatable = planner
        .with(|_, evidence| answers.concern.is_some_and(|concern| evidence.concern(concern).protocol().is_some()));
    planner.go(match next {
        Some(next) => Route::Question(next),
        None if treatable => Route::Answers,
        None => Route::Plan,
    });
}
