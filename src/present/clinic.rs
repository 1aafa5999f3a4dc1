//! What screens say of the clinic on whose site the planner stands: its booking, its numbers, its price, its rules.
//!
//! Uses: `domain`, `present::say`. Used by: `ui`. A rule of the clinic always comes with what was studied, and what the
//! person typed comes before what the clinic says for everyone.

use super::evidence::Topic;
use super::origin::{self, Origin};
use super::say::Say;
use crate::domain::answers::{Answer, Answers, Price};
use crate::domain::clinic::{Clinic, Link, Scheme};
use crate::domain::estimate::Plan;
use crate::domain::evidence::{Basis, Evidence};
use crate::domain::ids::ConcernId;

/// A way to the clinic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// What stands on it.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether it opens a page, and so a window of its own.
    pub is_page: bool,
}

/// The way to a consultation, where the clinic named one. `campaign` says how the person came to the clinic's page
/// (`utm_source=…&utm_medium=…`), and goes along to another page.
pub fn booking(clinic: &Clinic, campaign: Option<&str>, say: Say<'_>) -> Option<Way> {
    let link = clinic.booking.as_ref()?;
    let href = match link.scheme() {
        Scheme::Https => with_campaign(link, campaign.unwrap_or_default()),
        Scheme::Tel => tel(link.as_str()),
        Scheme::Mailto => link.as_str().to_owned(),
    };
    let label = say.fill("clinic.book", &[("name", clinic.name.as_str())]);
    Some(Way { label, href, is_page: link.scheme() == Scheme::Https })
}

/// The address with each part of the campaign that it does not name itself; nothing else gets through.
fn with_campaign(link: &Link, campaign: &str) -> String {
    let (address, fragment) = match link.as_str().split_once('#') {
        Some((address, fragment)) => (address, ["#", fragment].concat()),
        None => (link.as_str(), String::new()),
    };
    let mut whole = address.to_owned();
    for part in campaign.split('&').filter(|part| is_campaign(part)).take(MOST_OF_A_CAMPAIGN) {
        let name = part.split('=').next().unwrap_or_default();
        let query = address.split_once('?').map_or("", |(_, query)| query);
        if query.split('&').any(|known| known.split('=').next() == Some(name)) {
            continue;
        }
        let joint = match whole.chars().last() {
            Some('?' | '&') => "",
            _ if whole.contains('?') => "&",
            _ => "?",
        };
        whole = [&whole, joint, part].concat();
    }
    whole + &fragment
}

/// As many parts of a campaign go along.
const MOST_OF_A_CAMPAIGN: usize = 20;

/// Whether it is one part of a campaign, as an address writes it.
fn is_campaign(part: &str) -> bool {
    let plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'=' | b'%' | b'+' | b'-' | b'_' | b'.' | b'*');
    part.starts_with("utm_") && part.len() <= 200 && part.bytes().all(plain)
}

/// The address that calls a number.
pub fn tel(phone: &str) -> String {
    let digits: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    ["tel:", &digits].concat()
}

/// Whose site it is, and what the clinic says about its interest.
pub fn whose_site(clinic: &Clinic, say: Say<'_>) -> Vec<String> {
    let name = clinic.name.as_str();
    let site = say.fill("clinic.site", &[("name", name)]);
    let says = clinic.disclosure.as_ref();
    let says = says.map(|line| say.fill("clinic.says", &[("name", name), ("line", line.as_str())]));
    [site].into_iter().chain(says).collect()
}

/// The number to call about a session: what the person typed, or else the clinic's own.
pub fn phone(typed: &str, clinic: Option<&Clinic>) -> Option<String> {
    if !typed.is_empty() {
        return Some(typed.to_owned());
    }
    Some(clinic?.phone.as_ref()?.as_str().to_owned())
}

/// The clinic's line for what cannot wait: always beside the emergency numbers.
pub fn emergency(clinic: &Clinic, say: Say<'_>) -> Option<Way> {
    let phone = clinic.emergency.as_ref()?.as_str();
    let label = say.fill("clinic.emergency.call", &[("name", clinic.name.as_str()), ("phone", phone)]);
    Some(Way { label, href: tel(phone), is_page: false })
}

/// The price to count with, and whether it is the clinic's own and not one that the person typed.
pub fn price(answers: &Answers, clinic: Option<&Clinic>) -> Option<(Price, bool)> {
    let own = || Some((clinic?.price?, true));
    answers.price.known().map(|typed| (typed, false)).or_else(own)
}

/// What stands beside the field for the price.
pub fn price_help(clinic: Option<&Clinic>, say: Say<'_>) -> String {
    let of_clinic = clinic.and_then(|clinic| {
        let price = clinic.price?;
        let money = say.locale.money(price.cents().into(), price.currency);
        Some(say.fill("clinic.price.help", &[("name", clinic.name.as_str()), ("price", &money)]))
    });
    of_clinic.unwrap_or_else(|| say.text("question.price.help"))
}

/// What stands beside the field for the spacing, where the clinic has a rule for the concern.
pub fn interval_help(clinic: &Clinic, concern: Option<ConcernId>, say: Say<'_>) -> Option<String> {
    let weeks = say.weeks(clinic.rule(concern?)?.interval?);
    Some(say.fill("clinic.interval.help", &[("name", clinic.name.as_str()), ("weeks", &weeks)]))
}

/// What the clinic says of one restriction, for the page where a person types another: "48 hours".
pub fn gate_help(clinic: &Clinic, id: &str, say: Say<'_>) -> Option<String> {
    let hours = *clinic.gates().get(id)?;
    Some(say.hours_or_days(hours, "clinic.gate.help", "clinic.gate.help_days"))
}

/// A rule of the clinic beside what was studied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleRow {
    /// What it is about.
    pub title: String,
    /// What the clinic does.
    pub own: String,
    /// What was studied.
    pub studied: String,
    /// What that rests on.
    pub basis: Vec<Basis>,
    /// Where it stands.
    pub origin: Origin,
    /// What it means for this plan.
    pub note: Option<String>,
}

/// The clinic's rules for the concern of a plan.
pub fn rules(
    clinic: &Clinic,
    (concern, answers): (ConcernId, &Answers),
    plan: &Plan,
    basis: &[Basis],
    evidence: &Evidence,
    say: Say<'_>,
) -> Vec<RuleRow> {
    let Some((rule, protocol)) = clinic.rule(concern).zip(evidence.concern(concern).protocol()) else {
        return Vec::new();
    };
    let row =
        |title: &str, own: &str, range: &str, (basis, origin): (Vec<Basis>, Origin), note: Option<String>| RuleRow {
            title: say.text(title),
            own: say.fill("clinic.rule.own", &[("name", clinic.name.as_str()), ("what", own)]),
            studied: say.fill(studied(&basis), &[("range", range)]),
            basis,
            origin,
            note,
        };
    let sessions = rule.sessions.map(|own| {
        let range = say.sessions_range(own.low, own.high);
        let likely = say.number(own.likely);
        let what = if own.low == own.high {
            range
        } else {
            say.fill("clinic.rule.likely", &[("range", &range), ("likely", &likely)])
        };
        let note = if own.high > plan.sessions.high {
            Some("clinic.rule.more")
        } else {
            (own.low < plan.sessions.low).then_some("clinic.rule.fewer")
        };
        let range = say.sessions_range(plan.sessions.low, plan.sessions.high);
        let origin = origin::sessions(evidence.concern(concern), answers.severity);
        row("clinic.rule.sessions", &what, &range, (basis.to_vec(), origin), note.map(|id| say.text(id)))
    });
    let interval = rule.interval.map(|own| {
        let spacing = &protocol.interval;
        let range = say.weeks_range(spacing.min, spacing.max);
        let used = say.weeks(plan.interval.used);
        let note = match answers.interval {
            Answer::Known(typed) => say.fill("clinic.rule.typed", &[("weeks", &say.weeks(typed))]),
            _ if plan.interval.used == own => say.text("clinic.rule.used"),
            _ => say.fill("clinic.rule.raised", &[("weeks", &used)]),
        };
        let origin = Origin::row(Topic::Concern(concern), "interval");
        row("clinic.rule.interval", &say.weeks(own), &range, (spacing.backing.basis.clone(), origin), Some(note))
    });
    sessions.into_iter().chain(interval).collect()
}

fn studied(basis: &[Basis]) -> &'static str {
    if basis.iter().all(|basis| *basis == Basis::Seen) { "clinic.rule.studied" } else { "clinic.rule.estimate" }
}
