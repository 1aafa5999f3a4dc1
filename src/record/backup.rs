//! All that is kept, as one value: as a backup file, and what becomes of it when another such value comes in.
//!
//! Uses: `domain`, `content::json`, the other records. Used by: `record::restore_code`, `state::carry`. A backup holds
//! each record as it is saved, under its key without the planner's prefix, so that it is read by the same readers.

use serde_json::Value;

use super::calendar::read_made;
use super::diary::{read_entry, write_entry};
use super::envelope::{Fields, Record};
use super::keys::{self, CALENDAR, COURSE, ENTRY, MATTERS, PHOTO, PLAN, PROFILE, SESSION, TICKS};
use super::limits::{LONGEST_BACKUP, MOST_RECORDS, MOST_TICKS, fits};
use super::matters;
use super::photo::read_photo;
use super::profile::{read_plan, read_profile, with_plan, write_plan, write_profile};
use super::schema_1;
use super::sessions::{Course, read_course, read_session, write_course, write_session};
use super::stamp::Stamp;
use super::ticks::{read_ticks, write_ticks};
use crate::content::json::{Parse, Reason, print, quoted};
use crate::domain::answers::{Answer, Answers, Change};
use crate::domain::checklist::{Checklist, Tick};
use crate::domain::course::Courses;
use crate::domain::diary::Diary;
use crate::domain::moment::Instant;
use crate::domain::photo::BUDGET;
use crate::domain::sorted::{SortedMap, SortedSet};

/// Says whose file it is.
const FORMAT: &str = "microneedling-planner-backup";
/// The version of the file written now: the schema of the records in it.
const VERSION: u64 = 2;

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
    /// What matters to the person.
    Matters,
}

impl Part {
    /// Every kind, in the order in which they are written and shown.
    pub const ALL: &'static [Self] =
        &[Self::Answers, Self::Sessions, Self::Ticks, Self::Diary, Self::Photos, Self::Calendar, Self::Matters];

    /// The id used in files and text ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Sessions => "sessions",
            Self::Ticks => "ticks",
            Self::Diary => "diary",
            Self::Photos => "photos",
            Self::Calendar => "calendar",
            Self::Matters => "matters",
        }
    }

    /// Reads an id.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|part| part.as_str() == id)
    }

    /// The kind of the record under a key; `None` for what is no record of the person's.
    pub fn of_key(key: &str) -> Option<Self> {
        let starts = [(SESSION, Self::Sessions), (TICKS, Self::Ticks), (ENTRY, Self::Diary), (PHOTO, Self::Photos)];
        match key {
            PROFILE | PLAN => Some(Self::Answers),
            COURSE => Some(Self::Sessions),
            CALENDAR => Some(Self::Calendar),
            MATTERS => Some(Self::Matters),
            _ => starts.into_iter().find(|(start, _)| key.starts_with(start)).map(|(_, part)| part),
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
    /// More than may come in (`record::limits`).
    TooMuch,
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
    /// Photos, what was chosen for the calendar and what matters: fields by key, carried as they are.
    pub others: SortedMap<String, Fields>,
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

    /// Every record that says something, by its key.
    pub fn records(&self) -> Vec<(String, Fields)> {
        let mut records = vec![
            (PROFILE.to_owned(), write_profile(&self.answers)),
            (PLAN.to_owned(), write_plan(&self.answers)),
            (COURSE.to_owned(), write_course(&self.courses)),
        ];
        records.extend(self.courses.iter().map(|(id, session)| (keys::session(id), write_session(session))));
        let mut lists: Vec<(Checklist, u16)> = self.ticks.iter().map(|tick| (tick.list, tick.session)).collect();
        lists.dedup();
        for (list, session) in lists {
            records.push((keys::ticks(list, session), write_ticks(&self.ticks, list, session)));
        }
        records.extend(self.diary.iter().map(|(day, entry)| (keys::entry(*day), write_entry(entry))));
        records.extend(self.others.iter().map(|(key, fields)| (key.clone(), fields.clone())));
        records.retain(|(_, fields)| !fields.is_empty());
        records
    }

    /// The same without some kinds.
    pub fn without(mut self, parts: &[Part]) -> Self {
        for part in parts {
            match part {
                Part::Answers => self.answers = Answers::default(),
                Part::Sessions => self.courses = Courses::default(),
                Part::Ticks => self.ticks = SortedSet::new(),
                Part::Diary => self.diary = Diary::new(),
                Part::Photos | Part::Calendar | Part::Matters => {
                    self.others.retain(|key, _| Part::of_key(key) != Some(*part));
                }
            }
        }
        self
    }

    /// Every photo by its key.
    pub fn photos(&self) -> impl Iterator<Item = (&String, &Fields)> {
        self.others.iter().filter(|(key, _)| key.starts_with(PHOTO))
    }

    /// The single things of one kind, by names that tell them apart. Answers are told apart by those who show them.
    pub fn things(&self, part: Part) -> Vec<(String, String)> {
        match part {
            Part::Sessions => {
                let sessions =
                    self.courses.iter().map(|(id, session)| (keys::session(id), print(&write_session(session).into())));
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
            Part::Photos => self.photos().map(|(_, photo)| (print(&photo.clone().into()), String::new())).collect(),
            Part::Answers | Part::Diary | Part::Calendar | Part::Matters => {
                let records = self.records().into_iter().filter(|(key, _)| Part::of_key(key) == Some(part));
                records.map(|(key, fields)| (key, print(&fields.into()))).collect()
            }
        }
    }

    /// Puts records together, all of them or, where one cannot be read, none.
    fn of_records(records: &[(String, Fields)]) -> Result<Self, Refused> {
        if records.len() > MOST_RECORDS {
            return Err(Refused::TooMuch);
        }
        let nothing = Fields::new();
        let single = |name: &str| records.iter().find(|(key, _)| key == name).map_or(&nothing, |(_, fields)| fields);
        let damaged = |part: Part| move |_: Reason| Refused::Damaged(part);
        let profile = read_profile(single(PROFILE)).map_err(damaged(Part::Answers))?;
        let plan = read_plan(single(PLAN)).map_err(damaged(Part::Answers))?;
        let Course { later, rules, phone } = read_course(single(COURSE)).map_err(damaged(Part::Sessions))?;
        let mut kept = Self { answers: with_plan(profile, plan), ..Self::default() };
        let mut sessions = SortedMap::new();
        for (key, fields) in records {
            let part = Part::of_key(key).ok_or(Refused::Newer)?;
            match part {
                // Read above.
                Part::Answers => {}
                Part::Sessions if key == COURSE => {}
                Part::Sessions => {
                    let id = keys::session_of(key).ok_or(Refused::Damaged(part))?;
                    sessions.insert(id, read_session(fields).map_err(damaged(part))?);
                }
                Part::Ticks => {
                    let (list, session) = keys::ticks_of(key).ok_or(Refused::Damaged(part))?;
                    let rows = read_ticks(fields).map_err(damaged(part))?;
                    if kept.ticks.len() + rows.len() > MOST_TICKS {
                        return Err(Refused::TooMuch);
                    }
                    kept.ticks.extend(rows.into_iter().map(|row| Tick { list, session, row }));
                }
                Part::Diary => {
                    let day = keys::entry_of(key).ok_or(Refused::Damaged(part))?;
                    let entry = read_entry(fields).map_err(damaged(part))?;
                    if !entry.is_empty() {
                        kept.diary.insert(day, entry);
                    }
                }
                Part::Photos | Part::Calendar | Part::Matters => {
                    is_whole(key, fields).map_err(damaged(part))?;
                    kept.others.insert(key.clone(), fields.clone());
                }
            }
        }
        kept.courses = Courses::restore(sessions, later, rules, phone).ok_or(Refused::Damaged(Part::Sessions))?;
        Ok(kept)
    }

    /// Adds a record that is carried as it is, if it is of such a kind, and whole.
    pub fn add_other(&mut self, key: &str, fields: Fields) {
        if is_whole(key, &fields).is_ok() {
            self.others.insert(key.to_owned(), fields);
        }
    }
}

/// Whether a record is of a kind that is carried as it is, and can be read.
fn is_whole(key: &str, fields: &Fields) -> Result<(), Reason> {
    match key {
        CALENDAR => return read_made(fields).map(drop),
        MATTERS => return matters::read(fields).map(drop),
        _ => {}
    }
    keys::photo_of(key).ok_or("no number of a photo")?;
    read_photo(fields).map(drop)
}

/// The two fields that files and links share.
pub(super) fn write_carried(carried: &Carried) -> String {
    let without: Vec<String> = carried.without.iter().map(|part| quoted(part.as_str())).collect();
    let records = carried.kept.records();
    let records: Vec<String> =
        records.into_iter().map(|(key, fields)| [&quoted(&key), ":", &print(&fields.into())].concat()).collect();
    format!("\"without\":[{}],\"records\":{{{}}}", without.join(","), records.join(","))
}

/// Reads the two fields that files and links share, with records of this version or the one before.
pub(super) fn read_carried(value: &Value, version: u64) -> Result<Carried, Refused> {
    let mut without = Vec::new();
    for id in value.get("without").and_then(Value::as_array).ok_or(Refused::Foreign)? {
        without.push(id.as_str().and_then(Part::parse).ok_or(Refused::Newer)?);
    }
    let mut records = Vec::new();
    for (key, record) in value.get("records").and_then(Value::as_object).ok_or(Refused::Foreign)? {
        records.extend(if version == VERSION { current(key, record)? } else { older(key, record)? });
    }
    Ok(Carried { kept: Kept::of_records(&records)?, without })
}

fn current(key: &str, record: &Value) -> Result<Vec<(String, Fields)>, Refused> {
    let part = Part::of_key(key).ok_or(Refused::Newer)?;
    let fields = record.as_object().ok_or(Refused::Damaged(part))?;
    Ok(vec![(key.to_owned(), fields.clone())])
}

/// The kinds whose records had the same keys in version 1.
const PARTS_1: [Part; 3] = [Part::Diary, Part::Photos, Part::Calendar];

fn older(key: &str, record: &Value) -> Result<Vec<(String, Fields)>, Refused> {
    let part = match key {
        "answers" => Part::Answers,
        "sessions" => Part::Sessions,
        "ticks" => Part::Ticks,
        _ => Part::of_key(key).filter(|part| PARTS_1.contains(part)).ok_or(Refused::Newer)?,
    };
    if record.get("v").and_then(Value::as_u64).is_some_and(|version| version > 1) {
        return Err(Refused::Newer);
    }
    schema_1::upgrade(key, record).map_err(|_| Refused::Damaged(part))
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
    if !fits(text, LONGEST_BACKUP) {
        return Err(Refused::TooMuch);
    }
    let value = parse(text.trim_start_matches('\u{feff}')).map_err(|_| Refused::NotJson)?;
    if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(Refused::Foreign);
    }
    match value.get("v").and_then(Value::as_u64) {
        Some(version @ (1 | VERSION)) => read_carried(&value, version),
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
    let mut replaced = coming.kept.clone().without(&coming.without);
    for part in &coming.without {
        match part {
            Part::Answers => replaced.answers = here.answers.clone(),
            Part::Sessions => replaced.courses = here.courses.clone(),
            Part::Ticks => replaced.ticks = here.ticks.clone(),
            Part::Diary => replaced.diary = here.diary.clone(),
            Part::Photos | Part::Calendar | Part::Matters => {
                let stay = here.others.iter().filter(|(key, _)| Part::of_key(key) == Some(*part));
                replaced.others.extend(stay.map(|(key, fields)| (key.clone(), fields.clone())));
            }
        }
    }
    replaced
}

/// A record's key, what it says now and what it is to say.
pub type Changed = (String, Fields, Fields);

/// The records that differ between two states.
pub fn changes(here: &Kept, target: &Kept) -> Vec<Changed> {
    let here = here.records();
    let mut changes = Vec::new();
    let mut target: SortedMap<String, Fields> = target.records().into_iter().collect();
    for (key, before) in here {
        let after = target.remove(&key).unwrap_or_default();
        if before != after {
            changes.push((key, before, after));
        }
    }
    changes.extend(target.into_iter().map(|(key, after)| (key, Fields::new(), after)));
    changes
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
    let mut free = 1;
    for (key, fields) in there.others.iter() {
        if Part::of_key(key) != Some(Part::Photos) {
            merged.others.get_or_insert(key.clone(), fields.clone());
        } else if !here.photos().any(|(_, known)| known == fields) {
            let key = if merged.others.contains_key(key) { free_key(&merged, &mut free) } else { key.clone() };
            merged.others.insert(key, fields.clone());
        }
    }
    (merged, left_out)
}

/// Takes those photos out that came in and for which there is no room beside the others, the oldest first to stay; and
/// how many. What is here stays.
pub fn leave_out_photos(here: &Kept, target: &mut Kept) -> usize {
    let size = |photo: &Fields| Record::of(photo, Stamp::OLDEST).print().len();
    let is_here = |key: &str, photo: &Fields| here.others.get(key) == Some(photo);
    let staying = target.photos().filter(|(key, photo)| is_here(key, photo));
    let mut used: usize = staying.map(|(_, photo)| size(photo)).sum();
    let mut out = SortedSet::new();
    for (key, photo) in target.photos().filter(|(key, photo)| !is_here(key, photo)) {
        let more = size(photo);
        if used + more <= BUDGET {
            used += more;
        } else {
            out.insert(key.clone());
        }
    }
    target.others.retain(|key, _| !out.contains(key));
    out.len()
}

/// The key of a number that no photo has, from `next` on: two devices number their photos alike.
fn free_key(kept: &Kept, next: &mut u64) -> String {
    loop {
        let key = keys::photo(*next);
        *next += 1;
        if !kept.others.contains_key(&key) {
            return key;
        }
    }
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

/// The sessions of both as far as they go together; also how many do not. What is here stays.
fn merge_courses(here: &Courses, there: &Courses) -> (Courses, usize) {
    let mut merged = here.clone();
    let sessions = there.iter().map(|(id, session)| (id, session.clone())).collect();
    let left_out = merged.take_in(sessions, there.later());
    for (id, hours) in there.rules.iter() {
        merged.rules.get_or_insert(id.clone(), *hours);
    }
    if merged.phone.is_empty() {
        merged.phone.clone_from(&there.phone);
    }
    (merged, left_out.len())
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
        let by_name = |list: &[(String, String)]| list.iter().cloned().collect::<SortedMap<String, String>>();
        let (known, coming) = (by_name(here), by_name(there));
        let mut counts = Self::default();
        for (name, thing) in there {
            match known.get(name) {
                None => counts.new += 1,
                Some(known) => counts.differ += usize::from(known != thing),
            }
        }
        counts.only_here = here.iter().filter(|(name, _)| !coming.contains_key(name)).count();
        counts
    }

    /// Whether both sides are the same.
    pub fn is_same(self) -> bool {
        self == Self::default()
    }
}
