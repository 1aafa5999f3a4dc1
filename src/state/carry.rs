//! Carrying a plan along: a backup or a link of all that is kept, and such a one coming in, with a preview before and a
//! way back after.
//!
//! Uses: `record::backup`, `record::restore_code`, `platform`, `state::planner`, `state::journal`. Used by: `ui`, never by
//! its first screens.

use leptos::prelude::*;

use super::journal::Journal;
use super::planner::Planner;
use super::snapshots;
use crate::domain::course::{Session, Stage};
use crate::platform::file::Chosen;
use crate::platform::squeeze::NotStretched;
use crate::platform::{json, share, squeeze, zone};
use crate::present::questions::Question;
use crate::present::route::Route;
use crate::present::say::Say;
use crate::present::summary;
use crate::present::today::session_name;
use crate::record::backup::{self, Carried, Counts, Kept, Part, Refused};
use crate::record::keys::{CALENDAR, MATTERS, PHOTO};
use crate::record::limits::{LONGEST_BACKUP, LONGEST_BODY};
use crate::record::restore_code::{self as code, BadCode, Form, LONGEST_LINK};
use crate::record::snapshot::{About, with_unmentioned};

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = LONGEST_BACKUP as u64;

/// Where what came in came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A backup file.
    File,
    /// A restore link.
    Link,
    /// A snapshot on this device.
    Snapshot(About),
}

/// Why nothing came in. Nothing has changed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// The file is larger than [`LARGEST_FILE`]; it was not read.
    TooLarge,
    /// The browser could not read the file.
    NotRead,
    /// The file is no backup that can be used.
    File(Refused),
    /// The link is none that can be used.
    Link(BadCode),
    /// The link is whole, but this browser cannot unpack it.
    NoUnpacking,
}

/// What is to become of what came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Keep what is here and add what is missing.
    Merge,
    /// Put it in place of what is here.
    Replace,
}

/// How much of what came in could not be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Sessions that do not fit between those that are here.
    pub sessions: usize,
    /// Photos for which the planner has no room.
    pub photos: usize,
}

/// How taking it in went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is here, but for what could not be added.
    Done(LeftOut),
    /// Everything is as it was before.
    Undone,
    /// The device has no room; everything is as it was.
    Full,
    /// What is kept here was written by a newer version and is left alone.
    NewerHere,
}

/// A restore link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The whole link.
    pub text: String,
    /// What there is and did not fit.
    pub left_out: Vec<Part>,
}

/// One kind of record in a preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewRow {
    /// Id of its name.
    pub name: String,
    /// How many are new, differ or are only here; or that all stays as it is.
    pub counts: Vec<String>,
    /// What differs, one by one.
    pub lines: Vec<Line>,
}

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub what: String,
    /// How it is here, and how it is in what came in.
    pub sides: Vec<String>,
}

/// Texts by key.
type Texts = Vec<(String, String)>;

/// The handle of the screens that carry along and put back.
#[derive(Clone, Copy)]
pub struct Carry {
    planner: Planner,
    journal: Journal,
    coming: RwSignal<Option<(Origin, Carried)>>,
    before: RwSignal<Option<Kept>>,
    outcome: RwSignal<Option<Outcome>>,
}

impl Carry {
    /// The handle of the view that asks, made the first time for as long as the planner lives.
    pub fn here() -> Self {
        use_context::<Self>().unwrap_or_else(|| {
            let planner = Planner::here();
            let journal = Journal::here();
            planner.lasting(|| {
                let carry = Self {
                    planner,
                    journal,
                    coming: RwSignal::new(None),
                    before: RwSignal::new(None),
                    outcome: RwSignal::new(None),
                };
                provide_context(carry);
                // Whoever erases everything on a shared device wants no way back to it.
                Effect::new(move |ran: Option<()>| {
                    planner.keeper().erased();
                    if ran.is_some() {
                        carry.coming.set(None);
                        carry.before.set(None);
                        carry.outcome.set(None);
                    }
                });
                carry
            })
        })
    }

    /// All that is kept: what is on the screens, so that it can be carried off even when the device has no room for it.
    pub fn kept(self) -> Kept {
        let mut kept = untrack(|| Kept {
            answers: self.planner.answers_now(),
            ticks: self.journal.ticks_now(),
            courses: self.journal.courses(),
            diary: self.journal.diary(),
            ..Kept::default()
        });
        let keeper = self.planner.keeper();
        for key in keeper.keys(PHOTO).into_iter().chain([CALENDAR, MATTERS].map(str::to_owned)) {
            if let Some(fields) = keeper.read(&key, |fields| Ok(fields.clone())) {
                kept.add_other(&key, fields);
            }
        }
        kept
    }

    /// Name and text of a backup file.
    pub fn backup(self, with_photos: bool) -> (String, String) {
        let without = if with_photos { Vec::new() } else { vec![Part::Photos] };
        let carried = Carried { kept: self.kept().without(&without), without };
        let day = crate::domain::dates::format_iso(self.planner.today());
        let text = backup::write_backup(&carried, zone::now(), &self.planner.text("carry.file.what"));
        (format!("microneedling-planner-{day}.json"), text)
    }

    /// Hands a backup file to the browser; `false` when it cannot save files.
    pub fn download(self, with_photos: bool) -> bool {
        let (name, text) = untrack(|| self.backup(with_photos));
        share::download(&name, "application/json", text.as_bytes())
    }

    /// A restore link with as much as fits; `None` when not even answers and sessions do.
    pub async fn link(self) -> Option<Link> {
        let kept = self.kept();
        let start = format!("{}{}/", self.planner.page().address(), Route::Restore.href());
        for without in code::STEPS {
            let body = code::write_body(&kept, without);
            // What is longer would not be read again.
            if body.len() > LONGEST_BODY {
                continue;
            }
            let code = match squeeze::squeeze(body.as_bytes()).await {
                Some(squeezed) => code::write_code(Form::Deflated, &squeezed),
                None => code::write_code(Form::Plain, body.as_bytes()),
            };
            let text = [start.as_str(), &code].concat();
            if text.chars().count() <= LONGEST_LINK {
                let has = |part: &Part| !kept.things(*part).is_empty();
                return Some(Link { text, left_out: without.iter().copied().filter(has).collect() });
            }
        }
        None
    }

    /// The code of a restore link that was opened, to be taken once.
    pub fn take_code(self) -> Option<String> {
        self.planner.take_code()
    }

    /// Reads a backup file and shows what is in it.
    ///
    /// # Errors
    /// [`NotTaken`]; nothing has changed then.
    pub async fn open_file(self, file: Chosen) -> Result<(), NotTaken> {
        if file.size() > LARGEST_FILE {
            return Err(NotTaken::TooLarge);
        }
        let text = file.text().await.ok_or(NotTaken::NotRead)?;
        self.open_backup(&text)
    }

    /// Reads the text of a backup file and shows what is in it.
    ///
    /// # Errors
    /// [`NotTaken`]; nothing has changed then.
    pub fn open_backup(self, text: &str) -> Result<(), NotTaken> {
        let carried = backup::read_backup(text, json::parse).map_err(NotTaken::File)?;
        self.show(Origin::File, carried);
        Ok(())
    }

    /// Reads a restore link, or its code, and shows what is in it.
    ///
    /// # Errors
    /// [`NotTaken`]; nothing has changed then.
    pub async fn open_link(self, pasted: String) -> Result<(), NotTaken> {
        let (form, version, body) = code::read_code(&code::code_in(&pasted)).map_err(NotTaken::Link)?;
        let body = match form {
            Form::Plain => body,
            Form::Deflated => squeeze::stretch(&body, LONGEST_BODY).await.map_err(|why| match why {
                NotStretched::Cannot => NotTaken::NoUnpacking,
                NotStretched::TooLong => NotTaken::Link(BadCode::TooMuch),
            })?,
        };
        let carried = code::read_body(&body, version, json::parse).map_err(NotTaken::Link)?;
        self.show(Origin::Link, carried);
        Ok(())
    }

    /// Shows what came in before anything becomes of it.
    pub(super) fn show(self, from: Origin, carried: Carried) {
        self.coming.set(Some((from, carried)));
    }

    /// What is to come in, as it bears on what is here.
    fn coming_to(self, here: &Kept) -> Option<Carried> {
        let (from, carried) = self.coming.get_untracked()?;
        Some(match from {
            Origin::File | Origin::Link => carried,
            Origin::Snapshot(about) => with_unmentioned(about, carried, here),
        })
    }

    /// Where what is to come in came from, if anything is; followed by views that read it.
    pub fn coming(self) -> Option<Origin> {
        self.coming.read().as_ref().map(|(from, _)| *from)
    }

    /// Lets what was to come in go.
    pub fn dismiss(self) {
        self.coming.set(None);
    }

    /// How it went; followed by views that read it.
    pub fn outcome(self) -> Option<Outcome> {
        self.outcome.get()
    }

    /// Whether there is a way back; followed by views that read it.
    pub fn can_undo(self) -> bool {
        self.before.read().is_some()
    }

    /// Takes in what came, all of it or nothing.
    pub fn apply(self, how: How) {
        let here = self.kept();
        let Some(carried) = self.coming_to(&here) else { return };
        let (mut target, sessions) = match how {
            How::Merge => backup::merge(&here, &carried),
            How::Replace => (backup::replace(&here, &carried), 0),
        };
        let left_out = LeftOut { sessions, photos: backup::leave_out_photos(&here, &mut target) };
        self.coming.set(None);
        // The way back ends with the page; a snapshot does not.
        snapshots::make_before(self.planner.keeper());
        let before = here.clone();
        self.put(&here, &target, move || {
            self.before.set(Some(before));
            Outcome::Done(left_out)
        });
    }

    /// Puts back what was there before the last time something was taken in.
    pub fn undo(self) {
        let Some(before) = self.before.get_untracked() else { return };
        self.put(&self.kept(), &before, move || {
            self.before.set(None);
            Outcome::Undone
        });
    }

    /// Changes what is kept from one state into another, all of it or nothing.
    fn put(self, here: &Kept, target: &Kept, done: impl FnOnce() -> Outcome + 'static) {
        let keeper = self.planner.keeper();
        if keeper.with(|store| store.is_read_only()).unwrap_or(false) {
            return self.outcome.set(Some(Outcome::NewerHere));
        }
        let changes = backup::changes(here, target);
        keeper.change_all(changes, move |kept| self.outcome.set(Some(if kept { done() } else { Outcome::Full })));
    }

    /// What taking it in would mean, kind by kind.
    pub fn preview(self) -> Vec<PreviewRow> {
        let here = self.kept();
        let Some(carried) = self.coming_to(&here) else { return Vec::new() };
        let there = &carried.kept;
        self.planner.with(|say, evidence| {
            let mut rows = Vec::new();
            for part in Part::ALL.iter().copied() {
                let (mut mine, mut theirs) = (here.things(part), there.things(part));
                if mine.is_empty() && theirs.is_empty() {
                    continue;
                }
                let mut lines = Vec::new();
                if part == Part::Answers {
                    let of = |answers| summary::rows(answers, evidence, say);
                    let (here, there) = (of(&here.answers), of(&there.answers));
                    (mine, theirs) = (answered(&here, say), answered(&there, say));
                    lines = answers_that_differ(&here, &there, say);
                } else if part == Part::Sessions {
                    lines = sessions_that_differ(&here, there, say);
                }
                let name = format!("carry.part.{}", part.as_str());
                if !carried.without.contains(&part) {
                    rows.push(PreviewRow { name, counts: counted(Counts::of(&mine, &theirs), say), lines });
                } else if !mine.is_empty() {
                    rows.push(PreviewRow { name, counts: vec![say.text("restore.not_in_it")], lines: Vec::new() });
                }
            }
            rows
        })
    }

    /// Whether anything at all is kept here.
    pub fn is_empty(self) -> bool {
        self.kept().is_empty()
    }
}

fn counted(counts: Counts, say: Say<'_>) -> Vec<String> {
    if counts.is_same() {
        return vec![say.text("restore.same")];
    }
    [("restore.new", counts.new), ("restore.differ", counts.differ), ("restore.only_here", counts.only_here)]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(id, count)| say.count(id, u64::try_from(count).unwrap_or_default()))
        .collect()
}

/// What was answered, by question; one without an answer counts as missing.
pub(super) fn answered(rows: &[summary::Row], say: Say<'_>) -> Texts {
    let none = say.text("answers.none_yet");
    let rows = rows.iter().map(|row| (row.question.as_str().to_owned(), say.list(&row.answered)));
    rows.filter(|(_, answered)| *answered != none).collect()
}

fn answers_that_differ(here: &[summary::Row], there: &[summary::Row], say: Say<'_>) -> Vec<Line> {
    let find = |rows: &[summary::Row], question| {
        let row = rows.iter().find(|row| row.question == question);
        row.map_or_else(|| say.text("answers.none_yet"), |row| say.list(&row.answered))
    };
    let lines = Question::ALL.iter().filter_map(|question| {
        let asked = here.iter().chain(there).find(|row| row.question == *question)?;
        let (mine, theirs) = (find(here, *question), find(there, *question));
        (mine != theirs).then(|| Line { what: asked.asked.clone(), sides: sides(&mine, &theirs, say) })
    });
    lines.collect()
}

fn sides(mine: &str, theirs: &str, say: Say<'_>) -> Vec<String> {
    vec![say.fill("restore.here", &[("what", mine)]), say.fill("restore.there", &[("what", theirs)])]
}

fn sessions_that_differ(here: &Kept, there: &Kept, say: Say<'_>) -> Vec<Line> {
    let said = |session: &Session| {
        let id = if matches!(session.stage, Stage::Held(_)) { "restore.held" } else { "restore.booked" };
        say.fill(id, &[("date", &say.day(session.stage.day()))])
    };
    let lines = there.courses.iter().filter_map(|(id, session)| {
        let theirs = said(session);
        let sides = match here.courses.get(id) {
            None => vec![say.fill("restore.added", &[("what", &theirs)])],
            Some(mine) if mine == session => return None,
            Some(mine) if said(mine) == theirs => vec![say.text("restore.details_differ")],
            Some(mine) => sides(&said(mine), &theirs, say),
        };
        Some(Line { what: session_name(id, say), sides })
    });
    lines.collect()
}
