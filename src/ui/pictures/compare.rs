//! Two photos in one place: the first lies over the second, as far as a slider says.
//!
//! Uses: the style sheet. Used by: `ui::pages`.

use leptos::html;
use leptos::prelude::*;

/// A photo as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Address of the picture.
    pub source: String,
    /// What it shows, for those who cannot see it.
    pub name: String,
    /// The day, in its corner.
    pub day: String,
}

/// A kept JPEG as the address of a picture.
pub fn source(jpeg: &str) -> String {
    ["data:image/jpeg;base64,", jpeg].concat()
}

/// A photo.
pub fn photo(class: &'static str, source: String, name: String) -> AnyView {
    view! { <img class=class src=source alt=name/> }.into_any()
}

/// Draws both. `share` is how much of the first is seen, in hundredths of the width.
pub fn compare(first: Shown, second: Shown, share: Signal<u16>) -> AnyView {
    let frame = NodeRef::<html::Div>::new();
    // Set by the program and not written in the page: the page's policy allows no style in markup.
    Effect::new(move |_| {
        let share = share.get();
        if let Some(frame) = frame.get() {
            // Setting a custom property does not fail.
            let _ = web_sys::HtmlElement::style(&frame).set_property("--share", &format!("{share}%"));
        }
    });
    view! {
        <div class="compare" node_ref=frame>
            {photo("under", second.source, second.name)}
            {photo("over", first.source, first.name)}
            <i class="edge"></i>
            <span class="day" aria-hidden="true">{first.day}</span>
            <span class="day last" aria-hidden="true">{second.day}</span>
        </div>
    }
    .into_any()
}
