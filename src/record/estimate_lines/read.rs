//! A line of answers becomes a profile, or the reason why not.
//! Part of the estimator's lines; uses the domain.

use super::{MAX_LINE_BYTES, Refusal};
use crate::domain::dates::{self, Weeks, format_iso, parse_iso};
use crate::domain::ids::{Addition, ConcernId, ConditionId, DateKey, Device, Phototype, ScarType, Severity};
use crate::domain::profile::{Age, Profile};
use crate::domain::sorted::{SortedMap, SortedSet};
use chrono::NaiveDate;
use serde::de::IgnoredAny;

/// The fields of a line, in the order in which the first wrong one is named.
const FIELDS: [&str; 14] = [
    "concern",
    "today",
    "severity",
    "scar_type",
    "phototype",
    "age",
    "device",
    "interval_weeks",
    "adjunct",
    "add",
    "conditions",
    "dates",
    "start",
    "event",
];

/// Reads the answers from one line.
///
/// # Errors
/// Names the first wrong field, in the order in which the help of the program lists them; names that are no field
/// come last.
pub fn read_profile(line: &[u8]) -> Result<Profile, Refusal> {
    if line.len() > MAX_LINE_BYTES {
        return Err(Refusal::of_line("must not be longer than 65536 bytes"));
    }
    let line = std::str::from_utf8(line).map_err(|_| Refusal::of_line("must be UTF-8"))?;
    let entries = entries(line).ok_or_else(|| Refusal::of_line("must be one JSON object"))?;
    let fields = Fields { of: "", entries };
    let profile = Profile {
        concern: fields.required("concern", one_of(ConcernId::ALL, ConcernId::as_str))?,
        today: fields.required("today", date)?,
        severity: fields.optional("severity", one_of(Severity::ALL, Severity::as_str))?,
        scar_type: fields.optional("scar_type", one_of(ScarType::ALL, ScarType::as_str))?,
        phototype: fields.optional("phototype", phototype)?,
        age: fields.optional("age", age)?,
        device: fields.optional("device", one_of(Device::ALL, Device::as_str))?,
        interval: fields.optional("interval_weeks", interval)?,
        adjunct: fields.optional("adjunct", yes_or_no)?,
        add: fields.optional("add", additions)?.unwrap_or_default(),
        conditions: fields.optional("conditions", conditions)?.unwrap_or_default(),
        dates: exposures(&fields)?,
        start: fields.optional("start", date)?,
        event: fields.optional("event", date)?,
    };
    fields.nothing_but(&FIELDS)?;
    Ok(profile)
}

impl Refusal {
    fn of_line(message: &str) -> Self {
        Self { field: "line".to_owned(), message: message.to_owned() }
    }
}

/// `dates`: known keys in their order, then names that are no key, as for the line itself.
fn exposures(fields: &Fields) -> Result<SortedMap<DateKey, NaiveDate>, Refusal> {
    let known: Vec<&str> = DateKey::all().map(DateKey::as_str).collect();
    let object = fields.optional("dates", |text| {
        entries(text).ok_or_else(|| format!("an object with dates for {}", known.join(", ")))
    });
    let Some(entries) = object? else {
        return Ok(SortedMap::new());
    };
    let fields = Fields { of: "dates.", entries };
    let mut dates = SortedMap::new();
    for key in DateKey::all() {
        if let Some(date) = fields.optional(key.as_str(), date)? {
            dates.insert(key, date);
        }
    }
    fields.nothing_but(&known)?;
    Ok(dates)
}

/// The text of one object, looked up by name.
struct Fields<'a> {
    /// What stands before a name in its path.
    of: &'static str,
    entries: Vec<Entry<'a>>,
}

/// One name and its value as they stand in the text, the value without white space around it.
struct Entry<'a> {
    name: String,
    value: &'a str,
}

impl<'a> Fields<'a> {
    /// A field that must be there. `read` says in its error what the field may be.
    fn required<T>(&self, name: &str, read: impl FnOnce(&'a str) -> Result<T, String>) -> Result<T, Refusal> {
        let value = self.value(name)?.unwrap_or("null");
        read(value).map_err(|allowed| self.refuse(name, format!("must be {allowed}")))
    }

    /// A field that may be missing or null. `read` says in its error what else it may be.
    fn optional<T>(&self, name: &str, read: impl FnOnce(&'a str) -> Result<T, String>) -> Result<Option<T>, Refusal> {
        let value = self.value(name)?.map(read).transpose();
        value.map_err(|allowed| self.refuse(name, format!("must be {allowed}, or null")))
    }

    /// The text of a value, unless it is missing or null.
    fn value(&self, name: &str) -> Result<Option<&'a str>, Refusal> {
        let mut entries = self.entries.iter().filter(|entry| entry.name == name);
        match (entries.next(), entries.next()) {
            (first, None) => Ok(first.map(|entry| entry.value).filter(|value| *value != "null")),
            // Taking either would be a guess.
            (_, Some(_)) => Err(self.refuse(name, "must be given only once".to_owned())),
        }
    }

    /// Refuses the first name that is not in `known`.
    fn nothing_but(&self, known: &[&str]) -> Result<(), Refusal> {
        match self.entries.iter().find(|entry| !known.contains(&entry.name.as_str())) {
            None => Ok(()),
            Some(entry) => Err(self.refuse(&entry.name, format!("is unknown; must be one of {}", known.join(", ")))),
        }
    }

    fn refuse(&self, name: &str, message: String) -> Refusal {
        Refusal { field: format!("{}{name}", self.of), message }
    }
}

/// The entries of a JSON object in their order; `None` for any other text.
fn entries(text: &str) -> Option<Vec<Entry<'_>>> {
    // `IgnoredAny` checks the grammar alone: depth, size of numbers and surrogates do not matter to it.
    serde_json::from_str::<IgnoredAny>(text).ok()?;
    let mut entries = Vec::new();
    let mut rest = text.trim_start().strip_prefix('{')?.trim_start();
    while !rest.starts_with('}') {
        let (name, after_name) = split_value(rest)?;
        let (value, after_value) = split_value(after_name.strip_prefix(':')?.trim_start())?;
        // A name that is no text (half a surrogate pair) is no known name either: it keeps its escapes.
        let name = serde_json::from_str(name).unwrap_or_else(|_| name.trim_matches('"').to_owned());
        entries.push(Entry { name, value });
        rest = after_value.strip_prefix(',').unwrap_or(after_value).trim_start();
    }
    Some(entries)
}

/// Splits text after the JSON value that it begins with, and before whatever comes next.
fn split_value(text: &str) -> Option<(&str, &str)> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
    values.next()?.ok()?;
    let (value, rest) = text.split_at_checked(values.byte_offset())?;
    Some((value, rest.trim_start()))
}

/// One of a closed list of ids.
fn one_of<T: Copy>(all: &[T], spelling: fn(T) -> &'static str) -> impl FnOnce(&str) -> Result<T, String> {
    move |json| {
        let id: Option<String> = serde_json::from_str(json).ok();
        let found = id.and_then(|id| all.iter().copied().find(|known| spelling(*known) == id));
        found.ok_or_else(|| format!("one of {}", list(all, spelling)))
    }
}

/// A list of ids, each at most once in the result; `Err` holds the first text that is none, if it got that far.
fn ids<T: Copy + Ord>(json: &str, all: &[T], spelling: fn(T) -> &'static str) -> Result<SortedSet<T>, Option<String>> {
    let ids: Vec<String> = serde_json::from_str(json).map_err(|_| None)?;
    let known = |id: String| all.iter().copied().find(|known| spelling(*known) == id).ok_or(Some(id));
    ids.into_iter().map(known).collect()
}

fn list<T: Copy>(all: &[T], spelling: fn(T) -> &'static str) -> String {
    let spellings: Vec<&str> = all.iter().map(|id| spelling(*id)).collect();
    spellings.join(", ")
}

fn additions(json: &str) -> Result<SortedSet<Addition>, String> {
    ids(json, Addition::ALL, Addition::as_str)
        .map_err(|_| format!("a list of {}", list(Addition::ALL, Addition::as_str)))
}

fn conditions(json: &str) -> Result<SortedSet<ConditionId>, String> {
    let ticked: Vec<ConditionId> = ConditionId::ALL.iter().copied().filter(|id| !id.is_derived()).collect();
    ids(json, &ticked, ConditionId::as_str).map_err(|wrong| {
        let allowed = format!("a list of {}", list(&ticked, ConditionId::as_str));
        match wrong.as_deref().and_then(ConditionId::parse) {
            Some(derived) => format!("{allowed}; {} is derived and never ticked", derived.as_str()),
            None => allowed,
        }
    })
}

fn date(json: &str) -> Result<NaiveDate, String> {
    let text: Option<String> = serde_json::from_str(json).ok();
    let date = text.and_then(|text| parse_iso(&text)).filter(|date| dates::is_accepted(*date));
    date.ok_or_else(|| {
        let (first, last) = (format_iso(dates::EARLIEST), format_iso(dates::LATEST));
        format!("a day that exists, as \"YYYY-MM-DD\", from {first} to {last}")
    })
}

/// A JSON integer. `4.0`, `4e0` and `"4"` are none.
fn whole_number(json: &str, from: u8, to: u8) -> Result<u8, String> {
    let number = json.parse::<i64>().ok().and_then(|number| u8::try_from(number).ok());
    number.filter(|number| (from..=to).contains(number)).ok_or_else(|| format!("a whole number from {from} to {to}"))
}

fn phototype(json: &str) -> Result<Phototype, String> {
    whole_number(json, 1, 6).and_then(|number| Phototype::from_number(number).ok_or_else(String::new))
}

fn age(json: &str) -> Result<Age, String> {
    whole_number(json, 0, Age::MAX).and_then(|years| Age::new(years).ok_or_else(String::new))
}

fn interval(json: &str) -> Result<Weeks, String> {
    whole_number(json, 1, 52).map(|weeks| Weeks(weeks.into()))
}

fn yes_or_no(json: &str) -> Result<bool, String> {
    match json {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err("true or false".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The field and the message a line is refused with.
    fn refused(line: impl AsRef<[u8]>) -> (String, String) {
        let refusal = read_profile(line.as_ref()).unwrap_err();
        (refusal.field, refusal.message)
    }

    /// The field and the message a sound line is refused with when it also says `more`.
    fn refused_with(more: &str) -> (String, String) {
        refused(format!(r#"{{"concern":"acne_scars","today":"2026-12-01",{more}}}"#))
    }

    /// What is read when a sound line also says `more`.
    fn read_with(more: &str) -> Profile {
        let line = format!(r#"{{"concern":"acne_scars","today":"2026-12-01",{more}}}"#);
        read_profile(line.as_bytes()).unwrap_or_else(|refusal| panic!("{line}: {refusal:?}"))
    }

    fn pair(field: &str, message: &str) -> (String, String) {
        (field.to_owned(), message.to_owned())
    }

    const DAY: &str = r#"a day that exists, as "YYYY-MM-DD", from 1900-01-01 to 2199-12-31"#;
    const CONCERNS: &str = "must be one of acne_scars, acne_active, surgical_traumatic_scars, burn_scars, \
        alopecia_androgenetic, alopecia_areata, rejuvenation, enlarged_pores, melasma, hyperpigmentation_pih, \
        stretch_marks, hyperhidrosis, keloid, drug_delivery";

    #[test]
    fn concern_is_needed_and_known() {
        for concern in ["", r#""concern":null,"#, r#""concern":"acne","#, r#""concern":3,"#, r#""concern":"\ud800","#] {
            let line = format!(r#"{{{concern}"today":"2026-12-01"}}"#);
            assert_eq!(refused(&line), pair("concern", CONCERNS), "{line}");
        }
    }

    #[test]
    fn today_is_needed_and_a_day() {
        assert_eq!(refused(r#"{"concern":"keloid"}"#), pair("today", &format!("must be {DAY}")));
        assert_eq!(refused(r#"{"concern":"keloid","today":null}"#), pair("today", &format!("must be {DAY}")));
    }

    #[test]
    fn days_exist_and_lie_in_the_accepted_centuries() {
        for day in [
            r#""2026-02-29""#,
            r#""2026-2-09""#,
            r#""1899-12-31""#,
            r#""2200-01-01""#,
            r#""tomorrow""#,
            r#""2026-12-01T00:00:00Z""#,
            "20261201",
            "1e999",
            "true",
            "[]",
        ] {
            assert_eq!(refused(format!(r#"{{"concern":"keloid","today":{day}}}"#)).0, "today", "{day}");
            for field in ["start", "event"] {
                let refusal = refused_with(&format!(r#""{field}":{day}"#));
                assert_eq!(refusal, pair(field, &format!("must be {DAY}, or null")), "{day}");
            }
            let refusal = refused_with(&format!(r#""dates":{{"botulinum":{day}}}"#));
            assert_eq!(refusal, pair("dates.botulinum", &format!("must be {DAY}, or null")), "{day}");
        }
        for day in ["1900-01-01", "2199-12-31", "2028-02-29"] {
            assert_eq!(read_with(&format!(r#""event":"{day}""#)).event.map(format_iso).as_deref(), Some(day));
        }
    }

    #[test]
    fn choices_are_known_ids() {
        let refusals = [
            ("severity", r#""bad""#, "must be one of mild, moderate, severe, or null"),
            ("severity", r#""Mild""#, "must be one of mild, moderate, severe, or null"),
            ("severity", r#"["mild"]"#, "must be one of mild, moderate, severe, or null"),
            ("scar_type", r#""deep""#, "must be one of rolling, boxcar, icepick, mixed, or null"),
            ("scar_type", "0", "must be one of rolling, boxcar, icepick, mixed, or null"),
            ("device", r#""laser""#, "must be one of mechanical, rf, home, or null"),
            ("device", "{}", "must be one of mechanical, rf, home, or null"),
        ];
        for (field, value, message) in refusals {
            assert_eq!(refused_with(&format!(r#""{field}":{value}"#)), pair(field, message), "{value}");
        }
    }

    #[test]
    fn whole_numbers_are_json_integers_in_their_range() {
        let fields = [("phototype", 1, 6), ("age", 0, 120), ("interval_weeks", 1, 52)];
        for (field, from, to) in fields {
            let message = format!("must be a whole number from {from} to {to}, or null");
            let outside = [(from - 1).to_string(), (to + 1).to_string()];
            let wrong = ["4.0", r#""4""#, "4e0", "-1", "256", "1e999", "18446744073709551616", "[4]", "{}", "true"];
            for value in wrong.into_iter().chain(outside.iter().map(String::as_str)) {
                let line = format!(r#""{field}":{value}"#);
                assert_eq!(refused_with(&line), pair(field, &message), "{line}");
            }
        }
        assert_eq!(read_with(r#""phototype":1"#).phototype, Some(Phototype::I));
        assert_eq!(read_with(r#""phototype":6"#).phototype, Some(Phototype::VI));
        assert_eq!(read_with(r#""age":0"#).age, Age::new(0));
        assert_eq!(read_with(r#""age":-0"#).age, Age::new(0));
        assert_eq!(read_with(r#""age":120"#).age, Age::new(120));
        assert_eq!(read_with(r#""interval_weeks":52"#).interval, Some(Weeks(52)));
    }

    #[test]
    fn adjunct_is_true_or_false() {
        for value in ["1", r#""true""#, "[]", "{}"] {
            let refusal = refused_with(&format!(r#""adjunct":{value}"#));
            assert_eq!(refusal, pair("adjunct", "must be true or false, or null"), "{value}");
        }
        assert_eq!(read_with(r#""adjunct":false"#).adjunct, Some(false));
    }

    #[test]
    fn additions_are_a_list_of_known_ids() {
        for value in [r#""prp""#, r#"["filler"]"#, "[null]", "[[]]", r#"{"prp":true}"#, "true", r#"["prp",1e999]"#] {
            let refusal = refused_with(&format!(r#""add":{value}"#));
            assert_eq!(refusal, pair("add", "must be a list of prp, peel, subcision, cross, or null"), "{value}");
        }
        let add = read_with(r#""add":["peel","prp","peel"]"#).add;
        assert_eq!(add, SortedSet::from([Addition::Prp, Addition::Peel]));
    }

    #[test]
    fn conditions_are_a_list_of_what_can_be_ticked() {
        for value in [r#""keloid""#, r#"["keloids"]"#, r#"["keloid",null]"#, "[1]", "{}", "0"] {
            let (field, message) = refused_with(&format!(r#""conditions":{value}"#));
            assert_eq!(field, "conditions", "{value}");
            assert!(message.starts_with("must be a list of active_acne, skin_infection, "), "{message}");
            assert!(message.ends_with(", metal_implant_rf, appearance_distress, or null"), "{message}");
        }
        let conditions = read_with(r#""conditions":["keloid","filler","keloid"]"#).conditions;
        assert_eq!(conditions, SortedSet::from([ConditionId::Keloid, ConditionId::Filler]));
    }

    #[test]
    fn derived_conditions_are_refused_by_name() {
        for id in ConditionId::DERIVED {
            let (field, message) = refused_with(&format!(r#""conditions":["keloid","{}"]"#, id.as_str()));
            assert_eq!(field, "conditions");
            assert!(message.contains(&format!("; {} is derived and never ticked", id.as_str())), "{message}");
            let listed = message.split_once(';').map(|(list, _)| list.contains(id.as_str()));
            assert_eq!(listed, Some(false), "{message}");
        }
    }

    #[test]
    fn dates_belong_to_dated_conditions_and_the_scar() {
        let keys = "isotretinoin_recent, tan_sunburn, botulinum, filler, laser_peel, deep_resurfacing, retinoid, \
            acids_bpo, scar";
        for value in ["[]", r#""2026-12-01""#, "1", "true"] {
            let message = format!("must be an object with dates for {keys}, or null");
            assert_eq!(refused_with(&format!(r#""dates":{value}"#)), pair("dates", &message), "{value}");
        }
        for key in ["keloid", "scar_under_6w", "Scar", ""] {
            let refusal = refused_with(&format!(r#""dates":{{"{key}":"2026-12-01"}}"#));
            let message = format!("is unknown; must be one of {keys}");
            assert_eq!(refusal, pair(&format!("dates.{key}"), &message));
        }
        // As on the line itself, names that are no key come last.
        assert_eq!(refused_with(r#""dates":{"keloid":1,"scar":1}"#).0, "dates.scar");
    }

    #[test]
    fn null_is_the_same_as_missing() {
        let nulls: Vec<String> = FIELDS.iter().skip(2).map(|field| format!(r#""{field}":null"#)).collect();
        let profile = read_with(&nulls.join(" , "));
        assert_eq!(profile, Profile::new(ConcernId::AcneScars, profile.today));
        assert_eq!(read_with(r#""dates":{"scar":null,"filler":null}"#).dates, SortedMap::new());
        assert_eq!(read_with(r#""dates":{},"add":[],"conditions":[]"#), profile);
    }

    #[test]
    fn unknown_fields_come_after_every_known_one() {
        let message = format!("is unknown; must be one of {}", FIELDS.join(", "));
        assert_eq!(refused_with(r#""colour":1"#), pair("colour", &message));
        assert_eq!(refused_with(r#""area":"neck""#), pair("area", &message));
        assert_eq!(refused_with(r#""Age":3,"zzz":1"#), pair("Age", &message));
        assert_eq!(refused_with(r#""colour":1,"event":1"#).0, "event");
    }

    #[test]
    fn the_first_wrong_field_in_the_order_of_the_table_is_named() {
        let mut wrong: Vec<&str> = FIELDS.to_vec();
        while let Some(first) = wrong.first() {
            let mut line: Vec<String> = wrong.iter().rev().map(|field| format!(r#""{field}":{{"x":0}}"#)).collect();
            for (field, value) in [("concern", r#""keloid""#), ("today", r#""2026-12-01""#)] {
                if !wrong.contains(&field) {
                    line.push(format!(r#""{field}":{value}"#));
                }
            }
            let expected = if *first == "dates" { "dates.x" } else { first };
            assert_eq!(refused(format!("{{{}}}", line.join(","))).0, expected);
            wrong.remove(0);
        }
    }

    #[test]
    fn a_field_given_twice_is_refused() {
        assert_eq!(refused_with(r#""age":15,"age":30"#), pair("age", "must be given only once"));
        assert_eq!(refused_with(r#""age":null,"\u0061ge":30"#), pair("age", "must be given only once"));
        let twice = refused_with(r#""dates":{"scar":null,"scar":"2026-01-01"}"#);
        assert_eq!(twice, pair("dates.scar", "must be given only once"));
    }

    #[test]
    fn a_line_that_is_not_one_object_is_refused_as_a_line() {
        let not_an_object = pair("line", "must be one JSON object");
        for line in [
            "[]",
            "null",
            "3",
            r#""{}""#,
            "{",
            "{]",
            "}",
            "{} {}",
            "{},",
            "{'concern':1}",
            r#"{"concern"}"#,
            r#"{"concern":}"#,
            r#"{"concern":"keloid",}"#,
            r#"{"age":01}"#,
            r#"{"age":+1}"#,
            r#"{"age":NaN}"#,
            "\u{feff}{}",
            "\u{a0}{}",
            "{\"concern\":\"\t\"}",
        ] {
            assert_eq!(refused(line), not_an_object, "{line}");
        }
        assert_eq!(refused(b"{\"concern\":\"\xff\"}"), pair("line", "must be UTF-8"));
        assert_eq!(refused(b"\xed\xa0\x80"), pair("line", "must be UTF-8"));
    }

    #[test]
    fn the_longest_line_has_64_kib() {
        let mut line = br#"{"concern":"keloid","today":"2026-12-01"}"#.to_vec();
        line.resize(MAX_LINE_BYTES, b' ');
        assert!(read_profile(&line).is_ok());
        line.push(b' ');
        assert_eq!(refused(&line), pair("line", "must not be longer than 65536 bytes"));
    }

    #[test]
    fn depth_size_and_surrogates_are_refused_where_they_stand() {
        let deep = format!(r#""severity":{}{}"#, "[".repeat(30_000), "]".repeat(30_000));
        assert_eq!(refused_with(&deep).0, "severity");
        let deep = format!(r#""dates":{}1{}"#, r#"{"scar":"#.repeat(5_000), "}".repeat(5_000));
        assert_eq!(refused_with(&deep).0, "dates.scar");
        assert_eq!(refused_with(&format!(r#""age":{}"#, "9".repeat(60_000))).0, "age");
        assert_eq!(refused_with(r#""add":["\udfff"]"#).0, "add");
        assert_eq!(refused_with(r#""\ud800":1"#).0, r"\ud800");
    }

    #[test]
    fn spaces_and_escapes_change_nothing() {
        let plain = read_with(r#""age":30,"conditions":["keloid"]"#);
        let line = "\t{ \"concern\" : \"acne\\u005fscars\" ,\r \"today\":\"2026-12-01\",\"\\u0061ge\" :30 , \"conditions\": [ \"keloid\" ] } \r";
        assert_eq!(read_profile(line.as_bytes()), Ok(plain));
    }
}
