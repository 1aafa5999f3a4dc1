//! What a person should know about records: that there is no room, what was found damaged, what other windows did.
//!
//! Uses: `state`. Used by: `ui::later`. It stands above every screen, for as long as there is something to know.

use leptos::prelude::*;

use super::el::{El, el, link};
use super::idle_warning::idle_warning;
use crate::present::route::Route;
use crate::state::planner::Planner;
use crate::state::saving::{Keeper, Notice, Saving};

/// What there is to know now; on a shared computer also the question whether somebody is still there.
pub fn notices(planner: Planner) -> AnyView {
    let notice = notice(planner);
    if planner.keeper().saving() == Saving::Shared {
        return vec![idle_warning(), notice].into_any();
    }
    notice
}

fn notice(planner: Planner) -> AnyView {
    let keeper = planner.keeper();
    let shown = match keeper.notice() {
        _ if keeper.saving() == Saving::Full => notice_of("notice.full").el(more()),
        Some(Notice::SetAside) => notice_of("notice.set_aside").el(more()),
        Some(Notice::Stuck) => notice_of("notice.stuck").el(more()),
        Some(Notice::NewerVersion) => notice_of("notice.newer_version"),
        Some(Notice::ErasedElsewhere) => notice_of("notice.erased").put(seen(keeper, Notice::ErasedElsewhere)),
        Some(Notice::Forgotten) => notice_of("notice.forgotten").put(seen(keeper, Notice::Forgotten)),
        Some(Notice::Erased) => notice_of("notice.erased_here").put(seen(keeper, Notice::Erased)),
        Some(Notice::ChangedElsewhere) => {
            notice_of("notice.changed").put(press("notice.show", move || planner.show_changes()))
        }
        None => return ().into_any(),
    };
    shown.view()
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
