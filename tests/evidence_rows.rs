//! The rows of the evidence: every figure of the files is one of them, once, with its basis and its sources; what is counted
//! and what filters find is counted here once more, straight from the files.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking, its helpers too")]

mod english;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use english::english;
use microneedling_planner::content::evidence;
use microneedling_planner::content::json::parse;
use microneedling_planner::content::languages::{self, LANGUAGES};
use microneedling_planner::content::words::{self, Words};
use microneedling_planner::domain::ids::{ConcernId, Grade};
use microneedling_planner::present::evidence::find::{self, Filter};
use microneedling_planner::present::evidence::rows::{Ground, Row, rows};
use microneedling_planner::present::evidence::sources::short_name;
use microneedling_planner::present::evidence::{RowName, Topic, row_name};
use microneedling_planner::present::locale::PlainEnglish;
use microneedling_planner::present::route::Route;
use microneedling_planner::present::say::Say;
use serde_json::Value;

fn told(tag: &str) -> Words {
    let files = languages::files(Path::new("content"), tag, "details").unwrap();
    words::pack(tag, &files.into_iter().flat_map(|(_, entries)| entries).collect::<Vec<_>>())
}

fn all() -> Vec<Row> {
    of(&evidence::core().unwrap(), &evidence::details().unwrap())
}

fn of(
    evidence: &microneedling_planner::domain::evidence::Evidence,
    details: &microneedling_planner::domain::evidence::Details,
) -> Vec<Row> {
    let words = english();
    let told = told("en");
    let say = Say { words: &words, locale: &PlainEnglish };
    rows(evidence, details, say, Say { words: &told, locale: &PlainEnglish })
}

fn file(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/evidence").join(format!("{name}.json"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn list(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// What a row must be, read from the files and by nothing that the program uses.
#[derive(Debug, Clone)]
struct Expected {
    ground: &'static str,
    sources: BTreeSet<String>,
    concerns: BTreeSet<String>,
}

/// Topic and name.
type Key = (String, String);

#[derive(Default)]
struct Files(BTreeMap<Key, Expected>);

impl Files {
    fn put(&mut self, topic: &str, name: &str, row: &Value, concerns: &[String]) {
        let basis: BTreeSet<String> = list(&row["basis"]).iter().map(text).collect();
        let has = |kind: &str| basis.contains(kind);
        let ground = match (topic, has("memory"), has("judgement"), has("seen")) {
            ("not_verified", ..) => "not_verified",
            (_, true, ..) => "memory",
            (_, _, true, true) => "partly",
            (_, _, true, false) => "judgement",
            _ => "read",
        };
        let mut sources: BTreeSet<String> = list(&row["sources"]).iter().chain(&list(&row["also"])).map(text).collect();
        sources.extend(row["source"].as_str().map(str::to_owned));
        let name = name.to_lowercase();
        let concerns = concerns.iter().cloned().collect();
        let twice = self.0.insert((topic.to_owned(), name.clone()), Expected { ground, sources, concerns });
        assert!(twice.is_none(), "{topic} {name}");
    }

    fn read() -> Self {
        let mut files = Self::default();
        for concern in list(&file("concerns")) {
            files.concern(&concern);
        }
        for topic in [
            "screening",
            "preparation",
            "aftercare",
            "restrictions",
            "phases",
            "questions",
            "conflicts",
            "not_verified",
        ] {
            for row in list(&file(topic)) {
                let concerns: Vec<String> = list(&row["concerns"]).iter().map(text).collect();
                files.put(topic, &text(&row["id"]), &row, &concerns);
            }
        }
        let session = file("session");
        files.put("session", "total_minutes", &session["total_minutes"], &[]);
        list(&session["steps"]).iter().for_each(|row| files.put("session", &text(&row["id"]), row, &[]));
        for row in list(&session["pain"]) {
            files.put("session", &format!("pain-{}", text(&row["source"])), &row, &[]);
        }
        let healing = file("healing");
        for (kind, key, start) in [("signs", "id", "sign"), ("days", "day", "day"), ("red_flags", "id", "flag")] {
            for row in list(&healing[kind]) {
                files.put("healing", &format!("{start}-{}", text(&row[key])), &row, &[]);
            }
        }
        files.factors();
        let fda = file("fda");
        let about = |row: &Value| list(&row["concerns"]).iter().map(text).collect::<Vec<_>>();
        for row in list(&fda["rules"]).iter().chain(&list(&fda["cleared"])) {
            files.put("fda", &text(&row["id"]), row, &about(row));
        }
        files.put("fda", "not_cleared", &fda["not_cleared"], &about(&fda["not_cleared"]));
        for row in list(&file("studies")) {
            let concern = text(&row["concern"]);
            files.put(&concern, &format!("study-{}", text(&row["source"])), &row, std::slice::from_ref(&concern));
        }
        for row in list(&file("rates")) {
            let concern = row["concern"].as_str().map(str::to_owned);
            let topic = concern.clone().unwrap_or_else(|| "healing".to_owned());
            files.put(&topic, &format!("rate-{}", text(&row["id"])), &row, concern.as_slice());
        }
        files
    }

    fn concern(&mut self, concern: &Value) {
        let id = text(&concern["id"]);
        let own = [id.clone()];
        for severity in ["mild", "moderate", "severe"] {
            if concern["sessions"].is_object() {
                self.put(&id, severity, &concern["sessions"][severity], &own);
            }
        }
        for (field, name) in [
            ("course_weeks", "course"),
            ("interval_weeks", "interval"),
            ("first_visible_weeks", "first_change"),
            ("full_result_weeks_after_last", "full_result"),
            ("maintenance", "maintenance"),
        ] {
            if concern[field].is_object() {
                self.put(&id, name, &concern[field], &own);
            }
        }
        for (place, row) in list(&concern["depth_mm"]).iter().enumerate() {
            self.put(&id, &format!("depth-{}", place + 1), row, &own);
        }
        // What is cleared and why the evidence has its grade is a sentence, with its sources beside it.
        let words = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/en/plan/concerns.json");
        let words: Value = serde_json::from_str(&std::fs::read_to_string(words).unwrap()).unwrap();
        let cited = |said: &str| words[format!("concern.{id}.{said}")]["sources"].clone();
        let (cleared, graded) = (cited("cleared"), cited("grade_why"));
        let graded_by = if list(&graded).is_empty() { vec!["judgement"] } else { vec!["seen", "judgement"] };
        self.put(&id, "cleared", &serde_json::json!({"sources": cleared, "basis": ["seen"]}), &own);
        self.put(&id, "grade", &serde_json::json!({"sources": graded, "basis": graded_by}), &own);
    }

    fn factors(&mut self) {
        let mut shared: BTreeMap<String, (Value, Vec<String>)> = BTreeMap::new();
        for row in list(&file("factors")) {
            let (id, concern) = (text(&row["id"]), text(&row["concern"]));
            if ["phototype", "age"].contains(&id.as_str()) {
                shared.entry(id).or_insert_with(|| (row, Vec::new())).1.push(concern);
            } else {
                self.put("factors", &format!("{concern}-{id}"), &row, &[concern]);
            }
        }
        for (id, (row, concerns)) in shared {
            self.put("factors", &id, &row, &concerns);
        }
    }
}

fn key(row: &Row) -> Key {
    (row.topic.as_str().to_owned(), row.name.as_str().to_owned())
}

#[test]
fn every_figure_of_the_files_is_a_row_once_with_its_basis_sources_and_concerns() {
    let files = Files::read().0;
    let mut met = BTreeSet::new();
    for row in all() {
        assert!(met.insert(key(&row)), "twice: {:?}", key(&row));
        let Some(expected) = files.get(&key(&row)) else {
            unreachable!("in no file: {:?}", key(&row));
        };
        assert_eq!(row.ground.as_str(), expected.ground, "{:?}", key(&row));
        let sources: BTreeSet<String> = row.sources.iter().map(|id| id.as_str().to_owned()).collect();
        assert_eq!(sources, expected.sources, "{:?}", key(&row));
        let concerns: BTreeSet<String> = row.concerns.iter().map(|id| id.as_str().to_owned()).collect();
        assert_eq!(concerns, expected.concerns, "{:?}", key(&row));
    }
    let missing: Vec<&Key> = files.keys().filter(|key| !met.contains(*key)).collect();
    assert!(missing.is_empty(), "no row: {missing:?}");
}

#[test]
fn every_row_can_be_read_in_a_source_or_says_that_it_is_judgement() {
    let details = evidence::details().unwrap();
    for row in all() {
        assert!(row.sources.iter().all(|id| details.source(id).is_some()), "{:?}", key(&row));
        let judged = matches!(row.ground, Ground::Judgement | Ground::NotVerified);
        assert!(!row.sources.is_empty() || judged, "{:?}", key(&row));
    }
}

#[test]
fn the_sources_of_a_row_are_told_apart_by_their_short_names() {
    let details = evidence::details().unwrap();
    let rows = all();
    for language in LANGUAGES {
        let told = told(language.tag);
        for row in &rows {
            let sources = row.sources.iter().filter_map(|id| details.source(id));
            let names: Vec<String> = sources.map(|source| short_name(source, &told)).collect();
            assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{:?} {names:?}", key(row));
        }
    }
}

#[test]
fn no_row_shows_an_id_a_hole_or_nothing() {
    for row in all() {
        for said in std::iter::once(&row.what).chain(&row.values).chain(&row.texts).chain(&row.remarks) {
            assert!(!said.trim().is_empty() && !said.contains(['{', '[']), "{:?} {said:?}", key(&row));
            assert!(said.contains(' ') || !said.contains('.'), "{:?} {said:?}", key(&row));
        }
        // What was counted or done in a study is said, and not its name alone.
        let tells = !row.values.is_empty() || !row.texts.is_empty();
        let is_sentence = matches!(row.topic, Topic::Questions | Topic::NotVerified);
        assert!(tells || is_sentence, "{:?}", key(&row));
        assert_eq!(row.texts.len() == 3, row.topic == Topic::Conflicts, "{:?}", key(&row));
    }
}

#[test]
fn what_was_noted_of_a_row_is_said_with_it() {
    let rows = all();
    let of = |topic: &str, name: &str| {
        let row = rows.iter().find(|row| row.topic.as_str() == topic && row.name.as_str() == name).unwrap();
        row.remarks.iter().map(String::as_str).collect::<Vec<_>>()
    };
    assert_eq!(of("aftercare", "no_products"), ["Read in a source. The deodorant is our judgement."]);
    assert_eq!(of("aftercare", "clinic_gel"), [""; 0]);
    let [first, counted] = of("acne_scars", "first_change").try_into().unwrap();
    assert!(first.starts_with("4 weeks is the first point"), "{first}");
    assert_eq!(counted, "Counted from the first session.");
}

#[test]
fn every_row_has_an_address_that_leads_to_it() {
    for row in all() {
        assert_eq!(RowName::parse(row.name.as_str()), Some(row.name), "{:?}", key(&row));
        let route = Route::Evidence(Some((row.topic, Some(row.name))));
        assert_eq!(Route::parse(&route.href()), route);
        assert_eq!(Route::row(row.topic, row.name.as_str()), route);
    }
    // What the rest of the program links to by the ids of the files.
    let rows = all();
    let there = |topic: Topic, id: &str| rows.iter().any(|row| row.topic == topic && row.name == row_name(id));
    let scars = Topic::Concern(ConcernId::AcneScars);
    for id in ["mild", "interval", "first_change", "full_result", "depth-3", "maintenance", "cleared", "grade"] {
        assert!(there(scars, id), "{id}");
    }
    assert!(there(Topic::Concern(ConcernId::AlopeciaAndrogenetic), "course"));
    assert!(there(Topic::Fda, "DEN160029") && there(Topic::Healing, "day-0") && there(Topic::Factors, "age"));
}

#[test]
fn what_is_counted_at_a_glance_is_what_the_files_hold() {
    let files = Files::read().0;
    let rows = all();
    for (ground, count) in find::tally(rows.iter()) {
        let expected = files.values().filter(|row| row.ground == ground.as_str()).count();
        assert_eq!(count, expected, "{}", ground.as_str());
        assert!(count > 0, "{}", ground.as_str());
    }
    assert_eq!(rows.len(), files.len());
    let sources = list(&file("sources"));
    let read = sources.iter().filter(|source| source["checked"] == "read").count();
    let details = evidence::details().unwrap();
    assert_eq!(find::sources(&details), (sources.len(), read));
    assert_eq!(details.as_of.to_string(), text(&file("meta")["as_of"]));
}

#[test]
fn every_filter_finds_what_the_files_hold() {
    let (files, rows, evidence) = (Files::read().0, all(), evidence::core().unwrap());
    let grades: BTreeMap<String, u64> = list(&file("concerns"))
        .iter()
        .map(|concern| (text(&concern["id"]), concern["evidence"]["score"].as_u64().unwrap()))
        .collect();
    let concerns = ConcernId::ALL.iter().copied().map(Some).chain([None]);
    for concern in concerns {
        for grade in Grade::ALL.iter().copied().map(Some).chain([None]) {
            for ground in Ground::ALL.iter().copied().map(Some).chain([None]) {
                let filter = Filter { concern, grade, ground };
                let expected: BTreeSet<&Key> = files
                    .iter()
                    .filter(|(_, row)| concern.is_none_or(|concern| row.concerns.contains(concern.as_str())))
                    .filter(|(_, row)| {
                        grade.is_none_or(|grade| row.concerns.iter().any(|id| grades[id] == u64::from(grade.score())))
                    })
                    .filter(|(_, row)| ground.is_none_or(|ground| row.ground == ground.as_str()))
                    .map(|(key, _)| key)
                    .collect();
                let found: Vec<Key> = rows.iter().filter(|row| filter.fits(row, &evidence)).map(key).collect();
                assert_eq!(found.iter().collect::<BTreeSet<_>>(), expected, "{filter:?}");
            }
        }
    }
}

#[test]
fn where_sources_differ_and_what_is_cleared_is_found_by_what_it_is_about() {
    let (rows, details) = (all(), evidence::details().unwrap());
    let words: Value =
        serde_json::from_str(&std::fs::read_to_string("content/en/plan/concerns.json").unwrap()).unwrap();
    let about = |concern: ConcernId, topic: Topic, name: &str| {
        rows.iter().any(|row| row.topic == topic && row.name == row_name(name) && row.concerns.contains(&concern))
    };
    assert!(about(ConcernId::AcneScars, Topic::Conflicts, "needling_alone_acne_scars"));
    assert!(about(ConcernId::Hyperhidrosis, Topic::Conflicts, "sweating_score"));
    let devices = &details.fda.cleared;
    assert!(devices.iter().all(|device| !device.concerns.is_empty()));
    // Each use says which devices are cleared for it, or that none is: the list of the FDA says the same.
    for concern in ConcernId::ALL.iter().copied().filter(|concern| *concern != ConcernId::Keloid) {
        let cited = list(&words[format!("concern.{}.cleared", concern.as_str())]["sources"]);
        let cited: BTreeSet<String> = cited.iter().map(text).collect();
        let named: Vec<_> = devices.iter().filter(|device| cited.contains(&device.id.to_lowercase())).collect();
        assert!(named.iter().all(|device| about(concern, Topic::Fda, &device.id)), "{concern:?}");
        let cleared = devices.iter().any(|device| device.concerns.contains(&concern));
        assert_eq!(cleared, !named.is_empty(), "{concern:?}");
        assert_eq!(about(concern, Topic::Fda, "not_cleared"), !cleared, "{concern:?}");
    }
}

#[test]
fn the_packs_of_the_page_give_the_same_rows_as_the_files() {
    let core = evidence::core_from(&evidence::core_pack().unwrap()).unwrap();
    let details = evidence::details_from(&evidence::details_pack().unwrap().to_string(), parse).unwrap();
    assert!(of(&core, &details) == all());
}

#[test]
fn figures_are_said_as_the_files_give_them() {
    let rows = all();
    let said = |topic: Topic, name: &str| {
        let row = rows.iter().find(|row| row.topic == topic && row.name == row_name(name)).unwrap();
        row.values.join(" | ")
    };
    let scars = Topic::Concern(ConcernId::AcneScars);
    assert_eq!(said(scars, "moderate"), "3 to 6 sessions, likely 4");
    assert_eq!(said(scars, "interval"), "2 to 6 weeks, likely 4");
    assert_eq!(said(scars, "depth-1"), "1 to 2.5 mm");
    assert_eq!(said(scars, "study-majid2009"), "36 people");
    assert_eq!(
        said(scars, "rate-h_pih_idoj"),
        "got dark marks: 2 of 30 people (2 to 21 of 100 would also fit) | \
         got none: 28 of 30 people (79 to 98 of 100 would also fit) | \
         Laser: 9 of 30 people (17 to 48 of 100 would also fit) | \
         got none: 21 of 30 people (52 to 83 of 100 would also fit)"
    );
    assert_eq!(said(Topic::Aftercare, "daily_spf"), "1 to 28 days after");
    assert_eq!(said(Topic::Aftercare, "photograph"), "From 7 days after");
    assert_eq!(said(Topic::Restrictions, "only_gel"), "Until 4 to 24 hours after");
    assert_eq!(said(Topic::Screening, "scar_under_6w"), "Wait first | Wait 42 days");
    assert_eq!(said(Topic::Healing, "sign-bruising"), "3 to 7 days after | Should be gone after 10 days");
}
