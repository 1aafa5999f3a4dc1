//! The shapes of the two files of options: what can be done beside microneedling, and what of microneedling stands
//! beside that. Part of the evidence reader; fills the domain's types.

use super::rates::rate_ids;
use super::{ROW, backing, source_ids};
use crate::content::json::{Fields, Node};
use crate::domain::evidence::Backing;
use crate::domain::ids::{ConcernId, Grade};
use crate::domain::options::{
    Choice, ConcernOptions, DarkMarks, Guideline, Needling, Nothing, OptionId, OptionsParts, Part, Rhythm, Span,
};
use crate::domain::sorted::SortedMap;

pub fn parts(node: Node<'_>) -> OptionsParts {
    let fields = node.fields(&[&["options", "needling"]]);
    let options = fields.at("options").fields(&[&["concerns"]]);
    let needles = fields.at("needling").fields(&[&["shared", "concerns"]]);
    OptionsParts {
        concerns: options.at("concerns").list(concern),
        needling: needles.at("concerns").list(needling),
        shared: by_part(needles, "shared", row),
    }
}

fn concern_id(fields: Fields<'_>) -> ConcernId {
    fields.at("concern").spelt(ConcernId::parse).unwrap_or(ConcernId::AcneScars)
}

fn concern(node: Node<'_>) -> ConcernOptions {
    let fields = node.fields(&[&["concern", "doing_nothing", "guideline", "options"]]);
    ConcernOptions {
        concern: concern_id(fields),
        nothing: nothing(fields.at("doing_nothing")),
        guideline: guideline(fields.at("guideline")),
        choices: fields.at("options").list(choice),
    }
}

fn row(node: Node<'_>) -> Backing {
    backing(node.fields(&[&ROW]))
}

fn nothing(node: Node<'_>) -> Nothing {
    // What its `shared` says is that there are no figures, which their list says too.
    let fields = node.fields(&[&["figures", "shared"], &ROW]);
    Nothing { backing: backing(fields), figures: fields.at("figures").list(row) }
}

fn guideline(node: Node<'_>) -> Guideline {
    let fields = node.fields(&[&["microneedling_first_line"], &ROW]);
    Guideline { microneedling_first: fields.at("microneedling_first_line").flag(), backing: backing(fields) }
}

fn choice(node: Node<'_>) -> Choice {
    let fields = node.fields(&[
        &["id", "score", "benefits", "visits", "rhythm", "downtime_days", "needles", "surgery", "dark_marks"],
        &["shared", "sourced"],
        &ROW,
    ]);
    let score: u8 = fields.at("score").whole();
    if !(1..=4).contains(&score) {
        fields.at("score").refuse("not from 1 to 4");
    }
    Choice {
        grade: Grade::from_score(score),
        backing: backing(fields),
        benefits: fields.at("benefits").list(row),
        visits: fields.maybe("visits").and_then(span),
        rhythm: fields.at("rhythm").spelt(Rhythm::parse).unwrap_or(Rhythm::Course),
        downtime: fields.maybe("downtime_days").and_then(span),
        needles: fields.at("needles").flag(),
        surgery: fields.at("surgery").flag(),
        dark_marks: dark_marks(fields),
        shared: by_part(fields, "shared", Node::text),
        sourced: by_part(fields, "sourced", row),
        id: OptionId(fields.at("id").text()),
    }
}

fn dark_marks(fields: Fields<'_>) -> DarkMarks {
    fields.at("dark_marks").spelt(DarkMarks::parse).unwrap_or(DarkMarks::Unknown)
}

fn span(node: Node<'_>) -> Option<Span> {
    let fields = node.fields(&[&["low", "high"]]);
    let span = Span::new(fields.at("low").whole(), fields.at("high").whole());
    if span.is_none() {
        fields.refuse("out of order");
    }
    span
}

fn by_part<'a, T>(fields: Fields<'a>, name: &'a str, read: fn(Node<'a>) -> T) -> SortedMap<Part, T> {
    let mut map = SortedMap::new();
    let Some(node) = fields.maybe(name) else { return map };
    for (part, value) in node.map(read) {
        match Part::parse(&part) {
            Some(part) => map.insert(part, value),
            None => node.refuse("no part of an option"),
        }
    }
    map
}

fn needling(node: Node<'_>) -> Needling {
    let fields = node.fields(&[&["concern", "studies", "told", "harms", "not_for", "dark_marks"], &ROW]);
    let rates = |name| fields.maybe(name).map(rate_ids).unwrap_or_default();
    Needling {
        concern: concern_id(fields),
        studies: source_ids(fields.at("studies")),
        told: rates("told"),
        harms: rates("harms"),
        not_for: fields.maybe("not_for").map(source_ids).unwrap_or_default(),
        dark_marks: dark_marks(fields),
        backing: backing(fields),
    }
}
