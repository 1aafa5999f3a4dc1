//! Money where the person is: the currency to begin with, and a price as they would type it.
//!
//! Uses: `domain::answers`, `present::say`. Used by: `ui`.

use super::say::Say;
use crate::domain::answers::{Currency, Price};

/// Where one pays in euros.
const EURO: [&str; 21] = [
    "AT", "BE", "BG", "CY", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PT",
    "SI", "SK",
];

/// The currency of the place whose way with dates the person has; elsewhere, or where none is said, the US dollar.
pub fn here(say: Say<'_>) -> Currency {
    match say.region().as_deref() {
        Some("CA") => Currency::Cad,
        Some("MX") => Currency::Mxn,
        Some("GB") => Currency::Gbp,
        Some("AU") => Currency::Aud,
        Some("CH" | "LI") => Currency::Chf,
        Some(place) if EURO.contains(&place) => Currency::Eur,
        _ => Currency::Usd,
    }
}

/// A saved price as a person would type it.
pub fn typed(price: Price, say: Say<'_>) -> String {
    match (price.cents() / 100, price.cents() % 100) {
        (units, 0) => units.to_string(),
        (units, rest) => say.typed_money(&format!("{units}.{rest:02}"), price.currency),
    }
}
