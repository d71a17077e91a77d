//! Threshold accepting over projects: one, or two at a time, done another way or not at all.

use std::collections::BTreeMap;

use fastrand::Rng;

use super::record::Record;
use super::relief::Reliefs;
use super::state::{Change, HUNDREDTH, SearchState};
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

/// A search.
#[derive(Debug)]
pub(super) struct Anneal {
    standing: SearchState,
    /// By project: its options.
    options: Vec<Vec<usize>>,
    /// By project: the others of the authority that bids for it, who share its match.
    kin: Vec<Vec<usize>>,
    /// The largest threshold at the beginning.
    warm: i64,
    rng: Rng,
    record: Record,
}

impl Anneal {
    /// A search that has funded nothing.
    pub fn new(question: &Question<'_>) -> Self {
        let instance = question.instance;
        let projects = instance.projects();
        let mut of_bidder: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (at, project) in projects.iter().enumerate() {
            of_bidder.entry(project.area).or_default().push(at);
        }
        let others = |one: usize, all: &[usize]| all.iter().copied().filter(|&other| other != one).collect();
        let kin = projects.iter().enumerate().map(|(at, one)| others(at, &of_bidder[&one.area]));
        Self {
            standing: SearchState::new(question),
            options: projects.iter().map(|project| project.options.clone().collect()).collect(),
            kin: kin.collect(),
            warm: WARM_FROM_NOTHING,
            rng: Rng::with_seed(SEED),
            record: Record::default(),
        }
    }

    /// A search that begins with what `plan` funds.
    pub fn from(question: &Question<'_>, plan: &Plan) -> Self {
        let instance = question.instance;
        let funds = plan.funded.iter().map(|&option| (instance[option].project.position(), Some(option.position())));
        let mut anneal = Self::new(question);
        anneal.change_anyway(&funds.collect::<Vec<_>>());
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

    /// The best plan of so many tries that is `acceptable` to `question`, which is the one that it was made for.
    pub fn run(
        mut self,
        tries: Tries,
        question: &Question<'_>,
        acceptable: &dyn Fn(&Plan) -> bool,
        going: &mut Going<'_>,
    ) -> Option<Plan> {
        self.note(&[]);
        if !self.options.is_empty() {
            self.meet_limits(going);
            self.note(&[]);
            self.swap(tries, going);
        }
        let Self { record, .. } = self;
        record.best(question, acceptable)
    }

    /// Tries so many changes.
    fn swap(&mut self, tries: Tries, going: &mut Going<'_>) {
        let all = i64::from(tries.0);
        for left in (0..all).rev() {
            if left % OFTEN == 0 && going().is_break() {
                break;
            }
            // Falls fast at first and slowly at the end, to nought.
            let threshold = self.rng.i64(0..=self.warm * left / all * left / all);
            let changes = self.changes();
            if self.standing.change(&changes, threshold) {
                self.note(&changes);
            }
        }
    }

    /// Funds what the limits ask for, as commitments do: each time what brings the plan nearest to them.
    fn meet_limits(&mut self, going: &mut Going<'_>) {
        let mut reliefs = Reliefs::of(&mut self.standing, &self.options);
        while going().is_continue() {
            let Some(way) = reliefs.best() else { return };
            self.change_anyway(&[way]);
            reliefs.changed(&mut self.standing, way.0);
        }
    }

    /// Makes changes on the way to a plan.
    fn change_anyway(&mut self, changes: &[Change]) {
        self.standing.change_anyway(changes);
        self.record.note(changes, None);
    }

    /// Notes changes that were made, and the plan that stands if it keeps the limits.
    fn note(&mut self, changes: &[Change]) {
        self.record.note(changes, self.standing.keeps_limits().then(|| self.standing.worth()));
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
