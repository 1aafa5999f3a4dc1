//! The rules for every language but English: the same files, ids, placeholders, glossary terms and numbers, nothing left
//! empty or in English, and the typography of the language. A new folder in `content/` is checked by itself; rules
//! that only one language has stand in `HABITS`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use microneedling_planner::content::languages::{LANGUAGES, language_of};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use super::{PLURALS, Piece, json_files, nothing_wrong, pieces, root, words};

/// The folders that each language has, below its own.
const FOLDERS: [&str; 6] = ["", "/plan", "/proofs", "/options", "/details", "/check"];

/// What a language has of its own. A language without habits here is checked by everything else.
struct Habits {
    tag: &'static str,
    /// What may not stand in a text, and why.
    never: &'static [(&'static str, &'static str)],
    /// What may stand only after a no-break space.
    spaced_before: &'static [char],
    /// What may stand only before a no-break space.
    spaced_after: &'static [char],
    /// What is not parted from the number before it.
    units: &'static [&'static str],
    /// What stands as often as its partner.
    pairs: &'static [(char, char)],
    /// Words that are the same in English.
    same: &'static [&'static str],
}

const HABITS: &[Habits] = &[
    Habits {
        tag: "fr",
        never: &[
            ("\"", "write « »"),
            ("“", "write « »"),
            ("”", "write « »"),
            ("'", "write ’"),
            (" ;", "no space before"),
            ("\u{a0};", "no space before"),
            (" ?", "no space before"),
            ("\u{a0}?", "no space before"),
            (" !", "no space before"),
            ("\u{a0}!", "no space before"),
            (" %", "write a no-break space before"),
            (" $", "write a no-break space before"),
            ("\u{ad}", "the style parts words"),
        ],
        spaced_before: &[':', '»'],
        spaced_after: &['«'],
        units: &[
            "%", "mm", "mg", "ko", "Mo", "minute", "minutes", "heure", "heures", "jour", "jours", "semaine",
            "semaines", "mois", "an", "ans", "séance", "séances",
        ],
        pairs: &[('«', '»')],
        same: &[
            "Euro",
            "excellent",
            "Laser",
            "subcision",
            "antiviral",
            "photo",
            "photos",
            "Note",
            "Copies",
            "Phase",
            "Pause",
            "Source",
            "page",
        ],
    },
    Habits {
        tag: "es",
        never: &[
            ("\"", "write « »"),
            ("“", "write « »"),
            ("”", "write « »"),
            ("« ", "no space after «"),
            (" »", "no space before »"),
            ("«\u{a0}", "no space after «"),
            ("\u{a0}»", "no space before »"),
            (" :", "no space before"),
            ("\u{a0}:", "no space before"),
            (" ?", "no space before"),
            (" !", "no space before"),
            ("\u{ad}", "the style parts words"),
        ],
        spaced_before: &[],
        spaced_after: &[],
        units: &["%", "mm", "mg", "KB", "MB"],
        pairs: &[('¿', '?'), ('¡', '!'), ('«', '»')],
        same: &["Euro", "melasma", "alopecia areata", "antiviral", "No", "1"],
    },
];

/// Names, which no language translates.
const NAMES: &[&str] =
    &["PRP", "CROSS", "WordPress", "Wix", "Squarespace", "OK", "Microneedling", "mm", "KB", "ltr", "rtl"];

/// What a booking link may begin with, an address, code: no rule of typography holds for it.
const CODE: &[&str] = &["https://", "tel:", "mailto:", "'self'"];

/// Small words of English that no other language here has, apart from names.
const ENGLISH: &[&str] = &[
    "the", "and", "with", "your", "you", "are", "this", "that", "which", "for", "not", "it", "how", "have", "has",
    "was", "were", "will", "they", "there", "than", "if", "its", "can", "may", "been", "we", "our", "after", "does",
    "about", "should", "would", "when", "what", "where", "before", "from",
];

fn habits(tag: &str) -> Option<&'static Habits> {
    HABITS.iter().find(|habits| habits.tag == tag)
}

fn translations() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().skip(1).map(|language| language.tag)
}

/// A text in each of its forms, by the name of the form.
pub type Forms = Vec<(String, String)>;

/// The texts of a file in their order.
struct Ordered(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Ordered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Ordered;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object of texts")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Ordered, A::Error> {
                let mut rows = Vec::new();
                while let Some(row) = map.next_entry()? {
                    rows.push(row);
                }
                Ok(Ordered(rows))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

fn forms(text: &Value) -> Forms {
    match text {
        Value::Object(forms) => {
            forms.iter().map(|(form, text)| (form.clone(), text.as_str().unwrap_or_default().to_owned())).collect()
        }
        text => vec![(String::new(), text.as_str().unwrap_or_default().to_owned())],
    }
}

/// The files of a language: path within its folder, and texts in their order.
pub fn files(tag: &str) -> Vec<(String, Vec<(String, Forms)>)> {
    let start = format!("content/{tag}");
    let mut files = Vec::new();
    for (path, json) in FOLDERS.iter().flat_map(|folder| json_files(&format!("{start}{folder}"))) {
        let rows: Ordered = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{path}: {error}"));
        let texts = rows.0.into_iter().map(|(id, text)| (id, forms(&text))).collect();
        files.push((path.strip_prefix(&start).unwrap().to_owned(), texts));
    }
    files
}

/// The English forms of every text, by id.
fn english() -> BTreeMap<String, Forms> {
    let entries = words().0.into_iter().flat_map(|file| file.entries);
    entries.map(|entry| (entry.id, entry.forms)).collect()
}

/// Says what is wrong with each text of each translation, beside the English one.
pub fn check(rule: &str, complain: impl Fn(&str, &str, &Forms, &Forms) -> Vec<String>) {
    let english = english();
    let mut wrong = Vec::new();
    for tag in translations() {
        for (path, texts) in files(tag) {
            for (id, forms) in &texts {
                // That it is missing in English is said by another test.
                let Some(source) = english.get(id) else { continue };
                let complaints = complain(tag, id, source, forms).into_iter();
                wrong.extend(complaints.map(|why| format!("content/{tag}{path} {id}: {why}")));
            }
        }
    }
    nothing_wrong(rule, &wrong);
}

#[test]
fn every_language_says_what_it_is() {
    let mut wrong = Vec::new();
    let mut names = BTreeSet::new();
    for language in LANGUAGES {
        let tag = language.tag;
        let files = files(tag);
        let said = |id: &str| -> String {
            let found = files.iter().flat_map(|(_, texts)| texts).find(|(known, _)| known == id);
            let text =
                found.and_then(|(_, forms)| forms.iter().find(|(form, _)| matches!(form.as_str(), "" | "label")));
            text.map(|(_, text)| text.clone()).unwrap_or_default()
        };
        let (name, locale, direction) = (said("language.name"), said("language.locale"), said("language.direction"));
        let is_tag = tag.len() >= 2 && tag.chars().all(|c| c.is_ascii_lowercase());
        if !is_tag || language_of(tag) != Some(*language) {
            wrong.push(format!("content/{tag}: the name of a folder is the tag of a language alone, such as `pt`"));
        }
        if name != language.name || name.trim().is_empty() || !names.insert(name.clone()) {
            wrong.push(format!("content/{tag} language.name: {name:?} is no name of its own"));
        }
        if locale.split('-').next() != Some(tag) || !locale.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
            wrong.push(format!("content/{tag} language.locale: {locale:?} is no variety of {tag}"));
        }
        if !matches!(direction.as_str(), "ltr" | "rtl") {
            wrong.push(format!("content/{tag} language.direction: {direction:?} is neither ltr nor rtl"));
        }
    }
    nothing_wrong("languages", &wrong);
}

#[test]
fn every_language_has_the_files_and_ids_of_english_in_its_order() {
    let ids = |tag| -> BTreeMap<String, Vec<String>> {
        let only_ids = |texts: Vec<(String, Forms)>| texts.into_iter().map(|(id, _)| id).collect();
        files(tag).into_iter().map(|(path, texts)| (path, only_ids(texts))).collect()
    };
    let english = ids(LANGUAGES[0].tag);
    let mut wrong = Vec::new();
    for tag in translations() {
        let translated = ids(tag);
        let start = format!("content/{tag}");
        let others = std::fs::read_dir(root().join(&start)).unwrap().map(|item| item.unwrap());
        for other in others.filter(|item| item.file_type().unwrap().is_dir()) {
            let name = format!("/{}", other.file_name().to_string_lossy());
            if !FOLDERS.contains(&name.as_str()) {
                wrong.push(format!("{start}{name}: no such folder in English"));
            }
        }
        for (path, ids) in &translated {
            let Some(source) = english.get(path) else {
                wrong.push(format!("{start}{path}: no such file in English"));
                continue;
            };
            let missing = source.iter().filter(|id| !ids.contains(id)).map(|id| format!("{start}{path} {id}: missing"));
            let more =
                ids.iter().filter(|id| !source.contains(id)).map(|id| format!("{start}{path} {id}: not in English"));
            let before = wrong.len();
            wrong.extend(missing.chain(more));
            let out_of_order = ids.iter().zip(source).find(|(id, source)| id != source);
            if let (Some((id, source)), true) = (out_of_order, wrong.len() == before) {
                wrong.push(format!("{start}{path} {id}: English has {source} here, or one of them is there twice"));
            }
        }
        let missing = english.keys().filter(|path| !translated.contains_key(*path));
        wrong.extend(missing.map(|path| format!("{start}{path}: missing")));
    }
    nothing_wrong("files and ids", &wrong);
}

#[test]
fn every_plural_has_the_forms_of_its_language() {
    let mut wrong = Vec::new();
    let english = english();
    for tag in translations() {
        let texts: Vec<(String, Forms)> = files(tag).into_iter().flat_map(|(_, texts)| texts).collect();
        let names = |forms: &Forms| forms.iter().map(|(form, _)| form.clone()).collect::<BTreeSet<_>>();
        // Which forms a language has, a browser knows: languages.spec.ts holds this set against it.
        let own = texts.iter().map(|(_, forms)| names(forms)).find(|names| !names.contains("")).unwrap_or_default();
        if !own.contains("other") || !own.iter().all(|form| PLURALS.contains(&form.as_str())) {
            wrong.push(format!("content/{tag}: forms {own:?}, must be of {PLURALS:?} with `other`"));
        }
        for (id, forms) in &texts {
            let plural = english.get(id).is_some_and(|source| source.iter().any(|(form, _)| !form.is_empty()));
            let names = names(forms);
            if plural && names != own {
                wrong.push(format!("content/{tag} {id}: forms {names:?}, others have {own:?}"));
            }
            if !plural && names.iter().any(|form| !form.is_empty()) {
                wrong.push(format!("content/{tag} {id}: forms {names:?}, one text in English"));
            }
        }
    }
    nothing_wrong("plurals", &wrong);
}

#[test]
fn no_text_of_a_translation_is_empty() {
    check("empty texts", |_, _, _, forms| {
        forms.iter().filter(|(_, text)| text.trim().is_empty()).map(|(form, _)| format!("{form} is empty")).collect()
    });
}

/// `{name}` in a text, in its order.
fn holes(forms: &Forms) -> BTreeSet<String> {
    let mut holes = BTreeSet::new();
    for (_, text) in forms {
        for part in text.split('{').skip(1) {
            holes.insert(part.split('}').next().unwrap().to_owned());
        }
    }
    holes
}

#[test]
fn every_translation_has_the_placeholders_of_english() {
    check("placeholders", |_, _, english, forms| {
        let (wanted, found) = (holes(english), holes(forms));
        let whole = forms.iter().all(|(_, text)| text.matches('{').count() == text.matches('}').count());
        let differ = (wanted != found).then(|| format!("{found:?}, English has {wanted:?}"));
        differ.into_iter().chain((!whole).then(|| "a placeholder is not whole".to_owned())).collect()
    });
}

#[test]
fn every_translation_marks_the_terms_of_english() {
    let marks = |forms: &Forms| {
        let mut marks = BTreeSet::new();
        for (_, text) in forms {
            for piece in pieces(text) {
                match piece {
                    Piece::Marked { term, shown } if shown != Some("") => marks.insert(term.to_owned()),
                    Piece::Plain(words) if !words.contains("[[") && !words.contains("]]") => false,
                    _ => marks.insert("a mark that is not whole".to_owned()),
                };
            }
        }
        marks
    };
    check("terms", |_, _, english, forms| {
        let (wanted, found) = (marks(english), marks(forms));
        (wanted != found).then(|| format!("{found:?}, English has {wanted:?}")).into_iter().collect()
    });
}

/// The words of a text in small letters, without terms' ids and placeholders.
pub fn plain(text: &str) -> String {
    let mut plain = String::new();
    for piece in pieces(text) {
        let words = match piece {
            Piece::Plain(words) | Piece::Marked { shown: Some(words), .. } => words,
            Piece::Marked { .. } => "",
        };
        for (at, part) in words.split('{').enumerate() {
            let part = if at == 0 { part } else { part.split_once('}').map_or("", |(_, rest)| rest) };
            plain.extend(part.to_lowercase().chars().map(|c| if c.is_alphanumeric() || c == '%' { c } else { ' ' }));
            plain.push(' ');
        }
    }
    format!(" {} ", plain.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn no_english_is_left() {
    check("English", |tag, _, english, forms| {
        let same = habits(tag).map_or(&[][..], |habits| habits.same);
        let may_stay = |words: &str| {
            let known = |word: &str| same.iter().chain(NAMES).any(|name| plain(name).trim() == word);
            words.trim().is_empty() || known(words.trim()) || words.split_whitespace().all(known)
        };
        let mut complaints = Vec::new();
        for (form, text) in forms {
            let words = plain(text);
            let as_in_english = english.iter().any(|(_, source)| source == text);
            if as_in_english && !may_stay(&words) {
                complaints.push(format!("{form} {text:?} is the English text"));
            }
            let left = ENGLISH.iter().find(|word| words.contains(&format!(" {word} ")));
            if let Some(word) = left {
                complaints.push(format!("{word:?} is English in {text:?}"));
            }
        }
        complaints
    });
}

/// The numbers in a text, written in one way. `English` has `1,000` and `0.5`, others `1 000`, `1.000` or `1000` and `0,5`.
fn numbers(forms: &Forms, english: bool) -> BTreeSet<String> {
    let mut numbers = BTreeSet::new();
    for (_, text) in forms {
        let letters: Vec<char> = text.chars().collect();
        let digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
        let mut number = String::new();
        for (at, &c) in letters.iter().enumerate() {
            let before = !number.is_empty() && digit(at + 1);
            let three = before && digit(at + 2) && digit(at + 3) && !digit(at + 4);
            match c {
                '0'..='9' => number.push(c),
                ',' if english && three => {}
                '.' | ' ' | '\u{a0}' | '\u{202f}' if !english && three => {}
                '.' | ',' if before => number.push('.'),
                _ => numbers.extend((!number.is_empty()).then(|| std::mem::take(&mut number))),
            }
        }
        numbers.extend((!number.is_empty()).then_some(number));
    }
    numbers
}

/// Texts whose numbers are an example from where the language is spoken.
const EXAMPLES: &[&str] = &["error.not_phone"];

#[test]
fn every_translation_has_the_numbers_of_english() {
    check("numbers", |_, id, english, forms| {
        if EXAMPLES.contains(&id) {
            return Vec::new();
        }
        let (wanted, found) = (numbers(english, true), numbers(forms, false));
        (wanted != found).then(|| format!("{found:?}, English has {wanted:?}")).into_iter().collect()
    });
}

#[test]
fn numbers_are_compared_as_they_are_meant() {
    let read =
        |text: &str, english| numbers(&vec![(String::new(), text.to_owned())], english).into_iter().collect::<Vec<_>>();
    assert_eq!(read("0.5–1.5 mm, 1,845 of 100,000 in 2017.", true), ["0.5", "1.5", "100000", "1845", "2017"]);
    assert_eq!(read("0,5–1,5 mm, 1\u{a0}845 sur 100 000 en 2017.", false), ["0.5", "1.5", "100000", "1845", "2017"]);
    assert_eq!(read("1.845, 1845", false), ["1845"]);
    assert_eq!(read("12 3456", false), ["12", "3456"]);
}

#[test]
fn every_language_keeps_its_typography() {
    check("typography", |tag, _, _, forms| {
        let Some(habits) = habits(tag) else { return Vec::new() };
        let mut complaints = Vec::new();
        for (_, text) in forms {
            let text = CODE.iter().fold(text.clone(), |text, code| text.replace(code, ""));
            complaints.extend(untidy(habits, &text).into_iter().map(|why| format!("{why} in {text:?}")));
        }
        complaints
    });
}

/// What is wrong with a text by the habits of its language.
fn untidy(habits: &Habits, text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let mut complaints: Vec<String> = Vec::new();
    for (never, why) in habits.never {
        complaints.extend(text.contains(never).then(|| format!("{never:?}: {why}")));
    }
    for (at, c) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        let after = letters.get(at + 1).copied();
        // A time of day: 10:00.
        let in_number = before.is_some_and(|c| c.is_ascii_digit()) && after.is_some_and(|c| c.is_ascii_digit());
        if habits.spaced_before.contains(c) && before != Some('\u{a0}') && !in_number {
            complaints.push(format!("no U+00A0 before {c}"));
        }
        if habits.spaced_after.contains(c) && after != Some('\u{a0}') {
            complaints.push(format!("no U+00A0 after {c}"));
        }
    }
    for unit in habits.units {
        let parted = text.match_indices(&format!(" {unit}")).any(|(at, found)| {
            let goes_on = text[at + found.len()..].starts_with(char::is_alphanumeric);
            !goes_on && text[..at].ends_with(|c: char| c.is_ascii_digit() || c == '}')
        });
        complaints.extend(parted.then(|| format!("a plain space between a number and {unit}")));
    }
    for (open, close) in habits.pairs {
        if text.matches(*open).count() != text.matches(*close).count() {
            complaints.push(format!("{open} without {close}, or the other way round"));
        }
    }
    complaints
}

#[test]
fn every_habit_sees_what_it_is_for() {
    let of = |tag| habits(tag).unwrap();
    for habits in HABITS {
        assert!(translations().any(|tag| tag == habits.tag), "{}: no such language", habits.tag);
        for (never, _) in habits.never {
            assert!(!untidy(habits, &format!("a{never}a")).is_empty(), "{never:?}");
        }
    }
    for text in ["«\u{a0}Oui\u{a0}»", "Ici\u{a0}: à 10:00.", "Prêt? Oui!", "0,5\u{a0}%"] {
        assert_eq!(untidy(of("fr"), text), Vec::<String>::new());
    }
    for text in ["3 mm", "{low} à {high} mm", "4 semaines", "Jour 3 jour 5", "1 an."] {
        assert!(!untidy(of("fr"), text).is_empty(), "{text}");
    }
    for text in ["3\u{a0}mm", "Pour 4 semainiers", "des semaines", "1 angle"] {
        assert_eq!(untidy(of("fr"), text), Vec::<String>::new());
    }
    assert!(!untidy(of("es"), "{high} mm").is_empty());
    assert_eq!(untidy(of("es"), "4 semanas, 2\u{a0}mm"), Vec::<String>::new());
    for text in ["«Oui»", "« Oui »", "Ici: oui", "\"Oui\"", "Prêt\u{a0}?", "l'eau", "«\u{a0}Oui"] {
        assert!(!untidy(of("fr"), text).is_empty(), "{text}");
    }
    assert_eq!(untidy(of("es"), "¿Sí? ¡Sí! «Sí»: 10:00"), Vec::<String>::new());
    for text in ["Sí?", "¡Sí", "«\u{a0}Sí\u{a0}»", "“Sí”", "Sí :"] {
        assert!(!untidy(of("es"), text).is_empty(), "{text}");
    }
}
