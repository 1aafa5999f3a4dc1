//! The reading grade of a screen: 0.39 × words ÷ sentences + 11.8 × syllables ÷ words − 15.59 (Flesch–Kincaid).
//!
//! A sentence ends at `.`, `?` or `!`, and at the end of every entry: a heading, a label, a button, a list item. A
//! hyphenated word is one word, a range such as 3–6 is two. A placeholder counts as a numeral. Left out are names of
//! studies, journals, devices and medicines (`content/evidence/names.json`), titles of sources in quotation marks, the
//! terms of the glossary, and what kind of study or text a source is.

use crate::syllables;

/// What is left out of the count.
pub struct LeftOut {
    /// Names and terms, longest first.
    names: Vec<String>,
    /// Titles of sources, in small letters.
    titles: Vec<String>,
}

/// Words, sentences and syllables of some texts.
#[derive(Clone, Copy, Default)]
pub struct Count {
    /// Words.
    pub words: usize,
    sentences: usize,
    syllables: usize,
}

impl LeftOut {
    /// From the names, the terms of the glossary and the titles of the sources.
    pub fn new(mut names: Vec<String>, titles: &[String]) -> Self {
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        Self { names, titles: titles.iter().map(|title| title.to_lowercase()).collect() }
    }

    /// Counts a text without its glossary marks.
    pub fn count(&self, text: &str) -> Count {
        let mut count = Count::default();
        for sentence in sentences(&self.without_names(&self.without_titles(&without_placeholders(text)))) {
            let words: Vec<&str> = sentence
                .split(|c: char| c.is_whitespace() || matches!(c, '–' | '—' | '/' | '…'))
                .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
                .filter(|word| !word.is_empty())
                .collect();
            count.sentences += usize::from(!words.is_empty());
            count.words += words.len();
            count.syllables += words.into_iter().map(syllables::count).sum::<usize>();
        }
        count
    }

    fn without_titles(&self, text: &str) -> String {
        let mut kept = String::new();
        let mut rest = text;
        while let Some((before, quoted)) = rest.split_once('“') {
            let Some((quote, after)) = quoted.split_once('”') else { break };
            let title = quote.trim_end_matches(['.', ',', '?']).to_lowercase();
            kept.push_str(before);
            if !self.titles.contains(&title) {
                kept.push_str(quote);
            }
            rest = after;
        }
        kept + rest
    }

    fn without_names(&self, text: &str) -> String {
        self.names.iter().fold(text.to_owned(), |text, name| without_name(&text, name))
    }
}

/// The text without a name. One in capitals must be written as it is, another may begin a sentence; either may have an
/// `s` at its end.
pub fn without_name(text: &str, name: &str) -> String {
    let (first, rest) = name.split_at(name.chars().next().map_or(0, char::len_utf8));
    without(&without(text, name), &format!("{}{rest}", first.to_uppercase()))
}

/// The text without every place where `name` stands as words of its own.
fn without(text: &str, name: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(name) {
        kept.push_str(before);
        let tail = after.strip_prefix('s').unwrap_or(after);
        let begins = !kept.ends_with(|c: char| c.is_alphanumeric() || c == '-');
        let ends = !tail.starts_with(|c: char| c.is_alphanumeric() || c == '-');
        if !(begins && ends) {
            kept.push_str(name);
        }
        rest = if begins && ends { tail } else { after };
    }
    kept + rest
}

fn without_placeholders(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((_, tail)) = after.split_once('}') else { break };
        kept.push_str(before);
        kept.push('4');
        rest = tail;
    }
    kept + rest
}

fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut ended = false;
    for (at, c) in text.char_indices() {
        if ended && c.is_whitespace() || c == '\n' {
            sentences.push(&text[start..at]);
            start = at;
        }
        // Quotation marks and brackets may close after the full stop.
        ended = matches!(c, '.' | '?' | '!') || ended && matches!(c, ')' | '”' | '’' | '"');
    }
    sentences.push(&text[start..]);
    sentences
}

impl Count {
    /// The grade, for at least one word.
    #[allow(clippy::cast_precision_loss, reason = "a screen has fewer words than 2⁵³")]
    pub fn grade(self) -> f64 {
        let (words, sentences, syllables) = (self.words as f64, self.sentences as f64, self.syllables as f64);
        0.39 * words / sentences + 11.8 * syllables / words - 15.59
    }
}

impl std::iter::Sum for Count {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |sum, count| Self {
            words: sum.words + count.words,
            sentences: sum.sentences + count.sentences,
            syllables: sum.syllables + count.syllables,
        })
    }
}
