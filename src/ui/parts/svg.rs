//! Pictures as SVG, written piece by piece and put into the page at once.
//!
//! Uses: nothing else here. Used by: `ui::pictures`, `ui::pages`. A picture never reacts to anything: what can be
//! tapped stands beside it as a real control.

use leptos::html::custom;
use leptos::prelude::*;

/// A picture being drawn. Words in it are always text, never markup.
pub struct Svg(String);

/// Where a text stands to its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

impl Svg {
    /// A picture of this size in its own units, named by the element with the id `named_by`.
    pub fn new(class: &str, width: i32, height: i32, named_by: &str) -> Self {
        let head = format!(
            "<svg class=\"{class}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{named_by}\">"
        );
        Self(head)
    }

    /// A picture that only repeats what stands beside it in words, stretched to its place.
    pub fn beside_words(class: &str, width: i32, height: i32) -> Self {
        let head = format!(
            "<svg class=\"{class}\" viewBox=\"0 0 {width} {height}\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
        );
        Self(head)
    }

    /// A shape given by numbers, such as a `rect` or a `line`.
    #[inline(never)]
    pub fn shape(&mut self, tag: &str, class: &str, numbers: &[(&str, i32)]) {
        self.open(tag, class);
        for (name, number) in numbers {
            self.attribute(name, &number.to_string());
        }
        self.0.push_str("/>");
    }

    /// A path.
    #[inline(never)]
    pub fn path(&mut self, class: &str, points: &str) {
        self.open("path", class);
        self.attribute("d", points);
        self.0.push_str("/>");
    }

    /// A shape in a colour of its own, `#` and 6 digits.
    #[inline(never)]
    pub fn painted(&mut self, tag: &str, colour: &str, numbers: &[(&str, i32)]) {
        self.begin_paint(colour);
        self.shape(tag, "", numbers);
        self.end_paint();
    }

    /// Words at a point in a colour of their own.
    pub fn painted_text(&mut self, colour: &str, at: (i32, i32), anchor: Anchor, words: &str) {
        self.begin_paint(colour);
        self.text("", at, anchor, words);
        self.end_paint();
    }

    /// Words at a point.
    pub fn text(&mut self, class: &str, at: (i32, i32), anchor: Anchor, words: &str) {
        self.label(class, at, anchor, words, "");
    }

    /// Words at a point, and quieter ones after them.
    #[inline(never)]
    pub fn label(&mut self, class: &str, (x, y): (i32, i32), anchor: Anchor, words: &str, quiet: &str) {
        self.open("text", class);
        self.attribute("x", &x.to_string());
        self.attribute("y", &y.to_string());
        self.attribute(
            "text-anchor",
            match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            },
        );
        self.0.push('>');
        self.escaped(words);
        if !quiet.is_empty() {
            self.0.push_str(" <tspan class=\"quiet\">");
            self.escaped(quiet);
            self.0.push_str("</tspan>");
        }
        self.0.push_str("</text>");
    }

    /// The finished picture, in a box of its own.
    pub fn view(mut self) -> AnyView {
        self.0.push_str("</svg>");
        custom("div").class("picture").inner_html(self.0).into_any()
    }

    fn begin_paint(&mut self, colour: &str) {
        self.0.push_str("<g");
        self.attribute("fill", colour);
        self.0.push('>');
    }

    fn end_paint(&mut self) {
        self.0.push_str("</g>");
    }

    fn open(&mut self, tag: &str, class: &str) {
        self.0.push('<');
        self.0.push_str(tag);
        self.attribute("class", class);
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.0.push(' ');
        self.0.push_str(name);
        self.0.push_str("=\"");
        self.escaped(value);
        self.0.push('"');
    }

    fn escaped(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '"' => self.0.push_str("&quot;"),
                other => self.0.push(other),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words() {
        let mut picture = Svg::new("x", 10, 10, "name");
        picture.text("t", (1, 2), Anchor::End, "3 < 4 & \"5\" <script>");
        let html = picture.view().to_html();
        assert!(html.contains("3 &lt; 4 &amp; &quot;5&quot; &lt;script>"), "{html}");
        assert!(!html.contains("<script"), "{html}");
    }
}
