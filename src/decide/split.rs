//! A target split between two blocks: can they reach it together, within so much money?
//!
//! What a refutation rests on is a list of facts, each "this block has no more than that within so much"; a first search
//! (`explore.rs`) finds them, and each is asked once more from other random choices.

use std::collections::BTreeMap;
use std::sync::Mutex;

use super::ask::{Answer, both};
use super::blocks::Blocks;
use super::explore::Search;
use super::fact::{Fact, Which, new_of};
use super::session::StageSession;
use crate::milp::{Direction, Objective};
use crate::solve::{Enough, Found, Limits, Request, Seek, SolverError, Status, Work};

/// Two blocks, and what is known of each.
pub(super) struct Split {
    pub blocks: Blocks,
    /// The most that the main block can have by itself, within so much money if not `None`.
    pub of_main: (i64, Option<i64>),
    /// The most that the rest can have by itself.
    pub of_rest: i64,
    /// Values of the rest that have it.
    dearest: Vec<i64>,
    /// By what the rest is to have, the least money for it.
    staircase: BTreeMap<i64, Found>,
    /// By money, what the main block has at most within it by its relaxation.
    relaxed: BTreeMap<i64, i64>,
    /// Facts that were found twice.
    pub certain: Vec<Fact>,
}

/// Iterations after which a search is begun anew with other random choices.
const BEGUN_ANEW: u64 = 15_000;

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
    /// that reach it. With each whether two searches said so.
    pub fn new(
        blocks: Blocks,
        (of_main, within, main_is_certain): (i64, Option<i64>, bool),
        (of_rest, rest_is_certain): (Found, bool),
    ) -> Self {
        let mut split = Self {
            blocks,
            of_main: (of_main, within),
            of_rest: of_rest.bound,
            dearest: of_rest.values,
            staircase: BTreeMap::new(),
            relaxed: BTreeMap::new(),
            certain: Vec::new(),
        };
        let beyond = split.beyond_most().into_iter().zip([main_is_certain, rest_is_certain]);
        split.certain = beyond.filter(|(_, is_certain)| *is_certain).map(|(fact, _)| fact).collect();
        split
    }

    /// The facts that neither block has more than its most.
    pub fn beyond_most(&self) -> [Fact; 2] {
        let (of_main, within) = self.of_main;
        let Blocks { main, rest, .. } = &self.blocks;
        let of_main = Fact { which: Which::Main, least: of_main + main.objective.sum.step(), within };
        let of_rest = Fact { which: Which::Rest, least: self.of_rest + rest.objective.sum.step(), within: None };
        [of_main, of_rest]
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
        let mut search = Search::new(self, budget);
        let mut answer = search.explore(session, target, money)?;
        let (facts, mut work) = search.rests_on();
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
        let (milp, start) = (rest.with(least), Some(self.dearest.as_slice()));
        let outcome = session.solve(&Request { milp: &milp, objective: &cheap, start, limits })?;
        *work += outcome.work;
        let (Status::Optimal(found) | Status::Stopped(found)) = outcome.status else { return Ok(None) };
        self.staircase.insert(least, found.clone());
        Ok(Some(found))
    }

    /// The most that the main block has within so much money by its relaxation, whose bound is exact.
    pub fn relaxed(
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
    /// it is begun anew, with heuristics and without in turn, and given twice as long after each pair. Those with
    /// heuristics come first where it is likely that the block has it.
    pub fn has(
        &self,
        session: &mut StageSession<'_>,
        fact: Fact,
        (time, iterations, is_likely): (u16, u64, bool),
        limits: Limits,
    ) -> Result<(Answer, Work), SolverError> {
        let block = match fact.which {
            Which::Main => &self.blocks.main,
            Which::Rest => &self.blocks.rest,
        };
        let milp = fact.within.map_or_else(|| block.milp.clone(), |most| block.within(most));
        let (mut all, mut each) = (Work::default(), iterations.min(BEGUN_ANEW));
        let ways = if is_likely { [Seek::Both, Seek::Bound] } else { [Seek::Bound, Seek::Both] };
        for (attempt, seek) in (0..).zip(ways.into_iter().cycle()) {
            let limits = Limits {
                nodes: None,
                seek,
                enough: Some(Enough::Iterations(each)),
                target: Some(fact.least),
                attempt: limits.attempt + 2 * attempt + time,
                ..limits
            };
            let request = Request { milp: &milp, objective: &block.objective, start: None, limits };
            let (answer, work) = session.reach(&request)?;
            all += work;
            if answer != Answer::Unknown || all.iterations >= iterations || session.is_stopped || limits.is_late() {
                return Ok((answer, all));
            }
            if seek == ways[1] {
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
                let (answer, more) = self.has(session, fact, (1, AGAIN * budget.iterations, false), budget.limits)?;
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
