//! The figures in BENCHMARKS.md: rows of a table, and how numbers are written in it.

use serde_json::Value;

use crate::fail::Fail;

pub const FILE: &str = "BENCHMARKS.md";
const MARKS: [&str; 2] = ["<!-- figures -->\n", "<!-- /figures -->"];

pub struct Table(pub String);

impl Table {
    pub fn new() -> Self {
        Self("| What | Figure | From |\n| --- | ---: | --- |\n".to_owned())
    }

    pub fn row(&mut self, what: &str, figure: &str, from: &str) {
        self.0.push_str(&format!("| {what} | {figure} | {from} |\n"));
    }

    /// A row of a figure that has a target; whether it is met stands with it.
    pub fn target(&mut self, what: &str, ratio: f64, most: f64, from: &str) {
        let met = if ratio <= most { "met" } else { "**not met**" };
        self.row(what, &format!("{ratio:.2}×"), &format!("target ≤ {most:.2}×, {met}; {from}"));
    }
}

fn lacks(what: &str) -> Fail {
    Fail::Wrong(format!("the script printed no {what}"))
}

pub fn list<'a>(json: &'a Value, at: &str) -> Result<&'a Vec<Value>, Fail> {
    json.pointer(at).and_then(Value::as_array).ok_or_else(|| lacks(at))
}

pub fn number(json: &Value, at: &str) -> Result<f64, Fail> {
    json.pointer(at).and_then(Value::as_f64).ok_or_else(|| lacks(at))
}

pub fn text<'a>(json: &'a Value, at: &str) -> Result<&'a str, Fail> {
    json.pointer(at).and_then(Value::as_str).ok_or_else(|| lacks(at))
}

pub fn seconds(ms: f64) -> String {
    format!("{:.2} s", ms / 1000.0)
}

pub fn bytes(number: f64) -> String {
    format!("{} bytes", grouped(number as u64))
}

/// `184,320`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

pub fn between_marks(text: &str, figures: &str) -> Result<String, Fail> {
    let [start, end] = MARKS;
    let parts = text.split_once(start).and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
    let (before, after) = parts.ok_or_else(|| Fail::Wrong(format!("{FILE} has lost its marks {MARKS:?}")))?;
    Ok(format!("{before}{start}\n{}\n\n{end}{after}", figures.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_replace_figures_and_nothing_else() {
        let text = "a\n<!-- figures -->\nold\n<!-- /figures -->\nb\n";
        let once = between_marks(text, "new").unwrap();
        assert_eq!(once, "a\n<!-- figures -->\n\nnew\n\n<!-- /figures -->\nb\n");
        assert_eq!(between_marks(&once, "new").unwrap(), once);
        assert!(between_marks("a", "new").is_err());
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!([0, 999, 1_000, 184_320, 1_234_567].map(grouped), ["0", "999", "1,000", "184,320", "1,234,567"]);
    }

    #[test]
    fn a_target_that_is_missed_says_so() {
        let mut table = Table::new();
        table.target("a", 0.4, 0.4, "x");
        assert!(!table.0.contains("not met"), "{}", table.0);
        table.target("b", 0.41, 0.4, "x");
        assert!(table.0.contains("| b | 0.41× | target ≤ 0.40×, **not met**; x |"), "{}", table.0);
    }
}
