//! What language and variety make of texts, days, money and numbers, with made varieties, so that no browser's own
//! `Intl` stands on both sides.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test ends by panicking")]

use std::path::Path;

use chrono::{Datelike, NaiveDate};
use microneedling_planner::content::languages::files;
use microneedling_planner::content::words::{self, Words};
use microneedling_planner::domain::answers::{Currency, Price};
use microneedling_planner::domain::dates::parse_iso;
use microneedling_planner::domain::moment::{ClockTime, LocalTime};
use microneedling_planner::present::locale::{DateStyle, Locale, PlainEnglish, Plural};
use microneedling_planner::present::say::Say;
use microneedling_planner::present::{forms, healing_check, money};

/// The words of the later screens of a language.
fn words_of(tag: &str) -> Words {
    let entries = ["", "plan"].into_iter().flat_map(|part| files(Path::new("content"), tag, part).unwrap());
    words::pack(tag, &entries.flat_map(|(_, entries)| entries).collect::<Vec<_>>())
}

/// A made variety of a language: its tag, how it says half of something, and how a time in the evening ends.
struct Made(&'static str, char, &'static str);

impl Locale for Made {
    fn date(&self, day: NaiveDate, style: DateStyle) -> String {
        match style {
            _ if self.0 == "figures" => day.to_string(),
            DateStyle::Near => format!("mar. {} déc.", day.day()),
            DateStyle::Full => format!("mardi {} décembre {}", day.day(), day.year()),
            _ => format!("{} déc. {}", day.day(), day.year()),
        }
    }

    fn time(&self, time: ClockTime) -> String {
        format!("{}{}", time.print(), self.2)
    }

    fn number(&self, value: u64) -> String {
        value.to_string()
    }

    fn decimal(&self, value: f64) -> String {
        value.to_string().replace('.', &self.1.to_string())
    }

    fn money(&self, cents: u64, currency: Currency) -> String {
        PlainEnglish.money(cents, currency).replace('.', &self.1.to_string())
    }

    fn plural(&self, value: u64) -> Plural {
        PlainEnglish.plural(value)
    }

    fn variety(&self) -> &str {
        self.0
    }
}

fn day(iso: &str) -> NaiveDate {
    parse_iso(iso).unwrap()
}

#[test]
fn a_full_stop_is_said_once_after_what_ends_with_one() {
    let (english, french) = (words_of("en"), words_of("fr"));
    let evening = LocalTime { day: day("2026-12-07"), time: ClockTime::parse("18:05").unwrap() };
    let canada = Say { words: &english, locale: &Made("en-CA", '.', " p.m.") };
    let london = Say { words: &english, locale: &Made("en-GB", '.', "") };
    let said = |say: Say<'_>| say.fill("visit.booked", &[("when", &say.moment(evening))]);
    assert!(said(canada).ends_with("18:05 p.m."), "{}", said(canada));
    assert!(said(london).ends_with("18:05."), "{}", said(london));
    let french = Say { words: &french, locale: &Made("fr-CA", ',', "") };
    let kept = french.fill("diary.said.kept", &[("date", &french.near(evening.day))]);
    assert!(kept.contains("mar. 7 déc.") && !kept.contains(".."), "{kept}");
    assert_eq!(canada.sentence("So it is"), "So it is.");
    assert_eq!(canada.sentence("At 6 p.m."), "At 6 p.m.");
}

#[test]
fn the_first_of_a_month_has_its_own_name_in_french_alone() {
    let (english, french, spanish) = (words_of("en"), words_of("fr"), words_of("es"));
    let made = Made("fr-CA", ',', "");
    let [english, french, spanish] = [&english, &french, &spanish].map(|words| Say { words, locale: &made });
    let first = day("2026-12-01");
    assert_eq!(french.day(first), "1er déc. 2026");
    assert_eq!(french.near(first), "mar. 1er déc.");
    assert_eq!(french.full_day(first), "mardi 1er décembre 2026");
    for other in ["2026-12-11", "2026-12-21", "2026-12-31", "2026-12-10"].map(day) {
        assert!(!french.day(other).contains("er "), "{}", french.day(other));
    }
    // As the page says a day before the program runs.
    assert_eq!(Say { locale: &Made("figures", ',', ""), ..french }.day(first), "2026-12-01");
    assert_eq!(english.day(first), "1 déc. 2026");
    assert_eq!(spanish.day(first), "1 déc. 2026");
}

#[test]
fn what_was_typed_with_a_comma_comes_back_with_one() {
    let words = words_of("fr");
    let comma = Say { words: &words, locale: &Made("fr-CA", ',', "") };
    let point = Say { words: &words, locale: &Made("es-MX", '.', "") };
    let price = |cents| Price::new(cents, Currency::Cad).unwrap();
    assert_eq!(money::typed(price(35_050), comma), "350,50");
    assert_eq!(money::typed(price(35_050), point), "350.50");
    assert_eq!(money::typed(price(35_000), comma), "350");
    for (depth, typed) in [(150, "1,5"), (25, "0,25"), (205, "2,05"), (300, "3")] {
        assert_eq!(forms::typed_depth(depth, comma), typed);
        assert_eq!(forms::depth(typed), Ok(depth));
        assert_eq!(forms::typed_depth(depth, point), typed.replace(',', "."));
    }
    assert_eq!(forms::price("350,50", Currency::Cad), Ok(price(35_050)));
}

#[test]
fn a_price_begins_in_the_money_of_the_place_and_its_emergency_number_is_the_first() {
    let words = words_of("en");
    for (variety, currency, number) in [
        ("fr-CA", Currency::Cad, "911"),
        ("es-MX", Currency::Mxn, "911"),
        ("en-GB", Currency::Gbp, "999"),
        ("de-CH", Currency::Chf, "112"),
        ("en-AU", Currency::Aud, "000"),
        ("fr-FR", Currency::Eur, "112"),
        ("es-Latn-ES", Currency::Eur, "112"),
        ("en-US", Currency::Usd, "911"),
        ("fr-ca", Currency::Cad, "911"),
        ("es-419", Currency::Usd, "112"),
        ("en", Currency::Usd, "112"),
    ] {
        let locale = Made(variety, '.', "");
        let say = Say { words: &words, locale: &locale };
        assert_eq!(money::here(say), currency, "{variety}");
        let numbers = healing_check::numbers(say);
        assert_eq!(numbers.first(), Some(&number), "{variety}");
        assert!(numbers.len() == healing_check::NUMBERS.len(), "{variety}: {numbers:?}");
        let text = healing_check::numbers_in_words(say);
        let places: Vec<usize> = numbers.iter().map(|number| text.find(number).unwrap()).collect();
        assert!(places.is_sorted(), "{variety}: {text}");
    }
}
