//! Distance, in tenths of a mile.

use std::fmt;
use std::str::FromStr;

use super::{Malformed, product};

/// Metres in a tenth of an international mile, times ten thousand, so that it is whole.
const METRES_E4_PER_TENTH: u32 = 1_609_344;

/// The same, as what is divided by.
const TENTH: u64 = 1_609_344;

/// What is added before it is divided by, so that halves go up.
const HALF: u64 = 804_672;

/// Why no distance is too long to be told in another unit.
const FITS: &str = "the product of two numbers of 32 bits is far from the last of 64";

/// A distance in tenths of a mile: what is written is what is compared, so a printed 20.0 is within 20.0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Miles {
    tenths: u32,
}

impl Miles {
    /// This many tenths of a mile.
    #[must_use]
    pub const fn from_tenths(tenths: u32) -> Self {
        Self { tenths }
    }

    /// Whole metres, to the nearest tenth of a mile; halves go up.
    ///
    /// # Panics
    ///
    /// Beyond 690,000 km, which no road is.
    #[must_use]
    pub fn from_metres(metres: u32) -> Self {
        let tenths = product(metres, 10_000).checked_add(HALF).expect(FITS) / TENTH;
        Self { tenths: u32::try_from(tenths).expect("a tenth of a mile is longer than a metre") }
    }

    /// The most whole metres that still round to this distance or less: the bound to search roads within.
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "no product of two numbers of 32 bits is so large")]
    pub fn most_metres(self) -> u32 {
        // Short of the half that goes up.
        let most = product(self.tenths, METRES_E4_PER_TENTH).checked_add(HALF - 1).expect(FITS);
        u32::try_from(most / 10_000).unwrap_or(u32::MAX)
    }

    /// The tenths of a mile.
    #[must_use]
    pub const fn tenths(self) -> u32 {
        self.tenths
    }
}

impl FromStr for Miles {
    type Err = Malformed;

    /// Reads `20` and `20.5`; refuses signs, more decimals and anything beyond 9,999 miles.
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let (whole, tenth) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        let plain = digits(whole, 4) && digits(tenth, 1);
        let tenths = plain.then(|| format!("{whole}{tenth}").parse().ok()).flatten();
        let wanted = "a distance in miles with at most one decimal, such as 20 or 20.5";
        tenths.map(Self::from_tenths).ok_or_else(|| Malformed::new(text, wanted))
    }
}

impl fmt::Display for Miles {
    /// Writes `20.0`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}.{}", self.tenths / 10, self.tenths % 10))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metres_become_the_nearest_tenth_of_a_mile() {
        let written = [0, 80, 81, 1_609, 32_187, 64_374].map(|metres| Miles::from_metres(metres).to_string());
        assert_eq!(written, ["0.0", "0.0", "0.1", "1.0", "20.0", "40.0"]);
    }

    #[test]
    fn the_bound_for_a_search_is_the_last_metre_within_reach() {
        for tenths in 0..3_000 {
            let reach = Miles::from_tenths(tenths);
            assert_eq!(Miles::from_metres(reach.most_metres()), reach);
            assert!(Miles::from_metres(reach.most_metres() + 1) > reach);
        }
    }

    #[test]
    fn only_a_plain_distance_is_read() {
        assert_eq!("20.5".parse(), Ok(Miles::from_tenths(205)));
        assert_eq!("20".parse(), Ok(Miles::from_tenths(200)));
        for wrong in ["", ".", "1.", ".5", "-1", "1.25", "NaN", "1e3", "10000"] {
            assert!(wrong.parse::<Miles>().is_err(), "{wrong} was read as miles");
        }
    }
}
