//! The plan costs no more than there is, should some of it cost more than was asked.

use super::selection::{funded, funded_projects};
use super::{Finding, Limit, Unit};
use crate::domain::{Plan, ProjectOption};
use crate::model::Question;

pub(super) fn check(question: &Question<'_>, plan: &Plan) -> Vec<Finding> {
    let (instance, envelope) = (question.instance, &question.model.envelope);
    let projects = funded_projects(instance, plan);
    let options = funded(instance, plan);
    let paid: Vec<i64> = options.iter().map(|option| option.cost.pounds()).collect();
    let left_out = instance.options().iter().filter(|option| !projects.contains(&option.project));
    let left_out: Vec<i64> = left_out.map(|option| option.cost.pounds()).collect();
    let finding = Finding {
        family: "envelope",
        id: "envelope".to_owned(),
        rule: format!("The plan costs no more than the envelope{}.", envelope.proviso()),
        source: envelope.source.clone(),
        unit: Unit::Pounds,
        value: paid.iter().sum::<i64>() + held(question, &options),
        limit: Limit::AtMost,
        bound: envelope.total.pounds(),
        binding: false,
        where_broken: Vec::new(),
    };
    vec![finding.bound_by(&paid, &left_out)]
}

/// The largest overruns of these options, as many as are to be expected at once.
fn held(question: &Question<'_>, options: &[&ProjectOption]) -> i64 {
    let instance = question.instance;
    let overrun = |option: &&ProjectOption| instance[instance[option.project].line].overrun_of(option.cost).pounds();
    let mut overruns: Vec<i64> = options.iter().map(overrun).collect();
    overruns.sort_unstable();
    let count = usize::try_from(question.model.envelope.overruns).unwrap_or(usize::MAX);
    overruns.iter().rev().take(count).sum()
}
