//! What is saved or read from outside: records and the engine that keeps them, migrations, JSON lines.
//! Uses the layers before it; the platform and everything after may use it.

pub mod backup;
pub mod calendar;
pub mod cases;
mod checksum;
pub mod clinic;
pub mod diary;
pub mod envelope;
pub mod estimate_lines;
pub mod keys;
pub mod limits;
pub mod matters;
pub mod photo;
pub mod profile;
pub mod restore_code;
pub mod schema_1;
pub mod sessions;
pub mod settings;
pub mod shelf;
pub mod snapshot;
pub mod stamp;
pub mod store;
pub mod ticks;
