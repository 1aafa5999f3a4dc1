//! Sessions as they are kept: one record each, and one for what holds for all of them.
//!
//! Uses: `domain`, `content::json`, `record::envelope`. Used by: `state`, `record::backup`. Whether the sessions go together is
//! the domain's business ([`Courses::gather`](crate::domain::course::Courses::gather)).

use serde_json::Value;

use super::envelope::{Fields, nested, together};
use super::limits::{by_id, short};
use crate::content::json::{self, Node, Reason};
use crate::domain::course::{
    Booking, Courses, DEEPEST, Details, HIGHEST, Held, LONGEST_DETAIL, Session, Stage, is_phone,
};
use crate::domain::dates::{format_iso, parse_accepted};
use crate::domain::ids::{AreaId, Device};
use crate::domain::moment::{ClockTime, Instant};
use crate::domain::sorted::SortedMap;

/// A session as fields of its record. What it is and when is one field: half of it would be wrong.
pub fn write_session(session: &Session) -> Fields {
    let mut stage = Fields::new();
    match &session.stage {
        Stage::Booked(booking) => {
            stage.insert("day".to_owned(), format_iso(booking.day).into());
            if let Some(time) = booking.time {
                stage.insert("time".to_owned(), time.print().into());
            }
        }
        Stage::Held(held) => {
            stage.insert("ended".to_owned(), held.end.print().into());
            stage.insert("offset".to_owned(), held.offset.into());
            stage.insert("zone".to_owned(), held.zone.clone().into());
        }
    }
    let mut fields = Fields::new();
    fields.insert("stage".to_owned(), Value::Object(stage));
    let Details { place, who, device, depth, area } = &session.details;
    for (name, text) in [("place", place), ("who", who)] {
        if !text.is_empty() {
            fields.insert(name.to_owned(), text.clone().into());
        }
    }
    let others = [
        ("device", device.map(|device| device.as_str().into())),
        ("depth", depth.map(Value::from)),
        ("area", area.map(|area| area.as_str().into())),
    ];
    fields.extend(others.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
    fields
}

/// Reads a session.
///
/// # Errors
/// The first thing that is not as it should be.
pub fn read_session(fields: &Fields) -> Result<Session, Reason> {
    json::read(&nested(fields), session)
}

fn session(node: Node<'_>) -> Session {
    let fields = node.fields(&[&["stage", "place", "who", "device", "depth", "area"]]);
    let stage = fields.at("stage").fields(&[&["day", "time", "ended", "offset", "zone"]]);
    let stage = if stage.has("ended") { Stage::Held(held(stage)) } else { Stage::Booked(booking(stage)) };
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
    Session { stage, details }
}

/// What holds for all sessions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// How many courses were begun after the first.
    pub later: u16,
    /// The clinic's own hours by a restriction's id.
    pub rules: SortedMap<String, u16>,
    /// The clinic's phone number, or empty.
    pub phone: String,
}

/// What holds for all sessions, as fields of its record.
pub fn write_course(courses: &Courses) -> Fields {
    let rules = courses.rules.iter();
    let mut fields = together(rules.map(|(id, hours)| (["rules.", id].concat(), Value::from(*hours))));
    if courses.later() > 0 {
        fields.insert("later".to_owned(), courses.later().into());
    }
    if !courses.phone.is_empty() {
        fields.insert("phone".to_owned(), courses.phone.clone().into());
    }
    fields
}

/// Reads what holds for all sessions.
///
/// # Errors
/// The first thing that is not as it should be.
pub fn read_course(fields: &Fields) -> Result<Course, Reason> {
    json::read(&nested(fields), course)
}

fn course(node: Node<'_>) -> Course {
    let fields = node.fields(&[&["later", "rules", "phone"]]);
    let later = fields.maybe("later").map(Node::whole).unwrap_or_default();
    let phone = fields.maybe("phone").map(Node::text).unwrap_or_default();
    if later >= HIGHEST || !phone.is_empty() && !is_phone(&phone) {
        node.refuse("no such course, or not a phone number");
    }
    Course { later, rules: fields.maybe("rules").map(|node| by_id(node, Node::whole)).unwrap_or_default(), phone }
}

fn booking(fields: json::Fields<'_>) -> Booking {
    Booking {
        day: fields.at("day").spelt(parse_accepted).unwrap_or_default(),
        time: fields.maybe("time").and_then(|node| node.spelt(ClockTime::parse)),
    }
}

fn held(fields: json::Fields<'_>) -> Held {
    let offset: i16 = fields.at("offset").whole();
    // No place on Earth has ever been a day away from Greenwich.
    if offset.unsigned_abs() >= 24 * 60 {
        fields.refuse("not an offset");
    }
    Held {
        end: fields.at("ended").spelt(Instant::parse).unwrap_or(Instant::from_millis(0)),
        offset,
        zone: short(fields.at("zone")),
    }
}

fn detail(fields: json::Fields<'_>, name: &'static str) -> String {
    let Some(node) = fields.maybe(name) else { return String::new() };
    let text = node.text();
    if text.chars().count() > LONGEST_DETAIL {
        node.refuse("too long");
    }
    text
}
