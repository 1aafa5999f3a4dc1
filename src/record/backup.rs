//! The backup file: everything kept, in one JSON that people can read.
