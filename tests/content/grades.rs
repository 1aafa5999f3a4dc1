//! The reading grade of each screen, and the file that shows it to people: `content/measured.json`, with the account of
//! accessibility counted. With `PLANNER_WRITE` set, as `cargo xtask scorecard` does, the file is written anew.

use super::*;

/// Every screen of the English words with what was counted of it. An asterisk stands for the small ones of a file together.
pub fn screens() -> Vec<(String, Count)> {
    let terms = terms();
    let names: Vec<String> = serde_json::from_value(evidence_json("names")).unwrap();
    let left_out = LeftOut::new(
        names.into_iter().chain(terms.values().cloned()).collect(),
        &column(&evidence_json("sources"), "title"),
    );
    let mut screens: Vec<(String, Count)> = Vec::new();
    let mut leftover = Count::default();
    for file in words().0 {
        let mut groups: BTreeMap<String, Vec<Count>> = BTreeMap::new();
        for entry in file.entries.iter().filter(|entry| !of_the_field(&entry.id)) {
            let group = entry.id.splitn(3, '.').take(2).collect::<Vec<_>>().join(".");
            let counts = entry.forms.iter().map(|(_, text)| left_out.count(&shown(text, &terms)));
            groups.entry(group).or_default().extend(counts);
        }
        let groups = groups.into_iter().map(|(group, counts)| (group, counts.into_iter().sum::<Count>()));
        let (large, small): (Vec<_>, Vec<_>) = groups.partition(|(_, count)| count.words >= WORDS_OF_A_SCREEN);
        screens.extend(large.into_iter().map(|(group, count)| (format!("{} {group}", file.path), count)));
        let pool: Count = small.into_iter().map(|(_, count)| count).sum();
        if pool.words >= WORDS_OF_A_SCREEN {
            screens.push((format!("{} *", file.path), pool));
        } else {
            leftover = [leftover, pool].into_iter().sum();
        }
    }
    if leftover.words > 0 {
        screens.push(("*".to_owned(), leftover));
    }
    screens
}

/// Whether the text says what kind of study or text a source is. It stands in a reference, beside authors and title, in
/// the words that such studies use of themselves ("split-face", "single-arm"), so that it can be looked up.
fn of_the_field(id: &str) -> bool {
    id.starts_with("sources.design.") || id.starts_with("source.") && id.ends_with(".design")
}

/// The grade in tenths, as a whole number.
#[allow(clippy::cast_possible_truncation, reason = "no grade is anywhere near the bounds")]
fn tenths(count: Count) -> i16 {
    (count.grade() * 10.0).round() as i16
}

/// The file as it should be.
fn measured() -> String {
    let rows = screens().into_iter().map(|(screen, count)| {
        let screen = screen.replace("content/en/", "").replace(".json", "");
        format!("    {{ \"screen\": {}, \"tenths\": {} }}", Value::from(screen), tenths(count))
    });
    let rows: Vec<String> = rows.collect();
    let (all, tested, by_hand, none) = criteria(&read(&root().join("docs/accessibility.md")));
    format!(
        "{{\n  \"accessibility\": {{ \"all\": {all}, \"tested\": {tested}, \"by_hand\": {by_hand}, \"none\": {none} }},\n  \
         \"reading\": [\n{}\n  ]\n}}\n",
        rows.join(",\n")
    )
}

/// Of the criteria in the account of accessibility: all, those with a test, those looked at by hand alone, and those that
/// do not apply. `tests/documents.rs` holds the account itself.
fn criteria(account: &str) -> (usize, usize, usize, usize) {
    let (mut tested, mut by_hand, mut none) = (0, 0, 0);
    for line in account.lines() {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [criterion, _, how, test] = cells[..] else { continue };
        if !criterion.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        match (how.starts_with("Does not apply"), test.contains('"')) {
            (true, _) => none += 1,
            (false, true) => tested += 1,
            (false, false) => by_hand += 1,
        }
    }
    (tested + by_hand + none, tested, by_hand, none)
}

#[test]
fn the_grades_that_are_shown_are_those_that_were_counted() {
    let (path, measured) = (root().join("content/measured.json"), measured());
    if std::env::var_os("PLANNER_WRITE").is_some() {
        std::fs::write(&path, &measured).unwrap();
    }
    let shown = read(&path);
    assert!(shown == measured, "content/measured.json is stale: `cargo xtask scorecard` writes it anew");
}

#[test]
fn a_criterion_is_counted_once_by_how_it_is_met() {
    let account = "| criterion | level | how | test |\n|---|---|---|---|\n\
        | 1.1.1 A | A | Is so. | `a.spec.ts` \"it is\" |\n| 1.1.2 B | A | Is so. | by hand |\n\
        | 1.1.3 C | A | Does not apply: none. | by hand |\n| a row | of | something | else |\n";
    assert_eq!(criteria(account), (3, 1, 1, 1));
}
