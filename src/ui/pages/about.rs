//! Who makes the planner and who pays, how old the evidence is and how it is kept up to date, what was not done, and how
//! the planner does against what is asked of such tools.
//!
//! Uses: `content::scorecard`, `present::about`. Used by: `ui::further`. docs/scorecard.md says the same.

use leptos::prelude::AnyView;

use crate::content::review;
use crate::content::scorecard::{self, Grade, Item, Measured, Scorecard, Set, State};
use crate::platform::json;
use crate::present::about::{REVIEW_MONTHS, Tally, applying, grades, review_by};
use crate::present::route::Route;
use crate::state::planner::Planner;
use crate::ui::parts::el::{El, el, group, link};
use crate::ui::parts::frame::to_read;
use crate::ui::parts::rich::para;
use crate::ui::parts::table::as_long_table;

/// The screen.
pub fn about() -> AnyView {
    let card = scorecard::scorecard(scorecard::FILE, json::parse).ok();
    let measured = scorecard::measured(scorecard::MEASURED, json::parse).ok();
    let cards = el("div").class("about stack").el(makers()).el(pays());
    let cards = cards.maybe(card.as_ref().map(dates)).el(updates()).el(evidence());
    let cards = cards.el(not_done()).maybe(card.as_ref().map(score));
    let cards = cards.maybe(measured.as_ref().map(reading)).maybe(measured.as_ref().map(access));
    to_read("about.title", "about.intro").el(cards).view()
}

fn prose(title: &str) -> El {
    el("section").class("card prose").el(el("h2").say(title))
}

fn makers() -> El {
    let reviewed = match Planner::here().review() {
        Some(_) => "about.makers.reviewed",
        None => "about.makers.not_reviewed",
    };
    prose("about.makers.title").el(para("about.makers.text")).el(para(reviewed))
}

fn pays() -> El {
    prose("about.pays.title").el(para("about.pays.text")).el(para("learn.sold_here"))
}

/// The days that matter, each with what it is.
fn dates(card: &Scorecard) -> El {
    let planner = Planner::here();
    let reviewed = review::evidence_as_of(json::parse);
    let clinician = planner.say(|say| match planner.review() {
        Some(review) => {
            say.fill("about.dates.by", &[("clinician", &review.clinician), ("date", &say.day(review.date))])
        }
        None => say.text("about.dates.not_yet"),
    });
    let day = |day| planner.say(|say| say.day(day));
    let row = |id: &str, said: String| el("div").class("answer").el(el("dt").say(id)).el(el("dd").text(said));
    el("section").class("card").el(el("h2").say("about.dates.title")).el(el("dl")
        .class("answers")
        .maybe(reviewed.map(|on| row("about.dates.evidence", day(on))))
        .maybe(reviewed.map(|on| row("about.dates.next", day(review_by(on)))))
        .el(row("about.dates.clinician", clinician))
        .el(row("about.dates.scorecard", day(card.as_of))))
}

fn updates() -> El {
    let when = Planner::here().say(|say| say.count("about.update.when", REVIEW_MONTHS.into()));
    prose("about.update.title").el(para("about.update.who")).el(el("p").text(when)).el(para("about.update.late"))
}

fn evidence() -> El {
    prose("about.evidence.title")
        .el(para("about.evidence.picked"))
        .el(para("about.evidence.graded"))
        .el(para("about.evidence.labels"))
        .el(el("p").class("row links").el(link(Route::Evidence(None)).say("evidence.title")))
}

/// What takes people from outside the project.
fn not_done() -> El {
    let items = NOT_DONE.iter().map(|id| el("li").say(&format!("about.not_done.{id}")));
    prose("about.not_done.title").el(para("about.not_done.text")).el(el("ul").class("plain").all(items))
}

const NOT_DONE: [&str; 5] = ["asked", "tried", "shown", "access", "languages"];

/// How many points are met, and each of those that apply.
fn score(card: &Scorecard) -> El {
    let planner = Planner::here();
    let tally = Tally::of(&card.items);
    let count = planner.say(|say| {
        let [met, apply, not_met, people, none] =
            [tally.met, tally.apply(), tally.not_met, tally.needs_people, tally.none].map(|count| say.number(count));
        say.fill(
            "about.score.count",
            &[("met", &met), ("apply", &apply), ("not_met", &not_met), ("people", &people), ("none", &none)],
        )
    });
    let tests = planner.say(|say| say.count("about.tests_items", tally.none));
    prose("about.score.title")
        .el(para("about.score.intro"))
        .el(el("p").class("figure").el(el("b").text(count)))
        .all(Set::ALL.iter().map(|set| items_of(card, *set)))
        .el(el("p").class("soft").text(tests))
}

/// The points of a set, folded away under how many of them are met.
fn items_of(card: &Scorecard, set: Set) -> El {
    let items: Vec<Item> = applying(card, set).cloned().collect();
    let tally = Tally::of(&items);
    let opens = Planner::here().say(|say| {
        let title = say.text(&format!("about.set.{}", set.as_str()));
        let (met, apply) = (say.number(tally.met), say.number(tally.apply()));
        say.fill("about.set.count", &[("set", &title), ("met", &met), ("apply", &apply)])
    });
    el("details")
        .class("as-table")
        .el(el("summary").text(opens))
        .el(el("ul").class("ruled").all(items.iter().map(item_of)))
}

fn item_of(item: &Item) -> El {
    let (id, state) = (&item.id, item.state.as_str());
    let how = match item.state {
        State::NeedsPeople => "about.people_item".to_owned(),
        _ => format!("about.how.{id}"),
    };
    // What stands on this very screen needs no way to it.
    let elsewhere = item.see.iter().filter(|seen| Route::parse(&seen.route) != Route::About);
    let links: Vec<El> = elsewhere.map(|seen| link(Route::parse(&seen.route)).say(&seen.name)).collect();
    let see = (!links.is_empty()).then(|| el("p").class("row links").all(links));
    el("li")
        .el(el("b").say(&format!("about.asks.{id}")))
        .el(el("span").class("stands").attr("data-state", state).say(&format!("about.state.{state}")))
        .el(para(&how))
        .maybe(see)
}

/// A grade as it is said: one digit after the point.
fn tenths(tenths: i16) -> String {
    Planner::here().say(|say| say.locale.decimal(f64::from(tenths) / 10.0))
}

fn reading(measured: &Measured) -> El {
    let planner = Planner::here();
    let figures = grades(&measured.reading).map(|(median, steepest)| {
        let screens = planner.say(|say| say.number(measured.reading.len() as u64));
        planner.say(|say| {
            say.fill(
                "about.reading.figures",
                &[("screens", &screens), ("median", &tenths(median)), ("steepest", &tenths(steepest))],
            )
        })
    });
    let row = |grade: &Grade| {
        let name = el("code").attr("lang", "en").attr("dir", "ltr").text(&grade.screen);
        el("tr").el(el("th").attr("scope", "row").el(name)).el(el("td").text(tenths(grade.tenths)))
    };
    let all_grades = measured.reading.clone();
    let rows = move || group(all_grades.iter().map(row));
    let heads = ["about.reading.screen", "about.reading.grade"].map(|id| planner.text(id));
    let all = planner.text("about.reading.all");
    prose("about.reading.title")
        .el(para("about.reading.text"))
        .maybe(figures.map(|figures| el("p").class("figure").el(el("b").text(figures))))
        .el(para("about.reading.others"))
        .put(as_long_table(&all, &all, heads, rows))
}

fn access(measured: &Measured) -> El {
    let count = measured.accessibility;
    let figures = Planner::here().say(|say| {
        let [all, tested, by_hand, none] =
            [count.all, count.tested, count.by_hand, count.none].map(|count| say.number(count));
        say.fill("about.access.figures", &[("all", &all), ("tested", &tested), ("by_hand", &by_hand), ("none", &none)])
    });
    prose("about.access.title").el(para("about.access.text")).el(el("p").class("figure").el(el("b").text(figures)))
}
