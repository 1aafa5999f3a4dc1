//! The release site: Trunk's build into `dist/`, with the pinned tools and nothing from the network.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    fail::Fail,
    project::{Project, output, run},
    tools::{self, Need, WASM},
};

pub const NEEDS: [Need; 4] = [Need::WasmTarget, Need::Trunk, Need::WasmBindgen, Need::NpmPackages];

pub fn build(project: &Project) -> Result<(), Fail> {
    tools::ensure(project, &NEEDS)?;
    run(&mut trunk(project)?)
}

/// The build itself, once the tools are there, of a site that knows no address: what is tested and measured is the same
/// wherever whoever does it hosts the planner.
pub fn assemble(project: &Project) -> Result<(), Fail> {
    run(trunk(project)?.env_remove("PLANNER_ORIGIN"))
}

/// Builds the site for an address, into a folder of its own.
pub fn build_for(project: &Project, address: &str, dist: &Path) -> Result<(), Fail> {
    tools::ensure(project, &NEEDS)?;
    run(trunk(project)?.env("PLANNER_ORIGIN", address).arg("--dist").arg(dist))
}

fn trunk(project: &Project) -> Result<Command, Fail> {
    tools::check_wasm_opt(project)?;
    println!("build: the release site into dist/ (about 3 minutes the first time, then seconds)");
    fetch_crates(project)?;
    let mut trunk = project.command(project.tool("trunk"));
    trunk.args(["build", "--release", "--offline"]);
    // Trunk reads NO_COLOR as a boolean and stops at the usual `1`.
    if env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        trunk.env("NO_COLOR", "true");
    }
    Ok(trunk)
}

/// The folder of a finished build.
pub fn built(project: &Project) -> Result<PathBuf, Fail> {
    let dist = project.path("dist");
    if dist.join("index.html").is_file() {
        return Ok(dist);
    }
    Err(Fail::Missing { what: "dist/ has no site".into(), command: "cargo xtask build".into() })
}

/// Trunk's `--offline` keeps it from downloading tools, but holds for its cargo too: the crates must be here before.
fn fetch_crates(project: &Project) -> Result<(), Fail> {
    let about = output(project.command("rustc").arg("-vV")).unwrap_or_default();
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    let targets = [Some(WASM), host].into_iter().flatten().flat_map(|target| ["--target", target]);
    run(project.cargo("fetch").args(targets))
}
