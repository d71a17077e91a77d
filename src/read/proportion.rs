//! How lengths that are given compare with straight lines, and which unit that speaks of.

use crate::domain::product;

/// What is given of a straight line, in millionths of it, by the median; nothing where there is no line.
#[must_use]
pub fn median_of_straight(lengths: impl Iterator<Item = (u32, u32)>) -> Option<u64> {
    let part = |(given, straight): (u32, u32)| product(given, 1_000_000).checked_div(straight.into());
    let mut parts: Vec<u64> = lengths.filter_map(part).collect();
    let middle = parts.len() / 2;
    (!parts.is_empty()).then(|| *parts.select_nth_unstable(middle).1)
}

/// Whether what is given is less than the straight line, but for rounding and for how lengths are measured: the scale of
/// the grid and pieces that are rounded down take three parts in a thousand from roads of England, and five are allowed.
/// `rounding` is the most that whole units take away.
#[must_use]
pub fn is_short(given: u32, straight: u32, rounding: u32) -> bool {
    let most = product(given, 1_000).checked_add(product(rounding, 1_000));
    most.is_some_and(|most| most < product(straight, 995))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_short_only_beyond_what_rounding_takes_away() {
        assert_eq!([is_short(998, 1_000, 2), is_short(992, 1_000, 2), is_short(0, 2, 2)], [false, true, false]);
        assert!(!is_short(99_500, 100_000, 0) && is_short(99_499, 100_000, 0));
        assert_eq!(median_of_straight([(12, 10), (5, 0), (13, 10), (1, 10)].into_iter()), Some(1_200_000));
        assert_eq!(median_of_straight([(5, 0)].into_iter()), None);
    }
}
