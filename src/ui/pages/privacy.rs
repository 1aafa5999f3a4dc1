//! What is kept on the device, record by record, and what the page asked for, counted by the browser; what that cannot
//! see, and how to look without believing it.
//!
//! Uses: `platform::requests`, `present::privacy`, `state::saved_data`. Used by: `ui::further`.

use leptos::prelude::*;

use crate::domain::moment::Zone;
use crate::platform::requests::{KEPT, is_alone, watch};
use crate::platform::zone::DeviceZone;
use crate::present::privacy::Requests;
use crate::present::route::Route;
use crate::record::keys::SETTINGS;
use crate::state::planner::Planner;
use crate::state::saved_data::{KeptRecord, SavedData};
use crate::ui::parts::el::{El, el, group, link};
use crate::ui::parts::frame::to_read;
use crate::ui::parts::saving_state::{name_of, size_of};
use crate::ui::parts::table::{as_long_table, as_table_of};

/// How many records are listed; a diary of years has more than anyone reads.
const MOST_LISTED: usize = 100;

/// The screen.
pub fn privacy() -> AnyView {
    let data = SavedData::open();
    let cards =
        el("div").class("about stack").put((move || kept(data)).into_any()).put(asked_for()).el(holds()).el(limits());
    to_read("privacy.title", "privacy.intro").el(cards).view()
}

fn card(title: &str) -> El {
    el("section").class("card").el(el("h2").say(title))
}

/// Every record, in plain words and by its name.
fn kept(data: SavedData) -> AnyView {
    let planner = Planner::here();
    let records = data.records();
    let card = card("privacy.kept.title");
    let more = link(Route::Saved).say("privacy.kept.link");
    let more = el("p").class("row links").el(more);
    if records.is_empty() {
        return card
            .el(el("p").class("soft").say("saved.list.none"))
            .el(el("p").say("privacy.kept.memory"))
            .el(more)
            .view();
    }
    let text = planner.with(|say, _| say.fill("privacy.kept.text", &[("start", &data.place())]));
    let heads = ["privacy.kept.what", "saved.list.size", "privacy.kept.changed"].map(|id| planner.text(id));
    let row = move |record: &KeptRecord| {
        let what = match record.kind {
            Some(kind) => name_of(kind),
            None if record.key == SETTINGS => planner.text("nav.settings"),
            None => planner.text("saved.aside.unknown"),
        };
        let name = el("code").attr("lang", "en").attr("dir", "ltr").text(&record.key);
        let changed = record.changed.map(|at| planner.with(|say, _| say.moment(DeviceZone.local(at))));
        el("tr")
            .el(el("th").attr("scope", "row").text(what).text(" ").el(name))
            .el(el("td").class("size").text(size_of(record.characters)))
            .el(el("td").text(changed.unwrap_or_default()))
    };
    let count = records.len() as u64;
    let left_out = count.saturating_sub(MOST_LISTED as u64);
    let left_out = (left_out > 0).then(|| planner.with(|say, _| say.count("privacy.kept.more", left_out)));
    let opens = planner.with(|say, _| say.count("privacy.kept.count", count));
    let name = planner.text("privacy.kept.title");
    let rows = move || group(records.iter().take(MOST_LISTED).map(row));
    card.el(el("p").text(text))
        .put(as_long_table(&opens, &name, heads, rows))
        .maybe(left_out.map(|text| el("p").class("soft").text(text)))
        .el(el("p").say("privacy.kept.memory"))
        .el(more)
        .view()
}

/// What the page asked for, with each file; it grows while one looks.
fn asked_for() -> AnyView {
    let planner = Planner::here();
    let alone = is_alone(&planner.page());
    let requests = RwSignal::new(Requests::default());
    // What was asked for before is told at once, up to what a browser keeps.
    let most = RwSignal::new(0_usize);
    let counts = RwSignal::new(true);
    Effect::new(move |_| {
        let files = planner.files();
        counts.set(watch(move |asked| {
            // The screen may be gone by then.
            let _ = most.try_update(|most| *most = (*most).max(asked.len()));
            let _ = requests.try_update(|requests| {
                for file in asked {
                    requests.add(&file.address, file.bytes, &files, alone);
                }
            });
        }));
    });
    let said = move |id: &str, count: u64| planner.with(|say, _| say.count(id, count));
    let figure = move || {
        let (count, elsewhere) = requests.with(|all| (all.count(), all.elsewhere.len() as u64));
        el("p")
            .class("figure")
            .el(el("b")
                .text(said("privacy.asked.count", count))
                .text(" ")
                .text(said("privacy.asked.elsewhere", elsewhere)))
            .view()
    };
    let total = move || {
        let size = size_of(requests.with(Requests::bytes));
        planner.with(|say, _| say.fill("privacy.asked.total", &[("size", &size)]))
    };
    let around =
        move || (!alone).then(|| el("p").text(said("privacy.asked.around", requests.with(|all| all.around))).view());
    let part = move || (most.get() >= KEPT).then(|| el("p").say("privacy.asked.part").view());
    let rows = move || requests.with(file_rows);
    let heads = ["privacy.asked.file", "privacy.asked.kind", "saved.list.size"].map(|id| planner.text(id));
    let [all, title] = ["privacy.asked.all", "privacy.asked.title"].map(|id| planner.text(id));
    let total = view! { <p>{total} " " {planner.text("privacy.asked.same")}</p> };
    let table = as_table_of(&all, &title, heads, rows.into_any());
    let counted = [figure.into_any(), around.into_any(), part.into_any(), total.into_any(), table.view()];
    let counted = counted.into_iter().fold(el("div").class("prose stack"), El::put).view();
    let cannot = move || (!counts.get()).then(|| el("p").say("privacy.asked.cannot").view());
    let hidden = move || !counts.get();
    card("privacy.asked.title")
        .put(cannot.into_any())
        .put(view! { <div hidden=hidden>{counted}</div> }.into_any())
        .view()
}

/// A row for each file, those of other places first.
fn file_rows(requests: &Requests) -> AnyView {
    let row = |path: &str, kind: &str, bytes: Option<u64>| {
        let path = if path.is_empty() { "./" } else { path };
        let name = el("code").attr("lang", "en").attr("dir", "ltr").text(path);
        el("tr").el(el("th").attr("scope", "row").el(name)).el(el("td").say(&format!("privacy.kind.{kind}"))).el(el(
            "td",
        )
        .class("size")
        .text(bytes.map(size_of).unwrap_or_default()))
    };
    let others = requests.elsewhere.iter().map(|place| row(place, ELSEWHERE, None));
    let own = requests.own.iter().map(|own| row(&own.path, own.kind.as_str(), own.bytes));
    group(others.chain(own))
}

/// What is said of a file of another place.
const ELSEWHERE: &str = "elsewhere";

fn holds() -> El {
    card("privacy.holds.title").el(el("p").say("privacy.holds.text")).el(el("p").say("privacy.holds.none"))
}

/// What the count cannot see, and three steps with the browser's own tools.
fn limits() -> El {
    let cannot = ["browser", "worker", "server"].map(|id| el("li").say(&format!("privacy.limits.{id}")));
    let steps = ["open", "load", "look"].map(|id| el("li").say(&format!("privacy.check.{id}")));
    card("privacy.limits.title").el(el("ul").class("plain").all(cannot)).el(el("p").say("privacy.limits.trust")).el(el(
        "ol",
    )
    .class("numbered")
    .all(steps))
}
