//! Keeps the WordPress plugin true to the planner: it knows the same concerns under the same names, and the same
//! attributes. What it does in a WordPress is tried by `integrations/wordpress/try.sh`.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test ends by panicking")]

use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The pairs `'key' => 'value'` of a list of the plugin.
fn list(plugin: &str, name: &str) -> Vec<(String, String)> {
    let start = plugin.find(&format!("const {name} = array(")).unwrap();
    let lines = plugin[start..].lines().skip(1).take_while(|line| *line != ");");
    let unquoted = |text: &str| text.trim().trim_end_matches(',').trim_matches('\'').to_owned();
    lines.map(|line| line.split_once("=>").unwrap()).map(|(key, value)| (unquoted(key), unquoted(value))).collect()
}

#[test]
fn the_plugin_offers_each_concern_under_its_own_name() {
    let words: serde_json::Value = serde_json::from_str(&read("content/en/concerns.json")).unwrap();
    let named: Vec<(String, String)> = microneedling_planner::domain::ids::ConcernId::ALL
        .iter()
        .map(|id| {
            let name = &words[format!("concern.{}.name", id.as_str())]["label"];
            (id.as_str().to_owned(), name.as_str().unwrap().to_owned())
        })
        .collect();
    assert_eq!(list(&read("integrations/wordpress/microneedling-planner.php"), "CONCERNS"), named);
}

#[test]
fn the_plugin_prints_the_attributes_that_the_element_reads() {
    let script = read("src/embed/embed.js");
    let observed = script.split_once("observedAttributes = [").unwrap().1.split_once(']').unwrap().0;
    let mut observed: Vec<&str> = observed.split(", ").map(|name| name.trim_matches('"')).collect();
    // The plugin prints the configuration itself, inside the element.
    observed.retain(|name| *name != "config");
    let printed = list(&read("integrations/wordpress/microneedling-planner.php"), "ATTRIBUTES");
    assert_eq!(printed.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), observed);
}
