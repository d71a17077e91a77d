//! What a model would have other than its dataset says.
//!
//! Every selector is matched against the dataset as it was read, so what one adjustment changes does not decide what
//! another speaks of. Two of the same thing are made one after the other, in the order of the model.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::constraints::matching;
use crate::domain::{Area, CareType, FinancialYear, Index, Money, Parts, Places, Problem, ProjectOption};
use crate::model::{Adjustment, Draft, Effect, Model, Percent};
use crate::read::{MOST_PLACES, Mistake};

/// The problem as the adjustments of `model` have it, or what is wrong with them.
pub(super) fn adjusted(draft: &Draft, model: &Model, problem: Problem) -> Result<Problem, Vec<Mistake>> {
    if model.adjustments.is_empty() {
        return Ok(problem);
    }
    let mut parts = problem.to_parts();
    let mut mistakes = Vec::new();
    for adjustment in &model.adjustments {
        if let Err((key, mistake)) = adjust(model, adjustment, &problem, &mut parts) {
            mistakes.push(draft.mistake_at(&["adjust", adjustment.id.as_str(), key], mistake));
        }
    }
    if mistakes.is_empty() { Ok(Problem::new(parts)) } else { Err(mistakes) }
}

/// The key of an adjustment, and what is wrong with it.
type Wrong = (&'static str, &'static str);

fn adjust(model: &Model, adjustment: &Adjustment, problem: &Problem, parts: &mut Parts) -> Result<(), Wrong> {
    match adjustment.effect {
        Effect::Cost(percent) => {
            for option in options(adjustment, problem)? {
                let over = over(model, &problem[option]);
                reprice(&mut parts.options[option.position()], percent, over)
                    .ok_or(("cost_percent", "with those before it, an option would cost more than £100bn"))?;
            }
        }
        Effect::Delay(years) => {
            for option in options(adjustment, problem)? {
                let over = over(model, &problem[option]);
                delay(&mut parts.options[option.position()], years, over)
                    .ok_or(("delay_years", "an option would be paid for or open after 2099-00"))?;
            }
        }
        Effect::WithdrawMatch if model.match_funding.is_none() => {
            return Err(("withdraw_match", "the model has no [match_funding], so this changes nothing"));
        }
        Effect::WithdrawMatch => {
            for area in areas(adjustment, problem)? {
                parts.areas[area.position()].match_limit = Some(Money::ZERO);
            }
        }
        Effect::Demand(percent) => {
            for children in needs(adjustment, problem)?.into_values() {
                scale(parts, &children, percent).ok_or((
                    "demand_percent",
                    "with those before it, more children would need a place than there may be: 999,999 of an area, 100 million in all",
                ))?;
            }
        }
    }
    Ok(())
}

const NOTHING: Wrong = ("where", "nothing in the dataset matches");

fn options(adjustment: &Adjustment, problem: &Problem) -> Result<Vec<Index<ProjectOption>>, Wrong> {
    let options: Vec<_> = matching(problem, &adjustment.selector).collect();
    if options.is_empty() { Err(NOTHING) } else { Ok(options) }
}

fn areas(adjustment: &Adjustment, problem: &Problem) -> Result<Vec<Index<Area>>, Wrong> {
    let selector = &adjustment.selector;
    let is_meant = |index: &Index<Area>| {
        let area = &problem[*index];
        selector.regions.as_ref().is_none_or(|regions| regions.contains(&area.region))
            && selector.areas.as_ref().is_none_or(|areas| areas.contains(&area.id))
    };
    let areas: Vec<_> = problem.area_indices().filter(is_meant).collect();
    if areas.is_empty() { Err(NOTHING) } else { Ok(areas) }
}

/// By care type: where in the table of demand its children are.
fn needs(adjustment: &Adjustment, problem: &Problem) -> Result<BTreeMap<Index<CareType>, Vec<usize>>, Wrong> {
    let areas = areas(adjustment, problem)?;
    let care_types = adjustment.selector.care_types.as_ref();
    let mut needs: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, need) in problem.demand().iter().enumerate() {
        let care_type = &problem[need.care_type].id;
        if areas.binary_search(&need.area).is_ok() && care_types.is_none_or(|types| types.contains(care_type)) {
            needs.entry(need.care_type).or_default().push(at);
        }
    }
    if needs.is_empty() { Err(NOTHING) } else { Ok(needs) }
}

/// The year before which an option is over and not to be changed: the `as_of` of the model, of what was planned and has
/// begun. What was not planned has not begun, and may begin later.
fn over(model: &Model, option: &ProjectOption) -> Option<FinancialYear> {
    model.as_of.filter(|&year| option.planned && option.begins_before(year))
}

/// Gives an option another price, in years that are not over. What was spent by the end of each year is rounded to the
/// nearest pound, so that the years sum to the cost: that is the same per cent of the cost as it was, to the nearest pound.
/// Of the match the same part is over as of the cost. Nothing where that is more than anything may cost.
fn reprice(option: &mut ProjectOption, percent: Percent, over: Option<FinancialYear>) -> Option<()> {
    let is_paid = |year: FinancialYear| over.is_some_and(|over| year < over);
    let (mut before, mut after, mut paid) = (Money::ZERO, Money::ZERO, Money::ZERO);
    for (year, spend) in &mut option.spend {
        if is_paid(*year) {
            paid += *spend;
            continue;
        }
        before += *spend;
        let by_now = percent.of(before)?;
        *spend = by_now - after;
        after = by_now;
    }
    option.spend.retain(|(_, spend)| *spend > Money::ZERO);
    let matched = share(option.local_match, paid, option.cost);
    option.local_match = matched + percent.of(option.local_match - matched)?;
    option.cost = paid + after;
    (option.cost.max(option.local_match) <= Money::LARGEST).then_some(())
}

/// As much of `money` as `part` is of `whole`, rounded down; nothing of nothing.
fn share(money: Money, part: Money, whole: Money) -> Money {
    let [money, part, whole] = [money, part, whole].map(|money| i128::from(money.pounds()));
    let share = (money * part).checked_div(whole).unwrap_or(0);
    Money::from_pounds(i64::try_from(share).expect("a part of it is no more"))
}

/// Has an option start, be paid for and open later, as far as that is not over; nothing beyond the last year there is.
fn delay(option: &mut ProjectOption, years: u16, over: Option<FinancialYear>) -> Option<()> {
    let is_over = |year: FinancialYear| over.is_some_and(|over| year < over);
    let later = |year: FinancialYear| if is_over(year) { Some(year) } else { year.later(years) };
    option.starts = later(option.starts)?;
    option.opens = later(option.opens)?;
    for (year, _) in &mut option.spend {
        *year = later(*year)?;
    }
    Some(())
}

/// Scales the children at these places of the table: all together to the nearest child, halves up; each area has its
/// part rounded down, and the largest remainders, first areas first, have one more. Nothing where an area then has more
/// children than there may be.
fn scale(parts: &mut Parts, at: &[usize], percent: Percent) -> Option<()> {
    let thousandths: Vec<u64> =
        at.iter().map(|&at| u64::from(parts.demand[at].children.count()) * u64::from(percent.tenths())).collect();
    let all = (thousandths.iter().sum::<u64>() + 500) / 1_000;
    let rounded_down: u64 = thousandths.iter().map(|part| part / 1_000).sum();
    let mut order: Vec<usize> = (0..at.len()).collect();
    order.sort_by_key(|&one| (Reverse(thousandths[one] % 1_000), one));
    let more = usize::try_from(all - rounded_down).expect("there is at most one more for each area");
    for (place, one) in order.into_iter().enumerate() {
        let children = thousandths[one] / 1_000 + u64::from(place < more);
        let children = u32::try_from(children).ok().map(Places::new)?;
        parts.demand[at[one]].children = Some(children).filter(|children| *children <= Places::LARGEST)?;
    }
    let all: u64 = parts.demand.iter().map(|need| u64::from(need.children.count())).sum();
    (all <= MOST_PLACES).then_some(())
}
