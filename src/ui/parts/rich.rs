//! A text with its glossary terms: tap one to see what it means, in place.

use super::el::{El, el};
use crate::content::words::Piece;
use crate::state::planner::Planner;

impl El {
    /// Adds the text `id`, with a button at each glossary term. For paragraphs and list items.
    #[inline(never)]
    pub fn rich(mut self, id: &str) -> Self {
        let planner = Planner::here();
        let pieces = planner.with(|say, _| say.words.pieces(id));
        let anchor = id.replace('.', "-");
        for (place, piece) in (0u32..).zip(pieces) {
            self = match piece {
                Piece::Plain(words) => self.text(words),
                Piece::Term { id, shown } => {
                    let target = format!("term-{anchor}-{place}");
                    let button = el("button")
                        .attr("type", "button")
                        .class("term")
                        .attr("popovertarget", target.clone())
                        .text(shown);
                    let meaning = el("span")
                        .class("meaning")
                        .attr("id", target)
                        .attr("popover", "auto")
                        .say(&format!("glossary.{id}.meaning"));
                    self.el(button).el(meaning)
                }
            };
        }
        self
    }
}

/// A paragraph of rich text, labelled where it is the project's own judgement about an answer.
pub fn para(id: &str) -> El {
    let planner = Planner::here();
    let judgement = id.starts_with("flag.") && planner.with(|say, _| say.words.is_judgement(id));
    let label = judgement.then(|| el("small").class("judged").say("basis.judgement"));
    el("p").rich(id).text(" ").maybe(label)
}
