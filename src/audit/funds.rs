//! Every pound is paid by a fund that may pay it: found by sending the money, pound for pound.

use std::collections::BTreeMap;

use petgraph::algo::ford_fulkerson;
use petgraph::graph::DiGraph;

use super::selection::{funded, funded_projects};
use super::{Finding, Limit, Unit};
use crate::domain::{FinancialYear, Index, Instance, Money, Plan, ProgrammeLine, ProjectOption};
use crate::model::{Fund, Question};

pub(super) fn check(question: &Question<'_>, plan: &Plan) -> Vec<Finding> {
    let funds = &question.model.funds;
    if funds.is_empty() {
        return Vec::new();
    }
    let spend = spend(question, plan);
    let all: u64 = spend.values().sum();
    let pounds = |amount: u64| i64::try_from(amount).expect("sums of money fit");
    let sources: Vec<&str> = funds.iter().map(|fund| fund.source.as_str()).collect();
    vec![Finding {
        family: "funds",
        id: "funds".to_owned(),
        rule: "Every pound is paid by a fund that may pay it: what the funds can pay of the plan's spend is all of it."
            .to_owned(),
        source: sources.join("; "),
        unit: Unit::Pounds,
        value: pounds(payable(question, &spend, funds)),
        limit: Limit::Exactly,
        bound: pounds(all),
        binding: false,
        where_broken: Vec::new(),
    }]
}

/// What each fund pays of `plan`, in the order of the model: earlier funds are used up first.
#[must_use]
#[expect(clippy::missing_panics_doc, reason = "another fund never lowers what can be paid, and sums of money fit")]
pub fn paid_by_fund<'a>(question: &Question<'a>, plan: &Plan) -> Vec<(&'a Fund, Money)> {
    let funds = &question.model.funds;
    let spend = spend(question, plan);
    let paid_by_first = |count: usize| payable(question, &spend, &funds[..count]);
    let paid = |at: usize| i64::try_from(paid_by_first(at + 1) - paid_by_first(at)).expect("sums of money fit");
    funds.iter().enumerate().map(|(at, fund)| (fund, Money::from_pounds(paid(at)))).collect()
}

/// Whether the funds hold the plan back: they can pay for no project that is left out and costs anything.
pub(super) fn hold_back(question: &Question<'_>, plan: &Plan) -> bool {
    let projects = funded_projects(question.instance, plan);
    let left_out = question.instance.options().iter().filter(|option| !projects.contains(&option.project));
    let mut left_out: Vec<&ProjectOption> = left_out.filter(|option| option.cost > Money::ZERO).collect();
    left_out.sort_by_key(|option| option.cost);
    let can_pay = can_pay_too(question, plan);
    !left_out.is_empty() && !left_out.into_iter().any(can_pay)
}

/// Whether the funds can pay for an option beside what they pay of `plan`; they can for any where there are no funds.
pub fn can_pay_too<'a>(question: &'a Question<'_>, plan: &Plan) -> impl Fn(&ProjectOption) -> bool + use<'a> {
    let spend = spend(question, plan);
    let all: u64 = spend.values().sum();
    move |option| {
        let funds = &question.model.funds;
        if funds.is_empty() {
            return true;
        }
        let mut more = spend.clone();
        add(question.instance, option, &mut more);
        let cost: u64 = more.values().sum::<u64>() - all;
        payable(question, &more, funds) == all + cost
    }
}

/// Spend by programme line and year, in pounds.
type Spend = BTreeMap<(Index<ProgrammeLine>, FinancialYear), u64>;

/// The plan's spend.
fn spend(question: &Question<'_>, plan: &Plan) -> Spend {
    let mut spend = BTreeMap::new();
    for option in funded(question.instance, plan) {
        add(question.instance, option, &mut spend);
    }
    spend
}

fn add(instance: &Instance, option: &ProjectOption, spend: &mut Spend) {
    for (year, money) in &option.spend {
        let pounds = u64::try_from(money.pounds()).expect("spend is read as nought or more");
        *spend.entry((instance[option.project].line, *year)).or_insert(0) += pounds;
    }
}

/// How many of the pounds that are `asked` for `funds` can pay between them: a maximum flow from funds to line-years.
fn payable(question: &Question<'_>, asked: &Spend, funds: &[Fund]) -> u64 {
    let mut network: DiGraph<(), u64> = DiGraph::new();
    let (money, spent) = (network.add_node(()), network.add_node(()));
    let payers: Vec<_> = funds.iter().map(|fund| (fund, network.add_node(()))).collect();
    for &(fund, node) in &payers {
        network.add_edge(money, node, u64::try_from(fund.amount.pounds()).expect("a fund is nought or more"));
    }
    for (&(line, year), &pounds) in asked {
        let cell = network.add_node(());
        network.add_edge(cell, spent, pounds);
        let line = &question.instance[line].id;
        for (fund, node) in &payers {
            if fund.lines.contains(line) && fund.first_year <= year && year <= fund.last_year {
                network.add_edge(*node, cell, pounds);
            }
        }
    }
    ford_fulkerson(&network, money, spent).0
}
