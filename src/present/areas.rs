//! How deep the needles went on each part of the body, for one concern.
//!
//! Uses: `domain`, `present::say`. Used by: `present::plan`, `ui`. The picture, its table and the plan's line all come
//! from [`of`].

use super::origin::{self, Origin};
use super::say::Say;
use crate::domain::evidence::{Basis, Concern};
use crate::domain::ids::AreaId;

/// What is known about the depth on one part of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaDepth {
    /// The part of the body.
    pub area: AreaId,
    /// Its name.
    pub name: String,
    /// "1 to 2.5 mm"; `None` where no source gives a depth.
    pub range: Option<String>,
    /// The same as a sentence that can stand alone, or that there is none.
    pub sentence: String,
    /// What the range rests on; nothing where there is none.
    pub basis: Vec<Basis>,
    /// Where the range stands.
    pub origin: Option<Origin>,
}

/// The depth on one part of the body. It is told apart whether a source gives it or we do.
pub fn of(concern: &Concern, area: AreaId, say: Say<'_>) -> AreaDepth {
    let name = say.text(&format!("question.area.option.{}", area.as_str()));
    let Some(row) = concern.depth_on(area) else {
        let sentence = say.fill("plan.depth.not_studied", &[("area", &name)]);
        return AreaDepth { area, name, range: None, sentence, basis: Vec::new(), origin: None };
    };
    let (low, high) = (say.locale.decimal(row.low.0), say.locale.decimal(row.high.0));
    let range = say.millimetres(row.low.0, row.high.0);
    let basis = row.backing.basis.clone();
    let sentence = match row.is_studied() {
        true => "plan.depth.studied",
        false if row.is_memory() => "plan.depth.memory",
        false if basis == [Basis::Judgement] => "plan.depth.judged",
        false => "plan.depth.advised",
    };
    let sentence = say.fill(sentence, &[("area", &name), ("low", &low), ("high", &high)]);
    AreaDepth { area, name, range: Some(range), sentence, basis, origin: origin::depth(concern, area) }
}

/// The depth on every part of the body, in the order they are asked.
pub fn all(concern: &Concern, say: Say<'_>) -> Vec<AreaDepth> {
    AreaId::ALL.iter().map(|area| of(concern, *area, say)).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::content::evidence;
    use crate::content::words::{self, Words};
    use crate::domain::answers::{Answer, Answers, Change};
    use crate::domain::dates::parse_iso;
    use crate::domain::estimate::estimate;
    use crate::domain::ids::ConcernId;
    use crate::present::locale::PlainEnglish;
    use crate::present::plan;

    fn english() -> Words {
        let folders = ["content/en", "content/en/plan"].map(Path::new);
        let files = folders.into_iter().flat_map(|folder| words::folder(folder).unwrap());
        words::pack("en", &files.flat_map(|(_, entries)| entries).collect::<Vec<_>>())
    }

    #[test]
    fn every_part_of_the_body_has_a_depth_or_says_that_there_is_none() {
        let (evidence, words) = (evidence::core().unwrap(), english());
        let say = Say { words: &words, locale: &PlainEnglish };
        for concern in evidence.concerns() {
            let all = all(concern, say);
            assert!(all.iter().map(|depth| depth.area).eq(AreaId::ALL.iter().copied()));
            for depth in all {
                let plans = plan::depth(concern, Answer::Known(depth.area), say);
                assert_eq!(plans.as_ref(), Some(&depth), "the plan says the same");
                assert!(depth.sentence.contains(&depth.name), "{}", depth.sentence);
                let rows = concern.depth.iter().filter(|row| row.areas.contains(&depth.area)).count();
                match &depth.range {
                    Some(range) => assert!(rows == 1 && depth.sentence.contains(range.as_str()), "{depth:?}"),
                    None => assert!(rows == 0 && depth.basis.is_empty(), "{depth:?}"),
                }
            }
        }
        let of = |concern, area| of(evidence.concern(concern), area, say);
        assert_eq!(of(ConcernId::AcneScars, AreaId::FaceCheeks).range.as_deref(), Some("1 to 2.5 mm"));
        assert_eq!(of(ConcernId::AcneScars, AreaId::Scalp).range, None);
    }

    #[test]
    fn a_depth_that_is_only_ours_is_not_said_to_be_studied() {
        let (evidence, words) = (evidence::core().unwrap(), english());
        let say = Say { words: &words, locale: &PlainEnglish };
        let pores = of(evidence.concern(ConcernId::EnlargedPores), AreaId::FaceCheeks, say);
        assert!(pores.basis == [Basis::Judgement] && !pores.sentence.contains("studied"), "{pores:?}");
        let forehead = of(evidence.concern(ConcernId::Rejuvenation), AreaId::FaceForeheadNoseEyelid, say);
        assert!(forehead.basis.len() == 2 && forehead.sentence.contains("Nobody tested"), "{forehead:?}");
        let scarred = of(evidence.concern(ConcernId::AcneScars), AreaId::FaceForeheadNoseEyelid, say);
        assert!(scarred.sentence.contains("Nobody tested"), "the same advice: {scarred:?}");
        for (concern, area) in [
            (ConcernId::AcneActive, AreaId::FaceCheeks),
            (ConcernId::Hyperhidrosis, AreaId::Underarm),
            (ConcernId::SurgicalTraumaticScars, AreaId::FaceCheeks),
        ] {
            let recalled = of(evidence.concern(concern), area, say);
            assert!(recalled.sentence.contains("from memory"), "{recalled:?}");
            assert!(!recalled.sentence.contains("studied"), "{recalled:?}");
        }
        let melasma = of(evidence.concern(ConcernId::Melasma), AreaId::FaceCheeks, say);
        assert!(melasma.basis.contains(&Basis::Seen) && melasma.sentence.contains("studied"), "{melasma:?}");
    }

    #[test]
    fn the_area_changes_nothing_that_is_counted() {
        let evidence = evidence::core().unwrap();
        let today = parse_iso("2026-12-01").unwrap();
        for concern in ConcernId::ALL {
            let answers = Answers::default().with(Change::Concern(*concern));
            let of = |answers: &Answers| estimate(&evidence, &answers.profile(&evidence, today).unwrap());
            let without = of(&answers);
            for area in AreaId::ALL {
                assert_eq!(of(&answers.clone().with(Change::Area(Answer::Known(*area)))), without, "{area:?}");
            }
        }
    }
}
