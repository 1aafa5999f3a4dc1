//! What goes into a calendar: sessions, preparation, the end of restrictions.
