//! What speaks against needling, or against needling now.
//! Part of the evidence; uses ids and dates.

use super::Backing;
use crate::domain::dates::Days;
use crate::domain::ids::{ConcernId, ConditionId, id_enum};

id_enum! {
    /// The groups the screening items are asked in.
    CheckGroup {
        SkinNow = "skin_now",
        SkinHistory = "skin_history",
        Recent = "recent",
        Medicines = "medicines",
        Body = "body",
        AllergyImplants = "allergy_implants",
        Feelings = "feelings",
    }
}

id_enum! {
    /// How a screening item becomes true.
    Asked {
        Ticked = "ticked",
        Dated = "dated",
        Derived = "derived",
    }
}

id_enum! {
    /// What a screening item does to the plan.
    Action {
        Stop = "stop",
        AskClinician = "ask_clinician",
        ProceedWithCaution = "proceed_with_caution",
        Delay = "delay",
        NoEstimate = "no_estimate",
    }
}

id_enum! {
    /// Which devices a screening item concerns.
    AppliesTo {
        All = "all",
        Rf = "rf",
    }
}

/// Something that speaks against needling, or against needling now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreeningItem {
    /// Which condition.
    pub id: ConditionId,
    /// Where it is asked; derived items are not asked.
    pub group: Option<CheckGroup>,
    /// Ticked, dated or derived.
    pub asked: Asked,
    /// What it does to the plan.
    pub action: Action,
    /// How long to wait after the last exposure. Calculated with for dated items, otherwise for the reader.
    pub wait_days: Option<Days>,
    /// Which devices it concerns.
    pub applies_to: AppliesTo,
    /// The only concerns it counts for; empty means all.
    pub concerns: Vec<ConcernId>,
    /// What it rests on.
    pub backing: Backing,
}
