//! The plan as a code short enough for a link and a QR code: what it holds, its checksum, and reading it again.
//!
//! Uses: `content::json`, `record::backup`. Used by: `state::carry`, which squeezes the text in between. A code is one
//! letter for its form, the body in letters that need no escape in an address, and 7 letters that say whether it is
//! whole. Each schema has letters of its own.

use super::backup::{Carried, Kept, Part, Refused, read_carried, write_carried};
use super::checksum::crc32;
use super::limits::{LONGEST_BODY, fits};
use crate::content::json::Parse;

/// The longest link, in characters: a phone still reads its QR code from paper.
pub const LONGEST_LINK: usize = 1_800;

/// A pasted text longer than this is no link of ours.
const LONGEST_PASTED: usize = 20_000;

/// How many letters the checksum has: 35 bits for 32.
const CHECK: usize = 7;

/// What comes before the code in a link.
const BEFORE: &str = "/take/restore/";

/// How the body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As it is.
    Plain,
    /// Squeezed with raw deflate.
    Deflated,
}

/// Why a code cannot be used. Nothing has changed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadCode {
    /// Cut, mistyped, or no code at all.
    Damaged,
    /// Written by a newer version of the planner.
    Newer,
    /// It holds more than may come in (`record::limits`).
    TooMuch,
}

/// What is left out, step by step, until a link is short enough. Photos and the calendar's choices never go into one.
pub const STEPS: [&[Part]; 3] = [
    &[Part::Photos, Part::Calendar],
    &[Part::Photos, Part::Calendar, Part::Diary],
    &[Part::Photos, Part::Calendar, Part::Diary, Part::Ticks],
];

/// The text that a code carries.
pub fn write_body(kept: &Kept, without: &[Part]) -> String {
    let carried = Carried { kept: kept.clone().without(without), without: without.to_vec() };
    format!("{{{}}}", write_carried(&carried))
}

/// Reads the text that a code of this schema carried.
///
/// # Errors
/// [`BadCode`], to be said to the person.
pub fn read_body(body: &[u8], version: u64, parse: Parse) -> Result<Carried, BadCode> {
    let text = std::str::from_utf8(body).map_err(|_| BadCode::Damaged)?;
    if !fits(text, LONGEST_BODY) {
        return Err(BadCode::TooMuch);
    }
    let value = parse(text).map_err(|_| BadCode::Damaged)?;
    read_carried(&value, version).map_err(|refused| match refused {
        Refused::Newer => BadCode::Newer,
        Refused::TooMuch => BadCode::TooMuch,
        _ => BadCode::Damaged,
    })
}

/// Writes a code.
pub fn write_code(form: Form, body: &[u8]) -> String {
    let mut code = String::with_capacity(body.len() * 4 / 3 + 10);
    code.push(match form {
        Form::Plain => 'q',
        Form::Deflated => 'e',
    });
    for bytes in body.chunks(3) {
        let bits = bytes.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - bytes.len()));
        for place in 0..=bytes.len() {
            code.push(letter(bits >> (18 - 6 * place)));
        }
    }
    let check = checksum(&code);
    code + &check
}

/// Reads a code: its form, its schema and its body.
///
/// # Errors
/// [`BadCode`], to be said to the person.
pub fn read_code(code: &str) -> Result<(Form, u64, Vec<u8>), BadCode> {
    let (start, check) =
        code.len().checked_sub(CHECK).and_then(|at| code.split_at_checked(at)).ok_or(BadCode::Damaged)?;
    if checksum(start) != check {
        return Err(BadCode::Damaged);
    }
    let mut letters = start.chars();
    let (form, version) = match letters.next() {
        Some('q') => (Form::Plain, 2),
        Some('e') => (Form::Deflated, 2),
        Some('p') => (Form::Plain, 1),
        Some('d') => (Form::Deflated, 1),
        Some(_) => return Err(BadCode::Newer),
        None => return Err(BadCode::Damaged),
    };
    let (mut body, mut bits, mut held) = (Vec::with_capacity(start.len()), 0_u32, 0_u8);
    for letter in letters {
        bits = bits << 6 | value(letter).ok_or(BadCode::Damaged)?;
        held += 6;
        if held >= 8 {
            held -= 8;
            // The mask keeps what fits.
            body.push((bits >> held & 0xff) as u8);
        }
        bits &= 0xff;
    }
    Ok((form, version, body))
}

/// The code in what a person pasted: a whole link, a code, or either with words around it or broken into lines.
pub fn code_in(pasted: &str) -> String {
    if pasted.len() > LONGEST_PASTED {
        return String::new();
    }
    let after = pasted.split_once(BEFORE).map_or(pasted, |(_, after)| after).trim_start();
    let code = |text: &str| text.chars().take_while(|letter| value(*letter).is_some()).collect::<String>();
    let first = code(after);
    if read_code(&first) != Err(BadCode::Damaged) {
        return first;
    }
    let unbroken: String = after.chars().filter(|letter| !letter.is_whitespace()).collect();
    code(&unbroken)
}

/// The letter of the lowest 6 bits.
fn letter(bits: u32) -> char {
    // Masked to 6 bits it fits.
    let six = (bits & 63) as u8;
    char::from(match six {
        0..26 => b'A' + six,
        26..52 => b'a' + six - 26,
        52..62 => b'0' + six - 52,
        62 => b'-',
        _ => b'_',
    })
}

fn value(letter: char) -> Option<u32> {
    let of = |first: char, plus: u32| u32::from(letter) - u32::from(first) + plus;
    match letter {
        'A'..='Z' => Some(of('A', 0)),
        'a'..='z' => Some(of('a', 26)),
        '0'..='9' => Some(of('0', 52)),
        '-' => Some(62),
        '_' => Some(63),
        _ => None,
    }
}

/// CRC-32 in 7 letters of 5 bits. It finds every change within 4 bytes, and of others all but one in 4,000,000,000.
fn checksum(text: &str) -> String {
    let crc = crc32(&[text]);
    (0..CHECK as u32).map(|place| letter(crc >> (5 * place) & 31)).collect()
}
