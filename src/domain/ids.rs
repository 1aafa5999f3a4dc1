//! The closed lists of ids: small `Copy` enums that know their spelling.
//! Leaf of the domain: any layer may use it.

use std::cmp::Ordering;

/// Defines an enum whose variants are ids: `ALL`, `as_str` and `parse`.
/// Variants compare in the order they are written.
macro_rules! id_enum {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = concat!("`", $text, "`")] $variant,)+
        }

        impl $name {
            /// Every id, in the order of the evidence files.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The id as it is written in data and records.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }

            /// The id that `text` spells exactly.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|id| id.as_str() == text)
            }
        }
    };
}
pub(crate) use id_enum;

id_enum! {
    /// What a person wants treated.
    ConcernId {
        AcneScars = "acne_scars",
        AcneActive = "acne_active",
        SurgicalTraumaticScars = "surgical_traumatic_scars",
        BurnScars = "burn_scars",
        AlopeciaAndrogenetic = "alopecia_androgenetic",
        AlopeciaAreata = "alopecia_areata",
        Rejuvenation = "rejuvenation",
        EnlargedPores = "enlarged_pores",
        Melasma = "melasma",
        HyperpigmentationPih = "hyperpigmentation_pih",
        StretchMarks = "stretch_marks",
        Hyperhidrosis = "hyperhidrosis",
        Keloid = "keloid",
        DrugDelivery = "drug_delivery",
    }
}

id_enum! {
    /// A screening item: ticked, dated, or derived from other answers.
    ConditionId {
        ActiveAcne = "active_acne",
        SkinInfection = "skin_infection",
        ColdSoreNow = "cold_sore_now",
        EczemaPsoriasisActive = "eczema_psoriasis_active",
        Rosacea = "rosacea",
        SkinCancerAk = "skin_cancer_ak",
        BrownPatchUndiagnosed = "brown_patch_undiagnosed",
        HairLossUndiagnosed = "hair_loss_undiagnosed",
        FeverSystemicInfection = "fever_systemic_infection",
        ColdSoreHistory = "cold_sore_history",
        Keloid = "keloid",
        KeloidFamily = "keloid_family",
        DarkMarksHistory = "dark_marks_history",
        EczemaPsoriasis = "eczema_psoriasis",
        RosaceaQuiet = "rosacea_quiet",
        Vitiligo = "vitiligo",
        TattooPmu = "tattoo_pmu",
        IrradiatedSkin = "irradiated_skin",
        TanSunburn = "tan_sunburn",
        Retinoid = "retinoid",
        AcidsBpo = "acids_bpo",
        Botulinum = "botulinum",
        Filler = "filler",
        LaserPeel = "laser_peel",
        DeepResurfacing = "deep_resurfacing",
        SurgeryArea = "surgery_area",
        IsotretinoinNow = "isotretinoin_now",
        IsotretinoinRecent = "isotretinoin_recent",
        Anticoagulant = "anticoagulant",
        Immunosuppression = "immunosuppression",
        PhotosensitisingMedicine = "photosensitising_medicine",
        ChemoRadio = "chemo_radio",
        Pregnancy = "pregnancy",
        Breastfeeding = "breastfeeding",
        DiabetesUncontrolled = "diabetes_uncontrolled",
        BleedingDisorder = "bleeding_disorder",
        ConnectiveTissue = "connective_tissue",
        Scleroderma = "scleroderma",
        HepatitisBbv = "hepatitis_bbv",
        HeartCondition = "heart_condition",
        Smoker = "smoker",
        MetalAllergy = "metal_allergy",
        AnaestheticAllergy = "anaesthetic_allergy",
        Pacemaker = "pacemaker",
        MetalImplantRf = "metal_implant_rf",
        AppearanceDistress = "appearance_distress",
        Phototype4To6 = "phototype_4_6",
        AgeUnder18 = "age_under_18",
        Age18To21 = "age_18_21",
        HomeDevice = "home_device",
        ScarUnder6w = "scar_under_6w",
        Scar6wTo6m = "scar_6w_6m",
        ScarUnder6m = "scar_under_6m",
        ScarImmature = "scar_immature",
    }
}

impl ConditionId {
    /// The conditions with a date of last exposure, in the order of the estimator's rules.
    pub const DATED: &'static [Self] = &[
        Self::IsotretinoinRecent,
        Self::TanSunburn,
        Self::Botulinum,
        Self::Filler,
        Self::LaserPeel,
        Self::DeepResurfacing,
        Self::Retinoid,
        Self::AcidsBpo,
    ];

    /// The conditions that no one ticks: they follow from age, phototype, device and the scar's date.
    pub const DERIVED: &'static [Self] = &[
        Self::Phototype4To6,
        Self::AgeUnder18,
        Self::Age18To21,
        Self::HomeDevice,
        Self::ScarUnder6w,
        Self::Scar6wTo6m,
        Self::ScarUnder6m,
        Self::ScarImmature,
    ];

    /// Whether the person gives the date of last exposure.
    pub fn is_dated(self) -> bool {
        Self::DATED.contains(&self)
    }

    /// Whether the condition follows from other answers and is never ticked.
    pub fn is_derived(self) -> bool {
        Self::DERIVED.contains(&self)
    }
}

/// What a date in the answers belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateKey {
    /// The last exposure to a dated condition; any other condition here is ignored by every rule.
    Condition(ConditionId),
    /// The day the wound closed that left the scar.
    Scar,
}

impl DateKey {
    /// Every key: the dated conditions, then the scar.
    pub fn all() -> impl Iterator<Item = Self> {
        ConditionId::DATED.iter().copied().map(Self::Condition).chain([Self::Scar])
    }

    /// The key as it is written in data and records.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Condition(id) => id.as_str(),
            Self::Scar => "scar",
        }
    }

    /// The key that `text` spells exactly; only dated conditions and `scar` have one.
    pub fn parse(text: &str) -> Option<Self> {
        Self::all().find(|key| key.as_str() == text)
    }
}

id_enum! {
    /// How marked the concern is, as the person sees it.
    Severity {
        Mild = "mild",
        Moderate = "moderate",
        Severe = "severe",
    }
}

id_enum! {
    /// The commonest shape of acne scars.
    ScarType {
        Rolling = "rolling",
        Boxcar = "boxcar",
        Icepick = "icepick",
        Mixed = "mixed",
    }
}

id_enum! {
    /// Fitzpatrick phototype, asked as "how does your skin react to sun".
    Phototype {
        I = "1",
        II = "2",
        III = "3",
        IV = "4",
        V = "5",
        VI = "6",
    }
}

impl Phototype {
    /// 1 to 6.
    pub const fn number(self) -> u8 {
        match self {
            Self::I => 1,
            Self::II => 2,
            Self::III => 3,
            Self::IV => 4,
            Self::V => 5,
            Self::VI => 6,
        }
    }

    /// The phototype with this number, 1 to 6.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|phototype| phototype.number() == number)
    }
}

id_enum! {
    /// Needling in a clinic, radiofrequency needling, or a home roller.
    Device {
        Mechanical = "mechanical",
        Rf = "rf",
        Home = "home",
    }
}

id_enum! {
    /// A treatment planned together with needling.
    Addition {
        Prp = "prp",
        Peel = "peel",
        Subcision = "subcision",
        Cross = "cross",
    }
}

id_enum! {
    /// The partner treatment that the studies of a concern combined with needling.
    Partner {
        Minoxidil = "minoxidil",
        Triamcinolone = "triamcinolone",
        Topical = "topical",
    }
}

id_enum! {
    /// A part of the body.
    AreaId {
        FaceCheeks = "face_cheeks",
        FaceForeheadNoseEyelid = "face_forehead_nose_eyelid",
        FaceAroundMouth = "face_around_mouth",
        Neck = "neck",
        Scalp = "scalp",
        Back = "back",
        ChestAbdomen = "chest_abdomen",
        ThighsHips = "thighs_hips",
        ArmsLegs = "arms_legs",
        Underarm = "underarm",
        Other = "other",
    }
}

id_enum! {
    /// A flag of the estimate that is not the id of a condition.
    RuleFlag {
        ChooseUnderlyingConcern = "choose_underlying_concern",
        SpecialistOnly = "specialist_only",
        SeeDermatologistFirst = "see_dermatologist_first",
        AgeUnknown = "age_unknown",
        NeedsRf = "needs_rf",
        RfFda2025 = "rf_fda_2025",
        PhototypeUnknown = "phototype_unknown",
        PrpOffLabelCountUnchanged = "prp_off_label_count_unchanged",
        CombinationAsk = "combination_ask",
        StartAllowsPreparation = "start_allows_preparation",
        ScarAgeUnknown = "scar_age_unknown",
        PihRiskHigh = "pih_risk_high",
        IntervalRaisedToMinimum = "interval_raised_to_minimum",
        IntervalAboveStudied = "interval_above_studied",
        SeverityUnknown = "severity_unknown",
        IcepickConsiderCrossOrPunch = "icepick_consider_cross_or_punch",
        RfEvidenceWeaker = "rf_evidence_weaker",
        SeverityOutsideTrials = "severity_outside_trials",
        DeepLinesOrLaxity = "deep_lines_or_laxity",
        MissingAdjunct = "missing_adjunct",
        AdjunctUnknown = "adjunct_unknown",
    }
}

/// Something the estimate has to say: a condition that counts, or the outcome of a rule.
/// Flags sort by their spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Flag {
    /// A screening item that counts for this person.
    Condition(ConditionId),
    /// What a rule found.
    Rule(RuleFlag),
}

impl Flag {
    /// The flag as it is written in data and records. No condition and rule share a spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Condition(id) => id.as_str(),
            Self::Rule(flag) => flag.as_str(),
        }
    }

    /// The flag that `text` spells exactly.
    pub fn parse(text: &str) -> Option<Self> {
        ConditionId::parse(text).map(Self::Condition).or_else(|| RuleFlag::parse(text).map(Self::Rule))
    }
}

impl From<ConditionId> for Flag {
    fn from(id: ConditionId) -> Self {
        Self::Condition(id)
    }
}

impl From<RuleFlag> for Flag {
    fn from(flag: RuleFlag) -> Self {
        Self::Rule(flag)
    }
}

impl Ord for Flag {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl PartialOrd for Flag {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

id_enum! {
    /// How strong the published evidence for a concern is.
    Grade {
        VeryLimited = "very_limited",
        Limited = "limited",
        Moderate = "moderate",
        Strong = "strong",
    }
}

impl Grade {
    /// 1 very limited, 2 limited, 3 moderate, 4 strong; never below the first nor above the last.
    pub const fn from_score(score: u8) -> Self {
        match score {
            0 | 1 => Self::VeryLimited,
            2 => Self::Limited,
            3 => Self::Moderate,
            _ => Self::Strong,
        }
    }

    /// 1 to 4.
    pub const fn score(self) -> u8 {
        match self {
            Self::VeryLimited => 1,
            Self::Limited => 2,
            Self::Moderate => 3,
            Self::Strong => 4,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_id_is_found_by_its_own_spelling() {
        for id in ConditionId::ALL {
            assert_eq!(ConditionId::parse(id.as_str()), Some(*id));
        }
        for id in ConcernId::ALL {
            assert_eq!(ConcernId::parse(id.as_str()), Some(*id));
        }
        for phototype in Phototype::ALL {
            assert_eq!(Phototype::from_number(phototype.number()), Some(*phototype));
            assert_eq!(phototype.as_str(), phototype.number().to_string());
        }
        for grade in Grade::ALL {
            assert_eq!(Grade::from_score(grade.score()), *grade);
        }
        assert_eq!(ConditionId::parse("Keloid"), None);
        assert_eq!(Phototype::from_number(0), None);
        assert_eq!(Phototype::from_number(7), None);
    }

    #[test]
    fn no_condition_and_rule_share_a_spelling() {
        let conditions = ConditionId::ALL.iter().map(|id| Flag::from(*id));
        let rules = RuleFlag::ALL.iter().map(|flag| Flag::from(*flag));
        let flags: Vec<Flag> = conditions.chain(rules).collect();
        let spellings: BTreeSet<&str> = flags.iter().map(|flag| flag.as_str()).collect();
        assert_eq!(spellings.len(), flags.len());
        for flag in flags {
            assert_eq!(Flag::parse(flag.as_str()), Some(flag));
        }
    }

    #[test]
    fn only_dated_conditions_and_the_scar_have_dates() {
        assert_eq!(DateKey::all().count(), 9);
        for key in DateKey::all() {
            assert_eq!(DateKey::parse(key.as_str()), Some(key));
        }
        assert_eq!(DateKey::parse("keloid"), None);
        assert_eq!(DateKey::parse("scar_under_6w"), None);
    }
}
