//! Over the options that match, the sum of a measure keeps its bound.

use std::collections::BTreeSet;

use super::selection::{amount, funded, funded_projects, speaks_of, spoken_of};
use super::{Finding, Limit, Unit};
use crate::domain::{Index, Plan, Project, ProjectOption};
use crate::model::{Bound, Measure, Question, Rule, Sense};

pub(super) fn check(question: &Question<'_>, plan: &Plan) -> Vec<Finding> {
    let all = (funded(question.instance, plan), funded_projects(question.instance, plan));
    question.model.rules.iter().map(|rule| check_rule(question, &all, rule)).collect()
}

/// What a plan funds, and the projects of which it does so.
type Funded<'a> = (Vec<&'a ProjectOption>, BTreeSet<Index<Project>>);

fn check_rule(question: &Question<'_>, (funded, projects): &Funded<'_>, rule: &Rule) -> Finding {
    let instance = question.instance;
    let spoken_of = spoken_of(instance, &rule.selector);
    let is_spoken_of = |option: &&ProjectOption| speaks_of(instance, &rule.selector, option);
    let funded: Vec<&ProjectOption> = funded.iter().copied().filter(is_spoken_of).collect();
    let sites: BTreeSet<_> = funded.iter().map(|option| instance[option.project].site).collect();
    // Two projects at one home count once, so it is homes that are left out.
    let counts_homes = rule.measure == Measure::Homes;
    let is_left_out = |option: &&&ProjectOption| {
        if counts_homes { !sites.contains(&instance[option.project].site) } else { !projects.contains(&option.project) }
    };
    let amount = |option: &ProjectOption| amount(&rule.measure, option);
    let left_out: Vec<i64> = spoken_of.iter().filter(is_left_out).map(|option| amount(option)).collect();
    let amounts: Vec<i64> = if counts_homes {
        sites.iter().map(|_| 1).collect()
    } else {
        funded.iter().map(|option| amount(option)).collect()
    };
    let finding = Finding {
        family: "limits",
        id: rule.id.to_string(),
        rule: sentence_of(rule),
        source: rule.source.clone(),
        unit: unit_of(&rule.measure),
        value: amounts.iter().sum(),
        limit: limit(rule.sense),
        bound: bound(rule.bound),
        binding: false,
        where_broken: Vec::new(),
    };
    finding.bound_by(&amounts, &left_out)
}

const fn limit(sense: Sense) -> Limit {
    match sense {
        Sense::AtLeast => Limit::AtLeast,
        Sense::AtMost => Limit::AtMost,
    }
}

fn bound(bound: Bound) -> i64 {
    match bound {
        Bound::Money(money) => money.pounds(),
        Bound::Count(count) => count.into(),
    }
}

/// What a measure counts.
#[must_use]
pub const fn unit_of(measure: &Measure) -> Unit {
    match measure {
        Measure::Cost(_) | Measure::Match | Measure::Partner => Unit::Pounds,
        Measure::Additional(_) | Measure::Protected | Measure::Improved | Measure::PartnerPlaces => Unit::Places,
        Measure::Projects => Unit::Projects,
        Measure::Homes => Unit::Homes,
    }
}

/// A rule in words.
#[must_use]
pub fn sentence_of(rule: &Rule) -> String {
    let what = match &rule.measure {
        Measure::Cost(None) => "The cost to the department".to_owned(),
        Measure::Cost(Some(years)) => {
            let years: Vec<String> = years.iter().map(ToString::to_string).collect();
            format!("Spend by the department in {}", years.join(" and "))
        }
        Measure::Match => "The local match".to_owned(),
        Measure::Partner => "What partners pay".to_owned(),
        Measure::PartnerPlaces => "The number of places kept for partners".to_owned(),
        Measure::Additional(estimate) => format!("The number of additional places ({estimate} estimate)"),
        Measure::Protected => "The number of protected places".to_owned(),
        Measure::Improved => "The number of improved places".to_owned(),
        Measure::Projects => "The number of projects".to_owned(),
        Measure::Homes => "The number of homes".to_owned(),
    };
    format!("{what} {} is {} {}.", rule.selector, limit(rule.sense), unit_of(&rule.measure).write(bound(rule.bound)))
}
