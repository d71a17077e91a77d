//! Whether a model and a dataset fit each other.

use std::collections::BTreeSet;

use crate::domain::{CareTypeId, Instance, Opening, counted, grouped};
use crate::model::{Draft, Fix, FixKind, Goal, Model, Scope, matching};
use crate::read::Mistake;

/// What is wrong with asking for room for overruns, where the dataset does not know of any, or has not so many projects.
pub(super) fn unknown_overruns(model: &Model, instance: &Instance) -> Option<String> {
    let overruns = model.envelope.overruns;
    let projects = instance.projects().len();
    if overruns > 0 && instance.lines().iter().all(|line| line.overrun_percent == 0) {
        let why = "risks.csv of the dataset does not say how far projects may overrun: it has no `cost-overrun`";
        return Some(why.to_owned());
    }
    let is_beyond = usize::try_from(overruns).is_ok_and(|overruns| overruns > projects);
    is_beyond.then(|| {
        let all = counted(projects, "project", "projects");
        format!("{} are to overrun at once, and the dataset has {all}: no more can", grouped(overruns.into()))
    })
}

/// The care types that children need and of which a model does not say how far they reach.
pub(super) fn unserved<'a>(model: &Model, instance: &'a Instance) -> Vec<&'a CareTypeId> {
    let needed = instance.demand().iter().map(|need| &instance[need.care_type].id);
    let unserved: BTreeSet<_> = needed.filter(|care_type| !model.reach.contains_key(*care_type)).collect();
    unserved.into_iter().collect()
}

/// What a model asks that its dataset cannot answer, each at the key of the model.
pub(super) fn unfit(draft: &Draft, model: &Model, instance: &Instance) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    if let Some(mistake) = unknown_overruns(model, instance) {
        mistakes.push(draft.mistake_at(&["envelope", "overruns"], &mistake));
    }
    if let Goal::PlaceYears { first } = model.goal
        && first > model.horizon
    {
        let mistake = format!("place-years would be summed from {first}, after the horizon, {}", model.horizon);
        mistakes.push(draft.mistake_at(&["objective", "first_year"], &mistake));
    }
    if model.deliverability.is_some() && !Opening::is_known(instance) {
        let why = "risks.csv of the dataset does not say what may keep places from opening: it has no `refusal` and no \
                   `works-overrun`";
        mistakes.push(draft.mistake_at(&["deliverability", "share"], why));
    }
    for care_type in unserved(model, instance) {
        let mistake = "children need this care type, but the model does not say how far it reaches";
        mistakes.push(draft.mistake_at(&["reach", care_type.as_str()], mistake));
    }
    for Fix { id, kind, selector, scope, .. } in &model.fixes {
        if matching(instance, selector).next().is_none() {
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
