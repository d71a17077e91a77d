//! # The frontier: what each setting of one number of a model buys
//!
//! ```text
//! found[k]  =  the most of any plan known that keeps the rules at setting k          never falls as more is allowed
//! bound[k]  =  the least of what is proved at setting k and wherever more is allowed  never falls either
//! ```
//!
//! A plan that keeps the rules at one setting keeps them wherever more is allowed, so it is carried there, audited anew
//! and taken unless a better one is known; and what no plan reaches where more is allowed, none reaches here. So both
//! lines are monotone by construction, whatever a solver did not prove: solved each for itself they are not (a frontier
//! of an earlier prototype fell from 2,032.7 places to 2,029.8 with £20m more).
//!
//! Settings are decided from both ends inwards, halving: each starts from the plans that stand before it, and those of
//! one round are independent, so the answer is the same on any number of threads. One that lies between two with as many
//! whole places is not decided at all: the cheaper plan fits.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::dial::{Dial, Relaxes, Setting};
use crate::audit::{breaches, well_located, worst_region};
use crate::case::Case;
use crate::decide::{NoDecision, best_known, decide_from};
use crate::domain::{Money, Plan, WellLocated};
use crate::model::{Model, Question, Share};
use crate::solve::{Going, Limits, Progress, Solver};

/// A number of a model at several settings, and the best plan at each.
#[derive(Clone, Debug)]
pub struct Frontier {
    /// The number.
    pub dial: Dial,
    /// The settings, in rising order.
    pub points: Vec<Point>,
}

/// A setting, and what is known there.
#[derive(Clone, Debug)]
pub struct Point {
    /// The setting.
    pub setting: Setting,
    /// The best plan known; none where there is none, or none was found.
    pub found: Option<Found>,
    /// No plan that keeps the rules has more well-located places; nothing where that is not known.
    pub bound: Option<WellLocated>,
    /// How it came about.
    pub how: How,
}

/// A plan and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The plan, with its flows.
    pub plan: Plan,
    /// Its well-located places.
    pub well_located: WellLocated,
    /// What it costs the department.
    pub spend: Money,
    /// The share of demand well located in the region where that is smallest.
    pub worst_region: Share,
}

/// How what is known of a setting came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// It was decided.
    Decided,
    /// It lies between two settings with as many whole places.
    Between,
    /// No plan keeps the rules.
    Impossible,
    /// It was not come to: what is known follows from the others.
    NotReached,
    /// The solver failed.
    Failed(String),
}

impl Point {
    /// Whether no plan that keeps the rules has more well-located places, in whole places.
    #[must_use]
    pub fn is_proved(&self) -> bool {
        let whole = |places: WellLocated| places.hundredths() / 100;
        match (&self.found, self.bound) {
            (Some(found), Some(bound)) => whole(found.well_located) == whole(bound),
            (None, _) => self.how == How::Impossible,
            (Some(_), None) => false,
        }
    }
}

impl Found {
    fn of(question: &Question<'_>, plan: Plan) -> Self {
        Self {
            well_located: well_located(question, &plan),
            spend: plan.options(question.problem).map(|option| option.cost).sum(),
            worst_region: worst_region(question, &plan),
            plan,
        }
    }
}

/// Who is told how a frontier comes on, and says whether to go on.
pub trait Follow: Sync {
    /// A setting is decided, or is known without.
    fn reached(&self, point: &Point);
    /// Whether no further setting is to be begun.
    fn is_stopped(&self) -> bool;
    /// A solver works on a setting.
    fn working(&self, setting: Setting, stage: &'static str, progress: Progress) -> Going;
}

/// How a frontier is worked on.
#[derive(Clone, Copy)]
pub struct Means<'a> {
    /// The solver.
    pub solver: &'a dyn Solver,
    /// How much each setting is worth: made anew for each, as its time begins when it does.
    pub limits: &'a (dyn Fn() -> Limits + Sync),
    /// Who is told.
    pub follow: &'a dyn Follow,
}

/// The frontier of `dial` over `settings`, which are rising; `known` are points that are decided already.
///
/// The distances of `case` must reach as far as the furthest setting of a reach.
///
/// # Errors
///
/// [`NoDecision::Disagreement`] if what is known of two settings cannot both be true.
pub fn frontier(
    case: &Case,
    dial: &Dial,
    settings: &[Setting],
    known: &[Point],
    means: Means<'_>,
) -> Result<Frontier, NoDecision> {
    let mut work = Work::new(case, dial, settings, means);
    for point in known {
        if let Some(at) = work.settings.iter().position(|setting| *setting == point.setting) {
            work.points.insert(at, point.clone());
        }
    }
    for round in rounds(settings.len()) {
        work.round(&round);
    }
    work.close()
}

/// Work on a frontier. Positions count from the setting that allows least.
struct Work<'a> {
    case: &'a Case,
    dial: &'a Dial,
    relaxes: Relaxes,
    settings: Vec<Setting>,
    points: BTreeMap<usize, Point>,
    means: Means<'a>,
}

impl<'a> Work<'a> {
    fn new(case: &'a Case, dial: &'a Dial, settings: &[Setting], means: Means<'a>) -> Self {
        let relaxes = dial.relaxes(&case.model);
        let mut settings = settings.to_vec();
        if relaxes == Relaxes::Falling {
            settings.reverse();
        }
        Self { case, dial, relaxes, settings, points: BTreeMap::new(), means }
    }

    /// Works on all settings of a round that are not known yet.
    fn round(&mut self, round: &[usize]) {
        let open: Vec<usize> = round.iter().copied().filter(|at| !self.points.contains_key(at)).collect();
        let points: Vec<(usize, Point)> = open.par_iter().filter_map(|&at| Some((at, self.point(at)?))).collect();
        self.points.extend(points);
    }

    fn model(&self, at: usize) -> Model {
        self.dial.turned(&self.case.model, self.settings[at])
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
        } else if let Some((found, bound)) = self.between(at, &question) {
            made(Some(found), Some(bound), How::Between)
        } else {
            let plans = self.points.range(..at).rev().filter_map(|(_, point)| Some(point.found.as_ref()?.plan.clone()));
            let mut watch = |stage, progress| self.means.follow.working(setting, stage, progress);
            let limits = (self.means.limits)();
            match decide_from(&question, &plans.collect::<Vec<_>>(), self.means.solver, limits, &mut watch) {
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

    /// The plan of the next setting that allows less, if where more is allowed no whole place more is possible. Only of
    /// the envelope: there a plan as good that costs less would fit that setting too.
    fn between(&self, at: usize, question: &Question<'_>) -> Option<(Found, WellLocated)> {
        let whole = |places: WellLocated| places.hundredths() / 100;
        let tighter = self.points.range(..at).next_back()?.1.found.as_ref()?;
        let bound = self.points.range(at..).filter_map(|(_, point)| point.bound).min()?;
        let is_as_good = *self.dial == Dial::Envelope && whole(tighter.well_located) == whole(bound);
        (is_as_good && breaches(question, &tighter.plan).is_empty()).then(|| (tighter.clone(), bound))
    }

    /// Carries plans to where more is allowed and bounds to where less is, and holds them against each other.
    fn close(mut self) -> Result<Frontier, NoDecision> {
        for (at, &setting) in self.settings.iter().enumerate() {
            let not_reached = Point { setting, found: None, bound: None, how: How::NotReached };
            self.points.entry(at).or_insert(not_reached);
        }
        let mut before: Option<Plan> = None;
        for at in 0..self.settings.len() {
            let model = self.model(at);
            let question = Question { model: &model, ..self.case.question() };
            let own = self.points[&at].found.as_ref().map(|found| found.plan.clone());
            let plans: Vec<Plan> = own.into_iter().chain(before.take()).collect();
            let best = best_known(&question, &plans, self.means.solver)?;
            if best.is_none() && !plans.is_empty() {
                return Err(disagreement(self.settings[at], "a plan of less keeps its rules and not those of more"));
            }
            before.clone_from(&best);
            self.change(at, |point| point.found = best.map(|plan| Found::of(&question, plan)));
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
        Ok(Frontier { dial: self.dial.clone(), points })
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

/// The positions in the order in which they are worked on: both ends, then halves, quarters and so on.
fn rounds(count: usize) -> Vec<Vec<usize>> {
    let Some(last) = count.checked_sub(1) else { return Vec::new() };
    let mut rounds = vec![if last == 0 { vec![0] } else { vec![0, last] }];
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
        assert_eq!(rounds(5), [vec![0, 4], vec![2], vec![1, 3]]);
    }
}
