//! # Funds: every pound is paid by a fund that may pay it
//!
//! ```text
//! Σ_{l,y : E(l,y) ⊆ T} Σ_{o in l} spend[o,y] · x[o]  ≤  Σ_{e ∈ T} amount[e]      for every set T of funds
//! ```
//!
//! | symbol       | meaning                                            | unit | source                 |
//! |--------------|----------------------------------------------------|------|------------------------|
//! | `x[o]`       | 1 if option `o` is funded                          | none | decision               |
//! | `spend[o,y]` | cost to the department in year `y`                 | £    | `spend.csv`            |
//! | `E(l,y)`     | the funds that may pay programme line `l` in `y`   | none | `[[fund]]` in a model  |
//! | `amount[e]`  | the amount of fund `e`                             | £    | `[[fund]]` in a model  |
//!
//! A division of the spend among the funds exists just if no set of line-years asks for more than the funds that may
//! pay any of it (Gale 1957, from maximum flow and minimum cut). The sets that matter are those of all the line-years
//! that only funds of some `T` may pay; for four funds they are at most 16 rows, and no division need be unknown.
//! Where two sets of funds give the same line-years, the one with less money is stated.

use std::collections::BTreeMap;

use super::money_row::add_money_row;
use super::{Family, Part, Unknowns};
use crate::domain::{FinancialYear, FundId, Index, Instance, Money, ProgrammeLine};
use crate::milp::{Column, ColumnIndex, ColumnKind, Comparison, Milp, Row, Sum};
use crate::model::{Fund, Question, Sense};

pub(super) const FAMILY: Family = Family {
    name: "funds",
    rule: "Every pound is paid by a fund that may pay it.",
    maths: "Σ_{(l,y): E(l,y) ⊆ T} Σ_{o in l} spend[o,y]·x[o] ≤ Σ_{e∈T} amount[e]  for every set T of funds",
    part: Part::Choosing,
    state,
};

/// A set of funds, one bit each.
type FundSet = u32;

/// A programme line in a year.
type Cell = (Index<ProgrammeLine>, FinancialYear);

fn state(question: &Question<'_>, unknowns: &Unknowns, milp: &mut Milp) {
    let (instance, funds) = (question.instance, &question.model.funds);
    if funds.is_empty() {
        return;
    }
    let first = milp.rows().len();
    for (only, amount, set) in asked(instance, funds, |_| true) {
        let spend = |option| spend_in(instance, option, &only);
        let terms = instance.option_indices().map(|option| (spend(option), unknowns.fund(option)));
        let terms: Vec<_> = terms.filter(|(money, _)| *money > Money::ZERO).collect();
        let names: Vec<&str> = chosen(funds, set).map(|fund| fund.id.as_str()).collect();
        let label = if names.is_empty() { "funds[none]".to_owned() } else { format!("funds[{}]", names.join(" + ")) };
        add_money_row(milp, &label, &terms, Sense::AtMost, amount);
    }
    milp.make_lazy(first);
}

/// Adds to a program in which `fund` is no limit the column of what it is short of, in so many pounds: for every set
/// of funds that it is of, what the line-years ask for is no more than their amounts and that. Each option's spend is
/// rounded up, so this is near what is short, and not it.
pub(crate) fn add_shortfall(
    question: &Question<'_>,
    unknowns: &Unknowns,
    milp: &mut Milp,
    fund: &FundId,
    unit: i64,
) -> ColumnIndex {
    let (instance, funds) = (question.instance, &question.model.funds);
    let units = |money: Money| (money.pounds() + unit - 1).div_euclid(unit);
    let upper = instance.options().iter().map(|option| units(option.cost)).sum();
    let label = format!("short[{fund}]");
    let short = milp.add_column(Column { label: label.clone(), lower: 0, upper, kind: ColumnKind::Whole });
    let is_of = |set| chosen(funds, set).any(|other| other.id == *fund);
    for (only, amount, _) in asked(instance, funds, is_of) {
        let spend = |option| (units(spend_in(instance, option, &only)), unknowns.fund(option));
        let sum: Sum = instance.option_indices().map(spend).chain([(-1, short)]).collect();
        let bound = amount.pounds().div_euclid(unit);
        milp.add_row(Row { label: label.clone(), sum, comparison: Comparison::AtMost, bound });
    }
    short
}

/// The sets of line-years that only the funds of a set may pay, with the amounts of those, over the sets that are
/// `wanted`; of two sets of funds with the same line-years the one with less money.
fn asked(instance: &Instance, funds: &[Fund], wanted: impl Fn(FundSet) -> bool) -> Vec<(Vec<Cell>, Money, FundSet)> {
    let cells = payers(instance, funds);
    let mut asked: BTreeMap<Vec<Cell>, (Money, FundSet)> = BTreeMap::new();
    for set in (0..1_u32 << funds.len()).filter(|&set| wanted(set)) {
        let only: Vec<Cell> = cells.iter().filter(|(_, payers)| *payers & !set == 0).map(|(&cell, _)| cell).collect();
        let amount: Money = chosen(funds, set).map(|fund| fund.amount).sum();
        let least = asked.entry(only).or_insert((amount, set));
        *least = (*least).min((amount, set));
    }
    asked.remove(&Vec::new());
    let mut asked: Vec<_> = asked.into_iter().map(|(only, (amount, set))| (only, amount, set)).collect();
    asked.sort_by_key(|&(_, _, set)| set);
    asked
}

/// The funds that may pay each programme line in each year in which any option of it spends.
fn payers(instance: &Instance, funds: &[Fund]) -> BTreeMap<Cell, FundSet> {
    let mut cells = BTreeMap::new();
    for option in instance.options() {
        let line = instance[option.project].line;
        for &(year, _) in &option.spend {
            let may_pay = |fund: &Fund| {
                fund.lines.contains(&instance[line].id) && (fund.first_year..=fund.last_year).contains(&year)
            };
            let set = funds.iter().enumerate().filter(|(_, fund)| may_pay(fund)).map(|(bit, _)| 1 << bit).sum();
            cells.insert((line, year), set);
        }
    }
    cells
}

fn chosen(funds: &[Fund], set: FundSet) -> impl Iterator<Item = &Fund> {
    funds.iter().enumerate().filter(move |(bit, _)| set >> bit & 1 == 1).map(|(_, fund)| fund)
}

fn spend_in(instance: &Instance, option: Index<crate::domain::ProjectOption>, cells: &[Cell]) -> Money {
    let option = &instance[option];
    let line = instance[option.project].line;
    option.spend.iter().filter(|(year, _)| cells.binary_search(&(line, *year)).is_ok()).map(|&(_, money)| money).sum()
}
