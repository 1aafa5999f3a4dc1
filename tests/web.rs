//! What only a browser can show: the device's storage, its way with dates and money, taking over the prerendered page.
//! Run by `cargo xtask test units`, which sets the browser's clock west of Greenwich.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, its helpers too")]
#![allow(clippy::disallowed_methods, reason = "a test looks at the page the way a person does")]

use std::panic;

use chrono::NaiveDate;
use js_sys::{Date, Function, Object, Reflect};
use leptos::prelude::{Owner, provide_context, untrack};
use microneedling_planner::content::evidence;
use microneedling_planner::content::words::Words;
use microneedling_planner::domain::answers::{Answer, Change, Currency};
use microneedling_planner::domain::checklist::{Checklist, Tick};
use microneedling_planner::domain::dates::{EARLIEST, LATEST, format_iso};
use microneedling_planner::domain::ids::{ConcernId, Severity};
use microneedling_planner::embed;
use microneedling_planner::platform::page::Page;
use microneedling_planner::platform::shelf;
use microneedling_planner::platform::{clock, json, locale};
use microneedling_planner::present::locale::{DateStyle, Plural};
use microneedling_planner::record::shelf::{NotKept, PREFIX, Shelf};
use microneedling_planner::state::journal::Journal;
use microneedling_planner::state::planner::{Later, Parts, Planner, Voice};
use microneedling_planner::state::saving::{Notice, Saving};
use microneedling_planner::ui::later;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, HtmlElement, HtmlInputElement, Storage};

wasm_bindgen_test_configure!(run_in_browser);

/// A first pack without texts: a missing one shows its own id.
const FIRST_PACK: &str = r#"{"language":"en","texts":{},"judgements":[]}"#;

/// What the device keeps, apart from the planner's own way to it.
fn device() -> Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}

/// The device's shelf with nothing on it: all tests of this file share one browser profile.
fn empty_shelf() -> Box<dyn Shelf> {
    device().clear().unwrap();
    shelf::open(None)
}

fn kept(key: &str) -> Option<String> {
    device().get_item(&[PREFIX, key].concat()).unwrap()
}

/// How keeping stands once what waits has been written, as it is when the page is left.
fn saving(planner: Planner) -> Saving {
    planner.keeper().flush();
    planner.keeper().saving()
}

fn is_kept(saving: Saving) -> bool {
    matches!(saving, Saving::Kept(1..))
}

/// A planner as a page load makes it, with what the device has kept.
fn visit<T>(stay: impl FnOnce(Planner) -> T) -> T {
    // Mounting anything sets up what runs effects.
    leptos::mount::mount_to(document().create_element("div").unwrap().unchecked_into(), || ()).forget();
    let owner = Owner::new();
    owner.with(|| {
        let page = carried(&document().create_element("div").unwrap().unchecked_into(), &[]);
        let planner = Planner::new(Parts {
            voice: Voice::new(Words::from_pack(FIRST_PACK, json::parse).unwrap(), &page),
            later: Later::Here(later::SCREENS),
            review: None,
            shelf: shelf::open(None),
            files: "./".to_owned(),
            page,
        });
        planner.know(evidence::core().unwrap());
        provide_context(planner);
        // A look from outside any view, which Leptos would otherwise warn about.
        untrack(|| stay(planner))
    })
}

#[wasm_bindgen_test]
fn the_device_keeps_gives_back_and_forgets_a_text() {
    let shelf = empty_shelf();
    assert!(shelf.lasts(), "what is in localStorage outlives the page");
    assert_eq!(shelf.get("note"), Ok(None));
    assert_eq!(shelf.set("note", "größer & <b>\u{1F9F4}"), Ok(()));
    assert_eq!(kept("note").as_deref(), Some("größer & <b>\u{1F9F4}"), "it is not really on the device");
    assert_eq!(shelf::open(None).get("note"), Ok(kept("note")), "a second visit does not find it");
    assert_eq!(shelf.set("note", ""), Ok(()));
    assert_eq!(shelf.get("note"), Ok(Some(String::new())), "an empty text is a text");
    shelf.remove("note");
    assert_eq!(shelf.get("note"), Ok(None));
    assert_eq!(kept("note"), None);
}

#[wasm_bindgen_test]
fn a_full_device_says_so_and_loses_nothing() {
    let shelf = empty_shelf();
    shelf.set("note", "old").unwrap();
    // More than any browser gives one site.
    let too_long = "x".repeat(12 * 1024 * 1024);
    assert_eq!(shelf.set("note", &too_long), Err(NotKept::Full));
    assert_eq!(shelf.get("note"), Ok(Some("old".to_owned())));
    assert_eq!(shelf.set("other", &too_long), Err(NotKept::Full));
    assert_eq!(shelf.get("other"), Ok(None));
    assert_eq!(shelf.set("note", "new"), Ok(()), "a text that fits is still kept");
}

#[wasm_bindgen_test]
fn what_is_set_aside_stays_as_it_is_even_where_it_is_no_text() {
    let shelf = empty_shelf();
    // Half a character, as damage may leave it.
    let half = JsValue::from(js_sys::JsString::from_char_code1(0xd83e));
    let set = Reflect::get(&device(), &"setItem".into()).unwrap().unchecked_into::<Function>();
    set.call2(&device(), &[PREFIX, "profile"].concat().into(), &half).unwrap();
    assert_eq!(shelf.copy("profile", "aside:profile"), Ok(()));
    let get = Reflect::get(&device(), &"getItem".into()).unwrap().unchecked_into::<Function>();
    assert_eq!(get.call1(&device(), &[PREFIX, "aside:profile"].concat().into()).unwrap(), half);
}

#[wasm_bindgen_test]
fn keys_are_found_by_their_start_and_only_the_planner_s() {
    let shelf = empty_shelf();
    for key in ["entry:2026-12-01", "entry:2026-12-02", "entry", "profile"] {
        shelf.set(key, "x").unwrap();
    }
    device().set_item("entry:of-another-program", "x").unwrap();
    let mut found = shelf.keys("entry:");
    found.sort();
    assert_eq!(found, ["entry:2026-12-01", "entry:2026-12-02"]);
    assert_eq!(shelf.keys("").len(), 4);
}

#[wasm_bindgen_test]
fn a_planner_says_that_the_device_is_full_and_keeps_the_last_record_that_fitted() {
    empty_shelf();
    visit(|planner| {
        planner.change(Change::Concern(ConcernId::Melasma));
        assert!(is_kept(saving(planner)));
        let before = kept("profile");
        fill_up();
        planner.change(Change::Severity(Answer::Known(Severity::Moderate)));
        assert_eq!(saving(planner), Saving::Full);
        assert_eq!(kept("profile"), before);
        assert_eq!(planner.answers_now().severity, Answer::Known(Severity::Moderate), "the page forgot the answer");
        device().remove_item("filler").unwrap();
        planner.change(Change::Sun(Answer::NotSure));
        assert!(is_kept(saving(planner)), "what fits now is kept");
    });
    visit(|planner| {
        let answers = planner.answers_now();
        assert_eq!((answers.severity, answers.sun), (Answer::Known(Severity::Moderate), Answer::NotSure));
    });
}

/// Leaves no room for one more letter.
fn fill_up() {
    let mut filler = String::new();
    let mut step = 8 * 1024 * 1024;
    while step > 0 {
        let longer = filler.clone() + &"x".repeat(step);
        if device().set_item("filler", &longer).is_ok() {
            filler = longer;
        } else {
            step /= 2;
        }
    }
}

#[wasm_bindgen_test]
fn an_answer_is_there_at_the_next_visit() {
    empty_shelf();
    visit(|planner| {
        assert_eq!(saving(planner), Saving::Nothing);
        planner.change(Change::Concern(ConcernId::AcneScars));
        planner.change(Change::Severity(Answer::Known(Severity::Severe)));
        planner.change(Change::Sun(Answer::NotSure));
        assert!(is_kept(saving(planner)));
    });
    visit(|planner| {
        assert!(is_kept(saving(planner)));
        assert_eq!(planner.keeper().notice(), None);
        let answers = planner.answers_now();
        assert_eq!(answers.concern, Some(ConcernId::AcneScars));
        assert_eq!(answers.severity, Answer::Known(Severity::Severe));
        assert_eq!(answers.sun, Answer::NotSure, "\"not sure\" is an answer too");
        assert_eq!(answers.device, Answer::Unanswered);
    });
}

#[wasm_bindgen_test]
fn erasing_leaves_nothing_on_the_device_but_what_others_put_there() {
    let shelf = empty_shelf();
    for key in ["aside:12345678:photo:3", "snapshot:1796119200000", "answers", "photo:1"] {
        shelf.set(key, "x").unwrap();
    }
    device().set_item("of-another-program", "x").unwrap();
    visit(|planner| {
        planner.change(Change::Concern(ConcernId::AcneScars));
        planner.keeper().flush();
        planner.keeper().with(|store| store.erase(clock::millis()));
    });
    assert_eq!(shelf.keys("").len(), 0);
    assert_eq!(device().length().unwrap(), 1);
    visit(|planner| assert_eq!(planner.answers_now().concern, None));
}

#[wasm_bindgen_test]
fn a_tick_is_there_at_the_next_visit_until_it_is_cleared() {
    empty_shelf();
    let tick = |row: &str| Tick { list: Checklist::Aftercare, session: 2, row: row.to_owned() };
    visit(|planner| {
        let journal = Journal::here();
        journal.tick(tick("a"), true);
        journal.tick(tick("b"), true);
        journal.tick(tick("a"), false);
        planner.keeper().flush();
    });
    assert_eq!(kept("profile"), None, "a tick wrote answers nobody gave");
    visit(|planner| {
        let journal = Journal::here();
        assert!(journal.is_ticked(&tick("b")));
        assert!(!journal.is_ticked(&tick("a")));
        assert!(!journal.is_ticked(&Tick { session: 1, ..tick("b") }), "a tick counts for its own session only");
        journal.tick(tick("b"), false);
        planner.keeper().flush();
    });
    visit(|_| assert!(!Journal::here().is_ticked(&tick("b"))));
}

#[wasm_bindgen_test]
fn records_that_cannot_be_read_are_never_written_over() {
    let shelf = empty_shelf();
    shelf.set("profile", "{\"v\":2,\"concern\":").unwrap();
    visit(|planner| {
        assert_eq!(planner.keeper().notice(), Some(Notice::SetAside));
        planner.change(Change::Concern(ConcernId::AcneScars));
        planner.keeper().flush();
    });
    let aside = shelf.keys("aside:");
    assert_eq!(aside.len(), 1);
    assert_eq!(kept(&aside.concat()).as_deref(), Some("{\"v\":2,\"concern\":"));
    visit(|planner| assert_eq!(planner.answers_now().concern, Some(ConcernId::AcneScars)));
}

/// Lets the browser refuse its storage, as it does where a person or a frame forbids it, for as long as `look` runs.
fn storage_denied(look: impl FnOnce()) {
    let window: Object = web_sys::window().unwrap().unchecked_into();
    let name = JsValue::from_str("localStorage");
    let allowed: Object = Object::get_own_property_descriptor(&window, &name).unchecked_into();
    let denied = Object::new();
    let refuse = Function::new_no_args("throw new DOMException('denied', 'SecurityError')");
    Reflect::set(&denied, &"get".into(), &refuse).unwrap();
    Reflect::set(&denied, &"configurable".into(), &JsValue::TRUE).unwrap();
    Object::define_property(&window, &name, &denied);
    look();
    Object::define_property(&window, &name, &allowed);
}

#[wasm_bindgen_test]
fn where_storage_is_denied_answers_last_as_long_as_the_page() {
    let early = empty_shelf();
    storage_denied(|| {
        assert_eq!(early.set("note", "text"), Err(NotKept::Denied), "denied while the page is open");
        assert_eq!(early.get("note"), Err(NotKept::Denied), "not knowing is not the same as there being nothing");
        assert!(!shelf::open(None).lasts());
        visit(|planner| {
            assert_eq!(saving(planner), Saving::MemoryOnly);
            planner.change(Change::Concern(ConcernId::Melasma));
            assert_eq!(saving(planner), Saving::MemoryOnly);
            assert_eq!(planner.answers_now().concern, Some(ConcernId::Melasma));
        });
    });
    assert_eq!(device().length().unwrap(), 0);
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// Whether `text` holds all `parts` in this order.
fn in_order(text: &str, parts: &[&str]) -> bool {
    parts.iter().try_fold(text, |rest, part| rest.split_once(part).map(|(_, rest)| rest)).is_some()
}

#[track_caller]
fn assert_in_order(text: &str, parts: &[&str]) {
    assert!(in_order(text, parts), "`{text}` does not hold {parts:?} in this order");
}

#[wasm_bindgen_test]
fn a_day_is_said_the_way_its_reader_says_it() {
    let first = day(2026, 12, 1);
    let american = locale::of("en-US", "en");
    assert_in_order(&american.date(first, DateStyle::Day), &["Dec", "1", "2026"]);
    assert_in_order(&american.date(first, DateStyle::Full), &["Tuesday", "December", "1", "2026"]);
    let british = locale::of("en-GB", "en");
    assert_in_order(&british.date(first, DateStyle::Day), &["1", "Dec", "2026"]);
    assert_in_order(&british.date(first, DateStyle::Full), &["Tuesday", "1", "December", "2026"]);
    assert_eq!(british.date(first, DateStyle::Month), "December 2026");
    assert_eq!(british.date(first, DateStyle::ShortMonth), "Dec 2026");
}

#[wasm_bindgen_test]
fn a_date_never_shifts_by_the_time_zone() {
    let british = locale::of("en-GB", "en");
    // Ends of months and years, both changes of the clock, and the ends of what an answer may name.
    let days = [
        (day(2026, 1, 1), "1 January 2026"),
        (day(2026, 3, 8), "8 March 2026"),
        (day(2026, 11, 1), "1 November 2026"),
        (day(2028, 2, 29), "29 February 2028"),
        (day(2026, 12, 31), "31 December 2026"),
        (EARLIEST, "1 January 1900"),
        (LATEST, "31 December 2199"),
    ];
    for (day, said) in days {
        let full = british.date(day, DateStyle::Full);
        assert!(full.ends_with(said), "{} is said as {full}", format_iso(day));
    }
    assert_eq!(british.date(day(2026, 5, 1), DateStyle::Month), "May 2026");
}

#[wasm_bindgen_test]
fn today_is_the_day_on_the_device_s_own_calendar() {
    let here = || {
        let now = Date::new_0();
        day(now.get_full_year().try_into().unwrap(), now.get_month() + 1, now.get_date())
    };
    let (before, today, after) = (here(), clock::today(), here());
    assert!((before..=after).contains(&today), "{today} is not between {before} and {after}");
}

#[wasm_bindgen_test]
fn money_is_said_with_its_sign_and_without_empty_cents() {
    let american = locale::of("en-US", "en");
    assert_eq!(american.money(125_000, Currency::Usd), "$1,250");
    assert_eq!(american.money(19_950, Currency::Usd), "$199.50");
    assert_in_order(&american.money(30_000, Currency::Chf), &["CHF", "300"]);
    // More than a 32-bit number of cents: the highest price for the longest series.
    assert_in_order(&american.money(10_000_000 * 60_000, Currency::Usd), &["$6,000,000,000"]);
    let british = locale::of("en-GB", "en");
    assert_eq!(british.money(125_000, Currency::Gbp), "£1,250");
    assert_eq!(british.money(5, Currency::Gbp), "£0.05");
    assert_in_order(&british.money(30_000, Currency::Usd), &["$", "300"]);
}

#[wasm_bindgen_test]
fn numbers_and_plurals_follow_english() {
    let american = locale::of("en-US", "en");
    assert_eq!(american.number(1_234), "1,234");
    assert_eq!(american.decimal(0.25), "0.25");
    // As its texts do, whatever the region: there a dot would stand beside their commas.
    let mexican = locale::of("es-MX", "es");
    assert_eq!(mexican.decimal(1.5), "1,5");
    assert_in_order(&mexican.money(125_000, Currency::Usd), &["1,250"]);
    let plurals = [0, 1, 2, 11, 21, 101].map(|count| american.plural(count));
    let (one, other) = (Plural::One, Plural::Other);
    assert_eq!(plurals, [other, one, other, other, other, other]);
}

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// The page before the program is here: a root with some choices of the first question, as plain markup.
fn prerendered() -> HtmlElement {
    // The test's own address may say anything after its `#`.
    web_sys::window().unwrap().location().set_hash("#/").unwrap();
    let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    root.set_class_name("planner");
    let row = |id: &str| format!("<input type=\"radio\" id=\"concern-{id}\" name=\"concern\" value=\"{id}\">");
    root.set_inner_html(&format!("<h1>Before</h1><form>{}{}</form>", row("acne_scars"), row("melasma")));
    document().body().unwrap().append_child(&root).unwrap();
    root
}

fn radio(root: &HtmlElement, value: &str) -> HtmlInputElement {
    let found = root.query_selector(&format!("input[name=concern][value={value}]")).unwrap();
    found.unwrap_or_else(|| panic!("no radio {value} in {}", root.inner_html())).unchecked_into()
}

/// A page that holds a planner in `root`, and says so much about it.
fn carried(root: &HtmlElement, says: &[(&str, &str)]) -> Page {
    let page = Object::new();
    Reflect::set(&page, &"root".into(), root).unwrap();
    for (name, value) in says {
        Reflect::set(&page, &(*name).into(), &(*value).into()).unwrap();
    }
    Page::of(page.into())
}

/// Mounts and gives back the tests' own panic hook, which names the assertion that failed.
fn mount(root: &HtmlElement, words: &str) -> Result<Function, String> {
    mount_into(root, words, &[])
}

fn mount_into(root: &HtmlElement, words: &str, says: &[(&str, &str)]) -> Result<Function, String> {
    let hook = panic::take_hook();
    let mounted = embed::mount(carried(root, says), words, "./".to_owned()).map(JsValue::unchecked_into);
    panic::set_hook(hook);
    mounted
}

/// The page is left: what waits for its turn is written now.
fn leave() {
    web_sys::window().unwrap().dispatch_event(&web_sys::Event::new("pagehide").unwrap()).unwrap();
}

#[wasm_bindgen_test]
fn a_choice_made_before_the_program_came_is_kept() {
    empty_shelf();
    let root = prerendered();
    let before = radio(&root, "melasma");
    before.set_checked(true);
    before.focus().unwrap();
    mount(&root, FIRST_PACK).unwrap();
    assert!(root.has_attribute("data-ready"));
    assert!(!root.text_content().unwrap().contains("Before"), "the prerendered page still stands there");
    let now = radio(&root, "melasma");
    assert!(!now.is_same_node(Some(&before)));
    assert!(now.checked());
    assert_eq!(document().active_element().unwrap().id(), "concern-melasma", "focus was lost");
    leave();
    assert!(kept("profile").unwrap().contains("melasma"));
    root.remove();
}

#[wasm_bindgen_test]
fn a_page_nobody_touched_shows_what_was_kept_and_keeps_the_next_choice() {
    empty_shelf();
    visit(|planner| {
        planner.change(Change::Concern(ConcernId::AcneScars));
        planner.change(Change::Severity(Answer::Known(Severity::Mild)));
        planner.keeper().flush();
    });
    let kept_before = kept("profile");
    let root = prerendered();
    mount(&root, FIRST_PACK).unwrap();
    assert!(radio(&root, "acne_scars").checked());
    leave();
    assert_eq!(kept("profile"), kept_before, "only a person changes answers");
    radio(&root, "melasma").click();
    leave();
    assert!(kept("profile").unwrap().contains("melasma"));
    root.remove();
}

#[wasm_bindgen_test]
fn a_planner_with_a_key_of_its_own_keeps_apart_what_is_said_to_it() {
    empty_shelf();
    let (one, apart) = (prerendered(), prerendered());
    let away = [mount(&one, FIRST_PACK).unwrap(), mount_into(&apart, FIRST_PACK, &[("stateKey", "kiosk")]).unwrap()];
    radio(&one, "melasma").click();
    radio(&apart, "acne_scars").click();
    leave();
    assert!(kept("profile").unwrap().contains("melasma"));
    assert!(device().get_item("microneedling-planner@kiosk:profile").unwrap().unwrap().contains("acne_scars"));
    for (root, end) in [one, apart].iter().zip(away) {
        end.call0(&JsValue::NULL).unwrap();
        root.remove();
    }
}

#[wasm_bindgen_test]
fn a_planner_that_is_taken_away_has_written_what_waited_and_leaves_its_place_empty() {
    empty_shelf();
    let root = prerendered();
    let end = mount(&root, FIRST_PACK).unwrap();
    radio(&root, "melasma").click();
    end.call0(&JsValue::NULL).unwrap();
    assert!(kept("profile").unwrap().contains("melasma"), "the last answer is lost");
    assert!(!root.has_child_nodes(), "something still stands there");
    root.remove();
}

#[wasm_bindgen_test]
fn a_page_about_one_concern_shows_it_chosen_and_keeps_nothing_until_the_person_goes_on() {
    empty_shelf();
    let root = prerendered();
    let end = mount_into(&root, FIRST_PACK, &[("concern", "melasma")]).unwrap();
    assert!(radio(&root, "melasma").checked());
    leave();
    assert_eq!(kept("profile"), None);
    root.query_selector("form button").unwrap().unwrap().unchecked_into::<HtmlElement>().click();
    leave();
    assert!(kept("profile").unwrap().contains("melasma"));
    end.call0(&JsValue::NULL).unwrap();
    root.remove();
}

#[wasm_bindgen_test]
fn a_page_whose_words_are_broken_stays_as_it_was() {
    empty_shelf();
    let root = prerendered();
    assert!(mount(&root, "<!doctype html>").is_err());
    assert!(!root.has_attribute("data-ready"));
    assert!(root.text_content().unwrap().contains("Before"));
    root.remove();
}
