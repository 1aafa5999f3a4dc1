//! Pictures drawn from data that `present` has already placed.

pub mod body;
pub mod scars;
mod still;
pub mod people;
pub mod timeline;
