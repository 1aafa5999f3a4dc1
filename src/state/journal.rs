//! What comes after the plan: sessions as they happen, and the diary. Read only when a screen asks for it.
//!
//! Uses: the pure layers, `platform`, `state::planner`, `state::saving`. Used by: `ui`, never by its first screens: what
//! is named here is loaded with the later part of the program.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::desk::Desk;
use super::planner::Planner;
use super::saving;
use crate::domain::course::{Command, Courses, Refusal, Rhythm, Slot, follow, schedule};
use crate::domain::dates::{format_iso, parse_iso};
use crate::domain::diary::{Diary, Entry};
use crate::domain::estimate::Plan;
use crate::domain::healing_check::Told;
use crate::domain::moment::{Instant, LocalTime, Zone};
use crate::platform::clock;
use crate::platform::zone::{self, DeviceZone};
use crate::present::plan::{Tone, status};
use crate::record::diary::{read_entry, write_entry};
use crate::record::sessions::{read_sessions, write_sessions};

/// The handle of the later screens. Copying it copies nothing else.
#[derive(Clone, Copy)]
pub struct Journal {
    planner: Planner,
    courses: RwSignal<Courses>,
    diary: RwSignal<Diary>,
    now: RwSignal<Instant>,
    /// What "Is this normal?" was told: in memory only.
    told: RwSignal<Told>,
    /// Whether the person has gone on to something else since.
    told_before: StoredValue<bool>,
    desk: Desk,
}

impl Journal {
    /// The journal of the view that asks, read from the shelf the first time.
    pub fn here() -> Self {
        use_context::<Self>().unwrap_or_else(|| {
            let planner = Planner::here();
            planner.lasting(|| {
                let journal = Self::read(planner);
                provide_context(journal);
                Effect::new(move |ran: Option<()>| {
                    planner.erased();
                    if ran.is_some() {
                        journal.clear();
                    }
                });
                journal
            })
        })
    }

    fn read(planner: Planner) -> Self {
        let journal = Self {
            planner,
            courses: RwSignal::new(Courses::default()),
            diary: RwSignal::new(Diary::new()),
            now: RwSignal::new(zone::now()),
            told: RwSignal::new(Told::default()),
            told_before: StoredValue::new(false),
            desk: Desk::new(),
        };
        journal.reload();
        journal.follow_clock();
        journal
    }

    /// Reads sessions and diary anew after other records were put on the shelf.
    pub(super) fn reload(self) {
        let Self { planner, .. } = self;
        self.courses.set(planner.read(saving::SESSIONS, read_sessions).unwrap_or_default());
        let mut diary = Diary::new();
        for key in planner.keys(saving::ENTRY) {
            let day = key.strip_prefix(saving::ENTRY).and_then(parse_iso);
            if let Some((day, entry)) = day.zip(planner.read(&key, read_entry)) {
                diary.insert(day, entry);
            }
        }
        self.diary.set(diary);
    }

    /// Looks at the clock each minute from now on.
    fn follow_clock(self) {
        clock::after(20_000, move || {
            self.look_at_clock();
            self.planner.look_at_calendar();
            self.follow_clock();
        });
    }

    /// Looks at the clock now, on the way to a screen.
    pub fn look_at_clock(self) {
        let now = zone::now();
        if now != self.now.get_untracked() {
            self.now.set(now);
        }
    }

    /// Now, to the minute; followed by views that read it.
    pub fn now(self) -> Instant {
        self.now.get()
    }

    /// What calendar and clock show now, in the zone the device is in.
    pub fn local_now(self) -> LocalTime {
        DeviceZone.local(self.now.get())
    }

    /// The zone the device is in.
    pub fn zone(self) -> &'static dyn Zone {
        &DeviceZone
    }

    /// All sessions; followed by views that read them.
    pub fn courses(self) -> Courses {
        self.courses.get()
    }

    /// The present plan's rhythm; `None` without a plan.
    pub fn rhythm(self) -> Option<Rhythm> {
        self.planner.estimate().and_then(|estimate| estimate.plan().map(Rhythm::of))
    }

    /// The present plan, with its sessions on the days they really have; `None` without a plan.
    pub fn plan(self) -> Option<Plan> {
        let plan = self.planner.estimate().and_then(|estimate| estimate.plan().cloned());
        plan.map(|plan| follow(plan, &self.slots()))
    }

    /// Whether every day stands under "if your clinician agrees".
    pub fn if_agrees(self) -> bool {
        let answers = self.planner.answers_now();
        self.planner.estimate().is_some_and(|estimate| {
            self.planner.with(|say, evidence| status(&estimate, &answers, evidence, say).tone != Tone::Ok)
        })
    }

    /// The sessions of the present course on their days.
    pub fn slots(self) -> Vec<Slot> {
        self.slots_of(self.courses.read().present())
    }

    /// The sessions of a course on their days. They change with the day, not with the minute.
    pub fn slots_of(self, course: u16) -> Vec<Slot> {
        schedule(&self.courses.read(), course, self.rhythm(), self.planner.today())
    }

    /// Follows a command and keeps the outcome.
    ///
    /// # Errors
    /// [`Refusal`]; nothing has changed then.
    pub fn command(self, command: Command) -> Result<(), Refusal> {
        let changed = self.courses.read_untracked().with(command, zone::now())?;
        self.planner.keep(saving::SESSIONS, write_sessions(&changed));
        self.courses.set(changed);
        Ok(())
    }

    /// The diary; followed by views that read it.
    pub fn diary(self) -> Diary {
        self.diary.get()
    }

    /// Keeps the entry of a day; an empty one is forgotten. `false` when it is not on the shelf: nothing has changed
    /// then.
    pub fn note(self, day: NaiveDate, entry: Entry) -> bool {
        let key = format!("{}{}", saving::ENTRY, format_iso(day));
        if entry.is_empty() {
            self.planner.forget(&key);
            self.diary.update(|diary| drop(diary.remove(&day)));
            return true;
        }
        let kept = self.planner.keep(&key, write_entry(&entry));
        if kept {
            self.diary.update(|diary| diary.insert(day, entry));
        }
        kept
    }

    /// What is at hand while writing in the diary.
    pub fn desk(self) -> Desk {
        self.desk
    }

    /// Keeps what was written on the page of `opened` as the entry of `day`, to which it may have been moved. `false`
    /// when it could not be kept: the draft is still there then.
    pub fn keep_entry(self, opened: NaiveDate, day: NaiveDate, entry: Entry) -> bool {
        let kept = self.note(day, entry);
        if kept {
            if day != opened && self.diary.read_untracked().contains_key(&opened) {
                self.note(opened, Entry::default());
            }
            self.desk.kept(opened, day);
        }
        kept
    }

    /// Deletes the entry of a day, and keeps it at hand to be put back.
    pub fn delete_entry(self, day: NaiveDate) {
        let entry = self.diary.read_untracked().get(&day).cloned();
        if let Some(entry) = entry {
            self.note(day, Entry::default());
            self.desk.put_aside(day, entry);
        }
    }

    /// Puts the entry deleted last back.
    pub fn undo_delete(self) {
        if let Some((day, entry)) = self.desk.last_deleted() {
            let kept = self.note(day, entry);
            self.desk.put_back(day, kept);
        }
    }

    /// What "Is this normal?" was told so far; followed by views that read it.
    pub fn told(self) -> Told {
        self.told.get()
    }

    /// Tells "Is this normal?" something. Nothing of it is kept on the device.
    pub fn tell(self, change: impl FnOnce(&mut Told)) {
        self.told.update(change);
    }

    /// The person leaves "Is this normal?": what they told stays until they begin it anew.
    pub fn leave_check(self) {
        self.told_before.set_value(true);
    }

    /// The person comes to a page of "Is this normal?"; at its first page, from elsewhere, nothing is told yet.
    pub fn enter_check(self, begins: bool) {
        if begins && self.told_before.get_value() {
            self.told.set(Told::default());
        }
        self.told_before.set_value(false);
    }

    /// Forgets sessions and diary in memory, after the shelf has.
    fn clear(self) {
        self.courses.set(Courses::default());
        self.diary.set(Diary::new());
        self.told.set(Told::default());
        self.desk.clear();
    }
}
