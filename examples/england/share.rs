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
