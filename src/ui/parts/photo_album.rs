//! The photos on the device, by view and day, each with what can be done with it.
//!
//! Uses: `present::photos`, `state::photos`, `ui::parts`. Used by: `ui::pages::photos`.

use leptos::prelude::*;

use super::ask_twice::AskTwice;
use super::el::{El, el};
use super::photo_add::download;
use crate::domain::photo::{Kept, View};
use crate::present::photos;
use crate::state::journal::Journal;
use crate::state::photos::Photos;
use crate::state::planner::Planner;
use crate::ui::pictures::compare::{self, source};

/// Every photo. `deleted` is told the name of one that is gone.
pub fn album(all: Photos, deleted: Callback<String>) -> AnyView {
    let groups = View::ALL.iter().filter_map(|view| {
        let rows: Vec<El> = all.with(|album| album.of(*view).map(|kept| row(all, kept, deleted)).collect());
        let name = Planner::here().with(|say, _| photos::view_name(*view, say));
        let list = el("ul").class("photo-grid").all(rows);
        let any = all.look(|album| album.of(*view).next().is_some());
        any.then(|| el("div").class("stack").el(el("h3").text(name)).el(list))
    });
    el("div").class("stack").all(groups).view()
}

fn row(all: Photos, kept: &Kept, deleted: Callback<String>) -> El {
    let planner = Planner::here();
    let courses = Journal::here().courses();
    let Kept { id, photo, .. } = kept;
    let id = *id;
    let (name, short, day, when, size) = planner.with(|say, _| {
        (
            photos::full_name(photo, &courses, say),
            photos::short_name(photo, say),
            say.day(photo.day),
            photos::when(photo, &courses, say),
            photos::size(photo, say),
        )
    });
    let named = |id: &str| planner.with(|say, _| say.fill(id, &[("photo", &short)]));
    let delete = AskTwice {
        button: planner.text("photo.delete"),
        name: Some(named("photo.delete_named")),
        question: named("photo.delete_sure"),
        yes: planner.text("photo.delete_yes"),
        no: planner.text("photo.delete_no"),
        act: Callback::new({
            let short = short.clone();
            move |()| {
                all.delete(id);
                deleted.run(short.clone());
            }
        }),
    };
    let hand_over = move |_| all.look(|album| album.get(id).into_iter().for_each(|kept| download(&kept.photo)));
    let save = view! { <button type="button" class="link" aria-label=named("photo.download_named") on:click=hand_over>{planner.text("photo.download")}</button> };
    el("li")
        .put(compare::photo("", source(&photo.jpeg), name))
        .el(el("p").el(el("b").text(day)).maybe(when.map(|when| el("span").class("soft").text(when))))
        .el(el("p").class("soft").text(size))
        .el(el("div").class("photo-acts").put(save.into_any()).put(delete.draw()))
}
