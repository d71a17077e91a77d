//! Projects that need, exclude or replace each other do so.

use super::selection::funded_projects;
use super::{Finding, Limit, Unit};
use crate::domain::{LinkKind, Plan};
use crate::model::Question;

pub(super) fn check(question: &Question<'_>, plan: &Plan) -> Vec<Finding> {
    let instance = question.instance;
    let projects = funded_projects(instance, plan);
    let findings = instance.links().iter().map(|link| {
        let funded = |project| i64::from(projects.contains(&project));
        let (rule, value, limit, bound) = match &link.kind {
            LinkKind::Requires(needy, needed) => {
                let rule = format!("{} is funded only with {}.", instance[*needy].id, instance[*needed].id);
                (rule, funded(*needy) * (1 - funded(*needed)), Limit::AtMost, 0)
            }
            LinkKind::Excludes(one, other) => {
                let rule = format!("Not both of {} and {} are funded.", instance[*one].id, instance[*other].id);
                (rule, funded(*one) + funded(*other), Limit::AtMost, 1)
            }
            LinkKind::OneOf(group) => {
                let names: Vec<&str> = group.iter().map(|&project| instance[project].id.as_str()).collect();
                let rule = format!("Exactly one of {} is funded.", names.join(", "));
                (rule, group.iter().map(|&project| funded(project)).sum(), Limit::Exactly, 1)
            }
        };
        Finding {
            family: "links",
            id: link.id.to_string(),
            rule,
            source: "links.csv".to_owned(),
            unit: Unit::Projects,
            value,
            limit,
            bound,
            binding: false,
            where_broken: Vec::new(),
        }
    });
    findings.collect()
}
