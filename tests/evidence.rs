//! What `Evidence::new` refuses: files that lack something, say it twice, or contradict themselves.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking, its helpers too")]

use microneedling_planner::content::evidence;
use microneedling_planner::domain::evidence::{Asked, Evidence, EvidenceParts, ScreeningItem};
use microneedling_planner::domain::ids::{ConcernId, ConditionId};
use serde_json::{Value, json};

fn parts() -> EvidenceParts {
    let evidence = evidence::core().unwrap();
    EvidenceParts {
        concerns: evidence.concerns().cloned().collect(),
        screening: evidence.conditions().cloned().collect(),
        preparation: evidence.preparation,
        session: evidence.session,
        aftercare: evidence.aftercare,
        restrictions: evidence.restrictions,
        healing: evidence.healing,
        questions: evidence.questions,
        phases: evidence.phases,
    }
}

/// What the evidence is refused with after one change.
fn refusal(change: impl FnOnce(&mut EvidenceParts)) -> String {
    let mut parts = parts();
    change(&mut parts);
    Evidence::new(parts).map_or_else(|error| error.to_string(), |_| "accepted".to_owned())
}

/// What a concern is refused with after one change, for its shape or for its figures.
fn concern_refusal(change: impl FnOnce(&mut Value)) -> String {
    let counts = json!({"low": 1, "likely": 2, "high": 3, "sources": [], "basis": ["judgement"]});
    let weeks = json!({"low": 1, "typical": 2, "high": 3, "sources": [], "basis": ["judgement"]});
    let mut value = json!({
        "id": "acne_scars", "kind": "concern", "requires_rf": false, "specialist_only": false,
        "sessions": {"mild": counts, "moderate": counts, "severe": counts},
        "interval_weeks": {"min": 2, "typical": 4, "max": 6, "sources": [], "basis": ["judgement"]},
        "first_visible_weeks": weeks, "full_result_weeks_after_last": weeks,
        "maintenance": {"interval_months": null, "sources": [], "basis": ["judgement"]},
        "depth_mm": [{"areas": ["back"], "where": "back", "low": 0.5, "high": 1.5, "sources": [], "basis": ["seen"]}],
        "not_if": [], "evidence": {"score": 2, "cebm": "2"}
    });
    change(&mut value);
    let mut pack = evidence::core_pack().unwrap();
    let acne_scars = pack["concerns"].as_array_mut().unwrap().iter_mut().find(|other| other["id"] == "acne_scars");
    *acne_scars.unwrap() = value;
    evidence::core_from(&pack).map_or_else(|error| error.to_string(), |_| "accepted".to_owned())
}

/// What the evidence is refused with after one change to one screening item.
fn item_refusal(id: ConditionId, change: impl FnOnce(&mut ScreeningItem)) -> String {
    refusal(|parts| change(parts.screening.iter_mut().find(|item| item.id == id).unwrap()))
}

#[test]
fn what_is_sound_is_accepted() {
    assert_eq!(refusal(|_| ()), "accepted");
    assert_eq!(concern_refusal(|_| ()), "accepted");
}

#[test]
fn a_concern_with_half_a_protocol_is_refused() {
    let half = "concerns: acne_scars: a concern has a whole protocol, any other kind none of it";
    for part in ["sessions", "interval_weeks", "first_visible_weeks", "full_result_weeks_after_last", "maintenance"] {
        let without = concern_refusal(|concern| _ = concern.as_object_mut().unwrap().remove(part));
        assert_eq!(without, half, "without {part}");
    }
    assert_eq!(concern_refusal(|concern| concern["kind"] = json!("blocked")), half);
    let both = concern_refusal(|concern| concern["course_weeks"] = concern["sessions"]["mild"].clone());
    assert_eq!(both, "concerns: acne_scars: both sessions and course_weeks");
}

#[test]
fn figures_out_of_order_are_refused() {
    let refusals = [
        ("/sessions/severe/low", json!(3), "has session counts out of order or below one"),
        ("/sessions/mild/low", json!(0), "has session counts out of order or below one"),
        ("/interval_weeks/min", json!(0), "has an interval out of order or below one week"),
        ("/interval_weeks/typical", json!(7), "has an interval out of order or below one week"),
        ("/first_visible_weeks/high", json!(1), "has result weeks out of order"),
        ("/full_result_weeks_after_last/low", json!(9), "has result weeks out of order"),
        ("/depth_mm/0/low", json!(2.0), "has a depth that ends above its beginning"),
        ("/evidence/score", json!(5), "has an evidence score above 4"),
        ("/evidence/score", json!(0), "has a protocol but no evidence score"),
    ];
    for (path, value, problem) in refusals {
        let refusal = concern_refusal(|concern| *concern.pointer_mut(path).unwrap() = value.clone());
        assert_eq!(refusal, format!("evidence: acne_scars {problem}"), "{path} {value}");
    }
}

#[test]
fn unknown_ids_and_keys_are_refused() {
    assert!(concern_refusal(|concern| concern["id"] = json!("acne")).ends_with("unknown \"acne\""));
    assert!(concern_refusal(|concern| concern["sesions"] = json!(1)).ends_with("unknown field `sesions`"));
    assert!(concern_refusal(|concern| concern["partner"] = json!("hope")).ends_with("unknown \"hope\""));
    let elsewhere = concern_refusal(|concern| concern["depth_mm"][0]["areas"] = json!(["knee"]));
    assert!(elsewhere.ends_with("unknown \"knee\""), "{elsewhere}");
}

#[test]
fn missing_and_repeated_items_are_refused() {
    assert_eq!(refusal(|parts| _ = parts.concerns.remove(3)), "burn_scars is missing");
    assert_eq!(refusal(|parts| parts.screening.push(parts.screening[9].clone())), "cold_sore_history is there twice");
}

#[test]
fn screening_is_asked_as_the_rules_say() {
    let otherwise = "is asked in another way than the rules say";
    assert_eq!(item_refusal(ConditionId::Filler, |item| item.wait_days = None), format!("filler {otherwise}"));
    let derived = item_refusal(ConditionId::HomeDevice, |item| item.asked = Asked::Ticked);
    assert_eq!(derived, format!("home_device {otherwise}"));
    let ticked = item_refusal(ConditionId::Keloid, |item| item.asked = Asked::Dated);
    assert_eq!(ticked, format!("keloid {otherwise}"));
    let ungrouped = item_refusal(ConditionId::ActiveAcne, |item| item.group = None);
    assert_eq!(ungrouped, "active_acne must have a group exactly when it is asked");
}

#[test]
fn what_ends_before_it_begins_is_refused() {
    assert_eq!(refusal(|parts| parts.session.steps[0].minutes = (9, 8)), "check_in ends before it begins");
    assert_eq!(refusal(|parts| parts.phases[0].from_days = Some(6)), "inflammation ends before it begins");
    assert_eq!(refusal(|parts| parts.session.total_minutes.low = 900), "total_minutes is out of order");
}

#[test]
fn every_lookup_finds_its_own_item() {
    let evidence = evidence::core().unwrap();
    for id in ConcernId::ALL {
        assert_eq!(evidence.concern(*id).id, *id);
    }
    for id in ConditionId::ALL {
        assert_eq!(evidence.condition(*id).id, *id);
    }
    assert!(evidence.concerns().map(|concern| concern.id).eq(ConcernId::ALL.iter().copied()));
    assert!(evidence.conditions().map(|item| item.id).eq(ConditionId::ALL.iter().copied()));
}
