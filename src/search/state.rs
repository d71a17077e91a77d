//! Where a search stands: what is funded, whom it serves, and what that is worth in points.

use std::collections::{BTreeMap, BTreeSet};

use super::tally::{Move, Tally};
use crate::domain::{Index, Plan, ProjectOption};
use crate::model::Question;
use crate::serving::Serving;

/// Points for a hundredth of a well-located place.
pub(super) const HUNDREDTH: i64 = 1_000;

/// Pounds for a point.
pub(super) const POUNDS: i64 = 1_000;

/// What is funded and what comes of it.
#[derive(Debug)]
pub(super) struct SearchState {
    serving: Serving,
    /// By supply: what one more place would be worth, where it was asked since the places were last divided.
    prices: BTreeMap<usize, i64>,
    tally: Tally,
    /// By option: where it changes how many places there are, and by how many.
    gives: Vec<Vec<(usize, i64)>>,
    /// By option: pounds to the department.
    costs: Vec<i64>,
    /// By project: the option that is funded.
    pub chosen: Vec<Option<usize>>,
    cost: i64,
    /// By project: what is held against it, in hundredths of a place; nothing of most searches.
    against: Vec<i64>,
    /// What is held against the funded ones together.
    held: i64,
}

/// What a project is to be done by.
pub(super) type Change = (usize, Option<usize>);

impl SearchState {
    /// Nothing funded, and existing homes divided among the children.
    pub fn new(question: &Question<'_>) -> Self {
        let instance = question.instance;
        let serving = Serving::in_every_year(question);
        Self {
            gives: instance.option_indices().map(|option| serving.given_by(question, option)).collect(),
            costs: instance.options().iter().map(|option| option.cost.pounds()).collect(),
            chosen: vec![None; instance.projects().len()],
            cost: 0,
            against: vec![0; instance.projects().len()],
            held: 0,
            tally: Tally::of(question),
            prices: BTreeMap::new(),
            serving,
        }
    }

    /// Holds so many hundredths of a place against each project from now on.
    pub fn hold_against(&mut self, against: Vec<i64>) {
        let funded = self.chosen.iter().zip(&against).filter(|(chosen, _)| chosen.is_some());
        self.held = funded.map(|(_, against)| against).sum();
        self.against = against;
    }

    /// Whether every limit that is tallied is kept.
    pub const fn keeps_limits(&self) -> bool {
        self.tally.points() == 0
    }

    /// What is sought in hundredths of a place, less what is held against the plan; and then the less cost the better.
    pub const fn worth(&self) -> (i64, i64) {
        (self.serving.value() - self.held, -self.cost)
    }

    /// Makes `changes` unless that costs more than `threshold` points; whether they were made.
    pub fn change(&mut self, changes: &[Change], threshold: i64) -> bool {
        let points = self.points();
        let before: Vec<Change> = changes.iter().map(|&(project, _)| (project, self.chosen[project])).collect();
        let moved = self.choose(changes);
        let spare = self.points() - points + threshold;
        let most: i64 = moved.iter().map(|&(supply, places)| self.price(supply) * places).sum();
        if most * HUNDREDTH + spare < 0 {
            self.choose(&before);
            return false;
        }
        if moved.iter().all(|&(_, places)| places == 0) {
            return true;
        }
        self.serving.mark();
        let value = self.serving.value();
        for &(supply, places) in &moved {
            self.serving.change(supply, places);
        }
        if (self.serving.value() - value) * HUNDREDTH + spare < 0 {
            self.serving.back();
            self.choose(&before);
            return false;
        }
        self.prices.clear();
        true
    }

    /// What one more place of `supply` would be worth.
    fn price(&mut self, supply: usize) -> i64 {
        *self.prices.entry(supply).or_insert_with(|| self.serving.price(supply))
    }

    /// Makes `changes`, whatever comes of it.
    pub fn change_anyway(&mut self, changes: &[Change]) {
        for (supply, places) in self.choose(changes) {
            self.serving.change(supply, places);
        }
        self.prices.clear();
    }

    /// Points by which funding `option` of `project` would bring the plan nearer to its limits, and the pounds it would
    /// add.
    pub fn relief(&mut self, project: usize, option: usize) -> (i64, i64) {
        let Some(other) = self.chosen[project] else { return (self.tally.relief(option), self.costs[option]) };
        let points = self.tally.points();
        self.tally.turn(other, Move::Remove);
        let relief = points - self.tally.points() + self.tally.relief(option);
        self.tally.turn(other, Move::Add);
        (relief, self.costs[option] - self.costs[other])
    }

    /// The limits.
    pub const fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Points for cost, for limits and for what is held against projects, which are there to be avoided.
    const fn points(&self) -> i64 {
        -self.cost / POUNDS - self.tally.points() - self.held * HUNDREDTH
    }

    /// Funds what `changes` say, its places aside: those are returned, by supply.
    fn choose(&mut self, changes: &[Change]) -> Vec<(usize, i64)> {
        let mut moved: Vec<(usize, i64)> = Vec::with_capacity(2 * changes.len());
        for &(project, option) in changes {
            let is_new = i64::from(option.is_some()) - i64::from(self.chosen[project].is_some());
            self.held += is_new * self.against[project];
            let turns = [(self.chosen[project], Move::Remove), (option, Move::Add)];
            for (option, turn) in turns.into_iter().filter_map(|(option, turn)| Some((option?, turn))) {
                self.tally.turn(option, turn);
                self.cost += turn.sign() * self.costs[option];
                for &(supply, places) in &self.gives[option] {
                    match moved.iter_mut().find(|(other, _)| *other == supply) {
                        Some((_, sum)) => *sum += turn.sign() * places,
                        None => moved.push((supply, turn.sign() * places)),
                    }
                }
            }
            self.chosen[project] = option;
        }
        moved
    }

    /// The plan that stands.
    pub fn plan(&self) -> Plan {
        let funded: BTreeSet<Index<ProjectOption>> = self.chosen.iter().flatten().map(|&at| Index::new(at)).collect();
        Plan { funded, flows: self.serving.flows() }
    }
}
