//! The first question's radio buttons: on the start page and as a page of its own.

use leptos::prelude::*;

use super::el::{el, link};
use super::fields::{ChoiceRow, Choices, Errors, options_group};
use crate::domain::answers::Change;
use crate::domain::ids::ConcernId;
use crate::present::route::Route;
use crate::state::planner::Planner;

/// The concern that the embedding page is about. It stands there chosen, and is kept when the person goes on with it.
fn suggested(planner: Planner) -> Option<ConcernId> {
    ConcernId::parse(&planner.page().concern()?)
}

/// Whether a concern is chosen when the person goes on.
pub fn is_chosen(planner: Planner) -> bool {
    if planner.answers_now().concern.is_some() {
        return true;
    }
    let suggested = suggested(planner);
    if let Some(concern) = suggested {
        planner.change(Change::Concern(concern));
    }
    suggested.is_some()
}

/// Every concern as a real radio button, saved when chosen. The group is named `concern` so that a choice made
/// before the app runs can be read from the page.
pub fn concern_choices() -> AnyView {
    let planner = Planner::here();
    let chosen = planner.answers_now().concern.or_else(|| suggested(planner));
    let clinic = planner.clinic();
    let shows = |id| clinic.as_ref().is_none_or(|clinic| clinic.shows_concern(id));
    let rows = ConcernId::ALL
        .iter()
        // What was chosen elsewhere stays to be seen.
        .filter(|id| chosen == Some(**id) || shows(**id))
        .map(|concern| ChoiceRow {
            value: concern.as_str().to_owned(),
            label: planner.text(&format!("concern.{}.name", concern.as_str())),
            hint: Some(planner.text(&format!("concern.{}.hint", concern.as_str()))),
            chosen: chosen == Some(*concern),
        })
        .collect();
    let choose = Callback::new(move |value: String| {
        if let Some(concern) = ConcernId::parse(&value) {
            planner.change(Change::Concern(concern));
        }
    });
    view! { <Choices name="concern" rows choose/> }.into_any()
}

/// The question itself. "Not sure" is no answer to it, for each concern has a plan of its own: who is unsure is told who knows,
/// and what each one is.
pub fn concern_asked(errors: Errors) -> AnyView {
    let unsure = el("p")
        .class("row links soft")
        .el(el("span").rich("question.concern.unsure"))
        .el(link(Route::Uses).say("question.concern.each"));
    vec![options_group("concern", errors, concern_choices()), unsure.view()].into_any()
}
