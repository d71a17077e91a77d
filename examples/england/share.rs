//! Sharing a whole number out so that the parts sum to it exactly.

/// Parts of `total` in proportion to `weights`, by largest remainder; of equal remainders the first gains.
pub(super) fn share(total: i64, weights: &[i64]) -> Vec<i64> {
    let sum: i64 = weights.iter().sum();
    let mut parts: Vec<i64> = weights.iter().map(|weight| total * weight / sum).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|&at| (-(total * weights[at] % sum), at));
    let left = total - parts.iter().sum::<i64>();
    for &at in order.iter().take(usize::try_from(left).expect("parts are rounded down")) {
        parts[at] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn parts_sum_to_the_whole_and_the_largest_remainders_gain() {
        assert_eq!(share(10, &[1, 1, 1]), [4, 3, 3]);
        assert_eq!(share(7, &[50, 30, 20]), [4, 2, 1]);
        assert_eq!(share(100, &[0, 3, 7]), [0, 30, 70]);
    }
}
