//! The camera in the page, with the last photo of the same view or a drawn outline over it.
//!
//! Uses: `platform::camera`, `ui::parts`. Used by: `ui::parts::photo_add`. The camera is off as soon as this is gone.

use leptos::html;
use leptos::prelude::*;

use super::el::{El, el};
use super::svg::Svg;
use crate::domain::photo::View;
use crate::platform::camera::{self, NoCamera};
use crate::state::photos::Photos;
use crate::state::planner::Planner;
use crate::ui::pictures::compare::{photo, source};

/// What the camera part knows, and what it tells those around it.
#[derive(Clone, Copy)]
pub struct Camera {
    /// The photos so far: the last one of the same view is the guide.
    pub photos: Photos,
    /// Which view is wanted.
    pub view: RwSignal<View>,
    /// A JPEG in base64 was taken.
    pub taken: Callback<String>,
    /// The camera is closed; with the id of what to say, if anything.
    pub closed: Callback<Option<&'static str>>,
}

impl Camera {
    /// Draws it.
    pub fn draw(self) -> AnyView {
        let Self { photos, view, taken, closed } = self;
        let planner = Planner::here();
        let front = RwSignal::new(view.get_untracked().is_face());
        let ready = RwSignal::new(false);
        let video = NodeRef::<html::Video>::new();
        on_cleanup(camera::close);
        Effect::new(move |_| {
            let (front, Some(video)) = (front.get(), video.get()) else { return };
            ready.set(false);
            leptos::task::spawn_local(async move {
                let close = move |why| {
                    // The screen may be gone by now.
                    let _ = closed.try_run(Some(why));
                };
                match camera::open(video, front, move || close("photo.camera.hidden")).await {
                    Ok(()) | Err(NoCamera::Closed) => {}
                    Err(NoCamera::Denied) => close("photo.camera.denied"),
                    Err(NoCamera::Missing) => close("photo.camera.missing"),
                }
            });
        });
        let take = move |_| {
            let Some(video) = video.get_untracked() else { return };
            leptos::task::spawn_local(async move {
                if let Ok(jpeg) = camera::take(video).await {
                    let _ = taken.try_run(jpeg);
                }
            });
        };
        let last = move || {
            let view = view.get();
            photos.look(|album| album.of(view).last().map(|kept| source(&kept.photo.jpeg)))
        };
        let hint = move || planner.text(if last().is_some() { "photo.camera.same" } else { "photo.camera.outline" });
        let over = move || match last() {
            Some(source) => photo("photo-ghost", source, String::new()),
            None => outline(view.get()).view(),
        };
        let stage = move || if front.get() { "photo-stage mirror" } else { "photo-stage" };
        let start = NodeRef::<html::Div>::new();
        Effect::new(move |_| start.get().into_iter().for_each(|node| drop(node.focus())));
        let off = move || if ready.get() { "false" } else { "true" };
        view! {
            <div class="photo-camera" tabindex="-1" role="group" aria-label=planner.text("photo.camera.name") node_ref=start>
                <p>{hint}</p>
                <div class=stage>
                    <video node_ref=video autoplay muted playsinline aria-label=planner.text("photo.camera.name") on:playing=move |_| ready.set(true)></video>
                    {over}
                </div>
                <p role="status" class="soft">{move || planner.text(if ready.get() { "photo.camera.ready" } else { "photo.camera.starting" })}</p>
                <div class="row">
                    <button type="button" class="btn" aria-disabled=off on:click=take>{planner.text("photo.camera.shoot")}</button>
                    <button type="button" class="btn ghost" on:click=move |_| front.update(|front| *front = !*front)>{planner.text("photo.camera.turn")}</button>
                    <button type="button" class="link" on:click=move |_| closed.run(None)>{planner.text("photo.camera.close")}</button>
                </div>
            </div>
        }
        .into_any()
    }
}

/// A drawn outline to stand in until there is a first photo of this view, 300 wide and 400 high.
fn outline(view: View) -> El {
    let mut picture = Svg::beside_words("photo-outline", 300, 400);
    match view {
        View::Front => {
            picture.path(
                "line",
                "M150 60C215 60 238 118 232 190C227 262 196 330 150 330C104 330 73 262 68 190C62 118 85 60 150 60Z",
            );
            picture.path("line dash", "M52 180H248M150 44V346");
            picture.path("line", "M92 180q18-16 36 0q-18 14-36 0M172 180q18-16 36 0q-18 14-36 0M122 272q28 18 56 0");
        }
        View::Left | View::Right => {
            picture.path("line", "M206 62C150 40 98 66 92 124C90 146 92 156 88 172L62 220C58 228 62 234 72 236L80 238L76 256L82 264L78 276C74 300 84 316 108 316L142 314L150 352M206 62C254 82 264 150 240 214C232 238 226 262 232 352");
            picture.path("line dash", "M40 180H262");
            picture.path("line", "M98 172q18-10 30 4M186 180c22-12 36 10 22 28c-8 12-8 22-18 24");
        }
        View::Scalp => {
            picture.path(
                "line",
                "M150 60C222 60 250 130 250 200C250 290 206 344 150 344C94 344 50 290 50 200C50 130 78 60 150 60Z",
            );
            picture.path("line dash", "M150 60V344");
            picture.path("line", "M132 60L150 40L168 60M50 186q-18 14 0 36M250 186q18 14 0 36");
        }
        View::Close | View::Other => {
            picture.path("line", "M40 100V50H90M210 50H260V100M260 300V350H210M90 350H40V300");
            picture.path("line dash", "M150 180V220M130 200H170");
        }
    }
    let class = if view == View::Right { "photo-guide flip" } else { "photo-guide" };
    el("div").class(class).put(picture.view())
}
