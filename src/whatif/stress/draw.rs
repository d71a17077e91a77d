//! One draw of everything that may go otherwise, for every project, authority and care type: it does not depend on a
//! plan, so that different plans are put to the same draws.
//!
//! ```text
//! size = low + (high − low) · u        u = shared · u[row] + (1 − shared) · u[row, each]        u[…] even from 0 to 1
//! ```
//!
//! All in whole thousandths, from a seed, so the same draw is the same on any machine and any number of threads.

use std::collections::BTreeSet;

use fastrand::Rng;

use crate::domain::{Area, Index, Instance, ProgrammeLine, Risk, RiskKind};

/// Thousandths in one.
pub(super) const ONE: i64 = 1_000;

/// Months in a year.
pub(super) const YEAR: i64 = 12;

/// What becomes of everything that may go otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    /// By project.
    pub(super) fates: Vec<Fate>,
    /// The authorities that withdraw their match.
    pub(super) withdrawn: BTreeSet<Index<Area>>,
    /// By care type: the children who need it, in thousandths of what the dataset has.
    pub(super) demand: Vec<i64>,
}

/// What becomes of a project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fate {
    /// What it costs more, in thousandths.
    pub overrun: i64,
    /// How much longer its works take, in thousandths.
    pub works: i64,
    /// The month of its year of opening in which it would open if nothing went otherwise, from 0.
    pub month: i64,
    /// Whether it is refused planning permission.
    pub is_refused: bool,
    /// Where in the range of its places it ends, in thousandths of the range; `None` where nobody says.
    pub places: Option<i64>,
}

/// What a row of the table of risks makes of each that it speaks of.
struct Roll<'a> {
    risk: &'a Risk,
    rng: Rng,
    /// What all of them share.
    shared: i64,
}

impl Draw {
    /// The draw of this seed.
    #[must_use]
    pub fn of(instance: &Instance, risks: &[Risk], seed: u64) -> Self {
        let mut seeds = Rng::with_seed(seed);
        let mut months = Rng::with_seed(seeds.u64(..));
        let fate = |_| Fate { month: months.i64(0..YEAR), ..Fate::default() };
        let mut draw = Self {
            fates: instance.projects().iter().map(fate).collect(),
            withdrawn: BTreeSet::new(),
            demand: vec![ONE; instance.care_types().len()],
        };
        for risk in risks {
            let mut roll = Roll::of(risk, seeds.u64(..));
            match risk.kind {
                RiskKind::CostOverrun(line) => {
                    draw.each(instance, line, |fate| fate.overrun = roll.size().unwrap_or(0));
                }
                RiskKind::WorksOverrun(line) => draw.each(instance, line, |fate| fate.works = roll.size().unwrap_or(0)),
                RiskKind::Refusal(line) => draw.each(instance, line, |fate| fate.is_refused = roll.size().is_some()),
                RiskKind::PlaceRange(line) => draw.each(instance, line, |fate| fate.places = roll.size()),
                RiskKind::MatchWithdrawn => {
                    let areas = instance.area_indices().map(|area| (area, roll.size()));
                    draw.withdrawn.extend(areas.filter_map(|(area, size)| size.map(|_| area)));
                }
                RiskKind::Demand(care_type) => draw.demand[care_type.position()] = ONE + roll.size().unwrap_or(0),
            }
        }
        draw
    }

    fn each(&mut self, instance: &Instance, line: Index<ProgrammeLine>, mut befalls: impl FnMut(&mut Fate)) {
        for (fate, project) in self.fates.iter_mut().zip(instance.projects()) {
            if project.line == line {
                befalls(fate);
            }
        }
    }
}

impl<'a> Roll<'a> {
    fn of(risk: &'a Risk, seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let shared = rng.i64(0..=ONE);
        Self { risk, rng, shared }
    }

    /// The size for the next that it speaks of, in thousandths; `None` if it does not occur. As many numbers are drawn
    /// whether it does or not.
    fn size(&mut self) -> Option<i64> {
        let Risk { chance, low, high, shared, .. } = *self.risk;
        let occurs = self.rng.u32(0..100) < chance;
        let own = self.rng.i64(0..=ONE);
        let shared = i64::from(shared);
        let even = (shared * self.shared + (100 - shared) * own) / 100;
        let (low, high) = (i64::from(low) * 10, i64::from(high) * 10);
        occurs.then(|| low + (high - low) * even / ONE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sizes of 2,000 rolls of a risk of this chance, from 10 to 20 per cent.
    fn sizes(chance: u32, shared: u32) -> Vec<Option<i64>> {
        let kind = RiskKind::MatchWithdrawn;
        let risk = Risk { kind, chance, low: 10, high: 20, shared, class: String::new(), source: String::new() };
        let mut roll = Roll::of(&risk, 7);
        (0..2_000).map(|_| roll.size()).collect()
    }

    #[test]
    fn what_has_no_chance_never_occurs_and_what_is_certain_always_does() {
        assert!(sizes(0, 0).iter().all(Option::is_none));
        assert!(sizes(100, 0).iter().all(|size| size.is_some_and(|size| (100..=200).contains(&size))));
        let half = sizes(50, 0).iter().flatten().count();
        assert!(half.abs_diff(1_000) < 70, "{half} of 2,000, and not half of them give or take three in a hundred");
    }

    #[test]
    fn what_is_shared_in_full_is_the_same_for_all() {
        let mut shared = sizes(100, 100);
        shared.dedup();
        assert_eq!(shared.len(), 1);
        let mut own = sizes(100, 0);
        own.dedup();
        assert!(own.len() > 1_000);
    }
}
