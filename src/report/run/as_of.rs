//! From where a question is put: what is over by then, or that everything is chosen freely, from the start.

use crate::audit::speaks_of;
use crate::domain::{FinancialYear, Instance, Money, ProjectOption, counted};
use crate::model::{Fix, Model, Scope};
use crate::table::millions;

/// The first thing to know of an answer, in a sentence. Nothing where the dataset does not say how far projects have come
/// and the model does not say from when it asks, or where the model settles every option.
#[must_use]
pub(in crate::report) fn sentence(model: &Model, instance: &Instance) -> Option<String> {
    if let Some(year) = model.as_of {
        return Some(begun(model, instance, year));
    }
    let knows = instance.projects().iter().any(|project| project.status.is_some());
    (knows && !is_settled(model, instance)).then(|| {
        let all = millions(model.envelope.total.pounds());
        format!("Free choice from the start: none of the £{all}m counts as spent yet (no as_of).")
    })
}

/// What was planned and has begun, and what is left of the money.
fn begun(model: &Model, instance: &Instance, year: FinancialYear) -> String {
    let begun: Vec<&ProjectOption> =
        instance.options().iter().filter(|option| option.planned && option.begins_before(year)).collect();
    let cost: Money = begun.iter().map(|option| option.cost).sum();
    let over = begun.iter().flat_map(|option| &option.spend).filter(|(when, _)| *when < year);
    let spent: Money = over.map(|(_, money)| *money).sum();
    let all = model.envelope.total;
    let [cost, spent, left, all] = [cost, spent, all - spent, all].map(|money| millions(money.pounds()));
    let (projects, stay) = (counted(begun.len(), "planned project", "planned projects"), stays(begun.len()));
    format!(
        "As of {year}: {projects} {stay} for £{cost}m. £{spent}m of the £{all}m is spent by then and £{left}m is not."
    )
}

const fn stays(count: usize) -> &'static str {
    if count == 1 { "has begun and stays as published," } else { "have begun and stay as published," }
}

/// Whether commitments and exclusions say of every option whether it is funded.
fn is_settled(model: &Model, instance: &Instance) -> bool {
    let exact = |fix: &&Fix| fix.scope == Scope::Options;
    let fixes: Vec<&Fix> = model.fixes.iter().filter(exact).collect();
    instance.options().iter().all(|option| fixes.iter().any(|fix| speaks_of(instance, &fix.selector, option)))
}
