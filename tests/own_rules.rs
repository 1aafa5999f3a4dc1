//! What a clinic's own rules do to the aftercare, on the list and on Today.

#![allow(clippy::unwrap_used, reason = "a helper that cannot set the scene fails the test")]

mod english;

use english::english;

use microneedling_planner::content::evidence;
use microneedling_planner::domain::checklist::Checklist;
use microneedling_planner::domain::course::SessionId;
use microneedling_planner::domain::dates::parse_iso;
use microneedling_planner::domain::ids::ConcernId;
use microneedling_planner::domain::moment::{Instant, Utc};
use microneedling_planner::domain::restriction::{Own, OwnRules};
use microneedling_planner::domain::sorted::SortedMap;
use microneedling_planner::domain::today::Since;
use microneedling_planner::present::aftercare;
use microneedling_planner::present::checklist::{Row, Setting, sections};
use microneedling_planner::present::locale::PlainEnglish;
use microneedling_planner::present::say::Say;
use microneedling_planner::present::today::actions;

/// Hours that a person's clinic has told them.
fn told(hours: &[(&str, u16)]) -> SortedMap<String, u16> {
    hours.iter().map(|(id, hours)| ((*id).to_owned(), *hours)).collect()
}

fn own(typed: &SortedMap<String, u16>) -> Option<Own<'_>> {
    Some(Own { rules: OwnRules { typed, clinic: None }, careful: true })
}

#[test]
fn no_line_of_the_aftercare_says_other_hours_than_the_clinics_own() {
    let evidence = evidence::core().unwrap();
    let hair = Some(ConcernId::AlopeciaAndrogenetic);
    let sources = aftercare::rows(hair, own(&told(&[])), &evidence);
    assert_eq!(sources, aftercare::rows(hair, None, &evidence), "without a rule nothing changes");
    for restriction in &evidence.restrictions {
        let typed = told(&[(&restriction.id, 1000)]);
        let (clinics, others): (Vec<_>, Vec<_>) =
            aftercare::rows(hair, own(&typed), &evidence).into_iter().partition(|care| care.own);
        let [care] = clinics.as_slice() else { panic!("{}: {clinics:?}", restriction.id) };
        assert_eq!((care.text_id.as_str(), care.to), (&*format!("after.own.{}", restriction.id), Some(1000)));
        assert!(care.basis.is_empty(), "the clinic has decided");
        let gone: Vec<_> = sources.iter().filter(|row| !others.contains(row)).map(|row| row.id.as_str()).collect();
        let expected: &[&str] = match restriction.id.as_str() {
            "only_gel" => &["clinic_gel", "gentle_cleanser", "flaking"],
            "no_products" => &["no_products", "daily_spf"],
            "direct_sun" => &["out_of_sun"],
            "minoxidil" => &["no_minoxidil"],
            "alcohol_hot_water" => &["no_touching"],
            "make_up" => &["make_up_returns"],
            "sweat" => &["no_sweat"],
            "actives" => &["no_actives", "actives_return"],
            "hair_removal" => &["no_actives"],
            "procedures" => &["no_procedures"],
            "sunbathing" => &["no_sunbathing"],
            "daily_spf" => &["daily_spf"],
            other => panic!("{other} is said by no line"),
        };
        assert_eq!(gone, expected, "{}", restriction.id);
    }
    // Of two in one line, the other one keeps the hours of the sources.
    let rows = aftercare::rows(hair, own(&told(&[("hair_removal", 48)])), &evidence);
    let of = |id: &str| rows.iter().find(|care| care.id == id).unwrap();
    assert_eq!((of("no_actives").to, of("no_actives").own), (Some(168), false));
    assert_eq!((of("hair_removal").to, of("hair_removal").own), (Some(48), true));
    let none = aftercare::rows(hair, own(&told(&[("make_up", 0)])), &evidence);
    assert!(none.iter().all(|care| !care.id.starts_with("make_up")), "of no hours there is nothing to say");
    // What a clinic says for everyone does not shorten what careful skin needs.
    let (none, all) = (told(&[]), told(&[("daily_spf", 336)]));
    let sunscreen = |careful| {
        let rules = OwnRules { typed: &none, clinic: Some(&all) };
        let rows = aftercare::rows(hair, Some(Own { rules, careful }), &evidence);
        rows.into_iter().find(|care| care.id == "daily_spf").unwrap().to
    };
    assert_eq!((sunscreen(true), sunscreen(false)), (Some(672), Some(336)));
}

#[test]
fn a_longer_rule_of_the_clinic_keeps_make_up_and_actives_from_what_to_do_now() {
    let (evidence, words) = (evidence::core().unwrap(), english());
    let say = Say { words: &words, locale: &PlainEnglish };
    let typed = told(&[("make_up", 96), ("actives", 250), ("no_products", 48)]);
    let end = Instant::parse("2026-12-01T10:00Z").unwrap();
    let texts = |hours, own| {
        let since = Since::new(SessionId { course: 1, number: 1 }, end, end.plus_hours(hours), &Utc);
        let (now, later) = actions(since, aftercare::rows(None, own, &evidence), say);
        let ids = |rows: Vec<Row>| rows.into_iter().map(|row| row.text_id).collect::<Vec<_>>();
        (ids(now), ids(later))
    };
    let says = |list: &[String], text: &str| list.iter().any(|id| id == text);
    assert!(says(&texts(50, None).0, "after.make_up_returns") && says(&texts(170, None).0, "after.actives_return"));
    for hours in [0, 30, 50, 97, 170, 251] {
        let (now, later) = texts(hours, own(&typed));
        for list in [now, later] {
            assert!(!says(&list, "after.make_up_returns") && !says(&list, "after.actives_return"), "{hours}: {list:?}");
        }
    }
    let (now, later) = texts(47, own(&typed));
    assert!(!says(&now, "after.then.daily_spf") && says(&later, "after.then.daily_spf"));
    assert!(says(&texts(48, own(&typed)).0, "after.then.daily_spf"));
    // No moisturiser while only the clinic's gel may go on, and the text that gives a day is not said.
    let gel = told(&[("only_gel", 96)]);
    let (now, later) = texts(80, own(&gel));
    assert!(says(&later, "after.then.flaking") && !says(&now, "after.then.flaking") && !says(&now, "after.flaking"));
    assert!(says(&texts(96, own(&gel)).0, "after.then.flaking"));
    assert!(says(&texts(80, own(&told(&[("only_gel", 12)]))).0, "after.flaking"));

    let setting = Setting { session: 1, day: parse_iso("2026-12-01"), own: own(&typed), ..Setting::default() };
    let sections = sections(Checklist::Aftercare, setting, &evidence, say);
    let when = |id: &str| sections.iter().flat_map(|list| &list.rows).find(|row| row.id == id).unwrap().when.clone();
    assert_eq!(when("make_up_returns").unwrap(), "Your clinic’s rule: first 4 days, until 5 Dec 2026");
    // 250 hours are no whole days: none of them is cut off.
    assert_eq!(when("no_actives").unwrap(), "Your clinic’s rule: first 250 hours, until 12 Dec 2026");
    assert_eq!(when("daily_spf").unwrap(), "day 2 to 28, until 29 Dec 2026");
}
