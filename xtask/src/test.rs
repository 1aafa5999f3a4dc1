//! Every test of the project, in stages: the cheap ones first, and the first failure ends the run.

use std::{process::Command, time::Instant};

use crate::{
    browser, budget,
    fail::Fail,
    project::{Project, run as run_command},
    serve::{Port, Server},
    site,
    tools::{self, Need, WASM},
};

struct Stage {
    name: &'static str,
    /// What it does, and about how long with nothing built and with everything built.
    about: &'static str,
    needs: &'static [Need],
    run: fn(&Project, &[&str]) -> Result<Outcome, Fail>,
}

enum Outcome {
    Passed,
    Skipped(&'static str),
}

const STAGES: [Stage; 7] = [
    Stage { name: "fmt", about: "the code is laid out by rustfmt (1 s)", needs: &[Need::Rustfmt], run: fmt },
    Stage {
        name: "lint",
        about: "clippy, natively, for WASM, and the pure layers alone (3 min, then 5 s)",
        needs: &[Need::Clippy, Need::WasmTarget],
        run: lint,
    },
    Stage { name: "native", about: "Rust tests (3 min, then 30 s)", needs: &[], run: native },
    Stage {
        name: "build",
        about: "the release site and its byte budget (3 min, then 30 s)",
        needs: &site::NEEDS,
        run: build,
    },
    Stage {
        name: "units",
        about: "Rust tests in a browser (2 min, then 20 s)",
        needs: &[Need::WasmTarget, Need::WasmBindgen, Need::Chrome, Need::ChromeDriver],
        run: units,
    },
    Stage {
        name: "journeys",
        about: "what people do, in a browser, on the site in dist/ (minutes)",
        needs: &[Need::NpmPackages, Need::Chrome],
        run: journeys,
    },
    Stage {
        name: "hosts",
        about: "the planner on other people's pages, in Chromium and in Firefox (4 min)",
        needs: &[Need::NpmPackages, Need::Chrome, Need::Firefox, Need::GeckoDriver],
        run: hosts,
    },
];

pub fn list_stages() {
    println!("\nStages of the tests:");
    for stage in &STAGES {
        println!("  {:<9} {}", stage.name, stage.about);
    }
}

/// Runs the named stages, or all; `extra` goes to the tool that runs the stage's tests.
pub fn run(project: &Project, names: &[&str], extra: &[&str]) -> Result<(), Fail> {
    if let Some(name) = names.iter().find(|name| STAGES.iter().all(|stage| stage.name != **name)) {
        list_stages();
        return Err(Fail::Wrong(format!("no stage is called `{name}`")));
    }
    let chosen: Vec<&Stage> = STAGES.iter().filter(|stage| names.is_empty() || names.contains(&stage.name)).collect();
    if !extra.is_empty() && chosen.len() != 1 {
        return Err(Fail::Wrong("arguments after `--` need one named stage".into()));
    }
    // All set-up comes before all tests: what only a person can install is asked for in the first minute.
    let needs: Vec<Need> = chosen.iter().flat_map(|stage| stage.needs).copied().collect();
    tools::ensure(project, &needs)?;

    let (mut passed, mut skipped) = (0, 0);
    for (number, stage) in (1..).zip(&chosen) {
        println!("\n== {number}/{} {}: {}", chosen.len(), stage.name, stage.about);
        let clock = stopwatch();
        let result = (stage.run)(project, extra);
        let seconds = clock().as_secs_f32();
        match result {
            Ok(Outcome::Passed) => {
                passed += 1;
                println!("== {} passed in {seconds:.1} s", stage.name);
            }
            Ok(Outcome::Skipped(why)) => {
                skipped += 1;
                println!("== {} skipped: {why}", stage.name);
            }
            Err(fail) => {
                println!("== {} FAILED after {seconds:.1} s\n\n{passed} passed, 1 failed", stage.name);
                return Err(fail);
            }
        }
    }
    println!("\n{passed} passed, 0 failed, {skipped} skipped");
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "the app has no use for elapsed time, but people waiting for tests do")]
fn stopwatch() -> impl Fn() -> std::time::Duration {
    let start = Instant::now();
    move || start.elapsed()
}

fn fmt(project: &Project, _: &[&str]) -> Result<Outcome, Fail> {
    run_command(&mut project.cargo("fmt --all --check"))?;
    Ok(Outcome::Passed)
}

fn lint(project: &Project, _: &[&str]) -> Result<Outcome, Fail> {
    let strict = ["--", "-D", "warnings"];
    run_command(project.cargo("clippy --workspace --all-targets").args(strict))?;
    // Proves that the layers without a browser build without it.
    let mut pure = project.cargo("clippy --no-default-features --lib --bin estimate");
    run_command(pure.args(strict))?;
    let web = if has_web_tests(project) { "--test web" } else { "" };
    let bins = format!("clippy --features split --target {WASM} --lib --bin microneedling-planner {web}");
    run_command(project.cargo(&bins).args(strict))?;
    Ok(Outcome::Passed)
}

fn native(project: &Project, extra: &[&str]) -> Result<Outcome, Fail> {
    run_command(project.cargo("test --workspace").args(extra))?;
    Ok(Outcome::Passed)
}

fn build(project: &Project, _: &[&str]) -> Result<Outcome, Fail> {
    site::assemble(project)?;
    budget::check(&site::built(project)?)?;
    Ok(Outcome::Passed)
}

fn has_web_tests(project: &Project) -> bool {
    project.path("tests/web.rs").is_file()
}

fn units(project: &Project, extra: &[&str]) -> Result<Outcome, Fail> {
    if !has_web_tests(project) {
        return Ok(Outcome::Skipped("there is no tests/web.rs"));
    }
    let runner = project.tool("wasm-bindgen-test-runner");
    // Cargo builds every program beside a test; the default features hold one that is not for a browser.
    let mut test = project.cargo("test --test web --no-default-features --features ui --target");
    test.arg(WASM).args(extra);
    test.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
    test.env("CHROMEDRIVER", browser::driver(project)?);
    // West of Greenwich, where a day read in the wrong time zone shows as the day before.
    test.env("TZ", "America/Los_Angeles");
    run_command(&mut test)?;
    Ok(Outcome::Passed)
}

fn journeys(project: &Project, extra: &[&str]) -> Result<Outcome, Fail> {
    journeys_with(project, extra, &[])?;
    Ok(Outcome::Passed)
}

/// Runs journeys on the site in dist/, with more in their environment.
pub fn journeys_with(project: &Project, extra: &[&str], more: &[(&str, &str)]) -> Result<(), Fail> {
    let site = Server::bind(&site::built(project)?, Port::Exactly(0))?.run_behind();
    let config = "tests/e2e/playwright.config.ts";
    run_command(playwright(project, config, &site)?.args(extra).envs(more.iter().copied()))
}

/// Each host page is served by the tests themselves, from another site than the planner's.
fn hosts(project: &Project, extra: &[&str]) -> Result<Outcome, Fail> {
    let site = Server::bind(&site::built(project)?, Port::Exactly(0))?.run_behind();
    run_command(playwright(project, "tests/e2e/hosts/playwright.config.ts", &site)?.args(extra))?;
    // Whoever asks for some tests of Chromium means those alone.
    if extra.is_empty() {
        let mut walk = project.command("node");
        walk.arg("tests/e2e/hosts/firefox.mjs").env("PLANNER_URL", &site);
        run_command(walk.env("FIREFOX", browser::firefox(project)?).env("GECKODRIVER", project.tool("geckodriver")))?;
    }
    Ok(Outcome::Passed)
}

fn playwright(project: &Project, config: &str, site: &str) -> Result<Command, Fail> {
    let mut playwright = project.command("node");
    playwright.arg(".tools/npm/node_modules/@playwright/test/cli.js").args(["test", "--config", config]);
    playwright.env("PLANNER_URL", site).env("CHROME_PATH", browser::chrome(project)?);
    Ok(playwright)
}
