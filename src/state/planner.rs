//! The planner's one handle: what is known, read through memos, changed through commands, kept after every change.
//!
//! Uses: every pure layer, `platform`. Used by: `ui`, `embed`. Views never see the signals inside.

use std::pin::Pin;
use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;

pub use super::extra::DetailsState;
use super::saving::{Keeper, Notice, Why};
use crate::content::review::Review;
use crate::content::words::Words;
use crate::domain::answers::{Answers, Change};
use crate::domain::clinic::Clinic;
use crate::domain::estimate::Estimate;
use crate::domain::evidence::Evidence;
use crate::platform::locale::{self, SharedLocale};
use crate::platform::page::Page;
use crate::platform::{clock, fetch, windows};
use crate::present::estimator::work_out;
use crate::present::route::Route;
use crate::present::say::Say;
use crate::record::keys::{PLAN, PROFILE};
use crate::record::profile::{read_plan, read_profile, with_plan, write_plan, write_profile};
use crate::record::schema_1;
use crate::record::shelf::Shelf;

/// What never changes while the planner runs.
struct Fixed {
    review: Option<Review>,
    later: Later,
    /// Folder of the app's own static files, ending in `/`.
    files: String,
}

/// A language as the planner speaks it.
#[derive(Clone)]
pub struct Voice {
    /// Its words.
    words: Words,
    /// How it says numbers and dates.
    locale: SharedLocale,
}

impl Voice {
    /// The language of these words, in the variety that page and browser ask for. The page hears that it is spoken.
    pub fn new(words: Words, page: &Page) -> Self {
        let variety = page.speak(words.language(), &words.text("language.direction"), &words.text("app.broken"));
        let own = words.text("language.locale");
        let locale = locale::of(variety.as_ref().unwrap_or(&own), &own);
        Self { words, locale }
    }
}

/// What comes after the first answer.
#[derive(Clone, Copy)]
pub struct Screens {
    /// Draws a screen.
    pub show: fn(Route) -> AnyView,
    /// Draws what a person should know about what is kept.
    pub notices: fn(Planner) -> AnyView,
    /// Takes in the texts of the evidence and of the words that come along, once, as soon as they are here, and looks
    /// after what was kept before; `false` when they cannot be used.
    pub arrive: fn(Planner, &str, &str) -> bool,
    /// Speaks the language that was asked for.
    pub speak: fn(Planner),
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

/// What the first screen does without, evidence, words and screens: fetched with the first answer, or when a screen needs it.
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
    voice: RwSignal<Arc<Voice>>,
    /// How many times another language was chosen.
    spoken: RwSignal<u32>,
    /// The language that a link asked for, until it is spoken or cannot be had.
    wish: StoredValue<Option<String>>,
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
    /// Whether the person has come to what is drawn from another screen.
    moved: StoredValue<bool>,
    /// What lives as long as the planner is made under it.
    owner: StoredValue<Owner>,
}

/// What a planner is made of.
pub struct Parts {
    /// The chosen language.
    pub voice: Voice,
    /// Where the screens and the words of later come from.
    pub later: Later,
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

/// The screen that a fragment names. What a restore link carries leaves the address here, before anything is drawn; so
/// does a language that is asked for in a window of its own.
fn arrive(page: &Page, fragment: &str) -> (Route, Option<String>) {
    if Route::spoken(fragment).is_some() {
        page.replace(&Route::Start.href());
        return (Route::Start, None);
    }
    let Some(code) = Route::carried(fragment) else { return (Route::parse(fragment), None) };
    page.replace(&Route::Restore.href());
    (Route::Restore, Some(code.to_owned()))
}

impl Planner {
    /// A planner with whatever the shelf has kept. Must be called under a reactive owner.
    pub fn new(parts: Parts) -> Self {
        let Parts { voice, later, review, shelf, files, page } = parts;
        let keeper = Keeper::new(shelf);
        let answers = RwSignal::new(kept_answers(keeper));
        let today = RwSignal::new(clock::today());
        let fragment = page.fragment();
        let (route, code) = arrive(&page, &fragment);
        let fixed = StoredValue::new(Arc::new(Fixed { review, later, files }));
        let planner = Self {
            fixed,
            page: StoredValue::new_local(page),
            clinic: RwSignal::new(None),
            voice: RwSignal::new(Arc::new(voice)),
            spoken: RwSignal::new(0),
            wish: StoredValue::new(Route::spoken(&fragment).map(str::to_owned)),
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
            || self.wish().is_some()
        {
            self.want_rest();
        }
        windows::on_others(&self.keeper.place(), move || self.want_rest());
        let page = self.page();
        self.page().on_fragment_change(move |fragment| {
            if let Some(language) = Route::spoken(&fragment) {
                page.replace(&self.route.get_untracked().href());
                self.wish.set_value(Some(language.to_owned()));
                return match self.rest.get_untracked() {
                    Rest::Loaded(screens) => (screens.speak)(self),
                    _ => self.want_rest(),
                };
            }
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

    /// Leads from the present screen to another that stands in its place, in the history too.
    pub fn lead(self, route: Route) {
        self.page().replace(&route.href());
        self.route.set(route);
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
        work_out(&self.answers.read(), self.clinic().as_deref(), &self.evidence(), self.today.get())
    }

    /// Where everything is kept.
    pub fn keeper(self) -> Keeper {
        self.keeper
    }

    /// Makes one change and keeps it.
    pub fn change(self, change: Change) {
        // What was tapped is shown first.
        self.page().soon(move || self.want_rest());
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

    /// Whether something typed may not be kept yet.
    pub(super) fn is_typing(self) -> bool {
        self.typing.get_value()
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
    pub fn lasting<T>(self, make: impl FnOnce() -> T) -> T {
        self.owner.get_value().with(make)
    }

    /// A text of the chosen language.
    pub fn text(self, id: &str) -> String {
        self.voice.read_untracked().words.text(id)
    }

    /// The chosen language, as a BCP 47 tag.
    pub fn language(self) -> String {
        self.voice.read_untracked().words.language().to_owned()
    }

    /// Whether this language is the one spoken; not when the planner is gone.
    pub fn speaks(self, language: &str) -> bool {
        self.voice.try_with_untracked(|voice| voice.words.language() == language) == Some(true)
    }

    /// How many times another language was chosen; followed by who draws everything.
    pub fn spoken(self) -> u32 {
        self.spoken.get()
    }

    /// The language that a link asked for last, if it is not spoken yet; none when the planner is gone.
    pub(super) fn wish(self) -> Option<String> {
        self.wish.try_get_value().flatten()
    }

    /// That language is spoken, or cannot be had.
    pub(super) fn forget_wish(self) {
        self.wish.set_value(None);
    }

    /// Speaks another language from now on, where the person is.
    pub(super) fn set_voice(self, voice: Voice) {
        self.voice.set(Arc::new(voice));
        self.moved.set_value(false);
        self.spoken.update(|times| *times = times.wrapping_add(1));
    }

    /// Folder of the app's own static files, ending in `/`.
    pub fn files(self) -> String {
        self.fixed.get_value().files.clone()
    }

    /// Who has reviewed the content, if anyone.
    pub fn review(self) -> Option<Review> {
        self.fixed.get_value().review.clone()
    }

    /// Speaks the chosen language.
    pub fn say<T>(self, speak: impl FnOnce(Say<'_>) -> T) -> T {
        let voice = self.voice.get_untracked();
        speak(Say { words: &voice.words, locale: &*voice.locale })
    }

    /// Speaks the chosen language, with the evidence at hand: for the screens that come with it.
    pub fn with<T>(self, speak: impl FnOnce(Say<'_>, &Evidence) -> T) -> T {
        let evidence = self.evidence();
        self.say(|say| speak(say, &evidence))
    }

    /// The evidence that an estimate needs. It comes before the screens that ask for it.
    fn evidence(self) -> Arc<Evidence> {
        self.lasting(expect_context)
    }

    /// Takes in the evidence.
    pub fn know(self, evidence: Evidence) {
        self.lasting(|| provide_context(Arc::new(evidence)));
    }

    /// Adds words of the chosen language.
    pub(super) fn add_words(self, words: Words) {
        self.voice.update(|voice| Arc::make_mut(voice).words.extend(words));
    }

    /// How far the rest is.
    pub fn rest(self) -> Rest {
        self.rest.get()
    }

    /// Fetches the rest unless it is here or on the way. Files side by side, the same for every person.
    pub fn want_rest(self) {
        // The planner may be gone, which whoever asks for it later cannot know.
        if !matches!(self.rest.try_get_untracked(), Some(Rest::NotWanted | Rest::Failed)) {
            return;
        }
        let fixed = self.fixed.get_value();
        let Later::Fetched(screens) = fixed.later else { return };
        self.rest.set(Rest::Loading);
        let language = self.language();
        leptos::task::spawn_local(async move {
            let evidence = fetch::text(&[&fixed.files, "evidence.json"].concat());
            let words = fetch::text(&[&fixed.files, "plan.", &language, ".json"].concat());
            let styles = self.page().style_sheet(&[&fixed.files, "later.css"].concat());
            let screens = screens().await;
            let (evidence, words, styled) = (evidence.await.ok(), words.await.ok(), styles.await);
            if self.rest.try_get_untracked().is_none() {
                return;
            }
            let texts = evidence.zip(words).filter(|_| styled);
            let here = screens
                .zip(texts)
                .filter(|(screens, (evidence, words))| self.lasting(|| (screens.arrive)(self, evidence, words)));
            let Some((screens, _)) = here else {
                self.rest.set(Rest::Failed);
                // A screen that can say so and offers to try again.
                return if self.wish.read_value().is_some() {
                    self.go(Route::Settings)
                };
            };
            self.rest.set(Rest::Loaded(screens));
        });
    }
}
