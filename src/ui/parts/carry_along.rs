//! The two ways to carry a plan to another device, or to keep it safe: a backup file, and a restore link with its QR code.
//!
//! Uses: `state::carry`, `ui::parts`, `ui::pictures::qr`. Used by: `ui::pages`.

use leptos::prelude::*;

use super::after_frame::after_tap;
use super::el::{El, el, group, link};
use super::rich::para;
use crate::platform::share;
use crate::present::route::Route;
use crate::record::backup::Part;
use crate::state::carry::{Carry, Link};
use crate::state::planner::Planner;
use crate::ui::pictures::qr::qr;

/// "Backup file" and "Restore link", each a section with its own heading.
pub fn carry_along() -> AnyView {
    group([backup(), restore_link()])
}

fn section(title: &str) -> El {
    el("section").class("card prose carry").el(el("h2").say(title))
}

fn backup() -> El {
    let (planner, carry) = (Planner::here(), Carry::here());
    let section = section("carry.file.title").el(para("carry.file.text"));
    let way_in = el("p").class("row links").el(link(Route::Restore).say("carry.put_back"));
    let kept = carry.kept();
    if kept.is_empty() {
        return section.el(el("p").class("soft").say("carry.nothing")).el(way_in);
    }
    let with_photos = RwSignal::new(true);
    let (photos, bytes) = kept.photos().fold((0_u64, 0), |(count, bytes), (_, text)| (count + 1, bytes + text.len()));
    let photos = (photos > 0).then(|| photo_box(photos, bytes, with_photos));
    let said = RwSignal::new(None);
    let save = after_tap(move || {
        let saved = carry.download(with_photos.try_get_untracked().unwrap_or(true));
        said.try_set(Some(if saved { "carry.file.saved" } else { "carry.file.not_saved" }));
    });
    let save = view! { <button type="button" class="btn" on:click=save>{planner.text("carry.file.save")}</button> };
    section
        .put(photos.into_any())
        .el(el("p").class("row ways").put(save.into_any()))
        .put(status(said))
        .el(el("p").class("soft").say("carry.file.private"))
        .el(way_in)
}

fn photo_box(photos: u64, bytes: usize, with_photos: RwSignal<bool>) -> AnyView {
    let planner = Planner::here();
    let kilobytes = u64::try_from(bytes.div_ceil(1_000)).unwrap_or_default();
    let label = planner.with(|say, _| {
        say.fill(
            "carry.file.photos",
            &[("photos", &say.count("carry.photos", photos)), ("size", &say.number(kilobytes))],
        )
    });
    view! {
        <div class="option">
            <input
                type="checkbox"
                id="carry-photos"
                checked=true
                on:change=move |event| with_photos.set(event_target_checked(&event))
            />
            <label for="carry-photos">{label}</label>
        </div>
    }
    .into_any()
}

/// Says what happened, by the id of its text.
fn status(said: RwSignal<Option<&'static str>>) -> AnyView {
    let planner = Planner::here();
    view! { <p class="carry-said" role="status">{move || said.get().map(|id| planner.text(id))}</p> }.into_any()
}

/// Whether the person has asked for a link where they are. What is made in another language has that language's address.
#[derive(Clone, Copy)]
struct Asked(StoredValue<bool>);

impl Asked {
    /// Not yet, when they come from another screen.
    fn of(planner: Planner) -> Self {
        let asked = planner.held(|| Self(StoredValue::new(false)));
        if planner.has_moved() {
            asked.0.set_value(false);
        }
        asked
    }
}

fn restore_link() -> El {
    let (planner, carry) = (Planner::here(), Carry::here());
    let section = section("carry.link.title").el(para("carry.link.text")).el(para("carry.link.private"));
    if carry.is_empty() {
        return section.el(el("p").class("soft").say("carry.nothing"));
    }
    let made = RwSignal::new(None::<Link>);
    let said = RwSignal::new(None);
    let make = move || {
        leptos::task::spawn_local(async move {
            let link = carry.link().await;
            said.set(Some(if link.is_some() { "carry.link.ready" } else { "carry.link.too_long" }));
            made.set(link);
        });
    };
    let asked = Asked::of(planner);
    if asked.0.get_value() {
        make();
    }
    let ask = after_tap(move || {
        // Nobody waits for it who has left since.
        if asked.0.try_set_value(true).is_none() && !made.is_disposed() {
            make();
        }
    });
    let make = view! { <button type="button" class="btn" on:click=ask>{planner.text("carry.link.make")}</button> };
    let shown = move || made.read().as_ref().map(link_card);
    section
        .el(el("p").class("row ways").put(make.into_any()))
        .put(status(said))
        .put(shown.into_any())
        .el(el("p").class("row links").el(link(Route::Restore).say("carry.put_back")))
}

/// A link with what it leaves out, its QR code, and the ways to take it along.
pub fn link_card(made: &Link) -> AnyView {
    let planner = Planner::here();
    let left_out = made.left_out.iter().map(|part| {
        el("p").class("notice").say(match part {
            Part::Photos => "carry.without.photos",
            Part::Diary => "carry.without.diary",
            Part::Ticks => "carry.without.ticks",
            _ => "carry.without.calendar",
        })
    });
    let figure = qr(&made.text, "carry-qr").map(|picture| {
        let name = planner.with(|say, _| say.fill("carry.qr", &[("date", &say.day(planner.today()))]));
        el("figure").class("qr-code").put(picture).el(el("figcaption").attr("id", "carry-qr").text(name))
    });
    let said = RwSignal::new(None);
    let text = made.text.clone();
    let copy = move |_| {
        let text = text.clone();
        leptos::task::spawn_local(async move {
            said.set(Some(if share::copy(text).await { "carry.link.copied" } else { "carry.link.not_copied" }));
        });
    };
    let field = el("textarea").attr("id", "carry-link").attr("readonly", "").attr("rows", "3").text(&made.text);
    let copy =
        view! { <button type="button" class="btn small" on:click=copy>{planner.text("carry.link.copy")}</button> };
    let print = view! { <button type="button" class="btn ghost small" on:click=move |_| planner.page().print()>{planner.text("carry.print")}</button> };
    el("div")
        .class("stack")
        .all(left_out)
        .maybe(figure)
        .el(el("div").class("field").el(el("label").attr("for", "carry-link").say("carry.link.label")).el(field))
        .el(el("p").class("row ways").put(copy.into_any()).put(print.into_any()))
        .put(status(said))
        .el(el("p").class("soft").say("carry.link.cut"))
        .view()
}
