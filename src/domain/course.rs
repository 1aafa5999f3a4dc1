//! Sessions as they really happen: booked, held, moved; one course of them after another.
//! Uses: dates, moments, estimate. Used by: `present`, `record`, `state`. Now and the zone are arguments.
//!
//! Sessions of a course are held in order, so those held are always 1 to some number. What is held is changed only by
//! saying so ([`Command::Unhold`]); moving or adding another session never touches it.

use chrono::NaiveDate;

use super::dates::{Weeks, add_weeks, days_between, is_accepted};
use super::estimate::{Plan, Sessions};
use super::ids::{AreaId, Device};
use super::moment::{ClockTime, Instant, LocalTime, Zone, offset};
use super::sorted::SortedMap;

/// The highest number of a session, and of a course.
pub const HIGHEST: u16 = 99;

/// Which session of which course, both counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId {
    /// The course.
    pub course: u16,
    /// The session's number within it.
    pub number: u16,
}

impl SessionId {
    /// Both from 1 to [`HIGHEST`].
    pub fn new(course: u16, number: u16) -> Option<Self> {
        let fits = |n: u16| (1..=HIGHEST).contains(&n);
        (fits(course) && fits(number)).then_some(Self { course, number })
    }

    /// The number that ticks and addresses know it by: that of the session, with 100 more for each earlier course.
    pub fn running(self) -> u16 {
        self.course.saturating_sub(1).saturating_mul(100).saturating_add(self.number)
    }

    /// The session a running number means.
    pub fn from_running(running: u16) -> Option<Self> {
        Self::new(running / 100 + 1, running % 100)
    }
}

/// A session that has been agreed with the clinic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Booking {
    /// The day.
    pub day: NaiveDate,
    /// The time, if it is known.
    pub time: Option<ClockTime>,
}

/// A session that has taken place: when it ended, as point in time, offset from Greenwich and name of the zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// When it ended.
    pub end: Instant,
    /// Minutes ahead of Greenwich there and then.
    pub offset: i16,
    /// IANA name of the zone.
    pub zone: String,
}

impl Held {
    /// A session that ended when clocks showed this; `None` where they go forward past it. What was noted of it before
    /// and is said once more stays as it is. Another time is one by the clock at the clinic, which is not where the
    /// device is now, unless both are in one zone.
    pub fn read(shown: LocalTime, before: Option<&Self>, zone: &dyn Zone) -> Option<Self> {
        if let Some(before) = before {
            if before.local() == shown {
                return Some(before.clone());
            }
            let end = Instant::from_utc(Instant::from_utc(shown).at_offset(before.offset.saturating_neg()));
            // Of its own zone, and of no other, the device knows that clocks have changed between the two.
            if zone.name() != before.zone || zone.local(end) == shown {
                return Some(Self { end, ..before.clone() });
            }
        }
        let end = zone.instant(shown)?;
        Some(Self { end, offset: offset(zone, end), zone: zone.name() })
    }

    /// What the clock at the clinic showed.
    pub fn local(&self) -> LocalTime {
        self.end.at_offset(self.offset)
    }
}

/// How far a session is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// Agreed.
    Booked(Booking),
    /// It has taken place.
    Held(Held),
}

impl Stage {
    /// The day, by the calendar at the clinic.
    pub fn day(&self) -> NaiveDate {
        match self {
            Self::Booked(booking) => booking.day,
            Self::Held(held) => held.local().day,
        }
    }
}

/// The longest needles there are: 3.00 mm.
pub const DEEPEST: u16 = 300;

/// The longest text of one detail, in characters: a place with its address fits.
pub const LONGEST_DETAIL: usize = 500;

/// What a person may note about a session. Empty texts are not noted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Details {
    /// Where; at most [`LONGEST_DETAIL`] characters.
    pub place: String,
    /// Who treated; at most [`LONGEST_DETAIL`] characters.
    pub who: String,
    /// With what.
    pub device: Option<Device>,
    /// How deep, in hundredths of a millimetre, at most 3.00 mm.
    pub depth: Option<u16>,
    /// Where on the body.
    pub area: Option<AreaId>,
}

/// A session a person has told the planner about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// How far it is.
    pub stage: Stage,
    /// What is noted about it.
    pub details: Details,
}

/// Every session of every course, and the clinic's own rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Courses {
    sessions: SortedMap<SessionId, Session>,
    /// Courses begun after the first one.
    later: u16,
    /// Hours after a session by a restriction's id, where the person's clinic has said so.
    pub rules: SortedMap<String, u16>,
    /// The clinic's phone number as the person typed it ([`is_phone`]), or empty.
    pub phone: String,
}

/// Whether a text can be a phone number: 3 to 20 digits, with what people write between them.
pub fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let written = |byte: u8| byte.is_ascii_digit() || matches!(byte, b' ' | b'+' | b'-' | b'(' | b')' | b'.' | b'/');
    (3..=20).contains(&digits) && text.len() <= 40 && text.bytes().all(written)
}

/// What a person may do with sessions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Confirm or move.
    Book(SessionId, Booking),
    /// Take the booking back: the plan's own day holds again.
    Unbook(SessionId),
    /// It has taken place, or ended at another time than was said.
    Hold(SessionId, Held),
    /// It has not taken place after all. Only the last one held.
    Unhold(SessionId),
    /// Note about a session that is booked or held.
    Describe(SessionId, Details),
    /// Begin another course after the present one.
    BeginCourse,
    /// The clinic has its own hours for a restriction; `None` takes that back.
    Rule(String, Option<u16>),
    /// The clinic's phone number; empty takes it back.
    Phone(String),
}

/// Why a wish cannot be followed. Nothing has changed then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The session before it is on that day or later.
    NotAfter(SessionId, NaiveDate),
    /// The session after it is on that day or earlier.
    NotBefore(SessionId, NaiveDate),
    /// A session cannot have ended later than now.
    InFuture,
    /// The day is outside the calendar that answers may name.
    DayImpossible,
    /// It has taken place: what has happened is not moved.
    IsHeld,
    /// Those before it have not been said to have taken place.
    EarlierNotHeld(SessionId),
    /// One after it has taken place too.
    LaterHeld(SessionId),
    /// There is no such session to change.
    Unknown,
    /// The present course has no session that took place.
    CourseNotBegun,
}

impl Courses {
    /// Puts saved sessions together again; `None` where they break a rule that commands keep.
    pub fn restore(
        sessions: SortedMap<SessionId, Session>,
        later: u16,
        rules: SortedMap<String, u16>,
        phone: String,
    ) -> Option<Self> {
        let courses = Self { sessions, later, rules, phone };
        courses.is_sound().then_some(courses)
    }

    /// Puts sessions together that were kept one by one, and may have been changed in two places that did not know of
    /// each other; also which of them do not go with the others ([`Courses::take_in`]).
    pub fn gather(
        sessions: SortedMap<SessionId, Session>,
        later: u16,
        rules: SortedMap<String, u16>,
        phone: String,
    ) -> (Self, Vec<SessionId>) {
        let mut courses = Self { sessions: SortedMap::new(), later: 0, rules, phone };
        let left_out = courses.take_in(sessions, later);
        (courses, left_out)
    }

    /// Takes in sessions from elsewhere, where `later` courses were begun after the first, as far as they go with those
    /// that are here, which stay; also which of them do not. What happened comes before what was booked, an earlier
    /// session before a later one. A session of another course says that this course was begun.
    pub fn take_in(&mut self, sessions: SortedMap<SessionId, Session>, later: u16) -> Vec<SessionId> {
        let missing = sessions.into_iter().filter(|(id, _)| self.get(*id).is_none());
        let (held, booked): (Vec<_>, Vec<_>) =
            missing.partition(|(_, session)| matches!(session.stage, Stage::Held(_)));
        let mut left_out = Vec::new();
        for (id, session) in held.into_iter().chain(booked) {
            let before = self.later;
            self.later = before.max(id.course.saturating_sub(1));
            self.sessions.insert(id, session);
            if !self.is_sound() {
                self.sessions.remove(&id);
                self.later = before;
                left_out.push(id);
            }
        }
        while self.later < later.min(HIGHEST - 1) && self.held_of(self.present()) > 0 {
            self.later += 1;
        }
        left_out
    }

    /// In one pass: of so many sessions as there can be, each is tried when they are put together.
    fn is_sound(&self) -> bool {
        let (mut begun, mut held, mut before) = (0, SessionId { course: 0, number: 0 }, None);
        for (id, session) in self.sessions.iter() {
            let day = session.stage.day();
            let rising = is_accepted(day) && before.is_none_or(|before| before < day);
            before = Some(day);
            if let Stage::Held(_) = session.stage {
                let next = if held.course == id.course { held.number.saturating_add(1) } else { 1 };
                if id.number != next {
                    return false;
                }
                begun += u16::from(next == 1 && id.course < self.present());
                held = *id;
            }
            if !rising || id.course > self.present() {
                return false;
            }
        }
        // A course that another one follows has begun.
        self.later < HIGHEST && begun == self.later
    }

    /// Whether nothing has been said yet.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The number of the present course.
    pub fn present(&self) -> u16 {
        self.later.saturating_add(1)
    }

    /// How many courses were begun after the first one.
    pub fn later(&self) -> u16 {
        self.later
    }

    /// Every session, oldest course first.
    pub fn iter(&self) -> impl Iterator<Item = (SessionId, &Session)> {
        self.sessions.iter().map(|(id, session)| (*id, session))
    }

    /// The sessions of one course.
    pub fn of(&self, course: u16) -> impl Iterator<Item = (SessionId, &Session)> {
        self.iter().filter(move |(id, _)| id.course == course)
    }

    /// One session, if anything has been said about it.
    pub fn get(&self, id: SessionId) -> Option<&Session> {
        self.sessions.get(&id)
    }

    /// Every session that took place, oldest first.
    pub fn held(&self) -> impl Iterator<Item = (SessionId, &Held, &Session)> {
        self.iter().filter_map(|(id, session)| match &session.stage {
            Stage::Held(held) => Some((id, held, session)),
            Stage::Booked(_) => None,
        })
    }

    /// The session that took place last.
    pub fn last_held(&self) -> Option<(SessionId, &Held, &Session)> {
        self.held().last()
    }

    /// How many sessions of a course took place.
    pub fn held_of(&self, course: u16) -> u16 {
        u16::try_from(self.held().filter(|(id, ..)| id.course == course).count()).unwrap_or(HIGHEST)
    }

    /// The next session of the present course.
    pub fn next(&self) -> SessionId {
        let course = self.present();
        SessionId { course, number: self.held_of(course).saturating_add(1).min(HIGHEST) }
    }

    /// Follows a command, or says why not and changes nothing.
    ///
    /// # Errors
    /// [`Refusal`], to be said beside what the person asked for.
    pub fn with(&self, command: Command, now: Instant) -> Result<Self, Refusal> {
        let mut changed = self.clone();
        changed.follow(command, now)?;
        Ok(changed)
    }

    fn follow(&mut self, command: Command, now: Instant) -> Result<(), Refusal> {
        match command {
            Command::Book(id, booking) => {
                if matches!(self.get(id), Some(Session { stage: Stage::Held(_), .. })) {
                    return Err(Refusal::IsHeld);
                }
                if id.course != self.present() {
                    return Err(Refusal::Unknown);
                }
                self.place(id, Stage::Booked(booking))
            }
            Command::Unbook(id) => match self.get(id).map(|session| &session.stage) {
                Some(Stage::Booked(_)) => {
                    self.sessions.remove(&id);
                    Ok(())
                }
                Some(Stage::Held(_)) => Err(Refusal::IsHeld),
                None => Err(Refusal::Unknown),
            },
            Command::Hold(id, held) => {
                let next = self.next();
                let again = matches!(self.get(id), Some(Session { stage: Stage::Held(_), .. }));
                if !again && id.course != next.course {
                    return Err(Refusal::Unknown);
                }
                if !again && id != next {
                    return Err(Refusal::EarlierNotHeld(next));
                }
                if held.end > now {
                    return Err(Refusal::InFuture);
                }
                self.place(id, Stage::Held(held))
            }
            Command::Unhold(id) => match self.last_held() {
                Some((last, held, _)) if last == id => {
                    let day = held.local().day;
                    if id.course != self.present() {
                        return Err(Refusal::LaterHeld(self.next()));
                    }
                    // It is a booking of that day again, so that what was noted about it stays.
                    self.place(id, Stage::Booked(Booking { day, time: None }))
                }
                Some((last, ..)) if matches!(self.get(id), Some(Session { stage: Stage::Held(_), .. })) => {
                    Err(Refusal::LaterHeld(last))
                }
                _ => Err(Refusal::Unknown),
            },
            Command::Describe(id, details) => {
                let session = self.sessions.get(&id).ok_or(Refusal::Unknown)?.clone();
                self.sessions.insert(id, Session { details, ..session });
                Ok(())
            }
            Command::BeginCourse => {
                let course = self.present();
                if self.held_of(course) == 0 || course >= HIGHEST {
                    return Err(Refusal::CourseNotBegun);
                }
                // What was booked but never held belongs to no course that goes on.
                self.sessions.retain(|id, session| id.course != course || matches!(session.stage, Stage::Held(_)));
                self.later = course;
                Ok(())
            }
            Command::Phone(phone) => {
                self.phone = phone;
                Ok(())
            }
            Command::Rule(id, hours) => {
                match hours {
                    Some(hours) => self.rules.insert(id, hours),
                    None => drop(self.rules.remove(&id)),
                }
                Ok(())
            }
        }
    }

    /// Puts a session on its day, between those before and after it.
    fn place(&mut self, id: SessionId, stage: Stage) -> Result<(), Refusal> {
        let day = stage.day();
        if !is_accepted(day) {
            return Err(Refusal::DayImpossible);
        }
        let before = self.iter().filter(|(other, _)| *other < id).last();
        if let Some((other, session)) = before
            && session.stage.day() >= day
        {
            return Err(Refusal::NotAfter(other, session.stage.day()));
        }
        let after = self.iter().find(|(other, _)| *other > id);
        if let Some((other, session)) = after
            && session.stage.day() <= day
        {
            return Err(Refusal::NotBefore(other, session.stage.day()));
        }
        let details = self.get(id).map(|session| session.details.clone()).unwrap_or_default();
        self.sessions.insert(id, Session { stage, details });
        Ok(())
    }
}

/// What a plan says about the days of its sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    /// The first day that no wait forbids; never before today.
    pub first: NaiveDate,
    /// The spacing calculated with.
    pub gap: Weeks,
    /// The closest spacing for this person.
    pub closest: Weeks,
    /// How many sessions.
    pub count: Sessions,
}

impl Rhythm {
    /// The rhythm of a plan.
    pub fn of(plan: &Plan) -> Self {
        Self {
            first: plan.earliest_start,
            gap: plan.interval.used,
            closest: plan.interval.min.min(plan.interval.used),
            count: plan.sessions,
        }
    }
}

/// How sure the day of a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sure {
    /// The plan's own day, nothing agreed.
    Suggested,
    /// Agreed.
    Booked,
    /// It has taken place.
    Held,
}

/// A session on its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// Which session.
    pub id: SessionId,
    /// Its day.
    pub day: NaiveDate,
    /// Its time of day: agreed, or when it ended.
    pub time: Option<ClockTime>,
    /// How sure that is.
    pub sure: Sure,
    /// Within the likely count.
    pub likely: bool,
    /// Closer to the session before it than the plan's closest spacing.
    pub too_close: bool,
    /// Booked before the first day that no wait forbids.
    pub too_early: bool,
}

/// The sessions of one course on their days, as far as the plan's highest count or what the person has said goes.
/// Without a plan: only what the person has said.
///
/// A suggested day is the plan's gap after the session before it, and never in the past.
pub fn schedule(courses: &Courses, course: u16, rhythm: Option<Rhythm>, today: NaiveDate) -> Vec<Slot> {
    let known: u16 = courses.of(course).map(|(id, _)| id.number).max().unwrap_or_default();
    let is_present = course == courses.present();
    let planned = rhythm.filter(|_| is_present).map_or(0, |rhythm| rhythm.count.high);
    let before = courses.iter().filter(|(id, _)| id.course < course).last();
    let mut previous: Option<NaiveDate> = before.map(|(_, session)| session.stage.day());
    let mut slots = Vec::new();
    for number in 1..=known.max(planned).min(HIGHEST) {
        let id = SessionId { course, number };
        let said = courses.get(id).map(|session| &session.stage);
        let after_gap = previous.zip(rhythm).map(|(day, rhythm)| add_weeks(day, rhythm.gap));
        let (day, time, sure) = match said {
            Some(Stage::Held(held)) => (held.local().day, Some(held.local().time), Sure::Held),
            Some(Stage::Booked(booking)) => (booking.day, booking.time, Sure::Booked),
            None => {
                let Some(rhythm) = rhythm else { continue };
                let first = if number == 1 { rhythm.first } else { today };
                (after_gap.map_or(first, |day| day.max(first)).max(today), None, Sure::Suggested)
            }
        };
        let gap = previous.map(|previous| days_between(previous, day));
        let too_close = gap.zip(rhythm).is_some_and(|(gap, rhythm)| gap < i64::from(rhythm.closest.in_days()));
        let too_early = sure == Sure::Booked && rhythm.is_some_and(|rhythm| day < rhythm.first);
        let likely = rhythm.is_none_or(|rhythm| number <= rhythm.count.likely);
        slots.push(Slot { id, day, time, sure, likely, too_close, too_early });
        previous = Some(day);
    }
    slots
}

/// The plan with its sessions on the days of these slots.
pub fn follow(plan: Plan, slots: &[Slot]) -> Plan {
    let days = slots.iter().map(|slot| slot.day).collect();
    plan.on_days(days)
}
