//! # Split: a part that shares only money with the rest is stated by what it can give for its money
//!
//! ```text
//! max  gain(x) + Σ_k v[k] · y[k]      cost(x) + Σ_k c[k] · y[k] ≤ money,   Σ_k y[k] = 1,   the other rows of x
//! ```
//!
//! | symbol    | meaning                                                                          | unit             |
//! |-----------|----------------------------------------------------------------------------------|------------------|
//! | `x`       | the columns of the rest                                                          |                  |
//! | `y[k]`    | 1 if the part gives level `k`                                                    | none             |
//! | `v[k]`    | what level `k` is worth: every step from the least that is worth asking for      | of the objective |
//! | `c[k]`    | no values of the part that are worth `v[k]` or more cost less than this          | units of money   |
//!
//! Secure and open homes serve different children, so only the envelope ties what is chosen of the one to what is
//! chosen of the other. A search that branches on both multiplies the two trees; the levels of the smaller part take
//! its tree out, and with it every mixture that is not on the part's own frontier (Dantzig and Wolfe 1960).
//!
//! *Proof.* Take any values of the whole program. Those of the part are worth some `v` at some cost `c`; the largest
//! level no larger than `v` (or the lowest, which stands for all below) has a bound on its cost that is no larger than
//! `c`. So the split program has values worth no less than a step below `v`, which is `v` itself as the part moves in
//! steps: its bound holds for the whole. The other way round, if the level taken has values that cost what it says,
//! these and `x` are values of the whole. ∎
//!
//! Bounds begin as those of linear programs, and are made exact for the levels that are taken: [`Split::settle`].

mod block;
mod frontier;

use crate::program::{Column, ColumnIndex, ColumnKind, Comparison, Objective, Program, Row, Sum};
use crate::solve::{Going, Limits, Solver, SolverError};
use block::Block;
use frontier::{Frontier, Level};

/// A program with a part of it stated by levels.
#[derive(Debug)]
pub struct Split {
    whole: Program,
    stages: Vec<Objective>,
    block: Block,
    frontier: Frontier,
}

/// What came of settling a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The part has values that cost what the level says.
    Stands,
    /// The level costs more than was said: what was found with it is worth nothing.
    Dearer,
    /// The level stands for more than can be settled.
    Beyond,
}

/// How many levels about that of the best fractions are settled before anything is asked.
const ABOUT: std::ops::RangeInclusive<i64> = -2..=1;

/// How often fractions are asked again for levels to settle.
const ROUNDS: usize = 10;

/// Whom a solver is asked through, and whether it is to go on.
pub struct Asking<'a> {
    /// The solver.
    pub solver: &'a dyn Solver,
    /// When it is to stop.
    pub limits: Limits,
    /// Asked from time to time.
    pub going: &'a mut dyn FnMut() -> Going,
}

impl std::fmt::Debug for Asking<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Asking").field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl Split {
    /// `program` split, where a part of it with at most a few hundred choices shares only money with a rest of
    /// `least` choices or more; `None` where there is none, or it could not be looked into before the limits.
    ///
    /// # Errors
    ///
    /// When the solver fails.
    pub fn of(
        program: &Program,
        stages: &[Objective],
        least: usize,
        asking: &mut Asking<'_>,
    ) -> Result<Option<Self>, SolverError> {
        let Some(block) = Block::of(program, stages, least) else { return Ok(None) };
        let Some((worth, most)) = block.fractions(program, &stages[0], asking)? else { return Ok(None) };
        let Some(frontier) = Frontier::between(&block, worth, most, asking)? else { return Ok(None) };
        let mut split = Self { whole: program.clone(), stages: stages.to_vec(), block, frontier };
        let about: Vec<i64> = ABOUT.map(|steps| worth + steps * split.block.step()).collect();
        split.frontier.settle(&split.block, &|level: &Level| about.contains(&level.worth), asking)?;
        for _ in 0..ROUNDS {
            let Some(values) = block::relaxed_values(&split.program(), &split.stages()[0], asking)? else {
                return Ok(None);
            };
            let taken = split.taken(&values);
            let settled = split.frontier.settle(&split.block, &|level| taken.contains(&level.worth), asking)?;
            if settled == Settled::Stands || (asking.going)() == Going::Stop {
                break;
            }
        }
        Ok(Some(split))
    }

    /// The program, the part stated by its levels. Columns keep their positions; those of the part are nought, and the
    /// levels come last.
    #[must_use]
    pub fn program(&self) -> Program {
        let mut split = Program::default();
        for (at, column) in self.whole.columns().iter().enumerate() {
            let is_of_block = self.block.has(at);
            let (lower, upper) = if is_of_block { (0, 0) } else { (column.lower, column.upper) };
            split.add_column(Column { lower, upper, ..column.clone() });
        }
        let levels = self.frontier.levels.iter().map(|level| {
            let label = format!("level[{}]", level.worth);
            (split.add_column(Column { label, lower: 0, upper: 1, kind: ColumnKind::Whole }), level)
        });
        let levels: Vec<_> = levels.collect();
        for (at, row) in self.whole.rows().iter().enumerate() {
            if self.whole.shared().contains(&at) {
                let counts = self.block.counts(row);
                let of_levels = levels.iter().filter(|_| counts).map(|&(column, level)| (level.cost, column));
                let of_rest = row.sum.terms().filter(|(column, _)| !self.block.has(column.position()));
                let sum = of_rest.map(|(column, factor)| (factor, column)).chain(of_levels).collect();
                split.add_row(Row { sum, ..row.clone() });
            } else if !self.block.is_in(row) {
                split.add_row(row.clone());
            }
        }
        let one = levels.iter().map(|&(column, _)| (1, column)).collect();
        split.add_row(Row { label: "levels".to_owned(), sum: one, comparison: Comparison::Equal, bound: 1 });
        split
    }

    /// What is sought of the split program: coverage, then cost in whole units.
    #[must_use]
    pub fn stages(&self) -> Vec<Objective> {
        let first = self.whole.columns().len();
        let stated = |objective: &Objective, of_level: &dyn Fn(&Level) -> i64| {
            let of_rest = objective.sum.terms().filter(|(column, _)| !self.block.has(column.position()));
            let of_rest = of_rest.map(|(column, factor)| (factor, column));
            let levels = self.frontier.levels.iter().enumerate();
            let of_levels = levels.map(|(at, level)| (of_level(level), ColumnIndex::new(first + at)));
            Objective { sum: of_rest.chain(of_levels).collect::<Sum>(), ..objective.clone() }
        };
        let stage = |name| self.stages.iter().find(|stage| stage.name == name);
        let coverage = stage("coverage").map(|stage| stated(stage, &|level| level.worth));
        let cost = stage("cost").map(|stage| stated(stage, &|level| level.cost));
        coverage.into_iter().chain(cost).collect()
    }

    /// Makes the level that `values` take exact.
    ///
    /// # Errors
    ///
    /// When the solver fails.
    pub fn settle(&mut self, values: &[i64], asking: &mut Asking<'_>) -> Result<Settled, SolverError> {
        let taken = self.taken(values);
        self.frontier.settle(&self.block, &|level| taken.contains(&level.worth), asking)
    }

    /// The values of the whole program that `values` of the split one stand for; `None` where their level has not been
    /// settled.
    #[must_use]
    pub fn whole(&self, values: &[i64]) -> Option<Vec<i64>> {
        let taken = self.taken(values);
        let level = self.frontier.levels.iter().find(|level| taken.contains(&level.worth))?;
        let mut whole = values[..self.whole.columns().len()].to_vec();
        for (column, value) in self.block.columns().zip(level.values.as_ref()?) {
            whole[column.position()] = *value;
        }
        Some(whole)
    }

    /// What the levels that `values` take are worth.
    fn taken(&self, values: &[i64]) -> Vec<i64> {
        let levels = self.frontier.levels.iter().zip(&values[self.whole.columns().len()..]);
        levels.filter(|(_, taken)| **taken > 0).map(|(level, _)| level.worth).collect()
    }
}
