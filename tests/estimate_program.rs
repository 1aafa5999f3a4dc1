//! The `estimate` program as another program sees it: pipes, lines without an end, arguments, exit codes.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

use microneedling_planner::content::evidence;
use microneedling_planner::record::estimate_lines::{MAX_LINE_BYTES, answer};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Output, Stdio};
use std::thread;

const LINE: &str = r#"{"concern":"acne_scars","today":"2026-12-01"}"#;

fn start(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_estimate"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut program = start(arguments);
    let mut stdin = program.stdin.take().unwrap();
    thread::scope(|scope| {
        // It may end without reading, which closes the pipe.
        scope.spawn(move || _ = stdin.write_all(input));
        program.wait_with_output().unwrap()
    })
}

fn lines(output: &Output) -> Vec<&str> {
    std::str::from_utf8(&output.stdout).unwrap().lines().collect()
}

fn expected(line: &[u8]) -> String {
    answer(&evidence::core().unwrap(), line).unwrap()
}

#[test]
fn each_line_has_one_answer_and_blank_lines_none() {
    let output = run(&[], format!("\n{LINE}\r\n  \n\r\nx\n\u{0}\n{LINE}").as_bytes());
    let estimate = expected(LINE.as_bytes());
    assert_eq!(lines(&output), [&estimate, &expected(b"x"), &expected(b"\0"), &estimate]);
    assert!(output.status.success());
    assert!(output.stderr.is_empty());
}

#[test]
fn no_lines_have_no_answers() {
    let output = run(&[], b"");
    assert!(output.stdout.is_empty() && output.stderr.is_empty() && output.status.success());
}

#[test]
fn lines_that_are_too_long_are_refused_one_by_one() {
    let padded = |length: usize, end: &str| format!("{LINE}{}{end}", " ".repeat(length - LINE.len()));
    let refusal = r#"{"error":{"field":"line","message":"must not be longer than 65536 bytes"}}"#;
    let estimate = expected(LINE.as_bytes());
    for end in ["\n", "\r\n"] {
        for length in MAX_LINE_BYTES - 1..=MAX_LINE_BYTES + 3 {
            let output = run(&[], (padded(length, end) + LINE).as_bytes());
            let first = if length <= MAX_LINE_BYTES { &estimate } else { refusal };
            assert_eq!(lines(&output), [first, &estimate], "{length} bytes before {end:?}");
        }
    }
    let output = run(&[], (padded(1_000_000, "\n") + &padded(200_000, "")).as_bytes());
    assert_eq!(lines(&output), [refusal, refusal]);
    assert!(output.status.success());
}

#[test]
fn invalid_text_is_refused_and_the_next_line_read() {
    let output = run(&[], &[b"\xff\xfe{}\n\"\\ud800\"\n", LINE.as_bytes()].concat());
    assert_eq!(lines(&output), [&expected(b"\xff"), &expected(b"[]"), &expected(LINE.as_bytes())]);
}

#[test]
fn an_answer_comes_before_the_next_question() {
    let mut program = start(&[]);
    let mut stdin = program.stdin.take().unwrap();
    let mut stdout = BufReader::new(program.stdout.take().unwrap());
    for _ in 0..3 {
        writeln!(stdin, "{LINE}").unwrap();
        let mut answer = String::new();
        stdout.read_line(&mut answer).unwrap();
        assert_eq!(answer.trim_end(), expected(LINE.as_bytes()));
    }
    drop(stdin);
    assert!(program.wait().unwrap().success());
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let mut program = start(&[]);
    drop(program.stdout.take());
    let mut stdin = program.stdin.take().unwrap();
    // Ends with an error here when the program does, which is what is waited for.
    while writeln!(stdin, "{LINE}").is_ok() {}
    let mut stderr = String::new();
    program.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!(stderr, "");
    assert_eq!(program.wait().unwrap().code(), Some(0));
}

#[test]
fn the_examples_of_the_help_are_real() {
    for argument in ["--help", "-h"] {
        let output = run(&[argument], b"");
        assert!(output.status.success());
        let examples: Vec<&str> = lines(&output).into_iter().filter(|line| line.starts_with('{')).collect();
        let (pairs, rest) = examples.as_chunks::<2>();
        assert!(rest.is_empty());
        assert_eq!(pairs.len(), 2);
        for [question, shown] in pairs {
            assert_eq!(*shown, expected(question.as_bytes()));
        }
    }
}

#[test]
fn the_help_names_every_field() {
    let output = run(&["--help"], b"");
    let help = std::str::from_utf8(&output.stdout).unwrap();
    let refusal = expected(br#"{"concern":"keloid","today":"2026-12-01","?":1}"#);
    let (_, fields) = refusal.split_once("must be one of ").unwrap();
    for field in fields.trim_end_matches("\"}}").split(", ") {
        assert!(help.contains(&format!("\n  {field} ")), "{field}");
    }
}

#[test]
fn an_unknown_argument_is_refused() {
    for arguments in [&["--verbose"][..], &["answers.jsonl"], &["--help", "me"], &[""]] {
        let output = run(arguments, LINE.as_bytes());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty());
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(message.starts_with("estimate: unknown argument "), "{message}");
        assert_eq!(message.lines().count(), 1);
    }
}
