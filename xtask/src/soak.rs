//! The storage tests at full length: as many random things as a night of use, with every fault that storage can have; and
//! the way through the questions for every concern.

use crate::{
    fail::Fail,
    project::{Project, run},
    test,
    tools::{self, Need},
};

/// Runs the native storage tests, the two windows and the questions in the browser with `SOAK=1`. Each prints its seed; with `SEED=…` in
/// the environment both repeat it.
pub fn run_all(project: &Project) -> Result<(), Fail> {
    tools::ensure(project, &[Need::NpmPackages, Need::Chrome])?;
    let mut native = project.cargo("test --release --no-default-features --test storage -- --nocapture");
    run(native.env("SOAK", "1"))?;
    test::journeys_with(project, &["fuzz.spec.ts", "concerns.spec.ts", "--retries=0"], &[("SOAK", "1")])
}
