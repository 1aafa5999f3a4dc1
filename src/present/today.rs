//! What the clock makes of today: before a session, its day, after it, between two.
