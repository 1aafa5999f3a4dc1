//! Two photos, one over the other, with a slider between them.
