//! The plan screen as data: status, range, cost, event, and what each answer did.
//!
//! Uses: `domain`, `content`, `present`. Used by: `ui`. The sentence, the table and the picture all come from the one
//! estimate given here.

use chrono::NaiveDate;

use super::areas::{self, AreaDepth};
use super::clinic;
use super::origin::{self, Origin};
use super::questions::{self, Question};
use super::say::Say;
use crate::domain::answers::{Answer, Answers};
use crate::domain::clinic::Clinic;
use crate::domain::dates::Weeks;
use crate::domain::estimate::{Cause, Effect, Estimate, Plan, Range, Status, Verdict};
use crate::domain::evidence::{Action, Basis, Concern, Evidence, SessionPlan};
use crate::domain::ids::{AreaId, ConcernId, ConditionId, Flag, RuleFlag, Severity};
use crate::domain::sorted::SortedSet;

/// How a status is coloured and named; never by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing stands in the way.
    Ok,
    /// Ask first.
    Ask,
    /// Wait.
    Wait,
    /// Not this, or not now.
    No,
}

/// The status at the head of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusBox {
    /// Colour and name.
    pub tone: Tone,
    /// "Ask your clinician first", "Wait until 3 March 2027", …
    pub title: String,
    /// One line under it.
    pub lead: String,
    /// Groups of reasons, the gravest first; an empty group is left out.
    pub groups: Vec<ReasonGroup>,
}

/// Reasons that act alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonGroup {
    /// Heading; none where the box's title says it.
    pub heading: Option<String>,
    /// The reasons.
    pub reasons: Vec<Reason>,
}

/// One reason, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// What was answered.
    pub title: String,
    /// Text id of the explanation.
    pub text_id: String,
    /// "Wait until …" for a delay.
    pub until: Option<String>,
    /// Where the answer can be changed.
    pub change: Option<Question>,
    /// What it rests on, where that is written down.
    pub origin: Option<Origin>,
}

/// The status box for an estimate and the answers that only the page uses.
pub fn status(estimate: &Estimate, answers: &Answers, evidence: &Evidence, say: Say<'_>) -> StatusBox {
    let causes = estimate.causes();
    let with = |wanted: fn(&Effect) -> bool| -> Vec<Reason> {
        let causes = causes.iter().filter(|cause| wanted(&cause.effect));
        causes.map(|cause| reason(cause, answers.concern, evidence, say)).collect()
    };
    let refusals = with(|effect| matches!(effect, Effect::Stop | Effect::NoEstimate | Effect::NotAConcern));
    let delays = with(|effect| matches!(effect, Effect::Delay { .. }));
    let mut asks = with(|effect| matches!(effect, Effect::Ask));
    asks.extend(delayed_asks(causes, answers.concern, evidence, say));
    asks.extend(page_asks(answers, evidence, say));

    let status = match estimate.status() {
        Status::Ok if !asks.is_empty() => Status::AskClinician,
        status => status,
    };
    let (tone, title) = match (status, estimate) {
        (Status::Ok, _) => (Tone::Ok, say.text("plan.status.ok")),
        (Status::AskClinician, _) => (Tone::Ask, say.text("plan.status.ask_clinician")),
        (Status::Delay, Estimate::Plan(plan)) => {
            (Tone::Wait, say.fill("plan.status.delay", &[("date", &say.day(plan.earliest_start))]))
        }
        (Status::NotAConcern, _) => (Tone::No, say.text("plan.status.not_a_concern")),
        (Status::NoEstimate, _) => (Tone::No, say.text("plan.status.no_estimate")),
        _ => (Tone::No, say.text("plan.status.stop")),
    };
    let lead = say.text(&format!("plan.lead.{}", status.as_str()));
    let heading = |id: &str, first: bool| (!first).then(|| say.text(id));
    let groups = [
        (refusals, heading("plan.reasons.stop", true)),
        (delays, heading("plan.reasons.delay", status == Status::Delay)),
        (asks, heading("plan.reasons.ask", status == Status::AskClinician)),
    ]
    .into_iter()
    .filter(|(reasons, _)| !reasons.is_empty())
    .map(|(reasons, heading)| ReasonGroup { heading, reasons })
    .collect();
    StatusBox { tone, title, lead, groups }
}

/// A cause as a reason.
pub(super) fn reason(cause: &Cause, concern: Option<ConcernId>, evidence: &Evidence, say: Say<'_>) -> Reason {
    let id = cause.flag.as_str();
    let until = match cause.effect {
        Effect::Delay { until } => Some(say.fill("plan.until", &[("date", &say.day(until))])),
        _ => None,
    };
    Reason {
        title: say.text(&format!("flag.{id}.title")),
        text_id: format!("flag.{id}.text"),
        until,
        change: question_behind(cause.flag, evidence),
        origin: Some(origin::flag(cause.flag, concern)),
    }
}

/// A delay whose item is one to ask about in itself (filler) keeps its ask beside the wait.
fn delayed_asks(causes: &[Cause], concern: Option<ConcernId>, evidence: &Evidence, say: Say<'_>) -> Vec<Reason> {
    let keeps_ask = |cause: &&Cause| match (cause.effect, cause.flag) {
        (Effect::Delay { .. }, Flag::Condition(id)) => evidence.condition(id).action == Action::AskClinician,
        _ => false,
    };
    causes
        .iter()
        .filter(keeps_ask)
        .map(|cause| Reason {
            until: None,
            text_id: "plan.ask.also_wait.text".to_owned(),
            ..reason(cause, concern, evidence, say)
        })
        .collect()
}

/// Asks that the page adds without giving them to the estimator: the concern's own list, and unsure health checks.
fn page_asks(answers: &Answers, evidence: &Evidence, say: Say<'_>) -> Vec<Reason> {
    let mut asks = Vec::new();
    let path = questions::path(answers, evidence);
    let not_if = match answers.not_if {
        Answer::Known(true) => Some("plan.ask.not_if_yes"),
        Answer::NotSure => Some("plan.ask.not_if_unsure"),
        _ => None,
    };
    if let Some(id) = not_if.filter(|_| path.contains(&Question::NotIf)) {
        asks.push(Reason {
            title: say.text(&format!("{id}.title")),
            text_id: format!("{id}.text"),
            until: None,
            change: Some(Question::NotIf),
            origin: origin::question(Question::NotIf, answers.concern),
        });
    }
    for group in answers.unsure_groups().filter(|group| path.contains(&Question::Checks(*group))) {
        let page = say.text(&format!("checks.{}.title", group.as_str()));
        asks.push(Reason {
            title: say.fill("plan.ask.unsure.title", &[("page", &page)]),
            text_id: "plan.ask.unsure.text".to_owned(),
            until: None,
            change: Some(Question::Checks(group)),
            origin: None,
        });
    }
    asks
}

/// The question whose answer raised a flag.
pub fn question_behind(flag: Flag, evidence: &Evidence) -> Option<Question> {
    Some(match flag {
        Flag::Condition(id) => return question_behind_condition(id, evidence),
        Flag::Rule(rule) => match rule {
            RuleFlag::ChooseUnderlyingConcern | RuleFlag::SpecialistOnly => Question::Concern,
            RuleFlag::SeeDermatologistFirst
            | RuleFlag::SeverityUnknown
            | RuleFlag::SeverityOutsideTrials
            | RuleFlag::DeepLinesOrLaxity => Question::Severity,
            RuleFlag::AgeUnknown => Question::Age,
            RuleFlag::NeedsRf | RuleFlag::RfFda2025 | RuleFlag::RfEvidenceWeaker => Question::Device,
            RuleFlag::PhototypeUnknown | RuleFlag::PihRiskHigh => Question::Sun,
            RuleFlag::PrpOffLabelCountUnchanged | RuleFlag::CombinationAsk => Question::Add,
            RuleFlag::StartAllowsPreparation => Question::Start,
            RuleFlag::ScarAgeUnknown => Question::ScarDate,
            RuleFlag::IntervalRaisedToMinimum | RuleFlag::IntervalAboveStudied => Question::Interval,
            RuleFlag::IcepickConsiderCrossOrPunch => Question::ScarType,
            RuleFlag::MissingAdjunct | RuleFlag::AdjunctUnknown => Question::Partner,
        },
    })
}

fn question_behind_condition(id: ConditionId, evidence: &Evidence) -> Option<Question> {
    use ConditionId as C;
    Some(match id {
        C::Phototype4To6 => Question::Sun,
        C::AgeUnder18 | C::Age18To21 => Question::Age,
        C::HomeDevice => Question::Device,
        C::ScarUnder6w | C::Scar6wTo6m | C::ScarUnder6m | C::ScarImmature => Question::ScarDate,
        _ => Question::Checks(evidence.condition(id).group?),
    })
}

/// The figures at the head of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// "Studies of acne scars used 3 to 6 sessions".
    pub headline: String,
    /// "3", "6" for the largest type on the page.
    pub low: String,
    /// The upper end.
    pub high: String,
    /// "sessions, likely 4".
    pub likely: String,
    /// "about 4 weeks apart; 2 to 6 were studied".
    pub apart: String,
    /// What the sessions row rests on.
    pub basis: Vec<Basis>,
    /// "Evidence: limited".
    pub grade: String,
    /// 1–4.
    pub grade_steps: u8,
    /// "Week 4 to 12, likely 8".
    pub first_change: String,
    /// "May 2027".
    pub result_likely: String,
    /// "It could be as early as March 2027, or as late as December 2027."
    pub result_range: String,
}

/// The figures of a plan.
pub fn figures(plan: &Plan, concern: &Concern, severity: Answer<Severity>, say: Say<'_>) -> Figures {
    let basis = sessions_basis(concern, severity);
    let headline = match (basis.contains(&Basis::Seen), basis.len()) {
        (true, 1) => "plan.headline.seen",
        (true, _) => "plan.headline.partly",
        (false, _) => "plan.headline.judgement",
    };
    let concern_words = say.text(&format!("concern.{}.in_sentence", concern.id.as_str()));
    let range = say.sessions_range(plan.sessions.low, plan.sessions.high);
    let dates = plan.result_dates();
    Figures {
        headline: say.fill(headline, &[("concern", &concern_words), ("sessions", &range)]),
        low: say.number(plan.sessions.low),
        high: say.number(plan.sessions.high),
        likely: say.fill("plan.likely", &[("n", &say.number(plan.sessions.likely))]),
        apart: apart(plan, concern, say),
        basis,
        grade: say.text(&format!("grade.{}", plan.grade.as_str())),
        grade_steps: plan.grade.score(),
        first_change: weeks_in(["plan.week", "plan.week_range"], plan.first_visible, say),
        result_likely: say.month(dates.likely),
        result_range: say
            .fill("plan.result_range", &[("low", &say.month(dates.low)), ("high", &say.month(dates.high))]),
    }
}

/// The gap of a plan with the range that was studied, or with ours where not all of it was: "about 4 weeks apart; 2 to
/// 6 were studied".
pub fn apart(plan: &Plan, concern: &Concern, say: Say<'_>) -> String {
    let row = concern.protocol().map(|protocol| &protocol.interval);
    let (id, min, max) = match row.filter(|row| row.backing.basis == [Basis::Seen]) {
        Some(studied) => ("plan.apart.studied", studied.min, studied.max),
        None => ("plan.apart.ours", plan.interval.min, plan.interval.max),
    };
    say.fill(id, &[("weeks", &say.weeks(plan.interval.used)), ("range", &say.range(min.0, max.0))])
}

/// "3 to 6 sessions, likely 4".
pub fn sessions_likely(plan: &Plan, say: Say<'_>) -> String {
    let range = say.sessions_range(plan.sessions.low, plan.sessions.high);
    say.fill("sources.sessions", &[("sessions", &range), ("likely", &say.number(plan.sessions.likely))])
}

/// The id of when to judge the result, for the scars of which the sources say it.
pub fn judge_result(concern: ConcernId) -> Option<&'static str> {
    matches!(concern, ConcernId::AcneScars | ConcernId::SurgicalTraumaticScars).then_some("plan.judge_result")
}

/// Weeks in the text that says one of them, or in the one that says from which to which.
pub fn weeks_in([one, range]: [&str; 2], weeks: Range<Weeks>, say: Say<'_>) -> String {
    let id = if weeks.low == weeks.high { one } else { range };
    let [low, likely, high] = weeks.map(|weeks| say.number(weeks.0)).to_array();
    say.fill(id, &[("low", &low), ("likely", &likely), ("high", &high)])
}

fn sessions_basis(concern: &Concern, severity: Answer<Severity>) -> Vec<Basis> {
    let basis = match concern.protocol().map(|protocol| &protocol.sessions) {
        Some(SessionPlan::Course(course)) => course.backing.basis.clone(),
        Some(SessionPlan::BySeverity(rows)) => match severity.known() {
            Some(severity) => rows.row(severity).backing.basis.clone(),
            None => rows.all().iter().flat_map(|row| row.backing.basis.clone()).collect(),
        },
        None => Vec::new(),
    };
    basis.into_iter().collect::<SortedSet<_>>().into_vec()
}

/// One session of the schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScheduleRow {
    /// From 1.
    pub number: u16,
    /// The day.
    pub day: NaiveDate,
    /// The day in words.
    pub when: String,
    /// Beyond the likely count.
    pub if_needed: bool,
}

/// Every session up to the highest count.
pub fn schedule(plan: &Plan, say: Say<'_>) -> Vec<ScheduleRow> {
    (1u16..)
        .zip(plan.dates_for(plan.sessions.high))
        .map(|(number, day)| ScheduleRow { number, day, when: say.day(day), if_needed: number > plan.sessions.likely })
        .collect()
}

/// The cost of the course, from the typed price or the clinic's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    /// "$1,050 to $2,100".
    pub range: String,
    /// "Likely $1,400, for 4 sessions at $350 each".
    pub likely: String,
    /// Whether the price is the clinic's own, and not one that the person typed.
    pub is_clinics: bool,
}

/// What the course costs, where a price is known.
pub fn cost(plan: &Plan, answers: &Answers, clinic: Option<&Clinic>, say: Say<'_>) -> Option<Cost> {
    let (price, is_clinics) = clinic::price(answers, clinic)?;
    let money = |sessions| say.locale.money(price.course_cents(sessions), price.currency);
    let sessions = plan.sessions;
    let range = if sessions.low == sessions.high {
        money(sessions.low)
    } else {
        say.fill("unit.range", &[("low", &money(sessions.low)), ("high", &money(sessions.high))])
    };
    let likely = say.fill(
        "plan.cost.likely",
        &[("total", &money(sessions.likely)), ("sessions", &say.sessions(sessions.likely)), ("each", &money(1))],
    );
    Some(Cost { range, likely, is_clinics })
}

/// Whether the person will be ready for their day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventAnswer {
    /// "Will I be ready for 19 June 2027?"
    pub title: String,
    /// The short answer.
    pub verdict: String,
    /// How many sessions fit, and how long before the day the last one must be.
    pub fits: String,
    /// The latest start for each count, low to high, without repeats.
    pub latest: Vec<String>,
}

/// The event back-planner; `None` without an event.
pub fn event(plan: &Plan, say: Say<'_>) -> Option<EventAnswer> {
    let event = plan.event.as_ref()?;
    let verdict = match event.verdict {
        Verdict::DoNotStart => "plan.event.do_not_start",
        Verdict::NoVisibleChangeExpected => "plan.event.no_visible_change_expected",
        Verdict::FullResultBeforeEvent => "plan.event.full_result_before_event",
        Verdict::SeriesDoneResultPartial => "plan.event.series_done_result_partial",
        Verdict::PartialSeries => "plan.event.partial_series",
    };
    let fits = match event.sessions_that_fit {
        0 => say.fill("plan.event.none_fit", &[("weeks", &say.weeks(plan.buffer))]),
        fit => say.fill(
            "plan.event.fit",
            &[
                ("sessions", &say.sessions(fit)),
                ("high", &say.number(plan.sessions.high)),
                ("weeks", &say.weeks(plan.buffer)),
            ],
        ),
    };
    let mut counts = vec![plan.sessions.low, plan.sessions.likely, plan.sessions.high];
    counts.dedup();
    let latest = counts
        .into_iter()
        .map(|count| {
            let sessions = say.sessions(count);
            match plan.latest_start(count, event.date) {
                Some(day) => say.fill("plan.event.latest", &[("sessions", &sessions), ("date", &say.day(day))]),
                None => say.fill("plan.event.too_late", &[("sessions", &sessions)]),
            }
        })
        .collect();
    Some(EventAnswer {
        title: say.fill("plan.event.title", &[("date", &say.day(event.date))]),
        verdict: say.text(verdict),
        fits,
        latest,
    })
}

/// The needle depth for the chosen area, with what it rests on; `None` when no area was chosen.
pub fn depth(concern: &Concern, area: Answer<AreaId>, say: Say<'_>) -> Option<AreaDepth> {
    area.known().map(|area| areas::of(concern, area, say))
}

/// The concern's name with the area, for the line above the headline.
pub fn subject(concern: ConcernId, area: Answer<AreaId>, say: Say<'_>) -> String {
    let name = say.text(&format!("concern.{}.name", concern.as_str()));
    match area.known() {
        Some(area) => {
            let area = say.text(&format!("question.area.option.{}", area.as_str()));
            say.fill("plan.subject", &[("concern", &name), ("area", &area)])
        }
        None => name,
    }
}
