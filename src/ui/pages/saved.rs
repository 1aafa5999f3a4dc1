//! What is kept on this device, and how to keep, copy, put back or erase it.
//!
//! Uses: `state::saved_data`, `ui::parts`. Used by: `ui::further`. The first card is in `ui::parts::saving_state`.

use leptos::prelude::*;

use crate::present::route::Route;
use crate::present::saved::IDLE_MINUTES;
use crate::state::planner::Planner;
use crate::state::saved_data::{Kind, SavedData};
use crate::state::saving::Saving;
use crate::ui::parts::ask_twice::ask_twice;
use crate::ui::parts::el::{El, el, link};
use crate::ui::parts::heading::heading;
use crate::ui::parts::kept_form::Said;
use crate::ui::parts::offline::works_offline;
use crate::ui::parts::saving_state::{backup_first, delete_aside, how_it_stands, name_of, press, size_of};
use crate::ui::parts::snapshots::snapshots;

/// The screen.
pub fn saved() -> AnyView {
    let (planner, data) = (Planner::here(), SavedData::open());
    let header = el("header")
        .class("lead")
        .put(heading(planner.text("saved.title")))
        .el(el("p").class("intro").say("saved.intro"));
    let done = Said::default();
    el("div")
        .class("screen device")
        .el(header)
        .put(how_it_stands(data, done))
        .el(el("div").put((move || what_is_kept(data)).into_any()).put(done.view()))
        .put(copies())
        .put(snapshots())
        .put((move || set_aside(data, done)).into_any())
        .put(works_offline())
        .put(shared())
        .el(erase(data))
        .el(el("p").class("row links").el(link(Route::Settings).say("nav.settings")))
        .view()
}

/// A table of what is kept, by kind.
fn what_is_kept(data: SavedData) -> AnyView {
    let planner = Planner::here();
    let amounts = data.amounts();
    let card = el("section").class("card").el(el("h2").say("saved.list.title"));
    if !amounts.iter().any(|amount| amount.is_there) {
        return card.el(el("p").class("soft").say("saved.list.none")).view();
    }
    let row = |name: String, count: String, characters: u64| {
        el("tr")
            .el(el("th").attr("scope", "row").text(name))
            .el(el("td").text(count))
            .el(el("td").text(size_of(characters)))
    };
    let rows = amounts.iter().filter(|amount| amount.is_there).map(|amount| {
        let count = planner.with(|say, _| say.number(amount.count));
        row(name_of(amount.kind), count, amount.characters)
    });
    let all = amounts.iter().map(|amount| amount.characters).sum();
    let total = row(planner.text("saved.list.total"), String::new(), all);
    let heads = ["saved.list.kind", "saved.list.count", "saved.list.size"];
    let heads = heads.map(|head| el("th").attr("scope", "col").say(head));
    let table = el("table").el(el("thead").el(el("tr").all(heads))).el(el("tbody").all(rows)).el(el("tfoot").el(total));
    card.el(table).view()
}

/// The ways to a copy outside this browser. Where nothing is saved they stand above, in full.
fn copies() -> AnyView {
    let keeper = Planner::here().keeper();
    let lasts = Memo::new(move |_| !matches!(keeper.saving(), Saving::MemoryOnly | Saving::Shared));
    let draw = move || {
        lasts.get().then(|| {
            el("section")
                .class("card")
                .el(el("h2").say("saved.copies.title"))
                .el(el("p").say("saved.copies.text"))
                .el(el("p")
                    .class("row links")
                    .el(link(Route::Take).say("saved.copies.take"))
                    .el(link(Route::Restore).say("carry.put_back")))
                .view()
        })
    };
    draw.into_any()
}

/// What could not be read, while there is any.
fn set_aside(data: SavedData, done: Said) -> AnyView {
    let planner = Planner::here();
    let Some(amount) = data.amount(Kind::Aside) else { return ().into_any() };
    let kinds = data.aside().into_iter().map(|(part, count)| {
        let what = part.map_or_else(|| planner.text("saved.aside.unknown"), |part| name_of(Kind::Of(part)));
        let line = planner.with(|say, _| say.fill("saved.aside.kind", &[("what", &what), ("n", &say.number(count))]));
        el("li").text(line)
    });
    let text = planner.with(|say, _| say.count("saved.aside.text", amount.count));
    let said = RwSignal::new(None);
    let save = move || {
        said.try_set(Some(if data.download_aside() { "carry.file.saved" } else { "carry.file.not_saved" }));
    };
    let line = view! { <p class="told" role="status">{move || said.get().map(|id| planner.text(id))}</p> };
    el("section")
        .class("card")
        .el(el("h2").say("saved.aside.title"))
        .el(el("p").text(text))
        .el(el("ul").class("plain").all(kinds))
        .el(el("div").class("backup").put(press("saved.aside.save", save)).put(line.into_any()))
        .put(delete_aside(data, done))
        .view()
}

/// What a shared computer is, and the way to make this one such; nothing where it is one.
fn shared() -> AnyView {
    let planner = Planner::here();
    let keeper = planner.keeper();
    let done = Said::default();
    let share = Callback::new(move |()| {
        keeper.share();
        // After that, in the same order.
        keeper.in_turn(move || done.say("saved.shared.done"));
    });
    let is_shared = Memo::new(move |_| keeper.saving() == Saving::Shared);
    let draw = move || {
        if is_shared.get() {
            return ().into_any();
        }
        let idle = planner.with(|say, _| say.count("saved.shared_on.idle", IDLE_MINUTES));
        let lines = ["saved.shared.erase", "saved.shared.memory", "saved.shared.reload"].map(|id| el("li").say(id));
        el("section")
            .class("card")
            .el(el("h2").say("saved.shared.title"))
            .el(el("p").say("saved.shared.text"))
            .el(el("ul").class("plain").all(lines).el(el("li").text(idle)))
            .el(backup_first())
            .put(ask_twice(["saved.shared.use", "saved.shared.sure", "saved.shared.yes", "saved.shared.no"], share))
            .view()
    };
    el("div").put(draw.into_any()).put(done.view()).view()
}

/// Everything goes, after it was asked twice.
fn erase(data: SavedData) -> El {
    el("section")
        .class("card")
        .el(el("h2").say("saved.erase.title"))
        .el(el("p").say("saved.erase.text"))
        .el(el("p").class("soft").say("saved.erase.files"))
        .el(backup_first())
        .put(ask_twice(
            ["saved.erase.button", "saved.erase.sure", "saved.erase.yes", "saved.erase.no"],
            Callback::new(move |()| data.erase()),
        ))
}
