//! What is allowed and looks odd.

use std::collections::BTreeMap;

use crate::domain::{Estimate, Index, Money, Places, Problem, ProgrammeLine};

/// How many times as dear a place of one line may be as one of another before the unit is doubted.
const DOUBTFUL: i64 = 1_000;

/// The oddities of a problem.
pub(super) fn warnings(problem: &Problem) -> Vec<String> {
    let free = problem.options().iter().filter(|option| option.cost == Money::ZERO).map(|option| {
        format!("option `{}` of `{}` costs the department nothing", option.id, problem[option.project].id)
    });
    free.chain(unit_slip(problem)).collect()
}

/// A line whose places cost a thousand times another's: one is probably in thousands or millions of pounds.
fn unit_slip(problem: &Problem) -> Option<String> {
    let mut costs: BTreeMap<Index<ProgrammeLine>, Vec<i64>> = BTreeMap::new();
    for option in problem.options() {
        let places = option.additional.at(Estimate::Likely) + option.protected + option.improved;
        if places > Places::ZERO && option.cost > Money::ZERO {
            let each = option.cost.pounds() / i64::from(places.count());
            costs.entry(problem[option.project].line).or_default().push(each.max(1));
        }
    }
    let median = |mut costs: Vec<i64>| {
        costs.sort_unstable();
        costs[costs.len() / 2]
    };
    let medians: Vec<(i64, Index<ProgrammeLine>)> =
        costs.into_iter().map(|(line, costs)| (median(costs), line)).collect();
    let (&(least, cheap), &(most, dear)) = (medians.iter().min()?, medians.iter().max()?);
    (most / least > DOUBTFUL).then(|| {
        format!(
            "a place of `{}` costs {} and one of `{}` {}, by the median: is one of them not in whole pounds?",
            problem[cheap].id,
            Money::from_pounds(least),
            problem[dear].id,
            Money::from_pounds(most)
        )
    })
}
