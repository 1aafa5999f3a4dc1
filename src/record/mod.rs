//! What is saved or read from outside: frozen types, migrations, JSON lines.
//! Uses the layers before it; the platform and everything after may use it.

pub mod estimate_lines;
pub mod saved;
