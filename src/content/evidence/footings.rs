//! Puts together what the evidence files say of each row beyond what a plan needs: where the rows of the core can be
//! read, and the remarks of the review, which a row names in its notes. A row is named as its address names it, before
//! what cannot stand there is replaced.
//! Used by: the evidence reader, natively, before a pack is written.

use serde_json::{Map, Value};

/// The core's files that are one list of rows.
const LISTS: [&str; 6] = ["screening", "preparation", "aftercare", "restrictions", "questions", "phases"];

/// Factors that hold for many concerns alike, and are one row.
const SHARED: [&str; 2] = ["phototype", "age"];

/// The footings of all rows that have one. `words` are the English texts of the concerns: what is cleared and why the
/// evidence has its grade stands there, with its sources.
pub fn footings(core: &Value, details: &Value, words: &Value) -> Value {
    let mut all = Footings(Vec::new());
    for file in LISTS {
        list(at(core, file)).for_each(|row| all.add(file, &text(&row["id"]), row));
    }
    let session = &core["session"];
    all.add("session", "total_minutes", &session["total_minutes"]);
    list(&session["steps"]).for_each(|row| all.add("session", &text(&row["id"]), row));
    let healing = &core["healing"];
    for (kind, key, name) in [("days", "day", "day"), ("signs", "id", "sign"), ("red_flags", "id", "flag")] {
        list(at(healing, kind)).for_each(|row| all.add("healing", &format!("{name}-{}", text(at(row, key))), row));
    }
    list(&core["concerns"]).for_each(|concern| all.concern(concern, words));
    let mut met = Vec::new();
    for row in list(&details["factors"]) {
        let (concern, id) = (text(&row["concern"]), text(&row["id"]));
        let name = if SHARED.contains(&id.as_str()) { id } else { format!("{concern}-{id}") };
        if !met.contains(&name) {
            all.remark("factors", &name, row);
            met.push(name);
        }
    }
    list(&details["conflicts"]).for_each(|row| all.remark("conflicts", &text(&row["id"]), row));
    let fda = &details["fda"];
    list(&fda["rules"]).chain(list(&fda["cleared"])).for_each(|row| all.remark("fda", &text(&row["id"]), row));
    all.remark("fda", "not_cleared", &fda["not_cleared"]);
    list(&details["not_verified"]).for_each(|row| all.remark("not_verified", &text(&row["id"]), row));
    for row in list(&details["rates"]) {
        let topic = row["concern"].as_str().unwrap_or("healing");
        all.remark(topic, &format!("rate-{}", text(&row["id"])), row);
    }
    Value::Array(all.0)
}

struct Footings(Vec<Value>);

impl Footings {
    fn concern(&mut self, concern: &Value, words: &Value) {
        let id = text(&concern["id"]);
        for severity in ["mild", "moderate", "severe"] {
            self.remark(&id, severity, at(&concern["sessions"], severity));
        }
        for (key, name) in [
            ("course_weeks", "course"),
            ("interval_weeks", "interval"),
            ("first_visible_weeks", "first_change"),
            ("full_result_weeks_after_last", "full_result"),
            ("maintenance", "maintenance"),
        ] {
            self.remark(&id, name, at(concern, key));
        }
        for (place, row) in list(&concern["depth_mm"]).enumerate() {
            self.remark(&id, &format!("depth-{}", place + 1), row);
        }
        for (row, said) in [("cleared", "cleared"), ("grade", "grade_why")] {
            self.push(&id, row, &at(words, &format!("concern.{id}.{said}"))["sources"], Vec::new());
        }
    }

    /// Sources and remarks.
    fn add(&mut self, topic: &str, row: &str, of: &Value) {
        self.push(topic, row, &of["sources"], remarks(of));
    }

    /// Remarks alone: where the row can be read stands in the row.
    fn remark(&mut self, topic: &str, row: &str, of: &Value) {
        self.push(topic, row, &Value::Null, remarks(of));
    }

    fn push(&mut self, topic: &str, row: &str, sources: &Value, remarks: Vec<Value>) {
        let mut footing = Map::new();
        if list(sources).next().is_some() {
            footing.insert("sources".to_owned(), sources.clone());
        }
        if !remarks.is_empty() {
            footing.insert("remarks".to_owned(), Value::Array(remarks));
        }
        if !footing.is_empty() {
            footing.insert("topic".to_owned(), topic.into());
            footing.insert("row".to_owned(), row.into());
            self.0.push(Value::Object(footing));
        }
    }
}

fn remarks(row: &Value) -> Vec<Value> {
    ["basis_note", "note"].iter().map(|key| at(row, key)).filter(|note| note.is_string()).cloned().collect()
}

fn at<'a>(value: &'a Value, key: &str) -> &'a Value {
    value.get(key).unwrap_or(&Value::Null)
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
