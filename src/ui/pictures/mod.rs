//! Pictures drawn from data that `present` has already placed.

pub mod people;
pub mod timeline;
