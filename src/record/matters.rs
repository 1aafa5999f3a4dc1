//! What matters to the person, in their order, as it is kept.
//!
//! Uses: `domain::matters`, `content::json`, `record::envelope`. Used by: `state`, `record::backup`. One field `order`, the ids
//! with the first the most; `null` is "not sure".

use serde_json::Value;

use super::envelope::Fields;
use crate::content::json::{self, Node, Reason};
use crate::domain::answers::Answer;
use crate::domain::matters::{Matter, Order};

/// The order as fields of its record.
pub fn write(order: &Answer<Order>) -> Fields {
    let mut fields = Fields::new();
    let value = match order {
        Answer::Unanswered => return fields,
        Answer::NotSure => Value::Null,
        Answer::Known(order) => Value::Array(order.iter().map(|matter| matter.as_str().into()).collect()),
    };
    fields.insert("order".to_owned(), value);
    fields
}

/// Reads what [`write`] wrote.
///
/// # Errors
/// The first thing that is not as it should be.
pub fn read(fields: &Fields) -> Result<Answer<Order>, Reason> {
    json::read(&fields.clone().into(), |node: Node<'_>| {
        let fields = node.fields(&[&["order"]]);
        let Some(order) = fields.maybe("order") else {
            return if fields.has("order") { Answer::NotSure } else { Answer::Unanswered };
        };
        Order::new(order.all_spelt(Matter::parse)).map(Answer::Known).unwrap_or_else(|| {
            order.refuse("there twice");
            Answer::Unanswered
        })
    })
}
