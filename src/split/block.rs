//! A part of a program that shares only money with the rest.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::unionfind::UnionFind;

use super::Asking;
use crate::program::{Column, ColumnIndex, ColumnKind, Comparison, Objective, Program, Row, Sum};
use crate::solve::{Going, Request, SolverError, Status};

/// The most choices of a part: its frontier costs a search for each level.
const MOST: usize = 600;

/// The parts in which fractions are told to a solver of whole numbers.
const PARTS: i64 = 1_000;

/// A part of a program, as a program of its own.
#[derive(Debug)]
pub(super) struct Block {
    /// By column of the whole: its place here.
    at: BTreeMap<usize, ColumnIndex>,
    /// Its columns and rows.
    pub program: Program,
    /// What it is worth, and what it costs in units of money.
    pub worth: Objective,
    pub cost: Objective,
    /// By column of the whole: what it costs.
    costs: BTreeMap<ColumnIndex, i64>,
}

impl Block {
    /// The part of `program` outside the largest, if there is one and it may be split off.
    pub fn of(program: &Program, stages: &[Objective], least: usize) -> Option<Self> {
        let coverage = stages.first().filter(|stage| stage.name == "coverage")?;
        let cost = stages.iter().find(|stage| stage.name == "cost")?;
        let costs: BTreeMap<ColumnIndex, i64> = cost.sum.terms().collect();
        let may_go = |columns: &[usize]| {
            columns.iter().all(|&at| {
                let column = ColumnIndex::new(at);
                let mut shared = program.shared().iter().map(|&row| &program.rows()[row]);
                shared.all(|row| is_counted(row, column, &costs) || is_no_use(row, column))
            })
        };
        let parts = parts(program);
        let choices = |columns: &[usize]| columns.iter().filter(|&&at| is_choice(&program.columns()[at])).count();
        let rest = (0..parts.len()).max_by_key(|&at| (choices(&parts[at]), std::cmp::Reverse(at)))?;
        let others =
            parts.iter().enumerate().filter(|&(at, columns)| at != rest && choices(columns) > 0 && may_go(columns));
        let columns: BTreeSet<usize> = others.flat_map(|(_, columns)| columns.iter().copied()).collect();
        let all: Vec<usize> = columns.iter().copied().collect();
        let is_worth_it = (1..=MOST).contains(&choices(&all)) && choices(&parts[rest]) >= least;
        is_worth_it.then(|| Self::apart(program, &columns, (coverage, cost), costs))
    }

    fn apart(
        program: &Program,
        columns: &BTreeSet<usize>,
        (coverage, cost): (&Objective, &Objective),
        costs: BTreeMap<ColumnIndex, i64>,
    ) -> Self {
        let mut own = Program::default();
        let at: BTreeMap<usize, ColumnIndex> =
            columns.iter().map(|&at| (at, own.add_column(program.columns()[at].clone()))).collect();
        let here = |sum: &Sum| -> Sum {
            sum.terms().filter_map(|(column, factor)| Some((factor, *at.get(&column.position())?))).collect()
        };
        for (position, row) in program.rows().iter().enumerate() {
            let is_own = row.sum.terms().any(|(column, _)| at.contains_key(&column.position()));
            if is_own && !program.shared().contains(&position) {
                let settled = row.sum.terms().filter(|(column, _)| !at.contains_key(&column.position()));
                let settled: i64 =
                    settled.map(|(column, factor)| factor * program.columns()[column.position()].lower).sum();
                own.add_row(Row { sum: here(&row.sum), bound: row.bound - settled, ..row.clone() });
            }
        }
        let of = |objective: &Objective| Objective { sum: here(&objective.sum), ..objective.clone() };
        Self { program: own, worth: of(coverage), cost: of(cost), costs, at }
    }

    /// The step in which its worth moves.
    pub fn step(&self) -> i64 {
        self.worth.sum.step()
    }

    /// Whether the column of the whole at this position is one of the part's.
    pub fn has(&self, position: usize) -> bool {
        self.at.contains_key(&position)
    }

    /// Whether a row of the whole is one of the part's.
    pub fn is_in(&self, row: &Row) -> bool {
        row.sum.terms().any(|(column, _)| self.has(column.position()))
    }

    /// Its columns in the whole, in the order of its own.
    pub fn columns(&self) -> impl Iterator<Item = ColumnIndex> {
        self.at.keys().map(|&at| ColumnIndex::new(at))
    }

    /// Whether a shared row counts the cost of the part; else it gains nothing from it.
    pub fn counts(&self, row: &Row) -> bool {
        self.columns().all(|column| is_counted(row, column, &self.costs))
    }

    /// What the part is worth in the best fractions of `program`, in whole steps, and the most it can be worth.
    pub fn fractions(
        &self,
        program: &Program,
        coverage: &Objective,
        asking: &mut Asking<'_>,
    ) -> Result<Option<(i64, i64)>, SolverError> {
        let Some(values) = relaxed_values(program, coverage, asking)? else { return Ok(None) };
        let worth = self.worth_in_whole().value(&values).div_euclid(PARTS * self.step()) * self.step();
        let limits = asking.limits;
        let request = Request { program: &self.program.relaxed(), objective: &self.worth, start: None, limits };
        let outcome = asking.solver.solve(&request, &mut |_| Going::On)?;
        let Status::Optimal(found) = outcome.status else { return Ok(None) };
        Ok(Some((worth, found.bound)))
    }

    /// Its worth, over the columns of the whole.
    fn worth_in_whole(&self) -> Sum {
        let back: Vec<ColumnIndex> = self.columns().collect();
        self.worth.sum.terms().map(|(column, factor)| (factor, back[column.position()])).collect()
    }
}

/// The best fractions for `objective`, in thousandths; `None` if there are none or a limit came first.
pub(super) fn relaxed_values(
    program: &Program,
    objective: &Objective,
    asking: &mut Asking<'_>,
) -> Result<Option<Vec<i64>>, SolverError> {
    let relaxed = program.relaxed_in_parts(PARTS);
    let request = Request { program: &relaxed, objective, start: None, limits: asking.limits };
    match asking.solver.solve(&request, &mut |_| Going::On) {
        // In parts a large limit is larger still, and may be too large where the limit itself is not.
        Err(SolverError::TooLarge(_)) => Ok(None),
        Err(error) => Err(error),
        Ok(outcome) => Ok(match outcome.status {
            Status::Optimal(found) => Some(found.values),
            Status::Stopped(_) | Status::Nothing | Status::Infeasible => None,
        }),
    }
}

/// The columns that are not settled, in parts that share no row but the shared ones.
fn parts(program: &Program) -> Vec<Vec<usize>> {
    let columns = program.columns();
    let is_open = |at: usize| columns[at].lower < columns[at].upper;
    let mut joined = UnionFind::new(columns.len());
    for (_, row) in program.rows().iter().enumerate().filter(|(at, _)| !program.shared().contains(at)) {
        let mut open = row.sum.terms().map(|(column, _)| column.position()).filter(|&at| is_open(at));
        if let Some(first) = open.next() {
            for other in open {
                joined.union(first, other);
            }
        }
    }
    let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in (0..columns.len()).filter(|&at| is_open(at)) {
        parts.entry(joined.find(at)).or_default().push(at);
    }
    let mut parts: Vec<_> = parts.into_values().collect();
    parts.sort_unstable();
    parts
}

fn is_choice(column: &Column) -> bool {
    column.kind == ColumnKind::Whole
}

/// Whether a row counts what a column costs.
fn is_counted(row: &Row, column: ColumnIndex, costs: &BTreeMap<ColumnIndex, i64>) -> bool {
    row.comparison == Comparison::AtMost && row.sum.factor(column) == costs.get(&column).copied().unwrap_or(0)
}

/// Whether a column makes a row no easier to keep.
fn is_no_use(row: &Row, column: ColumnIndex) -> bool {
    match row.comparison {
        Comparison::AtMost => row.sum.factor(column) >= 0,
        Comparison::AtLeast => row.sum.factor(column) <= 0,
        Comparison::Equal => row.sum.factor(column) == 0,
    }
}
