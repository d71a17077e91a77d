//! What a check finds.

use std::fmt;

use crate::domain::{Money, Places, WellLocated};

/// What a check finds of one rule: the value beside its bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The check that found it.
    pub family: &'static str,
    /// The rule's id, or what of the check it is, such as an area.
    pub id: String,
    /// The rule in words.
    pub rule: String,
    /// Who says so.
    pub source: String,
    /// What is counted.
    pub unit: Unit,
    /// How much of it the plan has.
    pub value: i64,
    /// Which way it is limited.
    pub limit: Limit,
    /// The limit.
    pub bound: i64,
    /// Whether the rule holds the plan back: nothing more would fit under it, or nothing funded could be left out.
    pub binding: bool,
    /// Where it is broken, by name, where that is more than the value says.
    pub where_broken: Vec<String>,
}

/// Which way a value is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The bound or less.
    AtMost,
    /// The bound or more.
    AtLeast,
    /// The bound itself.
    Exactly,
}

/// What a value counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Pounds.
    Pounds,
    /// Places.
    Places,
    /// Hundredths of a well-located place.
    HundredthsOfPlaces,
    /// Projects.
    Projects,
    /// Homes.
    Homes,
    /// Things that break the rule.
    Breaches,
}

impl Unit {
    /// The word for it in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pounds => "gbp",
            Self::Places => "places",
            Self::HundredthsOfPlaces => "well-located places x100",
            Self::Projects => "projects",
            Self::Homes => "homes",
            Self::Breaches => "breaches",
        }
    }

    /// The word for one of it.
    const fn one(self) -> &'static str {
        match self {
            Self::Pounds => "pound",
            Self::Places => "place",
            Self::HundredthsOfPlaces => "hundredth of a well-located place",
            Self::Projects => "project",
            Self::Homes => "home",
            Self::Breaches => "breach",
        }
    }

    /// The amount as people read it.
    #[must_use]
    pub fn write(self, amount: i64) -> String {
        let size = amount.unsigned_abs();
        let sign = if amount < 0 { "-" } else { "" };
        let count = Places::new(u32::try_from(size).unwrap_or(u32::MAX));
        match self {
            Self::Pounds => Money::from_pounds(amount).to_string(),
            Self::HundredthsOfPlaces => format!("{sign}{}", WellLocated::from_hundredths(size).counted()),
            Self::Places | Self::Projects | Self::Homes | Self::Breaches if size == 1 => {
                format!("{sign}1 {}", self.one())
            }
            Self::Places | Self::Projects | Self::Homes | Self::Breaches => format!("{sign}{count} {}", self.word()),
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::AtMost => "at most",
            Self::AtLeast => "at least",
            Self::Exactly => "exactly",
        })
    }
}

impl Finding {
    /// A finding of `family` that nothing may break the rule, with whatever does.
    pub(super) fn none_broken(family: &'static str, rule: &str, where_broken: Vec<String>) -> Self {
        Self {
            family,
            id: family.to_owned(),
            rule: rule.to_owned(),
            source: "follows from the data".to_owned(),
            unit: Unit::Breaches,
            value: i64::try_from(where_broken.len()).expect("breaches are listed in memory"),
            limit: Limit::AtMost,
            bound: 0,
            binding: false,
            where_broken,
        }
    }

    /// Whether the plan keeps the rule.
    #[must_use]
    pub const fn holds(&self) -> bool {
        match self.limit {
            Limit::AtMost => self.value <= self.bound,
            Limit::AtLeast => self.value >= self.bound,
            Limit::Exactly => self.value == self.bound,
        }
    }

    /// How far the value is from its bound, on the side that is allowed; below nought when the rule is broken.
    #[must_use]
    pub const fn slack(&self) -> i64 {
        match self.limit {
            Limit::AtMost => self.bound - self.value,
            Limit::AtLeast => self.value - self.bound,
            Limit::Exactly => -(self.bound - self.value).abs(),
        }
    }

    /// What is wrong, in words; nothing if the rule is kept.
    #[must_use]
    pub fn breach(&self) -> Option<String> {
        let Self { id, rule, unit, limit, .. } = self;
        let first: Vec<&str> = self.where_broken.iter().take(3).map(String::as_str).collect();
        let places = if first.is_empty() { String::new() } else { format!(": {}", first.join("; ")) };
        let (value, bound) = (unit.write(self.value), unit.write(self.bound));
        (!self.holds()).then(|| format!("{id}: {rule} It is {value} and must be {limit} {bound}{places}"))
    }
}
