//! The calendar file (RFC 5545).
