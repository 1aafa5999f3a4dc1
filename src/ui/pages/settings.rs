//! Settings: the language, light or dark, the size of the text, and the way to what is saved.
//!
//! Uses: `state::language`, `ui::parts`. Used by: `ui::further`. Both choices take effect at once.

use leptos::prelude::*;

use crate::present::route::Route;
use crate::record::keys::SETTINGS;
use crate::record::settings::Theme;
use crate::state::language;
use crate::state::planner::Planner;
use crate::ui::parts::el::{El, el, followed, link};
use crate::ui::parts::fields::label_and_hint;
use crate::ui::parts::frame::language_links;
use crate::ui::parts::heading::heading;

/// The settings.
pub fn settings() -> AnyView {
    let planner = Planner::here();
    let header = el("header")
        .class("lead")
        .put(heading(planner.text("settings.title")))
        .el(el("p").class("intro").say("settings.intro"));
    el("div")
        .class("screen settings")
        .el(header)
        .el(card("language.label").el(el("p").class("soft").say("settings.language.text")).put(followed(languages)))
        .put(theme())
        .el(card("settings.text.title").el(el("p").say("settings.text.text")))
        .el(card("saved.title")
            .el(el("p").say("settings.saved.text"))
            .el(el("p").class("row links").el(link(Route::Saved).say("settings.saved.link"))))
        .view()
}

fn card(title: &str) -> El {
    el("section").class("card").el(el("h2").say(title))
}

fn languages(planner: Planner) -> AnyView {
    el("ul").class("languages").all(language_links(planner).into_iter().map(|link| el("li").el(link))).view()
}

/// Light or dark, as it is chosen here or in another window.
fn theme() -> AnyView {
    let planner = Planner::here();
    let chosen = RwSignal::new(language::settings(planner).theme);
    planner.keeper().listen(move |key| {
        if key.is_none_or(|key| key == SETTINGS) {
            chosen.set(language::settings(planner).theme);
        }
    });
    let option = move |theme: Option<Theme>| {
        let name = theme.map_or("auto", Theme::as_str);
        let id = ["theme-", name].concat();
        let hint_id = [&id, "-hint"].concat();
        let hint = theme.is_none().then(|| planner.text("settings.theme.option.auto.hint"));
        let label = planner.text(&format!("settings.theme.option.{name}"));
        let words = label_and_hint(&id, label, &hint_id, hint);
        let choose = move |_| {
            chosen.set(theme);
            language::choose_theme(planner, theme);
        };
        view! {
            <div class="option">
                <input
                    type="radio"
                    id=id
                    name="theme"
                    value=name
                    prop:checked=move || chosen.get() == theme
                    aria-describedby=theme.is_none().then_some(hint_id)
                    on:change=choose
                />
                {words}
            </div>
        }
        .into_any()
    };
    let options: Vec<AnyView> = [None, Some(Theme::Light), Some(Theme::Dark)].into_iter().map(option).collect();
    let legend = el("legend").el(el("h2").say("settings.theme.title"));
    let options = el("div").class("options").put(options.into_any());
    el("section").class("card").el(el("fieldset").class("choice kept").el(legend).el(options)).view()
}
