//! Photos kept on the device: take, compare, delete.
//!
//! Uses: `state::photos`, `present::photos`, `ui::parts`, `ui::pictures`. Used by: `ui::further`.

use leptos::html;
use leptos::prelude::*;

use crate::domain::dates::days_between;
use crate::present::photos;
use crate::present::route::Route;
use crate::state::journal::Journal;
use crate::state::photos::Photos;
use crate::state::planner::Planner;
use crate::state::saving::Saving;
use crate::ui::parts::after_frame::after_tap;
use crate::ui::parts::ask_twice::ask_twice;
use crate::ui::parts::el::{El, el, link};
use crate::ui::parts::heading::heading;
use crate::ui::parts::photo_add::add_card;
use crate::ui::parts::photo_album::album;
use crate::ui::parts::rich::para;
use crate::ui::parts::stepper::Stepper;
use crate::ui::pictures::compare::{Shown, compare, source};

/// The screen.
pub fn photos() -> AnyView {
    let planner = Planner::here();
    let all = Photos::open();
    let ((said_kept, tell_kept), (said_deleted, tell_deleted)) = (told(), told());
    let with_name = move |tell: Callback<String>, id: &'static str| {
        Callback::new(move |name: String| tell.run(planner.with(|say, _| say.fill(id, &[("photo", &name)]))))
    };
    let deleted_all = Callback::new(move |()| {
        all.delete_all();
        tell_deleted.run(planner.text("photo.deleted_all"));
    });
    let kept = with_name(tell_kept, "photo.kept");
    let deleted = with_name(tell_deleted, "photo.deleted");
    let list = (move || list_card(planner, all, deleted, deleted_all)).into_any();
    el("article")
        .class("screen photos")
        .el(el("p").class("top-row").el(link(Route::Diary).say("photo.back")))
        .el(el("header")
            .class("lead")
            .put(heading(planner.text("photo.title")))
            .el(el("p").class("intro").say("photo.intro")))
        .put(memory_only(planner))
        .put(nearly_full(planner, all))
        .el(el("div").put(add_card(all, kept)).put(said_kept))
        .put((move || compare_card(planner, all)).into_any())
        .el(el("div").put(said_deleted).put(list))
        .el(el("section").class("card prose").el(el("h2").say("photo.same_title")).el(el("ul").class("plain").all(
            ["photo.same.light", "photo.same.distance", "photo.same.pose", "photo.same.bare"]
                .map(|id| el("li").say(id)),
        )))
        .el(el("section")
            .class("card prose")
            .el(el("h2").say("photo.where_title"))
            .all(["photo.where.device", "photo.where.small", "photo.where.link", "photo.where.lost"].map(para)))
        .view()
}

/// A line that says what was done, and what to call with it. What was tapped is gone then, so focus goes to the line.
fn told() -> (AnyView, Callback<String>) {
    let said = RwSignal::new(String::new());
    let place = NodeRef::<html::P>::new();
    let line = view! { <p class="photo-said" role="status" tabindex="-1" node_ref=place>{said}</p> };
    let tell = move |words: String| {
        said.set(words);
        place.get_untracked().into_iter().for_each(|node| drop(node.focus()));
    };
    (line.into_any(), Callback::new(tell))
}

fn memory_only(planner: Planner) -> AnyView {
    let words = move || {
        let lost = matches!(planner.keeper().saving(), Saving::MemoryOnly | Saving::Shared);
        lost.then(|| el("p").class("notice").say("photo.memory_only").view())
    };
    words.into_any()
}

/// Said at four fifths, with the way to what can be removed.
fn nearly_full(planner: Planner, all: Photos) -> AnyView {
    let words = move || {
        let fullness =
            all.with(|album| album.is_nearly_full().then(|| planner.with(|say, _| photos::fullness(album, say))));
        fullness.map(|fullness| {
            el("div")
                .class("notice")
                .attr("role", "status")
                .el(el("p").el(el("b").text(fullness)))
                .el(el("p").say("photo.nearly_full"))
                .view()
        })
    };
    words.into_any()
}

/// Two photos over each other, once there are two.
fn compare_card(planner: Planner, all: Photos) -> AnyView {
    let Some(suggested) = all.with(|album| match (album.len(), album.suggested()) {
        (0 | 1, _) => None,
        (_, Some(two)) => Some(two),
        (_, None) => album.iter().next().zip(album.iter().last()).map(|(first, last)| (first.id, last.id)),
    }) else {
        return ().into_any();
    };
    let first = RwSignal::new(suggested.0);
    let second = RwSignal::new(suggested.1);
    let share = RwSignal::new(50u16);
    let courses = Journal::here().courses();
    let shown = move |id: u64| {
        all.look(|album| {
            let photo = &album.get(id)?.photo;
            let (name, day) = planner.with(|say, _| (photos::full_name(photo, &courses, say), say.day(photo.day)));
            Some((Shown { source: source(&photo.jpeg), name, day }, photo.clone()))
        })
    };
    let picture = move || {
        let (Some((one, older)), Some((two, newer))) = (shown(first.get()), shown(second.get())) else {
            return ().into_any();
        };
        let days = days_between(older.day, newer.day).unsigned_abs();
        let caption = planner.with(|say, _| {
            let apart = say.count("photo.days_apart", days);
            say.fill("photo.compare.caption", &[("first", &one.name), ("second", &two.name), ("apart", &apart)])
        });
        let other = (older.view != newer.view).then(|| el("p").class("soft").say("photo.compare.other_view"));
        el("div")
            .class("stack")
            .el(el("figure").put(compare(one, two, share.into())).el(el("figcaption").text(caption)))
            .maybe(other)
            .view()
    };
    let said = move || {
        planner.with(|say, _| {
            let one = share.get();
            say.fill("photo.compare.share", &[("first", &say.number(one))])
        })
    };
    let slider = Stepper {
        id: "photo-share",
        label: "photo.compare.slider",
        buttons: [("−", "photo.compare.less"), ("+", "photo.compare.more")],
        ends: [0, 100, 5],
        value: share.into(),
        said: Signal::derive(said),
        set: Callback::new(move |to: u16| share.set(to.min(100))),
    };
    let swap = after_tap(move || {
        if let (Some(one), Some(two)) = (first.try_get_untracked(), second.try_get_untracked()) {
            first.set(two);
            second.set(one);
        }
    });
    let swap = view! { <button type="button" class="btn ghost small" on:click=swap>{planner.text("photo.compare.swap")}</button> };
    el("section")
        .class("card photo-compare")
        .el(el("h2").say("photo.compare.title"))
        .el(el("div").class("skin-fields").el(choice(all, "photo-first", first)).el(choice(
            all,
            "photo-second",
            second,
        )))
        .put(picture.into_any())
        .put(slider.draw(planner))
        .el(el("p").class("row").put(swap.into_any()))
        .view()
}

/// A list of all photos to choose one from.
fn choice(all: Photos, id: &'static str, chosen: RwSignal<u64>) -> El {
    let planner = Planner::here();
    let options: Vec<AnyView> = all.look(|album| {
        let option = |kept: &crate::domain::photo::Kept| {
            let (id, name) = (kept.id, planner.with(|say, _| photos::short_name(&kept.photo, say)));
            view! { <option value=id.to_string() selected=move || chosen.get() == id>{name}</option> }.into_any()
        };
        album.iter().map(option).collect()
    });
    let choose = move |event| {
        let Ok(id) = event_target_value(&event).parse() else { return };
        // The photos are drawn after the frame that answers the tap. The screen may be gone by then.
        planner.page().soon(move || {
            chosen.try_set(id);
        });
    };
    let list = view! { <select id=id prop:value=move || chosen.get().to_string() on:change=choose>{options}</select> };
    let label = if id == "photo-first" { "photo.compare.first" } else { "photo.compare.second" };
    el("div").class("field").el(el("label").attr("for", id).say(label)).put(list.into_any())
}

fn list_card(planner: Planner, all: Photos, deleted: Callback<String>, deleted_all: Callback<()>) -> AnyView {
    let card = el("section").class("card photo-list").el(el("h2").say("photo.yours"));
    if all.with(|album| album.is_empty()) {
        return card.el(el("p").class("soft").say("photo.none")).view();
    }
    let fullness = all.look(|album| planner.with(|say, _| photos::fullness(album, say)));
    let ids = ["photo.delete_all", "photo.delete_all_sure", "photo.delete_all_yes", "photo.delete_no"];
    card.el(el("p").class("soft").text(fullness))
        .put(album(all, deleted))
        .el(el("div").class("photo-all").put(ask_twice(ids, deleted_all)))
        .view()
}
