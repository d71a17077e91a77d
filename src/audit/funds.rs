//! Every pound is paid by a fund that may pay it: found by sending the money, pound for pound.

use std::collections::BTreeMap;

use petgraph::algo::ford_fulkerson;
use petgraph::graph::DiGraph;

use super::selection::funded;
use super::{Finding, Limit, Unit};
use crate::domain::{FinancialYear, Index, Money, Plan, ProgrammeLine};
use crate::model::{Fund, Question};

pub(super) fn check(question: &Question<'_>, plan: &Plan) -> Vec<Finding> {
    let funds = &question.model.funds;
    if funds.is_empty() {
        return Vec::new();
    }
    let spend: u64 = spend(question, plan).values().sum();
    let pounds = |amount: u64| i64::try_from(amount).expect("sums of money fit");
    let sources: Vec<&str> = funds.iter().map(|fund| fund.source.as_str()).collect();
    vec![Finding {
        family: "funds",
        id: "funds".to_owned(),
        rule: "Every pound is paid by a fund that may pay it: what the funds can pay of the plan's spend is all of it."
            .to_owned(),
        source: sources.join("; "),
        unit: Unit::Pounds,
        value: pounds(payable(question, plan, funds)),
        limit: Limit::Exactly,
        bound: pounds(spend),
        binding: false,
        where_broken: Vec::new(),
    }]
}

/// What each fund pays of `plan`, in the order of the model: earlier funds are used up first.
#[must_use]
#[expect(clippy::missing_panics_doc, reason = "another fund never lowers what can be paid, and sums of money fit")]
pub fn paid_by_fund<'a>(question: &Question<'a>, plan: &Plan) -> Vec<(&'a Fund, Money)> {
    let funds = &question.model.funds;
    let paid_by_first = |count: usize| payable(question, plan, &funds[..count]);
    let paid = |at: usize| i64::try_from(paid_by_first(at + 1) - paid_by_first(at)).expect("sums of money fit");
    funds.iter().enumerate().map(|(at, fund)| (fund, Money::from_pounds(paid(at)))).collect()
}

/// The plan's spend by programme line and year, in pounds.
fn spend(question: &Question<'_>, plan: &Plan) -> BTreeMap<(Index<ProgrammeLine>, FinancialYear), u64> {
    let mut spend = BTreeMap::new();
    for option in funded(question.problem, plan) {
        let line = question.problem[option.project].line;
        for (year, money) in &option.spend {
            let pounds = u64::try_from(money.pounds()).expect("spend is read as nought or more");
            *spend.entry((line, *year)).or_insert(0) += pounds;
        }
    }
    spend
}

/// How many pounds of the plan's spend `funds` can pay between them: a maximum flow from funds to line-years.
fn payable(question: &Question<'_>, plan: &Plan, funds: &[Fund]) -> u64 {
    let mut network: DiGraph<(), u64> = DiGraph::new();
    let (money, spent) = (network.add_node(()), network.add_node(()));
    let payers: Vec<_> = funds.iter().map(|fund| (fund, network.add_node(()))).collect();
    for &(fund, node) in &payers {
        network.add_edge(money, node, u64::try_from(fund.amount.pounds()).expect("a fund is nought or more"));
    }
    for ((line, year), pounds) in spend(question, plan) {
        let cell = network.add_node(());
        network.add_edge(cell, spent, pounds);
        let line = &question.problem[line].id;
        for (fund, node) in &payers {
            if fund.lines.contains(line) && fund.first_year <= year && year <= fund.last_year {
                network.add_edge(*node, cell, pounds);
            }
        }
    }
    ford_fulkerson(&network, money, spent).0
}
