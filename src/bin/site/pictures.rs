//! The pictures made at build time: the icon in the sizes that phones and desktops ask for, and the picture that is shown
//! with a link to the planner. Used by: the build step.
//!
//! The drawings are `style/icon.svg` and `style/social.svg`. The words are set in a font that comes with a crate, so that
//! the pictures are the same on every machine.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use microneedling_planner::content::words::Words;
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Group, Node, Options, Tree, fontdb};

use crate::page::escape;

/// A size of the icon, and what share of it the drawing takes on a ground that goes to the edges; none where the drawing
/// is shown as it is, with its own round corners.
const ICONS: [(&str, u32, Option<f32>); 4] = [
    ("icon-192.png", 192, None),
    ("icon-512.png", 512, None),
    // A phone may cut any shape out of this one: only a circle of 80% is sure to stay.
    ("icon-maskable-512.png", 512, Some(0.74)),
    ("apple-touch-icon.png", 180, Some(0.94)),
];

/// Writes the icons into `staging`.
pub fn icons(staging: &Path) -> Result<(), Box<dyn Error>> {
    let drawing = Tree::from_str(&fs::read_to_string("style/icon.svg")?, &Options::default())?;
    for (name, size, share) in ICONS {
        fs::write(staging.join(name), icon(&drawing, size, share)?.encode_png()?)?;
    }
    Ok(())
}

fn icon(drawing: &Tree, size: u32, share: Option<f32>) -> Result<Pixmap, Box<dyn Error>> {
    let shown = drawn(drawing, size, 1.0, Pixmap::new(size, size).ok_or("an icon without a size")?);
    let Some(share) = share else { return Ok(shown) };
    // The ground is the drawing's own, seen in the middle of its upper edge.
    let ground = shown.pixel(size / 2, 0).ok_or("an icon without an edge")?.demultiply();
    let mut full = Pixmap::new(size, size).ok_or("an icon without a size")?;
    full.fill(Color::from_rgba8(ground.red(), ground.green(), ground.blue(), 255));
    Ok(drawn(drawing, size, share, full))
}

/// The drawing in the middle of a square picture, on what is there.
fn drawn(drawing: &Tree, size: u32, share: f32, mut on: Pixmap) -> Pixmap {
    let (size, edge) = (size as f32, drawing.size().width());
    let place = Transform::from_scale(size * share / edge, size * share / edge)
        .post_translate(size * (1.0 - share) / 2.0, size * (1.0 - share) / 2.0);
    resvg::render(drawing, place, &mut on.as_mut());
    on
}

/// How wide and high the picture of a link is, in pixels: what those who show links ask for.
pub const SOCIAL_SIZE: (u32, u32) = (1200, 630);

/// The file of that picture in a language.
pub fn social_name(tag: &str) -> String {
    format!("social-{tag}.png")
}

/// Writes the picture that is shown with a link, its words in their language.
pub fn social(staging: &Path, words: &Words) -> Result<(), Box<dyn Error>> {
    fs::write(staging.join(social_name(words.language())), link_picture(words)?.encode_png()?)?;
    Ok(())
}

/// The font of its words, and the room for them: where lines begin, how wide they may be, the first line of the title, and
/// how low the last line of all may be.
const FONT: &str = "Libertinus Serif";
const LEFT: f32 = 80.0;
const WIDEST: f32 = 800.0;
const FIRST: f32 = 192.0;
const LOWEST: f32 = 420.0;

/// How a text is set: its size, its weight, and the step from line to line.
#[derive(Clone, Copy)]
struct Setting {
    size: f32,
    weight: u16,
    apart: f32,
}

const LINE: Setting = Setting { size: 36.0, weight: 400, apart: 46.0 };

/// The title as large as it may be.
const TITLES: [Setting; 4] = [
    Setting { size: 74.0, weight: 600, apart: 80.0 },
    Setting { size: 62.0, weight: 600, apart: 68.0 },
    Setting { size: 52.0, weight: 600, apart: 57.0 },
    Setting { size: 44.0, weight: 600, apart: 48.0 },
];

fn link_picture(words: &Words) -> Result<Pixmap, Box<dyn Error>> {
    let mut fonts = fontdb::Database::new();
    for font in typst_assets::fonts() {
        fonts.load_font_data(font.to_vec());
    }
    let options = Options { fontdb: Arc::new(fonts), font_family: FONT.to_owned(), ..Options::default() };
    let drawing = fs::read_to_string("style/social.svg")?
        .replace("{{name}}", &escape(&words.text("app.name")))
        .replace("{{words}}", &sentences(words, &options)?);
    let drawing = Tree::from_str(&drawing, &options)?;
    if !is_written(drawing.root()) {
        return Err(format!("{FONT} has not every letter of the language {}: its social picture needs another font in src/bin/site/pictures.rs", words.language()).into());
    }
    let mut picture = Pixmap::new(SOCIAL_SIZE.0, SOCIAL_SIZE.1).ok_or("a picture without a size")?;
    resvg::render(&drawing, Transform::identity(), &mut picture.as_mut());
    Ok(picture)
}

/// The title and the sentence below it, as elements of a drawing.
fn sentences(words: &Words, options: &Options) -> Result<String, Box<dyn Error>> {
    for title in TITLES {
        let lines = wrapped(&words.text("start.title"), title, options)?;
        let (above, below) = set(&lines, FIRST, title);
        let lines = wrapped(&words.text("start.private"), LINE, options)?;
        let (sentence, end) = set(&lines, below - title.apart + LINE.apart * 1.5, LINE);
        if end - LINE.apart <= LOWEST {
            return Ok(above + &sentence);
        }
    }
    Err(format!("the words of the social picture have no room in the language {}", words.language()).into())
}

/// A text in as few lines as will do, and those about as wide as each other.
fn wrapped(text: &str, setting: Setting, options: &Options) -> Result<Vec<String>, Box<dyn Error>> {
    let mut words = Vec::new();
    // A space that does not break is none.
    for word in text.split(' ') {
        words.push((word, width(word, setting, options)?));
    }
    let space = setting.size / 4.0;
    let fewest = cut(&words, space, WIDEST);
    let mut narrower = (8_u8..20).map(|twentieths| cut(&words, space, WIDEST * f32::from(twentieths) / 20.0));
    Ok(narrower.find(|lines| lines.len() == fewest.len()).unwrap_or(fewest))
}

/// Words in lines no wider than `widest`.
fn cut(words: &[(&str, f32)], space: f32, widest: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut end = f32::INFINITY;
    for (word, width) in words {
        match lines.last_mut() {
            Some(line) if end + space + width <= widest => {
                line.extend([" ", word]);
                end += space + width;
            }
            _ => {
                lines.push((*word).to_owned());
                end = *width;
            }
        }
    }
    lines
}

fn width(word: &str, setting: Setting, options: &Options) -> Result<f32, Box<dyn Error>> {
    let (text, _) = set(&[word.to_owned()], 100.0, setting);
    let drawing = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">{text}</svg>");
    Ok(Tree::from_str(&drawing, options)?.root().abs_bounding_box().width())
}

/// Lines as an element of a drawing, and where the next line would stand.
fn set(lines: &[String], first: f32, setting: Setting) -> (String, f32) {
    let mut y = first;
    let Setting { size, weight, apart } = setting;
    let colour = if weight > 400 { "#1d2729" } else { "#515e5b" };
    let mut text = format!("<g font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{colour}\">");
    for line in lines {
        text.push_str(&format!("<text x=\"{LEFT}\" y=\"{y}\">{}</text>", escape(line)));
        y += apart;
    }
    (text + "</g>", y)
}

/// Whether the font had every letter.
fn is_written(group: &Group) -> bool {
    group.children().iter().all(|node| match node {
        Node::Group(group) => is_written(group),
        Node::Text(text) => {
            text.layouted().iter().all(|span| span.positioned_glyphs.iter().all(|glyph| glyph.id.0 != 0))
        }
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use microneedling_planner::content::languages::LANGUAGES;
    use resvg::tiny_skia::{ColorU8, PremultipliedColorU8};

    use super::*;
    use crate::pack;

    fn colour(pixel: Option<PremultipliedColorU8>) -> (u8, u8, u8, u8) {
        let colour: ColorU8 = pixel.unwrap().demultiply();
        (colour.red(), colour.green(), colour.blue(), colour.alpha())
    }

    #[test]
    fn an_icon_that_a_phone_may_cut_keeps_its_drawing_whatever_is_cut_off() {
        let folder = std::env::temp_dir().join(format!("planner-icons-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        icons(&folder).unwrap();
        for (name, size, share) in ICONS {
            let icon = Pixmap::load_png(folder.join(name)).unwrap();
            assert_eq!((icon.width(), icon.height()), (size, size), "{name}");
            let corner = colour(icon.pixel(0, 0));
            let Some(_) = share else {
                assert_eq!(corner.3, 0, "{name} has corners");
                continue;
            };
            assert_eq!(corner, colour(icon.pixel(size / 2, 0)), "{name} has a ground of its own at the corner");
            let middle = f64::from(size) / 2.0;
            let mut drawn = 0;
            for (x, y) in (0..size).flat_map(|y| (0..size).map(move |x| (x, y))) {
                // The drawing is light, its ground is not.
                if colour(icon.pixel(x, y)).0 > 128 {
                    drawn += 1;
                    let away = (f64::from(x) + 0.5 - middle).hypot(f64::from(y) + 0.5 - middle);
                    assert!(away < f64::from(size) * 0.4 || name != "icon-maskable-512.png", "{name}: {x} {y}");
                }
            }
            assert!(drawn > size * size / 20, "{name} is empty");
        }
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn the_picture_of_a_link_has_its_size_and_words_in_every_language() {
        let mut pictures = Vec::new();
        for language in LANGUAGES {
            let picture = link_picture(&pack(*language, "").unwrap()).unwrap();
            assert_eq!((picture.width(), picture.height()), SOCIAL_SIZE);
            // The words keep to the paper beside the device and above the skin.
            let dark = |x: u32, y: u32| colour(picture.pixel(x, y)).0 < 120;
            let area = |left: u32, right: u32| (0..440).flat_map(move |y| (left..right).map(move |x| (x, y)));
            assert!(area(80, 880).filter(|(x, y)| dark(*x, *y)).count() > 8_000, "{}", language.tag);
            assert!(!area(0, 78).chain(area(890, 950)).any(|(x, y)| dark(x, y)), "{}", language.tag);
            pictures.push(picture.data().to_owned());
        }
        pictures.sort();
        pictures.dedup();
        assert_eq!(pictures.len(), LANGUAGES.len(), "two languages say the same");
    }

    #[test]
    fn words_without_room_or_letters_stop_the_build() {
        let words = |title: &str| {
            let row = format!(
                r#"{{"language": "xx", "judgements": [], "texts": {{"app.name": "Name", "start.private": "Few.", "start.title": "{title}"}}}}"#
            );
            Words::read(&serde_json::from_str(&row).unwrap()).unwrap()
        };
        assert!(link_picture(&words("Überlegen Sie sich’s? ¿Está? Où ça? « Œuvre »")).is_ok());
        let problem = |title: &str| link_picture(&words(title)).unwrap_err().to_string();
        assert!(problem("微针").contains("not every letter"));
        assert!(problem(&"far too long a title ".repeat(12)).contains("no room"));
    }
}
