//! What a screen shows, as data: one result feeds the picture, the table, the sentence and the print.
//!
//! Uses: `domain`, `content`. Used by: `record`, `state`, `ui`. Language and today are arguments; nothing here draws.

pub mod about;
pub mod aftercare;
pub mod areas;
pub mod calendar;
pub mod changes;
pub mod checklist;
pub mod clinic;
pub mod consultation;
pub mod contrast;
pub mod diary;
pub mod estimator;
pub mod evidence;
pub mod forms;
pub mod healing_check;
pub mod locale;
pub mod money;
pub mod options;
pub mod origin;
pub mod photos;
pub mod plan;
pub mod privacy;
pub mod questions;
pub mod rates;
pub mod route;
pub mod saved;
pub mod saving;
pub mod say;
pub mod skin;
pub mod snippet;
pub mod summary;
pub mod timeline;
pub mod today;
pub mod understanding;
