//! The planner's one handle: what is known, read through memos, changed through commands, kept after every change.
//!
//! Uses: every pure layer, `platform`. Used by: `ui`, `embed`. Views never see the signals inside.

use std::pin::Pin;
use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;

use super::saving::{self, Found, Saving};
use crate::content::evidence::details_from;
use crate::content::json::Parse;
use crate::content::review::Review;
use crate::content::words::Words;
use crate::domain::answers::{Answers, Change};
use crate::domain::checklist::Tick;
use crate::domain::estimate::{Estimate, estimate};
use crate::domain::evidence::{Details, Evidence};
use crate::domain::sorted::SortedSet;
use crate::platform::locale::SharedLocale;
use crate::platform::shelf::Shelf;
use crate::platform::{clock, fetch, json, page};
use crate::present::route::Route;
use crate::present::say::Say;
use crate::record::saved::{Unreadable, read_answers, read_ticks, write_answers, write_ticks};

/// What never changes while the planner runs.
struct Fixed {
    evidence: Evidence,
    locale: SharedLocale,
    review: Option<Review>,
    shelf: Box<dyn Shelf>,
    later: Later,
    /// Folder of the app's own static files, ending in `/`.
    files: String,
}

/// The evidence details and their words, fetched when first wanted.
#[derive(Clone)]
pub enum DetailsState {
    /// Not asked for yet, or on the way.
    Loading,
    /// Here.
    Loaded(Arc<(Details, Words)>),
    /// Could not be had: offline, or damaged on the way.
    Failed,
}

/// Draws a screen that comes after the first answer.
pub type Screens = fn(Route) -> AnyView;

/// Those screens on their way; `None` when they could not be had, and then asking again helps.
pub type ScreensComing = Pin<Box<dyn Future<Output = Option<Screens>>>>;

/// Where those screens come from. They stand to the right of this layer, so whoever makes a planner says it.
#[derive(Clone, Copy)]
pub enum Later {
    /// They are part of this program, and so are all the words.
    Here(Screens),
    /// They are a part of the program that is fetched.
    Fetched(fn() -> ScreensComing),
}

/// What the first screen does without, words and screens: fetched with the first answer, or when a screen needs it.
#[derive(Clone, Copy)]
pub enum Rest {
    /// Nobody has needed them yet.
    NotWanted,
    /// On the way.
    Loading,
    /// Here.
    Loaded(Screens),
    /// Could not be had.
    Failed,
}

/// Something a person should know about what was kept before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A saved record could not be read and was set aside.
    SetAside,
    /// Saved by a newer version: shown is a fresh start, and nothing is written.
    NewerVersion,
}

/// The handle every view holds. Copying it copies nothing else.
#[derive(Clone, Copy)]
pub struct Planner {
    fixed: StoredValue<Arc<Fixed>>,
    words: RwSignal<Arc<Words>>,
    rest: RwSignal<Rest>,
    answers: RwSignal<Answers>,
    ticks: RwSignal<SortedSet<Tick>>,
    route: RwSignal<Route>,
    /// The code of a restore link that was opened, until its screen takes it.
    code: StoredValue<Option<String>>,
    today: RwSignal<NaiveDate>,
    saving: RwSignal<Saving>,
    notice: RwSignal<Option<Notice>>,
    details: RwSignal<DetailsState>,
    /// False until the person first goes from one screen to another.
    moved: StoredValue<bool>,
    writable: StoredValue<bool>,
    /// How many times everything was erased.
    erased: RwSignal<u32>,
    /// What lives as long as the planner is made under it.
    owner: StoredValue<Owner>,
}

/// What a planner is made of.
pub struct Parts {
    /// The evidence an estimate needs.
    pub evidence: Evidence,
    /// The words of the chosen language.
    pub words: Words,
    /// Where the screens and the words of later come from.
    pub later: Later,
    /// How that language says numbers and dates.
    pub locale: SharedLocale,
    /// Who has reviewed the content, if anyone.
    pub review: Option<Review>,
    /// Where records are kept.
    pub shelf: Box<dyn Shelf>,
    /// Folder of the app's own static files, ending in `/`.
    pub files: String,
}

/// The screen that a fragment names. What a restore link carries leaves the address here, before anything is drawn.
fn arrive(fragment: &str) -> (Route, Option<String>) {
    let Some(code) = Route::carried(fragment) else { return (Route::parse(fragment), None) };
    page::replace(&Route::Restore.href());
    (Route::Restore, Some(code.to_owned()))
}

impl Planner {
    /// A planner with whatever the shelf has kept. Must be called under a reactive owner.
    pub fn new(parts: Parts) -> Self {
        let Parts { evidence, words, later, locale, review, shelf, files } = parts;
        let saved_answers = saving::read(&*shelf, saving::ANSWERS, read_answers);
        let saved_ticks = saving::read(&*shelf, saving::TICKS, read_ticks);
        let left_alone = saved_answers == Found::LeftAlone || saved_ticks == Found::LeftAlone;
        let set_aside = saved_answers == Found::SetAside || saved_ticks == Found::SetAside;
        let has_record = matches!(saved_answers, Found::Record(_)) || matches!(saved_ticks, Found::Record(_));
        let saving = match () {
            () if left_alone => Saving::NewerVersion,
            () if !shelf.lasts() => Saving::MemoryOnly,
            () if has_record => Saving::Kept,
            () => Saving::Nothing,
        };
        let notice = match (left_alone, set_aside) {
            (true, _) => Some(Notice::NewerVersion),
            (false, true) => Some(Notice::SetAside),
            (false, false) => None,
        };
        let record = |found| match found {
            Found::Record(answers) => answers,
            _ => Answers::default(),
        };
        let answers = RwSignal::new(record(saved_answers));
        let ticks = RwSignal::new(match saved_ticks {
            Found::Record(ticks) => ticks,
            _ => SortedSet::new(),
        });
        let today = RwSignal::new(clock::today());
        let (route, code) = arrive(&page::fragment());
        let fixed = StoredValue::new(Arc::new(Fixed { evidence, locale, review, shelf, later, files }));
        Self {
            fixed,
            words: RwSignal::new(Arc::new(words)),
            rest: RwSignal::new(match later {
                Later::Here(screens) => Rest::Loaded(screens),
                Later::Fetched(_) => Rest::NotWanted,
            }),
            answers,
            ticks,
            route: RwSignal::new(route),
            code: StoredValue::new(code),
            today,
            saving: RwSignal::new(saving),
            notice: RwSignal::new(notice),
            details: RwSignal::new(DetailsState::Loading),
            moved: StoredValue::new(false),
            writable: StoredValue::new(!left_alone),
            erased: RwSignal::new(0),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        }
    }

    /// The planner of the view that asks. Every view stands under one.
    pub fn here() -> Self {
        expect_context::<Self>()
    }

    /// Follows the address in the browser from now on.
    pub fn follow_address(self) {
        page::on_fragment_change(move |fragment| {
            self.moved.set_value(true);
            self.look_at_calendar();
            let (route, code) = arrive(&fragment);
            self.code.set_value(code);
            self.route.set(route);
        });
    }

    /// The screen to show.
    pub fn route(self) -> Route {
        self.route.get()
    }

    /// Goes to a screen.
    pub fn go(self, route: Route) {
        page::go(&route.href());
    }

    /// Whether the person has moved between screens: then focus follows them to the new heading.
    pub fn has_moved(self) -> bool {
        self.moved.get_value()
    }

    /// Looks at the calendar: a page may stay open over midnight.
    pub(super) fn look_at_calendar(self) {
        let today = clock::today();
        if today != self.today.get_untracked() {
            self.today.set(today);
        }
    }

    /// Today.
    pub fn today(self) -> NaiveDate {
        self.today.get()
    }

    /// The answers so far.
    pub fn answers(self) -> Answers {
        self.answers.get()
    }

    /// The answers so far, without following later changes.
    pub fn answers_now(self) -> Answers {
        self.answers.get_untracked()
    }

    /// The estimate for the answers so far; `None` while there is no concern. Worked out when asked for, which takes
    /// less than a thousandth of a second; so the first part of the program does without the estimator.
    pub fn estimate(self) -> Option<Estimate> {
        let fixed = self.fixed.get_value();
        let profile = self.answers.read().profile(&fixed.evidence, self.today.get())?;
        Some(estimate(&fixed.evidence, &profile))
    }

    /// Whether a row is ticked.
    pub fn is_ticked(self, tick: &Tick) -> bool {
        self.ticks.read().contains(tick)
    }

    /// How keeping stands.
    pub fn saving(self) -> Saving {
        self.saving.get()
    }

    /// What a person should know about what was kept before.
    pub fn notice(self) -> Option<Notice> {
        self.notice.get()
    }

    /// Makes one change and keeps it.
    pub fn change(self, change: Change) {
        self.want_rest();
        self.answers.update(|answers| *answers = std::mem::take(answers).with(change));
        self.keep(saving::ANSWERS, write_answers(&self.answers.read_untracked()));
    }

    /// Ticks or clears a row and keeps it.
    pub fn tick(self, tick: Tick, ticked: bool) {
        self.ticks.update(|ticks| {
            if ticked {
                ticks.insert(tick);
            } else {
                ticks.remove(&tick);
            }
        });
        self.keep(saving::TICKS, write_ticks(&self.ticks.read_untracked()));
    }

    /// Forgets every answer and tick, here and on the device.
    pub fn start_again(self) {
        self.answers.set(Answers::default());
        self.ticks.set(SortedSet::new());
        self.erased.update(|times| *times = times.wrapping_add(1));
        if self.writable.get_value() {
            let fixed = self.fixed.get_value();
            for key in fixed.shelf.keys(saving::EVERY) {
                fixed.shelf.remove(&key);
            }
            let lasts = fixed.shelf.lasts();
            self.saving.set(if lasts { Saving::Nothing } else { Saving::MemoryOnly });
        }
    }

    /// Keeps a record and shows how that went; `false` when it is not on the shelf.
    pub(super) fn keep(self, key: &str, text: String) -> bool {
        if !self.writable.get_value() {
            return false;
        }
        let outcome = saving::write(&*self.fixed.get_value().shelf, key, &text);
        self.saving.set(outcome);
        outcome != Saving::Full
    }

    /// Forgets a record.
    pub(super) fn forget(self, key: &str) {
        if self.writable.get_value() {
            self.fixed.get_value().shelf.remove(key);
        }
    }

    /// How many times everything was erased; followed by what must not outlive it.
    pub(super) fn erased(self) -> u32 {
        self.erased.get()
    }

    /// A record word for word.
    pub(super) fn raw(self, key: &str) -> Option<String> {
        self.fixed.get_value().shelf.get(key)
    }

    /// The ticks so far, without following later changes.
    pub(super) fn ticks_now(self) -> SortedSet<Tick> {
        self.ticks.get_untracked()
    }

    /// The code of a restore link that was opened, to be taken once.
    pub(super) fn take_code(self) -> Option<String> {
        let code = self.code.get_value();
        self.code.set_value(None);
        code
    }

    /// Makes something that lives as long as the planner.
    pub(super) fn lasting<T>(self, make: impl FnOnce() -> T) -> T {
        self.owner.get_value().with(make)
    }

    /// Reads answers and ticks anew after other records were put on the shelf.
    pub(super) fn reload(self) {
        self.answers.set(self.read(saving::ANSWERS, read_answers).unwrap_or_default());
        self.ticks.set(self.read(saving::TICKS, read_ticks).unwrap_or_default());
        let kept = !self.keys(saving::EVERY).is_empty();
        self.saving.set(match (self.fixed.get_value().shelf.lasts(), kept) {
            (false, _) => Saving::MemoryOnly,
            (true, true) => Saving::Kept,
            (true, false) => Saving::Nothing,
        });
    }

    /// The keys of all records that begin so.
    pub(super) fn keys(self, start: &str) -> Vec<String> {
        self.fixed.get_value().shelf.keys(start)
    }

    /// Reads a record. What cannot be read is set aside or left alone, and the person is told.
    pub(super) fn read<T>(self, key: &str, parse: fn(&str, Parse) -> Result<T, Unreadable>) -> Option<T> {
        match saving::read(&*self.fixed.get_value().shelf, key, parse) {
            Found::Record(record) => return Some(record),
            Found::Absent => {}
            Found::SetAside => self.notice.update(|notice| *notice = notice.or(Some(Notice::SetAside))),
            Found::LeftAlone => {
                self.writable.set_value(false);
                self.saving.set(Saving::NewerVersion);
                self.notice.set(Some(Notice::NewerVersion));
            }
        }
        None
    }

    /// A text of the chosen language.
    pub fn text(self, id: &str) -> String {
        self.words.read_untracked().text(id)
    }

    /// Who has reviewed the content, if anyone.
    pub fn review(self) -> Option<Review> {
        self.fixed.get_value().review.clone()
    }

    /// Speaks the chosen language, with the evidence at hand.
    pub fn with<T>(self, speak: impl FnOnce(Say<'_>, &Evidence) -> T) -> T {
        let fixed = self.fixed.get_value();
        let words = self.words.get_untracked();
        speak(Say { words: &words, locale: &*fixed.locale }, &fixed.evidence)
    }

    /// How far the rest is.
    pub fn rest(self) -> Rest {
        self.rest.get()
    }

    /// Fetches the rest unless it is here or on the way. Three files side by side, the same for every person.
    pub fn want_rest(self) {
        if matches!(self.rest.get_untracked(), Rest::Loading | Rest::Loaded(_)) {
            return;
        }
        let fixed = self.fixed.get_value();
        let Later::Fetched(screens) = fixed.later else { return };
        self.rest.set(Rest::Loading);
        let language = self.words.read_untracked().language().to_owned();
        leptos::task::spawn_local(async move {
            let words = fetch::text(&format!("{}plan.{language}.json", fixed.files));
            let styles = page::style_sheet(&format!("{}later.css", fixed.files));
            let screens = screens().await;
            let words = words.await.ok().and_then(|text| Words::from_pack(&text, json::parse).ok());
            let screens = if styles.await { screens } else { None };
            let Some((screens, more)) = screens.zip(words) else { return self.rest.set(Rest::Failed) };
            self.words.update(|words| Arc::make_mut(words).extend(more));
            self.rest.set(Rest::Loaded(screens));
        });
    }

    /// The evidence details, as far as they are here.
    pub fn details(self) -> DetailsState {
        self.details.get()
    }

    /// Fetches the evidence details unless they are here. Two files, the same for every person.
    pub fn want_details(self) {
        if matches!(self.details.get_untracked(), DetailsState::Loaded(_)) {
            return;
        }
        self.details.set(DetailsState::Loading);
        let fixed = self.fixed.get_value();
        let language = self.words.read_untracked().language().to_owned();
        leptos::task::spawn_local(async move {
            let details = fetch::text(&format!("{}details.json", fixed.files)).await;
            let words = fetch::text(&format!("{}details.{}.json", fixed.files, language)).await;
            let loaded = details.ok().zip(words.ok()).and_then(|(details, words)| {
                Some(Arc::new((details_from(&details, json::parse).ok()?, Words::from_pack(&words, json::parse).ok()?)))
            });
            self.details.set(loaded.map_or(DetailsState::Failed, DetailsState::Loaded));
        });
    }
}
