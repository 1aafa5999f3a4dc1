//! Every row of the evidence as data: what it is, its figure, what it rests on and where it can be read.
//!
//! Uses: `domain`, `present::say` with the words of the plan and those of the details. Used by: `ui`, which draws the
//! rows, and tests. The rows of a concern are put together in `concern.rs`.

use super::{RowName, Topic, row_name};
use crate::domain::evidence::{
    Aftercare, AppliesTo, Backing, Basis, Conflict, Details, Evidence, Factor, Fda, Healing, Phase, Preparation,
    Restriction, ScreeningItem, Session, SourceId,
};
use crate::domain::ids::{ConcernId, id_enum};
use crate::present::say::Say;

id_enum! {
    /// What a row rests on, at a glance. Each row counts once: memory weighs more than judgement.
    Ground {
        Read = "read",
        Partly = "partly",
        Judgement = "judgement",
        Memory = "memory",
        NotVerified = "not_verified",
    }
}

impl Ground {
    fn of(topic: Topic, basis: &[Basis]) -> Self {
        let has = |kind| basis.contains(&kind);
        match topic {
            Topic::NotVerified => Self::NotVerified,
            _ if has(Basis::Memory) => Self::Memory,
            _ if has(Basis::Judgement) && has(Basis::Seen) => Self::Partly,
            _ if has(Basis::Judgement) => Self::Judgement,
            _ => Self::Read,
        }
    }
}

/// A row of the evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The topic it stands in.
    pub topic: Topic,
    /// Its name there.
    pub name: RowName,
    /// The id of the heading that it stands under, where its topic has several.
    pub part: Option<&'static str>,
    /// What it is about.
    pub what: String,
    /// Its figures, if it has any.
    pub values: Vec<String>,
    /// What there is to say about it.
    pub texts: Vec<String>,
    /// Whether it was seen, remembered or judged.
    pub basis: Vec<Basis>,
    /// The same at a glance.
    pub ground: Ground,
    /// Where it can be read; empty for pure judgement.
    pub sources: Vec<SourceId>,
    /// The concerns it is about; empty where it holds whatever the concern.
    pub concerns: Vec<ConcernId>,
    /// What the review noted about it, each a sentence or more.
    pub remarks: Vec<String>,
}

/// Every row, topic by topic. `say` speaks the words of the plan and of the proofs, `told` those of the details.
pub fn rows(evidence: &Evidence, details: &Details, say: Say<'_>, told: Say<'_>) -> Vec<Row> {
    let mut rows = Rows { details, say, told, all: Vec::new() };
    evidence.concerns().for_each(|concern| rows.concern(concern));
    rows.screening(evidence);
    evidence.preparation.iter().for_each(|row| rows.preparation(row));
    rows.session(&evidence.session);
    evidence.aftercare.iter().for_each(|row| rows.aftercare(row));
    evidence.restrictions.iter().for_each(|row| rows.restriction(row));
    rows.healing(&evidence.healing);
    evidence.phases.iter().for_each(|phase| rows.phase(phase));
    for question in &evidence.questions {
        let what = say.text(&format!("ask.{}", question.id));
        rows.all.push(rows.row(Topic::Questions, None, &question.id, what, &question.backing));
    }
    rows.factors();
    details.conflicts.iter().for_each(|conflict| rows.conflict(conflict));
    rows.fda(&details.fda);
    for not in &details.not_verified {
        let what = told.text(&format!("not_verified.{}", not.id));
        rows.all.push(rows.row(Topic::NotVerified, None, &not.id, what, &not.backing));
    }
    rows.all
}

/// The text of a remark, which a row names as its note.
pub fn remark_of(remark: &str) -> String {
    format!("remark.{remark}")
}

/// The rows so far, and what they are made of.
pub(super) struct Rows<'a> {
    pub(super) details: &'a Details,
    /// Speaks the words of the plan.
    pub(super) say: Say<'a>,
    /// Speaks the words of the details.
    pub(super) told: Say<'a>,
    pub(super) all: Vec<Row>,
}

impl Row {
    /// With a figure, if there is one.
    pub(super) fn value(mut self, value: impl Into<Option<String>>) -> Self {
        self.values.extend(value.into());
        self
    }

    /// With a sentence.
    pub(super) fn text(mut self, text: String) -> Self {
        self.texts.push(text);
        self
    }

    /// About these concerns.
    fn about(mut self, concerns: &[ConcernId]) -> Self {
        self.concerns = concerns.to_vec();
        self
    }
}

impl Rows<'_> {
    /// A row with nothing but its heading and what it rests on.
    pub(super) fn row(
        &self,
        topic: Topic,
        part: Option<&'static str>,
        id: &str,
        what: String,
        backing: &Backing,
    ) -> Row {
        let footing = self.details.footing(topic.as_str(), id);
        let mut sources = backing.sources.clone();
        // Where a plan does without them, the sources stand in the footing.
        if let Some(more) = footing.filter(|_| sources.is_empty()) {
            sources.clone_from(&more.sources);
        }
        let noted = footing.map(|footing| footing.remarks.as_slice()).unwrap_or_default();
        Row {
            topic,
            name: row_name(id),
            part,
            what,
            values: Vec::new(),
            texts: Vec::new(),
            ground: Ground::of(topic, &backing.basis),
            basis: backing.basis.clone(),
            sources,
            concerns: match topic {
                Topic::Concern(concern) => vec![concern],
                _ => Vec::new(),
            },
            remarks: noted.iter().map(|remark| self.told.text(&remark_of(remark))).collect(),
        }
    }

    /// The names of concerns, one after the other.
    fn names(&self, concerns: &[ConcernId]) -> String {
        let names: Vec<String> =
            concerns.iter().map(|concern| self.say.text(&format!("concern.{}.name", concern.as_str()))).collect();
        self.say.list(&names)
    }

    /// "Only for acne scars", where a row does not hold for all.
    fn only_for(&self, concerns: &[ConcernId]) -> Option<String> {
        (!concerns.is_empty()).then(|| self.say.fill("evidence.value.only_for", &[("concerns", &self.names(concerns))]))
    }

    fn screening(&mut self, evidence: &Evidence) {
        let say = self.say;
        for item in evidence.conditions() {
            let ScreeningItem { id, action, wait_days, concerns, .. } = item;
            let title = say.text(&format!("flag.{}.title", id.as_str()));
            let heat = (item.applies_to == AppliesTo::Rf).then(|| say.text("evidence.value.heat_only"));
            let row = self
                .row(Topic::Screening, None, id.as_str(), title, &item.backing)
                .about(concerns)
                .value(say.text(&format!("evidence.action.{}", action.as_str())))
                .value(wait_days.map(|days| say.count("evidence.value.wait", days.0.into())))
                .value(heat)
                .value(self.only_for(concerns))
                .text(say.text(&format!("flag.{}.text", id.as_str())));
            self.all.push(row);
        }
    }

    fn preparation(&mut self, of: &Preparation) {
        let say = self.say;
        let when = match of.offset_days {
            0 => say.text("evidence.when.on_day"),
            days => say.count("evidence.when.days_before", days.unsigned_abs().into()),
        };
        let label = say.text(&format!("prep.{}.label", of.id));
        let why = say.text(&format!("prep.{}.why", of.id));
        let row = self.row(Topic::Preparation, None, &of.id, label, &of.backing).value(when).text(why);
        self.all.push(row);
    }

    fn session(&mut self, session: &Session) {
        let say = self.say;
        let total = &session.total_minutes;
        let range = say.range(total.low, total.high);
        let value =
            say.fill("evidence.value.minutes_likely", &[("range", &range), ("likely", &say.number(total.typical))]);
        let title = say.text("evidence.row.total_minutes");
        self.all.push(self.row(Topic::Session, None, "total_minutes", title, &total.backing).value(value));
        for step in &session.steps {
            let title = say.text(&format!("session.{}.title", step.id));
            let (low, high) = step.minutes;
            let minutes = (high > 0).then(|| say.fill("evidence.value.minutes", &[("range", &say.range(low, high))]));
            let row = self.row(Topic::Session, None, &step.id, title, &step.backing).value(minutes);
            self.all.push(row.text(say.text(&format!("session.{}.text", step.id))));
        }
        for pain in &session.pain {
            let backing = Backing { sources: vec![pain.source.clone()], basis: pain.basis.clone() };
            let id = format!("pain-{}", pain.source.as_str());
            let row = self.row(Topic::Session, None, &id, say.text("evidence.row.pain"), &backing);
            self.all.push(row.text(say.text(&format!("pain.{}", pain.source.as_str()))));
        }
    }

    /// A stretch of time after a session, in whole days where it is long and fits them.
    fn after(&self, from: u16, to: Option<u16>) -> String {
        let say = self.say;
        let Some(to) = to else {
            return say.hours_or_days(from, "evidence.when.from_hours", "evidence.when.from_days");
        };
        match in_days(from, to) {
            Some((low, high)) => say.fill("evidence.when.days", &[("range", &say.range(low, high))]),
            None => say.fill("evidence.when.hours", &[("range", &say.range(from, to))]),
        }
    }

    fn aftercare(&mut self, of: &Aftercare) {
        let label = self.say.text(&format!("after.{}", of.id));
        let row = self
            .row(Topic::Aftercare, None, &of.id, label, &of.backing)
            .about(&of.concerns)
            .value(self.after(of.from_hours, of.to_hours))
            .value(self.only_for(&of.concerns));
        self.all.push(row);
    }

    fn restriction(&mut self, of: &Restriction) {
        let say = self.say;
        let (low, high) = of.hours;
        let until = match in_days(low, high) {
            Some((low, high)) => say.fill("evidence.when.until_days", &[("range", &say.range(low, high))]),
            None => say.fill("evidence.when.until_hours", &[("range", &say.range(low, high))]),
        };
        let label = say.text(&format!("limit.{}.label", of.id));
        let row = self
            .row(Topic::Restrictions, None, &of.id, label, &of.backing)
            .about(&of.concerns)
            .value(until)
            .value(self.only_for(&of.concerns))
            .text(say.text(&format!("limit.{}.note", of.id)));
        self.all.push(row);
    }

    fn healing(&mut self, healing: &Healing) {
        let say = self.say;
        for day in &healing.days {
            let (id, what) = (format!("day-{}", day.day), say.fill("healing.day", &[("n", &say.number(day.day))]));
            let row = self.row(Topic::Healing, Some("evidence.part.days"), &id, what, &day.backing);
            self.all.push(row.text(say.text(&format!("day.{}", day.day))));
        }
        for sign in &healing.signs {
            let (from, to) = sign.typical_hours;
            let name = say.text(&format!("sign.{}.name", sign.id));
            let id = format!("sign-{}", sign.id);
            let row = self
                .row(Topic::Healing, Some("evidence.part.signs"), &id, name, &sign.backing)
                .value(self.after(from, Some(to)))
                .value(say.count("evidence.value.gone_by", sign.max_expected_days.into()))
                .text(say.text(&format!("sign.{}.look", sign.id)));
            self.all.push(row);
        }
        for flag in &healing.red_flags {
            let what = say.text(&format!("red_flag.level.{}", flag.level.as_str()));
            let id = format!("flag-{}", flag.id);
            let row = self.row(Topic::Healing, Some("evidence.part.flags"), &id, what, &flag.backing);
            self.all.push(row.text(say.text(&format!("red_flag.{}", flag.id))));
        }
        let details = self.details;
        for rate in details.rates.iter().filter(|rate| rate.concern.is_none()) {
            self.rate(Topic::Healing, rate);
        }
    }

    fn phase(&mut self, phase: &Phase) {
        let say = self.say;
        let days = match (phase.from_days, phase.to_days) {
            (Some(from), Some(to)) => Some(say.fill("evidence.when.days", &[("range", &say.range(from, to))])),
            (Some(from), None) => Some(say.count("evidence.when.from_days", from.into())),
            (None, _) => None,
        };
        let name = say.text(&format!("phase.{}.name", phase.id));
        let row = self.row(Topic::Phases, None, &phase.id, name, &phase.backing).value(days);
        self.all.push(row.text(say.text(&format!("phase.{}.text", phase.id))));
    }

    fn factors(&mut self) {
        let factors = &self.details.factors;
        for (place, factor) in factors.iter().enumerate() {
            let own = format!("factor.{}.{}", factor.concern.as_str(), factor.id);
            // What is true of many concerns alike has one text, and is one row.
            let is_shared = !self.told.words.has(&own);
            let alike = |other: &&Factor| is_shared && other.id == factor.id;
            if factors.iter().take(place).any(|other| alike(&other)) {
                continue;
            }
            let (id, text, concerns) = if is_shared {
                let concerns = factors.iter().filter(alike).map(|other| other.concern).collect();
                (factor.id.clone(), format!("factor.{}", factor.id), concerns)
            } else {
                (format!("{}-{}", factor.concern.as_str(), factor.id), own, vec![factor.concern])
            };
            let row = self
                .row(Topic::Factors, None, &id, self.names(&concerns), &factor.backing)
                .about(&concerns)
                .value(self.say.text(&format!("evidence.effect.{}", factor.effect.as_str())))
                .text(self.told.text(&text));
            self.all.push(row);
        }
    }

    fn conflict(&mut self, conflict: &Conflict) {
        let told = |what: &str| self.told.text(&format!("conflict.{}.{what}", conflict.id));
        let row = self.row(Topic::Conflicts, None, &conflict.id, told("topic"), &conflict.backing);
        let row = row.about(&conflict.concerns);
        // One side, the other, and what the planner does: the drawing keeps this order.
        let row = row.text(told("a")).text(told("b")).text(told("planner"));
        self.all.push(row);
    }

    fn fda(&mut self, fda: &Fda) {
        let (say, told) = (self.say, self.told);
        for rule in &fda.rules {
            let what = say.text(&format!("evidence.fda.{}", rule.id));
            let row = self
                .row(Topic::Fda, Some("evidence.part.rules"), &rule.id, what, &rule.backing)
                .about(&rule.concerns)
                .value(rule.date.map(|date| say.day(date)))
                .text(told.text(&format!("fda.{}", rule.id)));
            self.all.push(row);
        }
        for device in &fda.cleared {
            let what = say.fill("evidence.fda.device", &[("device", &device.device), ("number", &device.id)]);
            let row = self
                .row(Topic::Fda, Some("evidence.part.cleared"), &device.id, what, &device.backing)
                .about(&device.concerns)
                .value(device.date.map(|date| say.day(date)))
                .text(told.text(&format!("fda.use.{}", device.id)));
            self.all.push(row);
        }
        let (part, what) = ("evidence.part.not_cleared", say.text("evidence.fda.none_for"));
        let of = &fda.not_cleared;
        let mut row = self.row(Topic::Fda, Some(part), "not_cleared", what, &of.backing).about(&of.concerns);
        row.texts.extend(of.ids.iter().map(|id| told.text(&format!("fda.not_cleared.{id}"))));
        self.all.push(row);
    }
}

/// Two points in hours as days, where they are whole days and the later one is far off.
fn in_days(from: u16, to: u16) -> Option<(u16, u16)> {
    (from.is_multiple_of(24) && to.is_multiple_of(24) && to >= 72).then_some((from / 24, to / 24))
}
