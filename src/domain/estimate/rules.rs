//! The rules of the estimate, one function for each.
//! Uses the rest of the domain.

use super::{
    Cause, Effect, Estimate, EventFit, NotNow, Plan, Range, Sessions, Status, UsedInterval, Verdict, session_days,
};
use crate::domain::dates::{Days, Weeks, add_days, add_weeks, days_between};
use crate::domain::evidence::{
    Action, AppliesTo, Asked, Concern, ConcernKind, Evidence, Protocol, ScreeningItem, SessionPlan,
};
use crate::domain::ids::{
    Addition, ConcernId, ConditionId, DateKey, Device, Flag, Grade, Phototype, RuleFlag, ScarType, Severity,
};
use crate::domain::profile::Profile;
use crate::domain::sorted::SortedMap;
use chrono::NaiveDate;

/// Rule 2: time to prepare where no start is wished; the second where skin darkens easily, or might.
pub const TO_PREPARE: [Weeks; 2] = [Weeks(1), Weeks(4)];

/// Rule 3: the least spacing where skin darkens easily, or might; the second for underarm sweating. Hair has none.
pub const CAREFUL_GAP: [Weeks; 2] = [Weeks(4), Weeks(3)];

/// Rule 3: the least spacing with radiofrequency, but where its own studies set it.
pub const RF_GAP: Weeks = Weeks(4);

/// Rule 7: time left to heal before an event; the second where healing may take longer.
pub const TO_HEAL: [Weeks; 2] = [Weeks(2), Weeks(4)];

/// Makes the estimate by rules 1 to 7.
pub fn estimate(evidence: &Evidence, profile: &Profile) -> Estimate {
    let case = Case { evidence, profile, concern: evidence.concern(profile.concern) };
    let mut causes = Causes::default();
    case.rule_1(&mut causes);
    let start = case.rule_2(&mut causes);
    match &case.concern.kind {
        ConcernKind::Treatable(protocol) if causes.allow_a_plan() => Estimate::Plan(case.plan(protocol, start, causes)),
        _ => Estimate::NotNow(NotNow { causes: causes.sorted() }),
    }
}

/// What was found so far: for each flag the worst it does.
#[derive(Default)]
struct Causes(SortedMap<Flag, Effect>);

impl Causes {
    fn add(&mut self, flag: impl Into<Flag>, effect: Effect) {
        if let Some(known) = self.0.get_or_insert(flag.into(), effect) {
            *known = effect.max(*known);
        }
    }

    fn note(&mut self, flag: RuleFlag) {
        self.add(flag, Effect::Note);
    }

    fn allow_a_plan(&self) -> bool {
        self.0.values().all(|effect| effect.status() < Status::NotAConcern)
    }

    fn sorted(self) -> Vec<Cause> {
        self.0.into_iter().map(|(flag, effect)| Cause { flag, effect }).collect()
    }
}

/// The start of the series before and after waits.
#[derive(Clone, Copy)]
struct Start {
    requested: NaiveDate,
    earliest: NaiveDate,
}

/// One person's answers beside the evidence for their concern.
struct Case<'a> {
    evidence: &'a Evidence,
    profile: &'a Profile,
    concern: &'a Concern,
}

impl Case<'_> {
    /// Skin that darkens easily, or might.
    fn careful(&self) -> bool {
        self.profile.phototype.is_none_or(|phototype| phototype >= Phototype::IV)
    }

    /// Radiofrequency, chosen or the only thing studied.
    fn rf_like(&self) -> bool {
        match self.profile.device {
            Some(device) => device == Device::Rf,
            None => self.concern.requires_rf,
        }
    }

    fn is(&self, concern: ConcernId) -> bool {
        self.concern.id == concern
    }

    /// Rule 1: everything that decides the status, but for waits.
    fn rule_1(&self, causes: &mut Causes) {
        self.rule_1_concern(causes);
        self.rule_1_age(causes);
        self.rule_1_conditions(causes);
        self.rule_1_device(causes);
        self.rule_1_phototype(causes);
        self.rule_1_additions(causes);
    }

    /// Rule 1, the concern: what it is, and in whose hands it belongs.
    fn rule_1_concern(&self, causes: &mut Causes) {
        match self.concern.kind {
            ConcernKind::Treatable(_) => {}
            ConcernKind::ApplicationMode => causes.add(RuleFlag::ChooseUnderlyingConcern, Effect::NotAConcern),
            ConcernKind::Blocked => causes.add(ConditionId::Keloid, Effect::Stop),
        }
        if self.concern.specialist_only {
            causes.add(RuleFlag::SpecialistOnly, Effect::Ask);
        }
        if self.is(ConcernId::AcneActive) && self.profile.severity == Some(Severity::Severe) {
            causes.note(RuleFlag::SeeDermatologistFirst);
        }
    }

    /// Rule 1, the age: not under 18, and only after asking under 22.
    fn rule_1_age(&self, causes: &mut Causes) {
        match self.profile.age.map(|age| age.years()) {
            None => causes.add(RuleFlag::AgeUnknown, Effect::Ask),
            Some(..18) => causes.add(ConditionId::AgeUnder18, Effect::Stop),
            Some(18..=21) => causes.add(ConditionId::Age18To21, Effect::Ask),
            Some(22..) => {}
        }
    }

    /// Rule 1, the conditions: what each one that counts does, but for waits.
    fn rule_1_conditions(&self, causes: &mut Causes) {
        for (item, action) in self.counted() {
            match action {
                Action::Stop => causes.add(item.id, Effect::Stop),
                Action::NoEstimate => causes.add(item.id, Effect::NoEstimate),
                Action::AskClinician => causes.add(item.id, Effect::Ask),
                Action::ProceedWithCaution => causes.add(item.id, Effect::Note),
                Action::Delay => {}
            }
        }
    }

    /// Rule 1, which conditions count for this person, and as what.
    fn counted(&self) -> impl Iterator<Item = (&ScreeningItem, Action)> {
        let items = self.profile.conditions.iter().map(|id| self.evidence.condition(*id));
        items.filter_map(|item| Some((item, self.action_of(item)?)))
    }

    /// Rule 1, what a ticked condition counts as; `None` when it does not count.
    fn action_of(&self, item: &ScreeningItem) -> Option<Action> {
        let for_others = !item.concerns.is_empty() && !item.concerns.contains(&self.concern.id);
        let is_the_concern = item.id == ConditionId::ActiveAcne && self.is(ConcernId::AcneActive);
        if item.asked == Asked::Derived || for_others || is_the_concern {
            return None;
        }
        match (item.applies_to, self.profile.device) {
            (AppliesTo::All, _) => Some(item.action),
            (AppliesTo::Rf, _) if self.rf_like() => Some(item.action),
            (AppliesTo::Rf, None) => Some(Action::AskClinician),
            (AppliesTo::Rf, Some(_)) => None,
        }
    }

    /// Rule 1, the device: no rollers at home, and radiofrequency where nothing else was studied.
    fn rule_1_device(&self, causes: &mut Causes) {
        match self.profile.device {
            Some(Device::Home) => causes.add(ConditionId::HomeDevice, Effect::NoEstimate),
            Some(Device::Rf) => causes.note(RuleFlag::RfFda2025),
            Some(Device::Mechanical) if self.concern.requires_rf => causes.add(RuleFlag::NeedsRf, Effect::Stop),
            None if self.concern.requires_rf => causes.add(RuleFlag::NeedsRf, Effect::Ask),
            Some(Device::Mechanical) | None => {}
        }
    }

    /// Rule 1, the phototype: flags alone.
    fn rule_1_phototype(&self, causes: &mut Causes) {
        match self.profile.phototype {
            None => causes.note(RuleFlag::PhototypeUnknown),
            Some(Phototype::IV | Phototype::V | Phototype::VI) => causes.add(ConditionId::Phototype4To6, Effect::Note),
            Some(Phototype::I | Phototype::II | Phototype::III) => {}
        }
    }

    /// Rule 1, combinations: peels and acid on skin that darkens easily need a clinician.
    fn rule_1_additions(&self, causes: &mut Causes) {
        for addition in &self.profile.add {
            match addition {
                Addition::Prp => causes.note(RuleFlag::PrpOffLabelCountUnchanged),
                Addition::Peel | Addition::Cross if self.careful() => causes.add(RuleFlag::CombinationAsk, Effect::Ask),
                Addition::Peel | Addition::Cross | Addition::Subcision => causes.note(RuleFlag::CombinationAsk),
            }
        }
    }

    /// Rule 2: the start, moved behind every wait that ends later.
    fn rule_2(&self, causes: &mut Causes) -> Start {
        let requested = self.profile.start.unwrap_or_else(|| self.start_after_preparation());
        let exposures = self.rule_2_exposures();
        let scar = self.rule_2_scar(requested, causes);
        let mut earliest = requested;
        for (flag, until) in exposures.chain(scar).filter(|(_, until)| *until > requested) {
            causes.add(flag, Effect::Delay { until });
            earliest = earliest.max(until);
        }
        Start { requested, earliest }
    }

    /// Rule 2, no wished start: time to prepare, which is longer for skin that darkens easily.
    fn start_after_preparation(&self) -> NaiveDate {
        let [usual, careful] = TO_PREPARE;
        add_weeks(self.profile.today, if self.careful() { careful } else { usual })
    }

    /// Rule 2, the end of the wait after each dated exposure; without a date it was today.
    fn rule_2_exposures(&self) -> impl Iterator<Item = (ConditionId, NaiveDate)> {
        self.counted().filter(|(item, _)| item.asked == Asked::Dated).filter_map(|(item, _)| {
            let wait = match item.id {
                ConditionId::TanSunburn if self.careful() => Days(28),
                _ => item.wait_days?,
            };
            let exposed = self.profile.dates.get(&DateKey::Condition(item.id)).unwrap_or(&self.profile.today);
            Some((item.id, add_days(*exposed, wait)))
        })
    }

    /// Rule 2, the age of a surgical or burn scar at the start: too young waits, young asks.
    fn rule_2_scar(&self, start: NaiveDate, causes: &mut Causes) -> Option<(ConditionId, NaiveDate)> {
        let limits = ScarLimits::of(self.concern.id)?;
        let Some(&closed) = self.profile.dates.get(&DateKey::Scar) else {
            causes.add(RuleFlag::ScarAgeUnknown, Effect::Ask);
            return None;
        };
        let age = days_between(closed, start).max(0);
        if age < i64::from(limits.wait.0) {
            return Some((limits.too_young, add_days(closed, limits.wait)));
        }
        if age < i64::from(limits.ask_until.0) {
            causes.add(limits.young, Effect::Ask);
        }
        None
    }

    /// Rules 3 to 7: the plan itself.
    fn plan(&self, protocol: &Protocol, start: Start, mut causes: Causes) -> Plan {
        if self.profile.start.is_none() {
            causes.note(RuleFlag::StartAllowsPreparation);
        }
        let interval = self.rule_3_interval(protocol, &mut causes);
        let sessions = self.rule_4_sessions(protocol, interval.used, &mut causes);
        let grade = self.rule_5_grade(&mut causes);
        let first_visible = protocol.first_visible.range();
        let last_session = rule_6_last_session(sessions, interval.used);
        let full_result = rule_6_full_result(last_session, protocol);
        let mut plan = Plan {
            causes: causes.sorted(),
            sessions,
            interval,
            first_visible,
            last_session,
            full_result,
            grade,
            requested_start: start.requested,
            earliest_start: start.earliest,
            days: session_days(start.earliest, interval.used, sessions.high),
            full_result_date: add_weeks(start.earliest, full_result.likely),
            buffer: self.rule_7_buffer(),
            event: None,
        };
        plan.event = self.profile.event.map(|date| rule_7_event(&plan, date));
        plan
    }

    /// Rule 3: the spacing, never closer than is safe for this skin and device.
    fn rule_3_interval(&self, protocol: &Protocol, causes: &mut Causes) -> UsedInterval {
        let safe = self.rule_3_skin(causes).max(self.rule_3_radiofrequency());
        let min = protocol.interval.min.max(safe);
        let typical = protocol.interval.typical.max(safe);
        let max = protocol.interval.max.max(min);
        let mut used = self.profile.interval.unwrap_or(typical);
        if used < min {
            used = min;
            causes.note(RuleFlag::IntervalRaisedToMinimum);
        } else if used > max {
            causes.note(RuleFlag::IntervalAboveStudied);
        }
        UsedInterval { min, used, max }
    }

    /// Rule 3, the least spacing for skin that darkens easily.
    fn rule_3_skin(&self, causes: &mut Causes) -> Weeks {
        let [careful, sweating] = CAREFUL_GAP;
        match self.concern.id {
            _ if !self.careful() => Weeks(0),
            ConcernId::AlopeciaAndrogenetic | ConcernId::AlopeciaAreata => Weeks(0),
            ConcernId::Hyperhidrosis => {
                causes.note(RuleFlag::PihRiskHigh);
                sweating
            }
            _ => careful,
        }
    }

    /// Rule 3, the least spacing with the device.
    fn rule_3_radiofrequency(&self) -> Weeks {
        if self.profile.device == Some(Device::Rf) { closest_with_rf(self.concern.id) } else { Weeks(0) }
    }

    /// Rule 4: how many sessions; nothing but severity, course and rolling scars enters.
    fn rule_4_sessions(&self, protocol: &Protocol, used: Weeks, causes: &mut Causes) -> Sessions {
        let rows = match &protocol.sessions {
            SessionPlan::Course(course) => return course.range().map(|weeks| sessions_in(weeks, used)),
            SessionPlan::BySeverity(rows) => rows,
        };
        let mut sessions = match self.profile.severity {
            Some(severity) => rows.row(severity).range(),
            None => {
                causes.note(RuleFlag::SeverityUnknown);
                Range {
                    low: rows.mild.low.min(rows.moderate.low).min(rows.severe.low),
                    likely: rows.moderate.likely,
                    high: rows.mild.high.max(rows.moderate.high).max(rows.severe.high),
                }
            }
        };
        if self.is(ConcernId::AcneScars) && self.profile.scar_type == Some(ScarType::Rolling) {
            sessions.low = sessions.low.min(sessions.low.saturating_sub(1).max(2));
        }
        sessions
    }

    /// Rule 5: the concern's evidence score, less where the studies fit this person less.
    fn rule_5_grade(&self, causes: &mut Causes) -> Grade {
        let weaker = self.rule_5_weaker().map(|flag| (flag, 1));
        let adjunct = self.rule_5_adjunct();
        let lost = weaker.chain(adjunct).map(|(flag, steps)| {
            causes.note(flag);
            steps
        });
        Grade::from_score(self.concern.score.saturating_sub(lost.sum()))
    }

    /// Rule 5, what makes the evidence one step weaker.
    fn rule_5_weaker(&self) -> impl Iterator<Item = RuleFlag> {
        let severe = self.profile.severity == Some(Severity::Severe);
        let scars = self.is(ConcernId::AcneScars);
        [
            (scars && self.profile.scar_type == Some(ScarType::Icepick), RuleFlag::IcepickConsiderCrossOrPunch),
            (scars && self.profile.device == Some(Device::Rf), RuleFlag::RfEvidenceWeaker),
            (severe && self.is(ConcernId::AlopeciaAndrogenetic), RuleFlag::SeverityOutsideTrials),
            (severe && self.is(ConcernId::Rejuvenation), RuleFlag::DeepLinesOrLaxity),
        ]
        .into_iter()
        .filter_map(|(applies, flag)| applies.then_some(flag))
    }

    /// Rule 5, studies that combined needling with a partner treatment say less without it.
    fn rule_5_adjunct(&self) -> Option<(RuleFlag, u8)> {
        self.concern.partner?;
        match self.profile.adjunct {
            Some(true) => None,
            Some(false) => Some((RuleFlag::MissingAdjunct, 2)),
            None => Some((RuleFlag::AdjunctUnknown, 1)),
        }
    }

    /// Rule 7, time to heal before an event.
    fn rule_7_buffer(&self) -> Weeks {
        let slow = self.careful() || self.rf_like() || self.is(ConcernId::BurnScars);
        let [usual, longer] = TO_HEAL;
        if slow { longer } else { usual }
    }
}

/// Rule 2: from which age a scar may be needled.
struct ScarLimits {
    wait: Days,
    too_young: ConditionId,
    ask_until: Days,
    young: ConditionId,
}

impl ScarLimits {
    /// The limits for scars whose age matters; `None` for every other concern.
    fn of(concern: ConcernId) -> Option<Self> {
        match concern {
            ConcernId::SurgicalTraumaticScars => Some(Self {
                wait: Days(42),
                too_young: ConditionId::ScarUnder6w,
                ask_until: Days(182),
                young: ConditionId::Scar6wTo6m,
            }),
            ConcernId::BurnScars => Some(Self {
                wait: Days(182),
                too_young: ConditionId::ScarUnder6m,
                ask_until: Days(364),
                young: ConditionId::ScarImmature,
            }),
            _ => None,
        }
    }
}

/// Rule 3, the least spacing with radiofrequency, where its own studies do not set it.
pub fn closest_with_rf(concern: ConcernId) -> Weeks {
    match concern {
        ConcernId::Hyperhidrosis | ConcernId::AcneActive => Weeks(0),
        _ => RF_GAP,
    }
}

/// Rule 4: sessions in a course, halves rounded up, at least one.
pub fn sessions_in(course: Weeks, used: Weeks) -> u16 {
    let (course, used) = (u32::from(course.0), u32::from(used.0));
    let rounded = (2 * course + used).checked_div(2 * used).unwrap_or(1);
    u16::try_from(rounded).unwrap_or(u16::MAX).max(1)
}

/// Rule 6: the last session, in weeks from the first.
fn rule_6_last_session(sessions: Sessions, used: Weeks) -> Range<Weeks> {
    sessions.map(|n| used.times(n.saturating_sub(1)))
}

/// Rule 6: the full result, never before a first change.
fn rule_6_full_result(last_session: Range<Weeks>, protocol: &Protocol) -> Range<Weeks> {
    last_session
        .zip(protocol.full_result_after_last.range(), Weeks::plus)
        .zip(protocol.first_visible.range(), Weeks::max)
}

/// Rule 7: what can be done and seen by the day of the event.
pub(super) fn rule_7_event(plan: &Plan, date: NaiveDate) -> EventFit {
    let weeks = u32::try_from(days_between(plan.earliest_start, date)).ok().map(|days| days / 7);
    let sessions_that_fit = weeks.map_or(0, |weeks| rule_7_sessions_that_fit(plan, weeks));
    let weeks_available = weeks.unwrap_or(0);
    EventFit {
        date,
        weeks_available,
        sessions_that_fit,
        verdict: rule_7_verdict(plan, weeks_available, sessions_that_fit),
    }
}

/// Rule 7: sessions that are healed within `weeks` of the start, at most the upper count.
fn rule_7_sessions_that_fit(plan: &Plan, weeks: u32) -> u16 {
    let Some(usable) = weeks.checked_sub(plan.buffer.0.into()) else {
        return 0;
    };
    let fit = usable.checked_div(plan.interval.used.0.into()).unwrap_or(0) + 1;
    u16::try_from(fit).unwrap_or(u16::MAX).min(plan.sessions.high)
}

/// Rule 7: the verdict, the first that applies.
fn rule_7_verdict(plan: &Plan, weeks: u32, fit: u16) -> Verdict {
    if fit == 0 {
        Verdict::DoNotStart
    } else if weeks < plan.first_visible.low.0.into() {
        Verdict::NoVisibleChangeExpected
    } else if weeks >= plan.full_result.likely.0.into() {
        Verdict::FullResultBeforeEvent
    } else if fit >= plan.sessions.likely {
        Verdict::SeriesDoneResultPartial
    } else {
        Verdict::PartialSeries
    }
}
