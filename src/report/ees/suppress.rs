//! Which counts are confidential: those of few children, and as many others as keep them from being worked out.
//!
//! A count is worked out from a total that is told by taking away whatever else is told of it. So counts that are hidden
//! stand in groups, each with a sum that anybody can have: those of a region whose own total is told, and those of all
//! regions whose totals are hidden, as England's is told. A group hides what is in it if it has two counts at least, if
//! they sum to no small number, and if they cannot all be the least or the most that a small number is.

/// What is hidden.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Hidden {
    /// By region, which of its counts are.
    pub counts: Vec<Vec<bool>>,
    /// Which totals of regions are.
    pub regions: Vec<bool>,
    /// Whether the total of England is.
    pub nation: bool,
}

/// The counts of each region; nothing where one is not known, and so never told.
type Counts = [Vec<Option<u64>>];

/// What is hidden of `counts`, so that no count from 1 to below `fewest` can be worked out.
pub(super) fn hidden(counts: &Counts, fewest: u32) -> Hidden {
    let fewest = u64::from(fewest);
    let is_small = |count: &Option<u64>| count.is_some_and(|count| (1..fewest).contains(&count));
    let mut hidden = Hidden {
        counts: counts.iter().map(|of| of.iter().map(is_small).collect()).collect(),
        regions: vec![false; counts.len()],
        nation: false,
    };
    for region in 0..counts.len() {
        while hidden.counts[region].contains(&true) && !hides(&group(counts, &hidden, &[region]), fewest) {
            if !hide_next(&counts[region], &mut hidden.counts[region]) {
                hidden.regions[region] = true;
                break;
            }
        }
    }
    hide_regions(counts, &mut hidden, fewest);
    hidden
}

/// Hides totals of further regions until those that are hidden hide one another, or England's, if they never do.
fn hide_regions(counts: &Counts, hidden: &mut Hidden, fewest: u64) {
    loop {
        let pool: Vec<usize> = (0..counts.len()).filter(|&region| hidden.regions[region]).collect();
        if pool.is_empty() || (pool.len() > 1 && hides(&group(counts, hidden, &pool), fewest)) {
            return;
        }
        let total = |region: usize| counts[region].iter().flatten().sum::<u64>();
        let others = (0..counts.len()).filter(|&region| !hidden.regions[region] && total(region) > 0);
        let Some(next) = others.min_by_key(|&region| (total(region), region)) else {
            hidden.nation = true;
            return;
        };
        hidden.regions[next] = true;
        // A total is worked out from its parts, if all of them are told.
        if !hidden.counts[next].contains(&true) {
            hide_next(&counts[next], &mut hidden.counts[next]);
        }
    }
}

/// The counts of these regions that are hidden.
fn group(counts: &Counts, hidden: &Hidden, regions: &[usize]) -> Vec<u64> {
    let of = |&region: &usize| counts[region].iter().zip(&hidden.counts[region]);
    regions.iter().flat_map(of).filter_map(|(count, is_hidden)| count.filter(|_| *is_hidden)).collect()
}

/// Whether a group of counts, whose sum anybody can have, hides each of them.
fn hides(group: &[u64], fewest: u64) -> bool {
    let (sum, many) = (group.iter().sum::<u64>(), u64::try_from(group.len()).unwrap_or(u64::MAX));
    let are_all_small = group.iter().all(|count| *count < fewest);
    many > 1 && sum >= fewest && sum > many && !(are_all_small && sum == many * (fewest - 1))
}

/// Hides the smallest count that is told, of those that are not nought: of nobody there is nothing to hide, nor does it
/// hide another. Says whether there was one.
fn hide_next(counts: &[Option<u64>], hidden: &mut [bool]) -> bool {
    let told = counts.iter().enumerate().filter(|(at, _)| !hidden[*at]);
    let next = told.filter_map(|(at, count)| Some((count.filter(|count| *count > 0)?, at))).min();
    next.is_some_and(|(_, at)| {
        hidden[at] = true;
        true
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is hidden below one region, beside a large one that is told.
    fn told(counts: &[Option<u64>]) -> (Vec<bool>, bool) {
        let hidden = hidden(&[counts.to_vec(), vec![Some(90), Some(80)]], 6);
        (hidden.counts[0].clone(), hidden.regions[0])
    }

    #[test]
    fn few_children_are_confidential_and_cannot_be_worked_out() {
        assert_eq!(told(&[Some(0), Some(6), None]), (vec![false; 3], false), "nobody, enough, not known");
        assert_eq!(told(&[Some(1), Some(5), Some(9)]), (vec![true, true, false], false));
        let next = "the next smallest hides it, and nobody hides nobody";
        assert_eq!(told(&[Some(12), Some(5), Some(9), Some(0)]), (vec![false, true, true, false], false), "{next}");
        assert_eq!(told(&[Some(1), Some(1), Some(9)]), (vec![true; 3], false), "two that sum to 2 are 1 and 1");
        assert_eq!(told(&[Some(5), Some(5), Some(7)]), (vec![true; 3], false), "two that sum to 10 are 5 and 5");
        assert_eq!(told(&[Some(5), Some(0)]), (vec![true, false], true), "the region is as small");
        assert_eq!(told(&[Some(5), None]), (vec![true, false], true), "the region is the authority");
        let none = hidden(&[vec![Some(1), Some(2)]], 0);
        assert_eq!((none.counts, none.regions, none.nation), (vec![vec![false; 2]], vec![false], false));
    }

    #[test]
    fn a_region_that_is_hidden_is_not_the_sum_of_what_is_told() {
        let found = hidden(&[vec![Some(5)], vec![Some(20), Some(8)], vec![Some(90)]], 6);
        assert_eq!(found.regions, [true, true, false]);
        assert_eq!(found.counts, [vec![true], vec![false, true], vec![false]]);
        assert!(hidden(&[vec![Some(5)], vec![Some(0)]], 6).nation, "there is nothing to hide it behind");
    }

    #[test]
    fn no_sum_of_what_is_told_leaves_a_single_count_whatever_the_counts() {
        let mut dice = fastrand::Rng::with_seed(11);
        for _ in 0..3_000 {
            let region = |dice: &mut fastrand::Rng| {
                (0..dice.usize(1..5)).map(|_| dice.bool().then(|| dice.u64(0..15))).collect::<Vec<_>>()
            };
            let counts: Vec<Vec<Option<u64>>> = (0..dice.usize(1..5)).map(|_| region(&mut dice)).collect();
            let found = hidden(&counts, 6);
            let all = counts.iter().flatten().zip(found.counts.iter().flatten());
            assert!(all.into_iter().all(|(count, hidden)| *hidden || !matches!(count, Some(1..=5))), "{counts:?}");
            let left = |regions: &[usize]| {
                let group = group(&counts, &found, regions);
                assert!(
                    group.is_empty() || (group.len() > 1 && group.iter().sum::<u64>() >= 6),
                    "{counts:?}: {found:?}"
                );
            };
            let (pool, single): (Vec<usize>, Vec<usize>) = (0..counts.len()).partition(|&at| found.regions[at]);
            for at in single {
                left(&[at]);
            }
            for &at in &pool {
                assert!(found.counts[at].contains(&true), "a total that is hidden is not the sum of its parts");
            }
            if !found.nation {
                assert_ne!(pool.len(), 1, "England less the other regions");
                left(&pool);
            }
        }
    }
}
