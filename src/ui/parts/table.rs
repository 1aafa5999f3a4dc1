//! The table that says what a picture shows, folded away beneath it.
//!
//! Uses: `ui::parts::el`. Used by: `ui::pages`, `ui::pictures`.

use leptos::prelude::AnyView;

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
    let heads = heads.into_iter().map(|head| el("th").attr("scope", "col").text(head));
    let table = el("table").el(el("thead").el(el("tr").all(heads))).el(el("tbody").put(rows));
    // What scrolls must be reached with the keyboard, and needs a name for that.
    let scroll =
        el("div").class("scroll").attr("tabindex", "0").attr("role", "region").attr("aria-label", name).el(table);
    el("details").class("as-table").el(el("summary").text(opens)).el(scroll)
}
