//! The timeline of a plan without its colours: what a mark means is said by its words, and sessions, windows, the event and
//! today have forms of their own.

#![cfg(all(feature = "ui", not(target_arch = "wasm32")))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a helper that cannot set the scene fails the test"
)]

mod english;
mod visit;

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use microneedling_planner::domain::answers::{Answer, Change, CheckAnswer};
use microneedling_planner::domain::dates::parse_iso;
use microneedling_planner::domain::evidence::CheckGroup;
use microneedling_planner::domain::ids::{ConcernId, Device, Phototype, ScarType, Severity};
use microneedling_planner::domain::profile::Age;
use microneedling_planner::present::route::Route;
use microneedling_planner::ui::later;

const STYLE: &str = include_str!("../style/timeline.css");

/// The figure of a plan with everything on it that a timeline can have.
fn figure() -> String {
    let owner = Owner::new();
    let page = owner.with(|| {
        let planner = visit::planner();
        let checks = CheckGroup::ALL.iter().map(|group| Change::Check(*group, Some(CheckAnswer::default())));
        let answers = [
            Change::Concern(ConcernId::AcneScars),
            Change::Severity(Answer::Known(Severity::Moderate)),
            Change::ScarType(Answer::Known(ScarType::Rolling)),
            Change::Device(Answer::Known(Device::Mechanical)),
            Change::Sun(Answer::Known(Phototype::II)),
            Change::Age(Answer::Known(Age::new(40).unwrap())),
            Change::NotIf(Answer::Known(false)),
            Change::Event(Answer::Known(parse_iso("2027-06-19").unwrap())),
        ];
        untrack(|| answers.into_iter().chain(checks).for_each(|change| planner.change(change)));
        untrack(|| (later::SCREENS.show)(Route::Plan)).to_html()
    });
    let (_, figure) = page.split_once("<figure class=\"timeline\"").unwrap();
    figure.split("</figure>").next().unwrap().to_owned()
}

/// The properties that the style sheet gives to what all these selectors match, later ones over earlier ones.
fn styled(selectors: &[&str]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for rule in STYLE.split('}') {
        let Some((heads, body)) = rule.rsplit_once('{') else { continue };
        let heads = heads.rsplit(['{', '/']).next().unwrap();
        if heads.split(',').any(|head| selectors.contains(&head.trim())) {
            let said = body.split(';').filter_map(|line| line.split_once(':'));
            found.extend(said.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())));
        }
    }
    assert!(!found.is_empty(), "{selectors:?}");
    found
}

/// What is left of those properties without colour: a ground is either the card's, which looks hollow, or another.
fn form(selectors: &[&str]) -> BTreeMap<String, String> {
    let mut form = BTreeMap::new();
    for (name, value) in styled(selectors) {
        match name.as_str() {
            "background" | "fill" => {
                let hollow = matches!(value.as_str(), "var(--card)" | "none");
                form.insert("ground".to_owned(), if hollow { "hollow" } else { "filled" }.to_owned());
            }
            "border-color" | "stroke" => {}
            // Said as a whole first, as the names are in order; a part that differs stands over it.
            "border" => {
                let mut parts = value.split(' ').map(str::to_owned);
                form.extend(["border-width", "border-style"].map(|part| (part.to_owned(), parts.next().unwrap())));
            }
            _ => drop(form.insert(name, value)),
        }
    }
    form
}

/// The classes of what is drawn with a name in a piece of the page.
fn classes(html: &str, element: &str) -> BTreeSet<String> {
    let begins = format!("<{element} ");
    let tags = html.split(&begins).skip(1).map(|rest| rest.split('>').next().unwrap());
    tags.filter_map(|tag| tag.split_once("class=\""))
        .map(|(_, rest)| rest.split('"').next().unwrap().to_owned())
        .collect()
}

fn no_two_alike(forms: &[(&str, BTreeMap<String, String>)]) {
    for (place, (name, form)) in forms.iter().enumerate() {
        for (other, same) in &forms[..place] {
            assert_ne!(form, same, "{name} and {other} differ in colour alone");
        }
    }
}

#[test]
fn each_mark_of_the_standing_list_has_words_and_a_form_of_its_own() {
    let figure = figure();
    let (_, list) = figure.split_once("<ol class=\"spine\"").unwrap();
    let rows: Vec<&str> = list.split("</ol>").next().unwrap().split("<li ").skip(1).collect();
    let seen = classes(list, "li");
    for kind in ["today", "session", "session maybe", "early", "building", "result", "event"] {
        assert!(seen.contains(kind), "no {kind} among {seen:?}");
    }
    for row in rows {
        for part in ["<b>", "<span>"] {
            let (_, said) = row.split_once(part).unwrap_or_else(|| panic!("no {part} in {row}"));
            assert!(!said.starts_with('<'), "nothing said beside a mark: {row}");
        }
    }
    let own = |kind: &str| form(&[".spine li::before", &format!(".spine .{kind}::before")]);
    let kinds = ["maybe", "early", "building", "result", "today", "event"];
    let mut forms = vec![("session", form(&[".spine li::before"]))];
    forms.extend(kinds.map(|kind| (kind, own(kind))));
    no_two_alike(&forms);
}

#[test]
fn in_the_picture_lying_down_a_mark_is_known_by_its_form_and_a_band_by_its_words() {
    let figure = figure();
    let (drawing, _) = figure.split_once("<ol class=\"spine\"").unwrap();
    let circles = classes(drawing, "circle");
    assert_eq!(circles, ["session", "session maybe"].map(str::to_owned).into());
    let (rects, lines) = (classes(drawing, "rect"), classes(drawing, "line"));
    assert!(rects.is_superset(&["early", "building", "result"].map(str::to_owned).into()), "{rects:?}");
    assert!(lines.is_superset(&["today", "event", "likely", "heal"].map(str::to_owned).into()), "{lines:?}");
    // A circle is no line: forms are compared among those of one kind.
    no_two_alike(&[
        ("session", form(&[".drawing circle"])),
        ("maybe", form(&[".drawing circle", ".drawing circle.maybe"])),
    ]);
    no_two_alike(&[
        ("today", form(&[".drawing line.today"])),
        ("event", form(&[".drawing line.event"])),
        ("likely", form(&[".drawing .likely"])),
        ("heal", form(&[".drawing .heal"])),
    ]);
    // Bands of one form have their words above them, and each line that stands for a day too.
    let bands = drawing.split("<rect ").skip(1).filter(|rect| !rect.contains("class=\"track\"")).count();
    let days = drawing.split("<line ").skip(1).filter(|line| {
        let class = line.split('>').next().unwrap();
        class.contains("\"today\"") || class.contains("\"event\"")
    });
    let words = drawing.split("<text ").skip(1).filter(|text| {
        let (tag, said) = text.split_once('>').unwrap();
        tag.contains("strong") && !tag.contains("number") && !said.starts_with("</text>")
    });
    assert_eq!(words.count(), bands + days.count());
}
