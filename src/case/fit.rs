//! Whether a model and a dataset fit each other.

use std::collections::BTreeSet;

use crate::constraints::matching;
use crate::domain::{Doubt, Money, Problem};
use crate::model::{Draft, Fix, FixKind, Model, Scope};
use crate::read::Mistake;

/// What a model asks that its dataset cannot answer, each at the key of the model.
pub(super) fn unfit(draft: &Draft, model: &Model, problem: &Problem) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    if model.envelope.overruns > 0 && problem.lines().iter().all(|line| line.overrun_percent == 0) {
        let mistake = "risks.csv of the dataset does not say how far projects may overrun: it has no `cost-overrun`";
        mistakes.push(draft.mistake_at(&["envelope", "overruns"], mistake));
    }
    let needed = problem.demand().iter().map(|need| &problem[need.care_type].id);
    let unserved: BTreeSet<_> = needed.filter(|care_type| !model.reach.contains_key(*care_type)).collect();
    for care_type in unserved {
        let mistake = "children need this care type, but the model does not say how far it reaches";
        mistakes.push(draft.mistake_at(&["reach", care_type.as_str()], mistake));
    }
    for Fix { id, kind, selector, scope, .. } in &model.fixes {
        if matching(problem, selector).next().is_none() {
            let what = match scope {
                Scope::Options => "option",
                Scope::Projects => "project",
            };
            let list = match kind {
                FixKind::Commit => "commit",
                FixKind::Exclude => "exclude",
            };
            mistakes
                .push(draft.mistake_at(&[list, id.as_str(), "where"], &format!("no {what} of the dataset matches")));
        }
    }
    mistakes
}

/// What a model may ask of its dataset and looks odd.
pub(super) fn oddities(model: &Model, problem: &Problem) -> Vec<Doubt> {
    let envelope = model.envelope.total;
    let paid = problem.options().iter().map(|option| option.cost).filter(|cost| *cost > Money::ZERO);
    let cheapest = paid.min().filter(|cheapest| *cheapest > envelope);
    let small = cheapest.map(|cost| {
        let words =
            format!("the envelope of {envelope} pays for no option: the cheapest costs {cost}; is it in whole pounds?");
        Doubt::new("small-envelope", words)
    });
    let dearest = problem.projects().iter().map(|project| {
        let own = project.option_indices().map(|option| problem[option].cost);
        own.max().unwrap_or_default()
    });
    let all: Money = dearest.sum();
    let large = (all <= envelope)
        .then(|| format!("every project is within the envelope of {envelope}: the dearest options come to {all}"))
        .map(|words| Doubt::new("envelope-of-all", words));
    small.into_iter().chain(large).collect()
}
