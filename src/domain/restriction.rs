//! What is not allowed after a session, and until when: earliest and strictest in the sources, or the clinic's own.
