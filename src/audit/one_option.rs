//! A project is done in one way, or not at all.

use std::collections::BTreeMap;

use super::Finding;
use crate::domain::Plan;
use crate::model::Question;

pub(super) fn check(question: &Question<'_>, plan: &Plan) -> Vec<Finding> {
    let mut ways: BTreeMap<_, u32> = BTreeMap::new();
    for &option in &plan.funded {
        *ways.entry(question.instance[option].project).or_insert(0) += 1;
    }
    let twice = ways.into_iter().filter(|&(_, count)| count > 1);
    let broken =
        twice.map(|(project, count)| format!("{} is funded {count} times over", question.instance[project].id));
    vec![Finding::none_broken("one_option", "A project is funded in one way, or not at all.", broken.collect())]
}
