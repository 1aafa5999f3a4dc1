//! The form of the page for clinics: what the planner on their site is to be like. Nothing typed here is kept.
//!
//! Uses: `present::{contrast, snippet}`, `record::clinic`, `ui::parts`. Used by: `ui::pages::for_clinics`.

use leptos::html;
use leptos::prelude::*;

use crate::content::languages::LANGUAGES;
use crate::domain::answers::Currency;
use crate::domain::ids::{ConcernId, Device};
use crate::present::contrast::{Colour, Ground, Shown, WORDS_NEED, tenths};
use crate::present::money::here;
use crate::present::snippet::{Mode, OFFERS, THEMES, Typed, VIEWS, Wish, gate_field, sessions_field, weeks_field};
use crate::state::planner::Planner;
use crate::ui::parts::el::{El, el};
use crate::ui::parts::fields::{ErrorSummary, Errors, FieldMessage, Line, LineInput, show_errors};
use crate::ui::parts::kept_form::Said;
use crate::ui::parts::svg::{Anchor, Svg};

/// What stands in the form while the page is open.
#[derive(Clone, Copy)]
pub struct Form {
    mode: RwSignal<String>,
    language: RwSignal<String>,
    theme: RwSignal<String>,
    concern: RwSignal<String>,
    view: RwSignal<String>,
    currency: RwSignal<String>,
    accent: Line,
    state_key: Line,
    name: Line,
    logo: Line,
    phone: Line,
    booking: Line,
    emergency: Line,
    price: Line,
    disclosure: Line,
    offered: RwSignal<Vec<ConcernId>>,
    devices: RwSignal<Vec<Device>>,
    /// Sessions and weeks by concern.
    rules: StoredValue<Vec<(ConcernId, Line, Line)>>,
    /// Hours by restriction.
    gates: StoredValue<Vec<(String, Line)>>,
    /// The part that these two are folded away in.
    fold: NodeRef<html::Details>,
    /// What is wrong, at the fields.
    errors: Errors,
    /// The same above the form, once the person has asked for the code.
    summary: Errors,
    node: NodeRef<html::Form>,
    /// The last form that was right.
    wish: RwSignal<Wish>,
}

impl Form {
    /// An empty form.
    pub fn open() -> Self {
        let choice = || RwSignal::new(String::new());
        let line = || Line::new(String::new());
        let (rules, gates) = Planner::here().with(|_, evidence| {
            let planned = ConcernId::ALL.iter().filter(|id| evidence.concern(**id).protocol().is_some());
            let rules: Vec<_> = planned.map(|id| (*id, line(), line())).collect();
            let gates: Vec<_> = evidence.restrictions.iter().map(|row| (row.id.clone(), line())).collect();
            (rules, gates)
        });
        Self {
            mode: choice(),
            language: choice(),
            theme: choice(),
            concern: choice(),
            view: choice(),
            currency: RwSignal::new(Planner::here().with(|say, _| here(say)).as_str().to_owned()),
            accent: line(),
            state_key: line(),
            name: line(),
            logo: line(),
            phone: line(),
            booking: line(),
            emergency: line(),
            price: line(),
            disclosure: line(),
            offered: RwSignal::new(Vec::new()),
            devices: RwSignal::new(Vec::new()),
            rules: StoredValue::new(rules),
            gates: StoredValue::new(gates),
            fold: NodeRef::new(),
            errors: RwSignal::new(Vec::new()),
            summary: RwSignal::new(Vec::new()),
            node: NodeRef::new(),
            wish: RwSignal::new(Wish::default()),
        }
    }

    /// The last form that was right; followed by views that read it.
    pub fn wish(self) -> Wish {
        self.wish.get()
    }

    /// Whether something is wrong just now; followed by views that read it.
    pub fn is_wrong(self) -> bool {
        !self.errors.read().is_empty()
    }

    fn typed(self) -> Typed {
        Typed {
            mode: self.mode.get_untracked(),
            language: self.language.get_untracked(),
            theme: self.theme.get_untracked(),
            accent: self.accent.typed().text,
            concern: self.concern.get_untracked(),
            view: self.view.get_untracked(),
            state_key: self.state_key.typed().text,
            name: self.name.typed().text,
            logo: self.logo.typed().text,
            phone: self.phone.typed().text,
            booking: self.booking.typed().text,
            emergency: self.emergency.typed().text,
            price: self.price.typed().text,
            currency: self.currency.get_untracked(),
            disclosure: self.disclosure.typed().text,
            devices: self.devices.get_untracked(),
            concerns: self.offered.get_untracked(),
            rules: self.rules.with_value(|rows| {
                rows.iter().map(|(id, sessions, weeks)| (*id, sessions.typed().text, weeks.typed().text)).collect()
            }),
            gates: self
                .gates
                .with_value(|rows| rows.iter().map(|(id, hours)| (id.clone(), hours.typed().text)).collect()),
        }
    }

    /// Reads the form once the tap or key that changed it is answered.
    fn look_soon(self, planner: Planner) {
        planner.page().soon(move || {
            // The screen may be left by then.
            if self.wish.try_get_untracked().is_some() {
                self.look(planner);
            }
        });
    }

    /// Reads the form as it stands: preview and code follow as soon as all of it is right. Returns whether it is.
    fn look(self, planner: Planner) -> bool {
        match planner.with(|_, evidence| self.typed().read(evidence)) {
            Ok(wish) => {
                if self.wish.with_untracked(|old| *old != wish) {
                    self.wish.set(wish);
                }
                self.errors.set(Vec::new());
                self.summary.set(Vec::new());
                true
            }
            Err(wrong) => {
                // What has been put right leaves the list above; nothing new is called out while a person types.
                let still = |row: &(String, _)| wrong.iter().any(|(field, _)| *field == row.0);
                if self.summary.with_untracked(|rows| !rows.iter().all(still)) {
                    self.summary.update(|rows| rows.retain(still));
                }
                self.errors.set(wrong);
                false
            }
        }
    }

    /// The cards of the form. `done` follows when the code is asked for and all is right.
    pub fn view(self, done: Said) -> AnyView {
        let planner = Planner::here();
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            if self.look(planner) {
                done.say("clinics.code.ready");
            } else {
                let wrong = self.errors.get_untracked();
                let is_rule =
                    |field: &str| ["sessions-", "weeks-", "hours-"].iter().any(|start| field.starts_with(start));
                if let Some(fold) = self.fold.get_untracked().filter(|_| wrong.iter().any(|(field, _)| is_rule(field)))
                {
                    fold.set_open(true);
                }
                show_errors(self.summary, self.node, wrong);
            }
        };
        view! {
            <form class="stack" method="dialog" novalidate node_ref=self.node on:submit=submit>
                <ErrorSummary errors=self.summary form=self.node/>
                {self.look_card()}
                {self.begin_card()}
                {self.clinic_card()}
                {self.rules_fold()}
                <div class="row"><button type="submit" class="btn">{planner.text("clinics.check")}</button></div>
            </form>
        }
        .into_any()
    }

    fn line(self, field: &'static str, id: &'static str, kind: &'static str, line: Line) -> AnyView {
        let planner = Planner::here();
        let help = planner.with(|say, _| say.words.maybe(&format!("clinics.{id}.help")));
        let label = planner.text(&format!("clinics.{id}.label"));
        let mode = if field == "price" { "decimal" } else { "" };
        let left = Callback::new(move |()| self.look_soon(planner));
        view! { <LineInput field label help kind mode line errors=self.errors left/> }.into_any()
    }

    /// A list to choose one from.
    fn choice(self, id: &'static str, options: Vec<(String, String)>, chosen: RwSignal<String>) -> AnyView {
        let planner = Planner::here();
        let start = chosen.get_untracked();
        let options = options.into_iter().map(|(value, label)| {
            let selected = value == start;
            view! { <option value=value selected=selected>{label}</option> }
        });
        let field = format!("clinics-{id}");
        let help_id = format!("{field}-help");
        let help = planner.with(|say, _| say.words.maybe(&format!("clinics.{id}.help")));
        let described = help.as_ref().map(|_| help_id.clone());
        let help = help.map(|help| el("p").class("soft").attr("id", help_id).text(help).view());
        let pick = move |event| {
            chosen.set(event_target_value(&event));
            self.look_soon(planner);
        };
        view! {
            <div class="field">
                <label for=field.clone()>{planner.text(&format!("clinics.{id}.label"))}</label>
                {help}
                <select id=field aria-describedby=described on:change=pick>{options.collect_view()}</select>
            </div>
        }
        .into_any()
    }

    /// Options whose words have ids of their own, after the one that goes without saying.
    fn options(id: &str, values: &[&str]) -> Vec<(String, String)> {
        let planner = Planner::here();
        let option =
            |value: &str, named: &str| (value.to_owned(), planner.text(&format!("clinics.{id}.option.{named}")));
        std::iter::once(option("", "auto")).chain(values.iter().map(|value| option(value, value))).collect()
    }

    fn languages() -> Vec<(String, String)> {
        let as_page = (String::new(), Planner::here().text("clinics.language.option.auto"));
        let named = LANGUAGES.iter().map(|language| (language.tag.to_owned(), language.name.to_owned()));
        std::iter::once(as_page).chain(named).collect()
    }

    fn look_card(self) -> AnyView {
        let modes: Vec<&str> = Mode::ALL.iter().map(|mode| mode.as_str()).collect();
        card("look")
            .put(self.choice("mode", Self::options("mode", &modes), self.mode))
            .put(self.choice("language", Self::languages(), self.language))
            .put(self.choice("theme", Self::options("theme", THEMES), self.theme))
            .put(self.accent_field())
            .view()
    }

    fn accent_field(self) -> AnyView {
        let planner = Planner::here();
        let accent = move || self.wish.read().accent.unwrap_or(Colour::OWN);
        let pick = move |event| {
            self.accent.put(&event_target_value(&event));
            self.look_soon(planner);
        };
        let name = planner.text("clinics.accent.pick");
        view! {
            <div class="accent-field">
                {self.line("accent", "accent", "text", self.accent)}
                <input type="color" aria-label=name prop:value=move || accent().print() on:input=pick/>
            </div>
            {move || repair(accent())}
        }
        .into_any()
    }

    fn begin_card(self) -> AnyView {
        let planner = Planner::here();
        let any = (String::new(), planner.text("clinics.concern.option.auto"));
        let concerns = ConcernId::ALL.iter().map(|id| (id.as_str().to_owned(), name_of(*id)));
        card("begin")
            .put(self.choice("concern", std::iter::once(any).chain(concerns).collect(), self.concern))
            .put(self.choice("view", Self::options("view", VIEWS), self.view))
            .put(self.line("state-key", "state_key", "text", self.state_key))
            .view()
    }

    fn clinic_card(self) -> AnyView {
        let planner = Planner::here();
        let currencies = Currency::ALL.iter().map(|option| {
            let code = option.as_str();
            (code.to_owned(), planner.text(&format!("currency.{code}")))
        });
        card("own")
            .put(self.line("clinic-name", "name", "text", self.name))
            .put(self.line("logo", "logo", "url", self.logo))
            .el(el("div").class("pair").put(self.line("phone", "phone", "tel", self.phone)).put(self.line(
                "emergency",
                "emergency",
                "tel",
                self.emergency,
            )))
            .put(self.line("booking", "booking", "text", self.booking))
            .put(self.line("disclosure", "disclosure", "text", self.disclosure))
            .el(el("div").class("pair").put(self.line("price", "price", "text", self.price)).put(self.choice(
                "currency",
                currencies.collect(),
                self.currency,
            )))
            .put(self.devices_field())
            .put(self.offered_field())
            .view()
    }

    fn devices_field(self) -> AnyView {
        let planner = Planner::here();
        // A roller at home is no clinic's offer.
        let devices = [Device::Mechanical, Device::Rf];
        let name = |device: &Device| planner.text(&format!("question.device.option.{}", device.as_str()));
        let rows = devices.iter().map(|device| (*device, device.as_str(), name(device))).collect();
        self.boxes("devices", rows, self.devices)
    }

    fn offered_field(self) -> AnyView {
        // A keloid is a stop wherever the planner stands: it is always shown, and never offered.
        let offers = ConcernId::ALL.iter().filter(|id| **id != ConcernId::Keloid);
        self.boxes(OFFERS, offers.map(|id| (*id, id.as_str(), name_of(*id))).collect(), self.offered)
    }

    /// Boxes of which any can be ticked.
    fn boxes<T: Copy + PartialEq + Send + Sync + 'static>(
        self,
        field: &'static str,
        rows: Vec<(T, &'static str, String)>,
        ticked: RwSignal<Vec<T>>,
    ) -> AnyView {
        let planner = Planner::here();
        let order: Vec<T> = rows.iter().map(|(value, ..)| *value).collect();
        let order = StoredValue::new(order);
        let boxes = rows.into_iter().map(|(value, name, label)| {
            let id = format!("{field}-{name}");
            let tick = move |event| {
                let is_on = event_target_checked(&event);
                // Kept in the planner's own order, whatever was ticked first.
                let now = ticked.get_untracked();
                let is_in = |other: &&T| if **other == value { is_on } else { now.contains(other) };
                ticked.set(order.with_value(|order| order.iter().filter(is_in).copied().collect()));
                self.look_soon(planner);
            };
            view! {
                <div class="option">
                    <input type="checkbox" id=id.clone() on:change=tick/>
                    <label for=id>{label}</label>
                </div>
            }
        });
        let boxes = boxes.collect_view();
        let legend = el("legend").say(&format!("clinics.{field}.label")).view();
        let help = el("p").class("soft").say("clinics.offers.help").view();
        view! {
            <fieldset class="offers">
                {legend}
                {help}
                <FieldMessage field errors=self.errors/>
                <div class="options" data-field=field tabindex="-1">{boxes}</div>
            </fieldset>
        }
        .into_any()
    }

    /// The clinic's own sessions and days after: most have none, so that they are folded away.
    fn rules_fold(self) -> AnyView {
        let planner = Planner::here();
        let number = |field: String, label: String, line: Line| {
            let left = Callback::new(move |()| self.look_soon(planner));
            view! { <LineInput field label help=None kind="text" mode="numeric" line errors=self.errors left/> }
                .into_any()
        };
        let rules = self.rules.get_value().into_iter().map(|(id, sessions, weeks)| {
            el("fieldset")
                .class("rule")
                .el(el("legend").text(name_of(id)))
                .put(number(sessions_field(id), planner.text("clinics.rules.sessions"), sessions))
                .put(number(weeks_field(id), planner.text("clinics.rules.weeks"), weeks))
        });
        let gates = self.gates.get_value().into_iter().map(|(id, hours)| {
            let label = planner.text(&format!("limit.{id}.label"));
            el("div").put(number(gate_field(&id), label, hours))
        });
        let inside = el("div")
            .class("stack")
            .el(el("p").say("clinics.rules.text"))
            .el(el("h3").say("clinics.rules.sessions_title"))
            .el(el("div").class("rules").all(rules))
            .el(el("h3").say("clinics.rules.hours_title"))
            .el(el("p").class("soft").say("clinics.rules.hours"))
            .el(el("div").class("rules").all(gates));
        view! {
            <details class="fold" node_ref=self.fold>
                <summary>{planner.text("clinics.rules.title")}</summary>
                {inside.view()}
            </details>
        }
        .into_any()
    }
}

fn card(id: &str) -> El {
    el("section").class("card").el(el("h2").say(&format!("clinics.{id}.title")))
}

fn name_of(concern: ConcernId) -> String {
    Planner::here().text(&format!("concern.{}.name", concern.as_str()))
}

/// How the colour comes out on light and on dark paper, as a picture each and in words.
fn repair(asked: Colour) -> AnyView {
    let figures = Ground::ALL.iter().map(|ground| swatch(*ground, asked));
    el("div").class("swatches").all(figures).view()
}

fn swatch(ground: Ground, asked: Colour) -> El {
    let planner = Planner::here();
    let shown = ground.shows(asked);
    let id = format!("swatch-{}", ground.as_str());
    let Shown { colour, repaired, on_paper, on_button, asked_on_paper } = shown;
    let mut picture = Svg::new("swatch", 280, 96, &id);
    picture.painted("rect", ground.paper().print().as_str(), &[("width", 280), ("height", 96), ("rx", 12)]);
    picture.painted(
        "rect",
        colour.print().as_str(),
        &[("x", 16), ("y", 12), ("width", 248), ("height", 40), ("rx", 20)],
    );
    let words = planner.text("clinics.swatch.words");
    picture.painted_text(ground.on_accent().print().as_str(), (140, 37), Anchor::Middle, &words);
    picture.painted_text(colour.print().as_str(), (140, 78), Anchor::Middle, &words);
    let (asked, colour) = (asked.print(), colour.print());
    let words = planner.with(|say, _| {
        let [on_paper, on_button, before] = [on_paper, on_button, asked_on_paper].map(|ratio| tenths(ratio, say));
        let title = say.text(&format!("clinics.swatch.{}", ground.as_str()));
        let what = match (repaired, asked_on_paper < WORDS_NEED) {
            (false, _) => say.fill("clinics.swatch.kept", &[("colour", &colour)]),
            (true, true) => {
                say.fill("clinics.swatch.faint", &[("asked", &asked), ("ratio", &before), ("colour", &colour)])
            }
            (true, false) => say.fill("clinics.swatch.strong", &[("asked", &asked), ("colour", &colour)]),
        };
        let ratios = say.fill("clinics.swatch.ratios", &[("paper", &on_paper), ("button", &on_button)]);
        [title, what, ratios]
    });
    let [title, what, ratios] = words.map(|words| el("p").text(words));
    let caption = el("figcaption").attr("id", &id).el(title.class("swatch-title")).el(what).el(ratios);
    el("figure").put(picture.view()).el(caption)
}
