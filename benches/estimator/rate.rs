//! How many estimates a second: the inputs of `tests/vectors.json` over and over, by a clock the caller brings.

use std::error::Error;
use std::hint::black_box;

use microneedling_planner::content::evidence;
use microneedling_planner::domain::estimate::estimate;
use microneedling_planner::domain::profile::Profile;
use microneedling_planner::record::estimate_lines::{answer, read_profile};
use serde_json::Value;

/// Time enough that a clock of whole milliseconds is good to a third of a percent.
const BATCH_MS: f64 = 300.0;
const BATCHES: usize = 7;

/// Two lines for the chore that reads them: the bare estimate, and the same with its JSON line read and written.
pub fn report(now_ms: impl Fn() -> f64) -> Result<String, Box<dyn Error>> {
    let evidence = evidence::core()?;
    let cases: Vec<Value> = serde_json::from_str(include_str!("../../tests/vectors.json"))?;
    let lines: Vec<String> = cases.iter().filter_map(|case| case.get("input")).map(|input| input.to_string()).collect();
    let profiles: Vec<Profile> = lines
        .iter()
        .map(|line| read_profile(line.as_bytes()).map_err(|refusal| format!("{}: {}", refusal.field, refusal.message)))
        .collect::<Result<_, _>>()?;
    let estimates = per_second(&profiles, &now_ms, |profile| {
        black_box(estimate(black_box(&evidence), black_box(profile)));
    });
    let answers = per_second(&lines, &now_ms, |line| {
        black_box(answer(black_box(&evidence), black_box(line.as_bytes())));
    });
    Ok(format!("estimates_per_second {estimates:.0}\nlines_per_second {answers:.0}"))
}

/// The median of several batches; the first warms up and does not count.
fn per_second<T>(inputs: &[T], now_ms: &impl Fn() -> f64, call: impl Fn(&T)) -> f64 {
    let batch = || {
        let start = now_ms();
        let mut calls = 0;
        loop {
            inputs.iter().for_each(&call);
            calls += inputs.len();
            let passed = now_ms() - start;
            if passed >= BATCH_MS {
                return calls as f64 * 1000.0 / passed;
            }
        }
    };
    batch();
    let mut rates: Vec<f64> = (0..BATCHES).map(|_| batch()).collect();
    rates.sort_by(f64::total_cmp);
    rates.get(BATCHES / 2).copied().unwrap_or_default()
}
