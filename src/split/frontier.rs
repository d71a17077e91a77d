//! What a part can give for its money: levels of worth, each with a bound on what it costs.

use rayon::prelude::*;

use super::block::Block;
use super::{Asking, Settled};
use crate::program::{Comparison, Program, Row};
use crate::solve::{Going, Limits, Request, Solver, SolverError, Status};

/// How many levels below that of the best fractions are told apart; one below stands for all that are left.
const BELOW: i64 = 8;

/// The most levels: with more, a part is not worth splitting off.
const MOST: i64 = 80;

/// Nodes that a level is worth.
const NODES: u32 = 2_000;

/// A level of worth.
#[derive(Clone, Debug)]
pub(super) struct Level {
    /// What it is worth.
    pub worth: i64,
    /// No values worth as much or more cost less, in units of money.
    pub cost: i64,
    /// Values of the part that are worth as much, at this cost.
    pub values: Option<Vec<i64>>,
    /// Whether it stands for every level below it too, and cannot be settled.
    is_tail: bool,
    /// Whether no values are worth as much.
    is_impossible: bool,
}

/// The levels of a part, in order of worth.
#[derive(Debug)]
pub(super) struct Frontier {
    pub levels: Vec<Level>,
}

impl Frontier {
    /// The levels from a few below `worth` to `most`, with the bounds of linear programs; `None` if they are too many.
    pub fn between(block: &Block, worth: i64, most: i64, asking: &Asking<'_>) -> Result<Option<Self>, SolverError> {
        let step = block.step();
        let first = worth - BELOW * step;
        let count = (most - first).div_euclid(step);
        if !(0..=MOST).contains(&count) {
            return Ok(None);
        }
        let (solver, limits) = (asking.solver, asking.limits);
        let bounds: Vec<_> = (-1..=count)
            .into_par_iter()
            .map(|at| {
                let worth = first + at * step;
                let least = if at < 0 { i64::from(i32::MIN) } else { worth };
                let bound = cheapest(&block.program.relaxed(), block, least, solver, limits)?.bound();
                let level = |cost| Level { worth, cost, values: None, is_tail: at < 0, is_impossible: false };
                Ok(bound.map(level))
            })
            .collect::<Result<_, SolverError>>()?;
        // A level of which nothing is known may not be left out.
        let levels: Option<Vec<Level>> = bounds.into_iter().collect();
        let mut frontier = levels.map(|levels| Self { levels });
        if let Some(frontier) = &mut frontier {
            frontier.keep_order();
        }
        Ok(frontier)
    }

    /// Makes exact what levels cost that `are_taken`.
    pub fn settle(
        &mut self,
        block: &Block,
        are_taken: &(dyn Fn(&Level) -> bool + Sync),
        asking: &mut Asking<'_>,
    ) -> Result<Settled, SolverError> {
        if self.levels.iter().any(|level| level.is_tail && are_taken(level)) {
            return Ok(Settled::Beyond);
        }
        let (solver, limits) = (asking.solver, Limits { nodes: Some(NODES), ..asking.limits });
        let open: Vec<usize> = (0..self.levels.len())
            .filter(|&at| self.levels[at].values.is_none() && are_taken(&self.levels[at]))
            .collect();
        let again = Limits { attempt: limits.attempt + 1, ..limits };
        let worths = open.iter().map(|&at| self.levels[at].worth).collect::<Vec<_>>();
        let exact: Vec<_> = worths
            .into_par_iter()
            .map(|worth| match cheapest(&block.program, block, worth, solver, limits)? {
                // That there are no such values is believed if it is said twice.
                Known::Impossible => cheapest(&block.program, block, worth, solver, again),
                known => Ok(known),
            })
            .collect::<Result<_, SolverError>>()?;
        let mut settled = Settled::Stands;
        for (&at, found) in open.iter().zip(&exact) {
            match found {
                Known::Exactly(cost, values) => {
                    if *cost > self.levels[at].cost {
                        settled = Settled::Dearer;
                    }
                    self.levels[at].cost = *cost;
                    self.levels[at].values = Some(values.clone());
                }
                Known::Impossible => {
                    settled = Settled::Dearer;
                    self.levels[at].is_impossible = true;
                }
                Known::AtLeast(_) | Known::Nothing => return Ok(Settled::Beyond),
            }
        }
        self.levels.retain(|level| !level.is_impossible);
        self.keep_order();
        Ok(settled)
    }

    /// What is worth more costs no less.
    fn keep_order(&mut self) {
        let mut least = i64::MIN;
        for level in &mut self.levels {
            least = least.max(level.cost);
            level.cost = least;
        }
    }
}

/// What is known of the least that values cost that are worth so much.
#[derive(Debug)]
enum Known {
    /// These cost just that.
    Exactly(i64, Vec<i64>),
    /// They cost no less.
    AtLeast(i64),
    /// There are none.
    Impossible,
    /// Nothing: a limit came first.
    Nothing,
}

impl Known {
    /// What they cost at least.
    const fn bound(&self) -> Option<i64> {
        match self {
            Self::Exactly(cost, _) | Self::AtLeast(cost) => Some(*cost),
            Self::Impossible | Self::Nothing => None,
        }
    }
}

/// What is known of the least that values of `program` cost that are worth `worth` or more.
fn cheapest(
    program: &Program,
    block: &Block,
    worth: i64,
    solver: &dyn Solver,
    limits: Limits,
) -> Result<Known, SolverError> {
    let mut program = program.clone();
    let sum = block.worth.sum.clone();
    program.add_row(Row { label: "worth".to_owned(), sum, comparison: Comparison::AtLeast, bound: worth });
    let request = Request { program: &program, objective: &block.cost, start: None, limits };
    let outcome = solver.solve(&request, &mut |_| Going::On)?;
    Ok(match outcome.status {
        Status::Optimal(found) if block.cost.sum.value(&found.values) == found.bound => {
            Known::Exactly(found.bound, found.values)
        }
        Status::Optimal(found) | Status::Stopped(found) => Known::AtLeast(found.bound),
        Status::Infeasible => Known::Impossible,
        Status::Nothing => Known::Nothing,
    })
}
