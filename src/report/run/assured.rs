//! # Assured: the most places that are open in time with a chance of at least a share
//!
//! ```text
//! max n  with  P(N ≥ n) ≥ share        N = Σ places[o] · open[o]
//! ```
//!
//! Refusals are drawn for each project by itself, and so is the own part of an overrun of works; its shared part is one for
//! all projects of a line. So for each step of that part the options of the line are independent of one another: their
//! places are put together one option after the other, the 1,001 steps are averaged, and lines are independent again.
//!
//! All that is done with masses that are rounded down. What is missing of the whole is then the most by which any chance can
//! be too small; where that leaves the answer open, it is done again in whole numbers as long as they need be.

use std::collections::BTreeMap;

use num_bigint::BigUint;

use crate::domain::{CASES_OF_STEP, Chance, Index, Opening, ProgrammeLine, STEPS, common_divisor};

/// Places that are all open in time or none of them.
#[derive(Clone, Debug)]
pub(super) struct Lot {
    /// The line of their project.
    pub line: Index<ProgrammeLine>,
    /// How many they are.
    pub places: usize,
    /// How sure they are.
    pub opening: Opening,
}

/// The most places of `lots` that are open with a chance of at least so many thousandths.
pub(super) fn assured(lots: &[Lot], thousandths: u32) -> usize {
    if thousandths == 1_000 {
        let certain = lots.iter().filter(|lot| lot.opening.chance() == Chance::CERTAIN);
        return certain.map(|lot| lot.places).sum();
    }
    let rounded: Masses<Rounded> = Masses::of(lots);
    let [least, most] = [Rounded(0), rounded.missing()].map(|more| rounded.quantile(thousandths, more));
    if least == most { least } else { Masses::<BigUint>::of(lots).quantile(thousandths, BigUint::ZERO) }
}

/// By number of places, from none: the part of all cases in which so many are open.
#[derive(Clone)]
struct Masses<M>(Vec<M>);

impl<M: Mass> Masses<M> {
    /// Of all these together: first of those that hang together, while there are few.
    fn of(lots: &[Lot]) -> Self {
        let mut masses = Self(vec![M::all()]);
        let mut by_line: BTreeMap<Index<ProgrammeLine>, Vec<&Lot>> = BTreeMap::new();
        for lot in lots.iter().filter(|lot| lot.opening.is_shared()) {
            by_line.entry(lot.line).or_default().push(lot);
        }
        for lots in by_line.values() {
            masses = masses.with_line(lots);
        }
        for lot in lots.iter().filter(|lot| !lot.opening.is_shared()) {
            let cases = lot.opening.chance().cases();
            let common = common_divisor(cases, Chance::WHOLE);
            masses.put(lot.places, cases / common, Chance::WHOLE / common);
        }
        masses
    }

    /// With the places of a line whose options share a part of what may delay them: step by step of that part, those alike
    /// taken together.
    fn with_line(&self, lots: &[&Lot]) -> Self {
        let mut alike: BTreeMap<Vec<u64>, u64> = BTreeMap::new();
        for step in 0..STEPS {
            *alike.entry(lots.iter().map(|lot| lot.opening.cases_in(step)).collect()).or_default() += 1;
        }
        let common = alike.keys().flatten().fold(CASES_OF_STEP, |common, &cases| common_divisor(common, cases));
        let places: usize = lots.iter().map(|lot| lot.places).sum();
        let mut all = vec![M::none(); self.0.len() + places];
        for (cases, steps) in alike {
            let mut given = self.clone();
            for (lot, cases) in lots.iter().zip(cases) {
                given.put(lot.places, cases / common, CASES_OF_STEP / common);
            }
            for (sum, mass) in all.iter_mut().zip(&given.0) {
                sum.add(mass, steps);
            }
        }
        Self(all.into_iter().map(|mass| mass.each_of(STEPS.into())).collect())
    }

    /// Puts so many places more to it, which are open in so many of so many cases.
    fn put(&mut self, places: usize, open: u64, of: u64) {
        let parts = [of - open, open].map(|cases| M::part(cases, of));
        let mut more = vec![M::none(); self.0.len() + places];
        for (at, mass) in self.0.iter().enumerate().filter(|(_, mass)| !mass.is_none()) {
            for (part, at) in parts.iter().zip([at, at + places]) {
                more[at].add(&mass.times(part), 1);
            }
        }
        self.0 = more;
    }

    /// The most places that have the mass of so many thousandths at or above them, with this much more.
    fn quantile(&self, thousandths: u32, more: M) -> usize {
        let mut whole = M::none();
        self.0.iter().for_each(|mass| whole.add(mass, 1));
        let mut above = more;
        let reached = |(_, mass): &(usize, &M)| {
            above.add(mass, 1);
            above.is_at_least(thousandths, &whole)
        };
        self.0.iter().enumerate().rev().find(reached).map_or(0, |(places, _)| places)
    }
}

impl Masses<Rounded> {
    /// What was lost by rounding.
    fn missing(&self) -> Rounded {
        Rounded(Rounded::all().0 - self.0.iter().map(|mass| mass.0).sum::<u128>())
    }
}

/// A part of the cases that there are.
trait Mass: Clone {
    /// What it is multiplied by.
    type Part;

    /// All the cases.
    fn all() -> Self;
    /// None of them.
    fn none() -> Self;
    /// Whether it is none of them.
    fn is_none(&self) -> bool;
    /// So many cases as a part of so many.
    fn part(cases: u64, of: u64) -> Self::Part;
    /// That part of it.
    fn times(&self, part: &Self::Part) -> Self;
    /// Has so many times `more` added.
    fn add(&mut self, more: &Self, times: u64);
    /// What each of so many steps has of it.
    fn each_of(self, steps: u64) -> Self;
    /// Whether it is at least so many thousandths of `whole`, where all the cases come to that.
    fn is_at_least(&self, thousandths: u32, whole: &Self) -> bool;
}

/// A part of one, in units of which one has 2⁶⁰, rounded down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rounded(u128);

impl Rounded {
    /// The binary digits of one.
    const DIGITS: u32 = 60;
}

impl Mass for Rounded {
    type Part = u128;

    fn all() -> Self {
        Self(1 << Self::DIGITS)
    }

    fn none() -> Self {
        Self(0)
    }

    fn is_none(&self) -> bool {
        self.0 == 0
    }

    fn part(cases: u64, of: u64) -> u128 {
        (u128::from(cases) << Self::DIGITS) / u128::from(of)
    }

    fn times(&self, part: &u128) -> Self {
        Self((self.0 * part) >> Self::DIGITS)
    }

    fn add(&mut self, more: &Self, times: u64) {
        self.0 += more.0 * u128::from(times);
    }

    fn each_of(self, steps: u64) -> Self {
        Self(self.0 / u128::from(steps))
    }

    fn is_at_least(&self, thousandths: u32, _: &Self) -> bool {
        self.0 * 1_000 >= u128::from(thousandths) << Self::DIGITS
    }
}

/// The cases themselves: each time that something is put to them there are more.
impl Mass for BigUint {
    type Part = u64;

    fn all() -> Self {
        Self::from(1_u32)
    }

    fn none() -> Self {
        Self::ZERO
    }

    fn is_none(&self) -> bool {
        *self == Self::ZERO
    }

    fn part(cases: u64, _: u64) -> u64 {
        cases
    }

    fn times(&self, part: &u64) -> Self {
        self * *part
    }

    fn add(&mut self, more: &Self, times: u64) {
        *self += more * times;
    }

    fn each_of(self, _: u64) -> Self {
        self
    }

    fn is_at_least(&self, thousandths: u32, whole: &Self) -> bool {
        self * 1_000_u32 >= whole * thousandths
    }
}
