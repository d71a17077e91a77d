//! A funding order of a plan in which every beginning is near the best for its money: what to announce first.
//!
//! ```text
//! P[0] = {} ⊂ P[1] ⊂ … ⊂ P[n] = the plan        best(c) = the most well-located places of any of the plan's own
//! regret[k] = best(cost of P[k]) − places of P[k]           options that cost c or less together
//! ```
//!
//! No order need be best at every step, as the best for £2m may not hold the best for £1m: the regret says what the
//! order costs there. Limits from above are kept by any part of a plan that keeps them; limits from below speak of the
//! whole. A project that requires another comes after it.

use std::collections::BTreeSet;

use super::{Look, Span};
use crate::audit::well_located;
use crate::decide::NoDecision;
use crate::domain::{Index, LinkKind, Money, Plan, Problem, Project, ProjectOption, WellLocated};
use crate::model::{Goal, Model, Question};
use crate::serving::{Serving, Weigh, nearest_flows};

/// A step of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The option that is funded next.
    pub option: Index<ProjectOption>,
    /// What all until here cost.
    pub cost: Money,
    /// The well-located places of all until here.
    pub places: WellLocated,
    /// The most that any of the plan's options have for that money: what was found, and what none exceeds.
    pub best: Span,
}

impl Step {
    /// How many more well-located places another part of the plan has for the same money.
    #[must_use]
    pub fn regret(&self) -> Span {
        self.best.less(Span { least: self.places, most: self.places })
    }
}

/// A funding order of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The well-located places before anything is funded.
    pub before: WellLocated,
    /// The steps; those that were looked at before it was told to stop.
    pub steps: Vec<Step>,
}

/// A funding order of `plan`.
///
/// # Errors
///
/// When the solver fails, or contradicts what is known.
pub fn order(question: &Question<'_>, plan: &Plan, look: &Look<'_>) -> Result<Order, NoDecision> {
    let own: Vec<Index<ProjectOption>> = plan.funded.iter().copied().collect();
    let (problem, model) = (only(question.problem, &own), unlimited(question.model));
    let whole = Question { problem: &problem, model: &model, ..*question };
    let line = Line::of(&whole);
    let (before, sequence) = line.best();
    let prefixes: Vec<usize> = (1..=sequence.len()).collect();
    let steps = look.course.each(&prefixes, |&count| step(&whole, &sequence[..count], look))?;
    let renamed = steps.into_iter().map_while(|step| step);
    let steps = renamed.map(|step| Step { option: own[step.option.position()], ..step }).collect();
    Ok(Order { before, steps })
}

/// The problem with these options and no others, in their order; links that say what needs what are kept.
fn only(problem: &Problem, own: &[Index<ProjectOption>]) -> Problem {
    problem.changed(|parts| {
        parts.options = own.iter().map(|&option| problem[option].clone()).collect();
        let mut at = 0;
        for (position, project) in parts.projects.iter_mut().enumerate() {
            let count = parts.options[at..].iter().take_while(|option| option.project.position() == position).count();
            project.options = at..at + count;
            at += count;
        }
        let has = |project: &Index<Project>| own.iter().any(|&option| problem[option].project == *project);
        parts.links.retain(|link| match &link.kind {
            LinkKind::Requires(needy, needed) => has(needy) && has(needed),
            LinkKind::Excludes(..) | LinkKind::OneOf(_) => false,
        });
    })
}

/// The model with nothing but what money buys where.
fn unlimited(model: &Model) -> Model {
    Model {
        funds: Vec::new(),
        goal: Goal::WellLocated,
        fixes: Vec::new(),
        rules: Vec::new(),
        match_funding: None,
        coverage_floor: None,
        ..model.clone()
    }
}

/// The options of a plan to be put in order, and what each gives.
struct Line<'a> {
    question: &'a Question<'a>,
    serving: Serving,
}

impl<'a> Line<'a> {
    fn of(question: &'a Question<'a>) -> Self {
        Self { question, serving: Serving::standing(question, Weigh::Worth) }
    }

    /// The places before anything is funded, and of two orders the one that has more for longer: each time what gives
    /// most for its money is funded next; or, from the end, what gives least for its money is funded last.
    fn best(&self) -> (WellLocated, Vec<Index<ProjectOption>>) {
        let before = hundredths(self.serving.value());
        let (forward, backward) = (self.forward(), self.backward());
        let chosen = if self.area(&backward) > self.area(&forward) { backward } else { forward };
        (before, chosen)
    }

    fn forward(&self) -> Vec<Index<ProjectOption>> {
        let mut serving = self.serving.clone();
        let mut left: BTreeSet<_> = self.question.problem.option_indices().collect();
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
        let mut left: BTreeSet<_> = self.question.problem.option_indices().collect();
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
        let mut bundle = Vec::new();
        self.add(option, left, &mut bundle, &|needy, needed, project| (project == needy).then_some(needed));
        bundle
    }

    /// An option after those of `left` that need it, each once and after its own: the order in which they are taken out.
    fn with_dependants(
        &self,
        option: Index<ProjectOption>,
        left: &BTreeSet<Index<ProjectOption>>,
    ) -> Vec<Index<ProjectOption>> {
        let mut bundle = Vec::new();
        self.add(option, left, &mut bundle, &|needy, needed, project| (project == needed).then_some(needy));
        bundle
    }

    fn add(
        &self,
        option: Index<ProjectOption>,
        left: &BTreeSet<Index<ProjectOption>>,
        bundle: &mut Vec<Index<ProjectOption>>,
        next: &dyn Fn(Index<Project>, Index<Project>, Index<Project>) -> Option<Index<Project>>,
    ) {
        if bundle.contains(&option) || !left.contains(&option) {
            return;
        }
        let problem = self.question.problem;
        for link in problem.links() {
            if let LinkKind::Requires(needy, needed) = link.kind
                && let Some(other) = next(needy, needed, problem[option].project)
            {
                for other in problem[other].option_indices() {
                    self.add(other, left, bundle, next);
                }
            }
        }
        bundle.push(option);
    }

    fn change(&self, serving: &mut Serving, options: &[Index<ProjectOption>], sign: i64) {
        for &option in options {
            if let Some((supply, places)) = serving.given_by(self.question, option) {
                serving.change(supply, sign * places);
            }
        }
    }

    /// What the places of `options` add to what there is, or take from it; nothing stays changed.
    fn gain(&self, serving: &mut Serving, options: &[Index<ProjectOption>], sign: i64) -> i64 {
        let (state, value) = (serving.state().clone(), serving.value());
        self.change(serving, options, sign);
        let gain = serving.value() - value;
        serving.restore(&state);
        gain
    }

    fn cost(&self, options: &[Index<ProjectOption>]) -> i64 {
        options.iter().map(|&option| self.question.problem[option].cost.pounds()).sum()
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

/// The step to this beginning of an order.
fn step(whole: &Question<'_>, beginning: &[Index<ProjectOption>], look: &Look<'_>) -> Result<Step, NoDecision> {
    let option = *beginning.last().expect("a step funds something");
    let cost: Money = beginning.iter().map(|&option| whole.problem[option].cost).sum();
    let mut model = whole.model.clone();
    model.envelope.total = cost;
    let question = Question { model: &model, ..*whole };
    let funded: BTreeSet<_> = beginning.iter().copied().collect();
    let plan = Plan { flows: nearest_flows(&question, &funded), funded };
    let places = well_located(&question, &plan);
    Ok(Step { option, cost, places, best: look.best(&question, &plan)? })
}
