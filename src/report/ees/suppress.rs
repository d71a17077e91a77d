//! Which counts are confidential: those of few children, and others that keep them from being worked out.

/// Which of these counts, whose sum is told, are confidential: those from 1 to below `fewest`; and where that is a single
/// one, which its sum would give away, the next smallest too. Counts that are not known are never told anyway.
pub(super) fn confidential(counts: &[Option<u64>], fewest: u32) -> Vec<bool> {
    let is_small = |count: &Option<u64>| count.is_some_and(|count| (1..u64::from(fewest)).contains(&count));
    let mut confidential: Vec<bool> = counts.iter().map(is_small).collect();
    if confidential.iter().filter(|is_small| **is_small).count() == 1 {
        let others = counts.iter().enumerate().filter(|(at, _)| !confidential[*at]);
        // Of nobody there is nothing to tell; it hides another only if nothing else does.
        let next = others.filter_map(|(at, count)| Some((*count == Some(0), (*count)?, at))).min();
        if let Some((_, _, at)) = next {
            confidential[at] = true;
        }
    }
    confidential
}

#[cfg(test)]
mod tests {
    use super::confidential;

    #[test]
    fn few_children_are_confidential_and_never_alone() {
        let told = |counts: &[Option<u64>]| confidential(counts, 6);
        assert_eq!(told(&[Some(0), Some(6), None]), [false, false, false], "nobody, enough, not known");
        assert_eq!(told(&[Some(1), Some(5), Some(9)]), [true, true, false]);
        assert_eq!(
            told(&[Some(12), Some(5), Some(9), Some(0)]),
            [false, true, true, false],
            "the next smallest hides it"
        );
        assert_eq!(told(&[Some(5), Some(0)]), [true, true]);
        assert_eq!(told(&[Some(5), None]), [true, false], "there is nothing to hide it behind");
        assert_eq!(confidential(&[Some(1), Some(2)], 0), [false, false]);
    }
}
