//! A QR code.
