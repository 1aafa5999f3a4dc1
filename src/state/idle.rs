//! A shared computer: everything is in memory only, and forgotten when nobody is here for a while.
//!
//! Uses: `present::saved`, `platform::{presence, clock}`, `state::saved_data`. Used by: `ui`, once the person said that
//! others use this device. Only times are compared, never ticks counted: a device that slept knows at once when it wakes.

use leptos::prelude::*;

use super::planner::Planner;
use super::saved_data::erase_all;
use super::saving::Notice;
use crate::platform::{clock, presence};
use crate::present::saved::{Presence, presence as presence_at};

/// How often the clock is looked at, in milliseconds.
const LOOK: i32 = 1_000;

/// The watch. Copying it copies nothing else.
#[derive(Clone, Copy)]
pub struct Idle {
    planner: Planner,
    /// When somebody was last here, in milliseconds since 1970.
    last: StoredValue<u64>,
    /// Whether somebody was here since everything was last forgotten.
    watched: StoredValue<bool>,
    /// How many seconds are left, while the person is asked.
    left: RwSignal<Option<u64>>,
}

impl Idle {
    /// The watch of this page, which begins when it is first asked for and lasts as long as the planner.
    pub fn here() -> Self {
        use_context::<Self>().unwrap_or_else(|| {
            let planner = Planner::here();
            planner.lasting(|| {
                let idle = Self {
                    planner,
                    last: StoredValue::new(clock::millis()),
                    watched: StoredValue::new(true),
                    left: RwSignal::new(None),
                };
                provide_context(idle);
                presence::on_activity(move |by_hand| idle.see(by_hand));
                presence::on_look(move || idle.look());
                idle.follow_clock();
                idle
            })
        })
    }

    /// How many seconds are left, while the person is asked whether they are still here; followed by views that read it.
    pub fn left(self) -> Option<u64> {
        self.left.get()
    }

    /// Whether the person is being asked now.
    pub fn is_asking(self) -> bool {
        self.left.get_untracked().is_some()
    }

    /// The person says that they are here.
    pub fn stay(self) {
        self.look();
        if self.watched.get_value() {
            self.last.set_value(clock::millis());
            self.look();
        }
    }

    /// Somebody did something. Whoever is asked has to answer, and whoever comes too late finds nothing.
    fn see(self, by_hand: bool) {
        self.look();
        if !self.is_asking() && (by_hand || self.watched.get_value()) {
            self.watched.set_value(true);
            self.last.set_value(clock::millis());
        }
    }

    fn follow_clock(self) {
        clock::after(LOOK, move || {
            if self.left.try_get_untracked().is_some() {
                self.look();
                self.follow_clock();
            }
        });
    }

    /// Looks at the clock.
    fn look(self) {
        if !self.watched.get_value() {
            return;
        }
        let now = clock::millis();
        // Where the clock was set back, the time begins anew.
        self.last.update_value(|last| *last = now.min(*last));
        let left = match presence_at(self.last.get_value(), now) {
            Presence::Here => None,
            Presence::Asked(left) => Some(left),
            Presence::Gone => {
                self.watched.set_value(false);
                erase_all(self.planner, Notice::Forgotten);
                None
            }
        };
        if left != self.left.get_untracked() {
            self.left.set(left);
        }
    }
}
