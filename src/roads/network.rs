//! # The road network: junctions, the roads between them, and the shortest way along them
//!
//! The shipped network is contracted from a national map, and some of its roads stop short of a town where in truth they
//! run on. So a dead end (a junction with one neighbour) is joined, by a local road over land, to the nearest junction
//! within [`DEAD_END_METRES`] that it has no road to.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::unionfind::UnionFind;
use petgraph::visit::{EdgeRef, IntoNodeReferences};

use super::local::LocalRoads;
use crate::domain::{Point, RoadMap};

/// How far a dead end reaches for the next junction, in metres: anything from 3.5 to 8 km measures the same.
const DEAD_END_METRES: u32 = 5_000;

/// Junctions and roads, ready to search.
#[derive(Debug)]
pub(super) struct Network {
    graph: UnGraph<Point, u32, usize>,
    /// By junction: which piece of the network it is on.
    pieces: Vec<usize>,
}

/// A way onto the network: a junction, and the metres to it.
pub(super) type Leg = (NodeIndex<usize>, u32);

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
        for (end, next, metres) in joints(&graph, local) {
            graph.add_edge(end, next, metres);
        }
        let mut pieces = UnionFind::new(graph.node_count());
        for road in graph.edge_references() {
            pieces.union(road.source().index(), road.target().index());
        }
        Self { graph, pieces: pieces.into_labeling() }
    }

    /// The junctions, by position.
    pub(super) fn junctions(&self) -> impl Iterator<Item = (NodeIndex<usize>, Point)> {
        self.graph.node_references().map(|(junction, &point)| (junction, point))
    }

    /// Which piece of the network a junction is on: two junctions on one piece are joined by road.
    pub(super) fn piece(&self, junction: NodeIndex<usize>) -> usize {
        self.pieces[junction.index()]
    }

    /// By junction, the metres of the shortest way that starts with one of `legs`; `u32::MAX` beyond `most` metres.
    ///
    /// Dijkstra's algorithm, bounded: nothing is looked at further off than `most`.
    pub(super) fn search(&self, legs: &[Leg], most: u32) -> Vec<u32> {
        let mut best = vec![u32::MAX; self.graph.node_count()];
        let mut waiting = BinaryHeap::new();
        let reach = |junction: NodeIndex<usize>, metres: u32, waiting: &mut BinaryHeap<_>, best: &mut [u32]| {
            if metres <= most && metres < best[junction.index()] {
                best[junction.index()] = metres;
                waiting.push(Reverse((metres, junction)));
            }
        };
        for &(junction, metres) in legs {
            reach(junction, metres, &mut waiting, &mut best);
        }
        while let Some(Reverse((metres, junction))) = waiting.pop() {
            if metres > best[junction.index()] {
                continue;
            }
            for road in self.graph.edges(junction) {
                reach(road.target(), metres.saturating_add(*road.weight()), &mut waiting, &mut best);
            }
        }
        best
    }
}

/// The local roads that join dead ends, found in the network as given, so that their order does not matter.
fn joints(graph: &UnGraph<Point, u32, usize>, local: &LocalRoads) -> Vec<(NodeIndex<usize>, NodeIndex<usize>, u32)> {
    let joint = |end: NodeIndex<usize>| {
        let neighbours: BTreeSet<_> = graph.neighbors(end).filter(|&junction| junction != end).collect();
        if neighbours.len() != 1 {
            return None;
        }
        let others = graph.node_references().filter(|(other, _)| *other != end && !neighbours.contains(other));
        let mut near: Vec<_> = others
            .map(|(other, &point)| (graph[end].metres_to(point), other))
            .filter(|(metres, _)| *metres <= DEAD_END_METRES)
            .collect();
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

    #[test]
    fn a_dead_end_runs_on_to_the_nearest_junction_it_has_no_road_to() {
        let nodes = [at(0, 0), at(1_000, 0), at(3_000, 0), at(30_000, 0), at(30_000, 30_000)];
        let network = network(&nodes, &[(0, 1, 1_000), (2, 3, 27_000), (3, 4, 30_000)]);
        let from_first = network.search(&[(NodeIndex::new(0), 0)], u32::MAX - 1);
        assert_eq!(from_first, [0, 1_000, 3_600, 30_600, 60_600], "1 km, then 2 km at 130%, then 27 km and 30 km");
    }

    #[test]
    fn a_dead_end_far_from_anything_stays_one() {
        let network = network(&[at(0, 0), at(1_000, 0), at(7_000, 0), at(9_000, 0)], &[(0, 1, 1_000), (2, 3, 2_000)]);
        assert_ne!(network.piece(NodeIndex::new(1)), network.piece(NodeIndex::new(2)));
        assert_eq!(network.search(&[(NodeIndex::new(1), 0)], 99_000)[2], u32::MAX);
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
            let start = NodeIndex::new(start % network.graph.node_count());
            let plain = dijkstra(&network.graph, start, None, |road| *road.weight());
            for (position, metres) in network.search(&[(start, leg)], most).into_iter().enumerate() {
                let junction = NodeIndex::new(position);
                let wanted = plain.get(&junction).map(|way| way + leg).filter(|way| *way <= most);
                prop_assert_eq!(metres, wanted.unwrap_or(u32::MAX));
                prop_assert_eq!(plain.contains_key(&junction), network.piece(start) == network.piece(junction));
            }
        }
    }
}
