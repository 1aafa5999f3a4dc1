//! The code that a clinic pastes: what was typed gets in, and nothing typed gets out of its place.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test ends by panicking")]

use microneedling_planner::content::{evidence, json};
use microneedling_planner::domain::evidence::Evidence;
use microneedling_planner::domain::ids::{ConcernId, Device};
use microneedling_planner::present::forms::FieldError;
use microneedling_planner::present::snippet::{Fallback, Mode, TAG, Typed, base};
use microneedling_planner::record::clinic;

fn evidence() -> Evidence {
    evidence::core().unwrap()
}

const BASE: &str = "https://planner.example/needling/";

fn filled() -> Typed {
    Typed {
        theme: "light".to_owned(),
        accent: "#7A2B5B".to_owned(),
        concern: "acne_scars".to_owned(),
        view: "questions".to_owned(),
        state_key: "harley-street".to_owned(),
        name: "Example Skin".to_owned(),
        logo: "https://skin.example/logo.svg".to_owned(),
        phone: "+44 20 7946 0000".to_owned(),
        booking: "https://skin.example/book?a=1&b=2".to_owned(),
        price: "350.5".to_owned(),
        currency: "GBP".to_owned(),
        concerns: vec![ConcernId::AcneScars, ConcernId::Melasma],
        disclosure: "Offered by Example Skin.".to_owned(),
        ..Typed::default()
    }
}

fn fallback() -> Fallback {
    Fallback {
        text: "Ask us.".to_owned(),
        book: "Book".to_owned(),
        call: "Call".to_owned(),
        title: "Planner".to_owned(),
    }
}

fn wrong(typed: &Typed) -> Vec<String> {
    typed.read(&evidence()).unwrap_err().into_iter().map(|(field, _)| field).collect()
}

/// What a browser finds between the tags of the configuration's script: up to the first `</script`.
fn configuration(html: &str) -> serde_json::Value {
    let inside = html.split_once("<script type=\"application/json\">").unwrap().1;
    serde_json::from_str(inside.split_once("</script").unwrap().0).unwrap()
}

#[test]
fn the_snippet_says_what_was_typed() {
    let wish = filled().read(&evidence()).unwrap();
    let html = wish.html(BASE, &fallback());
    for part in [
        "<microneedling-planner theme=\"light\" accent=\"#7a2b5b\" concern=\"acne_scars\" view=\"questions\" state-key=\"harley-street\">",
        "<script src=\"https://planner.example/needling/embed.js\" async></script>",
        "<p>Ask us.</p>",
        "<a href=\"https://skin.example/book?a=1&amp;b=2\">Book</a>",
        "<a href=\"tel:+442079460000\">Call</a>",
        "</microneedling-planner>",
    ] {
        assert!(html.contains(part), "{part} in\n{html}");
    }
    let clinic = configuration(&html);
    assert_eq!(clinic["name"], "Example Skin");
    assert_eq!(clinic["booking"], "https://skin.example/book?a=1&b=2");
    assert_eq!(clinic["price"], serde_json::json!({ "cents": 35050, "currency": "GBP" }));
    assert_eq!(clinic["concerns"], serde_json::json!(["acne_scars", "melasma"]));
}

#[test]
fn an_empty_form_gives_the_bare_element() {
    let wish = Typed::default().read(&evidence()).unwrap();
    let element = wish.element(&fallback());
    assert_eq!(element, "<microneedling-planner>\n<p>Ask us.</p>\n</microneedling-planner>");
    assert_eq!(wish.address(BASE), "https://planner.example/needling/index.html#options=%7B%7D");
}

#[test]
fn the_preview_has_a_key_of_its_own_whatever_was_typed() {
    for typed in [Typed::default(), filled()] {
        let html = typed.read(&evidence()).unwrap().preview(Mode::Inline, "preview", &fallback());
        assert_eq!(html.matches("state-key=").count(), 1, "{html}");
        assert!(html.contains("state-key=\"preview\"") && html.contains("mode=\"inline\""), "{html}");
        assert!(!html.contains("logo"), "{html}");
    }
}

#[test]
fn nothing_typed_gets_out_of_its_place() {
    for bad in ["\"><img src=x>", "</script><script>x()</script>", "<!--<script>", "a'b\"c&d", "é\u{1f600}\\"] {
        let (mut typed, words) = (filled(), format!("x {bad}"));
        typed.name.clone_from(&words);
        typed.disclosure.clone_from(&words);
        let wish = typed.read(&evidence()).unwrap();
        let told = Fallback { text: words.clone(), book: words.clone(), call: words.clone(), title: words.clone() };
        let html = wish.html(BASE, &told);
        // The tags of the snippet, and no other.
        let opened: Vec<&str> = html.split('<').skip(1).map(|tag| tag.split([' ', '>', ':']).next().unwrap()).collect();
        let own = [
            "style",
            "/style",
            TAG,
            "script",
            "/script",
            "p",
            "/p",
            "p",
            "a",
            "/a",
            "/p",
            "p",
            "a",
            "/a",
            "/p",
            "/microneedling-planner",
            "script",
            "/script",
        ];
        assert_eq!(opened, own, "{html}");
        assert_eq!(configuration(&html)["name"], words.as_str());
        let frame = wish.frame(BASE, &told);
        assert_eq!(frame.matches('<').count(), 2, "{frame}");
        assert_eq!(frame.matches('"').count() % 2, 0, "{frame}");
    }
    // Where words have no place there is an error at the field.
    for bad in ["\"><img src=x>", "</script>", "<!--", "a b", "javascript:x()"] {
        let typed = Typed {
            accent: bad.to_owned(),
            state_key: bad.to_owned(),
            logo: bad.to_owned(),
            phone: bad.to_owned(),
            emergency: bad.to_owned(),
            booking: bad.to_owned(),
            price: bad.to_owned(),
            ..filled()
        };
        let fields = ["accent", "state-key", "logo", "phone", "emergency", "booking", "price"];
        assert_eq!(wrong(&typed), fields, "{bad}");
    }
}

#[test]
fn the_frame_without_a_script_carries_the_same_options() {
    let wish = filled().read(&evidence()).unwrap();
    let address = wish.address(BASE);
    let (start, options) = address.split_once("#options=").unwrap();
    assert_eq!(start, "https://planner.example/needling/index.html");
    assert!(options.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte)), "{options}");
    let mut bytes = Vec::new();
    let mut rest = options.as_bytes();
    while let [first, tail @ ..] = rest {
        if *first == b'%' {
            bytes.push(u8::from_str_radix(std::str::from_utf8(&tail[..2]).unwrap(), 16).unwrap());
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    let french = Typed { language: "fr".to_owned(), ..filled() }.read(&evidence()).unwrap();
    assert!(french.address(BASE).starts_with("https://planner.example/needling/fr/index.html#options="));
    let options: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(options["stateKey"], "harley-street");
    assert_eq!(options["accent"], "#7a2b5b");
    let clinic: serde_json::Value = serde_json::from_str(options["clinic"].as_str().unwrap()).unwrap();
    assert_eq!(clinic["name"], "Example Skin");
    let frame = wish.frame(BASE, &fallback());
    for part in
        ["sandbox=\"allow-scripts ", "loading=\"lazy\"", "referrerpolicy=\"strict-origin\"", "title=\"Planner\""]
    {
        assert!(frame.contains(part), "{part} in {frame}");
    }
}

#[test]
fn the_shortcode_of_the_plugin_has_the_attributes_alone() {
    let shortcode = Typed { mode: "frame".to_owned(), ..filled() }.read(&evidence()).unwrap().shortcode();
    let given = "mode=\"frame\" theme=\"light\" accent=\"#7a2b5b\" concern=\"acne_scars\" view=\"questions\"";
    assert_eq!(shortcode, format!("[microneedling_planner {given} state-key=\"harley-street\"]"));
    assert_eq!(Typed::default().read(&evidence()).unwrap().shortcode(), "[microneedling_planner]");
}

#[test]
fn the_policy_names_what_each_mode_loads_and_no_more() {
    let wish = filled().read(&evidence()).unwrap();
    assert_eq!(
        wish.policy(BASE, Mode::Frame),
        "script-src https://planner.example/needling/;\nframe-src https://planner.example/needling/;\nimg-src https://skin.example;"
    );
    assert_eq!(
        Typed::default().read(&evidence()).unwrap().policy(BASE, Mode::Inline),
        "script-src https://planner.example/needling/ 'wasm-unsafe-eval';\nconnect-src https://planner.example/needling/;\nimg-src data: blob:;"
    );
}

#[test]
fn a_clinic_that_says_anything_has_a_name() {
    let typed = Typed { phone: "020 7946 0000".to_owned(), ..Typed::default() };
    assert_eq!(wrong(&typed), ["clinic-name"]);
    assert!(Typed { state_key: "two".to_owned(), ..Typed::default() }.read(&evidence()).is_ok());
}

#[test]
fn the_base_is_the_folder_of_the_page() {
    assert_eq!(base("https://a.example/b/index.html"), "https://a.example/b/");
    assert_eq!(base("https://a.example/?x=/y#/for-clinics"), "https://a.example/");
    assert_eq!(base(""), "");
}

#[test]
fn whatever_the_form_takes_the_planner_takes_too() {
    let typed = Typed {
        emergency: "999".to_owned(),
        devices: vec![Device::Mechanical, Device::Rf],
        rules: vec![
            (ConcernId::AcneScars, "4".to_owned(), " 4 ".to_owned()),
            (ConcernId::Melasma, String::new(), "3".to_owned()),
            (ConcernId::StretchMarks, " ".to_owned(), String::new()),
        ],
        gates: vec![("make_up".to_owned(), "48".to_owned()), ("sweat".to_owned(), String::new())],
        ..filled()
    };
    let wish = typed.read(&evidence()).unwrap();
    let (read, problems) = clinic::read(&wish.clinic().unwrap(), json::parse, &evidence()).unwrap();
    assert_eq!(problems, []);
    assert_eq!(read.name.as_str(), "Example Skin");
    assert_eq!(read.price.unwrap().cents(), 35050);
    assert_eq!(read.rule(ConcernId::AcneScars).unwrap().sessions.unwrap().likely, 4);
    assert_eq!(read.rule(ConcernId::AcneScars).unwrap().interval.unwrap().0, 4);
    assert_eq!(read.rule(ConcernId::Melasma).unwrap().interval.unwrap().0, 3);
    assert_eq!(read.gates().get("make_up"), Some(&48));
    assert!(read.shows_concern(ConcernId::Melasma) && !read.shows_concern(ConcernId::BurnScars));
}

#[test]
fn a_rule_outside_of_what_was_studied_is_refused_at_its_field() {
    let rule = |concern, sessions: &str, weeks: &str| vec![(concern, sessions.to_owned(), weeks.to_owned())];
    let error = |typed: Typed| {
        let mut wrong = Typed { concerns: Vec::new(), ..typed }.read(&evidence()).unwrap_err();
        assert_eq!(wrong.len(), 1, "{wrong:?}");
        wrong.remove(0)
    };
    let outside = |low, high| FieldError::Outside("clinics.error.outside", low, high);
    let scars = ConcernId::AcneScars;
    assert_eq!(error(Typed { rules: rule(scars, "7", ""), ..filled() }), ("sessions-acne_scars".into(), outside(2, 6)));
    assert_eq!(error(Typed { rules: rule(scars, "4", "1"), ..filled() }), ("weeks-acne_scars".into(), outside(2, 6)));
    for number in ["four", "-1", "04", "4.5", "99999999"] {
        let (field, error) = error(Typed { rules: rule(scars, number, ""), ..filled() });
        assert_eq!(
            (field.as_str(), error),
            ("sessions-acne_scars", FieldError::Told("clinics.error.number")),
            "{number}"
        );
    }
    let stop = error(Typed { rules: rule(ConcernId::Keloid, "1", ""), ..filled() });
    assert_eq!(stop, ("sessions-keloid".into(), FieldError::Told("clinics.error.stop")));
    let (field, softer) = error(Typed { gates: vec![("make_up".to_owned(), "1".to_owned())], ..filled() });
    assert_eq!(field, "hours-make_up");
    assert!(matches!(softer, FieldError::Outside("clinics.error.hours", low, _) if low > 1), "{softer:?}");
    let not_offered = Typed { rules: rule(ConcernId::BurnScars, "1", ""), ..filled() };
    assert_eq!(wrong(&not_offered), ["sessions-burn_scars"]);
    let needs_rf = Typed { devices: vec![Device::Mechanical], concerns: vec![ConcernId::Hyperhidrosis], ..filled() };
    assert_eq!(wrong(&needs_rf), ["offers"]);
}
