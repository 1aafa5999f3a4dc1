//! Pictures drawn from data that `present` has already placed.

pub mod skin;
pub mod timeline;
