//! Signs of healing over the days they are expected: one line a sign, with its two bands and the person's own marks.
//!
//! Uses: `present::diary::signs`, `ui::parts`. Used by: `ui::pages`. Words stand beside the drawings and not in them,
//! so that a narrow column shrinks the bands and leaves the words as they are.

use leptos::prelude::AnyView;

use crate::domain::diary::Strength;
use crate::present::diary::signs::{COLUMNS, LAST_DAY, Plot, SignRow};
use crate::present::diary::strength_in_words;
use crate::present::evidence::Topic;
use crate::present::origin::Origin;
use crate::state::planner::Planner;
use crate::ui::parts::el::{El, el, group};
use crate::ui::parts::svg::Svg;
use crate::ui::parts::table::as_table;

/// Width of the column of a day.
const COLUMN: i32 = 30;
/// Height of a line.
const HEIGHT: i32 = 30;
/// Where the middle of a line lies.
const MIDDLE: i32 = HEIGHT / 2;

/// The picture and its table. `id` and `title` tell them from others on the page.
pub fn signs(plot: &Plot, id: &str, title: &str) -> AnyView {
    let planner = Planner::here();
    let draw = |rows: &[SignRow]| el("ol").class("sign-lines").all(rows.iter().map(|row| line(row, id)));
    let others_id = if plot.noted.is_empty() { "diary.plot.all" } else { "diary.plot.others" };
    let others = (!plot.others.is_empty())
        .then(|| el("details").class("why").el(el("summary").say(others_id)).el(days()).el(draw(&plot.others)));
    let noted = (!plot.noted.is_empty()).then(|| el("div").el(days()).el(draw(&plot.noted)));
    let caption = el("figcaption").say("diary.plot.caption");
    let figure = el("figure").class("signs").maybe(noted).el(key()).maybe(others).el(caption);
    let rows = plot.noted.iter().chain(&plot.others).map(|row| {
        let noted = if row.noted.is_empty() { planner.text("diary.plot.nothing") } else { row.noted.clone() };
        el("tr")
            .el(el("th").attr("scope", "row").text(&row.name))
            .el(el("td").text(&row.expected).basis(&row.basis))
            .el(el("td").text(noted))
    });
    let heads = ["diary.plot.sign", "diary.plot.expected", "diary.plot.noted"].map(|id| planner.text(id));
    let opens = planner.text("diary.plot.as_table");
    let name = planner.with(|say, _| say.fill("diary.named", &[("action", &opens), ("date", title)]));
    group([figure, as_table(&opens, &name, heads, rows)])
}

/// The days above the lines. They stand in the words of each line too.
fn days() -> El {
    let planner = Planner::here();
    let label = |column: u16| {
        planner.with(|say, _| {
            let number = say.number(column);
            if column > LAST_DAY { say.fill("diary.plot.later", &[("n", &number)]) } else { number }
        })
    };
    let days = (0..COLUMNS).map(|column| el("span").text(label(column)));
    el("p").class("sign-days").attr("aria-hidden", "true").all(days)
}

/// One sign in words and as a drawing.
fn line(row: &SignRow, id: &str) -> El {
    let planner = Planner::here();
    let words_id = format!("sign-{id}-{}", row.id);
    let noted = (!row.noted.is_empty()).then(|| {
        el("span")
            .class("visually-hidden")
            .text(planner.with(|say, _| say.fill("diary.you_noted", &[("list", &row.noted)])))
    });
    // The drawing goes by the words alone.
    let words = el("span")
        .attr("id", &words_id)
        .el(el("b").text(&row.name))
        .text(" ")
        .el(el("span").class("soft").text(&row.expected))
        .text(" ")
        .maybe(noted);
    let origin = Origin::own(Topic::Healing, &format!("sign-{}", row.id));
    let words = el("p").el(words).source(origin, &row.name);
    el("li").el(words).put(drawing(row, &words_id))
}

fn drawing(row: &SignRow, words_id: &str) -> AnyView {
    let start = |day: u16| i32::from(day) * COLUMN;
    let mut svg = Svg::new("sign-line", start(COLUMNS), HEIGHT, words_id);
    for day in 0..=LAST_DAY + 1 {
        svg.shape("line", "tick", &[("x1", start(day)), ("x2", start(day)), ("y1", 4), ("y2", HEIGHT - 4)]);
    }
    let mut band = |class: &str, last: u16, height: i32| {
        let width = start(last + 1) - start(row.from);
        let y = MIDDLE - height / 2;
        let numbers = [("x", start(row.from)), ("y", y), ("width", width), ("height", height), ("rx", 5)];
        svg.shape("rect", class, &numbers);
    };
    band("latest", row.latest, 14);
    band("usual", row.usual, 22);
    for mark in &row.marks {
        dot(&mut svg, start(mark.column()) + COLUMN / 2, mark.strength);
    }
    svg.view()
}

/// A mark: larger and fuller the stronger.
fn dot(svg: &mut Svg, x: i32, strength: Strength) {
    let (class, radius) = match strength {
        Strength::Little => ("dot", 5),
        Strength::Some => ("dot", 8),
        Strength::Lot => ("dot full", 11),
    };
    svg.shape("circle", "halo", &[("cx", x), ("cy", MIDDLE), ("r", radius + 2)]);
    svg.shape("circle", class, &[("cx", x), ("cy", MIDDLE), ("r", radius)]);
    if strength == Strength::Some {
        let (left, right) = (x - radius, x + radius);
        svg.path("dot full", &format!("M{left} {MIDDLE}A{radius} {radius} 0 0 0 {right} {MIDDLE}Z"));
    }
}

/// The mark of a strength by itself, to stand before its words.
pub fn strength_mark(strength: Strength) -> AnyView {
    let mut svg = Svg::beside_words("sign-mark", HEIGHT, HEIGHT);
    dot(&mut svg, MIDDLE, strength);
    svg.view()
}

/// What bands and dots mean.
fn key() -> El {
    let planner = Planner::here();
    let band = |class: &str, height: i32, id: &str| {
        let mut svg = Svg::beside_words("sign-mark", HEIGHT, HEIGHT);
        let numbers = [("x", 1), ("y", MIDDLE - height / 2), ("width", HEIGHT - 2), ("height", height), ("rx", 5)];
        svg.shape("rect", class, &numbers);
        el("li").put(svg.view()).el(el("span").say(id))
    };
    let bands = [band("usual", 22, "diary.plot.usual"), band("latest", 14, "diary.plot.latest")];
    let dots = Strength::ALL.iter().map(|strength| {
        let words = planner.with(|say, _| strength_in_words(*strength, say));
        el("li").put(strength_mark(*strength)).el(el("span").text(words))
    });
    el("ul").class("sign-key").all(bands.into_iter().chain(dots))
}
