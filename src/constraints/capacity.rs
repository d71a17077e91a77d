//! # Capacity: no more children are served at a site than there are places
//!
//! ```text
//! Σ_a f[s,a,c]  ≤  standing[s,c] + Σ_{o at s} offer[o,c] · x[o]                      for every site s, care type c
//! f[s,a,c]      ≤  min(d, standing[s,c]) + Σ_{o at s} min(d, offer[o,c]) · x[o]      where that is tighter, d = demand[a,c]
//! ```
//!
//! | symbol          | meaning                                                                | unit   | source        |
//! |-----------------|------------------------------------------------------------------------|--------|---------------|
//! | `f[s,a,c]`      | places at `s` used by children of `a` who need `c`                     | places | decision      |
//! | `x[o]`          | 1 if option `o` is funded                                              | none   | decision      |
//! | `standing[s,c]` | places at the horizon if nothing is done: existing less those lost     | places | `homes.csv`   |
//! | `offer[o,c]`    | places the option adds by the horizon, and keeps of those lost by then; below nought, those closed for its works | places | `options.csv` |
//! | `demand[a,c]`   | children of `a` who need `c`                                           | places | `demand.csv`  |
//!
//! Where place-years are sought there are such rows for the end of every year that counts, and the year in the place of the
//! horizon.
//!
//! The second row follows from the first and the demand once `x` is whole (min is subadditive), and cuts off
//! fractional `x`: without it half an option serves a whole small area (Cornuéjols, Sridharan and Thizy 1991). What is closed
//! is left out of it: `min` is subadditive of what is nought or more.

use super::unknowns::in_year;
use super::{Family, Part, Serving, Unknowns};
use crate::domain::Places;
use crate::milp::{Comparison, Milp, Row, Sum};
use crate::model::Question;
use crate::network::{Children, Network, Pair, Supply};

pub(super) const FAMILY: Family = Family {
    name: "capacity",
    rule: "No more children are served at a site than there are places.",
    maths: "Σ_a f[s,a,c] ≤ standing[s,c] + Σ_{o at s} offer[o,c]·x[o]  for every site s and care type c",
    part: Part::Serving,
    state,
};

fn state(question: &Question<'_>, unknowns: &Unknowns, milp: &mut Milp) {
    for supply in unknowns.supplies() {
        let all = unknowns.servings();
        let at = (supply.year, supply.site);
        let first = all.partition_point(|serving| (serving.year, serving.site) < at);
        let here = all[first..].iter().take_while(|serving| (serving.year, serving.site) == at);
        let served: Vec<&Serving> = here.filter(|serving| serving.care_type == supply.care_type).collect();
        if served.is_empty() {
            continue;
        }
        let (site, care) = (&question.instance[supply.site].id, &question.instance[supply.care_type].id);
        let name = format!("{site}, {care}{}", in_year(question)(supply.year));
        let mut sum: Sum = served.iter().map(|serving| (1, serving.column)).collect();
        offer(&mut sum, supply, unknowns, None);
        let bound = supply.standing.count().into();
        milp.add_row(Row { label: format!("capacity[{name}]"), sum, comparison: Comparison::AtMost, bound });
        for serving in served {
            tighten(question, unknowns, supply, serving, milp);
        }
    }
}

/// Takes away what each option offers: of all what it changes, or of those that bring places up to `most` an option.
fn offer(sum: &mut Sum, supply: &Supply, unknowns: &Unknowns, most: Option<Places>) {
    for &(option, places) in &supply.offers {
        let places = most.map_or(places, |most| places.clamp(0, most.count().into()));
        if places != 0 {
            sum.add(-places, unknowns.fund(option));
        }
    }
}

/// The second row, where an area's demand is smaller than an offer.
fn tighten(question: &Question<'_>, unknowns: &Unknowns, supply: &Supply, serving: &Serving, milp: &mut Milp) {
    let Children::Count(demand) = serving.children else { return };
    if is_tighter(supply, demand) {
        let instance = question.instance;
        let mut sum = Sum::from_iter([(1, serving.column)]);
        offer(&mut sum, supply, unknowns, Some(demand));
        let [site, area, care] = [
            instance[serving.site].id.as_str(),
            instance[serving.area].id.as_str(),
            instance[serving.care_type].id.as_str(),
        ];
        let label = format!("capacity[{site}, {area}, {care}{}]", in_year(question)(supply.year));
        let bound = supply.standing.count().into();
        milp.add_row(Row { label, sum, comparison: Comparison::AtMost, bound });
    }
}

/// Whether the second row says more than the first.
fn is_tighter(supply: &Supply, demand: Places) -> bool {
    supply.standing < demand && supply.offers.iter().any(|&(_, places)| i64::from(demand.count()) < places)
}

/// The rows, and the terms in them, that are stated over `network`.
pub(super) fn size(network: &Network) -> (usize, usize) {
    let of_supply = |pairs: &[Pair]| {
        let supply = &network.supplies[pairs[0].supply];
        let is_tightened = |pair: &&Pair| match network.wants[pair.want].children {
            Children::Count(demand) => is_tighter(supply, demand),
            Children::Unlimited => false,
        };
        let tightened = pairs.iter().filter(is_tightened).count();
        let opening = supply.offers.iter().filter(|(_, places)| *places > 0).count();
        (1 + tightened, pairs.len() + supply.offers.len() + tightened * (1 + opening))
    };
    let of_supplies = network.pairs.chunk_by(|one, other| one.supply == other.supply).map(of_supply);
    of_supplies.fold((0, 0), |(rows, terms), (more_rows, more_terms)| (rows + more_rows, terms + more_terms))
}
