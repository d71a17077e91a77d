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
    /// The first that is written.
    pub const FIRST: Self = Self { start: 2_000 };

    /// The last that is written.
    pub const LAST: Self = Self { start: 2_099 };

    /// The calendar year in which it ends, by which published tables date a completion: 2029 for `2028-29`.
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "no year begins after 2099")]
    pub const fn ends_in(self) -> u16 {
        self.start.checked_add(1).expect("no year begins after 2099")
    }

    /// The year that ends in this calendar year, from 2000-01 to 2099-00.
    #[must_use]
    pub fn ending_in(year: i64) -> Option<Self> {
        let start = u16::try_from(year.checked_sub(1)?).ok()?;
        (2000..2100).contains(&start).then_some(Self { start })
    }

    /// The year in which a day of this calendar year and month lies: March 2027 in 2026-27, April 2027 in 2027-28.
    #[must_use]
    pub fn of_month(year: i64, month: u32) -> Option<Self> {
        match month {
            1..=3 => Self::ending_in(year),
            4..=12 => Self::ending_in(year.checked_add(1)?),
            _ => None,
        }
    }

    /// A year in another form than its own, of which no other can be meant: `2025/26`, `25-26`, `202526`, `2025-2026`.
    #[must_use]
    pub fn of_form(text: &str) -> Option<Self> {
        text.parse().ok().or_else(|| meant(text))
    }

    /// The years from this one to `last`, both counted; none where that is before it.
    pub fn through(self, last: Self) -> impl Iterator<Item = Self> {
        (self.start..=last.start).map(|start| Self { start })
    }

    /// The year that begins so many years later, up to 2099-00.
    #[must_use]
    pub fn later(self, years: u16) -> Option<Self> {
        self.start.checked_add(years).map(|start| Self { start }).filter(|year| year.start < 2100)
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
            .ok_or_else(|| {
                let meant = meant(text).map_or_else(String::new, |year| format!("; if it means {year}, write that"));
                Malformed::new(text, format!("a financial year, such as 2026-27{meant}"))
            })
    }
}

/// The year that `2025/26`, `25-26`, `202526` or `2025-2026` was probably meant to be.
fn meant(text: &str) -> Option<FinancialYear> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let marks = text.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let (start, end) = match digits.len() {
        4 if !marks.is_empty() => digits.split_at(2),
        6 | 8 => digits.split_at(4),
        _ => return None,
    };
    let last_two = |part: &str| Some(part.split_at_checked(part.len().checked_sub(2)?)?.1.to_owned());
    let year = FinancialYear { start: format!("20{}", last_two(start)?).parse().ok()? };
    let halves = year.to_string();
    let agree = halves.starts_with(start) || halves[2..].starts_with(start);
    let follow = last_two(end).is_some_and(|end| halves.ends_with(&end)) && (end.len() == 2 || end.starts_with("20"));
    (agree && follow && ["", "/", "-", "–", " to "].contains(&marks.as_str())).then_some(year)
}

impl fmt::Display for FinancialYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:04}-{:02}", self.start, self.ends_in() % 100))
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

    #[test]
    fn a_year_in_another_form_is_shown_as_it_should_be() {
        for form in ["2025/26", "25-26", "202526", "2025-2026", "2025–26", "2025 to 2026"] {
            assert_eq!(meant(form).map(|year| year.to_string()).as_deref(), Some("2025-26"), "{form}");
        }
        for other in ["2025-27", "2526", "2025-26 ", "1925-26", "2025-1926", "26-04-05", "2024-02-29", "2025"] {
            assert_eq!(meant(other), None, "{other}");
        }
    }
}
