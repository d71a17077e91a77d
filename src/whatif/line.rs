//! The options of a plan, put in order: what gives most for its money first, or what gives least last.

use std::collections::BTreeSet;

use crate::domain::{Index, LinkKind, Project, ProjectOption, WellLocated};
use crate::model::Question;
use crate::serving::{Serving, Weigh};

/// The options of a plan to be put in order, and what each gives.
pub(super) struct Line<'a> {
    question: &'a Question<'a>,
    serving: Serving,
}

impl<'a> Line<'a> {
    /// Nothing funded yet.
    pub fn of(question: &'a Question<'a>) -> Self {
        Self { question, serving: Serving::standing(question, Weigh::Worth) }
    }

    /// The places before anything is funded, and of two orders the one that has more for longer: each time what gives
    /// most for its money is funded next; or, from the end, what gives least for its money is funded last.
    pub fn best(&self) -> (WellLocated, Vec<Index<ProjectOption>>) {
        let before = hundredths(self.serving.value());
        let (forward, backward) = (self.forward(), self.backward());
        let chosen = if self.area(&backward) > self.area(&forward) { backward } else { forward };
        (before, chosen)
    }

    fn forward(&self) -> Vec<Index<ProjectOption>> {
        let mut serving = self.serving.clone();
        let mut left: BTreeSet<_> = self.question.instance.option_indices().collect();
        let mut sequence = Vec::new();
        while !left.is_empty() {
            let ways = left.iter().map(|&option| {
                let bundle = self.with_needs(option, &left);
                let value = self.gain(&mut serving, &bundle, 1);
                (bundle, value)
            });
            let ways: Vec<_> = ways.collect();
            let best = ways.into_iter().reduce(|one, other| if self.pays_more(&other, &one) { other } else { one });
            let Some((bundle, _)) = best else { break };
            self.change(&mut serving, &bundle, 1);
            left.retain(|option| !bundle.contains(option));
            sequence.extend(bundle);
        }
        sequence
    }

    fn backward(&self) -> Vec<Index<ProjectOption>> {
        let mut serving = self.serving.clone();
        let mut left: BTreeSet<_> = self.question.instance.option_indices().collect();
        self.change(&mut serving, &left.iter().copied().collect::<Vec<_>>(), 1);
        let mut sequence = Vec::new();
        while !left.is_empty() {
            let ways = left.iter().map(|&option| {
                let bundle = self.with_dependants(option, &left);
                let value = -self.gain(&mut serving, &bundle, -1);
                (bundle, value)
            });
            let ways: Vec<_> = ways.collect();
            let least = ways.into_iter().reduce(|one, other| if self.pays_more(&one, &other) { other } else { one });
            let Some((bundle, _)) = least else { break };
            self.change(&mut serving, &bundle, -1);
            left.retain(|option| !bundle.contains(option));
            sequence.extend(bundle);
        }
        sequence.reverse();
        sequence
    }

    /// An option after those of `left` that it needs, each once and after its own.
    fn with_needs(
        &self,
        option: Index<ProjectOption>,
        left: &BTreeSet<Index<ProjectOption>>,
    ) -> Vec<Index<ProjectOption>> {
        let (mut bundle, mut met) = (Vec::new(), left.clone());
        self.add(option, &mut met, &mut bundle, &|needy, needed, project| (project == needy).then_some(needed));
        bundle
    }

    /// An option after those of `left` that need it, each once and after its own: the order in which they are taken out.
    fn with_dependants(
        &self,
        option: Index<ProjectOption>,
        left: &BTreeSet<Index<ProjectOption>>,
    ) -> Vec<Index<ProjectOption>> {
        let (mut bundle, mut met) = (Vec::new(), left.clone());
        self.add(option, &mut met, &mut bundle, &|needy, needed, project| (project == needed).then_some(needy));
        bundle
    }

    fn add(
        &self,
        option: Index<ProjectOption>,
        unmet: &mut BTreeSet<Index<ProjectOption>>,
        bundle: &mut Vec<Index<ProjectOption>>,
        next: &dyn Fn(Index<Project>, Index<Project>, Index<Project>) -> Option<Index<Project>>,
    ) {
        if !unmet.remove(&option) {
            return;
        }
        let instance = self.question.instance;
        for link in instance.links() {
            if let LinkKind::Requires(needy, needed) = link.kind
                && let Some(other) = next(needy, needed, instance[option].project)
            {
                for other in instance[other].option_indices() {
                    self.add(other, unmet, bundle, next);
                }
            }
        }
        bundle.push(option);
    }

    fn change(&self, serving: &mut Serving, options: &[Index<ProjectOption>], sign: i64) {
        for &option in options {
            for (supply, places) in serving.given_by(self.question, option) {
                serving.change(supply, sign * places);
            }
        }
    }

    /// What the places of `options` add to what there is, or take from it; nothing stays changed.
    fn gain(&self, serving: &mut Serving, options: &[Index<ProjectOption>], sign: i64) -> i64 {
        serving.mark();
        let value = serving.value();
        self.change(serving, options, sign);
        let gain = serving.value() - value;
        serving.back();
        gain
    }

    fn cost(&self, options: &[Index<ProjectOption>]) -> i64 {
        options.iter().map(|&option| self.question.instance[option].cost.pounds()).sum()
    }

    /// Whether one way gives more for its money than another; where they give as much, whether it is the cheaper.
    fn pays_more(
        &self,
        (one, value): &(Vec<Index<ProjectOption>>, i64),
        (other, worth): &(Vec<Index<ProjectOption>>, i64),
    ) -> bool {
        let (cost, price) = (self.cost(one), self.cost(other));
        let (left, right) = (i128::from(*value) * i128::from(price), i128::from(*worth) * i128::from(cost));
        (left, price, other.last()) > (right, cost, one.last())
    }

    /// The places of every beginning, each times the money that comes next.
    fn area(&self, sequence: &[Index<ProjectOption>]) -> i128 {
        let mut serving = self.serving.clone();
        let mut area = 0;
        for option in sequence {
            area += i128::from(serving.value()) * i128::from(self.cost(&[*option]));
            self.change(&mut serving, &[*option], 1);
        }
        area
    }
}

fn hundredths(value: i64) -> WellLocated {
    WellLocated::from_hundredths(value.max(0).unsigned_abs())
}
