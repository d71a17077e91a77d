//! The money of a part of a plan, in pence, and what follows from it.

use std::iter::Sum;
use std::ops::Add;

use super::factors::rounded;

/// Sums in pence: present values, and what a full year comes to once all is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Capital of the department, with optimism bias.
    pub capital: i64,
    /// Capital that is met locally, with optimism bias.
    pub local_match: i64,
    /// Running the places.
    pub running: i64,
    /// Placements in registered homes that are avoided.
    pub placement: i64,
    /// Placements in unregistered homes that are avoided.
    pub unregistered: i64,
    /// As much of those in registered homes as is resources saved.
    pub counted_placement: i64,
    /// As much of those in unregistered homes as is resources saved.
    pub counted_unregistered: i64,
    /// Running the places for a year, not discounted.
    pub running_a_year: i64,
    /// Placements in registered homes that are avoided in a year, not discounted.
    pub placement_a_year: i64,
    /// Placements in unregistered homes that are avoided in a year, not discounted.
    pub unregistered_a_year: i64,
}

impl Sums {
    /// What it costs: capital of both and running.
    #[must_use]
    pub const fn costs(&self) -> i64 {
        self.capital + self.local_match + self.running
    }

    /// What the public purse need not pay for placements.
    #[must_use]
    pub const fn avoided(&self) -> i64 {
        self.placement + self.unregistered
    }

    /// As much of that as is resources saved.
    #[must_use]
    pub const fn counted(&self) -> i64 {
        self.counted_placement + self.counted_unregistered
    }

    /// Net present social value.
    #[must_use]
    pub const fn social(&self) -> i64 {
        self.counted() - self.costs()
    }

    /// Net present value to the public purse.
    #[must_use]
    pub const fn purse(&self) -> i64 {
        self.avoided() - self.costs()
    }

    /// The benefit-cost ratio in hundredths; nothing where nothing is paid.
    #[must_use]
    pub fn ratio(&self) -> Option<i64> {
        let costs = i128::from(self.costs());
        (costs > 0).then(|| i64::try_from(rounded(i128::from(self.counted()) * 100, costs)).unwrap_or(i64::MAX))
    }
}

impl Add for Sums {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            capital: self.capital + other.capital,
            local_match: self.local_match + other.local_match,
            running: self.running + other.running,
            placement: self.placement + other.placement,
            unregistered: self.unregistered + other.unregistered,
            counted_placement: self.counted_placement + other.counted_placement,
            counted_unregistered: self.counted_unregistered + other.counted_unregistered,
            running_a_year: self.running_a_year + other.running_a_year,
            placement_a_year: self.placement_a_year + other.placement_a_year,
            unregistered_a_year: self.unregistered_a_year + other.unregistered_a_year,
        }
    }
}

impl Sum for Sums {
    fn sum<I: Iterator<Item = Self>>(sums: I) -> Self {
        sums.fold(Self::default(), Add::add)
    }
}
