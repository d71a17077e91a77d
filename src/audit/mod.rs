//! Every rule, checked of a plan in exact whole numbers, from the sentence of the rule.
//!
//! Nothing here knows of rows or solvers: it reads the tables of the problem and the words of the model anew, so that
//! a mistake in the formulation is caught and not repeated. When the audit and a solver disagree, the solver is wrong.

mod as_of;
mod balance;
mod capacity;
mod chance;
mod coverage_floor;
mod deliverability;
mod demand;
mod envelope;
mod finding;
mod fixes;
mod funds;
mod limits;
mod links;
mod match_funding;
mod one_option;
mod pace;
mod place_years;
mod planner;
mod reach;
mod selection;

pub use coverage_floor::worst_region;
pub use finding::{Finding, Limit, Unit};
pub use funds::{can_pay_too, paid_by_fund};
pub use limits::{sentence_of, unit_of};
pub use place_years::{YearOfPlaces, by_year, places_opened, sought};
pub use reach::{miles_of, miles_travelled, well_located, worth_of};
pub use selection::{amount, speaks_of};

use crate::domain::Plan;
use crate::model::Question;

/// A check: the name it shares with its family of constraints, and what it finds.
type Check = (&'static str, fn(&Question<'_>, &Plan) -> Vec<Finding>);

/// Every check, in the order it is reported.
pub const CHECKS: [Check; 15] = [
    ("envelope", envelope::check),
    ("funds", funds::check),
    ("limits", limits::check),
    ("match_funding", match_funding::check),
    ("pace", pace::check),
    ("planner", planner::check),
    ("fixes", fixes::check),
    ("as_of", as_of::check),
    ("links", links::check),
    ("one_option", one_option::check),
    ("coverage_floor", coverage_floor::check),
    ("capacity", capacity::check),
    ("demand", demand::check),
    ("deliverability", deliverability::check),
    ("reach", reach::check),
];

/// What every check finds of `plan`, kept or broken.
#[must_use]
pub fn audit(question: &Question<'_>, plan: &Plan) -> Vec<Finding> {
    let mut findings = checked(question, plan);
    for finding in findings.iter_mut().filter(|finding| finding.family == "funds" && finding.holds()) {
        finding.binding = funds::hold_back(question, plan);
    }
    findings
}

/// As [`audit`], without looking whether the funds hold the plan back, which takes longer than all the rest.
#[must_use]
pub fn checked(question: &Question<'_>, plan: &Plan) -> Vec<Finding> {
    CHECKS.iter().flat_map(|(_, check)| check(question, plan)).collect()
}

/// What `plan` breaks, in words; nothing if it keeps every rule.
#[must_use]
pub fn breaches(question: &Question<'_>, plan: &Plan) -> Vec<String> {
    checked(question, plan).iter().filter_map(Finding::breach).collect()
}

#[cfg(test)]
mod tests {
    use super::CHECKS;
    use crate::constraints::every_family;

    #[test]
    fn every_family_of_constraints_has_a_check_of_its_name() {
        for (family, ..) in every_family() {
            assert!(CHECKS.iter().any(|(name, _)| *name == family), "nothing checks {family}");
        }
    }
}
