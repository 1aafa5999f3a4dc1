//! Dates, numbers, money and plurals through the browser's own `Intl`, which costs no bytes.

use std::sync::Arc;

use crate::present::locale::Locale;

/// A locale that can be kept in a signal.
pub type SharedLocale = Arc<dyn Locale + Send + Sync>;

/// How a `variety` of a language (`es-MX`) says dates and money. Numbers are those of its `words` (`es`), or a page would
/// say 1.5 beside a text that says 1,5.
#[cfg(target_arch = "wasm32")]
pub fn of(variety: &str, words: &str) -> SharedLocale {
    Arc::new(browser::Intl { variety: variety.to_owned(), words: words.to_owned() })
}

/// Outside a browser, where no language but English is known: elsewhere a day is written so that all can read it.
#[cfg(not(target_arch = "wasm32"))]
pub fn of(_variety: &str, words: &str) -> SharedLocale {
    use crate::present::locale::PlainEnglish;
    if words.starts_with("en") { Arc::new(PlainEnglish) } else { Arc::new(plain::InFigures(PlainEnglish)) }
}

#[cfg(not(target_arch = "wasm32"))]
mod plain {
    use chrono::NaiveDate;

    use crate::domain::answers::Currency;
    use crate::domain::moment::ClockTime;
    use crate::present::locale::{DateStyle, Locale, PlainEnglish, Plural};

    /// Says days without the name of a month: "2026-12-01".
    pub struct InFigures(pub PlainEnglish);

    impl Locale for InFigures {
        fn date(&self, day: NaiveDate, _style: DateStyle) -> String {
            day.to_string()
        }

        fn time(&self, time: ClockTime) -> String {
            self.0.time(time)
        }

        fn number(&self, value: u64) -> String {
            self.0.number(value)
        }

        fn decimal(&self, value: f64) -> String {
            self.0.decimal(value)
        }

        fn money(&self, cents: u64, currency: Currency) -> String {
            self.0.money(cents, currency)
        }

        fn plural(&self, value: u64) -> Plural {
            self.0.plural(value)
        }

        fn variety(&self) -> &str {
            self.0.variety()
        }
    }
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use chrono::NaiveDate;
    use js_sys::{Array, Date, Function, Object, Reflect};
    use wasm_bindgen::JsValue;

    use crate::domain::answers::Currency;
    use crate::domain::moment::{ClockTime, Instant, LocalTime};
    use crate::present::locale::{DateStyle, Locale, Plural};

    pub struct Intl {
        pub variety: String,
        pub words: String,
    }

    fn locales(tag: &str) -> Array {
        Array::of1(&JsValue::from_str(tag))
    }

    impl Intl {
        /// What calendar or clock show, in words. It has no time zone: it is written and read in the same one.
        fn shown(&self, shown: LocalTime, parts: &[(&str, &str)]) -> String {
            let mut options: Vec<(&str, JsValue)> =
                parts.iter().map(|(name, value)| (*name, JsValue::from_str(value))).collect();
            options.push(("timeZone", JsValue::from_str("UTC")));
            let millis = Instant::from_utc(shown).millis();
            let format = js_sys::Intl::DateTimeFormat::new(&locales(&self.variety), &object(&options));
            said(&format.format(), &Date::new(&JsValue::from_f64(millis as f64)))
        }
    }

    fn number_in(tag: &str, value: f64, options: &[(&str, JsValue)]) -> String {
        let format = js_sys::Intl::NumberFormat::new(&locales(tag), &object(options));
        said(&format.format(), &JsValue::from_f64(value))
    }

    fn object(options: &[(&str, JsValue)]) -> Object {
        let object = Object::new();
        for (name, value) in options {
            // Setting a property of a fresh plain object cannot fail.
            let _ = Reflect::set(&object, &JsValue::from_str(name), value);
        }
        object
    }

    fn said(format: &Function, value: &JsValue) -> String {
        format.call1(&JsValue::UNDEFINED, value).ok().and_then(|text| text.as_string()).unwrap_or_default()
    }

    impl Locale for Intl {
        fn date(&self, day: NaiveDate, style: DateStyle) -> String {
            let parts: &[(&str, &str)] = match style {
                DateStyle::Day => &[("day", "numeric"), ("month", "short"), ("year", "numeric")],
                DateStyle::Full => &[("weekday", "long"), ("day", "numeric"), ("month", "long"), ("year", "numeric")],
                DateStyle::Near => &[("weekday", "short"), ("day", "numeric"), ("month", "short")],
                DateStyle::Month => &[("month", "long"), ("year", "numeric")],
                DateStyle::ShortMonth => &[("month", "short"), ("year", "numeric")],
            };
            self.shown(LocalTime { day, time: ClockTime::MIDNIGHT }, parts)
        }

        fn time(&self, time: ClockTime) -> String {
            let day = NaiveDate::default();
            self.shown(LocalTime { day, time }, &[("hour", "numeric"), ("minute", "2-digit")])
        }

        fn number(&self, value: u64) -> String {
            number_in(&self.words, value as f64, &[])
        }

        fn decimal(&self, value: f64) -> String {
            number_in(&self.words, value, &[])
        }

        fn money(&self, cents: u64, currency: Currency) -> String {
            let whole = cents.is_multiple_of(100);
            let mut options =
                vec![("style", JsValue::from_str("currency")), ("currency", JsValue::from_str(currency.as_str()))];
            if whole {
                options.push(("maximumFractionDigits", JsValue::from_f64(0.0)));
            }
            number_in(&self.variety, cents as f64 / 100.0, &options)
        }

        fn plural(&self, value: u64) -> Plural {
            let rules = js_sys::Intl::PluralRules::new(&locales(&self.words), &Object::new());
            Plural::parse(&String::from(rules.select(value as f64)))
        }

        fn variety(&self) -> &str {
            &self.variety
        }
    }
}
