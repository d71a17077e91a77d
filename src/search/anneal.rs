//! Threshold accepting over projects: one, or two at a time, done another way or not at all.

use fastrand::Rng;

use super::standing::{Change, HUNDREDTH, Standing};
use super::{Going, Tries};
use crate::domain::Plan;
use crate::model::Question;

/// The seed of every search.
const SEED: u64 = 1;

/// The largest threshold at the beginning, in points: a place and a half from nothing, three fifths from a good plan, and
/// next to nothing where a good plan breaks a limit or two and is to be kept as it is for the rest.
const WARM_FROM_NOTHING: i64 = 150 * HUNDREDTH;
const WARM_FROM_A_PLAN: i64 = 60 * HUNDREDTH;
const WARM_TO_MEND: i64 = 3 * HUNDREDTH;

/// After how many tries it is asked whether to go on: a few milliseconds of them.
const OFTEN: i64 = 100;

/// The most plans that are refused before only a better one than any of those is offered: each costs an audit.
const MOST_REFUSED: u32 = 300;

/// A search.
#[derive(Debug)]
pub(super) struct Anneal {
    standing: Standing,
    /// By project: its options.
    options: Vec<Vec<usize>>,
    /// By project: the others of the authority that bids for it, who share its match.
    kin: Vec<Vec<usize>>,
    /// The largest threshold at the beginning.
    warm: i64,
    rng: Rng,
    best: Option<((i64, i64), Plan)>,
    /// How many plans were refused, and the worth of the best of them.
    refused: (u32, Option<(i64, i64)>),
}

impl Anneal {
    /// A search that has funded nothing.
    pub fn new(question: &Question<'_>) -> Self {
        let problem = question.problem;
        let projects = problem.projects();
        let of_bidder = |area| (0..projects.len()).filter(move |&other| projects[other].area == area);
        let kin =
            projects.iter().enumerate().map(|(at, one)| of_bidder(one.area).filter(|&other| other != at).collect());
        Self {
            standing: Standing::new(question),
            options: projects.iter().map(|project| project.options.clone().collect()).collect(),
            kin: kin.collect(),
            warm: WARM_FROM_NOTHING,
            rng: Rng::with_seed(SEED),
            best: None,
            refused: (0, None),
        }
    }

    /// A search that begins with what `plan` funds.
    pub fn from(question: &Question<'_>, plan: &Plan) -> Self {
        let problem = question.problem;
        let funds = plan.funded.iter().map(|&option| (problem[option].project.position(), Some(option.position())));
        let mut anneal = Self::new(question);
        anneal.standing.change_anyway(&funds.collect::<Vec<_>>());
        anneal.warm = WARM_FROM_A_PLAN;
        anneal
    }

    /// The same search, which changes no more than it must.
    pub const fn careful(mut self) -> Self {
        self.warm = WARM_TO_MEND;
        self
    }

    /// The same search, with so many hundredths of a place held against each project.
    pub fn against(mut self, against: Vec<i64>) -> Self {
        self.standing.hold_against(against);
        self
    }

    /// The best plan of so many tries that is `acceptable`.
    pub fn run(mut self, tries: Tries, acceptable: &dyn Fn(&Plan) -> bool, going: &mut Going<'_>) -> Option<Plan> {
        if self.standing.keeps_limits() {
            self.note(acceptable);
        }
        if self.options.is_empty() {
            return self.best.map(|(_, plan)| plan);
        }
        self.meet_limits(going);
        if self.standing.keeps_limits() {
            self.note(acceptable);
        }
        let all = i64::from(tries.0);
        for left in (0..all).rev() {
            if left % OFTEN == 0 && going().is_break() {
                break;
            }
            // Falls fast at first and slowly at the end, to nought.
            let threshold = self.rng.i64(0..=self.warm * left / all * left / all);
            let changes = self.changes();
            if self.standing.change(&changes, threshold) && self.standing.keeps_limits() {
                self.note(acceptable);
            }
        }
        self.best.map(|(_, plan)| plan)
    }

    /// Funds what the limits ask for, as commitments do: each time what brings the plan nearest to them.
    fn meet_limits(&mut self, going: &mut Going<'_>) {
        while going().is_continue() {
            let ways = self.options.iter().enumerate();
            let ways = ways.flat_map(|(project, options)| options.iter().map(move |&option| (project, Some(option))));
            let relief = ways.map(|way| (self.standing.relief(way), way));
            let best = relief.max_by_key(|&((points, pounds), _)| (points, -pounds));
            match best {
                Some(((points, _), way)) if points > 0 => self.standing.change_anyway(&[way]),
                Some(_) | None => return,
            }
        }
    }

    /// Keeps what stands if it is the best so far.
    fn note(&mut self, acceptable: &dyn Fn(&Plan) -> bool) {
        let worth = self.standing.worth();
        let (refusals, best_refused) = self.refused;
        let is_better = self.best.as_ref().is_none_or(|(best, _)| worth > *best);
        if is_better && (refusals < MOST_REFUSED || best_refused < Some(worth)) {
            let plan = self.standing.plan();
            if acceptable(&plan) {
                self.best = Some((worth, plan));
            } else {
                self.refused = (refusals + 1, best_refused.max(Some(worth)));
            }
        }
    }

    /// One project, or two, to be done another way.
    fn changes(&mut self) -> Vec<Change> {
        let one = self.rng.usize(0..self.options.len());
        let mut changes = vec![self.another_way(one)];
        if self.rng.u8(0..3) > 0 {
            let kin = &self.kin[one];
            let other = if kin.is_empty() || self.rng.bool() {
                self.rng.usize(0..self.options.len())
            } else {
                kin[self.rng.usize(0..kin.len())]
            };
            if other != one {
                changes.push(self.another_way(other));
            }
        }
        changes
    }

    /// Another way to do `project` than the one it is done by, or none where one is.
    fn another_way(&mut self, project: usize) -> Change {
        let options = &self.options[project];
        let is_dropped = self.standing.chosen[project].is_some() && (options.len() == 1 || self.rng.bool());
        let way = (!is_dropped && !options.is_empty()).then(|| options[self.rng.usize(0..options.len())]);
        (project, way)
    }
}
