//! Mounting into a page and taking over from what was prerendered there.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use crate::content::{evidence, words::Words};
use crate::domain::answers::Change;
use crate::domain::ids::ConcernId;
use crate::platform::{locale, page, shelf};
use crate::state::planner::{Parts, Planner};
use crate::ui::app::App;

/// What a person did on the prerendered page before the app ran.
struct Before {
    /// The concern chosen there.
    concern: Option<ConcernId>,
    /// The id of the element that has focus.
    focused: Option<String>,
}

/// Mounts the planner into `root` for as long as the page lives.
///
/// # Errors
/// A message for the console when evidence or words cannot be used; `root` is then left as it was.
pub fn mount(root: HtmlElement, words: &str, files: String) -> Result<(), String> {
    let evidence = evidence::core().map_err(|error| error.to_string())?;
    let words = Words::from_pack(words).map_err(|error| error.to_string())?;
    // A panic ends the program but not the page: the style sheet shows this text when the root is marked.
    let _ = root.set_attribute("data-broken-text", &words.text("app.broken"));
    std::panic::set_hook(Box::new(|_| page::mark_broken()));
    let before = look(&root);
    let language = words.language().to_owned();
    let parts = Parts { evidence, locale: locale::of(&language), words, shelf: shelf::open(), files };
    let inside = root.clone();
    let view = move || {
        let planner = Planner::new(parts);
        provide_context(planner);
        if let Some(concern) = before.concern {
            planner.change(Change::Concern(concern));
        }
        planner.follow_address();
        view! { <App/> }
    };
    // Emptied and filled within one task: nothing is painted in between.
    root.replace_children_with_node_0();
    leptos::mount::mount_to(root.clone(), view).forget();
    if let Some(id) = before.focused {
        focus(&inside, &id);
    }
    // From here on an answer given is stored on change.
    let _ = root.set_attribute("data-ready", "");
    Ok(())
}

fn look(root: &Element) -> Before {
    let checked = root.query_selector("input[name=concern]:checked").ok().flatten();
    let concern = checked
        .and_then(|input| input.dyn_into::<HtmlInputElement>().ok())
        .and_then(|input| ConcernId::parse(&input.value()));
    let focused = root.query_selector(":focus").ok().flatten().map(|element| element.id());
    Before { concern, focused: focused.filter(|id| !id.is_empty()) }
}

fn focus(root: &Element, id: &str) {
    let element = root.query_selector(&format!("[id='{id}']")).ok().flatten();
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // It had focus before in the same place.
        let _ = element.focus();
    }
}
