//! Every figure with what it rests on, and where sources disagree: counts at a glance, filters, and all topics. An
//! address may name a topic, or one row of it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::content::words::Words;
use crate::domain::evidence::Details;
use crate::domain::ids::{ConcernId, Grade};
use crate::present::evidence::find::{self, Filter, topics};
use crate::present::evidence::rows::{Ground, Row};
use crate::present::evidence::{RowName, Topic};
use crate::present::route::Route;
use crate::state::planner::{DetailsState, Planner};
use crate::ui::pages::evidence_concern::concern_page;
use crate::ui::pages::evidence_topic::{all_rows, topic_name, topic_page};
use crate::ui::parts::after_frame::after_frame;
use crate::ui::parts::el::{El, el, link};
use crate::ui::parts::evidence_rows::{figure, row_list, tally};
use crate::ui::parts::frame::to_read;
use crate::ui::parts::waiting::waiting;

/// How many rows are drawn without being asked for one topic at a time.
const AT_ONCE: usize = 40;

/// The evidence: all there is, a topic, or a topic with one row marked.
pub fn evidence(at: Option<(Topic, Option<RowName>)>) -> AnyView {
    let planner = Planner::here();
    Effect::new(move |_| planner.want_details());
    match at {
        Some((Topic::Concern(concern), sought)) => concern_page(concern, sought),
        Some((topic, sought)) => topic_page(topic, sought),
        None => overview(planner),
    }
}

/// What a person asks to see, for as long as the planner is open.
#[derive(Clone, Copy)]
struct Asked(RwSignal<Filter>);

impl Asked {
    fn here(planner: Planner) -> RwSignal<Filter> {
        let asked = use_context::<Self>().unwrap_or_else(|| {
            planner.lasting(|| {
                let asked = Self(RwSignal::new(Filter::default()));
                provide_context(asked);
                asked
            })
        });
        asked.0
    }
}

fn overview(planner: Planner) -> AnyView {
    let body = move || match planner.details() {
        DetailsState::Loading => waiting(false, Planner::want_details),
        DetailsState::Failed => waiting(true, Planner::want_details),
        DetailsState::Loaded(details) => loaded(planner, details),
    };
    to_read("evidence.title", "evidence.intro").put(body.into_any()).view()
}

/// All rows, and the file that names their sources.
type Found = StoredValue<(Arc<Vec<Row>>, Arc<(Details, Words)>)>;

fn loaded(planner: Planner, details: Arc<(Details, Words)>) -> AnyView {
    let asked = Asked::here(planner);
    let rows = Arc::new(all_rows(&details));
    let counts = at_a_glance(planner, &rows, &details.0);
    let all: Found = StoredValue::new((rows, details));
    let found = Memo::new(move |_| {
        let filter = asked.get();
        let (rows, _) = all.get_value();
        planner.with(|_, evidence| rows.iter().filter(|row| filter.fits(row, evidence)).count())
    });
    let said = move || match (asked.get().is_open(), found.get()) {
        (true, _) => String::new(),
        (false, 0) => planner.text("evidence.none_fits"),
        (false, count) => planner.say(|say| say.count("evidence.fits", u64::try_from(count).unwrap_or_default())),
    };
    let said = view! { <p role="status" class="found">{said}</p> }.into_any();
    let results = after_frame(move || asked.track(), move || results(planner, asked.get_untracked(), all));
    vec![counts, filters(planner, asked, said), results].into_any()
}

fn at_a_glance(planner: Planner, rows: &[Row], details: &Details) -> AnyView {
    let (sources, read) = find::sources(details);
    let as_of = planner.say(|say| say.fill("evidence.as_of", &[("date", &say.day(details.as_of))]));
    el("section")
        .class("card")
        .el(el("h2").say("evidence.counts"))
        .el(el("div")
            .class("facts counts")
            .el(figure(rows.len(), "evidence.count.rows"))
            .all(tally(&find::tally(rows.iter())))
            .el(figure(sources, "evidence.count.sources"))
            .el(figure(read, "evidence.count.read")))
        .el(el("p").class("soft").text(as_of))
        .view()
}

/// The three filters, how much they leave, and a way out of them.
fn filters(planner: Planner, asked: RwSignal<Filter>, said: AnyView) -> AnyView {
    let concerns = ConcernId::ALL.iter().map(|id| (id.as_str(), format!("concern.{}.name", id.as_str())));
    let grades = Grade::ALL.iter().rev().map(|grade| (grade.as_str(), format!("grade.{}", grade.as_str())));
    let grounds = Ground::ALL.iter().map(|ground| (ground.as_str(), format!("evidence.ground.{}", ground.as_str())));
    let concern = select(
        planner,
        ("evidence-concern", "evidence.filter.concern"),
        concerns.collect(),
        Signal::derive(move || asked.get().concern.map_or("", ConcernId::as_str)),
        Callback::new(move |id: String| asked.update(|filter| filter.concern = ConcernId::parse(&id))),
    );
    let grade = select(
        planner,
        ("evidence-grade", "evidence.filter.grade"),
        grades.collect(),
        Signal::derive(move || asked.get().grade.map_or("", Grade::as_str)),
        Callback::new(move |id: String| asked.update(|filter| filter.grade = Grade::parse(&id))),
    );
    let ground = select(
        planner,
        ("evidence-ground", "evidence.filter.ground"),
        grounds.collect(),
        Signal::derive(move || asked.get().ground.map_or("", Ground::as_str)),
        Callback::new(move |id: String| asked.update(|filter| filter.ground = Ground::parse(&id))),
    );
    // It stays where it is, so that focus does not get lost when it has done its work.
    let clear = view! {
        <button type="button" class="btn ghost small" disabled=move || asked.get().is_open()
            on:click=move |_| asked.set(Filter::default())>{planner.text("evidence.filter.clear")}</button>
    };
    el("section")
        .class("card evidence-filters")
        .el(el("h2").say("evidence.filter.title"))
        .el(el("div").class("filters").el(concern).el(grade).el(ground))
        .el(el("p").class("soft").say("evidence.filter.hint"))
        .put(said)
        .el(el("p").class("row").put(clear.into_any()))
        .view()
}

fn select(
    planner: Planner,
    (id, label): (&'static str, &str),
    options: Vec<(&'static str, String)>,
    chosen: Signal<&'static str>,
    choose: Callback<String>,
) -> El {
    let option = |(value, words): (&'static str, String)| {
        view! { <option value=value selected=move || chosen.get() == value>{words}</option> }.into_any()
    };
    let any = ("", planner.text("evidence.filter.any"));
    let named = options.into_iter().map(|(value, id)| (value, planner.text(&id)));
    let options: Vec<AnyView> = [any].into_iter().chain(named).map(option).collect();
    let list = view! {
        <select id=id prop:value=move || chosen.get() on:change=move |event| choose.run(event_target_value(&event))>
            {options}
        </select>
    };
    el("div").class("field").el(el("label").attr("for", id).say(label)).put(list.into_any())
}

/// Without a filter all topics by name; with one the rows that fit, topic by topic.
fn results(planner: Planner, filter: Filter, all: Found) -> AnyView {
    let (rows, _) = all.get_value();
    let of_topic = |topic: Topic| rows.iter().filter(move |row| row.topic == topic);
    let count = |id: &str, count: usize| planner.say(|say| say.count(id, u64::try_from(count).unwrap_or_default()));
    if filter.is_open() {
        let item = |topic: Topic| {
            el("li")
                .el(link(Route::topic(topic)).text(topic_name(topic)))
                .el(el("small").text(count("evidence.rows", of_topic(topic).count())))
        };
        let card = el("section").class("card").el(el("h2").say("evidence.topics"));
        return card.el(el("ul").class("ruled topics").all(topics().map(item))).view();
    }
    let fits = |topic: Topic| -> Vec<Row> {
        planner.with(|_, evidence| of_topic(topic).filter(|row| filter.fits(row, evidence)).cloned().collect())
    };
    let groups: Vec<(Topic, Vec<Row>)> =
        topics().map(|topic| (topic, fits(topic))).filter(|(_, rows)| !rows.is_empty()).collect();
    let open = groups.iter().map(|(_, rows)| rows.len()).sum::<usize>() <= AT_ONCE;
    groups.into_iter().map(|(topic, rows)| group(planner, topic, rows, open, all)).collect_view().into_any()
}

/// The rows of a topic that fit. They are drawn when the group is opened.
fn group(planner: Planner, topic: Topic, rows: Vec<Row>, open: bool, all: Found) -> AnyView {
    let opened = RwSignal::new(open);
    let count = planner.say(|say| say.count("evidence.rows", u64::try_from(rows.len()).unwrap_or_default()));
    let summary = el("summary").el(el("h2").text(topic_name(topic))).el(el("small").text(count)).view();
    let body = move || {
        opened.get().then(|| {
            let (_, details) = all.get_value();
            row_list(&rows, &details, None).view()
        })
    };
    view! { <details class="card evidence-fold" open=open on:toggle=move |_| opened.set(true)>{summary}{body}</details> }
        .into_any()
}
