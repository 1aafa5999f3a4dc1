//! A clinic's configuration: what is taken, what is left out, what is refused, and with which words; never a panic, and
//! nothing softer than the sources. `tests/clinic/` is also held against the published schema, by `clinic_schema.spec.ts`.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test ends by panicking")]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use arbtest::arbitrary::{Result as Drawn, Unstructured};
use arbtest::arbtest;
use microneedling_planner::content::evidence;
use microneedling_planner::content::json::parse;
use microneedling_planner::content::languages::LANGUAGES;
use microneedling_planner::domain::answers::{Answers, Currency, Price};
use microneedling_planner::domain::clinic::{
    Clinic, LONGEST_DISCLOSURE, LONGEST_LINK, LONGEST_NAME, Line, Link, Scheme, Unfit,
};
use microneedling_planner::domain::dates::{Weeks, parse_iso};
use microneedling_planner::domain::estimate::{Estimate, Range, estimate};
use microneedling_planner::domain::evidence::Evidence;
use microneedling_planner::domain::ids::{ConcernId, Device};
use microneedling_planner::domain::profile::Age;
use microneedling_planner::domain::restriction::MOST_HOURS;
use microneedling_planner::record::clinic::{KEYS, LARGEST, LONGEST, MOST_LANGUAGES, Problem, read};
use serde_json::{Value, json};

static EVIDENCE: LazyLock<Evidence> = LazyLock::new(|| evidence::core().unwrap());
static SCHEMA: LazyLock<Value> = LazyLock::new(|| parse(include_str!("../src/embed/clinic.schema.json")).unwrap());

const CASES: [(&str, &str); 5] = [
    ("whole", include_str!("clinic/whole.json")),
    ("texts", include_str!("clinic/texts.json")),
    ("links", include_str!("clinic/links.json")),
    ("offers", include_str!("clinic/offers.json")),
    ("rules", include_str!("clinic/rules.json")),
];

fn taken(text: &str) -> Result<(Clinic, Vec<Problem>), Vec<Problem>> {
    read(text, parse, &EVIDENCE)
}

fn clinic(config: &Value) -> Clinic {
    let (clinic, problems) = taken(&config.to_string()).unwrap();
    assert_eq!(problems, []);
    clinic
}

#[test]
fn each_case_is_taken_or_named_with_its_path_and_what_may_stand_there() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (file, text) in CASES {
        for case in parse(text).unwrap().as_array().unwrap() {
            count += 1;
            let (outcome, problems) = match taken(&case["config"].to_string()) {
                Ok((_, problems)) if problems.is_empty() => ("taken", problems),
                Ok((_, problems)) => ("part", problems),
                Err(problems) => ("refused", problems),
            };
            let expected: Vec<(&str, &str)> = case["problems"]
                .as_array()
                .unwrap()
                .iter()
                .map(|pair| (pair[0].as_str().unwrap(), pair[1].as_str().unwrap()))
                .collect();
            let fits = |(problem, (path, says)): (&Problem, &(&str, &str))| {
                problem.path == *path && problem.says.contains(says)
            };
            let same = problems.len() == expected.len() && problems.iter().zip(&expected).all(fits);
            if outcome != case["outcome"] || !same {
                wrong.push(format!("{file}, {}: {outcome} {problems:?}", case["about"]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 130, "{count}");
}

#[test]
fn everything_there_is_comes_through_as_it_was_written() {
    let cases = parse(CASES[0].1).unwrap();
    let clinic = clinic(&cases[0]["config"]);
    assert_eq!(clinic.name.as_str(), "Riverside Skin & Laser");
    assert_eq!(clinic.logo.unwrap().as_str(), "https://riverside.example/logo.svg");
    assert_eq!(clinic.phone.unwrap().as_str(), "+44 20 7946 0000");
    assert_eq!(clinic.emergency.unwrap().as_str(), "020 7946 0999");
    assert_eq!(clinic.booking.unwrap().scheme(), Scheme::Https);
    assert_eq!(clinic.disclosure.unwrap().as_str(), "Two of our doctors own shares in the clinic.");
    assert_eq!(clinic.accent.unwrap().as_str(), "#1d6f5f");
    assert_eq!(clinic.price, Price::new(35_000, Currency::Gbp));
    assert_eq!(clinic.languages, ["en"]);
}

#[test]
fn what_is_no_json_or_too_long_is_refused_as_a_whole() {
    for text in ["", "{", "{'name': 'x'}", "<html>", "{\"name\": \"x\"} and more"] {
        let problems = taken(text).unwrap_err();
        assert_eq!((problems.len(), problems[0].path.as_str()), (1, "$"), "{text}");
        assert!(problems[0].says.contains("JSON"), "{problems:?}");
    }
    let long = format!("{{\"name\": \"x\"{}}}", " ".repeat(LONGEST));
    assert!(taken(&long).unwrap_err()[0].says.contains("65536"));
    assert!(taken(&"[".repeat(60_000)).is_err());
}

#[test]
fn what_was_handed_in_is_said_back_cut_short_and_the_list_of_faults_ends() {
    let long = json!({"name": "x", "booking": "z".repeat(5_000)}).to_string();
    assert!(taken(&long).unwrap_err()[0].says.len() < 200);
    let keys: Vec<String> = (0..500).map(|n| format!("\"{}{n}\": 1", "k".repeat(90))).collect();
    let problems = taken(&format!("{{{}}}", keys.join(","))).unwrap_err();
    assert_eq!(problems.len(), 50);
    assert!(problems.iter().all(|problem| problem.path.len() < 60));
}

#[test]
fn a_stop_stays_to_be_chosen_whatever_is_offered() {
    let clinic = clinic(&json!({"name": "x", "concerns": ["acne_scars"], "devices": ["mechanical"]}));
    let shown: Vec<ConcernId> = ConcernId::ALL.iter().copied().filter(|id| clinic.shows_concern(*id)).collect();
    assert_eq!(shown, [ConcernId::AcneScars, ConcernId::Keloid]);
    let shown: Vec<Device> = Device::ALL.iter().copied().filter(|device| clinic.shows_device(*device)).collect();
    assert_eq!(shown, [Device::Mechanical, Device::Home]);
    let all = Clinic::new(Line::new("x", 1).unwrap());
    assert!(ConcernId::ALL.iter().all(|id| all.shows_concern(*id)));
    assert!(Device::ALL.iter().all(|device| all.shows_device(*device)));
}

#[test]
fn a_rule_cannot_be_set_past_the_offer_or_before_it_has_begun() {
    let mut clinic = Clinic::new(Line::new("x", 1).unwrap());
    let one = Range { low: 4, likely: 4, high: 4 };
    assert_eq!(clinic.set_sessions(ConcernId::AcneScars, one, &EVIDENCE), Err(Unfit::NotOffered));
    assert_eq!(clinic.set_interval(ConcernId::AcneScars, Weeks(4), &EVIDENCE), Err(Unfit::NotOffered));
    assert_eq!(clinic.set_gate("no_such_thing", 100, &EVIDENCE), Err(Unfit::NoPlan));
    assert_eq!(clinic.rule(ConcernId::AcneScars), None);
}

/// Every figure of every concern: a rule is taken exactly where an estimate could come to the same without one.
#[test]
fn a_rule_is_taken_exactly_within_what_was_studied() {
    for &concern in ConcernId::ALL {
        for devices in [vec![], vec!["mechanical"], vec!["rf"], vec!["mechanical", "rf"]] {
            for weeks in 1..=60 {
                let mut config =
                    json!({"name": "x", "sessions": [{"concern": concern.as_str(), "interval_weeks": weeks}]});
                if !devices.is_empty() {
                    config["devices"] = json!(devices);
                }
                let (clinic, problems) = taken(&config.to_string()).unwrap();
                let rf = devices == ["rf"];
                let studied = studied_by_estimates(concern, if rf { Some(Device::Rf) } else { None });
                let fits = studied.is_some_and(|(least, most)| (least..=most).contains(&Weeks(weeks)));
                assert_eq!(problems.is_empty(), fits, "{concern:?} {devices:?} {weeks}: {problems:?}");
                assert_eq!(clinic.rule(concern).is_some(), fits);
            }
        }
    }
}

/// The closest and the widest spacing that the estimator itself takes without a word, for skin that is not careful.
fn studied_by_estimates(concern: ConcernId, device: Option<Device>) -> Option<(Weeks, Weeks)> {
    let mut answers = Answers { concern: Some(concern), ..Answers::default() };
    answers.age = microneedling_planner::domain::answers::Answer::Known(Age::new(40).unwrap());
    let mut profile = answers.profile(&EVIDENCE, parse_iso("2026-12-01").unwrap()).unwrap();
    profile.phototype = Some(microneedling_planner::domain::ids::Phototype::II);
    profile.device = device;
    match estimate(&EVIDENCE, &profile) {
        Estimate::Plan(plan) => Some((plan.interval.min, plan.interval.max)),
        Estimate::NotNow(_) => None,
    }
}

#[test]
fn a_gate_is_taken_from_the_earliest_end_of_the_sources_on() {
    for row in &EVIDENCE.restrictions {
        let earliest = row.hours.0;
        for (hours, fits) in [(earliest - 1, false), (earliest, true), (MOST_HOURS, true), (MOST_HOURS + 1, false)] {
            let (clinic, problems) =
                taken(&json!({"name": "x", "aftercare": {row.id.as_str(): hours}}).to_string()).unwrap();
            assert_eq!(clinic.gates().get(&row.id).copied(), fits.then_some(hours), "{} {hours}", row.id);
            assert_eq!(problems.is_empty(), fits);
        }
    }
}

#[test]
fn whatever_is_handed_in_nothing_panics_and_nothing_gets_past_the_rules() {
    arbtest(|u| {
        let config = configuration(u)?;
        match taken(&config.to_string()) {
            Ok((clinic, problems)) => {
                holds(&clinic);
                assert!(problems.iter().all(|problem| problem.path != "$"));
            }
            Err(problems) => assert!(!problems.is_empty()),
        }
        Ok(())
    });
    arbtest(|u| {
        let text: String = u.arbitrary()?;
        let _ = taken(&text);
        Ok(())
    });
}

/// What must be so of every clinic that was taken in.
fn holds(clinic: &Clinic) {
    for &concern in ConcernId::ALL {
        let Some(rule) = clinic.rule(concern) else { continue };
        let (least, most) = studied_by_estimates(concern, None).unwrap();
        assert!(rule.interval.is_none_or(|weeks| (least..=most).contains(&weeks)));
        assert!(rule.sessions.is_none_or(|sessions| sessions.is_ordered() && sessions.low >= 1 && sessions.high <= 24));
        assert!(clinic.shows_concern(concern));
    }
    for row in &EVIDENCE.restrictions {
        assert!(clinic.gates().get(&row.id).is_none_or(|hours| *hours >= row.hours.0 && *hours <= MOST_HOURS));
    }
    let links = [&clinic.booking, &clinic.logo].map(Option::as_ref).into_iter().flatten();
    let texts = [Some(&clinic.name), clinic.disclosure.as_ref()].into_iter().flatten().map(Line::as_str);
    for text in links.map(Link::as_str).chain(texts) {
        assert!(!text.chars().any(char::is_control), "{text:?}");
    }
}

/// Something like a configuration, wrong in many places.
fn configuration(u: &mut Unstructured<'_>) -> Drawn<Value> {
    let mut config = json!({"name": if u.ratio(9u8, 10u8)? { json!("x") } else { anything(u, 2)? }});
    let ids: Vec<&str> = EVIDENCE.restrictions.iter().map(|row| row.id.as_str()).collect();
    for _ in 0..u.int_in_range(0..=6)? {
        let key = *u.choose(KEYS)?;
        config[key] = match (key, u.ratio(1u8, 12u8)?) {
            (_, true) => anything(u, 3)?,
            ("concerns", _) => json!([u.choose(ConcernId::ALL)?.as_str()]),
            ("devices", _) => json!([u.choose(Device::ALL)?.as_str()]),
            ("sessions", _) => {
                let number = |u: &mut Unstructured<'_>| u.int_in_range(0..=30u16);
                let [low, likely, high] = [number(u)?, number(u)?, number(u)?];
                json!([
                    {"concern": u.choose(ConcernId::ALL)?.as_str(), "interval_weeks": number(u)?},
                    {"concern": u.choose(ConcernId::ALL)?.as_str(), "sessions": {"low": low, "likely": likely, "high": high}},
                ])
            }
            ("aftercare", _) => json!({*u.choose(&ids)?: u.int_in_range(0..=5_000u16)?}),
            ("booking" | "logo", _) => {
                json!(
                    [
                        u.choose(&["https://a", "tel:1", "mailto:a@b", "javascript:", "https:", ""])?,
                        u.arbitrary::<&str>()?
                    ]
                    .concat()
                )
            }
            _ => json!(u.arbitrary::<&str>()?),
        };
    }
    Ok(config)
}

fn anything(u: &mut Unstructured<'_>, depth: u8) -> Drawn<Value> {
    Ok(match u.int_in_range(0..=if depth == 0 { 4u8 } else { 6 })? {
        0 => Value::Null,
        1 => json!(u.arbitrary::<bool>()?),
        2 => json!(u.arbitrary::<i64>()?),
        3 => json!(u.arbitrary::<f64>()?),
        4 => json!(u.arbitrary::<&str>()?),
        5 => json!([anything(u, depth - 1)?]),
        _ => json!({u.arbitrary::<&str>()?: anything(u, depth - 1)?}),
    })
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|item| item.as_str().unwrap()).collect()
}

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn the_schema_names_the_ids_and_limits_of_the_program() {
    let properties = &SCHEMA["properties"];
    assert_eq!(keys(properties), KEYS.iter().copied().collect());
    assert_eq!(
        strings(&SCHEMA["$defs"]["concern"]["enum"]),
        ConcernId::ALL.iter().map(|id| id.as_str()).collect::<Vec<_>>()
    );
    assert_eq!(
        strings(&properties["devices"]["items"]["enum"]),
        Device::ALL.iter().map(|id| id.as_str()).collect::<Vec<_>>()
    );
    let price = &properties["price"]["properties"];
    assert_eq!(
        strings(&price["currency"]["enum"]),
        Currency::ALL.iter().map(|currency| currency.as_str()).collect::<Vec<_>>()
    );
    let restrictions: BTreeSet<&str> = EVIDENCE.restrictions.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(keys(&properties["aftercare"]["properties"]), restrictions);
    let most = ConcernId::ALL.len();
    for (limit, expected) in [
        (&properties["name"]["maxLength"], LONGEST_NAME),
        (&properties["disclosure"]["maxLength"], LONGEST_DISCLOSURE),
        (&properties["logo"]["maxLength"], LONGEST_LINK),
        (&properties["booking"]["maxLength"], LONGEST_LINK),
        (&properties["languages"]["maxItems"], MOST_LANGUAGES),
        (&properties["sessions"]["maxItems"], most),
        (&price["cents"]["maximum"], Price::MAX_CENTS as usize),
        (&SCHEMA["$defs"]["number"]["maximum"], LARGEST.into()),
    ] {
        assert_eq!(limit, expected);
    }
    let hours = properties["aftercare"]["description"].as_str().unwrap();
    assert!(hours.contains(&format!("{MOST_HOURS} hours")), "{hours}");
}

#[test]
fn the_schema_says_of_each_gate_what_the_planner_calls_it() {
    let words = parse(include_str!("../content/en/plan/today.json")).unwrap();
    for row in &EVIDENCE.restrictions {
        let said = &SCHEMA["properties"]["aftercare"]["properties"][&row.id]["description"];
        assert_eq!(said, &words[format!("limit.{}.label", row.id)]["label"], "{}", row.id);
    }
}

#[test]
fn the_languages_are_those_there_are_words_for() {
    let tags: Vec<&str> = LANGUAGES.iter().map(|language| language.tag).collect();
    let said = SCHEMA["properties"]["languages"]["description"].as_str().unwrap();
    assert!(said.contains(&format!("It has: {}.", tags.join(", "))), "{said}");
}

/// The last `a–b` of a cell.
fn bounds(cell: &str) -> (u16, u16) {
    let last = cell.split_whitespace().rfind(|word| word.contains('–')).unwrap();
    let (low, high) = last.split_once('–').unwrap();
    (low.parse().unwrap(), high.parse().unwrap())
}

#[test]
fn the_ranges_in_the_documents_are_those_that_are_taken() {
    let text = include_str!("../docs/embedding.md");
    let is_taken = |config: Value| taken(&config.to_string()).unwrap().1.is_empty();
    let mut rows = 0;
    for line in text.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let Some(concern) = ConcernId::parse(cells[0].trim_matches('`')) else { continue };
        rows += 1;
        let with = |key: &str, value: u16| {
            let mut row = json!({ "concern": concern.as_str() });
            row[key] = value.into();
            // Those two are treated with radiofrequency alone.
            let rf = matches!(concern, ConcernId::Hyperhidrosis | ConcernId::AcneActive);
            let devices = if rf { json!(["rf"]) } else { json!(["mechanical"]) };
            is_taken(json!({ "name": "A", "devices": devices, "sessions": [row] }))
        };
        for (key, cell) in [("sessions", cells[1]), ("interval_weeks", cells[2])] {
            let (low, high) = bounds(cell);
            for (value, expected) in [(low, true), (high, true), (low - 1, false), (high + 1, false)] {
                // Nobody can say nought.
                if value > 0 {
                    assert_eq!(with(key, value), expected, "{concern:?}, {key} {value}");
                }
            }
        }
    }
    let treated = ConcernId::ALL.iter().filter(|id| EVIDENCE.concern(**id).protocol().is_some());
    assert_eq!(rows, treated.count());

    let (_, least) = text.split_once("Least hours of `aftercare`").unwrap();
    let least = least.split_once("): ").unwrap().1.split_once('.').unwrap().0;
    let mut gates = 0;
    for gate in least.split(',') {
        let (id, hours) = gate.trim().split_once(char::is_whitespace).unwrap();
        let hours: u16 = hours.trim().parse().unwrap();
        let with = |hours: u16| is_taken(json!({ "name": "A", "aftercare": { id.trim_matches('`'): hours } }));
        assert!(with(hours) && with(MOST_HOURS) && !with(hours - 1), "{gate}");
        gates += 1;
    }
    assert_eq!(gates, EVIDENCE.restrictions.len());
}
