//! JSON through the browser's own reader, which costs the page no bytes of its own.
//!
//! Used by: `state`, `embed`. Natively it is serde_json's reader.

#[cfg(target_arch = "wasm32")]
pub use browser::parse;

#[cfg(not(target_arch = "wasm32"))]
pub use crate::content::json::parse;

#[cfg(target_arch = "wasm32")]
mod browser {
    use js_sys::{Array, Object};
    use serde_json::{Map, Value};
    use wasm_bindgen::{JsCast, JsValue};

    use crate::content::json::Reason;

    /// Nothing of the planner's own is nested deeper; what is comes from elsewhere and is not read.
    const DEPTH: u8 = 16;

    /// The value that a text spells.
    ///
    /// # Errors
    /// When the text is not JSON.
    pub fn parse(text: &str) -> Result<Value, Reason> {
        js_sys::JSON::parse(text).map(|value| convert(&value, DEPTH)).map_err(|_| "not JSON".to_owned())
    }

    fn convert(value: &JsValue, depth: u8) -> Value {
        let Some(depth) = depth.checked_sub(1) else { return Value::Null };
        if let Some(text) = value.as_string() {
            Value::String(text)
        } else if let Some(flag) = value.as_bool() {
            Value::Bool(flag)
        } else if let Some(number) = value.as_f64() {
            convert_number(number)
        } else if let Some(list) = value.dyn_ref::<Array>() {
            Value::Array(list.iter().map(|item| convert(&item, depth)).collect())
        } else if let Some(object) = value.dyn_ref::<Object>() {
            let mut map = Map::new();
            for entry in Object::entries(object).iter() {
                let entry: Array = entry.unchecked_into();
                if let Some(key) = entry.get(0).as_string() {
                    map.insert(key, convert(&entry.get(1), depth));
                }
            }
            Value::Object(map)
        } else {
            Value::Null
        }
    }

    fn convert_number(number: f64) -> Value {
        // JavaScript has one kind of number; whole ones are whole again here.
        if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 {
            Value::from(number as i64)
        } else {
            Value::from(number)
        }
    }
}
