//! Reads the evidence: what every plan needs at the start, details on demand.
//!
//! Uses: `domain`, `content::json`. Used by: every later layer. In the browser both come as packs written by the build
//! step; the files themselves are for build steps, the `estimate` program and tests.

mod areas;
mod core;
mod details;
mod footings;
mod options;
mod rates;

use serde_json::Value;
use std::fmt;

use super::json::{self, Fields, Node, Reason};
use crate::domain::dates::Weeks;
use crate::domain::evidence::{Backing, Basis, Details, Evidence, EvidenceError, SourceId};
use crate::domain::ids::ConcernId;
use crate::domain::options::Options;

/// Why evidence cannot be used.
#[derive(Debug)]
pub enum ContentError {
    /// A file is not JSON, or not of the shape it should have: file, item and field, and what is wrong.
    Unreadable(Reason),
    /// The files can be read, but something is missing, there twice, or contradicts itself.
    Unsound(EvidenceError),
}

impl fmt::Display for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(reason) => f.write_str(reason),
            Self::Unsound(error) => write!(f, "evidence: {error}"),
        }
    }
}

impl std::error::Error for ContentError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable(_) => None,
            Self::Unsound(error) => Some(error),
        }
    }
}

/// The evidence that every estimate and plan needs, from one object with a key for each core file.
///
/// # Errors
/// When a part does not have its shape, or the parts together are not complete and in order.
pub fn core_from(pack: &Value) -> Result<Evidence, ContentError> {
    let parts = json::read(pack, core::parts).map_err(ContentError::Unreadable)?;
    Evidence::new(parts).map_err(ContentError::Unsound)
}

/// The details from the text of one object with the keys `studies`, `factors`, `conflicts`, `fda`, `not_verified`,
/// `sources`, `rates`, `footings` and `as_of`.
///
/// # Errors
/// When the text is not such an object.
pub fn details_from(json: &str, parse: json::Parse) -> Result<Details, ContentError> {
    parse(json)
        .and_then(|pack| json::read(&pack, details::details))
        .map_err(|reason| ContentError::Unreadable(format!("details: {reason}")))
}

/// The options from the text of one object with the keys `options` and `needling`.
///
/// # Errors
/// When the text is not such an object, or the options are not complete.
pub fn options_from(json: &str, parse: json::Parse) -> Result<Options, ContentError> {
    let read = parse(json).and_then(|pack| json::read(&pack, options::parts));
    let parts = read.map_err(|reason| ContentError::Unreadable(format!("options: {reason}")))?;
    Options::new(parts).map_err(ContentError::Unsound)
}

pub use files::{core, core_pack, details, details_pack, options, options_pack};

/// The files of `content/evidence/`, built into native programs.
mod files {
    use super::{ContentError, Details, Evidence, Options, Value, areas, core_from, footings, json, options_from};

    /// The files of the evidence directory with these names as one object.
    macro_rules! files {
        ($($name:literal)+) => {
            [$(($name, include_str!(concat!("../../content/evidence/", $name, ".json")))),+]
        };
    }

    /// What no row of a pack has: what a footing names instead, and notes for readers of the files.
    const NOTES: [&str; 4] = ["basis_note", "note", "class", "cebm"];

    /// The evidence that every estimate and plan needs, from the files.
    ///
    /// # Errors
    /// When a file does not have its shape, or the files together are not complete and in order.
    pub fn core() -> Result<Evidence, ContentError> {
        core_from(&core_files()?)
    }

    /// The core files as the one object that [`core_from`] reads, without their notes, and without the sources of
    /// rows whose sources no screen shows.
    ///
    /// # Errors
    /// When a file is not JSON.
    pub fn core_pack() -> Result<Value, ContentError> {
        let mut pack = core_files().map(|files| without(&NOTES, files))?;
        if let Some(files) = pack.as_object_mut() {
            for (_, file) in files.iter_mut().filter(|(name, _)| *name != "concerns") {
                *file = without(&["sources"], file.take());
            }
        }
        Ok(pack)
    }

    /// The details from the files.
    ///
    /// # Errors
    /// When a file does not have its shape.
    pub fn details() -> Result<Details, ContentError> {
        json::read(&detail_files()?, super::details::details).map_err(ContentError::Unreadable)
    }

    /// The detail files as the one object whose text [`details_from`](super::details_from) reads, without their notes.
    ///
    /// # Errors
    /// When a file is not JSON.
    pub fn details_pack() -> Result<Value, ContentError> {
        detail_files().map(|files| without(&super::rates::NOTES, without(&NOTES, files)))
    }

    /// The options from the files.
    ///
    /// # Errors
    /// When a file does not have its shape, or the options are not complete.
    pub fn options() -> Result<Options, ContentError> {
        options_from(&options_pack()?.to_string(), json::parse)
    }

    /// The files of options as the one object whose text [`options_from`] reads, without their notes.
    ///
    /// # Errors
    /// When a file is not JSON.
    pub fn options_pack() -> Result<Value, ContentError> {
        together(&files!["options" "needling"]).map(|files| without(&NOTES, files))
    }

    pub(super) fn core_files() -> Result<Value, ContentError> {
        let names = files!["concerns" "screening" "preparation" "session" "aftercare" "restrictions" "healing" "questions" "phases" "areas"];
        let mut files = together(&names)?;
        if let Some(all) = files.as_object_mut() {
            // The table ends here: what reads a pack finds the parts of the body in the depth rows.
            let table = all.remove("areas").unwrap_or_default();
            all.get_mut("concerns").map_or(Ok(()), |concerns| areas::join(concerns, &table))?;
        }
        Ok(files)
    }

    fn detail_files() -> Result<Value, ContentError> {
        let mut files = together(&files!["studies" "factors" "conflicts" "fda" "not_verified" "sources" "rates"])?;
        let concerns = ("concerns", include_str!("../../content/en/plan/concerns.json"));
        let besides = together(&[files!["meta"].as_slice(), &[concerns]].concat())?;
        let footings = footings::footings(&core_files()?, &files, besides.get("concerns").unwrap_or(&Value::Null));
        if let Some(all) = files.as_object_mut() {
            all.insert("footings".to_owned(), footings);
            let as_of = besides.pointer("/meta/as_of").cloned().unwrap_or_default();
            all.insert("as_of".to_owned(), as_of);
        }
        Ok(files)
    }

    fn together(files: &[(&str, &str)]) -> Result<Value, ContentError> {
        let read = |(name, text): &(&str, &str)| match json::parse(text) {
            Ok(value) => Ok(((*name).to_owned(), value)),
            Err(reason) => Err(ContentError::Unreadable(format!("{name}: {reason}"))),
        };
        files.iter().map(read).collect()
    }

    pub(super) fn without(keys: &[&str], value: Value) -> Value {
        match value {
            Value::Array(items) => items.into_iter().map(|item| without(keys, item)).collect(),
            Value::Object(fields) => fields
                .into_iter()
                .filter(|(key, _)| !keys.contains(&key.as_str()))
                .map(|(key, value)| (key, without(keys, value)))
                .collect(),
            other => other,
        }
    }
}

/// The keys of every row: what it rests on, and the remarks on that, which its footing names.
const ROW: [&str; 4] = ["sources", "basis", "basis_note", "note"];

fn backing(fields: Fields<'_>) -> Backing {
    // The first pack carries the sources of concerns only; the files name them in every row, which a test checks.
    let sources = fields.maybe("sources").map(source_ids).unwrap_or_default();
    Backing { sources, basis: bases(fields.at("basis")) }
}

fn bases(node: Node<'_>) -> Vec<Basis> {
    node.all_spelt(Basis::parse)
}

fn source_id(node: Node<'_>) -> SourceId {
    SourceId(node.text())
}

fn source_ids(node: Node<'_>) -> Vec<SourceId> {
    node.list(source_id)
}

fn concern_ids(node: Node<'_>) -> Vec<ConcernId> {
    node.all_spelt(ConcernId::parse)
}

fn weeks(node: Node<'_>) -> Weeks {
    Weeks(node.whole())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dates::Days;
    use crate::domain::evidence::{Backing, Basis, ConcernKind, SessionPlan, SourceId};
    use crate::domain::ids::ConditionId;
    use std::collections::BTreeSet;

    #[test]
    fn the_files_are_sound() {
        let evidence = core().unwrap();
        assert_eq!(evidence.concerns().count(), 14);
        assert_eq!(evidence.conditions().count(), 54);
        assert_eq!(evidence.concerns().filter(|concern| concern.protocol().is_some()).count(), 12);
        assert!(!evidence.preparation.is_empty() && !evidence.aftercare.is_empty() && !evidence.questions.is_empty());
        let details = details().unwrap();
        assert_eq!(details.studies.len(), 50);
        assert!(details.source(&SourceId("majid2009".to_owned())).is_some());
    }

    #[test]
    fn the_packs_read_like_the_files_and_hold_no_notes() {
        let (core_pack, details_pack) = (core_pack().unwrap(), details_pack().unwrap());
        let (from_pack, from_files) = (core_from(&core_pack).unwrap(), core().unwrap());
        assert!(from_pack.concerns().eq(from_files.concerns()), "a concern differs, its sources included");
        // The rows whose sources stay behind are otherwise the same.
        let mut bare = files::core_files().map(|all| files::without(&["sources"], all)).unwrap();
        bare["concerns"] = core_pack["concerns"].clone();
        assert!(from_pack == core_from(&bare).unwrap(), "a row differs in more than its sources");
        assert_eq!(details_from(&details_pack.to_string(), json::parse).unwrap(), details().unwrap());
        assert!(!format!("{core_pack}{details_pack}").contains("note\":"));
    }

    #[test]
    fn unreadable_details_are_refused_with_the_reason() {
        let missing =
            details_from(r#"{"studies":[],"factors":[],"conflicts":[]}"#, json::parse).unwrap_err().to_string();
        assert!(missing.starts_with("details: missing field `fda`"), "{missing}");
        let unknown = details_from(r#"{"stories":[]}"#, json::parse).unwrap_err().to_string();
        assert!(unknown.starts_with("details: unknown field `stories`"), "{unknown}");
    }

    /// Every figure and advice of the core files with what it rests on.
    fn backings(evidence: &Evidence) -> Vec<&Backing> {
        let mut all = Vec::new();
        for concern in evidence.concerns() {
            all.extend(concern.depth.iter().map(|row| &row.backing));
            if let ConcernKind::Treatable(protocol) = &concern.kind {
                match &protocol.sessions {
                    SessionPlan::BySeverity(rows) => all.extend(rows.all().map(|row| &row.backing)),
                    SessionPlan::Course(course) => all.push(&course.backing),
                }
                all.extend([&protocol.first_visible.backing, &protocol.full_result_after_last.backing]);
                all.extend([&protocol.interval.backing, &protocol.maintenance.backing]);
            }
        }
        all.extend(evidence.conditions().map(|item| &item.backing));
        all.extend(evidence.preparation.iter().map(|row| &row.backing));
        all.push(&evidence.session.total_minutes.backing);
        all.extend(evidence.session.steps.iter().map(|step| &step.backing));
        all.extend(evidence.aftercare.iter().map(|row| &row.backing));
        all.extend(evidence.healing.signs.iter().map(|sign| &sign.backing));
        all.extend(evidence.healing.days.iter().map(|day| &day.backing));
        all.extend(evidence.healing.red_flags.iter().map(|flag| &flag.backing));
        all.extend(evidence.questions.iter().map(|question| &question.backing));
        all.extend(evidence.phases.iter().map(|phase| &phase.backing));
        all
    }

    #[test]
    fn every_figure_names_a_known_source_or_says_judgement() {
        let (evidence, details) = (core().unwrap(), details().unwrap());
        let known: BTreeSet<&SourceId> = details.sources.iter().map(|source| &source.id).collect();
        assert_eq!(known.len(), details.sources.len(), "a source is there twice");
        for backing in backings(&evidence) {
            assert!(!backing.basis.is_empty(), "{backing:?}");
            assert!(!backing.sources.is_empty() || backing.basis.contains(&Basis::Judgement), "{backing:?}");
            for source in &backing.sources {
                assert!(known.contains(source), "{backing:?}");
            }
        }
        for study in &details.studies {
            assert!(known.contains(&study.source), "{study:?}");
        }
    }

    #[test]
    fn the_rules_own_waits_are_those_of_the_screening() {
        let evidence = core().unwrap();
        assert_eq!(evidence.condition(ConditionId::ScarUnder6w).wait_days, Some(Days(42)));
        assert_eq!(evidence.condition(ConditionId::ScarUnder6m).wait_days, Some(Days(182)));
        assert_eq!(evidence.condition(ConditionId::TanSunburn).wait_days, Some(Days(7)));
    }
}
