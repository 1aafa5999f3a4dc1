//! The rows of the aftercare as they hold for one person: where a clinic has hours of its own, they stand in place of
//! those of the sources, and so do words that name none.
//!
//! Uses: `domain`, `present::origin`. Used by: `present::checklist`, `present::today`.

use super::evidence::Topic;
use super::origin::{self, Origin};
use crate::domain::checklist::{Checklist, applies_to_concern};
use crate::domain::evidence::{Aftercare, Basis, Evidence, Restriction};
use crate::domain::ids::ConcernId;
use crate::domain::restriction::Own;

/// A row with its hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Care {
    /// The row's id, as kept with a tick.
    pub id: String,
    /// Text id of what to do or not to do.
    pub text_id: String,
    /// Where that stands.
    pub origin: Option<Origin>,
    /// Hours after the session from which it holds.
    pub from: u16,
    /// Hours after the session until which it holds; `None` means from then on.
    pub to: Option<u16>,
    /// To do, or to leave.
    pub to_do: bool,
    /// Whether the hours are the clinic's own.
    pub own: bool,
    /// What it rests on; nothing where the clinic has decided.
    pub basis: Vec<Basis>,
}

/// The restrictions whose hours a row names in its words, and whether they are then said as something to do. Each
/// restriction stands here once: where there are other hours for it, this is the row that says so.
const NAMES: [(&str, &[&str], bool); 11] = [
    ("clinic_gel", &["only_gel"], true),
    ("out_of_sun", &["direct_sun"], true),
    ("no_products", &["no_products"], false),
    ("no_touching", &["alcohol_hot_water"], false),
    ("no_minoxidil", &["minoxidil"], false),
    ("no_sweat", &["sweat"], false),
    ("make_up_returns", &["make_up"], false),
    ("no_actives", &["actives", "hair_removal"], false),
    ("daily_spf", &["daily_spf"], true),
    ("no_sunbathing", &["sunbathing"], false),
    ("no_procedures", &["procedures"], false),
];

/// Rows that begin when a restriction ends, each with words that name no hour; `None` where the restriction's own line
/// says how to begin again.
const FOLLOWS: [(&str, &str, Option<&str>); 4] = [
    ("gentle_cleanser", "only_gel", Some("after.then.gentle_cleanser")),
    ("daily_spf", "no_products", Some("after.then.daily_spf")),
    ("flaking", "only_gel", Some("after.then.flaking")),
    ("actives_return", "actives", None),
];

/// The aftercare of this concern, in the order of the evidence.
pub fn rows(concern: Option<ConcernId>, own: Option<Own<'_>>, evidence: &Evidence) -> Vec<Care> {
    let fits = |row: &&Aftercare| applies_to_concern(row, concern);
    let rows = evidence.aftercare.iter().filter(fits).flat_map(|row| match own {
        Some(own) => held_to(row, own, evidence),
        None => vec![as_it_is(row)],
    });
    rows.filter(|care| care.to.is_none_or(|to| care.from < to)).collect()
}

fn as_it_is(row: &Aftercare) -> Care {
    Care {
        id: row.id.clone(),
        text_id: format!("after.{}", row.id),
        origin: origin::line(Checklist::Aftercare, &row.id),
        from: row.from_hours,
        to: row.to_hours,
        to_do: row.to_do,
        own: false,
        basis: row.backing.basis.clone(),
    }
}

/// A row beside the clinic's own rules.
fn held_to(row: &Aftercare, own: Own<'_>, evidence: &Evidence) -> Vec<Care> {
    let follows = FOLLOWS.iter().find(|(id, ..)| *id == row.id);
    let follows = follows.and_then(|(_, restriction, words)| Some((own.hours(restriction)?, *words)));
    let begins = follows.map_or(row.from_hours, |(ends, _)| ends.max(row.from_hours));
    if let Some((_, names, to_do)) = NAMES.iter().find(|(id, ..)| *id == row.id)
        && names.iter().any(|id| own.hours(id).is_some())
    {
        let restrictions = evidence.restrictions.iter().filter(|restriction| names.contains(&restriction.id.as_str()));
        return restrictions
            .map(|restriction| {
                // What a row says of a second restriction goes by the restriction's name, for it is ticked by itself.
                let is_first = names.first().is_some_and(|first| *first == restriction.id);
                let id = if is_first { &row.id } else { &restriction.id };
                let from = if restriction.to_do { begins } else { 0 };
                Care { id: id.clone(), from, to_do: *to_do, ..with_hours(restriction, own) }
            })
            .collect();
    }
    match follows {
        Some((_, None)) => Vec::new(),
        Some((_, Some(words))) if begins > row.from_hours => {
            vec![Care { from: begins, text_id: words.to_owned(), ..as_it_is(row) }]
        }
        _ => vec![as_it_is(row)],
    }
}

/// A restriction in words without hours, until the clinic's own end or the strictest of the sources.
fn with_hours(restriction: &Restriction, own: Own<'_>) -> Care {
    let hours = own.hours(&restriction.id);
    Care {
        id: restriction.id.clone(),
        text_id: format!("after.own.{}", restriction.id),
        origin: Some(Origin::row(Topic::Restrictions, &restriction.id)),
        from: 0,
        to: Some(hours.unwrap_or(restriction.hours.1)),
        to_do: restriction.to_do,
        own: hours.is_some(),
        basis: if hours.is_some() { Vec::new() } else { restriction.backing.basis.clone() },
    }
}
