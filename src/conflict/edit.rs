//! A question with named rules left out, or with other numbers.

use std::collections::BTreeSet;

use super::Named;
use crate::domain::{FinancialYear, Instance, LineId, Money};
use crate::model::{FixKind, Goal, Model, Question, Share, matching};

/// A change to one named rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// It is left out.
    Out(Named),
    /// Its number is this: pounds, a count, thousandths of a share, or the calendar year in which a year ends. What has no number stays as it is.
    To(Named, i64),
}

/// The model and the problem of `question` once `edits` are made. The goal falls away: it never decides whether there
/// is a plan.
#[must_use]
pub fn edited(question: &Question<'_>, edits: &[Edit]) -> (Model, Instance) {
    let mut model = Model { goal: Goal::WellLocated, ..question.model.clone() };
    let mut links = BTreeSet::new();
    for edit in edits {
        match edit {
            Edit::Out(Named::Link(id)) => {
                links.insert(id.clone());
            }
            Edit::Out(name) => leave_out(&mut model, question.instance, name),
            Edit::To(name, number) => set(&mut model, name, *number),
        }
    }
    let instance = question.instance.without_links(&links);
    let is_of_another_year = edits.iter().any(|edit| matches!(edit, Edit::To(Named::AsOf, _)));
    let instance = if is_of_another_year { adjusted_anew(&model, instance) } else { instance };
    (model, instance)
}

/// The problem with its options adjusted as they are where other years are over.
fn adjusted_anew(model: &Model, instance: Instance) -> Instance {
    let Some(as_read) = instance.as_read() else { return instance };
    let mut options = as_read.options().to_vec();
    for adjustment in &model.adjustments {
        for option in matching(as_read, &adjustment.selector) {
            let done = adjustment.effect.on(&mut options[option.position()], &as_read[option], model.as_of);
            done.expect("what is not over is as late where more is over");
        }
    }
    instance.changed(|parts| parts.options = options)
}

fn leave_out(model: &mut Model, instance: &Instance, name: &Named) {
    match name {
        Named::Envelope => model.envelope.total = everything(instance),
        Named::Fund(_) => set(model, name, everything(instance).pounds()),
        Named::FundYears => open_funds(model, instance),
        Named::Rule(id) => model.rules.retain(|rule| rule.id != *id),
        Named::Commit(id) => model.fixes.retain(|fix| fix.kind != FixKind::Commit || fix.id != *id),
        Named::Exclude(id) => model.fixes.retain(|fix| fix.kind != FixKind::Exclude || fix.id != *id),
        Named::AsOf => model.as_of = None,
        Named::MatchFunding => model.match_funding = None,
        Named::CoverageFloor => model.coverage_floor = None,
        Named::Clause(family) => model.clauses.retain(|clause| clause.family().name != *family),
        Named::Link(_) => {}
    }
}

fn set(model: &mut Model, name: &Named, number: i64) {
    match name {
        Named::Envelope => model.envelope.total = Money::from_pounds(number),
        Named::Fund(id) => {
            for fund in model.funds.iter_mut().filter(|fund| fund.id == *id) {
                fund.amount = Money::from_pounds(number);
            }
        }
        Named::Rule(id) => {
            for rule in model.rules.iter_mut().filter(|rule| rule.id == *id) {
                rule.bound = rule.bound.at(number);
            }
        }
        Named::Clause(family) => {
            if let Some(clause) = model.clause_mut(family) {
                clause.set(number);
            }
        }
        Named::CoverageFloor => {
            let share = u32::try_from(number.max(0)).ok().and_then(Share::from_thousandths).unwrap_or(Share::ALL);
            if let Some(floor) = &mut model.coverage_floor {
                floor.share = share;
            }
        }
        Named::AsOf => model.as_of = FinancialYear::ending_in(number),
        Named::FundYears | Named::Commit(_) | Named::Exclude(_) | Named::MatchFunding | Named::Link(_) => {}
    }
}

/// What all options cost together at their highest: more than any plan can.
fn everything(instance: &Instance) -> Money {
    instance.option_indices().map(|option| instance[option].cost + instance.overrun(option)).sum()
}

/// Lets every fund pay in any programme line and in any year in which there is spend.
fn open_funds(model: &mut Model, instance: &Instance) {
    let lines: BTreeSet<LineId> = instance.lines().iter().map(|line| line.id.clone()).collect();
    let years: BTreeSet<FinancialYear> =
        instance.options().iter().flat_map(|option| option.spend.iter().map(|&(year, _)| year)).collect();
    for fund in &mut model.funds {
        fund.lines.clone_from(&lines);
        fund.first_year = years.first().copied().map_or(fund.first_year, |first| first.min(fund.first_year));
        fund.last_year = years.last().copied().map_or(fund.last_year, |last| last.max(fund.last_year));
    }
}
