//! Today, by the device's calendar, and waiting a while. The one place that reads a clock.

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

/// Milliseconds since 1970 by the device's clock.
#[cfg(target_arch = "wasm32")]
#[allow(clippy::disallowed_methods, reason = "this is the clock")]
pub fn millis() -> u64 {
    js_sys::Date::now() as u64
}

/// Outside a browser it is always the same moment: noon of [`today`] in Greenwich.
#[cfg(not(target_arch = "wasm32"))]
pub fn millis() -> u64 {
    1_795_348_800_000
}

/// Calls `then` once, so many milliseconds from now.
#[cfg(target_arch = "wasm32")]
#[allow(clippy::disallowed_methods, reason = "this is the clock")]
pub fn after(milliseconds: i32, then: impl FnOnce() + 'static) {
    use wasm_bindgen::JsCast;

    let then = wasm_bindgen::prelude::Closure::once_into_js(then);
    if let Some((window, then)) = web_sys::window().zip(then.dyn_ref()) {
        // A timer of a window does not fail.
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(then, milliseconds);
    }
}

/// Outside a browser nothing waits.
#[cfg(not(target_arch = "wasm32"))]
pub fn after(_milliseconds: i32, _then: impl FnOnce() + 'static) {}

const FALLBACK: NaiveDate = match NaiveDate::from_ymd_opt(2026, 11, 22) {
    Some(day) => day,
    None => NaiveDate::MIN,
};
