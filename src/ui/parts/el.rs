//! Elements without a macro, for everything on a screen that never changes once it is drawn.
//!
//! `view!` writes the code of an element out again wherever it stands; here each element is a few calls to functions
//! that exist once. `ARCHITECTURE.md` has the figures. What reacts to a tap or to a signal is still written with
//! `view!`, and so is SVG.

use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;
use leptos::html::custom;
use leptos::prelude::*;

use crate::present::route::Route;
use crate::state::planner::Planner;

/// An element being put together. Text in it is always text, never markup.
///
/// Boxed, so that handing it on from call to call moves one word.
pub struct El(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// An element with nothing in it yet. Not for void elements such as `br` and `input`.
#[inline(never)]
pub fn el(tag: &'static str) -> El {
    El(Box::new(Parts { tag, attributes: Vec::new(), children: Vec::new() }))
}

/// What is drawn anew whenever something changes that it looked at. One kind of closure for all of them.
pub fn followed(draw: fn(Planner) -> AnyView) -> AnyView {
    let planner = Planner::here();
    (move || draw(planner)).into_any()
}

impl El {
    /// Adds an attribute.
    pub fn attr(self, name: &'static str, value: impl AsRef<str>) -> Self {
        self.attribute(name, value.as_ref())
    }

    #[inline(never)]
    fn attribute(mut self, name: &'static str, value: &str) -> Self {
        self.0.attributes.push(custom_attribute(name, value.to_owned()).into_any_attr());
        self
    }

    /// Sets the class.
    #[inline(never)]
    pub fn class(self, class: &'static str) -> Self {
        self.attribute("class", class)
    }

    /// Adds text.
    pub fn text(self, text: impl AsRef<str>) -> Self {
        self.words(text.as_ref())
    }

    #[inline(never)]
    fn words(mut self, text: &str) -> Self {
        self.0.children.push(text.to_owned().into_any());
        self
    }

    /// Adds a text of the chosen language by its id.
    #[inline(never)]
    pub fn say(self, id: &str) -> Self {
        let text = Planner::here().text(id);
        self.words(&text)
    }

    /// Adds what has been drawn already.
    #[inline(never)]
    pub fn put(mut self, child: AnyView) -> Self {
        self.0.children.push(child);
        self
    }

    /// Adds another element.
    #[inline(never)]
    pub fn el(self, child: Self) -> Self {
        self.put(child.view())
    }

    /// Adds several elements.
    pub fn all(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        for child in children {
            self = self.el(child);
        }
        self
    }

    /// Adds an element when there is one.
    #[inline(never)]
    pub fn maybe(self, child: Option<Self>) -> Self {
        match child {
            Some(child) => self.el(child),
            None => self,
        }
    }

    /// The finished view.
    #[inline(never)]
    pub fn view(self) -> AnyView {
        let Parts { tag, attributes, children } = *self.0;
        custom(tag).add_any_attr(attributes).child(children).into_any()
    }
}

/// A link to a screen.
pub fn link(route: Route) -> El {
    el("a").attr("href", route.href())
}

/// Several elements side by side.
pub fn group(children: impl IntoIterator<Item = El>) -> AnyView {
    let children: Vec<AnyView> = children.into_iter().map(El::view).collect();
    children.into_any()
}
