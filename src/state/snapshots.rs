//! Snapshots: made now and then, listed, looked into, and put back.
//!
//! Uses: `record::snapshot`, `platform`, `state::{carry, planner, saving}`. Used by: `state::{upkeep, carry}`, `ui`, never
//! by its first screens. Nothing is made where nothing is kept on the device.

use leptos::prelude::*;

use super::carry::{Carry, Origin, answered};
use super::planner::Planner;
use super::saving::Keeper;
use crate::platform::zone::{self, DeviceZone};
use crate::platform::{clock, json, windows};
use crate::present::route::Route;
use crate::present::summary;
use crate::record::keys::SNAPSHOT;
use crate::record::schema_1;
use crate::record::shelf::Shelf;
use crate::record::snapshot::{self, Records, Shelved, Snapshot, is_due, newest};

/// When to look for the first time, in milliseconds: the screen comes first.
const SOON: i32 = 3_000;
/// How often to look, in milliseconds.
const NOW_AND_THEN: i32 = 10 * 60 * 1_000;

/// Makes snapshots from now on, for as long as the planner lives.
pub fn begin(keeper: Keeper) {
    clock::after(SOON, move || {
        // Whoever has just begun has little yet: their first one is made when they leave, or after a while.
        if of_shelf(keeper, newest).flatten().is_some() {
            look(keeper);
        }
    });
    windows::on_leave(move || {
        // Turns do not come any more then. None is needed: no two windows write the same snapshot.
        if is_time(keeper) {
            make(keeper);
        }
    });
    look_again(keeper);
}

fn look_again(keeper: Keeper) {
    clock::after(NOW_AND_THEN, move || {
        if keeper.is_there() {
            look(keeper);
            look_again(keeper);
        }
    });
}

fn look(keeper: Keeper) {
    if is_time(keeper) {
        keeper.in_turn(move || {
            // Another window may have made one meanwhile.
            if is_time(keeper) {
                make(keeper);
            }
        });
    }
}

/// Makes a snapshot before something great happens, unless the newest one holds all there is.
pub fn make_before(keeper: Keeper) {
    if is_possible(keeper) {
        keeper.in_turn(move || make(keeper));
    }
}

/// Asks the shelf.
fn of_shelf<T>(keeper: Keeper, ask: impl FnOnce(&dyn Shelf) -> T) -> Option<T> {
    keeper.with(|store| ask(store.shelf()))
}

fn is_possible(keeper: Keeper) -> bool {
    let possible = keeper.with(|store| {
        let shelf = store.shelf();
        shelf.lasts() && !store.is_read_only() && !schema_1::is_there(shelf)
    });
    possible.unwrap_or(false) && !keeper.is_shared()
}

fn is_time(keeper: Keeper) -> bool {
    is_possible(keeper) && is_due(of_shelf(keeper, newest).flatten(), clock::millis(), &DeviceZone)
}

fn make(keeper: Keeper) {
    let read = |key: &str| keeper.read(key, |fields| Ok(fields.clone()));
    let snapshot = Records { keys: &|start| keeper.keys(start), read: &read }.snapshot(zone::now());
    let kept = keeper.with(|store| {
        // What was just read may have shown that a newer version was here.
        !store.is_read_only() && {
            let now = clock::millis();
            let stamp = store.stamp(now);
            snapshot::keep(&snapshot, stamp, store.shelf(), now, &DeviceZone, json::parse)
        }
    });
    if kept.unwrap_or(false) {
        keeper.tell(Some(SNAPSHOT));
    }
}

/// The snapshots on the device, for as long as their list is on the screen. Copying it copies nothing else.
#[derive(Clone, Copy)]
pub struct Snapshots {
    planner: Planner,
    list: RwSignal<Vec<(u64, Snapshot)>>,
}

impl Snapshots {
    /// Reads every snapshot. What cannot be read is left out.
    pub fn open() -> Self {
        let planner = Planner::here();
        let snapshots = Self { planner, list: RwSignal::new(Vec::new()) };
        snapshots.list.set(snapshots.read());
        planner.keeper().listen(move |key| {
            if key.is_none_or(|key| key.starts_with(SNAPSHOT)) {
                snapshots.list.set(snapshots.read());
            }
        });
        snapshots
    }

    fn read(self) -> Vec<(u64, Snapshot)> {
        let shelved = of_shelf(self.planner.keeper(), |shelf| Shelved::read(shelf, json::parse)).unwrap_or_default();
        let whole = shelved.whole.into_iter().rev();
        whole.filter_map(|(millis, (_, fields))| Some((millis, Snapshot::read(fields)?))).collect()
    }

    /// Whether any are made here.
    pub fn are_made(self) -> bool {
        is_possible(self.planner.keeper())
    }

    /// All of them, the newest first, each with its number; followed by views that read them.
    pub fn list(self) -> Vec<(u64, Snapshot)> {
        self.list.get()
    }

    /// How many questions are answered in one.
    pub fn answers_in(self, snapshot: &Snapshot) -> usize {
        let answers = &snapshot.carried.kept.answers;
        self.planner.with(|say, evidence| answered(&summary::rows(answers, evidence, say), say).len())
    }

    /// Shows what taking one in would mean, on the screen for that.
    pub fn look_into(self, carry: Carry, millis: u64) {
        // Another window may have taken it off.
        let found = self.read().into_iter().find(|(known, _)| *known == millis);
        let Some((_, Snapshot { about, carried })) = found else { return self.list.set(self.read()) };
        carry.show(Origin::Snapshot(about), carried);
        self.planner.go(Route::Restore);
    }

    /// Deletes all of them.
    pub fn delete_all(self) {
        self.planner.keeper().take_off(SNAPSHOT);
    }
}
