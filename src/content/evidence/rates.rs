//! The shape of the rates file: one row a rate, with what must be drawn beside it.
//! Part of the evidence reader; fills the domain's types.

use super::{bases, source_id, source_ids};
use crate::content::json::Node;
use crate::domain::evidence::{Rate, RateId, RateKind, Rest, Tally};
use crate::domain::ids::ConcernId;

/// What a reader of the file should know of a rate and no screen asks for: the words of the screens say it.
pub const NOTES: [&str; 9] =
    ["outcome", "percent", "studied", "against", "population", "time", "design", "reason", "per_100"];

pub fn rate(node: Node<'_>) -> Rate {
    let fields = node.fields(&[
        &["id", "concern", "kind", "tally", "compared", "rest", "may_draw", "panel", "told", "alone", "heat"],
        &["parts", "beside", "needs", "source", "also", "basis", "basis_note"],
        &NOTES,
    ]);
    let ids = |key| fields.maybe(key).map(rate_ids).unwrap_or_default();
    let is = |key| fields.maybe(key).is_some_and(Node::flag);
    Rate {
        concern: fields.maybe("concern").and_then(|node| node.spelt(ConcernId::parse)),
        kind: fields.at("kind").spelt(RateKind::parse).unwrap_or(RateKind::NoChange),
        tally: fields.maybe("tally").and_then(tally),
        compared: fields.maybe("compared").and_then(tally),
        rest: fields.maybe("rest").and_then(rest),
        may_draw: fields.at("may_draw").flag(),
        panel: is("panel"),
        told: is("told"),
        alone: is("alone"),
        heat: is("heat"),
        parts: ids("parts"),
        beside: ids("beside"),
        needs: ids("needs"),
        id: RateId(fields.at("id").text()),
        source: source_id(fields.at("source")),
        also: fields.maybe("also").map(source_ids).unwrap_or_default(),
        basis: bases(fields.at("basis")),
    }
}

pub fn rate_ids(node: Node<'_>) -> Vec<RateId> {
    node.list(|node| RateId(node.text()))
}

fn tally(node: Node<'_>) -> Option<Tally> {
    let fields = node.fields(&[&["count", "n", "range"], &NOTES]);
    let tally = Tally::new(fields.at("count").whole(), fields.at("n").whole(), fields.at("range").pair());
    if tally.is_none() {
        fields.refuse("not some of a group of people, within its range");
    }
    tally
}

fn rest(node: Node<'_>) -> Option<Rest> {
    let fields = node.fields(&[&["tally", "compared"]]);
    Some(Rest { tally: tally(fields.at("tally"))?, compared: fields.maybe("compared").and_then(tally) })
}
