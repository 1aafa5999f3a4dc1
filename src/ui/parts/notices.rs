//! What a person should know about records: that there is no room, what was found damaged, what other windows did.
//!
//! Uses: `state`. Used by: `ui::later`. It stands above every screen, for as long as there is something to know.

use leptos::prelude::*;

use super::el::{El, el, link};
use super::idle_warning::idle_warning;
use super::offline::{newer, newer_now};
use crate::present::route::Route;
use crate::state::planner::Planner;
use crate::state::saving::{Keeper, Notice, Saving};

/// What there is to know now; on a shared computer also the question whether somebody is still there.
pub fn notices(planner: Planner) -> AnyView {
    let notice = notice(planner);
    if stands(planner.keeper(), Saving::Shared) {
        return vec![idle_warning(), notice].into_any();
    }
    notice
}

fn notice(planner: Planner) -> AnyView {
    let keeper = planner.keeper();
    let shown = match keeper.notice() {
        _ if stands(keeper, Saving::Full) => notice_of("notice.full").el(more()),
        Some(Notice::SetAside) => notice_of("notice.set_aside").el(more()),
        Some(Notice::Stuck) => notice_of("notice.stuck").el(more()),
        Some(Notice::NewerVersion) => notice_of("notice.newer_version").put(newer_now()),
        Some(Notice::ErasedElsewhere) => notice_of("notice.erased").put(seen(keeper, Notice::ErasedElsewhere)),
        Some(Notice::Forgotten) => notice_of("notice.forgotten").put(seen(keeper, Notice::Forgotten)),
        Some(Notice::Erased) => notice_of("notice.erased_here").put(seen(keeper, Notice::Erased)),
        Some(Notice::NoLanguage) => notice_of("notice.no_language").put(seen(keeper, Notice::NoLanguage)),
        Some(Notice::NewVersion) => notice_of("offline.newer").put(newer()),
        Some(Notice::ChangedElsewhere) => {
            notice_of("notice.changed").put(press("notice.show", move || planner.show_changes()))
        }
        None => return ().into_any(),
    };
    shown.view()
}

/// Whether keeping stands so. What is drawn stays as it is with each change that is kept: a field that is left keeps what
/// is in it, and the button that was tapped must still be there.
fn stands(keeper: Keeper, saving: Saving) -> bool {
    Memo::new(move |_| keeper.saving() == saving).get()
}

fn notice_of(id: &str) -> El {
    el("div").class("notice").attr("role", "status").el(el("p").say(id))
}

fn more() -> El {
    el("p").el(link(Route::Saved).say("notice.more"))
}

fn seen(keeper: Keeper, notice: Notice) -> AnyView {
    press("notice.seen", move || keeper.unsay(notice))
}

fn press(id: &str, act: impl Fn() + 'static) -> AnyView {
    let words = Planner::here().text(id);
    view! { <button type="button" class="btn small" on:click=move |_| act()>{words}</button> }.into_any()
}
