//! The clinic on whose site the planner stands: the way to book, whose site it is, its rules, its numbers.
//!
//! Uses: `present::clinic`, `state`. Used by: the later screens. Everything the clinic wrote is text.

use leptos::prelude::*;

use super::el::{El, el};
use crate::present::clinic::{self, RuleRow};
use crate::state::journal::Journal;
use crate::state::planner::Planner;

/// The way to book, with a word on what goes along; whoever embeds the planner is told that it was taken.
pub fn booking() -> Option<El> {
    let planner = Planner::here();
    let clinic = planner.clinic()?;
    let page = planner.page();
    let way = planner.with(|say, _| clinic::booking(&clinic, page.utm().as_deref(), say))?;
    let told = move |_| page.tell("booking");
    let link = if way.is_page {
        view! { <a class="btn ghost" href=way.href target="_blank" rel="noopener" on:click=told>{way.label}</a> }
            .into_any()
    } else {
        view! { <a class="btn ghost" href=way.href on:click=told>{way.label}</a> }.into_any()
    };
    let text = if way.is_page { "clinic.book.text" } else { "clinic.book.call" };
    Some(
        el("section")
            .class("card screen-only")
            .el(el("h2").say("clinic.book.title"))
            .el(el("p").class("soft").say(text))
            .el(el("p").class("row").put(link)),
    )
}

/// Whose site it is, and what the clinic says about its interest.
pub fn whose_site() -> Option<El> {
    let planner = Planner::here();
    let clinic = planner.clinic()?;
    let lines = planner.with(|say, _| clinic::whose_site(&clinic, say));
    let lines = lines.into_iter().map(|line| el("p").text(line));
    Some(el("section").class("card prose whose-site").all(lines).el(el("p").class("soft").say("clinic.site.same")))
}

/// The clinic's rules beside what was studied.
pub fn rules_card(rows: Vec<RuleRow>) -> Option<El> {
    let planner = Planner::here();
    let clinic = planner.clinic().filter(|_| !rows.is_empty())?;
    let intro = planner.with(|say, _| say.fill("clinic.rule.intro", &[("name", clinic.name.as_str())]));
    let rows = rows.into_iter().map(|row| {
        el("li")
            .el(el("h3").text(&row.title))
            .el(el("p").el(el("b").text(row.own)))
            .el(el("p").text(row.studied).source(row.origin, &row.title).basis(&row.basis))
            .maybe(row.note.map(|note| el("p").class("soft").text(note)))
    });
    Some(
        el("section").class("card").el(el("h2").say("clinic.rule.title")).el(el("p").class("soft").text(intro)).el(el(
            "ul",
        )
        .class("ruled")
        .all(rows)),
    )
}

/// The way to call the clinic, where its number is known: the one that the person typed comes first.
pub fn call_clinic() -> Option<El> {
    let planner = Planner::here();
    let typed = untrack(|| Journal::here().courses()).phone;
    let phone = clinic::phone(&typed, planner.clinic().as_deref())?;
    let text = planner.with(|say, _| say.fill("rules.call", &[("phone", &phone)]));
    Some(el("a").class("btn ghost").attr("href", clinic::tel(&phone)).text(text))
}

/// The clinic's line for what cannot wait. It stands after the emergency numbers, never in their place.
pub fn emergency_line() -> Option<El> {
    let planner = Planner::here();
    let clinic = planner.clinic()?;
    let (way, text) = planner.with(|say, _| {
        let way = clinic::emergency(&clinic, say)?;
        Some((way, say.fill("clinic.emergency", &[("name", clinic.name.as_str())])))
    })?;
    let call = el("a").class("btn ghost").attr("href", way.href).text(way.label);
    Some(el("div").class("stack clinic-line").el(el("p").text(text)).el(el("p").class("row").el(call)))
}
