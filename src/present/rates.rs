//! Who got better and who did not: which pictures of 100 people a concern shows, with what beside them, and what is
//! told in words.
//!
//! Uses: `domain`, `present::say` with the words of the details. Used by: `ui`. A gain is never given without those
//! who did not gain, the group it was compared with, and the harm that its rate needs beside it.

use super::say::Say;
use crate::domain::evidence::{Basis, Details, Rate, RateId, SourceId, Tally};
use crate::domain::ids::ConcernId;

/// What was counted for one concern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Panels of those who got better and those who did not.
    pub gains: Vec<Panel>,
    /// Panels of harm, and of what came back.
    pub harms: Vec<Panel>,
    /// Other results, in words.
    pub more: Vec<Told>,
    /// More on harm, in words.
    pub more_harms: Vec<Told>,
}

/// What one study counted, in pictures of one size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panel {
    /// The rate that opens it.
    pub id: RateId,
    /// Its name.
    pub title: String,
    /// Who was studied, how, when they were judged, and what came of it.
    pub story: String,
    /// What it cannot tell.
    pub limits: String,
    /// What to know at a glance: heat, no comparison group.
    pub labels: Vec<String>,
    /// The pictures, the comparison after what it is compared with.
    pub crowds: Vec<Crowd>,
    /// Where it can be read.
    pub source: SourceId,
    /// Whether it was seen there.
    pub basis: Vec<Basis>,
}

/// One group of people as a picture of 100.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crowd {
    /// Names the picture within a page.
    pub id: String,
    /// Which group.
    pub name: String,
    /// Its parts, which are 100 together.
    pub parts: Vec<Part>,
}

/// Some of the 100.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// How they are drawn.
    pub mark: Mark,
    /// How many of the 100.
    pub icons: u32,
    /// "73 of 100".
    pub of_100: String,
    /// What became of them.
    pub what: String,
    /// "22 of 30 people".
    pub counted: String,
    /// "56 to 86 would also fit".
    pub range: String,
    /// Both in one.
    pub counted_range: String,
}

/// How a part is drawn: by shape, never by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Filled: what was counted.
    Full,
    /// Half filled: in between.
    Half,
    /// An outline.
    Open,
}

/// A rate in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The sentences.
    pub text: String,
    /// Where its figures can be read.
    pub sources: Vec<SourceId>,
    /// What it rests on.
    pub basis: Vec<Basis>,
}

/// Everything that was counted for a concern, in the order of the file. `say` must speak the words of the details.
pub fn counted(concern: ConcernId, details: &Details, say: Say<'_>) -> Counted {
    let shelf = Shelf { rates: &details.rates, say };
    let of_concern = |bad: bool| {
        let rates = details.rates.iter().filter(move |rate| rate.kind.is_bad() == bad);
        rates.filter(move |rate| rate.concern.is_none_or(|of| of == concern))
    };
    let panels = |bad| of_concern(bad).filter(|rate| rate.panel).filter_map(|rate| shelf.panel(rate));
    let told = |bad| {
        let rates = of_concern(bad).filter(|rate| rate.told);
        rates
            .map(|rate| Told {
                text: say.text(&format!("rate.{}.told", rate.id.as_str())),
                sources: std::iter::once(&rate.source).chain(&rate.also).cloned().collect(),
                basis: rate.basis.clone(),
            })
            .collect()
    };
    let harms: Vec<Panel> = panels(true).collect();
    let is_drawn = |id: &RateId| harms.iter().any(|panel| panel.crowds.iter().any(|crowd| crowd.id == id.as_str()));
    let gains = panels(false)
        .filter(|panel| shelf.find(&panel.id).is_some_and(|rate| rate.needs.iter().all(is_drawn)))
        .collect();
    Counted { gains, harms, more: told(false), more_harms: told(true) }
}

#[derive(Clone, Copy)]
struct Shelf<'a> {
    rates: &'a [Rate],
    say: Say<'a>,
}

impl<'a> Shelf<'a> {
    fn find(self, id: &RateId) -> Option<&'a Rate> {
        self.rates.iter().find(|rate| rate.id == *id)
    }

    /// A panel, if everything in it may be drawn.
    fn panel(self, head: &Rate) -> Option<Panel> {
        let text = |what: &str| self.say.text(&format!("rate.{}.{what}", head.id.as_str()));
        let mut crowds = self.crowds(head)?;
        for id in &head.beside {
            crowds.extend(self.crowds(self.find(id)?)?);
        }
        let labels = [(head.heat, "rates.heat"), (head.alone, "rates.alone")];
        Some(Panel {
            title: text("title"),
            story: text("story"),
            limits: text("limits"),
            labels: labels.iter().filter(|(holds, _)| *holds).map(|(_, id)| self.say.text(id)).collect(),
            crowds,
            id: head.id.clone(),
            source: head.source.clone(),
            basis: head.basis.clone(),
        })
    }

    /// The picture of a rate, and that of the group it was compared with. One in which nobody was counted is told and
    /// not drawn.
    fn crowds(self, head: &Rate) -> Option<Vec<Crowd>> {
        let id = head.id.as_str();
        let said = |id: &str, what: &str| self.say.text(&format!("rate.{id}.{what}"));
        let mut parts = vec![(head.tally, head.compared, said(id, "count"))];
        if let Some(rest) = &head.rest {
            parts.push((Some(rest.tally), rest.compared, said(id, "rest")));
        }
        let mut may_draw = head.may_draw;
        for id in &head.parts {
            let rate = self.find(id)?;
            may_draw &= rate.may_draw;
            parts.push((rate.tally, rate.compared, said(id.as_str(), "count")));
        }
        if !may_draw {
            return None;
        }
        let group = |compared: bool| {
            let tally = |row: &(Option<Tally>, Option<Tally>, String)| if compared { row.1 } else { row.0 };
            self.parts(parts.iter().map(|row| Some((tally(row)?, row.2.clone()))).collect::<Option<_>>()?)
        };
        let own = Crowd { id: id.to_owned(), name: said(id, "group"), parts: group(false)? };
        let mut crowds = vec![own];
        if head.compared.is_some_and(|tally| tally.count() > 0) {
            let (id, name) = (format!("{id}-compared"), said(id, "compared"));
            crowds.push(Crowd { id, name, parts: group(true)? });
        }
        Some(crowds)
    }

    /// The parts of one group, if they are all of it.
    fn parts(self, tallies: Vec<(Tally, String)>) -> Option<Vec<Part>> {
        let n = tallies.first()?.0.n();
        let whole = tallies.iter().all(|(tally, _)| tally.n() == n);
        if !whole || tallies.iter().map(|(tally, _)| tally.count()).sum::<u32>() != n {
            return None;
        }
        let icons = out_of_100(&tallies.iter().map(|(tally, _)| tally.count()).collect::<Vec<_>>(), n);
        let last = tallies.len().saturating_sub(1);
        let number = |value: u32| self.say.number(value);
        let part = |((place, icons), (tally, what)): ((usize, u32), (Tally, String))| {
            let (low, high) = tally.range();
            let counted = self.say.fill("rates.counted", &[("count", &number(tally.count())), ("n", &number(n))]);
            let range = self.say.fill("rates.range", &[("low", &number(low)), ("high", &number(high))]);
            Part {
                mark: match place {
                    0 => Mark::Full,
                    place if place == last => Mark::Open,
                    _ => Mark::Half,
                },
                of_100: self.say.fill("rates.of_100", &[("icons", &number(icons))]),
                counted_range: self.say.fill("rates.counted_range", &[("counted", &counted), ("range", &range)]),
                counted,
                range,
                icons,
                what,
            }
        };
        Some(icons.into_iter().enumerate().zip(tallies).map(part).collect())
    }
}

/// Shares of `n` as whole numbers that are 100 together: each rounded down, and what is left given to those that lost
/// most by it.
fn out_of_100(counts: &[u32], n: u32) -> Vec<u32> {
    let mut shares: Vec<(u32, u32)> = counts.iter().map(|count| (count * 100 / n, count * 100 % n)).collect();
    let given: u32 = shares.iter().map(|(share, _)| share).sum();
    for _ in given..100 {
        if let Some(most) = shares.iter_mut().rev().max_by_key(|(_, lost)| *lost) {
            *most = (most.0 + 1, 0);
        }
    }
    shares.into_iter().map(|(share, _)| share).collect()
}
