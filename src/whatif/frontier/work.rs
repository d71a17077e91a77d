//! The work on a frontier: from the ends inwards, then plans carried one way and bounds the other.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Found, Frontier, How, Means, Point};
use crate::case::Case;
use crate::decide::{NoDecision, decide, keeping_every_rule};
use crate::domain::{Plan, WellLocated};
use crate::model::{Model, Question};
use crate::whatif::parameter::{Parameter, Relaxes, Setting};

/// Work on a frontier. Positions count from the setting that allows least.
pub(super) struct Work<'a> {
    case: &'a Case,
    parameter: &'a Parameter,
    relaxes: Relaxes,
    settings: Vec<Setting>,
    points: BTreeMap<usize, Point>,
    means: Means<'a>,
}

impl<'a> Work<'a> {
    pub fn new(case: &'a Case, parameter: &'a Parameter, settings: &[Setting], means: Means<'a>) -> Self {
        let relaxes = parameter.relaxes(&case.model);
        let mut settings = settings.to_vec();
        if relaxes == Relaxes::Falling {
            settings.reverse();
        }
        Self { case, parameter, relaxes, settings, points: BTreeMap::new(), means }
    }

    /// Takes a point as it is, its places divided anew, if its setting is one of these and its plan keeps the rules.
    pub fn take(&mut self, point: &Point) -> Result<(), NoDecision> {
        let Some(at) = self.settings.iter().position(|setting| *setting == point.setting) else { return Ok(()) };
        let Some(found) = &point.found else {
            self.points.insert(at, point.clone());
            return Ok(());
        };
        let model = self.model(at);
        let question = Question { model: &model, ..self.case.question() };
        if let Some(plan) = keeping_every_rule(&question, &found.plan, self.means.solver)? {
            let found = Some(Found::of(&question, plan));
            self.points.insert(at, Point { found, ..point.clone() });
        }
        Ok(())
    }

    /// Works on all settings of a round that are not known yet.
    pub fn round(&mut self, round: &[usize]) {
        let open: Vec<usize> = round.iter().copied().filter(|at| !self.points.contains_key(at)).collect();
        let points: Vec<(usize, Point)> = open.par_iter().filter_map(|&at| Some((at, self.point(at)?))).collect();
        self.points.extend(points);
    }

    fn model(&self, at: usize) -> Model {
        self.parameter.turned(&self.case.model, self.settings[at])
    }

    /// What comes of one setting; nothing if it was told to stop before anything was known.
    fn point(&self, at: usize) -> Option<Point> {
        if self.means.follow.is_stopped() {
            return None;
        }
        let setting = self.settings[at];
        let model = self.model(at);
        let question = Question { model: &model, ..self.case.question() };
        let made = |found, bound, how| Point { setting, found, bound, how };
        let point = if self.points.range(at..).any(|(_, looser)| looser.how == How::Impossible) {
            made(None, None, How::Impossible)
        } else {
            let mut watch = |stage, progress| self.means.follow.working(setting, stage, progress);
            let limits = (self.means.limits)();
            match decide(&question, self.means.solver, limits, &mut watch) {
                Ok(decision) => {
                    let bound = decision.proofs.coverage.bound;
                    made(Some(Found::of(&question, decision.plan)), bound, How::Decided)
                }
                Err(NoDecision::Infeasible) => made(None, None, How::Impossible),
                Err(NoDecision::NothingFound) => return None,
                Err(none) => made(None, None, How::Failed(none.to_string())),
            }
        };
        self.means.follow.reached(&point);
        Some(point)
    }

    /// Carries plans to where more is allowed and bounds to where less is, and holds them against each other.
    pub fn close(mut self) -> Result<Frontier, NoDecision> {
        for (at, &setting) in self.settings.iter().enumerate() {
            let not_reached = Point { setting, found: None, bound: None, how: How::NotReached };
            self.points.entry(at).or_insert(not_reached);
        }
        let mut before: Option<Plan> = None;
        for at in 0..self.settings.len() {
            let model = self.model(at);
            let question = Question { model: &model, ..self.case.question() };
            if let Some(carried) = before.take() {
                let Some(carried) = keeping_every_rule(&question, &carried, self.means.solver)? else {
                    return Err(disagreement(
                        self.settings[at],
                        "a plan of less keeps its rules and not those of more",
                    ));
                };
                let carried = Found::of(&question, carried);
                let is_more = |found: &Found| carried.well_located > found.well_located;
                if self.points[&at].found.as_ref().is_none_or(is_more) {
                    self.change(at, |point| point.found = Some(carried));
                }
            }
            before = self.points[&at].found.as_ref().map(|found| found.plan.clone());
        }
        let mut least: Option<WellLocated> = None;
        let mut impossible = false;
        for at in (0..self.settings.len()).rev() {
            least = least.into_iter().chain(self.points[&at].bound).min();
            impossible |= self.points[&at].how == How::Impossible;
            self.change(at, |point| {
                point.bound = least;
                if impossible {
                    (point.how, point.bound) = (How::Impossible, None);
                }
            });
        }
        self.checked()
    }

    fn change(&mut self, at: usize, change: impl FnOnce(&mut Point)) {
        if let Some(point) = self.points.get_mut(&at) {
            change(point);
        }
    }

    /// The frontier, if it is monotone and no plan is beyond its bound.
    fn checked(self) -> Result<Frontier, NoDecision> {
        let mut points: Vec<Point> = self.points.into_values().collect();
        for point in &points {
            let Some(found) = &point.found else { continue };
            if point.how == How::Impossible || point.bound.is_some_and(|bound| found.well_located > bound) {
                return Err(disagreement(point.setting, "a plan is better than any is said to be"));
            }
        }
        let falls = points.windows(2).find(|pair| falls(&pair[0], &pair[1]));
        if let Some(pair) = falls {
            return Err(disagreement(pair[1].setting, "more is allowed, and less is found or possible"));
        }
        if self.relaxes == Relaxes::Falling {
            points.reverse();
        }
        Ok(Frontier { parameter: self.parameter.clone(), relaxes: self.relaxes, points })
    }
}

/// Whether the second of two points, where more is allowed, has less.
fn falls(less: &Point, more: &Point) -> bool {
    let found = |point: &Point| point.found.as_ref().map(|found| found.well_located);
    let bound_falls = match (less.bound, more.bound) {
        (Some(less), Some(more)) => less > more,
        (None, _) | (_, None) => false,
    };
    found(less) > found(more) || bound_falls
}

fn disagreement(setting: Setting, why: &str) -> NoDecision {
    NoDecision::Disagreement(format!("at {setting} {why}"))
}

/// The positions in the order in which they are worked on: what allows most, as much may follow from it, then the other
/// end, then halves, quarters and so on.
pub(super) fn rounds(count: usize) -> Vec<Vec<usize>> {
    let Some(last) = count.checked_sub(1) else { return Vec::new() };
    let mut rounds = if last == 0 { vec![vec![0]] } else { vec![vec![last], vec![0]] };
    let mut spans = vec![(0, last)];
    loop {
        let halves =
            spans.iter().filter(|(from, to)| to - from > 1).map(|&(from, to)| (from, usize::midpoint(from, to), to));
        let halves: Vec<_> = halves.collect();
        if halves.is_empty() {
            return rounds;
        }
        rounds.push(halves.iter().map(|(_, middle, _)| *middle).collect());
        spans = halves.into_iter().flat_map(|(from, middle, to)| [(from, middle), (middle, to)]).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::rounds;

    #[test]
    fn every_setting_is_worked_on_once_and_the_ends_first() {
        for count in 0..40 {
            let mut all = rounds(count).concat();
            all.sort_unstable();
            assert_eq!(all, (0..count).collect::<Vec<_>>());
        }
        assert_eq!(rounds(5), [vec![4], vec![0], vec![2], vec![1, 3]]);
    }
}
