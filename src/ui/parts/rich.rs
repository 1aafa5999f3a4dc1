//! A text with its glossary terms: tap one to see what it means, in place.

use super::el::{El, el};
use crate::content::words::Piece;
use crate::state::planner::Planner;

impl El {
    /// Adds the text `id`, with a button at each glossary term. For paragraphs and list items.
    #[inline(never)]
    pub fn rich(mut self, id: &str) -> Self {
        let planner = Planner::here();
        let mut pieces = planner.say(|say| say.words.pieces(id)).into_iter();
        let anchor = id.replace('.', "-");
        // What touches a term, such as a bracket, must not be torn from it: a line may break at any button.
        let mut touching = String::new();
        let mut waiting: Option<El> = None;
        let mut place = 0u32;
        loop {
            match pieces.next() {
                Some(Piece::Term { id, shown }) => {
                    self = self.maybe(waiting.take());
                    let term = el("span").class("whole").text(std::mem::take(&mut touching));
                    waiting = Some(term_button(term, format!("term-{anchor}-{place}"), &id, shown));
                }
                Some(Piece::Plain(words)) => {
                    let mut words = words.as_str();
                    if let Some(term) = waiting.take() {
                        let end = words.find(char::is_whitespace).unwrap_or(words.len());
                        let (touches, rest) = words.split_at(end);
                        self = self.el(term.text(touches));
                        words = rest;
                    }
                    let end = words.rfind(char::is_whitespace).map_or(0, |space| space + 1);
                    let (free, touches) = words.split_at_checked(end).unwrap_or((words, ""));
                    self = self.text(free);
                    touching = touches.to_owned();
                }
                None => return self.maybe(waiting).text(touching),
            }
            place += 1;
        }
    }
}

/// A term with the words that explain it, added to `term`.
fn term_button(term: El, target: String, id: &str, shown: String) -> El {
    let button = el("button").attr("type", "button").class("term").attr("popovertarget", &target).text(shown);
    let meaning =
        el("span").class("meaning").attr("id", target).attr("popover", "auto").say(&format!("glossary.{id}.meaning"));
    term.el(button).el(meaning)
}

/// A paragraph of rich text, labelled where it is the project's own judgement about an answer.
pub fn para(id: &str) -> El {
    let planner = Planner::here();
    let judgement = id.starts_with("flag.") && planner.say(|say| say.words.is_judgement(id));
    let label = judgement.then(|| el("small").class("judged").say("basis.judgement"));
    el("p").rich(id).text(" ").maybe(label)
}
