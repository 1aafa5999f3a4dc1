//! How keeping stands, what to do about it, and how long it lasts.
//!
//! Uses: `state::{saved_data, saving, carry}`, `ui::parts`. Used by: `ui::pages::saved`.

use leptos::prelude::*;

use super::after_frame::after_tap;
use super::ask_twice::ask_twice;
use super::carry_along::carry_along;
use super::el::{El, el, link};
use super::kept_form::Said;
use crate::platform::persist::Promise;
use crate::present::route::Route;
use crate::present::saved::{IDLE_MINUTES, size};
use crate::record::backup::Part;
use crate::state::carry::Carry;
use crate::state::planner::Planner;
use crate::state::saved_data::{Kind, SavedData};
use crate::state::saving::Saving;

/// After how many days without a visit Safari may delete what a page saved.
const SAFARI_DAYS: u64 = 7;

/// How keeping stands; where it does not last, the ways to take it along; where it does, how long. Drawn anew when it
/// stands otherwise, not with each change that is kept.
pub fn how_it_stands(data: SavedData, done: Said) -> AnyView {
    let planner = Planner::here();
    let keeper = planner.keeper();
    let standing = Memo::new(move |_| match keeper.saving() {
        Saving::Kept(_) => Saving::Kept(0),
        other => other,
    });
    let draw = move || {
        let standing = standing.get();
        let card = match standing {
            Saving::Nothing => told("status wait", "saved.nothing.title", "saved.nothing.text"),
            Saving::Kept(_) => told("status ok", "saved.kept.title", "saved.kept.text"),
            Saving::MemoryOnly => {
                told("status ask", "saved.memory.title", "saved.memory.text").el(el("p").say("saved.memory.do"))
            }
            Saving::Shared => shared_on(data),
            Saving::Full => told("status no", "saved.full.title", "saved.full.text").put(make_room(data, done)),
            Saving::Stuck => told("status no", "saved.stuck.title", "saved.stuck.text")
                .el(el("p").say("saved.stuck.do"))
                .put(make_room(data, done)),
            Saving::NewerVersion => told("status no", "saved.newer.title", "saved.newer.text")
                .el(el("p").put(press("saved.newer.reload", move || planner.page().reload()))),
        };
        let more = match standing {
            Saving::MemoryOnly | Saving::Shared => el("div").class("stack").put(carry_along()),
            Saving::NewerVersion => return card.view(),
            _ => how_long(data),
        };
        vec![card.view(), more.view()].into_any()
    };
    draw.into_any()
}

fn told(class: &'static str, title: &str, text: &str) -> El {
    el("section").class(class).el(el("h2").say(title)).el(el("p").say(text))
}

fn shared_on(data: SavedData) -> El {
    let planner = Planner::here();
    let idle = planner.with(|say, _| say.count("saved.shared_on.idle", IDLE_MINUTES));
    told("status ask", "saved.shared_on.title", "saved.shared_on.text")
        .el(el("p").text(idle))
        .el(el("p").say("saved.shared_on.end"))
        .put(ask_twice(
            ["saved.shared_on.erase", "saved.erase.sure", "saved.erase.yes", "saved.erase.no"],
            Callback::new(move |()| data.erase()),
        ))
}

/// A button that does something without asking, and nothing is lost by it.
pub fn press(id: &str, act: impl Fn() + Clone + 'static) -> AnyView {
    let words = Planner::here().text(id);
    view! { <button type="button" class="btn ghost small" on:click=after_tap(act)>{words}</button> }.into_any()
}

/// The button for a backup file, before something is deleted for good.
pub fn backup_first() -> El {
    let carry = Carry::here();
    let said = RwSignal::new(None);
    let save = move || {
        said.try_set(Some(if carry.download(true) { "carry.file.saved" } else { "carry.file.not_saved" }));
    };
    let planner = Planner::here();
    let line = view! { <p class="told" role="status">{move || said.get().map(|id| planner.text(id))}</p> };
    el("div").class("backup").put(press("carry.file.save", save)).put(line.into_any())
}

/// How much room something takes, in words.
pub fn size_of(characters: u64) -> String {
    let (id, number) = size(characters);
    Planner::here().with(|say, _| say.count(id, number))
}

/// What takes the room and which taps make some, each only where it would.
fn make_room(data: SavedData, done: Said) -> AnyView {
    let planner = Planner::here();
    let keeper = planner.keeper();
    let draw = move || {
        let most = data.amounts().into_iter().max_by_key(|amount| amount.characters);
        let most = most.map(|most| {
            let (what, size) = (name_of(most.kind), size_of(most.characters));
            el("p").text(planner.with(|say, _| say.fill("saved.full.most", &[("what", &what), ("size", &size)])))
        });
        let step = |id: &str| el("li").el(el("p").say(id));
        let photos = data.amount(Kind::Of(Part::Photos)).is_some_and(|photos| photos.is_there);
        let photos =
            photos.then(|| step("saved.full.photos").el(el("p").el(link(Route::Photos).say("saved.full.to_photos"))));
        let snapshots = data.amount(Kind::Snapshots).map(|_| {
            step("saved.full.snapshots").put(ask_twice(
                ["saved.snapshots.delete", "saved.snapshots.sure", "saved.aside.yes", "saved.aside.no"],
                Callback::new(move |()| {
                    data.delete_snapshots();
                    done.say("saved.snapshots.deleted");
                }),
            ))
        });
        let aside = data.amount(Kind::Aside).map(|_| step("saved.full.aside").put(delete_aside(data, done)));
        let steps = el("ol")
            .class("numbered")
            .el(step("saved.full.backup").el(backup_first()))
            .maybe(photos)
            .maybe(snapshots)
            .maybe(aside);
        let again = press("saved.full.again", move || keeper.in_turn(move || keeper.flush()));
        el("div").class("stack").maybe(most).el(steps).el(el("p").put(again)).view()
    };
    draw.into_any()
}

/// The button that deletes what was set aside.
pub fn delete_aside(data: SavedData, done: Said) -> AnyView {
    ask_twice(
        ["saved.aside.delete", "saved.aside.sure", "saved.aside.yes", "saved.aside.no"],
        Callback::new(move |()| {
            data.delete_aside();
            done.say("saved.aside.deleted");
        }),
    )
}

/// The name of a kind.
pub fn name_of(kind: Kind) -> String {
    Planner::here().text(&match kind {
        Kind::Of(part) => format!("carry.part.{}", part.as_str()),
        Kind::Snapshots => "saved.kind.snapshots".to_owned(),
        Kind::Aside => "saved.kind.aside".to_owned(),
    })
}

/// What the browser says, the button to ask it for more, and what lasts whatever it says.
fn how_long(data: SavedData) -> El {
    let planner = Planner::here();
    let asked = RwSignal::new(false);
    let words = move || {
        let id = match (data.promise()?, asked.get()) {
            (Promise::Given, false) => "saved.last.given",
            (Promise::Given, true) => "saved.last.yes",
            (Promise::Open, false) => "saved.last.open",
            (Promise::Open, true) => "saved.last.no",
            (Promise::Unknown, false) => "saved.last.unknown",
            (Promise::Unknown, true) => "saved.last.cannot",
        };
        Some(planner.text(id))
    };
    let ask = move |_| {
        asked.set(true);
        data.ask();
    };
    // The button stays where it is after it was pressed: focus is on it.
    let pointless = move || !asked.get() && data.promise().is_some_and(|promise| promise != Promise::Open);
    let place = move || if data.promise().is_some() { "ask" } else { "ask awaited" };
    let button = planner.text("saved.last.ask");
    let live = view! {
        <p class="promise" role="status">{words}</p>
        <p class=place hidden=pointless>
            <button type="button" class="btn small" on:click=ask>{button}</button>
        </p>
    };
    let safari = planner.with(|say, _| say.count("saved.last.safari", SAFARI_DAYS));
    el("section")
        .class("card prose")
        .el(el("h2").say("saved.last.title"))
        .put(live.into_any())
        .el(el("p").text(safari))
        .el(el("p").say("saved.last.lasting"))
        .el(el("p").class("row links").el(link(Route::Take).say("saved.last.take")))
}
