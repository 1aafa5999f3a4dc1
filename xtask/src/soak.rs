//! The storage tests at full length: as many random things as a night of use, with every fault that storage can have; what
//! somebody may hand in to do harm; the way through the questions for every concern; and every screen in every language.

use crate::{
    fail::Fail,
    project::{Project, run},
    test,
    tools::{self, Need},
};

/// Runs the native storage tests and hostile texts, and in the browser the two windows, the questions and the languages,
/// with `SOAK=1`. What is random prints its seed; `SEED=…` in the environment repeats it.
pub fn run_all(project: &Project) -> Result<(), Fail> {
    tools::ensure(project, &[Need::NpmPackages, Need::Chrome])?;
    let mut native = project.cargo("test --release --no-default-features --test storage --test hostile -- --nocapture");
    // A number that wraps round is a fault too.
    native.envs(["DEBUG_ASSERTIONS", "OVERFLOW_CHECKS"].map(|name| (format!("CARGO_PROFILE_RELEASE_{name}"), "true")));
    run(native.env("SOAK", "1"))?;
    test::journeys_with(
        project,
        &["fuzz.spec.ts", "concerns.spec.ts", "languages.spec.ts", "--retries=0"],
        &[("SOAK", "1")],
    )
}
