//! Everything that is read from elsewhere. A door reads a text, says whether it takes it, and fails when something does not
//! hold that must hold of all that gets in: above all that it is read again as the same.

use std::fmt::Debug;
use std::sync::LazyLock;

use microneedling_planner::content::evidence;
use microneedling_planner::content::json::{parse, print};
use microneedling_planner::content::languages::language_of;
use microneedling_planner::content::words::{Piece, Words};
use microneedling_planner::domain::checklist::{Checklist, Tick};
use microneedling_planner::domain::clinic::{Accent, Clinic, Line, Link};
use microneedling_planner::domain::course::{Courses, Rhythm, follow, schedule};
use microneedling_planner::domain::dates::{is_accepted, parse_iso};
use microneedling_planner::domain::estimate::{Plan, estimate};
use microneedling_planner::domain::evidence::Evidence;
use microneedling_planner::domain::ids::ConcernId;
use microneedling_planner::domain::moment::{Instant, Utc};
use microneedling_planner::domain::profile::Profile;
use microneedling_planner::domain::sorted::SortedMap;
use microneedling_planner::present::calendar::{Event, Source, Standing, When, events};
use microneedling_planner::present::clinic::{booking, emergency, tel, whose_site};
use microneedling_planner::present::contrast::Colour;
use microneedling_planner::present::diary::change::{Windows, progress};
use microneedling_planner::present::diary::{groups, rows};
use microneedling_planner::present::locale::PlainEnglish;
use microneedling_planner::present::route::Route;
use microneedling_planner::present::say::Say;
use microneedling_planner::present::{summary, timeline};
use microneedling_planner::record::backup::{
    Carried, Counts, Kept, Part, changes, merge, read_backup, replace, write_backup,
};
use microneedling_planner::record::calendar::{Head, Made, read_made, write_file, write_made};
use microneedling_planner::record::clinic;
use microneedling_planner::record::diary::{read_entry, write_entry};
use microneedling_planner::record::envelope::{Fields, Record, Unreadable};
use microneedling_planner::record::estimate_lines::answer;
use microneedling_planner::record::photo::{read_photo, write_photo};
use microneedling_planner::record::profile::{read_plan, read_profile, write_plan, write_profile};
use microneedling_planner::record::restore_code::{Form, code_in, read_body, read_code, write_body, write_code};
use microneedling_planner::record::sessions::{read_course, read_session, write_course, write_session};
use microneedling_planner::record::snapshot::{Records, Snapshot};
use microneedling_planner::record::stamp::Stamp;
use microneedling_planner::record::ticks::{read_ticks, write_ticks};
use microneedling_planner::record::{keys, schema_1, settings};
use serde_json::{Value, json};

use super::english::english;

pub static EVIDENCE: LazyLock<Evidence> = LazyLock::new(|| evidence::core().unwrap());
static WORDS: LazyLock<Words> = LazyLock::new(english);
/// What is here when something comes in.
static HERE: LazyLock<Kept> = LazyLock::new(|| read_backup(BACKUP, parse).unwrap().kept);

const BACKUP: &str = include_str!("../records/backup-2.json");
const BACKUP_1: &str = include_str!("../records/backup-1.json");
const CODE: &str = include_str!("../records/restore-2.txt");
const CODE_1: &str = include_str!("../records/restore-1.txt");

pub struct Door {
    /// Its folder in the corpus.
    pub name: &'static str,
    /// Reads a text, and says whether it is taken.
    pub open: fn(&str) -> bool,
    /// Sound texts to begin with.
    pub sound: fn() -> Vec<String>,
    /// Whether some texts are taken and others refused.
    pub takes_some: bool,
}

macro_rules! door {
    ($name:ident, $sound:expr) => {
        Door {
            name: stringify!($name),
            open: $name,
            sound: || $sound.into_iter().map(String::from).collect(),
            takes_some: true,
        }
    };
}

pub const DOORS: &[Door] = &[
    door!(profile, [of_record(include_str!("../records/profile-2.json"))]),
    door!(plan, [of_record(include_str!("../records/plan-2.json"))]),
    door!(session, [of_record(include_str!("../records/session-2.json"))]),
    door!(course, [of_record(include_str!("../records/course-2.json"))]),
    door!(ticks, [of_record(include_str!("../records/ticks-2.json"))]),
    door!(entry, [of_record(include_str!("../records/entry-2.json"))]),
    door!(photo, [of_record(include_str!("../records/photo-2.json"))]),
    door!(calendar, [of_record(include_str!("../records/calendar-2.json"))]),
    door!(snapshot, [a_snapshot()]),
    Door { name: "record", open: record, sound: whole_records, takes_some: false },
    door!(
        sealed,
        whole_records().into_iter().map(|text| ["{", &text["{\"v\":2,\"checksum\":\"00000000\",".len()..]].concat())
    ),
    door!(older, old()),
    door!(backup, [BACKUP, BACKUP_1]),
    Door {
        name: "code",
        open: code,
        sound: || [CODE, CODE_1].map(|code| code.trim_end().to_owned()).to_vec(),
        takes_some: false,
    },
    door!(body, [write_body(&HERE, &[Part::Photos, Part::Calendar])]),
    door!(
        clinic_config,
        [
            r##"{"name":"Riverside Skin","booking":"https://riverside.example/a?b=c#d","phone":"+44 20 7946 0000","emergency":"112","accent":"#2b6a5b","languages":["en","fr"],"price":{"cents":35000,"currency":"GBP"},"concerns":["acne_scars"],"devices":["mechanical"],"sessions":[{"concern":"acne_scars","sessions":{"low":3,"likely":4,"high":6},"interval_weeks":4}],"aftercare":{"make_up":24}}"##
        ]
    ),
    door!(
        line,
        [
            r#"{"concern":"acne_scars","today":"2026-12-01","severity":"moderate","age":30,"conditions":["filler"],"dates":{"filler":"2026-11-01"},"add":["prp"],"event":"2027-06-01"}"#
        ]
    ),
    door!(
        address,
        ["#/plan", "#/checklist/aftercare/2", "#/sessions/101", "#/questions/age", "#/evidence/acne_scars/interval"]
    ),
    door!(
        words,
        [
            r#"{"language":"en","texts":{"a.b":"Say {n} of [[term]] and [[term|this]]","a.c#one":"{n}","a.c#other":"{n}","glossary.term.term":"Term"},"judgements":["a.b"],"review":null}"#
        ]
    ),
    door!(evidence_pack, [print_all(&evidence::core_pack().unwrap())]),
    door!(details_pack, [print_all(&evidence::details_pack().unwrap())]),
    door!(key, ["session:101", "ticks:aftercare:2", "entry:2026-11-21", "photo:7"]),
    door!(link, ["https://riverside.example/a?b=c#d", "tel:+44 20 7946 0000", "mailto:a@b.example?subject=x"]),
    door!(accent, ["#2b6a5b", "#fff"]),
    door!(settings_record, [r#"{"language":"fr","instead":"en","theme":"dark"}"#]),
    Door {
        name: "typed",
        open: typed,
        sound: || vec!["High Street 5, “Skin & Co”; 2nd floor\\".to_owned()],
        takes_some: false,
    },
];

/// A value with its numbers as they are: [`print`] is for records, which have whole ones only.
fn print_all(value: &Value) -> String {
    value.to_string()
}

/// The fields of a saved record.
fn of_record(text: &str) -> String {
    print(&Record::read(text.trim_end(), parse).unwrap().fields().into())
}

fn whole_records() -> Vec<String> {
    let all = [include_str!("../records/profile-2.json"), include_str!("../records/entry-2.json")];
    all.into_iter().map(|text| text.trim_end().to_owned()).collect()
}

fn old() -> Vec<String> {
    let all = [
        ("answers", include_str!("../records/answers-1.json")),
        ("sessions", include_str!("../records/sessions-1.json")),
        ("ticks", include_str!("../records/ticks-1.json")),
        ("entry:2026-11-21", include_str!("../records/entry-1.json")),
        ("calendar", include_str!("../records/calendar-1.json")),
    ];
    all.into_iter().map(|(key, text)| json!({ "key": key, "record": parse(text).unwrap() }).to_string()).collect()
}

fn a_snapshot() -> String {
    let records = HERE.records();
    let keys = |start: &str| -> Vec<String> {
        records.iter().map(|(key, _)| key.clone()).filter(|key| key.starts_with(start)).collect()
    };
    let read = |key: &str| records.iter().find(|(known, _)| known == key).map(|(_, fields)| fields.clone());
    let made = Records { keys: &keys, read: &read }.snapshot(now());
    print(&made.write().into())
}

pub fn now() -> Instant {
    Instant::parse("2026-12-01T12:00Z").unwrap()
}

fn say() -> Say<'static> {
    Say { words: &WORDS, locale: &PlainEnglish }
}

fn fields_in(text: &str) -> Option<Fields> {
    parse(text).ok()?.as_object().cloned()
}

/// A kind of record: what is read is written and read again as the same, and keeps in a record.
fn kept_as<T: PartialEq + Debug, E: Debug + PartialEq>(
    text: &str,
    read: fn(&Fields) -> Result<T, E>,
    write: impl Fn(&T) -> Fields,
) -> Option<T> {
    let fields = fields_in(text)?;
    let value = read(&fields).ok()?;
    let written = write(&value);
    assert_eq!(read(&written).as_ref(), Ok(&value));
    let sealed = Record::of(&written, Stamp::OLDEST).print();
    assert_eq!(Record::read(&sealed, parse).unwrap().fields(), written);
    Some(value)
}

fn profile(text: &str) -> bool {
    let answers = kept_as(text, read_profile, write_profile);
    answers.map(|answers| live(&Kept { answers, ..Kept::default() })).is_some()
}

fn plan(text: &str) -> bool {
    let answers = kept_as(text, read_plan, write_plan);
    answers.map(|answers| live(&Kept { answers, ..Kept::default() })).is_some()
}

fn session(text: &str) -> bool {
    let Some(session) = kept_as(text, read_session, write_session) else { return false };
    let id = keys::session_of("session:1").unwrap();
    let (courses, _) = Courses::gather([(id, session)].into_iter().collect(), 0, SortedMap::new(), String::new());
    live(&Kept { courses, ..Kept::default() });
    true
}

fn course(text: &str) -> bool {
    let Some(course) = fields_in(text).and_then(|fields| read_course(&fields).ok()) else { return false };
    let (courses, _) = Courses::gather(SortedMap::new(), course.later, course.rules, course.phone);
    let again = read_course(&write_course(&courses)).unwrap();
    assert_eq!((&again.rules, &again.phone), (&courses.rules, &courses.phone));
    assert!(safe(&tel(&courses.phone)), "{}", courses.phone);
    true
}

fn ticks(text: &str) -> bool {
    let write = |rows: &Vec<String>| {
        let list = Checklist::Aftercare;
        let ticks = rows.iter().map(|row| Tick { list, session: 2, row: row.clone() }).collect();
        write_ticks(&ticks, list, 2)
    };
    kept_as(text, read_ticks, write).is_some()
}

fn entry(text: &str) -> bool {
    let Some(entry) = kept_as(text, read_entry, write_entry) else { return false };
    let diary = [(parse_iso("2026-11-21").unwrap(), entry)].into_iter().collect();
    live(&Kept { diary, ..Kept::default() });
    true
}

fn photo(text: &str) -> bool {
    let Some(photo) = kept_as(text, read_photo, write_photo) else { return false };
    assert!(
        is_accepted(photo.day) && photo.jpeg.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte))
    );
    true
}

fn calendar(text: &str) -> bool {
    let Some(made) = kept_as(text, read_made, write_made) else { return false };
    file(&[], &made);
    true
}

fn snapshot(text: &str) -> bool {
    let Some(snapshot) = fields_in(text).and_then(Snapshot::read) else { return false };
    assert_eq!(Snapshot::read(snapshot.write()).as_ref(), Some(&snapshot));
    live(&snapshot.carried.kept);
    true
}

fn settings_record(text: &str) -> bool {
    kept_as(text, settings::read, settings::write).is_some()
}

fn record(text: &str) -> bool {
    match Record::read(text, parse) {
        Ok(record) => {
            let again = Record::read(&record.print(), parse);
            // Of numbers, records have whole ones only; others are not kept.
            if record.fields().values().all(|value| parse(&print(value)).as_ref() == Ok(value)) {
                assert_eq!(again.as_ref(), Ok(&record));
            }
            assert!(again.is_ok());
            let mut twice = record.clone();
            twice.merge(&record);
            assert_eq!(twice.fields(), record.clone().fields());
            true
        }
        Err(Unreadable::Newer(record)) => {
            let _ = record.print();
            false
        }
        Err(_) => false,
    }
}

/// What stands behind the checksum of a record, with one that fits it before.
fn sealed(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('{') else { return false };
    let (start, rest) = ("{\"v\":2,\"checksum\":\"", ["\",", rest].concat());
    let crc = [start, &rest].concat().bytes().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    });
    record(&format!("{start}{:08x}{rest}", !crc))
}

fn older(text: &str) -> bool {
    let Ok(value) = parse(text) else { return false };
    let Some((key, record)) = value["key"].as_str().zip(value.get("record")) else { return false };
    let Ok(records) = schema_1::upgrade(key, record) else { return false };
    for (_, fields) in records {
        let _ = Record::of(&fields, Stamp::OLDEST).print();
    }
    true
}

fn backup(text: &str) -> bool {
    let Ok(carried) = read_backup(text, parse) else { return false };
    let again = write_backup(&carried, now(), "what \"it\" is");
    assert_eq!(read_backup(&again, parse).as_ref(), Ok(&carried));
    come_in(&carried);
    true
}

/// Everything that is done with what came in.
fn come_in(carried: &Carried) {
    let (merged, left_out) = merge(&HERE, carried);
    assert!(left_out <= carried.kept.courses.iter().count());
    for target in [&merged, &replace(&HERE, carried)] {
        for (key, before, after) in changes(&HERE, target) {
            assert!(before != after && Part::of_key(&key).is_some());
        }
        // What is here then can be carried on.
        let whole = Carried { kept: target.clone(), without: Vec::new() };
        assert_eq!(read_backup(&write_backup(&whole, now(), ""), parse).as_ref(), Ok(&whole));
        live(target);
    }
    for part in Part::ALL {
        let (mine, theirs) = (HERE.things(*part), carried.kept.things(*part));
        let counts = Counts::of(&mine, &theirs);
        assert!(counts.new + counts.differ <= theirs.len() && counts.only_here <= mine.len());
    }
}

fn code(text: &str) -> bool {
    let Ok((form, version, bytes)) = read_code(&code_in(text)) else { return false };
    if version == 2 && !bytes.is_empty() {
        // The same bytes, whatever stood around them.
        assert_eq!(read_code(&write_code(form, &bytes)), Ok((form, version, bytes.clone())));
    }
    if form == Form::Plain
        && let Ok(carried) = read_body(&bytes, version, parse)
    {
        come_in(&carried);
    }
    true
}

fn body(text: &str) -> bool {
    let Ok(carried) = read_body(text.as_bytes(), 2, parse) else { return false };
    come_in(&carried);
    let again = write_body(&carried.kept, &carried.without);
    assert_eq!(read_body(again.as_bytes(), 2, parse).map(|read| read.kept), Ok(carried.kept.without(&carried.without)));
    true
}

/// What a person is shown of all this: none of it may break, whatever was let in.
pub fn live(kept: &Kept) {
    let today = parse_iso("2026-12-01").unwrap();
    let _ = summary::rows(&kept.answers, &EVIDENCE, say());
    let plan = kept.answers.profile(&EVIDENCE, today).and_then(|profile| estimate(&EVIDENCE, &profile).plan().cloned());
    let rhythm = plan.as_ref().map(Rhythm::of);
    let slots = schedule(&kept.courses, kept.courses.present(), rhythm, today);
    let source = Source {
        courses: &kept.courses,
        slots: &slots,
        gap: rhythm.map(|rhythm| rhythm.gap),
        gates: &[],
        zone: &Utc,
        now: now(),
        if_agrees: false,
        discreet: false,
    };
    file(&events(source, &EVIDENCE, say()), &Made::new("0".repeat(32)).unwrap());
    let windows = plan.map(|plan| drawn(follow(plan, &slots)));
    for group in groups(&kept.courses, &kept.diary) {
        let _ = rows(&group, &EVIDENCE, say());
    }
    if let Some(progress) = progress(&kept.courses, &kept.diary, windows, today, say()) {
        // Three centuries at most, whatever days were named.
        assert!(progress.ticks.len() < 10_000, "{}", progress.ticks.len());
    }
}

fn drawn(plan: Plan) -> Windows {
    let rows = timeline::rows(&plan, &EVIDENCE, parse_iso("2026-12-01").unwrap(), say());
    let picture = timeline::picture(&plan, &rows, &EVIDENCE, say());
    assert!(picture.months.len() < 10 && picture.sessions.len() < 100);
    Windows::of(&plan)
}

/// A calendar file of which no text gets out of its line.
fn file(events: &[Event], made: &Made) -> String {
    let head = Head { name: "Dates", gone: "Gone", now: now(), zone: &Utc };
    let (text, after) = write_file(events, head, made);
    assert_eq!(read_made(&write_made(&after)).as_ref(), Ok(&after));
    let known = [
        "BEGIN:",
        "END:",
        "VERSION:",
        "PRODID:",
        "CALSCALE:",
        "METHOD:",
        "X-WR-CALNAME:",
        "UID:",
        "SEQUENCE:",
        "DTSTAMP:",
        "DTSTART:",
        "DTSTART;",
        "DTEND:",
        "DTEND;",
        "SUMMARY:",
        "DESCRIPTION:",
        "LOCATION:",
        "STATUS:",
        "TRANSP:",
        "CLASS:",
        "ACTION:",
        "TRIGGER:",
        " ",
    ];
    let mut entries = 0;
    for line in text.strip_suffix("\r\n").unwrap().split("\r\n") {
        assert!(line.len() <= 75 && known.iter().any(|start| line.starts_with(start)), "{line:?}");
        assert!(!line.chars().any(|c| c.is_control() && c != '\t' || matches!(c, '\u{2028}' | '\u{2029}')), "{line:?}");
        entries += usize::from(line == "BEGIN:VEVENT");
    }
    let gone =
        after.entries.len() - events.iter().map(|event| &event.key).collect::<std::collections::BTreeSet<_>>().len();
    assert_eq!(entries, events.len() + gone);
    text
}

fn typed(text: &str) -> bool {
    let event = Event {
        key: "s-1-1".to_owned(),
        title: text.to_owned(),
        text: text.to_owned(),
        place: text.to_owned(),
        when: When::Day(parse_iso("2026-12-20").unwrap()),
        standing: Standing::Firm,
        alarm: Some(-900),
    };
    file(&[event], &Made::new("f".repeat(32)).unwrap());
    true
}

/// Where a browser would go for an address: it passes over controls and spaces before it, and over line ends within.
fn scheme(address: &str) -> Option<String> {
    let address = address.trim_start_matches(|c: char| c <= ' ');
    let address: String = address.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

/// Whether following an address can run nothing.
pub fn safe(address: &str) -> bool {
    matches!(scheme(address).as_deref(), Some("https" | "tel" | "mailto"))
}

fn link(text: &str) -> bool {
    let Some(link) = Link::new(text) else { return false };
    assert!(safe(link.as_str()), "{text:?}");
    // Nothing that gets out of an attribute, and nothing that hides where it leads.
    let hides = |c: char| {
        c.is_control()
            || c.is_whitespace()
            || "\"<>\\".contains(c)
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
    };
    let address = link.as_str().strip_prefix("tel:").map_or(link.as_str(), |_| "");
    assert!(!address.chars().any(hides), "{text:?}");
    if let Some(rest) = address.strip_prefix("https://") {
        assert!(!rest.split(['/', '?', '#']).next().unwrap().contains('@'), "{text:?}");
    }
    let mut clinic = Clinic::new(Line::new("x", 1).unwrap());
    clinic.booking = Some(link);
    ways(&clinic);
    true
}

/// Every way that a clinic's configuration opens.
fn ways(clinic: &Clinic) {
    let campaign =
        "utm_source=a&utm_medium=\"><script>&javascript:x&utm_x=%22&utm_y=".to_owned() + &"y&utm_z=z".repeat(900);
    for campaign in [None, Some(campaign.as_str())] {
        if let Some(way) = booking(clinic, campaign, say()) {
            assert!(safe(&way.href) && !way.href.contains(['"', '<', '>']) && way.href.len() < 14_000, "{}", way.href);
        }
    }
    if let Some(way) = emergency(clinic, say()) {
        assert!(safe(&way.href), "{}", way.href);
    }
    let _ = whose_site(clinic, say());
}

fn clinic_config(text: &str) -> bool {
    let Ok((clinic, _)) = clinic::read(text, parse, &EVIDENCE) else { return false };
    ways(&clinic);
    if let Some(logo) = &clinic.logo {
        assert!(logo.as_str().starts_with("https://"));
    }
    for phone in [&clinic.phone, &clinic.emergency].into_iter().flatten() {
        assert!(safe(&tel(phone.as_str())), "{phone:?}");
    }
    if let Some(accent) = &clinic.accent {
        assert!(self::accent(accent.as_str()));
    }
    true
}

fn accent(text: &str) -> bool {
    let Some(accent) = Accent::new(text) else { return false };
    let digits = accent.as_str().strip_prefix('#').unwrap();
    assert!(matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit()), "{text:?}");
    assert!(Colour::parse(accent.as_str()).is_some());
    true
}

fn line(text: &str) -> bool {
    let Some(said) = answer(&EVIDENCE, text.as_bytes()) else { return false };
    assert!(!said.contains(['\n', '\r']), "{said}");
    assert_eq!(answer(&EVIDENCE, text.as_bytes()).as_ref(), Some(&said));
    parse(&said).unwrap().get("error").is_none()
}

fn address(text: &str) -> bool {
    let route = Route::parse(text);
    if route != Route::Unknown {
        assert_eq!(Route::parse(&route.href()), route);
        let plain = |c: char| c.is_ascii_alphanumeric() || "#/_-".contains(c);
        assert!(route.href().chars().all(plain), "{text:?}");
    }
    let _ = Route::carried(text).map(code_in);
    if let Some(language) = Route::spoken(text).and_then(language_of) {
        assert!(language.tag.bytes().all(|byte| byte.is_ascii_lowercase()));
    }
    route != Route::Unknown
}

fn words(text: &str) -> bool {
    let Ok(words) = Words::from_pack(text, parse) else { return false };
    for id in ["a.b", "a.c", "glossary.term.term", "missing.id", "[[", "{"] {
        let _ = (words.text(id), words.fill(id, &[("n", "{n}[[x]]")]), words.plural(id, "one", &[("n", "1")]));
        for piece in words.pieces(id) {
            // The words of a term are taken as they are: a term in a term is not looked up again, and so never without end.
            if let Piece::Term { id, .. } = piece {
                assert!(!id.contains("]]"), "{id:?}");
            }
        }
    }
    true
}

fn evidence_pack(text: &str) -> bool {
    let Ok(evidence) = parse(text).map_err(drop).and_then(|pack| evidence::core_from(&pack).map_err(drop)) else {
        return false;
    };
    for concern in ConcernId::ALL {
        let profile = Profile::new(*concern, parse_iso("2026-12-01").unwrap());
        if let Some(plan) = estimate(&evidence, &profile).plan() {
            let _ = timeline::rows(plan, &evidence, profile.today, say());
        }
    }
    true
}

fn details_pack(text: &str) -> bool {
    evidence::details_from(text, parse).is_ok()
}

/// A record has one key.
fn key(text: &str) -> bool {
    let session = keys::session_of(text).map(keys::session);
    let ticks = keys::ticks_of(text).map(|(list, session)| keys::ticks(list, session));
    let entry = keys::entry_of(text).map(keys::entry);
    let photo = keys::photo_of(text).map(keys::photo);
    let named: Vec<String> = [session, ticks, entry, photo].into_iter().flatten().collect();
    assert!(named.iter().all(|key| key == text) && named.len() < 2, "{text:?}");
    !named.is_empty()
}
