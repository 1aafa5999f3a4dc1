//! Puts the parts of the body beside the depths they belong to.
//!
//! A study names a place in its own words; which parts of the body that means is our reading, and stands in a table of
//! its own. Used by: the evidence reader, natively, before a pack is written.

use std::collections::BTreeMap;

use serde_json::Value;

use super::ContentError;

/// Gives every depth row of `concerns` the parts of the body that `table` has for its place.
///
/// # Errors
/// When a row has no entry, an entry has no row, or a place is there twice.
pub fn join(concerns: &mut Value, table: &Value) -> Result<(), ContentError> {
    let mut entries: BTreeMap<(String, String), &Value> = BTreeMap::new();
    for concern in list(table) {
        for entry in list(&concern["depth"]) {
            let place = (text(&concern["concern"]), text(&entry["where"]));
            if entries.insert(place.clone(), &entry["areas"]).is_some() {
                return refuse(&place, "is there twice");
            }
        }
    }
    for concern in concerns.as_array_mut().into_iter().flatten() {
        let id = text(&concern["id"]);
        let rows = concern.get_mut("depth_mm").and_then(Value::as_array_mut);
        for row in rows.into_iter().flatten().filter_map(Value::as_object_mut) {
            let place = (id.clone(), row.get("where").map(text).unwrap_or_default());
            let Some(areas) = entries.remove(&place) else { return refuse(&place, "has a depth and no entry") };
            row.insert("areas".to_owned(), areas.clone());
        }
    }
    entries.into_keys().next().map_or(Ok(()), |place| refuse(&place, "has an entry and no depth"))
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn refuse((concern, place): &(String, String), why: &str) -> Result<(), ContentError> {
    Err(ContentError::Unreadable(format!("areas: {concern}, {place}: {why}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn joined(table: Value) -> Result<Value, String> {
        let mut concerns = json!([
            {"id": "melasma", "depth_mm": [{"where": "face", "low": 1.0}]},
            {"id": "keloid", "depth_mm": []}
        ]);
        join(&mut concerns, &table).map_err(|error| error.to_string())?;
        Ok(concerns)
    }

    #[test]
    fn every_depth_gets_the_parts_of_its_place() {
        let table = json!([{"concern": "melasma", "depth": [{"where": "face", "areas": ["neck"]}]}]);
        assert_eq!(joined(table).unwrap()[0]["depth_mm"][0], json!({"where": "face", "low": 1.0, "areas": ["neck"]}));
    }

    #[test]
    fn a_table_that_does_not_fit_the_depths_is_refused() {
        let with = |places: &[&str], concern: &str| {
            let entries: Vec<Value> = places.iter().map(|place| json!({"where": place, "areas": []})).collect();
            joined(json!([{"concern": concern, "depth": entries}])).unwrap_err()
        };
        assert_eq!(joined(json!([])).unwrap_err(), "areas: melasma, face: has a depth and no entry");
        assert_eq!(with(&["cheek"], "melasma"), "areas: melasma, face: has a depth and no entry");
        assert_eq!(with(&["face"], "keloid"), "areas: melasma, face: has a depth and no entry");
        assert_eq!(with(&["face", "neck"], "melasma"), "areas: melasma, neck: has an entry and no depth");
        assert_eq!(with(&["face", "face"], "melasma"), "areas: melasma, face: is there twice");
    }
}
