//! Another language while the planner runs: its words and what the screen shows are fetched, everything is drawn anew
//! where it stands, and the choice is kept. And light or dark, as the person chose it in any window.
//!
//! Uses: `record::settings`, `platform::{fetch, page, place}`, `state::extra`. Used by: `state::upkeep`, `ui`, never by its
//! first screens.

use leptos::prelude::untrack;

use super::extra;
use super::planner::{Planner, Voice};
use super::saving::Notice;
use crate::content::languages::{Language, language_of};
use crate::content::words::Words;
use crate::platform::{fetch, json, place};
use crate::record::keys::SETTINGS;
use crate::record::settings::{Settings, Theme, read, write};

/// What the person chose for this device.
pub fn settings(planner: Planner) -> Settings {
    planner.keeper().read(SETTINGS, read).unwrap_or_default()
}

/// Keeps another choice.
fn set(planner: Planner, change: impl FnOnce(&mut Settings)) {
    let before = settings(planner);
    let mut after = before.clone();
    change(&mut after);
    planner.keeper().change(SETTINGS, &write(&before), &write(&after));
}

/// Speaks the language that a link asked for last, if one did; the one spoken now goes on until the words are here.
pub fn speak(planner: Planner) {
    let Some(wish) = planner.wish() else { return };
    let Some(language) = language_of(&wish) else { return planner.forget_wish() };
    if language.tag == planner.language() {
        return keep(planner, language);
    }
    let (first, later) = (pack(planner, "words", language.tag), pack(planner, "plan", language.tag));
    // What is behind the plan comes along where it is here, or the screen would be gone until it is there again.
    let proofs = has_proofs(planner).then(|| pack(planner, "proofs", language.tag));
    let along = extra::along(planner, language.tag);
    leptos::task::spawn_local(async move {
        let (first, later, along) = (first.await, later.await, along.await);
        let proofs = match proofs {
            Some(proofs) => proofs.await,
            None => Some(Words::default()),
        };
        // Meanwhile another language may have been asked for, or the planner taken away.
        if planner.wish() != Some(wish) {
            return;
        }
        let behind = proofs.zip(along);
        let is_enough = behind.is_some() || !untrack(|| planner.route()).is_behind_plan();
        let Some((mut words, later)) = first.zip(later).filter(|_| is_enough) else {
            planner.forget_wish();
            return planner.keeper().say(Notice::NoLanguage);
        };
        words.extend(later);
        let (proofs, along) = behind.unzip();
        words.extend(proofs.unwrap_or_default());
        place::carry(planner.page());
        planner.set_voice(Voice::new(words, &planner.page()));
        if let Some(along) = along {
            along.put(planner, language.tag);
        }
        keep(planner, language);
    });
}

/// Whether the words of the screens behind the plan are here in the language spoken.
pub fn has_proofs(planner: Planner) -> bool {
    planner.say(|say| say.words.has("evidence.title"))
}

/// The words of the later screens in another language, without speaking it; nothing where they cannot be had.
pub fn words(planner: Planner, tag: &str) -> impl Future<Output = Option<Words>> + use<> {
    let pack = language_of(tag).map(|language| pack(planner, "plan", language.tag));
    async { pack?.await }
}

/// Fetches the words of more screens, and the styles that come with them; `false` when they could not be had, or
/// another language is spoken by then.
pub fn more(planner: Planner, part: &'static str) -> impl Future<Output = bool> + use<> {
    let spoken = planner.language();
    let words = pack(planner, part, &spoken);
    let styles = planner.page().style_sheet(&[&planner.files(), part, ".css"].concat());
    async move {
        let (words, styled) = (words.await, styles.await);
        let Some(words) = words.filter(|_| styled && planner.speaks(&spoken)) else { return false };
        planner.add_words(words);
        true
    }
}

/// A pack of words in a language; the request goes out at once.
fn pack(planner: Planner, part: &str, tag: &str) -> impl Future<Output = Option<Words>> + use<> {
    let text = fetch::text(&[&planner.files(), part, ".", tag, ".json"].concat());
    async { Words::from_pack(&text.await.ok()?, json::parse).ok() }
}

fn keep(planner: Planner, language: Language) {
    planner.forget_wish();
    planner.keeper().unsay(Notice::NoLanguage);
    set(planner, |settings| {
        settings.language = Some(language);
        settings.instead = planner.page().around();
    });
}

/// Makes everything light or dark from now on; with neither, as page and device have it.
pub fn choose_theme(planner: Planner, theme: Option<Theme>) {
    set(planner, |settings| settings.theme = theme);
    planner.page().theme(theme.map(Theme::as_str));
}

/// Follows the theme that is chosen in another window, and lets it go when everything is erased.
pub fn follow(planner: Planner) {
    planner.keeper().listen(move |key| {
        if key.is_none_or(|key| key == SETTINGS) {
            planner.page().theme(settings(planner).theme.map(Theme::as_str));
        }
    });
}
