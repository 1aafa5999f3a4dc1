//! What is drawn of hostile texts: the same elements with the same attributes as of harmless ones, no address that runs
//! something, and no picture from elsewhere. Every screen is drawn natively, from records on a shelf.

use std::collections::BTreeSet;
use std::path::Path;

use leptos::prelude::*;
use microneedling_planner::content::evidence;
use microneedling_planner::content::languages::{LANGUAGES, files};
use microneedling_planner::content::review::Review;
use microneedling_planner::content::words::{Words, pack};
use microneedling_planner::domain::dates::parse_iso;
use microneedling_planner::platform::page::Page;
use microneedling_planner::present::route::Route;
use microneedling_planner::record::envelope::Record;
use microneedling_planner::record::shelf::{MemoryShelf, Shelf};
use microneedling_planner::record::stamp::Stamp;
use microneedling_planner::state::planner::{Later, Parts, Planner, Voice};
use microneedling_planner::ui::app::app;
use microneedling_planner::ui::later;
use serde_json::{Value, json};

use super::doors::safe;
use super::routes::routes;

/// Texts that would do something if they were anything but text.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg onload=alert(1)>",
    "</textarea></title></style><b id=hostile>",
    "<!--<b>-->",
    "&lt;b&gt;&#60;i&#62;",
    "javascript:alert(1)",
    "[[term|<b>]] {n} {date} {{name}}",
    "\u{202e}\u{2028}]]>\u{1}",
];

/// All that a person or another device can have put into records, with this text wherever one may stand.
fn records(text: &str) -> Vec<(String, Value)> {
    let held = |on: &str| json!({"ended": on, "offset": 0, "zone": text});
    vec![
        (
            "profile".to_owned(),
            json!({"concern": "acne_scars", "severity": "moderate", "scar_type": null, "area": "face_cheeks", "device": "mechanical", "sun": 3, "age": 30, "add": [], "not_if": false, "partner": null,
            "checks.now": {"ticked": [], "unsure": false}}),
        ),
        ("plan".to_owned(), json!({"start": "2026-12-10", "price": {"cents": 100, "currency": "USD"}})),
        ("course".to_owned(), json!({["rules.", text].concat(): 96, "rules.sweat": 96, "phone": "+44 20 7946 0000"})),
        ("session:1".to_owned(), json!({"stage": held("2026-11-21T10:00Z"), "place": text, "who": text, "depth": 150})),
        ("session:2".to_owned(), json!({"stage": {"day": "2026-12-20", "time": "14:30"}, "place": text, "who": text})),
        ("ticks:aftercare:1".to_owned(), json!({text: true})),
        ("ticks:questions:0".to_owned(), json!({text: true})),
        (
            "entry:2026-11-21".to_owned(),
            json!({["signs.", text].concat(): "lot", "signs.swelling": "some", "change": "worse", "note": text}),
        ),
        ("entry:2026-11-20".to_owned(), json!({"note": text})),
        ("photo:1".to_owned(), json!({"day": "2026-11-21", "view": "front", "jpeg": "/9j/AAAA"})),
        // This one is set aside, and shown as it is.
        ("photo:2".to_owned(), json!({"day": "2026-11-21", "view": "front", "jpeg": text})),
        ("calendar".to_owned(), json!({"id": text})),
        ("settings".to_owned(), json!({"instead": text, "theme": text})),
    ]
}

fn shelf(text: &str) -> MemoryShelf {
    let shelf = MemoryShelf::default();
    for (key, fields) in records(text) {
        let record = Record::of(fields.as_object().unwrap(), Stamp::parse("1a20320a3c8-1-1").unwrap());
        shelf.set(&key, &record.print()).unwrap();
    }
    shelf.set("entry:2026-11-19", text).unwrap();
    shelf
}

fn words(tag: &str) -> Words {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let all =
        ["", "plan", "proofs", "options", "details"].into_iter().flat_map(|part| files(&content, tag, part).unwrap());
    pack(tag, &all.flat_map(|(_, entries)| entries).collect::<Vec<_>>())
}

/// Draws whole pages.
fn drawn<T>(
    words: Words,
    review: Option<Review>,
    shelf: MemoryShelf,
    draw: impl FnOnce(&dyn Fn(Route) -> String) -> T,
) -> T {
    let owner = Owner::new();
    owner.with(|| {
        let parts = Parts {
            voice: Voice::new(words, &Page),
            later: Later::Here(later::SCREENS),
            review,
            shelf: Box::new(shelf),
            files: String::new(),
            page: Page,
        };
        let planner = Planner::new(parts);
        planner.know(evidence::core().unwrap());
        provide_context(planner);
        draw(&|route| {
            planner.lead(route);
            app().to_html()
        })
    })
}

/// An element: its name, and its attributes by name.
type Tag = (String, Vec<(String, String)>);

/// The elements of a page in their order, read as a browser does.
fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let end = after
            .find(|c: char| c.is_whitespace() || c == '>' || c == '/' && !after.starts_with('/'))
            .unwrap_or(after.len());
        let (name, mut inside) = after.split_at(end);
        let mut attributes = Vec::new();
        loop {
            inside = inside.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            if inside.is_empty() || inside.starts_with('>') {
                break;
            }
            let end = inside.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(inside.len());
            let (name, after) = inside.split_at(end);
            inside = after;
            let mut value = "";
            if let Some(after) = inside.strip_prefix("=\"") {
                (value, inside) = after.split_once('"').unwrap_or((after, ""));
            } else if let Some(after) = inside.strip_prefix('=') {
                let end = after.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(after.len());
                (value, inside) = after.split_at(end);
            }
            attributes.push((name.to_owned(), value.to_owned()));
        }
        tags.push((name.to_owned(), attributes));
        rest = inside;
    }
    tags
}

/// What a page is made of, without what stands in it.
fn bones(html: &str) -> Vec<(String, Vec<String>)> {
    let names = |(name, attributes): Tag| (name, attributes.into_iter().map(|(name, _)| name).collect());
    tags(html).into_iter().map(names).collect()
}

fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&#x27;", "'").replace("&amp;", "&")
}

#[test]
fn the_reader_of_pages_sees_what_a_browser_would() {
    let seen = bones("<a href=\"#/\" b>x</a><!-- <i> --><img src=x onerror=y><br/>&lt;b&gt;");
    let tag =
        |name: &str, attributes: &[&str]| (name.to_owned(), attributes.iter().map(|name| (*name).to_owned()).collect());
    let expected: Vec<(String, Vec<String>)> =
        vec![tag("a", &["href", "b"]), tag("/a", &[]), tag("img", &["src", "onerror"]), tag("br", &[])];
    assert_eq!(seen, expected);
}

#[test]
fn hostile_texts_are_drawn_as_texts_on_every_screen() {
    let english = words("en");
    let pages = |text: &str| -> Vec<(Route, String)> {
        drawn(english.clone(), None, shelf(text), |page| {
            routes().into_iter().chain([Route::Unknown]).map(|route| (route, page(route))).collect()
        })
    };
    let harmless = pages("harmless");
    let mut shown = BTreeSet::new();
    for text in HOSTILE {
        for ((route, hostile), (_, harmless)) in pages(text).into_iter().zip(&harmless) {
            assert_eq!(bones(&hostile), bones(harmless), "{text:?} on {}", route.href());
            if unescaped(&hostile).contains(text) {
                shown.insert(route.href());
            }
            for (name, attributes) in tags(&hostile) {
                for (attribute, value) in attributes {
                    let value = unescaped(&value);
                    let told = format!("{attribute}={value:?} of {name} on {}", route.href());
                    assert!(
                        !attribute.starts_with("on")
                            && !matches!(attribute.as_str(), "style" | "srcdoc" | "formaction"),
                        "{told}"
                    );
                    match attribute.as_str() {
                        "href" => assert!(value.starts_with('#') || value == "check.html" || safe(&value), "{told}"),
                        "src" => assert!(value.starts_with("data:image/jpeg;base64,/9j/"), "{told}"),
                        _ => {}
                    }
                }
            }
        }
    }
    // They are there to be seen where a person looks at them.
    for route in ["#/diary", "#/sessions/2", "#/take/consultation"] {
        assert!(shown.contains(route), "nothing of them on {route}: {shown:?}");
    }
}

#[test]
fn every_page_says_in_its_foot_who_has_reviewed_it_or_that_nobody_has() {
    let review = || Review { clinician: "Dr Zoë <b>O’Neill</b>".to_owned(), date: parse_iso("2026-11-01").unwrap() };
    for language in LANGUAGES {
        let words = words(language.tag);
        let not_reviewed = words.text("app.not_reviewed");
        for review in [None, Some(review())] {
            let is_reviewed = review.is_some();
            let feet: Vec<(Route, String)> = drawn(words.clone(), review, shelf("x"), |page| {
                let foot =
                    |html: String| html.rsplit_once("<footer").map(|(_, foot)| foot.to_owned()).unwrap_or_default();
                routes().into_iter().map(|route| (route, foot(page(route)))).collect()
            });
            for (route, foot) in feet {
                // The first line of the foot: that is the one that paper has too.
                let first = foot.split("</p>").next().unwrap();
                let told = format!("{} in {}: {first}", route.href(), language.tag);
                assert_eq!(first.contains(&not_reviewed), !is_reviewed, "{told}");
                assert_eq!(first.contains("Dr Zoë &lt;b&gt;O’Neill&lt;/b&gt;"), is_reviewed, "{told}");
                assert_eq!(first.contains("2026"), is_reviewed, "{told}");
            }
        }
    }
}
