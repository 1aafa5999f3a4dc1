//! Nothing comes in unseen: docs/dependencies.md lists exactly what the project asks for, at the versions it asks for,
//! and everything that comes along is from the registries, with a checksum.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test ends by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What a manifest of cargo asks for: version by name. A package may stand in several tables, at one version.
fn of_cargo(manifest: &str) -> BTreeMap<String, String> {
    let mut asked = BTreeMap::new();
    let mut is_table = false;
    for line in manifest.lines() {
        if let Some(table) = line.strip_prefix('[') {
            is_table = table.trim_end_matches(']').ends_with("dependencies");
        } else if let Some((name, wanted)) =
            line.split_once(" = ").filter(|_| is_table && !line.starts_with([' ', '#']))
        {
            let version = wanted.split_once("version = ").map_or(wanted, |(_, version)| version);
            let version = version.split('"').nth(1).unwrap_or_else(|| panic!("no version in: {line}"));
            let before = asked.insert(name.to_owned(), version.to_owned());
            assert!(before.is_none_or(|before| before == version), "{name} is asked for in two versions");
        }
    }
    asked
}

/// What the project asks for, from every manifest.
fn asked() -> BTreeMap<String, String> {
    let mut all = of_cargo(&read("Cargo.toml"));
    all.extend(of_cargo(&read("xtask/Cargo.toml")));
    let package: Value = serde_json::from_str(&read("tests/e2e/package.json")).unwrap();
    for table in ["dependencies", "devDependencies", "optionalDependencies"] {
        let rows = package.get(table).and_then(Value::as_object).into_iter().flatten();
        all.extend(rows.map(|(name, version)| (name.clone(), version.as_str().unwrap().to_owned())));
    }
    all
}

/// The rows of the document's tables with so many columns, without heads.
fn rows(document: &str, columns: usize) -> Vec<Vec<String>> {
    let lines = document.lines().filter(|line| line.starts_with("| `"));
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    lines.map(cells).filter(|row| row.len() == columns).collect()
}

fn listed(document: &str, columns: usize) -> BTreeMap<String, String> {
    let mut listed = BTreeMap::new();
    for row in rows(document, columns) {
        assert!(row.iter().all(|cell| !cell.is_empty()), "{row:?}: a cell is empty");
        let before = listed.insert(row[0].trim_matches('`').to_owned(), row[1].clone());
        assert!(before.is_none(), "{} is listed twice", row[0]);
    }
    listed
}

#[test]
fn every_direct_dependency_is_in_the_list_at_its_version_and_nothing_else() {
    let (asked, listed) = (asked(), listed(&read("docs/dependencies.md"), 5));
    assert!(asked.len() > 20, "{asked:?}");
    assert_eq!(listed, asked, "docs/dependencies.md against Cargo.toml, xtask/Cargo.toml and tests/e2e/package.json");
}

#[test]
fn every_program_that_is_built_is_in_the_list_at_its_version() {
    let listed = listed(&read("docs/dependencies.md"), 4);
    let (trunk, tools) = (read("Trunk.toml"), read("xtask/src/tools.rs"));
    let wanted = |text: &str, mark: &str| {
        let after = text.split_once(mark).unwrap_or_else(|| panic!("no {mark}")).1;
        after.split('"').next().unwrap().to_owned()
    };
    let wanted: BTreeMap<String, String> = [
        ("trunk", wanted(&trunk, "trunk-version = \"=")),
        ("wasm-bindgen-cli", asked()["wasm-bindgen"].trim_start_matches('=').to_owned()),
        ("geckodriver", wanted(&tools, "GECKODRIVER: &str = \"")),
        ("cargo-deny", wanted(&tools, "CARGO_DENY: &str = \"")),
    ]
    .map(|(name, version)| (name.to_owned(), version))
    .into();
    assert_eq!(listed, wanted);
    let built = tools.matches("cargo_tool(project, ").count();
    assert_eq!(built, wanted.len(), "xtask/src/tools.rs builds another program: list it");
}

#[test]
fn all_that_comes_along_is_from_the_registry_with_its_checksum() {
    let lock = read("Cargo.lock");
    let mut ours = BTreeSet::new();
    let mut seen = 0;
    for package in lock.split("[[package]]").skip(1) {
        seen += 1;
        let value = |name: &str| {
            let line = package.lines().find(|line| line.starts_with(&format!("{name} = ")))?;
            line.split('"').nth(1)
        };
        let name = value("name").unwrap();
        match value("source") {
            None => {
                ours.insert(name);
            }
            Some(source) => {
                assert_eq!(source, "registry+https://github.com/rust-lang/crates.io-index", "{name}");
                assert_eq!(value("checksum").map(str::len), Some(64), "{name} has no checksum");
            }
        }
    }
    assert!(seen > 50, "{seen} packages in Cargo.lock");
    assert_eq!(ours, BTreeSet::from(["microneedling-planner", "xtask"]));

    let lock: Value = serde_json::from_str(&read("tests/e2e/package-lock.json")).unwrap();
    for (path, package) in lock["packages"].as_object().unwrap().iter().filter(|(path, _)| !path.is_empty()) {
        assert!(package["integrity"].as_str().is_some_and(|sum| sum.starts_with("sha512-")), "{path} has no checksum");
        assert!(package.get("link").is_none() && package.get("resolved").is_none(), "{path} comes from elsewhere");
    }
}
