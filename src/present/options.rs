//! What can be done about a concern, side by side: every option answers the same questions in the same order, and stands
//! somewhere on each thing that may matter to a person.
//!
//! Uses: `domain`, `content::words`, `present::{say, plan}`. Used by: `ui`. Doing nothing comes first, because it is what every
//! other option is to be compared with; then microneedling, because it is what the person came to ask about; then the
//! others in the order of the file, in which what guidelines put first comes before the rest. What guidelines put first is
//! also said in words above the grid. No option is ever left out, moved or marked because of what matters to a person.

mod needling;

use super::plan;
use super::say::Say;
use crate::content::words::Words;
use crate::domain::answers::Answers;
use crate::domain::clinic::Clinic;
use crate::domain::estimate::Estimate;
use crate::domain::evidence::{Backing, Basis, Concern, Details, Evidence, SourceId};
use crate::domain::ids::{ConcernId, Grade, id_enum};
use crate::domain::matters::{Matter, Order};
use crate::domain::options::{Choice, ConcernOptions, DarkMarks, Needling, Nothing, Options, Part, Rhythm, Span};

id_enum! {
    /// What people ask of an option; the rows of the grid.
    Ask {
        What = "what",
        Course = "course",
        Result = "result",
        Benefits = "benefits",
        Risks = "risks",
        Skin = "skin",
        Downtime = "downtime",
        NotFor = "not_for",
        Sure = "sure",
        Cost = "cost",
    }
}

/// All that the comparison is made of.
#[derive(Clone, Copy)]
pub struct Shelf<'a> {
    /// The words of the screens.
    pub say: Say<'a>,
    /// What a plan needs.
    pub evidence: &'a Evidence,
    /// Studies, rates and sources with their words.
    pub details: &'a (Details, Words),
    /// The options with their words.
    pub options: &'a (Options, Words),
    /// The answers so far.
    pub answers: &'a Answers,
    /// What the answers come to.
    pub estimate: Option<&'a Estimate>,
    /// The clinic on whose site this is.
    pub clinic: Option<&'a Clinic>,
}

/// An option as a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Which: `nothing`, `needling`, or the option's own id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Why the planner stops here, where it does.
    pub stop: Option<String>,
}

/// Something said of an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The words.
    pub text: String,
    /// Where it can be read.
    pub sources: Vec<SourceId>,
    /// What it rests on; nothing where it claims nothing.
    pub basis: Vec<Basis>,
    /// The row of the concern's evidence where its many sources stand.
    pub row: Option<&'static str>,
}

/// A question and what each option says to it, in the order of the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub ask: Ask,
    /// The question.
    pub question: String,
    /// The answers, one for each column.
    pub cells: Vec<Vec<Line>>,
}

/// The comparison for one concern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// What guidelines put first, and the place they give microneedling.
    pub guideline: Vec<Line>,
    /// The options.
    pub columns: Vec<Column>,
    /// The questions.
    pub rows: Vec<Row>,
}

/// How every option stands on one thing that matters, in the order of the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Which.
    pub matter: Matter,
    /// One for each column.
    pub values: Vec<Vec<Line>>,
}

/// The comparison; `None` for a concern that has no options.
pub fn grid(concern: ConcernId, shelf: Shelf<'_>) -> Option<Grid> {
    let table = Table::of(concern, shelf)?;
    let text = |what: &str| shelf.options.1.text(&format!("option.{}.{what}", concern.as_str()));
    let guideline = &table.options.guideline.backing;
    let rows = Ask::ALL.iter().map(|ask| Row {
        ask: *ask,
        question: shelf.say.text(&format!("options.ask.{}", ask.as_str())),
        cells: table.ways().map(|way| table.cell(way, *ask)).collect(),
    });
    Some(Grid {
        guideline: vec![line(text("guideline"), guideline), line(text("microneedling_place"), guideline)],
        columns: table.ways().map(|way| table.column(way)).collect(),
        rows: rows.collect(),
    })
}

/// How every option stands on what matters to the person, in their order. An order that is not given is empty.
pub fn standings(order: &Order, concern: ConcernId, shelf: Shelf<'_>) -> Vec<Standing> {
    let Some(table) = Table::of(concern, shelf) else { return Vec::new() };
    let standing = |matter| Standing { matter, values: table.ways().map(|way| table.stands(way, matter)).collect() };
    order.iter().map(standing).collect()
}

fn line(text: String, backing: &Backing) -> Line {
    Line { text, sources: backing.sources.clone(), basis: backing.basis.clone(), row: None }
}

/// Something that claims nothing about the world.
fn plain(text: String) -> Line {
    Line { text, sources: Vec::new(), basis: Vec::new(), row: None }
}

/// Something that is generally known, and was not looked up.
fn memory(text: String) -> Line {
    Line { text, sources: Vec::new(), basis: vec![Basis::Memory], row: None }
}

/// A way to go.
#[derive(Clone, Copy)]
enum Way<'a> {
    Nothing,
    Needling,
    Other(&'a Choice),
}

/// What a grid is read from.
#[derive(Clone, Copy)]
struct Table<'a> {
    shelf: Shelf<'a>,
    say: Say<'a>,
    words: &'a Words,
    concern: &'a Concern,
    options: &'a ConcernOptions,
    needling: &'a Needling,
}

impl<'a> Table<'a> {
    fn of(concern: ConcernId, shelf: Shelf<'a>) -> Option<Self> {
        let (all, words) = shelf.options;
        let (options, needling) = all.of(concern)?;
        Some(Self { shelf, say: shelf.say, words, concern: shelf.evidence.concern(concern), options, needling })
    }

    /// Every option in its place.
    fn ways(self) -> impl Iterator<Item = Way<'a>> {
        [Way::Nothing, Way::Needling].into_iter().chain(self.options.choices.iter().map(Way::Other))
    }

    fn column(self, way: Way<'_>) -> Column {
        let (id, name, stop) = match way {
            Way::Nothing => ("nothing", self.say.text("options.nothing.name"), None),
            Way::Needling => ("needling", self.say.text("options.needling.name"), self.stop()),
            Way::Other(choice) => {
                let id = choice.id.as_str();
                (id, self.words.text(&format!("option.{id}.name")), None)
            }
        };
        Column { id: id.to_owned(), name, stop }
    }

    fn cell(self, way: Way<'_>, ask: Ask) -> Vec<Line> {
        match way {
            Way::Nothing => self.of_nothing(&self.options.nothing, ask),
            Way::Needling => self.of_needling(ask),
            Way::Other(choice) => self.of_choice(choice, ask),
        }
    }

    fn of_nothing(self, nothing: &Nothing, ask: Ask) -> Vec<Line> {
        let said = |id: &str| vec![plain(self.say.text(id))];
        let concern = self.concern.id.as_str();
        match ask {
            Ask::What => said("options.nothing.what"),
            Ask::Course => said("options.nothing.course"),
            Ask::Result => vec![line(self.words.text(&format!("option.{concern}.nothing")), &nothing.backing)],
            Ask::Benefits if nothing.figures.is_empty() => vec![memory(self.words.text("options.cell.no_figures"))],
            Ask::Benefits => self.numbered(&format!("option.{concern}.nothing.figure"), &nothing.figures),
            Ask::Risks => said("options.nothing.risks"),
            Ask::Skin => said("options.nothing.skin"),
            Ask::Downtime => said("options.nothing.downtime"),
            Ask::NotFor => said("options.nothing.not_for"),
            Ask::Sure => said("options.nothing.sure"),
            Ask::Cost => said("options.nothing.cost"),
        }
    }

    fn of_choice(self, choice: &Choice, ask: Ask) -> Vec<Line> {
        let part = match ask {
            Ask::What => Part::What,
            Ask::Course => Part::Course,
            Ask::Result => Part::Result,
            Ask::Benefits if choice.benefits.is_empty() => Part::Benefits,
            Ask::Benefits => {
                return self.numbered(&format!("option.{}.benefit", choice.id.as_str()), &choice.benefits);
            }
            Ask::Risks => Part::Risks,
            Ask::Skin => Part::Skin,
            Ask::Downtime => Part::Downtime,
            Ask::NotFor => Part::NotFor,
            Ask::Sure => return vec![self.graded(choice.grade, &choice.backing.sources)],
            Ask::Cost if choice.rhythm == Rhythm::Ongoing => {
                return vec![plain(self.say.text("options.cost.unknown_ongoing"))];
            }
            Ask::Cost => return vec![plain(self.say.text("options.cost.unknown"))],
        };
        vec![self.told(choice, part)]
    }

    /// A part of an option in its own words or in those that several share.
    fn told(self, choice: &Choice, part: Part) -> Line {
        let text = match choice.shared.get(&part) {
            Some(shared) => self.words.text(&format!("options.cell.{shared}")),
            None => self.words.text(&format!("option.{}.{}", choice.id.as_str(), part.as_str())),
        };
        match choice.sourced.get(&part) {
            Some(backing) => line(text, backing),
            None => memory(text),
        }
    }

    fn numbered(self, start: &str, all: &[Backing]) -> Vec<Line> {
        let texts = (1..).map(|number| self.words.text(&format!("{start}.{number}")));
        texts.zip(all).map(|(text, backing)| line(text, backing)).collect()
    }

    /// How sure the evidence is: our own grade, after these sources.
    fn graded(self, grade: Grade, sources: &[SourceId]) -> Line {
        let basis = vec![Basis::Judgement];
        Line { text: self.say.text(&format!("grade.{}", grade.as_str())), sources: sources.to_vec(), basis, row: None }
    }

    /// How an option stands on something that may matter.
    fn stands(self, way: Way<'_>, matter: Matter) -> Vec<Line> {
        let say = |id: &str| self.say.text(id);
        let yes_no = |yes, [with, without]: [&str; 2]| vec![plain(say(if yes { with } else { without }))];
        match matter {
            Matter::FewerVisits => match way {
                Way::Nothing => vec![plain(say("options.value.no_visits"))],
                Way::Needling => vec![self.needling_visits()],
                Way::Other(choice) => vec![self.like(choice, Part::Course, self.visits(choice))],
            },
            Matter::LowerCost => self.cell(way, Ask::Cost),
            Matter::LessDowntime => match way {
                Way::Nothing => vec![plain(say("options.value.no_days"))],
                Way::Needling => vec![self.needling_days()],
                Way::Other(choice) => vec![self.like(choice, Part::Downtime, self.days(choice.downtime))],
            },
            Matter::FewerDarkMarks => match way {
                Way::Nothing => vec![plain(say("options.nothing.skin"))],
                Way::Needling => {
                    let unknown = || say("options.value.unknown");
                    let value = self.dark_marks(self.needling.dark_marks).unwrap_or_else(unknown);
                    vec![line(value, &self.needling.backing)]
                }
                Way::Other(choice) => vec![self.like(choice, Part::Skin, self.dark_marks(choice.dark_marks))],
            },
            Matter::StrongerEvidence => self.cell(way, Ask::Sure),
            Matter::NoNeedles => {
                let needles = match way {
                    Way::Nothing => false,
                    Way::Needling => true,
                    Way::Other(choice) => choice.needles,
                };
                yes_no(needles, ["options.value.needles", "options.value.no_needles"])
            }
            Matter::NoSurgery => {
                let surgery = matches!(way, Way::Other(choice) if choice.surgery);
                yes_no(surgery, ["options.value.surgery", "options.value.no_surgery"])
            }
            Matter::SoonerResult => match way {
                Way::Nothing => vec![plain(say("options.value.no_result"))],
                _ => self.cell(way, Ask::Result),
            },
        }
    }

    /// A value that rests on what a part of the option rests on; nothing where nothing is known.
    fn like(self, choice: &Choice, part: Part, value: Option<String>) -> Line {
        match (value, choice.sourced.get(&part)) {
            (None, _) => plain(self.say.text("options.value.unknown")),
            (Some(text), Some(backing)) => line(text, backing),
            (Some(text), None) => memory(text),
        }
    }

    fn visits(self, choice: &Choice) -> Option<String> {
        let visits = choice.visits?;
        let id = match choice.rhythm {
            _ if visits.high() == 0 => return Some(self.say.text("options.value.no_visits")),
            Rhythm::Ongoing => "options.value.visits_a_year",
            Rhythm::Course | Rhythm::Once => "options.value.visits",
        };
        Some(self.counted(id, visits))
    }

    fn days(self, days: Option<Span>) -> Option<String> {
        let days = days?;
        if days.high() == 0 {
            return Some(self.say.text("options.value.no_days"));
        }
        Some(self.counted("options.value.days", days))
    }

    /// "1 to 4 visits", with the plural of the upper end.
    fn counted(self, id: &str, span: Span) -> String {
        let category = self.say.locale.plural(span.high().into()).as_str();
        self.say.words.plural(id, category, &[("n", &self.say.range(span.low(), span.high()))])
    }

    fn dark_marks(self, dark_marks: DarkMarks) -> Option<String> {
        let id = match dark_marks {
            DarkMarks::NoneExpected => "options.value.marks.none_expected",
            DarkMarks::Possible => "options.value.marks.possible",
            DarkMarks::MoreOften => "options.value.marks.more_often",
            DarkMarks::Unknown => return None,
        };
        Some(self.say.text(id))
    }
}
