//! The number of a rule: which way it gives, and what shows how far it must.

use super::Named;
use crate::constraints::{add_shortfall, matching, unit};
use crate::domain::ProjectOption;
use crate::formulate::Formulation;
use crate::model::{Bound, Measure, Model, Question, Sense};
use crate::program::{Direction, Objective, Sum};

/// The number of a rule, and which way it gives.
#[derive(Clone, Copy)]
pub(super) struct Number {
    /// What it is: pounds, a count, or thousandths of a share.
    pub from: i64,
    /// Which way it limits.
    pub sense: Sense,
}

impl Number {
    /// The number of the rule of this name, if it has one.
    pub fn of(model: &Model, name: &Named) -> Option<Self> {
        let at_most = |from| Some(Self { from, sense: Sense::AtMost });
        match name {
            Named::Envelope => at_most(model.envelope.total.pounds()),
            Named::Fund(id) => at_most(model.funds.iter().find(|fund| fund.id == *id)?.amount.pounds()),
            Named::Rule(id) => {
                let rule = model.rules.iter().find(|rule| rule.id == *id)?;
                let from = match rule.bound {
                    Bound::Money(money) => money.pounds(),
                    Bound::Count(count) => count.into(),
                };
                Some(Self { from, sense: rule.sense })
            }
            Named::CoverageFloor => {
                let from = model.coverage_floor.as_ref()?.share.thousandths().into();
                Some(Self { from, sense: Sense::AtLeast })
            }
            Named::FundYears | Named::Commit(_) | Named::Exclude(_) | Named::MatchFunding | Named::Link(_) => None,
        }
    }

    /// Which way it changes.
    pub const fn sign(self) -> i64 {
        match self.sense {
            Sense::AtMost => 1,
            Sense::AtLeast => -1,
        }
    }

    /// States in a program without this rule what is to be small or large so that the number has to change by little;
    /// nothing is sought of a floor. Of homes it is the projects at them, which is near enough to begin with.
    pub fn aim(self, question: &Question<'_>, name: &Named, stated: &mut Formulation) -> Objective {
        let (problem, model) = (question.problem, question.model);
        let direction = match self.sense {
            Sense::AtMost => Direction::Minimise,
            Sense::AtLeast => Direction::Maximise,
        };
        let sum: Sum = match name {
            Named::Envelope => {
                let options = problem.option_indices();
                options.map(|option| (problem[option].cost.pounds(), stated.unknowns.fund(option))).collect()
            }
            Named::Rule(id) => {
                let rules = model.rules.iter().filter(|rule| rule.id == *id);
                let terms = rules.flat_map(|rule| {
                    let options = matching(problem, &rule.selector);
                    options.map(|option| (amount(&rule.measure, &problem[option]), stated.unknowns.fund(option)))
                });
                terms.collect()
            }
            Named::Fund(id) => {
                let (unknowns, program) = (&stated.unknowns, &mut stated.program);
                [(1, add_shortfall(question, unknowns, program, id, fund_unit(question)))].into_iter().collect()
            }
            Named::CoverageFloor
            | Named::FundYears
            | Named::Commit(_)
            | Named::Exclude(_)
            | Named::MatchFunding
            | Named::Link(_) => Sum::default(),
        };
        Objective { name: "least change", direction, sum }
    }

    /// The change that this value of the aim stands for, where it is a sum.
    pub fn change(self, question: &Question<'_>, name: &Named, value: i64) -> Option<i64> {
        match name {
            Named::Envelope | Named::Rule(_) => Some(self.sign() * (value - self.from)),
            Named::Fund(_) => Some(value * fund_unit(question)),
            Named::CoverageFloor
            | Named::FundYears
            | Named::Commit(_)
            | Named::Exclude(_)
            | Named::MatchFunding
            | Named::Link(_) => None,
        }
    }
}

/// The pounds in which a fund's shortfall is told.
fn fund_unit(question: &Question<'_>) -> i64 {
    unit(question.problem.options().iter().map(|option| option.cost))
}

/// What an option adds to a measure.
pub(super) fn amount(measure: &Measure, option: &ProjectOption) -> i64 {
    match measure {
        Measure::Cost(None) => option.cost.pounds(),
        Measure::Cost(Some(years)) => {
            option.spend.iter().filter(|(year, _)| years.contains(year)).map(|(_, spend)| spend.pounds()).sum()
        }
        Measure::Match => option.local_match.pounds(),
        Measure::Additional(estimate) => option.additional.at(*estimate).count().into(),
        Measure::Protected => option.protected.count().into(),
        Measure::Improved => option.improved.count().into(),
        Measure::Projects | Measure::Homes => 1,
    }
}
