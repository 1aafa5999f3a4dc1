//! Your plan: status first, one sentence with the range, then when, cost, the day to be ready for, and why.

use leptos::prelude::*;

use crate::domain::answers::Answers;
use crate::domain::checklist::Checklist;
use crate::domain::course::SessionId;
use crate::domain::estimate::{Estimate, Plan};
use crate::domain::evidence::Evidence;
use crate::domain::ids::ConcernId;
use crate::present::areas::AreaDepth;
use crate::present::changes::{self, Moved};
use crate::present::clinic::{self, RuleRow};
use crate::present::evidence::Topic;
use crate::present::origin::{self, Origin};
use crate::present::plan::{self, Cost, EventAnswer, Figures, Reason, ScheduleRow, StatusBox, Tone};
use crate::present::questions::{Question, first_open};
use crate::present::route::Route;
use crate::present::say::Say;
use crate::present::timeline;
use crate::state::journal::Journal;
use crate::state::planner::Planner;
use crate::ui::parts::clinic::{booking, rules_card, whose_site};
use crate::ui::parts::el::{El, el, link};
use crate::ui::parts::heading::heading;
use crate::ui::parts::rich::para;
use crate::ui::parts::sources::grade_chip;
use crate::ui::parts::status::{change_link, reasons, status_card};
use crate::ui::pictures::timeline::timeline;

/// The plan for the answers so far.
pub fn plan_page() -> AnyView {
    let planner = Planner::here();
    let answers = planner.answers_now();
    let Some((concern, estimate)) = answers.concern.zip(planner.estimate()) else { return nothing_yet() };
    let (status, subject, open) = planner.with(|say, evidence| {
        (
            plan::status(&estimate, &answers, evidence, say),
            plan::subject(concern, answers.area, say),
            first_open(&answers, evidence),
        )
    });
    let unfinished = open.map(|question| {
        let go_on = link(Route::Question(question)).say("answers.go_on");
        el("p").class("notice").say("plan.unfinished").text(" ").el(go_on)
    });
    let screen = el("div").class("screen plan").maybe(unfinished);
    match &estimate {
        Estimate::Plan(plan) => {
            planner.page().tell("plan");
            let plan = &Journal::here().plan().unwrap_or_else(|| plan.clone());
            let shown = planner.with(|say, evidence| Shown::new(plan, &estimate, &answers, concern, evidence, say));
            shown.draw(screen, concern, status, subject)
        }
        Estimate::NotNow(_) => {
            let title = status.title.clone();
            lead(screen, subject, title)
                .el(status_card(status))
                .el(not_advice())
                .el(instead(concern))
                .maybe(whose_site())
                .el(behind())
                .put(ways())
        }
    }
    .view()
}

fn nothing_yet() -> AnyView {
    let planner = Planner::here();
    el("div")
        .class("screen")
        .put(heading(planner.text("plan.nothing_yet.title")))
        .el(el("p").class("intro").say("plan.nothing_yet.text"))
        .el(el("p")
            .class("row")
            .el(link(Route::Question(Question::Concern)).class("btn").say("plan.nothing_yet.begin")))
        .view()
}

fn lead(screen: El, subject: String, title: String) -> El {
    let eyebrow = el("p").class("eyebrow").say("nav.plan").text(" · ").text(subject);
    screen.el(el("header").class("lead").el(eyebrow).put(heading(title)))
}

/// Other choices and doing nothing, in the same size as the plan's own cards.
fn instead(concern: ConcernId) -> El {
    let planner = Planner::here();
    let honest = text_of(concern, "honest_note");
    let honest = planner.with(|say, _| say.words.has(&honest)).then(|| para(&honest));
    el("section")
        .class("card prose")
        .el(el("h2").say("plan.instead"))
        .maybe(honest)
        .el(para(&text_of(concern, "instead")).source(Origin::options(), planner.text("plan.instead")))
        .el(para("learn.nothing"))
        .el(el("p").class("row links").el(link(Route::Options).say("plan.options")))
}

/// Said where a decision is made; on paper the foot says it.
fn not_advice() -> El {
    para("plan.not_advice").class("soft screen-only")
}

fn text_of(concern: ConcernId, what: &str) -> String {
    format!("concern.{}.{what}", concern.as_str())
}

/// Everything a plan's screen says, worked out at once from one estimate.
struct Shown {
    figures: Figures,
    /// Where the number of sessions comes from.
    sessions: Origin,
    cost: Option<Cost>,
    rules: Vec<RuleRow>,
    event: Option<EventAnswer>,
    moved: Vec<Moved>,
    notes: Vec<Reason>,
    depth: Option<AreaDepth>,
    schedule: Vec<ScheduleRow>,
    rows: Vec<timeline::Row>,
    picture: timeline::Picture,
    caption: String,
}

impl Shown {
    fn new(
        plan: &Plan,
        estimate: &Estimate,
        answers: &Answers,
        concern: ConcernId,
        evidence: &Evidence,
        say: Say<'_>,
    ) -> Self {
        let row = evidence.concern(concern);
        let today = Planner::here().today();
        let rows = timeline::rows(plan, evidence, today, say);
        let clinic = Planner::here().clinic();
        let changed = |plan: &Plan| changes::moved(plan, answers, clinic.as_deref(), evidence, today, say);
        let figures = plan::figures(plan, row, answers.severity, say);
        let rules = clinic
            .as_ref()
            .map(|clinic| clinic::rules(clinic, (concern, answers), plan, &figures.basis, evidence, say));
        Self {
            figures,
            sessions: origin::sessions(row, answers.severity),
            cost: plan::cost(plan, answers, clinic.as_deref(), say),
            rules: rules.unwrap_or_default(),
            event: plan::event(plan, say),
            moved: estimate.plan().map(changed).unwrap_or_default(),
            notes: changes::notes(estimate, answers, evidence, say),
            depth: plan::depth(row, answers.area, say),
            schedule: plan::schedule(plan, say),
            picture: timeline::picture(plan, &rows, evidence, say),
            caption: timeline::caption(plan, say),
            rows,
        }
    }

    fn draw(self, screen: El, concern: ConcernId, status: StatusBox, subject: String) -> El {
        let if_agrees = status.tone != Tone::Ok;
        let agrees = || if_agrees.then(|| el("p").class("until").say("plan.if_agrees"));
        let cost = self.cost.clone();
        let event = self.event.map(|event| {
            el("section")
                .class("card prose event-card")
                .el(el("h2").text(&event.title))
                .maybe(agrees())
                .el(el("p")
                    .el(el("b").text(event.verdict))
                    .text(" ")
                    .text(event.fits)
                    .source(Origin::rule(), &event.title))
                .el(el("ul").class("plain").all(event.latest.into_iter().map(|line| el("li").text(line))))
        });
        let asked: usize = status.groups.iter().map(|group| group.reasons.len()).sum();
        let notes = notes_to_write(asked + self.schedule.len() + 4 * self.rules.len());
        lead(screen, subject, self.figures.headline.clone())
            .el(status_card(status))
            .el(not_advice())
            .el(range_card(concern, self.figures, self.sessions, self.cost, agrees()))
            .maybe(rules_card(self.rules))
            .el(el("section").class("card").el(el("h2").say("timeline.title")).maybe(agrees()).put(timeline(
                self.rows,
                self.picture,
                self.caption,
                concern,
            )))
            .maybe(event)
            .el(el("section").class("card schedule-card").el(el("h2").say("plan.schedule")).maybe(agrees()).el(el(
                "ol",
            )
            .class("schedule")
            .all(self.schedule.into_iter().map(session))))
            .maybe(notes)
            .el(cost_card(concern, cost))
            .el(changes_card(self.moved, self.notes))
            .el(how_card(concern, self.depth))
            .el(counted_card(concern))
            .el(el("div").class("screen-only").el(instead(concern)))
            .maybe(booking())
            .maybe(whose_site())
            .el(behind())
            .put(ways())
    }
}

fn range_card(concern: ConcernId, figures: Figures, sessions: Origin, cost: Option<Cost>, agrees: Option<El>) -> El {
    let planner = Planner::here();
    let row = |name: &str| Origin::row(Topic::Concern(concern), name);
    let one = figures.low == figures.high;
    let mut number = el("span").class("n").text(figures.low);
    if !one {
        number = number.el(el("i").text("–")).text(figures.high);
    }
    let likely = el("span").text(&figures.likely).source(sessions, planner.text("plan.range_title"));
    let apart = el("span").text(&figures.apart).source(row("interval"), planner.text("sources.interval"));
    let words = el("span").el(likely).text(" ").el(apart);
    let fact = |value: String, what: El| el("div").el(el("b").text(value)).text(" ").el(what);
    let from = |name: &str, what: El, id: &str| el("p").el(what).source(row(name), planner.text(id));
    let first = from("first_change", el("small").say("plan.first_change"), "timeline.first_change");
    let result = el("small").say("plan.result_likely").text(" ").text(figures.result_range);
    let result = from("full_result", result, "timeline.result");
    let facts = el("div")
        .class("facts")
        .el(fact(figures.first_change, first))
        .el(fact(figures.result_likely, result))
        .maybe(cost.map(|cost| fact(cost.range.clone(), el("small").say(price_text(&cost)))));
    el("section")
        .class("card")
        .el(el("h2").class("visually-hidden").say("plan.range_title"))
        .el(el("p").class("range").el(number).el(words.class("range-words")))
        .el(el("p").class("rests-on").basis(&figures.basis))
        .el(grade_chip(concern, figures.grade, figures.grade_steps))
        .maybe(agrees)
        .el(facts)
        .maybe(judge_result(concern))
        .el(para("plan.honest")
            .class("honest")
            .source(Origin::row(Topic::NotVerified, "count_by_severity"), planner.text("plan.honest")))
}

/// When to judge the result, where the sources say it.
fn judge_result(concern: ConcernId) -> Option<El> {
    let id = plan::judge_result(concern)?;
    Some(para(id).source(Origin::row(Topic::Conflicts, "when_benefit_shows"), Planner::here().text(id)))
}

fn session(row: ScheduleRow) -> El {
    let planner = Planner::here();
    let name = planner.with(|say, _| {
        let id = if row.if_needed { "timeline.session_if_needed" } else { "timeline.session" };
        say.fill(id, &[("n", &say.number(row.number))])
    });
    let way = |list: Checklist, id: &str| {
        let list_name = planner.text(id);
        let label = planner.with(|say, _| say.fill("plan.list_of", &[("list", &list_name), ("session", &name)]));
        link(Route::Checklist(
            list,
            SessionId { course: Journal::here().courses().present(), number: row.number }.running(),
        ))
        .attr("aria-label", label)
        .say(id)
    };
    let links = el("span")
        .class("links")
        .el(way(Checklist::Preparation, "plan.before"))
        .el(way(Checklist::Aftercare, "plan.after"));
    let item = el("li").el(el("b").text(name)).el(el("span").text(row.when)).el(links);
    if row.if_needed { item.class("maybe") } else { item }
}

fn cost_card(concern: ConcernId, cost: Option<Cost>) -> El {
    let card = el("section").class("card prose screen-only").el(el("h2").say("plan.cost.title"));
    let card = match cost {
        Some(cost) => {
            let card = card.el(el("p").el(el("b").text(cost.range))).el(el("p").text(cost.likely));
            card.maybe(cost.is_clinics.then(clinics_price))
        }
        None => {
            let add = link(Route::Question(Question::Price)).say("plan.cost.add");
            card.el(el("p").say("plan.cost.none").text(" ").el(add))
        }
    };
    let maintenance = Origin::row(Topic::Concern(concern), "maintenance");
    let keeps = para(&text_of(concern, "maintenance")).source(maintenance, Planner::here().text("plan.maintenance"));
    card.el(el("h3").say("plan.maintenance")).el(keeps)
}

/// At whose price.
fn price_text(cost: &Cost) -> &'static str {
    if cost.is_clinics { "clinic.price.fact" } else { "plan.cost.fact" }
}

/// Whose price it is, and the way to type another.
fn clinics_price() -> El {
    let planner = Planner::here();
    let clinic = planner.clinic();
    let from =
        clinic.map(|clinic| planner.with(|say, _| say.fill("clinic.price.from", &[("name", clinic.name.as_str())])));
    let other = link(Route::Question(Question::Price)).say("clinic.price.other");
    el("p").class("soft").text(from.unwrap_or_default()).text(" ").el(other)
}

fn changes_card(moved: Vec<Moved>, notes: Vec<Reason>) -> El {
    let nothing = moved.is_empty() && notes.is_empty();
    let list = |moved: Vec<Moved>| {
        el("ul").class("reasons").all(moved.into_iter().map(|moved| {
            let change = change_link(moved.question, &moved.title);
            el("li")
                .el(el("b").text(moved.title))
                .all(moved.lines.into_iter().map(|line| el("p").text(line)))
                .el(change)
        }))
    };
    el("section")
        .class("card prose screen-only")
        .el(el("h2").say("plan.changed"))
        .maybe(nothing.then(|| el("p").say("plan.changed_nothing")))
        .maybe((!moved.is_empty()).then(|| list(moved)))
        .maybe((!notes.is_empty()).then(|| reasons(notes)))
        .el(el("h3").say("plan.never"))
        .el(para("plan.never_changes").source(Origin::of(Topic::Factors), Planner::here().text("plan.never")))
}

fn how_card(concern: ConcernId, depth: Option<AreaDepth>) -> El {
    let backed = |what: &str, row: &str, named: &str| {
        let origin = Origin::row(Topic::Concern(concern), row);
        para(&text_of(concern, what)).source(origin, Planner::here().text(named))
    };
    let depth = depth
        .map(|depth| el("p").text(&depth.sentence).maybe_source(depth.origin, &depth.sentence).basis(&depth.basis));
    el("section")
        .class("card prose screen-only")
        .el(el("h2").say("plan.how"))
        .el(para(&text_of(concern, "about")))
        .el(para(&text_of(concern, "how")))
        .maybe(depth)
        .el(el("p").class("row links").el(link(Route::Skin).say("skin.title")))
        .el(el("h3").say("plan.cleared"))
        .el(backed("cleared", "cleared", "plan.cleared"))
        .el(el("h3").say("plan.evidence"))
        .el(backed("grade_why", "grade", "plan.evidence"))
        .el(el("p").class("row links").el(link(Route::topic(Topic::Concern(concern))).say("plan.see_sources")))
}

/// Lines to write on in the consultation; only the printed plan has them, as many as its one page has room for beside
/// this many other lines.
fn notes_to_write(others: usize) -> Option<El> {
    let lines = match others {
        0..19 => 4,
        19..35 => 2,
        _ => return None,
    };
    Some(el("section").class("notes").el(el("h2").say("plan.notes")).all((0..lines).map(|_| el("p"))))
}

/// The way to who got better and who did not: it comes in a second file, so it stands with the studies.
fn counted_card(concern: ConcernId) -> El {
    el("section")
        .class("card prose screen-only")
        .el(el("h2").say("counted.title"))
        .el(el("p").say("counted.text"))
        .el(el("p").class("row").el(link(Route::topic(Topic::Concern(concern))).class("btn ghost").say("counted.see")))
}

/// What is behind the plan, and whether it came across.
fn behind() -> El {
    el("p")
        .class("row links screen-only")
        .el(link(Route::Estimator).say("plan.to_estimator"))
        .el(link(Route::Understanding).say("plan.to_understanding"))
}

/// Where a person can go from a plan.
fn ways() -> AnyView {
    let planner = Planner::here();
    let print = view! { <button type="button" class="btn" on:click=move |_| planner.page().print()>{planner.text("plan.print")}</button> };
    el("p")
        .class("row ways")
        .put(print.into_any())
        .el(link(Route::Checklist(Checklist::Questions, 0)).class("btn ghost").say("checklist.questions.title"))
        .el(link(Route::Answers).class("btn ghost").say("plan.change_answers"))
        .el(link(Route::Sessions).class("btn ghost").say("sessions.title"))
        .el(link(Route::Take).class("btn ghost").say("today.take"))
        .view()
}
