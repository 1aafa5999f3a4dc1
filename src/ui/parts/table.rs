//! The table that says what a picture shows, folded away beneath it.
//!
//! Uses: `ui::parts`. Used by: `ui::pages`, `ui::pictures`.

use leptos::prelude::*;

use super::after_frame::after_tap;
use super::el::{El, el, group};

/// A folded table. `opens` is what to tap; `name` names the part that scrolls where the column is narrow.
pub fn as_table(
    opens: &str,
    name: &str,
    heads: impl IntoIterator<Item = String>,
    rows: impl IntoIterator<Item = El>,
) -> El {
    as_table_of(opens, name, heads, group(rows))
}

/// The same with rows that may change while it stands open.
pub fn as_table_of(opens: &str, name: &str, heads: impl IntoIterator<Item = String>, rows: AnyView) -> El {
    el("details").class("as-table").el(el("summary").text(opens)).el(scroll(name, heads, rows))
}

/// The same with more rows than can be laid out in a frame: they are drawn after the frame that answers the tap.
pub fn as_long_table(
    opens: &str,
    name: &str,
    heads: impl IntoIterator<Item = String>,
    rows: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let was_opened = RwSignal::new(false);
    let opened = after_tap(move || {
        was_opened.try_set(true);
    });
    let rows = move || was_opened.get().then(|| untrack(&rows));
    let (summary, scroll) = (el("summary").text(opens).view(), scroll(name, heads, rows.into_any()).view());
    view! { <details class="as-table" on:toggle=opened>{summary}{scroll}</details> }.into_any()
}

/// The table itself, in a part that scrolls.
fn scroll(name: &str, heads: impl IntoIterator<Item = String>, rows: AnyView) -> El {
    let heads = heads.into_iter().map(|head| el("th").attr("scope", "col").text(head));
    let table = el("table").el(el("thead").el(el("tr").all(heads))).el(el("tbody").put(rows));
    // What scrolls must be reached with the keyboard, and needs a name for that.
    el("div").class("scroll").attr("tabindex", "0").attr("role", "region").attr("aria-label", name).el(table)
}
