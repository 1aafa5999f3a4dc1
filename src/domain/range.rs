//! Three figures for one thing that no one can know exactly.
//! Leaf of the domain: any layer may use it.

/// A lower, a likely and an upper figure. Everything made by this crate is in that order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Range<T> {
    /// The lower figure, or the earlier day.
    pub low: T,
    /// The likely figure.
    pub likely: T,
    /// The upper figure, or the later day.
    pub high: T,
}

impl<T> Range<T> {
    /// Applies `change` to each figure.
    pub fn map<U>(self, change: impl Fn(T) -> U) -> Range<U> {
        Range { low: change(self.low), likely: change(self.likely), high: change(self.high) }
    }

    /// Combines the figures of two ranges, each with each.
    pub fn zip<U, V>(self, other: Range<U>, combine: impl Fn(T, U) -> V) -> Range<V> {
        Range {
            low: combine(self.low, other.low),
            likely: combine(self.likely, other.likely),
            high: combine(self.high, other.high),
        }
    }

    /// Low, likely, high.
    pub fn to_array(self) -> [T; 3] {
        [self.low, self.likely, self.high]
    }
}

impl<T: PartialOrd> Range<T> {
    /// Whether low ≤ likely ≤ high.
    pub fn is_ordered(&self) -> bool {
        self.low <= self.likely && self.likely <= self.high
    }
}
