//! # Least regret: one plan for several scenarios of demand
//!
//! ```text
//! best[k]       =  the most well-located places that any plan has where demand is as in scenario k
//! places[k](x)  =  those that plan x has there, its places divided anew
//! regret[k](x)  =  best[k] − places[k](x)
//! sought        =  min over plans x that keep the rules, of  max over k of  regret[k](x)
//! ```
//!
//! Each scenario is decided by itself first. Then one program states the choice of options once and whom places serve once
//! for each scenario, and seeks the least largest regret (`program`). What it proposes is audited in every scenario and
//! measured there by paths in whole numbers (`measure`), not by the rows; beside it stand the best plans of the
//! scenarios, which keep the same rules, and the plan whose largest regret is least is returned. A bound of the program
//! holds of every plan, as it is worked out from what was found in each scenario, and the true best is no less.

mod measure;
mod program;
mod scenario;

use crate::decide::{NoDecision, add_cuts, decide, or_afresh};
use crate::domain::{Plan, WellLocated};
use crate::solve::{Going, Limits, Request, Solver, Status};

pub use measure::{Measured, measured};
use program::Program;
pub use scenario::{Scenario, scenarios};

use super::{Observer, Span};

/// How often the program may propose a plan that breaks a rule.
const PROPOSALS: usize = 20;

/// Nodes that the cheapest plan of as little regret is worth.
const TIE_NODES: u32 = 20;

/// The plan whose largest regret is least, beside the best plan of each scenario.
#[derive(Clone, Debug)]
pub struct LeastRegret {
    /// What the plan comes to in each scenario.
    pub plan: Measured,
    /// The best plan known of each scenario, and what it comes to in each.
    pub best_plans: Vec<Measured>,
    /// By scenario: the places of the best plan that is known, and what no plan has more than.
    pub best: Vec<Span>,
    /// No plan that keeps the rules has a largest regret below this.
    pub bound: WellLocated,
}

impl LeastRegret {
    /// The regret of a plan in each scenario.
    #[must_use]
    pub fn regrets(&self, plan: &Measured) -> Vec<Span> {
        let places = plan.places.iter().map(|&places| Span { least: places, most: places });
        self.best.iter().zip(places).map(|(best, places)| best.less(places)).collect()
    }

    /// The largest regret of a plan.
    #[must_use]
    pub fn largest(&self, plan: &Measured) -> Span {
        let largest = |ends: fn(&Span) -> WellLocated| self.regrets(plan).iter().map(ends).max().unwrap_or_default();
        Span { least: largest(|span| span.least), most: largest(|span| span.most) }
    }

    /// Whether no plan has a smaller largest regret.
    #[must_use]
    pub fn is_proved(&self) -> bool {
        self.largest(&self.plan).most == self.bound
    }
}

/// How the least regret is looked for.
#[derive(Clone, Copy)]
pub struct Means<'a> {
    /// The solver.
    pub solver: &'a dyn Solver,
    /// How much each program is worth: made anew for each, as its time begins when it does.
    pub limits: &'a (dyn Fn() -> Limits + Sync),
    /// Who is told how many scenarios are decided.
    pub observer: Observer<'a>,
}

/// The plan of least regret over `scenarios`, of which there are two or more, of one dataset and the same rules.
///
/// # Errors
///
/// When no plan keeps the rules, none was found before a limit, or the solver's answers cannot be trusted.
pub fn least_regret(scenarios: &[Scenario<'_>], means: Means<'_>) -> Result<LeastRegret, NoDecision> {
    or_afresh(means.solver, |solver| sought(scenarios, Means { solver, ..means }))
}

fn sought(scenarios: &[Scenario<'_>], means: Means<'_>) -> Result<LeastRegret, NoDecision> {
    let decided = means.observer.each(scenarios, |scenario| {
        let mut going = |_, _| (means.observer.going)();
        decide(&scenario.question(), means.solver, (means.limits)(), &mut going)
    })?;
    let decisions = decided.into_iter().collect::<Option<Vec<_>>>().ok_or(NoDecision::NothingFound)?;
    let plans: Vec<&Plan> = decisions.iter().map(|decision| &decision.plan).collect();
    let of_each = plans.iter().map(|plan| measured(scenarios, &plan.funded));
    let all = of_each.collect::<Result<Vec<_>, _>>().map_err(NoDecision::Refused)?;
    let mut best = Vec::new();
    for (at, decision) in decisions.iter().enumerate() {
        let found = all.iter().map(|plan| plan.places[at]).max().unwrap_or_default();
        let bound = decision.proofs.coverage.bound.unwrap_or(found);
        if found > bound {
            return Err(beyond(&scenarios[at].name));
        }
        best.push(Span::new(found, bound));
    }
    let most = |at: usize| all.iter().max_by_key(|plan| (plan.places[at], std::cmp::Reverse(plan.cost)));
    let best_plans: Vec<Measured> = (0..scenarios.len()).filter_map(most).cloned().collect();
    let first = LeastRegret { plan: best_plans[0].clone(), best_plans, best, bound: WellLocated::ZERO };
    let first = all.into_iter().fold(first, LeastRegret::or);
    proposed(scenarios, first, means)
}

impl LeastRegret {
    /// With this plan, where its largest regret is smaller, or as small for less money.
    fn or(self, plan: Measured) -> Self {
        let rank = |plan: &Measured| (self.largest(plan).most, self.largest(plan).least, plan.cost);
        if rank(&plan) < rank(&self.plan) { Self { plan, ..self } } else { self }
    }
}

fn beyond(scenario: &str) -> NoDecision {
    NoDecision::Disagreement(format!("in {scenario} a plan has more than any is said to have"))
}

/// `known` with what the program over all scenarios proposes, and its bound.
fn proposed(scenarios: &[Scenario<'_>], known: LeastRegret, means: Means<'_>) -> Result<LeastRegret, NoDecision> {
    let least = |span: &Span| i64::try_from(span.least.hundredths()).unwrap_or(i64::MAX);
    let mut program = Program::of(scenarios, &known.best.iter().map(least).collect::<Vec<_>>());
    let mut known = known;
    let mut going = |_| (means.observer.going)();
    for _ in 0..PROPOSALS {
        let mut milp = program.reduced();
        add_cuts(&mut milp, &program.regret, means.solver, (means.limits)(), &mut going)?;
        let start = program.start(&milp, &known.plan, means.solver)?;
        let request =
            Request { milp: &milp, objective: &program.regret, start: start.as_deref(), limits: (means.limits)() };
        let (found, is_best) = match means.solver.solve(&request, &mut going)?.status {
            Status::Optimal(found) => (found, true),
            Status::Stopped(found) => (found, false),
            Status::Nothing => return Ok(known),
            Status::Infeasible => {
                let why = "it says that no plan keeps every rule, and one does";
                return Err(NoDecision::Disagreement(why.to_owned()));
            }
        };
        let bound = program.places(found.bound);
        let chosen = program.funded(&found.values);
        let Ok(plan) = measured(scenarios, &chosen) else {
            program.forbid(&chosen);
            continue;
        };
        known = known.or(plan);
        if is_best && (means.observer.going)() == Going::On {
            let cheaper = program.cheaper(&milp, &found, (means.limits)(), means.solver)?;
            known =
                cheaper.and_then(|chosen| measured(scenarios, &chosen).ok()).into_iter().fold(known, LeastRegret::or);
        }
        if known.largest(&known.plan).most < bound {
            return Err(NoDecision::Disagreement("a plan has less regret than any is said to have".to_owned()));
        }
        known.bound = bound;
        return Ok(known);
    }
    Ok(known)
}
