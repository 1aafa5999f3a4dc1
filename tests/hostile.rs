//! Everything that is read from elsewhere, handed what somebody might hand it to do harm: never a panic, no work without
//! end, no memory without end, nothing of it as markup, no link that runs something.
//!
//! `tests/hostile/doors.rs` has a door for each thing that is read: it reads, and checks what must hold of whatever gets in.
//! `tests/hostile/corpus/<door>/` holds small texts, each named after what it is and whether it is taken or refused; a
//! fault that was found stays there. `mutate.rs` makes others out of these and of what is really saved; `limits.rs` goes to
//! the limits of `record::limits` and one step beyond; `shown.rs` draws every screen with hostile texts in all that is kept.
//!
//! `SOAK=1` plays 20 times as many, from a new seed. Each door prints its seed, and a text that breaks something is printed
//! whole; `SEED=…` plays that seed again.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking, its helpers too"
)]

#[path = "storage/dice.rs"]
mod dice;
#[path = "hostile/doors.rs"]
mod doors;
mod english;
#[path = "hostile/limits.rs"]
mod limits;
#[path = "hostile/mutate.rs"]
mod mutate;
#[cfg(feature = "ui")]
mod routes;
#[cfg(feature = "ui")]
#[path = "hostile/shown.rs"]
mod shown;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use arbtest::arbtest;
use dice::Dice;
use doors::{DOORS, Door};
use mutate::mutated;

/// So many texts are made for each door.
const TEXTS: usize = 300;

/// A seed that no other run has, unless one is asked for.
fn seed() -> u64 {
    let asked = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok());
    let drawn = || {
        use std::hash::{BuildHasher, Hasher};
        std::collections::hash_map::RandomState::new().build_hasher().finish() % 1_000_000_000
    };
    asked.unwrap_or_else(|| if std::env::var_os("SOAK").is_some() { drawn() } else { 7 })
}

/// Every text of a door's folder: its name and itself.
fn corpus(door: &Door) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile/corpus").join(door.name);
    let listing = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut texts: Vec<(String, String)> = listing
        .map(|item| item.unwrap().path())
        .map(|path| {
            let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
            (path.file_name().unwrap().to_string_lossy().into_owned(), text)
        })
        .collect();
    texts.sort();
    texts
}

/// Hands a text in; one that breaks something is printed whole.
fn hand_in(door: &Door, text: &str, told: &str) -> bool {
    catch_unwind(AssertUnwindSafe(|| (door.open)(text)))
        .unwrap_or_else(|_| panic!("{} broke, {told}, on {text:?}", door.name))
}

#[test]
fn every_text_of_the_corpus_is_taken_or_refused_as_its_name_says() {
    let mut wrong = Vec::new();
    for door in DOORS {
        let texts = corpus(door);
        assert!(texts.len() >= 3, "{}: too few", door.name);
        for (name, text) in texts {
            let taken = hand_in(door, text.trim_end_matches('\n'), &name);
            let expected = if taken { "taken-" } else { "refused-" };
            if !name.starts_with(expected) {
                wrong.push(format!("{}/{name} was {}", door.name, expected.trim_end_matches('-')));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_made_out_of_sound_texts_breaks_nothing() {
    let seed = seed();
    let count = if std::env::var_os("SOAK").is_some() { 20 * TEXTS } else { TEXTS };
    println!("SEED={seed} ({count} texts for each of {} doors)", DOORS.len());
    for (number, door) in DOORS.iter().enumerate() {
        let mut dice = Dice::new(seed.wrapping_add(u64::try_from(number).unwrap() << 32));
        let mut seeds: Vec<String> = (door.sound)();
        for text in &seeds {
            assert!(hand_in(door, text, "sound"), "{} does not take {text:?}", door.name);
        }
        // Sound ones twice as often as those of the corpus, most of which are refused as they are.
        let corpus = corpus(door);
        let times = 2 * corpus.len().div_ceil(seeds.len());
        seeds = seeds.iter().cycle().take(times * seeds.len()).cloned().collect();
        seeds.extend(corpus.into_iter().map(|(_, text)| text));
        let mut taken = 0;
        for round in 0..count {
            let text = mutated(&seeds, &mut dice);
            taken += usize::from(hand_in(door, &text, &format!("SEED={seed}, round {round}")));
        }
        println!("{:<12} {taken} of {count} taken", door.name);
        // A door that takes nothing, or all, is not tried.
        assert!(!door.takes_some || 0 < taken && taken < count, "{}: {taken} of {count} taken", door.name);
    }
}

#[test]
fn whatever_letters_are_handed_in_nothing_breaks() {
    arbtest(|u| {
        let text: &str = u.arbitrary()?;
        for door in DOORS {
            hand_in(door, text, "letters");
        }
        Ok(())
    })
    .budget_ms(if std::env::var_os("SOAK").is_some() { 20_000 } else { 1_000 });
}
