//! The change week by week over the window of the result.
