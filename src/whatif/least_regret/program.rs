//! # The program of least regret
//!
//! ```text
//! min z      z·g + Σ worth[s,a,c] · f[k,s,a,c]  ≥  best[k]      for every scenario k
//!            the rules of the choice x, once;  capacity and demand of f[k] for every scenario k
//! ```
//!
//! | symbol         | meaning                                                        | unit                        |
//! |----------------|----------------------------------------------------------------|-----------------------------|
//! | `x`            | what is funded, the same in every scenario                     | none                        |
//! | `f[k,s,a,c]`   | places at `s` used by children of `a` in scenario `k`          | places                      |
//! | `best[k]`      | the most that is known to be had where demand is as in `k`     | hundredths of a place       |
//! | `g`            | the step in which worths and what is best move                 | hundredths of a place       |
//! | `z`            | the largest regret, whole, as everything moves in steps of `g` | steps                       |
//!
//! The programs of the scenarios differ in whom places serve and in nothing else: the columns that say so are stated for
//! each, with the rows that speak of them, and all others once. For any choice `x` a scenario is then a transportation
//! problem of its own, whose corners are whole.

use std::collections::{BTreeMap, BTreeSet};

use super::{Measured, Scenario, TIE_NODES};
use crate::decide::NoDecision;
use crate::domain::{Index, ProjectOption, WellLocated};
use crate::formulate::{Formulation, formulate_over};
use crate::milp::{Column, ColumnIndex, ColumnKind, Comparison, Direction, Milp, Objective, Row, Sum, common};
use crate::network::Network;
use crate::objective::{Stage, coverage};
use crate::reduce::reduce;
use crate::solve::{Found, Going, Limits, Request, Solver};

/// Terms beyond which what a scenario has is stated in parts: a search for cuts takes as long as its longest row.
const LONG: usize = 500;

/// The choice of options once, and whom their places serve once for each scenario.
pub(super) struct Program {
    milp: Milp,
    /// The largest regret, in steps.
    pub regret: Objective,
    /// What a plan costs, in the unit of its stage.
    cost: Option<Objective>,
    /// By option: 1 if it is funded.
    fund: Vec<ColumnIndex>,
    /// Hundredths of a place.
    step: i64,
}

impl Program {
    /// The program of `scenarios`, of each of which so many hundredths of a well-located place are the most known.
    pub fn of(scenarios: &[Scenario<'_>], best: &[i64]) -> Self {
        let formulations: Vec<Formulation> = scenarios
            .iter()
            .map(|scenario| {
                let question = scenario.question();
                formulate_over(&question, &Network::of(&question).reduced())
            })
            .collect();
        let sums: Vec<Objective> = formulations.iter().map(|one| coverage(&one.unknowns)).collect();
        let step = sums.iter().map(|one| one.sum.step()).chain(best.iter().copied()).fold(0, common).max(1);
        let first = &formulations[0];
        let mut milp = first.milp.clone();
        let upper = best.iter().max().map_or(0, |most| most / step);
        let label = "regret".to_owned();
        let regret = milp.add_column(Column { label, lower: 0, upper, kind: ColumnKind::Whole });
        for (at, (formulation, sum)) in formulations.iter().zip(&sums).enumerate() {
            let own = if at == 0 { None } else { Some(add_scenario(&mut milp, first, formulation, at)) };
            let here = |sum: &Sum| own.as_ref().map_or_else(|| sum.clone(), |own| moved(sum, own));
            let mut places = in_short_rows(&mut milp, sum, here, at);
            places.add(step, regret);
            let label = format!("regret[{at}]");
            milp.add_row(Row { label, sum: places, comparison: Comparison::AtLeast, bound: best[at] });
        }
        let options = scenarios[0].instance.option_indices();
        Self {
            fund: options.map(|option| first.unknowns.fund(option)).collect(),
            cost: first.stages.get(&Stage::Cost).cloned(),
            regret: Objective::new(Direction::Minimise, Sum::from_iter([(1, regret)])),
            step,
            milp,
        }
    }

    /// The same with less to search.
    pub fn reduced(&self) -> Milp {
        let every: BTreeSet<usize> = (0..self.milp.rows().len()).collect();
        reduce(&self.milp, [&self.regret].into_iter().chain(&self.cost), &every)
    }

    /// So many steps of regret.
    pub fn places(&self, steps: i64) -> WellLocated {
        WellLocated::from_hundredths((steps * self.step).max(0).unsigned_abs())
    }

    /// What these values fund.
    pub fn funded(&self, values: &[i64]) -> BTreeSet<Index<ProjectOption>> {
        let options = self.fund.iter().enumerate().filter(|(_, column)| values[column.position()] == 1);
        options.map(|(at, _)| Index::new(at)).collect()
    }

    /// Rules out this one choice of options, and no other.
    pub fn forbid(&mut self, funded: &BTreeSet<Index<ProjectOption>>) {
        let sign = |at: usize| if funded.contains(&Index::new(at)) { 1 } else { -1 };
        let sum = self.fund.iter().enumerate().map(|(at, &column)| (sign(at), column)).collect();
        let bound = i64::try_from(funded.len()).unwrap_or(i64::MAX) - 1;
        self.milp.add_row(Row { label: "forbidden".to_owned(), sum, comparison: Comparison::AtMost, bound });
    }

    /// The values of every column of `milp`, which is this one reduced, where a plan is funded; nothing where that has
    /// settled otherwise what the plan funds.
    pub fn start(&self, milp: &Milp, plan: &Measured, solver: &dyn Solver) -> Result<Option<Vec<i64>>, NoDecision> {
        let mut settled = milp.clone();
        for (at, &column) in self.fund.iter().enumerate() {
            settled.fix(column, i64::from(plan.funded.contains(&Index::new(at))));
        }
        let is_there = |(now, then): (&Column, &Column)| then.lower <= now.lower && now.upper <= then.upper;
        if !settled.columns().iter().zip(milp.columns()).all(is_there) {
            return Ok(None);
        }
        let limits = Limits { nodes: Some(TIE_NODES), ..Limits::default() };
        let request = Request { milp: &settled, objective: &self.regret, start: None, limits };
        Ok(solver.solve(&request, &mut |_| Going::On)?.status.found().map(|found| found.values))
    }

    /// What is funded by a cheaper plan of no more regret than `found`, where one is met.
    pub fn cheaper(
        &self,
        milp: &Milp,
        found: &Found,
        limits: Limits,
        solver: &dyn Solver,
    ) -> Result<Option<BTreeSet<Index<ProjectOption>>>, NoDecision> {
        let Some(cost) = &self.cost else { return Ok(None) };
        let mut milp = milp.clone();
        let sum = self.regret.sum.clone();
        milp.add_row(Row { label: "least".to_owned(), sum, comparison: Comparison::AtMost, bound: found.value });
        let limits = Limits { nodes: limits.nodes.or(Some(TIE_NODES)), enough: None, ..limits };
        let request = Request { milp: &milp, objective: cost, start: Some(&found.values), limits };
        let cheaper = solver.solve(&request, &mut |_| Going::On)?.status.found();
        Ok(cheaper.map(|cheaper| self.funded(&cheaper.values)))
    }
}

/// Adds what a scenario says of whom places serve; where each of its columns is now.
fn add_scenario(milp: &mut Milp, first: &Formulation, own: &Formulation, at: usize) -> Vec<ColumnIndex> {
    let columns_of = |of: &Formulation| -> BTreeSet<ColumnIndex> {
        of.unknowns.servings().iter().map(|serving| serving.column).collect()
    };
    let (of_first, serving) = (columns_of(first), columns_of(own));
    let shared = first.milp.column_indices().filter(|column| !of_first.contains(column));
    let by_label: BTreeMap<&str, ColumnIndex> =
        shared.map(|column| (first.milp.columns()[column.position()].label.as_str(), column)).collect();
    let places: Vec<ColumnIndex> = own
        .milp
        .column_indices()
        .map(|column| {
            let told = &own.milp.columns()[column.position()];
            match by_label.get(told.label.as_str()).filter(|_| !serving.contains(&column)) {
                Some(there) => *there,
                None => milp.add_column(Column { label: format!("{at}: {}", told.label), ..told.clone() }),
            }
        })
        .collect();
    for row in own.milp.rows() {
        if row.sum.terms().any(|(column, _)| serving.contains(&column)) {
            let label = format!("{at}: {}", row.label);
            milp.add_row(Row { label, sum: moved(&row.sum, &places), ..row.clone() });
        }
    }
    places
}

/// A sum over the columns where they are now.
fn moved(sum: &Sum, places: &[ColumnIndex]) -> Sum {
    sum.terms().map(|(column, factor)| (factor, places[column.position()])).collect()
}

/// A sum that is no more than what a scenario has, short enough to stand in a row.
fn in_short_rows(milp: &mut Milp, objective: &Objective, here: impl Fn(&Sum) -> Sum, at: usize) -> Sum {
    if objective.sum.terms().count() <= LONG {
        return here(&objective.sum);
    }
    let mut all = Sum::default();
    for (number, part) in objective.parts.iter().enumerate() {
        let part = Objective::new(Direction::Maximise, here(part));
        let label = format!("part[{at}, {number}]");
        let upper = part.trivial_bound(milp);
        let column = milp.add_column(Column { label: label.clone(), lower: 0, upper, kind: ColumnKind::Divisible });
        let mut sum = part.sum;
        sum.add(-1, column);
        milp.add_row(Row { label, sum, comparison: Comparison::AtLeast, bound: 0 });
        all.add(1, column);
    }
    all
}
