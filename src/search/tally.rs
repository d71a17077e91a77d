//! The limits of a model as sums over funded options, kept up to date as options come and go.
//!
//! Each limit is read as the audit reads it. What the sums cannot say (how a region fares, what funds with lines of their
//! own can pay) is left to the audit of a finished plan.

use std::collections::BTreeMap;

use super::funds::{Stretch, stretches};
use super::overruns::largest_overruns;
use super::sum::{POUND, Sum, THING, add};
use crate::audit::{amount, speaks_of};
use crate::domain::{Index, LinkKind, Project, ProjectOption};
use crate::model::{AnyClause, Bound, FixKind, Measure, Question, Rule, Scope, Sense};

/// The limits, and how far the funded options are outside them.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    sums: Vec<Sum>,
    /// By option: the sums it counts in, and how much.
    of_option: Vec<Vec<(usize, i64)>>,
    /// By option: the sites it makes count, each once, in sums of homes.
    homes_of_option: Vec<Vec<usize>>,
    /// Of such a site: the sum, and the options that make it count.
    homes: Vec<(usize, u32)>,
    points: i64,
}

/// Whether an option comes or goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    Add,
    Remove,
}

impl Move {
    /// 1 for what comes, -1 for what goes.
    pub const fn sign(self) -> i64 {
        match self {
            Self::Add => 1,
            Self::Remove => -1,
        }
    }
}

impl Tally {
    /// The limits of `question`, with nothing funded.
    pub fn of(question: &Question<'_>) -> Self {
        let options = question.instance.options().len();
        let mut tally = Self {
            of_option: vec![Vec::new(); options],
            homes_of_option: vec![Vec::new(); options],
            ..Self::default()
        };
        tally.money(question);
        for Stretch { upper, spend } in stretches(question) {
            let sum = tally.sum(i64::MIN / 2, upper, POUND);
            for (option, pounds) in spend {
                tally.count(sum, option, pounds);
            }
        }
        for rule in &question.model.rules {
            tally.rule(question, rule);
        }
        for clause in &question.model.clauses {
            tally.clause(question, clause);
        }
        tally.fixes(question);
        tally.as_of(question);
        tally.links(question);
        tally.points = tally.sums.iter().map(Sum::points).sum();
        tally.of_option.iter_mut().for_each(merge);
        tally
    }

    /// Points for being outside the limits; none just if all are kept.
    pub const fn points(&self) -> i64 {
        self.points
    }

    /// Counts an option that comes, or no longer one that goes.
    pub fn turn(&mut self, option: usize, turn: Move) {
        for &(sum, amount) in &self.of_option[option] {
            self.points += add(&mut self.sums[sum], turn.sign() * amount);
        }
        for &home in &self.homes_of_option[option] {
            let (sum, count) = &mut self.homes[home];
            let before = *count;
            *count = if turn == Move::Add { before + 1 } else { before - 1 };
            if before.min(*count) == 0 {
                self.points += add(&mut self.sums[*sum], turn.sign());
            }
        }
    }

    /// The sums, and the sites that count in sums of homes, by how many options make each count.
    pub fn parts(&self) -> (&[Sum], &[(usize, u32)]) {
        (&self.sums, &self.homes)
    }

    /// The sums that an option counts in, and how much; and the sites that it makes count.
    pub fn counts_of(&self, option: usize) -> (&[(usize, i64)], &[usize]) {
        (&self.of_option[option], &self.homes_of_option[option])
    }

    /// Points fewer if an option came that is not funded.
    pub fn relief(&self, option: usize) -> i64 {
        let sums = self.of_option[option].iter().map(|&(sum, amount)| (sum, amount));
        let new = self.homes_of_option[option].iter().filter_map(|&home| match self.homes[home] {
            (sum, 0) => Some((sum, 1)),
            (_, 1..) => None,
        });
        let relief = |(sum, amount): (usize, i64)| {
            let (sum, value) = (&self.sums[sum], self.sums[sum].value);
            sum.points_at(value) - sum.points_at(value + amount)
        };
        sums.chain(new).map(relief).sum()
    }

    fn sum(&mut self, lower: i64, upper: i64, rate: i64) -> usize {
        self.sums.push(Sum { lower, upper, value: 0, rate });
        self.sums.len() - 1
    }

    fn count(&mut self, sum: usize, option: Index<ProjectOption>, amount: i64) {
        if amount != 0 {
            self.of_option[option.position()].push((sum, amount));
        }
    }

    /// The envelope, and the match of each authority.
    fn money(&mut self, question: &Question<'_>) {
        let instance = question.instance;
        let most = question.model.envelope.total.pounds() - largest_overruns(question);
        let envelope = self.sum(i64::MIN / 2, most, POUND);
        let mut matches = BTreeMap::new();
        for option in instance.option_indices() {
            self.count(envelope, option, instance[option].cost.pounds());
            let area = instance[instance[option].project].area;
            let limit = instance[area].match_limit.filter(|_| question.model.match_funding.is_some());
            if let Some(limit) = limit {
                let sum = *matches.entry(area).or_insert_with(|| self.sum(i64::MIN / 2, limit.pounds(), POUND));
                self.count(sum, option, instance[option].local_match.pounds());
            }
        }
    }

    fn rule(&mut self, question: &Question<'_>, rule: &Rule) {
        let instance = question.instance;
        let sum = self.limit(rule.sense, rule.bound);
        let mut homes = BTreeMap::new();
        for option in instance.option_indices().filter(|&o| speaks_of(instance, &rule.selector, &instance[o])) {
            if rule.measure == Measure::Homes {
                let home = *homes.entry(instance[instance[option].project].site).or_insert_with(|| {
                    self.homes.push((sum, 0));
                    self.homes.len() - 1
                });
                self.homes_of_option[option.position()].push(home);
            } else {
                self.count(sum, option, amount(&rule.measure, &instance[option]));
            }
        }
    }

    /// A sum with a limit as a model states it.
    fn limit(&mut self, sense: Sense, bound: Bound) -> usize {
        let rate = match bound {
            Bound::Money(_) => POUND,
            Bound::Count(_) => THING,
        };
        match sense {
            Sense::AtLeast => self.sum(bound.number(), i64::MAX / 2, rate),
            Sense::AtMost => self.sum(i64::MIN / 2, bound.number(), rate),
        }
    }

    fn clause(&mut self, question: &Question<'_>, clause: &AnyClause) {
        for limited in clause.sums(question.instance, question.model) {
            let sum = self.limit(clause.sense(), clause.bound());
            for (option, amount) in limited.terms {
                self.count(sum, option, amount);
            }
        }
    }

    fn fixes(&mut self, question: &Question<'_>) {
        let instance = question.instance;
        for fix in &question.model.fixes {
            let (lower, upper) = match fix.kind {
                FixKind::Commit => (1, i64::MAX / 2),
                FixKind::Exclude => (i64::MIN / 2, 0),
            };
            let mut sums = BTreeMap::new();
            for option in instance.option_indices().filter(|&o| speaks_of(instance, &fix.selector, &instance[o])) {
                let project = instance[option].project;
                match fix.scope {
                    Scope::Options => {
                        let sum = self.sum(lower, upper, THING);
                        self.count(sum, option, 1);
                    }
                    Scope::Projects => {
                        sums.entry(project).or_insert_with(|| self.sum(lower, upper, THING));
                    }
                }
            }
            for (project, sum) in sums {
                self.count_project(question, sum, project, 1);
            }
        }
    }

    /// What was planned and has begun, all of which stays; and whatever else would have begun, of which there is nothing.
    fn as_of(&mut self, question: &Question<'_>) {
        let (instance, Some(year)) = (question.instance, question.model.as_of) else { return };
        let begun = || instance.option_indices().filter(move |&option| instance[option].begins_before(year));
        let (planned, others): (Vec<_>, Vec<_>) = begun().partition(|&option| instance[option].planned);
        let all = i64::try_from(planned.len()).expect("options are in memory");
        let (stays, never) = (self.sum(all, i64::MAX / 2, THING), self.sum(i64::MIN / 2, 0, THING));
        for option in planned {
            self.count(stays, option, 1);
        }
        for option in others {
            self.count(never, option, 1);
        }
    }

    fn links(&mut self, question: &Question<'_>) {
        for link in question.instance.links() {
            match &link.kind {
                LinkKind::Requires(needy, needed) => {
                    let sum = self.sum(i64::MIN / 2, 0, THING);
                    self.count_project(question, sum, *needy, 1);
                    self.count_project(question, sum, *needed, -1);
                }
                LinkKind::Excludes(one, other) => {
                    let sum = self.sum(i64::MIN / 2, 1, THING);
                    self.count_project(question, sum, *one, 1);
                    self.count_project(question, sum, *other, 1);
                }
                LinkKind::OneOf(group) => {
                    let sum = self.sum(1, 1, THING);
                    for &project in group {
                        self.count_project(question, sum, project, 1);
                    }
                }
            }
        }
    }

    fn count_project(&mut self, question: &Question<'_>, sum: usize, project: Index<Project>, amount: i64) {
        for option in question.instance[project].option_indices() {
            self.count(sum, option, amount);
        }
    }
}

/// Each sum once, with what is counted in it altogether.
fn merge(sums: &mut Vec<(usize, i64)>) {
    sums.sort_by_key(|(sum, _)| *sum);
    sums.dedup_by(|(sum, amount), (before, together)| {
        let is_same = sum == before;
        *together += if is_same { *amount } else { 0 };
        is_same
    });
}
