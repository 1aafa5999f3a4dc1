//! The list of snapshots, with a look into each and the way back to it.
//!
//! Uses: `record::snapshot`, `state::{carry, snapshots}`, `ui::parts`. Used by: `ui::pages`.

use leptos::prelude::*;

use super::ask_twice::ask_twice;
use super::el::{El, el};
use super::rich::para;
use crate::domain::moment::Zone;
use crate::platform::zone::DeviceZone;
use crate::record::backup::Part;
use crate::record::snapshot::{About, Snapshot};
use crate::state::carry::Carry;
use crate::state::planner::Planner;
use crate::state::snapshots::Snapshots;

/// A section with every snapshot, the newest first.
pub fn snapshots() -> AnyView {
    let (snapshots, carry) = (Snapshots::open(), Carry::here());
    let list = move || {
        let all = snapshots.list();
        if all.is_empty() {
            let none = if snapshots.are_made() { "snapshots.none" } else { "snapshots.none_made" };
            return el("p").class("soft").say(none).view();
        }
        let rows = all.iter().map(|(millis, snapshot)| row(snapshots, carry, *millis, snapshot));
        let delete = ask_twice(
            ["snapshots.delete", "snapshots.delete_sure", "snapshots.delete_yes", "snapshots.delete_no"],
            Callback::new(move |()| snapshots.delete_all()),
        );
        el("div").el(el("ul").class("plain snapshots").all(rows)).put(delete).view()
    };
    el("section")
        .class("card prose")
        .el(el("h2").say("snapshots.title"))
        .el(para("snapshots.text"))
        .el(el("p").class("soft").say("snapshots.limits"))
        .put(list.into_any())
        .view()
}

fn row(snapshots: Snapshots, carry: Carry, millis: u64, snapshot: &Snapshot) -> El {
    let planner = Planner::here();
    let when = when(snapshot.about);
    let name = planner.with(|say, _| say.fill("snapshots.look_named", &[("when", &when)]));
    let look = move |_| snapshots.look_into(carry, millis);
    let look = view! {
        <button type="button" class="btn ghost small" aria-label=name on:click=look>
            {planner.text("snapshots.look")}
        </button>
    };
    el("li")
        .el(el("b").text(when))
        .all(holds(snapshots, snapshot).into_iter().map(|what| el("span").text(what)))
        .put(look.into_any())
}

fn when(about: About) -> String {
    Planner::here().with(|say, _| say.moment(DeviceZone.local(about.made)))
}

/// What one holds, kind by kind.
fn holds(snapshots: Snapshots, snapshot: &Snapshot) -> Vec<String> {
    let kept = &snapshot.carried.kept;
    let counts = [
        ("snapshots.answers", snapshots.answers_in(snapshot)),
        ("snapshots.sessions", kept.courses.iter().count()),
        ("snapshots.ticks", kept.things(Part::Ticks).len()),
    ];
    let About { entries, of, .. } = snapshot.about;
    Planner::here().with(|say, _| {
        let counts = counts.into_iter().filter(|(_, count)| *count > 0);
        let mut holds: Vec<String> =
            counts.map(|(id, count)| say.count(id, u64::try_from(count).unwrap_or_default())).collect();
        if entries < of {
            holds.push(say.fill("snapshots.newest", &[("n", &say.number(entries)), ("of", &say.number(of))]));
        } else if entries > 0 {
            holds.push(say.count("snapshots.entries", entries));
        }
        holds
    })
}

/// When a snapshot was made, and what of its kind stays as it is when it is put back.
pub fn snapshot_is_of(about: About) -> Vec<El> {
    let About { entries, of, .. } = about;
    let (made, stay) = Planner::here().with(|say, _| {
        let fill = |id: &str| say.fill(id, &[("n", &say.number(entries)), ("of", &say.number(of))]);
        let stay = (entries < of).then(|| fill("snapshots.older_stay"));
        (say.fill("snapshots.made", &[("when", &when(about))]), stay)
    });
    let mut told = vec![el("p").text(made)];
    told.extend(stay.map(|stay| el("p").text(stay)));
    told.push(el("p").say("snapshots.photos_stay"));
    told
}
