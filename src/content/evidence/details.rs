//! The shapes of the detail files: studies, disagreements, clearances and sources.
//! Part of the evidence reader; fills the domain's types.

use super::rates::rate;
use super::{ROW, backing, bases, concern_ids, source_id, source_ids};
use crate::content::json::{Fields, Node};
use crate::domain::dates::parse_iso;
use crate::domain::evidence::{
    Checked, Clearance, Conflict, Details, Factor, FactorEffect, Fda, FdaRule, Footing, NotCleared, NotVerified,
    Source, Study,
};
use crate::domain::ids::ConcernId;
use chrono::NaiveDate;

/// The files of the details, which are the keys of their pack.
pub const FILES: [&str; 7] = ["studies", "factors", "conflicts", "fda", "not_verified", "sources", "rates"];

/// What the pack has besides: drawn from all files, and the day of the review.
const BESIDES: [&str; 2] = ["footings", "as_of"];

pub fn details(node: Node<'_>) -> Details {
    let fields = node.fields(&[&FILES, &BESIDES]);
    Details {
        studies: fields.at("studies").list(study),
        factors: fields.at("factors").list(factor),
        conflicts: fields.at("conflicts").list(conflict),
        fda: fda(fields.at("fda")),
        not_verified: fields.at("not_verified").list(not_verified),
        sources: fields.at("sources").list(source),
        rates: fields.at("rates").list(rate),
        footings: fields.at("footings").list(footing),
        as_of: day(fields.at("as_of")),
    }
}

fn footing(node: Node<'_>) -> Footing {
    let fields = node.fields(&[&["topic", "row", "sources", "remarks"]]);
    Footing {
        topic: fields.at("topic").text(),
        row: fields.at("row").text(),
        sources: fields.maybe("sources").map(source_ids).unwrap_or_default(),
        remarks: fields.maybe("remarks").map(Node::texts).unwrap_or_default(),
    }
}

fn concern_id(node: Node<'_>) -> ConcernId {
    node.spelt(ConcernId::parse).unwrap_or(ConcernId::AcneScars)
}

/// The concerns that a row is about, where it is about any.
fn concerns(fields: Fields<'_>) -> Vec<ConcernId> {
    fields.maybe("concerns").map(concern_ids).unwrap_or_default()
}

fn day(node: Node<'_>) -> NaiveDate {
    node.spelt(parse_iso).unwrap_or_default()
}

fn study(node: Node<'_>) -> Study {
    let fields = node.fields(&[&["concern", "source", "n", "basis"]]);
    Study {
        concern: concern_id(fields.at("concern")),
        n: fields.maybe("n").map(Node::whole),
        source: source_id(fields.at("source")),
        basis: bases(fields.at("basis")),
    }
}

fn factor(node: Node<'_>) -> Factor {
    let fields = node.fields(&[&["concern", "id", "effect"], &ROW]);
    Factor {
        concern: concern_id(fields.at("concern")),
        effect: fields.at("effect").spelt(FactorEffect::parse).unwrap_or(FactorEffect::None),
        id: fields.at("id").text(),
        backing: backing(fields),
    }
}

fn conflict(node: Node<'_>) -> Conflict {
    let fields = node.fields(&[&["id", "concerns"], &ROW]);
    Conflict { id: fields.at("id").text(), concerns: concerns(fields), backing: backing(fields) }
}

fn fda(node: Node<'_>) -> Fda {
    let fields = node.fields(&[&["as_of", "rules", "cleared", "not_cleared"]]);
    Fda {
        as_of: day(fields.at("as_of")),
        rules: fields.at("rules").list(fda_rule),
        cleared: fields.at("cleared").list(clearance),
        not_cleared: not_cleared(fields.at("not_cleared")),
    }
}

fn fda_rule(node: Node<'_>) -> FdaRule {
    let fields = node.fields(&[&["id", "concerns", "date"], &ROW]);
    FdaRule {
        date: fields.maybe("date").map(day),
        id: fields.at("id").text(),
        concerns: concerns(fields),
        backing: backing(fields),
    }
}

fn clearance(node: Node<'_>) -> Clearance {
    let fields = node.fields(&[&["device", "id", "concerns", "date"], &ROW]);
    Clearance {
        date: fields.maybe("date").map(day),
        device: fields.at("device").text(),
        id: fields.at("id").text(),
        concerns: concerns(fields),
        backing: backing(fields),
    }
}

fn not_cleared(node: Node<'_>) -> NotCleared {
    let fields = node.fields(&[&["ids", "concerns"], &ROW]);
    NotCleared { ids: fields.at("ids").texts(), concerns: concerns(fields), backing: backing(fields) }
}

fn not_verified(node: Node<'_>) -> NotVerified {
    let fields = node.fields(&[&["id"], &ROW]);
    NotVerified { id: fields.at("id").text(), backing: backing(fields) }
}

fn source(node: Node<'_>) -> Source {
    let fields = node.fields(&[&[
        "id",
        "authors",
        "title",
        "journal",
        "year",
        "doi",
        "pmid",
        "pmcid",
        "study_design",
        "n",
        "url",
        "checked",
        "checked_scope",
        "basis_note",
    ]]);
    Source {
        year: fields.maybe("year").map(Node::whole),
        n: fields.maybe("n").map(Node::whole),
        checked: fields.at("checked").spelt(Checked::parse).unwrap_or(Checked::Memory),
        id: source_id(fields.at("id")),
        authors: fields.maybe("authors").map(Node::text),
        title: fields.maybe("title").map(Node::text),
        journal: fields.maybe("journal").map(Node::text),
        doi: fields.maybe("doi").map(Node::text),
        pmid: fields.maybe("pmid").map(Node::text),
        pmcid: fields.maybe("pmcid").map(Node::text),
        study_design: fields.maybe("study_design").map(Node::text),
        url: fields.maybe("url").map(Node::text),
        checked_scope: fields.maybe("checked_scope").map(Node::text),
    }
}
