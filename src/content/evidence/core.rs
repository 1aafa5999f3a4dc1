//! The shapes of the core files: concerns, screening, and what goes with a session.
//! Part of the evidence reader; fills the domain's types.

use super::{ROW, backing, bases, concern_ids, source_id, source_ids, weeks};
use crate::content::json::{Fields, Node};
use crate::domain::dates::{Days, Weeks};
use crate::domain::evidence::{
    Action, Aftercare, AppliesTo, Asked, CheckGroup, Concern, ConcernKind, CourseRow, DepthRow, EvidenceParts, Healing,
    HealingDay, HealingSign, Interval, Maintenance, Millimetres, PainRow, Phase, Preparation, Protocol, Question,
    RedFlag, Restriction, ScreeningItem, Session, SessionPlan, SessionRow, SessionStep, SeverityRows, Triple, Urgency,
};
use crate::domain::ids::{AreaId, ConcernId, ConditionId, Partner};

/// The files of the core, which are the keys of its pack.
pub const FILES: [&str; 9] =
    ["concerns", "screening", "preparation", "session", "aftercare", "restrictions", "healing", "questions", "phases"];

pub fn parts(node: Node<'_>) -> EvidenceParts {
    let fields = node.fields(&[&FILES]);
    EvidenceParts {
        concerns: fields.at("concerns").list(concern),
        screening: fields.at("screening").list(screening_item),
        preparation: fields.at("preparation").list(preparation),
        session: session(fields.at("session")),
        aftercare: fields.at("aftercare").list(aftercare),
        restrictions: fields.at("restrictions").list(restriction),
        healing: healing(fields.at("healing")),
        questions: fields.at("questions").list(question),
        phases: fields.at("phases").list(phase),
    }
}

fn concern(node: Node<'_>) -> Concern {
    let fields = node.fields(&[&[
        "id",
        "kind",
        "requires_rf",
        "specialist_only",
        "partner",
        "sessions",
        "course_weeks",
        "interval_weeks",
        "first_visible_weeks",
        "full_result_weeks_after_last",
        "maintenance",
        "depth_mm",
        "not_if",
        "evidence",
        "sources",
    ]]);
    Concern {
        id: fields.at("id").spelt(ConcernId::parse).unwrap_or(ConcernId::AcneScars),
        kind: kind(fields),
        requires_rf: fields.at("requires_rf").flag(),
        specialist_only: fields.at("specialist_only").flag(),
        partner: fields.maybe("partner").and_then(|node| node.spelt(Partner::parse)),
        depth: fields.at("depth_mm").list(depth),
        not_if: fields.at("not_if").texts(),
        score: fields.at("evidence").fields(&[&["score", "cebm"]]).at("score").whole(),
        sources: fields.maybe("sources").map(source_ids).unwrap_or_default(),
    }
}

/// Puts together the parts that belong together.
fn kind(fields: Fields<'_>) -> ConcernKind {
    let sessions = match (fields.maybe("sessions"), fields.maybe("course_weeks")) {
        (Some(rows), None) => Some(SessionPlan::BySeverity(Box::new(severity_rows(rows)))),
        (None, Some(weeks)) => Some(SessionPlan::Course(course(weeks))),
        (None, None) => None,
        (Some(_), Some(_)) => {
            fields.refuse("both sessions and course_weeks");
            None
        }
    };
    let timings = (
        sessions,
        fields.maybe("interval_weeks").map(interval),
        fields.maybe("first_visible_weeks").map(week_triple),
        fields.maybe("full_result_weeks_after_last").map(week_triple),
        fields.maybe("maintenance").map(maintenance),
    );
    match (fields.at("kind").str(), timings) {
        (
            "concern",
            (Some(sessions), Some(interval), Some(first_visible), Some(full_result_after_last), Some(maintenance)),
        ) => ConcernKind::Treatable(Box::new(Protocol {
            sessions,
            interval,
            first_visible,
            full_result_after_last,
            maintenance,
        })),
        ("application_mode", (None, None, None, None, None)) => ConcernKind::ApplicationMode,
        ("blocked", (None, None, None, None, None)) => ConcernKind::Blocked,
        (kind, _) => {
            fields.refuse(match kind {
                "concern" | "application_mode" | "blocked" => {
                    "a concern has a whole protocol, any other kind none of it"
                }
                _ => "unknown kind",
            });
            ConcernKind::Blocked
        }
    }
}

fn severity_rows(node: Node<'_>) -> SeverityRows {
    let fields = node.fields(&[&["mild", "moderate", "severe"]]);
    SeverityRows {
        mild: session_row(fields.at("mild")),
        moderate: session_row(fields.at("moderate")),
        severe: session_row(fields.at("severe")),
    }
}

fn session_row(node: Node<'_>) -> SessionRow {
    let fields = node.fields(&[&["low", "likely", "high"], &ROW]);
    SessionRow {
        low: fields.at("low").whole(),
        likely: fields.at("likely").whole(),
        high: fields.at("high").whole(),
        backing: backing(fields),
    }
}

fn course(node: Node<'_>) -> CourseRow {
    let SessionRow { low, likely, high, backing } = session_row(node);
    CourseRow { low: Weeks(low), likely: Weeks(likely), high: Weeks(high), backing }
}

fn triple(node: Node<'_>) -> Triple<u16> {
    let fields = node.fields(&[&["low", "typical", "high"], &ROW]);
    Triple {
        low: fields.at("low").whole(),
        typical: fields.at("typical").whole(),
        high: fields.at("high").whole(),
        backing: backing(fields),
    }
}

fn week_triple(node: Node<'_>) -> Triple<Weeks> {
    let Triple { low, typical, high, backing } = triple(node);
    Triple { low: Weeks(low), typical: Weeks(typical), high: Weeks(high), backing }
}

fn interval(node: Node<'_>) -> Interval {
    let fields = node.fields(&[&["min", "typical", "max"], &ROW]);
    Interval {
        min: weeks(fields.at("min")),
        typical: weeks(fields.at("typical")),
        max: weeks(fields.at("max")),
        backing: backing(fields),
    }
}

fn maintenance(node: Node<'_>) -> Maintenance {
    let fields = node.fields(&[&["interval_months"], &ROW]);
    Maintenance { interval_months: fields.maybe("interval_months").map(Node::pair), backing: backing(fields) }
}

fn depth(node: Node<'_>) -> DepthRow {
    let fields = node.fields(&[&["areas", "where", "low", "high"], &ROW]);
    DepthRow {
        low: millimetres(fields.at("low")),
        high: millimetres(fields.at("high")),
        areas: fields.at("areas").all_spelt(AreaId::parse),
        place: fields.at("where").text(),
        backing: backing(fields),
    }
}

fn millimetres(node: Node<'_>) -> Millimetres {
    Millimetres(node.number())
}

fn screening_item(node: Node<'_>) -> ScreeningItem {
    let fields =
        node.fields(&[&["id", "group", "asked", "class", "action", "wait_days", "applies_to", "concerns"], &ROW]);
    ScreeningItem {
        id: fields.at("id").spelt(ConditionId::parse).unwrap_or(ConditionId::Keloid),
        group: fields.maybe("group").and_then(|node| node.spelt(CheckGroup::parse)),
        asked: fields.at("asked").spelt(Asked::parse).unwrap_or(Asked::Ticked),
        action: fields.at("action").spelt(Action::parse).unwrap_or(Action::Stop),
        wait_days: fields.maybe("wait_days").map(Node::whole).map(Days),
        applies_to: fields.at("applies_to").spelt(AppliesTo::parse).unwrap_or(AppliesTo::All),
        concerns: concern_ids(fields.at("concerns")),
        backing: backing(fields),
    }
}

fn preparation(node: Node<'_>) -> Preparation {
    let fields = node.fields(&[&["id", "offset_days", "do"], &ROW]);
    Preparation {
        offset_days: fields.at("offset_days").whole(),
        to_do: fields.at("do").flag(),
        id: fields.at("id").text(),
        backing: backing(fields),
    }
}

fn session(node: Node<'_>) -> Session {
    let fields = node.fields(&[&["total_minutes", "steps", "pain"]]);
    Session {
        total_minutes: triple(fields.at("total_minutes")),
        steps: fields.at("steps").list(session_step),
        pain: fields.at("pain").list(pain),
    }
}

fn session_step(node: Node<'_>) -> SessionStep {
    let fields = node.fields(&[&["id", "minutes"], &ROW]);
    SessionStep { minutes: fields.at("minutes").pair(), id: fields.at("id").text(), backing: backing(fields) }
}

fn pain(node: Node<'_>) -> PainRow {
    let fields = node.fields(&[&["source", "basis"]]);
    PainRow { source: source_id(fields.at("source")), basis: bases(fields.at("basis")) }
}

fn aftercare(node: Node<'_>) -> Aftercare {
    let fields = node.fields(&[&["id", "from_hours", "to_hours", "do", "concerns"], &ROW]);
    Aftercare {
        from_hours: fields.at("from_hours").whole(),
        to_hours: fields.maybe("to_hours").map(Node::whole),
        to_do: fields.at("do").flag(),
        id: fields.at("id").text(),
        concerns: concern_ids(fields.at("concerns")),
        backing: backing(fields),
    }
}

fn restriction(node: Node<'_>) -> Restriction {
    let fields = node.fields(&[&["id", "hours", "do", "concerns"], &ROW]);
    Restriction {
        hours: fields.at("hours").pair(),
        to_do: fields.at("do").flag(),
        id: fields.at("id").text(),
        concerns: concern_ids(fields.at("concerns")),
        backing: backing(fields),
    }
}

fn healing(node: Node<'_>) -> Healing {
    let fields = node.fields(&[&["signs", "days", "red_flags"]]);
    Healing {
        signs: fields.at("signs").list(healing_sign),
        days: fields.at("days").list(healing_day),
        red_flags: fields.at("red_flags").list(red_flag),
    }
}

fn healing_sign(node: Node<'_>) -> HealingSign {
    let fields = node.fields(&[&["id", "typical_hours", "max_expected_days"], &ROW]);
    HealingSign {
        typical_hours: fields.at("typical_hours").pair(),
        max_expected_days: fields.at("max_expected_days").whole(),
        id: fields.at("id").text(),
        backing: backing(fields),
    }
}

fn healing_day(node: Node<'_>) -> HealingDay {
    let fields = node.fields(&[&["day"], &ROW]);
    HealingDay { day: fields.at("day").whole(), backing: backing(fields) }
}

fn red_flag(node: Node<'_>) -> RedFlag {
    let fields = node.fields(&[&["id", "level"], &ROW]);
    RedFlag {
        level: fields.at("level").spelt(Urgency::parse).unwrap_or(Urgency::Emergency),
        id: fields.at("id").text(),
        backing: backing(fields),
    }
}

fn question(node: Node<'_>) -> Question {
    let fields = node.fields(&[&["id"], &ROW]);
    Question { id: fields.at("id").text(), backing: backing(fields) }
}

fn phase(node: Node<'_>) -> Phase {
    let fields = node.fields(&[&["id", "from_days", "to_days"], &ROW]);
    Phase {
        from_days: fields.maybe("from_days").map(Node::whole),
        to_days: fields.maybe("to_days").map(Node::whole),
        id: fields.at("id").text(),
        backing: backing(fields),
    }
}
