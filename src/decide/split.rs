//! A target split between two blocks: can they reach it together, within so much money?
//!
//! Let `v` be what the main block has of a target `t`, at first the most that it can have by itself.
//!
//! 1. The rest must have `t − v`, which takes at least so much money, and leaves the main block the remainder.
//! 2. If the main block cannot have `v` within that, `v` falls by a step, and the rest needs more.
//! 3. Nothing is left once the rest cannot have `t − v` at all.
//!
//! A target that fails every step is refuted. A relaxation of the main block refutes what is far out of reach in exact
//! numbers: the steps that it refutes are passed over. Often the money that is left refutes every `v` to come at once, so that
//! is asked after a refutation that was quick. What a refutation rests on is a list of facts, each "this block has no
//! more than that within so much"; a first search finds them, and each is asked once more from other random choices.

use std::collections::BTreeMap;
use std::sync::Mutex;

use super::ask::{Answer, both};
use super::blocks::Blocks;
use super::fact::{Fact, Which, new_of};
use super::session::StageSession;
use crate::program::{Direction, Objective};
use crate::solve::{Enough, Found, Limits, Request, Seek, SolverError, Status, Work};

/// Iterations up to which a refutation was quick.
const QUICK: u64 = 4_000;

/// Two blocks, and what is known of each.
pub(super) struct Split {
    pub blocks: Blocks,
    /// The most that the main block can have by itself, within so much money if not `None`.
    of_main: (i64, Option<i64>),
    /// The most that the rest can have by itself.
    of_rest: i64,
    /// Values of the rest that have it.
    dearest: Vec<i64>,
    /// By what the rest is to have, the least money for it.
    staircase: BTreeMap<i64, Found>,
    /// By money, what the main block has at most within it by its relaxation.
    relaxed: BTreeMap<i64, i64>,
    /// Facts that were found twice.
    certain: Vec<Fact>,
}

/// Iterations after which a search is begun anew with other random choices.
const BEGUN_ANEW: u64 = 20_000;

/// How many times as long it may take to find a fact again.
const AGAIN: u64 = 4;

/// What a question to a block is worth.
#[derive(Clone, Copy)]
pub(super) struct Budget {
    /// When to stop whatever is asked.
    pub limits: Limits,
    /// Iterations of the simplex method.
    pub iterations: u64,
}

impl Split {
    /// Blocks of which each has so much at most by itself, the main block perhaps within so much money; `of_rest` has values
    /// that reach it.
    pub fn new(blocks: Blocks, of_main: (i64, Option<i64>), of_rest: Found) -> Self {
        Self {
            blocks,
            of_main,
            of_rest: of_rest.bound,
            dearest: of_rest.values,
            staircase: BTreeMap::new(),
            relaxed: BTreeMap::new(),
            certain: Vec::new(),
        }
    }

    /// No values of the whole have more than this.
    pub fn bound(&self) -> i64 {
        self.blocks.settled + self.of_main.0 + self.of_rest
    }

    /// Whether `target` can be had within `money`.
    pub fn reach(
        &mut self,
        session: &mut StageSession<'_>,
        (target, money): (i64, i64),
        budget: Budget,
    ) -> Result<(Answer, Work), SolverError> {
        let mut search = Search { split: self, budget, facts: Vec::new(), work: Work::default() };
        let mut answer = search.explore(session, target, money)?;
        let Search { facts, mut work, .. } = search;
        if answer == Answer::Refuted {
            let doubted = new_of(facts, &self.certain);
            if self.confirm(session, &doubted, budget, &mut work)? {
                self.certain.extend(doubted);
            } else {
                answer = Answer::Unknown;
            }
        }
        Ok((answer, work))
    }

    /// The least money for which the rest has `least` of what is sought; `None` where a limit came first.
    pub fn cheapest_of_rest(
        &mut self,
        session: &mut StageSession<'_>,
        least: i64,
        budget: Budget,
        work: &mut Work,
    ) -> Result<Option<Found>, SolverError> {
        if let Some(found) = self.staircase.get(&least) {
            return Ok(Some(found.clone()));
        }
        let rest = &self.blocks.rest;
        let cheap = Objective::new(Direction::Minimise, rest.money.clone());
        let enough = Some(Enough::Iterations(budget.iterations));
        let limits = Limits { nodes: None, seek: Seek::Bound, enough, target: None, ..budget.limits };
        let (program, start) = (rest.with(least), Some(self.dearest.as_slice()));
        let outcome = session.solve(&Request { program: &program, objective: &cheap, start, limits })?;
        *work += outcome.work;
        let (Status::Optimal(found) | Status::Stopped(found)) = outcome.status else { return Ok(None) };
        self.staircase.insert(least, found.clone());
        Ok(Some(found))
    }

    /// The most that the main block has within so much money by its relaxation, whose bound is exact.
    fn relaxed(
        &mut self,
        session: &mut StageSession<'_>,
        within: i64,
        limits: Limits,
        work: &mut Work,
    ) -> Result<i64, SolverError> {
        if let Some(bound) = self.relaxed.get(&within) {
            return Ok(*bound);
        }
        let main = &self.blocks.main;
        let (bound, more) = session.relaxation(&main.within(within), &main.objective, limits)?;
        *work += more;
        self.relaxed.insert(within, bound);
        Ok(bound)
    }

    /// Whether a block has what `fact` denies it, in about so many iterations, of which this is the first or second time
    /// of asking.
    ///
    /// A search that has not ended after a while is seldom near its end, and one with other random choices often is: so
    /// it is begun anew, with heuristics and without in turn, and given twice as long after each pair.
    fn has(
        &self,
        session: &mut StageSession<'_>,
        fact: Fact,
        (time, iterations): (u16, u64),
        limits: Limits,
    ) -> Result<(Answer, Work), SolverError> {
        let block = match fact.which {
            Which::Main => &self.blocks.main,
            Which::Rest => &self.blocks.rest,
        };
        let program = fact.within.map_or_else(|| block.program.clone(), |most| block.within(most));
        let (mut all, mut each) = (Work::default(), iterations.min(BEGUN_ANEW));
        for (attempt, seek) in (0..).zip([Seek::Bound, Seek::Both].into_iter().cycle()) {
            let limits = Limits {
                nodes: None,
                seek,
                enough: Some(Enough::Iterations(each)),
                target: Some(fact.least),
                attempt: limits.attempt + 2 * attempt + time,
                ..limits
            };
            let request = Request { program: &program, objective: &block.objective, start: None, limits };
            let (answer, work) = session.reach(&request)?;
            all += work;
            if answer != Answer::Unknown || all.iterations >= iterations || session.is_stopped || limits.is_late() {
                return Ok((answer, all));
            }
            if seek == Seek::Both {
                each *= 2;
            }
        }
        Ok((Answer::Unknown, all))
    }

    /// Whether each of `facts` is found again, from other random choices: side by side, on two threads.
    fn confirm(
        &self,
        session: &mut StageSession<'_>,
        facts: &[Fact],
        budget: Budget,
        work: &mut Work,
    ) -> Result<bool, SolverError> {
        let queue = Mutex::new(facts.iter());
        let one_by_one = |session: &mut StageSession<'_>| {
            let (mut all, mut work) = (true, Work::default());
            loop {
                let next = queue.lock().expect("nobody panics with it").next().copied();
                let Some(fact) = next.filter(|_| all) else { return Ok::<_, SolverError>((all, work)) };
                let (answer, more) = self.has(session, fact, (1, AGAIN * budget.iterations), budget.limits)?;
                work += more;
                all = answer == Answer::Refuted;
            }
        };
        let (first, second) = both(session, &one_by_one, &one_by_one, &|_| false);
        let ((first, one), (second, other)) = (first?, second?);
        *work += one;
        *work += other;
        Ok(first && second)
    }
}

/// A search for one target, and the facts that its refutation rests on.
struct Search<'a> {
    split: &'a mut Split,
    budget: Budget,
    facts: Vec<Fact>,
    work: Work,
}

impl Search<'_> {
    fn explore(&mut self, session: &mut StageSession<'_>, target: i64, money: i64) -> Result<Answer, SolverError> {
        let Split { of_main: (of_main, within), of_rest, .. } = *self.split;
        let Blocks { main, rest, settled, .. } = &self.split.blocks;
        let (step, needed) = (main.objective.sum.step(), target - settled);
        let least_of_rest = of_rest + rest.objective.sum.step();
        self.facts.push(Fact { which: Which::Main, least: of_main + step, within });
        self.facts.push(Fact { which: Which::Rest, least: least_of_rest, within: None });
        let (mut most, lowest) = (of_main, needed - of_rest);
        while most >= lowest {
            let cheapest = self.split.cheapest_of_rest(session, needed - most, self.budget, &mut self.work)?;
            let Some(cheapest) = cheapest else { return Ok(Answer::Unknown) };
            self.facts.push(Fact { which: Which::Rest, least: needed - most, within: Some(cheapest.bound - 1) });
            let left = money - cheapest.bound;
            if left < 0 {
                return Ok(Answer::Refuted);
            }
            let relaxed = self.split.relaxed(session, left, self.budget.limits, &mut self.work)?;
            if relaxed < most {
                // What lies between leaves the main block no more money than this.
                most = relaxed.div_euclid(step) * step;
                continue;
            }
            let (answer, took) = self.main_has(session, most, left, self.budget.iterations)?;
            if let Answer::Reached(values, _) = answer {
                let blocks = &self.split.blocks;
                let is_within = blocks.main.money.value(&values) + cheapest.value <= money;
                let joined = blocks.joined(&values, &cheapest.values);
                return Ok(if is_within { Answer::Reached(joined, target) } else { Answer::Unknown });
            }
            most -= step;
            let is_all = answer == Answer::Refuted
                && most >= lowest
                && took < QUICK
                && self.main_has(session, lowest, left, 2 * took + QUICK / 2)?.0 == Answer::Refuted;
            if answer == Answer::Unknown || is_all {
                return Ok(answer);
            }
        }
        Ok(Answer::Refuted)
    }

    /// Whether the main block has `least` within so much money, which is noted as a fact if not, and the iterations that
    /// it took.
    fn main_has(
        &mut self,
        session: &mut StageSession<'_>,
        least: i64,
        within: i64,
        iterations: u64,
    ) -> Result<(Answer, u64), SolverError> {
        let fact = Fact { which: Which::Main, least, within: Some(within) };
        if self.split.certain.iter().any(|other| fact.follows_from(other)) {
            return Ok((Answer::Refuted, 0));
        }
        let (answer, work) = self.split.has(session, fact, (0, iterations), self.budget.limits)?;
        if answer == Answer::Refuted {
            self.facts.push(fact);
        }
        self.work += work;
        Ok((answer, work.iterations))
    }
}
