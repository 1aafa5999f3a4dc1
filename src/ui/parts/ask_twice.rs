//! A button for what cannot be undone: it asks once more in its own place.
//!
//! Uses: `ui::parts::el`. Used by: `ui::pages`, `ui::parts`.

use leptos::html;
use leptos::prelude::*;

use super::el::el;
use crate::state::planner::Planner;

/// What the button says, what it asks, and what is done after a yes.
pub struct AskTwice {
    /// On the button.
    pub button: String,
    /// The button's name where its words alone do not say what it is for.
    pub name: Option<String>,
    /// The question.
    pub question: String,
    /// On the button that does it.
    pub yes: String,
    /// On the button that does not.
    pub no: String,
    /// What is done.
    pub act: Callback<()>,
}

impl AskTwice {
    /// Draws it. Focus goes to the question, and back to the button after a no.
    pub fn draw(self) -> AnyView {
        let Self { button, name, question, yes, no, act } = self;
        let asked = RwSignal::new(None::<bool>);
        let draw = move || {
            let (button, name, yes, no) = (button.clone(), name.clone(), yes.clone(), no.clone());
            if asked.get() == Some(true) {
                let here = NodeRef::<html::Div>::new();
                Effect::new(move |_| here.get().into_iter().for_each(|node| drop(node.focus())));
                let words = el("p").text(&question).view();
                view! {
                    <div class="ask-twice" role="group" aria-label=question.clone() tabindex="-1" node_ref=here>
                        {words}
                        <button type="button" class="btn small" on:click=move |_| act.run(())>{yes}</button>
                        <button type="button" class="btn ghost small" on:click=move |_| asked.set(Some(false))>{no}</button>
                    </div>
                }
                .into_any()
            } else {
                let here = NodeRef::<html::Button>::new();
                let back = asked.get_untracked().is_some();
                Effect::new(move |_| here.get().filter(|_| back).into_iter().for_each(|node| drop(node.focus())));
                let ask = move |_| asked.set(Some(true));
                view! { <button type="button" class="link" aria-label=name node_ref=here on:click=ask>{button}</button> }
                    .into_any()
            }
        };
        draw.into_any()
    }
}

/// A yes-or-no question in words of the chosen language by their ids.
pub fn ask_twice(ids: [&str; 4], act: Callback<()>) -> AnyView {
    let planner = Planner::here();
    let [button, question, yes, no] = ids.map(|id| planner.text(id));
    AskTwice { button, name: None, question, yes, no, act }.draw()
}
