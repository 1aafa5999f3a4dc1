//! What is done or drawn anew after the frame that answers a tap, because it takes long.
//!
//! Uses: `platform::page` through the planner. Used by: the heavy screens of `ui::pages`, `ui::parts`.

use leptos::prelude::*;

use crate::state::planner::Planner;

/// What a control does once the frame that answers the tap is on the screen. The screen may be gone by then.
pub fn after_tap<E>(act: impl Fn() + Clone + 'static) -> impl Fn(E) {
    let planner = Planner::here();
    move |_| planner.page().soon(act.clone())
}

/// Counts the changes of what `follow` looks at, each one frame late.
pub fn changes(follow: impl Fn() + 'static) -> RwSignal<u32> {
    let planner = Planner::here();
    let count = RwSignal::new(0_u32);
    Effect::new(move |before: Option<()>| {
        follow();
        if before.is_some() {
            planner.page().soon(move || {
                // The screen may be gone by then.
                count.try_update(|count| *count = count.wrapping_add(1));
            });
        }
    });
    count
}

/// A view that is drawn one frame after what is around it.
pub fn a_frame_later(draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let now = RwSignal::new(false);
    Planner::here().page().soon(move || {
        // The screen may be gone by then.
        now.try_set(true);
    });
    (move || now.get().then(|| untrack(&draw))).into_any()
}

/// A view that is drawn anew, one frame late, whenever something changes that `follow` looks at.
pub fn after_frame(follow: impl Fn() + 'static, draw: impl Fn() -> AnyView + Copy + Send + Sync + 'static) -> AnyView {
    let count = changes(follow);
    (move || {
        count.get();
        untrack(draw)
    })
    .into_any()
}
