//! What a clinician would name: answers, concerns, screening, the estimate. No text for people, no JSON, no clock.
//! Depends on nothing else in the crate; every other layer may use it.

pub mod answers;
pub mod checklist;
pub mod clinic;
pub mod course;
pub mod dates;
pub mod diary;
pub mod estimate;
pub mod evidence;
pub mod healing_check;
pub mod ids;
pub mod matters;
pub mod moment;
pub mod options;
pub mod photo;
pub mod profile;
pub mod range;
pub mod restriction;
pub mod sorted;
pub mod today;
