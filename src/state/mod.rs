//! Signals over the pure layers, and the only way to change them.
//!
//! Uses: `domain`, `content`, `present`, `record`, `platform`. Used by: `ui`, `embed`.

pub mod calendar;
pub mod carry;
pub mod cases;
pub mod desk;
pub mod extra;
pub mod idle;
pub mod journal;
pub mod language;
pub mod matters;
pub mod offline;
pub mod photos;
pub mod planner;
pub mod saved_data;
pub mod saving;
pub mod snapshots;
pub mod upkeep;
