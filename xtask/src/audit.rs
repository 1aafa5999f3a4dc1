//! `cargo xtask audit`: whether the packages of Cargo.lock may be there, by deny.toml. No stage of the tests:
//! docs/dependencies.md says why.

use crate::{
    fail::Fail,
    project::{Project, run as run_command},
    tools::{self, Need},
};

pub fn run(project: &Project, options: &[&str]) -> Result<(), Fail> {
    let (offline, checks): (&[&str], &[&str]) = match options {
        [] => (&[], &["advisories", "bans", "licenses", "sources"]),
        // The advisories come from the network.
        ["--offline"] => (&["--offline"], &["bans", "licenses", "sources"]),
        other => return Err(Fail::Wrong(format!("`audit` has no option `{}`", other.join(" ")))),
    };
    tools::ensure(project, &[Need::CargoDeny])?;
    let mut deny = project.command(project.tool("cargo-deny"));
    run_command(deny.args(offline).arg("check").args(checks))
}
