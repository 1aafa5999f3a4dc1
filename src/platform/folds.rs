//! Lays out what is folded while nobody waits, so that opening it only has to paint it: of a long fold the first layout takes
//! longer than all the rest of a tap.
//!
//! Uses: `platform::{events, page}`. Used by: `state::upkeep`.

use super::page::Page;

/// Begins to do so for all that is ever folded on a page, for as long as the planner lives.
#[cfg(target_arch = "wasm32")]
pub fn lay_out_early(page: &Page) {
    browser::begin(page.clone());
}

/// Outside a browser nothing is laid out.
#[cfg(not(target_arch = "wasm32"))]
pub fn lay_out_early(_page: &Page) {}

#[cfg(target_arch = "wasm32")]
mod browser {
    use std::cell::Cell;
    use std::rc::Rc;

    use js_sys::WeakSet;
    use wasm_bindgen::JsCast;
    use wasm_bindgen::prelude::Closure;
    use web_sys::{MutationObserver, MutationObserverInit};

    use crate::platform::events::keep;
    use crate::platform::page::Page;

    struct Folds {
        page: Page,
        /// What is laid out already. The browser keeps its layout while it is folded.
        laid_out: WeakSet,
        /// Whether the browser has been asked to say when it has nothing to do.
        is_asked: Cell<bool>,
    }

    /// Watches the page until it is dropped.
    struct Watch(MutationObserver);

    impl Drop for Watch {
        fn drop(&mut self) {
            self.0.disconnect();
        }
    }

    pub fn begin(page: Page) {
        let root = page.root();
        let folds = Rc::new(Folds { page, laid_out: WeakSet::new(), is_asked: Cell::new(false) });
        folds.clone().when_idle();
        let changed = Closure::<dyn Fn()>::new(move || folds.clone().when_idle());
        let Ok(observer) = MutationObserver::new(changed.as_ref().unchecked_ref()) else { return };
        let what = MutationObserverInit::new();
        what.set_child_list(true);
        what.set_subtree(true);
        // Asked for children, it does not refuse.
        let _ = observer.observe_with_options(&root, &what);
        keep(Box::new(Watch(observer)));
        keep(Box::new(changed));
    }

    impl Folds {
        /// One at a time, so that a tap in between waits for no more than one. A browser that does not say when it is idle
        /// is never asked twice.
        #[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
        fn when_idle(self: Rc<Self>) {
            if self.is_asked.replace(true) {
                return;
            }
            let Some(window) = web_sys::window() else { return };
            let act = Closure::once_into_js(move || {
                self.is_asked.set(false);
                if self.lay_one_out() {
                    self.when_idle();
                }
            });
            let _ = window.request_idle_callback(act.unchecked_ref());
        }

        /// `false` when none was left.
        fn lay_one_out(&self) -> bool {
            let folded = self.page.all("details:not([open]) > summary + *");
            let Some(next) = folded.into_iter().find(|content| !self.laid_out.has(content)) else { return false };
            // To measure is to lay out.
            next.get_bounding_client_rect();
            self.laid_out.add(&next);
            true
        }
    }
}
