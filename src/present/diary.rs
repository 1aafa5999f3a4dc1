//! The diary as rows and pictures: each sign over its two expected bands, the change over the window of the result.
