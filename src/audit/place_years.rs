//! Places and need at the end of each year, and the well-located places of all years together.
//!
//! The capacities are those of the audit, and whom they serve is settled by [`crate::transport`] for each year by itself: a
//! child is nowhere bound to be where it was the year before.

use std::collections::{BTreeMap, BTreeSet};

use super::capacity::places;
use super::chance::is_sure;
use super::reach::{well_located, worth_of};
use crate::domain::{FinancialYear, Flow, Index, Places, Plan, ProjectOption, WellLocated};
use crate::model::{Goal, Question};
use crate::transport::Transport;

/// What there is at the end of a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct YearOfPlaces {
    /// Places, of care types that children need.
    pub places: u64,
    /// Children who need one.
    pub children: u64,
    /// Well-located places, divided so that they are most.
    pub well_located: WellLocated,
}

/// What the model of `question` makes as large as it can be: well-located places at the horizon, as they are divided, or
/// those of all years that count.
#[must_use]
pub fn sought(question: &Question<'_>, plan: &Plan) -> WellLocated {
    match question.model.goal {
        Goal::WellLocated | Goal::WorstRegion => well_located(question, plan),
        Goal::PlaceYears { .. } => {
            by_year(question, plan, question.years()).values().map(|year| year.well_located).sum()
        }
    }
}

/// What there is with `plan` at the end of each of `years`: at the horizon as its places are divided, in the others so that
/// most are well located.
#[must_use]
pub fn by_year(
    question: &Question<'_>,
    plan: &Plan,
    years: impl IntoIterator<Item = FinancialYear>,
) -> BTreeMap<FinancialYear, YearOfPlaces> {
    let there = |year| {
        let there = at(question, plan, year);
        let is_divided = year == question.model.horizon;
        YearOfPlaces {
            well_located: if is_divided { well_located(question, plan) } else { there.well_located },
            ..there
        }
    };
    years.into_iter().map(|year| (year, there(year))).collect()
}

/// The places that there are because of `plan` at the end of each year to the horizon, summed over the years: those that
/// its options add, and those that they keep of what would have fallen away by then.
#[must_use]
pub fn places_opened(question: &Question<'_>, plan: &Plan) -> u64 {
    let instance = question.instance;
    let of_option = |option: &ProjectOption| -> u64 {
        let counts = |year: &FinancialYear| counts(question, option, *year);
        let opened = u64::from(option.additional.at(question.model.estimate).count());
        let home = instance[instance[option.project].site].home.map(|home| &instance[home]);
        let at_risk_from = home.and_then(|home| home.at_risk_from).map(FinancialYear::ends_in);
        let kept = |year| at_risk_from.filter(|from| *from <= year).map_or(0, |_| u64::from(option.protected.count()));
        let years = option.opens.through(question.model.horizon).filter(counts);
        years.map(|year| opened + kept(year.ends_in())).sum()
    };
    plan.options(instance).map(of_option).sum()
}

/// Whether the places of an option that has opened by the end of `year` count then: as sure as the model asks.
fn counts(question: &Question<'_>, option: &ProjectOption, year: FinancialYear) -> bool {
    let asked = question.model.deliverability.as_ref();
    let when = (year, question.model.as_of);
    asked.is_none_or(|asked| is_sure(question.instance, option, when, asked.share.thousandths()))
}

/// What `plan` funds, without the options that have opened by the end of `year` and do not count then.
pub(super) fn counted(question: &Question<'_>, plan: &Plan, year: FinancialYear) -> Plan {
    let counted = |option: &Index<ProjectOption>| {
        let option = &question.instance[*option];
        option.opens > year || counts(question, option, year)
    };
    Plan { funded: plan.funded.iter().copied().filter(counted).collect(), flows: Vec::new() }
}

fn at(question: &Question<'_>, plan: &Plan, year: FinancialYear) -> YearOfPlaces {
    let instance = question.instance;
    let needs = instance.demand_in(year);
    let needed: BTreeSet<_> =
        needs.iter().filter(|need| need.children > Places::ZERO).map(|need| need.care_type).collect();
    let there = places(question, &counted(question, plan, year), year);
    let there: Vec<_> = there.into_iter().filter(|((_, care_type), _)| needed.contains(care_type)).collect();
    let need_of: BTreeMap<_, usize> =
        needs.iter().enumerate().map(|(at, need)| ((need.area, need.care_type), at)).collect();
    let serves = there.iter().map(|&((site, care_type), _)| {
        let near = question.distances.from_site(site).iter().filter_map(|&(area, _)| {
            let flow = Flow { site, area, care_type, places: Places::ONE };
            Some((*need_of.get(&(area, care_type))?, i64::from(worth_of(question, &flow)?.percent())))
        });
        near.collect()
    });
    let children: Vec<i64> = needs.iter().map(|need| i64::from(need.children.count())).collect();
    let all = children.iter().map(|children| children.unsigned_abs()).sum();
    let mut transport = Transport::new(children, &serves.collect::<Vec<Vec<(usize, i64)>>>());
    for (supply, (_, places)) in there.iter().enumerate() {
        transport.change(supply, i64::try_from(*places).unwrap_or(i64::MAX));
    }
    YearOfPlaces {
        places: there.iter().map(|(_, places)| places).sum(),
        children: all,
        well_located: WellLocated::from_hundredths(transport.value().unsigned_abs()),
    }
}
