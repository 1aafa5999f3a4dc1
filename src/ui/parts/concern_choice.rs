//! The first question's radio buttons: on the start page and as a page of its own.

use leptos::prelude::*;

use super::fields::{ChoiceRow, Choices};
use crate::domain::answers::Change;
use crate::domain::ids::ConcernId;
use crate::state::planner::Planner;

/// Every concern as a real radio button, saved when chosen. The group is named `concern` so that a choice made
/// before the app runs can be read from the page.
pub fn concern_choices() -> AnyView {
    let planner = Planner::here();
    let chosen = planner.answers_now().concern;
    let rows = ConcernId::ALL
        .iter()
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
