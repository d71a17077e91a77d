//! Numbers as files have them, read back.

use crate::domain::WellLocated;

/// A number in units of so many decimals: `908.5` with two is 90,850; nothing where it is none, or has more decimals.
#[must_use]
pub fn in_units(written: &str, decimals: usize) -> Option<i64> {
    let (sign, digits) = written.strip_prefix('-').map_or(("", written), |digits| ("-", digits));
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let has_room = |part: &str| is_digits(part) && part.len() <= decimals;
    let part = part.map_or(Some(""), |part| has_room(part).then_some(part))?;
    is_digits(whole).then(|| format!("{sign}{whole}{part:0<decimals$}").parse().ok()).flatten()
}

/// Well-located places: `908.50`.
#[must_use]
pub fn read_well_located(written: &str) -> Option<WellLocated> {
    in_units(written, 2).and_then(|hundredths| u64::try_from(hundredths).ok()).map(WellLocated::from_hundredths)
}

#[cfg(test)]
mod tests {
    use super::{in_units, read_well_located};
    use crate::domain::WellLocated;

    #[test]
    fn a_number_is_read_back_in_its_unit_or_not_at_all() {
        let read = [("908.5", 2), ("908", 2), ("-3.25", 2), ("7", 0), ("0.1", 1)].map(|(text, to)| in_units(text, to));
        assert_eq!(read, [Some(90_850), Some(90_800), Some(-325), Some(7), Some(1)]);
        let refused = [("908.505", 2), ("1.", 2), (".5", 1), ("", 2), ("1e3", 0), ("+4", 0), ("7.0", 0), ("--1", 0)];
        assert_eq!(refused.map(|(text, to)| in_units(text, to)), [None; 8]);
        assert_eq!(read_well_located("908.50"), Some(WellLocated::from_hundredths(90_850)));
        assert_eq!(read_well_located("-1.00"), None);
    }
}
