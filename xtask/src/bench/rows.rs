//! What the scripts in tests/e2e/bench saw, as rows of the table.

use std::collections::BTreeMap;

use serde_json::Value;

use super::figures::{Table, bytes, grouped, list, number, seconds, text};
use crate::{
    budget::{self, Weight},
    fail::Fail,
};

pub fn first_load(table: &mut Table, weights: Vec<Weight>) {
    let mut total = 0;
    for Weight { path, bytes: unpacked, packed } in weights {
        // Without its folder, whose name changes with every build.
        let name = path.rsplit('/').next().unwrap_or(&path);
        let from = format!("{} before packing", bytes(unpacked as f64));
        table.row(&format!("First load: `{name}`"), &bytes(packed as f64), &from);
        total += packed;
    }
    let of = format!("of {} allowed", grouped(budget::LIMIT as u64));
    table.row("First load together", &bytes(total as f64), &of);
}

/// Of first visits: the planner beside the same questions in SurveyJS and its first words as plain pages.
pub fn waiting(table: &mut Table, load: &Value) -> Result<(), Fail> {
    const PAGES: [(&str, &str); 4] = [
        ("planner", "the planner"),
        ("survey", "the same questions in SurveyJS"),
        ("styled", "a plain page of the same words and style"),
        ("bare", "a plain page of the same words, unstyled"),
    ];
    let runs = number(load, "/runs")?;
    for network in list(load, "/networks")? {
        let name = text(network, "/name")?;
        let times = |table: &mut Table, what: &str, page: &str, of: &str| {
            let ms = |which| number(network, &format!("/pages/{page}/{what}/{which}"));
            let from = format!("median of {runs:.0}, {} to {}", seconds(ms("least")?), seconds(ms("most")?));
            let what = if what == "text" { "First text" } else { "First answerable question" };
            table.row(&format!("{what}, {name}: {of}"), &seconds(ms("median")?), &from);
            Ok::<(), Fail>(())
        };
        let ratio = |which: &str| number(network, &format!("/ratios/{which}"));
        let from = format!("median of the ratios of {runs:.0} rounds");
        for (page, of) in PAGES.iter().take(2) {
            times(table, "usable", page, of)?;
        }
        table.target(&format!("First answerable question, {name}: beside SurveyJS"), ratio("usable")?, 0.4, &from);
        for (page, of) in PAGES {
            times(table, "text", page, of)?;
        }
        table.target(&format!("First text, {name}: beside the styled plain page"), ratio("styled")?, 1.1, &from);
        let unstyled = format!("{:.2}×", ratio("bare")?);
        table.row(&format!("First text, {name}: beside the unstyled plain page"), &unstyled, &from);
    }
    let first = list(load, "/networks")?.first().unwrap_or(&Value::Null);
    for (page, of) in PAGES {
        let wire = bytes(number(first, &format!("/pages/{page}/wire/median"))?);
        table.row(&format!("Received on a first visit: {of}"), &wire, "response heads included");
    }
    Ok(())
}

/// What keeping costs beside years of diary and all photos.
pub fn keeping(table: &mut Table, keep: &Value) -> Result<(), Fail> {
    let full = device(keep)?;
    let runs = number(keep, "/runs")?;
    for start in list(keep, "/starts")? {
        let name = match text(start, "/address")? {
            "" => "first page",
            address => address,
        };
        let ms = |at: &str| number(start, at).map(|ms| format!("{ms:.0} ms"));
        let of = |store: &str| format!("median of {runs:.0}, {store}");
        let read = "The browser's own first read of storage";
        table.row(&format!("{read}, {name}"), &ms("/full/read")?, &of(&full));
        let after = "From there until the page is in use";
        table.row(&format!("{after}, {name}"), &ms("/full/after")?, &of("the same device"));
        table.row(&format!("{after}, {name}"), &ms("/empty/after")?, &of("an empty device, in turn with the other"));
        let first = format!("of {runs:.0}");
        let painted = format!("{:.0}", number(start, "/full/paintedFirst")?);
        table.row(&format!("Painted before storage was read, {name}"), &painted, &first);
    }
    let tick = format!("{:.2} ms", number(keep, "/tick")?);
    let from = format!("mean of {}, the same device", grouped(number(keep, "/ticks")? as u64));
    table.row("Scripting for a tick, until it is kept", &tick, &from);
    Ok(())
}

fn device(json: &Value) -> Result<String, Fail> {
    let count = |at| number(json, at).map(|count| grouped(count as u64));
    let [entries, photos, characters] = [count("/entries")?, count("/photos")?, count("/characters")?];
    Ok(format!("{entries} diary entries and {photos} photos, {characters} characters"))
}

/// Of second visits: what the network brought, and how much sooner the planner is ready.
pub fn again(table: &mut Table, again: &Value) -> Result<(), Fail> {
    let runs = number(again, "/runs")?;
    for way in list(again, "/ways")? {
        let name = text(way, "/name")?;
        for (at, what) in [("first", "First visit"), ("second", "Second visit")] {
            let ms = |which| number(way, &format!("/{at}/ready/{which}"));
            let from = format!("median of {runs:.0}, {} to {}", seconds(ms("least")?), seconds(ms("most")?));
            table.row(&format!("{what}, {name}: first answerable question"), &seconds(ms("median")?), &from);
        }
        let from = format!("median of the ratios of {runs:.0} rounds");
        table.target(&format!("Second visit, {name}: beside the first"), number(way, "/ratio")?, 0.5, &from);
        let asked = number(way, "/second/asked/most")?;
        let met = if number(way, "/second/sent/most")? == 0.0 { "met" } else { "**not met**" };
        table.row(
            &format!("Second visit, {name}: received besides revalidation"),
            &bytes(number(way, "/second/sent/most")?),
            &format!("target 0, {met}; most of {runs:.0}; “not modified” was {} at most", bytes(asked)),
        );
    }
    Ok(())
}

/// How long each tap and key waits for its next frame.
pub fn taps(table: &mut Table, taps: &Value) -> Result<(), Fail> {
    let walks = number(taps, "/walks")?;
    let most = number(taps, "/limit")?;
    for device in list(taps, "/devices")? {
        let name = text(device, "/name")?;
        let of = number(device, "/interactions")?;
        let over = number(device, "/over")?;
        let (single, single_over) = (number(device, "/single")?, number(device, "/singleOver")?);
        let met = if over == 0.0 { "met" } else { "**not met**" };
        table.row(
            &format!("Taps and keys whose next frame takes over {most:.0} ms, {name}"),
            &format!("{over:.0} of {of:.0}"),
            &format!(
                "target 0, {met}; median of {walks:.0} walks for each; over it in {single_over:.0} of all {single:.0} taken \
                 singly"
            ),
        );
        for (place, worst) in list(device, "/worst")?.iter().take(3).enumerate() {
            let ms = |at: &str| number(worst, at);
            let parts = format!(
                "{:.0} ms waiting, {:.0} ms in the program, {:.0} ms until the frame is shown",
                ms("/delay")?,
                ms("/processing")?,
                ms("/presentation")?
            );
            let what = ["Slowest", "Second slowest", "Third slowest"].get(place).copied().unwrap_or_default();
            table.row(
                &format!("{what}, {name}: {}", text(worst, "/name")?),
                &format!("{:.0} ms", ms("/duration")?),
                &parts,
            );
        }
    }
    let floor = format!("{:.0} ms", number(taps, "/floor")?);
    table.row(
        "A tap on a box of an empty page",
        &floor,
        "in the same run: what this browser takes without the planner",
    );
    Ok(())
}

pub fn rates(table: &mut Table, place: &str, said: &str) -> Result<(), Fail> {
    let lines = said.lines().filter_map(|line| line.trim().split_once(' '));
    let rates: BTreeMap<&str, u64> = lines.filter_map(|(name, rate)| Some((name, rate.parse().ok()?))).collect();
    for (name, what) in [("estimates_per_second", "Estimates a second"), ("lines_per_second", "JSON lines a second")] {
        let rate = rates.get(name).ok_or_else(|| Fail::Wrong(format!("no `{name}` in:\n{said}")))?;
        table.row(&format!("{what}, {place}"), &grouped(*rate), "the inputs of `tests/vectors.json`");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_found_among_other_lines() {
        let mut table = Table::new();
        let said = "running 1 test\n    estimates_per_second 12345\n    lines_per_second 6\ntest result: ok";
        rates(&mut table, "here", said).unwrap();
        assert!(table.0.contains("| Estimates a second, here | 12,345 |"), "{}", table.0);
        assert!(rates(&mut table, "here", "test result: ok").is_err());
    }
}
