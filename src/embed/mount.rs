//! Mounting into what carries the planner, and taking over from what was prerendered there.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use crate::content::review::{Review, review};
use crate::content::words::Words;
use crate::domain::answers::Change;
use crate::domain::ids::ConcernId;
use crate::platform::page::{Page, forget, remember};
use crate::platform::{json, shelf};
use crate::state::planner::{Later, Parts, Planner, Voice};
use crate::ui::app::app;
use crate::ui::later;

/// What a person did on the prerendered page before the app ran.
struct Before {
    /// The concern chosen there.
    concern: Option<ConcernId>,
    /// The id of the element that has focus.
    focused: Option<String>,
}

/// Mounts the planner into the root of `page`. What comes back takes it away again: what waits is written, and nothing
/// of it stays behind.
///
/// # Errors
/// A message for the console when the words cannot be used; the root is then left as it was.
pub fn mount(page: Page, pack: &str, files: String) -> Result<JsValue, String> {
    let (words, review) = read(pack)?;
    let root = page.root();
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|_| crate::platform::page::mark_broken()));
    remember(&root);
    let before = look(&root);
    let parts = Parts {
        voice: Voice::new(words, &page),
        later: Later::Fetched(later::fetch),
        review,
        shelf: shelf::open(page.state_key().as_deref()),
        files,
        page,
    };
    let inside = root.clone();
    // Emptied and filled within one task: nothing is painted in between.
    root.replace_children_with_node_0();
    let made = Rc::new(Cell::new(None));
    let planner = Rc::clone(&made);
    let mounted = leptos::mount::mount_to(root.clone(), move || {
        let planner = Planner::new(parts);
        provide_context(planner);
        if let Some(concern) = before.concern {
            planner.change(Change::Concern(concern));
        }
        planner.follow_browser();
        made.set(Some(planner));
        app()
    });
    if let Some(id) = before.focused {
        focus(&inside, &id);
    }
    // From here on an answer given is stored on change.
    let _ = root.set_attribute("data-ready", "");
    Ok(Closure::once_into_js(move || {
        forget(&root);
        let planner = planner.get();
        planner.inspect(|planner| planner.keeper().flush());
        drop(mounted);
        planner.inspect(|planner| planner.end());
    }))
}

/// The words pack of the first page also says who has reviewed the content, which saves a request.
fn read(pack: &str) -> Result<(Words, Option<Review>), String> {
    let pack = json::parse(pack)?;
    let words = Words::read(&pack).map_err(|error| error.to_string())?;
    Ok((words, pack.get("review").and_then(review)))
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
