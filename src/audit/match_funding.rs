//! An authority is asked for no more match than it has.

use std::collections::BTreeMap;

use super::selection::{funded, funded_projects};
use super::{Finding, Limit, Unit};
use crate::domain::{Area, Index, Plan};
use crate::model::Question;

pub(super) fn check(question: &Question<'_>, plan: &Plan) -> Vec<Finding> {
    let Some(source) = &question.model.match_funding else { return Vec::new() };
    let instance = question.instance;
    let projects = funded_projects(instance, plan);
    let mut asked: BTreeMap<Index<Area>, (Vec<i64>, Vec<i64>)> = BTreeMap::new();
    for option in instance.options().iter().filter(|option| option.local_match.pounds() > 0) {
        let area = asked.entry(instance[option.project].area).or_default();
        if !projects.contains(&option.project) {
            area.1.push(option.local_match.pounds());
        }
    }
    for option in funded(instance, plan) {
        asked.entry(instance[option.project].area).or_default().0.push(option.local_match.pounds());
    }
    let findings = asked.into_iter().filter_map(|(area, (paid, left_out))| {
        let area = &instance[area];
        let finding = Finding {
            family: "match_funding",
            id: format!("match-{}", area.id),
            rule: format!("{} is asked for no more match than it has.", area.name),
            source: source.clone(),
            unit: Unit::Pounds,
            value: paid.iter().sum(),
            limit: Limit::AtMost,
            bound: area.match_limit?.pounds(),
            binding: false,
            where_broken: Vec::new(),
        };
        Some(finding.bound_by(&paid, &left_out))
    });
    findings.collect()
}
