//! What a server must say of each file of the planner: the table of docs/hosting.md as code.

use std::io;

use super::client::{self, Answer};
use crate::policy;

/// Headers that every file has.
pub const ALWAYS: [(&str, &str); 5] = [
    ("Access-Control-Allow-Origin", "*"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Content-Security-Policy", policy::HEADER),
];

pub const FOR_A_YEAR: &str = "public, max-age=31536000, immutable";
pub const ASK_EACH_TIME: &str = "no-cache";

/// What Chromium, Firefox and Safari say that they take.
const AS_A_BROWSER: &str = "gzip, deflate, br, zstd";

/// A file from which on a server must pack it; smaller ones may go as they are.
const WORTH_PACKING: usize = 1_400;

/// Whether a file lies in the folder of a build, such as `0.1.0-2c639499/`.
pub fn is_versioned(file: &str) -> bool {
    let Some((folder, _)) = file.split_once('/') else { return false };
    folder.split_once('-').is_some_and(|(version, contents)| {
        let numbers: Vec<&str> = version.split('.').collect();
        let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        numbers.len() == 3 && numbers.iter().all(is_number) && contents.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// The one right type of a file; a program in WASM may have nothing after its type.
pub fn media_type(file: &str) -> Option<&'static str> {
    Some(match file.rsplit_once('.')?.1 {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ts" | "txt" => "text/plain; charset=utf-8",
        _ => return None,
    })
}

/// What the answers for one place came to.
#[derive(Default)]
pub struct Seen {
    pub files: usize,
    /// How each file came to a browser, and the bytes of all in that coding.
    pub codings: Vec<(String, usize, usize)>,
    pub wrong: Vec<String>,
}

/// A place to look at: a port and the planner's folder there, and what the server can do.
pub struct Place<'a> {
    pub port: u16,
    pub below: &'a str,
    /// The codings of which a browser must get one, for what is worth packing: in a build's folder, and outside it.
    pub versioned: &'a [&'a str],
    pub other: &'a [&'a str],
}

impl Place<'_> {
    /// Asks for every file in each way that a browser would.
    pub fn look(&self, files: &[(String, Vec<u8>)]) -> io::Result<Seen> {
        let mut seen = Seen { files: files.len(), ..Seen::default() };
        for (file, bytes) in files {
            let path = format!("{}/{file}", self.below);
            self.look_at(file, &path, bytes, &mut seen)?;
            if file == "index.html" {
                let counted = seen.codings.clone();
                self.look_at(file, &format!("{}/", self.below), bytes, &mut seen)?;
                seen.codings = counted;
            }
        }
        let version = files.iter().find(|(file, _)| is_versioned(file)).and_then(|(file, _)| file.split_once('/'));
        let version = version.map_or("", |(folder, _)| folder);
        for missing in [format!("{}/none.html", self.below), format!("{}/{version}/none.js", self.below)] {
            let answer = client::get(self.port, &missing, &[])?;
            let kept = answer.header("Cache-Control").is_some_and(|value| value.contains("immutable"));
            if answer.status != 404 || kept {
                seen.wrong.push(format!("{missing}: a missing file has status {}, kept: {kept}", answer.status));
            }
        }
        let listing = client::get(self.port, &format!("{}/{version}/", self.below), &[])?;
        if listing.status < 400 {
            seen.wrong.push(format!("{}/{version}/: a folder is listed", self.below));
        }
        Ok(seen)
    }

    fn look_at(&self, file: &str, path: &str, bytes: &[u8], seen: &mut Seen) -> io::Result<()> {
        let mut wrong = Vec::new();
        let plain = client::get(self.port, path, &[])?;
        wrong.extend(said_of(&plain, file));
        if plain.header("Content-Encoding").is_some() || plain.body != bytes {
            wrong.push("without Accept-Encoding other bytes come than lie in the folder".into());
        }
        let mut best = None;
        let codings = if is_versioned(file) { self.versioned } else { self.other };
        for (accept, expected) in [("gzip", ["gzip"].as_slice()), (AS_A_BROWSER, codings)] {
            let packed = client::get(self.port, path, &[("Accept-Encoding", accept)])?;
            wrong.extend(said_of(&packed, file));
            let coding = packed.header("Content-Encoding");
            // A picture is packed already.
            if coding.is_some() || !file.ends_with(".png") {
                wrong.extend(coding_fault(&packed, coding.as_deref(), expected, bytes));
            }
            best = Some((coding.unwrap_or_else(|| "as it is".into()), packed));
        }
        if let Some((coding, packed)) = best {
            wrong.extend(self.asks_again(path, &packed)?);
            match seen.codings.iter_mut().find(|(known, ..)| *known == coding) {
                Some((_, files, sum)) => {
                    *files += 1;
                    *sum += packed.body.len();
                }
                None => seen.codings.push((coding, 1, packed.body.len())),
            }
        }
        seen.wrong.extend(wrong.into_iter().map(|line: String| format!("{path}: {line}")));
        Ok(())
    }

    /// What a browser has it may keep if the server says so, and hears in a few bytes.
    fn asks_again(&self, path: &str, kept: &Answer) -> io::Result<Option<String>> {
        let Some(tag) = kept.header("ETag") else {
            return Ok(Some("has no ETag, so that it is loaded anew each time".into()));
        };
        let again = client::get(self.port, path, &[("Accept-Encoding", AS_A_BROWSER), ("If-None-Match", &tag)])?;
        Ok((again.status != 304 || !again.body.is_empty())
            .then(|| format!("asked for anew with {tag}, it has status {}, not 304", again.status)))
    }
}

/// What is wrong with the status and the headers of an answer.
fn said_of(answer: &Answer, file: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut expect = |name: &str, expected: Option<&str>| {
        let value = answer.header(name);
        if value.as_deref().map(str::to_lowercase) != expected.map(str::to_lowercase) {
            wrong.push(format!("{name} is {value:?}, not {expected:?}"));
        }
    };
    for (name, value) in ALWAYS {
        expect(name, Some(value));
    }
    expect("Content-Type", media_type(file));
    expect("Cache-Control", Some(if is_versioned(file) { FOR_A_YEAR } else { ASK_EACH_TIME }));
    for never in ["X-Frame-Options", "Set-Cookie", "Content-Language"] {
        expect(never, None);
    }
    if answer.status != 200 {
        wrong.push(format!("status {}", answer.status));
    }
    wrong
}

/// What is wrong with how a body was packed.
fn coding_fault(answer: &Answer, coding: Option<&str>, expected: &[&str], bytes: &[u8]) -> Option<String> {
    let varies = || answer.header("Vary").is_some_and(|value| value.to_lowercase().contains("accept-encoding"));
    let right = match coding {
        None if bytes.len() < WORTH_PACKING => answer.body == bytes,
        Some("br") => {
            let mut unpacked = Vec::new();
            brotli::BrotliDecompress(&mut &*answer.body, &mut unpacked).is_ok() && unpacked == bytes
        }
        Some("gzip") => answer.body.starts_with(&[0x1f, 0x8b]),
        Some("zstd") => answer.body.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]),
        _ => false,
    };
    let good = right && (coding.is_none() || varies()) && coding.is_none_or(|coding| expected.contains(&coding));
    (!good).then(|| {
        let vary = answer.header("Vary");
        format!(
            "came as {coding:?} with Vary {vary:?}, {} of {} bytes; not as {expected:?}",
            answer.body.len(),
            bytes.len()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_a_build_is_known_by_its_name() {
        for file in ["0.1.0-2c639499/app.js", "12.0.3-00000000/a/b.js"] {
            assert!(is_versioned(file), "{file}");
        }
        for file in [
            "index.html",
            "embed.js",
            "sw.js",
            "fr/manifest.webmanifest",
            "planner/index.html",
            "0.1-2c/app.js",
            "0.1.0-xyz/app.js",
            "0.1.0-2c",
        ] {
            assert!(!is_versioned(file), "{file}");
        }
    }

    #[test]
    fn every_kind_of_file_has_its_type() {
        assert_eq!(media_type("a/split_later.wasm"), Some("application/wasm"));
        assert_eq!(media_type("embed.d.ts"), Some("text/plain; charset=utf-8"));
        assert_eq!(media_type("fr/manifest.webmanifest"), Some("application/manifest+json"));
        assert_eq!(media_type("photo.heic"), None, "a new kind needs a type in each recipe");
    }
}
