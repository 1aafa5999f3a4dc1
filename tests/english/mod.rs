//! The words of the first screens and of the later ones, as a person with the whole program has them.

use std::path::Path;

use microneedling_planner::content::words::{self, Words};

/// Every pack in English but the details.
pub fn english() -> Words {
    let folders = ["content/en", "content/en/plan", "content/en/proofs", "content/en/options"].map(Path::new);
    let files = folders.into_iter().flat_map(|folder| words::folder(folder).unwrap());
    let entries: Vec<_> = files.flat_map(|(_, entries)| entries).collect();
    words::pack("en", &entries)
}
