//! Projects that require one another in a circle.

use petgraph::algo::kosaraju_scc;
use petgraph::graphmap::DiGraphMap;

/// A circle in each group of nodes that can all reach one another: its nodes from the least on, each the tail of an edge to the next.
pub(super) fn circles(edges: impl Iterator<Item = (usize, usize)>) -> Vec<Vec<usize>> {
    let graph: DiGraphMap<usize, ()> = DiGraphMap::from_edges(edges);
    let mut circles: Vec<Vec<usize>> =
        kosaraju_scc(&graph).into_iter().filter(|group| group.len() > 1).map(|group| circle(&graph, &group)).collect();
    circles.sort();
    circles
}

/// A circle in a group of nodes that can all reach one another.
fn circle(graph: &DiGraphMap<usize, ()>, group: &[usize]) -> Vec<usize> {
    let mut path = vec![*group.iter().min().expect("a group is not empty")];
    loop {
        let end = *path.last().expect("a way has a beginning");
        let next = graph.neighbors(end).filter(|node| group.contains(node)).min().expect("a way leads on");
        if let Some(start) = path.iter().position(|&node| node == next) {
            let mut circle = path.split_off(start);
            let lowest = circle.iter().enumerate().min_by_key(|(_, node)| **node).map_or(0, |(place, _)| place);
            circle.rotate_left(lowest);
            return circle;
        }
        path.push(next);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_circle_is_found_once_and_a_chain_is_none() {
        let edges = [(1, 2), (2, 3), (3, 1), (3, 4), (7, 6), (6, 7), (8, 9)];
        assert_eq!(circles(edges.into_iter()), [vec![1, 2, 3], vec![6, 7]]);
    }
}
