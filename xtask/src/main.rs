//! The chores of the project, run as `cargo xtask …`: this file reads the command line and nothing more.

mod audit;
mod bench;
mod browser;
mod budget;
mod fail;
mod policy;
mod project;
mod scorecard;
mod serve;
mod servers;
mod site;
mod soak;
mod test;
mod tools;

use std::{env, process::ExitCode};

use fail::Fail;
use project::Project;

const HELP: &str = "\
cargo xtask serve [--port N] [--no-build]   build the release site and serve it at a printed address; with --packed
                                            as a host does, in brotli and for browsers to keep
cargo xtask build                           write the deployable site to dist/; PLANNER_ORIGIN=https://… says where
                                            it will be, for search engines (docs/hosting.md)
cargo xtask bench [PART…]                   measure bytes, waits, taps and estimator into BENCHMARKS.md; named parts
                                            (load, again, taps, keep) alone with the site in dist/, only printed
cargo xtask test [STAGE…] [-- ARGS…]        pass every test, or the named stages; ARGS go to the stage's own tool
cargo xtask soak                            play storage at full length (minutes): the native scripts, and 10,000
                                            random things in two windows of the site in dist/; SEED=… repeats a run;
                                            walk the questions of every concern and every screen in each language and
                                            look; and build the site for an address and follow what it names
cargo xtask servers [--install]             try the recipes of docs/hosting.md with dist/ in nginx, Caddy and Apache;
                                            what is not installed is not tried, unless apt-get may install it
cargo xtask audit [--offline]               hold the packages of Cargo.lock to deny.toml: licences, places, and known
                                            faults, which need the network
cargo xtask scorecard                       write content/measured.json and docs/scorecard.md anew: after a change of
                                            words, of the account of accessibility or of the scorecard

Each installs what it misses, once, at pinned versions: programs and npm packages into .tools/,
the wasm target through rustup, the tests' browser and driver through apt-get (or CHROME=… CHROMEDRIVER=…).
";

fn main() -> ExitCode {
    let args: Vec<String> = env::args_os().skip(1).map(|arg| arg.to_string_lossy().into_owned()).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match chore(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fail) => {
            eprintln!("\nxtask: {fail}");
            ExitCode::FAILURE
        }
    }
}

fn chore(words: &[&str]) -> Result<(), Fail> {
    let project = Project::here();
    match words {
        [] | ["help" | "--help" | "-h", ..] => {
            print!("{HELP}");
            test::list_stages();
            Ok(())
        }
        ["audit", options @ ..] => audit::run(&project, options),
        ["bench", names @ ..] => bench::run(&project, names),
        ["build"] => site::build(&project),
        ["soak"] => soak::run_all(&project),
        ["scorecard"] => scorecard::run(&project),
        ["serve", options @ ..] => serve_site(&project, options),
        ["servers", options @ ..] => servers::run(&project, options),
        ["test", rest @ ..] => {
            let split = rest.iter().position(|word| *word == "--");
            let (names, extra) = rest.split_at(split.unwrap_or(rest.len()));
            test::run(&project, names, extra.get(1..).unwrap_or_default())
        }
        other => Err(Fail::Wrong(format!("no chore is called `{}`\n\n{HELP}", other.join(" ")))),
    }
}

fn serve_site(project: &Project, options: &[&str]) -> Result<(), Fail> {
    let (mut build, mut packed) = (true, false);
    let mut port = serve::Port::FreeFrom(8080);
    let mut rest = options.iter();
    while let Some(option) = rest.next() {
        match *option {
            "--no-build" => build = false,
            "--packed" => packed = true,
            "--port" => {
                let number = rest.next().and_then(|text| text.parse().ok());
                port = serve::Port::Exactly(
                    number.ok_or_else(|| Fail::Wrong("`--port` needs a number from 0 to 65535".into()))?,
                );
            }
            other => {
                return Err(Fail::Wrong(format!("`serve` has no option `{other}`\n\n{HELP}")));
            }
        }
    }
    if build {
        site::build(project)?;
    }
    let server = serve::Server::bind(&site::built(project)?, port)?;
    let server = if packed { server.packed()? } else { server };
    println!("\nThe planner is at {} (Ctrl-C stops it)", server.url());
    server.run();
    Ok(())
}
