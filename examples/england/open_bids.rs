//! The 68 extensions and 49 new open homes of the published plan, modelled so that they sum to Figure 11.

use super::bid::{Bid, Year};
use super::draft::{BidStatus, Draft, Rate};
use super::facts::{Authority, Facts};
use super::prices::Price;
use super::random::Random;
use super::share::share;

/// The bids of the published plan.
pub(super) fn planned(facts: &Facts) -> Vec<Bid> {
    let mut random = Random::new(facts.number("seed"), "planned options");
    let mut bids = Vec::new();
    for line in ["open-expand", "open-new"] {
        let drafts = drafts(facts, line);
        for (number, (draft, cost)) in (1..).zip(drafts.iter().zip(costs(facts, line, &drafts))) {
            bids.push(draft.bid(number, cost, facts, &mut random));
        }
    }
    bids
}

/// What a unit of price weight costs in `line`.
pub(super) fn rate(facts: &Facts, line: &str) -> Rate {
    of(facts, line, &drafts(facts, line))
}

/// The planned drafts of a line.
fn drafts<'a>(facts: &'a Facts, line: &str) -> Vec<Draft<'a>> {
    if line == "open-new" { new_homes(facts) } else { expansions(facts) }
}

/// The costs of the planned drafts of a line, which sum to the published cost to the pound.
fn costs(facts: &Facts, line: &str, drafts: &[Draft<'_>]) -> Vec<i64> {
    let weight = |draft: &Draft<'_>| if draft.standing == BidStatus::Planned { draft.weight(facts) } else { 0 };
    let parts = share(of(facts, line, drafts).thousands, &drafts.iter().map(weight).collect::<Vec<_>>());
    let cost = |(draft, part): (&Draft<'_>, i64)| draft.standing.public_cost().unwrap_or(1_000 * part);
    drafts.iter().zip(parts).map(cost).collect()
}

/// The money of a line that is not public bid by bid, and the price weight it is shared over.
fn of(facts: &Facts, line: &str, drafts: &[Draft<'_>]) -> Rate {
    let public: i64 = drafts.iter().filter_map(|draft| draft.standing.public_cost()).sum();
    let modelled = drafts.iter().filter(|draft| draft.standing == BidStatus::Planned);
    Rate {
        thousands: (facts.line(line).cost_gbp - public) / 1_000,
        weight: modelled.map(|draft| draft.weight(facts)).sum(),
    }
}

/// How dear a site is beside others like it, per cent.
pub(super) fn site_price(facts: &Facts, random: &mut Random) -> i64 {
    random.between(facts.number("site-price-least"), facts.number("site-price-most"))
}

/// Extensions, each at a home of its own, which open as the department told Parliament: 166 places by 2024-25.
fn expansions(facts: &Facts) -> Vec<Draft<'_>> {
    let mut random = Random::new(facts.number("seed"), "planned expansions");
    let line = facts.line("open-expand");
    let most = facts.number("planned-most-in-one-area");
    let sizes: Vec<i64> = (0..line.projects).map(|_| random.between(3, 9)).collect();
    let mut drafts: Vec<Draft<'_>> = Vec::new();
    for places in share(line.places_low, &sizes) {
        let weight = |authority: &Authority| {
            let room = most.min(authority.open_homes_2023.unwrap_or(0));
            if drawn(&drafts, authority) < room { pull(authority) } else { 0 }
        };
        let authority = random.pick(&facts.authorities, weight);
        let placed: i64 = drafts.iter().map(|draft| draft.places).sum();
        let is_early = placed + places <= facts.number("open-expand-delivered");
        let starts = if is_early { Year(random.between(2022, 2023)) } else { Year(2024) };
        let price = Price::new(facts, &authority.region, site_price(facts, &mut random));
        let draft = Draft {
            line: "open-expand",
            standing: BidStatus::Planned,
            authority,
            places,
            starts,
            opens: starts.plus(1),
            price,
        };
        drafts.push(draft);
    }
    drafts
}

/// New homes: the two Bristol homes whose grant is public, and others.
fn new_homes(facts: &Facts) -> Vec<Draft<'_>> {
    let mut random = Random::new(facts.number("seed"), "planned new homes");
    let line = facts.line("open-new");
    let bristol = facts.authority(facts.text("bristol-area"));
    let [homes, places, grant] = ["bristol-homes", "bristol-places", "bristol-grant"].map(|id| facts.number(id));
    let draft = |authority, places, starts: Year, site, standing| Draft {
        line: "open-new",
        standing,
        authority,
        places,
        starts,
        opens: starts.plus(2),
        price: Price::new(facts, &authority.region, site),
    };
    let granted = || draft(bristol, places / homes, Year(2023), 100, BidStatus::Granted(grant / homes));
    let mut drafts: Vec<Draft<'_>> = (0..homes).map(|_| granted()).collect();
    let most = facts.number("planned-most-in-one-area");
    let sizes: Vec<i64> = (homes..line.projects).map(|_| random.between(3, 6)).collect();
    for places in share(line.places_low - places, &sizes) {
        let weight = |authority: &Authority| if drawn(&drafts, authority) < most { pull(authority) + 10 } else { 0 };
        let authority = random.pick(&facts.authorities, weight);
        let starts = Year(random.between(2023, 2026));
        drafts.push(draft(authority, places, starts, site_price(facts, &mut random), BidStatus::Planned));
    }
    drafts
}

/// The drafts an authority has so far.
fn drawn(drafts: &[Draft<'_>], authority: &Authority) -> i64 {
    let drawn = drafts.iter().filter(|draft| draft.authority.code == authority.code).count();
    i64::try_from(drawn).expect("a few")
}

/// How strongly an authority draws planned bids: by its homes, and the more so the more of them there are for each child.
///
/// So planned bids stand where homes already stand, which the NAO found is not where most children are from.
fn pull(authority: &Authority) -> i64 {
    let homes = authority.open_homes_2023.unwrap_or(0);
    let children = authority.in_childrens_homes_2024.unwrap_or(0);
    40 * homes + 90 * homes.pow(2) / (children + 40)
}
