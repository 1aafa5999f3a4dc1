//! What is saved or read from outside: frozen types, migrations, JSON lines.
//! Uses the layers before it; the platform and everything after may use it.

pub mod backup;
pub mod calendar;
pub mod diary;
pub mod estimate_lines;
pub mod photo;
pub mod restore_code;
pub mod saved;
pub mod sessions;
