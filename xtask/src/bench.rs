//! Measures what a visitor waits for and how fast the estimator is, and writes the figures into BENCHMARKS.md.

mod figures;
mod rows;

use std::{env::consts, fs, path::PathBuf, thread};

use serde_json::Value;

use crate::{
    browser, budget,
    fail::{Doing, Fail},
    project::{Project, output, printed, run as run_command},
    serve::{Port, Server},
    site,
    tools::{self, Need, WASM},
};
use figures::{FILE, Table, between_marks, text};

/// What a script measures in a browser, and how it becomes rows.
struct Part {
    name: &'static str,
    about: &'static str,
    rows: fn(&mut Table, &Value) -> Result<(), Fail>,
}

/// In the order of the table. Each is the script of its name in tests/e2e/bench.
const PARTS: [Part; 4] = [
    Part { name: "load", about: "visiting the site over a slow network (8 minutes)", rows: rows::waiting },
    Part { name: "again", about: "visiting it a second time (2 minutes)", rows: rows::again },
    Part { name: "taps", about: "using every screen on a slow phone (10 minutes)", rows: rows::taps },
    Part {
        name: "keep",
        about: "starting on a device that is full of diary and photos (half a minute)",
        rows: rows::keeping,
    },
];

/// Measures everything, prints the table and writes it down. Named parts are measured alone, on the site in dist/, and
/// only printed.
pub fn run(project: &Project, names: &[&str]) -> Result<(), Fail> {
    if let Some(name) = names.iter().find(|name| PARTS.iter().all(|part| part.name != **name)) {
        let known = PARTS.map(|part| part.name).join(", ");
        return Err(Fail::Wrong(format!("`bench` has no part `{name}`: there are {known}")));
    }
    tools::ensure(project, &[&site::NEEDS[..], &[Need::Chrome, Need::ChromeDriver]].concat())?;
    let mut table = Table::new();
    if !names.is_empty() {
        let url = serve(project)?;
        for part in PARTS.iter().filter(|part| names.contains(&part.name)) {
            (part.rows)(&mut table, &watch(project, part, &url)?)?;
        }
        println!("\n{}", table.0);
        return Ok(());
    }
    site::assemble(project)?;
    rows::first_load(&mut table, budget::weigh(&site::built(project)?, "en")?);
    // Everything is built before anything is timed, so that a compiler does not slow it down.
    for mut build in [native(project, &["--no-run"]), in_browser(project, &["--no-run"])?] {
        printed(&mut build)?;
    }
    let url = serve(project)?;
    let mut ran = String::new();
    for part in &PARTS {
        let seen = watch(project, part, &url)?;
        if part.name == "load" {
            ran = ran_on(project, &seen)?;
        }
        (part.rows)(&mut table, &seen)?;
    }
    rows::rates(&mut table, "outside a browser", &printed(&mut native(project, &[]))?)?;
    rows::rates(&mut table, "in the browser", &printed(&mut in_browser(project, &["--", "--nocapture"])?)?)?;
    let figures = format!("{ran}\n{}", table.0);
    println!("\n{figures}");
    let text = project.read(FILE)?;
    fs::write(project.path(FILE), between_marks(&text, &figures)?).doing(|| format!("writing {FILE}"))
}

/// Serves the site and what it is compared with, packed, and says where.
fn serve(project: &Project) -> Result<String, Fail> {
    let folder = beside(project)?;
    Ok(Server::bind(&folder, Port::Exactly(0))?.packed()?.run_behind())
}

/// A copy of the site with what it is compared with beside it.
fn beside(project: &Project) -> Result<PathBuf, Fail> {
    let folder = project.path("target/bench");
    if folder.exists() {
        fs::remove_dir_all(&folder).doing(|| format!("clearing {}", folder.display()))?;
    }
    let mut script = project.command("node");
    script.arg("tests/e2e/bench/pages.mjs").env("SITE", site::built(project)?).env("TO", &folder);
    run_command(&mut script)?;
    Ok(folder)
}

/// What a script saw in a browser.
fn watch(project: &Project, part: &Part, url: &str) -> Result<Value, Fail> {
    println!("bench: {}", part.about);
    let mut script = project.command("node");
    script.arg(format!("tests/e2e/bench/{}.mjs", part.name));
    script.env("PLANNER_URL", url).env("CHROME_PATH", browser::chrome(project)?);
    let text = printed(&mut script)?;
    serde_json::from_str(&text).map_err(|error| Fail::Wrong(format!("{} printed no JSON: {error}\n{text}", part.name)))
}

fn native(project: &Project, more: &[&str]) -> std::process::Command {
    let mut bench = project.cargo("bench --quiet --no-default-features --bench estimator");
    bench.args(more);
    bench
}

fn in_browser(project: &Project, more: &[&str]) -> Result<std::process::Command, Fail> {
    let mut bench = project.cargo("test --release --no-default-features --test web_bench --target");
    bench.arg(WASM).args(more);
    bench.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", project.tool("wasm-bindgen-test-runner"));
    bench.env("CHROMEDRIVER", browser::driver(project)?);
    Ok(bench)
}

fn ran_on(project: &Project, load: &Value) -> Result<String, Fail> {
    let cores = thread::available_parallelism().map_or(0, usize::from);
    let kind = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let kind = kind.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map(|(_, kind)| kind);
    let rustc = output(project.command("rustc").arg("--version")).unwrap_or_default();
    let rustc = rustc.split(" (").next().unwrap_or_default().trim().to_owned();
    Ok(format!(
        "Measured on {}: {} cores{}, {} {}, Chromium {}, {rustc}.\n",
        text(load, "/date")?,
        cores,
        kind.map(|kind| format!(" ({})", kind.trim())).unwrap_or_default(),
        consts::OS,
        consts::ARCH,
        text(load, "/chromium")?,
    ))
}
