//! Where a person stands on the page: what has focus, how far it is scrolled, what lies open, and whether they type.
//!
//! Uses: `platform::{clock, events, page}`. Used by: `ui::later`, `state`.

#[cfg(target_arch = "wasm32")]
pub use browser::{Left, carry, keep, leave, on_typing};

#[cfg(target_arch = "wasm32")]
#[allow(clippy::disallowed_methods, reason = "platform is where the browser is touched")]
mod browser {
    use wasm_bindgen::prelude::*;
    use web_sys::{Element, HtmlElement, HtmlInputElement, Window};

    use crate::platform::clock;
    use crate::platform::events::listen;
    use crate::platform::page::Page;

    /// What can have focus.
    const FOCUSABLE: &str = ":is(a,button,input,select,textarea,summary,[tabindex])";

    /// What can be filled in and has a name of its own. What a file field holds cannot be put back.
    const FIELDS: &str = "main :is(input:not([type=file]),select,textarea:not([readonly]))[id]";

    /// What a person sees their place by.
    const LANDMARKS: &str = ":is(h1,h2,h3,p,li,dt,dd,th,td,legend,label,summary,footer a)";

    /// A field that is taken away loses focus at that moment, and says so when nobody is there any more to hear it.
    fn mute(element: &Element) {
        let stop = Closure::<dyn Fn(web_sys::Event)>::new(|event: web_sys::Event| event.stop_immediate_propagation());
        for name in ["blur", "focusout", "change"] {
            // Listening to an element of the page's own does not fail.
            let _ = element.add_event_listener_with_callback_and_bool(name, stop.as_ref().unchecked_ref(), true);
        }
        stop.forget();
    }

    /// What an element is known by when everything around it has been drawn anew.
    fn name_of(element: &Element) -> [Option<String>; 3] {
        let [id, href] = ["id", "href"].map(|name| element.get_attribute(name).filter(|value| !value.is_empty()));
        [Some(element.tag_name()), id, href]
    }

    /// An element's name, and how many before it go by the same.
    fn seat(page: &Page, element: &Element) -> ([Option<String>; 3], usize) {
        let name = name_of(element);
        let namesakes = page.all(FOCUSABLE).into_iter().filter(|other| name_of(other) == name);
        let before = namesakes.take_while(|other| other != element).count();
        (name, before)
    }

    /// What goes by that name now, after so many others.
    fn seated(page: &Page, name: &[Option<String>; 3], before: usize) -> Option<HtmlElement> {
        let mut namesakes = page.all(FOCUSABLE).into_iter().filter(|other| name_of(other) == *name);
        namesakes.nth(before).and_then(|element| element.dyn_into().ok())
    }

    /// What has focus: the element, its name, and how many before it go by the same.
    struct Focus {
        element: Element,
        name: [Option<String>; 3],
        before: usize,
    }

    impl Focus {
        /// Looked for below what `within` names: the rest stays as it is.
        fn of(page: &Page, within: &str) -> Option<Self> {
            let element = page.focused()?;
            element.closest(within).ok()??;
            let (name, before) = seat(page, &element);
            mute(&element);
            Some(Self { element, name, before })
        }

        /// Gives focus to what stands in its place now, if it is no longer there; `false` while nothing does.
        fn give_back(&self, page: &Page) -> bool {
            let seated = (!self.element.is_connected()).then(|| seated(page, &self.name, self.before));
            // What had focus can take it again.
            seated.is_none_or(|seated| seated.is_some_and(|element| element.focus().is_ok()))
        }
    }

    /// What a person had followed, and how far down the window it stood.
    struct Followed {
        name: [Option<String>; 3],
        before: usize,
        down: f64,
    }

    /// Where a person was on a screen that they left.
    pub struct Left {
        followed: Option<Followed>,
        top: f64,
    }

    /// Remembers where a person is, before what they just followed leads them to another screen.
    pub fn leave(page: &Page) -> Left {
        let followed = page.focused().map(|element| {
            let (name, before) = seat(page, &element);
            Followed { name, before, down: element.get_bounding_client_rect().top() }
        });
        Left { followed, top: web_sys::window().map(|window| scrolled(&window)).unwrap_or_default() }
    }

    impl Left {
        /// The person is on that screen again, which is drawn anew: what they followed has focus, lies open if it was
        /// folded away, and stands where it stood.
        pub fn come_back(self, page: Page) {
            clock::after(0, move || {
                let Some(window) = web_sys::window() else { return };
                window.scroll_to_with_x_and_y(0.0, self.top);
                let Some(followed) = self.followed else { return };
                let Some(element) = seated(&page, &followed.name, followed.before) else { return };
                let mut around = element.parent_element();
                while let Some(folded) = around.and_then(|part| part.closest("details").ok().flatten()) {
                    // Setting an attribute of this name does not fail.
                    let _ = folded.set_attribute("open", "");
                    around = folded.parent_element();
                }
                // A link can always take focus.
                let _ = element.focus();
                window.scroll_by_with_x_and_y(0.0, element.get_bounding_client_rect().top() - followed.down);
            });
        }
    }

    /// How far the page is scrolled.
    fn scrolled(window: &Window) -> f64 {
        window.scroll_y().unwrap_or_default()
    }

    /// Called before the screen is drawn anew at its place: what had focus then has it again, and nothing jumps.
    pub fn keep(page: Page) {
        let Some(window) = web_sys::window() else { return };
        let (focus, top) = (Focus::of(&page, "main"), scrolled(&window));
        clock::after(0, move || {
            if let Some(focus) = focus {
                focus.give_back(&page);
            }
            window.scroll_to_with_x_and_y(0.0, top);
        });
    }

    /// The fields of the screen.
    fn fields(page: &Page) -> Vec<HtmlInputElement> {
        // A select and a textarea are asked for no more than an input has too.
        page.all(FIELDS).into_iter().map(JsCast::unchecked_into).collect()
    }

    /// Puts back what stood in the fields, as if it were typed and picked once more; fields that are not there are left.
    fn fill(page: &Page, before: &mut Vec<(String, String, bool)>) {
        for field in fields(page) {
            let Some(at) = before.iter().position(|(id, ..)| *id == field.id()) else { continue };
            let (_, value, checked) = before.swap_remove(at);
            // Of buttons that shut each other out, the one that was picked puts out the others.
            let is_button = field.matches("[type=radio]").unwrap_or_default();
            if (field.value() == value && field.checked() == checked) || (is_button && !checked) {
                continue;
            }
            field.set_value(&value);
            field.set_checked(checked);
            for name in ["input", "change"] {
                let says = web_sys::EventInit::new();
                says.set_bubbles(true);
                // Nothing of ours throws when it hears these.
                let _ = web_sys::Event::new_with_event_init_dict(name, &says).map(|event| field.dispatch_event(&event));
            }
        }
    }

    /// What the person sees first in the window, by its number among all such, and how far down it stands.
    fn landmark(page: &Page) -> Option<(usize, usize, f64)> {
        let all = page.all(LANDMARKS);
        let tops = all.iter().map(|element| element.get_bounding_client_rect());
        let mut seen = tops.enumerate().filter(|(_, place)| place.height() > 0.0 && place.top() >= 0.0);
        seen.next().map(|(at, place)| (at, all.len(), place.top()))
    }

    /// Each part that can be opened, by its number among those in the same part, after the numbers of all around it; in
    /// the order of the page, which is theirs too.
    fn folds(page: &Page) -> Vec<(Vec<usize>, Element)> {
        // What is around the next one: each with its number, and how many were found in it.
        let mut around: Vec<(Element, usize, usize)> = Vec::new();
        let mut outside = 0;
        let named = page.all("details").into_iter().map(|details| {
            while around.last().is_some_and(|(part, ..)| !part.contains(Some(&details))) {
                around.pop();
            }
            let count = around.last_mut().map_or(&mut outside, |(.., inside)| inside);
            let number = *count;
            *count += 1;
            around.push((details.clone(), number, 0));
            (around.iter().map(|(_, number, _)| *number).collect(), details)
        });
        named.collect()
    }

    /// How many times one looks again whether what is drawn late, such as when a part is opened, is there.
    const LOOKS: u8 = 20;

    /// Where a person stands while everything is drawn anew in another language: what has not been put back yet.
    struct Carried {
        page: Page,
        window: Window,
        fields: Vec<(String, String, bool)>,
        folds: Vec<(Vec<usize>, bool)>,
        focus: Option<Focus>,
        top: f64,
        landmark: Option<(usize, usize, f64)>,
    }

    impl Carried {
        /// Puts back what is there by now, each thing once, and looks again a frame later for the rest.
        fn put_back(mut self, looks: u8) {
            let now = folds(&self.page);
            self.folds.retain(|(name, open)| {
                let found = now.binary_search_by(|(known, _)| known.cmp(name)).ok().and_then(|at| now.get(at));
                let Some((_, details)) = found else { return true };
                // Setting an attribute of this name does not fail.
                let _ = if *open { details.set_attribute("open", "") } else { details.remove_attribute("open") };
                false
            });
            fill(&self.page, &mut self.fields);
            let page = &self.page;
            let has_focus = self.focus.take_if(|focus| focus.give_back(page)).is_some();
            if has_focus || looks == LOOKS {
                self.window.scroll_to_with_x_and_y(0.0, self.top);
            }
            let Some((at, count, down)) = self.landmark else { return };
            let now = page.all(LANDMARKS);
            // With a line more or less nobody knows which is which.
            match now.get(at).filter(|_| now.len() == count) {
                Some(element) if self.top > 0.0 => {
                    self.window.scroll_by_with_x_and_y(0.0, element.get_bounding_client_rect().top() - down);
                }
                Some(_) => {}
                None if looks > 0 => clock::after(16, move || self.put_back(looks - 1)),
                None => {}
            }
        }
    }

    /// The same before everything is drawn anew in another language, in which each line may be longer or shorter: what
    /// stood at the top of the window stands there again; what lay open does, and what is typed or picked and not kept
    /// yet stays too.
    pub fn carry(page: Page) {
        let Some(window) = web_sys::window() else { return };
        let fields = fields(&page).into_iter().map(|field| (field.id(), field.value(), field.checked())).collect();
        let folds = folds(&page).into_iter().map(|(name, details)| (name, details.has_attribute("open"))).collect();
        let (focus, top, landmark) = (Focus::of(&page, ".planner"), scrolled(&window), landmark(&page));
        let carried = Carried { page, window, fields, folds, focus, top, landmark };
        clock::after(0, move || carried.put_back(LOOKS));
    }

    /// Calls `react` whenever something is typed or picked that is not kept by that alone: choices made by a tap are.
    pub fn on_typing(page: &Page, react: impl Fn() + 'static) {
        listen(Some(page.root().into()), "input", move |event| {
            let field = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            if field.is_some_and(|field| field.matches(":not([type=radio],[type=checkbox])").unwrap_or(true)) {
                react();
            }
        });
    }
}

#[cfg(not(target_arch = "wasm32"))]
use crate::platform::page::Page;

/// Outside a browser nobody leaves.
#[cfg(not(target_arch = "wasm32"))]
pub struct Left;

/// Outside a browser nobody leaves.
#[cfg(not(target_arch = "wasm32"))]
pub fn leave(_page: &Page) -> Left {
    Left
}

#[cfg(not(target_arch = "wasm32"))]
impl Left {
    /// Outside a browser nobody comes back.
    pub fn come_back(self, _page: Page) {}
}

/// Outside a browser nobody stands anywhere.
#[cfg(not(target_arch = "wasm32"))]
pub fn keep(_page: Page) {}

/// Outside a browser nobody has typed anything.
#[cfg(not(target_arch = "wasm32"))]
pub fn carry(_page: Page) {}

/// Outside a browser nothing is typed.
#[cfg(not(target_arch = "wasm32"))]
pub fn on_typing(_page: &Page, _react: impl Fn() + 'static) {}
