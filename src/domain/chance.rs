//! A chance, in cases that are all as likely: no rounding, whatever is made of it.

/// In how many of [`Chance::WHOLE`] cases, all as likely, something occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Chance {
    cases: u64,
}

impl Chance {
    /// All the cases: a hundred of being refused, a hundred of works that overrun, twelve months of opening, and the 1,001
    /// steps of each of the two parts that the size of an overrun is made of.
    pub const WHOLE: u64 = 100 * 100 * 12 * 1_001 * 1_001;

    /// It never occurs.
    pub const NONE: Self = Self { cases: 0 };

    /// It always occurs.
    pub const CERTAIN: Self = Self { cases: Self::WHOLE };

    /// In so many cases, and in all where that is more.
    #[must_use]
    pub const fn of_cases(cases: u64) -> Self {
        Self { cases: if cases < Self::WHOLE { cases } else { Self::WHOLE } }
    }

    /// In how many cases.
    #[must_use]
    pub const fn cases(self) -> u64 {
        self.cases
    }

    /// Its whole thousandths, rounded down: what is just under 80% is not told as that.
    #[must_use]
    pub const fn thousandths(self) -> u64 {
        self.cases.saturating_mul(1_000) / Self::WHOLE
    }
}

#[cfg(test)]
mod tests {
    use super::Chance;

    #[test]
    fn thousandths_are_rounded_down_and_never_reached_by_a_case_too_few() {
        let of = |cases| Chance::of_cases(cases).thousandths();
        let four_fifths = Chance::WHOLE / 5 * 4;
        assert_eq!([of(four_fifths - 1), of(four_fifths), of(four_fifths + 1)], [799, 800, 800]);
        assert_eq!(
            [Chance::NONE, Chance::CERTAIN, Chance::of_cases(u64::MAX)].map(Chance::thousandths),
            [0, 1_000, 1_000]
        );
    }
}
