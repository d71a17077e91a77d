//! What keeps a bid out of a plan: it is put into the plan, nothing else is changed, and the audit says which rules break.

use std::collections::{BTreeMap, BTreeSet};

use crate::audit::{CHECKS, Finding, Unit};
use crate::domain::{Index, Plan, Project, ProjectOption};
use crate::model::Question;

/// A bid put into a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PutBack {
    /// The option of it that breaks the fewest rules, and of those the cheapest.
    pub option: Index<ProjectOption>,
    /// The rules that the plan breaks with it and not, or not as far, without it; none if it could be added.
    pub broken: Vec<Broken>,
}

/// A rule that breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Its family.
    pub family: &'static str,
    /// Its id.
    pub id: String,
    /// How far the bound would have to give for it to be kept, above what it would have to without the bid.
    pub by: i64,
    /// What that counts.
    pub unit: Unit,
}

/// A plan into which bids are put.
#[derive(Clone, Debug)]
pub struct Into<'a> {
    question: Question<'a>,
    funded: BTreeSet<Index<ProjectOption>>,
    /// What the audit finds of it, by family and id: how far each rule is from being broken.
    slack: BTreeMap<(&'static str, String), i64>,
}

impl<'a> Into<'a> {
    /// Into the plan that funds these options.
    #[must_use]
    pub fn new(question: Question<'a>, funded: BTreeSet<Index<ProjectOption>>) -> Self {
        let found = findings(&question, funded.clone(), &|_| true);
        let slack = found.into_iter().map(|finding| ((finding.family, finding.id.clone()), finding.slack())).collect();
        Self { question, funded, slack }
    }

    /// The question that the plan answers.
    #[must_use]
    pub const fn question(&self) -> &Question<'a> {
        &self.question
    }

    /// With `project` put into it, by whichever of its options is best; nothing of a project without options.
    #[must_use]
    pub fn put(&self, project: Index<Project>) -> Option<PutBack> {
        let instance = self.question.instance;
        let ways = instance[project].option_indices().map(|option| self.put_option(option));
        ways.min_by_key(|way| (way.broken.len(), instance[way.option].cost, way.option))
    }

    /// With this option put into it, in the place of any other of its project.
    #[must_use]
    pub fn put_option(&self, option: Index<ProjectOption>) -> PutBack {
        PutBack { option, broken: self.swapped(option, &BTreeSet::new(), &|_| true) }
    }

    /// The rules of some families that break once this option is put in, in the place of any other of its project, and these
    /// are out.
    pub(super) fn swapped(
        &self,
        option: Index<ProjectOption>,
        out: &BTreeSet<Index<ProjectOption>>,
        is_asked: &dyn Fn(&str) -> bool,
    ) -> Vec<Broken> {
        let instance = self.question.instance;
        let mut funded = &self.funded - out;
        for other in instance[instance[option].project].option_indices() {
            funded.remove(&other);
        }
        funded.insert(option);
        let worse = |finding: Finding| {
            // What is kept is no worse than before, and mostly that is all there is to see.
            if finding.slack() >= 0 {
                return None;
            }
            let then = self.slack.get(&(finding.family, finding.id.clone())).copied().unwrap_or_default().min(0);
            let by = then - finding.slack();
            (by > 0).then_some(Broken { family: finding.family, id: finding.id, by, unit: finding.unit })
        };
        findings(&self.question, funded, is_asked).into_iter().filter_map(worse).collect()
    }
}

/// What the audit finds of what a plan funds, of the families that are asked for. Whom it serves is left out: with a bid more it can serve the same children, so
/// no rule about them breaks.
fn findings(
    question: &Question<'_>,
    funded: BTreeSet<Index<ProjectOption>>,
    is_asked: &dyn Fn(&str) -> bool,
) -> Vec<Finding> {
    let plan = Plan { funded, flows: Vec::new() };
    CHECKS.iter().filter(|(family, _)| is_asked(family)).flat_map(|(_, check)| check(question, &plan)).collect()
}
