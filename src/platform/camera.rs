//! The device's camera.
