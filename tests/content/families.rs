//! The texts that go with the ids of the evidence: which there must be, and which there may be.

use super::options;
use microneedling_planner::content::evidence;
use microneedling_planner::domain::evidence::{Asked, CheckGroup, Checked, Rate, Urgency};
use microneedling_planner::domain::ids::{Addition, Severity};
use microneedling_planner::domain::ids::{
    AreaId, ConcernId, ConditionId, Device, Grade, Phototype, RuleFlag, ScarType,
};
use microneedling_planner::present::evidence::rows::remark_of;
use microneedling_planner::present::evidence::sources::{about_of, design_of, scope_of};
use microneedling_planner::present::questions::{Question, additions};
use serde_json::Value;
use std::collections::BTreeSet;

/// Texts by id.
#[derive(Default)]
pub struct Families {
    /// Without them a screen has a gap.
    pub needed: BTreeSet<String>,
    /// Some of a family have them.
    pub allowed: BTreeSet<String>,
}

/// First parts of ids whose every text belongs to a family, or is named whole in the code.
pub const FAMILIES: &[&str] = &[
    "concern",
    "flag",
    "check",
    "checks",
    "prep",
    "after",
    "ask",
    "limit",
    "red_flag",
    "sign",
    "day",
    "phase",
    "session",
    "study",
    "factor",
    "conflict",
    "fda",
    "not_verified",
    "rate",
    "remark",
    "source",
    "sources",
    "question",
    "grade",
    "option",
    "case",
];

impl Families {
    /// Everything that the evidence asks for.
    pub fn of_the_evidence() -> Self {
        let mut families = Self::default();
        families.concerns();
        families.checks_and_flags();
        families.questions();
        families.lists();
        families.cases();
        families.details();
        families.needed.extend(options::texts());
        families
    }

    fn need(&mut self, start: &str, parts: &[&str]) {
        self.needed.extend(parts.iter().map(|part| format!("{start}.{part}")));
    }

    fn allow(&mut self, start: &str, parts: &[&str]) {
        self.allowed.extend(parts.iter().map(|part| format!("{start}.{part}")));
    }

    fn concerns(&mut self) {
        for concern in evidence::core().unwrap().concerns() {
            let start = format!("concern.{}", concern.id.as_str());
            self.need(&start, &["name", "hint", "in_sentence", "about", "cleared", "grade_why", "instead"]);
            self.allow(&start, &["how", "honest_note"]);
            self.need(&format!("{start}.not_if"), &concern.not_if.iter().map(String::as_str).collect::<Vec<_>>());
            if concern.protocol().is_some() {
                self.need(&start, &["maintenance"]);
                for severity in Severity::ALL {
                    let start = format!("{start}.severity");
                    self.need(&start, &[severity.as_str(), &format!("{}.hint", severity.as_str())]);
                }
            }
        }
    }

    fn checks_and_flags(&mut self) {
        let flags = ConditionId::ALL.iter().map(|id| id.as_str()).chain(RuleFlag::ALL.iter().map(|flag| flag.as_str()));
        for flag in flags {
            self.need(&format!("flag.{flag}"), &["title", "text"]);
        }
        for item in evidence::core().unwrap().conditions() {
            let start = format!("check.{}", item.id.as_str());
            if item.asked != Asked::Derived {
                self.need(&start, &["label"]);
                self.allow(&start, &["hint"]);
            }
            if item.asked == Asked::Dated {
                self.need(&start, &["date"]);
            }
        }
        for group in CheckGroup::ALL {
            self.need(&format!("checks.{}", group.as_str()), &["title", "why"]);
        }
    }

    fn questions(&mut self) {
        let core = evidence::core().unwrap();
        for question in Question::ALL {
            let start = format!("question.{}", question.as_str());
            match question {
                Question::Checks(_) => {}
                Question::Partner => {
                    for concern in core.concerns().filter(|concern| concern.partner.is_some()) {
                        self.need(&format!("{start}.title"), &[concern.id.as_str()]);
                        self.need(&format!("{start}.why"), &[concern.id.as_str()]);
                    }
                    self.allow(&start, &["help"]);
                }
                _ => {
                    self.need(&start, &["title", "why"]);
                    self.allow(&start, &["help"]);
                }
            }
        }
        let added: BTreeSet<Addition> = ConcernId::ALL.iter().flat_map(|id| additions(*id)).copied().collect();
        let options: [(&str, Vec<&str>); 5] = [
            ("scar_type", ScarType::ALL.iter().map(|id| id.as_str()).collect()),
            ("area", AreaId::ALL.iter().map(|id| id.as_str()).collect()),
            ("device", Device::ALL.iter().map(|id| id.as_str()).collect()),
            ("sun", Phototype::ALL.iter().map(|id| id.as_str()).collect()),
            ("add", added.iter().map(|id| id.as_str()).collect()),
        ];
        for (question, ids) in options {
            self.need(&format!("question.{question}.option"), &ids);
            let hints: Vec<String> = ids.iter().map(|id| format!("{id}.hint")).collect();
            self.allow(&format!("question.{question}.option"), &hints.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }

    /// The estimator's published cases.
    fn cases(&mut self) {
        let cases: Vec<Value> = serde_json::from_str(include_str!("../vectors.json")).unwrap();
        cases.iter().for_each(|case| self.need("case", &[case["id"].as_str().unwrap()]));
    }

    fn lists(&mut self) {
        let core = evidence::core().unwrap();
        core.preparation.iter().for_each(|row| self.need(&format!("prep.{}", row.id), &["label", "why"]));
        core.session.steps.iter().for_each(|row| self.need(&format!("session.{}", row.id), &["title", "text"]));
        core.aftercare.iter().for_each(|row| self.need("after", &[&row.id]));
        core.restrictions.iter().for_each(|row| self.need(&format!("limit.{}", row.id), &["label", "note"]));
        core.restrictions.iter().for_each(|row| self.need("after.own", &[&row.id]));
        core.questions.iter().for_each(|row| self.need("ask", &[&row.id]));
        core.phases.iter().for_each(|row| self.need(&format!("phase.{}", row.id), &["name", "text"]));
        core.healing.signs.iter().for_each(|row| self.need(&format!("sign.{}", row.id), &["name", "look"]));
        core.healing.days.iter().for_each(|row| self.need("day", &[&row.day.to_string()]));
        core.healing.red_flags.iter().for_each(|row| self.need("red_flag", &[&row.id]));
        Urgency::ALL.iter().for_each(|level| self.need("red_flag.level", &[level.as_str()]));
        Grade::ALL
            .iter()
            .map(|grade| grade.as_str())
            .for_each(|grade| self.need("grade", &[grade, &format!("{grade}.meaning"), &format!("{grade}.word")]));
    }

    fn details(&mut self) {
        let details = evidence::details().unwrap();
        for study in &details.studies {
            self.need(&format!("study.{}", study.concern.as_str()), &[study.source.as_str()]);
        }
        for factor in &details.factors {
            // What is true of every concern alike is said once.
            match factor.id.as_str() {
                "phototype" | "age" => self.need("factor", &[&factor.id]),
                id => self.need(&format!("factor.{}", factor.concern.as_str()), &[id]),
            }
        }
        for source in &details.sources {
            self.needed.insert(design_of(source));
            self.needed.extend(about_of(source));
            if source.checked == Checked::Read {
                self.needed.insert(scope_of(source));
            }
        }
        let remarks = details.footings.iter().flat_map(|footing| &footing.remarks);
        self.needed.extend(remarks.map(|remark| remark_of(remark)));
        for rate in &details.rates {
            let start = format!("rate.{}", rate.id.as_str());
            if rate.told {
                self.need(&start, &["told"]);
            }
            if rate.panel {
                self.need(&start, &["title", "story", "limits"]);
                rate.parts.iter().for_each(|id| self.need(&format!("rate.{}", id.as_str()), &["count"]));
            }
            let with_rest =
                |rate: &Rate| if rate.rest.is_some() { vec!["group", "count", "rest"] } else { vec!["group", "count"] };
            for id in rate.beside.iter().chain(rate.panel.then_some(&rate.id)) {
                let drawn = details.rates.iter().find(|other| other.id == *id).unwrap();
                let start = format!("rate.{}", id.as_str());
                self.need(&start, &with_rest(drawn));
                if drawn.compared.is_some_and(|tally| tally.count() > 0) {
                    self.need(&start, &["compared"]);
                }
            }
        }
        for conflict in &details.conflicts {
            self.need(&format!("conflict.{}", conflict.id), &["topic", "a", "b", "planner"]);
        }
        details.not_verified.iter().for_each(|row| self.need("not_verified", &[&row.id]));
        details.fda.rules.iter().for_each(|rule| self.need("fda", &[&rule.id]));
        details.fda.cleared.iter().for_each(|device| self.need("fda.use", &[&device.id]));
        details.fda.not_cleared.ids.iter().for_each(|id| self.need("fda.not_cleared", &[id]));
    }
}
