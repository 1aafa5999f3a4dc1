//! Form fields: radio buttons, one-line inputs, the error summary, and focus on the first field that is wrong.

use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::el::{El, el, group};
use crate::present::forms::FieldError;
use crate::state::planner::Planner;

/// One radio button.
pub struct ChoiceRow {
    /// The value kept.
    pub value: String,
    /// What it says.
    pub label: String,
    /// A second line.
    pub hint: Option<String>,
    /// Chosen already.
    pub chosen: bool,
}

/// A group of radio buttons. Stands in a fieldset whose legend asks the question.
#[component]
pub fn Choices(
    #[prop(into)] name: String,
    rows: Vec<ChoiceRow>,
    choose: Callback<String>,
    /// Draws what belongs to a value; its words are the hint's.
    #[prop(optional)]
    picture: Option<fn(&str) -> Option<AnyView>>,
) -> impl IntoView {
    rows.into_iter()
        .map(|row| {
            let id = format!("{name}-{}", row.value);
            let hint_id = format!("{id}-hint");
            let described = row.hint.as_ref().map(|_| hint_id.clone());
            let value = row.value.clone();
            let picture = picture.and_then(|picture| picture(&value));
            let id_for_label = id.clone();
            view! {
                <div class="option">
                    <input
                        type="radio"
                        id=id
                        name=name.clone()
                        value=row.value
                        checked=row.chosen
                        aria-describedby=described
                        on:change=move |_| choose.run(value.clone())
                    />
                    {label_and_hint(&id_for_label, row.label, &hint_id, row.hint)}
                    {picture}
                </div>
            }
        })
        .collect_view()
}

/// The words beside a radio button or a box.
pub fn label_and_hint(id: &str, label: String, hint_id: &str, hint: Option<String>) -> AnyView {
    group(
        [Some(el("label").attr("for", id).text(label)), hint.map(|hint| el("small").attr("id", hint_id).text(hint))]
            .into_iter()
            .flatten(),
    )
}

/// A group of choices with its error above it; focus can be moved to it.
pub fn options_group(name: &'static str, errors: Errors, choices: AnyView) -> AnyView {
    let message = view! { <FieldMessage field=name errors/> }.into_any();
    let options = el("div").class("options").attr("data-field", name).attr("tabindex", "-1").put(choices).view();
    vec![message, options].into_any()
}

/// A form that asks `submit` before it leads on. Nothing is ever sent: before the program runs, and without it,
/// submitting does nothing.
pub fn checked_form(
    class: &'static str,
    form: NodeRef<html::Form>,
    errors: Errors,
    submit: Callback<()>,
    fieldset: El,
    below: Vec<AnyView>,
    button: &str,
) -> AnyView {
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        submit.run(());
    };
    let button = el("div").class("row").el(el("button").class("btn").attr("type", "submit").say(button)).view();
    view! {
        <form class=class method="dialog" novalidate node_ref=form on:submit=on_submit>
            <ErrorSummary errors form/>
            {fieldset.view()}
            {below}
            {button}
        </form>
    }
    .into_any()
}

/// What is wrong on a form: field ids with their errors.
pub type Errors = RwSignal<Vec<(String, FieldError)>>;

/// What is wrong with a page when the person goes on: field ids with errors; empty when nothing is.
pub type Check = Callback<(), Vec<(String, FieldError)>>;

/// What is wrong, and what to do.
fn in_words(planner: Planner, error: FieldError) -> String {
    planner.say(|say| match (error, error.count()) {
        (FieldError::Outside(id, low, high), _) => {
            say.fill(id, &[("low", &say.number(low)), ("high", &say.number(high))])
        }
        (_, Some(count)) => say.count(error.text_id(), count.into()),
        (_, None) => say.text(error.text_id()),
    })
}

/// The error of one field, to stand right above it.
#[component]
pub fn FieldMessage(#[prop(into)] field: String, errors: Errors) -> impl IntoView {
    let planner = Planner::here();
    let id = format!("{field}-error");
    move || {
        let error = errors.read().iter().find(|(name, _)| *name == field).map(|(_, error)| *error);
        error.map(|error| view! { <p class="error" id=id.clone()>{in_words(planner, error)}</p> })
    }
}

/// Every error of the form, each leading to its field.
#[component]
pub fn ErrorSummary(errors: Errors, form: NodeRef<html::Form>) -> impl IntoView {
    let planner = Planner::here();
    move || {
        let list = errors.get();
        (!list.is_empty()).then(|| {
            let rows = list
                .into_iter()
                .map(|(field, error)| {
                    let go = move |_| focus(form, &format!("[data-field='{field}']"));
                    view! { <li><button type="button" class="link" on:click=go>{in_words(planner, error)}</button></li> }
                })
                .collect_view();
            view! {
                <div class="error-summary" role="alert">
                    <h2>{planner.text("error.summary")}</h2>
                    <ul>{rows}</ul>
                </div>
            }
        })
    }
}

/// Shows `found` and moves focus to the first field that is wrong.
pub fn show_errors(errors: Errors, form: NodeRef<html::Form>, found: Vec<(String, FieldError)>) {
    let first = found.first().map(|(field, _)| format!("[data-field='{field}']"));
    errors.set(found);
    if let Some(selector) = first {
        focus(form, &selector);
    }
}

fn focus(form: NodeRef<html::Form>, selector: &str) {
    // A file may take so long to be read that the form is gone.
    let form = form.try_get_untracked().flatten();
    let field = form.and_then(|form| form.query_selector(selector).ok().flatten());
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
        // An input in the page can always take focus.
        let _ = field.focus();
    }
}

/// What stands in a one-line input.
pub struct Typed {
    /// The text; a date as `YYYY-MM-DD`, or empty.
    pub text: String,
    /// The browser says that what is typed is no date.
    pub impossible: bool,
}

/// A one-line input. It is read from the page when it is needed: while a date is half typed, the browser tells of no
/// change.
#[derive(Clone, Copy)]
pub struct Line {
    node: NodeRef<html::Input>,
    start: StoredValue<String>,
}

impl Line {
    /// A line that opens with `start`.
    pub fn new(start: String) -> Self {
        Self { node: NodeRef::new(), start: StoredValue::new(start) }
    }

    /// Puts another text into it.
    pub fn put(self, text: &str) {
        if let Some(input) = self.node.try_get_untracked().flatten() {
            input.set_value(text);
        }
    }

    /// What stands in it now.
    pub fn typed(self) -> Typed {
        match self.node.try_get_untracked().flatten() {
            Some(input) => Typed { text: input.value(), impossible: input.validity().bad_input() },
            None => Typed { text: self.start.try_get_value().unwrap_or_default(), impossible: false },
        }
    }
}

/// A one-line input with its label, help and error.
#[component]
pub fn LineInput(
    #[prop(into)] field: String,
    label: String,
    #[prop(optional_no_strip)] help: Option<String>,
    /// `text`, `date`, `time` or `tel`.
    kind: &'static str,
    /// `numeric` or `decimal` brings up the fitting keyboard.
    #[prop(optional)]
    mode: &'static str,
    line: Line,
    errors: Errors,
    /// Called when the person leaves the field.
    #[prop(optional)]
    left: Option<Callback<()>>,
) -> impl IntoView {
    let help_id = format!("{field}-help");
    let error_id = format!("{field}-error");
    let wrong = {
        let field = field.clone();
        Memo::new(move |_| errors.read().iter().any(|(name, _)| *name == field))
    };
    let described = {
        let help_id = help.as_ref().map(|_| help_id.clone());
        move || match (wrong.get(), &help_id) {
            (true, Some(help)) => Some(format!("{error_id} {help}")),
            (true, None) => Some(error_id.clone()),
            (false, help) => help.clone(),
        }
    };
    let leave = move |_| {
        // A field that goes with its screen is left too.
        let _ = left.and_then(|left| left.try_run(()));
    };
    view! {
        <div class="field">
            {group([
                Some(el("label").attr("for", &field).text(label)),
                help.map(|help| el("p").class("soft").attr("id", help_id).text(help)),
            ].into_iter().flatten())}
            <FieldMessage field=field.clone() errors/>
            <input
                type=kind
                id=field.clone()
                data-field=field
                inputmode=mode
                autocomplete="off"
                value=line.start.get_value()
                node_ref=line.node
                aria-describedby=described
                aria-invalid=move || wrong.get().then_some("true")
                on:change=leave
            />
        </div>
    }
}
