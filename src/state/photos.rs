//! The photos kept on the device, and the room they take.
