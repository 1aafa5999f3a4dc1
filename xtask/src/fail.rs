//! What can go wrong in a chore, and the sentence the person at the terminal reads.

use std::{fmt, io, process::ExitStatus};

#[derive(Debug)]
pub enum Fail {
    /// The operating system refused.
    Io { doing: String, cause: io::Error },
    /// A program said no; it has printed why.
    Command { line: String, status: ExitStatus },
    /// Something is missing that only the person can install.
    Missing { what: String, command: String },
    /// Anything else, in words.
    Wrong(String),
}

impl fmt::Display for Fail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { doing, cause } => write!(f, "{doing}: {cause}"),
            Self::Command { line, status } => {
                write!(f, "this command failed ({status}):\n    {line}")
            }
            Self::Missing { what, command } => {
                write!(f, "{what}. Please run this, then try again:\n    {command}")
            }
            Self::Wrong(words) => f.write_str(words),
        }
    }
}

/// Says what was being done when an I/O error came up.
pub trait Doing<T> {
    fn doing(self, what: impl FnOnce() -> String) -> Result<T, Fail>;
}

impl<T> Doing<T> for io::Result<T> {
    fn doing(self, what: impl FnOnce() -> String) -> Result<T, Fail> {
        self.map_err(|cause| Fail::Io { doing: what(), cause })
    }
}
