//! Signs of healing over the days they are expected.
