//! Every case of `vectors.json`, through the library and through the program, compared as whole JSON.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

use microneedling_planner::content::evidence;
use microneedling_planner::record::estimate_lines::answer;
use serde_json::Value;
use std::io::Write;
use std::process::{Command, Stdio};

fn cases() -> Vec<Value> {
    let cases: Vec<Value> = serde_json::from_str(include_str!("vectors.json")).unwrap();
    assert_eq!(cases.len(), 34);
    cases
}

#[test]
fn every_case_gives_its_estimate() {
    let evidence = evidence::core().unwrap();
    let mut wrong = Vec::new();
    for case in cases() {
        let answer = answer(&evidence, case["input"].to_string().as_bytes()).unwrap();
        let answer: Value = serde_json::from_str(&answer).unwrap();
        if answer != case["expected"] {
            wrong.push(format!("{} {}\n  is     {answer}\n  not    {}", case["id"], case["title"], case["expected"]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_program_answers_every_case_with_its_line() {
    let input: String = cases().iter().map(|case| format!("{}\n", case["input"])).collect();
    let mut program =
        Command::new(env!("CARGO_BIN_EXE_estimate")).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    program.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = program.wait_with_output().unwrap();
    assert!(output.status.success());
    let answers: Vec<Value> =
        String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let expected: Vec<Value> = cases().iter().map(|case| case["expected"].clone()).collect();
    assert_eq!(answers, expected);
}

#[test]
fn every_answer_has_every_key_in_the_same_order() {
    let evidence = evidence::core().unwrap();
    let keys = [
        "status",
        "flags",
        "sessions",
        "interval_weeks",
        "first_visible_weeks",
        "last_session_week",
        "full_result_week",
        "grade",
        "earliest_start",
        "session_dates",
        "full_result_date",
        "event",
    ];
    for case in cases() {
        let answer = answer(&evidence, case["input"].to_string().as_bytes()).unwrap();
        let mut rest = answer.as_str();
        for key in keys {
            let at =
                rest.find(&format!("\"{key}\":")).unwrap_or_else(|| panic!("{} lacks {key}: {answer}", case["id"]));
            rest = &rest[at..];
        }
    }
}
