//! What the person's own clinic says about the days after a session.

use leptos::prelude::*;

use crate::domain::course::Command;
use crate::domain::evidence::Restriction;
use crate::present::clinic;
use crate::present::evidence::Topic;
use crate::present::forms::{self, FieldError};
use crate::present::origin::Origin;
use crate::present::route::Route;
use crate::state::journal::Journal;
use crate::state::planner::Planner;
use crate::ui::parts::el::{el, link};
use crate::ui::parts::fields::{Errors, Line, LineInput};
use crate::ui::parts::heading::heading;
use crate::ui::parts::kept_form::{Said, kept_form};
use crate::ui::parts::sources::source_line;

/// One restriction's line while the page is open.
#[derive(Clone)]
struct Typing {
    id: String,
    field: String,
    line: Line,
    in_days: RwSignal<bool>,
}

/// The screen.
pub fn clinic_rules() -> AnyView {
    let planner = Planner::here();
    let journal = Journal::here();
    let said = Said::default();
    let errors: Errors = RwSignal::new(Vec::new());
    let rows: Vec<Restriction> = planner.with(|_, evidence| evidence.restrictions.clone());
    let courses = untrack(|| journal.courses());
    let lines: Vec<Typing> = rows
        .iter()
        .map(|row| {
            let hours = courses.rules.get(row.id.as_str()).copied();
            let in_days = hours.unwrap_or(row.hours.1).is_multiple_of(24);
            let typed = hours.map(|hours| if in_days { hours / 24 } else { hours }.to_string());
            Typing {
                id: row.id.clone(),
                field: format!("rule-{}", row.id),
                line: Line::new(typed.unwrap_or_default()),
                in_days: RwSignal::new(in_days),
            }
        })
        .collect();
    let fields = rows.iter().zip(&lines).map(|(row, line)| field(row, line, errors)).collect();
    let check = Callback::new(move |()| {
        let mut wrong = Vec::new();
        let mut rules = Vec::new();
        for Typing { id, field, line, in_days } in &lines {
            match forms::rule_hours(&line.typed().text, in_days.get_untracked()) {
                Ok(hours) => rules.push((id.clone(), Some(hours))),
                Err(FieldError::Empty) => rules.push((id.clone(), None)),
                Err(error) => wrong.push((field.clone(), error)),
            }
        }
        if wrong.is_empty() {
            for (id, hours) in rules {
                // A rule can always be set.
                let _ = journal.command(Command::Rule(id, hours));
            }
        }
        wrong
    });
    let done = Callback::new(move |()| said.say("rules.saved"));
    let form = kept_form(planner.text("today.waits"), fields, errors, check, "rules.save", done);
    el("div")
        .class("screen")
        .el(el("p").class("top-row").el(link(Route::Today).say("today.title")))
        .el(el("header")
            .class("lead")
            .put(heading(planner.text("rules.title")))
            .el(el("p").class("intro").say("rules.intro")))
        .put(said.view())
        .put(phone_form(journal, said))
        .put(form)
        .view()
}

/// The number to call, which the person types themselves.
fn phone_form(journal: Journal, said: Said) -> AnyView {
    let planner = Planner::here();
    let errors: Errors = RwSignal::new(Vec::new());
    let line = Line::new(untrack(|| journal.courses()).phone);
    let check = Callback::new(move |()| match forms::phone(&line.typed().text) {
        Ok(phone) => {
            // A number can always be set.
            let _ = journal.command(Command::Phone(phone));
            Vec::new()
        }
        Err(error) => vec![("phone".to_owned(), error)],
    });
    let help = planner.clinic().and_then(|clinic| {
        let phone = clinic.phone.as_ref()?;
        let values = [("name", clinic.name.as_str()), ("phone", phone.as_str())];
        Some(planner.with(|say, _| say.fill("clinic.phone.help", &values)))
    });
    let help = help.unwrap_or_else(|| planner.text("rules.phone.help"));
    let field = view! {
        <LineInput
            field="phone"
            label=planner.text("rules.phone.label")
            help=Some(help)
            kind="tel"
            line
            errors
        />
    };
    let done = Callback::new(move |()| said.say("rules.phone.saved"));
    let title = planner.text("rules.phone.title");
    kept_form(title, vec![field.into_any()], errors, check, "rules.save", done)
}

/// A number with its unit. What is shorter than ours is asked about once more in words, never refused: the clinic
/// knows the skin it has treated.
fn field(row: &Restriction, typing: &Typing, errors: Errors) -> AnyView {
    let planner = Planner::here();
    let strictest = row.hours.1;
    let (label, ours) = planner.with(|say, _| {
        let ours = say.hours_or_days(strictest, "rules.ours", "rules.ours_days");
        let of_clinic = planner.clinic().and_then(|clinic| clinic::gate_help(&clinic, &row.id, say));
        let both = |own: String| say.fill("clinic.gate.help_both", &[("clinics", &own), ("ours", &ours)]);
        let ours = of_clinic.map_or_else(|| ours.clone(), both);
        (say.text(&format!("limit.{}.label", row.id)), ours)
    });
    let Typing { field, line, in_days, .. } = typing.clone();
    let shorter = RwSignal::new(false);
    let look = move || {
        let hours = forms::rule_hours(&line.typed().text, in_days.get_untracked());
        shorter.set(hours.is_ok_and(|hours| hours < strictest));
    };
    let unit_id = format!("{field}-unit");
    let unit_label = planner.text("rules.unit");
    let named = planner.with(|say, _| say.fill("rules.unit_of", &[("unit", &unit_label), ("what", &label)]));
    let pick = move |event| {
        in_days.set(event_target_value(&event) == "days");
        look();
    };
    let warning = move || shorter.get().then(|| el("p").class("until").say("rules.shorter").view());
    let source = source_line(Origin::row(Topic::Restrictions, &row.id), &label).view();
    view! {
        <div class="with-unit">
            <LineInput
                field
                label
                help=Some(ours)
                kind="text"
                mode="numeric"
                line
                errors
                left=Callback::new(move |()| look())
            />
            <select id=unit_id aria-label=named on:change=pick>
                <option value="hours" selected=!in_days.get_untracked()>{planner.text("rules.hours")}</option>
                <option value="days" selected=in_days.get_untracked()>{planner.text("rules.days")}</option>
            </select>
            <div class="wide" role="status">{warning}</div>
            {source}
        </div>
    }
    .into_any()
}
