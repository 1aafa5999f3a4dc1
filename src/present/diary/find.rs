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
/// and marks on letters make no difference, and a part of a word is enough. For no words nothing is found.
pub fn found<'a>(diary: &'a Diary, words: &str, evidence: &Evidence, say: Say<'_>) -> Vec<(NaiveDate, &'a Entry)> {
    let sought = words.split_whitespace().map(|word| {
        let word = folded(word);
        let has = |id: String| folded(&say.text(&id)).contains(&word);
        let signs = evidence.healing.signs.iter().map(|sign| sign.id.as_str());
        let signs = signs.filter(|id| has(format!("sign.{id}.name"))).collect();
        let changes = Change::ALL.iter().copied();
        let changes = changes.filter(|change| has(format!("diary.change.{}", change.as_str()))).collect();
        Sought { word, signs, changes }
    });
    let sought: Vec<Sought<'_>> = sought.collect();
    let says = |entry: &Entry| {
        let note = folded(&entry.note);
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

/// Small letters without their marks: few people type "picazón" with its accent into a field on a phone. What is written
/// as a letter with marks after it loses those too.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            '\u{300}'..='\u{36f}' => {}
            'à'..='å' | 'ā' | 'ă' | 'ą' => folded.push('a'),
            'ç' | 'ć' | 'č' => folded.push('c'),
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => folded.push('e'),
            'ì'..='ï' | 'ī' | 'į' => folded.push('i'),
            'ñ' | 'ń' | 'ň' => folded.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => folded.push('o'),
            'ś' | 'š' | 'ş' | 'ș' => folded.push('s'),
            'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'ź' | 'ż' | 'ž' => folded.push('z'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            _ => folded.push(c),
        }
    }
    folded
}
