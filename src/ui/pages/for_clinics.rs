//! For clinics: the code that puts the planner on their own site, made to fit, with a preview of the real thing.
//!
//! Uses: `present::snippet`, `ui::pages::for_clinics_form`. Used by: `ui::further`. Nothing typed here is kept or leaves.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use web_sys::Element;

use crate::content::languages::{Language, language_of};
use crate::content::words::Words;
use crate::platform::{clock, share};
use crate::present::route::Route;
use crate::present::snippet::{Fallback, Mode, Wish, base};
use crate::state::language;
use crate::state::planner::Planner;
use crate::ui::pages::for_clinics_form::Form;
use crate::ui::parts::el::{El, el, link};
use crate::ui::parts::heading::heading;
use crate::ui::parts::kept_form::Said;

/// What keeps the preview apart from the plan of whoever looks at this page.
const PREVIEW_KEY: &str = "preview";

/// Attributes that the preview changes in place.
const LIVE: [&str; 5] = ["lang", "theme", "accent", "concern", "view"];

/// How long nothing must change before the preview does, in milliseconds.
const QUIET: i32 = 1_000;

/// How wide the preview is, by the ids of its texts.
const WIDTHS: [&str; 3] = ["phone", "column", "wide"];

/// The screen.
pub fn for_clinics() -> AnyView {
    let planner = Planner::here();
    let form = Form::open();
    let done = Said::default();
    let base = StoredValue::new(site(planner));
    let told = Told::of(form);
    el("div")
        .class("screen clinics")
        .el(el("p").class("top-row").el(link(Route::Uses).say("uses.title")))
        .el(el("header")
            .class("lead")
            .put(heading(planner.text("clinics.title")))
            .el(el("p").class("intro").say("clinics.intro"))
            .el(el("p").class("soft").say("clinics.private")))
        .put(form.view(done))
        .put(done.view())
        .put(preview(form, told, base))
        .put(code(form, told, base))
        .put(policy(form, base))
        .el(trouble(planner, base))
        .view()
}

/// Where the planner is: the folder above that of its files. The address of this page may be that of a language.
fn site(planner: Planner) -> String {
    let files = planner.files();
    let address = if files.is_empty() { planner.page().address() } else { files.trim_end_matches('/').to_owned() };
    base(&address).to_owned()
}

/// What the code says in words: in the language chosen for the clinic's page once its words are here, else in that of
/// this page.
#[derive(Clone, Copy)]
struct Told {
    words: RwSignal<Option<Arc<Words>>>,
}

impl Told {
    fn of(form: Form) -> Self {
        let planner = Planner::here();
        let words = RwSignal::new(None);
        let chosen = Memo::new(move |_| form.wish().language().to_owned());
        Effect::new(move |_| {
            let tag = chosen.get();
            words.set(None);
            if tag.is_empty() || tag == planner.language() {
                return;
            }
            let coming = language::words(planner, &tag);
            leptos::task::spawn_local(async move {
                let here = coming.await.map(Arc::new);
                // The page may be gone by then, or another language chosen.
                if chosen.try_get_untracked() == Some(tag) {
                    words.set(here);
                }
            });
        });
        Self { words }
    }

    /// What stands on the clinic's page until the planner runs.
    fn fallback(self, wish: &Wish) -> Fallback {
        let say = |words: &Words| Fallback {
            text: words.text("clinics.fallback.text"),
            book: words.text("clinics.fallback.book"),
            call: words.fill("clinics.fallback.call", &[("phone", wish.phone())]),
            title: words.text("embed.title"),
        };
        match self.words.get() {
            Some(words) => say(&words),
            None => Planner::here().with(|own, _| say(own.words)),
        }
    }
}

/// Buttons of which one is pressed.
fn one_of<T: Copy + PartialEq + Send + Sync + 'static>(
    name: &str,
    choices: Vec<(T, String)>,
    chosen: RwSignal<T>,
) -> AnyView {
    let buttons = choices.into_iter().map(|(value, label)| {
        let pressed = move || if chosen.get() == value { "true" } else { "false" };
        view! { <button type="button" aria-pressed=pressed on:click=move |_| chosen.set(value)>{label}</button> }
    });
    let name = Planner::here().text(name);
    view! { <div class="one-of" role="group" aria-label=name>{buttons.collect_view()}</div> }.into_any()
}

/// The real planner as it will stand on the clinic's page.
fn preview(form: Form, told: Told, base: StoredValue<String>) -> AnyView {
    let planner = Planner::here();
    let mode = RwSignal::new(Mode::Frame);
    let width = RwSignal::new(0usize);
    let node = NodeRef::<html::Div>::new();
    let (round, shown) = (StoredValue::new(0_u32), StoredValue::new(None));
    Effect::new(move |_| {
        let (wish, mode) = (form.wish(), mode.get());
        let Some(holder) = node.get() else { return };
        let instead = told.fallback(&wish);
        round.update_value(|round| *round = round.wrapping_add(1));
        let this = round.get_value();
        // A planner that begins anew takes its time, which whoever goes on typing needs for that.
        let wait = if shown.with_value(Option::is_none) { 0 } else { QUIET };
        clock::after(wait, move || {
            if round.try_get_value() != Some(this) {
                return;
            }
            define(&holder, &base.read_value());
            let now = Some((mode, wish.clinic()));
            match holder.first_element_child() {
                // What is an attribute changes in place, as it may on the clinic's own page.
                Some(element) if shown.get_value() == now => change(&element, &wish),
                _ => holder.set_inner_html(&wish.preview(mode, PREVIEW_KEY, &instead)),
            }
            shown.set_value(now);
        });
    });
    let modes = Mode::ALL.iter().map(|mode| (*mode, planner.text(&format!("clinics.mode.option.{}", mode.as_str()))));
    let widths =
        WIDTHS.iter().enumerate().map(|(place, width)| (place, planner.text(&format!("clinics.preview.{width}"))));
    let class = move || WIDTHS.get(width.get()).copied().unwrap_or_default();
    let name = planner.text("clinics.preview.title");
    let live = view! {
        {one_of("clinics.mode.label", modes.collect(), mode)}
        {one_of("clinics.preview.widths", widths.collect(), width)}
        <div class="stage" role="group" aria-label=name tabindex="0">
            <div class=class node_ref=node></div>
        </div>
    };
    el("section")
        .class("card")
        .el(el("h2").say("clinics.preview.title"))
        .el(el("p").say("clinics.preview.text"))
        .put(live.into_any())
        .view()
}

/// Asks for the script that defines the element. Asked for twice, it does nothing the second time.
fn define(near: &Element, base: &str) {
    let Some(document) = near.owner_document() else { return };
    let address = format!("{base}embed.js");
    let is_there = document.query_selector(&format!("script[src='{address}']")).ok().flatten().is_some();
    if let Some(script) = document.create_element("script").ok().filter(|_| !is_there) {
        // A script of the planner's own; where it cannot be had the fallback stays, as it would on the clinic's page.
        let _ = script.set_attribute("src", &address);
        let _ = script.set_attribute("async", "");
        let _ = document.head().map(|head| head.append_child(&script));
    }
}

fn change(element: &Element, wish: &Wish) {
    let wanted = wish.attributes();
    for name in LIVE {
        let value = wanted.iter().find(|(wanted, _)| *wanted == name).map(|(_, value)| value.as_str());
        if element.get_attribute(name).as_deref() == value {
            continue;
        }
        // Attributes of these names can always be set and taken away.
        let _ = match value {
            Some(value) => element.set_attribute(name, value),
            None => element.remove_attribute(name),
        };
    }
}

/// A text to copy, under its heading.
fn to_copy(heading: &str, note: Option<&str>, text: impl Fn() -> String + Copy + Send + Sync + 'static) -> El {
    let planner = Planner::here();
    let said = RwSignal::new(None);
    let copy = move |_| {
        let text = untrack(text);
        leptos::task::spawn_local(async move {
            said.set(Some(if share::copy(text).await { "clinics.code.copied" } else { "clinics.code.not_copied" }));
        });
    };
    let title = planner.text(heading);
    let name = [planner.text("clinics.code.copy"), planner.text("unit.colon"), title.clone()].concat();
    let live = view! {
        <pre tabindex="0" role="region" aria-label=title dir="ltr"><code>{text}</code></pre>
        <p class="row">
            <button type="button" class="btn small ghost" aria-label=name on:click=copy>{planner.text("clinics.code.copy")}</button>
            <span class="told" role="status">{move || said.get().map(|id| planner.text(id))}</span>
        </p>
    };
    let note = note.map(|id| el("p").class("soft").say(id));
    el("div").class("to-copy").maybe(note).put(live.into_any())
}

/// One way to paste, folded away unless it comes first.
fn way(id: &str, open: bool, notes: &[&str], copies: El) -> El {
    let title = format!("clinics.code.{id}.title");
    let way = el("details").class("fold").el(el("summary").el(el("h3").say(&title)));
    let way = if open { way.attr("open", "") } else { way };
    way.el(el("div").class("stack").all(notes.iter().map(|note| el("p").say(note))).el(copies))
}

fn code(form: Form, told: Told, base: StoredValue<String>) -> AnyView {
    let html = move || {
        let wish = form.wish();
        base.with_value(|base| wish.html(base, &told.fallback(&wish)))
    };
    let address = move || base.with_value(|base| form.wish().address(base));
    let frame = move || {
        let wish = form.wish();
        base.with_value(|base| wish.frame(base, &told.fallback(&wish)))
    };
    let stale = move || form.is_wrong().then(|| el("p").class("notice").say("clinics.code.stale").view());
    let copy = |id: &str, text| to_copy(&format!("clinics.code.{id}.title"), None, text);
    el("section")
        .class("card ways-in")
        .el(el("h2").say("clinics.code.title"))
        .el(el("p").say("clinics.code.text"))
        .put(stale.into_any())
        .el(way("html", true, &["clinics.code.html.text"], to_copy("clinics.code.html.title", None, html)))
        .el(wordpress(to_copy("clinics.code.wordpress.title", None, html), form))
        .el(way("wix", false, &["clinics.code.wix.text", "clinics.code.not_tried"], copy("wix", address)))
        .el(way(
            "squarespace",
            false,
            &["clinics.code.squarespace.text", "clinics.code.not_tried"],
            to_copy("clinics.code.squarespace.title", None, html),
        ))
        .el(way("frame", false, &["clinics.code.frame.text"], to_copy("clinics.code.frame.title", None, frame)))
        .view()
}

/// Two ways for WordPress: a block for those who may paste anything, and the plugin for all others.
fn wordpress(block: El, form: Form) -> El {
    let shortcode = to_copy("clinics.code.wordpress.shortcode", Some("clinics.code.wordpress.plugin"), move || {
        form.wish().shortcode()
    });
    let settings = to_copy("clinics.code.wordpress.settings", Some("clinics.code.wordpress.clinic"), move || {
        form.wish().clinic().unwrap_or_else(|| "{}".to_owned())
    });
    let ways = el("div").class("stack").el(block).el(shortcode).el(settings);
    way("wordpress", false, &["clinics.code.wordpress.text"], ways)
}

fn policy(form: Form, base: StoredValue<String>) -> AnyView {
    let of = move |mode| base.with_value(|base| form.wish().policy(base, mode));
    el("section")
        .class("card ways-in")
        .el(el("h2").say("clinics.policy.title"))
        .el(el("p").say("clinics.policy.text"))
        .el(el("h3").say("clinics.policy.frame"))
        .el(to_copy("clinics.policy.frame", None, move || of(Mode::Frame)))
        .el(el("h3").say("clinics.policy.inline"))
        .el(to_copy("clinics.policy.inline", None, move || of(Mode::Inline)))
        .el(el("ul").class("plain").all(["clinics.policy.file", "clinics.policy.room"].map(|id| el("li").say(id))))
        .view()
}

fn trouble(planner: Planner, base: StoredValue<String>) -> El {
    let folder = language_of(&planner.language()).map(Language::folder).unwrap_or_default();
    let address = base.with_value(|base| format!("{base}{folder}check.html"));
    el("section")
        .class("card")
        .el(el("h2").say("clinics.trouble.title"))
        .el(el("p").say("clinics.trouble.text"))
        .el(el("p").class("row links").el(el("a").attr("href", address).say("clinics.trouble.check")))
}
