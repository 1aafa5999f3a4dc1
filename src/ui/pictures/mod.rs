//! Pictures drawn from data that `present` has already placed.

pub mod body;
pub mod people;
pub mod scars;
pub mod skin;
mod still;
pub mod timeline;
