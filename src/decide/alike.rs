//! Of projects that are alike in all but their names, the first by id are funded.
//!
//! A solver takes whichever of them it comes to first, which is no rule that anybody could be told. Projects are alike
//! if they are of one line and authority, at sites as far from everybody, with the same options, and no rule or link
//! names one and not the other. Ways to do them are given out in order of id; the audit and the numbers of the plan say
//! whether that changed nothing else.

use std::collections::BTreeMap;

use super::NoDecision;
use super::serve::serve;
use super::session::Session;
use crate::audit::{breaches, miles_travelled, places_opened, sought, worst_region};
use crate::domain::{Index, Instance, LinkKind, Money, Plan, Project, ProjectOption};
use crate::model::Question;

/// `plan`, with the first by id of projects that are alike.
pub(super) fn first_of_alike(session: &Session<'_>, plan: Plan) -> Result<Plan, NoDecision> {
    let question = session.question;
    let instance = question.instance;
    let mut funded = plan.funded.clone();
    for group in groups(question) {
        let way = |project: &Index<Project>| {
            instance[*project].option_indices().position(|option| plan.funded.contains(&option))
        };
        let mut ways: Vec<Option<usize>> = group.iter().map(way).collect();
        // Projects that are not funded come last.
        ways.sort_by_key(|way| way.map_or(usize::MAX, |way| way));
        for (&project, way) in group.iter().zip(ways) {
            for (at, option) in instance[project].option_indices().enumerate() {
                if way == Some(at) {
                    funded.insert(option)
                } else {
                    funded.remove(&option)
                };
            }
        }
    }
    if funded == plan.funded {
        return Ok(plan);
    }
    let again = match serve(question, &funded, session.solver) {
        // A solver that is gone takes nothing from what was found.
        Err(NoDecision::Solver(_)) => return Ok(plan),
        served => served?.plan,
    };
    let numbers = |plan: &Plan| {
        let cost: Money = plan.options(instance).map(|option| option.cost).sum();
        let places = (sought(question, plan), places_opened(question, plan));
        (worst_region(question, plan), places, cost, miles_travelled(question, plan))
    };
    let changes_nothing = breaches(question, &again).is_empty() && numbers(&again) == numbers(&plan);
    Ok(if changes_nothing { again } else { plan })
}

/// Projects that are alike, two or more together, each group in order of id.
fn groups(question: &Question<'_>) -> Vec<Vec<Index<Project>>> {
    let instance = question.instance;
    let mut near: BTreeMap<_, Vec<Vec<Index<Project>>>> = BTreeMap::new();
    for index in instance.project_indices().filter(|&index| !is_named(question, index)) {
        let project = &instance[index];
        let costs: Vec<Money> = project.option_indices().map(|option| instance[option].cost).collect();
        let groups = near.entry((project.line, project.area, costs)).or_default();
        match groups.iter_mut().find(|group| are_alike(question, group[0], index)) {
            Some(group) => group.push(index),
            None => groups.push(vec![index]),
        }
    }
    near.into_values().flatten().filter(|group| group.len() > 1).collect()
}

/// Whether a link or a rule speaks of this very project.
fn is_named(question: &Question<'_>, index: Index<Project>) -> bool {
    let instance = question.instance;
    let links = instance.links().iter().any(|link| match &link.kind {
        LinkKind::Requires(one, other) | LinkKind::Excludes(one, other) => [one, other].contains(&&index),
        LinkKind::OneOf(group) => group.contains(&index),
    });
    let fixes = question.model.fixes.iter().map(|fix| &fix.selector);
    let mut selectors = fixes.chain(question.model.rules.iter().map(|rule| &rule.selector));
    let id = &instance[index].id;
    links || selectors.any(|selector| selector.projects.as_ref().is_some_and(|projects| projects.contains(id)))
}

/// Whether two projects of one line and authority are alike in their sites and options.
fn are_alike(question: &Question<'_>, one: Index<Project>, other: Index<Project>) -> bool {
    let instance = question.instance;
    let [one, other] = [one, other].map(|index| &instance[index]);
    let is_bare = |project: &Project| instance[project.site].home.is_none();
    let is_as_far = || question.distances.from_site(one.site) == question.distances.from_site(other.site);
    let sites = one.site == other.site || (is_bare(one) && is_bare(other) && is_as_far());
    sites && options(instance, one).eq(options(instance, other))
}

/// The options of a project, without its name, theirs and their words.
fn options<'a>(instance: &'a Instance, project: &'a Project) -> impl Iterator<Item = ProjectOption> + 'a {
    project.option_indices().map(|option| {
        let id = instance.options()[0].id.clone();
        ProjectOption { id, project: Index::new(0), scope: String::new(), ..instance[option].clone() }
    })
}
