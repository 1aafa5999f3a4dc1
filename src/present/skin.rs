//! What the skin cross-section shows: how a depth compares with the depths studied, and what a day after holds.
//!
//! Uses: `domain`, `present::say`. Used by: `ui`. Lengths in the picture are whole units, the same for every millimetre.

use super::origin::{self, Origin};
use super::say::Say;
use crate::domain::evidence::{Basis, Concern, DepthRow, Evidence, Phase};
use crate::domain::ids::{AreaId, ConcernId};

/// Width of the picture.
pub const WIDTH: i32 = 320;

/// Height of the picture, with room below the deepest range drawn.
pub const HEIGHT: i32 = SURFACE + 3 * MILLIMETRE + 60;

/// Where the surface of the skin lies.
pub const SURFACE: i32 = 96;

/// One millimetre, on the ruler and on the needles alike.
pub const MILLIMETRE: i32 = 80;

/// The days a person can step through: turning points of the phases, and days between them.
pub const DAYS: &[u16] = &[0, 1, 3, 7, 14, 28, 56, 90, 180, 365];

/// A needle depth in hundredths of a millimetre, always on a step of the control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Depth(u16);

impl Depth {
    /// The shallowest that can be set.
    pub const MIN: Self = Self(25);
    /// The deepest that can be set.
    pub const MAX: Self = Self(300);
    /// How far one tap goes, in hundredths of a millimetre.
    pub const STEP: u16 = 25;

    /// The nearest depth that can be set; beyond an end, that end.
    pub fn of(hundredths: u16) -> Self {
        let on_step = (hundredths + Self::STEP / 2) / Self::STEP * Self::STEP;
        Self(on_step.clamp(Self::MIN.0, Self::MAX.0))
    }

    /// In hundredths of a millimetre.
    pub fn hundredths(self) -> u16 {
        self.0
    }

    /// How long it is in the picture.
    pub fn length(self) -> i32 {
        length(self.0)
    }
}

/// How long so many hundredths of a millimetre are in the picture.
pub fn length(hundredths: u16) -> i32 {
    i32::from(hundredths) * MILLIMETRE / 100
}

/// "1.5 mm" for 150.
pub fn millimetres(hundredths: u16, say: Say<'_>) -> String {
    say.fill("skin.mm", &[("n", &say.locale.decimal(f64::from(hundredths) / 100.0))])
}

/// A range of depths for one use on one area, in hundredths of a millimetre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// For which use.
    pub concern: ConcernId,
    /// The shallowest.
    pub low: u16,
    /// The deepest.
    pub high: u16,
    /// What it rests on.
    pub basis: Vec<Basis>,
    /// Whether it was read in studies and labels, with no judgement of ours.
    pub studied: bool,
    /// Only needling with heat was used.
    pub heat: bool,
    /// Where the range stands.
    pub origin: Option<Origin>,
}

impl Marked {
    fn of(concern: &Concern, area: AreaId, row: &DepthRow) -> Self {
        let hundredths = |mm: f64| (mm * 100.0 + 0.5) as u16;
        let (low, high) = (hundredths(row.low.0), hundredths(row.high.0));
        let (basis, studied) = (row.backing.basis.clone(), row.is_studied());
        let origin = origin::depth(concern, area);
        Self { concern: concern.id, low, high, basis, studied, heat: concern.requires_rf, origin }
    }

    /// "1 to 2.5 mm".
    pub fn range(&self, say: Say<'_>) -> String {
        say.millimetres(f64::from(self.low) / 100.0, f64::from(self.high) / 100.0)
    }

    /// Whether it holds advice or judgement.
    fn is_judged(&self) -> bool {
        self.basis.contains(&Basis::Judgement)
    }

    /// The range with what it is: studied, advice or our judgement, or recalled.
    pub fn words(&self, say: Say<'_>) -> String {
        let id = match (self.studied, self.is_judged()) {
            (true, _) => "skin.marked.studied",
            (false, true) => "skin.marked.judged",
            (false, false) => "skin.marked.memory",
        };
        say.fill(id, &[("range", &self.range(say))])
    }
}

/// The range for one use on one area; `None` where the evidence gives none.
pub fn marked(evidence: &Evidence, concern: ConcernId, area: AreaId) -> Option<Marked> {
    let concern = evidence.concern(concern);
    let row = concern.depth_on(area)?;
    Some(Marked::of(concern, area, row))
}

/// The ranges of every use on one area.
pub fn all_marked(evidence: &Evidence, area: AreaId) -> Vec<Marked> {
    evidence.concerns().filter_map(|concern| marked(evidence, concern.id, area)).collect()
}

/// The uses that have a range on some area.
pub fn concerns(evidence: &Evidence) -> Vec<ConcernId> {
    let has_area = |row: &DepthRow| !row.areas.is_empty();
    evidence.concerns().filter(|concern| concern.depth.iter().any(has_area)).map(|concern| concern.id).collect()
}

/// What a person sees first: their own use and area, or one that has a range.
pub fn first_choice(evidence: &Evidence, concern: Option<ConcernId>, area: Option<AreaId>) -> (ConcernId, AreaId) {
    let concern = concern.filter(|own| concerns(evidence).contains(own)).unwrap_or(ConcernId::AcneScars);
    let its_own = || evidence.concern(concern).depth.iter().flat_map(|row| &row.areas).next().copied();
    (concern, area.or_else(its_own).unwrap_or(AreaId::FaceCheeks))
}

/// How a depth compares with the marked range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// There is no range to compare with.
    Nothing,
    /// Not as deep.
    Shallower,
    /// Inside, both ends included.
    Within,
    /// Deeper.
    Deeper,
}

/// Compares a depth with a range.
pub fn compare(depth: Depth, marked: Option<&Marked>) -> Compared {
    match marked {
        None => Compared::Nothing,
        Some(range) if depth.0 < range.low => Compared::Shallower,
        Some(range) if depth.0 > range.high => Compared::Deeper,
        Some(_) => Compared::Within,
    }
}

/// How a depth compares, in words that never advise a depth.
pub fn verdict(depth: Depth, marked: Option<&Marked>, say: Say<'_>) -> String {
    let judged = marked.is_some_and(Marked::is_judged);
    say.text(match (compare(depth, marked), judged) {
        (Compared::Nothing, _) => "skin.verdict.nothing",
        (Compared::Shallower, false) => "skin.verdict.shallower",
        (Compared::Within, false) => "skin.verdict.within",
        (Compared::Deeper, false) => "skin.verdict.deeper",
        (Compared::Shallower, true) => "skin.verdict.judged_shallower",
        (Compared::Within, true) => "skin.verdict.judged_within",
        (Compared::Deeper, true) => "skin.verdict.judged_deeper",
    })
}

/// The id of what a depth may reach. No source gives layers in millimetres: the bounds are judgement, wide, and said
/// to be so; the borders in the picture are as soft as they.
pub fn reach(depth: Depth) -> &'static str {
    match depth.0 {
        ..=50 => "skin.reach.top",
        51..=175 => "skin.reach.middle",
        _ => "skin.reach.deep",
    }
}

/// What the picture and the words hold on one day after a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct After {
    /// The day, 0 being that of the session.
    pub day: u16,
    /// The phase's id; where one phase ends and the next begins on this day, the next.
    pub phase: String,
    /// Ids of the signs that may last this long: their longest expected time is not over.
    pub signs: Vec<String>,
}

impl After {
    /// Whether a sign may still show.
    pub fn shows(&self, sign: &str) -> bool {
        self.signs.iter().any(|id| id == sign)
    }
}

/// What one day after a session holds.
pub fn after(evidence: &Evidence, day: u16) -> After {
    let begun = |phase: &&Phase| phase.from_days.is_some_and(|from| from <= day);
    let phase = evidence.phases.iter().rfind(begun).map(|phase| phase.id.clone());
    let signs = evidence
        .healing
        .signs
        .iter()
        .filter(|sign| sign.can_be_seen() && day <= sign.max_expected_days)
        .map(|sign| sign.id.clone())
        .collect();
    After { day, phase: phase.unwrap_or_default(), signs }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::evidence;

    fn every_depth() -> Vec<Depth> {
        (25..=300).step_by(25).map(Depth::of).collect()
    }

    #[test]
    fn both_ends_of_a_studied_range_are_inside_and_a_step_beyond_is_not() {
        let evidence = evidence::core().unwrap();
        let mut ends = 0;
        for area in AreaId::ALL {
            for range in all_marked(&evidence, *area) {
                let at = |hundredths| compare(Depth::of(hundredths), Some(&range));
                assert_eq!(at(range.low), Compared::Within, "{range:?}");
                if range.low > 25 {
                    assert_eq!(at(range.low - 25), Compared::Shallower, "{range:?}");
                }
                if range.high < 300 {
                    assert_eq!(
                        (at(range.high), at(range.high + 25)),
                        (Compared::Within, Compared::Deeper),
                        "{range:?}"
                    );
                }
                ends += 1;
            }
        }
        assert!(ends > 20);
        let cheeks = marked(&evidence, ConcernId::AcneScars, AreaId::FaceCheeks).unwrap();
        assert_eq!((cheeks.low, cheeks.high, cheeks.studied, cheeks.heat), (100, 250, true, false));
    }

    #[test]
    fn an_area_without_a_row_has_no_range_and_judgement_is_never_called_studied() {
        let evidence = evidence::core().unwrap();
        let nothing = marked(&evidence, ConcernId::AcneScars, AreaId::Underarm);
        assert_eq!(nothing, None);
        assert_eq!(compare(Depth::MIN, None), Compared::Nothing);
        assert!(!marked(&evidence, ConcernId::EnlargedPores, AreaId::FaceCheeks).unwrap().studied);
        let recalled = marked(&evidence, ConcernId::Hyperhidrosis, AreaId::Underarm).unwrap();
        assert!(!recalled.studied && !recalled.is_judged());
        assert!(marked(&evidence, ConcernId::Hyperhidrosis, AreaId::Underarm).unwrap().heat);
        assert!(!concerns(&evidence).contains(&ConcernId::Keloid));
    }

    #[test]
    fn every_step_and_every_range_stays_inside_the_picture_and_to_scale() {
        let evidence = evidence::core().unwrap();
        let depths = every_depth();
        assert_eq!(depths.len(), 12);
        let deeper = |depth: Depth| Depth::of(depth.hundredths() + Depth::STEP);
        let shallower = |depth: Depth| Depth::of(depth.hundredths() - Depth::STEP);
        for pair in depths.windows(2) {
            assert_eq!(pair[1].length() - pair[0].length(), MILLIMETRE / 4);
            assert_eq!((deeper(pair[0]), shallower(pair[1])), (pair[1], pair[0]));
        }
        assert_eq!(Depth::of(100).length(), MILLIMETRE);
        assert_eq!((shallower(Depth::MIN), deeper(Depth::MAX)), (Depth::MIN, Depth::MAX));
        for range in AreaId::ALL.iter().flat_map(|area| all_marked(&evidence, *area)) {
            assert!(SURFACE + length(range.high) < HEIGHT, "{range:?}");
        }
        assert!(SURFACE + Depth::MAX.length() < HEIGHT);
    }

    #[test]
    fn a_person_starts_at_their_own_use_and_area() {
        let evidence = evidence::core().unwrap();
        let own = first_choice(&evidence, Some(ConcernId::StretchMarks), Some(AreaId::Back));
        assert_eq!(own, (ConcernId::StretchMarks, AreaId::Back));
        let no_area = first_choice(&evidence, Some(ConcernId::AlopeciaAndrogenetic), None);
        assert_eq!(no_area, (ConcernId::AlopeciaAndrogenetic, AreaId::Scalp));
        assert_eq!(first_choice(&evidence, None, None), (ConcernId::AcneScars, AreaId::FaceCheeks));
        assert_eq!(first_choice(&evidence, Some(ConcernId::Keloid), None).0, ConcernId::AcneScars);
    }

    #[test]
    fn each_day_has_its_phase_and_no_sign_outlives_its_longest_time() {
        let evidence = evidence::core().unwrap();
        let phase = |day| after(&evidence, day).phase;
        assert_eq!([phase(0), phase(3)], ["inflammation", "inflammation"]);
        assert_eq!([phase(7), phase(28)], ["proliferation", "proliferation"]);
        assert_eq!([phase(56), phase(365)], ["remodelling", "remodelling"]);
        assert!(after(&evidence, 0).shows("colour_change"));
        assert!(after(&evidence, 3).shows("swelling"));
        assert!(!after(&evidence, 7).shows("swelling"));
        assert!(after(&evidence, 7).shows("colour_change"));
        assert!(DAYS.iter().filter(|day| **day > 10).all(|day| after(&evidence, *day).signs.is_empty()));
        assert!(!after(&evidence, 0).shows("skin_barrier"), "nobody can look for that");
    }
}
