//! Today, by the device's calendar. The one place that reads a clock.

use chrono::NaiveDate;

/// Today in the device's time zone. A device that reports no usable date is taken to be at the evidence's own date,
/// which every plan can count from.
#[cfg(target_arch = "wasm32")]
#[allow(clippy::disallowed_methods, reason = "this is the clock")]
pub fn today() -> NaiveDate {
    let now = js_sys::Date::new_0();
    i32::try_from(now.get_full_year())
        .ok()
        .and_then(|year| NaiveDate::from_ymd_opt(year, now.get_month() + 1, now.get_date()))
        .filter(|day| crate::domain::dates::is_accepted(*day))
        .unwrap_or(FALLBACK)
}

/// Outside a browser the day is fixed: what is rendered there holds no date.
#[cfg(not(target_arch = "wasm32"))]
pub fn today() -> NaiveDate {
    FALLBACK
}

const FALLBACK: NaiveDate = match NaiveDate::from_ymd_opt(2026, 11, 22) {
    Some(day) => day,
    None => NaiveDate::MIN,
};
