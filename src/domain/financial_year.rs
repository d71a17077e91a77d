//! The financial year, 1 April to 31 March.

use std::fmt;
use std::str::FromStr;

use super::Malformed;

/// A financial year, 1 April to 31 March, written `2026-27`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FinancialYear {
    start: u16,
}

impl FinancialYear {
    /// The calendar year in which it ends, by which published tables date a completion: 2029 for `2028-29`.
    #[must_use]
    pub const fn ends_in(self) -> u16 {
        self.start + 1
    }
}

impl FromStr for FinancialYear {
    type Err = Malformed;

    /// Reads `2026-27`; refuses `2026-28`, `2026`, `26-27` and years outside 2000 to 2099.
    fn from_str(text: &str) -> Result<Self, Malformed> {
        text.get(..4)
            .and_then(|start| start.parse().ok())
            .filter(|start| (2000..2100).contains(start))
            .map(|start| Self { start })
            .filter(|year| year.to_string() == text)
            .ok_or_else(|| Malformed::new(text, "a financial year, such as 2026-27"))
    }
}

impl fmt::Display for FinancialYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:04}-{:02}", self.start, (self.start + 1) % 100))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_whose_halves_disagree_is_refused() {
        assert!("2026-27".parse::<FinancialYear>().is_ok());
        assert!("2099-00".parse::<FinancialYear>().is_ok());
        for wrong in ["2026-28", "2026", "26-27", "2026/27", "202627", "1899-00", "2026-27 ", "２０２６-27"] {
            assert!(wrong.parse::<FinancialYear>().is_err(), "{wrong} was read as a year");
        }
    }
}
