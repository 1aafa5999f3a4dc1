//! A planner that nobody has used, without a browser: for tests that draw whole screens. The file that uses it has
//! `english` beside it.

use leptos::prelude::*;
use microneedling_planner::content::evidence;
use microneedling_planner::platform::page::Page;
use microneedling_planner::record::shelf::MemoryShelf;
use microneedling_planner::state::planner::{Later, Parts, Planner, Voice};
use microneedling_planner::ui::later;

use crate::english::english;

/// Lives as long as the owner it is made under, and is found from there by all that is drawn.
pub fn planner() -> Planner {
    let planner = Planner::new(Parts {
        voice: Voice::new(english(), &Page),
        later: Later::Here(later::SCREENS),
        review: None,
        shelf: Box::new(MemoryShelf::default()),
        files: String::new(),
        page: Page,
    });
    planner.know(evidence::core().unwrap());
    provide_context(planner);
    planner
}
