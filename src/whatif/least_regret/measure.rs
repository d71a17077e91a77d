//! What a plan comes to in each scenario, by the audit and by paths in whole numbers: nothing here knows of the program.

use std::collections::BTreeSet;

use super::Scenario;
use crate::audit::{breaches, well_located};
use crate::domain::{Index, Money, Plan, ProjectOption, WellLocated};
use crate::serving::nearest_flows;

/// A choice of options, and what it comes to in each scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// What is funded.
    pub funded: BTreeSet<Index<ProjectOption>>,
    /// What it costs the department.
    pub cost: Money,
    /// By scenario: its well-located places.
    pub places: Vec<WellLocated>,
}

/// What these options come to in each scenario, their places divided as well as they can be there.
///
/// # Errors
///
/// The rules that they break in a scenario.
pub fn measured(scenarios: &[Scenario<'_>], funded: &BTreeSet<Index<ProjectOption>>) -> Result<Measured, Vec<String>> {
    let mut places = Vec::new();
    let mut cost = Money::ZERO;
    for scenario in scenarios {
        let question = scenario.question();
        let plan = Plan { funded: funded.clone(), flows: nearest_flows(&question, funded) };
        let broken = breaches(&question, &plan);
        if !broken.is_empty() {
            return Err(broken);
        }
        places.push(well_located(&question, &plan));
        cost = plan.options(question.instance).map(|option| option.cost).sum();
    }
    Ok(Measured { funded: funded.clone(), cost, places })
}
