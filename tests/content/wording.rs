//! Finds words and phrases in a text, whatever their hyphens, capitals and spacing.

/// Claims that nobody can make for a treatment. A `*` stands for any ending.
const BANNED: &[&str] = &[
    "painless*",
    "pain free",
    "no pain",
    "no downtime",
    "zero downtime",
    "without downtime",
    "permanent*",
    "guarantee*",
    "miracle*",
    "cure",
    "cures",
    "cured",
    "safe and effective",
    "completely safe",
    "perfectly safe",
    "risk free",
    "no risk",
    "no risks",
    "zero risk",
    "no side effects",
    "clinically proven",
    "scientifically proven",
    "instant result*",
    "instant change*",
    "flawless*",
    "perfect skin",
    "anti age*",
    "anti aging",
    "antiag*",
    "antiageing",
    "people like you",
    "100 %",
    "100 percent",
    "works for everyone",
    "!",
];

/// Words that only a fact may use, whatever else it is known from.
const CLAIMS_OF_STUDIES: &[&str] = &[
    "study",
    "studies",
    "trial",
    "trials",
    "most people",
    "reduces",
    "improves",
    "proven",
    "research",
    "evidence shows",
];

/// Words that a fact may use, or what is told from memory.
const CLAIMS: &[&str] = &["usually", "rarely", "often"];

/// What a number may not stand before, but in a fact.
const UNITS: &[&str] = &[
    "%", "percent", "mm", "cm", "mg", "ml", "hour*", "day", "days", "week", "weeks", "weekly", "month*", "year*",
    "minute*", "session", "sessions", "people", "patients",
];

const RED: &[&str] = &["red", "redness", "reddish", "redder", "reddened", "erythema"];

const SKIN_TONES: &[&str] = &["brown and black skin", "brown or black skin"];

/// A text as the words it is made of.
pub struct Words(Vec<String>);

impl Words {
    /// Words and numbers in small letters; `%`, `!` and, for the end of a sentence, `.` stand by themselves.
    pub fn of(text: &str) -> Self {
        let mut words: Vec<String> = Vec::new();
        let mut word = String::new();
        let mut letters = text.chars().peekable();
        while let Some(c) = letters.next() {
            let next = letters.peek().copied();
            let in_number = word.ends_with(|c: char| c.is_ascii_digit());
            let within = match c {
                '\'' | '’' => !word.is_empty() && next.is_some_and(char::is_alphabetic),
                '.' | ',' => in_number && next.is_some_and(|next| next.is_ascii_digit()),
                _ => {
                    c.is_alphanumeric() && !(in_number && c.is_alphabetic() && word.chars().all(|c| !c.is_alphabetic()))
                }
            };
            if within {
                word.extend(c.to_lowercase());
                continue;
            }
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            match c {
                '%' | '!' => words.push(c.to_string()),
                '.' | '?' | ';' | ':' => words.push(".".to_owned()),
                _ if c.is_alphanumeric() => word.extend(c.to_lowercase()),
                _ => {}
            }
        }
        if !word.is_empty() {
            words.push(word);
        }
        Self(words)
    }

    /// The first of the phrases that the text has.
    fn first_of(&self, phrases: &[&'static str]) -> Option<&'static str> {
        phrases.iter().copied().find(|phrase| {
            let parts: Vec<&str> = phrase.split(' ').collect();
            self.0.windows(parts.len()).any(|words| words.iter().zip(&parts).all(|(word, part)| is(word, part)))
        })
    }

    /// A claim that is banned everywhere.
    pub fn banned(&self) -> Option<&'static str> {
        self.first_of(BANNED)
    }

    /// What makes the text a claim about the world, and so a fact.
    pub fn claim(&self) -> Option<String> {
        let word = self.first_of(CLAIMS).or_else(|| self.0.iter().any(|word| word == "%").then_some("%"));
        let unit = |pair: &&[String]| is_number(&pair[0]) && UNITS.iter().any(|unit| is(&pair[1], unit));
        let number = || self.0.windows(2).find(unit).map(|words| words.join(" "));
        self.claim_of_studies().or_else(|| word.map(str::to_owned)).or_else(number)
    }

    /// What makes the text a claim about what was counted in people.
    pub fn claim_of_studies(&self) -> Option<String> {
        let share = |words: &&[String]| {
            is_number(&words[0]) && matches!(words[1].as_str(), "in" | "of") && is_number(&words[2])
        };
        let many = |pair: &&[String]| {
            let people = is_number(&pair[0]) && matches!(pair[1].as_str(), "people" | "patients");
            people || pair[0] == "in" && matches!(pair[1].as_str(), "10" | "100" | "1000" | "1,000")
        };
        let counted = || self.0.windows(2).find(many).or_else(|| self.0.windows(3).find(share));
        let word = self.first_of(CLAIMS_OF_STUDIES).map(str::to_owned);
        word.or_else(|| counted().map(|words| words.join(" ")))
    }

    /// Whether red is spoken of without saying how it shows on brown and black skin.
    pub fn red_on_white_skin_only(&self) -> bool {
        self.first_of(RED).is_some() && self.first_of(SKIN_TONES).is_none()
    }
}

fn is(word: &str, part: &str) -> bool {
    part.strip_suffix('*').map_or(word == part, |start| word.starts_with(start))
}

fn is_number(word: &str) -> bool {
    let spelled = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    word.starts_with(|c: char| c.is_ascii_digit()) || spelled.contains(&word)
}
