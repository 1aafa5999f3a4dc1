//! Every fact and sentence: evidence and words, parsed and looked up.
//! Uses the domain; every layer to the right may use it.

pub mod evidence;
pub mod json;
pub mod languages;
pub mod review;
pub mod scorecard;
pub mod words;
