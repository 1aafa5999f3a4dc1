//! Where the project's files are, and how its commands are run: from its root, with `.tools/` first on the PATH.

use std::{
    env,
    ffi::{OsStr, OsString},
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::fail::{Doing, Fail};

pub struct Project {
    root: PathBuf,
}

impl Project {
    pub fn here() -> Self {
        let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self { root: xtask.parent().unwrap_or(xtask).to_owned() }
    }

    /// A path below the root, written with `/`.
    pub fn path(&self, below: &str) -> PathBuf {
        self.root.join(below)
    }

    /// A program that cargo installed into `.tools/`.
    pub fn tool(&self, name: &str) -> PathBuf {
        self.path(".tools/bin").join(name).with_extension(env::consts::EXE_EXTENSION)
    }

    pub fn read(&self, below: &str) -> Result<String, Fail> {
        fs::read_to_string(self.path(below)).doing(|| format!("reading {below}"))
    }

    /// The PATH every command gets: pinned tools come before whatever the machine has.
    pub fn search_path(&self) -> OsString {
        let own = [self.path(".tools/bin"), self.path(".tools/npm/node_modules/.bin")];
        let machine = env::var_os("PATH").unwrap_or_default();
        env::join_paths(own.into_iter().chain(env::split_paths(&machine))).unwrap_or(machine)
    }

    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("PATH", self.search_path()).stdin(Stdio::null());
        command
    }

    /// The cargo that runs this program, else the one on the PATH.
    pub fn cargo(&self, args: &str) -> Command {
        let mut command = self.command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(args.split_whitespace());
        command
    }

    /// The first program of this name on [`Self::search_path`].
    pub fn which(&self, name: &str) -> Option<PathBuf> {
        let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
        env::split_paths(&self.search_path())
            .flat_map(|folder| endings.iter().map(move |ending| folder.join(format!("{name}{ending}"))))
            .find(|file| file.is_file())
    }
}

/// Every file below a folder, in no order.
pub fn files_below(root: &Path) -> Result<Vec<PathBuf>, Fail> {
    let (mut files, mut folders) = (Vec::new(), vec![root.to_owned()]);
    while let Some(folder) = folders.pop() {
        let reading = || format!("reading {}", folder.display());
        for item in fs::read_dir(&folder).doing(reading)? {
            let path = item.doing(reading)?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    Ok(files)
}

/// Shows a command, runs it with its output streaming, and fails when it does.
pub fn run(command: &mut Command) -> Result<(), Fail> {
    let line = line_of(command);
    println!("$ {line}");
    let status = command.status().doing(|| format!("starting `{line}`"))?;
    if status.success() { Ok(()) } else { Err(Fail::Command { line, status }) }
}

/// Shows a command, runs it, and returns what it prints, which is not shown; fails when it does.
pub fn printed(command: &mut Command) -> Result<String, Fail> {
    let line = line_of(command);
    println!("$ {line}");
    let output = command.stderr(Stdio::inherit()).output().doing(|| format!("starting `{line}`"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(text);
    }
    print!("{text}");
    Err(Fail::Command { line, status: output.status })
}

/// What a command prints, or nothing when it is not there or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn line_of(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    let words = std::iter::once(name).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
