//! What matters to a person when they choose between options, in their own order.
//! Uses ids. Used by: `record::matters`, `present::options`, `ui`. An order weighs nothing and adds nothing up.

use super::ids::id_enum;

id_enum! {
    /// Something that may matter.
    Matter {
        FewerVisits = "fewer_visits",
        LowerCost = "lower_cost",
        LessDowntime = "less_downtime",
        FewerDarkMarks = "fewer_dark_marks",
        StrongerEvidence = "stronger_evidence",
        NoNeedles = "no_needles",
        NoSurgery = "no_surgery",
        SoonerResult = "sooner_result",
    }
}

/// What matters, the first the most. Each stands in it once at most; what does not stand in it has no place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order(Vec<Matter>);

impl Order {
    /// These in this order; `None` when one is there twice.
    pub fn new(matters: Vec<Matter>) -> Option<Self> {
        let mut known: Vec<Matter> = Vec::new();
        for matter in &matters {
            if known.contains(matter) {
                return None;
            }
            known.push(*matter);
        }
        Some(Self(matters))
    }

    /// Each, the first the most.
    pub fn iter(&self) -> impl Iterator<Item = Matter> {
        self.0.iter().copied()
    }

    /// How many have a place.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether none has a place.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The place of one, from 1.
    pub fn place(&self, matter: Matter) -> Option<usize> {
        self.0.iter().position(|known| *known == matter).map(|index| index + 1)
    }

    /// The same with one at this place, from 1, or without it. The others keep their order.
    pub fn put(&self, matter: Matter, place: Option<usize>) -> Self {
        let mut matters: Vec<Matter> = self.iter().filter(|known| *known != matter).collect();
        if let Some(place) = place {
            let index = place.saturating_sub(1).min(matters.len());
            matters.insert(index, matter);
        }
        Self(matters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(matters: &[Matter]) -> Order {
        Order::new(matters.to_vec()).unwrap()
    }

    #[test]
    fn one_is_moved_and_the_others_keep_their_order() {
        use Matter as M;
        let order = of(&[M::LowerCost, M::NoNeedles, M::FewerVisits]);
        assert_eq!(order.put(M::FewerVisits, Some(1)), of(&[M::FewerVisits, M::LowerCost, M::NoNeedles]));
        assert_eq!(order.put(M::LowerCost, Some(2)), of(&[M::NoNeedles, M::LowerCost, M::FewerVisits]));
        assert_eq!(order.put(M::NoNeedles, None), of(&[M::LowerCost, M::FewerVisits]));
        assert_eq!(order.put(M::NoSurgery, Some(9)).place(M::NoSurgery), Some(4));
        assert_eq!(order.put(M::NoSurgery, Some(0)).place(M::NoSurgery), Some(1));
        assert_eq!(order.place(M::SoonerResult), None);
    }

    #[test]
    fn nothing_stands_in_an_order_twice() {
        assert_eq!(Order::new(vec![Matter::LowerCost, Matter::NoNeedles, Matter::LowerCost]), None);
        for matter in Matter::ALL {
            let order = of(Matter::ALL).put(*matter, Some(3));
            assert!(Order::new(order.iter().collect()).is_some());
            assert_eq!(order.len(), Matter::ALL.len());
        }
    }
}
