//! What holds for every record: merging is commutative, associative and idempotent, printing is deterministic and
//! loses nothing.

use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use microneedling_planner::content::json::parse;
use microneedling_planner::record::envelope::{Fields, Record};
use microneedling_planner::record::stamp::Stamp;
use serde_json::{Value, json};

const NAMES: [&str; 4] = ["age", "checks.recent", "note", "ü \"😀\""];

/// A stamp out of few, so that they often meet.
fn any_stamp(u: &mut Unstructured) -> Result<Stamp> {
    let (millis, count, writer) = (u.int_in_range(0..=3)?, u.int_in_range(0..=1)?, u.int_in_range(0..=2)?);
    Ok(Stamp::parse(&format!("{millis:x}-{count:x}-{writer:x}")).unwrap())
}

/// A value, which a window gives to one field at one time only.
fn value_of(name: &str, stamp: Stamp) -> Value {
    json!({ name: [stamp.print(), null, -15, "“line”\n\\"] })
}

/// A field that is given or taken back, or a deletion.
fn any_change(u: &mut Unstructured) -> Result<Record> {
    let stamp = any_stamp(u)?;
    let name = *u.choose(&NAMES)?;
    let nothing = Fields::new();
    let given: Fields = [(name.to_owned(), value_of(name, stamp))].into_iter().collect();
    Ok(match (u.ratio(1, 8)?, stamp.millis() % 2) {
        (true, _) => Record::deletion(stamp),
        (false, 0) => Record::change(&nothing, &given, stamp),
        (false, _) => Record::change(&given, &nothing, stamp),
    })
}

fn any_record(u: &mut Unstructured) -> Result<Record> {
    let mut record = Record::default();
    for _ in 0..u.int_in_range(0..=6)? {
        record.merge(&any_change(u)?);
    }
    Ok(record)
}

fn merged(one: &Record, other: &Record) -> Record {
    let mut both = one.clone();
    both.merge(other);
    both
}

fn at_random(law: impl FnMut(&mut Unstructured) -> Result<()>) {
    arbtest(law).size_min(512).size_max(512).budget_ms(700);
}

#[test]
fn two_windows_make_the_same_of_what_both_said_in_whatever_order_they_hear_it() {
    at_random(|u| {
        let (a, b, c) = (any_record(u)?, any_record(u)?, any_record(u)?);
        assert_eq!(merged(&a, &b), merged(&b, &a));
        assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        assert_eq!(merged(&a, &a), a);
        assert_eq!(merged(&merged(&a, &b), &b), merged(&a, &b));
        Ok(())
    });
}

#[test]
fn a_record_that_was_kept_is_read_again_word_for_word() {
    at_random(|u| {
        let (a, b) = (any_record(u)?, any_record(u)?);
        let text = merged(&a, &b).print();
        assert_eq!(merged(&b, &a).print(), text, "the same record is always the same text");
        let read = Record::read(&text, parse).unwrap();
        assert_eq!(read, merged(&a, &b));
        assert_eq!(read.print(), text);
        Ok(())
    });
}
