//! The screens, a file each.

pub mod answers;
pub mod checklist;
pub mod clinic_rules;
pub mod consultation;
pub mod diary;
pub mod entry;
pub mod healing;
pub mod learn;
pub mod normal;
pub mod normal_outcome;
pub mod photos;
pub mod plan;
pub mod question;
pub mod restore;
pub mod saved;
pub mod session;
pub mod sessions;
pub mod skin;
pub mod sources;
pub mod start;
pub mod styleguide;
pub mod take;
pub mod today;
pub mod unknown;
pub mod uses;
