//! Measures what a visitor waits for and how fast the estimator is, and writes the figures into BENCHMARKS.md.

use std::{collections::BTreeMap, env::consts, fs, thread};

use serde_json::Value;

use crate::{
    browser, budget,
    fail::{Doing, Fail},
    project::{Project, output, printed},
    serve::{Port, Server},
    site,
    tools::{self, Need, WASM},
};

const FILE: &str = "BENCHMARKS.md";
const MARKS: [&str; 2] = ["<!-- figures -->\n", "<!-- /figures -->"];

/// Measures everything, prints the table and writes it down.
pub fn run(project: &Project) -> Result<(), Fail> {
    tools::ensure(project, &[&site::NEEDS[..], &[Need::Chrome, Need::ChromeDriver]].concat())?;
    site::assemble(project)?;
    let mut table = Table::new();
    first_load(&mut table, project)?;
    // Everything is built before anything is timed, so that a compiler does not slow it down.
    for mut build in [native(project, &["--no-run"]), in_browser(project, &["--no-run"])?] {
        printed(&mut build)?;
    }
    println!("bench: visiting the site over a slow network (about 2 minutes)");
    let load = watch(project, "load.mjs", true)?;
    waiting(&mut table, &load)?;
    println!("bench: starting on a device that is full of diary and photos (half a minute)");
    keeping(&mut table, &watch(project, "keep.mjs", false)?)?;
    rates(&mut table, "outside a browser", &printed(&mut native(project, &[]))?)?;
    rates(&mut table, "in the browser", &printed(&mut in_browser(project, &["--", "--nocapture"])?)?)?;
    let figures = format!("{}\n{}", ran_on(project, &load)?, table.0);
    println!("\n{figures}");
    let text = project.read(FILE)?;
    fs::write(project.path(FILE), between_marks(&text, &figures)?).doing(|| format!("writing {FILE}"))
}

struct Table(String);

impl Table {
    fn new() -> Self {
        Self("| What | Figure | From |\n| --- | ---: | --- |\n".to_owned())
    }

    fn row(&mut self, what: &str, figure: &str, from: &str) {
        self.0.push_str(&format!("| {what} | {figure} | {from} |\n"));
    }
}

fn first_load(table: &mut Table, project: &Project) -> Result<(), Fail> {
    let mut total = 0;
    for budget::Weight { path, bytes, packed } in budget::weigh(&site::built(project)?)? {
        // Without its folder, whose name changes with every build.
        let name = path.rsplit('/').next().unwrap_or(&path);
        let from = format!("{} bytes before packing", grouped(bytes as u64));
        table.row(&format!("First load: `{name}`"), &format!("{} bytes", grouped(packed as u64)), &from);
        total += packed;
    }
    let of = format!("of {} allowed", grouped(budget::LIMIT as u64));
    table.row("First load together", &format!("{} bytes", grouped(total as u64)), &of);
    Ok(())
}

/// What a script saw in a browser.
fn watch(project: &Project, name: &str, packed: bool) -> Result<Value, Fail> {
    let server = Server::bind(&site::built(project)?, Port::Exactly(0))?;
    let url = if packed { server.packed()? } else { server }.run_behind();
    let mut script = project.command("node");
    script.arg(format!("tests/e2e/bench/{name}")).env("PLANNER_URL", url).env("CHROME_PATH", browser::chrome(project)?);
    let text = printed(&mut script)?;
    serde_json::from_str(&text).map_err(|error| Fail::Wrong(format!("{name} printed no JSON: {error}\n{text}")))
}

/// What keeping costs beside years of diary and all photos.
fn keeping(table: &mut Table, keep: &Value) -> Result<(), Fail> {
    let count = |at| number(keep, at).map(|count| grouped(count as u64));
    let full = format!(
        "{} diary entries and {} photos, {} characters",
        count("/entries")?,
        count("/photos")?,
        count("/characters")?
    );
    let runs = number(keep, "/runs")?;
    for start in keep.get("starts").and_then(Value::as_array).ok_or_else(|| lacks("starts"))? {
        let name = match text(start, "/address")? {
            "" => "first page",
            address => address,
        };
        let ms = |at: &str| number(start, at).map(|ms| format!("{ms:.0} ms"));
        let of = |store: &str| format!("median of {runs:.0}, {store}");
        let read = "The browser's own first read of storage";
        table.row(&format!("{read}, {name}"), &ms("/full/read")?, &of(&full));
        let after = "From there until the page is in use";
        table.row(&format!("{after}, {name}"), &ms("/full/after")?, &of("the same device"));
        table.row(&format!("{after}, {name}"), &ms("/empty/after")?, &of("an empty device, in turn with the other"));
        let first = format!("of {runs:.0}");
        let painted = format!("{:.0}", number(start, "/full/paintedFirst")?);
        table.row(&format!("Painted before storage was read, {name}"), &painted, &first);
    }
    let tick = format!("{:.2} ms", number(keep, "/tick")?);
    table.row(
        "Scripting for a tick, until it is kept",
        &tick,
        &format!("mean of {}, the same device", count("/ticks")?),
    );
    Ok(())
}

fn waiting(table: &mut Table, load: &Value) -> Result<(), Fail> {
    let networks = load.get("networks").and_then(Value::as_array).ok_or_else(|| lacks("networks"))?;
    let runs = number(load, "/runs")?;
    for network in networks {
        let name = text(network, "/name")?;
        for (what, at) in [("First text", "text"), ("First answerable question", "ready")] {
            let ms = |which| number(network, &format!("/{at}/{which}"));
            let from = format!("median of {runs:.0}, {} to {}", seconds(ms("least")?), seconds(ms("most")?));
            table.row(&format!("{what}, {name}"), &seconds(ms("median")?), &from);
        }
    }
    let wire = networks.first().ok_or_else(|| lacks("networks"))?;
    let wire = number(wire, "/wire/median")? as u64;
    table.row("Received on a first visit", &format!("{} bytes", grouped(wire)), "response heads included");
    Ok(())
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

fn rates(table: &mut Table, place: &str, said: &str) -> Result<(), Fail> {
    let lines = said.lines().filter_map(|line| line.trim().split_once(' '));
    let rates: BTreeMap<&str, u64> = lines.filter_map(|(name, rate)| Some((name, rate.parse().ok()?))).collect();
    for (name, what) in [("estimates_per_second", "Estimates a second"), ("lines_per_second", "JSON lines a second")] {
        let rate = rates.get(name).ok_or_else(|| Fail::Wrong(format!("no `{name}` in:\n{said}")))?;
        table.row(&format!("{what}, {place}"), &grouped(*rate), "the inputs of `tests/vectors.json`");
    }
    Ok(())
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

fn lacks(what: &str) -> Fail {
    Fail::Wrong(format!("the script printed no {what}"))
}

fn number(json: &Value, at: &str) -> Result<f64, Fail> {
    json.pointer(at).and_then(Value::as_f64).ok_or_else(|| lacks(at))
}

fn text<'a>(json: &'a Value, at: &str) -> Result<&'a str, Fail> {
    json.pointer(at).and_then(Value::as_str).ok_or_else(|| lacks(at))
}

fn seconds(ms: f64) -> String {
    format!("{:.2} s", ms / 1000.0)
}

/// `184,320`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn between_marks(text: &str, figures: &str) -> Result<String, Fail> {
    let [start, end] = MARKS;
    let parts = text.split_once(start).and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
    let (before, after) = parts.ok_or_else(|| Fail::Wrong(format!("{FILE} has lost its marks {MARKS:?}")))?;
    Ok(format!("{before}{start}\n{}\n\n{end}{after}", figures.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_replace_figures_and_nothing_else() {
        let text = "a\n<!-- figures -->\nold\n<!-- /figures -->\nb\n";
        let once = between_marks(text, "new").unwrap();
        assert_eq!(once, "a\n<!-- figures -->\n\nnew\n\n<!-- /figures -->\nb\n");
        assert_eq!(between_marks(&once, "new").unwrap(), once);
        assert!(between_marks("a", "new").is_err());
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!([0, 999, 1_000, 184_320, 1_234_567].map(grouped), ["0", "999", "1,000", "184,320", "1,234,567"]);
    }

    #[test]
    fn rates_are_found_among_other_lines() {
        let mut table = Table::new();
        let said = "running 1 test\n    estimates_per_second 12345\n    lines_per_second 6\ntest result: ok";
        rates(&mut table, "here", said).unwrap();
        assert!(table.0.contains("| Estimates a second, here | 12,345 |"), "{}", table.0);
        assert!(rates(&mut table, "here", "test result: ok").is_err());
    }
}
