//! How much better a plan made with foresight would have done in a draw.
//!
//! Such a plan has the same money, and keeps the same limits: where the plan itself breaks one in that draw, it may
//! break it as far and no further. So the plan is always one of those it is compared with, and the regret is never below
//! nought.

use std::collections::BTreeSet;

use super::draw::Draw;
use super::world::World;
use super::{left, served, turned_out};
use crate::audit::{Finding, checked, well_located};
use crate::decide::NoDecision;
use crate::domain::{Index, Instance, LinkId, Money, Plan, Project, Risk, WellLocated};
use crate::model::{Fix, FixKind, Model, Question, Scope, Selector, Sense};
use crate::whatif::{SolveOptions, Span};

/// A plan beside the best that foresight could have made of a draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Regret {
    /// The well-located places of the plan.
    pub plan: WellLocated,
    /// Those of the best plan with foresight: what was found, and what none exceeds.
    pub best: Span,
}

impl Regret {
    /// How many fewer the plan has.
    #[must_use]
    pub fn span(&self) -> Span {
        self.best.less(Span { least: self.plan, most: self.plan })
    }
}

/// The regret of `plan` in the draw of `seed`.
///
/// # Errors
///
/// When the solver fails, or contradicts what is known.
pub fn regret(
    question: &Question<'_>,
    plan: &Plan,
    (risks, seed): (&[Risk], u64),
    look: &SolveOptions<'_>,
) -> Result<Regret, NoDecision> {
    let world = World::of(question, &Draw::of(question.instance, risks, seed));
    let model = turned_out(question.model);
    let there = Question { instance: &world.instance, model: &model, ..*question };
    let plan = served(&there, &left(plan, &world), look.solver)?;
    let (model, instance) = loosened(&there, &plan, &world.lost);
    let loose = Question { model: &model, instance: &instance, ..*question };
    Ok(Regret { plan: well_located(&loose, &plan), best: look.best(&loose, &plan)? })
}

/// The model and the problem with what `plan` breaks loosened as far as it breaks it, and what is lost excluded.
fn loosened(question: &Question<'_>, plan: &Plan, lost: &BTreeSet<Index<Project>>) -> (Model, Instance) {
    let mut model = question.model.clone();
    let mut links: BTreeSet<LinkId> = BTreeSet::new();
    for finding in checked(question, plan).iter().filter(|finding| !finding.holds()) {
        loosen(&mut model, finding);
        if finding.family == "links" {
            links.extend(
                question.instance.links().iter().map(|link| link.id.clone()).filter(|id| id.as_str() == finding.id),
            );
        }
    }
    if !lost.is_empty() {
        let projects = lost.iter().map(|&project| question.instance[project].id.clone()).collect();
        let selector = Selector { projects: Some(projects), ..Selector::default() };
        let id = "lost-in-this-draw".parse().expect("letters and hyphens are an id");
        let source = "drawn".to_owned();
        model.fixes.push(Fix { id, kind: FixKind::Exclude, selector, scope: Scope::Projects, source });
    }
    (model, question.instance.without_links(&links))
}

fn loosen(model: &mut Model, finding: &Finding) {
    match finding.family {
        "envelope" => model.envelope.total = Money::from_pounds(finding.value),
        // Which fund pays for what can be broken in too many ways to be broken as far and no further.
        "funds" => model.funds.clear(),
        "match_funding" => model.match_funding = None,
        "coverage_floor" => model.coverage_floor = None,
        "fixes" => model.fixes.retain(|fix| fix.id.as_str() != finding.id),
        "limits" => {
            for rule in model.rules.iter_mut().filter(|rule| rule.id.as_str() == finding.id) {
                rule.bound = rule.bound.at(finding.value);
            }
        }
        family => {
            // Every sum of a clause has the same number: the furthest from it is let be.
            if let Some(clause) = model.clause_mut(family) {
                let is_further = match clause.sense() {
                    Sense::AtMost => finding.value > clause.bound().number(),
                    Sense::AtLeast => finding.value < clause.bound().number(),
                };
                if is_further {
                    clause.set(finding.value);
                }
            }
        }
    }
}
