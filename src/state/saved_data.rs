//! What is kept on the device by kind and size, what was set aside, asking the browser to keep it for good, and erasing
//! it all.
//!
//! Uses: `record::{backup, keys}`, `platform::{persist, share}`, `state::planner`. Used by: `ui`, never by its first
//! screens; `state` for what is worth keeping.

use std::sync::atomic::{AtomicBool, Ordering};

use leptos::prelude::*;

use super::planner::Planner;
use super::saving::{Keeper, Notice};
use crate::domain::moment::Instant;
use crate::domain::sorted::SortedSet;
use crate::platform::persist::{self, Promise};
use crate::platform::{json, share};
use crate::present::route::Route;
use crate::record::backup::Part;
use crate::record::keys::{ASIDE, SESSION, SNAPSHOT};
use crate::record::stamp::Stamp;

/// A kind of what is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Records of the person's.
    Of(Part),
    /// Snapshots.
    Snapshots,
    /// What could not be read.
    Aside,
}

impl Kind {
    /// Every kind, in the order in which they are shown.
    pub fn all() -> impl Iterator<Item = Self> {
        Part::ALL.iter().map(|part| Self::Of(*part)).chain([Self::Snapshots, Self::Aside])
    }

    /// The kind of what is under a key.
    fn of_key(key: &str) -> Option<Self> {
        if key.starts_with(SNAPSHOT) {
            Some(Self::Snapshots)
        } else if key.starts_with(ASIDE) {
            Some(Self::Aside)
        } else {
            part_of(key).map(Self::Of)
        }
    }
}

/// The kind of record that a key names, or named in an older schema.
fn part_of(key: &str) -> Option<Part> {
    Part::of_key(key).or_else(|| Part::parse(key.split('.').next()?))
}

/// The kind of record that was set aside under a key, where that is known.
fn part_aside(key: &str) -> Option<Part> {
    let (_, key) = key.strip_prefix(ASIDE)?.split_once(':')?;
    part_of(key)
}

/// How much is kept of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The kind.
    pub kind: Kind,
    /// How many answers, ticks, sessions, days, photos.
    pub count: u64,
    /// How many characters they take, with the marks that stay of what was deleted.
    pub characters: u64,
    /// Whether any of it says something.
    pub is_there: bool,
}

/// A record as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptRecord {
    /// Its key, without what stands before all of them.
    pub key: String,
    /// Its kind; none where it is no record of the person's.
    pub kind: Option<Kind>,
    /// How many characters it takes.
    pub characters: u64,
    /// When it last changed, where it says so.
    pub changed: Option<Instant>,
}

/// When a record last changed, by its own stamp; of a snapshot, when it was made.
fn changed(key: &str, text: &str) -> Option<Instant> {
    let millis = match key.strip_prefix(SNAPSHOT) {
        Some(made) => made.parse().ok()?,
        None => Stamp::parse(json::parse(text).ok()?.get("stamp")?.as_str()?)?.millis(),
    };
    i64::try_from(millis).ok().map(Instant::from_millis)
}

/// The handle of the screen that shows it, for as long as that is open. Copying it copies nothing else.
#[derive(Clone, Copy)]
pub struct SavedData {
    planner: Planner,
    amounts: RwSignal<Vec<Amount>>,
    promise: RwSignal<Option<Promise>>,
}

impl SavedData {
    /// Counts what is kept, and asks the browser what it makes of it.
    pub fn open() -> Self {
        let planner = Planner::here();
        let keeper = planner.keeper();
        let data = Self { planner, amounts: RwSignal::new(amounts(keeper)), promise: RwSignal::new(None) };
        keeper.listen(move |key| {
            let counts = key.is_none_or(|key| key.starts_with(SNAPSHOT) || key.starts_with(ASIDE));
            if counts {
                data.amounts.set(amounts(keeper));
            }
        });
        Effect::new(move |_| data.hear(persist::promised()));
        data
    }

    fn hear(self, promise: impl Future<Output = Promise> + 'static) {
        leptos::task::spawn_local(async move {
            // The screen may be gone by then.
            let _ = self.promise.try_set(Some(promise.await));
        });
    }

    /// What is kept, without kinds of which there is nothing; followed by views that read it.
    pub fn amounts(self) -> Vec<Amount> {
        self.amounts.get()
    }

    /// How much there is of a kind; followed by views that read it.
    pub fn amount(self, kind: Kind) -> Option<Amount> {
        self.amounts.read().iter().copied().find(|amount| amount.kind == kind)
    }

    /// Every record by its key; followed by views that read it.
    pub fn records(self) -> Vec<KeptRecord> {
        self.amounts.track();
        let keeper = self.planner.keeper();
        let record = |key: String| {
            let text = keeper.text(&key).unwrap_or_default();
            let characters = u64::try_from(keeper.size(&key)).unwrap_or_default();
            KeptRecord { kind: Kind::of_key(&key), characters, changed: changed(&key, &text), key }
        };
        let mut keys = SortedSet::default();
        for key in keeper.keys("") {
            keys.insert(key);
        }
        keys.iter().cloned().map(record).filter(|record| record.characters > 0).collect()
    }

    /// What stands before every key on the device.
    pub fn place(self) -> String {
        self.planner.keeper().place().name
    }

    /// What the browser says, once it has said it; followed by views that read it.
    pub fn promise(self) -> Option<Promise> {
        self.promise.get()
    }

    /// Asks the browser to keep it for good.
    pub fn ask(self) {
        self.hear(persist::ask());
    }

    /// The kinds of what was set aside, as far as they are known, and how many of each there are.
    pub fn aside(self) -> Vec<(Option<Part>, u64)> {
        let mut kinds: Vec<(Option<Part>, u64)> = Vec::new();
        for key in self.planner.keeper().keys(ASIDE) {
            let part = part_aside(&key);
            match kinds.iter_mut().find(|(known, _)| *known == part) {
                Some((_, count)) => *count += 1,
                None => kinds.push((part, 1)),
            }
        }
        kinds
    }

    /// Hands all that was set aside to the browser as one file, word for word; `false` when it cannot save files.
    pub fn download_aside(self) -> bool {
        let keeper = self.planner.keeper();
        let texts = keeper.keys(ASIDE).into_iter().map(|key| {
            let text = keeper.text(&key).unwrap_or_default();
            [key.as_str(), "\n", &text, "\n\n"].concat()
        });
        let all: String = texts.collect();
        share::download("microneedling-planner-not-read.txt", "text/plain;charset=utf-8", all.as_bytes())
    }

    /// Deletes all that was set aside.
    pub fn delete_aside(self) {
        self.planner.keeper().take_off(ASIDE);
    }

    /// Deletes all snapshots.
    pub fn delete_snapshots(self) {
        self.planner.keeper().take_off(SNAPSHOT);
    }

    /// Erases everything, here, on the device and in all other windows.
    pub fn erase(self) {
        erase_all(self.planner, Notice::Erased);
    }
}

/// What is kept, without kinds of which there is nothing.
fn amounts(keeper: Keeper) -> Vec<Amount> {
    let mut amounts: Vec<Amount> =
        Kind::all().map(|kind| Amount { kind, count: 0, characters: 0, is_there: false }).collect();
    for key in keeper.keys("") {
        let Some(kind) = Kind::of_key(&key) else { continue };
        let Some(amount) = amounts.iter_mut().find(|amount| amount.kind == kind) else { continue };
        let characters = u64::try_from(keeper.size(&key)).unwrap_or_default();
        amount.characters = amount.characters.saturating_add(characters);
        // Of what was deleted a mark stays, which says nothing any more.
        let fields = match kind {
            Kind::Snapshots | Kind::Aside => Some(1),
            Kind::Of(_) => keeper.read(&key, |fields| Ok(fields.len())),
        };
        amount.is_there |= fields.is_some();
        amount.count += match kind {
            Kind::Of(Part::Answers | Part::Ticks) => u64::try_from(fields.unwrap_or_default()).unwrap_or_default(),
            // The clinic's own rules are no session.
            Kind::Of(Part::Sessions) => u64::from(fields.is_some() && key.starts_with(SESSION)),
            _ => u64::from(fields.is_some()),
        };
    }
    amounts.retain(|amount| amount.characters > 0);
    amounts
}

/// Erases everything, in memory too, goes to the start and says why.
pub fn erase_all(planner: Planner, why: Notice) {
    let keeper = planner.keeper();
    keeper.erase();
    // After that, in the same order.
    keeper.in_turn(move || {
        drop(planner.take_code());
        planner.set_typing(false);
        planner.draw_anew();
        planner.page().set_badge(0);
        keeper.say(why);
        planner.go(Route::Start);
    });
}

/// Whether the browser was asked since the page was loaded.
static ASKED: AtomicBool = AtomicBool::new(false);

/// Something was kept that a person would miss: the browser is asked, once, to keep it for good.
pub(super) fn worth_keeping(keeper: Keeper) {
    if keeper.with(|store| store.shelf().lasts()).unwrap_or(false) && !ASKED.swap(true, Ordering::Relaxed) {
        persist::ask_quietly();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_set_aside_is_named_after_what_it_was() {
        let kinds = ["aside:1a2b3c4d:photo:3", "aside:1a2b3c4d:answers", "aside:1a2b3c4d:ticks.unreadable"];
        assert_eq!(kinds.map(part_aside), [Some(Part::Photos), Some(Part::Answers), Some(Part::Ticks)]);
        assert_eq!(["aside:1a2b3c4d:snapshot:7", "aside:?"].map(part_aside), [None, None]);
    }

    #[test]
    fn a_record_says_itself_when_it_changed_and_a_snapshot_in_its_name() {
        let text = r#"{"v":2,"checksum":"00000000","stamp":"19add5d2e00-0-1","fields":{}}"#;
        assert_eq!(changed("plan", text), Some(Instant::from_millis(0x19a_dd5d_2e00)));
        assert_eq!(changed("snapshot:1796119200000", "{}"), Some(Instant::from_millis(1_796_119_200_000)));
        for (key, text) in [("plan", "{}"), ("plan", "damaged"), ("aside:1:plan", ""), ("snapshot:x", text)] {
            assert_eq!(changed(key, text), None, "{key} {text}");
        }
    }

    #[test]
    fn every_kind_of_record_is_counted_under_its_own_name() {
        let keys = [
            "profile",
            "plan",
            "course",
            "session:1",
            "ticks:questions:0",
            "entry:2026-11-22",
            "photo:1",
            "calendar",
            "matters",
        ];
        let parts = [
            Part::Answers,
            Part::Answers,
            Part::Sessions,
            Part::Sessions,
            Part::Ticks,
            Part::Diary,
            Part::Photos,
            Part::Calendar,
            Part::Matters,
        ];
        assert_eq!(keys.map(Kind::of_key), parts.map(|part| Some(Kind::Of(part))));
        assert_eq!(["snapshot:1", "aside:1:plan"].map(Kind::of_key), [Some(Kind::Snapshots), Some(Kind::Aside)]);
        assert_eq!(Kind::of_key("erased"), None);
    }
}
