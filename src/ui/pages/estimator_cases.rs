//! The estimator's published cases, worked out in this browser: what must come out beside what does, case by case.
//!
//! Uses: `state::cases`, `record::cases`, `ui::parts`. Used by: `ui::pages::estimator`.

use std::sync::Arc;

use leptos::prelude::*;

use super::estimator::numbered;
use crate::present::estimator::rules;
use crate::record::cases::{Case, Field};
use crate::state::cases;
use crate::state::planner::Planner;
use crate::ui::parts::el::{El, el};

/// What runs the estimator outside a browser, as the README has it.
const PROGRAM: &str = "cargo run --quiet --no-default-features --bin estimate";

/// How far the cases are.
#[derive(Clone)]
enum State {
    NotAsked,
    Loading,
    Failed,
    Here(Arc<Vec<Case>>),
}

/// Which cases are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    All,
    Differing,
    Rule(u8),
}

impl Shown {
    fn parse(value: &str) -> Self {
        match (value, value.parse()) {
            ("differ", _) => Self::Differing,
            (_, Ok(rule)) => Self::Rule(rule),
            _ => Self::All,
        }
    }

    fn holds(self, case: &Case) -> bool {
        match self {
            Self::All => true,
            Self::Differing => !case.agrees(),
            Self::Rule(rule) => case.rules.contains(&rule),
        }
    }
}

/// The section with the cases. They are fetched when the person asks for them.
pub fn cases_card() -> AnyView {
    let planner = Planner::here();
    let state = RwSignal::new(State::NotAsked);
    let ask = Callback::new(move |()| {
        state.set(State::Loading);
        leptos::task::spawn_local(async move {
            let here = cases::cases(planner).await;
            // Nobody may be waiting any more.
            let _ = state.try_set(here.map_or(State::Failed, |cases| State::Here(Arc::new(cases))));
        });
    });
    let button = move |id: &str| {
        let text = planner.text(id);
        view! { <button type="button" class="btn ghost" on:click=move |_| ask.run(())>{text}</button> }.into_any()
    };
    let said = move || match state.get() {
        State::NotAsked => String::new(),
        State::Loading => planner.text("app.loading"),
        State::Failed => planner.text("app.load_failed"),
        State::Here(cases) => {
            let agree = cases.iter().filter(|case| case.agrees()).count() as u64;
            let of = cases.len() as u64;
            planner.say(|say| say.fill("estimator.cases.agree", &[("n", &say.number(agree)), ("of", &say.number(of))]))
        }
    };
    let said = view! { <p class="cases-said" role="status">{said}</p> }.into_any();
    let body = move || match state.get() {
        State::NotAsked => el("p").class("row").put(button("estimator.cases.open")).view(),
        State::Failed => el("p").class("row").put(button("app.retry")).view(),
        State::Loading => ().into_any(),
        State::Here(cases) => untrack(|| audited(cases)),
    };
    el("section")
        .class("card prose cases")
        .el(el("h2").say("estimator.cases.title"))
        .el(el("p").say("estimator.cases.intro"))
        .put(said)
        .put(body.into_any())
        .el(el("p").class("soft").say("estimator.cases.program"))
        .el(el("p").el(el("code").attr("lang", "en").attr("dir", "ltr").text(PROGRAM)))
        .view()
}

fn audited(cases: Arc<Vec<Case>>) -> AnyView {
    let planner = Planner::here();
    let shown = RwSignal::new(Shown::All);
    let rules = planner.with(|say, evidence| rules(None, None, evidence, say));
    // What is only about how things are shown decides no case.
    let decides = |number: u8| cases.iter().any(|case| case.rules.contains(&number));
    let rules = rules.iter().filter(|rule| decides(rule.number)).map(|rule| (rule.number.to_string(), numbered(rule)));
    let options = [("all".to_owned(), planner.text("estimator.cases.all"))]
        .into_iter()
        .chain([("differ".to_owned(), planner.text("estimator.cases.differ"))])
        .chain(rules)
        .map(|(value, label)| view! { <option value=value>{label}</option> })
        .collect_view();
    let pick = move |event| shown.set(Shown::parse(&event_target_value(&event)));
    let all = cases.clone();
    let count = move || {
        let n = all.iter().filter(|case| shown.get().holds(case)).count() as u64;
        let of = all.len() as u64;
        planner.say(|say| say.fill("estimator.cases.shown", &[("n", &say.number(n)), ("of", &say.number(of))]))
    };
    let list = move || {
        let rows = cases.iter().filter(|case| shown.get().holds(case)).map(row);
        el("ul").class("cases-list").all(rows).view()
    };
    let file = el("a")
        .attr("href", cases::address(planner))
        .attr("target", "_blank")
        .attr("rel", "noopener")
        .say("estimator.cases.file");
    let note = el("p").class("soft").say("estimator.cases.english").text(" ").el(file).view();
    view! {
        <div class="field">
            <label for="cases-shown">{planner.text("estimator.cases.filter")}</label>
            <select id="cases-shown" on:change=pick>{options}</select>
        </div>
        <p class="soft" role="status">{count}</p>
        {note}
        {list}
    }
    .into_any()
}

/// A case to open.
fn row(case: &Case) -> El {
    let planner = Planner::here();
    let agrees = case.agrees();
    let (class, verdict) = if agrees { ("mark ok", "estimator.cases.yes") } else { ("mark no", "estimator.cases.no") };
    let name = el("span").el(el("b").text(&case.id)).text(" ").text(planner.text(&format!("case.{}", case.id)));
    let summary = el("summary").el(name).text(" ").el(el("span").class(class).say(verdict));
    let input = case.input.iter().map(|(name, value)| el("tr").el(header(name)).el(el("td").text(value)));
    let output = case.fields.iter().map(|field| compared(planner, field));
    let table = |heads: &[&str], title: &str, rows: Vec<El>| {
        let heads = heads.iter().map(|head| el("th").attr("scope", "col").say(head));
        let head = el("thead").el(el("tr").all(heads));
        let table = el("table").el(el("caption").say(title)).el(head).el(el("tbody").attr("lang", "en").all(rows));
        let name = [&case.id, " ", &planner.text(title)].concat();
        // What scrolls must be reached with the keyboard, and needs a name for that.
        el("div").class("scroll").attr("tabindex", "0").attr("role", "region").attr("aria-label", name).el(table)
    };
    let asked = ["estimator.cases.name", "estimator.cases.value"];
    let outcome = ["estimator.cases.name", "estimator.cases.expected", "estimator.cases.given"];
    el("li").el(el("details")
        .class("fold")
        .el(summary)
        .el(table(&asked, "estimator.cases.input", input.collect()))
        .el(table(&outcome, "estimator.cases.output", output.collect())))
}

fn header(name: &str) -> El {
    el("th").attr("scope", "row").text(name)
}

fn compared(planner: Planner, field: &Field) -> El {
    let differs =
        (!field.agrees).then(|| el("b").class("mark no").attr("lang", planner.language()).say("estimator.cases.no"));
    let given = el("td").text(&field.given).text(" ").maybe(differs);
    el("tr").el(header(&field.name)).el(el("td").text(&field.expected)).el(given)
}
