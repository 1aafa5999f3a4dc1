//! Time zones of real places for native tests, with their clock changes.

use chrono::{DateTime, LocalResult, NaiveTime, TimeZone};
use chrono_tz::Tz;
use microneedling_planner::domain::moment::{Instant, LocalTime, Zone};

/// A place.
#[derive(Clone, Copy, Debug)]
pub struct Place(pub Tz);

impl Zone for Place {
    fn local(&self, at: Instant) -> LocalTime {
        let at = DateTime::from_timestamp_millis(at.millis()).unwrap();
        at.with_timezone(&self.0).naive_local().into()
    }

    fn instant(&self, shown: LocalTime) -> Option<Instant> {
        let time = NaiveTime::from_hms_opt(shown.time.hour().into(), shown.time.minute().into(), 0).unwrap();
        match self.0.from_local_datetime(&shown.day.and_time(time)) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => {
                Some(Instant::from_millis(at.timestamp_millis()))
            }
            LocalResult::None => None,
        }
    }

    fn name(&self) -> String {
        self.0.name().to_owned()
    }
}
