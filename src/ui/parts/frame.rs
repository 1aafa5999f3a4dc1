//! What stands around every screen: skip link, name, navigation, how keeping stands, foot.

use leptos::prelude::*;

use super::el::{El, el, followed, link};
use super::heading::heading;
use super::saving::saving_line;
use crate::content::languages::{LANGUAGES, Language};
use crate::present::route::Route;
use crate::state::planner::Planner;

/// Name, navigation and the state of saving.
#[component]
pub fn Header() -> impl IntoView {
    let planner = Planner::here();
    let link = move |route: Route, id: &'static str, picture: &'static str, here: fn(Route) -> bool| {
        let current = move || here(planner.route()).then_some("page");
        view! {
            <a href=route.href() aria-current=current>
                <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=picture></path></svg>
                <span>{planner.text(id)}</span>
            </a>
        }
    };
    view! {
        <header class="top">
            <a class="name" href=Route::Start.href()>{planner.text("app.name")}</a>
            <nav aria-label=planner.text("nav.label")>
                {link(Route::Start, "nav.learn", ICON_LEARN, |route| {
                    matches!(route, Route::Start | Route::Learn(_) | Route::Healing | Route::Uses | Route::Skin)
                })}
                {link(Route::Plan, "nav.plan", ICON_PLAN, |route| {
                    matches!(route, Route::Plan | Route::Next | Route::Question(_) | Route::Answers
                        | Route::Options | Route::Understanding)
                })}
                {link(Route::Today, "nav.today", ICON_TODAY, |route| {
                    matches!(route, Route::Today | Route::Sessions | Route::Session(_) | Route::Normal(_)
                        | Route::ClinicRules | Route::Checklist(..))
                })}
                {link(Route::Diary, "nav.diary", ICON_DIARY, |route| {
                    matches!(route, Route::Diary | Route::Entry | Route::Photos)
                })}
            </nav>
            {saving_line()}
        </header>
    }
}

const ICON_LEARN: &str = "M4 5h7a3 3 0 0 1 3 3v11a2 2 0 0 0-2-2H4zM20 5h-3a3 3 0 0 0-3 3v11a2 2 0 0 1 2-2h4z";
const ICON_PLAN: &str = "M4 12h16M7 12v4M12 12v4M17 12v4M5 8h14";
const ICON_TODAY: &str = "M12 4a8 8 0 1 0 .01 0M12 8v4.5l3 1.8";
const ICON_DIARY: &str = "M6 4h12v16H6zM9 8h6M9 12h6M9 16h3";

/// A page to read, with the way back to the first page, its heading and what it is about.
pub fn to_read(title_id: &str, intro_id: &str) -> El {
    el("article").class("screen").el(el("p").class("top-row").el(link(Route::Start).say("nav.learn"))).el(el("header")
        .class("lead")
        .put(heading(Planner::here().text(title_id)))
        .el(el("p").class("intro").rich(intro_id)))
}

/// The foot of every page.
pub fn footer() -> AnyView {
    let planner = Planner::here();
    let reviewed = planner.say(|say| match planner.review() {
        Some(review) => say.fill("app.reviewed", &[("clinician", &review.clinician), ("date", &say.day(review.date))]),
        None => say.text("app.not_reviewed"),
    });
    el("footer")
        .class("foot")
        .el(el("p").el(el("b").text(reviewed)))
        .el(el("p").say("learn.not_advice"))
        .el(el("p").say("app.stays_here"))
        .el(el("p").say("learn.sold_here"))
        .put(followed(languages))
        .el(el("p").class("languages").all(
            [
                (Route::Settings, "nav.settings"),
                (Route::Evidence(None), "nav.evidence"),
                (Route::About, "nav.about"),
                (Route::Privacy, "nav.privacy"),
            ]
            .map(|(route, id)| link(route).say(id)),
        ))
        .view()
}

fn languages(planner: Planner) -> AnyView {
    el("nav").class("languages").attr("aria-label", planner.text("language.label")).all(language_links(planner)).view()
}

/// Every language under its own name, which asks for it; on a clinic's page those it wants to offer.
pub fn language_links(planner: Planner) -> Vec<El> {
    let offered = planner.clinic().map(|clinic| clinic.languages.clone()).unwrap_or_default();
    let spoken = planner.language();
    let link = |language: &Language| {
        let tag = language.tag;
        let link = el("a").attr("href", Route::speak(tag)).attr("lang", tag).attr("hreflang", tag).text(language.name);
        if tag == spoken { link.attr("aria-current", "true") } else { link }
    };
    let is_offered = |language: &&Language| offered.is_empty() || offered.iter().any(|tag| tag == language.tag);
    LANGUAGES.iter().filter(is_offered).map(link).collect()
}
