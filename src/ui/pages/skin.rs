//! How deep needles go, and what happens there afterwards.
//!
//! Uses: `present::skin`, `ui::parts`, `ui::pictures`. Used by: `ui::later`. What is chosen here is no answer: nothing
//! is kept.

use leptos::prelude::*;

use crate::domain::evidence::Phase;
use crate::domain::ids::{AreaId, ConcernId};
use crate::platform::clock;
use crate::present::evidence::Topic;
use crate::present::origin::Origin;
use crate::present::route::Route;
use crate::present::skin::{self, After, DAYS, Depth, Marked};
use crate::state::planner::Planner;
use crate::ui::parts::el::{El, el, group, link};
use crate::ui::parts::frame::to_read;
use crate::ui::parts::rich::para;
use crate::ui::parts::stepper::Stepper;
use crate::ui::parts::table::as_table;
use crate::ui::pictures::skin::{after_picture, depth_picture};

/// How long one day stands while the days play by themselves, in milliseconds.
const STAND: i32 = 2200;

/// The page of the skin cross-section.
pub fn skin_page() -> AnyView {
    let planner = Planner::here();
    to_read("skin.title", "skin.intro")
        .el(depth_card(planner))
        .el(el("section")
            .class("card prose")
            .el(el("h2").say("skin.deeper_title"))
            .el(deeper("scars", ConcernId::AcneScars, Origin::row(Topic::Concern(ConcernId::AcneScars), "depth-1")))
            .el(deeper("hair", ConcernId::AlopeciaAndrogenetic, Origin::row(Topic::Conflicts, "hair_depth"))))
        .el(after_card(planner))
        .el(el("p").class("row").el(link(Route::Healing).class("btn ghost").say("healing.title")))
        .view()
}

/// Whether deeper is better for one concern.
fn deeper(what: &str, concern: ConcernId, origin: Origin) -> El {
    let of = Planner::here().say(|say| {
        let concern = say.text(&format!("concern.{}.name", concern.as_str()));
        say.fill("source.of_concern", &[("what", &say.text("skin.deeper_title")), ("concern", &concern)])
    });
    para(&format!("skin.deeper.{what}")).source(origin, of)
}

fn depth_card(planner: Planner) -> El {
    let answers = planner.answers_now();
    let (concern, area) =
        planner.with(|_, evidence| skin::first_choice(evidence, answers.concern, answers.area.known()));
    let (concern, area) = (RwSignal::new(concern), RwSignal::new(area));
    let depth = RwSignal::new(Depth::of(100));
    let marked = Memo::new(move |_| planner.with(|_, evidence| skin::marked(evidence, concern.get(), area.get())));

    let name = |id: &str| planner.text(id);
    let concerns = planner.with(|_, evidence| skin::concerns(evidence));
    let uses = concerns
        .into_iter()
        .map(|id| (id.as_str(), name(&format!("concern.{}.name", id.as_str())), id == concern.get_untracked()));
    let parts = AreaId::ALL
        .iter()
        .map(|id| (id.as_str(), name(&format!("question.area.option.{}", id.as_str())), *id == area.get_untracked()));
    // The picture is drawn anew after the frame that answers the tap. The screen may be gone by then.
    let choose_use = move |id: String| {
        let Some(id) = ConcernId::parse(&id) else { return };
        planner.page().soon(move || {
            concern.try_set(id);
        });
    };
    let choose_part = move |id: String| {
        let Some(id) = AreaId::parse(&id) else { return };
        planner.page().soon(move || {
            area.try_set(id);
        });
    };
    let fields = el("div")
        .class("skin-fields")
        .el(select("skin-use", "skin.concern", uses.collect(), Callback::new(choose_use)))
        .el(select("skin-area", "skin.area", parts.collect(), Callback::new(choose_part)));

    let caption = move || {
        planner.with(|say, _| {
            let depth = skin::millimetres(depth.get().hundredths(), say);
            say.fill("skin.caption", &[("depth", &depth)])
        })
    };
    let key = move || {
        let words = marked.with(|marked| match marked {
            Some(range) => planner.with(|say, _| range.words(say)),
            None => planner.text("skin.marked.none"),
        });
        let class = match marked.get() {
            Some(range) if range.studied => "swatch",
            Some(_) => "swatch judged",
            None => "swatch empty",
        };
        let origin = marked.get().and_then(|range| range.origin);
        let basis = marked.get().map(|range| range.basis).unwrap_or_default();
        let heat = marked.get().filter(|range| range.heat).map(|_| para("skin.heat"));
        let line = el("p").el(el("i").class(class)).el(el("b").text(&words)).maybe_source(origin, &words).basis(&basis);
        group([Some(line), heat].into_iter().flatten())
    };
    let figure = el("figure")
        .put(depth_picture(depth, marked))
        .put(view! { <figcaption id="skin-caption">{caption}</figcaption> }.into_any());
    let says = move || {
        let verdict = planner.with(|say, _| marked.with(|marked| skin::verdict(depth.get(), marked.as_ref(), say)));
        let end = match depth.get() {
            Depth::MIN => Some(el("p").class("soft").say("skin.at_min")),
            Depth::MAX => Some(el("p").class("soft").say("skin.at_max")),
            _ => None,
        };
        let reach =
            el("p").say(skin::reach(depth.get())).text(" ").el(el("small").class("judged").say("basis.judgement"));
        group([Some(el("p").el(el("b").text(verdict))), Some(reach), end].into_iter().flatten())
    };
    let beside = el("div")
        .class("skin-beside")
        .el(fields)
        .el(el("div").class("skin-key").put(key.into_any()))
        .put(depth_control(planner, depth))
        .el(el("div").class("skin-says").attr("role", "status").put(says.into_any()))
        .el(el("p").class("soft").say("skin.scale"))
        .el(el("p").class("soft").say("skin.chooses"));
    el("section")
        .class("card")
        .el(el("h2").say("skin.depth_title"))
        .el(el("div").class("skin-pair").el(figure).el(beside))
        .put((move || ranges(planner, area.get())).into_any())
}

fn select(id: &'static str, label: &str, options: Vec<(&'static str, String, bool)>, choose: Callback<String>) -> El {
    let options = options
        .into_iter()
        .map(|(value, words, chosen)| {
            let option = el("option").attr("value", value).text(words);
            if chosen { option.attr("selected", "") } else { option }.view()
        })
        .collect_view();
    let list = view! { <select id=id on:change=move |event| choose.run(event_target_value(&event))>{options}</select> };
    el("div").class("field").el(el("label").attr("for", id).say(label)).put(list.into_any())
}

fn depth_control(planner: Planner, depth: RwSignal<Depth>) -> AnyView {
    let said = move || planner.with(|say, _| skin::millimetres(depth.get().hundredths(), say));
    Stepper {
        id: "skin-depth",
        label: "skin.slider",
        buttons: [("−", "skin.less"), ("+", "skin.more")],
        ends: [Depth::MIN.hundredths(), Depth::MAX.hundredths(), Depth::STEP],
        value: Signal::derive(move || depth.get().hundredths()),
        said: Signal::derive(said),
        set: Callback::new(move |hundredths| depth.set(Depth::of(hundredths))),
    }
    .draw(planner)
}

/// The ranges of every use on this area as a table, each leading to its row.
fn ranges(planner: Planner, area: AreaId) -> AnyView {
    let rows: Vec<Marked> = planner.with(|_, evidence| skin::all_marked(evidence, area));
    if rows.is_empty() {
        return el("p").class("soft").say("skin.ranges_none").view();
    }
    let rows = rows.into_iter().map(|row| {
        let name = planner.text(&format!("concern.{}.name", row.concern.as_str()));
        let range = planner.with(|say, _| row.range(say));
        el("tr").el(el("th").attr("scope", "row").text(&name)).el(el("td")
            .text(range)
            .maybe_source(row.origin, &name)
            .basis(&row.basis)
            .maybe(row.heat.then(|| el("p").rich("skin.heat"))))
    });
    folded("skin.ranges_title", ["skin.col.use", "skin.col.depth"], rows.collect())
}

/// A folded table named by what opens it.
fn folded(title: &str, columns: [&str; 2], rows: Vec<El>) -> AnyView {
    let planner = Planner::here();
    let title = planner.text(title);
    as_table(&title, &title, columns.map(|id| planner.text(id)), rows).view()
}

fn after_card(planner: Planner) -> El {
    let place = RwSignal::new(0u16);
    let after = Memo::new(move |_| {
        let day = DAYS.get(usize::from(place.get())).copied().unwrap_or_default();
        planner.with(|_, evidence| skin::after(evidence, day))
    });
    let caption = move || {
        after.with(|after| {
            let phase = planner.text(&format!("skin.after.{}", after.phase));
            planner.with(|say, _| say.fill("skin.after_caption", &[("n", &say.number(after.day)), ("phase", &phase)]))
        })
    };
    let figure = el("figure")
        .put(after_picture(after))
        .put(view! { <figcaption id="skin-after-caption">{caption}</figcaption> }.into_any());
    let says = move || after.with(day_words);
    let beside = el("div")
        .class("skin-beside")
        .put(day_control(planner, place, after))
        .el(el("div").class("skin-says").attr("role", "status").put(says.into_any()))
        .el(para("skin.shallow_only")
            .class("soft")
            .source(Origin::row(Topic::Healing, "sign-skin_barrier"), planner.text("sign.skin_barrier.name")));
    let phases = planner.with(|say, evidence| {
        let row = |phase: &Phase| {
            let (from, to) = phase.from_days.zip(phase.to_days)?;
            let days = say.fill("healing.days", &[("range", &say.range(from, to))]);
            let id = &phase.id;
            let name = say.text(&format!("phase.{id}.name"));
            let days = el("td").text(days).source(Origin::row(Topic::Phases, id), &name).basis(&phase.backing.basis);
            Some(el("tr").el(el("th").attr("scope", "row").text(name)).el(days))
        };
        evidence.phases.iter().filter_map(row).collect()
    });
    el("section")
        .class("card")
        .el(el("h2").say("skin.after_title"))
        .el(para("skin.after_intro"))
        .el(el("div").class("skin-pair").el(figure).el(beside))
        .put(folded("healing.phases_title", ["skin.col.phase", "skin.col.days"], phases))
}

/// The phase of a day in words, and the signs that may still show.
fn day_words(after: &After) -> AnyView {
    let id = &after.phase;
    let name = Planner::here().text(&format!("phase.{id}.name"));
    let phase = el("p").el(el("b").text(&name)).text(". ").rich(&format!("phase.{id}.text"));
    let phase = phase.source(Origin::row(Topic::Phases, id), name);
    let signs = if after.signs.is_empty() {
        vec![el("p").class("soft").say("skin.no_signs")]
    } else {
        let names = after.signs.iter().map(|id| el("li").say(&format!("sign.{id}.name")));
        vec![el("h3").say("skin.signs"), el("ul").class("sign-list").all(names)]
    };
    group([phase].into_iter().chain(signs))
}

fn day_control(planner: Planner, place: RwSignal<u16>, after: Memo<After>) -> AnyView {
    let last = DAYS.len() as u16 - 1;
    let playing = RwSignal::new(0u32);
    let is_playing = move || playing.get() != 0;
    let stop = move || playing.set(0);
    let said = move || planner.with(|say, _| say.fill("healing.day", &[("n", &say.number(after.get().day))]));
    let move_to = move |to: u16| {
        stop();
        place.set(to.min(last));
    };
    let turn = StoredValue::new(0u32);
    let toggle = move |_| {
        if playing.get_untracked() != 0 {
            return stop();
        }
        turn.update_value(|turn| *turn += 1);
        playing.set(turn.get_value());
        if place.get_untracked() == last {
            place.set(0);
        }
        play(turn.get_value(), playing, place, last);
    };
    let days = Stepper {
        id: "skin-day",
        label: "skin.day",
        buttons: [("‹", "skin.before"), ("›", "skin.next")],
        ends: [0, last, 1],
        value: place.into(),
        said: Signal::derive(said),
        set: Callback::new(move_to),
    };
    let play_words = move || planner.text(if is_playing() { "skin.pause" } else { "skin.play" });
    let class = move || if is_playing() { "btn ghost small play on" } else { "btn ghost small play" };
    let button = view! { <button type="button" class=class on:click=toggle>{play_words}</button> };
    vec![days.draw(planner), el("p").put(button.into_any()).view()].into_any()
}

/// Goes one day on after a while, and again, until it is the last day, or paused, or the page is gone.
fn play(turn: u32, playing: RwSignal<u32>, place: RwSignal<u16>, last: u16) {
    clock::after(STAND, move || {
        if playing.try_get_untracked() != Some(turn) {
            return;
        }
        place.update(|place| *place = last.min(*place + 1));
        if place.get_untracked() == last {
            playing.set(0);
        } else {
            play(turn, playing, place, last);
        }
    });
}
