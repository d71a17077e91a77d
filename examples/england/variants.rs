//! The other ways to do a project than the one first bid for.

use super::bid::{Offer, Year, counted};
use super::facts::Facts;
use super::prices::{Price, scaled};
use super::random::Random;

/// The last year in which an open home may open.
pub(super) const LAST: Year = Year(2028);

/// The first offer of an open-home bid, and what its variants are priced by.
pub(super) struct Core {
    pub(super) places: i64,
    pub(super) starts: Year,
    pub(super) opens: Year,
    pub(super) cost: i64,
    pub(super) price: Price,
    pub(super) planned: bool,
}

/// The offers of an open-home bid: as bid first, then two to five of later, larger and smaller.
pub(super) fn open(core: &Core, facts: &Facts, random: &mut Random) -> Vec<Offer> {
    let larger = core.places + (core.places / 3).clamp(1, 2);
    let smaller = core.places - (core.places / 3).max(1);
    let mut ways = vec![
        ("as-bid", core.places, 0),
        ("as-bid", core.places, 1),
        ("larger", larger, 0),
        ("smaller", smaller, 0),
        ("larger", larger, 1),
        ("as-bid", core.places, 2),
    ];
    ways.truncate(usize::try_from(random.between(4, 6)).expect("a few"));
    ways.retain(|(_, places, later)| *places > 0 && (*later == 0 || core.opens.plus(*later) <= LAST));
    let share = facts.number("match-share");
    let uplift = facts.number("later-start-percent");
    let whole = core.price.weight(core.places, core.starts, uplift);
    let offer = |(scope, places, later): (&str, i64, i64)| {
        let starts = core.starts.plus(later);
        let is_core = scope == "as-bid" && later == 0;
        let part = core.price.weight(places, starts, uplift);
        let cost = if is_core { core.cost } else { 1_000 * scaled(core.cost, part, 1_000 * whole) };
        let is_sure = (is_core && core.planned) || random.between(1, 4) > 1;
        Offer {
            option: format!("{scope}-{}", starts.0),
            scope: format!("{}, work from {starts}", counted(places)),
            starts,
            opens: core.opens.plus(later),
            cost,
            local_match: cost * share / (100 - share),
            additional: [if is_sure { places } else { (places - 1).max(1) }, places, places],
            protected: 0,
            improved: 0,
            planned: is_core && core.planned,
        }
    };
    ways.into_iter().map(offer).collect()
}
