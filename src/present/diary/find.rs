//! Finding days of the diary by what was noted on them.
//!
//! Uses: `domain`, `present::say`. Used by: `ui`.

use chrono::NaiveDate;

use crate::domain::diary::{Change, Diary, Entry};
use crate::domain::evidence::Evidence;
use crate::present::say::Say;

/// A word that is looked for, with what else than notes it may mean.
struct Sought<'a> {
    word: String,
    /// Ids of the signs whose names hold it.
    signs: Vec<&'a str>,
    changes: Vec<Change>,
}

/// The days on which all these words were noted, latest first: in the note, as a sign, or as the change. Capital letters
/// make no difference, and a part of a word is enough. For no words nothing is found.
pub fn found<'a>(diary: &'a Diary, words: &str, evidence: &Evidence, say: Say<'_>) -> Vec<(NaiveDate, &'a Entry)> {
    let sought = words.split_whitespace().map(|word| {
        let word = word.to_lowercase();
        let has = |id: String| say.text(&id).to_lowercase().contains(&word);
        let signs = evidence.healing.signs.iter().map(|sign| sign.id.as_str());
        let signs = signs.filter(|id| has(format!("sign.{id}.name"))).collect();
        let changes = Change::ALL.iter().copied();
        let changes = changes.filter(|change| has(format!("diary.change.{}", change.as_str()))).collect();
        Sought { word, signs, changes }
    });
    let sought: Vec<Sought<'_>> = sought.collect();
    let says = |entry: &Entry| {
        let note = entry.note.to_lowercase();
        sought.iter().all(|Sought { word, signs, changes }| {
            note.contains(word)
                || signs.iter().any(|sign| entry.signs.contains_key(*sign))
                || entry.change.is_some_and(|change| changes.contains(&change))
        })
    };
    let all = diary.iter().filter(|(_, entry)| !sought.is_empty() && says(entry));
    let mut found: Vec<_> = all.map(|(day, entry)| (*day, entry)).collect();
    found.reverse();
    found
}
