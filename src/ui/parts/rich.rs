//! A text with its glossary terms: tap one to see what it means, in place.

use leptos::prelude::*;

use crate::content::words::Piece;
use crate::state::planner::Planner;

/// The text `id`, with a button at each glossary term. Stands inside a paragraph or list item.
#[component]
pub fn Rich(#[prop(into)] id: String) -> impl IntoView {
    let planner = Planner::here();
    let pieces = planner.with(|say, _| say.words.pieces(&id));
    let anchor = id.replace('.', "-");
    pieces
        .into_iter()
        .enumerate()
        .map(|(place, piece)| match piece {
            Piece::Plain(words) => words.into_any(),
            Piece::Term { id, shown } => {
                let target = format!("term-{anchor}-{place}");
                let meaning = planner.text(&format!("glossary.{id}.meaning"));
                view! {
                    <button type="button" class="term" popovertarget=target.clone()>{shown}</button>
                    <span class="meaning" id=target popover="auto">{meaning}</span>
                }
                .into_any()
            }
        })
        .collect_view()
}

/// A paragraph of [`Rich`] text, labelled where it is the project's own judgement.
#[component]
pub fn Para(#[prop(into)] id: String) -> impl IntoView {
    let planner = Planner::here();
    let judgement = planner.with(|say, _| say.words.is_judgement(&id) && id.starts_with("flag."));
    view! {
        <p>
            <Rich id=id/>
            {judgement.then(|| view! { " " <small class="judged">{planner.text("basis.judgement")}</small> })}
        </p>
    }
}
