//! A project forced into a plan, or out of it.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use crate::audit::well_located;
use crate::domain::{Index, Plan, Project, RuleId};
use crate::model::{Fix, FixKind, Model, Question, Scope, Selector};
use crate::search::{Tries, improve, mend};

/// Whether a project is forced in or out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force {
    /// One of its options is funded.
    In,
    /// None of its options is.
    Out,
}

impl Force {
    /// What `plan` does not do with `project`.
    #[must_use]
    pub fn against(question: &Question<'_>, plan: &Plan, project: Index<Project>) -> Self {
        if plan.funds(question.instance, project) { Self::Out } else { Self::In }
    }

    /// The model of `question` with `project` forced: a commitment or an exclusion beside its own, of a name that none
    /// of them has.
    #[must_use]
    pub fn on(self, question: &Question<'_>, project: Index<Project>) -> Model {
        let mut model = question.model.clone();
        let id = fresh(&model, self);
        let selector =
            Selector { projects: Some(BTreeSet::from([question.instance[project].id.clone()])), ..Selector::default() };
        let kind = match self {
            Self::In => FixKind::Commit,
            Self::Out => FixKind::Exclude,
        };
        model.fixes.push(Fix { id, kind, selector, scope: Scope::Projects, source: "asked here".to_owned() });
        model
    }

    /// The best plan found near `plan` with `project` forced: it keeps every rule of `question`, by the audit. `None`
    /// proves nothing.
    #[must_use]
    pub fn near(self, question: &Question<'_>, plan: &Plan, project: Index<Project>, tries: Tries) -> Option<Plan> {
        let model = self.on(question, project);
        let own: BTreeSet<_> = question.instance[project].option_indices().collect();
        let start = match self {
            // The search funds what a commitment asks for by itself.
            Self::In => plan.clone(),
            Self::Out => Plan { funded: &plan.funded - &own, flows: Vec::new() },
        };
        near(&Question { model: &model, ..*question }, &start, tries)
    }
}

/// The best plan found near `plan`, which may break a rule: mended with care, and then improved, each with so many tries.
#[must_use]
pub(super) fn near(question: &Question<'_>, plan: &Plan, tries: Tries) -> Option<Plan> {
    let mended = mend(question, plan, tries);
    improve(question, mended.as_ref().unwrap_or(plan), tries, &mut || ControlFlow::Continue(()))
}

/// Whichever of two plans has more well-located places, or costs less where they have as many.
#[must_use]
pub(super) fn better(question: &Question<'_>, one: Option<Plan>, other: Plan) -> Plan {
    let rank = |plan: &Plan| {
        let cost: i64 = plan.options(question.instance).map(|option| option.cost.pounds()).sum();
        (well_located(question, plan), -cost)
    };
    one.filter(|one| rank(one) >= rank(&other)).unwrap_or(other)
}

/// A name that no commitment or exclusion has.
fn fresh(model: &Model, force: Force) -> RuleId {
    let name = match force {
        Force::In => "forced-in",
        Force::Out => "forced-out",
    };
    let others = (2_u32..).map(|number| format!("{name}-{number}"));
    let mut free = std::iter::once(name.to_owned())
        .chain(others)
        .filter(|name| model.fixes.iter().all(|fix| fix.id.as_str() != name));
    let name = free.next().expect("there are more names than fixes");
    name.parse().expect("letters, hyphens and digits are an id")
}
