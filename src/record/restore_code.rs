//! The restore code: a plan in the part of a link after `#`, with a checksum.
