//! The calendar file of this device: what goes in now, and what is kept so that the next file updates this one.
//!
//! Uses: `present::calendar`, `record::calendar`, `platform`, `state::planner`, `state::journal`. Used by: the later
//! screens of `ui`.

use super::journal::Journal;
use super::planner::Planner;
use crate::domain::clinic::Clinic;
use crate::domain::course::{Booking, Slot, Stage};
use crate::domain::moment::{Instant, LocalTime};
use crate::domain::restriction::{OwnRules, restrictions};
use crate::platform::share;
use crate::present::calendar::{Event, Gate, Source, due_today, events};
use crate::record::calendar::{Head, Made, read_made, write_file, write_made};
use crate::record::keys::CALENDAR;

/// What may return after each session that took place, or is booked with a time, and when. What is to be kept up has
/// no end that anyone waits for.
fn gates(planner: Planner, journal: Journal) -> Vec<Gate> {
    let answers = planner.answers();
    let (courses, slots, zone) = (journal.courses(), journal.slots(), journal.zone());
    let clinic = planner.clinic();
    let rules = OwnRules { typed: &courses.rules, clinic: clinic.as_deref().map(Clinic::gates) };
    planner.with(|say, evidence| {
        let minutes = i64::from(evidence.session.total_minutes.typical);
        let ended = |slot: &Slot| match courses.get(slot.id).map(|session| &session.stage) {
            Some(Stage::Held(held)) => Some(held.end),
            Some(Stage::Booked(Booking { day, time: Some(time) })) => zone
                .instant(LocalTime { day: *day, time: *time })
                .map(|start| Instant::from_millis(start.millis().saturating_add(minutes * 60_000))),
            _ => None,
        };
        let ends = slots.iter().filter_map(|slot| Some((slot.id, ended(slot)?)));
        ends.flat_map(|(session, end)| {
            let all = restrictions(evidence, answers.concern, rules, end, None, false);
            let gates = all.into_iter().filter(|ends| !ends.row.to_do).map(move |ends| Gate {
                session,
                label: say.fill("calendar.returns", &[("what", &say.text(&format!("limit.{}.label", ends.row.id)))]),
                id: ends.row.id.clone(),
                ends: ends.until,
            });
            gates.collect::<Vec<_>>()
        })
        .collect()
    })
}

/// The entries for what is known now; followed by views that read them.
pub fn entries(planner: Planner, journal: Journal, discreet: bool) -> Vec<Event> {
    let gap = journal.rhythm().map(|rhythm| rhythm.gap);
    let (gates, if_agrees) = (gates(planner, journal), journal.if_agrees());
    planner.with(|say, evidence| {
        let source = Source {
            courses: &journal.courses(),
            slots: &journal.slots(),
            gap,
            gates: &gates,
            zone: journal.zone(),
            now: journal.now(),
            if_agrees,
            discreet,
        };
        events(source, evidence, say)
    })
}

/// Makes the file and keeps what the next one must know. Each call that says something new counts up.
pub fn make_file(planner: Planner, journal: Journal, discreet: bool) -> String {
    journal.look_at_clock();
    let now = journal.now();
    let kept = planner.keeper().read(CALENDAR, read_made);
    let before = kept.as_ref().map(write_made).unwrap_or_default();
    let made = kept.unwrap_or_else(|| {
        let id = share::random_id().and_then(Made::new);
        // Without a source of chance the minute has to do.
        id.unwrap_or_else(|| Made {
            id: format!("{:032x}", now.millis()),
            last: None,
            checksum: 0,
            entries: Default::default(),
        })
    });
    let name = planner.text(if discreet { "calendar.discreet.name" } else { "calendar.name" });
    let gone = planner.text("calendar.gone");
    let head = Head { name: &name, gone: &gone, now, zone: journal.zone() };
    let (text, made) = write_file(&entries(planner, journal, discreet), head, &made);
    planner.keeper().change(CALENDAR, &before, &write_made(&made));
    text
}

/// Shows on the app's icon how many steps fall due today, where the platform can.
pub fn show_badge(planner: Planner, journal: Journal) {
    let gap = journal.rhythm().map(|rhythm| rhythm.gap);
    let today = journal.zone().local(journal.now()).day;
    let slots = journal.slots();
    let count = planner.with(|_, evidence| due_today(&slots, gap, today, evidence, |tick| journal.is_ticked(tick)));
    planner.page().set_badge(count);
}
