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

use super::line::Line;
use super::{SolveOptions, Span};
use crate::audit::well_located;
use crate::decide::NoDecision;
use crate::domain::{Index, Instance, LinkKind, Money, Plan, Project, ProjectOption, WellLocated};
use crate::model::{Envelope, Goal, Model, Question};
use crate::serving::nearest_flows;

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
    /// How many options come before every step: what has begun before the `as_of` of the model, and what that requires.
    pub begun: usize,
    /// The well-located places before the first step.
    pub before: WellLocated,
    /// The steps; those that were looked at before it was told to stop.
    pub steps: Vec<Step>,
}

/// A funding order of `plan`.
///
/// # Errors
///
/// When the solver fails, or contradicts what is known.
pub fn order(question: &Question<'_>, plan: &Plan, look: &SolveOptions<'_>) -> Result<Order, NoDecision> {
    let own: Vec<Index<ProjectOption>> = plan.funded.iter().copied().collect();
    let (instance, model) = (only(question.instance, &own), unlimited(question, plan));
    let whole = Question { instance: &instance, model: &model, ..*question };
    let line = Line::of(&whole);
    let (nothing, sequence) = line.best();
    let (begun, rest) = begun_first(&whole, sequence);
    let before = if begun.is_empty() { nothing } else { places(&whole, &begun) };
    let prefixes: Vec<usize> = (begun.len() + 1..=begun.len() + rest.len()).collect();
    let (begun, sequence) = (begun.len(), [begun, rest].concat());
    let steps = look.observer.each(&prefixes, |&count| step(&whole, &sequence[..count], look))?;
    let renamed = steps.into_iter().map_while(|step| step);
    let steps = renamed.map(|step| Step { option: own[step.option.position()], ..step }).collect();
    Ok(Order { begun, before, steps })
}

/// The problem with these options and no others, in their order; links that say what needs what are kept.
fn only(instance: &Instance, own: &[Index<ProjectOption>]) -> Instance {
    instance.changed(|parts| {
        parts.options = own.iter().map(|&option| instance[option].clone()).collect();
        let mut at = 0;
        for (position, project) in parts.projects.iter_mut().enumerate() {
            let count = parts.options[at..].iter().take_while(|option| option.project.position() == position).count();
            project.options = at..at + count;
            at += count;
        }
        let has = |project: &Index<Project>| own.iter().any(|&option| instance[option].project == *project);
        parts.links.retain(|link| match &link.kind {
            LinkKind::Requires(needy, needed) => has(needy) && has(needed),
            LinkKind::Excludes(..) | LinkKind::OneOf(_) => false,
        });
    })
}

/// The model with nothing but what money buys where, at the cost that was asked, and what has begun; a plan that was
/// given and has more begun than was planned is put in order from the start.
fn unlimited(question: &Question<'_>, plan: &Plan) -> Model {
    let model = question.model;
    let is_planned = |year| plan.options(question.instance).all(|option| option.planned || !option.begins_before(year));
    Model {
        as_of: model.as_of.filter(|&year| is_planned(year)),
        envelope: Envelope { overruns: 0, ..model.envelope.clone() },
        funds: Vec::new(),
        goal: Goal::WellLocated,
        fixes: Vec::new(),
        rules: Vec::new(),
        match_funding: None,
        coverage_floor: None,
        clauses: Vec::new(),
        ..model.clone()
    }
}

/// The options of a sequence that have begun, with what they require, and all the others; both in its order.
fn begun_first(
    whole: &Question<'_>,
    sequence: Vec<Index<ProjectOption>>,
) -> (Vec<Index<ProjectOption>>, Vec<Index<ProjectOption>>) {
    let (instance, Some(year)) = (whole.instance, whole.model.as_of) else { return (Vec::new(), sequence) };
    let begun = instance.options().iter().filter(|option| option.begins_before(year));
    let mut projects: BTreeSet<Index<Project>> = begun.map(|option| option.project).collect();
    loop {
        let needed = instance.links().iter().filter_map(|link| match link.kind {
            LinkKind::Requires(needy, needed) if projects.contains(&needy) => Some(needed),
            LinkKind::Requires(..) | LinkKind::Excludes(..) | LinkKind::OneOf(_) => None,
        });
        let needed: Vec<_> = needed.filter(|needed| !projects.contains(needed)).collect();
        if needed.is_empty() {
            break;
        }
        projects.extend(needed);
    }
    sequence.into_iter().partition(|&option| projects.contains(&instance[option].project))
}

/// The well-located places of these options.
fn places(whole: &Question<'_>, options: &[Index<ProjectOption>]) -> WellLocated {
    let funded: BTreeSet<_> = options.iter().copied().collect();
    well_located(whole, &Plan { flows: nearest_flows(whole, &funded), funded })
}

/// The step to this beginning of an order.
fn step(whole: &Question<'_>, beginning: &[Index<ProjectOption>], look: &SolveOptions<'_>) -> Result<Step, NoDecision> {
    let option = *beginning.last().expect("a step funds something");
    let cost: Money = beginning.iter().map(|&option| whole.instance[option].cost).sum();
    let mut model = whole.model.clone();
    model.envelope.total = cost;
    let question = Question { model: &model, ..*whole };
    let funded: BTreeSet<_> = beginning.iter().copied().collect();
    let plan = Plan { flows: nearest_flows(&question, &funded), funded };
    let places = well_located(&question, &plan);
    Ok(Step { option, cost, places, best: look.best(&question, &plan)? })
}
