//! A slider with a button at each end, for those who cannot drag.
//!
//! Uses: `state::planner` for words. Used by: `ui::pages`, `ui::parts`.

use leptos::prelude::*;

use crate::state::planner::Planner;

/// A slider with a button at each end, all three named in words: what it sets, each button, and the value.
pub struct Stepper {
    /// Id of the slider.
    pub id: &'static str,
    /// Id of the text that says what it sets.
    pub label: &'static str,
    /// What the two buttons show, and the ids of their names.
    pub buttons: [(&'static str, &'static str); 2],
    /// The least, the most and one step.
    pub ends: [u16; 3],
    /// Where it stands.
    pub value: Signal<u16>,
    /// That in words.
    pub said: Signal<String>,
    /// Called with where the person moved it.
    pub set: Callback<u16>,
}

impl Stepper {
    /// Draws it.
    pub fn draw(self, planner: Planner) -> AnyView {
        let Self { id, label, buttons: [less, more], ends: [min, max, step], value, said, set } = self;
        let typed = move |event| set.run(event_target_value(&event).parse().unwrap_or(value.get_untracked()));
        let at = move |end: u16| move || if value.get() == end { "true" } else { "false" };
        let fewer = move |_| set.run(value.get_untracked().saturating_sub(step));
        let further = move |_| set.run(value.get_untracked() + step);
        view! {
            <div class="stepper">
                <label for=id>{planner.text(label)}<b>{said}</b></label>
                <button type="button" aria-label=planner.text(less.1) aria-disabled=at(min) on:click=fewer>{less.0}</button>
                <input type="range" id=id min=min max=max step=step value=value.get_untracked() prop:value=move || value.get().to_string() aria-valuetext=said on:input=typed/>
                <button type="button" aria-label=planner.text(more.1) aria-disabled=at(max) on:click=further>{more.0}</button>
            </div>
        }
        .into_any()
    }
}
