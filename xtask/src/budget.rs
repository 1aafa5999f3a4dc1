//! The byte budget: what a first visit downloads, in brotli bytes as a host would send them.

use std::{collections::BTreeSet, fs, path::Path};

use crate::fail::{Doing, Fail};

/// For everything the first screen needs.
pub const LIMIT: usize = 150_000;

/// For what a page of somebody else's loads at once, and for what follows when the planner comes near the window.
const OF_EMBEDDING: [(&str, &[&str], usize); 2] = [
    ("the script of a page that embeds the planner", &["embed.js"], 1_270),
    ("what follows when the planner comes near", &["element.js", "embedded.js", "language.js"], 6_000),
];

/// A file of the first load.
pub struct Weight {
    /// Its path below `dist/`.
    pub path: String,
    pub bytes: usize,
    pub packed: usize,
}

/// What each file weighs that the first load in a language asks for.
pub fn weigh(dist: &Path, language: &str) -> Result<Vec<Weight>, Fail> {
    let weight = |path: String| {
        let bytes = fs::read(dist.join(&path)).doing(|| format!("reading dist/{path}"))?;
        Ok(Weight { path, bytes: bytes.len(), packed: brotli(&bytes)?.len() })
    };
    first_load(&list(dist)?, language)?.into_iter().map(weight).collect()
}

/// Prints a table of the first-load files in each language and fails when they are too heavy together.
pub fn check(dist: &Path) -> Result<(), Fail> {
    let languages: BTreeSet<String> = entries(&list(dist)?)?.into_iter().filter_map(|entry| entry.language).collect();
    for language in languages {
        println!("{:>9} {:>9}  first load in {language}", "bytes", "brotli");
        let mut total = 0;
        for Weight { path, bytes, packed } in weigh(dist, &language)? {
            println!("{bytes:>9} {packed:>9}  {path}");
            total += packed;
        }
        println!("{:>9} {total:>9}  of {LIMIT} allowed", "");
        if total > LIMIT {
            let over = total - LIMIT;
            return Err(Fail::Wrong(format!(
                "the first load in {language} is {over} bytes over its budget of {LIMIT}"
            )));
        }
    }
    let paths = listed(dist)?;
    for (what, names, limit) in OF_EMBEDDING {
        let mut total = 0;
        for name in names {
            let path = paths.iter().find(|path| path.rsplit('/').next() == Some(name));
            let path = path.ok_or_else(|| Fail::Wrong(format!("dist/files.json does not list {name}")))?;
            total += brotli(&fs::read(dist.join(path)).doing(|| format!("reading dist/{path}"))?)?.len();
        }
        println!("{:>9} {total:>9}  of {limit} allowed for {what}", "");
        if total > limit {
            return Err(Fail::Wrong(format!("{what} is {} bytes over its budget of {limit}", total - limit)));
        }
    }
    Ok(())
}

/// Every file of the site.
fn listed(dist: &Path) -> Result<Vec<String>, Fail> {
    Ok(entries(&list(dist)?)?.into_iter().map(|entry| entry.path).collect())
}

fn list(dist: &Path) -> Result<String, Fail> {
    let list = dist.join("files.json");
    fs::read_to_string(&list).doing(|| format!("reading {}", list.display()))
}

/// A file of the site.
struct Entry {
    path: String,
    /// Whether it is loaded first.
    first: bool,
    /// The one language it is loaded in.
    language: Option<String>,
}

fn entries(text: &str) -> Result<Vec<Entry>, Fail> {
    let wrong = |what: &str| Fail::Wrong(format!("dist/files.json {what}"));
    let json: serde_json::Value = serde_json::from_str(text).map_err(|error| wrong(&error.to_string()))?;
    let files = json.get("files").and_then(|files| files.as_array()).ok_or_else(|| wrong("has no list of files"))?;
    let entry = |file: &serde_json::Value| {
        let path = file.get("path").and_then(|path| path.as_str()).ok_or_else(|| wrong("has a file without a path"))?;
        let first = file.get("first_load").and_then(|first| first.as_bool());
        Ok(Entry {
            path: path.to_owned(),
            first: first.ok_or_else(|| wrong("does not say whether a file is loaded first"))?,
            language: file.get("language").and_then(|language| language.as_str()).map(str::to_owned),
        })
    };
    files.iter().map(entry).collect()
}

fn first_load(text: &str, language: &str) -> Result<Vec<String>, Fail> {
    let is_asked = |entry: &Entry| entry.first && entry.language.as_deref().is_none_or(|its| its == language);
    let paths: Vec<String> = entries(text)?.into_iter().filter(is_asked).map(|entry| entry.path).collect();
    // An empty list would pass any budget.
    if paths.is_empty() {
        return Err(Fail::Wrong("dist/files.json lists nothing as loaded first".to_owned()));
    }
    Ok(paths)
}

/// The bytes as a host sends them that packed its files beforehand.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>, Fail> {
    let settings =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &settings).doing(|| "compressing".into())?;
    Ok(packed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_first_load_files_count_and_none_is_no_answer() {
        let text = r#"{"version":"1","files":[{"path":"a","first_load":true},{"path":"b","first_load":false},
            {"path":"c","first_load":true,"language":"fr"},{"path":"d","first_load":true,"language":"en"}]}"#;
        assert_eq!(first_load(text, "fr").unwrap(), ["a", "c"]);
        for bad in ["", "{}", r#"{"files":[]}"#, r#"{"files":[{"path":"a"}]}"#, r#"{"files":[{"first_load":true}]}"#] {
            assert!(first_load(bad, "en").is_err(), "{bad}");
        }
    }

    #[test]
    fn brotli_packs() {
        assert!(brotli(&[b'a'; 10_000]).unwrap().len() < 50);
    }
}
