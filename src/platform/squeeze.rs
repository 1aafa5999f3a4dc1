//! Texts made shorter by the browser's own compression.
