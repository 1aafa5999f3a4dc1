//! `cargo xtask scorecard`: writes what the scorecard shows of other files anew. The tests that write are those that
//! otherwise fail when it is stale.

use crate::{
    fail::Fail,
    project::{Project, run as run_command},
};

pub fn run(project: &Project) -> Result<(), Fail> {
    // First what is counted, then the document that shows it.
    for test in ["--test content the_grades_that_are_shown", "--test scorecard the_document_says"] {
        let mut write = project.cargo(&format!("test --quiet --no-default-features {test}"));
        run_command(write.env("PLANNER_WRITE", "1"))?;
    }
    Ok(())
}
