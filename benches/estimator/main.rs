//! Estimates a second outside a browser, optimised as the release is. Run by `cargo xtask bench`.

mod rate;

use std::error::Error;
use std::time::Instant;

#[allow(clippy::disallowed_methods, reason = "elapsed time is what is measured")]
fn main() -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    println!("{}", rate::report(|| start.elapsed().as_secs_f64() * 1000.0)?);
    Ok(())
}
