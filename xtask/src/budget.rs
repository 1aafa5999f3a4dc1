//! The byte budget: what a first visit downloads, in brotli bytes as a host would send them.

use std::{fs, path::Path};

use crate::fail::{Doing, Fail};

/// For everything the first screen needs.
pub const LIMIT: usize = 150_000;

/// A file of the first load.
pub struct Weight {
    /// Its path below `dist/`.
    pub path: String,
    pub bytes: usize,
    pub packed: usize,
}

/// What each first-load file weighs.
pub fn weigh(dist: &Path) -> Result<Vec<Weight>, Fail> {
    let list = dist.join("files.json");
    let text = fs::read_to_string(&list).doing(|| format!("reading {}", list.display()))?;
    let weight = |path: String| {
        let bytes = fs::read(dist.join(&path)).doing(|| format!("reading dist/{path}"))?;
        Ok(Weight { path, bytes: bytes.len(), packed: brotli(&bytes)?.len() })
    };
    first_load(&text)?.into_iter().map(weight).collect()
}

/// Prints a table of the first-load files and fails when they are too heavy together.
pub fn check(dist: &Path) -> Result<(), Fail> {
    println!("{:>9} {:>9}  first load", "bytes", "brotli");
    let mut total = 0;
    for Weight { path, bytes, packed } in weigh(dist)? {
        println!("{bytes:>9} {packed:>9}  {path}");
        total += packed;
    }
    println!("{:>9} {total:>9}  of {LIMIT} allowed", "");
    if total > LIMIT {
        return Err(Fail::Wrong(format!("the first load is {} bytes over its budget of {LIMIT}", total - LIMIT)));
    }
    Ok(())
}

fn first_load(text: &str) -> Result<Vec<String>, Fail> {
    let wrong = |what: &str| Fail::Wrong(format!("dist/files.json {what}"));
    let json: serde_json::Value = serde_json::from_str(text).map_err(|error| wrong(&error.to_string()))?;
    let files = json.get("files").and_then(|files| files.as_array()).ok_or_else(|| wrong("has no list of files"))?;
    let mut paths = Vec::new();
    for file in files {
        let path = file.get("path").and_then(|path| path.as_str()).ok_or_else(|| wrong("has a file without a path"))?;
        let first = file.get("first_load").and_then(|first| first.as_bool());
        if first.ok_or_else(|| wrong("does not say whether a file is loaded first"))? {
            paths.push(path.to_owned());
        }
    }
    // An empty list would pass any budget.
    if paths.is_empty() { Err(wrong("lists nothing as loaded first")) } else { Ok(paths) }
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
        let text = r#"{"version":"1","files":[{"path":"a","first_load":true},{"path":"b","first_load":false}]}"#;
        assert_eq!(first_load(text).unwrap(), ["a"]);
        for bad in ["", "{}", r#"{"files":[]}"#, r#"{"files":[{"path":"a"}]}"#, r#"{"files":[{"first_load":true}]}"#] {
            assert!(first_load(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn brotli_packs() {
        assert!(brotli(&[b'a'; 10_000]).unwrap().len() < 50);
    }
}
