//! Pictures made small on the device.
