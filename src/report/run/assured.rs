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

use crate::domain::{CASES_OF_STEP, Chance, Index, Opening, Places, ProgrammeLine, STEPS, common_divisor};

/// Places that are all open in time or none of them.
#[derive(Clone, Debug)]
pub(super) struct Lot {
    /// The line of their project.
    pub line: Index<ProgrammeLine>,
    /// How many they are.
    pub places: Places,
    /// How sure they are.
    pub opening: Opening,
}

/// The most work that is done: some forty times what England's plans take, and about a second.
const MOST_WORK: usize = 200_000_000;

/// The most places of `lots` that are open with a chance of at least so many thousandths; nothing where it would take too
/// long to say.
pub(super) fn assured(lots: &[Lot], thousandths: u32) -> Option<Places> {
    if thousandths == 1_000 {
        let certain = lots.iter().filter(|lot| lot.opening.chance() == Chance::CERTAIN);
        return Some(certain.map(|lot| lot.places).sum());
    }
    if work(lots) > MOST_WORK {
        return None;
    }
    let rounded: Masses<Rounded> = Masses::of(lots);
    let [least, most] = [Rounded(0), rounded.missing()].map(|more| rounded.quantile(thousandths, more));
    let settled = || Masses::<BigUint>::of(lots).quantile(thousandths, BigUint::ZERO);
    Some(if least == most { least } else { settled() })
}

/// How often a mass is put to another, at most.
fn work(lots: &[Lot]) -> usize {
    let places: Places = lots.iter().map(|lot| lot.places).sum();
    let shared = lots.iter().filter(|lot| lot.opening.is_shared());
    let of_shared: Places = shared.clone().map(|lot| lot.places).sum();
    let of_steps = shared.count().saturating_mul(usize::from(STEPS)).saturating_mul(count(of_shared));
    of_steps.saturating_add(lots.len().saturating_mul(count(places)))
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
        let places: Places = lots.iter().map(|lot| lot.places).sum();
        let mut all = vec![M::none(); self.0.len() + count(places)];
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
    fn put(&mut self, places: Places, open: u64, of: u64) {
        let places = count(places);
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
    fn quantile(&self, thousandths: u32, more: M) -> Places {
        let mut whole = M::none();
        self.0.iter().for_each(|mass| whole.add(mass, 1));
        let mut above = more;
        let reached = |(_, mass): &(usize, &M)| {
            above.add(mass, 1);
            above.is_at_least(thousandths, &whole)
        };
        let most = self.0.iter().enumerate().rev().find(reached).map_or(0, |(places, _)| places);
        Places::new(u32::try_from(most).expect("the places of lots are counted in 32 bits"))
    }
}

/// So many, of what is in memory.
fn count(places: Places) -> usize {
    usize::try_from(places.count()).expect("an address has 32 bits")
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::case::Case;
    use crate::domain::WorksOverrun;

    /// So many lots of these places, with works that may take longer in this much of the cases, half of it shared.
    fn lots(places: &[u32], chance: u32) -> Vec<Lot> {
        let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/deliverability/model.toml");
        let case = Case::open(&model).expect("a golden run");
        let instance = case.dataset.instance.changed(|parts| {
            for line in &mut parts.lines {
                line.works = Some(WorksOverrun { chance, low: 0, high: 60, shared: 50 });
                line.refusal_percent = Some(20);
            }
        });
        let lot = |places: &u32| Lot {
            line: Index::new(usize::from(places.is_multiple_of(2))),
            places: Places::new(*places),
            opening: Opening::of(&instance, Index::new(1), case.model.horizon, None),
        };
        places.iter().map(lot).collect()
    }

    #[test]
    fn what_is_worked_out_with_rounding_is_what_whole_numbers_give() {
        let mut told = std::collections::BTreeSet::new();
        for chance in [0, 60, 100] {
            let lots = lots(&[4, 5, 3, 4, 2, 6, 1], chance);
            let exact = Masses::<BigUint>::of(&lots);
            for thousandths in (0..=1_000).step_by(50) {
                let assured = assured(&lots, thousandths);
                assert_eq!(assured, Some(exact.quantile(thousandths, BigUint::ZERO)), "{chance}% and {thousandths}");
                told.insert(assured);
            }
        }
        assert!(told.len() > 10, "{told:?}");
    }

    #[test]
    fn a_chance_that_is_just_what_is_asked_is_enough_though_rounding_leaves_it_open() {
        // Nothing but refusal, in 20 of 100 cases: 80% is that the one lot is open, and 64% that both are.
        let [one, both] = [lots(&[4], 0), lots(&[4, 4], 0)];
        let rounded: Masses<Rounded> = Masses::of(&both);
        assert_ne!(
            rounded.quantile(640, Rounded(0)),
            rounded.quantile(640, rounded.missing()),
            "rounding leaves it open"
        );
        let told = [assured(&one, 800), assured(&one, 801), assured(&both, 640), assured(&both, 641)];
        assert_eq!(told, [4, 0, 8, 4].map(|places| Some(Places::new(places))));
        assert_eq!(assured(&both, 1_000), Some(Places::ZERO), "none is certain");
    }

    #[test]
    fn what_would_take_too_long_is_not_told() {
        let many = lots(&[999_999; 3], 60);
        assert_eq!([assured(&many, 800), assured(&many, 1_000)], [None, Some(Places::ZERO)]);
    }
}
