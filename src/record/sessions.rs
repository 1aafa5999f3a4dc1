//! Sessions as they are saved: one record for all courses and the clinic's own rules. Schema 1.
//!
//! Uses: `domain`, `content::json`, `record::saved`. Used by: `state`, `record::backup`.

use super::saved::{Record, Unreadable, open};
use crate::content::json::{self, Fields, Node, Parse, quoted};
use crate::domain::course::{Booking, Courses, DEEPEST, Details, Held, LONGEST_DETAIL, Session, SessionId, Stage};
use crate::domain::dates::{format_iso, parse_iso};
use crate::domain::ids::{AreaId, Device};
use crate::domain::moment::{ClockTime, Instant};
use crate::domain::sorted::SortedMap;

/// Writes all sessions as the text to save.
pub fn write_sessions(courses: &Courses) -> String {
    let mut record = Record::new();
    record.put("later", &courses.later().to_string());
    let sessions: Vec<String> = courses.iter().map(|(id, session)| write_session(id, session)).collect();
    record.put("sessions", &format!("[{}]", sessions.join(",")));
    let rules: Vec<String> = courses.rules.iter().map(|(id, hours)| format!("{}:{hours}", quoted(id))).collect();
    record.object("rules", &rules);
    if !courses.phone.is_empty() {
        record.put("phone", &quoted(&courses.phone));
    }
    record.end()
}

/// Writes one session as it stands in the record.
pub fn write_session(id: SessionId, session: &Session) -> String {
    let mut text = format!("{{\"course\":{},\"number\":{}", id.course, id.number);
    let mut put = |name: &str, json: &str| {
        for part in [",\"", name, "\":", json] {
            text.push_str(part);
        }
    };
    match &session.stage {
        Stage::Booked(booking) => {
            put("day", &quoted(&format_iso(booking.day)));
            if let Some(time) = booking.time {
                put("time", &quoted(&time.print()));
            }
        }
        Stage::Held(held) => {
            put("ended", &quoted(&held.end.print()));
            put("offset", &held.offset.to_string());
            put("zone", &quoted(&held.zone));
        }
    }
    let Details { place, who, device, depth, area } = &session.details;
    for (name, text) in [("place", place), ("who", who)] {
        if !text.is_empty() {
            put(name, &quoted(text));
        }
    }
    if let Some(device) = device {
        put("device", &quoted(device.as_str()));
    }
    if let Some(depth) = depth {
        put("depth", &depth.to_string());
    }
    if let Some(area) = area {
        put("area", &quoted(area.as_str()));
    }
    text + "}"
}

/// Reads saved sessions.
///
/// # Errors
/// [`Unreadable`] when the text is damaged or from a newer version; the caller keeps it.
pub fn read_sessions(text: &str, parse: Parse) -> Result<Courses, Unreadable> {
    json::read(&open(text, parse)?, courses).map_err(|_| Unreadable::Damaged)
}

/// Sessions, schema 1.
fn courses(node: Node<'_>) -> Courses {
    let fields = node.fields(&[&["v", "later", "sessions", "rules", "phone"]]);
    let mut sessions = SortedMap::new();
    for (id, session) in fields.at("sessions").list(session) {
        if sessions.contains_key(&id) {
            node.refuse("a session twice");
        }
        sessions.insert(id, session);
    }
    let rules = fields.maybe("rules").map(|node| node.map(Node::whole)).unwrap_or_default();
    let phone = fields.maybe("phone").map(Node::text).unwrap_or_default();
    Courses::restore(sessions, fields.at("later").whole(), rules, phone).unwrap_or_else(|| {
        node.refuse("sessions out of order");
        Courses::default()
    })
}

fn session(node: Node<'_>) -> (SessionId, Session) {
    let known =
        ["course", "number", "day", "time", "ended", "offset", "zone", "place", "who", "device", "depth", "area"];
    let fields = node.fields(&[&known]);
    let id = SessionId::new(fields.at("course").whole(), fields.at("number").whole());
    let id = id.unwrap_or_else(|| {
        node.refuse("no such session");
        SessionId { course: 1, number: 1 }
    });
    let stage = if fields.has("ended") { Stage::Held(held(fields)) } else { Stage::Booked(booking(fields)) };
    let depth = fields.maybe("depth").map(|node| {
        let depth = node.whole();
        if depth == 0 || depth > DEEPEST {
            node.refuse("not a depth");
        }
        depth
    });
    let details = Details {
        place: detail(fields, "place"),
        who: detail(fields, "who"),
        device: fields.maybe("device").and_then(|node| node.spelt(Device::parse)),
        depth,
        area: fields.maybe("area").and_then(|node| node.spelt(AreaId::parse)),
    };
    (id, Session { stage, details })
}

fn booking(fields: Fields<'_>) -> Booking {
    Booking {
        day: fields.at("day").spelt(parse_iso).unwrap_or_default(),
        time: fields.maybe("time").and_then(|node| node.spelt(ClockTime::parse)),
    }
}

fn held(fields: Fields<'_>) -> Held {
    let offset: i16 = fields.at("offset").whole();
    // No place on Earth has ever been a day away from Greenwich.
    if offset.unsigned_abs() >= 24 * 60 {
        fields.refuse("not an offset");
    }
    Held {
        end: fields.at("ended").spelt(Instant::parse).unwrap_or(Instant::from_millis(0)),
        offset,
        zone: fields.at("zone").text(),
    }
}

fn detail(fields: Fields<'_>, name: &'static str) -> String {
    let Some(node) = fields.maybe(name) else { return String::new() };
    let text = node.text();
    if text.chars().count() > LONGEST_DETAIL {
        node.refuse("too long");
    }
    text
}
