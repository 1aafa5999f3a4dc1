//! Each rule of the estimator at its edges, where the cases of `vectors.json` do not reach.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking, its helpers too")]

use microneedling_planner::content::evidence;
use microneedling_planner::domain::dates::{EARLIEST, Weeks, add_weeks};
use microneedling_planner::domain::estimate::{UsedInterval, estimate};
use microneedling_planner::domain::evidence::{Concern, ConcernKind, Evidence, EvidenceParts};
use microneedling_planner::domain::ids::{ConcernId, Device, Phototype};
use microneedling_planner::domain::profile::Profile;
use microneedling_planner::record::estimate_lines::answer;
use serde_json::{Value, json};

/// The answer to an adult of phototype II with an ordinary clinic's device who starts on 2027-01-01, after `changes`.
fn ask(concern: &str, changes: Value) -> Value {
    let mut input = json!({
        "concern": concern, "today": "2026-12-01", "start": "2027-01-01", "severity": "moderate",
        "phototype": 2, "age": 40, "device": "mechanical", "adjunct": true,
    });
    for (field, value) in changes.as_object().unwrap() {
        input[field] = value.clone();
    }
    let answer = answer(&evidence::core().unwrap(), input.to_string().as_bytes()).unwrap();
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(answer["error"], Value::Null, "{input}: {answer}");
    answer
}

/// Status and flags.
fn screened(concern: &str, changes: Value) -> (String, String) {
    let answer = ask(concern, changes);
    let flags: Vec<&str> = answer["flags"].as_array().unwrap().iter().map(|flag| flag.as_str().unwrap()).collect();
    (answer["status"].as_str().unwrap().to_owned(), flags.join(" "))
}

fn pair(status: &str, flags: &str) -> (String, String) {
    (status.to_owned(), flags.to_owned())
}

#[test]
fn rule_1_by_age() {
    let by_age = [
        (json!(0), "stop", "age_under_18"),
        (json!(17), "stop", "age_under_18"),
        (json!(18), "ask_clinician", "age_18_21"),
        (json!(21), "ask_clinician", "age_18_21"),
        (json!(22), "ok", ""),
        (json!(120), "ok", ""),
        (json!(null), "ask_clinician", "age_unknown"),
    ];
    for (age, status, flags) in by_age {
        assert_eq!(screened("rejuvenation", json!({"age": age})), pair(status, flags), "{age}");
    }
}

#[test]
fn rule_1_by_concern() {
    assert_eq!(screened("keloid", json!({})), pair("stop", "keloid"));
    assert_eq!(screened("keloid", json!({"conditions": ["keloid"]})), pair("stop", "keloid"));
    assert_eq!(screened("drug_delivery", json!({})), pair("not_a_concern", "choose_underlying_concern"));
    assert_eq!(screened("alopecia_areata", json!({})), pair("ask_clinician", "specialist_only"));
    let severe = screened("acne_active", json!({"severity": "severe", "device": "rf"}));
    assert_eq!(severe, pair("ask_clinician", "rf_fda_2025 see_dermatologist_first specialist_only"));
}

#[test]
fn rule_1_the_worst_status_wins() {
    let everything = json!({"device": "home", "age": 17, "conditions": ["filler", "smoker"]});
    let flags = "age_under_18 choose_underlying_concern filler home_device smoker";
    assert_eq!(screened("drug_delivery", everything), pair("stop", flags));
    let flags = "choose_underlying_concern home_device";
    assert_eq!(screened("drug_delivery", json!({"device": "home"})), pair("no_estimate", flags));
    let delay = json!({"conditions": ["botulinum"], "dates": {"botulinum": "2027-01-01"}});
    assert_eq!(screened("drug_delivery", delay), pair("not_a_concern", "botulinum choose_underlying_concern"));
}

#[test]
fn rule_1_conditions_count_for_their_concerns() {
    let brown = json!({"conditions": ["brown_patch_undiagnosed"]});
    assert_eq!(screened("melasma", brown.clone()), pair("ask_clinician", "brown_patch_undiagnosed"));
    assert_eq!(screened("rejuvenation", brown), pair("ok", ""));
    let acne = json!({"conditions": ["active_acne"]});
    assert_eq!(screened("rejuvenation", acne), pair("stop", "active_acne"));
    let acne = json!({"conditions": ["active_acne"], "device": "rf"});
    assert_eq!(screened("acne_active", acne), pair("ask_clinician", "rf_fda_2025 specialist_only"));
    assert_eq!(screened("rejuvenation", json!({"conditions": ["smoker"]})), pair("ok", "smoker"));
}

#[test]
fn rule_1_radiofrequency_conditions_by_device() {
    let by_device = [
        ("enlarged_pores", json!("rf"), "stop", "pacemaker rf_fda_2025"),
        ("enlarged_pores", json!(null), "ask_clinician", "pacemaker"),
        ("enlarged_pores", json!("mechanical"), "ok", ""),
        ("enlarged_pores", json!("home"), "no_estimate", "home_device"),
        ("hyperhidrosis", json!(null), "stop", "needs_rf pacemaker specialist_only"),
        ("hyperhidrosis", json!("home"), "no_estimate", "home_device specialist_only"),
    ];
    for (concern, device, status, flags) in by_device {
        let screened = screened(concern, json!({"device": device, "conditions": ["pacemaker"]}));
        assert_eq!(screened, pair(status, flags), "{concern} {device}");
    }
}

#[test]
fn rule_1_combinations() {
    let by_addition = [
        (json!(["prp"]), 6, "ok", "phototype_4_6 prp_off_label_count_unchanged"),
        (json!(["subcision"]), 6, "ok", "combination_ask phototype_4_6"),
        (json!(["peel"]), 4, "ask_clinician", "combination_ask phototype_4_6"),
        (json!(["peel", "subcision", "cross"]), 5, "ask_clinician", "combination_ask phototype_4_6"),
        (json!(["peel", "subcision"]), 5, "ask_clinician", "combination_ask phototype_4_6"),
        (json!(["peel", "cross"]), 3, "ok", "combination_ask"),
    ];
    for (add, phototype, status, flags) in by_addition {
        let screened = screened("acne_scars", json!({"add": add, "phototype": phototype}));
        assert_eq!(screened, pair(status, flags), "{add} {phototype}");
    }
    let unknown = screened("acne_scars", json!({"add": ["peel"], "phototype": null}));
    assert_eq!(unknown, pair("ask_clinician", "combination_ask phototype_unknown"));
}

#[test]
fn rule_2_the_start_leaves_time_to_prepare() {
    for (phototype, start) in [(json!(3), "2026-12-08"), (json!(4), "2026-12-29"), (json!(null), "2026-12-29")] {
        let answer = ask("rejuvenation", json!({"start": null, "phototype": phototype}));
        assert_eq!(answer["earliest_start"], start);
        assert!(answer["flags"].as_array().unwrap().contains(&json!("start_allows_preparation")));
    }
    let past = ask("rejuvenation", json!({"start": "2020-02-29"}));
    assert_eq!((&past["earliest_start"], &past["status"]), (&json!("2020-02-29"), &json!("ok")));
}

#[test]
fn rule_2_each_wait_ends_on_its_day() {
    let waits = [
        ("isotretinoin_recent", 2, "2026-07-03"),
        ("tan_sunburn", 2, "2026-12-25"),
        ("tan_sunburn", 4, "2026-12-04"),
        ("botulinum", 2, "2026-12-18"),
        ("laser_peel", 2, "2026-12-04"),
        ("deep_resurfacing", 2, "2026-10-02"),
        ("retinoid", 2, "2026-12-25"),
        ("acids_bpo", 2, "2026-12-25"),
    ];
    for (id, phototype, in_time) in waits {
        let on = |date: &str| json!({"conditions": [id], "dates": {id: date}, "phototype": phototype});
        let skin = if phototype == 4 { "phototype_4_6" } else { "" };
        assert_eq!(screened("rejuvenation", on(in_time)), pair("ok", skin), "{id}");
        let (year_month, day) = in_time.split_at(8);
        let late = format!("{year_month}{:02}", day.parse::<u8>().unwrap() + 1);
        let late = ask("rejuvenation", on(&late));
        assert_eq!((&late["status"], &late["earliest_start"]), (&json!("delay"), &json!("2027-01-02")), "{id}");
    }
}

#[test]
fn rule_2_without_a_date_the_exposure_was_today() {
    let answer = ask("rejuvenation", json!({"conditions": ["deep_resurfacing"]}));
    assert_eq!(answer["earliest_start"], "2027-03-02");
    let answer = ask("rejuvenation", json!({"conditions": ["deep_resurfacing"], "dates": {"deep_resurfacing": null}}));
    assert_eq!(answer["earliest_start"], "2027-03-02");
}

#[test]
fn rule_2_the_latest_wait_counts_and_all_are_named() {
    let both = json!({
        "conditions": ["retinoid", "botulinum", "filler"],
        "dates": {"retinoid": "2027-01-10", "botulinum": "2026-12-31", "filler": "2026-12-01"},
    });
    let answer = ask("rejuvenation", both);
    assert_eq!(answer["earliest_start"], "2027-01-17");
    assert_eq!((&answer["status"], &answer["flags"]), (&json!("delay"), &json!(["botulinum", "filler", "retinoid"])));
    let filler = json!({"conditions": ["filler"], "dates": {"filler": "2026-12-01"}});
    assert_eq!(screened("rejuvenation", filler), pair("ask_clinician", "filler"));
}

#[test]
fn rule_2_scars_by_their_age_at_the_start() {
    let surgical = "surgical_traumatic_scars";
    let burn = "burn_scars";
    let by_age = [
        (surgical, "2027-02-01", "delay", "scar_under_6w", "2027-03-15"),
        (surgical, "2028-01-01", "delay", "scar_under_6w", "2028-02-12"),
        (surgical, "2026-11-21", "delay", "scar_under_6w", "2027-01-02"),
        (surgical, "2026-11-20", "ask_clinician", "scar_6w_6m", "2027-01-01"),
        (surgical, "2026-07-04", "ask_clinician", "scar_6w_6m", "2027-01-01"),
        (surgical, "2026-07-03", "ok", "", "2027-01-01"),
        (burn, "2026-07-04", "delay", "scar_under_6m specialist_only", "2027-01-02"),
        (burn, "2026-07-03", "ask_clinician", "scar_immature specialist_only", "2027-01-01"),
        (burn, "2026-01-03", "ask_clinician", "scar_immature specialist_only", "2027-01-01"),
        (burn, "2026-01-02", "ask_clinician", "specialist_only", "2027-01-01"),
        ("acne_scars", "2026-12-31", "ok", "", "2027-01-01"),
    ];
    for (concern, closed, status, flags, earliest) in by_age {
        let changes = json!({"dates": {"scar": closed}});
        assert_eq!(ask(concern, changes.clone())["earliest_start"], earliest, "{concern} {closed}");
        assert_eq!(screened(concern, changes), pair(status, flags), "{concern} {closed}");
    }
    assert_eq!(screened(surgical, json!({})), pair("ask_clinician", "scar_age_unknown"));
}

#[test]
fn rule_3_spacing_by_skin_and_device() {
    let rows = [
        ("acne_scars", 3, "mechanical", [2, 4, 6]),
        ("acne_scars", 4, "mechanical", [4, 4, 6]),
        ("acne_scars", 3, "rf", [4, 4, 6]),
        ("melasma", 4, "mechanical", [4, 4, 4]),
        ("burn_scars", 6, "rf", [4, 6, 12]),
        ("alopecia_androgenetic", 6, "mechanical", [1, 2, 4]),
        ("alopecia_androgenetic", 2, "rf", [4, 4, 4]),
        ("alopecia_areata", 6, "mechanical", [3, 3, 4]),
        ("alopecia_areata", 2, "rf", [4, 4, 4]),
        ("hyperhidrosis", 3, "rf", [2, 3, 4]),
        ("hyperhidrosis", 4, "rf", [3, 3, 4]),
        ("acne_active", 3, "rf", [2, 4, 6]),
        ("acne_active", 4, "rf", [4, 4, 6]),
    ];
    for (concern, phototype, device, [min, used, max]) in rows {
        let answer = ask(concern, json!({"phototype": phototype, "device": device}));
        let expected = json!({"min": min, "used": used, "max": max});
        assert_eq!(answer["interval_weeks"], expected, "{concern} {phototype} {device}");
        let pih = answer["flags"].as_array().unwrap().contains(&json!("pih_risk_high"));
        assert_eq!(pih, concern == "hyperhidrosis" && phototype == 4, "{concern} {phototype}");
    }
}

#[test]
fn rule_3_the_clinics_own_spacing() {
    for (weeks, used, flags) in [
        (1, 2, "interval_raised_to_minimum"),
        (2, 2, ""),
        (6, 6, ""),
        (7, 7, "interval_above_studied"),
        (52, 52, "interval_above_studied"),
    ] {
        let changes = json!({"interval_weeks": weeks});
        let expected = json!({"min": 2, "used": used, "max": 6});
        assert_eq!(ask("acne_scars", changes.clone())["interval_weeks"], expected);
        assert_eq!(screened("acne_scars", changes), pair("ok", flags), "{weeks}");
    }
}

#[test]
fn rule_4_hair_courses_by_spacing() {
    for (weeks, [low, likely, high]) in
        [(1, [12, 16, 24]), (2, [6, 8, 12]), (3, [4, 5, 8]), (5, [2, 3, 5]), (52, [1, 1, 1])]
    {
        let answer = ask("alopecia_androgenetic", json!({"interval_weeks": weeks, "severity": null}));
        assert_eq!(answer["sessions"], json!({"low": low, "likely": likely, "high": high}), "{weeks}");
    }
    // 12 / 8 and 24 / 16 are exactly one and a half: half a session is rounded up.
    assert_eq!(ask("alopecia_androgenetic", json!({"interval_weeks": 8}))["sessions"]["low"], 2);
    assert_eq!(ask("alopecia_androgenetic", json!({"interval_weeks": 16}))["sessions"]["high"], 2);
}

#[test]
fn rule_4_rolling_scars_may_need_one_session_less() {
    for (severity, low) in [(json!("mild"), 2), (json!("moderate"), 2), (json!("severe"), 2), (json!(null), 2)] {
        let rolling = ask("acne_scars", json!({"severity": severity, "scar_type": "rolling"}));
        assert_eq!(rolling["sessions"]["low"], low, "{severity}");
    }
    assert_eq!(ask("acne_scars", json!({"scar_type": "boxcar"}))["sessions"]["low"], 3);
    assert_eq!(ask("stretch_marks", json!({"scar_type": "rolling"}))["sessions"]["low"], 3);
}

#[test]
fn rule_4_without_a_severity_the_rows_are_joined() {
    let answer = ask("burn_scars", json!({"severity": null}));
    assert_eq!(answer["sessions"], json!({"low": 1, "likely": 3, "high": 6}));
    assert!(answer["flags"].as_array().unwrap().contains(&json!("severity_unknown")));
}

#[test]
fn rule_5_grades() {
    let rows = [
        ("acne_scars", json!({"scar_type": "icepick"}), "very limited", "icepick_consider_cross_or_punch"),
        (
            "acne_scars",
            json!({"scar_type": "icepick", "device": "rf"}),
            "very limited",
            "icepick_consider_cross_or_punch rf_evidence_weaker rf_fda_2025",
        ),
        ("stretch_marks", json!({"scar_type": "icepick", "device": "rf"}), "limited", "rf_fda_2025"),
        ("rejuvenation", json!({"severity": "severe"}), "very limited", "deep_lines_or_laxity"),
        ("stretch_marks", json!({"severity": "severe"}), "limited", ""),
        ("alopecia_androgenetic", json!({}), "moderate", ""),
        ("alopecia_androgenetic", json!({"severity": "severe"}), "limited", "severity_outside_trials"),
        ("alopecia_androgenetic", json!({"adjunct": null}), "limited", "adjunct_unknown"),
        ("alopecia_androgenetic", json!({"adjunct": false}), "very limited", "missing_adjunct"),
        ("melasma", json!({"adjunct": null}), "very limited", "adjunct_unknown"),
        ("melasma", json!({"adjunct": false}), "very limited", "missing_adjunct"),
        ("stretch_marks", json!({"adjunct": false}), "limited", ""),
    ];
    for (concern, changes, grade, flags) in rows {
        assert_eq!(ask(concern, changes.clone())["grade"], grade, "{concern} {changes}");
        assert_eq!(screened(concern, changes.clone()), pair("ok", flags), "{concern} {changes}");
    }
}

#[test]
fn rule_6_the_result_is_complete_no_earlier_than_it_shows() {
    // The only session is in week 0, and 0 + 4 weeks is before anything shows.
    let answer = ask("alopecia_androgenetic", json!({"interval_weeks": 52}));
    assert_eq!(answer["last_session_week"], json!([0, 0, 0]));
    assert_eq!(answer["full_result_week"], json!([6, 12, 26]));
}

#[test]
fn rule_7_the_event() {
    // Three, four or six sessions 4 weeks apart; visible from week 4, complete in week 36.
    let rows = [
        ("2026-12-31", 0, 0, "do_not_start"),
        ("2027-01-01", 0, 0, "do_not_start"),
        ("2027-01-14", 1, 0, "do_not_start"),
        ("2027-01-15", 2, 1, "no_visible_change_expected"),
        ("2027-01-28", 3, 1, "no_visible_change_expected"),
        ("2027-01-29", 4, 1, "partial_series"),
        ("2027-02-12", 6, 2, "partial_series"),
        ("2027-04-08", 13, 3, "partial_series"),
        ("2027-04-09", 14, 4, "series_done_result_partial"),
        ("2027-09-09", 35, 6, "series_done_result_partial"),
        ("2027-09-10", 36, 6, "full_result_before_event"),
        ("2199-12-31", 9026, 6, "full_result_before_event"),
    ];
    for (event, weeks, fit, verdict) in rows {
        let answer = ask("acne_scars", json!({"event": event}));
        let expected = json!({"weeks_available": weeks, "sessions_that_fit": fit, "verdict": verdict});
        assert_eq!(answer["event"], expected, "{event}");
    }
}

#[test]
fn rule_7_more_time_to_heal_for_some() {
    // Three weeks are enough for the short buffer only.
    let rows = [
        ("acne_scars", json!({}), 1),
        ("acne_scars", json!({"phototype": 4}), 0),
        ("acne_scars", json!({"phototype": null}), 0),
        ("acne_scars", json!({"device": "rf"}), 0),
        ("acne_scars", json!({"device": null}), 1),
        ("hyperhidrosis", json!({"device": null}), 0),
        ("burn_scars", json!({}), 0),
        ("surgical_traumatic_scars", json!({}), 1),
    ];
    for (concern, mut changes, fit) in rows {
        changes["event"] = json!("2027-01-22");
        assert_eq!(ask(concern, changes.clone())["event"]["sessions_that_fit"], fit, "{concern} {changes}");
    }
}

/// No file has a concern whose widest spacing is closer than what is safe, so one is made here.
#[test]
fn rule_3_raises_the_widest_spacing_with_the_closest() {
    let core = evidence::core().unwrap();
    let mut concerns: Vec<Concern> = core.concerns().cloned().collect();
    for concern in &mut concerns {
        if let ConcernKind::Treatable(protocol) = &mut concern.kind {
            (protocol.interval.min, protocol.interval.typical, protocol.interval.max) = (Weeks(1), Weeks(2), Weeks(3));
        }
    }
    let evidence = Evidence::new(EvidenceParts {
        concerns,
        screening: core.conditions().cloned().collect(),
        preparation: core.preparation,
        session: core.session,
        aftercare: core.aftercare,
        restrictions: core.restrictions,
        healing: core.healing,
        questions: core.questions,
        phases: core.phases,
    });
    let estimate = estimate(&evidence.unwrap(), &Profile::new(ConcernId::Melasma, EARLIEST));
    let expected = UsedInterval { min: Weeks(4), used: Weeks(4), max: Weeks(4) };
    assert_eq!(estimate.plan().unwrap().interval, expected);
}

#[test]
fn rule_8_the_latest_start_leaves_time_for_the_sessions_and_to_heal() {
    let mut profile = Profile::new(ConcernId::AcneScars, EARLIEST);
    profile.phototype = Some(Phototype::II);
    profile.device = Some(Device::Mechanical);
    let estimate = estimate(&evidence::core().unwrap(), &profile);
    let plan = estimate.plan().unwrap();
    let event = add_weeks(plan.earliest_start, Weeks(10));
    // Four weeks apart, with two to heal.
    assert_eq!(plan.latest_start(1, event), Some(add_weeks(plan.earliest_start, Weeks(8))));
    assert_eq!(plan.latest_start(3, event), Some(plan.earliest_start));
    assert_eq!(plan.latest_start(4, event), None);
}
