//! The tests' browsers and their drivers: found where the machine keeps them, or installed by apt-get.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::{
    fail::Fail,
    project::{Project, output, run},
};

/// How one browser is come by.
struct Way {
    /// What a person is told that the tests need.
    what: &'static str,
    /// What a person may set who keeps it elsewhere.
    set: &'static str,
    debian: &'static str,
    /// Ubuntu's names for the same.
    ubuntu: &'static str,
    /// Other systems' commands, which are shown and never run.
    others: [&'static str; 6],
}

const CHROMIUM: Way = Way {
    what: "Chrome or Chromium with its ChromeDriver",
    set: "export CHROME=/path/to/chrome CHROMEDRIVER=/path/to/chromedriver",
    debian: "sudo apt-get install --yes --no-install-recommends chromium chromium-driver",
    ubuntu: "sudo apt-get install --yes --no-install-recommends chromium-browser chromium-chromedriver",
    others: [
        "sudo dnf install --assumeyes chromium chromedriver",
        "sudo pacman --sync chromium",
        "sudo zypper install chromium chromedriver",
        "sudo apk add chromium chromium-chromedriver",
        "brew install --cask google-chrome chromedriver",
        "winget install Google.Chrome Chromium.ChromeDriver",
    ],
};
/// Its driver is built by cargo, for Debian has none.
const FIREFOX: Way = Way {
    what: "Firefox",
    set: "export FIREFOX=/path/to/firefox",
    debian: "sudo apt-get install --yes --no-install-recommends firefox-esr",
    ubuntu: "sudo apt-get install --yes --no-install-recommends firefox",
    others: [
        "sudo dnf install --assumeyes firefox",
        "sudo pacman --sync firefox",
        "sudo zypper install MozillaFirefox",
        "sudo apk add firefox-esr",
        "brew install --cask firefox",
        "winget install Mozilla.Firefox.ESR",
    ],
};

pub const NODE: [&str; 7] = [
    "sudo apt-get install --yes nodejs npm",
    "sudo dnf install --assumeyes nodejs npm",
    "sudo pacman --sync nodejs npm",
    "sudo zypper install nodejs npm",
    "sudo apk add nodejs npm",
    "brew install node",
    "winget install OpenJS.NodeJS.LTS",
];

/// The one of these commands whose package manager is on this machine.
pub fn command_for_here(project: &Project, commands: &[&'static str]) -> Option<&'static str> {
    let bare = |line: &'static str| line.strip_prefix("sudo ").unwrap_or(line);
    let manager = |line| bare(line).split(' ').next().unwrap_or_default();
    let here = |line: &&'static str| project.which(manager(line)).is_some();
    let line = commands.iter().copied().find(here)?;
    Some(if is_root(project) { bare(line) } else { line })
}

/// Whether this runs as the one who may do anything.
pub fn is_root(project: &Project) -> bool {
    output(project.command("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}

pub fn chrome(project: &Project) -> Result<PathBuf, Fail> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    find_or_install(project, &CHROMIUM, "CHROME", &names, &usual_places())
}

pub fn driver(project: &Project) -> Result<PathBuf, Fail> {
    find_or_install(project, &CHROMIUM, "CHROMEDRIVER", &["chromedriver"], &[])
}

pub fn firefox(project: &Project) -> Result<PathBuf, Fail> {
    let places: [PathBuf; 2] = [
        "/Applications/Firefox.app/Contents/MacOS/firefox".into(),
        "C:/Program Files/Mozilla Firefox/firefox.exe".into(),
    ];
    find_or_install(project, &FIREFOX, "FIREFOX", &["firefox-esr", "firefox"], &places)
}

/// Where macOS and Windows keep a Chrome that is not on the PATH.
fn usual_places() -> Vec<PathBuf> {
    let mut places: Vec<PathBuf> = vec![
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome".into(),
        "/Applications/Chromium.app/Contents/MacOS/Chromium".into(),
    ];
    let programs = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"];
    for folder in programs.iter().filter_map(env::var_os) {
        places.push(Path::new(&folder).join("Google/Chrome/Application/chrome.exe"));
        places.push(Path::new(&folder).join("Chromium/Application/chrome.exe"));
    }
    places
}

fn find_or_install(
    project: &Project,
    way: &Way,
    variable: &str,
    names: &[&str],
    places: &[PathBuf],
) -> Result<PathBuf, Fail> {
    if let Some(named) = env::var_os(variable).filter(|value| !value.is_empty()) {
        let named = PathBuf::from(named);
        let wrong = || Fail::Wrong(format!("{variable} names {}, not a file", named.display()));
        return named.is_file().then(|| named.clone()).ok_or_else(wrong);
    }
    let find = || {
        let on_path = names.iter().find_map(|name| project.which(name));
        on_path.or_else(|| places.iter().find(|place| place.is_file()).cloned())
    };
    if let Some(found) = find() {
        return Ok(found);
    }
    install(project, way)?;
    find().ok_or_else(|| missing(project, way))
}

fn missing(project: &Project, way: &Way) -> Fail {
    let apt = command_for_here(project, &[way.apt_line()]);
    let command = apt.or_else(|| command_for_here(project, &way.others)).unwrap_or(way.set);
    Fail::Missing {
        what: format!("the tests need {}, and cannot install that here", way.what),
        command: command.into(),
    }
}

/// On Debian and Ubuntu, as root or where sudo asks for no password; else the person is told.
fn install(project: &Project, way: &Way) -> Result<(), Fail> {
    let root = is_root(project);
    let sudo = || output(project.command("sudo").args(["-n", "true"])).is_some();
    if project.which("apt-get").is_none() || !(root || sudo()) {
        return Err(missing(project, way));
    }
    println!("set-up: installing {} with apt-get (about 1 minute, once)", way.what);
    let apt_get = |args: &[&str]| {
        let mut command = project.command(if root { "env" } else { "sudo" });
        let quiet = ["DEBIAN_FRONTEND=noninteractive", "apt-get"];
        run(command.args((!root).then_some("-n")).args(quiet).args(args))
    };
    // A broken third-party list must not stop an install that would work.
    if let Err(fail) = apt_get(&["update"]) {
        println!("set-up: going on, although {fail}");
    }
    apt_get(&way.apt_line().split(' ').skip(2).collect::<Vec<_>>())
}

impl Way {
    fn apt_line(&self) -> &'static str {
        let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
        if release.lines().any(|line| line == "ID=ubuntu") { self.ubuntu } else { self.debian }
    }
}
