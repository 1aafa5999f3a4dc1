//! The microneedling planner: answers in, an honest plan out, kept on the person's own device.
//!
//! Layers, each using only those above it in this list:
//!
//! 1. [`domain`] — what a clinician would name. No text for people, no JSON, no clock.
//! 2. [`content`] — every fact and sentence: evidence and words, parsed and looked up.
//! 3. [`present`] — what a screen shows, as data; one result feeds picture, table, text and print.
//! 4. [`record`] — what is saved or read from outside: frozen types, migrations, JSON lines.
//! 5. `platform` — the only files that touch the browser beyond views.
//! 6. `state` — signals over the pure layers and the commands that change them.
//! 7. `ui` — views only.
//! 8. `embed` — how the app gets onto a page.
//!
//! The first four build without the default feature `ui`, natively and quickly.

#![recursion_limit = "256"]

pub mod content;
pub mod domain;
pub mod present;
pub mod record;

#[cfg(feature = "ui")]
pub mod embed;
#[cfg(feature = "ui")]
pub mod platform;
#[cfg(feature = "ui")]
pub mod state;
#[cfg(feature = "ui")]
pub mod ui;
