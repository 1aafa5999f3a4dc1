//! The calendar file (RFC 5545), and what is kept about the files made so far, so that a later one updates the entries
//! of an earlier one and never doubles them.
//!
//! Uses: `domain`, `content::json`, `present::calendar`, `record::envelope`. Used by: `state`. Written by hand: the crates for
//! it write lines of 76 octets where 75 are allowed, and stamp each alarm with the clock and a random name. Their readers
//! check it in the tests.

use chrono::NaiveDate;

use super::checksum::hex;
use super::envelope::{Fields, together};
use super::limits::MOST_ENTRIES;
use crate::content::json::{self, Node, Reason};
use crate::domain::dates::{Days, add_days, format_iso, parse_iso};
use crate::domain::moment::{Instant, Zone};
use crate::domain::sorted::SortedMap;
use crate::present::calendar::{Event, Standing, When};

/// What is kept about the calendar files of this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// 32 hexadecimal digits, drawn once: with them no two planners make the same UID.
    pub id: String,
    /// The sequence number of the last file; `None` before the first.
    pub last: Option<u32>,
    /// A checksum of what that file said.
    pub checksum: u64,
    /// The entries of that file by their key, with their day.
    pub entries: SortedMap<String, NaiveDate>,
}

impl Made {
    /// Before the first file. Anything but 32 hexadecimal digits makes no id.
    pub fn new(id: String) -> Option<Self> {
        let is_id = id.len() == 32 && id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        is_id.then(|| Self { id, last: None, checksum: 0, entries: SortedMap::new() })
    }
}

/// What a file says beside its entries.
#[derive(Clone, Copy)]
pub struct Head<'a> {
    /// The calendar's name.
    pub name: &'a str,
    /// The title of an entry that is no longer there.
    pub gone: &'a str,
    /// When the file is made.
    pub now: Instant,
    /// The zone that says which day an entry is on.
    pub zone: &'a dyn Zone,
}

/// The text of the file, and what to keep about it. Entries of the last file that are still to come and no longer
/// there are written as cancelled, until their day is over; what is over is not touched again.
pub fn write_file(events: &[Event], head: Head<'_>, made: &Made) -> (String, Made) {
    let today = head.zone.local(head.now).day;
    let mut entries: SortedMap<String, NaiveDate> =
        events.iter().map(|event| (event.key.clone(), event.day(head.zone))).collect();
    let gone = made.entries.iter().filter(|(key, day)| **day >= today && !entries.contains_key(*key));
    let gone: Vec<Event> = gone
        .map(|(key, day)| Event {
            key: key.clone(),
            title: head.gone.to_owned(),
            text: String::new(),
            place: String::new(),
            when: When::Day(*day),
            standing: Standing::Gone,
            alarm: None,
        })
        .collect();
    let print = |sequence: u32, stamp: Instant| {
        let mut lines = Lines::default();
        lines.put("BEGIN", "VCALENDAR");
        lines.put("VERSION", "2.0");
        lines.put("PRODID", "-//Planner//Planner 1//EN");
        lines.put("CALSCALE", "GREGORIAN");
        lines.put("METHOD", "PUBLISH");
        lines.text("X-WR-CALNAME", head.name);
        for event in events.iter().chain(&gone) {
            lines.event(event, &made.id, sequence, stamp);
        }
        lines.put("END", "VCALENDAR");
        lines.0
    };
    // What the file says, whenever it is made and however often.
    let checksum = fnv(&print(0, Instant::from_millis(0)));
    let sequence = match made.last {
        None => 0,
        Some(last) if checksum == made.checksum => last,
        Some(last) => last.saturating_add(1),
    };
    entries.extend(gone.iter().map(|event| (event.key.clone(), event.day(head.zone))));
    (print(sequence, head.now), Made { id: made.id.clone(), last: Some(sequence), checksum, entries })
}

/// The longest line, in octets, without its end.
const LONGEST: usize = 75;

/// Lines of a calendar file.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A line whose value needs no escaping. What is too long goes on in a line that begins with a space, and no letter
    /// is cut in two.
    fn put(&mut self, name: &str, value: &str) {
        let mut room = LONGEST;
        for part in [name, ":", value] {
            for letter in part.chars() {
                if letter.len_utf8() > room {
                    self.0.push_str("\r\n ");
                    room = LONGEST - 1;
                }
                room -= letter.len_utf8();
                self.0.push(letter);
            }
        }
        self.0.push_str("\r\n");
    }

    /// A line of words, left out when there are none.
    fn text(&mut self, name: &str, words: &str) {
        let words = escape(words);
        if !words.is_empty() {
            self.put(name, &words);
        }
    }

    fn event(&mut self, event: &Event, id: &str, sequence: u32, stamp: Instant) {
        self.put("BEGIN", "VEVENT");
        self.put("UID", &format!("{id}-{}@microneedling-planner", event.key));
        self.put("SEQUENCE", &sequence.to_string());
        self.put("DTSTAMP", &utc(stamp));
        let opaque = match event.when {
            When::From(start, minutes) => {
                self.put("DTSTART", &utc(start));
                if minutes > 0 {
                    let end = start.millis().saturating_add(i64::from(minutes) * 60_000);
                    self.put("DTEND", &utc(Instant::from_millis(end)));
                }
                minutes > 0
            }
            When::Day(day) => {
                self.put("DTSTART;VALUE=DATE", &date(day));
                self.put("DTEND;VALUE=DATE", &date(add_days(day, Days(1))));
                false
            }
        };
        self.text("SUMMARY", &event.title);
        self.text("DESCRIPTION", &event.text);
        self.text("LOCATION", &event.place);
        self.put(
            "STATUS",
            match event.standing {
                Standing::Firm => "CONFIRMED",
                Standing::Tentative => "TENTATIVE",
                Standing::Gone => "CANCELLED",
            },
        );
        self.put("TRANSP", if opaque { "OPAQUE" } else { "TRANSPARENT" });
        // Whoever shares a calendar shares only that there is something.
        self.put("CLASS", "PRIVATE");
        if let Some(minutes) = event.alarm {
            self.put("BEGIN", "VALARM");
            self.put("ACTION", "DISPLAY");
            self.put("TRIGGER", &duration(minutes));
            self.text("DESCRIPTION", &event.title);
            self.put("END", "VALARM");
        }
        self.put("END", "VEVENT");
    }
}

/// Words as a value: commas, semicolons and backslashes marked, line ends written as `\n`. Other control characters,
/// which a calendar file may not hold, are left out.
fn escape(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    let mut after_return = false;
    for letter in words.chars() {
        match letter {
            '\n' if after_return => {}
            // Some readers take the two marks of Unicode for the end of a line.
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => escaped.push_str("\\n"),
            ',' | ';' | '\\' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            _ if letter.is_control() && letter != '\t' => {}
            _ => escaped.push(letter),
        }
        after_return = letter == '\r';
    }
    escaped
}

/// `20261122`.
fn date(day: NaiveDate) -> String {
    format_iso(day).replace('-', "")
}

/// `20261122T180500Z`.
fn utc(at: Instant) -> String {
    let printed = at.print();
    format!("{}00Z", printed.trim_end_matches('Z').replace(['-', ':'], ""))
}

/// `-PT15H`, `PT9H`, `-P1D`.
fn duration(minutes: i16) -> String {
    let sign = if minutes < 0 { "-" } else { "" };
    let minutes = minutes.unsigned_abs();
    match (minutes / 1440, minutes % 1440 / 60, minutes % 60) {
        (days, 0, 0) if days > 0 => format!("{sign}P{days}D"),
        (days, hours, 0) => format!("{sign}PT{}H", days * 24 + hours),
        _ => format!("{sign}PT{minutes}M"),
    }
}

/// The FNV-1a checksum of 64 bits: enough to notice that a text is another one.
fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// What is kept about the files, as fields of its record. What the last file said is one field: half of it would be
/// wrong.
pub fn write_made(made: &Made) -> Fields {
    let mut fields = Fields::new();
    fields.insert("id".to_owned(), made.id.clone().into());
    if let Some(sequence) = made.last {
        let entries = together(made.entries.iter().map(|(key, day)| (key.clone(), format_iso(*day).into())));
        let mut last = Fields::new();
        last.insert("sequence".to_owned(), sequence.into());
        last.insert("checksum".to_owned(), hex(made.checksum, 16).into());
        last.insert("entries".to_owned(), entries.into());
        fields.insert("last".to_owned(), last.into());
    }
    fields
}

/// Reads what is kept.
///
/// # Errors
/// The first thing that is not as it should be.
pub fn read_made(fields: &Fields) -> Result<Made, Reason> {
    json::read(&fields.clone().into(), made)?.ok_or_else(|| "not an id".to_owned())
}

fn made(node: Node<'_>) -> Option<Made> {
    let fields = node.fields(&[&["id", "last"]]);
    let made = Made::new(fields.at("id").text())?;
    let Some(last) = fields.maybe("last") else { return Some(made) };
    let last = last.fields(&[&["sequence", "checksum", "entries"]]);
    let checksum = last.at("checksum").spelt(hexadecimal).unwrap_or_default();
    let entries = last.at("entries").map(|day| day.spelt(parse_iso).unwrap_or_default());
    if entries.len() > MOST_ENTRIES || entries.keys().any(|key| !is_key(key)) {
        node.refuse("not a key of an entry, or too many");
    }
    Some(Made { last: Some(last.at("sequence").whole()), checksum, entries, ..made })
}

fn hexadecimal(text: &str) -> Option<u64> {
    let digits = text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    digits.then(|| u64::from_str_radix(text, 16).ok())?
}

/// A key stands in UIDs: small letters, digits, `-` and `_`.
fn is_key(key: &str) -> bool {
    let fits = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_');
    !key.is_empty() && key.len() <= 64 && key.bytes().all(fits)
}
