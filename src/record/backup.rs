//! All that is kept, as one value: as a backup file, and what becomes of it when another such value comes in.
//!
//! Uses: `domain`, `content::json`, the other records. Used by: `record::restore_code`, `state::carry`. A backup holds
//! each record as it is saved, under its key without the planner's prefix, so that it is read by the same readers.

use serde_json::Value;

use super::calendar::read_made;
use super::diary::{read_entry, write_entry};
use super::photo::read_photo;
use super::saved::{Unreadable, open, read_answers, read_ticks, write_answers, write_ticks};
use super::sessions::{read_sessions, write_session, write_sessions};
use crate::content::json::{Parse, quoted};
use crate::domain::answers::{Answer, Answers, Change};
use crate::domain::checklist::Tick;
use crate::domain::course::{Courses, Session, SessionId};
use crate::domain::dates::{format_iso, parse_iso};
use crate::domain::diary::Diary;
use crate::domain::moment::Instant;
use crate::domain::sorted::{SortedMap, SortedSet};

/// Says whose file it is.
const FORMAT: &str = "microneedling-planner-backup";
/// The version of the file written now. The records in it have versions of their own.
const VERSION: u64 = 1;
/// Start of the keys of diary entries.
const ENTRY: &str = "entry:";
/// Start of the keys of photos.
const PHOTO: &str = "photo:";
/// Key of what the person chose for the calendar.
const CALENDAR: &str = "calendar";

/// A kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The answers.
    Answers,
    /// Sessions and the clinic's own rules.
    Sessions,
    /// The ticks.
    Ticks,
    /// The diary.
    Diary,
    /// Photos.
    Photos,
    /// What was chosen for the calendar.
    Calendar,
}

impl Part {
    /// Every kind, in the order in which they are written and shown.
    pub const ALL: &'static [Self] =
        &[Self::Answers, Self::Sessions, Self::Ticks, Self::Diary, Self::Photos, Self::Calendar];

    /// The id used in files and text ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Sessions => "sessions",
            Self::Ticks => "ticks",
            Self::Diary => "diary",
            Self::Photos => "photos",
            Self::Calendar => CALENDAR,
        }
    }

    /// Reads an id.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|part| part.as_str() == id)
    }

    /// The kind of the record under a key. What was set aside as unreadable is of no kind.
    pub fn of_key(key: &str) -> Option<Self> {
        match key {
            _ if key.ends_with(".unreadable") => None,
            _ if key.starts_with(ENTRY) => Some(Self::Diary),
            _ if key.starts_with(PHOTO) => Some(Self::Photos),
            _ => Self::parse(key).filter(|part| !matches!(part, Self::Diary | Self::Photos)),
        }
    }
}

/// Why a file cannot be taken in. Nothing has changed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Not JSON: another file, or one cut short.
    NotJson,
    /// JSON of something else.
    Foreign,
    /// Written by a newer version of the planner.
    Newer,
    /// A record of this kind cannot be read.
    Damaged(Part),
}

/// All that is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The answers.
    pub answers: Answers,
    /// The ticks.
    pub ticks: SortedSet<Tick>,
    /// Sessions and the clinic's own rules.
    pub courses: Courses,
    /// The diary.
    pub diary: Diary,
    /// Photos and what was chosen for the calendar: texts by key, carried word for word.
    pub others: SortedMap<String, String>,
}

/// What a file or a link carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// What it holds.
    pub kept: Kept,
    /// What it was made without. That is no word about these kinds: where it is taken in, they stay as they are.
    pub without: Vec<Part>,
}

impl Kept {
    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Every record, by its key, as it is saved.
    pub fn records(&self) -> Vec<(String, String)> {
        let mut records = Vec::new();
        let mut put = |key: &str, text: String, empty: bool| {
            if !empty {
                records.push((key.to_owned(), text));
            }
        };
        put(Part::Answers.as_str(), write_answers(&self.answers), self.answers == Answers::default());
        put(Part::Sessions.as_str(), write_sessions(&self.courses), self.courses.is_empty());
        put(Part::Ticks.as_str(), write_ticks(&self.ticks), self.ticks.is_empty());
        for (day, entry) in self.diary.iter() {
            put(&[ENTRY, &format_iso(*day)].concat(), write_entry(entry), false);
        }
        for (key, text) in self.others.iter() {
            put(key, text.clone(), false);
        }
        records
    }

    /// Adds a record that is carried word for word, if it is a photo or what was chosen for the calendar, and whole.
    pub fn add_other(&mut self, key: &str, text: &str, parse: Parse) {
        let can_be_read = match Part::of_key(key) {
            Some(Part::Photos) => read_photo(text, parse).is_ok(),
            Some(Part::Calendar) => read_made(text, parse).is_ok(),
            _ => false,
        };
        if let Some(text) = open(text, parse).ok().filter(|_| can_be_read).as_ref().and_then(print) {
            self.others.insert(key.to_owned(), text);
        }
    }

    /// The same without some kinds.
    pub fn without(mut self, parts: &[Part]) -> Self {
        for part in parts {
            match part {
                Part::Answers => self.answers = Answers::default(),
                Part::Sessions => self.courses = Courses::default(),
                Part::Ticks => self.ticks = SortedSet::new(),
                Part::Diary => self.diary = Diary::new(),
                Part::Photos | Part::Calendar => self.others.retain(|key, _| Part::of_key(key) != Some(*part)),
            }
        }
        self
    }

    /// How many photos there are.
    pub fn photos(&self) -> impl Iterator<Item = (&String, &String)> {
        self.others.iter().filter(|(key, _)| key.starts_with(PHOTO))
    }

    /// The single things of one kind, by names that tell them apart. Answers are told apart by those who show them.
    pub fn things(&self, part: Part) -> Vec<(String, String)> {
        match part {
            Part::Sessions => {
                let sessions =
                    self.courses.iter().map(|(id, session)| (id.running().to_string(), write_session(id, session)));
                let rules = self.courses.rules.iter().map(|(id, hours)| (id.clone(), hours.to_string()));
                let phone = &self.courses.phone;
                let phone = (!phone.is_empty()).then(|| ("phone".to_owned(), phone.clone()));
                sessions.chain(rules).chain(phone).collect()
            }
            Part::Ticks => {
                let name = |tick: &Tick| [tick.list.as_str(), &tick.session.to_string(), &tick.row].join("/");
                self.ticks.iter().map(|tick| (name(tick), String::new())).collect()
            }
            // The same picture has another number elsewhere.
            Part::Photos => self.photos().map(|(_, text)| (text.clone(), String::new())).collect(),
            Part::Answers | Part::Diary | Part::Calendar => {
                let mut records = self.records();
                records.retain(|(key, _)| Part::of_key(key) == Some(part));
                records
            }
        }
    }

    fn read_record(&mut self, key: &str, value: &Value, parse: Parse) -> Result<(), Refused> {
        let part = Part::of_key(key).ok_or(Refused::Newer)?;
        let refuse = |unreadable| match unreadable {
            Unreadable::Newer => Refused::Newer,
            Unreadable::Damaged => Refused::Damaged(part),
        };
        let text = print(value).ok_or(Refused::Damaged(part))?;
        match part {
            Part::Answers => self.answers = read_answers(&text, parse).map_err(refuse)?,
            Part::Ticks => self.ticks = read_ticks(&text, parse).map_err(refuse)?,
            Part::Sessions => self.courses = read_sessions(&text, parse).map_err(refuse)?,
            Part::Diary => {
                let day = key.strip_prefix(ENTRY).and_then(parse_iso).ok_or(Refused::Damaged(part))?;
                self.diary.insert(day, read_entry(&text, parse).map_err(refuse)?);
            }
            Part::Photos => {
                read_photo(&text, parse).map_err(refuse)?;
                self.others.insert(key.to_owned(), text);
            }
            Part::Calendar => {
                read_made(&text, parse).map_err(refuse)?;
                self.others.insert(key.to_owned(), text);
            }
        }
        Ok(())
    }
}

/// Writes a value as JSON without a space; `None` where it holds a number that no record has.
fn print(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => number.as_i64()?.to_string(),
        Value::String(text) => quoted(text),
        Value::Array(items) => {
            let items: Option<Vec<String>> = items.iter().map(print).collect();
            ["[", &items?.join(","), "]"].concat()
        }
        Value::Object(fields) => {
            let fields: Option<Vec<String>> =
                fields.iter().map(|(key, value)| Some([&quoted(key), ":", &print(value)?].concat())).collect();
            ["{", &fields?.join(","), "}"].concat()
        }
    })
}

/// The two fields that files and links share.
pub(super) fn write_carried(carried: &Carried) -> String {
    let without: Vec<String> = carried.without.iter().map(|part| quoted(part.as_str())).collect();
    let records = carried.kept.records();
    let records: Vec<String> = records.into_iter().map(|(key, text)| format!("{}:{text}", quoted(&key))).collect();
    format!("\"without\":[{}],\"records\":{{{}}}", without.join(","), records.join(","))
}

/// Reads the two fields that files and links share.
pub(super) fn read_carried(value: &Value, parse: Parse) -> Result<Carried, Refused> {
    let mut carried = Carried::default();
    for id in value.get("without").and_then(Value::as_array).ok_or(Refused::Foreign)? {
        carried.without.push(id.as_str().and_then(Part::parse).ok_or(Refused::Newer)?);
    }
    for (key, record) in value.get("records").and_then(Value::as_object).ok_or(Refused::Foreign)? {
        carried.kept.read_record(key, record, parse)?;
    }
    Ok(carried)
}

/// Writes a backup file, laid out for people. `what` says in words what the file is, `made` when it was made.
pub fn write_backup(carried: &Carried, made: Instant, what: &str) -> String {
    let (what, made) = (quoted(what), quoted(&made.print()));
    laid_out(&format!(
        "{{\"what\":{what},\"format\":\"{FORMAT}\",\"v\":{VERSION},\"made\":{made},{}}}",
        write_carried(carried)
    ))
}

/// Reads a backup file, all of it or nothing.
///
/// # Errors
/// [`Refused`], to be said at the field.
pub fn read_backup(text: &str, parse: Parse) -> Result<Carried, Refused> {
    let value = parse(text.trim_start_matches('\u{feff}')).map_err(|_| Refused::NotJson)?;
    if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(Refused::Foreign);
    }
    match value.get("v").and_then(Value::as_u64) {
        Some(VERSION) => read_carried(&value, parse),
        Some(version) if version > VERSION => Err(Refused::Newer),
        _ => Err(Refused::Foreign),
    }
}

/// JSON without a space, with a line for each field and item.
fn laid_out(json: &str) -> String {
    let mut text = String::with_capacity(json.len() * 2);
    let (mut depth, mut quoted, mut escaped) = (0, false, false);
    let line = |text: &mut String, depth: usize| {
        text.push('\n');
        text.extend(std::iter::repeat_n("  ", depth));
    };
    let mut letters = json.chars().peekable();
    while let Some(letter) = letters.next() {
        if quoted {
            text.push(letter);
            quoted = escaped || letter != '"';
            escaped = !escaped && letter == '\\';
            continue;
        }
        let empty = letters.peek().is_some_and(|next| matches!(next, '}' | ']'));
        match letter {
            '{' | '[' => {
                depth += 1;
                text.push(letter);
                if !empty {
                    line(&mut text, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                if !text.ends_with(['{', '[']) {
                    line(&mut text, depth);
                }
                text.push(letter);
            }
            ',' => {
                text.push(letter);
                line(&mut text, depth);
            }
            ':' => text.push_str(": "),
            letter => {
                quoted = letter == '"';
                text.push(letter);
            }
        }
    }
    text.push('\n');
    text
}

/// Puts what comes in in place of what is here. Kinds it was made without stay.
pub fn replace(here: &Kept, coming: &Carried) -> Kept {
    let absent: Vec<Part> = Part::ALL.iter().copied().filter(|part| !coming.without.contains(part)).collect();
    let stays = here.clone().without(&absent);
    let mut there = coming.kept.clone().without(&coming.without);
    there.others.extend(stays.others);
    Kept {
        answers: if coming.without.contains(&Part::Answers) { stays.answers } else { there.answers },
        courses: if coming.without.contains(&Part::Sessions) { stays.courses } else { there.courses },
        ticks: if coming.without.contains(&Part::Ticks) { stays.ticks } else { there.ticks },
        diary: if coming.without.contains(&Part::Diary) { stays.diary } else { there.diary },
        others: there.others,
    }
}

/// Keeps what is here and adds what is missing; also how many sessions could not be added, because they do not fit
/// between those that are here.
pub fn merge(here: &Kept, coming: &Carried) -> (Kept, usize) {
    let there = &coming.kept;
    let (courses, left_out) = merge_courses(&here.courses, &there.courses);
    let mut merged = Kept { answers: merge_answers(&here.answers, &there.answers), courses, ..here.clone() };
    merged.ticks.extend(there.ticks.iter().cloned());
    for (day, entry) in there.diary.iter() {
        merged.diary.get_or_insert(*day, entry.clone());
    }
    for (key, text) in there.others.iter() {
        if Part::of_key(key) != Some(Part::Photos) {
            merged.others.get_or_insert(key.clone(), text.clone());
        } else if !here.photos().any(|(_, known)| known == text) {
            let key = free_key(&merged, key);
            merged.others.insert(key, text.clone());
        }
    }
    (merged, left_out)
}

/// The key itself, or the next free number: two devices number their photos alike.
fn free_key(kept: &Kept, key: &str) -> String {
    if !kept.others.contains_key(key) {
        return key.to_owned();
    }
    let numbers = kept.photos().filter_map(|(key, _)| key.strip_prefix(PHOTO)?.parse::<u32>().ok());
    format!("{PHOTO}{}", numbers.max().unwrap_or_default().saturating_add(1))
}

/// Fills only what is not answered here.
fn merge_answers(here: &Answers, there: &Answers) -> Answers {
    // What was said about another concern says nothing about this one: the same answers go as when it is changed.
    let there = match here.concern {
        Some(concern) => there.clone().with(Change::Concern(concern)),
        None => there.clone(),
    };
    let mut merged = here.clone();
    merged.concern = merged.concern.or(there.concern);
    fill(&mut merged.severity, there.severity);
    fill(&mut merged.scar_type, there.scar_type);
    fill(&mut merged.area, there.area);
    fill(&mut merged.device, there.device);
    fill(&mut merged.sun, there.sun);
    fill(&mut merged.age, there.age);
    fill(&mut merged.scar_date, there.scar_date);
    fill(&mut merged.partner, there.partner);
    fill(&mut merged.add, there.add);
    fill(&mut merged.not_if, there.not_if);
    fill(&mut merged.start, there.start);
    fill(&mut merged.event, there.event);
    fill(&mut merged.interval, there.interval);
    fill(&mut merged.price, there.price);
    for (group, check) in there.checks {
        if merged.checks.contains_key(&group) {
            continue;
        }
        for condition in check.ticked.iter() {
            if let Some(day) = there.dates.get(condition) {
                merged.dates.get_or_insert(*condition, *day);
            }
        }
        merged.checks.insert(group, check);
    }
    merged
}

fn fill<T>(here: &mut Answer<T>, there: Answer<T>) {
    if !here.is_given() {
        *here = there;
    }
}

/// All sessions of both where they go together, else those that fit one after another. What is here stays.
fn merge_courses(here: &Courses, there: &Courses) -> (Courses, usize) {
    let mut rules = here.rules.clone();
    for (id, hours) in there.rules.iter() {
        rules.get_or_insert(id.clone(), *hours);
    }
    let mut sessions: SortedMap<SessionId, Session> = here.iter().map(|(id, session)| (id, session.clone())).collect();
    let missing: Vec<(SessionId, Session)> =
        there.iter().filter(|(id, _)| here.get(*id).is_none()).map(|(id, session)| (id, session.clone())).collect();
    let mut all = sessions.clone();
    all.extend(missing.clone());
    let phone = if here.phone.is_empty() { there.phone.clone() } else { here.phone.clone() };
    if let Some(both) = Courses::restore(all, here.later().max(there.later()), rules.clone(), phone.clone()) {
        return (both, 0);
    }
    let mut left_out = 0;
    for (id, session) in missing {
        sessions.insert(id, session);
        if Courses::restore(sessions.clone(), here.later(), rules.clone(), String::new()).is_none() {
            sessions.remove(&id);
            left_out += 1;
        }
    }
    let merged = Courses::restore(sessions, here.later(), rules, phone);
    (merged.unwrap_or_else(|| here.clone()), left_out)
}

/// How two sides of one kind differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Only in what comes in.
    pub new: usize,
    /// On both sides, and not the same.
    pub differ: usize,
    /// Only here.
    pub only_here: usize,
}

impl Counts {
    /// Counts two lists of things by their names.
    pub fn of(here: &[(String, String)], there: &[(String, String)]) -> Self {
        let find = |list: &[(String, String)], name: &str| list.iter().position(|(known, _)| known == name);
        let mut counts = Self::default();
        for (name, thing) in there {
            match find(here, name).and_then(|place| here.get(place)) {
                None => counts.new += 1,
                Some((_, known)) => counts.differ += usize::from(known != thing),
            }
        }
        counts.only_here = here.iter().filter(|(name, _)| find(there, name).is_none()).count();
        counts
    }

    /// Whether both sides are the same.
    pub fn is_same(self) -> bool {
        self == Self::default()
    }
}
