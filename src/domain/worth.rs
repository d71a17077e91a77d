//! What a place within reach is worth, and the well-located places that come of it.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul};
use std::str::FromStr;

use super::{Malformed, Places, product};

/// The worth of a place to a child in a band of reach, in whole per cents from 1 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Worth {
    percent: u8,
}

impl Worth {
    /// The worth of this many per cent, or nothing outside 1 to 100.
    #[must_use]
    pub fn from_percent(percent: u8) -> Option<Self> {
        (1..=100).contains(&percent).then_some(Self { percent })
    }

    /// The whole per cents.
    #[must_use]
    pub const fn percent(self) -> u8 {
        self.percent
    }
}

impl FromStr for Worth {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let percent = text.parse().ok().and_then(Self::from_percent);
        percent.ok_or_else(|| Malformed::new(text, "a worth in whole per cents from 1 to 100, such as 50"))
    }
}

impl fmt::Display for Worth {
    /// Writes `50%`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}%", self.percent))
    }
}

/// Well-located places: places used by a child within reach, times the worth of the band; kept in hundredths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WellLocated {
    hundredths: u64,
}

impl WellLocated {
    /// None.
    pub const ZERO: Self = Self { hundredths: 0 };

    /// This many hundredths of a well-located place.
    #[must_use]
    pub const fn from_hundredths(hundredths: u64) -> Self {
        Self { hundredths }
    }

    /// The hundredths.
    #[must_use]
    pub const fn hundredths(self) -> u64 {
        self.hundredths
    }
}

impl Mul<Places> for Worth {
    type Output = WellLocated;

    fn mul(self, places: Places) -> WellLocated {
        WellLocated { hundredths: product(self.percent.into(), places.count()) }
    }
}

impl Add for WellLocated {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let sum = self.hundredths.checked_add(other.hundredths);
        Self { hundredths: sum.expect("a hundred times the places of a table are 10 billion at most") }
    }
}

impl AddAssign for WellLocated {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for WellLocated {
    fn sum<I: Iterator<Item = Self>>(places: I) -> Self {
        places.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for WellLocated {
    /// Writes `1,234`, `1,234.5` or `1,234.25`: no more decimals than there are.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = super::places::grouped(self.hundredths / 100);
        let text = match (self.hundredths % 100, self.hundredths % 10) {
            (0, _) => whole,
            (part, 0) => format!("{whole}.{}", part / 10),
            (part, _) => format!("{whole}.{part:02}"),
        };
        f.pad(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_worth_counts_half_a_place() {
        let half = Worth::from_percent(50).expect("50 is a worth");
        assert_eq!((half * Places::new(3)).to_string(), "1.5");
        assert_eq!(WellLocated::from_hundredths(123_405).to_string(), "1,234.05");
        assert_eq!(WellLocated::from_hundredths(700).to_string(), "7");
    }

    #[test]
    fn a_worth_is_from_1_to_100() {
        assert!("100".parse::<Worth>().is_ok());
        assert!(["0", "101", "50%", "0.5", "-1"].iter().all(|wrong| wrong.parse::<Worth>().is_err()));
    }
}
