//! The estimator's published cases, fetched when somebody wants to see them worked out.
//!
//! Uses: `record::cases`, `platform::{fetch, json}`. Used by: `ui`, on the screen that explains the estimate.

use super::planner::Planner;
use crate::platform::{fetch, json};
use crate::record::cases::{self, Case};

/// The file of them, in the folder of the app's own files.
pub fn address(planner: Planner) -> String {
    [&planner.files(), "vectors.json"].concat()
}

/// Fetches the cases and works them out here; nothing where they cannot be had, or nobody waits any more. The same file
/// for every person.
pub async fn cases(planner: Planner) -> Option<Vec<Case>> {
    let language = planner.language();
    let text = fetch::text(&address(planner)).await.ok()?;
    let waits = planner.speaks(&language);
    waits.then(|| planner.with(|_, evidence| cases::cases(&text, json::parse, evidence)))?
}
