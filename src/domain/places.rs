//! Places, and how sure one is of their number.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign};
use std::str::FromStr;

use super::{Malformed, left_of};

/// A whole number of places for children.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Places {
    count: u32,
}

impl Places {
    /// No places.
    pub const ZERO: Self = Self { count: 0 };

    /// One place.
    pub const ONE: Self = Self { count: 1 };

    /// The largest number that can be read.
    pub const LARGEST: Self = Self { count: 999_999 };

    /// This many places.
    #[must_use]
    pub const fn new(count: u32) -> Self {
        Self { count }
    }

    /// How many.
    #[must_use]
    pub const fn count(self) -> u32 {
        self.count
    }

    /// The places left when `others` are taken away, and none when there are more of those.
    #[must_use]
    pub const fn less(self, others: Self) -> Self {
        Self { count: self.count.saturating_sub(others.count) }
    }
}

impl FromStr for Places {
    type Err = Malformed;

    /// Reads `4`; refuses `4.5`, `four`, signs and anything over 999,999.
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let digits = (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        let count = digits.then(|| text.parse().ok()).flatten();
        count.map(Self::new).ok_or_else(|| Malformed::whole(text, "a whole number up to 999,999, such as 4"))
    }
}

impl fmt::Display for Places {
    /// Writes `1,234`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&grouped(u64::from(self.count)))
    }
}

impl Add for Places {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { count: self.count.checked_add(other.count).expect("the places of a table are 100 million at most") }
    }
}

impl AddAssign for Places {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Places {
    fn sum<I: Iterator<Item = Self>>(places: I) -> Self {
        places.fold(Self::ZERO, Add::add)
    }
}

/// Which number of a range of places is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Estimate {
    /// The fewest places the project may bring.
    Low,
    /// The number expected.
    Likely,
    /// The most places the project may bring.
    High,
}

impl FromStr for Estimate {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        [Self::Low, Self::Likely, Self::High]
            .into_iter()
            .find(|estimate| estimate.to_string() == text)
            .ok_or_else(|| Malformed::new(text, "one of low, likely, high"))
    }
}

impl fmt::Display for Estimate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Low => "low",
            Self::Likely => "likely",
            Self::High => "high",
        })
    }
}

/// Places while a feasibility study is open: low ≤ likely ≤ high.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlaceRange {
    low: Places,
    likely: Places,
    high: Places,
}

impl PlaceRange {
    /// The range, or nothing if it is out of order.
    #[must_use]
    pub fn new(low: Places, likely: Places, high: Places) -> Option<Self> {
        (low <= likely && likely <= high).then_some(Self { low, likely, high })
    }

    /// The number that `estimate` names.
    #[must_use]
    pub const fn at(self, estimate: Estimate) -> Places {
        match estimate {
            Estimate::Low => self.low,
            Estimate::Likely => self.likely,
            Estimate::High => self.high,
        }
    }
}

/// A whole number with commas between its thousands.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let comma = |place: usize| place > 0 && left_of(digits.len(), place).is_multiple_of(3);
    digits.char_indices().fold(String::new(), |mut text, (place, digit)| {
        if comma(place) {
            text.push(',');
        }
        text.push(digit);
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_whole() {
        assert_eq!("4".parse(), Ok(Places::new(4)));
        for wrong in ["", "4.5", "four", "-1", "1,000", "1000000", "1e3"] {
            assert!(wrong.parse::<Places>().is_err(), "{wrong} was read as places");
        }
    }

    #[test]
    fn a_range_is_in_order() {
        let [two, four] = [2, 4].map(Places::new);
        assert_eq!(PlaceRange::new(two, four, four).map(|range| range.at(Estimate::Low)), Some(two));
        assert_eq!(PlaceRange::new(four, two, four), None);
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!([0, 12, 123, 1_234, 1_234_567].map(grouped), ["0", "12", "123", "1,234", "1,234,567"]);
    }
}
