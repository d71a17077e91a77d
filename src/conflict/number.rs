//! The number of a rule: which way it gives, and what shows how far it must.

use super::Named;
use crate::constraints::{add_extreme, add_shortfall, unit};
use crate::domain::{Index, Money, ProjectOption};
use crate::formulate::Formulation;
use crate::milp::{Direction, Objective, Sum};
use crate::model::{Bound, Measure, Model, Question, Rule, Sense, matching};

/// The number of a rule, and which way it gives.
#[derive(Clone, Copy)]
pub(super) struct Number {
    /// What it is: pounds, a count, thousandths of a share, or the calendar year in which a year ends.
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
                Some(Self { from: rule.bound.number(), sense: rule.sense })
            }
            Named::Clause(family) => {
                let clause = model.clause(family)?;
                Some(Self { from: clause.bound().number(), sense: clause.sense() })
            }
            Named::CoverageFloor => {
                let from = model.coverage_floor.as_ref()?.share.thousandths().into();
                Some(Self { from, sense: Sense::AtLeast })
            }
            // The earlier it is, the less has begun before.
            Named::AsOf => Some(Self { from: model.as_of?.ends_in().into(), sense: Sense::AtLeast }),
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
    /// nothing is sought of a floor or a year. Of homes it is the projects at them, which is near enough to begin with; and of
    /// amounts too large to be told whole it is units, rounded so that no plan has less to give than they say.
    pub fn aim(self, question: &Question<'_>, name: &Named, stated: &mut Formulation) -> Objective {
        let direction = match self.sense {
            Sense::AtMost => Direction::Minimise,
            Sense::AtLeast => Direction::Maximise,
        };
        let sum: Sum = match name {
            Named::Envelope | Named::Rule(_) => {
                let (amounts, (unit, _)) = (amounts(question, name), sum_unit(question, name));
                let units = |pounds: i64| match self.sense {
                    Sense::AtMost => pounds.div_euclid(unit),
                    Sense::AtLeast => -(-pounds).div_euclid(unit),
                };
                amounts.into_iter().map(|(option, amount)| (units(amount), stated.unknowns.fund(option))).collect()
            }
            Named::Fund(id) => {
                let (unknowns, milp) = (&stated.unknowns, &mut stated.milp);
                [(1, add_shortfall(question, unknowns, milp, id, fund_unit(question).0))].into_iter().collect()
            }
            Named::Clause(family) => {
                let (unknowns, milp) = (&stated.unknowns, &mut stated.milp);
                let clause = question.model.clause(family);
                let extreme = clause.and_then(|clause| add_extreme(question, clause, unknowns, milp));
                extreme.into_iter().map(|column| (1, column)).collect()
            }
            Named::CoverageFloor
            | Named::AsOf
            | Named::FundYears
            | Named::Commit(_)
            | Named::Exclude(_)
            | Named::MatchFunding
            | Named::Link(_) => Sum::default(),
        };
        Objective::new(direction, sum)
    }

    /// The change that this value of the aim stands for, where it is a sum, and whether no plan with a smaller change
    /// has a better value.
    pub fn change(self, question: &Question<'_>, name: &Named, value: i64) -> Option<(i64, Precision)> {
        match name {
            Named::Envelope | Named::Rule(_) => {
                let (unit, told) = sum_unit(question, name);
                Some((self.sign() * (value * unit - self.from), told))
            }
            Named::Fund(_) => {
                let (unit, told) = fund_unit(question);
                Some((value * unit, told))
            }
            Named::Clause(family) => match question.model.clause(family)?.bound() {
                Bound::Count(_) => Some((self.sign() * (value - self.from), Precision::Exact)),
                Bound::Money(_) => None,
            },
            Named::CoverageFloor
            | Named::AsOf
            | Named::FundYears
            | Named::Commit(_)
            | Named::Exclude(_)
            | Named::MatchFunding
            | Named::Link(_) => None,
        }
    }
}

/// How well an aim tells the change that a plan needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Precision {
    /// To the last unit.
    Exact,
    /// So that it is a beginning.
    Approximate,
}

/// The largest amount that is told whole: a tolerance of 1e-6 leaves it well under one, and every number is whole.
const LARGEST: i64 = 300_000;

/// What each option adds to the envelope or to a rule.
fn amounts(question: &Question<'_>, name: &Named) -> Vec<(Index<ProjectOption>, i64)> {
    let (instance, model) = (question.instance, question.model);
    let rules = model.rules.iter().filter(|rule| Named::Rule(rule.id.clone()) == *name);
    let of_rule = |rule: &Rule| -> Vec<_> {
        let options = matching(instance, &rule.selector);
        options.map(|option| (option, amount(&rule.measure, &instance[option]))).collect()
    };
    match name {
        Named::Envelope => instance.option_indices().map(|option| (option, instance[option].cost.pounds())).collect(),
        Named::Rule(_)
        | Named::Fund(_)
        | Named::FundYears
        | Named::AsOf
        | Named::Commit(_)
        | Named::Exclude(_)
        | Named::MatchFunding
        | Named::CoverageFloor
        | Named::Clause(_)
        | Named::Link(_) => rules.flat_map(of_rule).collect(),
    }
}

/// The unit in which the sum of the envelope or of a rule is told, and how well that tells the change it needs.
fn sum_unit(question: &Question<'_>, name: &Named) -> (i64, Precision) {
    let amounts: Vec<i64> = amounts(question, name).into_iter().map(|(_, amount)| amount).collect();
    let common = amounts.iter().copied().fold(0, greatest_common_divisor).max(1);
    let largest = amounts.iter().copied().max().unwrap_or(0);
    let counts_homes = |rule: &Rule| Named::Rule(rule.id.clone()) == *name && rule.measure == Measure::Homes;
    // What is held for overruns comes on top of the sum.
    let has_more = *name == Named::Envelope && question.model.envelope.overruns > 0;
    let told = if has_more || question.model.rules.iter().any(counts_homes) {
        Precision::Approximate
    } else {
        Precision::Exact
    };
    if largest / common <= LARGEST {
        (1, told)
    } else {
        (unit(amounts.into_iter().map(Money::from_pounds)), Precision::Approximate)
    }
}

/// The pounds in which a fund's shortfall is told: what all amounts are whole multiples of, if that is not too little.
fn fund_unit(question: &Question<'_>) -> (i64, Precision) {
    let spend = question.instance.options().iter().flat_map(|option| option.spend.iter().map(|&(_, money)| money));
    let amounts = spend.chain(question.model.funds.iter().map(|fund| fund.amount)).map(Money::pounds);
    let common = amounts.fold(0, greatest_common_divisor).max(1);
    let costs = || question.instance.options().iter().map(|option| option.cost);
    let largest = costs().max().map_or(0, Money::pounds);
    if largest / common <= LARGEST { (common, Precision::Exact) } else { (unit(costs()), Precision::Approximate) }
}

fn greatest_common_divisor(one: i64, other: i64) -> i64 {
    if other == 0 { one } else { greatest_common_divisor(other, one % other) }
}

/// What an option adds to a measure.
pub(super) fn amount(measure: &Measure, option: &ProjectOption) -> i64 {
    match measure {
        Measure::Cost(None) => option.cost.pounds(),
        Measure::Cost(Some(years)) => {
            option.spend.iter().filter(|(year, _)| years.contains(year)).map(|(_, spend)| spend.pounds()).sum()
        }
        Measure::Match => option.local_match.pounds(),
        Measure::Partner => option.partner_pays().pounds(),
        Measure::PartnerPlaces => option.partner_places().count().into(),
        Measure::Additional(estimate) => option.additional.at(*estimate).count().into(),
        Measure::Protected => option.protected.count().into(),
        Measure::Improved => option.improved.count().into(),
        Measure::Projects | Measure::Homes => 1,
    }
}
