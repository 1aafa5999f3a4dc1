//! The rules for everything a person reads: sources, kinds, wording, reading grade, glossary, and that every text is
//! used and every text asked for is there. A failure lists all that is wrong, by file and id.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test ends by panicking")]

#[path = "content/check.rs"]
mod check;
#[path = "content/claims.rs"]
mod claims;
#[path = "content/dates.rs"]
mod dates;
#[path = "content/families.rs"]
mod families;
#[path = "content/grades.rs"]
mod grades;
#[path = "content/options.rs"]
mod options;
#[path = "content/reading.rs"]
mod reading;
#[path = "content/remarks.rs"]
mod remarks;
#[path = "content/rust.rs"]
mod rust;
#[path = "content/sources.rs"]
mod sources;
#[path = "content/syllables.rs"]
mod syllables;
#[path = "content/translations.rs"]
mod translations;
#[path = "content/usage.rs"]
mod usage;
#[path = "content/wording.rs"]
mod wording;

use families::{FAMILIES, Families};
use microneedling_planner::content::evidence;
use microneedling_planner::content::words::{Entry, Kind, entries};
use reading::{Count, LeftOut, without_name};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use wording::Words;

/// The steepest grade of a screen, and of the median screen.
const GRADE_OF_ANY_SCREEN: f64 = 8.0;
const GRADE_OF_THE_MEDIAN: f64 = 6.0;

/// A screen with fewer words is graded together with its file.
const WORDS_OF_A_SCREEN: usize = 30;

/// The most terms that may be left out of the grade.
const MOST_TERMS: usize = 30;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every JSON file of a folder: its path below the root and its text.
fn json_files(folder: &str) -> Vec<(String, String)> {
    let listing = std::fs::read_dir(root().join(folder)).unwrap();
    let mut paths: Vec<_> = listing.map(|item| item.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    paths.sort();
    let name = |path: &Path| format!("{folder}/{}", path.file_name().unwrap().to_string_lossy());
    paths.iter().map(|path| (name(path), read(path))).collect()
}

/// A words file that can be read.
struct File {
    path: String,
    entries: Vec<Entry>,
}

/// Every words file, and what is wrong with those that cannot be read.
fn words() -> (Vec<File>, Vec<String>) {
    let (mut files, mut wrong) = (Vec::new(), Vec::new());
    let folders =
        ["", "/plan", "/proofs", "/options", "/details", "/check"].map(|folder| format!("content/en{folder}"));
    for (path, json) in folders.iter().flat_map(|folder| json_files(folder)) {
        match entries(&path, &json) {
            Ok(entries) => files.push(File { path, entries }),
            Err(error) => wrong.push(error.to_string()),
        }
    }
    (files, wrong)
}

/// Goes through every entry of every words file.
fn each_entry(mut check: impl FnMut(&File, &Entry)) {
    for file in words().0 {
        file.entries.iter().for_each(|entry| check(&file, entry));
    }
}

fn evidence_json(name: &str) -> Value {
    serde_json::from_str(&read(&root().join(format!("content/evidence/{name}.json")))).unwrap()
}

/// Every value of a field in a list of objects.
fn column(rows: &Value, field: &str) -> Vec<String> {
    rows.as_array().unwrap().iter().filter_map(|row| Some(row.get(field)?.as_str()?.to_owned())).collect()
}

fn known_sources() -> BTreeSet<String> {
    column(&evidence_json("sources"), "id").into_iter().collect()
}

/// Glossary terms by id.
fn terms() -> BTreeMap<String, String> {
    let mut terms = BTreeMap::new();
    each_entry(|_, entry| {
        let id = entry.id.strip_prefix("glossary.").and_then(|id| id.strip_suffix(".term"));
        terms.extend(id.map(|id| (id.to_owned(), entry.forms[0].1.clone())));
    });
    terms
}

fn nothing_wrong(rule: &str, wrong: &[String]) {
    assert!(wrong.is_empty(), "{rule}: {} wrong\n{}\n", wrong.len(), wrong.join("\n"));
}

/// A piece of a text: plain, or marked as a glossary term.
enum Piece<'a> {
    Plain(&'a str),
    Marked { term: &'a str, shown: Option<&'a str> },
}

/// A text cut at its marks `[[term]]` and `[[term|words shown]]`.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[[") {
        let Some((mark, tail)) = after.split_once("]]") else { break };
        let (term, shown) = mark.split_once('|').map_or((mark, None), |(term, shown)| (term, Some(shown)));
        pieces.extend([Piece::Plain(before), Piece::Marked { term, shown }]);
        rest = tail;
    }
    pieces.push(Piece::Plain(rest));
    pieces
}

/// The text as a person reads it.
fn shown(text: &str, terms: &BTreeMap<String, String>) -> String {
    let words = |piece| match piece {
        Piece::Plain(words) | Piece::Marked { shown: Some(words), .. } => words,
        Piece::Marked { term, shown: None } => terms.get(term).map_or(term, String::as_str),
    };
    pieces(text).into_iter().map(words).collect()
}

#[test]
fn every_words_file_can_be_read_and_no_id_is_there_twice() {
    let (files, mut wrong) = words();
    let mut place: BTreeMap<String, String> = BTreeMap::new();
    for file in &files {
        for entry in &file.entries {
            let is_id = entry.id.split('.').count() > 1 && !entry.id.split('.').any(str::is_empty);
            if !is_id || entry.id.contains(['#', '{', ' ']) {
                wrong.push(format!("{} {}: not of the form of an id", file.path, entry.id));
            }
            if let Some(first) = place.insert(entry.id.clone(), file.path.clone()) {
                wrong.push(format!("{} {}: also in {first}", file.path, entry.id));
            }
            if entry.forms.iter().any(|(_, text)| text.trim().is_empty()) {
                wrong.push(format!("{} {}: empty", file.path, entry.id));
            }
            let forms: Vec<&str> = entry.forms.iter().map(|(form, _)| form.as_str()).collect();
            if forms != [""] && !(forms.contains(&"other") && forms.iter().all(|form| PLURALS.contains(form))) {
                wrong.push(format!("{} {}: forms {forms:?}, must be of {PLURALS:?} with `other`", file.path, entry.id));
            }
        }
    }
    nothing_wrong("ids", &wrong);
}

/// The categories that a language may have for counts.
const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

#[test]
fn no_evidence_id_is_there_twice() {
    let mut wrong = Vec::new();
    for (path, json) in json_files("content/evidence") {
        let file: Value = serde_json::from_str(&json).unwrap();
        each_list(&file, &mut |rows| {
            let mut seen = BTreeSet::new();
            for row in rows {
                let id: Vec<String> = match row {
                    Value::String(text) => vec![text.clone()],
                    row => ["concern", "id", "source", "day"]
                        .iter()
                        .filter_map(|of| Some(row.get(of)?.to_string()))
                        .collect(),
                };
                if !id.is_empty() && !seen.insert(id.clone()) {
                    wrong.push(format!("{path} {}: there twice", id.join(" ")));
                }
            }
        });
    }
    nothing_wrong("ids of the evidence", &wrong);
}

/// Visits every list in a JSON value.
fn each_list(value: &Value, visit: &mut impl FnMut(&[Value])) {
    match value {
        Value::Array(items) => {
            visit(items);
            items.iter().for_each(|item| each_list(item, visit));
        }
        Value::Object(fields) => fields.values().for_each(|field| each_list(field, visit)),
        _ => {}
    }
}

#[test]
fn every_fact_names_its_sources_and_nothing_else_does() {
    let known = known_sources();
    let mut wrong = Vec::new();
    each_entry(|file, entry| {
        let mut refuse = |why: &str| wrong.push(format!("{} {}: {why}", file.path, entry.id));
        match (entry.kind, entry.sources.is_empty()) {
            (Kind::Fact, true) => refuse("a fact without sources"),
            (Kind::Fact, false) | (_, true) => {}
            (_, false) => refuse("has sources: make it a fact, or drop them"),
        }
        for (at, source) in entry.sources.iter().enumerate() {
            if !known.contains(source) {
                refuse(&format!("unknown source {source}"));
            }
            if entry.sources[..at].contains(source) {
                refuse(&format!("source {source} is named twice"));
            }
        }
    });
    nothing_wrong("facts", &wrong);
}

#[test]
fn every_row_of_evidence_says_what_it_rests_on() {
    evidence::core().unwrap();
    evidence::details().unwrap();
    let known = known_sources();
    let mut wrong = Vec::new();
    for (path, json) in json_files("content/evidence") {
        check_backing(&path, &serde_json::from_str(&json).unwrap(), &known, &mut wrong);
    }
    nothing_wrong("evidence", &wrong);
}

/// Every object with a basis, wherever it is in the file; `place` grows on the way down.
fn check_backing(place: &str, value: &Value, known: &BTreeSet<String>, wrong: &mut Vec<String>) {
    match value {
        Value::Array(rows) => {
            for (number, row) in rows.iter().enumerate() {
                let id = ["concern", "id", "source", "day"].iter().filter_map(|of| Some(row.get(of)?.to_string()));
                let id: Vec<String> = id.map(|id| id.replace('"', "")).collect();
                let id = if id.is_empty() { number.to_string() } else { id.join(" ") };
                check_backing(&format!("{place} {id}"), row, known, wrong);
            }
        }
        Value::Object(fields) => {
            let strings =
                |field| -> Option<Vec<&str>> { fields.get(field)?.as_array()?.iter().map(Value::as_str).collect() };
            let one = fields.get("source").and_then(Value::as_str);
            let sources: Vec<&str> = strings("sources").unwrap_or_default().into_iter().chain(one).collect();
            for source in &sources {
                if !known.contains(*source) {
                    wrong.push(format!("{place}: unknown source {source}"));
                }
            }
            if let Some(basis) = strings("basis") {
                let kinds = ["seen", "memory", "judgement"];
                let distinct: BTreeSet<&str> = basis.iter().copied().collect();
                if basis.is_empty() || distinct.len() < basis.len() || basis.iter().any(|kind| !kinds.contains(kind)) {
                    wrong.push(format!("{place}: basis {basis:?} is not a set of {kinds:?}"));
                }
                if sources.is_empty() && basis != ["judgement"] {
                    wrong.push(format!("{place}: no source, and basis {basis:?} is not judgement"));
                }
            } else if fields.contains_key("sources") && sources.is_empty() {
                wrong.push(format!("{place}: neither sources nor a basis"));
            }
            for (name, field) in fields.iter().filter(|(_, field)| field.is_array() || field.is_object()) {
                check_backing(&format!("{place} {name}"), field, known, wrong);
            }
        }
        _ => {}
    }
}

/// Says what is wrong with each text as a person reads it.
fn check_texts(rule: &str, complain: impl Fn(&str, Kind, &Words) -> Option<String>) {
    let terms = terms();
    let mut wrong = Vec::new();
    each_entry(|file, entry| {
        for (_, text) in &entry.forms {
            let text = shown(text, &terms);
            let complaint = complain(&entry.id, entry.kind, &Words::of(&text));
            wrong.extend(complaint.map(|why| format!("{} {}: {why} in {text:?}", file.path, entry.id)));
        }
    });
    nothing_wrong(rule, &wrong);
}

#[test]
fn only_facts_claim_something_about_the_world() {
    let from_memory = options::from_memory();
    check_texts("kinds", |id, kind, words| match kind {
        Kind::Judgement if from_memory.contains(id) => options::of_studies(kind, words),
        _ => not_a_fact(kind, words),
    });
}

fn not_a_fact(kind: Kind, words: &Words) -> Option<String> {
    let claim = words.claim().filter(|_| kind != Kind::Fact)?;
    Some(format!("a {kind:?} may not say {claim:?}"))
}

#[test]
fn no_text_promises_what_nobody_can() {
    check_texts("banned claims", |_, kind, words| banned(kind, words));
}

fn banned(_: Kind, words: &Words) -> Option<String> {
    words.banned().map(|claim| format!("{claim:?} is banned"))
}

#[test]
fn red_is_never_the_whole_story() {
    check_texts("redness", |_, kind, words| red(kind, words));
}

fn red(_: Kind, words: &Words) -> Option<String> {
    words.red_on_white_skin_only().then(|| "red without how it shows on brown and black skin".to_owned())
}

#[test]
fn every_wording_rule_sees_what_it_is_for() {
    let label = Kind::Label;
    let sees = |rule: fn(Kind, &Words) -> Option<String>, text: &str| rule(label, &Words::of(text)).is_some();
    let claims =
        ["Painless", "no down-time? No downtime.", "Permanently smooth", "Guaranteed", "It cures scars", "100 %"];
    for text in claims.into_iter().chain(["Anti-ageing", "Most people like you", "risk-free", "Hooray!"]) {
        assert!(sees(banned, text), "{text}");
    }
    for text in ["A secure page", "Repermanganate", "no pain killer".replace("pain ", "").as_str()] {
        assert!(!sees(banned, text), "{text}");
    }
    for text in
        ["3 sessions", "0.5–1.5 mm", "a 7-day gap", "two weeks", "5%", "1 in 10", "34 of 36", "22mm", "3 to 6 hours"]
    {
        assert!(sees(not_a_fact, text), "{text}");
    }
    for text in ["A Study", "most people", "It usually fades", "proven"] {
        assert!(sees(not_a_fact, text), "{text}");
        assert_eq!(not_a_fact(Kind::Fact, &Words::of(text)), None);
    }
    for text in ["{n} sessions", "In 2017. Months later", "SPF 30 or more", "a few weeks", "Improve", "Step 2 of it"] {
        assert!(!sees(not_a_fact, text), "{text}");
    }
    assert!(sees(red, "It looks red."));
    assert!(sees(red, "Some redness. Skin may be brown."));
    assert!(!sees(red, "White skin looks red. On brown or black skin it looks grey."));
    assert!(!sees(red, "bored and blurred"));
}

#[test]
fn every_screen_reads_easily() {
    let screens = grades::screens();
    let mut grades: Vec<f64> = screens.iter().map(|(_, count)| count.grade()).collect();
    grades.sort_by(f64::total_cmp);
    let median = grades[grades.len() / 2];
    println!("{} screens, median grade {median:.1}, steepest {:.1}", grades.len(), grades[grades.len() - 1]);
    let steep = screens.iter().filter(|(_, count)| count.grade() > GRADE_OF_ANY_SCREEN);
    let mut wrong: Vec<String> = steep
        .map(|(screen, count)| format!("{screen}: grade {:.1} over {} words", count.grade(), count.words))
        .collect();
    if median > GRADE_OF_THE_MEDIAN {
        wrong.push(format!("median of {} screens: grade {median:.1}", grades.len()));
    }
    nothing_wrong("reading grade", &wrong);
}

#[test]
fn the_reading_grade_is_counted_as_written_down() {
    let left_out =
        LeftOut::new(vec!["minoxidil".to_owned(), "Exceed".to_owned()], &["A title of five words".to_owned()]);
    let grade = |text| (left_out.count(text).grade() * 100.0).round() / 100.0;
    // 3 words, 1 sentence, 3 syllables; twice as long a sentence; a syllable more.
    assert_eq!(grade("The cat sat."), -2.62);
    assert_eq!(grade("The cat sat on the mat."), -1.45);
    assert_eq!(grade("The cat sat. On the mat!"), -2.62);
    assert_eq!(grade("The kitten sat."), 1.31);
    assert_eq!(left_out.count("Minoxidil 2.5 mm, 3–6 follow-ups {date} (Exceed)").words, 6);
    assert_eq!(left_out.count("It may exceed “A title of five words.”").words, 3);
}

#[test]
fn syllables_are_counted_as_in_the_test_list() {
    let list = read(&root().join("tests/content/syllables.txt"));
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    for line in list.lines() {
        let (word, count) = line.split_once(' ').unwrap();
        assert!(seen.insert(word), "{word} is there twice");
        let counted = syllables::count(word);
        if counted.to_string() != count {
            wrong.push(format!("{word}: counted {counted}, is {count}"));
        }
    }
    assert_eq!(seen.len(), 100);
    nothing_wrong("syllables", &wrong);
}

#[test]
fn every_name_left_out_of_the_grade_is_there_for_a_reason() {
    let names: Vec<String> = serde_json::from_value(evidence_json("names")).unwrap();
    let mut texts = String::new();
    each_entry(|_, entry| entry.forms.iter().for_each(|(_, text)| texts.extend([text.as_str(), "\n"])));
    let mut wrong = Vec::new();
    for (at, name) in names.iter().enumerate() {
        if names[..at].contains(name) {
            wrong.push(format!("content/evidence/names.json {name}: there twice"));
        }
        if without_name(&texts, name) == texts {
            wrong.push(format!("content/evidence/names.json {name}: in no text"));
        }
    }
    nothing_wrong("names", &wrong);
}

/// Beginnings of ids whose texts stand where no button can: in an option, in the head of the page, in the status line, in
/// a reference, in a note on a row.
const SHOWN_PLAIN: &[&str] = &[
    "app.",
    "check.",
    "error.",
    "glossary.",
    "notice.",
    "plan.lead.",
    "remark.",
    "source.",
    "sources.design.",
    "sources.scope.",
];

/// Whether the text can show a term as a button. What is filled in (`{date}`) is shown plain.
fn can_explain(entry: &Entry) -> bool {
    let id = &entry.id;
    let shown_plain =
        SHOWN_PLAIN.iter().any(|start| id.starts_with(start)) || id.contains(".option.") || id.ends_with(".help");
    entry.kind != Kind::Label && !shown_plain && !entry.forms.iter().any(|(_, text)| text.contains('{'))
}

#[test]
fn every_glossary_term_is_explained_where_it_first_appears() {
    let terms = terms();
    let mut wrong = Vec::new();
    if terms.len() > MOST_TERMS {
        wrong.push(format!("content/en/glossary.json: {} terms, may be {MOST_TERMS}", terms.len()));
    }
    let mut unmarked: BTreeSet<String> = terms.keys().cloned().collect();
    for file in words().0 {
        let mut met: BTreeSet<&str> = BTreeSet::new();
        for entry in &file.entries {
            let mut refuse = |why: String| wrong.push(format!("{} {}: {why}", file.path, entry.id));
            for (_, text) in &entry.forms {
                let pieces = pieces(text);
                for piece in &pieces {
                    match piece {
                        Piece::Plain(words) if words.contains("[[") || words.contains("]]") => {
                            refuse("a mark is not whole".into())
                        }
                        Piece::Plain(_) => {}
                        Piece::Marked { term, .. } if !terms.contains_key(*term) => {
                            refuse(format!("unknown term {term}"))
                        }
                        Piece::Marked { .. } if !can_explain(entry) => {
                            refuse("a label or an option cannot hold a mark".into())
                        }
                        Piece::Marked { term, .. } => {
                            unmarked.remove(*term);
                        }
                    }
                }
                if can_explain(entry) {
                    let late = unexplained(&pieces, &terms).into_iter().filter(|term| met.insert(term));
                    late.for_each(|term| refuse(format!("{term} first appears here and is not marked")));
                    met.extend(pieces.iter().filter_map(|piece| match piece {
                        Piece::Marked { term, .. } => terms.get_key_value(*term).map(|(id, _)| id.as_str()),
                        Piece::Plain(_) => None,
                    }));
                }
            }
        }
        let ids: BTreeSet<&str> = file.entries.iter().map(|entry| entry.id.as_str()).collect();
        for id in ids.iter().filter_map(|id| id.strip_prefix("glossary.")) {
            let term = id.split('.').next().unwrap();
            let whole = ["term", "meaning"].iter().all(|part| ids.contains(format!("glossary.{term}.{part}").as_str()));
            if !whole || id.matches('.').count() != 1 {
                wrong.push(format!("{} glossary.{id}: needs a term and a meaning, and no more", file.path));
            }
        }
    }
    wrong.extend(
        unmarked.iter().map(|term| format!("content/en/glossary.json glossary.{term}: never marked in a text")),
    );
    nothing_wrong("glossary", &wrong);
}

/// Terms that stand in a text before any mark of theirs.
fn unexplained<'t>(pieces: &[Piece<'_>], terms: &'t BTreeMap<String, String>) -> Vec<&'t str> {
    let stands_in = |words: &str, term: &str| {
        let words: String = words.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        let term = term.to_lowercase().replace('-', " ");
        let words = format!(" {} ", words.split_whitespace().collect::<Vec<_>>().join(" "));
        words.contains(&format!(" {term} ")) || words.contains(&format!(" {term}s "))
    };
    let late = |(id, term): &(&String, &String)| {
        for piece in pieces {
            match piece {
                Piece::Marked { term: marked, .. } if marked == id => return false,
                Piece::Marked { shown: Some(words), .. } | Piece::Plain(words) if stands_in(words, term) => {
                    return true;
                }
                _ => {}
            }
        }
        false
    };
    terms.iter().filter(late).map(|(id, _)| id.as_str()).collect()
}

#[test]
fn every_text_is_used_and_every_text_asked_for_is_there() {
    let asked = usage::asked(root());
    let files = words().0;
    let keys: Vec<(&str, &str)> = files
        .iter()
        .flat_map(|file| file.entries.iter().map(|entry| (file.path.as_str(), entry.id.as_str())))
        .collect();
    let mut wrong = Vec::new();
    for ask in &asked {
        if !keys.iter().any(|(_, key)| ask.names(key)) {
            wrong.push(format!("{} {:?}: no such text", ask.place, ask.pattern));
        }
    }
    for (path, key) in &keys {
        if !asked.iter().any(|ask| ask.names(key)) {
            wrong.push(format!("{path} {key}: used nowhere in src"));
        }
    }
    nothing_wrong("use of texts", &wrong);
}

#[test]
fn every_id_of_the_evidence_has_its_texts_and_no_text_is_left_over() {
    let families = Families::of_the_evidence();
    let asked = usage::asked(root());
    let files = words().0;
    let mut there = BTreeSet::new();
    let mut wrong = Vec::new();
    for file in &files {
        for entry in &file.entries {
            there.insert(entry.id.as_str());
            let of_family = FAMILIES.contains(&entry.id.split('.').next().unwrap());
            let expected = families.needed.contains(&entry.id) || families.allowed.contains(&entry.id);
            if of_family && !expected && !asked.iter().any(|ask| ask.names_only(&entry.id)) {
                wrong.push(format!("{} {}: no id of the evidence asks for it", file.path, entry.id));
            }
        }
    }
    let missing = families.needed.iter().filter(|id| !there.contains(id.as_str()));
    wrong.extend(missing.map(|id| format!("content/en {id}: missing")));
    nothing_wrong("families", &wrong);
}
