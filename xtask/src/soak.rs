//! The storage tests at full length: as many random things as a night of use, with every fault that storage can have; what
//! somebody may hand in to do harm; the way through the questions for every concern; every screen in every language and in
//! every look; and a site that knows its address.

use std::fs;

use crate::{
    fail::{Doing, Fail},
    project::{Project, files_below, run},
    site, test,
    tools::{self, Need},
};

/// Where a planner might be. Nothing is asked for there.
const ADDRESS: &str = "https://clinic.example/planner/";

/// Runs the native storage tests and hostile texts, and in the browser the two windows, the questions, the languages and
/// the looks, with `SOAK=1`; then builds the site for an address and follows every address that it names. What is
/// random prints its seed; `SEED=…` in the environment repeats it.
pub fn run_all(project: &Project) -> Result<(), Fail> {
    tools::ensure(project, &[Need::NpmPackages, Need::Chrome])?;
    let mut native = project.cargo("test --release --no-default-features --test storage --test hostile -- --nocapture");
    // A number that wraps round is a fault too.
    native.envs(["DEBUG_ASSERTIONS", "OVERFLOW_CHECKS"].map(|name| (format!("CARGO_PROFILE_RELEASE_{name}"), "true")));
    run(native.env("SOAK", "1"))?;
    test::journeys_with(
        project,
        &["fuzz.spec.ts", "concerns.spec.ts", "languages.spec.ts", "screens.spec.ts", "--retries=0"],
        &[("SOAK", "1")],
    )?;
    knows_its_address(project)
}

/// Builds a site that knows its address and looks for what stands behind every address in it.
fn knows_its_address(project: &Project) -> Result<(), Fail> {
    let dist = project.path("target/with-address");
    site::build_for(project, ADDRESS, &dist)?;
    let mut named = 0;
    for file in files_below(&dist)? {
        if !file.extension().is_some_and(|ending| ending == "html" || ending == "xml") {
            continue;
        }
        let text = fs::read_to_string(&file).doing(|| format!("reading {}", file.display()))?;
        for path in addresses(&text) {
            named += 1;
            if !dist.join(page(path)).is_file() {
                return Err(Fail::Wrong(format!("{} names {ADDRESS}{path}, where nothing is", file.display())));
            }
        }
    }
    println!("soak: {named} addresses below {ADDRESS} in pages and sitemap lead to files");
    // Each language's page names itself, every other and its picture; so does the sitemap its pages.
    if named < 20 { Err(Fail::Wrong("that is too few to be all of them".to_owned())) } else { Ok(()) }
}

/// What follows the site's address, wherever a text names it.
fn addresses(text: &str) -> impl Iterator<Item = &str> {
    text.split(ADDRESS).skip(1).filter_map(|rest| rest.split(['"', '<']).next())
}

/// The file that a server sends for a path.
fn page(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_where_its_attribute_or_element_does() {
        let text = format!("<a href=\"{ADDRESS}\">{ADDRESS}fr/</a> <loc>{ADDRESS}a.png</loc>");
        assert_eq!(addresses(&text).map(page).collect::<Vec<_>>(), ["index.html", "fr/index.html", "a.png"]);
    }
}
