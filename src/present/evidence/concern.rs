//! The rows of one concern: its course, its depths, what is cleared, its grade, its studies and what was counted.
//! Part of the evidence's rows.

use super::Topic;
use super::rows::{Row, Rows};
use super::sources::short_name;
use crate::domain::dates::Weeks;
use crate::domain::evidence::{
    Backing, Basis, Checked, Concern, DepthRow, Protocol, Rate, RateKind, SessionPlan, SourceId, Study, Tally, Triple,
};
use crate::domain::ids::{ConcernId, Grade, Severity};

/// The heading over the figures of a plan.
pub const FIGURES: &str = "sources.figures";

/// The heading over the studies.
pub const STUDIES: &str = "sources.studies";

/// The heading over what was counted and is no harm.
pub const COUNTED: &str = "evidence.part.counted";

/// The heading over harm that was counted.
pub const HARM: &str = "evidence.part.harm";

impl Rows<'_> {
    /// The rows of a concern.
    pub(super) fn concern(&mut self, concern: &Concern) {
        let topic = Topic::Concern(concern.id);
        if let Some(protocol) = concern.protocol() {
            self.protocol(concern.id, protocol);
        }
        for (place, depth) in concern.depth.iter().enumerate() {
            let row = self.depth(topic, place + 1, depth);
            self.all.push(row);
        }
        if let Some(protocol) = concern.protocol() {
            let maintenance = &protocol.maintenance;
            let months = maintenance.interval_months.map(|(low, high)| {
                self.say.fill("evidence.value.months", &[("range", &self.say.range(low.into(), high.into()))])
            });
            let what = self.say.text("evidence.row.maintenance");
            let row = self.figure(topic, "maintenance", what, &maintenance.backing).value(months);
            self.all.push(row.text(self.say.text(&format!("concern.{}.maintenance", concern.id.as_str()))));
        }
        let cleared = self.cleared(concern.id);
        self.all.push(cleared);
        let grade = self.grade(concern);
        self.all.push(grade);
        let details = self.details;
        for study in details.studies.iter().filter(|study| study.concern == concern.id) {
            let row = self.study(topic, study);
            self.all.push(row);
        }
        for rate in details.rates.iter().filter(|rate| rate.concern == Some(concern.id)) {
            self.rate(topic, rate);
        }
    }

    fn figure(&self, topic: Topic, id: &str, what: String, backing: &Backing) -> Row {
        self.row(topic, Some(FIGURES), id, what, backing)
    }

    fn weeks(&self, low: Weeks, likely: Weeks, high: Weeks) -> String {
        let (say, likely) = (self.say, self.say.number(likely.0));
        say.fill("evidence.value.weeks_likely", &[("range", &say.range(low.0, high.0)), ("likely", &likely)])
    }

    fn protocol(&mut self, concern: ConcernId, protocol: &Protocol) {
        let (say, topic) = (self.say, Topic::Concern(concern));
        match &protocol.sessions {
            SessionPlan::Course(course) => {
                let weeks = self.weeks(course.low, course.likely, course.high);
                let row = self.figure(topic, "course", say.text("sources.course"), &course.backing).value(weeks);
                self.all.push(row);
            }
            SessionPlan::BySeverity(rows) => {
                for severity in Severity::ALL {
                    let cell = rows.row(*severity);
                    let what = say.text(&format!("concern.{}.severity.{}", concern.as_str(), severity.as_str()));
                    let value = say.fill(
                        "sources.sessions",
                        &[("sessions", &say.sessions_range(cell.low, cell.high)), ("likely", &say.number(cell.likely))],
                    );
                    let row = self.figure(topic, severity.as_str(), what, &cell.backing).value(value);
                    self.all.push(row);
                }
            }
        }
        let gap = &protocol.interval;
        let weeks = self.weeks(gap.min, gap.typical, gap.max);
        let row = self.figure(topic, "interval", say.text("sources.interval"), &gap.backing).value(weeks);
        self.all.push(row);
        for (id, what, triple) in [
            ("first_change", "sources.first_change", &protocol.first_visible),
            ("full_result", "sources.full_result", &protocol.full_result_after_last),
        ] {
            let Triple { low, typical, high, backing } = triple;
            let row = self.figure(topic, id, say.text(what), backing).value(self.weeks(*low, *typical, *high));
            self.all.push(row);
        }
    }

    fn depth(&self, topic: Topic, number: usize, depth: &DepthRow) -> Row {
        let say = self.say;
        let areas: Vec<String> =
            depth.areas.iter().map(|area| say.text(&format!("question.area.option.{}", area.as_str()))).collect();
        let what = if areas.is_empty() {
            say.text("evidence.row.depth")
        } else {
            say.fill("sources.depth", &[("area", &say.list(&areas))])
        };
        self.figure(topic, &format!("depth-{number}"), what, &depth.backing)
            .value(say.millimetres(depth.low.0, depth.high.0))
    }

    /// What a text about a concern rests on: the sources it names.
    fn said(&self, concern: ConcernId, row: &str) -> Vec<SourceId> {
        self.details.footing(concern.as_str(), row).map(|footing| footing.sources.clone()).unwrap_or_default()
    }

    fn cleared(&self, concern: ConcernId) -> Row {
        let sources = self.said(concern, "cleared");
        let is_read = |id| self.details.source(id).is_some_and(|source| source.checked == Checked::Read);
        let basis = if sources.iter().all(is_read) { vec![Basis::Seen] } else { vec![Basis::Memory] };
        let text = self.say.text(&format!("concern.{}.cleared", concern.as_str()));
        let what = self.say.text("evidence.row.cleared");
        self.figure(Topic::Concern(concern), "cleared", what, &Backing { sources, basis }).text(text)
    }

    /// The grade is the planner's; why it is so can be read.
    fn grade(&self, concern: &Concern) -> Row {
        let sources = self.said(concern.id, "grade");
        let seen = (!sources.is_empty()).then_some(Basis::Seen);
        let basis = seen.into_iter().chain([Basis::Judgement]).collect();
        let grade = graded(concern).map(|grade| self.say.text(&format!("grade.{}", grade.as_str())));
        let text = self.say.text(&format!("concern.{}.grade_why", concern.id.as_str()));
        let what = self.say.text("plan.evidence");
        self.figure(Topic::Concern(concern.id), "grade", what, &Backing { sources, basis }).value(grade).text(text)
    }

    fn source_name(&self, id: &SourceId) -> String {
        self.details.source(id).map_or_else(|| id.as_str().to_owned(), |source| short_name(source, self.told.words))
    }

    fn study(&self, topic: Topic, study: &Study) -> Row {
        let backing = Backing { sources: vec![study.source.clone()], basis: study.basis.clone() };
        let people = study.n.map(|n| self.say.count("evidence.value.people", n.into()));
        let id = format!("study-{}", study.source.as_str());
        let text = format!("study.{}.{}", study.concern.as_str(), study.source.as_str());
        self.row(topic, Some(STUDIES), &id, self.source_name(&study.source), &backing)
            .value(people)
            .text(self.told.text(&text))
    }

    /// The row of what was counted in one study.
    pub(super) fn rate(&mut self, topic: Topic, rate: &Rate) {
        let (say, told) = (self.say, self.told);
        let id = rate.id.as_str();
        let what = match rate.kind {
            RateKind::Benefit => "evidence.rate.benefit",
            RateKind::NoChange => "evidence.rate.no_change",
            RateKind::Harm => "evidence.rate.harm",
            RateKind::Relapse => "evidence.rate.relapse",
        };
        let what = say.fill(what, &[("source", &self.source_name(&rate.source))]);
        let sources: Vec<SourceId> = std::iter::once(&rate.source).chain(&rate.also).cloned().collect();
        let backing = Backing { sources, basis: rate.basis.clone() };
        let of = |part: &str| told.words.maybe(&format!("rate.{id}.{part}"));
        let rest = rate.rest.as_ref();
        let part = if rate.kind.is_bad() { HARM } else { COUNTED };
        let mut row = self
            .row(topic, Some(part), &format!("rate-{id}"), what, &backing)
            .value(rate.tally.map(|tally| self.people(tally, of("count"))))
            .value(rest.map(|rest| self.people(rest.tally, of("rest"))))
            .value(rate.compared.map(|tally| {
                self.people(tally, Some(of("compared").unwrap_or_else(|| say.text("evidence.rate.compared"))))
            }))
            .value(rest.and_then(|rest| rest.compared).map(|tally| self.people(tally, of("rest"))));
        let own = say.words.maybe(&format!("evidence.counted.{id}"));
        row.texts.extend([of("told"), of("title"), own].into_iter().flatten());
        let labels = [(rate.heat, "rates.heat"), (rate.alone, "rates.alone")];
        row.values.extend(labels.iter().filter(|(holds, _)| *holds).map(|(_, id)| told.text(id)));
        self.all.push(row);
    }

    /// "better by more than 1 step: 22 of 30 people (56 to 86 of 100 would also fit)".
    fn people(&self, tally: Tally, what: Option<String>) -> String {
        let (say, told) = (self.say, self.told);
        let number = |value: u32| say.number(value);
        let (low, high) = tally.range();
        let people = told.fill("rates.counted", &[("count", &number(tally.count())), ("n", &number(tally.n()))]);
        let range = told.fill("rates.range", &[("low", &number(low)), ("high", &number(high))]);
        match what {
            Some(what) => {
                say.fill("evidence.rate.people_of", &[("what", &what), ("people", &people), ("range", &range)])
            }
            None => say.fill("evidence.rate.people", &[("people", &people), ("range", &range)]),
        }
    }
}

/// How good the evidence for a concern is; none where there is nothing to grade.
pub fn graded(concern: &Concern) -> Option<Grade> {
    (concern.score > 0).then(|| Grade::from_score(concern.score))
}
