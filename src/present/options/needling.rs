//! Microneedling as one option among others: made from the evidence that its plan is made of, in the same cells.
//! Part of the comparison.

use super::{Ask, Line, Table, line, memory, plain, plan};
use crate::domain::estimate::{Estimate, Plan};
use crate::domain::evidence::{Backing, Basis, ConcernKind, RateId, SessionPlan};
use crate::domain::ids::{ConcernId, Grade};
use crate::domain::options::{Part, Span};
use crate::domain::sorted::SortedSet;

/// The sign by which skin shows that it was needled.
const SHOWS: &str = "colour_change";

impl Table<'_> {
    /// Why the planner stops here, where it does; said in its place, and the option stays.
    pub(super) fn stop(self) -> Option<String> {
        let id = match &self.concern.kind {
            ConcernKind::Blocked => "options.needling.stop",
            _ if self.concern.id == ConcernId::AcneActive => "options.needling.stop_without_heat",
            _ if self.concern.requires_rf => "options.needling.heat_only",
            _ => return None,
        };
        Some(self.say.text(id))
    }

    /// What microneedling says to a question.
    pub(super) fn of_needling(self, ask: Ask) -> Vec<Line> {
        match ask {
            Ask::What if self.concern.requires_rf => vec![self.said(Part::What, "options.needling.what_heat")],
            Ask::What => vec![self.said(Part::What, "options.needling.what")],
            Ask::Course => vec![self.course()],
            Ask::Result => vec![self.result()],
            Ask::Benefits => self.benefits(),
            Ask::Risks => {
                let harms = self.needling.harms.iter().filter_map(|rate| self.rate(rate));
                std::iter::once(self.said(Part::Risks, "options.needling.risks")).chain(harms).collect()
            }
            Ask::Skin if self.concern.requires_rf => vec![self.said(Part::SkinHeat, "options.needling.skin_heat")],
            Ask::Skin => vec![self.said(Part::Skin, "options.needling.skin")],
            Ask::Downtime => self.downtime(),
            Ask::NotFor => {
                let id = self.concern.id.as_str();
                let own = self.concern.not_if.iter().map(|why| {
                    let text = self.say.text(&format!("concern.{id}.not_if.{why}"));
                    let sources = self.needling.not_for.clone();
                    Line { text, sources, basis: vec![Basis::Seen], row: None }
                });
                std::iter::once(self.said(Part::NotFor, "options.needling.not_for")).chain(own).collect()
            }
            Ask::Sure => {
                let from_score = Grade::from_score(self.concern.score);
                vec![self.graded(self.plan().map_or(from_score, |plan| plan.grade), &self.needling.studies)]
            }
            Ask::Cost => vec![self.cost()],
        }
    }

    /// How many visits, as for the other options.
    pub(super) fn needling_visits(self) -> Line {
        match self.sessions() {
            Some((span, backing)) => in_row("interval", line(self.counted("options.value.visits", span), &backing)),
            None => self.course(),
        }
    }

    /// How many days the skin shows it, as for the other options.
    pub(super) fn needling_days(self) -> Line {
        match self.days_it_shows().and_then(|(usual, most)| Span::new(usual.low(), most)) {
            Some(span) => self.rests_on(Part::Downtime, self.counted("options.value.days", span)),
            None => plain(self.say.text("options.value.unknown")),
        }
    }

    fn plan(&self) -> Option<&Plan> {
        match self.shelf.estimate {
            Some(Estimate::Plan(plan)) => Some(plan),
            _ => None,
        }
    }

    /// What is said of microneedling for whatever concern.
    fn said(self, part: Part, id: &str) -> Line {
        self.rests_on(part, self.say.text(id))
    }

    fn rests_on(self, part: Part, text: String) -> Line {
        match self.shelf.options.0.of_needling(part) {
            Some(backing) => line(text, backing),
            None => memory(text),
        }
    }

    /// Sessions of the person's own plan, or for their strength; `None` where the studies give weeks instead and there
    /// is no plan.
    fn sessions(&self) -> Option<(Span, Backing)> {
        let (span, backing) = match &self.concern.protocol()?.sessions {
            SessionPlan::Course(course) => (None, course.backing.clone()),
            SessionPlan::BySeverity(rows) => match self.shelf.answers.severity.known() {
                Some(severity) => {
                    let row = rows.row(severity);
                    (Span::new(row.low, row.high), row.backing.clone())
                }
                None => {
                    let all = rows.all();
                    let low = all.iter().map(|row| row.low).min()?;
                    let high = all.iter().map(|row| row.high).max()?;
                    (Span::new(low, high), together(all.iter().map(|row| &row.backing)))
                }
            },
        };
        let planned = self.plan().and_then(|plan| Span::new(plan.sessions.low, plan.sessions.high));
        Some((planned.or(span)?, backing))
    }

    fn course(self) -> Line {
        let Some(protocol) = self.concern.protocol() else {
            return plain(self.say.text("options.needling.no_plan"));
        };
        let gap = &protocol.interval;
        let weeks = self.say.weeks_range(gap.min, gap.max);
        if let Some((span, backing)) = self.sessions() {
            let sessions = self.say.sessions_range(span.low(), span.high());
            let text = match self.plan().map(|plan| plan::apart(plan, self.concern, self.say)) {
                Some(apart) => {
                    self.say.fill("options.needling.course_planned", &[("sessions", &sessions), ("apart", &apart)])
                }
                None => self.say.fill("options.needling.course", &[("sessions", &sessions), ("weeks", &weeks)]),
            };
            return in_row("interval", line(text, &together([&backing, &gap.backing].into_iter())));
        }
        let SessionPlan::Course(course) = &protocol.sessions else {
            return plain(self.say.text("options.value.unknown"));
        };
        let whole = self.say.weeks_range(course.low, course.high);
        let text = self.say.fill("options.needling.course_weeks", &[("course", &whole), ("weeks", &weeks)]);
        in_row("interval", line(text, &together([&course.backing, &gap.backing].into_iter())))
    }

    fn result(self) -> Line {
        let Some(protocol) = self.concern.protocol() else {
            return plain(self.say.text("options.needling.no_plan"));
        };
        let (first, full) = (&protocol.first_visible, &protocol.full_result_after_last);
        let said = [
            ("first", self.say.weeks_range(first.low, first.high)),
            ("first_likely", self.say.number(first.typical.0)),
            ("full", self.say.weeks_range(full.low, full.high)),
            ("full_likely", self.say.number(full.typical.0)),
        ];
        let said = said.each_ref().map(|(name, weeks)| (*name, weeks.as_str()));
        let text = self.say.fill("options.needling.result", &said);
        in_row("first_change", line(text, &together([&first.backing, &full.backing].into_iter())))
    }

    fn benefits(self) -> Vec<Line> {
        let (details, words) = self.shelf.details;
        let of_concern = || details.studies.iter().filter(|study| study.concern == self.concern.id);
        let studies = self.needling.studies.iter().filter_map(|source| {
            let study = of_concern().find(|study| study.source == *source)?;
            let text = words.text(&format!("study.{}.{}", self.concern.id.as_str(), source.as_str()));
            Some(Line { text, sources: vec![source.clone()], basis: study.basis.clone(), row: None })
        });
        studies.chain(self.needling.told.iter().filter_map(|rate| self.rate(rate))).collect()
    }

    /// A rate in words.
    fn rate(self, id: &RateId) -> Option<Line> {
        let (details, words) = self.shelf.details;
        let rate = details.rates.iter().find(|rate| rate.id == *id)?;
        let text = match rate.told {
            true => words.text(&format!("rate.{}.told", id.as_str())),
            false => words.text(&format!("rate.{}.story", id.as_str())),
        };
        let sources = std::iter::once(&rate.source).chain(&rate.also).cloned().collect();
        Some(Line { text, sources, basis: rate.basis.clone(), row: None })
    }

    /// Days for which the skin commonly shows that it was needled, and the most that are expected.
    fn days_it_shows(&self) -> Option<(Span, u16)> {
        let sign = self.shelf.evidence.healing.signs.iter().find(|sign| sign.id == SHOWS)?;
        let (from, until) = sign.typical_hours;
        Some((Span::new(from.div_ceil(24), until.div_ceil(24))?, sign.max_expected_days))
    }

    fn downtime(self) -> Vec<Line> {
        let longer = Line { basis: vec![Basis::Judgement], ..plain(self.say.text("healing.note")) };
        let shows = self.days_it_shows().and_then(|(usual, most)| {
            let usual = self.counted("options.value.days", usual);
            let most = self.counted("options.value.days", Span::new(most, most)?);
            Some(self.say.fill("options.needling.downtime", &[("usual", &usual), ("most", &most)]))
        });
        shows.map(|text| self.rests_on(Part::Downtime, text)).into_iter().chain([longer]).collect()
    }

    /// What the course costs at the person's or the clinic's price: the only price there is on the page.
    fn cost(self) -> Line {
        let Some(plan) = self.plan() else { return plain(self.say.text("options.cost.unknown")) };
        let Some(cost) = plan::cost(plan, self.shelf.answers, self.shelf.clinic, self.say) else {
            return plain(self.say.text("options.cost.not_typed"));
        };
        let id = if cost.is_clinics { "options.cost.clinics" } else { "options.cost.typed" };
        plain(self.say.fill(id, &[("range", &cost.range)]))
    }
}

/// The same, with the row of the evidence that has its many sources.
fn in_row(row: &'static str, line: Line) -> Line {
    Line { row: Some(row), ..line }
}

/// What several figures rest on.
fn together<'b>(all: impl Iterator<Item = &'b Backing>) -> Backing {
    let (mut sources, mut basis) = (SortedSet::new(), SortedSet::new());
    for backing in all {
        sources.extend(backing.sources.iter().cloned());
        basis.extend(backing.basis.iter().copied());
    }
    Backing { sources: sources.into_vec(), basis: basis.into_vec() }
}
