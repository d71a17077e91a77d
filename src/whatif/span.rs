//! A number that is known to lie between two others.

use crate::domain::WellLocated;

/// Well-located places between a least and a most; where these are the same the number is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// It is no less.
    pub least: WellLocated,
    /// It is no more.
    pub most: WellLocated,
}

impl Span {
    /// The span between what is found and what a bound allows.
    ///
    /// # Panics
    ///
    /// If the bound is below what was found: whoever knows the two has compared them.
    #[must_use]
    pub fn new(least: WellLocated, most: WellLocated) -> Self {
        assert!(least <= most, "what is found is within its bound");
        Self { least, most }
    }

    /// Whether the number is known.
    #[must_use]
    pub fn is_known(self) -> bool {
        self.least == self.most
    }

    /// How many fewer `other` is, which is never more than this: nought or more.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        let less = |one: WellLocated, two: WellLocated| {
            WellLocated::from_hundredths(one.hundredths().saturating_sub(two.hundredths()))
        };
        Self { least: less(self.least, other.most), most: less(self.most, other.least) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(least: u64, most: u64) -> Span {
        Span::new(WellLocated::from_hundredths(least), WellLocated::from_hundredths(most))
    }

    #[test]
    fn a_difference_is_as_wide_as_both_its_numbers_and_never_below_nought() {
        assert_eq!(span(900, 950).less(span(700, 800)), span(100, 250));
        assert_eq!(span(900, 900).less(span(900, 900)), span(0, 0));
        assert_eq!(span(900, 950).less(span(900, 950)), span(0, 50));
    }
}
