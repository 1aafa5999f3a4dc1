//! The engine that keeps records, on a shelf that fails on purpose: what a person would miss if it were lost.
//!
//! `tests/storage/shelf.rs` is the shelf, `script.rs` plays random scripts of several windows and compares what is there
//! at the end with the specification in `spec.rs`; `trouble.rs` takes one trouble at a time; `damage.rs` harms a saved
//! state letter by letter; `old.rs` brings schema 1 up to date; `laws.rs` says what holds for every record.
//!
//! `SOAK=1 cargo test --no-default-features --test storage` plays 20 times as many scripts, from a new seed. Each script
//! prints its seed, so that the last one printed is the one that failed; `SEED=…` plays that one alone.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking, its helpers too"
)]

#[path = "storage/damage.rs"]
mod damage;
#[path = "storage/dice.rs"]
mod dice;
#[path = "storage/laws.rs"]
mod laws;
#[path = "storage/old.rs"]
mod old;
#[path = "storage/script.rs"]
mod script;
#[path = "storage/shelf.rs"]
mod shelf;
#[path = "storage/spec.rs"]
mod spec;
#[path = "storage/trouble.rs"]
mod trouble;

use microneedling_planner::content::json::parse;
use microneedling_planner::record::envelope::{Fields, Record};
use microneedling_planner::record::store::Store;
use serde_json::Value;
use shelf::{Device, Window};

/// Noon of 2026-11-22 in milliseconds since 1970.
const NOON: u64 = 1_795_348_800_000;
/// A record as a later version of the planner might keep it.
const OF_A_NEWER_VERSION: &str = r#"{"v":3,"checksum":"d6ffefe7","stamp":"1-0-1","fields":{"note":"new"},"mood":[]}"#;

/// A window of the planner on a device.
fn window(device: &Device, writer: u32) -> Store<Window> {
    Store::new(device.open(), parse, writer)
}

/// Gives a field of a record another value.
fn say(store: &mut Store<Window>, key: &str, name: &str, value: impl Into<Value>) {
    let before = store.look(key).record.fields();
    let mut after = before.clone();
    after.insert(name.to_owned(), value.into());
    store.change(key, &before, &after, NOON);
}

/// What the text under a key says.
fn fields(device: &Device, key: &str) -> Fields {
    Record::read(&device.text(key).unwrap(), parse).unwrap().fields()
}
