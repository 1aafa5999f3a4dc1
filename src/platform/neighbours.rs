//! Planners beside each other on one page: what one keeps, the others hear, for the browser tells only other windows.
//!
//! Uses: `platform::{clock, events}`, `record::shelf`. Used by: `platform::{shelf, windows}`, in a browser only.

use std::cell::RefCell;
use std::rc::Rc;

use super::{clock, events};
use crate::record::shelf::Place;

/// Hears what now stands under a key, or that nothing does.
type Hears = Rc<dyn Fn(&str, Option<&str>)>;

thread_local! {
    static HERE: RefCell<Vec<(Place, Hears)>> = const { RefCell::new(Vec::new()) };
}

/// Hears what others keep in the same place, for as long as the planner lives.
pub fn join(place: Place, hears: impl Fn(&str, Option<&str>) + 'static) {
    let hears: Hears = Rc::new(hears);
    HERE.with_borrow_mut(|here| here.push((place, Rc::clone(&hears))));
    events::keep(Box::new(Leaving(hears)));
}

struct Leaving(Hears);

impl Drop for Leaving {
    fn drop(&mut self) {
        HERE.with_borrow_mut(|here| here.retain(|(_, hears)| !Rc::ptr_eq(hears, &self.0)));
    }
}

/// Says what now stands under a key, or that nothing does: a moment later, when whoever keeps it is done.
pub fn tell(place: &Place, key: &str, text: Option<&str>) {
    let others: Vec<Hears> = HERE.with_borrow(|here| {
        let beside = here.iter().filter(|(other, _)| other.name == place.name && other.number != place.number);
        beside.map(|(_, hears)| Rc::clone(hears)).collect()
    });
    if others.is_empty() {
        return;
    }
    let (key, text) = (key.to_owned(), text.map(str::to_owned));
    clock::after(0, move || {
        for hears in others {
            hears(&key, text.as_deref());
        }
    });
}
