//! Adding a photo: what it shows, taking or choosing it, looking at it, and keeping it.
//!
//! Uses: `platform`, `state::photos`, `ui::parts`. Used by: `ui::pages::photos`.

use leptos::html;
use leptos::prelude::*;

use super::after_frame::after_tap;
use super::el::el;
use super::fields::{ChoiceRow, Choices, ErrorSummary, Errors, Line, LineInput, show_errors};
use super::photo_camera::Camera;
use crate::domain::dates::format_iso;
use crate::domain::photo::{LARGEST_RECORD, Photo, View};
use crate::platform::image::{self, Unusable};
use crate::platform::{camera, share};
use crate::present::forms::{self, FieldError};
use crate::present::photos;
use crate::present::route::Route;
use crate::state::photos::{NotKept, Photos};
use crate::state::planner::Planner;
use crate::ui::pictures::compare::{self, source};

/// How the ids of what went wrong with the camera begin.
const CAMERA: &str = "photo.camera.";

/// How far the person is with one photo.
#[derive(Clone, PartialEq, Eq)]
enum Step {
    /// Nothing yet.
    Open,
    /// A file is being made small.
    Busy,
    /// The camera is open.
    Camera,
    /// Here is one, as a JPEG in base64; it is not kept yet.
    Here(String),
}

/// The photo in hand: it stays when the screen is drawn anew, in another language too, until the person leaves it.
#[derive(Clone, Copy)]
struct InHand {
    view: RwSignal<View>,
    step: RwSignal<Step>,
    /// Id of what went wrong.
    wrong: RwSignal<Option<&'static str>>,
}

impl InHand {
    fn of(planner: Planner, photos: Photos) -> Self {
        let latest = move || photos.look(|album| album.latest().map_or(View::Front, |kept| kept.photo.view));
        let mut is_new = false;
        let hand = planner.held(|| {
            is_new = true;
            Self { view: RwSignal::new(latest()), step: RwSignal::new(Step::Open), wrong: RwSignal::new(None) }
        });
        if is_new {
            planner.lasting(|| {
                Effect::new(move |before: Option<u32>| {
                    let erased = planner.keeper().erased();
                    if planner.route() != Route::Photos || before.is_some_and(|before| before != erased) {
                        hand.let_go();
                    }
                    erased
                });
            });
        } else if hand.step.with_untracked(|step| *step == Step::Open) {
            hand.view.set(latest());
        }
        hand
    }

    fn let_go(self) {
        self.wrong.set(None);
        self.step.set(Step::Open);
    }
}

/// One photo on its way.
#[derive(Clone, Copy)]
struct Adding {
    planner: Planner,
    photos: Photos,
    view: RwSignal<View>,
    step: RwSignal<Step>,
    /// Id of what went wrong.
    wrong: RwSignal<Option<&'static str>>,
    /// Told the name of what was kept.
    kept: Callback<String>,
}

/// The card that adds a photo. `kept` is told the name of a photo once it is on the shelf.
pub fn add_card(photos: Photos, kept: Callback<String>) -> AnyView {
    let planner = Planner::here();
    let InHand { view, step, wrong } = InHand::of(planner, photos);
    let adding = Adding { planner, photos, view, step, wrong, kept };
    // A photo that is not kept yet must not go because another window changes something.
    Effect::new(move |_| planner.set_typing(adding.step.with(|step| *step != Step::Open)));
    let below = move || match adding.step.get() {
        Step::Open => adding.ways(),
        Step::Busy => el("p").attr("role", "status").say("photo.busy").view(),
        Step::Camera => adding.camera(),
        Step::Here(jpeg) => adding.look(jpeg),
    };
    let wrong = move || {
        let id = adding.wrong.get()?;
        Some(el("p").class("error").say(id).view())
    };
    el("section")
        .class("card photo-add")
        .el(el("h2").say("photo.add"))
        .put(adding.views())
        .el(el("div").class("photo-wrong").attr("role", "alert").put(wrong.into_any()))
        .put(below.into_any())
        .view()
}

impl Adding {
    /// What the photo shows.
    fn views(self) -> AnyView {
        let rows = View::ALL.iter().map(|view| ChoiceRow {
            value: view.as_str().to_owned(),
            label: self.planner.with(|say, _| photos::view_name(*view, say)),
            hint: None,
            chosen: *view == self.view.get_untracked(),
        });
        let choose = Callback::new(move |id: String| View::parse(&id).into_iter().for_each(|view| self.view.set(view)));
        let choices = view! { <Choices name="photo-view" rows=rows.collect() choose/> }.into_any();
        el("fieldset")
            .class("choice")
            .el(el("legend").el(el("b").say("photo.shows")))
            .el(el("div").class("options photo-views").put(choices))
            .view()
    }

    /// The two ways to a photo.
    fn ways(self) -> AnyView {
        let full = move || {
            let room = self.photos.with(|album| album.has_room_for(LARGEST_RECORD));
            (!room).then(|| el("p").class("notice").say("photo.full_before").view())
        };
        let open = after_tap(move || {
            if self.wrong.try_set(None).is_none() {
                self.step.set(Step::Camera);
            }
        });
        let text = |id| self.planner.text(id);
        let take = if camera::is_there() {
            view! { <button type="button" class="btn" on:click=open>{text("photo.take")}</button> }.into_any()
        } else {
            self.file("photo-take", "photo.take", "btn file", true)
        };
        // Where the camera cannot be shown in the page, a phone can still open its own.
        let outside = move || {
            let no_camera = self.wrong.get().is_some_and(|why| why.starts_with(CAMERA));
            no_camera.then(|| self.file("photo-own", "photo.own_camera", "btn ghost file", true))
        };
        let ways = el("div")
            .class("row")
            .put(take)
            .put(self.file("photo-file", "photo.choose", "btn ghost file", false))
            .put(outside.into_any());
        vec![full.into_any(), ways.view()].into_any()
    }

    /// A file field as wide as its words. With `camera` a phone opens its camera and not its album.
    fn file(self, id: &'static str, label: &str, class: &'static str, camera: bool) -> AnyView {
        let capture = move || camera.then(|| if self.view.get().is_face() { "user" } else { "environment" });
        let node = NodeRef::<html::Input>::new();
        let change = move |_| {
            let Some(file) = node.get_untracked().and_then(|input| image::chosen(&input)) else { return };
            self.wrong.set(None);
            self.step.set(Step::Busy);
            leptos::task::spawn_local(async move {
                let (step, wrong) = match image::shrink(file).await {
                    Ok(jpeg) => (Step::Here(jpeg), None),
                    Err(Unusable::TooLarge) => (Step::Open, Some("photo.too_large")),
                    Err(Unusable::NoPicture) => (Step::Open, Some("photo.no_picture")),
                };
                // The person may have left by now, and wants no photo of theirs to wait for them; or the planner is gone.
                if self.step.try_with_untracked(|step| *step == Step::Busy) == Some(true) {
                    self.wrong.set(wrong);
                    self.step.set(step);
                }
            });
        };
        let words = self.planner.text(label);
        view! {
            <label class=class for=id>
                <span>{words}</span>
                <input type="file" id=id accept="image/*" capture=capture node_ref=node on:change=change/>
            </label>
        }
        .into_any()
    }

    fn camera(self) -> AnyView {
        let taken = Callback::new(move |jpeg| self.step.set(Step::Here(jpeg)));
        let closed = Callback::new(move |why| {
            self.wrong.set(why);
            self.step.set(Step::Open);
        });
        Camera { photos: self.photos, view: self.view, taken, closed }.draw()
    }

    /// The photo before it is kept.
    fn look(self, jpeg: String) -> AnyView {
        let Self { planner, photos, view, .. } = self;
        let errors: Errors = RwSignal::new(Vec::new());
        let form = NodeRef::<html::Form>::new();
        let line = Line::new(format_iso(planner.today()));
        let refused = RwSignal::new(false);
        let picture = compare::photo("photo-large", source(&jpeg), planner.text("photo.preview"));
        let jpeg = StoredValue::new(jpeg);
        let read = move || {
            let typed = line.typed();
            let day = if typed.impossible {
                Err(FieldError::DateImpossible)
            } else {
                forms::day_until(&typed.text, planner.today(), FieldError::PhotoFuture)
            };
            day.map(|day| Photo { day, view: view.get_untracked(), jpeg: jpeg.get_value() })
        };
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let photo = match read() {
                Ok(photo) => photo,
                Err(error) => return show_errors(errors, form, vec![("photo-day".to_owned(), error)]),
            };
            errors.set(Vec::new());
            let name = planner.with(|say, _| photos::short_name(&photo, say));
            photos.keep(&photo, move |kept| match kept {
                Ok(()) => {
                    self.wrong.set(None);
                    self.step.set(Step::Open);
                    // The screen may be gone by now.
                    let _ = self.kept.try_run(name);
                }
                Err(why) => {
                    refused.set(true);
                    self.wrong.set(Some(match why {
                        NotKept::NoRoom => "photo.no_room",
                        NotKept::Refused => "photo.refused",
                    }));
                }
            });
        };
        let save = move |_| {
            let day = read().map_or(planner.today(), |photo| photo.day);
            download(&Photo { day, view: view.get_untracked(), jpeg: jpeg.get_value() });
        };
        let offer = move || {
            refused.get().then(|| {
                view! { <button type="button" class="btn ghost" on:click=save>{planner.text("photo.download_this")}</button> }
            })
        };
        let again = move |_| {
            self.wrong.set(None);
            self.step.set(Step::Open);
        };
        let start = NodeRef::<html::Div>::new();
        Effect::new(move |_| start.get().into_iter().for_each(|node| drop(node.focus())));
        view! {
            <form class="photo-look" method="dialog" novalidate node_ref=form on:submit=submit>
                <div tabindex="-1" role="group" aria-label=planner.text("photo.preview") node_ref=start>{picture}</div>
                <p class="soft">{planner.text("photo.not_yet")}</p>
                <ErrorSummary errors form/>
                <LineInput field="photo-day" label=planner.text("photo.day") kind="date" line errors/>
                <div class="row">
                    <button type="submit" class="btn">{planner.text("photo.keep")}</button>
                    {offer}
                    <button type="button" class="btn ghost" on:click=again>{planner.text("photo.again")}</button>
                </div>
            </form>
        }
        .into_any()
    }
}

/// Hands a photo over as a file.
pub fn download(photo: &Photo) {
    // A browser that refuses says so itself.
    share::download(&photos::file_name(photo), "image/jpeg", &image::bytes(&photo.jpeg));
}
