//! A WASM module as its sections, and what is read from them: imports, exports and the names of functions. Used by:
//! `lighter` and `panics`, which change them, and `parts`.

use std::error::Error;

use rustc_demangle::demangle;

/// A module as its sections: the kind of each, and what it holds.
pub struct Module(pub Vec<(u8, Vec<u8>)>);

/// What every module begins with.
const MAGIC: &[u8] = b"\0asm\x01\0\0\0";

/// Kinds of sections.
pub const CUSTOM: u8 = 0;
pub const IMPORTS: u8 = 2;
pub const EXPORTS: u8 = 7;
pub const CODE: u8 = 10;
pub const DATA: u8 = 11;

/// What the names of functions are under, among all names.
const FUNCTIONS: u8 = 1;

impl Module {
    /// Takes a module apart.
    pub fn read(bytes: &[u8]) -> Result<Self, Box<dyn Error>> {
        let mut rest = Bytes(bytes.strip_prefix(MAGIC).ok_or("not a module")?);
        let mut sections = Vec::new();
        while !rest.0.is_empty() {
            let kind = rest.byte()?;
            sections.push((kind, rest.counted()?.to_vec()));
        }
        Ok(Self(sections))
    }

    /// The module as one piece again.
    pub fn bytes(&self) -> Vec<u8> {
        let mut all = MAGIC.to_vec();
        for (kind, content) in &self.0 {
            all.push(*kind);
            put(&mut all, content);
        }
        all
    }
}

/// The names of functions by their number, where this is the section that has them.
pub fn function_names(content: &[u8]) -> Result<Vec<(usize, String)>, Box<dyn Error>> {
    let mut rest = Bytes(content);
    let mut all = Vec::new();
    if rest.counted()? != b"name" {
        return Ok(all);
    }
    while !rest.0.is_empty() {
        let (of, part) = (rest.byte()?, rest.counted()?);
        if of == FUNCTIONS {
            let mut part = Bytes(part);
            for _ in 0..part.number()? {
                all.push((part.number()?, format!("{:#}", demangle(part.text()?))));
            }
        }
    }
    Ok(all)
}

/// What is imported: module, name, and the rest as it is.
pub type Import<'a> = (&'a str, &'a str, &'a [u8]);

/// What is exported: name, and the rest as it is.
pub type Export<'a> = (&'a str, &'a [u8]);

pub fn imports(content: &[u8]) -> Result<Vec<Import<'_>>, Box<dyn Error>> {
    let mut rest = Bytes(content);
    let count = rest.number()?;
    let mut all = Vec::new();
    for _ in 0..count {
        let (module, name) = (rest.text()?, rest.text()?);
        let before = rest.0;
        match rest.byte()? {
            // A function by its type.
            0 => drop(rest.number()?),
            // A table or a memory: what it holds, and from how much to how much.
            kind @ (1 | 2) => {
                if kind == 1 {
                    rest.byte()?;
                }
                let has_most = rest.byte()? & 1 == 1;
                rest.number()?;
                if has_most {
                    rest.number()?;
                }
            }
            // A global.
            3 => drop(rest.take(2)?),
            kind => return Err(format!("an import of the unknown kind {kind}").into()),
        }
        let length = before.len() - rest.0.len();
        all.push((module, name, before.get(..length).unwrap_or_default()));
    }
    Ok(all)
}

pub fn exports(content: &[u8]) -> Result<Vec<Export<'_>>, Box<dyn Error>> {
    let mut rest = Bytes(content);
    let count = rest.number()?;
    let mut all = Vec::new();
    for _ in 0..count {
        let name = rest.text()?;
        let before = rest.0;
        rest.byte()?;
        rest.number()?;
        all.push((name, before.get(..before.len() - rest.0.len()).unwrap_or_default()));
    }
    Ok(all)
}

pub fn named(name: &str, what: &[u8]) -> Vec<u8> {
    [&counted(name.as_bytes()), what].concat()
}

pub fn counted(bytes: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    put(&mut all, bytes);
    all
}

pub fn list(items: impl ExactSizeIterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut all = Vec::new();
    put_number(&mut all, items.len());
    all.extend(items.flatten());
    all
}

/// Adds so many bytes, with their number before them.
fn put(all: &mut Vec<u8>, bytes: &[u8]) {
    put_number(all, bytes.len());
    all.extend(bytes);
}

pub fn put_number(all: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        all.push(number as u8 | 0x80);
        number >>= 7;
    }
    all.push(number as u8);
}

/// Bytes that are read from the front.
pub struct Bytes<'a>(pub &'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], Box<dyn Error>> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or("the module ends too early")?;
        self.0 = rest;
        Ok(taken)
    }

    pub fn byte(&mut self) -> Result<u8, Box<dyn Error>> {
        Ok(self.take(1)?.first().copied().unwrap_or_default())
    }

    /// A number in pieces of seven bits.
    pub fn number(&mut self) -> Result<usize, Box<dyn Error>> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
            shift += 7;
            if shift > 28 {
                return Err("a number that is too long".into());
            }
        }
    }

    /// Passes over a number that may be below zero.
    pub fn signed(&mut self) -> Result<(), Box<dyn Error>> {
        while self.byte()? >= 0x80 {}
        Ok(())
    }

    /// Bytes with their number before them.
    pub fn counted(&mut self) -> Result<&'a [u8], Box<dyn Error>> {
        let count = self.number()?;
        self.take(count)
    }

    /// A piece of what wasm-bindgen left, with its length in four bytes before it.
    pub fn described(&mut self) -> Result<&'a [u8], Box<dyn Error>> {
        let all = self.0;
        let length = self.take(4)?.iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
        self.take(length)?;
        Ok(all.get(..4 + length).unwrap_or_default())
    }

    pub fn text(&mut self) -> Result<&'a str, Box<dyn Error>> {
        Ok(std::str::from_utf8(self.counted()?)?)
    }
}
