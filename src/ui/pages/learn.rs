//! One of the four steps: what happens, how long, how it feels, what to ask, and its checklist. Prerendered.

use leptos::prelude::AnyView;

use crate::domain::evidence::Urgency;
use crate::present::checklist::{Setting, sections};
use crate::present::evidence::Topic;
use crate::present::origin::{self, Origin};
use crate::present::route::{Route, Step};
use crate::state::planner::Planner;
use crate::ui::parts::el::{El, el, link};
use crate::ui::parts::heading::heading;
use crate::ui::parts::rich::para;
use crate::ui::parts::sources::source_line;

/// A step of the walk-through.
pub fn learn(step: Step) -> AnyView {
    let planner = Planner::here();
    let text_id = |part: &str| format!("step.{}.{part}", step.as_str());
    let progress = planner.with(|say, _| {
        say.fill(
            "learn.progress",
            &[("n", &say.number(step.number() as u64)), ("of", &say.number(Step::ALL.len() as u64))],
        )
    });
    let bar = Step::ALL.iter().map(|other| if *other <= step { el("i").class("on") } else { el("i") });
    let time = planner.with(|say, evidence| {
        let total = evidence.session.total_minutes.range();
        let (low, high) = (say.number(total.low), say.number(total.high));
        say.fill(&text_id("time"), &[("low", &low), ("high", &high)])
    });
    let list = step.checklist();
    let lines =
        planner.with(|say, evidence| sections(list, Setting { session: 1, ..Setting::default() }, evidence, say));
    let list_title = planner.text(&text_id("list_title"));
    let mut lists = el("section").class("card prose").el(el("h2").text(&list_title));
    for section in lines {
        lists = lists
            .el(el("h3").text(section.title))
            .el(el("ul").class("plain").all(section.rows.into_iter().map(|row| el("li").rich(&row.text_id))));
    }
    let list_route = Route::Checklist(list, u16::from(list.is_per_session()));
    let title = |step: Step| planner.text(&format!("step.{}.title", step.as_str()));
    let (forward, forward_name) = match step.next() {
        Some(next) => (Route::Learn(next), title(next)),
        None => (Route::Healing, planner.text("healing.title")),
    };
    let (back, back_name) = match step.previous() {
        Some(previous) => (Route::Learn(previous), title(previous)),
        None => (Route::Start, planner.text("nav.learn")),
    };
    el("article")
        .class("screen")
        .el(el("p").class("top-row").el(link(back).text(back_name)).el(el("span").text(progress)))
        .el(el("div").class("steps").attr("aria-hidden", "true").all(bar))
        .el(el("header").class("lead").put(heading(title(step))).el(el("p").class("intro").rich(&text_id("summary"))))
        .el(el("section")
            .class("card prose")
            .el(el("h2").say("learn.happens"))
            .el(para(&text_id("happens")).maybe_source(
                (step == Step::Aftercare).then_some(Origin::of(Topic::Restrictions)),
                planner.text("learn.happens"),
            ))
            .el(para(&text_id("happens_more"))))
        .maybe((step == Step::Session).then(session_parts))
        .el(el("section")
            .class("card prose")
            .el(el("h2").say("learn.time"))
            .el(el("p").text(time).maybe_source(origin::step(step), planner.text("learn.time")))
            .el(el("h2").say("learn.feel"))
            .el(para(&text_id("feel")))
            .el(el("h2").say("learn.ask"))
            .el(para(&text_id("ask"))))
        .maybe((step == Step::Aftercare).then(|| red_flags(Each::Plain)))
        .el(lists
            .el(source_line(origin::list(list), &list_title))
            .el(el("p").class("row").el(link(list_route).class("btn ghost").say("learn.tick"))))
        .el(el("p").class("row").el(link(forward).class("btn").say("learn.next").say("unit.colon").text(forward_name)))
        .view()
}

/// The parts of a session in order, with their minutes, and what studies said of pain.
fn session_parts() -> El {
    Planner::here().with(|say, evidence| {
        let parts = evidence.session.steps.iter().map(|part| {
            let id = &part.id;
            let (low, high) = part.minutes;
            let mut row = el("li").el(el("b").say(&format!("session.{id}.title")));
            if high > 0 {
                let minutes = say.fill("learn.minutes", &[("range", &say.range(low, high))]);
                row = row.text(" ").el(el("span").class("until").text(minutes)).basis(&part.backing.basis);
            }
            let text = el("p").rich(&format!("session.{id}.text"));
            row.el(text.source(Origin::row(Topic::Session, id), say.text(&format!("session.{id}.title"))))
        });
        let pain = evidence.session.pain.iter().map(|row| {
            let (id, text_id) = (row.source.as_str(), format!("pain.{}", row.source.as_str()));
            let origin = Origin::row(Topic::Session, &format!("pain-{id}"));
            el("li").rich(&text_id).source(origin, say.text(&text_id))
        });
        el("section")
            .class("card prose")
            .el(el("h2").say("learn.parts"))
            .el(el("ol").class("numbered").all(parts))
            .el(el("p").class("row links").el(link(Route::Skin).say("skin.title")))
            .el(el("h2").say("learn.pain"))
            .el(el("ul").class("plain").all(pain))
    })
}

/// What stands after each warning sign.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Each {
    /// The way to its row.
    Source,
    /// Nothing, on a page of the first load: one way stands for all.
    Plain,
}

/// The warning signs, open to read.
pub fn red_flags(each: Each) -> El {
    red_flag_lists(el("section").class("status no").el(el("h2").say("red_flag.title")), each)
}

/// The warning signs by what to do, gravest first, added to `card`.
pub fn red_flag_lists(card: El, each: Each) -> El {
    Planner::here().with(|say, evidence| {
        let mut groups: Vec<(Urgency, Vec<&str>)> = Vec::new();
        for flag in &evidence.healing.red_flags {
            match groups.iter_mut().find(|(level, _)| *level == flag.level) {
                Some((_, ids)) => ids.push(&flag.id),
                None => groups.push((flag.level, vec![&flag.id])),
            }
        }
        let mut card = card.el(el("p")
            .rich("red_flag.intro")
            .maybe_source((each == Each::Plain).then_some(Origin::of(Topic::Healing)), say.text("red_flag.title")));
        for (level, ids) in groups {
            let rows = ids.into_iter().map(|id| {
                let row = el("li").rich(&format!("red_flag.{id}"));
                if each == Each::Plain {
                    return row;
                }
                let origin = Origin::row(Topic::Healing, &format!("flag-{id}"));
                // One is no question of "Is this normal?", and has no short name.
                let name = say.words.maybe(&format!("normal.flag.{id}")).unwrap_or_else(|| say.text("red_flag.title"));
                row.source(origin, name)
            });
            card = card
                .el(el("h3").say(&format!("red_flag.level.{}", level.as_str())))
                .el(el("ul").class("plain").all(rows));
        }
        card
    })
}
