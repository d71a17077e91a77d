//! What is committed is funded, and what is excluded is not.

use super::selection::{funded_projects, speaks_of};
use super::{Finding, Limit, Unit};
use crate::domain::{Index, Plan};
use crate::model::{Fix, FixKind, Question, Scope};

pub(super) fn check(question: &Question<'_>, plan: &Plan) -> Vec<Finding> {
    question.model.fixes.iter().map(|fix| check_fix(question, plan, fix)).collect()
}

fn check_fix(question: &Question<'_>, plan: &Plan, fix: &Fix) -> Finding {
    let instance = question.instance;
    let projects = funded_projects(instance, plan);
    let mut broken = Vec::new();
    for (position, option) in instance.options().iter().enumerate() {
        if !speaks_of(instance, &fix.selector, option) {
            continue;
        }
        let funded = match fix.scope {
            Scope::Options => plan.funded.contains(&Index::new(position)),
            Scope::Projects => projects.contains(&option.project),
        };
        if funded == (fix.kind == FixKind::Commit) {
            continue;
        }
        let name = match fix.scope {
            Scope::Options => format!("{}/{}", instance[option.project].id, option.id),
            Scope::Projects => instance[option.project].id.to_string(),
        };
        // The options of a project stand together, so its name comes again at once or not at all.
        if broken.last() != Some(&name) {
            broken.push(name);
        }
    }
    let rule = match fix.kind {
        FixKind::Commit => "What is committed is funded.",
        FixKind::Exclude => "What is excluded is not funded.",
    };
    Finding {
        id: fix.id.to_string(),
        source: fix.source.clone(),
        limit: Limit::AtMost,
        unit: Unit::Breaches,
        ..Finding::none_broken("fixes", rule, broken)
    }
}
