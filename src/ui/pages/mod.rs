//! The screens, a file each.

pub mod answers;
pub mod checklist;
pub mod healing;
pub mod learn;
pub mod plan;
pub mod question;
pub mod skin;
pub mod sources;
pub mod start;
pub mod styleguide;
pub mod unknown;
pub mod uses;
