//! A device whose storage fails on purpose, shared by several windows.
//!
//! It is a map from keys to texts. A fault lasts for so many operations. A window can be behind: it sees the map as it
//! was for a while, as the cache of another process would, and what it writes may land later than it thinks. What one
//! window writes is told to the others; when they hear of it, in which order and how often is up to the script.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use microneedling_planner::record::keys::ERASED;
use microneedling_planner::record::shelf::{NotKept, Shelf};

/// What can go wrong with one operation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fault {
    /// Reading throws.
    GetThrows,
    /// Writing throws.
    SetThrows,
    /// Writing seems to work, and nothing has changed.
    Lost,
    /// Writing seems to work, and only the beginning of the text is there: so many hundredths of it.
    Torn(usize),
}

/// A storage event: the key, and the text now under it.
pub type Event = (String, Option<String>);

type Texts = BTreeMap<String, String>;

/// What a window sees that is behind the others.
struct Cache {
    texts: Texts,
    /// What it wrote and nobody else sees yet; `None` where its writes land at once.
    held: Option<Vec<Event>>,
    /// How many operations of other windows it lasts.
    lasts: usize,
}

#[derive(Default)]
struct Desk {
    cache: Option<Cache>,
    unheard: Vec<Event>,
    is_open: bool,
}

struct State {
    texts: Texts,
    room: usize,
    fault: Option<(Fault, usize)>,
    desks: Vec<Desk>,
    erasures: Vec<String>,
}

/// The device.
#[derive(Clone)]
pub struct Device(Arc<Mutex<State>>);

/// The storage of the device as one window sees it.
#[derive(Clone)]
pub struct Window {
    device: Device,
    number: usize,
}

impl Device {
    pub fn new() -> Self {
        let (texts, desks, erasures) = (Texts::new(), Vec::new(), Vec::new());
        Self(Arc::new(Mutex::new(State { texts, room: usize::MAX, fault: None, desks, erasures })))
    }

    /// A device that holds these texts.
    pub fn holding(texts: &[(String, String)]) -> Self {
        let device = Self::new();
        texts.iter().for_each(|(key, text)| device.put(key, text));
        device
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    /// Another window opens.
    pub fn open(&self) -> Window {
        let mut state = self.state();
        state.desks.push(Desk { is_open: true, ..Desk::default() });
        Window { device: self.clone(), number: state.desks.len() - 1 }
    }

    /// Puts a text there past every fault, and tells nobody.
    pub fn put(&self, key: &str, text: &str) {
        self.state().texts.insert(key.to_owned(), text.to_owned());
    }

    pub fn text(&self, key: &str) -> Option<String> {
        self.state().texts.get(key).cloned()
    }

    /// Everything that is there, by key.
    pub fn texts(&self) -> Vec<(String, String)> {
        self.state().texts.clone().into_iter().collect()
    }

    /// The texts under the keys that begin so.
    pub fn under(&self, start: &str) -> Vec<String> {
        self.texts().into_iter().filter(|(key, _)| key.starts_with(start)).map(|(_, text)| text).collect()
    }

    /// The stamps up to which everything was erased, as they were told.
    pub fn erasures(&self) -> Vec<String> {
        self.state().erasures.clone()
    }

    /// The next operations of this kind go wrong.
    pub fn fail(&self, fault: Fault, times: usize) {
        self.state().fault = Some((fault, times));
    }

    /// The device takes so many characters more.
    pub fn leave_room(&self, room: usize) {
        let mut state = self.state();
        state.room = used(&state.texts) + room;
    }

    /// Nothing goes wrong any more.
    pub fn calm(&self) {
        let mut state = self.state();
        state.fault = None;
        state.room = usize::MAX;
        (0..state.desks.len()).for_each(|number| state.catch_up(number));
    }

    /// Does something while nothing can be read, and lets go on what went wrong before.
    pub fn while_unreadable<T>(&self, act: impl FnOnce() -> T) -> T {
        let before = self.state().fault.replace((Fault::GetThrows, usize::MAX));
        let outcome = act();
        self.state().fault = before;
        outcome
    }
}

impl Window {
    /// Sees from now on what is there now, until others have done so many operations. Where writes are `held`, they are
    /// seen by the others after that too.
    pub fn fall_behind(&self, lasts: usize, held: bool) {
        let mut state = self.device.state();
        let texts = state.texts.clone();
        let cache = &mut state.desks[self.number].cache;
        if cache.is_none() {
            *cache = Some(Cache { texts, held: held.then(Vec::new), lasts });
        }
    }

    /// What the window has not heard yet.
    pub fn unheard(&self) -> Vec<Event> {
        self.device.state().desks[self.number].unheard.clone()
    }

    /// Takes one of the events out of those that are not heard yet.
    pub fn take_event(&self, place: usize) -> Event {
        self.device.state().desks[self.number].unheard.remove(place)
    }

    pub fn close(&self) {
        let mut state = self.device.state();
        state.catch_up(self.number);
        state.desks[self.number] = Desk::default();
    }
}

fn used(texts: &Texts) -> usize {
    texts.iter().map(|(key, text)| key.len() + text.len()).sum()
}

fn apply(texts: &mut Texts, (key, text): &Event) {
    match text {
        Some(text) => drop(texts.insert(key.clone(), text.clone())),
        None => drop(texts.remove(key)),
    }
}

impl State {
    /// An operation of a window: time goes by for those that are behind.
    fn pass(&mut self, window: usize) {
        for number in (0..self.desks.len()).filter(|number| *number != window) {
            let Some(cache) = &mut self.desks[number].cache else { continue };
            cache.lasts = cache.lasts.saturating_sub(1);
            if cache.lasts == 0 {
                self.catch_up(number);
            }
        }
    }

    fn catch_up(&mut self, window: usize) {
        let held = self.desks[window].cache.take().and_then(|cache| cache.held);
        held.into_iter().flatten().for_each(|event| self.land(window, event));
    }

    fn seen_by(&self, window: usize) -> &Texts {
        self.desks[window].cache.as_ref().map_or(&self.texts, |cache| &cache.texts)
    }

    fn write(&mut self, window: usize, event: Event) {
        if let Some(cache) = &mut self.desks[window].cache {
            apply(&mut cache.texts, &event);
            if let Some(held) = &mut cache.held {
                held.push(event);
                return;
            }
        }
        self.land(window, event);
    }

    fn land(&mut self, window: usize, event: Event) {
        let (key, text) = &event;
        if self.texts.get(key) == text.as_ref() {
            return;
        }
        apply(&mut self.texts, &event);
        for (number, desk) in self.desks.iter_mut().enumerate() {
            if number != window && desk.is_open {
                desk.unheard.push(event.clone());
            }
        }
    }

    fn has_room(&self, window: usize, key: &str, text: &str) -> bool {
        let texts = self.seen_by(window);
        let old = texts.get(key).map_or(0, |old| key.len() + old.len());
        let new = key.len() + text.len();
        new <= old || used(texts) - old + new <= self.room
    }

    fn strikes(&mut self, expected: impl Fn(Fault) -> bool) -> Option<Fault> {
        let (fault, times) = self.fault.as_mut().filter(|(fault, times)| *times > 0 && expected(*fault))?;
        *times -= 1;
        Some(*fault)
    }
}

impl Shelf for Window {
    fn get(&self, key: &str) -> Result<Option<String>, NotKept> {
        let mut state = self.device.state();
        state.pass(self.number);
        match state.strikes(|fault| fault == Fault::GetThrows) {
            Some(_) => Err(NotKept::Denied),
            None => Ok(state.seen_by(self.number).get(key).cloned()),
        }
    }

    fn set(&self, key: &str, text: &str) -> Result<(), NotKept> {
        let mut state = self.device.state();
        state.pass(self.number);
        let text = match state.strikes(|fault| fault != Fault::GetThrows) {
            Some(Fault::SetThrows) => return Err(NotKept::Denied),
            Some(Fault::Lost) => return Ok(()),
            Some(Fault::Torn(hundredths)) => beginning(text, hundredths),
            _ => text,
        };
        if !state.has_room(self.number, key, text) {
            return Err(NotKept::Full);
        }
        if key == ERASED {
            state.erasures.push(text.to_owned());
        }
        state.write(self.number, (key.to_owned(), Some(text.to_owned())));
        Ok(())
    }

    fn remove(&self, key: &str) {
        let mut state = self.device.state();
        state.pass(self.number);
        state.write(self.number, (key.to_owned(), None));
    }

    fn keys(&self, start: &str) -> Vec<String> {
        let state = self.device.state();
        state.seen_by(self.number).keys().filter(|key| key.starts_with(start)).cloned().collect()
    }

    fn lasts(&self) -> bool {
        true
    }
}

/// So many hundredths of a text.
fn beginning(text: &str, hundredths: usize) -> &str {
    let end = text.len() * hundredths / 100;
    &text[..(0..=end).rev().find(|end| text.is_char_boundary(*end)).unwrap()]
}
