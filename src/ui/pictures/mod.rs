//! Pictures drawn from data that `present` has already placed.

pub mod body;
pub mod change;
pub mod compare;
pub mod people;
pub mod qr;
pub mod scars;
pub mod signs;
pub mod skin;
mod still;
pub mod timeline;
