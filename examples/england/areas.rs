//! Areas with the local money there is to match grants, and the children who need places.

use super::bid::Bid;
use super::facts::{Authority, Facts};
use super::random::Random;
use super::share::share;

/// An area and its match limit in pounds.
pub(super) struct Area<'a> {
    pub(super) authority: &'a Authority,
    pub(super) match_limit: Option<i64>,
}

/// The children of an area who need a care type.
pub(super) struct Demand<'a> {
    pub(super) area: &'a str,
    pub(super) care_type: &'static str,
    pub(super) children: i64,
}

/// Every area. A match limit is a round sum for each child looked after, a quarter of it in a tight area, and always
/// enough for the bids of the area that are planned or public.
pub(super) fn areas<'a>(facts: &'a Facts, bids: &[Bid]) -> Vec<Area<'a>> {
    let mut random = Random::new(facts.number("seed"), "match");
    let [per_child, step] = ["match-per-child", "match-step"].map(|id| facts.number(id));
    let limit = |authority: &'a Authority| {
        let is_tight = random.between(1, 100) <= facts.number("match-tight-percent");
        let own = bids.iter().filter(|bid| bid.area == authority.code);
        let firm = own.filter(|bid| bid.planned().is_some() || bid.basis == "observed");
        let firm: i64 = firm.filter_map(|bid| bid.offers.first()).map(|offer| offer.local_match).sum();
        let round = |pounds: i64| (pounds + step - 1) / step * step;
        let usual = |children: i64| round(per_child * children / if is_tight { 4 } else { 1 });
        let match_limit = authority.looked_after_2024.map(|children| usual(children).max(round(firm)));
        Area { authority, match_limit }
    };
    facts.authorities.iter().map(limit).collect()
}

/// Whole children by largest remainder, in proportion to children in homes; where those are not known, nor is demand.
pub(super) fn demand(facts: &Facts) -> Vec<Demand<'_>> {
    let known: Vec<(&str, i64)> = facts
        .authorities
        .iter()
        .filter_map(|authority| Some((authority.code.as_str(), authority.in_childrens_homes_2024?)))
        .collect();
    let weights: Vec<i64> = known.iter().map(|(_, children)| *children).collect();
    let mut demand = Vec::new();
    for care_type in ["open-high-risk", "secure"] {
        let total = facts.number(&format!("demand-{care_type}"));
        let rows = known.iter().zip(share(total, &weights));
        demand.extend(rows.map(|((area, _), children)| Demand { area, care_type, children }));
    }
    demand
}
