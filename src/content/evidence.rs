//! Reads the evidence files. What a plan needs is built in; details are read on demand.
//! Uses the domain's types only.

use crate::domain::evidence::{Details, Evidence, EvidenceError, EvidenceParts};
use serde::de::DeserializeOwned;
use std::fmt;

/// The file of the evidence directory with this name.
macro_rules! file {
    ($name:literal) => {
        include_str!(concat!("../../content/evidence/", $name, ".json"))
    };
}

/// Why evidence cannot be used.
#[derive(Debug)]
pub enum ContentError {
    /// A file is not JSON, or not of the shape it should have.
    Unreadable {
        /// Name of the file without its ending.
        file: &'static str,
        /// Where and why.
        reason: serde_json::Error,
    },
    /// The files can be read, but something is missing, there twice, or contradicts itself.
    Unsound(EvidenceError),
}

impl fmt::Display for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { file, reason } => write!(f, "{file}: {reason}"),
            Self::Unsound(error) => write!(f, "evidence: {error}"),
        }
    }
}

impl std::error::Error for ContentError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable { reason, .. } => Some(reason),
            Self::Unsound(error) => Some(error),
        }
    }
}

/// The evidence that every estimate and plan needs.
///
/// # Errors
/// When a file does not have its shape, or the files together are not complete and in order.
pub fn core() -> Result<Evidence, ContentError> {
    Evidence::new(EvidenceParts {
        concerns: read("concerns", file!("concerns"))?,
        screening: read("screening", file!("screening"))?,
        preparation: read("preparation", file!("preparation"))?,
        session: read("session", file!("session"))?,
        aftercare: read("aftercare", file!("aftercare"))?,
        healing: read("healing", file!("healing"))?,
        questions: read("questions", file!("questions"))?,
        phases: read("phases", file!("phases"))?,
    })
    .map_err(ContentError::Unsound)
}

/// The details from one object with the keys `studies`, `factors`, `conflicts`, `fda`, `not_verified` and `sources`.
///
/// # Errors
/// When the text is not such an object.
pub fn details_from(json: &str) -> Result<Details, ContentError> {
    read("details", json)
}

/// The details from the files, for build steps and tests; the page reads them as a pack instead.
///
/// # Errors
/// When a file does not have its shape.
#[cfg(not(target_arch = "wasm32"))]
pub fn details() -> Result<Details, ContentError> {
    Ok(Details {
        studies: read("studies", file!("studies"))?,
        factors: read("factors", file!("factors"))?,
        conflicts: read("conflicts", file!("conflicts"))?,
        fda: read("fda", file!("fda"))?,
        not_verified: read("not_verified", file!("not_verified"))?,
        sources: read("sources", file!("sources"))?,
    })
}

fn read<T: DeserializeOwned>(file: &'static str, json: &str) -> Result<T, ContentError> {
    serde_json::from_str(json).map_err(|reason| ContentError::Unreadable { file, reason })
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
    fn one_object_of_details_reads_like_the_files() {
        let object = format!(
            r#"{{"studies":{},"factors":{},"conflicts":{},"fda":{},"not_verified":{},"sources":{}}}"#,
            file!("studies"),
            file!("factors"),
            file!("conflicts"),
            file!("fda"),
            file!("not_verified"),
            file!("sources"),
        );
        assert_eq!(details_from(&object).unwrap(), details().unwrap());
    }

    #[test]
    fn unreadable_details_are_refused_with_the_reason() {
        let missing = details_from(r#"{"studies":[],"factors":[],"conflicts":[]}"#).unwrap_err().to_string();
        assert!(missing.starts_with("details: missing field `fda`"), "{missing}");
        let unknown = details_from(r#"{"stories":[]}"#).unwrap_err().to_string();
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
