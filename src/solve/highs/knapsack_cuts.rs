//! Cuts of small knapsacks: what fits an authority's match, a fund or a ceiling, and is not taken in part.
//!
//! The point at which a relaxation stands is a mixture of what fits a knapsack, or a cut parts it from all of that. Which
//! cut is furthest from the point is a small linear program over the diagram of the knapsack:
//!
//! ```text
//! max  Σ w[j]·x[j] − p[begin]      p[from] ≥ p[to] + w[j] for every arc that takes j,  p[end] = 0,  w ≤ 1
//! ```
//!
//! where `p` of a node is no less than the longest way from there. Its weights are only a proposal: as whole numbers they
//! make a cut that is exact, whatever the solver's floating point is (`milp::diagram`).

use highs::{HighsModelStatus, Model};
use num_traits::ToPrimitive;

use super::Highs;
use super::raw::change_costs;
use super::relaxation::{Plane, Point, Relaxation};
use crate::milp::{Column, ColumnIndex, ColumnKind, Comparison, Diagram, Direction, Milp, Objective, Row, Sum};
use crate::solve::{Cuts, Going, Limits, Progress, Request, SolverError};

/// Rounds of cuts at most.
const ROUNDS: usize = 100;

/// What a cut must be broken by to be worth its while.
const LEAST_BREACH: f64 = 1e-6;

/// Weights are whole multiples of one over a number up to this, or else are taken as so many of [`FINE`] parts.
const LARGEST_DENOMINATOR: u16 = 200;
const FINE: f64 = 10_000.0;

/// A value that is nearer to a whole one than this is whole.
const WHOLE: f64 = 1e-6;

/// The cuts of the knapsacks of `request`, until its relaxation breaks none.
pub(super) fn cuts(
    highs: Highs,
    request: &Request<'_>,
    watch: &mut dyn FnMut(Progress) -> Going,
) -> Result<Cuts, SolverError> {
    let mut knapsacks = Knapsacks::of(highs, request.milp);
    if knapsacks.separations.is_empty() {
        return Ok(Cuts::default());
    }
    let mut relaxation = Relaxation::of(highs, request)?;
    for _ in 0..ROUNDS {
        let Some(point) = relaxation.solve() else { break };
        let is_cut = knapsacks.cut(&mut relaxation, &point)?;
        let iterations = relaxation.work().iterations;
        let is_stopped = watch(Progress { best: None, bound: None, nodes: 0, iterations }) == Going::Stop;
        if !is_cut || is_stopped || request.limits.is_late() {
            break;
        }
    }
    Ok(Cuts { rows: relaxation.cuts().to_vec(), work: relaxation.work() })
}

/// The small knapsacks of a program.
pub(super) struct Knapsacks {
    highs: Highs,
    separations: Vec<Separation>,
}

impl Knapsacks {
    pub fn of(highs: Highs, milp: &Milp) -> Self {
        let separations = milp.diagrams().into_iter().map(|diagram| Separation { diagram, model: None });
        Self { highs, separations: separations.collect() }
    }

    /// Adds the cuts that part `point` from what fits; whether there are any.
    pub fn cut(&mut self, relaxation: &mut Relaxation, point: &Point) -> Result<bool, SolverError> {
        let mut is_cut = false;
        for separation in &mut self.separations {
            let plane = separation.cut(self.highs, &point.values)?.and_then(|row| Plane::of(row, &point.values));
            is_cut |= plane.is_some_and(|plane| relaxation.add(plane, true));
        }
        Ok(is_cut)
    }
}

/// The program that proposes cuts of a knapsack: a column for the weight of each of its columns, and one for each node. It
/// is stated once it is needed.
struct Separation {
    diagram: Diagram,
    model: Option<Model>,
}

impl Separation {
    fn state(&self, highs: Highs) -> Result<Model, SolverError> {
        let (milp, objective) = proposal(&self.diagram);
        let request = Request { milp: &milp, objective: &objective, start: None, limits: Limits::default() };
        highs.simplex(&request)
    }

    /// A cut that parts the values from whatever fits, unless there is none, or the solver says none.
    fn cut(&mut self, highs: Highs, values: &[f64]) -> Result<Option<Row>, SolverError> {
        let of_columns: Vec<f64> = self.diagram.columns().map(|column| values[column.position()]).collect();
        if of_columns.iter().all(|value| (value - value.round()).abs() < WHOLE) {
            return Ok(None);
        }
        let mut costs = of_columns.clone();
        costs.resize(costs.len() + self.diagram.nodes().len() - 1, 0.0);
        costs.push(-1.0);
        let mut model = match self.model.take() {
            Some(model) => model,
            None => self.state(highs)?,
        };
        let Some(solved) = change_costs(&mut model, &costs).then(|| model.try_solve().ok()).flatten() else {
            return Ok(None);
        };
        let is_broken = solved.status() == HighsModelStatus::Optimal && solved.objective_value() > LEAST_BREACH;
        let weights = is_broken.then(|| whole_weights(&solved.get_solution().columns()[..of_columns.len()])).flatten();
        self.model = Some(solved.into());
        Ok(weights.map(|weights| self.diagram.cut(weights, |position| of_columns[position] > WHOLE)))
    }
}

/// The program over a diagram, and what it seeks before it is told a point.
fn proposal(diagram: &Diagram) -> (Milp, Objective) {
    let mut milp = Milp::default();
    let mut column =
        |lower, upper| milp.add_column(Column { label: String::new(), lower, upper, kind: ColumnKind::Divisible });
    let lower = |position| if diagram.may_be_less_than_nought(position) { -1 } else { 0 };
    let weights: Vec<ColumnIndex> = (0..diagram.columns().len()).map(|position| column(lower(position), 1)).collect();
    let most = i64::try_from(weights.len()).unwrap_or(i64::MAX);
    let lengths: Vec<ColumnIndex> =
        (0..diagram.nodes().len()).map(|node| if node == 0 { column(0, 0) } else { column(-most, most) }).collect();
    for (from, arcs) in diagram.nodes().iter().enumerate() {
        for arc in arcs {
            let taken = arc.taken.map(|position| (-1, weights[position]));
            let sum: Sum = [(1, lengths[from]), (-1, lengths[arc.to])].into_iter().chain(taken).collect();
            milp.add_row(Row { label: String::new(), sum, comparison: Comparison::AtLeast, bound: 0 });
        }
    }
    let begin = lengths.last().map(|&begin| (-1, begin));
    (milp, Objective::new(Direction::Maximise, begin.into_iter().collect()))
}

/// Weights that are fractions, as whole numbers; nothing where one is no number.
fn whole_weights(weights: &[f64]) -> Option<Vec<i64>> {
    let is_whole = |scaled: f64| (scaled - scaled.round()).abs() < WHOLE;
    let denominators = (1..=LARGEST_DENOMINATOR).map(f64::from);
    let mut fitting = denominators.filter(|by| weights.iter().all(|weight| is_whole(weight * by)));
    let by = fitting.next().unwrap_or(FINE);
    weights.iter().map(|weight| (weight * by + WHOLE).floor().to_i64()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three bids of which one and a half fit, in so many authorities: a relaxation takes half as many again as there can be.
    fn halves(authorities: usize) -> (Milp, Objective) {
        let mut milp = Milp::default();
        let mut all = Sum::default();
        for _ in 0..authorities {
            let sum: Sum = [2, 2, 3]
                .map(|cost| {
                    (
                        cost,
                        milp.add_column(Column { label: String::new(), lower: 0, upper: 1, kind: ColumnKind::Whole }),
                    )
                })
                .into_iter()
                .collect();
            sum.terms().for_each(|(column, _)| all.add(1, column));
            milp.add_row(Row { label: "match".to_owned(), sum, comparison: Comparison::AtMost, bound: 3 });
        }
        (milp, Objective::new(Direction::Maximise, all))
    }

    fn cuts_of(milp: &Milp, objective: &Objective, watch: &mut dyn FnMut(Progress) -> Going) -> Vec<Row> {
        let request = Request { milp, objective, start: None, limits: Limits::default() };
        cuts(Highs { seed: 1 }, &request, watch).expect("it is a small program").rows
    }

    #[test]
    fn cuts_leave_a_relaxation_what_fits() {
        let (mut milp, objective) = halves(5);
        let most = |milp: &Milp| {
            let request =
                Request { milp: &milp.relaxed(), objective: &objective, start: None, limits: Limits::default() };
            let solved = Relaxation::of(Highs { seed: 1 }, &request).expect("it is small").solve();
            solved.expect("it has an optimum").objective
        };
        assert!(most(&milp) > 7.4);
        for cut in cuts_of(&milp, &objective, &mut |_| Going::On) {
            assert!(milp.diagrams().iter().any(|diagram| diagram.implies(&cut)), "{cut:?}");
            milp.add_row(cut);
        }
        assert!((most(&milp) - 5.0).abs() < 1e-6);
    }

    #[test]
    fn cuts_are_looked_for_no_longer_than_anybody_waits() {
        let (milp, objective) = halves(5);
        let mut rounds = 0;
        let stopped = cuts_of(&milp, &objective, &mut |_| {
            rounds += 1;
            Going::Stop
        });
        assert_eq!((rounds, stopped.len()), (1, 5), "one for each, and no second round");
    }

    #[test]
    fn weights_in_fractions_are_told_in_whole_numbers() {
        assert_eq!(whole_weights(&[1.0, 1.0 / 3.0, 0.5]), Some(vec![6, 2, 3]));
        assert_eq!(whole_weights(&[1.0, 0.123_456_7]), Some(vec![10_000, 1_234]));
        assert_eq!(whole_weights(&[f64::NAN]), None);
    }
}
