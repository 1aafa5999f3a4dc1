//! Makes other texts out of sound ones: cut, flipped, spliced, repeated, nested, with huge numbers, letters that are easily
//! got wrong, nothing, names twice, and names that objects of JavaScript have by themselves.

use serde_json::{Value, json};

use super::dice::Dice;

/// Pieces of JSON that stand where something else is expected.
const PIECES: &[&str] = &[
    "null",
    "true",
    "0",
    "-0",
    "-1",
    "1e999",
    "-1e999",
    "1.5",
    "4.0",
    "1e2",
    "255",
    "256",
    "65536",
    "4294967296",
    "9007199254740993",
    "9223372036854775808",
    "18446744073709551616",
    "99999999999999999999999999",
    "\"\"",
    "[]",
    "{}",
    "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"\\udfff\\ud800\"",
    "\"\\u202e\"",
    "\"\u{feff}\"",
    "\"9999-12-31\"",
    "\"0000-01-01\"",
    "\"0001-01-01\"",
    "\"2026-02-30\"",
    "\"2199-12-31T23:59Z\"",
    "\"1900-01-01T00:00Z\"",
    "\"javascript:alert(1)\"",
    "\"<script>alert(1)</script>\"",
    "\"](javascript:alert(1))\"",
    "\"{n}{date}[[term]]\"",
    "\"\\\"><img src=x onerror=alert(1)>\"",
    "{\"__proto__\":{\"v\":1}}",
    "\"\r\nEND:VCALENDAR\"",
];

/// Names that should not mean anything.
const NAMES: &[&str] = &[
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "hasOwnProperty",
    "length",
    "",
    ".",
    "a.b.c",
    "v",
    "fields",
    "\u{0}",
];

/// Letters that are easily got wrong.
const LETTERS: &[&str] = &[
    "\u{0}", "\u{7f}", "é", "\u{202e}", "\u{2028}", "😀", "\u{feff}", "\\", "\"", "{", "}", "[", "]", ",", ":", "<",
    "&", "%00", "/", "#", "-", "\r\n",
];

/// A text made out of one of these, mostly in one step, and in four at most.
pub fn mutated(sound: &[String], dice: &mut Dice) -> String {
    let mut text = sound[dice.below(sound.len())].clone();
    for _ in 0..dice.choose(&[1, 1, 1, 1, 2, 2, 3, 4]) {
        text = match (dice.below(3), serde_json::from_str::<Value>(&text)) {
            // What is still JSON gets further in.
            (0 | 1, Ok(value)) => within(value, sound, dice),
            _ => letters(&text, sound, dice),
        };
    }
    text
}

/// A place between two letters.
fn place(text: &str, dice: &mut Dice) -> usize {
    let mut at = dice.below(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The text changed as letters.
fn letters(text: &str, sound: &[String], dice: &mut Dice) -> String {
    let (one, other) = (place(text, dice), place(text, dice));
    let (from, to) = (one.min(other), one.max(other));
    let (before, middle, after) = (&text[..from], &text[from..to], &text[to..]);
    match dice.below(8) {
        0 => before.to_owned(),
        1 => after.to_owned(),
        2 => [before, after].concat(),
        3 => {
            let mut bytes = text.as_bytes().to_vec();
            if let Some(byte) = bytes.get_mut(from) {
                *byte ^= 1 << dice.below(8);
            }
            String::from_utf8_lossy(&bytes).into_owned()
        }
        4 => {
            let other = &sound[dice.below(sound.len())];
            [before, &other[place(other, dice)..]].concat()
        }
        5 => [before, &middle[..middle.len().min(place(middle, dice))].repeat(1 + dice.below(30)), after].concat(),
        6 => [before, dice.choose(LETTERS), middle, after].concat(),
        _ => [before, dice.choose(PIECES), after].concat(),
    }
}

/// The text changed as the value that it spells.
fn within(mut value: Value, sound: &[String], dice: &mut Dice) -> String {
    if dice.once_in(12) {
        // Names twice, which no value can hold.
        return twice(&value.to_string(), dice);
    }
    let other = sound[dice.below(sound.len())].clone();
    let depth = dice.below(6);
    change(&mut value, depth, &other, dice);
    value.to_string()
}

/// Goes down to some place and changes what is there.
fn change(value: &mut Value, depth: usize, other: &str, dice: &mut Dice) {
    if depth > 0 {
        match value {
            Value::Array(items) if !items.is_empty() => {
                let at = dice.below(items.len());
                return change(&mut items[at], depth - 1, other, dice);
            }
            Value::Object(fields) if !fields.is_empty() => {
                let at = dice.below(fields.len());
                return change(fields.iter_mut().nth(at).unwrap().1, depth - 1, other, dice);
            }
            _ => {}
        }
    }
    let piece = |dice: &mut Dice| serde_json::from_str(dice.choose(PIECES)).unwrap_or(Value::Null);
    match (dice.below(8), &mut *value) {
        (0, Value::Object(fields)) => {
            let name = dice.choose(NAMES).to_owned();
            let _ = fields.insert(name, piece(dice));
        }
        (1, Value::Object(fields)) if !fields.is_empty() => {
            let name = fields.keys().nth(dice.below(fields.len())).unwrap().clone();
            let value = fields.remove(&name).unwrap();
            if dice.once_in(2) {
                let _ = fields.insert([name.as_str(), dice.choose(LETTERS)].concat(), value);
            }
        }
        (2, Value::Array(items)) if !items.is_empty() => {
            let item = items[dice.below(items.len())].clone();
            items.extend(vec![item; 1 + dice.below(20)]);
        }
        (3, Value::String(text)) => *text = text.repeat(1 + dice.below(600)),
        (4, Value::String(text)) => text.push_str(dice.choose(LETTERS)),
        (5, Value::Number(number)) => {
            let moved = number.as_i64().unwrap_or_default().wrapping_add([1, -1, 99, 1 << 31][dice.below(4)]);
            *value = json!(moved);
        }
        (6, _) => {
            let mut nested = value.take();
            for _ in 0..=dice.below(40) {
                nested = if dice.once_in(2) { json!([nested]) } else { json!({ "a": nested }) };
            }
            *value = nested;
        }
        (7, _) if dice.once_in(3) => *value = serde_json::from_str(other).unwrap_or(Value::Null),
        _ => *value = piece(dice),
    }
}

/// A name of the text said twice, the second time with something else.
fn twice(text: &str, dice: &mut Dice) -> String {
    let names: Vec<usize> = text.match_indices("\":").map(|(at, _)| at).collect();
    if names.is_empty() {
        return text.to_owned();
    }
    let end = names[dice.below(names.len())];
    let Some(start) = text[..end].rfind('"') else { return text.to_owned() };
    [&text[..start], &text[start..end + 2], dice.choose(PIECES), ",", &text[start..]].concat()
}
