//! The estimator as a program: JSON lines in, JSON lines out.
//! Uses `record::estimate_lines` for each line; only reading and writing happen here.

use microneedling_planner::content::evidence;
use microneedling_planner::domain::evidence::Evidence;
use microneedling_planner::record::estimate_lines::{MAX_LINE_BYTES, answer};
use std::io::{self, BufRead, Read, Write};
use std::process::ExitCode;

const HELP: &str = include_str!("estimate_help.txt");

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        // Whoever read the answers has seen enough: nothing is left to say, and no one to say it to.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => fail(ExitCode::FAILURE, &error.to_string()),
    }
}

fn run() -> io::Result<ExitCode> {
    let mut help = false;
    for argument in std::env::args_os().skip(1) {
        if argument != "--help" && argument != "-h" {
            let message = format!("unknown argument {}; try --help", argument.to_string_lossy());
            return Ok(fail(ExitCode::from(2), &message));
        }
        help = true;
    }
    if help {
        io::stdout().write_all(HELP.as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    let evidence = evidence::core().map_err(io::Error::other)?;
    answer_lines(&evidence, io::stdin().lock(), io::stdout().lock())?;
    Ok(ExitCode::SUCCESS)
}

/// Answers every line as it comes, so that another program can hold a conversation over two pipes.
fn answer_lines(evidence: &Evidence, mut input: impl BufRead, mut output: impl Write) -> io::Result<()> {
    let mut line = Vec::new();
    while read_line(&mut input, &mut line)? {
        if let Some(answer) = answer(evidence, &line) {
            writeln!(output, "{answer}")?;
            output.flush()?;
        }
    }
    Ok(())
}

/// Reads one line without its end; `false` when there is none. Of a line that is too long it keeps no more than shows
/// that it is, and skips the rest: what is refused must not fill the memory first.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    // The longest line and its end, `\r\n`.
    let limit = MAX_LINE_BYTES + 2;
    line.clear();
    let read = input.by_ref().take(limit as u64).read_until(b'\n', line)?;
    if line.pop_if(|byte| *byte == b'\n').is_some() {
        line.pop_if(|byte| *byte == b'\r');
    } else if read == limit {
        input.skip_until(b'\n')?;
    }
    Ok(read > 0)
}

/// Says on standard error what went wrong; where even that fails, the exit code has to do.
fn fail(code: ExitCode, message: &str) -> ExitCode {
    _ = writeln!(io::stderr(), "estimate: {message}");
    code
}
