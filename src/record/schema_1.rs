//! The step from schema 1 to schema 2: what one text of schema 1 becomes.
//!
//! Uses: `record::{envelope, keys, store}`. Used by: `state`, `record::backup`. Never edited but to be deleted: what schema 2 makes of
//! the fields is the business of its readers. In schema 1 a record was one flat object with `"v":1`, all sessions were
//! one record and all ticks another.

use serde_json::Value;

use super::backup::Part;
use super::envelope::{Fields, Record, Unreadable, together};
use super::keys::{ASIDE, CALENDAR, COURSE, PLAN, PROFILE, SESSION, TICKS};
use super::limits::MOST_TICKS;
use super::shelf::Shelf;
use super::stamp::Stamp;
use super::store::{Store, Trouble};
use crate::content::json::{Parse, Reason};

/// The keys of schema 1 that schema 2 does not use any more.
pub const OLD_KEYS: [&str; 3] = ["answers", "ticks", "sessions"];
/// End of the keys under which schema 1 set aside what it could not read.
pub const UNREADABLE: &str = ".unreadable";

/// Whether the shelf holds keys that only schema 1 had: looks that any start can afford. Where they are gone, the few
/// texts of schema 1 that may still stand under keys of both are brought up to date when they are read.
pub fn is_there<S: Shelf>(shelf: &S) -> bool {
    OLD_KEYS.iter().any(|key| !matches!(shelf.get(key), Ok(None)))
}

/// Brings everything of schema 1 up to date, each text on its own. An old text goes only when what it became has been
/// read back; one that makes no sense is set aside. `false` when some could not be done: they are as they were. Where a
/// newer version has written, nothing is done.
pub fn bring_up_to_date<S: Shelf>(store: &mut Store<S>, parse: Parse) -> bool {
    if store.is_read_only() {
        return false;
    }
    let keys = store.shelf().keys("");
    // Each one is tried, whatever became of the one before.
    keys.iter().filter(|key| !bring_one(store, key, parse)).count() == 0
}

/// Brings one text up to date, if it is of schema 1; `false` when it could not be done.
pub fn bring_one<S: Shelf>(store: &mut Store<S>, key: &str, parse: Parse) -> bool {
    if key.starts_with(ASIDE) {
        return true;
    }
    if key.ends_with(UNREADABLE) {
        return store.set_aside(key) == Trouble::SetAside;
    }
    let is_old = OLD_KEYS.contains(&key);
    if !is_old && Part::of_key(key).is_none() {
        return true;
    }
    let text = match store.shelf().get(key) {
        Ok(Some(text)) => text,
        nothing => return nothing.is_ok(),
    };
    if !is_old && Record::read(&text, parse) != Err(Unreadable::Older) {
        return true;
    }
    let upgraded = parse(&text).and_then(|record| upgrade(key, &record));
    let Ok(records) = upgraded else { return store.set_aside(key) == Trouble::SetAside };
    let records: Vec<(String, Record)> =
        records.into_iter().map(|(key, fields)| (key, Record::of(&fields, Stamp::OLDEST))).collect();
    match records.as_slice() {
        [(same, record)] if same == key => {
            let new = record.print();
            let shelf = store.shelf();
            let is_there = shelf.set(key, &new).is_ok() && shelf.get(key) == Ok(Some(new));
            if !is_there && shelf.get(key) != Ok(Some(text.clone())) {
                // Not what was written and not what was there: what was there fits.
                if shelf.set(key, &text).is_err() || shelf.get(key) != Ok(Some(text)) {
                    store.adopt(key, record);
                }
            }
            is_there
        }
        _ => {
            for (key, record) in &records {
                store.adopt(key, record);
            }
            store.flush();
            let waiting = store.waiting();
            let all_written = records.iter().all(|(key, _)| !waiting.contains(key));
            if all_written {
                store.shelf().remove(key);
            }
            all_written
        }
    }
}

/// The fields of the answers that belong to the plan.
const OF_PLAN: [&str; 4] = ["start", "event", "interval", "price"];

/// The records that one of schema 1 becomes, by key.
///
/// # Errors
/// When it is no record of schema 1.
pub fn upgrade(key: &str, record: &Value) -> Result<Vec<(String, Fields)>, Reason> {
    let mut fields = record.as_object().ok_or("not an object")?.clone();
    if fields.remove("v").and_then(|version| version.as_u64()) != Some(1) {
        return Err("not schema 1".to_owned());
    }
    match key {
        "answers" => {
            let mut plan = Fields::new();
            for name in OF_PLAN {
                if let Some(value) = fields.remove(name) {
                    plan.insert(name.to_owned(), value);
                }
            }
            let profile = apart(apart(fields, "checks")?, "dates")?;
            Ok(vec![(PROFILE.to_owned(), profile), (PLAN.to_owned(), plan)])
        }
        "ticks" => ticks(fields),
        "sessions" => sessions(fields),
        CALENDAR => {
            let Some(sequence) = fields.remove("sequence") else { return Ok(vec![(key.to_owned(), fields)]) };
            let mut last = Fields::new();
            last.insert("sequence".to_owned(), sequence);
            last.insert("checksum".to_owned(), fields.remove("checksum").unwrap_or_default());
            last.insert("entries".to_owned(), fields.remove("made").unwrap_or_else(|| Fields::new().into()));
            fields.insert("last".to_owned(), last.into());
            Ok(vec![(key.to_owned(), fields)])
        }
        _ => Ok(vec![(key.to_owned(), apart(fields, "signs")?)]),
    }
}

/// What stood together in one field becomes a field each.
fn apart(mut fields: Fields, name: &str) -> Result<Fields, Reason> {
    if let Some(group) = fields.remove(name) {
        let group = group.as_object().ok_or("not an object")?.clone();
        fields.extend(group.into_iter().map(|(inner, value)| ([name, ".", &inner].concat(), value)));
    }
    Ok(fields)
}

/// A list that is no longer than one may be: each thing in it is held against those before it.
fn list(value: Option<&Value>) -> Result<&[Value], Reason> {
    let items = value.and_then(Value::as_array).ok_or("not a list")?;
    if items.len() > MOST_TICKS { Err("too long".to_owned()) } else { Ok(items) }
}

fn ticks(mut fields: Fields) -> Result<Vec<(String, Fields)>, Reason> {
    let ticked = fields.remove("ticked");
    let mut lists: Vec<(String, Fields)> = Vec::new();
    for tick in list(ticked.as_ref())? {
        let mut parts = tick.as_str().ok_or("not a text")?.splitn(3, '/');
        let (list, session) = parts.next().zip(parts.next()).ok_or("not a tick")?;
        let row = parts.next().filter(|row| !row.is_empty()).ok_or("not a tick")?;
        let key = [TICKS, list, ":", session].concat();
        match lists.iter_mut().find(|(known, _)| *known == key) {
            Some((_, rows)) => drop(rows.insert(row.to_owned(), true.into())),
            None => lists.push((key, together([(row.to_owned(), true.into())].into_iter()))),
        }
    }
    refuse_others(&fields)?;
    Ok(lists)
}

fn sessions(mut fields: Fields) -> Result<Vec<(String, Fields)>, Reason> {
    let mut records = Vec::new();
    let sessions = fields.remove("sessions");
    for session in list(sessions.as_ref())? {
        let mut session = session.as_object().ok_or("not an object")?.clone();
        let mut number = |name: &str| session.remove(name).and_then(|number| number.as_u64()).ok_or("not a number");
        let (course, number) = (number("course")?, number("number")?);
        let running = course.checked_sub(1).and_then(|before| before.checked_mul(100)?.checked_add(number));
        let mut stage = Fields::new();
        for name in ["day", "time", "ended", "offset", "zone"] {
            if let Some(value) = session.remove(name) {
                stage.insert(name.to_owned(), value);
            }
        }
        session.insert("stage".to_owned(), stage.into());
        let key = [SESSION, &running.ok_or("no such session")?.to_string()].concat();
        if records.iter().any(|(known, _)| *known == key) {
            return Err("a session twice".to_owned());
        }
        records.push((key, session));
    }
    let mut course = Fields::new();
    for name in ["later", "rules", "phone"] {
        if let Some(value) = fields.remove(name).filter(|value| value.as_u64() != Some(0)) {
            course.insert(name.to_owned(), value);
        }
    }
    records.push((COURSE.to_owned(), apart(course, "rules")?));
    refuse_others(&fields)?;
    Ok(records)
}

fn refuse_others(fields: &Fields) -> Result<(), Reason> {
    fields.keys().next().map_or(Ok(()), |name| Err(["unknown field `", name, "`"].concat()))
}
