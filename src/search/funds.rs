//! What the years of funds allow, as sums: what is spent in some years is paid by the funds that may pay then.
//!
//! ```text
//! Σ spend[o, y] over funded o, y from a to b  ≤  Σ amount[e] over funds e that may pay in some year from a to b
//! ```
//!
//! for every stretch of years, of all lines together and, where funds differ in their lines, of each line. Where they do
//! not differ these sums are all that is needed, as each fund pays in one stretch of years (Hall 1935); where they do,
//! the audit knows the rest.

use crate::domain::{FinancialYear, Index, LineId, ProjectOption};
use crate::model::{Fund, Question};

/// A sum and its limit.
#[derive(Debug)]
pub(super) struct Stretch {
    /// Pounds that the funds have for it.
    pub upper: i64,
    /// The options that spend in it, and how much.
    pub spend: Vec<(Index<ProjectOption>, i64)>,
}

/// The stretches of years that could be short of funds.
pub(super) fn stretches(question: &Question<'_>) -> Vec<Stretch> {
    let (instance, funds) = (question.instance, &question.model.funds);
    let mut years: Vec<FinancialYear> =
        instance.options().iter().flat_map(|option| option.spend.iter().map(|&(year, _)| year)).collect();
    years.sort_unstable();
    years.dedup();
    let differ = funds.iter().any(|fund| fund.lines.len() < instance.lines().len());
    let single = instance.lines().iter().filter(|_| differ).map(|line| Some(&line.id));
    let mut stretches = Vec::new();
    for line in std::iter::once(None).chain(single).filter(|_| !funds.is_empty()) {
        for first in 0..years.len() {
            for last in first..years.len() {
                let payers = payers(funds, line, &years[first..=last]);
                let wider = [first.checked_sub(1).map(|first| (first, last)), Some((first, last + 1))];
                let mut wider = wider.into_iter().flatten().filter(|&(_, last)| last < years.len());
                // A longer stretch that the same funds pay for says more.
                let says_less = wider.any(|(first, last)| self::payers(funds, line, &years[first..=last]) == payers);
                let upper = payers.iter().map(|&fund| funds[fund].amount.pounds()).sum();
                if !says_less && upper < question.model.envelope.total.pounds() {
                    stretches.push(stretch(question, line, &years[first..=last], upper));
                }
            }
        }
    }
    stretches
}

/// The funds that may pay in some of these years, for a line or for any.
fn payers(funds: &[Fund], line: Option<&LineId>, years: &[FinancialYear]) -> Vec<usize> {
    let pays = |fund: &Fund| {
        let in_time = years.iter().any(|year| (fund.first_year..=fund.last_year).contains(year));
        in_time && line.is_none_or(|line| fund.lines.contains(line))
    };
    (0..funds.len()).filter(|&at| pays(&funds[at])).collect()
}

fn stretch(question: &Question<'_>, line: Option<&LineId>, years: &[FinancialYear], upper: i64) -> Stretch {
    let instance = question.instance;
    let is_of = |option: &ProjectOption| line.is_none_or(|line| instance[instance[option.project].line].id == *line);
    let spent = |option: &ProjectOption| -> i64 {
        let then = option.spend.iter().filter(|(year, _)| years.contains(year));
        then.map(|(_, money)| money.pounds()).sum()
    };
    let of = |index: Index<ProjectOption>| {
        let option = &instance[index];
        is_of(option).then(|| (index, spent(option)))
    };
    Stretch { upper, spend: instance.option_indices().filter_map(of).collect() }
}
