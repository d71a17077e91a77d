//! What comes next: what the run itself leaves open, and then what is worth asking of any plan.

use std::collections::BTreeMap;

use crate::audit::Finding;
use crate::domain::Doubt;
use crate::read::Dataset;
use crate::report::run::{Run, Status};

/// What an owner is called where nobody has signed.
const NOBODY: &str = "not signed off";

/// What is to be done, the most pressing first.
pub(super) fn steps(run: &Run<'_>, dataset: &Dataset, roles: &BTreeMap<String, String>) -> Vec<String> {
    let is_broken = !run.findings.iter().all(Finding::holds);
    let is_open = run.proofs.is_some_and(|proofs| !proofs.is_proved());
    let is_doubtful = run.doubts.iter().any(Doubt::is_open);
    let is_modelled = dataset.observed_bids < dataset.instance.projects().len();
    let is_unsigned = dataset.assumptions.iter().any(|one| one.owner == NOBODY || one.owner.is_empty());
    let unnamed: Vec<&str> = roles.iter().filter(|(_, name)| name.is_empty()).map(|(role, _)| role.as_str()).collect();
    let given = Status::of(run) == Status::Evaluated;
    let named =
        (!unnamed.is_empty()).then(|| format!("Name who answers for the work: no {} is named.", unnamed.join(", no ")));
    let step = |is_due: bool, words: &str| is_due.then(|| words.to_owned());
    let steps = [
        step(is_broken, "Change the plan, or the rules that it breaks, before anything rests on it."),
        step(is_open, "Let the search go on to its end: until then a better plan may be there."),
        step(
            Status::of(run) == Status::LeastRegret,
            "Hold the plan beside the best for the demand that is counted here (placewell solve, placewell compare).",
        ),
        step(given, "Ask what the best plan is: this one was given (placewell solve)."),
        step(
            is_modelled,
            "Put the bids that were received in the place of those that are modelled (placewell import).",
        ),
        step(is_doubtful, "Settle each doubt below, or accept it in the model with a reason."),
        step(is_unsigned, "Have the assumptions signed off: assumptions.csv names an owner for each."),
        named,
        step(true, "Try the plan against costs, delays and need that turn out otherwise (placewell stress)."),
        step(true, "Ask of the bids at the margin why they are in or out, and at what price (placewell why)."),
        step(true, "Put the plan in order of announcement (placewell order)."),
    ];
    steps.into_iter().flatten().collect()
}
