//! # Decision diagrams: what fits a knapsack, as the ways through it
//!
//! Of a row `Σ a[j]·x[j] ≤ limit` over choices, of each of which at most one column is taken, whatever fits is a walk: a
//! step for each choice, which takes one of its columns or none and uses up room. A *node* is the next choice and the
//! room that is left; an *arc* is a step. Nodes from which the same steps can be taken, to the end, are one, so there are few
//! (Bergman, Cire, van Hoeve and Hooker 2016).
//!
//! The most that `Σ w[j]·x[j]` comes to of all that fits is the longest way through the diagram, told in whole numbers by one
//! pass over its arcs. So `Σ w[j]·x[j] ≤ that` is a row that is true of whatever keeps the knapsack, and for some weights a
//! relaxation breaks it: a *cut* (Tjandraatmadja and van Hoeve 2019). It is raised for each column by what that
//! column leaves below the limit (lifting, Padberg 1975), until none can be raised.
//!
//! Rooms from which the same steps can be taken are an interval, which is known once the steps are, so each node is
//! found once (Abío, Nieuwenhuis, Oliveras, Rodríguez-Carbonell and Mayer-Eichberger 2012).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::knapsack::{Knapsack, Step};
use super::{ColumnIndex, Comparison, Row};

/// The largest weight of a cut that is told by others: sums of so many fit.
const LARGEST_WEIGHT: u64 = 1 << 32;

/// The ways through a knapsack.
#[derive(Clone, Debug)]
pub struct Diagram {
    label: String,
    /// By node, of which the first is the end and the last is where all ways begin.
    nodes: Vec<Vec<Arc>>,
    columns: Vec<Item>,
}

/// A step from a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arc {
    /// What it takes: the position of one of the columns of its diagram.
    pub taken: Option<usize>,
    /// The node that it leads to, which comes before its own.
    pub to: usize,
}

/// A column of a knapsack.
#[derive(Clone, Copy, Debug)]
struct Item {
    column: ColumnIndex,
    weight: i64,
    /// Whether to take it uses up less than to take nothing.
    is_relief: bool,
}

impl Diagram {
    /// The diagram of `knapsack`, a row of this label; `None` if it has more than `most` arcs.
    pub(super) fn of(label: &str, knapsack: &Knapsack, most: usize) -> Option<Self> {
        let mut columns: Vec<Item> = knapsack.choices.iter().flat_map(|steps| items(steps)).collect();
        columns.sort_by_key(|item| (Reverse(item.weight), item.column));
        let positions = columns.iter().enumerate().map(|(position, item)| (item.column, position)).collect();
        let found = vec![BTreeMap::new(); knapsack.choices.len()];
        let mut making = Making { knapsack, positions, found, nodes: vec![Vec::new()], left: most };
        making.node(0, knapsack.room)?;
        Some(Self { label: label.to_owned(), nodes: making.nodes, columns })
    }

    /// Its arcs by node, the end first, which has none; all ways begin at the last node.
    #[must_use]
    pub fn nodes(&self) -> &[Vec<Arc>] {
        &self.nodes
    }

    /// Its columns, the heaviest first.
    #[must_use]
    pub fn columns(&self) -> impl ExactSizeIterator<Item = ColumnIndex> {
        self.columns.iter().map(|item| item.column)
    }

    /// Whether the weight of a column in a cut may be less than nought: to take it may make room for others.
    #[must_use]
    pub fn may_be_less_than_nought(&self, position: usize) -> bool {
        self.columns[position].is_relief
    }

    /// The cut with these weights, by position of the column, raised as far as it goes: first for columns that `are_first`.
    #[must_use]
    pub fn cut(&self, mut weights: Vec<i64>, are_first: impl Fn(usize) -> bool) -> Row {
        let most = self.longest(&weights);
        let (first, last): (Vec<usize>, Vec<usize>) = (0..weights.len()).partition(|&position| are_first(position));
        for position in first.into_iter().chain(last) {
            if let Some(with) = self.longest_with(&weights, position) {
                weights[position] += most - with;
            }
        }
        let sum = weights.into_iter().zip(self.columns()).collect();
        Row { label: format!("cut[{}]", self.label), sum, comparison: Comparison::AtMost, bound: most }
    }

    /// Whether a row of its columns is true of whatever fits.
    #[must_use]
    pub fn implies(&self, row: &Row) -> bool {
        let weights: Vec<i64> = self.columns().map(|column| row.sum.factor(column)).collect();
        let of_row = row.sum.terms().count();
        let are_all = weights.iter().filter(|weight| **weight != 0).count() == of_row;
        let are_small = weights.iter().all(|weight| weight.unsigned_abs() <= LARGEST_WEIGHT);
        are_small && row.comparison == Comparison::AtMost && are_all && self.longest(&weights) <= row.bound
    }

    /// The length of the longest way, where each column is as long as its weight.
    fn longest(&self, weights: &[i64]) -> i64 {
        self.to_the_end(weights).last().copied().unwrap_or(0)
    }

    /// By node: the length of the longest way from there to the end.
    fn to_the_end(&self, weights: &[i64]) -> Vec<i64> {
        let mut longest: Vec<i64> = Vec::with_capacity(self.nodes.len());
        for arcs in &self.nodes {
            longest.push(arcs.iter().map(|arc| arc.length(weights) + longest[arc.to]).max().unwrap_or(0));
        }
        longest
    }

    /// The length of the longest way that takes the column at `position`; `None` if there is none.
    fn longest_with(&self, weights: &[i64], position: usize) -> Option<i64> {
        let after = self.to_the_end(weights);
        let mut before = vec![None; self.nodes.len()];
        *before.last_mut()? = Some(0);
        let mut longest = None;
        for (node, arcs) in self.nodes.iter().enumerate().rev() {
            let Some(so_far) = before[node] else { continue };
            for arc in arcs {
                let length = so_far + arc.length(weights);
                before[arc.to] = before[arc.to].max(Some(length));
                if arc.taken == Some(position) {
                    longest = longest.max(Some(length + after[arc.to]));
                }
            }
        }
        longest
    }
}

impl Arc {
    fn length(self, weights: &[i64]) -> i64 {
        self.taken.map_or(0, |position| weights[position])
    }
}

/// The columns that one of these steps takes.
fn items(steps: &[Step]) -> impl Iterator<Item = Item> {
    let nothing = steps.iter().find(|(taken, _)| taken.is_none()).map_or(0, |(_, weight)| *weight);
    steps.iter().filter_map(move |&(taken, weight)| {
        Some(Item { column: taken?, weight: weight - nothing, is_relief: weight < nothing })
    })
}

/// The rooms from which the same steps can be taken: `from` to `to`.
#[derive(Clone, Copy, Debug)]
struct Rooms {
    from: i64,
    to: i64,
    node: usize,
}

/// A diagram in the making.
struct Making<'a> {
    knapsack: &'a Knapsack,
    positions: BTreeMap<ColumnIndex, usize>,
    /// By choice: what is found, by the least room.
    found: Vec<BTreeMap<i64, Rooms>>,
    nodes: Vec<Vec<Arc>>,
    /// How many arcs may still be added.
    left: usize,
}

impl Making<'_> {
    /// The node of the choice at `at` with so much room left; `None` if there are too many arcs.
    fn node(&mut self, at: usize, room: i64) -> Option<Rooms> {
        let Some(steps) = self.knapsack.choices.get(at) else { return Some(Rooms { from: 0, to: i64::MAX, node: 0 }) };
        if let Some((_, found)) = self.found[at].range(..=room).next_back().filter(|(_, found)| room <= found.to) {
            return Some(*found);
        }
        let (mut from, mut to, mut arcs) = (0, i64::MAX, Vec::new());
        for &(taken, weight) in steps {
            if weight > room {
                to = to.min(weight - 1);
                continue;
            }
            let next = self.node(at + 1, room - weight)?;
            from = from.max(next.from + weight);
            to = to.min(next.to.saturating_add(weight));
            arcs.push(Arc { taken: taken.map(|column| self.positions[&column]), to: next.node });
        }
        self.left = self.left.checked_sub(arcs.len())?;
        self.nodes.push(arcs);
        let rooms = Rooms { from, to, node: self.nodes.len() - 1 };
        self.found[at].insert(from, rooms);
        Some(rooms)
    }
}
