//! # Settle: wants that are never short of places to fill are one ample want
//!
//! Let `A` be wants such that all the places that could ever be at the supplies within reach of `A` could be used in
//! `A` at once, each supply using only the pairs into `A` that are worth most to it. Then `A` may be replaced by one
//! want without a limit, with one pair from each of these supplies, worth that most; and a pair from them to any other
//! want that is worth no more may go.
//!
//! *Proof.* For any choice of options, flows into the ample want are at most the places there are, and these are at
//! most the places there could be; so part of the flows supposed above divides them among `A` within its children, at
//! the worth claimed (whole numbers to whole numbers, since a transportation problem has whole corners). The other way
//! round, flows into `A` are worth no more than the same places in the ample want. A flow over a pair that went may
//! go to the ample want instead, for as much or more. ∎
//!
//! `A` is found by a maximum flow with every place there could be: a supply that cannot fill is contested, and so is
//! every want that flow could be moved away from to fill it. What is left is tried again until every supply fills. With
//! one worth for all pairs this is the split of Dulmage and Mendelsohn ("Coverings of bipartite graphs", *Canadian
//! Journal of Mathematics* 10, 1958).

use std::collections::BTreeMap;

use petgraph::algo::dinics;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};

use super::{Children, Network, Pair};
use crate::domain::Worth;

/// `network` with the wants that are not contested as one ample want for each year and care type.
pub(super) fn settle(network: &Network) -> Network {
    let mut is_ample = vec![true; network.wants.len()];
    let best = loop {
        let best = best_pairs(network, &is_ample);
        let contested = contested(network, &best.pairs);
        if contested.is_empty() {
            break best;
        }
        for want in contested {
            is_ample[want] = false;
        }
    };
    restate(network, &is_ample, &best)
}

/// The pairs into wants that may be ample that are worth most to their supplies.
struct Best {
    /// By supply: the most that a place is worth there, if there is such a pair.
    worth: Vec<Option<Worth>>,
    /// The pairs.
    pairs: Vec<Pair>,
}

fn best_pairs(network: &Network, is_ample: &[bool]) -> Best {
    let mut worth: Vec<Option<Worth>> = vec![None; network.supplies.len()];
    let into_ample = || network.pairs.iter().filter(|pair| is_ample[pair.want]);
    for pair in into_ample() {
        worth[pair.supply] = worth[pair.supply].max(Some(pair.worth));
    }
    let pairs = into_ample().filter(|pair| worth[pair.supply] == Some(pair.worth)).copied().collect();
    Best { worth, pairs }
}

/// The wants that supplies which cannot fill over `pairs` have a use for; none if all of them fill.
fn contested(network: &Network, pairs: &[Pair]) -> Vec<usize> {
    let mut graph: DiGraph<(), u64> = DiGraph::new();
    let [source, sink] = [(); 2].map(|()| graph.add_node(()));
    let supplies: Vec<NodeIndex> = network.supplies.iter().map(|_| graph.add_node(())).collect();
    let wants: Vec<NodeIndex> = network.wants.iter().map(|_| graph.add_node(())).collect();
    let most = |supply: usize| u64::from(network.supplies[supply].most().count());
    let mut fills: Vec<Option<EdgeIndex>> = vec![None; supplies.len()];
    let mut used = Vec::with_capacity(pairs.len());
    for pair in pairs {
        let (from, to) = (supplies[pair.supply], wants[pair.want]);
        fills[pair.supply].get_or_insert_with(|| graph.add_edge(source, from, most(pair.supply)));
        used.push(graph.add_edge(from, to, most(pair.supply)));
    }
    for (want, &node) in network.wants.iter().zip(&wants) {
        if let Children::Count(children) = want.children {
            graph.add_edge(node, sink, children.count().into());
        }
    }
    let flow = dinics(&graph, source, sink).1;
    let is_short = |supply: &usize| fills[*supply].is_some_and(|fill| flow[fill.index()] < most(*supply));
    let short: Vec<usize> = (0..supplies.len()).filter(is_short).collect();
    moved_from(network, pairs, &short, &|pair| flow[used[pair].index()] > 0)
}

/// The wants that a supply of `short` reaches, or could reach if others moved what they have there.
fn moved_from(network: &Network, pairs: &[Pair], short: &[usize], is_used: &dyn Fn(usize) -> bool) -> Vec<usize> {
    let mut from: Vec<Vec<usize>> = vec![Vec::new(); network.supplies.len()];
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); network.wants.len()];
    for (at, pair) in pairs.iter().enumerate() {
        from[pair.supply].push(pair.want);
        if is_used(at) {
            users[pair.want].push(pair.supply);
        }
    }
    let (mut met, mut contested) = (vec![false; from.len()], vec![false; users.len()]);
    let mut to_do = short.to_vec();
    while let Some(supply) = to_do.pop() {
        if std::mem::replace(&mut met[supply], true) {
            continue;
        }
        for &want in &from[supply] {
            if !std::mem::replace(&mut contested[want], true) {
                to_do.extend(&users[want]);
            }
        }
    }
    (0..contested.len()).filter(|want| contested[*want]).collect()
}

/// The network with its ample wants as one for each year and care type, and without the pairs that are worth no more than these.
fn restate(network: &Network, is_ample: &[bool], best: &Best) -> Network {
    let mut wants = network.wants.clone();
    // The first of a year and care type stands for all.
    let mut stands = BTreeMap::new();
    for (at, want) in wants.iter_mut().enumerate().filter(|(at, _)| is_ample[*at]) {
        stands.entry((want.year, want.care_type)).or_insert_with(|| {
            want.children = Children::Unlimited;
            at
        });
    }
    let worth_more = |pair: &&Pair| !is_ample[pair.want] && Some(pair.worth) > best.worth[pair.supply];
    let mut pairs: Vec<Pair> = network.pairs.iter().filter(worth_more).copied().collect();
    let firsts = best.pairs.chunk_by(|one, other| one.supply == other.supply).map(|pairs| pairs[0]);
    let stands_for = |want: usize| stands[&(network.wants[want].year, network.wants[want].care_type)];
    pairs.extend(firsts.map(|pair| Pair { want: stands_for(pair.want), ..pair }));
    pairs.sort_by_key(|pair| (pair.supply, pair.want));
    Network { supplies: network.supplies.clone(), wants, pairs }
}
