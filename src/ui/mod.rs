//! Views only: what is shown comes from `present`, what changes goes through `state`.
//!
//! Uses: every layer before it. Used by: `embed` and the build step, which renders the same components natively.

#![allow(
    missing_docs,
    reason = "a component's parameters become fields of a generated struct; its doc comment tells them"
)]

pub mod app;
pub mod further;
pub mod later;
pub mod pages;
pub mod parts;
pub mod pictures;
