//! A form on a card that keeps what is typed and says so, while the person stays on the page.
//!
//! Uses: `ui::parts`. Used by: `ui::pages`.

use leptos::html;
use leptos::prelude::*;

use super::el::el;
use super::fields::{Check, Errors, checked_form, show_errors};
use crate::state::planner::Planner;

/// A form whose button runs `check`: it keeps what is typed, or says what is wrong with it. `done` follows.
pub fn kept_form(
    title: String,
    fields: Vec<AnyView>,
    errors: Errors,
    check: Check,
    button: &str,
    done: Callback<()>,
) -> AnyView {
    let planner = Planner::here();
    let form = NodeRef::<html::Form>::new();
    let submit = Callback::new(move |()| {
        let found = check.run(());
        if found.is_empty() {
            errors.set(found);
            // The tap is answered first. The screen may be gone by then.
            planner.page().soon(move || {
                done.try_run(());
            });
        } else {
            show_errors(errors, form, found);
        }
    });
    let mut fieldset = el("fieldset").class("choice kept").el(el("legend").el(el("h2").text(title)));
    for field in fields {
        fieldset = fieldset.put(field);
    }
    checked_form("card", form, errors, submit, fieldset, Vec::new(), button)
}

/// One line that says what has been done. It takes focus, so that whoever listens or uses the keyboard is not lost when
/// the form they used is no longer there.
#[derive(Clone, Copy, Default)]
pub struct Said {
    text: RwSignal<Option<&'static str>>,
    node: NodeRef<html::P>,
}

impl Said {
    /// Says the text with this id.
    pub fn say(self, id: &'static str) {
        self.text.set(Some(id));
        // The screen may be gone by then.
        if let Some(line) = self.node.try_get_untracked().flatten() {
            // A paragraph in the page can take focus.
            let _ = line.focus();
        }
    }

    /// The line; empty until something is said.
    pub fn view(self) -> AnyView {
        let planner = Planner::here();
        let text = move || self.text.get().map(|id| planner.text(id));
        view! { <p class="said" role="status" tabindex="-1" node_ref=self.node>{text}</p> }.into_any()
    }
}
