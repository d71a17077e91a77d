//! # Merge: wants that the same supplies reach, at the same worth, are one
//!
//! *Proof.* Take any flows to the merged want. Each supply's flow may be divided among the wants that it stands for in
//! any way that gives none more than its children: there is one, since together they have room for all of it, and the
//! worth is the same. The other way round, flows to the wants add up to flows to the merged one. ∎
//!
//! Aggregation of identical columns and rows is usual in presolve (Achterberg and others 2020, section 6.3); here it
//! spares stating them at all.

use std::collections::BTreeMap;

use super::{Children, DemandNode, Network, Pair};
use crate::domain::{CareType, Index, Worth};

/// What makes two wants alike: their care type, and who reaches them at what worth.
type Likeness = (Index<CareType>, Vec<(usize, Worth)>);

/// `network` with one want for all that are alike, and none that nothing reaches.
pub(super) fn merge(network: &Network) -> Network {
    let mut reached: Vec<Vec<Pair>> = vec![Vec::new(); network.wants.len()];
    for pair in &network.pairs {
        reached[pair.want].push(*pair);
    }
    let mut alike: BTreeMap<Likeness, Vec<usize>> = BTreeMap::new();
    for (want, pairs) in reached.iter().enumerate().filter(|(_, pairs)| !pairs.is_empty()) {
        let reach = pairs.iter().map(|pair| (pair.supply, pair.worth)).collect();
        alike.entry((network.wants[want].care_type, reach)).or_default().push(want);
    }
    let mut groups: Vec<Vec<usize>> = alike.into_values().collect();
    groups.sort_unstable();
    let mut merged = Network { supplies: network.supplies.clone(), wants: Vec::new(), pairs: Vec::new() };
    for group in groups {
        let first = group[0];
        let pairs = reached[first].iter().map(|pair| Pair { want: merged.wants.len(), ..*pair });
        merged.pairs.extend(pairs);
        merged.wants.push(DemandNode { children: children(network, &group), ..network.wants[first] });
    }
    merged.pairs.sort_by_key(|pair| (pair.supply, pair.want));
    merged
}

/// The children of several wants together.
fn children(network: &Network, group: &[usize]) -> Children {
    let count = |want: &usize| match network.wants[*want].children {
        Children::Count(children) => Some(children),
        Children::Unlimited => None,
    };
    group.iter().map(count).sum::<Option<_>>().map_or(Children::Unlimited, Children::Count)
}
