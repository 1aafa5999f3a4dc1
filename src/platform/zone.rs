//! Now, to the minute, and the time zone the device is in. Asked anew each time, for people travel.

use crate::domain::moment::{Instant, Zone};

/// The zone the device is in at present.
#[derive(Clone, Copy, Debug)]
pub struct DeviceZone;

/// Now, by the device's clock.
#[cfg(target_arch = "wasm32")]
#[allow(clippy::disallowed_methods, reason = "platform is where the clock is read")]
pub fn now() -> Instant {
    Instant::from_millis(js_sys::Date::new_0().get_time() as i64)
}

/// Outside a browser it is always noon of the same day as [`super::clock::today`].
#[cfg(not(target_arch = "wasm32"))]
pub fn now() -> Instant {
    use crate::domain::moment::{ClockTime, LocalTime};
    let time = ClockTime::new(12, 0).unwrap_or(ClockTime::MIDNIGHT);
    Instant::from_utc(LocalTime { day: super::clock::today(), time })
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use chrono::{Datelike, NaiveDate};
    use js_sys::{Array, Date, Object, Reflect};
    use wasm_bindgen::JsValue;

    use super::{DeviceZone, Instant, Zone};
    use crate::domain::moment::{ClockTime, LocalTime};

    impl Zone for DeviceZone {
        fn local(&self, at: Instant) -> LocalTime {
            let date = Date::new(&JsValue::from_f64(at.millis() as f64));
            shown(&date).unwrap_or_else(|| at.utc())
        }

        fn instant(&self, wanted: LocalTime) -> Option<Instant> {
            let year = u32::try_from(wanted.day.year()).ok()?;
            let date = Date::new_with_year_month_day_hr_min(
                year,
                i32::try_from(wanted.day.month0()).ok()?,
                i32::try_from(wanted.day.day()).ok()?,
                wanted.time.hour().into(),
                wanted.time.minute().into(),
            );
            // Where clocks go forward, the browser shows a later time than was asked for.
            (shown(&date)? == wanted).then(|| Instant::from_millis(date.get_time() as i64))
        }

        fn name(&self) -> String {
            let format = js_sys::Intl::DateTimeFormat::new(&Array::new(), &Object::new());
            let name = Reflect::get(&format.resolved_options(), &JsValue::from_str("timeZone"));
            name.ok().and_then(|name| name.as_string()).unwrap_or_default()
        }
    }

    /// What calendar and clock show of a date, by the device's zone.
    fn shown(date: &Date) -> Option<LocalTime> {
        let year = i32::try_from(date.get_full_year()).ok()?;
        let day = NaiveDate::from_ymd_opt(year, date.get_month() + 1, date.get_date())?;
        let part = |value: u32| u16::try_from(value).ok();
        let time = ClockTime::new(part(date.get_hours())?, part(date.get_minutes())?)?;
        Some(LocalTime { day, time })
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use super::{DeviceZone, Instant, Zone};
    use crate::domain::moment::{LocalTime, Utc};

    /// Outside a browser every device is in Greenwich.
    impl Zone for DeviceZone {
        fn local(&self, at: Instant) -> LocalTime {
            Utc.local(at)
        }

        fn instant(&self, shown: LocalTime) -> Option<Instant> {
            Utc.instant(shown)
        }

        fn name(&self) -> String {
            Utc.name()
        }
    }
}
