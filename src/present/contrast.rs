//! A clinic's colour as the planner draws it: made dark enough on light paper, light enough on dark, and how far it then
//! stands out.
//!
//! Uses: `present::say`. Used by: `present::snippet`, `ui::pages::for_clinics`. The same sums as `style/tokens.css`
//! leaves to the browser; a test holds the numbers of both together.

use super::say::Say;

/// A colour as a screen shows it: red, green and blue, 0–255 each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

/// The ground that a planner stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

/// An accent on one ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The colour as it is drawn.
    pub colour: Colour,
    /// Whether it differs from what was asked for.
    pub repaired: bool,
    /// Contrast of a link on the paper, in tenths, rounded down: 45 is 4.5 to 1.
    pub on_paper: u32,
    /// Contrast of the words on a button, in tenths, rounded down.
    pub on_button: u32,
    /// Contrast of the colour as it was asked for on the paper, in tenths, rounded down.
    pub asked_on_paper: u32,
}

/// What WCAG 2.2 asks of words, in tenths: 4.5 to 1.
pub const WORDS_NEED: u32 = 45;

impl Ground {
    /// Both, light first.
    pub const ALL: &'static [Self] = &[Self::Light, Self::Dark];

    /// The id used in class names and text ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The paper (`--paper`).
    pub fn paper(self) -> Colour {
        match self {
            Self::Light => Colour([0xfb, 0xf8, 0xf3]),
            Self::Dark => Colour([0x14, 0x19, 0x1a]),
        }
    }

    /// The words on a button (`--on-accent`).
    pub fn on_accent(self) -> Colour {
        match self {
            Self::Light => Colour([0xff, 0xff, 0xff]),
            Self::Dark => Colour([0x0d, 0x14, 0x13]),
        }
    }

    /// The limit of OKLCH lightness, in hundredths: the most on light paper, the least on dark.
    fn lightness(self) -> u8 {
        match self {
            Self::Light => 47,
            Self::Dark => 79,
        }
    }

    /// The most OKLCH chroma, in hundredths.
    fn chroma(self) -> u8 {
        match self {
            Self::Light => 14,
            Self::Dark => 10,
        }
    }

    /// How an accent is shown here.
    pub fn shows(self, asked: Colour) -> Shown {
        let colour = asked.clamped(self);
        Shown {
            colour,
            repaired: colour.differs(asked),
            on_paper: contrast(colour, self.paper()),
            on_button: contrast(self.on_accent(), colour),
            asked_on_paper: contrast(asked, self.paper()),
        }
    }
}

impl Colour {
    /// The planner's own accent.
    pub const OWN: Self = Self([0x2b, 0x6a, 0x5b]);

    /// Reads `#2b6a5b` or `#abc`, with or without the `#`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.strip_prefix('#').unwrap_or(text);
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let number = u32::from_str_radix(digits, 16).ok()?;
        let part = |shift: u32, bits: u32| u8::try_from((number >> shift) & ((1 << bits) - 1)).unwrap_or_default();
        match digits.len() {
            6 => Some(Self([part(16, 8), part(8, 8), part(0, 8)])),
            3 => Some(Self([part(8, 4) * 17, part(4, 4) * 17, part(0, 4) * 17])),
            _ => None,
        }
    }

    /// `#2b6a5b`.
    pub fn print(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// What nobody would see is no repair.
    fn differs(self, other: Self) -> bool {
        self.0.iter().zip(other.0).any(|(one, two)| one.abs_diff(two) > 6)
    }

    /// Lightness and chroma held within the limits of the ground, the hue kept.
    fn clamped(self, ground: Ground) -> Self {
        let [lightness, a, b] = self.oklab();
        let limit = f64::from(ground.lightness()) / 100.0;
        let most = f64::from(ground.chroma()) / 100.0;
        let chroma = (a * a + b * b).sqrt();
        // Less chroma at the same hue is both parts made smaller alike.
        let share = if chroma > most { most / chroma } else { 1.0 };
        let lightness = match ground {
            Ground::Light => lightness.min(limit),
            Ground::Dark => lightness.max(limit),
        };
        Self::from_oklab([lightness, a * share, b * share])
    }

    /// OKLab: lightness 0–1, and two parts that hold hue and chroma.
    fn oklab(self) -> [f64; 3] {
        let [r, g, b] = self.0.map(linear);
        let l = root(0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b, 3);
        let m = root(0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b, 3);
        let s = root(0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b, 3);
        [
            0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        ]
    }

    /// What a screen cannot show is cut off at its edge, as browsers do.
    fn from_oklab([lightness, a, b]: [f64; 3]) -> Self {
        let cube = |x: f64| x * x * x;
        let l = cube(lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b);
        let m = cube(lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b);
        let s = cube(lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b);
        Self(
            [
                4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
                -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
                -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
            ]
            .map(screen),
        )
    }

    /// Relative luminance, 0 for black to 1 for white.
    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }
}

/// Contrast of two colours as WCAG counts it, in tenths, rounded down so that nothing is said to pass that does not.
pub fn contrast(one: Colour, other: Colour) -> u32 {
    let (one, other) = (one.luminance(), other.luminance());
    let (light, dark) = if one > other { (one, other) } else { (other, one) };
    whole((light + 0.05) / (dark + 0.05) * 10.0)
}

/// Tenths as a person reads them: "4.5".
pub fn tenths(value: u32, say: Say<'_>) -> String {
    say.locale.decimal(f64::from(value) / 10.0)
}

/// The whole part of a number that is small and not negative.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 255 and never negative")]
fn whole(value: f64) -> u32 {
    value as u32
}

/// The light of one channel, 0–1.
fn linear(channel: u8) -> f64 {
    let share = f64::from(channel) / 255.0;
    if share <= 0.040_45 {
        return share / 12.92;
    }
    // To the power of 2.4, which is twelve fifths.
    let fifth = root((share + 0.055) / 1.055, 5);
    power(fifth, 12)
}

/// One channel from its light.
fn screen(light: f64) -> u8 {
    let light = light.clamp(0.0, 1.0);
    let share = if light <= 0.003_130_8 {
        light * 12.92
    } else {
        // To the power of 1 / 2.4, which is five twelfths.
        1.055 * power(root(light.sqrt().sqrt(), 3), 5) - 0.055
    };
    u8::try_from(whole(share * 255.0 + 0.5)).unwrap_or(u8::MAX)
}

fn power(base: f64, times: u32) -> f64 {
    (0..times).fold(1.0, |all, _| all * base)
}

/// The root of a number from 0 to 1, by Newton's way: the general power and logarithm functions would cost kilobytes.
fn root(value: f64, degree: u32) -> f64 {
    if value <= 0.0 {
        return 0.0;
    }
    let n = f64::from(degree);
    // From above, each step comes closer and none goes below.
    (0..60).fold(1.0, |x: f64, _| ((n - 1.0) * x + value / power(x, degree - 1)) / n)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The style sheet without its spaces.
    fn sheet() -> (String, String) {
        let text = include_str!("../../style/tokens.css");
        let (light, dark) = text.split_once("@media (prefers-color-scheme: dark)").unwrap();
        (light.to_owned(), dark.split("@media").next().unwrap().to_owned())
    }

    #[test]
    fn limits_and_papers_are_those_of_the_style_sheet() {
        let (light, dark) = sheet();
        for (ground, text, bound) in [(Ground::Light, light, "min"), (Ground::Dark, dark, "max")] {
            for (name, colour) in [("paper", ground.paper()), ("on-accent", ground.on_accent())] {
                assert!(text.contains(&format!("--{name}: {};", colour.print())), "{ground:?} {name}");
            }
            let rule = format!(
                "oklch(from var(--planner-accent, {}) {bound}(l, 0.{}) min(c, {}) h)",
                Colour::OWN.print(),
                ground.lightness(),
                (f64::from(ground.chroma()) / 100.0),
            );
            assert!(text.contains(&rule), "{ground:?}: the style sheet has no {rule}");
        }
    }

    #[test]
    fn contrast_is_what_wcag_says() {
        let of = |one, two| contrast(Colour::parse(one).unwrap(), Colour::parse(two).unwrap());
        assert_eq!(of("#000", "#fff"), 210);
        assert_eq!(of("#777777", "#ffffff"), 44); // 4.478
        assert_eq!(of("#767676", "#fff"), 45); // 4.542
        assert_eq!(of("#ff0000", "#fff"), 39); // 3.998
        assert_eq!(of("#0000ff", "#fff"), 85); // 8.592
        assert_eq!(of("#fff", "#fff"), 10);
    }

    #[test]
    fn a_colour_goes_to_oklab_and_comes_back() {
        // Known values of the space's author: white, and red.
        let close = |found: [f64; 3], known: [f64; 3]| found.iter().zip(known).all(|(a, b)| (a - b).abs() < 0.000_5);
        assert!(close(Colour([255, 255, 255]).oklab(), [1.0, 0.0, 0.0]));
        assert!(close(Colour([255, 0, 0]).oklab(), [0.627_96, 0.224_86, 0.125_85]));
        for step in 0..=255u8 {
            for colour in [[step, 0, 0], [0, step, 90], [step, step, step], [255, step, 10]].map(Colour) {
                assert_eq!(Colour::from_oklab(colour.oklab()), colour);
            }
        }
    }

    #[test]
    fn every_accent_can_be_read_after_its_repair() {
        for red in (0..=255).step_by(51) {
            for green in (0..=255).step_by(51) {
                for blue in (0..=255).step_by(51) {
                    let asked = Colour([red, green, blue]);
                    for ground in Ground::ALL {
                        let shown = ground.shows(asked);
                        assert!(shown.on_paper >= WORDS_NEED, "{asked:?} on {ground:?}: {shown:?}");
                        assert!(shown.on_button >= WORDS_NEED, "{asked:?} on {ground:?}: {shown:?}");
                        // No more vivid than the style sheet lets it be, but for what rounding adds.
                        let [_, a, b] = shown.colour.oklab();
                        let most = f64::from(ground.chroma()) / 100.0 + 0.005;
                        assert!((a * a + b * b).sqrt() <= most, "{asked:?} on {ground:?}: {shown:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn only_what_could_not_be_read_is_repaired() {
        let own = Ground::Light.shows(Colour::OWN);
        assert!(!own.repaired, "{own:?}");
        let yellow = Ground::Light.shows(Colour::parse("#ffd500").unwrap());
        assert!(yellow.repaired && yellow.asked_on_paper < 15, "{yellow:?}");
        assert!(Ground::Dark.shows(Colour::OWN).repaired);
    }

    #[test]
    fn only_colours_in_hex_are_read() {
        assert_eq!(Colour::parse(" #2B6A5B "), Some(Colour::OWN));
        assert_eq!(Colour::parse("2b6a5b"), Some(Colour::OWN));
        assert_eq!(Colour::parse("#1af"), Some(Colour([0x11, 0xaa, 0xff])));
        for text in ["", "#", "#12", "#1234", "#12345", "#1234567", "red", "#ggg", "rgb(1,2,3)", "+12345", "#é1"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }
}
