//! The page for the consultation, as data.
