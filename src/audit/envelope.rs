//! The plan costs no more than there is.

use super::selection::{funded, funded_projects};
use super::{Finding, Limit, Unit};
use crate::domain::Plan;
use crate::model::Question;

pub(super) fn check(question: &Question<'_>, plan: &Plan) -> Vec<Finding> {
    let problem = question.problem;
    let projects = funded_projects(problem, plan);
    let paid: Vec<i64> = funded(problem, plan).iter().map(|option| option.cost.pounds()).collect();
    let left_out = problem.options().iter().filter(|option| !projects.contains(&option.project));
    let left_out: Vec<i64> = left_out.map(|option| option.cost.pounds()).collect();
    let finding = Finding {
        family: "envelope",
        id: "envelope".to_owned(),
        rule: "The plan costs no more than the envelope.".to_owned(),
        source: question.model.envelope.source.clone(),
        unit: Unit::Pounds,
        value: paid.iter().sum(),
        limit: Limit::AtMost,
        bound: question.model.envelope.total.pounds(),
        binding: false,
        where_broken: Vec::new(),
    };
    vec![finding.bound_by(&paid, &left_out)]
}
