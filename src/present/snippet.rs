//! The code that a clinic pastes into its own site, from what was typed on the page for clinics.
//!
//! Uses: `domain`, `content::{json, languages}`, `present::{contrast, forms}`. Used by: `ui::pages::for_clinics`. Whatever is typed
//! stays text: it is escaped for the place it is written to, and nothing here is ever run.

use crate::content::json::quoted;
use crate::content::languages::{Language, language_of};
use crate::domain::answers::Currency;
use crate::domain::clinic::{Clinic, LONGEST_DISCLOSURE, LONGEST_NAME, Line, Link, Phone, Scheme, Unfit};
use crate::domain::dates::Weeks;
use crate::domain::estimate::Range;
use crate::domain::evidence::Evidence;
use crate::domain::ids::{ConcernId, Device};

use super::clinic::tel;
use super::contrast::Colour;
use super::forms::{self, FieldError};

/// The name of the element.
pub const TAG: &str = "microneedling-planner";

/// What a frame may do, and no more. The same as the element gives its own frame.
pub const SANDBOX: &str = "allow-scripts allow-same-origin allow-forms allow-modals allow-downloads allow-popups \
                           allow-popups-to-escape-sandbox";

/// What the planner may ask the browser for from within a frame.
pub const ALLOW: &str = "clipboard-write; web-share";

/// The longest state key.
const LONGEST_KEY: usize = 32;

/// How the planner gets onto the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// In a frame of the planner's own address: the page cannot look in.
    Frame,
    /// In the page itself, in a root of its own.
    Inline,
}

impl Mode {
    /// Both, the frame first.
    pub const ALL: &'static [Self] = &[Self::Frame, Self::Inline];

    /// The value of the attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Frame => "frame",
            Self::Inline => "inline",
        }
    }

    /// Reads a value of the attribute.
    pub fn parse(value: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|mode| mode.as_str() == value)
    }
}

/// The values of the attribute `theme` besides the one that goes without saying.
pub const THEMES: &[&str] = &["light", "dark"];
/// The values of the attribute `view`.
pub const VIEWS: &[&str] = &["learn", "questions", "plan", "today"];

/// What stands in the form, as it was typed or chosen. A choice left open is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// `frame`, `inline` or empty.
    pub mode: String,
    /// A language tag or empty.
    pub language: String,
    /// One of [`THEMES`] or empty.
    pub theme: String,
    /// A colour in hex.
    pub accent: String,
    /// A concern's id or empty.
    pub concern: String,
    /// One of [`VIEWS`] or empty.
    pub view: String,
    /// What keeps two planners on one site apart.
    pub state_key: String,
    /// The clinic's name.
    pub name: String,
    /// Address of a picture.
    pub logo: String,
    /// A phone number.
    pub phone: String,
    /// Where a visit is booked.
    pub booking: String,
    /// A phone number for what cannot wait.
    pub emergency: String,
    /// Who pays for the planner.
    pub disclosure: String,
    /// Price of one session.
    pub price: String,
    /// An ISO 4217 code.
    pub currency: String,
    /// What the clinic treats with; none means anything.
    pub devices: Vec<Device>,
    /// What the clinic treats; none means all.
    pub concerns: Vec<ConcernId>,
    /// The clinic's own sessions and weeks between them, by concern.
    pub rules: Vec<(ConcernId, String, String)>,
    /// The clinic's own hours after a session, by a restriction's id.
    pub gates: Vec<(String, String)>,
}

/// What the form says, read and checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    mode: Option<Mode>,
    language: String,
    theme: String,
    /// The colour asked for.
    pub accent: Option<Colour>,
    concern: Option<ConcernId>,
    view: String,
    state_key: String,
    logo: String,
    phone: String,
    booking: String,
    /// Fields of the configuration with their values as JSON, in order.
    clinic: Vec<(&'static str, String)>,
}

/// Fields that are wrong, in the order of the form.
pub type Wrong = Vec<(String, FieldError)>;

impl Typed {
    /// Reads the form.
    ///
    /// # Errors
    /// Each field that is wrong. A choice among given values is never wrong.
    pub fn read(&self, evidence: &Evidence) -> Result<Wish, Wrong> {
        let mut wrong = Wrong::new();
        let mut wish = Wish {
            mode: Mode::parse(&self.mode),
            language: self.language.clone(),
            theme: self.theme.clone(),
            concern: ConcernId::parse(&self.concern),
            view: self.view.clone(),
            ..Wish::default()
        };
        let mut ask = |field: &str, typed: &str, fits: fn(&str) -> bool, error: &'static str| {
            let typed = typed.trim();
            if typed.is_empty() || fits(typed) {
                return typed.to_owned();
            }
            wrong.push((field.to_owned(), FieldError::Told(error)));
            String::new()
        };
        wish.accent = Colour::parse(&ask("accent", &self.accent, is_colour, "clinics.error.accent"));
        wish.state_key = ask("state-key", &self.state_key, is_state_key, "clinics.error.state_key");
        let name = ask("clinic-name", &self.name, is_name, "clinics.error.name");
        wish.logo = ask("logo", &self.logo, is_page, "clinics.error.logo");
        wish.phone = ask("phone", &self.phone, is_phone, "error.not_phone");
        let emergency = ask("emergency", &self.emergency, is_phone, "error.not_phone");
        wish.booking = ask("booking", &self.booking, is_link, "clinics.error.booking");
        let disclosure = ask("disclosure", &self.disclosure, is_disclosure, "clinics.error.disclosure");
        let texts = [
            ("name", name.as_str()),
            ("logo", &wish.logo),
            ("phone", &wish.phone),
            ("emergency", &emergency),
            ("booking", &wish.booking),
            ("disclosure", &disclosure),
        ];
        let texts = texts.into_iter().filter(|(_, text)| !text.is_empty());
        wish.clinic = texts.map(|(key, text)| (key, in_script(text))).collect();
        let currency = Currency::parse(&self.currency).unwrap_or(Currency::Usd);
        match forms::price(&self.price, currency) {
            Ok(price) => {
                let currency = in_script(price.currency.as_str());
                let price = format!("{{ \"cents\": {}, \"currency\": {currency} }}", price.cents());
                wish.clinic.push(("price", price));
            }
            Err(FieldError::Empty) => {}
            Err(error) => wrong.push(("price".to_owned(), error)),
        }
        self.rules(evidence, &mut wish, &mut wrong);
        // Whoever says anything as a clinic has a name.
        if self.name.trim().is_empty() && !wish.clinic.is_empty() {
            // At its place among the fields.
            let at = wrong.iter().take_while(|(field, _)| ["accent", "state-key"].contains(&field.as_str())).count();
            wrong.insert(at, ("clinic-name".to_owned(), FieldError::Told("clinics.error.name_missing")));
        }
        if wrong.is_empty() { Ok(wish) } else { Err(wrong) }
    }

    /// What the clinic offers and its own rules, held against what was studied as the planner itself will hold them.
    fn rules(&self, evidence: &Evidence, wish: &mut Wish, wrong: &mut Wrong) {
        // Only its offer and rules matter here, whatever its name.
        let Some(mut clinic) = Line::new("clinic", LONGEST_NAME).map(Clinic::new) else { return };
        let ids =
            |ids: Vec<&'static str>| format!("[{}]", ids.into_iter().map(in_script).collect::<Vec<_>>().join(", "));
        for device in &self.devices {
            if let Err(unfit) = clinic.offer_device(*device) {
                wrong.push(("devices".to_owned(), told(unfit)));
            }
        }
        for concern in &self.concerns {
            if let Err(unfit) = clinic.offer_concern(*concern, evidence) {
                wrong.push((OFFERS.to_owned(), told(unfit)));
            }
        }
        if !self.concerns.is_empty() {
            wish.clinic.push(("concerns", ids(self.concerns.iter().map(|concern| concern.as_str()).collect())));
        }
        if !self.devices.is_empty() {
            wish.clinic.push(("devices", ids(self.devices.iter().map(|device| device.as_str()).collect())));
        }
        let mut rows = Vec::new();
        for (concern, sessions, weeks) in &self.rules {
            let (sessions_field, weeks_field) = (sessions_field(*concern), weeks_field(*concern));
            let (sessions, weeks) = (sessions.trim(), weeks.trim());
            if sessions.is_empty() && weeks.is_empty() {
                continue;
            }
            if let Err(unfit) = clinic.begin_rule(*concern, evidence) {
                wrong.push((if sessions.is_empty() { weeks_field } else { sessions_field }, told(unfit)));
                continue;
            }
            let mut row = format!("{{ \"concern\": {}", in_script(concern.as_str()));
            let mut take = |field: String, key: &str, typed: &str, taken: Option<Result<(), Unfit>>| match taken {
                Some(Ok(())) => row.push_str(&format!(", \"{key}\": {typed}")),
                Some(Err(unfit)) => wrong.push((field, told(unfit))),
                None => wrong.push((field, FieldError::Told("clinics.error.number"))),
            };
            // Spacing first: how many sessions go into a course hangs on it.
            if !weeks.is_empty() {
                let taken = number(weeks).map(|weeks| clinic.set_interval(*concern, Weeks(weeks), evidence));
                take(weeks_field, "interval_weeks", weeks, taken);
            }
            if !sessions.is_empty() {
                let range = |n| Range { low: n, likely: n, high: n };
                let taken = number(sessions).map(|n| clinic.set_sessions(*concern, range(n), evidence));
                take(sessions_field, "sessions", sessions, taken);
            }
            rows.push(format!("    {row} }}"));
        }
        if !rows.is_empty() {
            wish.clinic.push(("sessions", format!("[\n{}\n  ]", rows.join(",\n"))));
        }
        let mut gates = Vec::new();
        for (id, typed) in self.gates.iter().filter(|(_, typed)| !typed.trim().is_empty()) {
            let error = match number(typed.trim()).map(|hours| clinic.set_gate(id, hours, evidence)) {
                Some(Ok(())) => {
                    gates.push(format!("    {}: {}", in_script(id), typed.trim()));
                    continue;
                }
                Some(Err(Unfit::Outside(low, high))) => FieldError::Outside("clinics.error.hours", low, high),
                Some(Err(unfit)) => told(unfit),
                None => FieldError::Told("clinics.error.number"),
            };
            wrong.push((gate_field(id), error));
        }
        if !gates.is_empty() {
            wish.clinic.push(("aftercare", format!("{{\n{}\n  }}", gates.join(",\n"))));
        }
    }
}

/// The field for what the clinic treats.
pub const OFFERS: &str = "offers";

/// The field for a concern's number of sessions.
pub fn sessions_field(concern: ConcernId) -> String {
    format!("sessions-{}", concern.as_str())
}

/// The field for the weeks between a concern's sessions.
pub fn weeks_field(concern: ConcernId) -> String {
    format!("weeks-{}", concern.as_str())
}

/// The field for the hours of a restriction.
pub fn gate_field(id: &str) -> String {
    format!("hours-{id}")
}

fn told(unfit: Unfit) -> FieldError {
    match unfit {
        Unfit::Outside(low, high) => FieldError::Outside("clinics.error.outside", low, high),
        Unfit::NeedsRf => FieldError::Told("clinics.error.needs_rf"),
        Unfit::NotOffered => FieldError::Told("clinics.error.not_offered"),
        Unfit::IsAStop | Unfit::NoPlan | Unfit::Twice | Unfit::OutOfOrder => FieldError::Told("clinics.error.stop"),
    }
}

/// A whole number without zeros before it, as JSON has them.
fn number(typed: &str) -> Option<u16> {
    let is_plain = typed.bytes().all(|byte| byte.is_ascii_digit()) && !typed.starts_with('0');
    typed.parse().ok().filter(|_| is_plain)
}

fn is_colour(typed: &str) -> bool {
    Colour::parse(typed).is_some()
}

fn is_state_key(typed: &str) -> bool {
    typed.len() <= LONGEST_KEY && typed.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn is_name(typed: &str) -> bool {
    Line::new(typed, LONGEST_NAME).is_some()
}

fn is_disclosure(typed: &str) -> bool {
    Line::new(typed, LONGEST_DISCLOSURE).is_some()
}

fn is_phone(typed: &str) -> bool {
    Phone::new(typed).is_some()
}

fn is_link(typed: &str) -> bool {
    Link::new(typed).is_some()
}

/// The address of a picture stands in a policy too, where these two end something.
fn is_page(typed: &str) -> bool {
    Link::new(typed).is_some_and(|link| link.scheme() == Scheme::Https) && !typed.contains([';', ','])
}

/// What stands between the tags until the planner runs, and if it never does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fallback {
    /// A short answer.
    pub text: String,
    /// The words of the booking link.
    pub book: String,
    /// The words of the link that calls.
    pub call: String,
    /// The name of a frame that needs no script.
    pub title: String,
}

impl Wish {
    /// The phone number as it was typed.
    pub fn phone(&self) -> &str {
        &self.phone
    }

    /// The language chosen for the planner, or nothing where it follows the page.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The attributes of the element that are set, the mode left out.
    pub fn attributes(&self) -> Vec<(&'static str, String)> {
        let all = [
            ("lang", self.language.clone()),
            ("theme", self.theme.clone()),
            ("accent", self.accent.map(Colour::print).unwrap_or_default()),
            ("concern", self.concern.map(|concern| concern.as_str().to_owned()).unwrap_or_default()),
            ("view", self.view.clone()),
            ("state-key", self.state_key.clone()),
        ];
        all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// The clinic's configuration over several lines, or nothing where none is needed.
    pub fn clinic(&self) -> Option<String> {
        let lines: Vec<String> = self.clinic.iter().map(|(key, value)| format!("  \"{key}\": {value}")).collect();
        (!lines.is_empty()).then(|| format!("{{\n{}\n}}", lines.join(",\n")))
    }

    /// The element as this page itself shows it: under a key of its own, and without the logo, for the planner's own
    /// page lets in no picture from elsewhere.
    pub fn preview(&self, mode: Mode, key: &str, fallback: &Fallback) -> String {
        let mut shown = Self { mode: Some(mode), state_key: key.to_owned(), ..self.clone() };
        shown.clinic.retain(|(key, _)| *key != "logo");
        shown.element(fallback)
    }

    /// The element with what stands in it, but without the script.
    pub fn element(&self, fallback: &Fallback) -> String {
        let mut html = format!("<{TAG}");
        let mut attribute = |name: &str, value: &str| html.push_str(&format!(" {name}=\"{}\"", escaped(value)));
        if let Some(mode) = self.mode {
            attribute("mode", mode.as_str());
        }
        for (name, value) in self.attributes() {
            attribute(name, &value);
        }
        html.push_str(">\n");
        if let Some(clinic) = self.clinic() {
            html.push_str(&format!("<script type=\"application/json\">\n{clinic}\n</script>\n"));
        }
        html.push_str(&format!("<p>{}</p>\n", escaped(&fallback.text)));
        let mut link = |address: &str, words: &str| {
            html.push_str(&format!("<p><a href=\"{}\">{}</a></p>\n", escaped(address), escaped(words)));
        };
        if !self.booking.is_empty() {
            link(&self.booking, &fallback.book);
        }
        if !self.phone.is_empty() {
            link(&tel(&self.phone), &fallback.call);
        }
        html.push_str(&format!("</{TAG}>"));
        html
    }

    /// The whole snippet for a page of HTML.
    pub fn html(&self, base: &str, fallback: &Fallback) -> String {
        let element = self.element(fallback);
        let room = format!("<style>{TAG}:not(:defined) {{ display: block; min-height: min(100vh, 1200px) }}</style>");
        format!("{room}\n{element}\n<script src=\"{}embed.js\" async></script>", escaped(base))
    }

    /// The shortcode of the WordPress plugin, which has the script's address and the configuration in its settings.
    pub fn shortcode(&self) -> String {
        let mode = self.mode.map(|mode| ("mode", mode.as_str().to_owned()));
        let given = mode.into_iter().chain(self.attributes());
        let given: String = given.map(|(name, value)| format!(" {name}=\"{}\"", escaped(&value))).collect();
        format!("[microneedling_planner{given}]")
    }

    /// The address of a frame that needs no script on the page.
    pub fn address(&self, base: &str) -> String {
        let name = |attribute| if attribute == "state-key" { "stateKey" } else { attribute };
        let mut options: Vec<String> =
            self.attributes().iter().map(|(key, value)| format!("\"{}\":{}", name(*key), in_script(value))).collect();
        if let Some(clinic) = self.clinic() {
            options.push(format!("\"clinic\":{}", in_script(&clinic)));
        }
        let options = format!("{{{}}}", options.join(","));
        let folder = language_of(&self.language).map(Language::folder).unwrap_or_default();
        format!("{base}{folder}index.html#options={}", percent(&options))
    }

    /// A frame that needs no script on the page; it scrolls inside itself.
    pub fn frame(&self, base: &str, fallback: &Fallback) -> String {
        let (address, title) = (escaped(&self.address(base)), escaped(&fallback.title));
        let language =
            if self.language.is_empty() { String::new() } else { format!(" lang=\"{}\"", escaped(&self.language)) };
        format!(
            "<iframe src=\"{address}\"\n  title=\"{title}\"{language}\n  width=\"100%\" height=\"800\" loading=\"lazy\"\n  \
             sandbox=\"{SANDBOX}\"\n  allow=\"{ALLOW}\" referrerpolicy=\"strict-origin\"></iframe>"
        )
    }

    /// What the page's Content-Security-Policy needs for a mode, a directive a line.
    pub fn policy(&self, base: &str, mode: Mode) -> String {
        let logo = address_of_host(&self.logo);
        let lines = match mode {
            Mode::Frame => vec![format!("script-src {base};"), format!("frame-src {base};")]
                .into_iter()
                .chain(logo.map(|logo| format!("img-src {logo};")))
                .collect::<Vec<_>>(),
            Mode::Inline => vec![
                format!("script-src {base} 'wasm-unsafe-eval';"),
                format!("connect-src {base};"),
                format!("img-src data: blob:{};", logo.map(|logo| format!(" {logo}")).unwrap_or_default()),
            ],
        };
        lines.join("\n")
    }
}

/// The folder of an address: the planner's own, with the name of its page left out.
pub fn base(address: &str) -> &str {
    let page = address.split(['?', '#']).next().unwrap_or_default();
    page.rfind('/').and_then(|end| page.get(..=end)).unwrap_or_default()
}

/// `https://clinic.example` of an address there.
fn address_of_host(address: &str) -> Option<&str> {
    let host = address.strip_prefix("https://")?.split(['/', '?', '#']).next()?;
    address.get(.."https://".len() + host.len())
}

/// A text for an attribute or between tags.
fn escaped(text: &str) -> String {
    let mut html = String::new();
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
    html
}

/// A text as JSON that may stand in a script element of any page, and that no editor for pages rewrites: nothing in it
/// can end the element or begin a comment.
fn in_script(text: &str) -> String {
    let mut json = String::new();
    for character in quoted(text).chars() {
        match character {
            '<' => json.push_str("\\u003c"),
            '>' => json.push_str("\\u003e"),
            '&' => json.push_str("\\u0026"),
            '\'' => json.push_str("\\u0027"),
            '\u{2028}' => json.push_str("\\u2028"),
            '\u{2029}' => json.push_str("\\u2029"),
            other => json.push(other),
        }
    }
    json
}

/// Percent-encoded: only letters, digits and `-._~` stay as they are.
fn percent(text: &str) -> String {
    let mut address = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}
