//! # The road network: junctions, the roads between them, and the shortest way along them
//!
//! The shipped network is contracted from a national map, and some of its roads stop short of a town where in truth they
//! run on. So a dead end (a junction with one neighbour) is joined, by a local road over land, to the nearest junction
//! within [`DEAD_END_METRES`] that it has no road to.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use petgraph::Directed;
use petgraph::csr::Csr;
use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::unionfind::UnionFind;
use petgraph::visit::EdgeRef;

use super::local::LocalRoads;
use super::near::Near;
use super::search::{Leg, Search, Step};
use crate::domain::{Point, RoadMap};

/// How far a dead end reaches for the next junction, in metres: anything from 3.5 to 8 km measures the same.
const DEAD_END_METRES: u32 = 5_000;

/// Junctions and roads, ready to search. A junction is known by its position.
#[derive(Debug)]
pub(super) struct Network {
    /// The roads, each in both directions, in compressed sparse rows: a search reads them in one piece.
    roads: Csr<(), u32, Directed, usize>,
    junctions: Vec<Point>,
    near: Near,
    /// By junction: which piece of the network it is on.
    pieces: Vec<usize>,
}

impl Network {
    /// The network of a map, with its dead ends joined.
    pub(super) fn new(map: &RoadMap, local: &LocalRoads) -> Self {
        let mut graph = UnGraph::with_capacity(map.nodes.len(), map.edges.len());
        for &point in &map.nodes {
            graph.add_node(point);
        }
        for road in &map.edges {
            graph.add_edge(NodeIndex::new(road.from), NodeIndex::new(road.to), road.metres);
        }
        let near = Near::new(map.nodes.iter().copied());
        for (end, next, metres) in joints(&graph, &near, local) {
            graph.add_edge(end, next, metres);
        }
        let mut pieces = UnionFind::new(graph.node_count());
        for road in graph.edge_references() {
            pieces.union(road.source().index(), road.target().index());
        }
        Self { roads: compressed(&graph), junctions: map.nodes.clone(), near, pieces: pieces.into_labeling() }
    }

    /// The junctions, by position.
    pub(super) fn junctions(&self) -> &[Point] {
        &self.junctions
    }

    /// The junctions, to be asked which are near.
    pub(super) fn near(&self) -> &Near {
        &self.near
    }

    /// Which piece of the network a junction is on: two junctions on one piece are joined by road.
    pub(super) fn piece(&self, junction: usize) -> usize {
        self.pieces[junction]
    }

    /// Room for searches.
    pub(super) fn room(&self) -> Search {
        Search::of(self.junctions.len())
    }

    /// Finds the metres of the shortest way to every junction that starts with one of `legs` and is at most `most` long.
    ///
    /// Dijkstra's algorithm, bounded: nothing is looked at further off than `most`. Whether a leg `is_open` is asked only
    /// where no shorter way leads to its junction: most legs are never asked of.
    pub(super) fn search(
        &self,
        search: &mut Search,
        legs: impl Iterator<Item = Leg>,
        is_open: impl Fn(usize) -> bool,
        most: u32,
    ) {
        search.clear();
        let near = legs.filter(|(_, metres)| *metres <= most);
        search.waiting.extend(near.map(|(junction, metres)| Reverse((metres, Step::Leg, junction))));
        while let Some(Reverse((metres, step, junction))) = search.waiting.pop() {
            match step {
                Step::Road if metres > search.best[junction] => continue,
                Step::Leg if metres >= search.best[junction] || !is_open(junction) => continue,
                Step::Road => {}
                Step::Leg => {
                    search.taken.push((junction, metres));
                    search.reach(junction, metres);
                }
            }
            let roads = self.roads.neighbors_slice(junction).iter().zip(self.roads.edges_slice(junction));
            for (&next, &length) in roads {
                let metres = metres.saturating_add(length);
                if metres <= most && metres < search.best[next] {
                    search.reach(next, metres);
                    search.waiting.push(Reverse((metres, Step::Road, next)));
                }
            }
        }
    }
}

/// The roads of a graph in both directions; of several between two junctions the shortest.
fn compressed(graph: &UnGraph<Point, u32, usize>) -> Csr<(), u32, Directed, usize> {
    let both = |from: usize, to: usize, metres: u32| [(from, to, metres), (to, from, metres)];
    let mut roads: Vec<(usize, usize, u32)> = graph
        .edge_references()
        .flat_map(|road| both(road.source().index(), road.target().index(), *road.weight()))
        .collect();
    roads.sort_unstable();
    roads.dedup_by_key(|(from, to, _)| (*from, *to));
    let mut compressed = Csr::from_sorted_edges(&roads).expect("the roads are in order, each once");
    while compressed.node_count() < graph.node_count() {
        compressed.add_node(());
    }
    compressed
}

/// The local roads that join dead ends, found in the network as given, so that their order does not matter.
fn joints(
    graph: &UnGraph<Point, u32, usize>,
    near: &Near,
    local: &LocalRoads,
) -> Vec<(NodeIndex<usize>, NodeIndex<usize>, u32)> {
    let joint = |end: NodeIndex<usize>| {
        let neighbours: BTreeSet<_> = graph.neighbors(end).filter(|&junction| junction != end).collect();
        if neighbours.len() != 1 {
            return None;
        }
        let around = near.within(graph[end], DEAD_END_METRES).map(NodeIndex::new);
        let others = around.filter(|other| *other != end && !neighbours.contains(other));
        let mut near: Vec<_> = others.map(|other| (graph[end].metres_to(graph[other]), other)).collect();
        near.sort_unstable();
        let (_, next) = near.into_iter().find(|(_, other)| local.join(graph[end], graph[*other]))?;
        Some((end, next, local.metres(graph[end], graph[next])))
    };
    graph.node_indices().filter_map(joint).collect()
}

#[cfg(test)]
mod tests {
    use petgraph::algo::dijkstra;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{Land, Polygon, RoadEdge};

    fn at(easting: u32, northing: u32) -> Point {
        Point::new(300_000 + easting, 300_000 + northing).expect("in England")
    }

    fn land() -> Land {
        let corners = [(0, 0), (99_000, 0), (99_000, 99_000), (0, 99_000)].map(|(e, n)| at(e, n));
        Land { polygons: vec![Polygon { outer: corners.to_vec(), holes: Vec::new() }] }
    }

    fn network(nodes: &[Point], edges: &[(usize, usize, u32)]) -> Network {
        let edges = edges.iter().map(|&(from, to, metres)| RoadEdge { from, to, metres }).collect();
        let map = RoadMap { nodes: nodes.to_vec(), edges, land: land() };
        Network::new(&map, &LocalRoads::new(&map.land, 130))
    }

    /// By junction, the metres from one of them; `u32::MAX` beyond `most`.
    fn searched(network: &Network, start: usize, leg: u32, most: u32) -> Vec<u32> {
        let mut search = network.room();
        network.search(&mut search, [(start, leg)].into_iter(), |_| true, most);
        let mut best = vec![u32::MAX; network.junctions().len()];
        for (junction, metres) in search.reached() {
            best[junction] = metres;
        }
        best
    }

    #[test]
    fn a_dead_end_runs_on_to_the_nearest_junction_it_has_no_road_to() {
        let nodes = [at(0, 0), at(1_000, 0), at(3_000, 0), at(30_000, 0), at(30_000, 30_000)];
        let network = network(&nodes, &[(0, 1, 1_000), (2, 3, 27_000), (3, 4, 30_000)]);
        let from_first = searched(&network, 0, 0, u32::MAX - 1);
        assert_eq!(from_first, [0, 1_000, 3_600, 30_600, 60_600], "1 km, then 2 km at 130%, then 27 km and 30 km");
    }

    #[test]
    fn a_dead_end_far_from_anything_stays_one() {
        let network = network(&[at(0, 0), at(1_000, 0), at(7_000, 0), at(9_000, 0)], &[(0, 1, 1_000), (2, 3, 2_000)]);
        assert_ne!(network.piece(1), network.piece(2));
        assert_eq!(searched(&network, 1, 0, 99_000)[2], u32::MAX);
    }

    prop_compose! {
        fn any_network()(size in 2_usize..12)(
            nodes in prop::collection::vec((0_u32..30_000, 0_u32..30_000), size),
            edges in prop::collection::vec((0..size, 0..size, 1_u32..40_000), 0..24),
        ) -> Network {
            let nodes: Vec<Point> = nodes.into_iter().map(|(easting, northing)| at(easting, northing)).collect();
            network(&nodes, &edges)
        }
    }

    proptest! {
        #[test]
        fn the_search_agrees_with_a_plain_one_and_stops_at_its_bound(
            network in any_network(), start in 0_usize..12, leg in 0_u32..5_000, most in 0_u32..60_000,
        ) {
            let start = start % network.junctions().len();
            let plain = dijkstra(&network.roads, start, None, |road| *road.weight());
            for (junction, metres) in searched(&network, start, leg, most).into_iter().enumerate() {
                let wanted = plain.get(&junction).map(|way| way + leg).filter(|way| *way <= most);
                prop_assert_eq!(metres, wanted.unwrap_or(u32::MAX));
                prop_assert_eq!(plain.contains_key(&junction), network.piece(start) == network.piece(junction));
            }
        }
    }
}
