//! The planner's one handle: what is known, read through memos, changed through commands, kept after every change.
//!
//! Uses: every pure layer, `platform`. Used by: `ui`, `embed`. Views never see the signals inside.

use std::pin::Pin;
use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;

use super::saving::{Keeper, Notice, Why};
use crate::content::evidence::details_from;
use crate::content::review::Review;
use crate::content::words::Words;
use crate::domain::answers::{Answers, Change};
use crate::domain::clinic::Clinic;
use crate::domain::estimate::{Estimate, estimate};
use crate::domain::evidence::{Details, Evidence};
use crate::platform::locale::SharedLocale;
use crate::platform::page::Page;
use crate::platform::{clock, fetch, json, windows};
use crate::present::route::Route;
use crate::present::say::Say;
use crate::record::keys::{PLAN, PROFILE};
use crate::record::profile::{read_plan, read_profile, with_plan, write_plan, write_profile};
use crate::record::schema_1;
use crate::record::shelf::Shelf;

/// What never changes while the planner runs.
struct Fixed {
    evidence: Evidence,
    locale: SharedLocale,
    review: Option<Review>,
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

/// What comes after the first answer.
#[derive(Clone, Copy)]
pub struct Screens {
    /// Draws a screen.
    pub show: fn(Route) -> AnyView,
    /// Draws what a person should know about what is kept.
    pub notices: fn(Planner) -> AnyView,
    /// Looks after what was kept before, once, as soon as it is here.
    pub arrive: fn(Planner),
    /// Called before a screen is drawn anew at its place: the person finds themselves where they were.
    pub stay: fn(Page),
}

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

/// The handle every view holds. Copying it copies nothing else.
#[derive(Clone, Copy)]
pub struct Planner {
    fixed: StoredValue<Arc<Fixed>>,
    page: StoredValue<Page, LocalStorage>,
    /// The clinic on whose site this is, as it says itself; read when the later part of the program is here.
    clinic: RwSignal<Option<Arc<Clinic>>>,
    words: RwSignal<Arc<Words>>,
    rest: RwSignal<Rest>,
    answers: RwSignal<Answers>,
    route: RwSignal<Route>,
    /// The code of a restore link that was opened, until its screen takes it.
    code: StoredValue<Option<String>>,
    today: RwSignal<NaiveDate>,
    keeper: Keeper,
    /// How many times another window changed what is on the screen.
    redrawn: RwSignal<u32>,
    /// Whether something typed into a field may not be kept yet.
    typing: StoredValue<bool>,
    details: RwSignal<DetailsState>,
    /// Whether the person has come to what is drawn from another screen.
    moved: StoredValue<bool>,
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
    /// What carries the app.
    pub page: Page,
}

/// The answers as they are kept.
fn kept_answers(keeper: Keeper) -> Answers {
    let profile = keeper.read(PROFILE, read_profile).unwrap_or_default();
    with_plan(profile, keeper.read(PLAN, read_plan).unwrap_or_default())
}

/// The screen that a fragment names. What a restore link carries leaves the address here, before anything is drawn.
fn arrive(page: &Page, fragment: &str) -> (Route, Option<String>) {
    let Some(code) = Route::carried(fragment) else { return (Route::parse(fragment), None) };
    page.replace(&Route::Restore.href());
    (Route::Restore, Some(code.to_owned()))
}

impl Planner {
    /// A planner with whatever the shelf has kept. Must be called under a reactive owner.
    pub fn new(parts: Parts) -> Self {
        let Parts { evidence, words, later, locale, review, shelf, files, page } = parts;
        let keeper = Keeper::new(shelf);
        let answers = RwSignal::new(kept_answers(keeper));
        let today = RwSignal::new(clock::today());
        let (route, code) = arrive(&page, &page.fragment());
        let fixed = StoredValue::new(Arc::new(Fixed { evidence, locale, review, later, files }));
        let planner = Self {
            fixed,
            page: StoredValue::new_local(page),
            clinic: RwSignal::new(None),
            words: RwSignal::new(Arc::new(words)),
            rest: RwSignal::new(match later {
                Later::Here(screens) => Rest::Loaded(screens),
                Later::Fetched(_) => Rest::NotWanted,
            }),
            answers,
            route: RwSignal::new(route),
            code: StoredValue::new(code),
            today,
            keeper,
            redrawn: RwSignal::new(0),
            typing: StoredValue::new(false),
            details: RwSignal::new(DetailsState::Loading),
            moved: StoredValue::new(false),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        };
        keeper.listen(move |key| {
            if key.is_none_or(|key| matches!(key, PROFILE | PLAN)) {
                planner.absorb_answers();
            }
        });
        planner
    }

    /// The planner of the view that asks. Every view stands under one.
    pub fn here() -> Self {
        expect_context::<Self>()
    }

    /// Follows the address in the browser and other windows from now on.
    pub fn follow_browser(self) {
        self.keeper.flush_in_time();
        // What takes in older records, what other windows say, and what the clinic does, comes with the rest.
        if self.keeper.with(|store| schema_1::is_there(store.shelf())).unwrap_or(false)
            || self.page().clinic().is_some()
        {
            self.want_rest();
        }
        windows::on_others(&self.keeper.place(), move || self.want_rest());
        let page = self.page();
        self.page().on_fragment_change(move |fragment| {
            self.moved.set_value(true);
            self.look_at_calendar();
            let (route, code) = arrive(&page, &fragment);
            self.code.set_value(code);
            self.route.set(route);
        });
    }

    /// The screen to show.
    pub fn route(self) -> Route {
        self.route.get()
    }

    /// What carries the app.
    pub fn page(self) -> Page {
        self.page.get_value()
    }

    /// The clinic on whose site this is, if it said anything about itself; followed by views that read it.
    pub fn clinic(self) -> Option<Arc<Clinic>> {
        self.clinic.get()
    }

    /// Takes in what the clinic says about itself.
    pub(super) fn set_clinic(self, clinic: Clinic) {
        self.clinic.set(Some(Arc::new(clinic)));
        // What is on the screen was drawn without it.
        self.redrawn.update(|times| *times = times.wrapping_add(1));
    }

    /// Goes to a screen.
    pub fn go(self, route: Route) {
        self.page().go(&route.href());
    }

    /// Whether the person has come here from another screen: then focus follows them to the new heading.
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
        let mut profile = self.answers.read().profile(&fixed.evidence, self.today.get())?;
        if let Some(clinic) = self.clinic() {
            clinic.complete(&mut profile);
        }
        Some(estimate(&fixed.evidence, &profile))
    }

    /// Where everything is kept.
    pub fn keeper(self) -> Keeper {
        self.keeper
    }

    /// Makes one change and keeps it.
    pub fn change(self, change: Change) {
        self.want_rest();
        let before = self.answers.get_untracked();
        let after = before.clone().with(change);
        self.answers.set(after.clone());
        self.keeper.change(PROFILE, &write_profile(&before), &write_profile(&after));
        self.keeper.change(PLAN, &write_plan(&before), &write_plan(&after));
    }

    /// Takes in answers that another window gave.
    fn absorb_answers(self) {
        let kept = kept_answers(self.keeper);
        if kept != *self.answers.read_untracked() {
            self.answers.set(kept);
            self.draw_anew();
        }
    }

    /// Draws the screen anew because of another window: unless something may be lost that is typed here, and then the
    /// person is told. What was erased is on no screen any more.
    pub(super) fn draw_anew(self) {
        let why = self.keeper.why();
        if why == Why::Own {
            return;
        }
        if self.typing.get_value() && why == Why::Others {
            self.keeper.say(Notice::ChangedElsewhere);
        } else {
            if let Rest::Loaded(screens) = self.rest.get_untracked() {
                (screens.stay)(self.page());
            }
            // Nobody comes from another screen: focus does not go to the heading.
            self.moved.set_value(false);
            self.redrawn.update(|times| *times = times.wrapping_add(1));
        }
    }

    /// How many times the screen was to be drawn anew; followed by who draws it.
    pub fn redrawn(self) -> u32 {
        self.redrawn.get()
    }

    /// Something is being typed that is not kept yet; or the screen is a new one, and nothing is.
    pub fn set_typing(self, typing: bool) {
        self.typing.set_value(typing);
    }

    /// The person lets what is typed here go for what another window changed.
    pub fn show_changes(self) {
        self.typing.set_value(false);
        self.keeper.unsay(Notice::ChangedElsewhere);
        self.draw_anew();
    }

    /// The code of a restore link that was opened, to be taken once.
    pub(super) fn take_code(self) -> Option<String> {
        let code = self.code.get_value();
        self.code.set_value(None);
        code
    }

    /// Ends everything that lives as long as the planner. Nothing can be asked of it after that.
    pub fn end(self) {
        self.owner.get_value().cleanup();
    }

    /// Makes something that lives as long as the planner.
    pub(super) fn lasting<T>(self, make: impl FnOnce() -> T) -> T {
        self.owner.get_value().with(make)
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
        // The planner may be gone, which whoever asks for it later cannot know.
        if !matches!(self.rest.try_get_untracked(), Some(Rest::NotWanted | Rest::Failed)) {
            return;
        }
        let fixed = self.fixed.get_value();
        let Later::Fetched(screens) = fixed.later else { return };
        self.rest.set(Rest::Loading);
        let language = self.words.read_untracked().language().to_owned();
        leptos::task::spawn_local(async move {
            let words = fetch::text(&format!("{}plan.{language}.json", fixed.files));
            let styles = self.page().style_sheet(&format!("{}later.css", fixed.files));
            let screens = screens().await;
            let words = words.await.ok().and_then(|text| Words::from_pack(&text, json::parse).ok());
            let screens = if styles.await { screens } else { None };
            if self.rest.try_get_untracked().is_none() {
                return;
            }
            let Some((screens, more)) = screens.zip(words) else { return self.rest.set(Rest::Failed) };
            self.words.update(|words| Arc::make_mut(words).extend(more));
            self.lasting(|| (screens.arrive)(self));
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
