//! What comes after the plan: sessions as they happen, ticks and the diary. Read only when a screen asks for it; the diary
//! when it is looked at, or little by little before that.
//!
//! Uses: the pure layers, `platform`, `state::planner`. Used by: `ui`, never by its first screens: what
//! is named here is loaded with the later part of the program.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::desk::Desk;
use super::planner::Planner;
use super::saved_data::worth_keeping;
use crate::domain::checklist::Tick;
use crate::domain::course::{Command, Courses, Refusal, Rhythm, Session, SessionId, Slot, follow, schedule};
use crate::domain::diary::{Diary, Entry};
use crate::domain::estimate::Plan;
use crate::domain::healing_check::Told;
use crate::domain::moment::{Instant, LocalTime, Zone};
use crate::domain::sorted::{SortedMap, SortedSet};
use crate::platform::clock;
use crate::platform::zone::{self, DeviceZone};
use crate::present::plan::{Tone, status};
use crate::record::diary::{read_entry, write_entry};
use crate::record::keys::{self, COURSE, ENTRY, SESSION, TICKS};
use crate::record::sessions::{read_course, read_session, write_course, write_session};
use crate::record::ticks::{read_ticks, write_ticks};

/// When the diary begins to be read ahead, in milliseconds: the screen comes first.
const READ_AHEAD_FROM: i32 = 1_500;
/// How long the person has the device to themselves between two parts of it.
const READ_AHEAD_PAUSE: i32 = 25;
/// How many entries are read at once.
const READ_AHEAD_AT_ONCE: usize = 40;

/// The handle of the later screens. Copying it copies nothing else.
#[derive(Clone, Copy)]
pub struct Journal {
    planner: Planner,
    courses: RwSignal<Courses>,
    /// Sessions that two windows kept and that do not go together with the others.
    left_out: RwSignal<Vec<(SessionId, Session)>>,
    ticks: RwSignal<SortedSet<Tick>>,
    diary: RwSignal<Diary>,
    /// Whether the diary has been read.
    diary_is_read: StoredValue<bool>,
    /// What of it was read before anybody looked at it, and the keys of the rest.
    ahead: StoredValue<(Diary, Vec<String>)>,
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
                    planner.keeper().erased();
                    if ran.is_some() {
                        journal.clear();
                    }
                });
                journal
            })
        })
    }

    /// The journal, if any screen has asked for it.
    pub(super) fn begun(planner: Planner) -> Option<Self> {
        planner.lasting(use_context)
    }

    fn read(planner: Planner) -> Self {
        let journal = Self {
            planner,
            courses: RwSignal::new(Courses::default()),
            left_out: RwSignal::new(Vec::new()),
            ticks: RwSignal::new(SortedSet::new()),
            diary: RwSignal::new(Diary::new()),
            diary_is_read: StoredValue::new(false),
            ahead: StoredValue::new((Diary::new(), Vec::new())),
            now: RwSignal::new(zone::now()),
            told: RwSignal::new(Told::default()),
            told_before: StoredValue::new(false),
            desk: Desk::new(),
        };
        journal.absorb(None);
        planner.keeper().listen(move |key| {
            if journal.absorb(key) {
                planner.draw_anew();
            }
        });
        journal.follow_clock();
        clock::after(READ_AHEAD_FROM, move || {
            if journal.diary_is_read.try_get_value() == Some(false) {
                journal.ahead.set_value((Diary::new(), journal.entry_keys()));
                journal.read_ahead();
            }
        });
        journal
    }

    /// Reads the diary little by little while the person does something else: years of it take longer than a tap may.
    fn read_ahead(self) {
        clock::after(READ_AHEAD_PAUSE, move || {
            // The planner may be gone by then.
            if self.diary_is_read.try_get_value() != Some(false) {
                return;
            }
            let (mut diary, mut keys) = self.ahead.try_update_value(std::mem::take).unwrap_or_default();
            let some = keys.split_off(keys.len().saturating_sub(READ_AHEAD_AT_ONCE));
            self.read_entries(&mut diary, some);
            let goes_on = !keys.is_empty();
            self.ahead.set_value((diary, keys));
            if goes_on {
                self.read_ahead();
            }
        });
    }

    /// The keys of all entries, the latest first.
    fn entry_keys(self) -> Vec<String> {
        let mut keys = self.planner.keeper().keys(ENTRY);
        keys.sort_unstable_by(|one, other| other.cmp(one));
        keys
    }

    /// Reads entries from the last of these keys on: what is put in order anyhow takes no time to be put there.
    fn read_entries(self, diary: &mut Diary, keys: Vec<String>) {
        let keeper = self.planner.keeper();
        for key in keys.into_iter().rev() {
            match keys::entry_of(&key).map(|day| (day, keeper.read(&key, read_entry))) {
                Some((day, Some(entry))) => diary.insert(day, entry),
                Some((day, None)) => drop(diary.remove(&day)),
                None => {}
            }
        }
    }

    /// Takes in what is kept under a key, or under all; `true` when that is something else than what is shown.
    fn absorb(self, key: Option<&str>) -> bool {
        let is = |start: &str| key.is_none_or(|key| key.starts_with(start));
        let mut differs = false;
        if is(SESSION) || is(COURSE) {
            let (courses, left_out) = self.kept_courses();
            differs |= update(self.courses, courses) | update(self.left_out, left_out);
        }
        // A key that names no list says nothing of any.
        if is(TICKS) && key.is_none_or(|key| keys::ticks_of(key).is_some()) {
            let keeper = self.planner.keeper();
            let lists = match key {
                Some(key) => vec![key.to_owned()],
                None => keeper.keys(TICKS),
            };
            let mut ticks = match key.and_then(keys::ticks_of) {
                Some((list, session)) => {
                    let mut others = self.ticks.get_untracked();
                    others.retain(|tick| (tick.list, tick.session) != (list, session));
                    others
                }
                None => SortedSet::new(),
            };
            for list in lists {
                if let Some((of, rows)) = keys::ticks_of(&list).zip(keeper.read(&list, read_ticks)) {
                    let (list, session) = of;
                    ticks.extend(rows.into_iter().map(|row| Tick { list, session, row }));
                }
            }
            differs |= update(self.ticks, ticks);
        }
        if is(ENTRY) && self.diary_is_read.get_value() {
            differs |= update(self.diary, self.kept_diary(key.and_then(keys::entry_of)));
        } else if is(ENTRY) {
            // What was read ahead may say something else than what is kept now.
            self.ahead.set_value(Default::default());
        }
        differs
    }

    fn kept_courses(self) -> (Courses, Vec<(SessionId, Session)>) {
        let keeper = self.planner.keeper();
        let course = keeper.read(COURSE, read_course).unwrap_or_default();
        let mut sessions = SortedMap::new();
        for key in keeper.keys(SESSION) {
            if let Some((id, session)) = keys::session_of(&key).zip(keeper.read(&key, read_session)) {
                sessions.insert(id, session);
            }
        }
        let (courses, left_out) = Courses::gather(sessions.clone(), course.later, course.rules, course.phone);
        (courses, left_out.into_iter().filter_map(|id| Some((id, sessions.remove(&id)?))).collect())
    }

    /// The diary as it is kept; with a day, only that one's entry is read anew.
    fn kept_diary(self, day: Option<NaiveDate>) -> Diary {
        let (mut diary, keys) = match day {
            Some(day) => (self.diary.get_untracked(), vec![keys::entry(day)]),
            None => (Diary::new(), self.entry_keys()),
        };
        self.read_entries(&mut diary, keys);
        diary
    }

    /// Looks at the clock now and again from now on.
    fn follow_clock(self) {
        clock::after(20_000, move || {
            if self.now.try_get_untracked().is_some() {
                self.look_at_clock();
                self.planner.look_at_calendar();
                self.follow_clock();
            }
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

    /// Sessions that two windows kept and that do not go together with the others; followed by views that read them.
    pub fn left_out(self) -> Vec<(SessionId, Session)> {
        self.left_out.get()
    }

    /// Lets such a session go.
    pub fn drop_left_out(self, id: SessionId) {
        self.planner.keeper().delete(&keys::session(id));
        self.absorb(Some(SESSION));
    }

    /// Follows a command and keeps the outcome.
    ///
    /// # Errors
    /// [`Refusal`]; nothing has changed then.
    pub fn command(self, command: Command) -> Result<(), Refusal> {
        let before = self.courses.get_untracked();
        let changed = before.with(command, zone::now())?;
        let keeper = self.planner.keeper();
        for (id, session) in changed.iter() {
            let known = before.get(id);
            if known != Some(session) {
                let known = known.map(write_session).unwrap_or_default();
                keeper.change(&keys::session(id), &known, &write_session(session));
                worth_keeping(keeper);
            }
        }
        for (id, _) in before.iter().filter(|(id, _)| changed.get(*id).is_none()) {
            keeper.delete(&keys::session(id));
        }
        keeper.change(COURSE, &write_course(&before), &write_course(&changed));
        self.courses.set(changed);
        Ok(())
    }

    /// Whether a row is ticked; followed by views that read it.
    pub fn is_ticked(self, tick: &Tick) -> bool {
        self.ticks.read().contains(tick)
    }

    /// All ticks, without following them.
    pub(super) fn ticks_now(self) -> SortedSet<Tick> {
        self.ticks.get_untracked()
    }

    /// Ticks or clears a row and keeps it.
    pub fn tick(self, tick: Tick, ticked: bool) {
        let (list, session) = (tick.list, tick.session);
        let of_list = || write_ticks(&self.ticks.read_untracked(), list, session);
        let before = of_list();
        self.ticks.update(|ticks| {
            if ticked {
                ticks.insert(tick);
            } else {
                ticks.remove(&tick);
            }
        });
        self.planner.keeper().change(&keys::ticks(list, session), &before, &of_list());
    }

    /// The diary; followed by views that read it.
    pub fn diary(self) -> Diary {
        self.read_diary();
        self.diary.get()
    }

    /// Looks at the diary without following it. It may hold years, which a copy would take time for.
    pub fn with_diary<T>(self, look: impl FnOnce(&Diary) -> T) -> T {
        self.read_diary();
        self.diary.with_untracked(look)
    }

    /// Follows the diary without looking at it.
    pub fn follow_diary(self) {
        self.diary.track();
    }

    fn read_diary(self) {
        if !self.diary_is_read.get_value() {
            self.diary_is_read.set_value(true);
            let (mut diary, rest) = self.ahead.try_update_value(std::mem::take).unwrap_or_default();
            // Where nothing was read ahead, all is read now.
            let rest = if diary.is_empty() { self.entry_keys() } else { rest };
            self.read_entries(&mut diary, rest);
            *self.diary.write_untracked() = diary;
        }
    }

    /// Keeps what was changed in the entry of a day; an empty one is forgotten. `before` is what it said when the person
    /// began to change it.
    pub fn note(self, day: NaiveDate, before: &Entry, entry: &Entry) {
        let (key, keeper) = (keys::entry(day), self.planner.keeper());
        if entry.is_empty() {
            keeper.delete(&key);
        } else {
            keeper.change(&key, &write_entry(before), &write_entry(entry));
            worth_keeping(keeper);
        }
        let kept = keeper.read(&key, read_entry);
        self.read_diary();
        self.diary.update(|diary| match kept {
            Some(entry) => diary.insert(day, entry),
            None => drop(diary.remove(&day)),
        });
    }

    /// What is at hand while writing in the diary.
    pub fn desk(self) -> Desk {
        self.desk
    }

    /// Keeps what was written on the page of `opened` as the entry of `day`, to which it may have been moved.
    pub fn keep_entry(self, opened: NaiveDate, day: NaiveDate, entry: &Entry) {
        let entry_of = |day: &NaiveDate| self.with_diary(|diary| diary.get(day).cloned());
        // What another window changed meanwhile, and this one did not, stays as it is there.
        let before = match day == opened {
            true => self.with_diary(|diary| self.desk.draft(opened, diary)).before,
            false => entry_of(&day).unwrap_or_default(),
        };
        let moved = entry_of(&opened).filter(|_| day != opened);
        self.note(day, &before, entry);
        if let Some(moved) = moved {
            self.note(opened, &moved, &Entry::default());
        }
        self.desk.kept(opened, day);
    }

    /// Deletes the entry of a day, and keeps it at hand to be put back.
    pub fn delete_entry(self, day: NaiveDate) {
        let entry = self.diary.read_untracked().get(&day).cloned();
        if let Some(entry) = entry {
            self.note(day, &entry, &Entry::default());
            self.desk.put_aside(day, entry);
        }
    }

    /// Puts the entry deleted last back.
    pub fn undo_delete(self) {
        if let Some((day, entry)) = self.desk.last_deleted() {
            self.note(day, &Entry::default(), &entry);
            self.desk.put_back(day);
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

    /// Whether the person is at "Is this normal?" and has told it something.
    pub(super) fn is_telling(self) -> bool {
        !self.told_before.get_value() && self.told.with_untracked(|told| *told != Told::default())
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
        self.left_out.set(Vec::new());
        self.ticks.set(SortedSet::new());
        self.ahead.set_value(Default::default());
        self.diary.set(Diary::new());
        self.told.set(Told::default());
        self.desk.clear();
    }
}

/// Sets what differs, and only then; `true` when it did.
fn update<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) -> bool {
    let differs = *signal.read_untracked() != value;
    if differs {
        signal.set(value);
    }
    differs
}
