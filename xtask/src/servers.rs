//! `cargo xtask servers`: runs the web servers that are installed with the recipes of docs/hosting.md, on ports of this
//! machine only and in a folder of their own, and looks whether every file of dist/ comes as that page says it must.

mod client;
mod expect;
mod headers;
mod programs;
mod recipes;

use std::{env, fs, path::Path};

use crate::{
    browser,
    fail::{Doing, Fail},
    policy,
    project::{Project, files_below, run as run_command},
    site,
};
pub use expect::{ALWAYS, ASK_EACH_TIME, FOR_A_YEAR, is_versioned, media_type};
use expect::{Place, Seen};
use programs::{PROGRAMS, Program, Started};
use recipes::Recipes;

/// How the command begins that packs files beforehand, and the file for hosts that do not run here.
const PACKING: &str = "after each copy";
const HEADERS: &str = "_headers";

const DEBIAN: &str = "sudo apt-get install --yes --no-install-recommends nginx libnginx-mod-http-brotli-filter \
    libnginx-mod-http-brotli-static caddy apache2 brotli";

/// The planner's files with their bytes, by their path in dist/.
type Files = Vec<(String, Vec<u8>)>;

pub fn run(project: &Project, options: &[&str]) -> Result<(), Fail> {
    match options {
        [] => {}
        ["--install"] => install(project)?,
        other => return Err(Fail::Wrong(format!("`servers` has no option `{}`", other.join(" ")))),
    }
    let recipes = Recipes::of(project.read("docs/hosting.md")?);
    let dist = site::built(project)?;
    let files = site_files(&dist)?;
    let home = env::temp_dir().join(format!("planner-servers-{}", std::process::id()));
    println!("servers: {} files of dist/, in {}", files.len(), home.display());
    let (mut tried, mut missing, mut wrong) = (0, 0, 0);
    for program in &PROGRAMS {
        let Some(path) = program.find(project) else {
            missing += 1;
            let line = browser::command_for_here(project, &[DEBIAN]).unwrap_or(DEBIAN);
            println!("\n{}: not tried, for it is not installed here\n    {line}", program.name);
            continue;
        };
        tried += 1;
        println!("\n{}", program.version(project, &path));
        wrong += try_program(project, program, &path, &recipes, &home.join(program.name), &files)?;
    }
    println!("\nNetlify and Cloudflare Pages: not tried, for neither runs here; the rules of the file are read");
    wrong += try_headers_file(&recipes, &files)?;
    println!("\n{tried} servers tried, {missing} not tried, {wrong} faults");
    if wrong > 0 {
        return Err(Fail::Wrong(format!("what the servers wrote is in {}", home.display())));
    }
    fs::remove_dir_all(&home)
        .or_else(|cause| if home.exists() { Err(cause) } else { Ok(()) })
        .doing(|| format!("clearing {}", home.display()))
}

/// Tries one server: as a host of its own with files packed beforehand, in a folder of a site with files as they are,
/// and once more with "only these sites" switched on. Says how many faults there were.
fn try_program(
    project: &Project,
    program: &Program,
    path: &Path,
    recipes: &Recipes,
    home: &Path,
    files: &Files,
) -> Result<usize, Fail> {
    let (host, site) = (home.join("host"), home.join("site"));
    lay_out(&host, files)?;
    lay_out(&site.join("planner"), files)?;
    write(&site.join("index.html"), b"<!doctype html><title>Another site</title>")?;
    let packed = program.takes_packed && pack(project, recipes, &host)?;
    let mut wrong = 0;
    {
        let server = Started::new(project, program, path, recipes, home, false)?;
        let best: &[&str] = if server.brotli { &["br"] } else { &["gzip"] };
        let (ready, live): (&[&str], &[&str]) = match (packed, program.on_the_fly) {
            (true, Some(on_the_fly)) => (&["br"], on_the_fly),
            (false, Some(on_the_fly)) => (on_the_fly, on_the_fly),
            (_, None) => (best, best),
        };
        let own = Place { port: server.host_port, below: "", versioned: ready, other: live };
        let way = if packed { "a host of its own, packed beforehand" } else { "a host of its own" };
        wrong += report(way, &own.look(files).doing(|| server.trouble())?);
        let folder = Place { port: server.site_port, below: "/planner", versioned: live, other: live };
        wrong += report("a folder of a site", &folder.look(files).doing(|| server.trouble())?);
        let other = client::get(server.site_port, "/", &[]).doing(|| server.trouble())?;
        if other.header("Access-Control-Allow-Origin").is_some() || other.status != 200 {
            wrong += 1;
            println!("  the other pages of the site are not as they were");
        }
    }
    let server = Started::new(project, program, path, recipes, home, true)?;
    let page = client::get(server.host_port, "/", &[]).doing(|| server.trouble())?;
    let sent = page.header("Content-Security-Policy");
    if sent.as_deref() == Some(policy::HEADER_FOR_OWN_SITES) && page.status == 200 {
        println!("  only these sites: right");
    } else {
        wrong += 1;
        println!("  only these sites: WRONG: Content-Security-Policy is {sent:?}");
    }
    Ok(wrong)
}

fn report(place: &str, seen: &Seen) -> usize {
    let codings: Vec<String> =
        seen.codings.iter().map(|(coding, files, bytes)| format!("{files} {coding}, {bytes} bytes")).collect();
    let result = if seen.wrong.is_empty() { "right" } else { "WRONG" };
    println!("  {place}: {} files {result} ({})", seen.files, codings.join("; "));
    for line in &seen.wrong {
        println!("    {line}");
    }
    seen.wrong.len()
}

fn try_headers_file(recipes: &Recipes, files: &Files) -> Result<usize, Fail> {
    let text = recipes.block(HEADERS)?;
    let names: Vec<String> = files.iter().map(|(file, _)| file.clone()).collect();
    let moved = text.replace("\n/", "\n/planner/");
    let mut wrong = headers::check(&text, "", &names);
    wrong.extend(headers::check(&moved, "/planner", &names));
    let own = recipes::only_own_sites(&text)?;
    wrong.extend(headers::check_with(&own, "", &names, policy::HEADER_FOR_OWN_SITES));
    println!("  _headers: {} files {}", names.len(), if wrong.is_empty() { "right" } else { "WRONG" });
    for line in &wrong {
        println!("    {line}");
    }
    Ok(wrong.len())
}

/// Packs the files as the page says, with its own command.
fn pack(project: &Project, recipes: &Recipes, host: &Path) -> Result<bool, Fail> {
    let script = recipes.block(PACKING)?;
    let script = recipes::with(&script, &[("/var/www/planner", &host.display().to_string())])?;
    if project.which("brotli").is_none() || project.which("gzip").is_none() {
        println!("  brotli or gzip is not installed: nothing is packed beforehand");
        return Ok(false);
    }
    run_command(project.command("sh").args(["-ec", &script]))?;
    Ok(true)
}

fn lay_out(folder: &Path, files: &Files) -> Result<(), Fail> {
    files.iter().try_for_each(|(file, bytes)| write(&folder.join(file), bytes))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Fail> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).and_then(|()| fs::write(path, bytes)).doing(|| format!("writing {}", path.display()))
}

/// Every file of a site with its bytes, in order of their paths.
fn site_files(root: &Path) -> Result<Files, Fail> {
    let mut files = Vec::new();
    for path in files_below(root)? {
        let bytes = fs::read(&path).doing(|| format!("reading {}", path.display()))?;
        if let Ok(below) = path.strip_prefix(root) {
            files.push((below.to_string_lossy().replace('\\', "/"), bytes));
        }
    }
    files.sort();
    Ok(files)
}

/// Debian starts a server as soon as it is installed, and all of these on the same public port: a machine that has no
/// rule of its own about that gets one for as long as this takes.
fn install(project: &Project) -> Result<(), Fail> {
    const SCRIPT: &str = r#"rule=/usr/sbin/policy-rc.d
test -e $rule || { trap "rm -f $rule" EXIT; printf '#!/bin/sh\nexit 101\n' >$rule; chmod +x $rule; }
apt-get update || true
DEBIAN_FRONTEND=noninteractive "$@""#;
    let root = browser::is_root(project);
    if project.which("apt-get").is_none() {
        return Err(Fail::Wrong("`--install` needs apt-get; install the servers as is usual here".into()));
    }
    let mut command = project.command(if root { "sh" } else { "sudo" });
    command.args((!root).then_some("sh")).args(["-ec", SCRIPT, "sh"]).args(DEBIAN.split(' ').skip(1));
    run_command(&mut command)
}
