//! Set-up: what a chore needs, whether it is present at the pinned version, and how it is installed when it is not.
//! Each version is written down once, where its tool reads it: Cargo.toml, Trunk.toml, tests/e2e/package.json.

use std::{fmt::Display, fs};

use crate::{
    browser,
    fail::{Doing, Fail},
    project::{Project, output, run},
};

/// One thing that a chore cannot do without.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Need {
    Rustfmt,
    Clippy,
    WasmTarget,
    Trunk,
    WasmBindgen,
    NpmPackages,
    Chrome,
    ChromeDriver,
    Firefox,
    GeckoDriver,
    CargoDeny,
}

/// Firefox's driver; no other file of the project names it.
const GECKODRIVER: &str = "0.37.1";

/// What looks at the packages of Cargo.lock; docs/dependencies.md lists it.
const CARGO_DENY: &str = "0.20.2";

pub const WASM: &str = "wasm32-unknown-unknown";

/// Installs what is missing, in order; nothing is done twice.
pub fn ensure(project: &Project, needs: &[Need]) -> Result<(), Fail> {
    let mut needs = needs.to_vec();
    needs.sort_unstable();
    needs.dedup();
    for need in needs {
        match need {
            Need::Rustfmt => component(project, "fmt", "rustfmt"),
            Need::Clippy => component(project, "clippy", "clippy"),
            Need::WasmTarget => wasm_target(project),
            Need::Trunk => cargo_tool(project, "trunk", &trunk_version(project)?, 3),
            Need::WasmBindgen => cargo_tool(project, "wasm-bindgen-cli", &wasm_bindgen_version(project)?, 1),
            Need::NpmPackages => npm_packages(project),
            Need::Chrome => browser::chrome(project).map(|path| present(path.display())),
            Need::ChromeDriver => browser::driver(project).map(|path| present(path.display())),
            Need::Firefox => browser::firefox(project).map(|path| present(path.display())),
            Need::GeckoDriver => cargo_tool(project, "geckodriver", GECKODRIVER, 1),
            Need::CargoDeny => cargo_tool(project, "cargo-deny", CARGO_DENY, 5),
        }?;
    }
    Ok(())
}

fn present(what: impl Display) {
    println!("set-up: {what}: present");
}

fn component(project: &Project, subcommand: &str, name: &str) -> Result<(), Fail> {
    if output(project.cargo(subcommand).arg("--version")).is_some() {
        present(name);
        return Ok(());
    }
    rustup(project, &["component", "add", name], name)
}

fn wasm_target(project: &Project) -> Result<(), Fail> {
    let mut ask = project.command("rustc");
    let folder = output(ask.args(["--print", "target-libdir", "--target", WASM]));
    if folder.is_some_and(|folder| fs::exists(folder.trim()).unwrap_or(false)) {
        present(format_args!("target {WASM}"));
        return Ok(());
    }
    rustup(project, &["target", "add", WASM], WASM)
}

fn rustup(project: &Project, args: &[&str], name: &str) -> Result<(), Fail> {
    if project.which("rustup").is_none() {
        return Err(Fail::Missing {
            what: format!("Rust's {name} is missing, and rustup (see rustup.rs), which adds it, is not on the PATH"),
            command: format!("rustup {}", args.join(" ")),
        });
    }
    println!("set-up: adding Rust's {name} (about 10 seconds)");
    run(project.command("rustup").args(args))
}

/// A program of the pinned version, built by cargo into `.tools/`.
fn cargo_tool(project: &Project, package: &str, version: &str, minutes: u8) -> Result<(), Fail> {
    let name = package.trim_end_matches("-cli");
    let installed = output(project.command(project.tool(name)).arg("--version"));
    if installed.as_deref().and_then(version_in) == Some(version) {
        present(format_args!("{name} {version}"));
        return Ok(());
    }
    println!("set-up: building {package} {version} into .tools/ (about {minutes} min, once)");
    // A debug build without debug info: a fifth of the time of a release build, and fast enough for one small site.
    run(project
        .cargo("install --debug --locked --force --root .tools")
        .arg(format!("{package}@{version}"))
        .env("CARGO_PROFILE_DEV_DEBUG", "false"))
}

fn npm_packages(project: &Project) -> Result<(), Fail> {
    let home = project.path(".tools/npm");
    let lock = project.read("tests/e2e/package-lock.json")?;
    let installed = home.join("installed.json");
    if fs::read_to_string(&installed).is_ok_and(|text| text == lock) {
        present("npm packages");
    } else {
        let npm = project.which("npm").ok_or_else(|| Fail::Missing {
            what: "Node.js (20 or newer) with its npm is missing".into(),
            command: browser::command_for_here(project, &browser::NODE).unwrap_or("npm --version").into(),
        })?;
        println!("set-up: npm packages into .tools/npm/ (about 20 seconds, once)");
        fs::create_dir_all(&home).doing(|| "making .tools/npm".into())?;
        for file in ["package.json", "package-lock.json"] {
            let from = project.path("tests/e2e").join(file);
            fs::copy(&from, home.join(file)).doing(|| format!("copying {}", from.display()))?;
        }
        let mut install = project.command(npm);
        install.current_dir(&home).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        install.args(["ci", "--engine-strict", "--ignore-scripts"]);
        run(install.args(["--no-audit", "--no-fund"]))?;
        // Written last: a broken install leaves no stamp and is done again.
        fs::write(&installed, &lock).doing(|| format!("writing {}", installed.display()))?;
    }
    link_node_modules(project)
}

/// The journeys import their packages the usual way, from a `node_modules` beside them.
fn link_node_modules(project: &Project) -> Result<(), Fail> {
    let link = project.path("tests/e2e/node_modules");
    if link.join("@playwright/test").exists() {
        return Ok(());
    }
    if link.is_symlink() {
        fs::remove_file(&link).doing(|| format!("removing the old {}", link.display()))?;
    }
    #[cfg(unix)]
    return std::os::unix::fs::symlink("../../.tools/npm/node_modules", &link)
        .doing(|| format!("linking {}", link.display()));
    // A junction: unlike a symbolic link it needs no special right on Windows.
    #[cfg(not(unix))]
    return run(project
        .command("cmd")
        .args(["/C", "mklink", "/J"])
        .arg(&link)
        .arg(project.path(".tools/npm/node_modules")));
}

/// The wasm-opt that a build would use must be the pinned one: others exit 0 and write WASM that fails at start.
pub fn check_wasm_opt(project: &Project) -> Result<(), Fail> {
    let pinned = binaryen_version(&project.read("tests/e2e/package.json")?)?;
    let found = project.which("wasm-opt").ok_or_else(|| Fail::Wrong("no wasm-opt in .tools/npm".into()))?;
    let said = output(project.command(&found).arg("--version")).unwrap_or_default();
    if found.starts_with(project.path(".tools/npm")) && version_in(&said) == pinned.split('.').next() {
        println!("set-up: wasm-opt {pinned} is first on the PATH");
        return Ok(());
    }
    Err(Fail::Wrong(format!("wasm-opt must be {pinned} of .tools/npm, but {} says: {said}", found.display())))
}

pub fn wasm_bindgen_version(project: &Project) -> Result<String, Fail> {
    pin(&project.read("Cargo.toml")?, "wasm-bindgen")
}

fn trunk_version(project: &Project) -> Result<String, Fail> {
    pin(&project.read("Trunk.toml")?, "trunk-version")
}

/// The version in a line like `name = "=1.2.3"` or `name = { version = "=1.2.3", … }`.
fn pin(toml: &str, name: &str) -> Result<String, Fail> {
    toml.lines()
        .filter_map(|line| line.split_once('='))
        .filter(|(key, _)| key.trim() == name)
        .find_map(|(_, value)| value.split_once("\"=")?.1.split_once('"'))
        .map(|(version, _)| version.to_owned())
        .ok_or_else(|| Fail::Wrong(format!("no line `{name} = \"=VERSION\"` pins the version")))
}

fn binaryen_version(package: &str) -> Result<String, Fail> {
    serde_json::from_str::<serde_json::Value>(package)
        .ok()
        .and_then(|json| Some(json.pointer("/dependencies/binaryen")?.as_str()?.to_owned()))
        .ok_or_else(|| Fail::Wrong("tests/e2e/package.json pins no binaryen".into()))
}

/// The first word of a `--version` line that begins with a digit.
fn version_in(line: &str) -> Option<&str> {
    line.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_from_what_a_tool_says() {
        assert_eq!(version_in("trunk 0.21.14\n"), Some("0.21.14"));
        assert_eq!(version_in("wasm-opt version 132 (version_132)"), Some("132"));
        assert_eq!(version_in("no such command"), None);
    }

    #[test]
    fn a_pin_is_read_from_either_form() {
        let toml = "a = \"1\"\nwasm-bindgen-futures = \"=0.4\"\nwasm-bindgen = \"=0.2.129\"\nb = { version = \"=3.0.1\", features = [] }\n";
        assert_eq!(pin(toml, "wasm-bindgen").unwrap(), "0.2.129");
        assert_eq!(pin(toml, "b").unwrap(), "3.0.1");
        assert!(pin(toml, "a").is_err(), "a range is no pin");
    }

    #[test]
    fn the_project_s_own_files_agree() {
        let project = Project::here();
        let bindgen = wasm_bindgen_version(&project).unwrap();
        let trunk = project.read("Trunk.toml").unwrap();
        assert!(trunk.contains(&format!("wasm_bindgen = \"{bindgen}\"")), "Trunk.toml names another wasm-bindgen");
        assert!(trunk_version(&project).is_ok());
        assert!(binaryen_version(&project.read("tests/e2e/package.json").unwrap()).is_ok());
        assert!(!project.read("tests/e2e/package-lock.json").unwrap().contains("\"resolved\""));
    }
}
