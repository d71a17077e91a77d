//! Blocks: parts of a program that one row of money joins, each solved by itself.
//!
//! ```text
//! max  c·x + d·y     x in X,  y in Y,  a·x + b·y ≤ m
//! ```
//!
//! `X`, the *main block*, is the larger; `Y` is all the rest. Blocks are the connected parts of the columns once the
//! longest rows are set aside. For a target `t` the question is whether some `v` can be had in the main block, and `t − v`
//! in the rest, within `m` together:
//!
//! 1. `v` is at most the best of the main block by itself;
//! 2. the rest needs at least the cheapest way to have `t − v`, which leaves the main block so much money;
//! 3. if the main block cannot have `v` within that, `v` falls by a step, and so on until nothing is left.
//!
//! Each step rests on a refutation or a bound on cost, so a target that fails every step is refuted. Rows that were set
//! aside and not the one of money (what rounding leaves over) only take values away: values that are put together are
//! completed, and checked, by the program as a whole.

use std::collections::BTreeMap;

use petgraph::unionfind::UnionFind;

use super::target::{Answer, Watch, most, reach, twice};
use crate::program::{ColumnIndex, ColumnKind, Comparison, Direction, Objective, Program, Row, Sum};
use crate::solve::{Enough, Found, Going, Limits, Outcome, Progress, Request, Seek, Solver, SolverError, Status, Work};

/// The most rows that are set aside.
const MOST_ASIDE: usize = 3;

/// Whole columns below which a block is not worth a question of its own.
const LEAST_WHOLE: usize = 20;

/// Iterations that one question to a block is worth.
const ITERATIONS: u64 = 300_000;

/// A program in two blocks.
pub(super) struct Blocks {
    main: Block,
    rest: Block,
    /// The most money that both may take together; none where nothing joins them.
    money: Option<i64>,
    /// What the columns that are settled come to on the objective.
    settled: i64,
}

/// A part of a program, with the columns of the other part settled and its rows left out.
struct Block {
    program: Program,
    objective: Objective,
    money: Sum,
    columns: Vec<ColumnIndex>,
}

impl Blocks {
    /// The blocks of `program`; `None` if it is one.
    pub fn of(program: &Program, objective: &Objective) -> Option<Self> {
        if objective.direction != Direction::Maximise {
            return None;
        }
        let mut longest: Vec<usize> = (0..program.rows().len()).collect();
        longest.sort_by_key(|&row| (std::cmp::Reverse(program.rows()[row].sum.terms().count()), row));
        longest.truncate(MOST_ASIDE);
        (0..=longest.len()).find_map(|aside| Self::without(program, objective, &longest[..aside]))
    }

    /// The blocks that are left without the rows `aside`, if the main block and the rest are both worth a question, and
    /// one row of money at most joins them.
    fn without(program: &Program, objective: &Objective, aside: &[usize]) -> Option<Self> {
        let is_money = |row: &Row| {
            row.comparison == Comparison::AtMost && row.bound > 0 && row.sum.terms().all(|(_, factor)| factor >= 0)
        };
        let money: Vec<&Row> = aside.iter().map(|&row| &program.rows()[row]).filter(|row| is_money(row)).collect();
        if money.len() > 1 || (money.is_empty() && !aside.is_empty()) {
            return None;
        }
        let parts = parts(program, aside);
        let whole = |columns: &[ColumnIndex]| {
            columns.iter().filter(|column| program.columns()[column.position()].kind == ColumnKind::Whole).count()
        };
        let main = parts.iter().max_by_key(|part| (whole(part), std::cmp::Reverse(part[0])))?.clone();
        let rest: Vec<ColumnIndex> = parts.into_iter().filter(|part| *part != main).flatten().collect();
        if whole(&main) < LEAST_WHOLE || whole(&rest) < LEAST_WHOLE {
            return None;
        }
        let value = |sum: &Sum| -> i64 { sum.terms().filter_map(|(c, f)| Some(f * settled(program, c)?)).sum() };
        let limit = money.first().map(|row| row.bound - value(&row.sum));
        let row = money.first().map(|row| row.sum.clone()).unwrap_or_default();
        Some(Self {
            main: Block::of(program, objective, &row, main, aside),
            rest: Block::of(program, objective, &row, rest, aside),
            money: limit,
            settled: value(&objective.sum),
        })
    }

    /// The most of `request`, whose program this is, as [`most`] would answer; `None` where the blocks do not say.
    pub fn most(
        &self,
        solver: &dyn Solver,
        request: &Request<'_>,
        watch: &mut Watch<'_>,
    ) -> Result<Option<Outcome>, SolverError> {
        let mut session = Session { blocks: self, solver, request, work: Work::default() };
        let found = session.go(watch)?;
        let status =
            found.map(|found| if found.value == found.bound { Status::Optimal(found) } else { Status::Stopped(found) });
        Ok(status.map(|status| Outcome { status, work: session.work }))
    }
}

/// The value of a column that is settled.
fn settled(program: &Program, column: ColumnIndex) -> Option<i64> {
    let column = &program.columns()[column.position()];
    (column.lower == column.upper).then_some(column.lower)
}

/// The columns that are not settled, in connected parts: two of one row are in one part, rows `aside` left out.
fn parts(program: &Program, aside: &[usize]) -> Vec<Vec<ColumnIndex>> {
    let mut union = UnionFind::new(program.columns().len());
    let mut open: BTreeMap<usize, ColumnIndex> = BTreeMap::new();
    for (at, row) in program.rows().iter().enumerate() {
        let columns = row.sum.terms().map(|(column, _)| column).filter(|&column| settled(program, column).is_none());
        let mut first = None;
        for column in columns {
            open.insert(column.position(), column);
            if aside.contains(&at) {
                continue;
            }
            union.union(*first.get_or_insert(column.position()), column.position());
        }
    }
    let mut parts: BTreeMap<usize, Vec<ColumnIndex>> = BTreeMap::new();
    for (at, column) in open {
        parts.entry(union.find(at)).or_default().push(column);
    }
    parts.into_values().collect()
}

impl Block {
    fn of(program: &Program, objective: &Objective, money: &Sum, columns: Vec<ColumnIndex>, aside: &[usize]) -> Self {
        let mut columns = columns;
        columns.sort_unstable();
        let is_in = |column: ColumnIndex| columns.binary_search(&column).is_ok();
        let rows = (0..program.rows().len()).filter(|row| !aside.contains(row));
        let stated = rows.filter(|&row| program.rows()[row].sum.terms().any(|(column, _)| is_in(column))).collect();
        let mut own = program.with_rows(&stated);
        let others = program.column_indices().filter(|&column| !is_in(column));
        for column in others {
            own.fix(column, program.columns()[column.position()].lower);
        }
        let only = |sum: &Sum| sum.terms().filter(|(column, _)| is_in(*column)).map(|(c, f)| (f, c)).collect::<Sum>();
        let objective = Objective::new(objective.name, objective.direction, only(&objective.sum));
        Self { program: own, objective, money: only(money), columns }
    }

    /// The program, with at most so much money.
    fn within(&self, most: i64) -> Program {
        let mut program = self.program.clone();
        let label = "money".to_owned();
        program.add_row(Row { label, sum: self.money.clone(), comparison: Comparison::AtMost, bound: most });
        program
    }

    /// The program, with at least so much of what is sought.
    fn with(&self, least: i64) -> Program {
        let mut program = self.program.clone();
        let label = "target".to_owned();
        program.add_row(Row { label, sum: self.objective.sum.clone(), comparison: Comparison::AtLeast, bound: least });
        program
    }
}

/// A search by blocks.
struct Session<'a> {
    blocks: &'a Blocks,
    solver: &'a dyn Solver,
    request: &'a Request<'a>,
    work: Work,
}

impl Session<'_> {
    fn go(&mut self, watch: &mut Watch<'_>) -> Result<Option<Found>, SolverError> {
        let Blocks { main, rest, money, settled } = self.blocks;
        let trivial = self.request.objective.trivial_bound(self.request.program);
        let mut told = |progress: Progress| watch(Progress { best: None, bound: Some(trivial), ..progress });
        let Some(of_main) = self.best(main, &main.program, &mut told)? else { return Ok(None) };
        let left = money.map(|money| money - main.money.value(&of_main.values));
        let program = left.map_or_else(|| rest.program.clone(), |left| rest.within(left));
        let Some(of_rest) = self.best(rest, &program, &mut told)? else { return Ok(None) };
        let Some(mut found) = self.together(&of_main.values, &of_rest.values)? else { return Ok(None) };
        if money.is_none() {
            found.bound = settled + of_main.bound + of_rest.bound;
            return Ok(Some(found));
        }
        let step = self.request.objective.sum.step();
        if let Some(start) = self.request.start
            && let Some(begun) = self.completed(start)?
            && begun.value > found.value
        {
            found = begun;
        }
        loop {
            let (best, target) = (found.value, found.value + step);
            let mut told = |progress: Progress| watch(Progress { best: Some(best), bound: Some(trivial), ..progress });
            let split = |attempt: u16, watch: &mut Watch<'_>| self.split(target, of_main.bound, attempt, watch);
            let (answer, work) = twice(&split, &mut told)?;
            self.work += work;
            match answer {
                Answer::Reached(values, _) => {
                    let Some(better) = self.completed(&values)? else { return Ok(None) };
                    if better.value < target {
                        return Ok(None);
                    }
                    found = better;
                }
                Answer::Refuted => return Ok(Some(Found { bound: found.value, ..found })),
                Answer::Unknown => return Ok(None),
            }
        }
    }

    /// The best of a block.
    fn best(&mut self, block: &Block, program: &Program, watch: &mut Watch<'_>) -> Result<Option<Found>, SolverError> {
        let limits = Limits { enough: None, ..self.request.limits };
        let outcome = most(self.solver, &Request { program, objective: &block.objective, start: None, limits }, watch)?;
        self.work += outcome.work;
        Ok(match outcome.status {
            Status::Optimal(found) | Status::Stopped(found) => Some(found),
            Status::Nothing | Status::Infeasible => None,
        })
    }

    /// Whether `target` can be reached, in one way: see the head of this file.
    fn split(
        &self,
        target: i64,
        most: i64,
        attempt: u16,
        watch: &mut Watch<'_>,
    ) -> Result<(Answer, Work), SolverError> {
        let Blocks { main, rest, money, settled } = self.blocks;
        let Some(money) = *money else { return Ok((Answer::Unknown, Work::default())) };
        let step = main.objective.sum.step();
        let mut work = Work::default();
        let limits = Limits {
            nodes: None,
            attempt: self.request.limits.attempt + attempt,
            enough: Some(Enough::Iterations(ITERATIONS)),
            ..self.request.limits
        };
        let cheap = Objective::new("cost", Direction::Minimise, rest.money.clone());
        let mut main_value = most;
        loop {
            let needed = rest.with(target - settled - main_value);
            let request = Request { program: &needed, objective: &cheap, start: None, limits };
            let outcome = self.solver.solve(&request, watch)?;
            work += outcome.work;
            let cheapest = match outcome.status {
                Status::Optimal(found) | Status::Stopped(found) => found,
                Status::Infeasible => return Ok((Answer::Refuted, work)),
                Status::Nothing => return Ok((Answer::Unknown, work)),
            };
            let left = money - cheapest.bound;
            if left < 0 {
                return Ok((Answer::Refuted, work));
            }
            let within = main.within(left);
            // What the main block could have if it could be split, so that steps which are plainly too high are passed over.
            let relaxed = within.relaxed();
            let request = Request {
                program: &relaxed,
                objective: &main.objective,
                start: None,
                limits: Limits { enough: None, ..limits },
            };
            let outcome = self.solver.solve(&request, watch)?;
            work += outcome.work;
            let bound = match outcome.status {
                Status::Optimal(found) | Status::Stopped(found) => found.bound,
                Status::Infeasible => return Ok((Answer::Refuted, work)),
                Status::Nothing => return Ok((Answer::Unknown, work)),
            };
            if bound < main_value {
                main_value = bound;
                continue;
            }
            let seek = if attempt == 0 { Seek::Both } else { Seek::Bound };
            let limits = Limits { target: Some(main_value), seek, ..limits };
            let request = Request { program: &within, objective: &main.objective, start: None, limits };
            let (answer, more) = reach(self.solver, &request, watch)?;
            work += more;
            match answer {
                Answer::Reached(values, _) => {
                    if main.money.value(&values) + rest.money.value(&cheapest.values) > money {
                        return Ok((Answer::Unknown, work));
                    }
                    return Ok((Answer::Reached(self.joined(&values, &cheapest.values), target), work));
                }
                Answer::Refuted => main_value -= step,
                Answer::Unknown => return Ok((Answer::Unknown, work)),
            }
        }
    }

    /// Values of both blocks in one.
    fn joined(&self, of_main: &[i64], of_rest: &[i64]) -> Vec<i64> {
        let mut values = of_main.to_vec();
        for column in &self.blocks.rest.columns {
            values[column.position()] = of_rest[column.position()];
        }
        values
    }

    fn together(&mut self, of_main: &[i64], of_rest: &[i64]) -> Result<Option<Found>, SolverError> {
        let values = self.joined(of_main, of_rest);
        self.completed(&values)
    }

    /// The best values of the whole program that choose as `values` do; nothing if there are none.
    fn completed(&mut self, values: &[i64]) -> Result<Option<Found>, SolverError> {
        let mut program = self.request.program.clone();
        let Blocks { main, rest, .. } = self.blocks;
        for &column in main.columns.iter().chain(&rest.columns) {
            let there = &self.request.program.columns()[column.position()];
            // Columns of more than one are what rounding leaves over, or children served: they follow from the choices.
            if there.kind == ColumnKind::Whole && (there.lower, there.upper) == (0, 1) {
                program.fix(column, values[column.position()]);
            }
        }
        let limits = Limits { nodes: None, enough: None, ..self.request.limits };
        let request = Request { program: &program, objective: self.request.objective, start: None, limits };
        let outcome = self.solver.solve(&request, &mut |_| Going::On)?;
        self.work += outcome.work;
        Ok(match outcome.status {
            Status::Optimal(found) => Some(found),
            Status::Stopped(_) | Status::Nothing | Status::Infeasible => None,
        })
    }
}
