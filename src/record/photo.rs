//! A photo as it is saved: one record each. Schema 1.
