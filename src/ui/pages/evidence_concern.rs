//! One concern's evidence: who got better and who did not, every figure of its plan with what it rests on, each study and
//! each count, and every source in full.

use leptos::prelude::*;

use crate::content::words::Words;
use crate::domain::evidence::{Details, SourceId};
use crate::domain::ids::ConcernId;
use crate::domain::sorted::SortedSet;
use crate::present::evidence::concern::{COUNTED, FIGURES, HARM, STUDIES};
use crate::present::evidence::find;
use crate::present::evidence::rows::Row;
use crate::present::evidence::{RowName, Topic};
use crate::present::rates::{self, Panel, Told};
use crate::present::route::Route;
use crate::present::say::Say;
use crate::state::planner::{DetailsState, Planner};
use crate::ui::pages::evidence_topic::{fold, not_here, topic_rows};
use crate::ui::parts::el::{El, el, group, link};
use crate::ui::parts::evidence_rows::{references, row_list, tally};
use crate::ui::parts::heading::heading;
use crate::ui::parts::reference::{cited, citing, reference};
use crate::ui::parts::waiting::waiting;
use crate::ui::pictures::people::people;

/// The evidence of one concern. The figures are there at once; the rest comes in a second file, the same for everyone.
pub fn concern_page(concern: ConcernId, sought: Option<RowName>) -> AnyView {
    let planner = Planner::here();
    let topic = Topic::Concern(concern);
    let title = planner.with(|say, _| {
        say.fill("sources.title", &[("concern", &say.text(&format!("concern.{}.in_sentence", concern.as_str())))])
    });
    // As tall as the screen while it waits, so that nothing in sight moves when it is there.
    let room = |failed| el("div").class("room").put(waiting(failed, Planner::want_details)).view();
    let counted = move || match planner.details() {
        DetailsState::Loading => room(false),
        DetailsState::Failed => room(true),
        DetailsState::Loaded(details) => counted(concern, &details),
    };
    let figures = move || match planner.details() {
        DetailsState::Loaded(details) => {
            let rows = topic_rows(topic, &details);
            let counts = el("div").class("facts counts").all(tally(&find::tally(rows.iter())));
            group([counts, of_part(&rows, FIGURES, &details, sought)])
        }
        state => {
            // Whoever came for a row is led there once all above it has its height.
            let sought = sought.filter(|_| matches!(state, DetailsState::Failed));
            let bare = (Details::default(), Words::default());
            of_part(&topic_rows(topic, &bare), FIGURES, &bare, sought).view()
        }
    };
    // The card above says how the second file is coming along, for all.
    let rest = move || match planner.details() {
        DetailsState::Loaded(details) => studies_and_counts(topic, &details, sought),
        DetailsState::Loading | DetailsState::Failed => ().into_any(),
    };
    el("article")
        .class("screen")
        .el(el("p")
            .class("top-row")
            .el(link(Route::Evidence(None)).say("nav.evidence"))
            .el(link(Route::Plan).say("nav.plan")))
        .el(el("header").class("lead").put(heading(title)).el(el("p").class("intro").say("sources.intro")))
        .put(not_here(topic, sought))
        .el(el("section").class("card").el(el("h2").say("counted.title")).put(counted.into_any()))
        .el(el("section").class("card prose").el(el("h2").say("sources.figures")).put(figures.into_any()))
        .put(rest.into_any())
        .view()
}

fn of_part(rows: &[Row], part: &'static str, details: &(Details, Words), sought: Option<RowName>) -> El {
    row_list(rows.iter().filter(|row| row.part == Some(part)), details, sought)
}

fn studies_and_counts(topic: Topic, details: &(Details, Words), sought: Option<RowName>) -> AnyView {
    let rows = topic_rows(topic, details);
    let in_full = |row: &&Row| row.part == Some(STUDIES);
    let shown: Vec<&SourceId> = rows.iter().filter(in_full).flat_map(|row| &row.sources).collect();
    let others: SortedSet<SourceId> =
        rows.iter().flat_map(|row| &row.sources).filter(|id| !shown.contains(id)).cloned().collect();
    let studies = el("section")
        .class("card prose")
        .el(el("h2").say(STUDIES))
        .el(of_part(&rows, STUDIES, details, sought))
        .el(el("h3").say("sources.also"))
        .el(references(others.into_vec(), details));
    let counts = [COUNTED, HARM].map(|part| {
        let of_part: Vec<Row> = rows.iter().filter(|row| row.part == Some(part)).cloned().collect();
        (!of_part.is_empty()).then(|| fold(part, of_part, sought))
    });
    let [gains, harms] = counts;
    vec![studies.view(), gains.map_or_else(|| ().into_any(), El::view), harms.map_or_else(|| ().into_any(), El::view)]
        .into_any()
}

/// Who got better and who did not: pictures where that is fair, gain and harm alike, and the rest in words.
fn counted(concern: ConcernId, both: &(Details, Words)) -> AnyView {
    let (details, words) = both;
    let planner = Planner::here();
    let all = planner.with(|say, _| rates::counted(concern, details, Say { words, ..say }));
    let as_table = planner.text("timeline.as_table");
    let panel = |panel: Panel| {
        let labels = panel.labels.iter().map(|label| el("small").class("judged").text(label));
        let labels = (!panel.labels.is_empty()).then(|| el("p").class("labels").all(labels));
        let cited = details.source(&panel.source).map(|source| cited(source, words));
        let [crowds, table] = people(&panel, words, &as_table, reference(both, &panel.source));
        el("section")
            .class("panel")
            .el(el("h4").text(&panel.title))
            .maybe(labels)
            .el(el("p").text(&panel.story).basis(&panel.basis))
            .el(crowds)
            .el(el("p").class("limits").text(&panel.limits).text(" ").maybe(cited))
            .el(table)
    };
    let told = |told: Told| {
        let sources = told.sources.iter().filter_map(|id| details.source(id));
        citing(el("li").text(told.text), sources, words).basis(&told.basis)
    };
    let list = |title: &str, items: Vec<Told>| {
        let title = (!items.is_empty()).then(|| el("h3").text(words.text(title)));
        title.map(|title| {
            el("section").class("prose").el(title).el(el("ul").class("plain").all(items.into_iter().map(told)))
        })
    };
    let none = all.gains.is_empty() && all.harms.is_empty();
    let intro = if none { "rates.no_picture" } else { "rates.intro" };
    let title = |id: &str| el("h3").text(words.text(id));
    let gains = (!none).then(|| el("section").el(title("rates.gains")).all(all.gains.into_iter().map(panel)));
    let unmeasured = all.harms.is_empty().then(|| el("p").text(words.text("rates.harms_not_measured")));
    let harms = el("section").el(title("rates.harms")).maybe(unmeasured).all(all.harms.into_iter().map(panel));
    let (more, more_harms) = (list("rates.more", all.more), list("rates.more_harms", all.more_harms));
    let section = el("div").class("counted").el(el("p").text(words.text(intro))).maybe(gains);
    // Harm is drawn right after gain; where nothing is drawn, it is told after the results.
    let section = if none { section.maybe(more).el(harms) } else { section.el(harms).maybe(more) };
    section.maybe(more_harms).view()
}
