//! Takes the built program apart: the first part, which every visit loads, the part that comes with the first answer
//! (`ui::later`), and those that come behind it (`ui::further`). Used by: the build step.
//!
//! Functions can be told apart only while the linker's notes are there, which wasm-bindgen drops. So cargo's own output
//! is taken apart here, and wasm-bindgen and wasm-opt run on the parts; what Trunk made of the whole is replaced.

use std::env;
use std::error::Error;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_split_cli_support::{Options, transform};

use crate::module::Module;

/// The program's name, and so that of its first part.
const PROGRAM: &str = "microneedling-planner";

/// The module that fetches the later parts, which the first one imports.
pub const LINK: &str = "parts.js";

/// How the name begins of what the program offers to be called when it panics (src/main.rs); wasm-bindgen adds to it.
const HOOK: &str = "broken_";

/// How that module starts a part, and how it does here: a server that does not know WASM must not be in the way, as it
/// is not for the first part.
const STREAMED: &str = "WebAssembly.instantiateStreaming(src, imports)";
const WHOLE: &str = "WebAssembly.instantiate(await (await src).arrayBuffer(), imports)";

/// Puts all parts of the program that cargo has just built into `staging`.
pub fn split(staging: &Path) -> Result<(), Box<dyn Error>> {
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let target = target_folder()?;
    let profile = if release { "release" } else { "debug" };
    let built = fs::read(target.join("wasm32-unknown-unknown").join(profile).join(PROGRAM).with_extension("wasm"))?;
    let mut built = Module::read(&built)?;
    built.drop_unused()?;
    built.blank_sources();
    if release {
        built.drop_panics()?;
    }
    let built = built.bytes();

    let folder = target.join("parts");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let first = folder.join(PROGRAM).with_extension("wasm");
    let (link, main_module) = (format!("./{LINK}"), format!("./{PROGRAM}.js"));
    let mut options = Options::new(&built);
    options.output_dir = &folder;
    options.main_out_path = &first;
    options.link_name = &link;
    options.main_module = &main_module;
    let parts = transform(options)?.split_modules;
    if parts.is_empty() {
        return Err("the program has no later part: was it built without the feature `split`?".into());
    }

    if release {
        let mut module = Module::read(&fs::read(&first)?)?;
        module.hook_panics(HOOK)?;
        fs::write(&first, module.bytes())?;
    }

    let script = fs::read_to_string(folder.join(LINK))?;
    if !script.contains(STREAMED) {
        return Err(format!("{LINK} has lost its line {STREAMED}").into());
    }
    fs::write(staging.join(LINK), script.replace(STREAMED, WHOLE))?;

    let shared = ["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", PROGRAM, "--out-dir"];
    run(Command::new(tool("wasm-bindgen")?).args(shared).arg(staging).arg(&first))?;
    let main = staging.join(format!("{PROGRAM}_bg.wasm"));
    let first = (main.clone(), main.clone());
    let later = parts.into_iter().filter_map(|part| Some((staging.join(part.file_name()?), part)));
    for (to, from) in later.chain([first]) {
        if release {
            // What is left of a panic is small enough to stand where it was called.
            let bare = ["-Oz", "--always-inline-max-function-size=4", "--strip-producers", "--strip-target-features"];
            run(Command::new(tool("wasm-opt")?).args(bare).arg(&from).arg("-o").arg(&to))?;
        } else if from != to {
            fs::copy(&from, &to)?;
        }
    }
    if release {
        let script = staging.join(PROGRAM).with_extension("js");
        let mut module = Module::read(&fs::read(&main)?)?;
        fs::write(&script, module.shorten(&crate::script_text(&script)?)?)?;
        fs::write(&main, module.bytes())?;
    }
    Ok(())
}

/// Where cargo builds: this program is in `<target>/debug/`.
fn target_folder() -> Result<PathBuf, Box<dyn Error>> {
    let own = env::current_exe()?;
    Ok(own.ancestors().nth(2).ok_or("this program is in no target folder")?.to_owned())
}

/// A tool of `.tools/`, where xtask puts the pinned ones, else the one on the PATH.
fn tool(name: &str) -> Result<PathBuf, Box<dyn Error>> {
    let own = [".tools/bin", ".tools/npm/node_modules/.bin"].map(PathBuf::from);
    let machine = env::var_os("PATH").unwrap_or_default();
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
    own.into_iter()
        .chain(env::split_paths(&machine))
        .flat_map(|folder| endings.iter().map(move |ending| folder.join(format!("{name}{ending}"))))
        .find(|file| file.is_file())
        .ok_or_else(|| format!("{name} is missing: `cargo xtask build` installs it").into())
}

/// Runs a command; what it says is shown only when it fails.
fn run(command: &mut Command) -> Result<(), Box<dyn Error>> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    let name = Path::new(command.get_program()).file_name().unwrap_or(OsStr::new("a tool")).display();
    Err(format!("{name}: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr)).into())
}
