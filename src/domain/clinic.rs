//! What a clinic says about itself where the planner stands on its page, and the rules of its own.
//! Uses ids, answers, evidence, restrictions. Used by: `record`, `present`, `state`, `ui`.
//!
//! A rule gets in only through [`Clinic::set_sessions`], [`Clinic::set_interval`] and [`Clinic::set_gate`], which hold it
//! against what was studied. So a clinic can be stricter than the sources, and never milder than all of them.

use super::answers::Price;
use super::course::is_phone;
use super::dates::Weeks;
use super::estimate::{Range, closest_with_rf, sessions_in};
use super::evidence::{ConcernKind, Evidence, SessionPlan};
use super::ids::{ConcernId, Device};
use super::profile::Profile;
use super::restriction::MOST_HOURS;
use super::sorted::{SortedMap, SortedSet};

/// The longest name of a clinic, in characters.
pub const LONGEST_NAME: usize = 80;

/// The longest line in which a clinic says what it sells or is paid for, in characters.
pub const LONGEST_DISCLOSURE: usize = 300;

/// The longest address of a link, in characters.
pub const LONGEST_LINK: usize = 2000;

/// Text on one line with at least one letter or digit, and nothing that changes how the text around it runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line(String);

impl Line {
    /// The text without space around it, if it is one line of at most so many characters.
    pub fn new(text: &str, longest: usize) -> Option<Self> {
        let fits = text.chars().count() <= longest && !text.chars().any(is_unseen);
        (fits && text.chars().any(char::is_alphanumeric)).then(|| Self(text.trim().to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Controls, line ends, and what turns the direction of writing: none of it can be seen.
fn is_unseen(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What takes no room: in an address it only hides where that leads.
fn is_without_width(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// A phone number as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone(String);

impl Phone {
    /// The number, if it can be one.
    pub fn new(text: &str) -> Option<Self> {
        is_phone(text).then(|| Self(text.trim().to_owned()))
    }

    /// The number as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where a link leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// To a page.
    Https,
    /// To the phone.
    Tel,
    /// To a message.
    Mailto,
}

/// An address to follow, with a scheme that runs nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    scheme: Scheme,
    address: String,
}

impl Link {
    /// An address that begins with `https://`, `tel:` or `mailto:` in small letters, and goes on as it should.
    pub fn new(text: &str) -> Option<Self> {
        if text.chars().count() > LONGEST_LINK {
            return None;
        }
        let is_plain = |c: char| c > ' ' && !is_unseen(c) && !is_without_width(c) && !c.is_whitespace() && !is_quote(c);
        let plain = |rest: &str| rest.chars().all(is_plain);
        let (scheme, fits) = if let Some(rest) = text.strip_prefix("https://") {
            let host = rest.chars().next().is_some_and(|c| !matches!(c, '/' | '?' | '#' | '@' | ':' | '.' | '-'));
            // What stands before an `@` there looks like the host and is none.
            let names_a_user = rest.split(['/', '?', '#']).next().is_some_and(|before| before.contains('@'));
            (Scheme::Https, host && !names_a_user && plain(rest))
        } else if let Some(rest) = text.strip_prefix("tel:") {
            (Scheme::Tel, is_phone(rest))
        } else {
            let rest = text.strip_prefix("mailto:")?;
            let who = rest.split('?').next().unwrap_or_default();
            let parts: Vec<&str> = who.split('@').collect();
            let is_address = parts.len() == 2 && parts.iter().all(|part| !part.is_empty());
            (Scheme::Mailto, is_address && plain(rest))
        };
        fits.then(|| Self { scheme, address: text.to_owned() })
    }

    /// Where it leads.
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.address
    }
}

/// What no address holds unescaped.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}')
}

/// A colour as `#rgb` or `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accent(String);

impl Accent {
    /// The colour, if it is written so.
    pub fn new(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let fits = matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        fits.then(|| Self(text.to_owned()))
    }

    /// The colour with its `#`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a clinic offers out of everything there is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offer {
    /// The concerns it treats; `None` means that it has not said.
    pub concerns: Option<SortedSet<ConcernId>>,
    /// The concerns that are a stop wherever it says which it treats.
    stops: SortedSet<ConcernId>,
    /// What it treats with; `None` means that it has not said.
    pub devices: Option<SortedSet<Device>>,
}

/// A clinic's own rules for one concern.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rule {
    /// How many sessions; all three are the same where the clinic gives one number.
    pub sessions: Option<Range<u16>>,
    /// How far apart.
    pub interval: Option<Weeks>,
}

/// Why a rule or an offer is not taken in, with what it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// Needling is a stop here, so there is nothing to offer or to have rules for.
    IsAStop,
    /// It is no concern of its own, so there is no plan that a rule could be for.
    NoPlan,
    /// The clinic does not offer it.
    NotOffered,
    /// It needs radiofrequency, which the clinic does not offer.
    NeedsRf,
    /// There is such a rule already.
    Twice,
    /// The low figure is above the likely one, or that above the high one.
    OutOfOrder,
    /// Outside of what was studied, or softer than every source: from and to.
    Outside(u16, u16),
}

/// One clinic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clinic {
    /// What it is called.
    pub name: Line,
    /// What it says about its own interest.
    pub disclosure: Option<Line>,
    /// Its number.
    pub phone: Option<Phone>,
    /// Its number for what cannot wait.
    pub emergency: Option<Phone>,
    /// Where a consultation is booked.
    pub booking: Option<Link>,
    /// Its picture, which only the page it stands on shows.
    pub logo: Option<Link>,
    /// Its colour.
    pub accent: Option<Accent>,
    /// What one session costs.
    pub price: Option<Price>,
    /// Languages the planner may be shown in, as far as it has them; the first is preferred.
    pub languages: Vec<String>,
    offer: Offer,
    rules: SortedMap<ConcernId, Rule>,
    gates: SortedMap<String, u16>,
}

impl Clinic {
    /// A clinic of which only the name is known.
    pub fn new(name: Line) -> Self {
        Self {
            name,
            disclosure: None,
            phone: None,
            emergency: None,
            booking: None,
            logo: None,
            accent: None,
            price: None,
            languages: Vec::new(),
            offer: Offer::default(),
            rules: SortedMap::new(),
            gates: SortedMap::new(),
        }
    }

    /// Says what is treated with. A roller at home is no clinic's offer.
    ///
    /// # Errors
    /// [`Unfit::IsAStop`] for a home roller; the clinic is as before then.
    pub fn offer_device(&mut self, device: Device) -> Result<(), Unfit> {
        if device == Device::Home {
            return Err(Unfit::IsAStop);
        }
        self.offer.devices.get_or_insert_default().insert(device);
        Ok(())
    }

    /// Says that a concern is treated.
    ///
    /// # Errors
    /// Why not; the clinic is as before then.
    pub fn offer_concern(&mut self, id: ConcernId, evidence: &Evidence) -> Result<(), Unfit> {
        let concern = evidence.concern(id);
        if matches!(concern.kind, ConcernKind::Blocked) {
            return Err(Unfit::IsAStop);
        }
        if concern.requires_rf && self.offer.devices.as_ref().is_some_and(|devices| !devices.contains(&Device::Rf)) {
            return Err(Unfit::NeedsRf);
        }
        self.offer.concerns.get_or_insert_default().insert(id);
        let stops = evidence.concerns().filter(|concern| matches!(concern.kind, ConcernKind::Blocked));
        self.offer.stops = stops.map(|concern| concern.id).collect();
        Ok(())
    }

    /// Whether a concern is to be chosen from. What is a stop is always there: who has it must be told.
    pub fn shows_concern(&self, id: ConcernId) -> bool {
        let is_offered = self.offer.concerns.as_ref().is_none_or(|offered| offered.contains(&id));
        is_offered || self.offer.stops.contains(&id)
    }

    /// Whether a device is to be chosen from. The home roller is always there: who uses one must be told.
    pub fn shows_device(&self, device: Device) -> bool {
        device == Device::Home || self.offer.devices.as_ref().is_none_or(|offered| offered.contains(&device))
    }

    /// The rules for a concern, if the clinic has any.
    pub fn rule(&self, id: ConcernId) -> Option<&Rule> {
        self.rules.get(&id).filter(|rule| rule.sessions.is_some() || rule.interval.is_some())
    }

    /// Puts the clinic's spacing where the person has typed none.
    pub fn complete(&self, profile: &mut Profile) {
        profile.interval = profile.interval.or_else(|| self.rule(profile.concern)?.interval);
    }

    /// The hours after a session by a restriction's id.
    pub fn gates(&self) -> &SortedMap<String, u16> {
        &self.gates
    }

    /// Begins the rules for a concern.
    ///
    /// # Errors
    /// Why there can be none; the clinic is as before then.
    pub fn begin_rule(&mut self, id: ConcernId, evidence: &Evidence) -> Result<(), Unfit> {
        match evidence.concern(id).kind {
            ConcernKind::Blocked => return Err(Unfit::IsAStop),
            ConcernKind::ApplicationMode => return Err(Unfit::NoPlan),
            ConcernKind::Treatable(_) => {}
        }
        if self.offer.concerns.as_ref().is_some_and(|offered| !offered.contains(&id)) {
            return Err(Unfit::NotOffered);
        }
        if self.rules.contains_key(&id) {
            return Err(Unfit::Twice);
        }
        self.rules.insert(id, Rule::default());
        Ok(())
    }

    /// Sets the spacing for a concern whose rules have begun.
    ///
    /// # Errors
    /// Why not; the clinic is as before then.
    pub fn set_interval(&mut self, id: ConcernId, weeks: Weeks, evidence: &Evidence) -> Result<(), Unfit> {
        let mut rule = self.rules.get(&id).cloned().ok_or(Unfit::NotOffered)?;
        let (least, most) = self.studied_interval(id, evidence).ok_or(Unfit::NoPlan)?;
        if !(least..=most).contains(&weeks) {
            return Err(Unfit::Outside(least.0, most.0));
        }
        rule.interval = Some(weeks);
        self.rules.insert(id, rule);
        Ok(())
    }

    /// Sets the number of sessions for a concern whose rules have begun, and whose spacing is set if it is to be.
    ///
    /// # Errors
    /// Why not; the clinic is as before then.
    pub fn set_sessions(&mut self, id: ConcernId, sessions: Range<u16>, evidence: &Evidence) -> Result<(), Unfit> {
        let mut rule = self.rules.get(&id).cloned().ok_or(Unfit::NotOffered)?;
        let (least, most) = self.studied_sessions(id, evidence).ok_or(Unfit::NoPlan)?;
        if !sessions.is_ordered() {
            return Err(Unfit::OutOfOrder);
        }
        if sessions.low < least || sessions.high > most {
            return Err(Unfit::Outside(least, most));
        }
        rule.sessions = Some(sessions);
        self.rules.insert(id, rule);
        Ok(())
    }

    /// Sets the hours of one restriction: from the earliest end that any source allows up to [`MOST_HOURS`].
    ///
    /// # Errors
    /// Why not; the clinic is as before then.
    pub fn set_gate(&mut self, id: &str, hours: u16, evidence: &Evidence) -> Result<(), Unfit> {
        let row = evidence.restrictions.iter().find(|row| row.id == id).ok_or(Unfit::NoPlan)?;
        let (earliest, _) = row.hours;
        if !(earliest..=MOST_HOURS).contains(&hours) {
            return Err(Unfit::Outside(earliest, MOST_HOURS));
        }
        self.gates.insert(row.id.clone(), hours);
        Ok(())
    }

    /// The spacing studied for a concern, as close as what the clinic treats with allows.
    pub fn studied_interval(&self, id: ConcernId, evidence: &Evidence) -> Option<(Weeks, Weeks)> {
        let studied = &evidence.concern(id).protocol()?.interval;
        let rf_alone = self.offer.devices.as_ref().is_some_and(|devices| devices.iter().eq([&Device::Rf]));
        let least = if rf_alone { studied.min.max(closest_with_rf(id)) } else { studied.min };
        Some((least, studied.max.max(least)))
    }

    /// The fewest and the most sessions studied for a concern, whatever its severity; of a course as many as go into it
    /// at the clinic's own spacing, or at any that was studied.
    fn studied_sessions(&self, id: ConcernId, evidence: &Evidence) -> Option<(u16, u16)> {
        match &evidence.concern(id).protocol()?.sessions {
            SessionPlan::BySeverity(rows) => {
                let rows = rows.all();
                let low = rows.iter().map(|row| row.low).min()?;
                Some((low, rows.iter().map(|row| row.high).max()?))
            }
            SessionPlan::Course(course) => {
                let (least, most) = self.studied_interval(id, evidence)?;
                let own = self.rule(id).and_then(|rule| rule.interval);
                Some((sessions_in(course.low, own.unwrap_or(most)), sessions_in(course.high, own.unwrap_or(least))))
            }
        }
    }
}
