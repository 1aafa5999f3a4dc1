//! How many of 100 people: ten rows of ten small figures, filled, half filled or in outline, with the numbers in words
//! under them and as a table. Every group is drawn in one size and one ink, gain or harm.

use leptos::prelude::*;

use crate::content::words::Words;
use crate::present::rates::{Crowd, Mark, Panel};
use crate::ui::parts::el::{El, el};

/// A figure's cell, in picture units; a crowd is ten by ten of them.
const CELL: u32 = 16;
const ROW: u32 = 10;

const HEAD: &str = "m8 1.6a2.7 2.7 0 1 1 0 5.4a2.7 2.7 0 1 1 0-5.4z";
const BODY: &str = "m3.6 14.4v-2.2a4.4 3.9 0 0 1 8.8 0v2.2z";

/// The pictures of a panel side by side, and the same as a table.
pub fn people(panel: &Panel, words: &Words, as_table: &str) -> [El; 2] {
    let crowds = el("div").class("crowds").all(panel.crowds.iter().map(crowd));
    let column = |id: &str| el("th").attr("scope", "col").text(words.text(id));
    let head = ["group", "what", "of_100", "people", "range"].map(|of| column(&format!("rates.table.{of}")));
    let rows = panel.crowds.iter().flat_map(|crowd| {
        crowd.parts.iter().map(|part| {
            let cells = [&part.what, &part.of_100, &part.counted, &part.range].map(|cell| el("td").text(cell));
            el("tr").el(el("th").attr("scope", "row").text(&crowd.name)).all(cells)
        })
    });
    let table = el("table").el(el("thead").el(el("tr").all(head))).el(el("tbody").all(rows));
    let scroll = el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", &panel.title)
        .el(table);
    [crowds, el("details").class("as-table").el(el("summary").text(as_table)).el(scroll)]
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
            .el(el("small").text(&part.counted).text(". ").text(&part.range).text("."));
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
    let (mut full, mut open) = (String::new(), String::new());
    let figures = marks.iter().flat_map(|(mark, icons)| (0..*icons).map(move |_| *mark));
    let mut count = 0;
    for (place, mark) in (0u32..).zip(figures) {
        let at = format!("M{} {}", place % ROW * CELL, place / ROW * CELL);
        let (head, body) = match mark {
            Mark::Full => (true, true),
            Mark::Half => (false, true),
            Mark::Open => (false, false),
        };
        for (filled, shape) in [(head, HEAD), (body, BODY)] {
            let path = if filled { &mut full } else { &mut open };
            path.extend([at.as_str(), shape]);
        }
        count = place + 1;
    }
    let (width, height) = (count.min(ROW) * CELL, count.div_ceil(ROW) * CELL);
    let (role, hidden) = match named_by {
        Some(_) => (Some("img"), None),
        None => (None, Some("true")),
    };
    view! {
        <svg viewBox=format!("0 0 {width} {height}") role=role aria-hidden=hidden aria-labelledby=named_by>
            <path class="full" d=full></path>
            <path class="open" d=open></path>
        </svg>
    }
    .into_any()
}
