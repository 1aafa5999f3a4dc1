//! The change week by week over the window of the result: a line for each window, and one for each of four judgements.
//!
//! Uses: `present::diary::change`, `ui::parts`. Used by: `ui::pages`. As with the signs, words stand beside the drawings.

use leptos::prelude::AnyView;

use crate::domain::diary::Change;
use crate::present::diary::change::{MARGIN, Progress, WIDTH, Window};
use crate::present::evidence::Topic;
use crate::present::origin::Origin;
use crate::state::planner::Planner;
use crate::ui::parts::el::{El, el, group};
use crate::ui::parts::svg::Svg;
use crate::ui::parts::table::as_table;

/// Height of a line.
const HEIGHT: i32 = 36;
/// Where the middle of a line lies.
const MIDDLE: i32 = HEIGHT / 2;

/// Best first, as a scale stands.
const LEVELS: [Change; 4] = [Change::MuchBetter, Change::LittleBetter, Change::Same, Change::Worse];

/// The picture and its table.
pub fn change(progress: &Progress) -> AnyView {
    let planner = Planner::here();
    let concern = planner.answers_now().concern;
    let windows = progress.windows.iter().zip(CLASSES).zip(ROWS).map(|((window, class), row)| {
        let origin = concern.map(|concern| Origin::row(Topic::Concern(concern), row));
        let mut svg = Svg::beside_words("change-line", WIDTH, HEIGHT);
        ground(&mut svg, progress);
        band(&mut svg, window, class, 8);
        let likely = window.x.likely;
        svg.shape("line", "likely", &[("x1", likely), ("x2", likely), ("y1", 4), ("y2", HEIGHT - 4)]);
        let words = el("p").el(el("b").text(&window.label)).text(" ").el(el("span").class("soft").text(&window.when));
        let words = words.maybe_source(origin, &window.label);
        el("li").class("window").el(words).put(svg.view())
    });
    let levels = LEVELS.iter().map(|level| level_line(progress, *level));
    let weeks = [0, progress.weeks / 2, progress.weeks].map(|week| {
        let n = u64::try_from(week).unwrap_or_default();
        el("span").text(planner.with(|say, _| say.fill("diary.week", &[("n", &say.number(n))])))
    });
    let axis = el("li").class("level").el(el("span")).el(el("p").class("change-weeks").all(weeks));
    let lines = el("ol").class("change-lines").all(windows.chain(levels)).el(axis.attr("aria-hidden", "true"));
    let today = el("p").class("soft change-today").text(&progress.today);
    let figure = el("figure").class("change-picture").el(lines).el(today).el(el("figcaption").text(&progress.caption));
    let row = |when: &str, what: &str| el("tr").el(el("th").attr("scope", "row").text(when)).el(el("td").text(what));
    let rows = progress.windows.iter().map(|window| row(&window.when, &window.label));
    let rows = rows.chain(progress.marks.iter().map(|mark| row(&mark.when, &mark.words)));
    let heads = ["diary.progress.when", "diary.progress.what"].map(|id| planner.text(id));
    let opens = planner.text("diary.progress.as_table");
    group([figure, as_table(&opens, &opens, heads, rows)])
}

/// How the windows are drawn, first change first.
const CLASSES: [&str; 2] = ["early", "result"];
/// The rows of the evidence they come from.
const ROWS: [&str; 2] = ["first_change", "full_result"];

/// One of the four judgements with its marks.
fn level_line(progress: &Progress, level: Change) -> El {
    let id = format!("change-level-{}", level.as_str());
    let mut svg = Svg::new("change-line", WIDTH, HEIGHT, &id);
    for (window, class) in progress.windows.iter().zip(CLASSES) {
        band(&mut svg, window, class, 0);
    }
    ground(&mut svg, progress);
    let numbers = [("x1", MARGIN), ("x2", WIDTH - MARGIN), ("y1", MIDDLE), ("y2", MIDDLE)];
    svg.shape("line", "axis", &numbers);
    let marks: Vec<_> = progress.marks.iter().filter(|mark| mark.change == level).collect();
    for mark in &marks {
        svg.shape("circle", "halo", &[("cx", mark.x), ("cy", MIDDLE), ("r", 13)]);
        svg.shape("circle", "dot full", &[("cx", mark.x), ("cy", MIDDLE), ("r", 10)]);
    }
    let said: Vec<&str> = marks.iter().map(|mark| mark.when.as_str()).collect();
    let said = el("span").class("visually-hidden").say("unit.colon").text(said.join("; "));
    let name = el("span").attr("id", id).say(&format!("diary.change.{}", level.as_str())).el(said);
    el("li").class("level").el(name).put(svg.view())
}

/// Weeks and today behind everything.
fn ground(svg: &mut Svg, progress: &Progress) {
    for x in &progress.ticks {
        svg.shape("line", "tick", &[("x1", *x), ("x2", *x), ("y1", 0), ("y2", HEIGHT)]);
    }
    let x = progress.today_x;
    svg.shape("line", "today", &[("x1", x), ("x2", x), ("y1", 0), ("y2", HEIGHT)]);
}

/// A window from its earliest to its latest day, so much lower than the line at each edge.
fn band(svg: &mut Svg, window: &Window, class: &str, inset: i32) {
    let width = (window.x.high - window.x.low).max(4);
    let numbers = [("x", window.x.low), ("y", inset), ("width", width), ("height", HEIGHT - 2 * inset)];
    let class = if inset == 0 { format!("{class} behind") } else { class.to_owned() };
    svg.shape("rect", &class, &numbers);
}
