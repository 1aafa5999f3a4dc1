//! "Is this normal?" in words.
