//! What is committed is funded, and what is excluded is not.

use super::selection::{funded_projects, spoken_of};
use super::{Finding, Limit, Unit};
use crate::domain::Plan;
use crate::model::{Fix, FixKind, Question, Scope};

pub(super) fn check(question: &Question<'_>, plan: &Plan) -> Vec<Finding> {
    question.model.fixes.iter().map(|fix| check_fix(question, plan, fix)).collect()
}

fn check_fix(question: &Question<'_>, plan: &Plan, fix: &Fix) -> Finding {
    let problem = question.problem;
    let projects = funded_projects(problem, plan);
    let is_funded = |position: usize| plan.funded.iter().any(|option| option.position() == position);
    let spoken_of = spoken_of(problem, &fix.selector);
    let mut broken = Vec::new();
    for (position, option) in problem.options().iter().enumerate() {
        if !spoken_of.iter().any(|named| std::ptr::eq(*named, option)) {
            continue;
        }
        let (name, funded) = match fix.scope {
            Scope::Options => (format!("{}/{}", problem[option.project].id, option.id), is_funded(position)),
            Scope::Projects => (problem[option.project].id.to_string(), projects.contains(&option.project)),
        };
        let wanted = fix.kind == FixKind::Commit;
        if funded != wanted && !broken.contains(&name) {
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
