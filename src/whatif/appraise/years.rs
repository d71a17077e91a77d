//! What a part of a plan comes to year by year, and when it has paid for itself.

use std::collections::BTreeMap;

use super::factors::{ONE, WHOLE, between, rounded};
use super::{Appraised, SPREAD, Valued, pence, spending};
use crate::domain::{FinancialYear, Instance, Money};

/// A year, in pence, discounted; of each option rounded by itself, so that years add up to the totals but for pennies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct YearSums {
    /// Capital, of the department and met locally.
    pub capital: i64,
    /// Running the places.
    pub running: i64,
    /// Placements that are avoided.
    pub avoided: i64,
    /// As much of that as is resources saved.
    pub counted: i64,
}

impl YearSums {
    /// What the year adds to the net present social value.
    #[must_use]
    pub const fn social(&self) -> i64 {
        self.counted - self.running - self.capital
    }

    /// What it adds to the value to the public purse.
    #[must_use]
    pub const fn purse(&self) -> i64 {
        self.avoided - self.running - self.capital
    }
}

/// Every year of a case, of these of its options.
#[must_use]
pub fn years(instance: &Instance, case: &Appraised, options: &[&Valued]) -> BTreeMap<FinancialYear, YearSums> {
    let mut years: BTreeMap<FinancialYear, YearSums> =
        case.factors.years.keys().map(|year| (*year, YearSums::default())).collect();
    for valued in options {
        capital(instance, case, valued, &mut years);
        places(instance, case, valued, &mut years);
    }
    years
}

fn capital(instance: &Instance, case: &Appraised, valued: &Valued, years: &mut BTreeMap<FinancialYear, YearSums>) {
    let option = &instance[valued.option];
    let optimism = case.terms.lines[instance[option.project].line.position()].optimism;
    let spent = spending(option);
    let pounds = |money: Money| i128::from(money.pounds());
    let all: i128 = spent.iter().map(|(_, money)| pounds(*money)).sum();
    let cost = pounds(option.cost + option.local_match);
    for (year, money) in spent {
        let spread = rounded(pounds(money) * case.factors.years[&year].cash * (SPREAD / ONE), all);
        let share = pence(cost * 100 * (WHOLE + i128::from(optimism)) * spread, WHOLE * SPREAD);
        years.entry(year).or_default().capital += share;
    }
}

fn places(instance: &Instance, case: &Appraised, valued: &Valued, years: &mut BTreeMap<FinancialYear, YearSums>) {
    let option = &instance[valued.option];
    let line = case.terms.lines[instance[option.project].line.position()];
    let [running, occupancy, placement, unregistered, share] =
        [line.running, line.occupancy, line.placement, line.unregistered, line.share].map(i128::from);
    let avoided = occupancy * ((WHOLE - share) * placement + share * unregistered);
    let real = i128::from(case.terms.real);
    for (year, sums) in years {
        let open = |from: FinancialYear| (0..i128::from(case.terms.years)).contains(&between(from, *year));
        let counts = |places: u32, from| if open(from) { i128::from(places) } else { 0 };
        let places =
            counts(valued.added.count(), option.opens) + counts(valued.protected.count(), valued.protected_from);
        let worth = places * case.factors.years[year].discount;
        sums.running += pence(running * worth, ONE);
        sums.avoided += pence(avoided * worth, WHOLE * WHOLE * ONE);
        sums.counted += pence(avoided * real * worth, WHOLE * WHOLE * WHOLE * ONE);
    }
}

/// The year with which a part of a plan has paid for itself: from its end on, what came in is never again less than what
/// went out. Nothing where it never has, or nothing went out.
#[must_use]
pub fn payback(years: &BTreeMap<FinancialYear, YearSums>, of: fn(&YearSums) -> i64) -> Option<FinancialYear> {
    let mut so_far = 0;
    let mut paid = None;
    let mut was_short = false;
    for (year, sums) in years {
        so_far += of(sums);
        if so_far < 0 {
            (was_short, paid) = (true, None);
        } else if was_short && paid.is_none() {
            paid = Some(*year);
        }
    }
    paid
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Years of these sums, from 2025-26.
    fn of(sums: &[i64]) -> BTreeMap<FinancialYear, YearSums> {
        let year = |at: usize| {
            let first: FinancialYear = "2025-26".parse().expect("a year");
            first.later(u16::try_from(at).expect("few")).expect("a year")
        };
        let sum = |(at, sum): (usize, &i64)| (year(at), YearSums { counted: *sum, ..YearSums::default() });
        sums.iter().enumerate().map(sum).collect()
    }

    #[test]
    fn a_plan_has_paid_for_itself_once_it_is_never_short_again() {
        let paid = |sums: &[i64]| payback(&of(sums), YearSums::social).map(|year| year.to_string());
        assert_eq!(paid(&[-10, 5, 5, 5]).as_deref(), Some("2027-28"));
        assert_eq!(paid(&[-10, 15, -10, 5, 5]).as_deref(), Some("2028-29"), "it was short again");
        assert_eq!(paid(&[-10, 5, 4]), None);
        assert_eq!(paid(&[0, 0]), None, "nothing went out");
    }
}
