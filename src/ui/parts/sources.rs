//! What a figure rests on, said beside it: the label for judgement or memory, and the way to the studies.

use super::el::{El, el, link};
use crate::domain::evidence::Basis;
use crate::domain::ids::ConcernId;
use crate::present::evidence::Topic;
use crate::present::route::Route;

impl El {
    /// Adds small labels for what is judgement or not re-read; nothing for what was read in a source.
    #[inline(never)]
    pub fn basis(self, basis: &[Basis]) -> Self {
        let label = |id: &str| el("small").class("judged").say(id);
        let judged = if basis.contains(&Basis::Seen) { "basis.partly_judgement" } else { "basis.judgement" };
        self.text(" ")
            .maybe(basis.contains(&Basis::Judgement).then(|| label(judged)))
            .text(" ")
            .maybe(basis.contains(&Basis::Memory).then(|| label("basis.memory")))
    }
}

/// The evidence grade as a chip that leads to the studies.
pub fn grade_chip(concern: ConcernId, grade: String, steps: u8) -> El {
    let blocks = (1..=4u8).map(|step| if step <= steps { el("i").class("on") } else { el("i") });
    link(Route::topic(Topic::Concern(concern)))
        .class("grade")
        .el(el("span").class("blocks").attr("aria-hidden", "true").all(blocks))
        .el(el("span").text(grade).text(" · ").say("plan.see_studies"))
}
