//! Random scripts: two or three windows change, delete, write, hear, erase and are closed while storage fails and the
//! clock jumps; at the end what is there is compared with the specification.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

use microneedling_planner::content::json::parse;
use microneedling_planner::record::envelope::Record;
use microneedling_planner::record::keys::ERASED;
use microneedling_planner::record::stamp::Stamp;
use microneedling_planner::record::store::Store;
use serde_json::json;

use super::NOON;
use super::dice::Dice;
use super::shelf::{Device, Fault, Window};
use super::spec::{Shown, Spec, What};

const KEYS: [&str; 3] = ["profile", "session:1", "entry:2026-11-22"];
const NAMES: [&str; 4] = ["age", "checks.recent", "note", "ü"];

/// Against which troubles a script is played. Some do not go together with a page that is closed at any moment: then
/// nobody is left who knows what was lost.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    /// Writing is under a lock. Storage throws, is full, loses what was written; windows are closed at any moment.
    Locked,
    /// Also, only the beginning of a text may land, so that the rest is known in one window only for a while. Windows are
    /// closed in quiet moments and hear at once that everything was erased.
    Torn,
    /// There are no locks: windows are behind and write over each other. Windows are closed in quiet moments.
    Racing,
}

struct Seat {
    store: Store<Window>,
    window: Window,
    /// No two windows have the same, also when one is opened in the place of another.
    writer: usize,
}

struct Script {
    dice: Dice,
    kind: Kind,
    device: Device,
    seats: Vec<Seat>,
    spec: Spec,
    now: u64,
    count: usize,
}

impl Script {
    fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let kind = dice.choose(&[Kind::Locked, Kind::Torn, Kind::Racing]);
        let (device, windows) = (Device::new(), 2 + dice.below(2));
        let mut script = Self { dice, kind, device, seats: Vec::new(), spec: Spec::default(), now: NOON, count: 0 };
        for _ in 0..windows {
            let seat = script.open();
            script.seats.push(seat);
        }
        script
    }

    fn number(&mut self) -> usize {
        self.count += 1;
        self.count
    }

    fn open(&mut self) -> Seat {
        let (window, writer) = (self.device.open(), self.number());
        Seat { store: Store::new(window.clone(), parse, u32::try_from(writer).unwrap()), window, writer }
    }

    fn step(&mut self) {
        let seat = self.dice.below(self.seats.len());
        self.now = NOON + u64::try_from(self.dice.below(100_000)).unwrap();
        match self.dice.below(40) {
            0..14 => self.change(seat),
            14 => self.delete(seat),
            15..24 => self.flush(seat),
            24..34 => self.hear_one(seat),
            34..38 => self.cause_trouble(seat),
            38 => self.close(seat),
            _ if self.dice.once_in(4) => self.erase(seat),
            _ => self.settle(),
        }
    }

    /// What a change or deletion got as its stamp: the newest of what waits, when nothing else can be seen.
    fn newest_waiting(&mut self, seat: usize, key: &str) -> Stamp {
        let store = &mut self.seats[seat].store;
        self.device.while_unreadable(|| store.look(key).record.newest().unwrap())
    }

    fn change(&mut self, seat: usize) {
        let (key, name) = (self.dice.choose(&KEYS), self.dice.choose(&NAMES));
        let before = self.seats[seat].store.look(key).record.fields();
        let mut after = before.clone();
        let value = match (before.contains_key(name), self.dice.once_in(4)) {
            (false, true) => return,
            (true, true) => None,
            _ => Some(json!([self.number(), "“tight” 😀"])),
        };
        match &value {
            Some(value) => drop(after.insert(name.to_owned(), value.clone())),
            None => drop(after.remove(name)),
        }
        self.seats[seat].store.change(key, &before, &after, self.now);
        self.note(seat, key, What::Field(name.to_owned(), value));
    }

    fn delete(&mut self, seat: usize) {
        let key = self.dice.choose(&KEYS);
        self.seats[seat].store.delete(key, self.now);
        self.note(seat, key, What::Deleted);
    }

    fn note(&mut self, seat: usize, key: &str, what: What) {
        let stamp = self.newest_waiting(seat, key);
        self.spec.say(self.seats[seat].writer, key, stamp, what);
    }

    fn flush(&mut self, seat: usize) {
        let seat = &mut self.seats[seat];
        for key in seat.store.flush() {
            self.spec.kept(seat.writer, &key);
        }
    }

    /// One of the events, not always the first; sometimes it comes again. That everything was erased is heard while
    /// storage works: nobody could take away then what is to go.
    fn hear_one(&mut self, seat: usize) {
        let Seat { store, window, .. } = &mut self.seats[seat];
        let unheard = window.unheard();
        if unheard.is_empty() {
            return;
        }
        let place = self.dice.below(unheard.len());
        let (key, text) = if self.dice.once_in(8) { unheard[place].clone() } else { window.take_event(place) };
        if key == ERASED {
            self.device.calm();
        }
        let waited = store.waiting();
        let is_told = store.hear(&key, text.as_deref());
        assert!(is_told || store.waiting().iter().all(|key| waited.contains(key)), "nobody would write it");
    }

    /// Something goes wrong from now on, sometimes beside what already does.
    fn cause_trouble(&mut self, seat: usize) {
        if self.dice.once_in(2) {
            self.device.calm();
        }
        let times = 1 + self.dice.below(6);
        match self.dice.below(7) {
            0 => self.device.fail(Fault::GetThrows, times),
            1 => self.device.fail(Fault::SetThrows, times),
            2 => self.device.fail(Fault::Lost, times),
            3 => self.device.leave_room(self.dice.below(80)),
            4.. if self.kind == Kind::Torn => self.device.fail(Fault::Torn(self.dice.below(100)), times),
            4.. if self.kind == Kind::Racing => {
                self.seats[seat].window.fall_behind(times * 2, self.dice.once_in(2));
            }
            _ => {}
        }
    }

    /// A window is closed, and another one opened in its place.
    fn close(&mut self, seat: usize) {
        self.tell_of_erasures();
        if self.kind != Kind::Locked {
            self.settle();
        }
        self.seats[seat].window.close();
        self.spec.closed(self.seats[seat].writer);
        self.seats[seat] = self.open();
    }

    fn erase(&mut self, seat: usize) {
        self.device.calm();
        self.seats[seat].store.erase(self.now);
        assert_eq!(self.device.texts(), [], "erased, and something is left");
        let told = self.device.erasures().pop().and_then(|told| Stamp::parse(&told)).unwrap();
        if self.kind == Kind::Locked {
            assert!(self.spec.newest_kept() < Some(told), "what is newer comes back");
        }
        self.spec.erased(told);
        if self.kind == Kind::Torn {
            self.tell_of_erasures();
        }
    }

    /// A window that opens knows nothing of an erasure that another one has still to hear of, so that comes first.
    fn tell_of_erasures(&mut self) {
        self.device.calm();
        for seat in &mut self.seats {
            for (key, text) in seat.window.unheard().iter().filter(|(key, _)| key == ERASED) {
                seat.store.hear(key, text.as_deref());
            }
        }
        self.spec.all_heard();
    }

    /// Nothing goes wrong any more, and everybody hears and writes everything.
    fn settle(&mut self) {
        self.device.calm();
        for _ in 0..20 {
            for seat in 0..self.seats.len() {
                while !self.seats[seat].window.unheard().is_empty() {
                    self.hear_one(seat);
                }
                self.flush(seat);
            }
            let at_rest = |seat: &Seat| seat.window.unheard().is_empty() && seat.store.waiting().is_empty();
            if self.seats.iter().all(at_rest) {
                return self.check();
            }
        }
        let waiting: Vec<_> = self.seats.iter().map(|seat| seat.store.waiting()).collect();
        panic!("they never come to rest: {:?}, waiting {waiting:?}, {:#?}", self.kind, self.device.texts());
    }

    fn check(&mut self) {
        for key in KEYS {
            let text = self.device.text(key);
            let shown = Shown::of(text.as_deref());
            assert_eq!(shown, self.spec.expected(key, &shown), "{:?}: {key}", self.kind);
            let record = text.map_or_else(Record::default, |text| Record::read(&text, parse).unwrap());
            for seat in &mut self.seats {
                assert_eq!(seat.store.look(key).record, record, "a window that sees something else");
            }
        }
        assert!(self.seats.iter_mut().all(|seat| KEYS.iter().all(|key| seat.store.look(key).trouble.is_none())));
    }
}

/// Plays one script and compares what is there at the end with the specification.
fn play(seed: u64, operations: usize) {
    println!("SEED={seed}");
    let mut script = Script::new(seed);
    for _ in 0..operations {
        script.step();
    }
    script.settle();
}

#[test]
fn nothing_said_in_any_window_is_lost_and_nothing_erased_comes_back() {
    const SCRIPTS: u64 = 200;
    const OPERATIONS: usize = 200;
    if let Ok(seed) = std::env::var("SEED") {
        return play(seed.parse().unwrap(), OPERATIONS);
    }
    let (first, scripts) = match std::env::var("SOAK") {
        Ok(_) => (RandomState::new().hash_one(0) >> 8, SCRIPTS * 20),
        Err(_) => (1, SCRIPTS),
    };
    for seed in first..first + scripts {
        play(seed, OPERATIONS);
    }
}
