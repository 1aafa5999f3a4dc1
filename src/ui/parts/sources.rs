//! What a figure rests on, said beside it: the label for judgement or memory, and the way to the row it comes from.
//!
//! Uses: `present::origin`, `platform::place`. Used by: `ui`. Whoever comes back from there is where they were.

use leptos::prelude::*;

use super::el::{El, el, link};
use crate::domain::evidence::Basis;
use crate::domain::ids::ConcernId;
use crate::platform::place::{self, Left};
use crate::present::evidence::Topic;
use crate::present::origin::Origin;
use crate::present::route::Route;
use crate::state::planner::Planner;

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

    /// Adds the way to where a number comes from, after the words that hold it. `of` says which number it is, to those
    /// who hear the link alone.
    pub fn source(self, origin: Origin, of: impl AsRef<str>) -> Self {
        self.way_to(origin, of.as_ref())
    }

    /// The same, where it comes from somewhere.
    pub fn maybe_source(self, origin: Option<Origin>, of: impl AsRef<str>) -> Self {
        match origin {
            Some(origin) => self.way_to(origin, of.as_ref()),
            None => self,
        }
    }

    #[inline(never)]
    fn way_to(self, origin: Origin, of: &str) -> Self {
        let planner = Planner::here();
        let name = planner.say(|say| say.fill("source.of", &[("what", first_sentence(of))]));
        let follow = move |event: leptos::ev::MouseEvent| {
            // With these keys it opens in another window, and this one stays.
            if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
                leave(planner, origin);
            }
        };
        let link = view! {
            <a class="source-of" href=origin.address().href() data-row=origin.hidden().map(str::to_owned) aria-label=name on:click=follow>
                {planner.text("source.word")}
            </a>
        };
        self.text(" ").put(link.into_any())
    }
}

/// The way to where a number comes from, by itself.
pub fn source_line(origin: Origin, of: &str) -> El {
    el("p").class("source-line").source(origin, of)
}

/// As much as tells one line from another.
fn first_sentence(text: &str) -> &str {
    let ends = |(at, letter): &(usize, char)| {
        let rest = text.get(at + letter.len_utf8()..).unwrap_or_default();
        matches!(letter, '.' | ':' | ';' | '?' | '!') && rest.chars().next().is_none_or(char::is_whitespace)
    };
    let end = text.char_indices().find(ends).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text).trim_end()
}

/// A person who followed a number to its row.
struct Gone {
    from: Route,
    origin: Origin,
    left: Left,
}

/// The last who did, for as long as the planner lives. It is in memory alone: a row that depends on an answer stands in
/// no address.
#[derive(Clone, Copy)]
struct LastGone(StoredValue<Option<Gone>, LocalStorage>);

fn last_gone(planner: Planner) -> StoredValue<Option<Gone>, LocalStorage> {
    let last = planner.lasting(|| {
        use_context::<LastGone>().unwrap_or_else(|| {
            let last = LastGone(StoredValue::new_local(None));
            provide_context(last);
            last
        })
    });
    last.0
}

fn leave(planner: Planner, origin: Origin) {
    let gone = Gone { from: untrack(|| planner.route()), origin, left: place::leave(&planner.page()) };
    last_gone(planner).set_value(Some(gone));
}

/// The screen to draw where a person arrives: with the row that its address leaves out. Back on the screen that they
/// came from, they are where they were.
pub fn arrive_at(route: Route) -> Route {
    let planner = Planner::here();
    let last = last_gone(planner);
    let is_back = last.with_value(|gone| gone.as_ref().is_some_and(|gone| gone.from == route));
    if is_back {
        if let Some(gone) = last.try_update_value(Option::take).flatten() {
            gone.left.come_back(planner.page());
        }
        return route;
    }
    let screen = last.with_value(|gone| gone.as_ref().map(|gone| gone.origin).filter(|to| to.address() == route));
    match (screen, route) {
        (Some(origin), _) => origin.screen(),
        // From one row to another, and then back.
        (None, Route::Evidence(_) | Route::Estimator | Route::Options) => route,
        (None, _) => {
            last.set_value(None);
            route
        }
    }
}

/// The evidence grade as a chip that leads to the studies.
pub fn grade_chip(concern: ConcernId, grade: String, steps: u8) -> El {
    let blocks = (1..=4u8).map(|step| if step <= steps { el("i").class("on") } else { el("i") });
    link(Route::topic(Topic::Concern(concern)))
        .class("grade")
        .el(el("span").class("blocks").attr("aria-hidden", "true").all(blocks))
        .el(el("span").text(grade).el(el("span").class("see").text(" · ").say("plan.see_studies")))
}
