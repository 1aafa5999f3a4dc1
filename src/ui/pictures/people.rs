//! How many of 100 people: ten rows of ten small figures, filled, half filled or in outline, with the numbers in words
//! under them and as a table. Every group is drawn in one size and one ink, gain or harm.

use leptos::prelude::*;

use crate::content::words::Words;
use crate::present::rates::{Crowd, Mark, Panel};
use crate::ui::parts::el::{El, el};
use crate::ui::parts::table::as_table;

/// A figure's cell, in picture units; a crowd is ten by ten of them.
const CELL: (u32, u32) = (15, 18);
const ROW: u32 = 10;

const HEAD: &str = "m7.5 1.6a2.7 2.7 0 1 1 0 5.4a2.7 2.7 0 1 1 0-5.4z";
const BODY: &str = "m3 14.9v-2.7a4.5 4 0 0 1 9 0v2.7z";

/// The pictures of a panel side by side, and the same as a table with its source in full.
pub fn people(panel: &Panel, words: &Words, opens: &str, source: Option<El>) -> [El; 2] {
    let crowds = el("div").class("crowds").all(panel.crowds.iter().map(crowd));
    let heads = ["group", "what", "of_100", "people", "range"].map(|of| words.text(&format!("rates.table.{of}")));
    let rows = panel.crowds.iter().flat_map(|crowd| {
        crowd.parts.iter().map(|part| {
            let cells = [&part.what, &part.of_100, &part.counted, &part.range].map(|cell| el("td").text(cell));
            el("tr").el(el("th").attr("scope", "row").text(&crowd.name)).all(cells)
        })
    });
    [crowds, as_table(opens, &panel.title, heads, rows).maybe(source)]
}

fn crowd(crowd: &Crowd) -> El {
    let (name, caption) = (format!("crowd-{}", crowd.id), format!("crowd-{}-parts", crowd.id));
    let marks: Vec<(Mark, u32)> = crowd.parts.iter().map(|part| (part.mark, part.icons)).collect();
    let parts = crowd.parts.iter().map(|part| {
        let words = el("span")
            .el(el("b").text(&part.of_100))
            .text(" ")
            .el(el("span").text(&part.what))
            .text(" ")
            .el(el("small").text(&part.counted_range));
        el("li").put(drawing(&[(part.mark, 1)], None)).el(words)
    });
    el("figure")
        .class("crowd")
        .el(el("p").class("group").attr("id", &name).text(&crowd.name))
        .put(drawing(&marks, Some(format!("{name} {caption}"))))
        .el(el("figcaption").attr("id", caption).el(el("ul").all(parts)))
}

/// Figures in reading order; named by other elements, or hidden from readers.
fn drawing(marks: &[(Mark, u32)], named_by: Option<String>) -> AnyView {
    let (mut full, mut half, mut open) = (String::new(), String::new(), String::new());
    let mut count = 0;
    for (mark, icons) in marks {
        for place in count..count + icons {
            let at = format!("M{} {}", place % ROW * CELL.0, place / ROW * CELL.1);
            // Head and body: both filled, the body half, or neither.
            let (head, body) = match mark {
                Mark::Full => (&mut full, None),
                Mark::Half => (&mut open, Some(&mut half)),
                Mark::Open => (&mut open, None),
            };
            head.extend([at.as_str(), HEAD]);
            body.unwrap_or(head).extend([at.as_str(), BODY]);
        }
        count += icons;
    }
    let (width, height) = (count.min(ROW) * CELL.0, count.div_ceil(ROW) * CELL.1);
    let (role, hidden) = match named_by {
        Some(_) => (Some("img"), None),
        None => (None, Some("true")),
    };
    view! {
        <svg viewBox=format!("0 0 {width} {height}") role=role aria-hidden=hidden aria-labelledby=named_by>
            <path class="full" d=full></path>
            <path class="half" d=half></path>
            <path class="open" d=open></path>
        </svg>
    }
    .into_any()
}
