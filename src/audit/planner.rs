//! A group plans for itself: its own bids, for its own children, with its own places.

use super::Finding;
use crate::domain::{Area, Index, Plan};
use crate::model::Question;

pub(super) fn check(question: &Question<'_>, plan: &Plan) -> Vec<Finding> {
    let Some(id) = &question.model.planner else { return Vec::new() };
    let instance = question.instance;
    let Some(group) = instance.groups().iter().find(|group| group.id == *id) else { return Vec::new() };
    let name = &group.name;
    let is_own = |area: Index<Area>| group.areas.iter().any(|own| *own == area);
    let bids = plan.options(instance).map(|option| &instance[option.project]);
    let foreign = bids.filter(|project| !is_own(project.area) || !is_own(instance[project.site].area));
    let funded = foreign.map(|project| format!("{} is not a bid of {name}", project.id));
    let served = plan.flows.iter().filter(|flow| !is_own(flow.area) || !is_own(instance[flow.site].area));
    let served = served.map(|flow| {
        let (site, area) = (&instance[flow.site].id, &instance[flow.area].name);
        format!("{site} serves {area}, and not both are of {name}")
    });
    let broken: Vec<String> = funded.chain(served).collect();
    let rule = format!("Only bids of {name} are funded, and its places serve its own children.");
    vec![Finding::none_broken("planner", &rule, broken)]
}
